//! What observations of one series say of each other. Derived, never written.

use chrono::NaiveDate;

use super::series::{Observed, Series, overlap};
use crate::content::quantity::{Hedge, Quantity};
use crate::date::Bound;

/// What `about` leaves open where the series does not say.
const ABOUT: f64 = 0.1;

/// What a number can be, its hedge and the series' tolerance applied.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    low: f64,
    high: f64,
    /// Whether `low` itself is out.
    above: bool,
    /// Whether `high` itself is out.
    below: bool,
}

impl Interval {
    /// The values that a quantity leaves open, `tolerance` being a share of it.
    pub fn of(quantity: &Quantity, tolerance: f64) -> Interval {
        let share = match quantity.hedge {
            Some(Hedge::About) if tolerance == 0.0 => ABOUT,
            _ => tolerance,
        };
        let (low, high) = (
            quantity.min - quantity.min.abs() * share,
            quantity.max + quantity.max.abs() * share,
        );
        let (low, high) = match quantity.hedge {
            Some(Hedge::AtLeast | Hedge::MoreThan) => (low, f64::INFINITY),
            Some(Hedge::UpTo | Hedge::FewerThan) => (f64::NEG_INFINITY, high),
            Some(Hedge::About) | None => (low, high),
        };
        Interval {
            low,
            high,
            above: quantity.hedge == Some(Hedge::MoreThan),
            below: quantity.hedge == Some(Hedge::FewerThan),
        }
    }

    /// The least and the greatest value, infinite where a side is open.
    pub fn bounds(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// Whether no value is in both.
    pub fn is_apart_from(&self, other: &Interval) -> bool {
        let below = |a: &Interval, b: &Interval| {
            a.high < b.low || (a.high == b.low && (a.below || b.above))
        };
        below(self, other) || below(other, self)
    }
}

/// Two standing observations of different speakers, of which one must be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The one that was reported first.
    pub earlier: usize,
    /// The one that was reported later.
    pub later: usize,
}

/// How the current value lies to the one before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    /// The observation it is compared with.
    pub since: usize,
    /// Which way it went.
    pub direction: Direction,
    /// By how much, where both are closed amounts that do not meet; never negative.
    pub amount: Option<Quantity>,
}

/// Which way a value went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To more.
    Up,
    /// To less.
    Down,
    /// Not further than tolerance and hedges leave open.
    Unchanged,
    /// Nobody can tell: the two do not count the same thing.
    Incomparable,
}

/// The conflicts in a series, in the order of the later report.
pub fn conflicts(series: &Series) -> Vec<Conflict> {
    let mut found = Vec::new();
    for (at, one) in series.observations.iter().enumerate() {
        for (other_at, other) in series.observations.iter().enumerate().skip(at + 1) {
            if in_conflict(one, other, series.tolerance) {
                let swap = (one.observation.attribution.reported.day, at)
                    > (other.observation.attribution.reported.day, other_at);
                let (earlier, later) = if swap { (other_at, at) } else { (at, other_at) };
                found.push(Conflict { earlier, later });
            }
        }
    }
    found.sort_by_key(|conflict| {
        (
            series.observations[conflict.later]
                .observation
                .attribution
                .reported
                .day,
            conflict.later,
            conflict.earlier,
        )
    });
    found
}

fn in_conflict(one: &Observed, other: &Observed, tolerance: f64) -> bool {
    let counted = |observed: &Observed| observed.standing && observed.is_counted();
    one.voice.speaker() != other.voice.speaker()
        && one.counts_the_same_as(other)
        && counted(one)
        && counted(other)
        && overlap(one, other)
        && apart(one, other, tolerance)
}

/// Whether two observations cannot both give one value.
pub fn apart(one: &Observed, other: &Observed, tolerance: f64) -> bool {
    let interval = |observed: &Observed| Interval::of(&observed.observation.quantity, tolerance);
    interval(one).is_apart_from(&interval(other))
}

/// For each observation, whether it speaks of a time that somebody had already reported on when
/// it was reported: it became known later.
pub fn retroactive(observations: &[Observed]) -> Vec<bool> {
    let known_before = |one: &Observed, other: &Observed| {
        other.observation.attribution.reported.day < one.observation.attribution.reported.day
            && other.counts_the_same_as(one)
            && other.is_counted()
            && overlap(other, one)
    };
    observations
        .iter()
        .map(|one| one.is_counted() && observations.iter().any(|other| known_before(one, other)))
        .collect()
}

