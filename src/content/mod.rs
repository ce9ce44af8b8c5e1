//! Stage 1: files become articles and declarations.
//!
//! [`load`] reads every file of a [`source::SourceTree`] for itself, side by side; nothing
//! here knows what another file says. What belongs together is put together in the newsroom.

pub mod address;
pub mod allowed;
pub mod amount;
pub mod article;
pub mod attribution;
pub mod citation;
pub mod claim;
mod collisions;
pub mod declaration;
pub mod document;
pub mod fence;
mod foreign;
pub mod holding;
pub mod in_text;
pub mod markdown;
pub mod markup;
pub mod moment;
pub mod observation;
mod order;
pub mod picture;
pub mod quantity;
pub mod reading;
mod script;
pub mod source;
mod status_words;
pub mod stray;
pub mod term;
pub mod unit;
mod unused;
mod update;
pub mod version;
pub mod world;

pub use update::Broken;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::Config;
use crate::date::Vocabularies;
use crate::diagnostic::{Checked, Diagnostic, Fix, Place, Severity};
use crate::path::SourcePath;
use crate::value;
use article::Article;
use citation::Citation;
use declaration::{EventFile, SeriesFile, StandingPage};
use document::Body;
pub use foreign::listing;
use picture::Picture;
use reading::Release;
use source::{Asset, SourceTree, is_markdown};
use term::{TaxonomyKind, TermFile};

/// Everything the content folder says, file by file.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// The articles, by path.
    pub articles: Vec<Arc<Article>>,
    /// The standing pages, by path.
    pub pages: Vec<Arc<StandingPage>>,
    /// When what lies in a folder may be public, by its `_index.md`, by path.
    pub sections: Vec<Section>,
    /// The terms that have a file, by path.
    pub terms: Vec<Arc<TermFile>>,
    /// The series that have a file, by path.
    pub series: Vec<Arc<SeriesFile>>,
    /// The events that have a file, by path.
    pub events: Vec<Arc<EventFile>>,
    /// The publishers, speakers and documents of sources.toml, by id.
    pub sources: BTreeMap<String, Arc<Citation>>,
    /// The files that are published as they are, by path.
    pub assets: BTreeMap<SourcePath, Asset>,
    /// The pictures among them, as far as they can be measured.
    pub pictures: BTreeMap<SourcePath, Picture>,
    /// Files that are there but could not be used; a link to one is not reported again.
    pub broken: BTreeSet<SourcePath>,
    /// The words of texts among them: what they refer to may be as little public as they are.
    pub unread: BTreeMap<SourcePath, Body>,
}

/// What the `_index.md` of a folder of articles says: it has no page, but holds its folder back.
#[derive(Clone, Debug)]
pub struct Section {
    /// The file.
    pub path: SourcePath,
    /// When what lies in its folder and below may be public.
    pub release: Release,
    /// The same of some texts alone, each with the pattern of their addresses.
    pub some: Vec<(String, Release)>,
}

/// Reads the content of a site; what is wrong is reported and left out.
pub fn load(tree: &SourceTree, config: &Config) -> Checked<Content> {
    let (content, noticed) = read(tree, config);
    let diagnostics = noticed.into_iter().flat_map(|(_, found)| found);
    Checked::new(content, diagnostics.collect())
}

/// What was noticed, by the file it was noticed in.
pub type FileDiagnostics = Vec<(SourcePath, Vec<Diagnostic>)>;

/// Reads the content of a site, and tells file by file what is wrong.
pub fn read(tree: &SourceTree, config: &Config) -> (Content, FileDiagnostics) {
    let mut content = Content::default();
    let noticed = content.update(tree, config, &tree.paths(), Broken::LeftOut);
    (content, noticed)
}

/// What one file turned out to be.
enum Read {
    Article(Box<Article>),
    Section(Section),
    Page(Box<StandingPage>),
    Term(Box<TermFile>),
    Series(Box<SeriesFile>),
    Event(Box<EventFile>),
    Sources(BTreeMap<String, Arc<Citation>>),
    /// No content: a copy that an editor left behind, another program's settings.
    Stray,
    Nothing,
}

