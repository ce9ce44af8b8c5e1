//! What the rows of several tables have alike: names, addresses, keys.

use super::table::Cell;
use crate::config::Family;
use crate::content::term::TaxonomyKind;
use crate::date::Edtf;
use crate::newsroom::events::{Event, Said};
use crate::newsroom::ids::{ArticleId, SourceId, TermId};
use crate::newsroom::series::Series;
use crate::newsroom::voice::{Speaker, Voice};
use crate::pages::frame::absolute;
use crate::pages::items::{events::claim_anchor, observations};
use crate::pages::site::Site;
use crate::pages::urls;
use crate::path::UrlPath;
use xxhash_rust::xxh3::xxh3_64;

/// The address of a page; without `base_url` its path from the site's root.
pub fn address(site: Site<'_>, url: &UrlPath) -> String {
    match &site.config.base_url {
        Some(base) => absolute(base, url),
        None => url.encoded(),
    }
}

/// What tells an article apart: its path without the slashes around it.
pub fn article_key(site: Site<'_>, id: ArticleId) -> String {
    let url = &site.newsroom.article(id).url;
    url.as_str().trim_matches('/').to_string()
}

/// What tells apart an article's n-th claim, counted from 0.
pub fn claim_key(site: Site<'_>, article: ArticleId, index: usize) -> String {
    claim_place(&site.newsroom.article(article).url, index)
}

/// What tells apart an article's n-th figure, counted from 0.
pub fn figure_key(site: Site<'_>, article: ArticleId, index: usize) -> String {
    figure_place(&site.newsroom.article(article).url, index)
}

/// Where a claim stands, from 0, in the article at an address.
pub fn claim_place(article: &UrlPath, index: usize) -> String {
    let article = article.as_str().trim_matches('/');
    format!("{article}#{}", claim_anchor(index))
}

/// Where a figure stands, from 0, in the article at an address.
pub fn figure_place(article: &UrlPath, index: usize) -> String {
    let article = article.as_str().trim_matches('/');
    format!("{article}#{}", observations::anchor(index))
}

/// A short name for a row by where it stands, which tells nobody where: that is not to be learned
/// of what is not public any more.
pub fn key(place: &str) -> String {
    format!("{:016x}", xxh3_64(place.as_bytes()))
}

/// What tells an event apart: its id, and without one where it stands in its article.
pub fn event_key(site: Site<'_>, event: &Event) -> String {
    let first = &event.history[0];
    let lone = || claim_key(site, first.article, first.index);
    event.id.clone().unwrap_or_else(lone)
}

/// The address of an article.
pub fn article_address(site: Site<'_>, id: ArticleId) -> String {
    address(site, &site.newsroom.article(id).url)
}

/// The address of a claim in its article.
pub fn claim_address(site: Site<'_>, said: &Said) -> String {
    let article = article_address(site, said.article);
    format!("{article}#{}", claim_anchor(said.index))
}

/// The address of a figure in its article.
pub fn figure_address(site: Site<'_>, article: ArticleId, index: usize) -> String {
    let anchor = observations::anchor(index);
    format!("{}#{anchor}", article_address(site, article))
}

/// The address of a series' page, if the site has it.
pub fn series_address(site: Site<'_>, series: &Series) -> Option<String> {
    let has_page = site.config.output.has(Family::Figures);
    has_page.then(|| address(site, &urls::series(series)))
}

/// The address of an event's page, or where it stands in its article.
pub fn event_address(site: Site<'_>, event: &Event) -> String {
    let page = urls::event(event).filter(|_| site.config.output.has(Family::Events));
    let page = page.map(|url| address(site, &url));
    page.unwrap_or_else(|| claim_address(site, event.state()))
}

/// The first day that a date can mean, as the site counts days; empty where it has none.
pub fn first_day(date: &Edtf) -> Cell {
    date.days_here().0.day().into()
}

/// The last day, likewise.
pub fn last_day(date: &Edtf) -> Cell {
    date.days_here().1.day().into()
}

/// The ids of terms.
pub fn terms(site: Site<'_>, kind: TaxonomyKind, terms: &[TermId]) -> Cell {
    let taxonomy = site.newsroom.taxonomy(kind);
    let ids = terms.iter().map(|id| taxonomy.term(*id).id.clone());
    ids.collect::<Vec<_>>().into()
}

/// What a speaker is called.
pub fn name(site: Site<'_>, speaker: &Speaker) -> String {
    match speaker {
        Speaker::Source(id) => site.newsroom.source(*id).citation.name.clone(),
        Speaker::Name(name, _) => name.clone(),
        Speaker::Site => site.config.publisher_name().to_string(),
    }
}

/// What speakers are called.
pub fn names(site: Site<'_>, speakers: &[Speaker]) -> Cell {
    let names = speakers.iter().map(|speaker| name(site, speaker));
    names.collect::<Vec<_>>().into()
}

/// The ids of those speakers that are sources.
pub fn speaker_ids(site: Site<'_>, voice: &Voice) -> Cell {
    let id = |speaker: &Speaker| match speaker {
        Speaker::Source(id) => Some(source_id(site, *id)),
        Speaker::Name(..) | Speaker::Site => None,
    };
    let ids = voice.speakers.iter().filter_map(id);
    ids.collect::<Vec<_>>().into()
}

/// The id of a source.
pub fn source_id(site: Site<'_>, id: SourceId) -> String {
    site.newsroom.source(id).id.clone()
}

/// Where a source can be read.
pub fn source_address(site: Site<'_>, id: Option<SourceId>) -> Cell {
    id.and_then(|id| site.newsroom.source(id).citation.url.as_ref())
        .into()
}
