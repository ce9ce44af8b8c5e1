//! A whole site of Hugo, Zola or Jekyll as the content of a Dateline site.
//!
//! Every file keeps its place below `content/`, so that most addresses stay; where one would not,
//! the old one becomes an alias. Nothing is fatal: what has no counterpart is kept and listed.

mod address;
mod front_matter;
mod jekyll;
mod report;
mod shortcodes;

pub use report::report;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::content::address as ours;
use crate::content::document::{self, Document};
use crate::newsroom::gate::is_below;
use crate::path::{SourcePath, UrlPath};
use crate::value::Table;
use address::{Rules, bare};

/// A generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generator {
    /// Hugo.
    Hugo,
    /// Zola.
    Zola,
    /// Jekyll.
    Jekyll,
}

/// A file of the old site.
#[derive(Clone, Debug)]
pub struct Old {
    /// Its path from the site's folder on, with `/`.
    pub path: String,
    /// Its text, if it is one that is read.
    pub text: Option<String>,
}

/// What a site becomes.
#[derive(Clone, Debug, Default)]
pub struct Conversion {
    /// Texts to write, by their path in the new site.
    pub texts: BTreeMap<String, String>,
    /// Files to copy: the path in the new site, and in the old one.
    pub copies: BTreeMap<String, String>,
    /// What became of every address.
    pub addresses: Vec<Address>,
    /// Shortcodes and tags that were left as they are, with how often.
    pub kept_tags: BTreeMap<String, usize>,
    /// Shortcodes and tags that became Markdown, with how often.
    pub turned_tags: BTreeMap<String, usize>,
    /// Files that were left out, each with the reason.
    pub left_out: Vec<(String, String)>,
    /// How many of the texts are drafts or under an embargo.
    pub drafts: usize,
    /// Keys that may hold a text back and that nobody understands, with how many texts they made
    /// drafts.
    pub held: BTreeMap<String, usize>,
    /// The keys that held terms, with how many terms in all.
    pub terms: BTreeMap<String, usize>,
}

/// An address of the old site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// The address.
    pub url: String,
    /// The file that had it.
    pub file: String,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of an address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It stays.
    Kept,
    /// It redirects to another.
    Redirected(String),
    /// It is gone, with the reason.
    Missing(String),
}

/// Converts a site.
pub fn convert(generator: Generator, files: &[Old]) -> Conversion {
    let site = Site::read(generator, files);
    let mut conversion = Conversion::default();
    for file in files {
        one(&site, file, &mut conversion);
    }
    conversion.addresses.sort();
    conversion
}

/// What is known of the whole site before any file is converted.
struct Site {
    generator: Generator,
    rules: Rules,
    /// Where the file of each name goes, by its old path without folder of content and ending.
    places: HashMap<String, String>,
    /// Which file has each address; an alias elsewhere must not take it.
    owners: HashMap<String, String>,
    /// The `_index.md` of sections that are held back.
    held: Vec<SourcePath>,
}

impl Site {
    fn read(generator: Generator, files: &[Old]) -> Site {
        let mut site = Site {
            generator,
            rules: Rules::read(generator, files),
            places: HashMap::new(),
            owners: HashMap::new(),
            held: Vec::new(),
        };
        for file in files {
            if let (Some(place), Some(text)) = (site.place(file), &file.text) {
                site.note(file, &place, text);
            }
        }
        site
    }

    fn note(&mut self, file: &Old, place: &str, text: &str) {
        let path = SourcePath::new(place);
        let parsed = document::parse(&path, &Arc::from(text));
        if front_matter::is_held_section(&path, &parsed) {
            self.held.push(path.clone());
        }
        let mut document = parsed.value;
        document.front_matter = front_matter::spelled(&document.front_matter);
        self.complete(file, &mut document.front_matter);
        let url = self.rules.url(&file.path, &document.front_matter);
        self.owners.entry(url).or_insert_with(|| file.path.clone());
        let place = match front_matter::date(&path, &document.front_matter) {
            Some(_) => place.to_string(),
            None => standing(place),
        };
        let old = file.path.strip_prefix("content/").unwrap_or(&file.path);
        let bare = bare(old);
        if bare != "_index" && !bare.ends_with("/_index") {
            self.places.insert(bare.to_string(), place.clone());
            // A name alone does where no other file has it.
            if let Some((_, name)) = bare.rsplit_once('/') {
                self.places.entry(name.to_string()).or_insert(place);
            }
        }
    }

    /// Where a file goes; `None` for templates, settings and the like.
    fn place(&self, file: &Old) -> Option<String> {
        let path = file.path.as_str();
        let rest = match self.generator {
            Generator::Hugo | Generator::Zola => path
                .strip_prefix("content/")
                .or_else(|| path.strip_prefix("static/"))?
                .to_string(),
            Generator::Jekyll => {
                let place = self.rules.jekyll.place(path)?;
                let ending = file.text.as_deref().and_then(|text| ending(path, text));
                ending.map_or(place.clone(), |ending| {
                    format!("{}.md", place.trim_end_matches(ending))
                })
            }
        };
        Some(format!("content/{}", beside(&rest)))
    }

