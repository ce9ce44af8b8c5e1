//! The two ends of a time that lasts.

use chrono::{Datelike, Weekday};
use edtf_core::{Edtf as Value, Interval, IntervalEndpoint as End, SetElement, SetKind};

use super::Edtf;

impl Edtf {
    /// The dates at which a time that lasts begins and ends, such as `2024-07/2026-04-30`;
    /// `None` for anything else, and where one of the two is not named.
    #[must_use]
    pub fn ends(&self) -> Option<(Edtf, Edtf)> {
        let Value::Interval(interval) = &self.0 else {
            return None;
        };
        match (&interval.start, &interval.end) {
            (End::Date(start), End::Date(end)) => {
                let date = |date: edtf_core::Date| Edtf::from(Value::Date(date));
                Some((date(*start), date(*end)))
            }
            _ => None,
        }
    }

    /// The time as something that lasts or is counted throughout: of one day in a week (`2026-W46`)
    /// all its seven days.
    #[must_use]
    pub fn throughout(self) -> Edtf {
        let Value::Set(set) = &self.0 else {
            return self;
        };
        let [SetElement::Range(from, to)] = set.elements.as_slice() else {
            return self;
        };
        let (first, last) = (self.earliest().day(), self.latest().day());
        let is_week = first.zip(last).is_some_and(|(first, last)| {
            first.weekday() == Weekday::Mon && (last - first).num_days() == 6
        });
        let days = from.day.is_some() && to.day.is_some() && !self.is_doubtful();
        match is_week && days && set.kind == SetKind::OneMember {
            true => Edtf::from(Value::Interval(Interval {
                start: End::Date(*from),
                end: End::Date(*to),
            })),
            false => self,
        }
    }

    /// The date that a time runs to, whether or not its beginning is named: 30 April 2026 of
    /// `2024-07/2026-04-30`, `../2026-04-30` and `[..2026-04-30]`.
    #[must_use]
    pub fn runs_to(&self) -> Option<Edtf> {
        let last = match &self.0 {
            Value::Interval(interval) => match &interval.end {
                End::Date(date) | End::OnOrBefore(date) => date,
                End::OnOrAfter(_) | End::Open | End::Unknown => return None,
            },
            Value::Set(set) => match set.elements.as_slice() {
                [SetElement::OnOrBefore(date)] => date,
                _ => return None,
            },
            Value::Date(_) | Value::DateTime(_) => return None,
        };
        Some(Edtf::from(Value::Date(*last)))
    }

    /// The date from which an open time goes on: `2014/..`.
    #[must_use]
    pub fn open_since(&self) -> Option<Edtf> {
        let Value::Interval(interval) = &self.0 else {
            return None;
        };
        match (&interval.start, &interval.end) {
            (End::Date(start), End::Open) => Some(Edtf::from(Value::Date(*start))),
            _ => None,
        }
    }
}
