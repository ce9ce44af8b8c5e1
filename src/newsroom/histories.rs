//! Histories that cannot be: what one speaker cannot have said and meant of one event.
//!
//! Speakers who contradict each other are a dispute, which pages show. What is told here is
//! most likely a slip of the pen, or two events under one id.

use super::Newsroom;
use super::events::{Event, Said};
use crate::content::claim::Status;
use crate::date::{Edtf, Timing};
use crate::diagnostic::Diagnostic;

/// What cannot be in the histories of all events.
pub fn impossible(newsroom: &Newsroom) -> Vec<Diagnostic> {
    let events = newsroom
        .events
        .iter()
        .filter(|event| event.history.len() > 1);
    events.flat_map(of_event).collect()
}

fn of_event(event: &Event) -> Vec<Diagnostic> {
    let history = &event.history;
    let mut found = Vec::new();
    for (at, end) in history
        .iter()
        .enumerate()
        .filter(|(_, said)| said.claim.status.settles())
    {
        let mut earlier = history[..at].iter().filter(|said| ends_differ(said, end));
        found.extend(earlier.next_back().map(|earlier| two_endings(earlier, end)));
    }
    for end in history
        .iter()
        .filter(|said| said.claim.status == Status::Happened)
    {
        let late = history
            .iter()
            .filter(|promise| is_promised_too_late(promise, end));
        found.extend(late.map(|promise| promised_too_late(promise, end)));
    }
    found
}

/// Whether one speaker ends an event twice: happened and called off, or happened at two times.
fn ends_differ(one: &Said, other: &Said) -> bool {
    let (a, b) = (&one.claim, &other.claim);
    one.voice.speaker() == other.voice.speaker()
        && a.status.settles()
        && (a.status != b.status
            || (a.status == Status::Happened && a.date.compared_to(&b.date) != Timing::Unclear))
}

fn two_endings(earlier: &Said, later: &Said) -> Diagnostic {
    let words = |said: &Said| format!("{} {}", said.claim.status.as_str(), said.claim.date.words());
    let message = format!(
        "one speaker ends this event twice: {} (reported on {}), then {}",
        words(earlier),
        day(earlier),
        words(later)
    );
    let help = "if these are two events, give them two ids; if one is wrong, correct it there";
    Diagnostic::warning("event/two-endings", message, later.claim.place.clone()).help(help)
}

/// Whether a speaker promises what the same speaker says had happened by then. Another may
/// well promise what has happened already, without knowing or to deny it.
fn is_promised_too_late(promise: &Said, end: &Said) -> bool {
    let (promised, happened) = (&promise.claim, &end.claim);
    promise.voice.speaker() == end.voice.speaker()
        && promised.status.promises()
        && happened.date.compared_to_day(promised.attribution.reported.day) == Timing::Before
}

fn promised_too_late(promise: &Said, end: &Said) -> Diagnostic {
    let message = format!(
        "{} on {}, but it happened before that: {}",
        promise.claim.status.as_str(),
        day(promise),
        end.claim.date.words()
    );
    let help = "mend `reported` or the date, or give the two claims different ids";
    Diagnostic::warning(
        "event/promised-too-late",
        message,
        promise.claim.place.clone(),
    )
    .help(help)
}

fn day(said: &Said) -> String {
    Edtf::from_day(said.claim.attribution.reported.day).words()
}
