//! What a history tells by itself, whatever the day.

use super::Word;
use super::kept::{Ended, Outcome};
use crate::newsroom::events::Said;
use crate::newsroom::voice::{Speaker, have_one_in_common};

/// What a history tells by itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// The words on the time that stand, in the order in which they were said.
    pub standing: Vec<Word>,
    /// The claim that settles the event, if one does.
    pub settled: Option<usize>,
    /// How it ended, where what it settles was in force.
    pub ended: Option<Ended>,
    /// Claims by others that deny what settles it, or had settled it before.
    pub denials: Vec<usize>,
    /// The claim with which a speaker took back the report that had settled it.
    pub withdrawn: Option<usize>,
    /// What had settled it before a day was named again.
    pub reopened: Option<usize>,
    /// Whether that had ended what was in force.
    pub reopened_term: bool,
    /// The latest report that it is under way.
    pub underway: Option<usize>,
    /// Whether anybody has reported that it has begun.
    pub begun: bool,
    /// What each speaker answered last.
    pub answers: Vec<Answer>,
    /// Where a speaker named another time than before.
    pub moves: Vec<Move>,
    /// What became of each speaker's words, once it has happened.
    pub outcomes: Vec<Outcome>,
    /// Words that could not both be right when the later one was said: the later and the earlier.
    pub excluded: Vec<(usize, usize)>,
    /// Two words of one speaker on one day, of which nobody can tell which came later.
    pub unordered: Vec<(usize, usize)>,
    /// What each claim brought when it was said.
    pub news: Vec<News>,
}

/// A speaker's answer to what was said before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The claim's place in the history.
    pub at: usize,
    /// The later claim that overtakes it.
    pub overtaken: Option<usize>,
}

/// A word on the time that names another time than the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Whose words they are; for what is in force, whose word the later one is.
    pub speakers: Vec<Speaker>,
    /// The first time that the speaker named.
    pub first: usize,
    /// The word before.
    pub from: usize,
    /// The word that replaces it.
    pub to: usize,
    /// What happened between them.
    pub kind: MoveKind,
}

/// What a next word does to the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveKind {
    /// A promise is put off, by so many days from last day to last day.
    PutOff(Option<i64>),
    /// A promise is put off, and no day is named.
    NoDay,
    /// A promise is brought forward, likewise.
    BroughtForward(Option<i64>),
    /// What is in force is to last longer.
    Extended,
    /// What is in force is to end sooner.
    Shortened,
    /// Another time is named, and nothing can be said of the two.
    Renamed,
}

/// What a claim brought when it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// A speaker's first word.
    First,
    /// A speaker's next word: which of the moves.
    Moved(usize),
    /// The same time in another word: what was announced is confirmed.
    Firmer,
    /// The same again after somebody's answer, which it overtakes.
    Renewed,
    /// The same again: no news.
    Repeated,
    /// An answer or a report.
    Other,
}

impl Told {
    /// Whether a term took the place of the one that a claim names, in these words or others, or of
    /// one that did.
    pub fn prolongs(&self, history: &[Said], at: usize, later: usize) -> bool {
        let mut moves = self.moves.iter();
        let Some(moved) = moves.rfind(|moved| moved.to == later) else {
            return false;
        };
        let same = history[moved.from].names_same_time(&history[at]);
        same || (moved.from > at && self.prolongs(history, at, moved.from))
    }

    /// Whether a move names the new time of what the same speakers had put off without one: both
    /// together are one putting-off.
    pub fn completes(&self, moved: &Move) -> bool {
        self.moves.iter().any(|before| {
            before.kind == MoveKind::NoDay
                && (before.from, before.to < moved.to) == (moved.from, true)
                && have_one_in_common(&before.speakers, &moved.speakers)
        })
    }
}