    /// Fills in what a front matter leaves to the settings.
    fn complete(&self, file: &Old, front_matter: &mut Table) {
        if self.generator == Generator::Jekyll {
            self.rules.jekyll.complete(&file.path, front_matter);
        }
    }

    /// Whether an address is another file's own.
    fn is_anothers(&self, url: &str, file: &Old) -> bool {
        self.owners
            .get(url)
            .is_some_and(|owner| *owner != file.path)
    }
}

fn one(site: &Site, file: &Old, conversion: &mut Conversion) {
    let (generator, rules) = (site.generator, &site.rules);
    let Some(place) = site.place(file) else {
        return;
    };
    let Some(text) = file.text.as_ref().filter(|text| is_text(&place, text)) else {
        conversion.copies.insert(place, file.path.clone());
        return;
    };
    let path = SourcePath::new(&place);
    let shared: Arc<str> = Arc::from(text.as_str());
    let parsed = document::parse(&path, &shared);
    if !parsed.value.sound {
        let reason = parsed
            .diagnostics
            .first()
            .map_or_else(String::new, |diagnostic| diagnostic.message.clone());
        conversion.left_out.push((
            file.path.clone(),
            format!("its front matter cannot be read: {reason}"),
        ));
        return;
    }
    let mut document = parsed.value;
    site.complete(file, &mut document.front_matter);
    let spelled = front_matter::spelled(&document.front_matter);
    let old_url = rules.url(&file.path, &spelled);
    let body = document.body.markdown();
    if let Some((reason, had_address)) = no_article(generator, &path, &document) {
        let left = (file.path.clone(), reason.to_string());
        conversion.left_out.push(left);
        if had_address {
            address(
                conversion,
                &old_url,
                file,
                Fate::Missing(reason.to_string()),
            );
        }
        return;
    }
    let body = shortcodes::turned(generator, &site.places, body, conversion);
    let (table, noticed) = (&document.front_matter, &parsed.diagnostics);
    let mut new = front_matter::convert(&path, table, noticed, conversion);
    if site
        .held
        .iter()
        .any(|section| is_below(&path, section.folder()))
    {
        new.hold();
    }
    new.keep_aliases(|alias| !site.is_anothers(alias, file));
    let place = if new.dated { place } else { standing(&place) };
    let new_url = ours::article(
        &SourcePath::new(&place),
        new.slug.as_deref(),
        ours::Tongue {
            lang: None,
            site: "en",
        },
    );
    let fate = match new_url.as_str() == old_url {
        true => Fate::Kept,
        false => {
            new.add_alias(&old_url);
            Fate::Redirected(new_url.to_string())
        }
    };
    address(conversion, &old_url, file, fate);
    for alias in new.aliases() {
        let alias = UrlPath::new(&alias).to_string();
        if alias != old_url {
            address(
                conversion,
                &alias,
                file,
                Fate::Redirected(new_url.to_string()),
            );
        }
    }
    conversion.drafts += usize::from(new.held);
    let separator = if body.starts_with('\n') { "" } else { "\n" };
    conversion
        .texts
        .insert(place, format!("+++\n{}+++\n{separator}{body}", new.text()));
}

/// Whether a file that was read is a text, and not to be copied as it is.
fn is_text(place: &str, text: &str) -> bool {
    place.ends_with(".md") || text.starts_with("---")
}

/// Why a text becomes no article, and whether it had an address.
fn no_article(
    generator: Generator,
    path: &SourcePath,
    document: &Document,
) -> Option<(&'static str, bool)> {
    if path.stem() == "_index" {
        return Some((
            "a folder's own page: listings are made from the articles",
            true,
        ));
    }
    if generator != Generator::Jekyll {
        return None;
    }
    match () {
        () if !path.as_str().ends_with(".md") => Some((
            "a file that Jekyll made by Liquid, such as a feed or a style",
            true,
        )),
        () if document.front_matter.entries.is_empty() => Some((
            "it has no front matter, so Jekyll copied it as it was",
            false,
        )),
        () if jekyll::is_listing(document.body.markdown()) => Some((
            "a page that Jekyll made by Liquid: listings are made from the articles",
            true,
        )),
        () => None,
    }
}

fn address(conversion: &mut Conversion, url: &str, file: &Old, fate: Fate) {
    conversion.addresses.push(Address {
        url: url.to_string(),
        file: file.path.clone(),
        fate,
    });
}

/// A text without a date is a standing page.
fn standing(place: &str) -> String {
    match place.strip_prefix("content/") {
        Some(rest) if !rest.starts_with("pages/") => format!("content/pages/{rest}"),
        _ => place.to_string(),
    }
}

/// The ending of a text that becomes Markdown: a page in HTML, where Jekyll reads its front matter.
fn ending(path: &str, text: &str) -> Option<&'static str> {
    let read = text.starts_with("---");
    let endings = [".html", ".htm", ".markdown"];
    let found = endings.into_iter().find(|end| path.ends_with(end));
    found.filter(|end| read || *end == ".markdown")
}

/// Folders with a meaning of their own here must not swallow another generator's pages.
fn beside(rest: &str) -> String {
    const OWN: [&str; 5] = ["topics/", "regions/", "series/", "events/", "pages/"];
    match OWN.iter().any(|own| rest.starts_with(own)) {
        true => format!("articles/{rest}"),
        false => rest.to_string(),
    }
}
