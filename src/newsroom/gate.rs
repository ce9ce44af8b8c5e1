//! The gate: the one place that decides what is public.
//!
//! Everything behind it (pages, assets, counts, timelines, feeds) sees only what passed.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::as_of::AsOf;
use crate::content::Content;
use crate::content::address::is_bundle;
use crate::content::article::Article;
use crate::content::markdown;
use crate::path::{SourcePath, decode};

/// What the gate lets pass beside what is public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passes {
    /// Drafts too, for a look at what is coming.
    pub drafts: bool,
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
    markdown: &'a str,
    image: Option<&'a str>,
}

/// Every text of the content.
pub fn texts(content: &Content) -> impl Iterator<Item = Text<'_>> {
    let bodies = content
        .pages
        .iter()
        .map(|page| &page.body)
        .chain(content.terms.iter().map(|term| &term.body))
        .chain(content.series.iter().map(|series| &series.body))
        .chain(content.events.iter().map(|event| &event.body))
        .map(|body| Text {
            path: &body.file,
            markdown: body.markdown(),
            image: None,
        });
    let articles = content.articles.iter().map(|article| Text {
        path: &article.path,
        markdown: article.body.markdown(),
        image: article.image.as_ref().map(|image| image.text.as_str()),
    });
    articles.chain(bodies)
}

/// The assets that must not be published: those of withheld bundles, and those that only
/// withheld texts refer to.
pub fn withheld_assets(
    content: &Content,
    withheld: &[Text<'_>],
    public: &[Text<'_>],
) -> BTreeSet<SourcePath> {
    let bundles = withheld.iter().filter(|text| is_bundle(text.path));
    let kept_bundles: Vec<&str> = bundles.map(|text| text.path.folder()).collect();
    let in_bundle = |asset: &SourcePath| {
        kept_bundles.iter().any(|folder| {
            let rest = asset.as_str().strip_prefix(folder);
            rest.is_some_and(|rest| rest.starts_with('/'))
        })
    };
    let referred = |texts: &[Text<'_>]| -> BTreeSet<SourcePath> {
        texts
            .iter()
            .flat_map(|text| assets_of(text, content))
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
            in_bundle(asset) || (by_withheld.contains(*asset) && !by_public.contains(*asset))
        })
        .cloned()
        .collect()
}

fn assets_of(text: &Text<'_>, content: &Content) -> Vec<SourcePath> {
    let references = markdown::references(text.markdown);
    let image = text.image.map(str::to_string);
    references
        .into_iter()
        .chain(image)
        .filter_map(|reference| text.path.resolve(&decode(&reference)))
        .filter(|asset| content.assets.contains_key(asset))
        .collect()
}
