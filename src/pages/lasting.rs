//! What tells things apart for good, for those who fetch them again and again: the ids of entries in feeds
//! and calendars. None follows from a place in a list, nor from an address or an id that was given up, as
//! long as that stands first among the `aliases`.

use chrono::NaiveDate;

use super::frame::absolute;
use super::plan::former_address;
use super::site::Site;
use super::urls;
use crate::content::attribution::Attribution;
use crate::content::term::TaxonomyKind;
use crate::newsroom::changes::Change;
use crate::newsroom::events::{Event, Said};
use crate::newsroom::ids::{ArticleId, EventId, SeriesId, TermId};
use crate::newsroom::series::Observed;
use crate::newsroom::voice::{Speaker, Voice};
use crate::path::{UrlPath, decode, slug};
use crate::reads::hash;

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
        Change::Correction(id, at) => (article(site, id), corrected(site, day, id, at)),
        Change::Updated(id) => (article(site, id), format!("updated:{day}")),
        Change::Article(id) => (article(site, id), "published".to_string()),
    };
    format!("{}#{what}", self::id(site, &of))
}

/// A correction goes by its day and its words: others of that day may come to stand above it.
fn corrected(site: Site<'_>, day: NaiveDate, id: ArticleId, at: usize) -> String {
    let newsroom = site.newsroom;
    let text = &newsroom.article(id).corrections[at].text;
    let before = newsroom.corrections(id).filter(|(other, made)| {
        *other < at && made.text == *text && newsroom.corrected(id, made) == day
    });
    let what = told_apart(&format!("corrected:{day}"), std::slice::from_ref(text));
    nth(&what, before.count())
}

/// What an article said of an event goes by who said it and, where that is not the article's, by its day.
fn said(site: Site<'_>, word: &str, id: EventId, said: &Said) -> (UrlPath, String) {
    let event = site.newsroom.event(id);
    let words = |said: &Said| {
        let mut words = speakers(site, &said.voice);
        words.extend(own_day(site, said.article, &said.claim.attribution));
        words
    };
    let mine = words(said);
    let order = |said: &Said| (said.claim.attribution.reported.instant, said.index);
    let carried = event.history.iter().flat_map(Said::carriers);
    let before = carried.filter(|other| {
        other.article == said.article && order(other) < order(said) && words(other) == mine
    });
    let what = format!("{word}:{}", self::event(site, event));
    let what = nth(&told_apart(&what, &mine), before.count());
    (article(site, said.article), what)
}

/// A number that an article gave for a series goes by what it counts, too, and when.
fn given(site: Site<'_>, id: SeriesId, at: usize) -> (UrlPath, String) {
    let series = site.newsroom.one_series(id);
    let given = &series.observations[at];
    let words = |given: &Observed| {
        let mut words = speakers(site, &given.voice);
        words.extend(own_day(site, given.article, &given.observation.attribution));
        words.push(given.observation.as_of.to_string());
        words.extend(given.scope.clone());
        words.extend(given.region.map(|region| term(site, region)));
        words
    };
    let mine = words(given);
    let order = |given: &Observed| (given.observation.attribution.reported.instant, given.index);
    let before = series.observations.iter().filter(|other| {
        other.article == given.article && order(other) < order(given) && words(other) == mine
    });
    let first = site.newsroom.former.first_of_series(&series.id);
    let what = told_apart(&format!("gave:{first}"), &mine);
    (article(site, given.article), nth(&what, before.count()))
}

/// Who speaks, each by the first id of a source or else by name.
fn speakers(site: Site<'_>, voice: &Voice) -> Vec<String> {
    let speakers = voice.speakers.iter().map(|speaker| match speaker {
        Speaker::Source(id) => {
            let id = &site.newsroom.source(*id).citation.id;
            slug(site.newsroom.former.first_of_source(id))
        }
        Speaker::Name(name, _) => slug(name),
        Speaker::Site => String::new(),
    });
    speakers.collect()
}

/// The day on which something was said, where that is not its article's: that may be set right.
fn own_day(site: Site<'_>, article: ArticleId, said: &Attribution) -> Option<String> {
    let day = said.reported.day;
    (day != site.newsroom.article(article).date.day).then(|| day.to_string())
}

/// A region's first id.
fn term(site: Site<'_>, id: TermId) -> String {
    let term = site.newsroom.taxonomy(TaxonomyKind::Regions).term(id);
    let first = term.aliases.first();
    first.map_or_else(|| term.id.clone(), |alias| slug(&alias.text))
}

/// A name told apart by words, which may be long and are not for reading.
fn told_apart(name: &str, words: &[String]) -> String {
    format!("{name}:{:016x}", hash(&words.join("\n")))
}

/// A name of which there are several: the second is told as that.
fn nth(name: &str, before: usize) -> String {
    match before {
        0 => name.to_string(),
        before => format!("{name}:{}", before + 1),
    }
}
