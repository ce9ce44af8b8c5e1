//! What became of a word on the time: whether it stands, and if not, why.

use super::Word;
use super::history::is_unordered;
use super::kept::Outcome;
use super::shift::{Shift, shift};
use super::told::Told;
use crate::content::claim::{Act, Status};
use crate::date::Shape;
use crate::newsroom::events::Said;
use crate::newsroom::voice::{Speaker, have_one_in_common};

/// What became of a word on the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands, or one of its speakers stands by the same in other words: which of them,
    /// [`Told::stand_by`] tells.
    Stands,
    /// It was the speaker's last when it happened, and may be held against that; or others deny that it
    /// was called off or has ended.
    Tested,
    /// Its speaker named another time since.
    Replaced,
    /// Its speaker named a time within it since.
    Refined,
    /// It was called off, or has ended.
    Settled,
    /// Its speaker took it back, it was called off for a time, or it is in force by another's word.
    Overtaken,
}

impl Fate {
    /// Itself, where a word by itself is told with it: that it stands no more, or is more exact since.
    pub fn gone(self) -> Option<Fate> {
        Some(self).filter(|fate| !matches!(fate, Fate::Stands | Fate::Tested))
    }
}

impl Told {
    /// Those of a claim's speakers who stand by its word on the time, or by the same in other words.
    pub fn stand_by<'a>(&self, history: &'a [Said], at: usize) -> Vec<&'a Speaker> {
        let said = &history[at];
        let same = |other: &Said| other.act == said.act && other.names_same_time(said);
        let words = self.standing.iter();
        let words: Vec<&Word> = words
            .filter(|word| word.at == at || same(&history[word.at]))
            .collect();
        // What is in force, whoever says until when, is one thing.
        let is_theirs =
            |word: &&Word, speaker| said.act == Act::Limit || word.speakers.contains(speaker);
        let speakers = said.voice.speakers.iter();
        speakers
            .filter(|speaker| words.iter().any(|word| is_theirs(word, speaker)))
            .collect()
    }

    /// What became of a claim's word on the time.
    pub fn fate(&self, history: &[Said], at: usize) -> Fate {
        let said = &history[at];
        let same = |other: &Said| other.act == said.act && other.names_same_time(said);
        let stands = !self.stand_by(history, at).is_empty();
        let tested = |outcome: &Outcome| {
            let theirs = have_one_in_common(&outcome.speakers, &said.voice.speakers);
            outcome.last == at || theirs && same(&history[outcome.last])
        };
        let mut later = history[at + 1..].iter();
        let other_word = |later: &Said| {
            let names = later.act.names_a_time() && !same(later);
            // Which of two words of one day came later, nobody knows.
            names && later.shares_speaker(said) && !is_unordered(said, later)
        };
        let within = |later: &Said| {
            let dates = said.claim.date.as_ref().zip(later.claim.date.as_ref());
            dates.is_some_and(|(old, new)| {
                let lasts = old.shape() == Shape::Extent;
                !lasts && shift(old, new) == Shift::Other && old.holds(new) == Some(true)
            })
        };
        let mut others = later.clone().filter(|later| other_word(later)).peekable();
        let refined = others.peek().is_some() && others.all(within);
        let happened =
            |end: usize| history[end].claim.status == Status::Happened && self.ended.is_none();
        match self.settled.filter(|end| *end > at) {
            _ if stands => Fate::Stands,
            _ if self.outcomes.iter().any(tested) => Fate::Tested,
            _ if refined => Fate::Refined,
            _ if later.any(other_word) => Fate::Replaced,
            Some(end) if happened(end) => Fate::Tested,
            // Who called it off has no word left, whoever denies that.
            Some(end) if !self.denials.is_empty() && !history[end].shares_speaker(said) => {
                Fate::Tested
            }
            Some(_) => Fate::Settled,
            None => Fate::Overtaken,
        }
    }
}
