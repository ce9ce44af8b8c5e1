//! What each number was to readers on the day it became public. No later word changes that: what
//! was new then stays new, and what was disputed then stays so.

use std::cmp::Reverse;

use chrono::NaiveDate;
use rustc_hash::FxHashMap as HashMap;

use super::standing::{last_words, same_word};
use super::{Kind, conflicts, corrects, is_before, kind, latest};
use crate::content::declaration::Measure;
use crate::content::observation::Firmness;
use crate::date::Bound;
use crate::newsroom::series::{News, Observed, Series};
use crate::newsroom::voice::Speaker;

/// Tells what each number was to those who knew what was public by then, and when the series was
/// last disputed, or last not any more.
pub fn tell(series: &mut Series) {
    let record = Record::of(series);
    let disputes = record.disputes();
    let against: HashMap<usize, usize> = disputes.iter().copied().collect();
    let told: Vec<(usize, Option<News>)> = record
        .first
        .iter()
        .map(|at| (*at, record.news(*at, against.get(at).copied())))
        .collect();
    let contested = record.contested(&disputes);
    for observed in &mut series.observations {
        observed.news = None;
    }
    for (at, news) in told {
        series.observations[at].news = news;
    }
    series.contested = contested;
}

/// Whose numbers of one kind, in one line.
type Group<'a> = (usize, Option<Firmness>, &'a Speaker);

/// A series as it became public, a number after the other.
struct Record<'a> {
    series: &'a Series,
    /// The numbers in the order in which they became public. Of one that several articles carry,
    /// only where it became public first.
    first: Vec<usize>,
    /// Each speaker's numbers in the order of their times.
    numbers: HashMap<Group<'a>, Vec<usize>>,
    /// Each speaker's words on each time, in the order in which they were said.
    words: HashMap<(Group<'a>, (Bound, Bound)), Vec<usize>>,
}

impl<'a> Record<'a> {
    fn of(series: &'a Series) -> Record<'a> {
        let observations = &series.observations;
        let said = |at: usize| observations[at].told();
        let order = |at: usize| (observations[at].public.day, said(at), at);
        let mut first: HashMap<usize, usize> = HashMap::default();
        for at in 0..observations.len() {
            let known = first.entry(series.first_told(at)).or_insert(at);
            if order(at) < order(*known) {
                *known = at;
            }
        }
        let mut first: Vec<usize> = first.into_values().collect();
        first.sort_unstable_by_key(|at| order(*at));
        let mut record = Record {
            series,
            first,
            numbers: HashMap::default(),
            words: HashMap::default(),
        };
        for at in &record.first {
            for group in groups(&observations[*at]) {
                record.numbers.entry(group).or_default().push(*at);
                let words = record.words.entry((group, observations[*at].span));
                words.or_default().push(*at);
            }
        }
        for numbers in record.numbers.values_mut() {
            numbers.sort_by_key(|at| (time(&observations[*at]), said(*at), *at));
        }
        for words in record.words.values_mut() {
            words.sort_by_key(|at| (said(*at), *at));
        }
        record
    }

    fn observed(&self, at: usize) -> &'a Observed {
        &self.series.observations[at]
    }

    /// What a number was when it became public, beside the number that another had given.
    fn news(&self, at: usize, against: Option<usize>) -> Option<News> {
        let own = self.observed(at);
        let on_it = groups(own).map(|group| self.word_before(group, at));
        let on_it: Vec<Option<usize>> = on_it.collect();
        let same = |before: usize| self.observed(before).quantity == own.quantity;
        if on_it.iter().all(|before| before.is_some_and(same)) {
            return None;
        }
        if !own.is_counted() {
            return Some(News::ToCome);
        }
        let corrected = on_it.into_iter().flatten();
        let corrected = corrected.filter(|before| corrects(own, self.observed(*before)));
        let last = corrected.max_by_key(|before| (self.observed(*before).told(), *before));
        if let Some(before) = last {
            return Some(News::Corrected(before));
        }
        let befores = groups(own).filter_map(|group| self.number_before(group, at));
        let mut befores: Vec<usize> = befores.collect();
        befores.sort_by_key(|before| Reverse((time(self.observed(*before)), *before)));
        let before = befores.first().copied();
        // Over a number whose hedge leaves open whether it falls, one before it may do.
        let mut lowered = befores.iter().copied().chain(own.in_place_of);
        if let Some(before) = lowered.find(|before| self.lowers(at, *before)) {
            return Some(News::Corrected(before));
        }
        // What one article gives side by side is no news of a dispute.
        let against = against.filter(|other| self.observed(*other).article != own.article);
        if let Some(other) = against {
            return Some(News::Disputed(other));
        }
        let of_each = groups(own).map(|group| self.fate_for(group, at, own.public.day));
        let decided = of_each.max().is_none_or(|fate| fate == Fate::Stood);
        let before = before.filter(|before| {
            let then = self.observed(*before);
            let mut all = befores.iter().map(|at| self.observed(*at));
            decided
                && all.all(|one| same_word(one, then))
                && kind(self.series, own, then, false) == Kind::Unchanged
        });
        Some(before.map_or(News::Number, News::Unchanged))
    }

