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

/// The assets that must not be published: those of withheld bundles, and those that only
/// withheld texts refer to.
pub fn withheld_assets<'a>(
    content: &Content,
    withheld: &[(&'a SourcePath, &'a str)],
    public: &[(&'a SourcePath, &'a str)],
) -> BTreeSet<SourcePath> {
    let kept_bundles: Vec<&str> = withheld
        .iter()
        .filter(|(path, _)| is_bundle(path))
        .map(|(path, _)| path.folder())
        .collect();
    let referred = |texts: &[(&SourcePath, &str)]| -> BTreeSet<SourcePath> {
        texts
            .iter()
            .flat_map(|(path, markdown)| assets_of(path, markdown, content))
            .collect()
    };
    let only_withheld = referred(withheld);
    let public = match only_withheld.is_empty() {
        true => BTreeSet::new(),
        false => referred(public),
    };
    let in_bundle = |asset: &SourcePath| {
        kept_bundles.iter().any(|folder| {
            asset
                .as_str()
                .strip_prefix(folder)
                .is_some_and(|rest| rest.starts_with('/'))
        })
    };
    content
        .assets
        .keys()
        .filter(|asset| {
            in_bundle(asset) || (only_withheld.contains(*asset) && !public.contains(*asset))
        })
        .cloned()
        .collect()
}

fn assets_of(path: &SourcePath, markdown: &str, content: &Content) -> Vec<SourcePath> {
    markdown::references(markdown)
        .iter()
        .filter_map(|reference| path.resolve(&decode(reference)))
        .filter(|asset| content.assets.contains_key(asset))
        .collect()
}
