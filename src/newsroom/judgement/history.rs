//! A history read in order: which words stand, what moved, what became of them, whatever the day.

use std::collections::{BTreeMap, BTreeSet};

use super::Word;
use super::disputes;
use super::ending::reopens;
use super::shift::{Shift, shift};
use super::speakers::who_say;
use super::told::{self, Answer, Move, MoveKind, News, Told};
use crate::content::claim::{Act, Status};
use crate::date::Edtf;
use crate::newsroom::events::Said;
use crate::newsroom::voice::Speaker;

/// A speaker's words on the time, in order; words of one day that cannot be ordered are together.
#[derive(Clone, Default)]
pub(super) struct Track {
    pub(super) standing: Vec<usize>,
    /// The first promise that named a day: of several of one day, all that may be.
    pub(super) first: Vec<usize>,
    /// The last word that named one, likewise.
    pub(super) last_dated: Vec<usize>,
}

impl Track {
    /// Notes a word that names a day.
    fn name(&mut self, history: &[Said], at: usize) {
        let unordered = |other: &usize| is_unordered(&history[*other], &history[at]);
        if history[at].act == Act::Promise && self.first.iter().all(unordered) {
            self.first.push(at);
        }
        self.last_dated.retain(unordered);
        self.last_dated.push(at);
    }
}

/// The last of some words, where all of what it does name one time: of several times that were
/// named on one day nobody knows which was the last, or the first.
pub(super) fn only(history: &[Said], words: &[usize]) -> Option<usize> {
    let last = &history[*words.last()?];
    let alike = |at: &usize| history[*at].act != last.act || history[*at].names_same_time(last);
    words.last().copied().filter(|_| words.iter().all(alike))
}

/// Every speaker's words.
pub(super) type Tracks<'a> = BTreeMap<&'a Speaker, Track>;

/// What stood before an event was settled: words, terms, the report that it was under way.
pub(super) type Before<'a> = (Tracks<'a>, Vec<usize>, Option<usize>);

/// A history being read.
pub(super) struct Reading<'a> {
    pub(super) history: &'a [Said],
    pub(super) tracks: Tracks<'a>,
    /// The words that stand on how long something is in force, each on a term of its own.
    pub(super) terms: Vec<usize>,
    /// What stood before the event was settled.
    pub(super) before: Before<'a>,
    pub(super) told: Told,
}

/// Reads a history, which is in the order in which things were said.
pub fn read(history: &[Said]) -> Told {
    let mut reading = Reading {
        history,
        tracks: BTreeMap::new(),
        terms: Vec::new(),
        before: Before::default(),
        told: Told::default(),
    };
    for (at, said) in history.iter().enumerate() {
        let news = match said.act {
            Act::Answer => reading.answer(at),
            Act::Report => reading.report(at),
            _ => reading.word(at),
        };
        reading.told.news.push(news);
    }
    reading.finish()
}

