//! How a number lies to the one that its speaker gave for the time before.

use std::cmp::Reverse;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rustc_hash::FxHashSet as HashSet;

use super::{
    Interval, apart, are_for_one_time, corrects, is_before, latest, other_speaker, overlap,
    same_speaker,
};
use crate::content::declaration::Measure;
use crate::content::unit::is_money_before;
use crate::newsroom::series::{Observed, Series};
use crate::newsroom::voice::Speaker;

/// How a number lies to its speaker's number before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The number before.
    pub before: usize,
    /// What can be said of the two.
    pub kind: Kind,
    /// By how much they differ, where both are exact and it went up or down.
    pub amount: Option<Decimal>,
}

/// What can be said of two numbers of one speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It went up, certainly.
    Up,
    /// It went down, certainly, and may.
    Down,
    /// It is the same exact number, for a later time.
    Unchanged,
    /// A running total that was too high and has been corrected.
    Corrected,
    /// Each stands for its own period: how the earlier one lies to the later.
    Period(Option<Length>),
    /// No more than what it was before.
    Was,
}

/// How long a period is, where two of one length follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
}

/// What another speaker gave for an earlier time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Which observation it is.
    pub at: usize,
    /// Whether it is the very same number, with the same hedge.
    pub same: bool,
}

/// How a number lies to its speaker's number before; `None` where there is none.
pub fn change(series: &Series, at: usize) -> Option<Change> {
    let own = series.observations.get(at).filter(|own| own.counts())?;
    if own.undecided {
        return None;
    }
    let before = own.before?;
    let then = &series.observations[before];
    let kind = kind(series, own, then, own.in_place_of == Some(before));
    // What was corrected for its own time is told as that.
    if kind == Kind::Unchanged && corrected_on_its_time(series, own).is_some() {
        return None;
    }
    let exact = own.quantity.is_exact() && then.quantity.is_exact();
    let moved = matches!(kind, Kind::Up | Kind::Down);
    let amount = (own.quantity.min - then.quantity.min).abs();
    // Money keeps its places: 40.50.
    let amount = match series.unit.as_deref().is_some_and(is_money_before) {
        true => amount,
        false => amount.normalize(),
    };
    Some(Change {
        before,
        kind,
        amount: (exact && moved).then_some(amount),
    })
}

/// The number for its own time that it corrects.
pub fn corrected_on_its_time<'a>(series: &'a Series, own: &Observed) -> Option<&'a Observed> {
    let before = &series.observations[own.in_place_of?];
    (before.span == own.span && corrects(own, before)).then_some(before)
}

pub(super) fn kind(series: &Series, own: &Observed, then: &Observed, corrects: bool) -> Kind {
    if series.measures(Measure::Period) {
        return Kind::Period(length(then, own));
    }
    // What was given for a year in May is no number for the time before June.
    let ends = then.span.1.day().zip(own.span.0.day());
    if !is_before(then, own) || ends.is_none_or(|(last, first)| last >= first) {
        return Kind::Was;
    }
    let exact = own.quantity.is_exact() && then.quantity.is_exact();
    if exact && own.quantity.min == then.quantity.min {
        return Kind::Unchanged;
    }
    let (now, before) = (
        Interval::narrow(&own.quantity),
        Interval::narrow(&then.quantity),
    );
    let (up, down) = (before.is_below(&now), now.is_below(&before));
    match series.measure {
        _ if up => Kind::Up,
        Some(Measure::Level) if down => Kind::Down,
        Some(Measure::Total) if down && corrects => Kind::Corrected,
        _ => Kind::Was,
    }
}

/// How long a period is: in whole months of the calendar, else in days.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    Months(i32),
    Days(i64),
}

/// How long the period of a number is; `None` of what has no first or no last day.
fn extent(observed: &Observed) -> Option<Extent> {
    let (from, to) = observed.span.0.day().zip(observed.span.1.day())?;
    let after = to.succ_opt()?;
    let months = (after.year() - from.year()) * 12 + after.month() as i32 - from.month() as i32;
    Some(match (from.day(), after.day()) {
        (1, 1) => Extent::Months(months),
        _ => Extent::Days((after - from).num_days()),
    })
}

/// Whether a number is for a period of the same length as another's, and over before it.
pub fn lasts_as_long(then: &Observed, own: &Observed) -> bool {
    let ends = then.span.1.day().zip(own.span.0.day());
    ends.is_some_and(|(last, first)| last < first) && extent(then) == extent(own)
}

/// The length of two periods of which one follows directly upon the other, where it has a name.
fn length(then: &Observed, own: &Observed) -> Option<Length> {
    let (last, first) = then.span.1.day().zip(own.span.0.day())?;
    if last.succ_opt() != Some(first) || !lasts_as_long(then, own) {
        return None;
    }
    match extent(own)? {
        Extent::Days(1) => Some(Length::Day),
        Extent::Days(7) => Some(Length::Week),
        Extent::Months(1) => Some(Length::Month),
        Extent::Months(12) if first.month() == 1 => Some(Length::Year),
        _ => None,
    }
}

