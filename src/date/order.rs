//! What comes first: the order of lists, and what can be told for certain.

use std::cmp::Reverse;

use chrono::NaiveDate;
use edtf_core::{DateField, DateTime, Edtf as Value, IntervalEndpoint, SetElement, TimeShift};

use super::bounds::{Edge, Span};
use super::{Edtf, Precision};

/// Orders values in lists: totally, and the same on every machine.
///
/// A value stands at its anchor: its earliest day, or its latest where the earliest is unbounded
/// or unknown, so that a deadline stands on the day it is due. At one anchor the coarser value
/// comes first: `2024`, then `2024-01`, then `2024-01-01`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    anchor: Edge,
    earliest: Edge,
    latest: Reverse<Edge>,
    precision: Precision,
    second: i64,
    text: String,
}

/// Tells how a value lies to another in time, as far as it is certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Timing {
    /// All that the value may mean is over before the other begins.
    Before,
    /// All that the value may mean begins after the other is over.
    After,
    /// The two meet, or what is known does not tell.
    Unclear,
}

impl SortKey {
    /// Gives the year under which a list shows the value that has this key.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        year(&self.anchor)
    }
}

fn year(anchor: &Edge) -> Option<i32> {
    match anchor {
        Edge::Day(date) => i32::try_from(date.year).ok(),
        _ => None,
    }
}

impl Edtf {
    /// Gives the key that lists sort by.
    #[must_use]
    pub fn sort_key(&self) -> SortKey {
        let Span { earliest, latest } = self.span();
        SortKey {
            anchor: anchor(earliest, latest),
            earliest,
            latest: Reverse(latest),
            precision: self.precision(),
            second: second(&self.0),
            text: self.to_string(),
        }
    }

    /// Gives the year under which a list shows the value: that of the day it sorts by.
    ///
    /// The year is astronomical: 0 is 1 BC. There is none where no end is bounded.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        let Span { earliest, latest } = self.span();
        year(&anchor(earliest, latest))
    }

    /// Gives the month under which a list shows the value, where the date it sorts by names one.
    #[must_use]
    pub fn month(&self) -> Option<Self> {
        let date = named(&self.0)?;
        let month = date
            .month
            .and_then(DateField::value)
            .filter(|month| *month <= 12)?;
        let year = date.year.value().filter(|year| (0..=9999).contains(year))?;
        Self::parse(&format!("{year:04}-{month:02}")).ok()
    }

    /// Compares the value with one day; a deadline is overdue when this is [`Timing::Before`].
    #[must_use]
    pub fn compared_to_day(&self, day: NaiveDate) -> Timing {
        timing(self.span(), Span::of_day(day))
    }

    /// Compares the value with another: two instants by themselves, whatever day it then was where.
    ///
    /// Swapping the two swaps [`Timing::Before`] and [`Timing::After`].
    #[must_use]
    pub fn compared_to(&self, other: &Self) -> Timing {
        match self.instant().zip(other.instant()) {
            Some((one, other)) if one < other => Timing::Before,
            Some((one, other)) if one > other => Timing::After,
            Some(_) => Timing::Unclear,
            None => timing(self.span(), other.span()),
        }
    }
}

fn anchor(earliest: Edge, latest: Edge) -> Edge {
    match earliest {
        Edge::Past | Edge::Unknown => latest,
        Edge::Day(_) | Edge::Future => earliest,
    }
}

fn timing(a: Span, b: Span) -> Timing {
    if a.latest.is_day_before(b.earliest) {
        Timing::Before
    } else if b.latest.is_day_before(a.earliest) {
        Timing::After
    } else {
        Timing::Unclear
    }
}

/// The second of the day in UTC for a date-time, so that one day's instants sort by time.
fn second(value: &Value) -> i64 {
    let Value::DateTime(DateTime { time, .. }) = value else {
        return 0;
    };
    let shift = match time.shift {
        Some(TimeShift::Offset { minutes, .. }) => i64::from(minutes),
        Some(TimeShift::Utc) | None => 0,
    };
    let minute = i64::from(time.hour) * 60 + i64::from(time.minute) - shift;
    minute * 60 + i64::from(time.second)
}

/// The date a value names first.
fn named(value: &Value) -> Option<&edtf_core::Date> {
    match value {
        Value::Date(date) => Some(date),
        Value::DateTime(instant) => Some(&instant.date),
        Value::Interval(interval) => endpoint(&interval.start).or_else(|| endpoint(&interval.end)),
        Value::Set(set) => match set.elements.first()? {
            SetElement::Date(date)
            | SetElement::OnOrBefore(date)
            | SetElement::OnOrAfter(date)
            | SetElement::Range(date, _) => Some(date),
        },
    }
}

fn endpoint(end: &IntervalEndpoint) -> Option<&edtf_core::Date> {
    match end {
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => Some(date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}
