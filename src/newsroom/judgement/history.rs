//! A history read in order: which words stand, what moved, what became of them. No day is
//! needed for it.

use std::collections::BTreeMap;

use super::disputes;
use super::kept::{self, Ended, Outcome};
use super::shift::{Shift, shift};
use super::{Word, is_past};
use crate::content::claim::{Act, Status};
use crate::date::{Bound, Edtf, Timing};
use crate::newsroom::events::Said;
use crate::newsroom::voice::Speaker;

/// What a history tells by itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// The words on the time that stand, in the order in which they were said.
    pub standing: Vec<Word>,
    /// The claim that settles the event, if one does.
    pub settled: Option<usize>,
    /// How it ended, where what it settles was in force.
    pub ended: Option<Ended>,
    /// Claims by others that deny what settles it.
    pub denials: Vec<usize>,
    /// What had settled it before a day was named again.
    pub reopened: Option<usize>,
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

/// A speaker's words on the time, in order; words of one day that cannot be ordered are together.
#[derive(Default)]
struct Track {
    standing: Vec<usize>,
    /// The first promise that named a day.
    first: Option<usize>,
    /// The last word that named one.
    last_dated: Option<usize>,
}

struct Reading<'a> {
    history: &'a [Said],
    tracks: BTreeMap<&'a Speaker, Track>,
    limit: Option<usize>,
    told: Told,
}

