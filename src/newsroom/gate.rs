//! The gate: the one place that decides what is public.
//!
//! Everything behind it (pages, assets, counts, timelines, feeds) sees only what passed.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::Newsroom;
use super::as_of::AsOf;
use crate::content::address::{is_bundle, is_section};
use crate::content::article::Article;
use crate::content::declaration::StandingPage;
use crate::content::moment::Moment;
use crate::content::source::is_markdown;
use crate::content::{Content, Section};
use crate::path::SourcePath;

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
    /// An error leaves open whether it is to be published: its own, or that of its folder's text.
    Unclear,
}

impl Reason {
    /// The reason as the summary gives it.
    pub fn words(self) -> &'static str {
        match self {
            Reason::Draft => "draft",
            Reason::Embargo => "embargo",
            Reason::Future => "dated in the future",
            Reason::Expired => "expired",
            Reason::Unclear => "until the error is mended",
        }
    }
}

/// When a text may be public, by its own front matter.
struct Times<'a> {
    path: &'a SourcePath,
    draft: bool,
    unclear: bool,
    date: Option<Moment>,
    embargo: Option<Moment>,
    expires: Option<Moment>,
}

/// Decides whether an article is public; `Err` says why not.
///
/// # Errors
///
/// The first reason that keeps the article back, and until when.
pub fn article(article: &Article, as_of: &AsOf, passes: Passes) -> Result<(), Withheld> {
    let times = Times {
        path: &article.path,
        draft: article.draft,
        unclear: article.unclear,
        date: Some(article.date),
        embargo: article.embargo,
        expires: article.expires,
    };
    judge(&times, as_of, passes)
}

/// Decides whether a standing page is public; `Err` says why not.
///
/// # Errors
///
/// The first reason that keeps the page back, and until when.
pub fn page(page: &StandingPage, as_of: &AsOf, passes: Passes) -> Result<(), Withheld> {
    let times = Times {
        path: &page.path,
        draft: page.release.draft,
        unclear: page.release.unclear,
        date: None,
        embargo: page.release.embargo,
        expires: page.release.expires,
    };
    judge(&times, as_of, passes)
}

/// Decides whether what lies in a folder is public; `Err` says why not.
///
/// # Errors
///
/// The first reason that keeps the folder back, and until when.
pub fn section(section: &Section, as_of: &AsOf, passes: Passes) -> Result<(), Withheld> {
    let times = Times {
        path: &section.path,
        draft: section.release.draft,
        unclear: section.release.unclear,
        date: None,
        embargo: section.release.embargo,
        expires: section.release.expires,
    };
    judge(&times, as_of, passes)
}

fn judge(times: &Times<'_>, as_of: &AsOf, passes: Passes) -> Result<(), Withheld> {
    let withheld = |reason, until| Withheld {
        path: times.path.clone(),
        reason,
        until,
    };
    // Who looks at drafts looks at what is in doubt, too.
    if (times.draft || times.unclear) && !passes.lets(Reason::Draft) {
        let reason = match times.unclear {
            true => Reason::Unclear,
            false => Reason::Draft,
        };
        return Err(withheld(reason, None));
    }
    // A text is gone once its last day is over, even where the gate still stands at now.
    let expired = |expires: Moment| expires.instant <= as_of.instant;
    if times.expires.is_some_and(expired) && !passes.lets(Reason::Expired) {
        return Err(withheld(Reason::Expired, None));
    }
    let to_come = |moment: Option<Moment>| {
        let instant = moment.map(|moment| moment.instant);
        instant.filter(|instant| *instant > as_of.gate)
    };
    match (to_come(times.embargo), to_come(times.date)) {
        _ if passes.unpublished => Ok(()),
        (Some(opens), appears) => Err(withheld(Reason::Embargo, appears.max(Some(opens)))),
        (None, Some(appears)) => Err(withheld(Reason::Future, Some(appears))),
        (None, None) => Ok(()),
    }
}

/// The page bundles and sections that are kept back. Each is one: what lies beside its text and
/// below is withheld with it.
pub struct Bundles(Vec<Withheld>);

impl Bundles {
    /// The bundles among what is withheld.
    pub fn of(withheld: &[Withheld]) -> Bundles {
        let bundles = withheld.iter().filter(|kept| heads_folder(&kept.path));
        Bundles(bundles.cloned().collect())
    }

    /// The same with those whose text cannot be read: nobody knows whether it holds them back.
    pub fn with_broken<'a>(mut self, broken: impl Iterator<Item = &'a SourcePath>) -> Bundles {
        let bundles = broken.filter(|path| is_bundle(path) && is_markdown(path));
        self.0.extend(bundles.map(|path| Withheld {
            path: path.clone(),
            reason: Reason::Unclear,
            until: None,
        }));
        self
    }

    /// The folders of the bundles.
    pub fn folders(&self) -> Vec<&str> {
        self.0.iter().map(|kept| kept.path.folder()).collect()
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
    beyond(newsroom, &newsroom.as_of)
}

/// What a newsroom shows because its gate is lifted to a day to come, by path.
pub fn revealed(newsroom: &Newsroom) -> Vec<Withheld> {
    match newsroom.as_of.revealed {
        Some(_) => beyond(newsroom, &newsroom.as_of.unrevealed()),
        None => Vec::new(),
    }
}

/// What a newsroom shows that would be withheld on a day.
fn beyond(newsroom: &Newsroom, as_of: &AsOf) -> Vec<Withheld> {
    let entries = newsroom.entries.iter();
    let articles =
        entries.filter_map(|entry| article(&entry.article, as_of, Passes::default()).err());
    let pages = newsroom.pages.iter();
    let mut found: Vec<Withheld> = articles
        .chain(pages.filter_map(|shown| page(shown, as_of, Passes::default()).err()))
        .collect();
    let bundles = Bundles::of(&found);
    let entries = newsroom.entries.iter().map(|entry| &entry.article.path);
    let pages = newsroom.pages.iter().map(|page| &page.path);
    found.extend(entries.chain(pages).filter_map(|path| bundles.keep(path)));
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found.dedup_by(|a, b| a.path == b.path);
    found
}

/// Whether a text speaks for its folder: that of a page bundle, or of a whole section.
fn heads_folder(path: &SourcePath) -> bool {
    is_bundle(path) || is_section(path)
}

/// Whether a file lies in a page bundle's folder or below it. The top folders hold the whole
/// site, whatever lies in them.
pub fn is_below(path: &SourcePath, bundle: &str) -> bool {
    let rest = path.as_str().strip_prefix(bundle);
    let top = matches!(bundle, "content" | "content/articles" | "content/pages");
    !top && rest.is_some_and(|rest| rest.starts_with('/'))
}
