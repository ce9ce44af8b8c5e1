//! The first and the last day that a value may mean.

use chrono::{Datelike, NaiveDate};
use edtf_core::{
    BoundDate, Date, DateField, Edtf as Value, Interval, IntervalEndpoint as End, SetElement,
};

use super::Edtf;

/// Names one end of the time that a value spans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// Without limit into the past, or before the year -262,143, which the calendar cannot hold.
    Past,
    /// This day, itself included.
    Day(NaiveDate),
    /// Without limit into the future, or after the year 262,142, which the calendar cannot hold.
    Future,
    /// There is such a day, but nobody says which (`2014/`).
    Unknown,
}

impl Bound {
    /// Gives the day, where the bound is one.
    #[must_use]
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            _ => None,
        }
    }
}

impl Edtf {
    /// Gives the first day that the value may mean.
    ///
    /// `~`, `?` and `%` never move it; a season without a hemisphere (21 to 24) spans its year.
    #[must_use]
    pub fn earliest(&self) -> Bound {
        self.span().earliest.bound()
    }

    /// Gives the last day that the value may mean, under the same rules as the first.
    #[must_use]
    pub fn latest(&self) -> Bound {
        self.span().latest.bound()
    }

    /// Gives the first and the last day that it may mean, as the site counts days: an instant is on one.
    #[must_use]
    pub fn days_here(&self) -> (Bound, Bound) {
        match self.1 {
            Some(day) => (Bound::Day(day), Bound::Day(day)),
            None => (self.earliest(), self.latest()),
        }
    }

    /// The same of those before the first gap: of `[2026-01-01,2026-02-10]` the first day alone.
    #[must_use]
    pub fn first_days_here(&self) -> (Bound, Bound) {
        let Value::Set(set) = &self.0 else {
            return self.days_here();
        };
        let spans = set.elements.iter().map(Span::of_element);
        let spans = spans.map(|span| (span.earliest.bound(), span.latest.bound()));
        let mut spans: Vec<(Bound, Bound)> = spans.collect();
        spans.sort_unstable();
        let mut spans = spans.into_iter();
        let (first, mut last) = spans.next().unwrap_or((Bound::Unknown, Bound::Unknown));
        for (from, until) in spans {
            let is_next = match (last.day().and_then(|last| last.succ_opt()), from) {
                (Some(next), Bound::Day(from)) => from <= next,
                _ => true,
            };
            if !is_next {
                break;
            }
            last = last.max(until);
        }
        (first, last)
    }

    /// The time from the first to the last day that it may mean. An instant that is on one day in
    /// its own zone and on another in the site's may be called either.
    pub(super) fn span(&self) -> Span {
        let span = Span::of(&self.0);
        match self.1 {
            Some(day) => span.joined(Span::of_day(day)),
            None => span,
        }
    }
}

/// A bound with years of any size, in the order of time; the unknown comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edge {
    Past,
    Day(BoundDate),
    Future,
    Unknown,
}

impl Edge {
    /// Whether both edges are days and this one is the earlier.
    pub(super) fn is_day_before(self, other: Self) -> bool {
        matches!((self, other), (Self::Day(a), Self::Day(b)) if a < b)
    }

    fn bound(self) -> Bound {
        match self {
            Self::Past => Bound::Past,
            Self::Day(date) => naive(date).map_or_else(|| beyond(date), Bound::Day),
            Self::Future => Bound::Future,
            Self::Unknown => Bound::Unknown,
        }
    }
}

impl From<edtf_core::Bound> for Edge {
    fn from(bound: edtf_core::Bound) -> Self {
        match bound {
            edtf_core::Bound::NegativeInfinity => Self::Past,
            edtf_core::Bound::Date(date) => Self::Day(date),
            edtf_core::Bound::PositiveInfinity => Self::Future,
            edtf_core::Bound::Unknown => Self::Unknown,
        }
    }
}

fn naive(date: BoundDate) -> Option<NaiveDate> {
    let year = i32::try_from(date.year).ok()?;
    NaiveDate::from_ymd_opt(year, date.month.into(), date.day.into())
}

fn beyond(date: BoundDate) -> Bound {
    if date.year < 0 {
        Bound::Past
    } else {
        Bound::Future
    }
}

/// The time from the first to the last day that a value may mean.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) earliest: Edge,
    pub(super) latest: Edge,
}