/// Whether the current value is older than the series allows on a day.
pub fn is_stale(series: &Series, day: NaiveDate) -> bool {
    stale_from(series).is_some_and(|from| from <= day)
}

/// The first day on which the current value is too old, if it ever is.
pub fn stale_from(series: &Series) -> Option<NaiveDate> {
    let Bound::Day(latest) = series.value()?.span.1 else {
        return None;
    };
    latest.checked_add_days(series.max_age?)?.succ_opt()
}

/// How the current value lies to the last one before it that does not conflict with it.
pub fn trend(series: &Series) -> Option<Trend> {
    let value = series.value()?;
    let before = |(_, other): &(usize, &Observed)| {
        other.standing
            && other.is_counted()
            && other.region == value.region
            && !overlap(other, value)
            && other.span.1 < value.span.0
    };
    let observations = series.observations.iter().enumerate();
    let (since, other) = observations
        .filter(before)
        .max_by_key(|(at, other)| (other.span.1, *at))?;
    let (now, then) = (&value.observation.quantity, &other.observation.quantity);
    let direction = match apart(value, other, series.tolerance) {
        _ if !value.counts_the_same_as(other) => Direction::Incomparable,
        false => Direction::Unchanged,
        true if now.min > then.min => Direction::Up,
        true => Direction::Down,
    };
    Some(Trend {
        since,
        direction,
        amount: difference(now, then),
    })
}

/// By how much two amounts differ at least and at most, `about` carried along; `None` where one
/// of them is open to a side, or they meet.
fn difference(now: &Quantity, then: &Quantity) -> Option<Quantity> {
    let closed = |quantity: &Quantity| matches!(quantity.hedge, None | Some(Hedge::About));
    let (above, below) = match now.min > then.max {
        true => (now, then),
        false => (then, now),
    };
    let (min, max) = (above.min - below.max, above.max - below.min);
    let hedge = now.hedge.or(then.hedge);
    (closed(now) && closed(then) && min > 0.0).then_some(Quantity { min, max, hedge })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(min: f64, max: f64, hedge: Option<Hedge>, tolerance: f64) -> Interval {
        Interval::of(&Quantity { min, max, hedge }, tolerance)
    }

    #[test]
    fn differences_carry_ranges_and_hedges_along() {
        let range = |min: f64, max: f64, hedge: Option<Hedge>| Quantity { min, max, hedge };
        let words = |now: Quantity, then: Quantity| {
            difference(&now, &then).map(|difference| difference.words())
        };
        let about = range(2500.0, 2500.0, Some(Hedge::About));
        let stay = range(250.0, 350.0, None);
        assert_eq!(words(stay, about).as_deref(), Some("about 2,150 to 2,250"));
        assert_eq!(words(about, stay).as_deref(), Some("about 2,150 to 2,250"));
        assert_eq!(words(stay, range(300.0, 300.0, None)), None);
        assert_eq!(words(stay, range(9.0, 9.0, Some(Hedge::AtLeast))), None);
        let (zero, four) = (range(0.0, 0.0, None), range(4.0, 4.0, None));
        assert_eq!(words(four, zero).as_deref(), Some("4"));
    }

    #[test]
    fn hedges_and_tolerance_open_an_interval() {
        let exact = |value: f64| interval(value, value, None, 0.0);
        let hedged = |value: f64, hedge: Hedge| interval(value, value, Some(hedge), 0.0);
        assert!(exact(900.0).is_apart_from(&hedged(2000.0, Hedge::About)));
        assert!(!exact(1850.0).is_apart_from(&hedged(2000.0, Hedge::About)));
        assert!(!exact(5000.0).is_apart_from(&hedged(7000.0, Hedge::UpTo)));
        assert!(exact(7001.0).is_apart_from(&hedged(7000.0, Hedge::UpTo)));
        assert!(!exact(1000.0).is_apart_from(&hedged(1000.0, Hedge::AtLeast)));
        assert!(exact(1000.0).is_apart_from(&hedged(1000.0, Hedge::MoreThan)));
        assert!(exact(1000.0).is_apart_from(&hedged(1000.0, Hedge::FewerThan)));
        assert!(!interval(250.0, 350.0, None, 0.0).is_apart_from(&exact(300.0)));
        assert!(!interval(100.0, 100.0, None, 0.05).is_apart_from(&exact(104.0)));
        assert!(interval(-100.0, -100.0, None, 0.05).is_apart_from(&exact(-106.0)));
    }
}
