//! What the speakers of a number said after it: what an old article that has it hears.

use super::standing::same_word;
use super::{Latest, corrects, is_before, latest};
use crate::content::declaration::Measure;
use crate::newsroom::series::{Observed, Series};
use crate::newsroom::voice::Speaker;

/// A number, as one who reads it later asks about it.
pub struct Note<'a> {
    /// Its series.
    pub series: &'a Series,
    /// Where it stands there.
    pub at: usize,
    /// Whether another number is news to who has this one.
    pub is_news: &'a dyn Fn(usize) -> bool,
    /// Whether a speaker's later number is known too: what came after is told of that one.
    pub is_outdone: &'a dyn Fn(&Speaker) -> bool,
}

/// What speakers of a number said next; those who said the same are together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// How it lies to the number.
    pub how: How,
    /// Who of the number's speakers says so.
    pub speakers: Vec<Speaker>,
    /// Where they say it, in the order in which it was said.
    pub said: Vec<usize>,
}

/// How a speaker's next number lies to the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It cannot be true as well, of one time; or a running total was lowered.
    Corrected,
    /// It is more exact, or of a later time.
    Later,
    /// It is what the speaker plans, expects or wants now.
    Meant,
}

impl Next {
    /// Where it was said last.
    pub fn last(&self) -> usize {
        self.said.last().copied().unwrap_or_default()
    }
}

impl Note<'_> {
    fn own(&self) -> &Observed {
        self.told(self.at)
    }

    fn told(&self, at: usize) -> &Observed {
        &self.series.observations[at]
    }

    /// What each of its speakers said next, of the latest numbers of its line.
    pub fn next(&self, latest: &[Latest; 2]) -> Vec<Next> {
        let mut all: Vec<Next> = Vec::new();
        for speaker in &self.own().voice.speakers {
            for (how, at) in self.next_of(speaker, latest) {
                let same = |next: &&mut Next| {
                    let (known, told) = (self.told(next.last()), self.told(at));
                    next.how == how && same_word(known, told)
                };
                match all.iter_mut().find(same) {
                    Some(next) => {
                        next.speakers.push(speaker.clone());
                        next.said.push(at);
                    }
                    None => all.push(Next {
                        how,
                        speakers: vec![speaker.clone()],
                        said: vec![at],
                    }),
                }
            }
        }
        for next in &mut all {
            next.said.sort_by_key(|at| (self.told(*at).told(), *at));
            next.said.dedup();
        }
        all
    }

    fn next_of(&self, speaker: &Speaker, latest: &[Latest; 2]) -> Vec<(How, usize)> {
        let own = self.own();
        if let Some(by) = self.in_its_place(speaker) {
            let how = match corrects(self.told(by), own) {
                _ if !own.is_counted() => How::Meant,
                true => How::Corrected,
                false => How::Later,
            };
            return Vec::from_iter((self.is_news)(by).then_some((how, by)));
        }
        if !own.is_counted() {
            let meant = self.meant_by(speaker).into_iter();
            return meant.map(|at| (How::Meant, at)).collect();
        }
        // Each period stands for itself: the next one changes nothing.
        if self.series.measures(Measure::Period) || (self.is_outdone)(speaker) {
            return Vec::new();
        }
        let later = latest.iter();
        let later = later.filter_map(|latest| self.later_of(speaker, latest));
        later.map(|at| (How::Later, at)).collect()
    }

    /// What a speaker has put in its place in the end.
    fn in_its_place(&self, speaker: &Speaker) -> Option<usize> {
        let mut by = self.own().replaced_for(speaker)?;
        while let Some(next) = self.told(by).replaced_for(speaker) {
            by = next;
        }
        Some(by)
    }

    /// The latest number of a speaker, where it is another one for a later time.
    fn later_of(&self, speaker: &Speaker, of: &Latest) -> Option<usize> {
        let own = self.own();
        let later = of.of_each.iter().copied();
        let later = later.filter(|at| {
            let other = self.told(*at);
            other.holders().any(|who| who == speaker) && is_before(own, other)
        });
        let at = later.max_by_key(|at| (latest(self.told(*at)), *at))?;
        let later = self.told(at);
        let news = later.quantity != own.quantity && later.is_later_than(own) && (self.is_news)(at);
        news.then_some(at)
    }

    /// What a speaker plans, expects or wants now.
    fn meant_by(&self, speaker: &Speaker) -> Option<usize> {
        let own = self.own();
        let mut to_come = self.series.lines[own.line].head.to_come.iter().copied();
        let next = to_come.rfind(|at| {
            let other = self.told(*at);
            other.observation.status == own.observation.status
                && other.holders().any(|who| who == speaker)
                && other.is_later_than(own)
        })?;
        (self.is_news)(next).then_some(next)
    }
}
