//! What kind of value a date is: what two dates must share before one can be called a move of
//! the other.

use edtf_core::{Edtf as Value, IntervalEndpoint, SetElement, SetKind};

use super::{Edtf, Precision, dates};

/// Tells values apart by the form in which they name a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One day, or an instant.
    Day,
    /// One month.
    Month,
    /// On or before a date: `[..2025-09]`.
    Deadline,
    /// On or after a date: `[2026-09..]`.
    NotBefore,
    /// From a date to another, or to no end: `2014/..`.
    Extent,
    /// Anything else: a year, a quarter, one of several dates.
    Other,
}

impl Edtf {
    /// Tells the form in which the value names a time.
    #[must_use]
    pub fn shape(&self) -> Shape {
        match &self.0 {
            Value::Interval(_) => Shape::Extent,
            Value::Set(set) if set.kind == SetKind::OneMember => match set.elements.as_slice() {
                [SetElement::OnOrBefore(_)] => Shape::Deadline,
                [SetElement::OnOrAfter(_)] => Shape::NotBefore,
                _ => Shape::Other,
            },
            Value::Set(_) => Shape::Other,
            Value::DateTime(_) => Shape::Day,
            Value::Date(date) => match self.precision() {
                Precision::Day => Shape::Day,
                // "A day in June" is known less than a day is, and names more than a month does.
                Precision::Month if date.day.is_none() => Shape::Month,
                _ => Shape::Other,
            },
        }
    }

    /// Whether every date that it names is a day, if not always a known one: `2025-06-XX`.
    #[must_use]
    pub fn names_days(&self) -> bool {
        dates(&self.0).into_iter().all(|date| date.day.is_some())
    }

    /// The tens of a day that it names, where that is about all that is known of it: `2027-04-2X~`.
    #[must_use]
    pub fn tens_of_day(&self) -> Option<usize> {
        let dates = dates(&self.0).into_iter();
        let about = dates.filter(|date| date.is_approximate());
        let days = about.filter_map(|date| date.day);
        let mut tens = days.filter_map(|day| match day.digits {
            [Some(tens), None] => Some(usize::from(tens)),
            _ => None,
        });
        tens.next()
    }

    /// Whether any part of it is approximate or uncertain: `~`, `?` or `%`.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        let mut dates = dates(&self.0).into_iter();
        dates.any(|date| date.is_approximate() || date.is_uncertain())
    }

    /// Whether it goes on without an end: `2014/..`.
    #[must_use]
    pub fn is_open_extent(&self) -> bool {
        matches!(&self.0, Value::Interval(interval)
            if matches!(interval.end, IntervalEndpoint::Open | IntervalEndpoint::OnOrAfter(_)))
    }

    /// The date from which something lasts, where the value names one: `10 February 2026`.
    #[must_use]
    pub fn as_start(&self) -> Option<Edtf> {
        let Value::Interval(interval) = &self.0 else {
            return None;
        };
        match &interval.start {
            IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrAfter(date) => {
                Some(Edtf::from(Value::Date(*date)))
            }
            _ => None,
        }
    }

    /// The last date that the value names, as the end of something that lasts: `until 30 April
    /// 2026`; `None` where it names none, or one of several.
    #[must_use]
    pub fn as_end(&self) -> Option<Edtf> {
        let last = match &self.0 {
            Value::Interval(interval) => match &interval.end {
                IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrBefore(date) => date,
                _ => return None,
            },
            // Of several dates none is the end.
            Value::Set(set) => match set.elements.as_slice() {
                [SetElement::Date(date) | SetElement::OnOrBefore(date)] => date,
                _ => return None,
            },
            Value::Date(date) => date,
            Value::DateTime(instant) => &instant.date,
        };
        Edtf::parse(&format!("../{last}")).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<Edtf> {
        Edtf::parse(text).ok()
    }

    #[test]
    fn values_have_a_shape() {
        let shape = |text: &str| parsed(text).map(|date| date.shape());
        assert_eq!(shape("2026-03-15"), Some(Shape::Day));
        assert_eq!(shape("2026-03"), Some(Shape::Month));
        assert_eq!(shape("2026"), Some(Shape::Other));
        assert_eq!(shape("2026-12-1X"), Some(Shape::Other));
        assert_eq!(shape("2026-12-XX"), Some(Shape::Other));
        assert_eq!(shape("[..2026-03]"), Some(Shape::Deadline));
        assert_eq!(shape("[2026-03..]"), Some(Shape::NotBefore));
        assert_eq!(shape("[2026-03..2026-05]"), Some(Shape::Other));
        assert_eq!(shape("2026-06-01/2026-06-03"), Some(Shape::Extent));
    }

    #[test]
    fn days_are_told_from_coarser_dates() {
        let days = |text: &str| parsed(text).map(|date| date.names_days());
        assert_eq!(days("2026-03-15"), Some(true));
        assert_eq!(days("[2026-02-20,2026-02-21]"), Some(true));
        assert_eq!(days("2026-06-XX"), Some(true));
        assert_eq!(days("[2026-03-15,2026-04]"), Some(false));
        assert_eq!(days("2026-33"), Some(false));
    }

    #[test]
    fn doubt_and_open_ends_are_seen() {
        let doubtful = |text: &str| parsed(text).map(|date| date.is_doubtful());
        assert_eq!(doubtful("2026-03~"), Some(true));
        assert_eq!(doubtful("[..2026-03?]"), Some(true));
        assert_eq!(doubtful("2026-03"), Some(false));
        let open = |text: &str| parsed(text).map(|date| date.is_open_extent());
        assert_eq!(open("2014/.."), Some(true));
        assert_eq!(open("2014/"), Some(false));
        assert_eq!(open("[2014..]"), Some(false));
    }

    #[test]
    fn what_lasts_ends_with_the_last_date_it_names() {
        let end = |text: &str| parsed(text)?.as_end().map(|end| end.words());
        assert_eq!(
            end("2026-02-10/2026-04-30").as_deref(),
            Some("until 30 April 2026")
        );
        assert_eq!(end("[..2026-04]").as_deref(), Some("until April 2026"));
        assert_eq!(end("2026-12-31").as_deref(), Some("until 31 December 2026"));
        assert_eq!(end("2026-02/.."), None);
        assert_eq!(end("[2026-06-01,2026-12-31]"), None);
    }
}
