//! What a series comes to: the number that leads, what stands beside it, and what is to come.

use std::cmp::Reverse;

use chrono::{Datelike, Days, NaiveDate};
use rustc_hash::FxHashMap as HashMap;

use super::{BESIDE, apart, latest, other_speaker};
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
    /// What each speaker plans, expects or wants.
    pub to_come: Vec<usize>,
    /// Each speaker's latest number.
    pub latest: Vec<usize>,
    /// Whether the value is too old to be shown as such.
    pub stale: bool,
    /// The days on which the value, or what stands beside it, turns by itself.
    turns: Vec<NaiveDate>,
    /// The days on which what is to come turns by itself.
    coming: Vec<NaiveDate>,
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
    let candidates = latest_of_each(series, line, Observed::counts, |_| None);
    let stale_from = |at: usize| stale(&observations[at], series.max_age);
    let is_stale = |at: usize| stale_from(at).is_some_and(|from| from <= day);
    let own = candidates.iter().copied();
    let own = own
        .filter(|at| is_speakers_own(series, *at))
        .max_by_key(|at| rank(observations, *at));
    let value = own.filter(|at| !is_stale(*at)).or_else(|| {
        let all = candidates.iter().copied();
        all.max_by_key(|at| {
            let observed = &observations[*at];
            let told = observed.observation.attribution.reported.instant;
            (
                latest(observed),
                Reverse((told, observed.voice.speakers.clone())),
            )
        })
    });
    let to_come = to_come(series, line);
    let over = |at: &usize| {
        observations[*at]
            .span
            .1
            .day()
            .and_then(|last| last.succ_opt())
    };
    let mut coming: Vec<NaiveDate> = to_come.iter().filter_map(over).collect();
    coming.retain(|day| day.year() < 10_000);
    coming.extend(to_come.iter().filter_map(|at| begins(&observations[*at])));
    let mut turns: Vec<NaiveDate> = own.and_then(stale_from).into_iter().collect();
    let Some(value) = value else {
        return Head {
            to_come,
            turns,
            coming,
            latest: candidates,
            ..Head::default()
        };
    };
    let mut beside: Vec<usize> = candidates.clone();
    beside.retain(|at| {
        let (one, other) = (&observations[value], &observations[*at]);
        other_speaker(one, other)
            && apart(one, other, series.tolerance)
            && is_near(one, other, series.max_age)
            && !is_stale(*at)
    });
    beside.sort_by_cached_key(|at| {
        let observed = &observations[*at];
        let told = observed.observation.attribution.reported.instant;
        (
            Reverse(latest(observed)),
            told,
            observed.voice.speakers.clone(),
        )
    });
    turns.extend(stale_from(value));
    let shown = beside.iter().chain([&value]);
    turns.extend(shown.filter_map(|at| begins(&observations[*at])));
    turns.extend(beside.iter().filter_map(|at| stale_from(*at)));
    Head {
        or: given_with(series, value),
        stale: is_stale(value),
        value: Some(value),
        beside,
        to_come,
        latest: candidates,
        turns,
        coming,
    }
}

/// How a speaker's numbers follow each other: the time, then the day it was said; of those told
/// on one day without hours, the greatest.
fn rank(observations: &[Observed], at: usize) -> impl Ord + use<> {
    let observed = &observations[at];
    let told = observed.observation.attribution.reported.instant;
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
        for speaker in &observed.voice.speakers {
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

/// What each speaker plans, expects or wants, the nearest first.
fn to_come(series: &Series, line: usize) -> Vec<usize> {
    let wanted = |observed: &Observed| {
        !observed.is_counted() && observed.standing && observed.repeats.is_none()
    };
    let mut found = latest_of_each(series, line, wanted, |observed| {
        Some(observed.observation.status)
    });
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
    let mut speakers = series.observations[at].voice.speakers.iter();
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

/// The day on which begins what holds from then on, where it was told before.
fn begins(observed: &Observed) -> Option<NaiveDate> {
    let day = observed.observation.as_of.open_since()?.earliest().day()?;
    (day > observed.reported()).then_some(day)
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
