//! What an event's page tells beside its state, and what of that a day changes.

use super::{Judgement, State, Told};
use crate::content::claim::Act;
use crate::date::{Shape, Timing};
use crate::newsroom::events::Said;
use crate::newsroom::voice::have_one_in_common;

/// Why a standing word is told beside the one that gives the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// It stands as well.
    Stands,
    /// Its time has passed, and nothing is reported of it.
    NoReport,
    /// It is a term that has passed.
    RunOut,
}

/// The words that stand beside the state: what the same speaker named on the same day, orders for
/// a time to come, promises where the state names no day, and what nobody reports though its
/// time has passed. Each with its place among the standing words.
pub fn beside(history: &[Said], told: &Told, judgement: &Judgement) -> Vec<(usize, Beside)> {
    if told.settled.is_some() {
        return Vec::new();
    }
    let state = &history[judgement.state.claim()];
    let own = &state.voice.speakers;
    let unnamed = state.claim.date.is_none();
    let in_force = matches!(judgement.state, State::InForce(_));
    let words = told.standing.iter().enumerate();
    words
        .filter(|(_, word)| word.at != judgement.state.claim())
        .filter_map(|(nth, word)| {
            let said = &history[word.at];
            let same = have_one_in_common(&word.speakers, own);
            let beside = match (said.act, told.is_past(history, word.at, judgement.day)) {
                (Act::Promise, false) if same || unnamed => Beside::Stands,
                (Act::Order, false) => Beside::Stands,
                (Act::Expectation, true) if told.underway.is_none() => Beside::NoReport,
                (Act::Limit, false) if in_force => Beside::Stands,
                (Act::Limit, true) if !in_force => Beside::RunOut,
                _ => return None,
            };
            Some((nth, beside))
        })
        .collect()
}

/// Whether what is under way should have ended by the day, and nobody reports its end.
pub fn has_no_end(history: &[Said], told: &Told, judgement: &Judgement) -> bool {
    let State::ToCome(word) = judgement.state else {
        return false;
    };
    let date = history[word].claim.date.as_ref();
    told.settled.is_none()
        && told.underway.is_some()
        && date.is_some_and(|date| {
            date.shape() == Shape::Extent && date.compared_to_day(judgement.day) == Timing::Before
        })
}
