//! Which files that are published as they are stay back with the texts they belong to.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use serde_json::Value as Json;
use url::Url;

use super::gate::is_below;
use crate::content::address;
use crate::content::document::Body;
use crate::content::{Content, holding, markdown};
use crate::path::{SourcePath, UrlPath, decode};

/// A text that may refer to assets.
pub struct Text<'a> {
    /// The file it stands in.
    pub path: &'a SourcePath,
    /// The event or series it is the file of; such a file is as public as what speaks of it.
    pub declares: Option<Declared<'a>>,
    body: &'a Body,
    image: Option<&'a str>,
    extra: &'a Json,
    url: Option<&'a UrlPath>,
}

/// What a file declares.
#[derive(Clone, Copy)]
pub enum Declared<'a> {
    /// The event of this id.
    Event(&'a str),
    /// The series of this id.
    Series(&'a str),
}

/// Every text of the content.
pub fn texts(content: &Content) -> impl Iterator<Item = Text<'_>> {
    let articles = content.articles.iter().map(|article| Text {
        image: article.image.as_ref().map(|image| image.file.text.as_str()),
        url: Some(&article.url),
        ..text(&article.body, &article.extra, None)
    });
    let pages = content.pages.iter().map(|page| Text {
        url: Some(&page.url),
        ..text(&page.body, &page.extra, None)
    });
    let terms = content.terms.iter();
    let terms = terms.map(|term| text(&term.body, &term.extra, None));
    let series = content
        .series
        .iter()
        .map(|file| text(&file.body, &file.extra, Some(Declared::Series(&file.id))));
    let events = content
        .events
        .iter()
        .map(|file| text(&file.body, &file.extra, Some(Declared::Event(&file.id))));
    let unread = content.unread.values();
    let unread = unread.map(|body| text(body, &Json::Null, None));
    articles
        .chain(unread)
        .chain(pages)
        .chain(terms)
        .chain(series)
        .chain(events)
}

fn text<'a>(body: &'a Body, extra: &'a Json, declares: Option<Declared<'a>>) -> Text<'a> {
    Text {
        path: &body.file,
        declares,
        body,
        image: None,
        extra,
        url: None,
    }
}

/// The assets that must not be published: those in the folders of withheld bundles, and those that only
/// withheld texts refer to. `base` is the site's own whole address; `drafts` says whether drafts
/// are shown, and with them what lies in their folders.
pub fn withheld(
    content: &Content,
    base: Option<&str>,
    drafts: bool,
    bundles: &[&str],
    withheld: &[Text<'_>],
    public: &[Text<'_>],
) -> BTreeSet<SourcePath> {
    let resolver = Resolver::new(content, base);
    // A text that is kept back may name a picture in a way that only its theme or its old
    // generator understood, so that every word of it counts; a public one shows what it shows.
    let by_withheld: BTreeSet<SourcePath> = withheld
        .iter()
        .flat_map(|text| {
            let words = markdown::words(text.body.whole());
            resolver.assets(text, references(text).into_iter().chain(words))
        })
        .collect();
    let by_public = match by_withheld.is_empty() {
        true => BTreeSet::new(),
        false => public
            .iter()
            .flat_map(|text| resolver.assets(text, references(text).into_iter()))
            .collect(),
    };
    let assets = content.assets.keys();
    assets
        .filter(|asset| {
            let kept = by_withheld.contains(*asset) && !by_public.contains(*asset);
            kept || (!drafts && holding::is_draft_folder(asset))
                || bundles.iter().any(|folder| is_below(asset, folder))
        })
        .cloned()
        .collect()
}

/// What a text refers to: in its Markdown, as its picture, and in what its theme reads.
fn references(text: &Text<'_>) -> Vec<String> {
    let mut found = text.body.references().to_vec();
    found.extend(text.image.map(str::to_string));
    strings(text.extra, &mut found);
    found
}

fn strings(json: &Json, found: &mut Vec<String>) {
    match json {
        Json::String(text) => found.push(text.clone()),
        Json::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Json::Object(entries) => entries.values().for_each(|item| strings(item, found)),
        _ => {}
    }
}

/// Finds the asset that a reference leads to.
struct Resolver<'a> {
    content: &'a Content,
    by_url: HashMap<UrlPath, &'a SourcePath>,
    /// The names of all assets: most words name none.
    names: HashSet<&'a str>,
    base: Option<Url>,
}

impl<'a> Resolver<'a> {
    fn new(content: &'a Content, base: Option<&str>) -> Resolver<'a> {
        let assets = content.assets.keys();
        Resolver {
            content,
            by_url: assets
                .clone()
                .map(|path| (address::asset(path), path))
                .collect(),
            names: assets.map(SourcePath::file_name).collect(),
            base: Url::parse(base.unwrap_or("http://site.invalid/")).ok(),
        }
    }

    /// The assets that references of a text lead to, by their files or by their addresses.
    fn assets(&self, text: &Text<'_>, references: impl Iterator<Item = String>) -> Vec<SourcePath> {
        references
            .filter(|reference| self.names_asset(reference))
            .flat_map(|reference| {
                // Browsers take one slash for the other.
                let reference = reference.replace('\\', "/");
                let path = decode(reference.split(['#', '?']).next().unwrap_or("").trim());
                let file = text
                    .path
                    .resolve(&path)
                    .filter(|file| self.content.assets.contains_key(file));
                let addressed = self.addresses(text, &reference, &path);
                let addressed = addressed
                    .into_iter()
                    .filter_map(|address| self.by_url.get(&address).map(|path| (*path).clone()));
                file.into_iter().chain(addressed).collect::<Vec<_>>()
            })
            .collect()
    }

    fn names_asset(&self, reference: &str) -> bool {
        let path = reference.split(['#', '?']).next().unwrap_or("").trim();
        let name = path.rsplit(['/', '\\']).next().unwrap_or("");
        self.names.contains(name) || self.names.contains(decode(name).as_str())
    }

    /// The addresses within the site that a reference may lead to, as browsers read it.
    fn addresses(&self, text: &Text<'_>, reference: &str, path: &str) -> Vec<UrlPath> {
        let mut found = Vec::new();
        if path.starts_with('/') {
            found.push(UrlPath::new(path));
        }
        let Some(base) = &self.base else {
            return found;
        };
        let own = text.url.map_or("/", |url| url.as_str());
        let page = base.join(&format!("./{}", own.trim_start_matches('/')));
        let Ok(to) = page.and_then(|page| page.join(reference)) else {
            return found;
        };
        if to.host() == base.host() {
            let path = to.path();
            let below = path.strip_prefix(base.path()).unwrap_or(path);
            found.push(UrlPath::new(&decode(below)));
        }
        found
    }
}
