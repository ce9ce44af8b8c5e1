//! What a history tells by itself, whatever the day.

use super::Word;
use super::kept::{Ended, Outcome};
use crate::content::claim::Act;
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
    /// Reports that others had denied when an end was reported anew.
    pub doubted: Vec<usize>,
    /// Reports that their own speakers took back and nobody else made, and of the end of a term that
    /// was set anew after others had denied it: each with the claim that did so.
    pub withdrawn: Vec<(usize, usize)>,
    /// What had settled it before a day was named again.
    pub reopened: Option<usize>,
    /// Whether that had ended what was in force.
    pub reopened_term: bool,
    /// The latest report that it is under way.
    pub underway: Option<usize>,
    /// The latest report that it is under way, of those made after it was settled.
    pub after_all: Option<usize>,
    /// What each speaker answered last.
    pub answers: Vec<Answer>,
    /// Answers and denials of which their speakers said otherwise later, or of a denial a third:
    /// each with the claim that did so.
    pub given_up: Vec<(usize, usize)>,
    /// Where a speaker named another time than before.
    pub moves: Vec<Move>,
    /// What became of each speaker's words, once it has happened.
    pub outcomes: Vec<Outcome>,
    /// Words that could not both be right when the later one was said: the later and the earlier, in
    /// the order of the later.
    pub excluded: Vec<(usize, usize)>,
    /// Two words of one speaker on one day, of which nobody can tell which came later.
    pub unordered: Vec<(usize, usize)>,
    /// What each claim brought when it was said.
    pub news: Vec<News>,
}

/// What an answer is to: the last word on the time before it, or the last report.
pub fn answered(history: &[Said], answer: usize) -> Option<usize> {
    let meant = |word: &Said| word.act.names_a_time() || word.act == Act::Report;
    history[..answer].iter().rposition(meant)
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

impl News {
    /// Which of several pieces of news about one claim is told: the highest.
    pub(super) fn rank(self) -> u8 {
        match self {
            News::Moved(_) => 3,
            News::First => 2,
            News::Firmer => 1,
            News::Renewed | News::Repeated | News::Other => 0,
        }
    }
}

impl Told {
    /// The words that could not be right beside this one when it was said.
    pub fn excluded_by(&self, at: usize) -> impl Iterator<Item = usize> {
        let from = self.excluded.partition_point(|(later, _)| *later < at);
        let behind = self.excluded[from..].iter();
        let own = behind.take_while(move |(later, _)| *later == at);
        own.map(|(_, earlier)| *earlier)
    }

    /// What was answered, but for those who answered another's word while their own was this one.
    pub fn answers_to<'a>(
        &'a self,
        history: &'a [Said],
        word: usize,
    ) -> impl Iterator<Item = &'a Answer> {
        let speakers = &history[word].voice.speakers;
        // Where an answer is all that stands, it is told whatever it answered.
        let on_the_time = history[word].act != Act::Answer;
        self.answers.iter().filter(move |answer| {
            let said = &history[answer.at];
            let own = |speaker| said.voice.speakers.contains(speaker);
            let meant = answered(history, answer.at);
            let of_another = meant.is_some_and(|meant| !history[meant].shares_speaker(said));
            let others = on_the_time && of_another && speakers.iter().all(own);
            said.carried || !others
        })
    }

    /// The later claim that ended an answer or a denial.
    pub fn gave_up(&self, at: usize) -> Option<usize> {
        let mut given_up = self.given_up.iter();
        given_up
            .find(|(before, _)| *before == at)
            .map(|(_, by)| *by)
    }

    /// The claims with which the speakers of a report took it back.
    pub fn taken_back(&self, report: usize) -> impl Iterator<Item = usize> {
        let withdrawn = self.withdrawn.iter();
        let of_it = withdrawn.filter(move |(taken_back, _)| *taken_back == report);
        of_it.map(|(_, by)| *by)
    }

    /// Whether the speakers of a report took it back.
    pub fn took_back(&self, report: usize) -> bool {
        self.taken_back(report).next().is_some()
    }

    /// The reports taken back of which nothing later tells the outcome.
    pub fn open_withdrawals(&self) -> impl Iterator<Item = (usize, usize)> {
        let withdrawn = self.withdrawn.iter().copied();
        withdrawn.filter(move |(report, _)| {
            let since = self.reopened.is_none_or(|since| *report >= since);
            let begun = self.underway.is_some_and(|begun| begun > *report);
            let again = self.reopened != Some(*report) && begun;
            self.settled.is_none() && since && !again
        })
    }

    /// Whether a report of an end is or was denied by others, or was taken back by its own speaker.
    pub fn is_denied(&self, history: &[Said], at: usize) -> bool {
        let end = self.settled.or(self.reopened);
        let same = end.is_some_and(|end| history[end].claim.status == history[at].claim.status);
        let denied = same && self.denials.iter().any(|denial| *denial > at);
        denied || self.took_back(at) || self.doubted.contains(&at)
    }

    /// The change that brought the term that a claim names: that of another term, where there is one.
    pub fn term_move(&self, history: &[Said], at: usize) -> Option<&Move> {
        let moves = self.moves.iter().filter(|moved| moved.to == at);
        moves.max_by_key(|moved| history[moved.from].act == Act::Limit)
    }

    /// Whether a term took the place of the one that a claim names, in these words or others, or of
    /// one that did.
    pub fn prolongs(&self, history: &[Said], at: usize, later: usize) -> bool {
        let Some(moved) = self.term_move(history, later) else {
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
