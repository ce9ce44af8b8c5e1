//! Putting the newsroom together, step by step.

mod articles;
mod claims;
mod memory;
mod observations;
mod references;
mod terms;
mod units;

pub use memory::Memory;

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::as_of::{AsOf, Reason};
use super::assets::{self, Declared};
use super::former::Former;
use super::gate::{self, Folders, Passes, Withheld};
use super::ids::TermId;
use super::scope::Memo;
use super::sources::{Desk, Sources};
use super::taxonomy::Taxonomy;
use super::versions::{NamedBy, is_other};
use super::{Newsroom, changes, sources};
use crate::config::Config;
use crate::content::article::Article;
use crate::content::declaration::StandingPage;
use crate::content::source::Asset;
use crate::content::{Content, holding};
use crate::diagnostic::{Checked, Diagnostic};
use crate::path::SourcePath;
use memory::{Known, Numbers};
use observations::Judged;
use references::{Facts, Files, Speakers, Spoken, Trees};

/// Puts the newsroom together from what is public on the as-of day.
pub fn assemble(
    content: &Content,
    config: &Config,
    as_of: AsOf,
    passes: Passes,
) -> Checked<Newsroom> {
    let mut newsroom = Newsroom::empty(as_of);
    let memory = &mut Memory::default();
    let diagnostics = newsroom.assemble(content, config, as_of, passes, memory);
    Checked::new(newsroom, diagnostics)
}

impl Newsroom {
    /// Puts the newsroom together anew. What follows from the same as before is in the memory, and
    /// a list stays where what it is made of is the same.
    pub fn assemble(
        &mut self,
        content: &Content,
        config: &Config,
        as_of: AsOf,
        passes: Passes,
        memory: &mut Memory,
    ) -> Vec<Diagnostic> {
        // It was known of the newsroom before.
        self.known = Memo::default();
        let mut diagnostics = Vec::new();
        let folders = Folders::of(content);
        let Public {
            articles,
            pages,
            withheld,
            unsaid,
        } = public(content, &folders, &as_of, passes);
        let mut trees = Trees::new(content, config.foreign.is_some());
        let desk = Desk::new(&content.sources, &articles);
        let former = Former::of(content);
        let speakers = Speakers::of(content, &former);
        if !memory.stands(content, config, &desk, as_of.day) {
            *self = Newsroom::empty(as_of);
        }
        let named_by = NamedBy::of(&articles, &config.language);
        let articles = articles.into_iter().zip(named_by).collect();
        let mut known = memory.recall(articles, |article, named_by| {
            Facts::read(article, named_by, &trees, &desk, &speakers)
        });
        let spoken = Spoken::of(content, &known);
        let files = Files::read(content, &spoken, &trees, &mut diagnostics);
        let kept = |asset: &SourcePath| folders.keep(asset, &as_of, passes);
        let assets = public_assets(content, config, passes, &spoken, &withheld, kept);
        let mut used: Vec<usize> = Vec::new();
        for Known { facts, .. } in &known {
            trees.grow(&facts.named);
            used.extend(&facts.sources);
            diagnostics.extend_from_slice(&facts.noticed);
        }
        trees.grow(&files.named);
        let (topics, regions) = trees.finish(&mut diagnostics);
        let mut sources = desk.finish(used, &mut diagnostics);
        let numbers = Numbers::of(&topics, &regions, &sources);
        if !memory.numbers_stand(numbers, &mut known) {
            *self = Newsroom::empty(as_of);
        }
        self.as_of = as_of;
        self.is_hidden = as_of.reason == Reason::Asked || as_of.revealed.is_some() || passes.drafts;
        self.expired_claims = expired_claims(content, &folders, &withheld, &former, &as_of, passes);
        self.former = former;
        self.topics = topics.with_lists(std::mem::take(&mut self.topics.terms));
        self.regions = regions.with_lists(std::mem::take(&mut self.regions.terms));
        let before = std::mem::take(&mut *self.sources);
        *self.sources = sources::with_lists(std::mem::take(&mut sources.sources), before);
        *self.withheld = withheld;
        *self.unsaid = unsaid;
        *self.assets = assets;
        let ground = Ground {
            files: &files,
            sources: &sources,
            language: &config.language,
        };
        let articles = articles::place(self, &mut known, pages, &config.language, ground);
        *self.revealed = gate::revealed(self);
        let events = claims::place(
            self,
            &mut known,
            &memory.gone,
            ground,
            &mut memory.events,
            articles,
        );
        let series = observations::place(
            self,
            &mut known,
            &memory.gone,
            ground,
            &mut memory.series,
            articles,
        );
        diagnostics.extend(memory.series.all().flat_map(Judged::noticed).cloned());
        terms::fill(self, articles, events, series);
        if [articles, events, series].contains(&Lists::Change) {
            self.lists = Arc::default();
        }
        memory.keep(known);
        diagnostics
    }
}

