//! What there is of a page in other forms: feeds, and its facts as files for programs.

use serde::Serialize;

use super::data::{self, Format, Set};
use super::kinds::PageKind;
use super::kinds::file::FeedFormat;
use super::plan::Scope;
use super::site::{Here, Link};
use super::{scope, urls};
use crate::path::UrlPath;

/// The facts of a page as files for programs.
#[derive(Clone, Debug, Serialize)]
pub struct DataItem {
    /// As comma-separated values.
    pub csv: String,
    /// As JSON.
    pub json: String,
    /// What they are: unit, measure, sources, licence.
    pub metadata: String,
    /// The chart as a picture.
    pub chart: Option<String>,
}

/// The facts of a page as files for programs.
pub fn data(here: &Here<'_>, page: &dyn PageKind) -> Option<DataItem> {
    let set = page.data().filter(|set| set.is_published(here.site))?;
    let file = |format| here.href(&set.url(here.newsroom(), format));
    let chart = match set {
        Set::Series(id) => data::chart(here.site, id).map(|url| here.href(&url)),
        _ => None,
    };
    Some(DataItem {
        csv: file(Format::Csv),
        json: file(Format::Json),
        metadata: file(Format::Metadata),
        chart,
    })
}

/// The feed of what changed in what a page is of.
pub fn changes_feed(here: &Here<'_>, page: &dyn PageKind) -> Option<String> {
    let scope = match (page.data(), page.feed()) {
        (Some(Set::Changes(_)), _) => Scope::Site,
        (Some(Set::Term(kind, id)), _) => Scope::Term(kind, id),
        (None, Scope::Cell(topic, region)) => Scope::Cell(topic, region),
        _ => return None,
    };
    let url = scope::changes_feed_url(here.newsroom(), scope);
    let has = here.site.plan.has(&url);
    has.then(|| here.href(&url))
}

/// Whose feed belongs to a page, if there is one.
pub fn feed(here: &Here<'_>, page: &dyn PageKind) -> Option<Scope> {
    let scope = page.feed();
    let url = urls::feed(&scope::home(here.newsroom(), scope), FeedFormat::Atom);
    let has = |url: &UrlPath| here.site.plan.has(url);
    let of_site = || urls::feed(&urls::front(), FeedFormat::Atom);
    match has(&url) {
        true => Some(scope),
        false => has(&of_site()).then_some(Scope::Site),
    }
}

/// A scope's feed.
pub fn feed_of(here: &Here<'_>, scope: Scope, format: FeedFormat) -> Link {
    let url = urls::feed(&scope::home(here.newsroom(), scope), format);
    let name = scope::name(here.site, scope).unwrap_or_else(|| here.site.config.title.clone());
    here.link(&url, name)
}
