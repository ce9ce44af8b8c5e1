//! The gate: the one place that decides what is public.
//!
//! Everything behind it (pages, assets, counts, timelines, feeds) sees only what passed.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::Newsroom;
use super::as_of::AsOf;
use crate::content::Content;
use crate::content::address::{self, is_bundle};
use crate::content::article::Article;
use crate::content::declaration::StandingPage;
use crate::content::document::Body;
use crate::content::markdown;
use crate::content::moment::Moment;
use crate::path::{SourcePath, UrlPath, decode};

/// What the gate lets pass beside what is public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passes {
    /// Drafts too, for a look at what is coming.
    pub drafts: bool,
    /// Facts that nobody has said yes to yet.
    pub unreviewed: bool,
    /// Everything that is not public yet or any more, for the eyes of its editors.
    pub unpublished: bool,
}

impl Passes {
    fn lets(self, reason: Reason) -> bool {
        self.unpublished || (reason == Reason::Draft && self.drafts)
    }
}

/// How many facts nobody has said yes to yet.
pub fn open_proposals(content: &Content) -> usize {
    content
        .articles
        .iter()
        .map(|article| proposals(article))
        .sum()
}

/// How many facts of an article nobody has said yes to yet.
pub fn proposals(article: &Article) -> usize {
    let claims = article.claims.iter().filter(|claim| claim.review);
    let figures = article.observations.iter().filter(|figure| figure.review);
    claims.count() + figures.count()
}

/// Whether an article has facts that are kept back until somebody says yes to them.
pub fn has_withheld_facts(article: &Article, passes: Passes) -> bool {
    !passes.unreviewed && proposals(article) > 0
}

/// An article without the facts that are kept back.
pub fn facts(article: &Arc<Article>, passes: Passes) -> Arc<Article> {
    let mut article = article.clone();
    if has_withheld_facts(&article, passes) {
        let article = Arc::make_mut(&mut article);
        article.claims.retain(|claim| !claim.review);
        article.observations.retain(|figure| !figure.review);
    }
    article
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
    if article.draft && !passes.lets(Reason::Draft) {
        return Err(withheld(Reason::Draft, None));
    }
    let expired = |expires: Moment| expires.instant <= as_of.instant;
    if article.expires.is_some_and(expired) && !passes.lets(Reason::Expired) {
        return Err(withheld(Reason::Expired, None));
    }
    let opens = article.embargo.map(|embargo| embargo.instant);
    let opens = opens.filter(|opens| *opens > as_of.instant);
    let appears = Some(article.date.instant).filter(|appears| *appears > as_of.instant);
    match (opens, appears) {
        _ if passes.unpublished => Ok(()),
        (Some(opens), appears) => Err(withheld(Reason::Embargo, appears.max(Some(opens)))),
        (None, Some(appears)) => Err(withheld(Reason::Future, Some(appears))),
        (None, None) => Ok(()),
    }
}

/// Decides whether a standing page is public; `Err` says why not.
///
/// # Errors
///
/// That the page is a draft.
pub fn page(page: &StandingPage, passes: Passes) -> Result<(), Withheld> {
    match page.draft && !passes.lets(Reason::Draft) {
        true => Err(Withheld {
            path: page.path.clone(),
            reason: Reason::Draft,
            until: None,
        }),
        false => Ok(()),
    }
}

/// The page bundles that are kept back. A bundle is one: what lies beside its text is withheld
/// with it.
pub struct Bundles(Vec<Withheld>);

impl Bundles {
    /// The bundles among what is withheld.
    pub fn of(withheld: &[Withheld]) -> Bundles {
        let bundles = withheld.iter().filter(|kept| is_bundle(&kept.path));
        Bundles(bundles.cloned().collect())
    }

    /// Whether a file is withheld because a bundle is.
    pub fn keep(&self, path: &SourcePath) -> Option<Withheld> {
        let mut bundles = self.0.iter();
        let bundle = bundles.find(|bundle| is_below(path, bundle.path.folder()))?;
        Some(Withheld {
            path: path.clone(),
            ..bundle.clone()
        })
    }
}

/// What a newsroom shows though it is not public, by path.
pub fn unpublished(newsroom: &Newsroom) -> Vec<Withheld> {
    let entries = newsroom.entries.iter();
    let articles = entries
        .filter_map(|entry| article(&entry.article, &newsroom.as_of, Passes::default()).err());
    let pages = newsroom.pages.iter();
    let mut unpublished: Vec<Withheld> = articles
        .chain(pages.filter_map(|shown| page(shown, Passes::default()).err()))
        .collect();
    let bundles = Bundles::of(&unpublished);
    let entries = newsroom.entries.iter();
    unpublished.extend(entries.filter_map(|entry| bundles.keep(&entry.article.path)));
    unpublished.sort_by(|a, b| a.path.cmp(&b.path));
    unpublished.dedup_by(|a, b| a.path == b.path);
    unpublished
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