impl Span {
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::Date(date) => Self::of_date(date),
            Value::DateTime(instant) => Self::of_date(&instant.date),
            Value::Interval(interval) => Self::of_interval(interval),
            Value::Set(set) => Self::of_elements(&set.elements),
        }
    }

    /// Whether all of another is within it.
    pub(super) fn holds(&self, inner: &Self) -> bool {
        self.earliest <= inner.earliest && inner.latest <= self.latest
    }

    /// One day.
    pub(super) fn of_day(day: NaiveDate) -> Self {
        let day = Edge::Day(BoundDate {
            year: day.year().into(),
            month: u8::try_from(day.month()).unwrap_or_default(),
            day: u8::try_from(day.day()).unwrap_or_default(),
        });
        Self {
            earliest: day,
            latest: day,
        }
    }

    pub(super) fn of_date(date: &Date) -> Self {
        let mut date = *date;
        if is_unlocated_season(&date) {
            date.month = None;
        }
        let bounds = Value::Date(date).bounds();
        Self {
            earliest: bounds.earliest.into(),
            latest: bounds.latest.into(),
        }
    }

    fn of_interval(interval: &Interval) -> Self {
        let earliest = match &interval.start {
            End::Date(date) | End::OnOrAfter(date) => Self::of_date(date).earliest,
            End::Open | End::OnOrBefore(_) => Edge::Past,
            End::Unknown => Edge::Unknown,
        };
        let latest = match &interval.end {
            End::Date(date) | End::OnOrBefore(date) => Self::of_date(date).latest,
            End::Open | End::OnOrAfter(_) => Edge::Future,
            End::Unknown => Edge::Unknown,
        };
        Self { earliest, latest }
    }

    fn of_elements(elements: &[SetElement]) -> Self {
        let unknown = Self {
            earliest: Edge::Unknown,
            latest: Edge::Unknown,
        };
        let spans = elements.iter().map(Self::of_element);
        spans.reduce(Self::joined).unwrap_or(unknown)
    }

    pub(super) fn of_element(element: &SetElement) -> Self {
        let (from, to) = match element {
            SetElement::Date(date) => (Some(date), Some(date)),
            SetElement::OnOrBefore(date) => (None, Some(date)),
            SetElement::OnOrAfter(date) => (Some(date), None),
            SetElement::Range(from, to) => (Some(from), Some(to)),
        };
        Self {
            earliest: from.map_or(Edge::Past, |date| Self::of_date(date).earliest),
            latest: to.map_or(Edge::Future, |date| Self::of_date(date).latest),
        }
    }

    pub(super) fn joined(self, other: Self) -> Self {
        Self {
            earliest: self.earliest.min(other.earliest),
            latest: self.latest.max(other.latest),
        }
    }
}

/// Whether the first date is definitely after the second.
pub(super) fn is_reversed(start: &Date, end: &Date) -> bool {
    let end = Span::of_date(end).latest;
    end.is_day_before(Span::of_date(start).earliest)
}

/// Whether the date is one of the seasons 21 to 24, which do not say which hemisphere is meant.
pub(super) fn is_unlocated_season(date: &Date) -> bool {
    let code = date.month.and_then(DateField::value);
    code.is_some_and(|code| (21..=24).contains(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_a_row_end_at_the_first_gap() {
        for (text, from, until) in [
            ("[2026-01-01,2026-02-10]", "2026-01-01", "2026-01-01"),
            ("[2026-02-10,2026-01-01]", "2026-01-01", "2026-01-01"),
            ("{2026-01,2026-02,2026-05}", "2026-01-01", "2026-02-28"),
            (
                "[2026-01-01..2026-01-20,2026-01-05,2026-01-21]",
                "2026-01-01",
                "2026-01-21",
            ),
            ("2026-01", "2026-01-01", "2026-01-31"),
        ] {
            let day = |text| {
                Some(Bound::Day(
                    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?,
                ))
            };
            let days = Edtf::parse(text).ok().map(|date| date.first_days_here());
            assert_eq!(days, day(from).zip(day(until)), "{text}");
        }
        let open = Edtf::parse("[2026-01-01,2026-03-01..]").ok();
        let days = open.map(|date| date.first_days_here());
        assert!(days.is_some_and(|(first, last)| first == last));
    }
}
