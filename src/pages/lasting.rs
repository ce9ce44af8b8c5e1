//! What tells things apart for good, for those who fetch them again and again: the ids of entries in feeds
//! and calendars. None follows from a place in a list, nor from an address or an id that was given up, as
//! long as that stands first among the `aliases`.

use chrono::NaiveDate;

use super::frame::absolute;
use super::plan::former_address;
use super::site::Site;
use super::urls;
use crate::newsroom::Figure;
use crate::newsroom::changes::Change;
use crate::newsroom::events::{Event, Said};
use crate::newsroom::ids::{ArticleId, EventId, SeriesId};
use crate::path::{UrlPath, decode, slug};

/// An address as an id, which outlives the way the site is fetched: always with `https`.
pub fn id(site: Site<'_>, url: &UrlPath) -> String {
    let address = absolute(site.config.base_url.as_deref().unwrap_or("/"), url);
    match address.strip_prefix("http://") {
        Some(rest) => format!("https://{rest}"),
        None => address,
    }
}

/// An article's first address.
pub fn article(site: Site<'_>, id: ArticleId) -> UrlPath {
    let article = site.newsroom.article(id);
    let former = article.aliases.first();
    let former = former.and_then(|alias| former_address(&UrlPath::new(&decode(alias.text.trim()))));
    former.unwrap_or_else(|| article.url.clone())
}

/// An event's first id. One without an id goes by its article and by what it is called there.
pub fn event(site: Site<'_>, event: &Event) -> String {
    if let Some(id) = &event.id {
        return site.newsroom.former.first_of_event(id).to_string();
    }
    let said = &event.history[0];
    let name = slug(&said.title);
    let before = site.newsroom.entry(said.article).claims.iter();
    let before = before.take(said.index).filter(|(other, _)| {
        let other = site.newsroom.event(*other);
        other.id.is_none() && slug(&other.history[0].title) == name
    });
    let article = article(site, said.article);
    let article = article.as_str().trim_matches('/');
    format!("{article}#{}", nth(&name, before.count()))
}

/// A change.
pub fn change(site: Site<'_>, day: NaiveDate, change: Change) -> String {
    let newsroom = site.newsroom;
    let (of, what) = match change {
        Change::Claim(id, at) => said(site, "said", id, &newsroom.event(id).history[at]),
        Change::Passed(id, at) => said(site, "passed", id, &newsroom.event(id).history[at]),
        Change::Observation(id, at) => given(site, id, at),
        Change::Stale(id) => {
            let first = newsroom.former.first_of_series(&newsroom.one_series(id).id);
            (urls::series_id(first), format!("stale:{day}"))
        }
        Change::Correction(id, at) => {
            let before = newsroom
                .corrections(id)
                .take_while(|(other, _)| *other < at);
            let before = before
                .filter(|(_, made)| newsroom.corrected(id, made) == day)
                .count();
            let what = nth(&format!("corrected:{day}"), before);
            (article(site, id), what)
        }
        Change::Updated(id) => (article(site, id), format!("updated:{day}")),
        Change::Article(id) => (article(site, id), "published".to_string()),
    };
    format!("{}#{what}", self::id(site, &of))
}

/// What an article said of an event: which time of several there.
fn said(site: Site<'_>, word: &str, id: EventId, said: &Said) -> (UrlPath, String) {
    let claims = site.newsroom.entry(said.article).claims.iter();
    let before = claims.take(said.index).filter(|(other, _)| *other == id);
    let what = format!("{word}:{}", event(site, site.newsroom.event(id)));
    (article(site, said.article), nth(&what, before.count()))
}

/// A number that an article gave for a series: which of several there.
fn given(site: Site<'_>, id: SeriesId, at: usize) -> (UrlPath, String) {
    let series = site.newsroom.one_series(id);
    let given = &series.observations[at];
    let figures = site.newsroom.entry(given.article).figures.iter();
    let before = figures
        .take(given.index)
        .filter(|figure| matches!(figure, Figure::InSeries(other, _) if *other == id));
    let first = site.newsroom.former.first_of_series(&series.id);
    let what = nth(&format!("gave:{first}"), before.count());
    (article(site, given.article), what)
}

/// A name of which there are several: the second is told as that.
fn nth(name: &str, before: usize) -> String {
    match before {
        0 => name.to_string(),
        before => format!("{name}:{}", before + 1),
    }
}
