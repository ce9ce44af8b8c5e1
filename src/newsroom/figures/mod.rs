//! What the numbers of one series say of each other. Derived, never written, and without words.

mod change;
mod conflicts;
mod heads;
mod interval;
mod lines;
mod news;
mod next;
mod standing;

use change::kind;
pub use change::{
    Change, Earlier, Kind, Length, came_of, came_otherwise, change, corrected_on_its_time,
    earlier_of_another, gone_by, lasts_as_long,
};
pub use conflicts::{Conflict, are_for_one_day};
pub use heads::{Head, Latest, stale_from, turns};
pub use interval::Interval;
pub use lines::{Key, Line};
pub use next::{How, Next, Note};
pub use standing::undecided;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::series::{Observed, Series};
use crate::content::declaration::Measure;
use crate::date::Bound;

/// How many days older another speaker's number may be to stand beside the leading one, where
/// the series does not say how long a number is good.
const BESIDE: u64 = 31;

/// Works out what follows from the numbers of a series on a day.
pub fn judge(series: &mut Series, day: NaiveDate) {
    lines::place(series);
    standing::settle(series);
    conflicts::find(series);
    heads::choose(series, day);
    news::tell(series);
}

/// Whether both are the word of one speaker; where several speak together, of any of them.
pub fn same_speaker(one: &Observed, other: &Observed) -> bool {
    let mut speakers = one.holders();
    speakers.any(|speaker| other.holders().any(|other| other == speaker))
}

/// Whether both are certainly the words of different speakers: of one name that two publishers
/// use, nobody knows.
pub fn other_speaker(one: &Observed, other: &Observed) -> bool {
    let mut speakers = one.holders();
    !speakers.any(|speaker| {
        let mut others = other.holders();
        others.any(|other| speaker == other || speaker.may_be(other))
    })
}

/// Whether two numbers cannot both be right, each with all that it leaves open.
pub fn apart(one: &Observed, other: &Observed, tolerance: Option<Decimal>) -> bool {
    let interval = |observed: &Observed| Interval::wide(&observed.quantity, tolerance);
    interval(one).is_apart_from(&interval(other))
}

/// Whether a speaker's later word on a time cannot be true as well as the earlier one: what was
/// about 2,500 and then is 2,480 was not corrected.
pub fn corrects(later: &Observed, earlier: &Observed) -> bool {
    let interval = |observed: &Observed| Interval::narrow(&observed.quantity);
    interval(later).is_apart_from(&interval(earlier))
}

/// The last day that a number can speak of: nobody has counted what had not come when it was
/// said. So a number for 2026 that was given in May speaks of no day after that. What holds until
/// further notice is not counted, and holds until the next.
pub fn reach(observed: &Observed) -> Bound {
    let reported = observed.reported();
    match observed.span {
        (Bound::Day(first), Bound::Day(_)) if first > reported => observed.span.1,
        (_, last) if observed.observation.as_of.open_since().is_some() => last,
        (_, Bound::Day(last)) if observed.is_counted() => Bound::Day(last.min(reported)),
        (_, last) => last,
    }
}

/// Whether two numbers speak of a day in common, as far as their bounds tell.
pub fn overlap(one: &Observed, other: &Observed) -> bool {
    !is_before(one, other) && !is_before(other, one)
}

/// Whether two numbers are for one time, so that one may contradict the other: they speak of a day
/// in common, and what is counted for a period is counted for the very same one. A quarter says
/// nothing against the year that holds it.
pub fn are_for_one_time(series: &Series, one: &Observed, other: &Observed) -> bool {
    match series.measures(Measure::Period) {
        true => one.span == other.span,
        false => overlap(one, other),
    }
}

/// Whether all that one number speaks of is over before the other's time begins.
pub fn is_before(one: &Observed, other: &Observed) -> bool {
    let days = reach(one).day().zip(other.span.0.day());
    days.is_some_and(|(last, first)| last < first)
}

/// Times in the order of their ends: the unknown first, then days, and of those that go on
/// without an end the one that began last.
pub fn latest(observed: &Observed) -> (u8, Option<NaiveDate>) {
    match reach(observed) {
        Bound::Day(day) => (1, Some(day)),
        Bound::Future => (2, observed.span.0.day()),
        _ => (0, None),
    }
}
