//! Histories that cannot be: what one speaker cannot have said and meant of one event.
//!
//! Speakers who contradict each other are a dispute, which pages show. What is told here is
//! most likely a slip of the pen, or two events under one id.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use rustc_hash::FxHashMap as HashMap;

use super::Newsroom;
use super::events::{Event, Said};
use super::judgement::{day_called_off, is_called};
use super::voice::Speaker;
use crate::content::claim::{Act, NO_TITLE, Status};
use crate::date::{Edtf, Timing};
use crate::diagnostic::Diagnostic;

/// What cannot be in the histories of all events.
pub fn impossible(newsroom: &Newsroom) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = newsroom
        .events
        .iter()
        .flat_map(|event| of_event(event))
        .collect();
    found.extend(same_titles(&newsroom.events));
    found
}

/// Events without a file that are called exactly as another with an id, where one of the two is
/// not settled: most likely one event under two ids.
fn same_titles(events: &[Arc<Event>]) -> Vec<Diagnostic> {
    let mut titles: HashMap<&str, Vec<&Event>> = HashMap::default();
    for event in events.iter().filter(|event| event.id.is_some()) {
        titles.entry(&event.title).or_default().push(event);
    }
    let mut found = Vec::new();
    for mut alike in titles.into_values().filter(|alike| alike.len() > 1) {
        // The one with a file comes first, then the one that was spoken of first.
        alike.sort_by_key(|event| (!event.declared, first_word(event), event.id.as_deref()));
        let Some((first, others)) = alike.split_first() else {
            continue;
        };
        let is_open = |event: &Event| {
            let mut history = event.history.iter();
            !history.any(|said| said.claim.status.settles())
        };
        let others = others.iter().filter(|other| {
            !other.title.is_empty() && !other.declared && (is_open(first) || is_open(other))
        });
        found.extend(others.filter_map(|other| same_title(first, other)));
    }
    found
}

fn first_word(event: &Event) -> Option<DateTime<Utc>> {
    let words = event.history.iter();
    words
        .map(|said| said.claim.attribution.reported.instant)
        .min()
}

fn same_title(first: &Event, other: &Event) -> Option<Diagnostic> {
    let (id, own) = (first.id.as_deref()?, other.id.as_deref()?);
    // What comes back every year or month has its number in its id.
    let numbered = |id: &str| id.contains(|letter: char| letter.is_ascii_digit());
    if numbered(id) || numbered(own) {
        return None;
    }
    let message = format!("the events `{id}` and `{own}` have one title");
    let place = other.history.first()?.claim.place.clone();
    let help = format!(
        "if they are one event, write id = \"{id}\"; if they are two, say in the titles which is which"
    );
    Some(Diagnostic::warning("event/same-title", message, place).help(help))
}

fn of_event(event: &Event) -> Vec<Diagnostic> {
    let history = &event.history;
    let mut found: Vec<Diagnostic> = disputing_nobody(history).collect();
    found.extend(
        event
            .claims()
            .filter(|(_, said)| said.title.is_empty())
            .map(untitled),
    );
    if history.len() < 2 {
        return found;
    }
    let settling = |(_, said): &(usize, &Said)| said.claim.status.settles();
    for (at, end) in history.iter().enumerate().filter(settling) {
        let earlier = history[..at].iter().enumerate();
        // What its speaker took back is no ending any more.
        let mut earlier = earlier
            .filter(|(earlier, said)| !event.told.took_back(*earlier) && ends_differ(said, end));
        let earlier = earlier.next_back();
        found.extend(earlier.map(|(_, earlier)| two_endings(earlier, end)));
    }
    let happened = |said: &&Said| said.claim.status == Status::Happened;
    for end in history.iter().filter(happened) {
        let late = history
            .iter()
            .filter(|promise| is_promised_too_late(promise, end));
        found.extend(late.map(|promise| promised_too_late(promise, end)));
    }
    found.extend(
        event
            .told
            .unordered
            .iter()
            .map(|(earlier, later)| which_is_later(&history[*earlier], &history[*later])),
    );
    found.extend(unwritten(history));
    found
}

/// A claim of an event of which neither it nor the event's file says what it is.
fn untitled((_, said): (usize, &Said)) -> Diagnostic {
    let message = "neither this claim nor a file of its event has a `title`";
    Diagnostic::error("event/no-title", message, said.claim.place.clone()).help(NO_TITLE)
}

