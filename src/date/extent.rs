//! The two ends of a time that lasts.

use edtf_core::{Edtf as Value, IntervalEndpoint as End};

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
