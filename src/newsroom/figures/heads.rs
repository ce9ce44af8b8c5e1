//! What a series comes to: the number that leads, what stands beside it, and what is to come.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};
use rustc_hash::FxHashMap as HashMap;

use super::{BESIDE, apart, gone_by, latest, other_speaker};
use crate::content::declaration::Measure;
use crate::content::observation::Firmness;
use crate::date::Bound;
use crate::newsroom::series::{Observed, Series};
use crate::newsroom::voice::Speaker;

/// What a line comes to.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The number that leads; `None` where nothing is counted yet.
    pub value: Option<usize>,
    /// Other numbers that its speaker gave for the same time on the same day, of which nobody
    /// says which came later.
    pub or: Vec<usize>,
    /// Other speakers' latest numbers that cannot be true as well.
    pub beside: Vec<usize>,
    /// What each speaker plans, expects or wants, and what is announced and has not begun.
    pub to_come: Vec<usize>,
    /// The latest numbers: of those that have begun, however old, and of those that have not.
    pub latest: [Latest; 2],
    /// Whether the value is too old to be shown as such.
    pub stale: bool,
    /// The days on which the value, or what stands beside it, turns by itself.
    turns: Vec<NaiveDate>,
    /// The days on which what is to come turns by itself.
    coming: Vec<NaiveDate>,
}

/// Each speaker's latest number.
#[derive(Clone, Debug, Default)]
pub struct Latest {
    /// Their places in the series.
    pub of_each: Vec<usize>,
    /// Of these the one that leads, or will.
    pub leading: Option<usize>,
}

impl Latest {
    /// The latest of a line that have begun on a day, and the latest of those that have not.
    pub fn on(series: &Series, line: usize, day: NaiveDate) -> [Latest; 2] {
        [true, false].map(|begun| {
            let wanted =
                |observed: &Observed| observed.counts() && has_begun(observed, day) == begun;
            let of_each = latest_of_each(series, line, wanted, |_| None);
            let leading = speakers_own(series, &of_each).or_else(|| latest_of(series, &of_each));
            Latest { of_each, leading }
        })
    }
}

fn has_begun(observed: &Observed, day: NaiveDate) -> bool {
    observed.begins().is_none_or(|first| first <= day)
}

/// Chooses what leads each line on a day.
pub fn choose(series: &mut Series, day: NaiveDate) {
    let heads: Vec<Head> = (0..series.lines.len())
        .map(|line| head(series, line, day))
        .collect();
    for (line, head) in series.lines.iter_mut().zip(heads) {
        line.head = head;
    }
    let main = series.lines.first().map(|line| &line.head);
    series.current = main.and_then(|head| head.value);
    series.stale = main.is_some_and(|head| head.stale);
}

fn head(series: &Series, line: usize, day: NaiveDate) -> Head {
    let observations = &series.observations;
    let leading = Leading::on(series, line, day);
    let announced = announced(series, line);
    let after = |at: &&usize| observations[**at].begins() > Some(day);
    let to_come = to_come(series, line, announced.iter().filter(after).copied());
    let over = |at: &usize| gone_by(series, *at);
    let wanted = to_come.iter().filter(|at| !observations[**at].is_counted());
    let mut coming: Vec<NaiveDate> = wanted.filter_map(over).collect();
    coming.retain(|day| day.year() < 10_000);
    let mut turns = leading.turns(series);
    // What begins may take the place of the value, or is only announced no more.
    let takes_over = |first: NaiveDate| {
        let eve = first.pred_opt().map(|eve| Leading::on(series, line, eve));
        eve.is_none_or(|eve| !eve.shows(&Leading::on(series, line, first)))
    };
    let begin = announced.iter().filter_map(|at| observations[*at].begins());
    let begin: BTreeSet<NaiveDate> = begin.collect();
    let (begun, to_begin): (Vec<_>, Vec<_>) =
        begin.iter().copied().partition(|first| *first <= day);
    turns.extend(begun.iter().copied().rfind(|first| takes_over(*first)));
    turns.extend(to_begin.into_iter().filter(|first| takes_over(*first)));
    coming.extend(begin);
    Head {
        or: leading
            .value
            .map_or_else(Vec::new, |value| given_with(series, value)),
        value: leading.value,
        beside: leading.beside,
        stale: leading.stale,
        to_come,
        latest: Latest::on(series, line, day),
        turns,
        coming,
    }
}

