//! Where an event stands on a day.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::{Told, Word, first_day};
use crate::content::claim::{Act, Status};
use crate::date::Bound;
use crate::newsroom::events::Said;

/// Where an event stands, and the claim that says so: its place in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It has happened.
    Happened(usize),
    /// It was in force and has ended.
    Ended(usize),
    /// It was called off.
    Cancelled(usize),
    /// It is to come: promised, ordered, proposed or expected.
    ToCome(usize),
    /// It is in force, or to be.
    InForce(usize),
    /// It is under way.
    Underway(usize),
    /// The time that was promised or ordered has passed, and nobody names another.
    Overdue(usize),
    /// The time that was named has passed without a report, and nothing can be said to be
    /// overdue: an expectation, a proposal, a term.
    Past(usize),
    /// Somebody spoke of it, and nobody named a time.
    Said(usize),
}

impl State {
    /// The claim that gives the state.
    pub fn claim(self) -> usize {
        match self {
            State::Happened(at)
            | State::Ended(at)
            | State::Cancelled(at)
            | State::ToCome(at)
            | State::InForce(at)
            | State::Underway(at)
            | State::Overdue(at)
            | State::Past(at)
            | State::Said(at) => at,
        }
    }
}

/// The state of an event on a day: what settles it, else the latest of the strongest words whose
/// time has not passed, else that it is under way, else that it is overdue, else the last word.
pub fn of(history: &[Said], told: &Told, overdue: &[Word], day: NaiveDate) -> State {
    if let Some(at) = told.settled {
        return match (history[at].claim.status, told.ended) {
            (_, Some(_)) => State::Ended(at),
            (Status::Cancelled, None) => State::Cancelled(at),
            _ => State::Happened(at),
        };
    }
    let words = told.standing.iter().map(|word| word.at);
    let live = words.clone().filter(|at| !told.is_past(history, *at, day));
    // Of two terms the one that runs counts, else the one that begins first.
    let first = |at: usize| {
        let term = history[at].claim.date.as_ref();
        let term = term.filter(|_| history[at].act == Act::Limit);
        Reverse(term.and_then(first_day).filter(|first| *first > day))
    };
    if let Some(at) = live.max_by_key(|at| (strength(history[*at].act), first(*at), *at)) {
        return match history[at].act {
            Act::Limit => State::InForce(at),
            _ => State::ToCome(at),
        };
    }
    let run_out = words
        .clone()
        .filter(|at| history[*at].act == Act::Limit)
        .max();
    match (told.underway, overdue.iter().map(|word| word.at).max()) {
        (Some(at), _) if !run_out.is_some_and(|limit| outlasts(&history[limit], &history[at])) => {
            State::Underway(at)
        }
        (_, Some(at)) => State::Overdue(at),
        _ => match run_out.or_else(|| words.max()) {
            Some(at) => State::Past(at),
            None => State::Said(history.len().saturating_sub(1)),
        },
    }
}

/// How much a word on the time weighs: what is promised or ordered before what is in force,
/// before what is asked, before what is thought.
fn strength(act: Act) -> u8 {
    match act {
        Act::Promise | Act::Order => 3,
        Act::Limit => 2,
        Act::Proposal => 1,
        Act::Expectation | Act::Answer | Act::Report => 0,
    }
}

/// Whether a term was still running when it was reported that something is under way; then that
/// report says nothing of the time after the term.
fn outlasts(limit: &Said, report: &Said) -> bool {
    let end = limit.claim.date.as_ref().map(crate::date::Edtf::latest);
    let reported = report.claim.attribution.reported.day;
    end.is_some_and(|end| end >= Bound::Day(reported))
}
