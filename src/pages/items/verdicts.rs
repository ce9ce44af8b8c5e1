//! What became of promises, in words.

use chrono::NaiveDate;
use serde::Serialize;

use super::sources::{self, SpeakerItem};
use crate::content::claim::Status;
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

/// How the firmest promise of an event was kept.
#[derive(Clone, Debug, Serialize)]
pub struct KeptItem {
    /// `kept`, `late` or `early`.
    pub kept: &'static str,
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

/// The latest move of an event's last day.
pub fn last_slip(here: &Here<'_>, event: &Event) -> Option<SlipItem> {
    let slip = event.slips.last()?;
    Some(slip_item(here, event, *slip))
}

fn slip_item(here: &Here<'_>, event: &Event, slip: Slip) -> SlipItem {
    let (from, to) = (&event.history[slip.from], &event.history[slip.to]);
    let carried = claim(here, to, slip.to == event.current);
    SlipItem {
        speaker: carried.speaker,
        from: here.date(&from.claim.date),
        to: carried.date,
        reported: carried.reported,
        article: carried.article,
        later: slip.later,
        days: slip.days,
        words: slip_words(here, slip),
    }
}

/// A slip in words: `31 days later`.
pub fn slip_words(here: &Here<'_>, slip: Slip) -> String {
    match (slip.days, slip.later) {
        (Some(days), true) => count(here, "days_later", days),
        (Some(days), false) => count(here, "brought_forward", days),
        (None, true) => here.language().text("no_last_day"),
        (None, false) => here.language().text("first_last_day"),
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
    let (kept, days) = kept_kind(outcome.kept);
    OutcomeItem {
        speaker: sources::speaker(here, promise.voice.speaker()),
        promised: carried.date,
        article: carried.article,
        kept,
        days,
        words: kept_words(here, outcome.kept),
    }
}

fn kept_kind(kept: Kept) -> (&'static str, Option<i64>) {
    match kept {
        Kept::InTime => ("kept", None),
        Kept::Late(days) => ("late", Some(days)),
        Kept::Early(days) => ("early", Some(days)),
        Kept::Unclear => ("unclear", None),
    }
}

/// How a promise was kept, in words: `109 days late`.
pub fn kept_words(here: &Here<'_>, kept: Kept) -> String {
    match kept {
        Kept::InTime => here.language().text("kept"),
        Kept::Late(days) => count(here, "days_late", days),
        Kept::Early(days) => count(here, "days_early", days),
        Kept::Unclear => here.language().text("kept_unclear"),
    }
}

/// What timelines say of an event that has happened: how its firmest promise was kept.
pub fn lateness(here: &Here<'_>, event: &Event) -> Option<KeptItem> {
    let kept = judged(event)?.kept;
    Some(KeptItem {
        kept: kept_kind(kept).0,
        words: kept_words(here, kept),
    })
}

/// The promise that timelines judge, and what became of it.
pub fn firmest(here: &Here<'_>, event: &Event) -> Option<OutcomeItem> {
    judged(event).map(|outcome| outcome_item(here, event, *outcome))
}

fn judged(event: &Event) -> Option<&Outcome> {
    let firmest = event.outcomes.iter().max_by_key(|outcome| {
        let promise = &event.history[outcome.promise];
        (firmness(promise.claim.status), promise.claim.attribution.reported.day)
    })?;
    (firmest.kept != Kept::Unclear).then_some(firmest)
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
pub fn trend(here: &Here<'_>, series: &Series) -> Option<String> {
    let trend = series.trend?;
    let language = here.language();
    let before = &series.observations[trend.since].observation;
    let date = language.date(&before.as_of);
    let number = before.quantity.words_in(language);
    let amount = trend.amount.map(|amount| amount.words_in(language));
    let key = match (trend.direction, &amount) {
        (Direction::Unchanged, _) => "unchanged",
        (Direction::Incomparable, _) => "incomparable",
        (Direction::Up, Some(_)) => "up_by",
        (Direction::Up, None) => "up",
        (Direction::Down, Some(_)) => "down_by",
        (Direction::Down, None) => "down",
    };
    let amount = amount.unwrap_or_default();
    let values = [("date", &*date), ("number", &*number), ("amount", &*amount)];
    Some(language.say(key, &values))
}

/// The standing promises whose last day has passed: `A and B promised it by the end of
/// September 2025`.
pub fn promised_by(here: &Here<'_>, event: &Event) -> String {
    let language = here.language();
    let mut promises: Vec<(String, Vec<String>)> = Vec::new();
    for said in broken(event, here.day()) {
        let date = when(here, &said.claim.date);
        let speaker = sources::speaker(here, said.voice.speaker()).name;
        match promises.iter_mut().find(|(known, _)| *known == date) {
            Some((_, speakers)) => speakers.push(speaker),
            None => promises.push((date, vec![speaker])),
        }
    }
    let promises = promises.iter().map(|(date, speakers)| {
        let values = [("speakers", &*language.list(speakers)), ("when", date)];
        language.say("promised_by", &values)
    });
    let promises: Vec<String> = promises.collect();
    language.joined("comma", &promises)
}

/// The last of the days that have passed: `promised by the end of September 2025`.
pub fn promised(here: &Here<'_>, event: &Event) -> String {
    let latest = broken(event, here.day()).max_by_key(|said| said.claim.date.latest());
    latest.map_or_else(String::new, |said| {
        let when = when(here, &said.claim.date);
        here.language().say("promised", &[("when", &when)])
    })
}

fn broken(event: &Event, day: NaiveDate) -> impl Iterator<Item = &Said> {
    event
        .history
        .iter()
        .filter(move |said| said.is_overdue(day))
}

/// A status in the middle of a sentence.
pub fn status_words(here: &Here<'_>, status: Status) -> String {
    here.language().text(&format!("status_{}", status.as_str()))
}

/// So many days, whichever way.
fn count(here: &Here<'_>, key: &str, days: i64) -> String {
    let days = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
    here.language().count(key, days, &[])
}