fn read_file(path: &SourcePath, text: &Arc<str>, config: &Config) -> Checked<Read> {
    if !is_markdown(path) {
        return sources(path, text, &config.dates);
    }
    let mut diagnostics = Vec::new();
    let document = match &config.foreign {
        Some(_) => foreign::parse(path, text),
        None => document::parse(path, text),
    };
    let document = document.drain_into(&mut diagnostics);
    let document = document.read_in(&config.dates, &config.language);
    let folder = path.as_str().split('/').nth(1).unwrap_or("");
    let declares = address::is_section(path) && ["topics", "regions"].contains(&folder);
    if config.foreign.is_some() && declares && !document.sound {
        return Checked::new(Read::Nothing, diagnostics);
    }
    if let Some(map) = config.foreign.as_ref().filter(|_| !declares) {
        let unused = unused::keys(path, &document.front_matter, config, map, &diagnostics);
        if !address::is_section(path) {
            let read = foreign::read(path, document, config, map, &diagnostics);
            let read = read.drain_into(&mut diagnostics);
            diagnostics.extend(unused);
            return Checked::new(read, diagnostics);
        }
        diagnostics.extend(unused);
    }
    let table = Arc::clone(&document.front_matter);
    let read = match folder {
        "topics" => term(TaxonomyKind::Topics, path, document),
        "regions" => term(TaxonomyKind::Regions, path, document),
        "series" => boxed(declaration::series(path, document), Read::Series),
        "events" => boxed(declaration::event(path, document), Read::Event),
        "pages" => {
            let page = declaration::standing_page(path, document, config);
            boxed(page, Read::Page)
        }
        _ if address::is_section(path) => section(path, &document, config, &diagnostics),
        _ => {
            let article = article::read(path, document, config);
            let read = article
                .value
                .map_or(Read::Nothing, |article| Read::Article(Box::new(article)));
            Checked::new(read, article.diagnostics)
        }
    };
    let mut read = read.drain_into(&mut diagnostics);
    let gated = holding::is_gated(path);
    let misplaced = holding::misplaced(path, &table, gated, &diagnostics);
    if !gated && holding::is_draft_folder(path) {
        diagnostics.push(holding::no_draft(path));
    }
    // One key, one message: an error of its reader says more, a warning less.
    let at = |one: &Diagnostic, other: &Diagnostic| one.place == other.place;
    let told = |found: &Diagnostic| {
        let mut errors = diagnostics
            .iter()
            .filter(|one| one.severity == Severity::Error);
        let unknown = |one: &Diagnostic| one.code == "front-matter/unknown-key";
        errors.any(|one| at(one, found) && !(unknown(one) && found.code == holding::MISPLACED))
    };
    let misplaced: Vec<Diagnostic> = misplaced.into_iter().filter(|one| !told(one)).collect();
    diagnostics.retain(|found| !misplaced.iter().any(|one| at(one, found)));
    diagnostics.extend(misplaced);
    // What decides whether a text is public is for people to mend.
    for found in &mut diagnostics {
        let holds = |fix: &Fix| holding::may_hold(&fix.was) || holding::may_hold(&fix.replacement);
        found.fix = found.fix.take().filter(|fix| !holds(fix));
    }
    if holding::is_in_doubt(&table, &diagnostics) {
        read.hold();
    }
    Checked::new(read, diagnostics)
}

impl Read {
    /// Holds back what it may be that nobody wants to be public.
    fn hold(&mut self) {
        match self {
            Read::Article(article) => article.unclear = true,
            Read::Page(page) => page.release.unclear = true,
            Read::Section(section) => section.release.unclear = true,
            _ => {}
        }
    }
}

fn term(taxonomy: TaxonomyKind, path: &SourcePath, document: document::Document) -> Checked<Read> {
    let term = term::read(taxonomy, path, document);
    if term.value.id.is_empty() {
        // `content/topics/_index.md` describes no term: the listing has its own words.
        return Checked::new(Read::Nothing, term.diagnostics);
    }
    boxed(term, Read::Term)
}

fn boxed<T>(checked: Checked<T>, wrap: impl Fn(Box<T>) -> Read) -> Checked<Read> {
    Checked::new(wrap(Box::new(checked.value)), checked.diagnostics)
}

/// Other generators describe a folder in `_index.md`; here listings come from the articles. What
/// such a file holds back, though, is all that lies beside and below it.
fn section(
    path: &SourcePath,
    document: &document::Document,
    config: &Config,
    noticed: &[Diagnostic],
) -> Checked<Read> {
    let message = "a folder of articles has no page of its own, so this file is not published";
    let warning = Diagnostic::warning("page/section", message, Place::file(path))
        .help("move its text to a standing page below content/pages/, or remove it");
    let map = config.foreign.clone().unwrap_or_default();
    let held = foreign::held(path, &document.front_matter, config, &map, noticed);
    let mut release = held.when(config.timezone);
    release.unclear |= !document.sound;
    let mut some = Vec::new();
    for cascade in held.cascades {
        let below = cascade.held.when(config.timezone);
        match cascade.pattern {
            None => release = release.and(below),
            Some(pattern) => some.push((pattern, below)),
        }
    }
    let section = Section {
        path: path.clone(),
        release,
        some,
    };
    Checked::new(Read::Section(section), vec![warning])
}

fn sources(path: &SourcePath, text: &Arc<str>, dates: &Vocabularies) -> Checked<Read> {
    let parsed = value::toml::parse(text, 0, path, "source/toml");
    let sink = value::Sink::new(parsed.diagnostics);
    let sources = citation::sources(&parsed.value, path, &sink, dates);
    Checked::new(Read::Sources(sources), sink.into_inner())
}