/// What another speaker gave for an earlier time, where the speaker of a line's value has given
/// nothing before.
pub fn earlier_of_another(series: &Series, line: usize) -> Option<Earlier> {
    let head = &series.lines.get(line)?.head;
    let own = &series.observations[head.value?];
    if own.before.is_some() {
        return None;
    }
    let beside = |other: &Observed| {
        let mut beside = head.beside.iter();
        beside.any(|at| same_speaker(other, &series.observations[*at]))
    };
    let others = series.lines[line].members.iter().copied();
    let others = others.map(|at| (at, &series.observations[at]));
    let others = others.filter(|(_, other)| {
        other.counts()
            && !other.undecided
            && other_speaker(own, other)
            && latest(other) <= latest(own)
            && !beside(other)
            && (!series.measures(Measure::Period)
                || other.span == own.span
                || lasts_as_long(other, own))
            && !(overlap(own, other) && apart(own, other, series.tolerance))
    });
    let (at, other) = others.max_by_key(|(_, other)| {
        let told = other.told();
        (latest(other), Reverse((told, other.voice.speakers.clone())))
    })?;
    Some(Earlier {
        at,
        same: other.quantity == own.quantity,
    })
}

/// The number that came for the time of a plan, a forecast or a target: the same speaker's if
/// there is one, else the latest. What was known before that time began says nothing of it.
pub fn came_of(series: &Series, at: usize) -> Option<usize> {
    let own = &series.observations[at];
    let came = all_that_came(series, own).max_by_key(|(_, other)| {
        let told = other.told();
        let speaker = Reverse((told, other.voice.speakers.clone()));
        // What is to be so from a day on is so or not when that day has come: the first number
        // from then on is the one for it.
        let (first, last) = match is_open(own) {
            true => (Some(Reverse(latest(other))), None),
            false => (None, Some(latest(other))),
        };
        (same_speaker(own, other), first, last, speaker)
    })?;
    Some(came.0)
}

/// The numbers of others for the time of what came of a plan, a forecast or a target, of which only one
/// can be true: of each speaker the latest, those that were said first before the others.
pub fn came_otherwise(series: &Series, at: usize, came: usize) -> Vec<usize> {
    let (own, came) = (&series.observations[at], &series.observations[came]);
    let others = all_that_came(series, own);
    let others = others
        .filter(|(_, other)| other_speaker(came, other) && are_for_one_time(series, came, other));
    let mut others: Vec<(usize, &Observed)> = others.collect();
    others.sort_by_key(|(_, other)| (Reverse(latest(other)), Reverse(other.told())));
    let mut heard: HashSet<&Speaker> = HashSet::default();
    others.retain(|(_, other)| {
        let unheard = other.holders().filter(|who| heard.insert(*who));
        unheard.count() > 0
    });
    others.retain(|(_, other)| apart(came, other, series.tolerance));
    others.sort_by_cached_key(|(_, other)| (other.told(), other.voice.speakers.clone()));
    others.into_iter().map(|(at, _)| at).collect()
}

/// The numbers that came for the time of a plan, a forecast or a target.
fn all_that_came<'a>(
    series: &'a Series,
    own: &'a Observed,
) -> impl Iterator<Item = (usize, &'a Observed)> {
    // What a week comes to says nothing of what a year will.
    let period = series.measures(Measure::Period);
    let whole = move |other: &Observed| !period || other.span == own.span;
    let counted = series.lines[own.line].members.iter().copied();
    let counted = counted.map(|at| (at, &series.observations[at]));
    counted.filter(move |(_, other)| came_for(own, other) && whole(other))
}

/// Whether a plan names the day from which it is to be so, and no end.
fn is_open(own: &Observed) -> bool {
    own.span.1.day().is_none() && own.observation.as_of.open_since().is_some()
}

/// The first day on which the time of a plan, a forecast or a target has gone by. Where it names
/// no end, that is when its first day is over and its speaker has given a number for it.
pub fn gone_by(series: &Series, at: usize) -> Option<NaiveDate> {
    let own = &series.observations[at];
    if !is_open(own) {
        return own.span.1.day()?.succ_opt();
    }
    let came = &series.observations[came_of(series, at)?];
    let begun = own.span.0.day()?.max(came.span.0.day()?);
    same_speaker(own, came).then(|| begun.succ_opt()).flatten()
}

/// Whether a number is one for the time of a plan: it speaks of a day in it, and either its own
/// time began no sooner, or it was said when the plan's had begun. Where a plan names no first
/// day, it begins when it was said.
fn came_for(own: &Observed, other: &Observed) -> bool {
    let first = own.span.0.day().unwrap_or(own.reported());
    let began = other.span.0.day().is_some_and(|day| day >= first);
    other.counts() && overlap(own, other) && (began || other.reported() >= first)
}