/// Reads a history, which is in the order in which things were said.
pub fn read(history: &[Said]) -> Told {
    let mut reading = Reading {
        history,
        tracks: BTreeMap::new(),
        limit: None,
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
    fn date(&self, at: usize) -> Option<&'a Edtf> {
        self.history[at].claim.date.as_ref()
    }

    /// A word on the time: it replaces the speaker's word before.
    fn word(&mut self, at: usize) -> News {
        if let Some(settled) = self.told.settled {
            if !reopens(&self.history[settled], &self.history[at]) {
                return News::Other;
            }
            self.reopen(settled);
        }
        self.exclude(at);
        let renewed = self.overtake(at);
        let mut news = Vec::new();
        if self.history[at].act == Act::Limit {
            news.extend(self.extend(at));
        }
        for speaker in &self.history[at].voice.speakers {
            let said = self.follow(at, speaker);
            if self.history[at].act != Act::Limit || self.limit == Some(at) {
                news.push(said);
            }
        }
        let strongest = news.into_iter().max_by_key(|news| rank(*news));
        match strongest.unwrap_or(News::First) {
            News::Repeated if renewed => News::Renewed,
            news => news,
        }
    }

    fn reopen(&mut self, settled: usize) {
        self.told.reopened = Some(settled);
        self.told.settled = None;
        self.told.ended = None;
        self.told.denials.clear();
        self.told.outcomes.clear();
        self.told.underway = None;
        self.told.begun = false;
    }

    /// Of what is in force the latest end counts, whoever names it.
    fn extend(&mut self, at: usize) -> Option<News> {
        let before = self.limit.replace(at)?;
        let (old, new) = (self.date(before)?.latest(), self.date(at)?.latest());
        let kind = match (old, new) {
            (Bound::Unknown, _) | (_, Bound::Unknown) => MoveKind::Renamed,
            (old, new) if new > old => MoveKind::Extended,
            (old, new) if new < old => MoveKind::Shortened,
            _ => return Some(News::Repeated),
        };
        Some(self.moved(Move {
            speakers: self.history[at].voice.speakers.clone(),
            first: before,
            from: before,
            to: at,
            kind,
        }))
    }

    /// Puts a speaker's word in place of the one before.
    fn follow(&mut self, at: usize, speaker: &'a Speaker) -> News {
        let history = self.history;
        let said = &history[at];
        let track = self.tracks.entry(speaker).or_default();
        let before = track.standing.last().copied();
        let dated = track.last_dated;
        if said.claim.date.is_some() {
            track.last_dated = Some(at);
            if said.act == Act::Promise {
                track.first.get_or_insert(at);
            }
        }
        let first = track.first;
        let Some(before) = before else {
            track.standing = vec![at];
            return News::First;
        };
        let earlier = &history[before];
        let same_time = earlier.claim.date == said.claim.date;
        if same_time && earlier.act == said.act {
            track
                .standing
                .retain(|standing| history[*standing].claim.date != said.claim.date);
            track.standing.push(at);
            let same = earlier.claim.status == said.claim.status;
            return if same { News::Repeated } else { News::Firmer };
        }
        if is_unordered(earlier, said) {
            track.standing.push(at);
            if earlier.act == said.act && earlier.voice.person == said.voice.person {
                self.told.unordered.push((before, at));
            }
            return News::First;
        }
        track.standing = vec![at];
        if said.act == Act::Limit && earlier.act == Act::Limit {
            // Told once, by whomever.
            return News::Repeated;
        }
        let from = match earlier.claim.date {
            Some(_) => before,
            None => dated.unwrap_or(before),
        };
        let kind = move_kind(&history[from], said);
        self.moved(Move {
            speakers: vec![speaker.clone()],
            first: first.unwrap_or(from),
            from,
            to: at,
            kind,
        })
    }

    /// Notes a move; speakers who move together are told together.
    fn moved(&mut self, next: Move) -> News {
        let same = |known: &Move| (known.from, known.to) == (next.from, next.to);
        if let Some(at) = self.told.moves.iter().position(same) {
            let known = &mut self.told.moves[at].speakers;
            known.extend(
                next.speakers
                    .into_iter()
                    .filter(|speaker| !known.contains(speaker))
                    .collect::<Vec<_>>(),
            );
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
        let mut standing = self.standing();
        standing.retain(|other| {
            let earlier = &self.history[other.at];
            disputes::are_apart(other, &word)
                && !is_past(earlier, self.told.begun, day)
                && disputes::between(earlier, said) == Some(disputes::Discord::Disputed)
        });
        let excluded = standing.into_iter().map(|other| (at, other.at));
        self.told.excluded.extend(excluded);
    }

    /// A claim that is no answer and no expectation overtakes the answers before it.
    fn overtake(&mut self, at: usize) -> bool {
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
        let said = &self.history[at];
        if let Some(settled) = self.told.settled {
            let reporter = shares_speaker(&self.history[settled], said);
            match said.claim.status {
                Status::Denied if !reporter => self.told.denials.push(at),
                // Who denied it and says otherwise now denies it no more.
                _ => self.withdraw_denials(at),
            }
            return News::Other;
        }
        let history = self.history;
        self.told
            .answers
            .retain(|answer| !shares_speaker(&history[answer.at], said));
        self.told.answers.push(Answer {
            at,
            overtaken: None,
        });
        News::Other
    }

    fn withdraw_denials(&mut self, at: usize) {
        let history = self.history;
        let said = &history[at];
        self.told
            .denials
            .retain(|denial| !shares_speaker(&history[*denial], said));
    }

    fn report(&mut self, at: usize) -> News {
        match self.history[at].claim.status {
            Status::Underway => {
                if self.told.settled.is_none() {
                    self.overtake(at);
                    self.told.underway = Some(at);
                    self.told.begun = true;
                }
                News::Other
            }
            _ => self.end(at),
        }
    }

    /// A report that it has happened or is called off.
    fn end(&mut self, at: usize) -> News {
        let said = &self.history[at];
        if let Some(settled) = self.told.settled {
            return self.end_again(settled, at);
        }
        let limit = self.limit.filter(|limit| self.stands(*limit));
        if let Some(limit) = limit {
            if begins(&self.history[limit], said) {
                self.overtake(at);
                self.settle_promises(at);
                self.told.underway = Some(at);
                self.told.begun = true;
                return News::Other;
            }
            self.told.ended = self.ended(limit, at);
        }
        self.overtake(at);
        self.told.settled = Some(at);
        self.settle_promises(at);
        let history = self.history;
        let open = |at: &usize| history[*at].act != Act::Limit;
        self.tracks
            .retain(|_, track| track.standing.iter().all(open));
        self.limit = None;
        News::Other
    }

    /// Another report of an end: a third speaker's ends a denial, the same speaker's is a
    /// correction, and what happened after all was not called off.
    fn end_again(&mut self, settled: usize, at: usize) -> News {
        let (before, said) = (&self.history[settled], &self.history[at]);
        let own = shares_speaker(before, said);
        let (was, is) = (before.claim.status, said.claim.status);
        if is == Status::Cancelled && was == Status::Happened && !own {
            self.told.denials.push(at);
            return News::Other;
        }
        if is == was && !own {
            self.told.denials.clear();
            let finer = before.claim.date.as_ref().zip(said.claim.date.as_ref());
            let finer = finer.is_some_and(|(old, new)| old != new && old.holds(new) == Some(true));
            if !finer {
                return News::Repeated;
            }
        }
        if is == was && before.claim.date == said.claim.date {
            return News::Repeated;
        }
        if is != was {
            self.told.reopened = Some(settled);
        }
        self.told.settled = Some(at);
        let outcomes = std::mem::take(&mut self.told.outcomes);
        self.told.outcomes = outcomes
            .iter()
            .filter_map(|outcome| {
                self.outcome(outcome.speakers.clone(), outcome.first, outcome.last, at)
            })
            .collect();
        News::Other
    }

    fn ended(&self, limit: usize, at: usize) -> Option<Ended> {
        let said = &self.history[at];
        let term = self.date(limit)?;
        let end = end_day(said);
        let begun = match (term.earliest(), end.earliest()) {
            (Bound::Day(first), Bound::Day(day)) => first < day,
            _ => true,
        };
        begun.then(|| Ended {
            limit,
            before_term: kept::before_term(term, &end),
        })
    }

    /// Holds every speaker's words against what happened; they stand no more. What was called off
    /// is held against nobody, and may yet happen: its first days are remembered.
    fn settle_promises(&mut self, at: usize) {
        let history = self.history;
        let is_limit = |standing: &usize| history[*standing].act == Act::Limit;
        let tracks = std::mem::take(&mut self.tracks);
        let (limits, mut words): (BTreeMap<_, _>, BTreeMap<_, _>) = tracks
            .into_iter()
            .partition(|(_, track)| track.standing.iter().any(is_limit));
        self.tracks = limits;
        if history[at].claim.status == Status::Happened {
            self.told.outcomes = self.hold(&words, at);
            return;
        }
        words.values_mut().for_each(|track| track.standing.clear());
        self.tracks.extend(words);
    }

    fn hold(&self, words: &BTreeMap<&Speaker, Track>, at: usize) -> Vec<Outcome> {
        let mut outcomes: Vec<Outcome> = Vec::new();
        for (speaker, track) in words {
            let Some(last) = track.last_dated else {
                continue;
            };
            // Who thinks or orders is held to the last word alone.
            let first = match self.history[last].act {
                Act::Promise => track.first.unwrap_or(last),
                Act::Order | Act::Expectation => last,
                _ => continue,
            };
            let mut known = outcomes.iter_mut();
            match known.find(|known| (known.first, known.last) == (first, last)) {
                Some(known) => known.speakers.push((*speaker).clone()),
                None => outcomes.extend(self.outcome(vec![(*speaker).clone()], first, last, at)),
            }
        }
        outcomes.sort_by_key(|outcome| (outcome.first, outcome.last));
        outcomes
    }

    fn outcome(
        &self,
        speakers: Vec<Speaker>,
        first: usize,
        last: usize,
        at: usize,
    ) -> Option<Outcome> {
        let happened = self.date(at)?;
        // What was said when it had happened already foretold nothing.
        let said = self.history[first].claim.attribution.reported.day;
        if happened.compared_to_day(said) == Timing::Before {
            return None;
        }
        Some(Outcome {
            speakers,
            first,
            last,
            against_first: kept::kept(self.date(first)?, happened),
            against_last: kept::kept(self.date(last)?, happened),
        })
    }

    fn stands(&self, at: usize) -> bool {
        self.tracks
            .values()
            .any(|track| track.standing.contains(&at))
    }

    /// The words that stand, with those who stand by them.
    fn standing(&self) -> Vec<Word> {
        let mut standing: BTreeMap<usize, Vec<Speaker>> = BTreeMap::new();
        for (speaker, track) in &self.tracks {
            for at in &track.standing {
                let replaced = self.history[*at].act == Act::Limit && self.limit != Some(*at);
                if !replaced {
                    standing.entry(*at).or_default().push((*speaker).clone());
                }
            }
        }
        let words = standing.into_iter();
        words.map(|(at, speakers)| Word { at, speakers }).collect()
    }

    fn finish(mut self) -> Told {
        self.told.standing = self.standing();
        self.told
    }
}

/// Which of several pieces of news about one claim is told.
fn rank(news: News) -> u8 {
    match news {
        News::Moved(_) => 3,
        News::First => 2,
        News::Firmer => 1,
        News::Renewed | News::Repeated | News::Other => 0,
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
fn is_unordered(earlier: &Said, later: &Said) -> bool {
    let (a, b) = (
        earlier.claim.attribution.reported,
        later.claim.attribution.reported,
    );
    let with_hours = a.exact && b.exact && a.instant != b.instant;
    a.day == b.day && (!with_hours || earlier.voice.person != later.voice.person)
}

/// Whether two claims have a speaker in common.
fn shares_speaker(one: &Said, other: &Said) -> bool {
    let mut speakers = one.voice.speakers.iter();
    speakers.any(|speaker| other.voice.speakers.contains(speaker))
}

/// Whether a word names a day again for what was settled: anything that names a day for what was
/// called off; for what has happened, only what lies after it, or what is in force beyond it.
fn reopens(settled: &Said, word: &Said) -> bool {
    let Some(date) = &word.claim.date else {
        return false;
    };
    if settled.claim.status == Status::Cancelled {
        return true;
    }
    let Some(happened) = &settled.claim.date else {
        return false;
    };
    match word.act {
        Act::Limit => date.latest() > happened.latest(),
        _ => date.compared_to(happened) == Timing::After,
    }
}

/// Whether a report that it happened tells of the beginning of what is in force, and not of its
/// end.
fn begins(limit: &Said, report: &Said) -> bool {
    if report.claim.status != Status::Happened {
        return false;
    }
    let bounds = limit.claim.date.as_ref().zip(report.claim.date.as_ref());
    bounds.is_some_and(|(term, date)| match (term.earliest(), date.latest()) {
        (Bound::Day(first), Bound::Day(day)) => day <= first,
        _ => false,
    })
}

/// The day of an end: the day that the claim names, or, where it names one still to come or none,
/// the day on which it was reported.
pub fn end_day(said: &Said) -> Edtf {
    let reported = said.claim.attribution.reported.day;
    let next = reported.succ_opt().unwrap_or(reported);
    let own = said.claim.date.as_ref();
    let own = own.filter(|date| date.compared_to_day(next) == Timing::Before);
    own.cloned().unwrap_or_else(|| Edtf::from_day(reported))
}
