//! The two ends of a time that lasts.

use edtf_core::{Edtf as Value, IntervalEndpoint as End, SetElement};

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
                let date = |date: edtf_core::Date| Edtf(Value::Date(date));
                Some((date(*start), date(*end)))
            }
            _ => None,
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
        Some(Edtf(Value::Date(*last)))
    }

    /// The date from which an open time goes on: `2014/..`.
    #[must_use]
    pub fn open_since(&self) -> Option<Edtf> {
        let Value::Interval(interval) = &self.0 else {
            return None;
        };
        match (&interval.start, &interval.end) {
            (End::Date(start), End::Open) => Some(Edtf(Value::Date(*start))),
            _ => None,
        }
    }
}