/// The things of each year, in their order; what has no year is in none.
fn years<I>(
    years: impl Iterator<Item = Option<i32>>,
    id: impl Fn(usize) -> I,
) -> BTreeMap<i32, Vec<I>> {
    let mut found: BTreeMap<i32, Vec<I>> = BTreeMap::new();
    for (at, year) in years.enumerate() {
        if let Some(year) = year {
            found.entry(year).or_default().push(id(at));
        }
    }
    found
}

/// What passes the gate, and what does not.
struct Public {
    /// Newest first.
    articles: Vec<Arc<Article>>,
    /// By path.
    pages: Vec<Arc<StandingPage>>,
    /// By path.
    withheld: Vec<Withheld>,
    /// The facts of public articles that are still to be said, by path.
    unsaid: Vec<Withheld>,
}

fn public(content: &Content, folders: &Folders<'_>, as_of: &AsOf, passes: Passes) -> Public {
    let mut withheld = Vec::new();
    let mut passed = |judged: Result<(), Withheld>| match judged {
        Ok(()) => true,
        Err(kept) => {
            withheld.push(kept);
            false
        }
    };
    let articles = content.articles.iter();
    let articles: Vec<_> = articles
        .map(|article| folders.article(article))
        .filter(|article| passed(gate::article(article, as_of, passes)))
        .collect();
    let unsaid = articles.iter();
    let unsaid = unsaid.flat_map(|article| gate::to_be_said(article, as_of, passes));
    let unsaid = unsaid.collect();
    let articles = articles.iter();
    let mut articles: Vec<_> = articles
        .map(|article| gate::facts(article, as_of, passes))
        .collect();
    let pages = content.pages.iter().map(|page| folders.page(page));
    let pages: Vec<_> = pages
        .filter(|page| passed(gate::page(page, as_of, passes)))
        .collect();
    let sections = content.sections.iter();
    let sections = sections.filter_map(|section| gate::section(section, as_of, passes).err());
    let sections: Vec<Withheld> = sections
        .map(|kept| Withheld {
            until: kept.until.filter(|_| opens(content, &kept, &withheld)),
            ..kept
        })
        .collect();
    withheld.extend(sections);
    withheld.extend(gate::unread(content));
    withheld.sort_by(|a, b| a.path.cmp(&b.path));
    // They come by path, and those of one instant stay so.
    articles.sort_by_cached_key(|article| Reverse(article.date.instant));
    Public {
        articles,
        pages,
        withheld,
        unsaid,
    }
}

