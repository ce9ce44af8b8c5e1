//! Since this was written: what became of an article's promises and figures. Computed from
//! what was reported later; nobody edits an old article for it.

use serde::Serialize;

use super::derived::Derived;
use super::items::events::claim;
use super::items::figures::observation;
use super::sentences::Teller;
use super::site::{DateView, Here, Link};
use super::urls;
use crate::newsroom::changes::Freshness;
use crate::newsroom::events::Event;
use crate::newsroom::figures::apart;
use crate::newsroom::ids::ArticleId;
use crate::newsroom::judgement::{self, Note};
use crate::newsroom::series::{Observed, Series, revises};

/// Something that changed since an article was written.
#[derive(Clone, Debug, Serialize)]
pub struct SinceItem {
    /// What the article had said, with a link to its event or series: a promise or a figure.
    pub about: String,
    /// The event's or the series' own page, if it has one.
    pub href: Option<String>,
    /// What the article had said of it: a time or a number, in words.
    pub said: String,
    /// What has become of it.
    pub now: Derived,
    /// When that was said; `None` where only time has passed.
    pub reported: Option<DateView>,
    /// The article that says so.
    pub article: Option<Link>,
    /// When it became so.
    #[serde(skip)]
    pub freshness: Freshness,
}

/// What changed since an article was written: its claims first, then its figures.
pub fn since(here: &Here<'_>, id: ArticleId) -> Vec<SinceItem> {
    let newsroom = here.newsroom();
    let entry = newsroom.entry(id);
    let mut claims = entry.claims.clone();
    claims.dedup();
    let claims = claims.into_iter();
    let claims = claims.flat_map(|(event, at)| of_claim(here, newsroom.event(event), at, id));
    let figures = (0..entry.figures.len()).filter_map(|at| match newsroom.figure(id, at) {
        (Some(series), observed) => figure(here, series, observed),
        (None, _) => None,
    });
    claims.chain(figures).collect()
}

/// What became of a claim, but for what the article itself tells.
fn of_claim(here: &Here<'_>, event: &Event, at: usize, article: ArticleId) -> Vec<SinceItem> {
    let said = &event.history[at];
    let teller = Teller::new(here, event);
    let notes = told_elsewhere(event, at, article, &event.judgement);
    let item = |note: Note| {
        let later = note.claim();
        let carried = later.map(|later| claim(here, event, later));
        let (reported, carrier) = carried
            .map(|carried| (carried.reported, carried.article))
            .unzip();
        SinceItem {
            about: said.title.clone(),
            href: urls::event(event).map(|url| here.href(&url)),
            said: said
                .claim
                .date
                .as_ref()
                .map(|date| here.language().date(date))
                .unwrap_or_default(),
            now: teller.note(at, note),
            reported,
            article: carrier,
            freshness: match later {
                Some(later) => {
                    Freshness::changed(here.newsroom().became_public(&event.history[later]))
                }
                None => Freshness::default(),
            },
        }
    };
    notes.into_iter().map(item).collect()
}

/// What became of a claim by a day, but for what the article that carries it tells.
pub fn told_elsewhere(
    event: &Event,
    at: usize,
    article: ArticleId,
    judgement: &judgement::Judgement,
) -> Vec<Note> {
    let mut notes = judgement::notes(event, at, judgement);
    notes.retain(|note| {
        note.claim()
            .is_none_or(|later| !event.history[later].is_in(article))
    });
    notes
}

/// What became of a figure: revised, contradicted or moved on.
fn figure(here: &Here<'_>, series: &Series, observed: &Observed) -> Option<SinceItem> {
    let at = |observed: &Observed| (observed.article, observed.index);
    let own = series
        .observations
        .iter()
        .position(|other| at(other) == at(observed))?;
    let conflict = series
        .conflicts
        .iter()
        .rev()
        .find(|conflict| conflict.earlier == own);
    let revision = series
        .observations
        .iter()
        .rfind(|later| revises(later, observed));
    // An article that itself gives a later number has told of the change.
    let outdone = series.observations.iter().any(|other| {
        other.article == observed.article && other.is_counted() && other.span.1 > observed.span.1
    });
    let moved = series.value().filter(|value| {
        !outdone && {
            value.observation.attribution.reported.day
                > observed.observation.attribution.reported.day
                && value.span.1 > observed.span.1
                && apart(value, observed, series.tolerance)
        }
    });
    let (later, key) = match (revision, conflict, moved) {
        (Some(later), _, _) => (later, "since_revised"),
        (None, Some(conflict), _) => (&series.observations[conflict.later], "since_contradicted"),
        (None, None, Some(later)) => (later, "since_changed"),
        (None, None, None) => return None,
    };
    let item = observation(here, later, Some(series), false);
    let number = item.words_as_of(here);
    let values = [("number", &*number), ("speaker", &*item.speaker.name)];
    let now = here.language().say(key, &values);
    Some(SinceItem {
        about: series.name.clone(),
        href: Some(here.href(&urls::series(series))),
        said: observed.observation.quantity.words_in(here.language()),
        now: here.derived("changed", now, [observed, later]),
        reported: Some(item.reported),
        article: Some(item.article),
        freshness: published(here, later.article),
    })
}

fn published(here: &Here<'_>, id: ArticleId) -> Freshness {
    Freshness::changed(here.newsroom().published(id))
}