/// What leads a line on a day: of what has begun by then.
struct Leading {
    value: Option<usize>,
    beside: Vec<usize>,
    stale: bool,
    /// The latest number of the series' own speaker.
    own: Option<usize>,
}

impl Leading {
    fn on(series: &Series, line: usize, day: NaiveDate) -> Leading {
        let observations = &series.observations;
        let begun = |observed: &Observed| observed.counts() && has_begun(observed, day);
        let candidates = latest_of_each(series, line, begun, |_| None);
        let stale_from = |at: usize| stale(&observations[at], series.max_age);
        let is_stale = |at: usize| stale_from(at).is_some_and(|from| from <= day);
        let own = speakers_own(series, &candidates);
        let value = own
            .filter(|at| !is_stale(*at))
            .or_else(|| latest_of(series, &candidates));
        let Some(value) = value else {
            return Leading {
                value,
                beside: Vec::new(),
                stale: false,
                own,
            };
        };
        let mut beside: Vec<usize> = candidates;
        beside.retain(|at| {
            let (one, other) = (&observations[value], &observations[*at]);
            other_speaker(one, other)
                && apart(one, other, series.tolerance)
                && is_near(one, other, series.max_age)
                && (!series.measures(Measure::Period) || one.span == other.span)
        });
        beside.sort_by_cached_key(|at| {
            let observed = &observations[*at];
            let told = observed.told();
            (
                Reverse(latest(observed)),
                told,
                observed.voice.speakers.clone(),
            )
        });
        Leading {
            value: Some(value),
            beside,
            stale: is_stale(value),
            own,
        }
    }

    /// Whether both show the same numbers.
    fn shows(&self, other: &Leading) -> bool {
        (self.value, &self.beside) == (other.value, &other.beside)
    }

    /// The days on which it turns out of date.
    fn turns(&self, series: &Series) -> Vec<NaiveDate> {
        let stale_from = |at: usize| stale(&series.observations[at], series.max_age);
        let shown = self.own.into_iter().chain(self.value);
        shown.filter_map(stale_from).collect()
    }
}

/// The latest of each speaker's numbers; of those, what was said first, then by the speaker's name.
fn latest_of(series: &Series, numbers: &[usize]) -> Option<usize> {
    let numbers = numbers.iter().copied();
    numbers.max_by_key(|at| {
        let observed = &series.observations[*at];
        let told = observed.told();
        let first = Reverse((told, observed.voice.speakers.clone()));
        (latest(observed), first)
    })
}

/// The latest number of the series' own speaker.
fn speakers_own(series: &Series, numbers: &[usize]) -> Option<usize> {
    let own = numbers.iter().copied();
    let own = own.filter(|at| is_speakers_own(series, *at));
    own.max_by_key(|at| rank(&series.observations, *at))
}

/// The numbers of a line that were given before their time began.
fn announced(series: &Series, line: usize) -> Vec<usize> {
    let mut announced = series.lines[line].members.clone();
    announced.retain(|at| {
        let observed = &series.observations[*at];
        observed.counts() && observed.begins().is_some()
    });
    announced
}

/// How a speaker's numbers follow each other: the time, then the day it was said; of those told
/// on one day without hours, the greatest.
fn rank(observations: &[Observed], at: usize) -> impl Ord + use<> {
    let observed = &observations[at];
    let told = observed.told();
    (
        latest(observed),
        observed.span.0,
        !observed.undecided,
        told,
        observed.quantity,
    )
}

