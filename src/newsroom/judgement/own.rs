//! The last words of those who made a claim.

use std::collections::BTreeSet;

use super::history::is_unordered;
use super::{Fate, Note};
use crate::content::claim::Act;
use crate::newsroom::events::Event;

/// What the speakers of a claim said last of the time, or reported, where that is something else and
/// still stands, and no note tells it or what settled the event since. It is told as what it is: nothing
/// is said of what it does to the claim. What they answered may be another's word.
pub fn last_words(event: &Event, at: usize, notes: &[Note]) -> BTreeSet<usize> {
    let (history, told) = (&event.history, &event.told);
    let said = &history[at];
    let settled = notes.iter().filter_map(|note| match note {
        Note::Settled(settled) => Some(*settled),
        _ => None,
    });
    let from = settled.fold(at, usize::max) + 1;
    let is_told = |word: usize| {
        let mut notes = notes.iter();
        notes.any(|note| note.claim() == Some(word) || *note == Note::Overdue(word))
    };
    let last = said.voice.speakers.iter().filter_map(|speaker| {
        let later = history.iter().enumerate().skip(from);
        let mut own = later
            .filter(|(_, word)| word.act != Act::Answer && word.voice.speakers.contains(speaker));
        let (last, word) = own.next_back()?;
        let reported = word.act == Act::Report && word.claim.status != said.claim.status;
        let other = word.act != said.act || reported || !word.names_same_time(said);
        // Of terms the latest is told, by whomever it is.
        let terms = [word.act, said.act] == [Act::Limit; 2];
        let stands = match word.act {
            Act::Report => !told.took_back(last),
            _ => told.fate(history, last) == Fate::Stands,
        };
        let told = terms || is_unordered(said, word) || is_told(last);
        (other && stands && !told).then_some(last)
    });
    last.collect()
}
