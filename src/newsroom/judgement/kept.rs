//! What became of words on a time once the event had happened.

use chrono::NaiveDate;

use crate::date::{Bound, Edtf, Precision, Shape};
use crate::newsroom::voice::Speaker;

/// What became of a speaker's words on the time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Those who said so.
    pub speakers: Vec<Speaker>,
    /// The first time they named: the claim's place in the history.
    pub first: usize,
    /// The time they named last.
    pub last: usize,
    /// How it lies to the first.
    pub against_first: Kept,
    /// How it lies to the last.
    pub against_last: Kept,
}

/// How what happened lies to a time that was named for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Within it.
    InTime,
    /// After its last day.
    Late(Span),
    /// Before its first day.
    Early(Span),
    /// On none of the dates that were named, but between them.
    Between,
    /// What is known of the dates does not tell.
    Unclear,
}

/// A number of days, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// So many days.
    pub days: i64,
    /// Whether it may be more, since the day is known only to the month or the year.
    pub at_least: bool,
}

/// How something that was in force came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The claim that gave its term.
    pub limit: usize,
    /// How long before the last day of its term.
    pub before_term: Option<Span>,
}

/// How what happened lies to a time that was named for it.
pub fn kept(named: &Edtf, happened: &Edtf) -> Kept {
    if named.is_doubtful() || happened.is_doubtful() {
        return Kept::Unclear;
    }
    // Where it was to last from a day to another, what lasted is held to its last day; any other
    // time that is not a day is known only so far.
    let lasted = happened.shape() == Shape::Extent;
    let first = if lasted && named.shape() == Shape::Extent {
        happened.latest()
    } else {
        happened.earliest()
    };
    let coarse = (!lasted && first != happened.latest()) || named.is_between_days();
    let span = |from: NaiveDate, to: NaiveDate, at_least: bool| Span {
        days: (to - from).num_days(),
        at_least,
    };
    if let (Bound::Day(due), Bound::Day(first)) = (named.latest(), first)
        && first > due
    {
        return Kept::Late(span(due, first, coarse));
    }
    if let (Bound::Day(last), Bound::Day(from)) = (happened.latest(), named.earliest())
        && last < from
    {
        return Kept::Early(span(last, from, coarse));
    }
    // What lasted, for what was to last, ended in time or did not.
    let ended = lasted && named.shape() == Shape::Extent;
    let known = named.earliest() != Bound::Unknown && named.latest() != Bound::Unknown;
    let holds = match (ended, named.holds(happened)) {
        (true, _) => happened.earliest() >= named.earliest() && first <= named.latest(),
        (false, held) => held == Some(true) || is_an_hour_of(named, happened),
    };
    match holds && known {
        true => Kept::InTime,
        false if named.leaves_out(happened) => Kept::Between,
        false => Kept::Unclear,
    }
}

/// Whether an hour was named, and it happened on the day of that hour.
fn is_an_hour_of(named: &Edtf, happened: &Edtf) -> bool {
    named.precision() == Precision::Instant && named.is_on_the_day_of(happened)
}

/// How long before the end of a term something ended; `None` where that is not known or it ran
/// its term.
pub fn before_term(term: &Edtf, end: &Edtf) -> Option<Span> {
    let (Bound::Day(last), Bound::Day(ended)) = (term.latest(), end.latest()) else {
        return None;
    };
    let coarse = end.earliest() != end.latest();
    let days = (last - ended).num_days();
    let known = days > 0 && !term.is_doubtful() && !end.is_doubtful();
    known.then_some(Span {
        days,
        at_least: coarse,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn against(named: &str, happened: &str) -> Option<Kept> {
        Some(kept(
            &Edtf::parse(named).ok()?,
            &Edtf::parse(happened).ok()?,
        ))
    }

    #[test]
    fn lateness_is_counted_from_the_last_day_named_and_says_at_least_where_it_must() {
        let late = |days, at_least| Some(Kept::Late(Span { days, at_least }));
        assert_eq!(against("[..2025-09]", "2026-01-17"), late(109, false));
        assert_eq!(against("2026-05-03", "2026-06"), late(29, true));
        assert_eq!(against("[..2026-06]", "2026-06-28"), Some(Kept::InTime));
        assert_eq!(against("2026-06-10", "2026-06"), Some(Kept::Unclear));
        assert_eq!(against("2026-05~", "2026-08"), Some(Kept::Unclear));
        assert_eq!(
            against("2026-06-01/2026-06-03", "2026-06-02/2026-06-07"),
            late(4, false)
        );
        assert_eq!(
            against("2026-06-01/2026-06-10", "2026-05-20/2026-06-08"),
            Some(Kept::Unclear)
        );
        let strike = "2026-06-02/2026-06-20";
        assert_eq!(against("2026-06-02", strike), Some(Kept::Unclear));
        assert_eq!(against("2026-06-01", strike), late(1, false));
        assert_eq!(against("[..2026-06]", strike), Some(Kept::InTime));
        assert_eq!(
            against("[2026-10-01,2026-10-10]", "2026-10-05"),
            Some(Kept::Between)
        );
        assert_eq!(
            against("[2026-10-01,2026-10-10]", "2026-10"),
            Some(Kept::Unclear)
        );
        assert_eq!(
            against("{2026-10-01,2026-10-10}", "2026-10-01"),
            Some(Kept::Between)
        );
        assert_eq!(
            against("2026-12-24T09:00:00Z", "2026-12-24"),
            Some(Kept::InTime)
        );
        assert_eq!(against("2026-10-09", "2026-W42"), late(3, true));
        let early = Some(Kept::Early(Span {
            days: 113,
            at_least: false,
        }));
        assert_eq!(against("[2024-12..]", "2024-08-10"), early);
    }
}
