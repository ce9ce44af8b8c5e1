//! The gate: the one place that decides what is public.
//!
//! Everything behind it (pages, assets, counts, timelines, feeds) sees only what passed.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::as_of::AsOf;
use crate::content::Content;
use crate::content::address::{self, is_bundle};
use crate::content::article::Article;
use crate::content::document::Body;
use crate::content::markdown;
use crate::path::{SourcePath, UrlPath, decode};

/// What the gate lets pass beside what is public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passes {
    /// Drafts too, for a look at what is coming.
    pub drafts: bool,
    /// Facts that nobody has said yes to yet.
    pub unreviewed: bool,
}

/// Keeps facts back that nobody has said yes to, unless they pass; gives how many there are.
pub fn review(content: &mut Content, passes: Passes) -> usize {
    let mut open = 0;
    for article in &mut content.articles {
        let claims = article.claims.iter().filter(|claim| claim.review).count();
        let figures = &article.observations;
        let count = claims + figures.iter().filter(|figure| figure.review).count();
        open += count;
        if count > 0 && !passes.unreviewed {
            let article = Arc::make_mut(article);
            article.claims.retain(|claim| !claim.review);
            article.observations.retain(|figure| !figure.review);
        }
    }
    open
}

/// Something that is kept back, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// The file.
    pub path: SourcePath,
    /// Why.
    pub reason: Reason,
    /// When it becomes public by itself, if ever.
    pub until: Option<DateTime<Utc>>,
}

/// Why something is kept back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its author is not done.
    Draft,
    /// It must not be published yet.
    Embargo,
    /// Its publication date is still to come.
    Future,
    /// It is not to be published any more.
    Expired,
}

impl Reason {
    /// The reason as the summary gives it.
    pub fn words(self) -> &'static str {
        match self {
            Reason::Draft => "draft",
            Reason::Embargo => "embargo",
            Reason::Future => "dated in the future",
            Reason::Expired => "expired",
        }
    }
}

/// Decides whether an article is public; `Err` says why not.
///
/// # Errors
///
/// The first reason that keeps the article back, and until when.
pub fn article(article: &Article, as_of: &AsOf, passes: Passes) -> Result<(), Withheld> {
    let withheld = |reason, until| Withheld {
        path: article.path.clone(),
        reason,
        until,
    };
    if article.draft && !passes.drafts {
        return Err(withheld(Reason::Draft, None));
    }
    if article
        .expires
        .is_some_and(|expires| expires.instant <= as_of.instant)
    {
        return Err(withheld(Reason::Expired, None));
    }
    let opens = article.embargo.map(|embargo| embargo.instant);
    let opens = opens.filter(|opens| *opens > as_of.instant);
    let appears = Some(article.date.instant).filter(|appears| *appears > as_of.instant);
    match (opens, appears) {
        (Some(opens), appears) => Err(withheld(Reason::Embargo, appears.max(Some(opens)))),
        (None, Some(appears)) => Err(withheld(Reason::Future, Some(appears))),
        (None, None) => Ok(()),
    }
}

/// A text that may refer to assets.
pub struct Text<'a> {
    /// The file it stands in.
    pub path: &'a SourcePath,
    /// The event or series it is the file of; such a file is as public as what speaks of it.
    pub declares: Option<Declared<'a>>,
    markdown: &'a str,
    image: Option<&'a str>,
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
        ..text(&article.body, None)
    });
    let pages = content.pages.iter().map(|page| Text {
        url: Some(&page.url),
        ..text(&page.body, None)
    });
    let terms = content.terms.iter().map(|term| text(&term.body, None));
    let series = content
        .series
        .iter()
        .map(|file| text(&file.body, Some(Declared::Series(&file.id))));
    let events = content
        .events
        .iter()
        .map(|file| text(&file.body, Some(Declared::Event(&file.id))));
    articles
        .chain(pages)
        .chain(terms)
        .chain(series)
        .chain(events)
}

fn text<'a>(body: &'a Body, declares: Option<Declared<'a>>) -> Text<'a> {
    Text {
        path: &body.file,
        declares,
        markdown: body.markdown(),
        image: None,
        url: None,
    }
}

/// The assets that must not be published: those of withheld bundles, and those that only
/// withheld texts refer to.
pub fn withheld_assets(
    content: &Content,
    withheld: &[Text<'_>],
    public: &[Text<'_>],
) -> BTreeSet<SourcePath> {
    let bundles: Vec<&str> = withheld
        .iter()
        .filter(|text| is_bundle(text.path))
        .map(|text| text.path.folder())
        .collect();
    let by_url: HashMap<UrlPath, &SourcePath> = content
        .assets
        .keys()
        .map(|path| (address::asset(path), path))
        .collect();
    let referred = |texts: &[Text<'_>]| -> BTreeSet<SourcePath> {
        texts
            .iter()
            .flat_map(|text| assets_of(text, content, &by_url))
            .collect()
    };
    let by_withheld = referred(withheld);
    let by_public = match by_withheld.is_empty() {
        true => BTreeSet::new(),
        false => referred(public),
    };
    let assets = content.assets.keys();
    assets
        .filter(|asset| {
            let kept = by_withheld.contains(*asset) && !by_public.contains(*asset);
            kept || bundles.iter().any(|folder| is_below(asset, folder))
        })
        .cloned()
        .collect()
}

/// Whether a file lies in a page bundle's folder or below it. The top folders hold the whole
/// site, whatever lies in them.
pub fn is_below(path: &SourcePath, bundle: &str) -> bool {
    let rest = path.as_str().strip_prefix(bundle);
    let top = matches!(bundle, "content" | "content/articles" | "content/pages");
    !top && rest.is_some_and(|rest| rest.starts_with('/'))
}

/// The assets a text refers to, by their files or by their addresses.
fn assets_of(
    text: &Text<'_>,
    content: &Content,
    by_url: &HashMap<UrlPath, &SourcePath>,
) -> Vec<SourcePath> {
    let references = markdown::references(text.markdown).into_iter();
    references
        .chain(text.image.map(str::to_string))
        .flat_map(|reference| {
            let path = decode(reference.split(['#', '?']).next().unwrap_or(""));
            let file = text
                .path
                .resolve(&path)
                .filter(|file| content.assets.contains_key(file));
            let address = match path.starts_with('/') {
                true => Some(UrlPath::new(&path)),
                false => text.url.map(|url| url.resolve(&path)),
            };
            let addressed =
                address.and_then(|address| by_url.get(&address).map(|path| (*path).clone()));
            file.into_iter().chain(addressed)
        })
        .collect()
}
