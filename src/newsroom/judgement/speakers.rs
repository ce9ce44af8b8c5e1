//! Who still says what several said together.

use super::ending::are_apart;
use super::history::{Reading, is_unordered};
use crate::content::claim::{Act, Status};
use crate::newsroom::events::Said;
use crate::newsroom::voice::Speaker;

impl Reading<'_> {
    /// Whether all who still say what was said before are among those who make a claim.
    pub(super) fn speaks_for(&self, at: usize, before: usize) -> bool {
        let (history, said) = (self.history, &self.history[at]);
        let mut still = who_say(&history[..at], before);
        history[before].shares_speaker(said)
            && still.all(|speaker| said.voice.speakers.contains(speaker))
    }
}

/// Those of the speakers of a report or an answer who have said nothing else since.
pub fn who_say(history: &[Said], at: usize) -> impl Iterator<Item = &Speaker> {
    let (said, later) = (&history[at], &history[at + 1..]);
    said.voice.speakers.iter().filter(move |speaker| {
        let own = later
            .iter()
            .filter(|later| later.voice.speakers.contains(speaker));
        let mut verdicts = own.filter_map(|later| leaves(said, later));
        !verdicts.next_back().unwrap_or(false)
    })
}

/// The claims with which speakers of an answer gave another.
pub fn left(history: &[Said], at: usize) -> impl Iterator<Item = usize> {
    let said = &history[at];
    let of = move |speaker: &Speaker| {
        let later = history.iter().enumerate().skip(at + 1);
        let mut own = later.filter(move |(_, later)| later.voice.speakers.contains(speaker));
        own.rfind(|(_, later)| leaves(said, later).is_some())
    };
    let last = said.voice.speakers.iter().filter_map(of);
    last.filter_map(|(by, later)| (later.claim.status != said.claim.status).then_some(by))
}

/// Whether somebody who made a report or an answer gives it up by a later claim; `None` where that
/// claim is of something else.
fn leaves(said: &Said, later: &Said) -> Option<bool> {
    let (was, is) = (said.claim.status, later.claim.status);
    match (said.act, later.act) {
        (Act::Report, Act::Answer) => (is == Status::Denied).then_some(true),
        (Act::Report, Act::Report) if was.settles() && is.settles() => {
            Some(was != is || are_apart(said, later))
        }
        // Who reports under way what was said to be so says it again.
        (Act::Report, Act::Report) => (was == is).then_some(false),
        // The same answer once more is told for itself; of two others of one day nobody knows which
        // came later.
        (Act::Answer, Act::Answer) => Some(was == is || !is_unordered(said, later)),
        _ => None,
    }
}