/// Claims that are set against a speaker who has said nothing of the event.
fn disputing_nobody(history: &[Said]) -> impl Iterator<Item = Diagnostic> + '_ {
    let speaks = |name: &Speaker| {
        let mut speakers = history.iter().flat_map(|said| &said.voice.speakers);
        speakers.any(|speaker| is_called(name, speaker))
    };
    history.iter().flat_map(move |said| {
        let names = said.disputes.iter().zip(&said.claim.disputes);
        names
            .filter(move |(name, _)| !speaks(name))
            .map(|(_, written)| {
                let message = format!("`{}` has said nothing of this event", written.text);
                let warning =
                    Diagnostic::warning("event/disputes-nobody", message, written.place.clone());
                warning.help(
                    "name a speaker of another claim with the same id, as it is written there",
                )
            })
    })
}

/// A claim without a status for a day that is past, of an event that was promised or ordered:
/// whether it happened must be said, and not be guessed.
fn unwritten(history: &[Said]) -> Option<Diagnostic> {
    let promised = |said: &&Said| matches!(said.claim.status.act(), Act::Promise | Act::Order);
    history.iter().find(promised)?;
    let mut guessed = history
        .iter()
        .filter(|said| said.claim.status == Status::Happened && !said.claim.status_written);
    let said = guessed.next()?;
    let message = "a day that is past, without a `status`, of an event that was promised";
    let error = Diagnostic::error("event/no-status", message, said.claim.place.clone());
    Some(error.help("say what the speaker said of it: status = \"happened\", or what was to be: status = \"announced\" with reported = …"))
}

/// Two words of one speaker on one day.
fn which_is_later(earlier: &Said, later: &Said) -> Diagnostic {
    let words = |said: &Said| {
        said.claim
            .date
            .as_ref()
            .map_or("no day".to_string(), Edtf::words)
    };
    let message = format!(
        "one speaker names two times on one day, {} and {}, and nothing tells which came later",
        words(earlier),
        words(later)
    );
    let help = "keep the one that holds, or say at what hour each was said: reported = 2025-01-31T18:00:00Z; \
        of two things each has an id of its own";
    let place = later.claim.date_place.clone();
    Diagnostic::warning("event/which-is-later", message, place).help(help)
}

/// How two dates lie to each other, as far as both are named.
fn timing(one: &Said, other: &Said) -> Timing {
    let dates = one.claim.date.as_ref().zip(other.claim.date.as_ref());
    dates.map_or(Timing::Unclear, |(a, b)| a.compared_to(b))
}

/// Whether one speaker ends an event twice: happened and called off, or happened at two times.
fn ends_differ(one: &Said, other: &Said) -> bool {
    let (a, b) = (one.claim.status, other.claim.status);
    let twice = a == Status::Happened && timing(one, other) != Timing::Unclear;
    // What was called off may happen after all, on a later day.
    let called_off = day_called_off(one).latest();
    let happened = other.claim.date.as_ref().map(Edtf::latest);
    let after_all = a == Status::Cancelled
        && b == Status::Happened
        && happened.is_none_or(|happened| happened > called_off);
    one.shares_speaker(other) && a.settles() && (a != b || twice) && !after_all
}

fn two_endings(earlier: &Said, later: &Said) -> Diagnostic {
    let words = |said: &Said| {
        let date = said
            .claim
            .date
            .as_ref()
            .map(Edtf::words)
            .unwrap_or_default();
        format!("{} {date}", said.claim.status.as_str())
    };
    let message = format!(
        "one speaker ends this event twice: {} (reported on {}), then {}",
        words(earlier).trim_end(),
        day(earlier),
        words(later).trim_end()
    );
    let help = "if these are two events, give them two ids; if one is wrong, correct it there";
    Diagnostic::warning("event/two-endings", message, later.claim.place.clone()).help(help)
}

/// Whether a speaker promises for a time within or before which the same speaker says that it
/// had happened by then. Another may well promise what has happened already, without knowing or
/// to deny it; and what happens again is promised for later.
fn is_promised_too_late(promise: &Said, end: &Said) -> bool {
    let promised = promise.claim.attribution.reported.day;
    let over = end
        .claim
        .date
        .as_ref()
        .map(|date| date.compared_to_day(promised));
    promise.claim.status.act() == Act::Promise
        && promise.shares_speaker(end)
        && over == Some(Timing::Before)
        && end.claim.attribution.reported.day <= promised
        && timing(promise, end) != Timing::After
}

fn promised_too_late(promise: &Said, end: &Said) -> Diagnostic {
    let message = format!(
        "{} on {}, but it happened before that: {}",
        promise.claim.status.as_str(),
        day(promise),
        end.claim.date.as_ref().map(Edtf::words).unwrap_or_default()
    );
    let help = "mend `reported` or the date, or give the two claims different ids";
    let place = promise.claim.place.clone();
    Diagnostic::warning("event/promised-too-late", message, place).help(help)
}

fn day(said: &Said) -> String {
    Edtf::from_day(said.claim.attribution.reported.day).words()
}
