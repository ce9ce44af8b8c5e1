//! Since this was written: what became of an article's promises and figures. Computed from
//! what was reported later; nobody edits an old article for it.

use serde::Serialize;

use super::items::events::claim;
use super::items::figures::observation;
use super::items::verdicts;
use super::site::{DateView, Here, Link};
use super::urls;
use crate::content::claim::Status;
use crate::newsroom::changes::{Freshness, deadline};
use crate::newsroom::events::Event;
use crate::newsroom::figures::apart;
use crate::newsroom::ids::ArticleId;
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
    /// What has become of it, in words.
    pub now: String,
    /// When that was said; `None` where only time has passed.
    pub reported: Option<DateView>,
    /// The article that says so.
    pub article: Option<Link>,
    /// When it became so.
    #[serde(skip)]
    pub freshness: Freshness,
}

/// What changed since an article was written: its promises first, then its figures.
pub fn since(here: &Here<'_>, id: ArticleId) -> Vec<SinceItem> {
    let newsroom = here.newsroom();
    let entry = newsroom.entry(id);
    let claims = entry.claims.iter();
    let promises = claims.flat_map(|(event, at)| promise(here, newsroom.event(*event), *at));
    let figures = (0..entry.figures.len()).filter_map(|at| match newsroom.figure(id, at) {
        (Some(series), observed) => figure(here, series, observed),
        (None, _) => None,
    });
    promises.chain(figures).collect()
}

/// What became of a promise: that it was moved, and that it was settled, or is overdue.
fn promise(here: &Here<'_>, event: &Event, at: usize) -> Vec<SinceItem> {
    let said = &event.history[at];
    if !said.claim.status.promises() {
        return Vec::new();
    }
    let item = |now: String, later: Option<usize>| {
        let carried = later.map(|later| claim(here, &event.history[later], later == event.current));
        let (reported, article) = carried
            .map(|carried| (carried.reported, carried.article))
            .unzip();
        SinceItem {
            about: said.claim.title.clone(),
            href: urls::event(event).map(|url| here.href(&url)),
            said: here.language().date(&said.claim.date),
            now,
            reported,
            article,
            freshness: match later {
                Some(later) => published(here, event.history[later].article),
                None => deadline(said)
                    .map(|passed| Freshness::of_date(passed, here.day()))
                    .unwrap_or_default(),
            },
        }
    };
    let mut items = Vec::new();
    if let Some(slip) = event.slips.iter().find(|slip| slip.from == at) {
        let date = here.language().date(&event.history[slip.to].claim.date);
        let moved = verdicts::slip_words(here, *slip);
        let values = [("date", &*date), ("moved", &*moved)];
        let now = here.language().say("now_moved", &values);
        items.push(item(now, Some(slip.to)));
    }
    let state = &event.state().claim;
    let settled_since = event.current > at && event.is_settled();
    if settled_since && state.status == Status::Cancelled {
        let now = here.language().text("since_cancelled");
        items.push(item(now, Some(event.current)));
    } else if settled_since {
        let outcome = event.outcomes.iter().find(|outcome| outcome.promise == at);
        let comma = here.language().text("comma");
        let kept =
            outcome.map(|outcome| format!("{comma}{}", verdicts::kept_words(here, outcome.kept)));
        let date = here.language().date(&state.date);
        let happened = here.language().say("since_happened", &[("date", &date)]);
        let now = format!("{happened}{}", kept.unwrap_or_default());
        items.push(item(now, Some(event.current)));
    } else if said.is_overdue(here.day()) {
        items.push(item(here.language().text("since_overdue"), None));
    }
    items
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
            value.observation.attribution.reported.day > observed.observation.attribution.reported.day
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
        now,
        reported: Some(item.reported),
        article: Some(item.article),
        freshness: published(here, later.article),
    })
}

fn published(here: &Here<'_>, id: ArticleId) -> Freshness {
    Freshness::changed(here.newsroom().published(id))
}
