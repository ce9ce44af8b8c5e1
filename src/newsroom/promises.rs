//! What became of promises: slips, and how they were kept. Derived, never written.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::events::Said;
use super::sources::Speaker;
use crate::content::claim::Status;
use crate::date::{Bound, Edtf};

/// A speaker's next word on an event, with another last day than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The earlier claim's place in the history.
    pub from: usize,
    /// The later claim's place in the history.
    pub to: usize,
    /// By how many days the last day moved: later if positive, brought forward if negative.
    /// `None` where one of the two has no last day.
    pub days: Option<i64>,
    /// Whether it moved later.
    pub later: bool,
}

/// What became of a speaker's last promise once the event had happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The promise's place in the history.
    pub promise: usize,
    /// How it was kept.
    pub kept: Kept,
}

/// How a promise was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It happened within the time that was promised.
    InTime,
    /// It happened so many days after the last day promised; with a coarse date, at least.
    Late(i64),
    /// It happened so many days before the first day promised; with a coarse date, at least.
    Early(i64),
    /// What is known of the dates does not tell.
    Unclear,
}

/// The slips in a history, in the order they were told.
pub fn slips(history: &[Said]) -> Vec<Slip> {
    let mut last: BTreeMap<&Speaker, usize> = BTreeMap::new();
    let mut slips = Vec::new();
    for (to, said) in history.iter().enumerate() {
        if said.claim.status.settles() {
            // What was promised before is judged by its outcome.
            last.clear();
            continue;
        }
        if !said.claim.status.promises() {
            continue;
        }
        if let Some(from) = last.insert(said.voice.speaker(), to) {
            slips.extend(slip(history, from, to));
        }
    }
    slips
}

fn slip(history: &[Said], from: usize, to: usize) -> Option<Slip> {
    let (before, after) = (
        history[from].claim.date.latest(),
        history[to].claim.date.latest(),
    );
    let later = match (before, after) {
        (Bound::Unknown, _) | (_, Bound::Unknown) => return None,
        (before, after) if before == after => return None,
        (before, after) => after > before,
    };
    let days = before
        .day()
        .zip(after.day())
        .map(|(before, after)| (after - before).num_days());
    Some(Slip {
        from,
        to,
        days,
        later,
    })
}

/// What became of each speaker's last promise, where the event has happened; nothing where it
/// has not.
pub fn outcomes(history: &[Said], current: usize) -> Vec<Outcome> {
    let Some(state) = history
        .get(current)
        .filter(|said| said.claim.status == Status::Happened)
    else {
        return Vec::new();
    };
    let mut last: BTreeMap<&Speaker, usize> = BTreeMap::new();
    for (at, said) in history.iter().enumerate().take(current) {
        if said.claim.status.promises() {
            last.insert(said.voice.speaker(), at);
        }
    }
    let mut promises: Vec<usize> = last.into_values().collect();
    promises.sort_unstable();
    promises
        .into_iter()
        .map(|promise| Outcome {
            promise,
            kept: kept(&history[promise].claim.date, &state.claim.date),
        })
        .collect()
}

fn kept(promised: &Edtf, happened: &Edtf) -> Kept {
    let days = |from: NaiveDate, to: NaiveDate| (to - from).num_days();
    match (promised.latest(), happened.earliest()) {
        (Bound::Day(due), Bound::Day(first)) if first > due => return Kept::Late(days(due, first)),
        _ => {}
    }
    match (happened.latest(), promised.earliest()) {
        (Bound::Day(last), Bound::Day(from)) if last < from => {
            return Kept::Early(days(last, from));
        }
        _ => {}
    }
    match promised.holds(happened) {
        Some(true) => Kept::InTime,
        _ => Kept::Unclear,
    }
}