    /// Whether a running total corrects a greater one of before, since totals do not fall.
    fn lowers(&self, at: usize, before: usize) -> bool {
        let (own, then) = (self.observed(at), self.observed(before));
        self.series.measures(Measure::Total)
            && own.is_later_than(then)
            && is_before(then, own)
            && own.quantity.max < then.quantity.max
            && corrects(own, then)
            && groups(own).any(|group| {
                let public = own.public.day;
                groups(then).any(|one| one == group)
                    && self.fate_for(group, before, public) == Fate::Stood
            })
    }

    /// The speaker's word before on the same time, of those that were public.
    fn word_before(&self, group: Group<'a>, at: usize) -> Option<usize> {
        let own = self.observed(at);
        let words = self.words.get(&(group, own.span))?.iter().rev();
        let mut before = words.filter(|other| {
            let other = self.observed(**other);
            own.is_later_than(other) && other.public.day <= own.public.day
        });
        before.next().copied()
    }

    /// The speaker's last number for the time before, of those that were public and stood; `None`
    /// where that time had several.
    fn number_before(&self, group: Group<'a>, at: usize) -> Option<usize> {
        let own = self.observed(at);
        let numbers = self.numbers.get(&group)?;
        let earlier = |other: &usize| latest(self.observed(*other)) < latest(own);
        let numbers = numbers[..numbers.partition_point(earlier)].iter().rev();
        let fate = |other: usize| self.fate_for(group, other, own.public.day);
        let mut fates = numbers.map(|other| (*other, fate(*other)));
        let (before, fate) = fates.find(|(_, fate)| *fate != Fate::Absent)?;
        (fate == Fate::Stood).then_some(before)
    }

    /// What a number was on a day: it stood as long as one of its speakers stood by it.
    fn fate(&self, at: usize, day: NaiveDate) -> Fate {
        let of_each = groups(self.observed(at)).map(|group| self.fate_for(group, at, day));
        of_each.min().unwrap_or(Fate::Stood)
    }

    /// What it was as the word of one of its speakers.
    fn fate_for(&self, group: Group<'a>, at: usize, day: NaiveDate) -> Fate {
        let own = self.observed(at);
        if own.public.day > day {
            return Fate::Absent;
        }
        let words = self.words.get(&(group, own.span));
        let words = words.map_or(&[][..], Vec::as_slice);
        if words.len() < 2 {
            return Fate::Stood;
        }
        let public = words.iter().copied();
        let public = public.filter(|other| self.observed(*other).public.day <= day);
        let last = last_words(&self.series.observations, &public.collect::<Vec<_>>());
        let others = last.iter().map(|other| self.observed(*other));
        let mut others = others.filter(|other| other.quantity != own.quantity);
        match last.contains(&at) {
            _ if others.clone().any(|other| other.is_later_than(own)) => Fate::Absent,
            true if others.next().is_some() => Fate::Undecided,
            _ => Fate::Stood,
        }
    }

    /// The numbers that could not be true beside another's when they became public, each with the
    /// last of these.
    fn disputes(&self) -> Vec<(usize, usize)> {
        let stood = |at: usize, own: usize| {
            let day = self.observed(own).public.day;
            let corrected = self.observed(at).replaced_by().map(|by| self.observed(by));
            self.fate(at, day) != Fate::Absent && corrected.is_none_or(|by| by.public.day > day)
        };
        let mut lines: Vec<Vec<usize>> = vec![Vec::new(); self.series.lines.len()];
        for at in self.first.iter().copied() {
            let observed = self.observed(at);
            if observed.is_counted() && stood(at, at) {
                lines[observed.line].push(at);
            }
        }
        let of_line = lines
            .iter()
            .flat_map(|order| conflicts::before_each(self.series, order, stood));
        of_line.collect()
    }

    /// The day on which what is disputed of the series last came out otherwise.
    fn contested(&self, disputes: &[(usize, usize)]) -> Option<NaiveDate> {
        let began = disputes.iter().map(|(at, _)| self.observed(*at).public.day);
        let began = began.max()?;
        // What corrects a number that nobody disputed changes nothing of this.
        let disputed = disputes.iter().flat_map(|(one, other)| [*one, *other]);
        let ended = disputed.filter_map(|at| {
            let by = self.observed(self.series.first_told(at)).replaced_by()?;
            Some(self.observed(by).public.day)
        });
        // A dispute that nobody's correction ended came to an end in some other way.
        let ended_otherwise = disputes.iter().any(|pair| {
            let (one, other) = (self.observed(pair.0), self.observed(pair.1));
            let stand = one.standing && other.standing;
            stand && !super::are_for_one_time(self.series, one, other)
        });
        let days = self.series.observations.iter().map(|one| one.public.day);
        let last = days.max().filter(|_| ended_otherwise);
        ended.chain(last).chain([began]).max()
    }
}

/// What a number was to those who knew what was public.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// It stood.
    Stood,
    /// Nobody said whether its speaker's other number came later.
    Undecided,
    /// It was not public yet, or its speaker had put another number in its place.
    Absent,
}

fn groups(observed: &Observed) -> impl Iterator<Item = Group<'_>> {
    let status = (!observed.is_counted()).then_some(observed.observation.status);
    let speakers = observed.voice.speakers.iter();
    speakers.map(move |speaker| (observed.line, status, speaker))
}

/// As numbers follow each other.
fn time(observed: &Observed) -> ((u8, Option<NaiveDate>), Bound) {
    (latest(observed), observed.span.0)
}
