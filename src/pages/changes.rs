//! What changed lately: claims, numbers, corrections and days that passed, by day.

use chrono::NaiveDate;
use serde::Serialize;

use super::changes_figures;
use super::derived::Derived;
use super::items;
use super::items::observations::in_words;
use super::items::sources::SpeakerItem;
use super::plan::Scope;
use super::sentences::Teller;
use super::site::{DateView, Here, Link};
use crate::newsroom::changes::{Change, Dated};
use crate::newsroom::events::Event;
use crate::newsroom::ids::{ArticleId, EventId};
use crate::newsroom::known;
use crate::newsroom::series::{Observed, Series};

/// The changes of a day.
#[derive(Clone, Debug, Serialize)]
pub struct DayOfChanges {
    /// The day.
    pub day: DateView,
    /// What changed on it.
    pub changes: Vec<ChangeItem>,
}

/// Something that changed.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeItem {
    /// Which kind of change: `new`, `said`, `answered`, `later`, `earlier`, `extended`,
    /// `revived`, `shortened`, `contradicted`, `happened`, `ended`, `cancelled`, `overdue`, `run_out`,
    /// `number`, `unchanged`, `intended`, `forecast`, `target`, `revised`, `disputed`, `stale`,
    /// `corrected`, `updated` or `article`.
    pub kind: &'static str,
    /// The kind in words: `Put off`.
    pub label: String,
    /// The event, the series or the article.
    pub about: Link,
    /// What has become of it, in a sentence.
    pub words: Derived,
    /// When it was said, where that was on another day than the one on which it became public.
    pub reported: Option<DateView>,
    /// Everybody who says so; nobody where only a day has passed.
    pub speakers: Vec<SpeakerItem>,
    /// The article that says so, at the place where it stands.
    pub article: Option<Link>,
}

/// The latest changes in a scope, by day, the latest first.
pub fn latest(here: &Here<'_>, within: Scope, count: usize) -> Vec<DayOfChanges> {
    days(here, &here.newsroom().latest_changes(within, count))
}

/// Changes by day, in the order that they come in.
pub fn days(here: &Here<'_>, changes: &[Dated]) -> Vec<DayOfChanges> {
    let days = changes.chunk_by(|(one, _), (other, _)| one == other);
    days.map(|changes| day(here, changes)).collect()
}

fn day(here: &Here<'_>, changes: &[Dated]) -> DayOfChanges {
    let day = changes.first().map_or(here.day(), |(day, _)| *day);
    DayOfChanges {
        day: here.on(day),
        changes: changes
            .iter()
            .map(|(_, change)| item(here, *change))
            .collect(),
    }
}

/// A change as lists show it.
pub fn item(here: &Here<'_>, change: Change) -> ChangeItem {
    match change {
        Change::Claim(id, at) => claim(here, id, at),
        Change::Passed(id, at) => {
            let event = here.newsroom().event(id);
            let (kind, words) = Teller::new(here, event).passed(at);
            passed(here, event_link(here, id, event), kind, words)
        }
        Change::Observation(id, at) => changes_figures::number(here, id, at),
        Change::Stale(id) => {
            let series = here.newsroom().one_series(id);
            let head = series.lines.first().map(|line| &line.head);
            let beside = head.into_iter().flat_map(|head| &head.beside);
            let facts = series.values();
            let facts = facts.chain(beside.map(|at| &series.observations[*at]));
            let facts: Vec<&Observed> = facts.collect();
            let number = match facts[..] {
                [only] => in_words(here, only, Some(series)).as_of(here),
                _ => items::figures::item(here, id).given(here),
            };
            let words = here.language().say("last_known", &[("number", &number)]);
            let words = here.derived("stale", words, facts);
            passed(here, series_link(here, series), "stale", words)
        }
        Change::Correction(id, at) => corrected(here, id, at),
        Change::Updated(id) => article(here, id, "updated"),
        Change::Article(id) => article(here, id, "article"),
    }
}

fn claim(here: &Here<'_>, id: EventId, at: usize) -> ChangeItem {
    let event = here.newsroom().event(id);
    let said = &event.history[at];
    let (kind, words) = match known::then(here.newsroom(), event, at) {
        Some((then, place)) => Teller::new(here, &then).change(place),
        None => Teller::new(here, event).change(at),
    };
    let reported = reported(
        here,
        said.claim.attribution.reported.day,
        here.newsroom().became_public(said),
    );
    ChangeItem {
        kind,
        label: label(here, kind),
        about: Link {
            // An event with a file has one name, whatever a claim calls it.
            text: match event.declared {
                true => event.title.clone(),
                false => said.title.clone(),
            },
            ..event_link(here, id, event)
        },
        // An answer's sentence names its day itself.
        reported: reported.filter(|day| !words.words.contains(&day.words)),
        words,
        speakers: Vec::new(),
        article: Some(items::events::article(here, said)),
    }
}

fn corrected(here: &Here<'_>, id: ArticleId, at: usize) -> ChangeItem {
    let article = items::articles::link(here, id);
    let correction = &here.newsroom().article(id).corrections[at];
    ChangeItem {
        kind: "corrected",
        label: label(here, "corrected"),
        about: Link {
            href: format!("{}#corrections", article.href),
            text: article.text,
        },
        // The editor's own words.
        words: Derived {
            kind: "",
            words: correction.text.clone(),
        },
        reported: None,
        speakers: Vec::new(),
        article: None,
    }
}

/// An article that came out, or came out anew.
fn article(here: &Here<'_>, id: ArticleId, kind: &'static str) -> ChangeItem {
    ChangeItem {
        kind,
        label: label(here, kind),
        about: items::articles::link(here, id),
        // The author's own words.
        words: Derived {
            kind: "",
            words: here.newsroom().article(id).summary.clone(),
        },
        reported: None,
        speakers: Vec::new(),
        article: None,
    }
}

/// What only a day that has passed has changed.
fn passed(here: &Here<'_>, about: Link, kind: &'static str, words: Derived) -> ChangeItem {
    ChangeItem {
        kind,
        label: label(here, kind),
        about,
        words,
        reported: None,
        speakers: Vec::new(),
        article: None,
    }
}

/// The day on which something was said that became public on another day.
pub(super) fn reported(here: &Here<'_>, said: NaiveDate, public: NaiveDate) -> Option<DateView> {
    (said != public).then(|| here.on(said))
}

/// A kind of change in words.
pub(super) fn label(here: &Here<'_>, kind: &str) -> String {
    here.language().text(&format!("change_{kind}"))
}

fn event_link(here: &Here<'_>, id: EventId, event: &Event) -> Link {
    Link {
        href: items::events::href(here, id),
        text: event.title.clone(),
    }
}

/// A link to a series' page, or where the site has none to the article with its latest number.
pub(super) fn series_link(here: &Here<'_>, series: &Series) -> Link {
    let page = items::figures::page(here, series);
    let carrier = || {
        let latest = series.observations.last();
        latest.map_or_else(String::new, |latest| {
            items::observations::carrier(here, latest).href
        })
    };
    Link {
        href: page.unwrap_or_else(carrier),
        text: series.name.clone(),
    }
}