/// Each speaker's latest number of a line, of what is wanted and by a kind.
fn latest_of_each(
    series: &Series,
    line: usize,
    wanted: impl Fn(&Observed) -> bool,
    kind: impl Fn(&Observed) -> Option<Firmness>,
) -> Vec<usize> {
    let mut found: HashMap<(&Speaker, Option<Firmness>), usize> = HashMap::default();
    for at in series.lines[line].members.iter().copied() {
        let observed = &series.observations[at];
        if !wanted(observed) {
            continue;
        }
        for speaker in observed.holders() {
            let best = found.entry((speaker, kind(observed))).or_insert(at);
            if rank(&series.observations, *best) < rank(&series.observations, at) {
                *best = at;
            }
        }
    }
    let mut found: Vec<usize> = found.into_values().collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// What each speaker plans, expects or wants, and what is announced, the nearest first.
fn to_come(series: &Series, line: usize, announced: impl Iterator<Item = usize>) -> Vec<usize> {
    let wanted = |observed: &Observed| {
        !observed.is_counted() && observed.standing && observed.repeats.is_none()
    };
    let mut found = latest_of_each(series, line, wanted, |observed| {
        Some(observed.observation.status)
    });
    found.extend(announced);
    found.sort_by_cached_key(|at| {
        let observed = &series.observations[*at];
        let status = observed.observation.status;
        (latest(observed), status, observed.voice.speakers.clone())
    });
    found
}

/// The numbers that a speaker gave with this one for the same time, on the same day.
fn given_with(series: &Series, value: usize) -> Vec<usize> {
    let own = &series.observations[value];
    if !own.undecided {
        return Vec::new();
    }
    let mut others = series.lines[own.line].members.clone();
    others.retain(|at| {
        let other = &series.observations[*at];
        *at != value
            && other.counts()
            && other.undecided
            && other.span == own.span
            && super::same_speaker(own, other)
    });
    others.sort_by_key(|at| Reverse(series.observations[*at].quantity));
    others
}

/// Whether a number is the word of the series' own speaker.
fn is_speakers_own(series: &Series, at: usize) -> bool {
    let Some(own) = &series.speaker else {
        return false;
    };
    let mut speakers = series.observations[at].holders();
    // A name in the series' file means whoever is so called there.
    speakers.any(|speaker| match (speaker, own) {
        (Speaker::Name(speaker, _), Speaker::Name(name, _)) => speaker == name,
        _ => *speaker == *own,
    })
}

/// Whether another's number is recent enough to stand beside the leading one.
fn is_near(leading: &Observed, other: &Observed, max_age: Option<Days>) -> bool {
    let age = max_age.unwrap_or(Days::new(BESIDE));
    let days = leading.span.1.day().zip(other.span.1.day());
    match days {
        Some((leading, other)) => other
            .checked_add_days(age)
            .is_none_or(|last| last >= leading),
        // Of two times one of which has no end, the other must lie in it or near its beginning.
        None => match (leading.span, other.span.1) {
            ((Bound::Day(first), _), Bound::Day(other)) => {
                other.checked_add_days(age).is_none_or(|last| last >= first)
            }
            _ => true,
        },
    }
}

/// The first day on which a number is too old to be shown as one, if it ever is.
fn stale(observed: &Observed, max_age: Option<Days>) -> Option<NaiveDate> {
    let latest = observed.span.1.day()?;
    latest.checked_add_days(max_age?)?.succ_opt()
}

/// The first day on which the current value of a series is too old, if it ever is.
pub fn stale_from(series: &Series) -> Option<NaiveDate> {
    stale(series.value()?, series.max_age)
}

impl Head {
    /// The days on which any of this turns by itself.
    pub fn turns(&self) -> impl Iterator<Item = NaiveDate> {
        self.turns.iter().chain(&self.coming).copied()
    }

    /// The days on which the value, or what stands beside it, turns by itself.
    pub fn turns_of_value(&self) -> impl Iterator<Item = NaiveDate> {
        self.turns.iter().copied()
    }
}

/// The days on which what a series comes to turns by itself: a number gets too old, or the time
/// of a forecast has gone by.
pub fn turns(series: &Series) -> impl Iterator<Item = NaiveDate> {
    series.lines.iter().flat_map(|line| line.head.turns())
}