impl<'a> Reading<'a> {
    pub(super) fn date(&self, at: usize) -> Option<&'a Edtf> {
        self.history[at].claim.date.as_ref()
    }

    /// A word on the time: it replaces the speaker's word before.
    fn word(&mut self, at: usize) -> News {
        if let Some(settled) = self.told.settled {
            if !reopens(&self.history[settled], &self.history[at]) {
                return News::Other;
            }
            match self.denies_end(at) {
                Some(denial) => self.stands_again(settled, denial),
                None => {
                    self.reopen(settled);
                    self.restore_deniers(settled, at);
                }
            }
        }
        self.exclude(at);
        let renewed = self.overtake(at);
        let mut news = Vec::new();
        if self.history[at].act == Act::Limit {
            news.extend(self.set_term(at));
        }
        for speaker in &self.history[at].voice.speakers {
            let said = self.follow(at, speaker);
            news.push(said);
        }
        let strongest = news.into_iter().max_by_key(|news| news.rank());
        match strongest.unwrap_or(News::First) {
            News::Repeated if renewed => News::Renewed,
            news => news,
        }
    }

    pub(super) fn reopen(&mut self, settled: usize) {
        self.told.reopened = Some(settled);
        self.told.reopened_term = self.told.ended.is_some();
        self.told.settled = None;
        self.told.ended = None;
        self.told.outcomes.clear();
        self.told.underway = self.told.after_all.take();
    }

    /// Puts a speaker's word in place of those before.
    fn follow(&mut self, at: usize, speaker: &'a Speaker) -> News {
        let history = self.history;
        let said = &history[at];
        let track = self.tracks.entry(speaker).or_default();
        let before = std::mem::take(&mut track.standing);
        let none_dated = track.last_dated.is_empty();
        let dated = only(history, &track.last_dated);
        if said.claim.date.is_some() {
            track.name(history, at);
        }
        let first = only(history, &track.first).and(track.first.first().copied());
        let same = |other: &&usize| {
            let other = &history[**other];
            other.act == said.act && other.names_same_time(said)
        };
        let unordered = |other: &&usize| is_unordered(&history[**other], said);
        let known = before.iter().rfind(same);
        let beside = before.iter().filter(|other| {
            let terms = [said.act, history[**other].act] == [Act::Limit; 2];
            match terms {
                true => self.terms.contains(other),
                false => unordered(other) && !same(other),
            }
        });
        track.standing = beside.copied().chain([at]).collect();
        if let Some(known) = known {
            let same = history[*known].claim.status == said.claim.status;
            return if same { News::Repeated } else { News::Firmer };
        }
        if let Some(other) = before.iter().rfind(unordered) {
            let earlier = &history[*other];
            if earlier.act == said.act && earlier.voice.persons == said.voice.persons {
                self.told.unordered.push((*other, at));
            }
            return News::First;
        }
        if self.has_another(at, speaker) {
            return News::First;
        }
        let mut alike = before.clone();
        alike.retain(|other| history[*other].act == said.act);
        let before = only(history, if alike.is_empty() { &before } else { &alike });
        let Some(before) = before else {
            return News::First;
        };
        if said.act == Act::Limit && history[before].act == Act::Limit {
            // Told once, by whomever.
            return News::Repeated;
        }
        let from = match history[before].claim.date {
            Some(_) => Some(before),
            None => dated.or((none_dated || said.claim.date.is_none()).then_some(before)),
        };
        let Some(from) = from else {
            return News::First;
        };
        // The day that stood before it was put off without one is no other day.
        if from != before && same(&&from) {
            return News::Renewed;
        }
        let kind = move_kind(&history[from], said);
        self.moved(Move {
            speakers: vec![speaker.clone()],
            first: first.unwrap_or(from),
            from,
            to: at,
            kind,
        })
    }

    /// What stands behind a claim of the same day.
    fn rest_of_day(&self, at: usize) -> impl Iterator<Item = &'a Said> {
        let day = self.history[at].claim.attribution.reported.day;
        let behind = self.history[at + 1..].iter();
        behind.take_while(move |next| next.claim.attribution.reported.day == day)
    }

    /// Whether a speaker named another time on the same day, of which nobody knows whether it was
    /// before.
    pub(super) fn has_another(&self, at: usize, speaker: &Speaker) -> bool {
        let said = &self.history[at];
        self.rest_of_day(at).any(|next| {
            next.act == said.act
                && next.voice.speakers.contains(speaker)
                && is_unordered(said, next)
                && !next.names_same_time(said)
        })
    }

    /// Notes a move; speakers who move together, and did from the first, are told together.
    pub(super) fn moved(&mut self, next: Move) -> News {
        let times = |moved: &Move| (moved.first, moved.from, moved.to);
        let same = |known: &Move| times(known) == times(&next);
        if let Some(at) = self.told.moves.iter().position(same) {
            let known = &mut self.told.moves[at].speakers;
            let mut others = next.speakers;
            others.retain(|speaker| !known.contains(speaker));
            known.append(&mut others);
            return News::Moved(at);
        }
        self.told.moves.push(next);
        News::Moved(self.told.moves.len() - 1)
    }

    /// Notes the other speakers' words that could not be right beside this one when it was said.
    fn exclude(&mut self, at: usize) {
        let said = &self.history[at];
        let day = said.claim.attribution.reported.day;
        let word = Word {
            at,
            speakers: said.voice.speakers.clone(),
        };
        // Who named another time on the same day may have done so before; only hours could tell.
        let next = self.rest_of_day(at);
        let next = next.filter(|next| is_unordered(said, next) && next.act.names_a_time());
        let named_that_day: BTreeSet<&Speaker> =
            next.flat_map(|next| &next.voice.speakers).collect();
        let named = |other: &Word| {
            let mut speakers = other.speakers.iter();
            speakers.any(|speaker| named_that_day.contains(speaker))
        };
        let mut standing = self.standing();
        standing.retain(|other| {
            !named(other)
                && disputes::are_apart(other, &word)
                && !self.told.is_past(self.history, other.at, day)
                && disputes::between(&self.history[other.at], said)
                    == Some(disputes::Discord::Disputed)
        });
        let excluded = standing.into_iter().map(|other| (at, other.at));
        self.told.excluded.extend(excluded);
    }

    /// A claim that is no answer and no expectation overtakes the answers before it.
    pub(super) fn overtake(&mut self, at: usize) -> bool {
        if self.history[at].act == Act::Expectation {
            return false;
        }
        let mut any = false;
        for answer in &mut self.told.answers {
            any |= answer.overtaken.is_none();
            answer.overtaken.get_or_insert(at);
        }
        any
    }

    fn answer(&mut self, at: usize) -> News {
        let (history, said) = (self.history, &self.history[at]);
        if let Some(settled) = self.told.settled {
            match (said.claim.status, self.speaks_for(at, settled)) {
                (Status::Denied, false) => self.deny(at),
                (Status::Denied, true) => self.withdraw(settled, at),
                // Who denied it and says otherwise now denies it no more.
                _ => self.give_up_denials(at, |reading, denial| reading.speaks_for(at, denial)),
            }
            return News::Other;
        }
        if said.claim.status == Status::Denied && self.take_back_beginning(at) {
            return News::Other;
        }
        // Who reports that somebody refused it takes nothing back.
        let refuses = matches!(said.claim.status, Status::Denied | Status::Rejected);
        if refuses && !said.carried {
            self.take_back(at);
        }
        // Of those who answered together, one may stand by it where another does not.
        let replaced = |before: usize| {
            let none_left = || who_say(&history[..=at], before).next().is_none();
            history[before].shares_speaker(said) && none_left()
        };
        let answers = &mut self.told.answers;
        let before = answers.extract_if(.., |answer| replaced(answer.at));
        // Who answers the same again gives nothing up.
        let same = |answer: &Answer| history[answer.at].claim.status == said.claim.status;
        let before = before.filter(|answer| !same(answer));
        self.told
            .given_up
            .extend(before.map(|answer| (answer.at, at)));
        self.told.answers.push(Answer {
            at,
            overtaken: None,
        });
        News::Other
    }

    /// Takes back a speaker's own word, where nobody else has named another time or reported anything
    /// since: what is denied or refused is then that word.
    fn take_back(&mut self, at: usize) {
        let (history, said) = (self.history, &self.history[at]);
        let last = told::answered(history, at).map(|last| &history[last]);
        let Some(last) = last.filter(|word| word.act != Act::Report) else {
            return;
        };
        let own = last.shares_speaker(said);
        for speaker in &said.voice.speakers {
            if let Some(track) = self.tracks.get_mut(speaker) {
                let same = |word: &usize| history[*word].names_same_time(last);
                track.standing.retain(|word| !own && !same(word));
            }
        }
    }

    /// The words that stand, with those who stand by them.
    fn standing(&self) -> Vec<Word> {
        let places: BTreeSet<usize> = self
            .tracks
            .values()
            .flat_map(|track| track.standing.iter().copied())
            .filter(|at| self.history[*at].act != Act::Limit || self.terms.contains(at))
            .collect();
        let stands_by = |speaker: &&Speaker, at: usize| {
            let track = self.tracks.get(*speaker);
            track.is_some_and(|track| track.standing.contains(&at))
        };
        let words = places.into_iter().map(|at| {
            let speakers = self.history[at].voice.speakers.iter();
            let speakers = speakers.filter(|speaker| stands_by(speaker, at));
            Word {
                at,
                speakers: speakers.cloned().collect(),
            }
        });
        words.collect()
    }

    fn finish(mut self) -> Told {
        self.told.standing = self.standing();
        self.told
    }
}

/// What a next word of one speaker does to the one before.
fn move_kind(before: &Said, now: &Said) -> MoveKind {
    let promises = before.act == Act::Promise && now.act == Act::Promise;
    let Some(date) = &now.claim.date else {
        return if promises {
            MoveKind::NoDay
        } else {
            MoveKind::Renamed
        };
    };
    let Some(old) = before.claim.date.as_ref().filter(|_| promises) else {
        return MoveKind::Renamed;
    };
    match shift(old, date) {
        Shift::Later(days) => MoveKind::PutOff(days),
        Shift::Earlier(days) => MoveKind::BroughtForward(days),
        Shift::Same | Shift::Other => MoveKind::Renamed,
    }
}

/// Whether nobody can tell which of two words of one speaker came later: said on one day, and
/// not both with their hours, or by two people of one body.
pub(super) fn is_unordered(earlier: &Said, later: &Said) -> bool {
    let (a, b) = (
        earlier.claim.attribution.reported,
        later.claim.attribution.reported,
    );
    let with_hours = a.exact && b.exact && a.instant != b.instant;
    a.day == b.day && (!with_hours || earlier.voice.persons != later.voice.persons)
}