/// How many claims were made of each event in articles that were public and are not any more.
fn expired_claims(
    content: &Content,
    folders: &Folders<'_>,
    withheld: &[Withheld],
    former: &Former,
    as_of: &AsOf,
    passes: Passes,
) -> BTreeMap<String, u32> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let expired = withheld.iter();
    for kept in expired.filter(|kept| kept.reason == gate::Reason::Expired) {
        let articles = &content.articles;
        let Ok(at) = articles.binary_search_by(|one| one.path.cmp(&kept.path)) else {
            continue;
        };
        let article = gate::last_facts(&folders.article(&articles[at]), as_of, passes);
        // What expired before it was released was never there for anybody.
        let end = article.expires.as_ref();
        if end.is_none_or(|end| !end.is_after(&changes::released(&article))) {
            continue;
        }
        let ids = article.claims.iter();
        for id in ids.filter_map(|claim| claim.id.as_deref()) {
            *counts.entry(former.event(id).to_string()).or_default() += 1;
        }
    }
    counts
}

/// Whether anything becomes public with a section.
fn opens(content: &Content, section: &Withheld, withheld: &[Withheld]) -> bool {
    let mut texts = withheld.iter().filter(|kept| kept.until.is_some());
    let below = |path: &SourcePath| gate::is_below(path, section.path.folder());
    texts.any(|kept| below(&kept.path)) || content.assets.keys().any(below)
}

/// The order of articles: the newest first, those of one instant by path.
fn newest_first(one: &Article, other: &Article) -> Ordering {
    (other.date.instant, &one.path).cmp(&(one.date.instant, &other.path))
}

fn public_assets(
    content: &Content,
    config: &Config,
    passes: Passes,
    spoken: &Spoken<'_>,
    withheld: &[Withheld],
    in_folder: impl Fn(&SourcePath) -> bool,
) -> BTreeMap<SourcePath, Asset> {
    if content.assets.is_empty() {
        return BTreeMap::new();
    }
    let kept: BTreeSet<&SourcePath> = withheld.iter().map(|withheld| &withheld.path).collect();
    let (private, public): (Vec<_>, Vec<_>) = assets::texts(content).partition(|text| {
        let unspoken = match text.declares {
            Some(Declared::Event(id)) => !spoken.events.contains(id),
            Some(Declared::Series(id)) => !spoken.series.contains(id),
            None => false,
        };
        unspoken || kept.contains(text.path) || content.unread.contains_key(text.path)
    });
    let drafts = passes.drafts || passes.unpublished;
    let in_drafts = |asset: &SourcePath| !drafts && holding::is_draft_folder(asset);
    let mut hidden = assets::withheld(content, config, &private, &public);
    let assets = content.assets.keys();
    let kept = assets.filter(|asset| in_folder(asset) || in_drafts(asset));
    hidden.extend(kept.cloned());
    let public = content
        .assets
        .iter()
        .filter(|(path, _)| !hidden.contains(*path));
    public
        .map(|(path, asset)| (path.clone(), asset.clone()))
        .collect()
}

/// Whether lists stay as they are, because what they are made of is the same as before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lists {
    Stay,
    Change,
}

impl Lists {
    fn stay_if(same: bool) -> Lists {
        match same {
            true => Lists::Stay,
            false => Lists::Change,
        }
    }
}

/// What facts rest on beside the newsroom itself.
#[derive(Clone, Copy)]
struct Ground<'a> {
    files: &'a Files<'a>,
    sources: &'a Sources,
    language: &'a str,
}

impl Ground<'_> {
    /// Whether an article is in another language than the site.
    fn is_translated(&self, article: &Article) -> bool {
        is_other(article.lang.as_deref(), self.language)
    }
}

/// A fact's own terms, or its article's.
fn own_or(own: &Option<Vec<String>>, taxonomy: &Taxonomy, article: &[TermId]) -> Vec<TermId> {
    match own {
        Some(own) => ids(own, taxonomy),
        None => article.to_vec(),
    }
}

fn ids(names: &[String], taxonomy: &Taxonomy) -> Vec<TermId> {
    names.iter().filter_map(|name| taxonomy.id(name)).collect()
}

fn merge(terms: &mut Vec<TermId>, more: impl IntoIterator<Item = TermId>) {
    for term in more {
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
}
