//! What became of promises, in words.

use chrono::NaiveDate;
use serde::Serialize;

use super::sources::{self, SpeakerItem};
use crate::content::facts::Status;
use crate::newsroom::disputes::Accord;
use crate::newsroom::events::{Event, Said};
use crate::newsroom::figures::Direction;
use crate::newsroom::promises::{Kept, Outcome, Slip};
use crate::newsroom::series::Series;
use crate::pages::site::{DateView, Here, Link};

use super::events::claim;
use super::state::when;

/// A speaker's next word that gave another last day.
#[derive(Clone, Debug, Serialize)]
pub struct SlipItem {
    /// Who moved it.
    pub speaker: SpeakerItem,
    /// What was promised before.
    pub from: DateView,
    /// What is promised since.
    pub to: DateView,
    /// When that was said.
    pub reported: DateView,
    /// The article that carries it, at the place where it stands.
    pub article: Link,
    /// Whether it moved later.
    pub later: bool,
    /// By how many days, later if positive; `None` where one of the two has no last day.
    pub days: Option<i64>,
    /// The same in words: `31 days later`.
    pub words: String,
}

/// What became of a speaker's last promise.
#[derive(Clone, Debug, Serialize)]
pub struct OutcomeItem {
    /// Who promised.
    pub speaker: SpeakerItem,
    /// What was promised.
    pub promised: DateView,
    /// The article that carries the promise, at the place where it stands.
    pub article: Link,
    /// `kept`, `late`, `early` or `unclear`.
    pub kept: &'static str,
    /// How many days late or early.
    pub days: Option<i64>,
    /// The same in words: `109 days late`.
    pub words: String,
}

/// The slips of an event, in the order they were told.
pub fn slips(here: &Here<'_>, event: &Event) -> Vec<SlipItem> {
    event
        .slips
        .iter()
        .map(|slip| slip_item(here, event, *slip))
        .collect()
}

fn slip_item(here: &Here<'_>, event: &Event, slip: Slip) -> SlipItem {
    let (from, to) = (&event.history[slip.from], &event.history[slip.to]);
    let carried = claim(here, to, slip.to == event.current);
    SlipItem {
        speaker: carried.speaker,
        from: DateView::new(&from.claim.date),
        to: carried.date,
        reported: carried.reported,
        article: carried.article,
        later: slip.later,
        days: slip.days,
        words: slip_words(slip),
    }
}

/// A slip in words: `31 days later`.
pub fn slip_words(slip: Slip) -> String {
    match (slip.days, slip.later) {
        (Some(days), true) => format!("{} later", count(days)),
        (Some(days), false) => format!("brought forward by {}", count(-days)),
        (None, true) => "without a last day any more".to_string(),
        (None, false) => "with a last day for the first time".to_string(),
    }
}

/// What became of each speaker's last promise.
pub fn outcomes(here: &Here<'_>, event: &Event) -> Vec<OutcomeItem> {
    event
        .outcomes
        .iter()
        .map(|outcome| outcome_item(here, event, *outcome))
        .collect()
}

fn outcome_item(here: &Here<'_>, event: &Event, outcome: Outcome) -> OutcomeItem {
    let promise = &event.history[outcome.promise];
    let carried = claim(here, promise, false);
    let (kept, days) = match outcome.kept {
        Kept::InTime => ("kept", None),
        Kept::Late(days) => ("late", Some(days)),
        Kept::Early(days) => ("early", Some(days)),
        Kept::Unclear => ("unclear", None),
    };
    OutcomeItem {
        speaker: sources::speaker(here, &promise.speaker),
        promised: carried.date,
        article: carried.article,
        kept,
        days,
        words: kept_words(outcome.kept),
    }
}

/// How a promise was kept, in words: `109 days late`.
pub fn kept_words(kept: Kept) -> String {
    match kept {
        Kept::InTime => "kept".to_string(),
        Kept::Late(days) => format!("{} late", count(days)),
        Kept::Early(days) => format!("{} early", count(days)),
        Kept::Unclear => "cannot be told from the dates".to_string(),
    }
}

/// What timelines say of an event that has happened: how its firmest promise was kept.
pub fn lateness(event: &Event) -> Option<String> {
    let firmest = event.outcomes.iter().max_by_key(|outcome| {
        let promise = &event.history[outcome.promise];
        (firmness(promise.claim.status), promise.claim.reported)
    })?;
    match firmest.kept {
        Kept::Unclear => None,
        kept => Some(kept_words(kept)),
    }
}

/// How firm a promise is: what is agreed weighs more than what is suggested.
fn firmness(status: Status) -> u8 {
    match status {
        Status::Confirmed => 4,
        Status::Planned => 3,
        Status::Announced => 2,
        Status::Postponed => 1,
        _ => 0,
    }
}

/// How standing claims lie to each other, where they are not at one: `differ` or `disputed`.
pub fn discord(event: &Event) -> Option<&'static str> {
    match event.accord? {
        Accord::Agree => None,
        Accord::Differ => Some("differ"),
        Accord::Disputed => Some("disputed"),
    }
}

/// How a series' value lies to the one before, in words.
pub fn trend(series: &Series) -> Option<String> {
    let trend = series.trend?;
    let before = &series.observations[trend.since].observation;
    let since = before.as_of.words();
    let from = before.quantity.words();
    let word = match trend.direction {
        Direction::Unchanged => return Some(format!("Unchanged since {since}")),
        Direction::Incomparable => {
            return Some(format!(
                "Not to be compared with {from} ({since}): what is counted differs"
            ));
        }
        Direction::Up => "Up",
        Direction::Down => "Down",
    };
    Some(match trend.amount {
        Some(amount) => format!("{word} {} since {since}, from {from}", amount.words()),
        None => format!("{word} since {since}, from {from}"),
    })
}

/// The standing promises whose last day has passed: `the Pentagon promised it by the end of
/// September 2025, and nobody has reported it done`.
pub fn promised_by(here: &Here<'_>, event: &Event) -> String {
    let mut promises: Vec<(String, Vec<String>)> = Vec::new();
    for said in broken(event, here.day()) {
        let (date, speaker) = (
            when(&said.claim.date),
            sources::speaker(here, &said.speaker).name,
        );
        match promises.iter_mut().find(|(known, _)| *known == date) {
            Some((_, speakers)) => speakers.push(speaker),
            None => promises.push((date, vec![speaker])),
        }
    }
    let promises: Vec<String> = promises
        .into_iter()
        .map(|(date, speakers)| format!("{} promised it {date}", listed(&speakers)))
        .collect();
    format!("{}; nobody has reported it done", promises.join(", "))
}

/// The last of the days that have passed: `promised by the end of September 2025`.
pub fn promised(event: &Event, day: NaiveDate) -> String {
    let latest = broken(event, day).max_by_key(|said| said.claim.date.latest());
    latest.map_or_else(String::new, |said| {
        format!("promised {}", when(&said.claim.date))
    })
}

fn broken(event: &Event, day: NaiveDate) -> impl Iterator<Item = &Said> {
    event
        .history
        .iter()
        .filter(move |said| said.is_overdue(day))
}

/// Names in a sentence: `A`, `A and B`, `A, B and C`.
fn listed(names: &[String]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        names => names.join(""),
    }
}

/// A status in the middle of a sentence.
pub fn status_words(status: Status) -> &'static str {
    match status {
        Status::Underway => "under way",
        status => status.as_str(),
    }
}

fn count(days: i64) -> String {
    match days {
        1 => "1 day".to_string(),
        days => format!("{days} days"),
    }
}
