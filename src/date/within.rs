//! What lies within what: a value with gaps, such as one of two days, names none of the days between.

use chrono::{Datelike, NaiveDate};
use edtf_core::{Date, DateField, Edtf as Value, SetElement, SetKind, YearKind};

use super::Edtf;
use super::bounds::{Bound, Edge, Span};

/// How many days are looked at one by one: fifty years.
const DAYS: usize = 18_300;

impl Edtf {
    /// Says whether the value holds all that the other may mean: every day of it is one that this
    /// one names.
    ///
    /// Values that name the same days hold each other; an instant holds no day, and what names
    /// several dates together (`{..}`) holds itself alone. Gives `None` where a bound is unknown.
    #[must_use]
    pub fn holds(&self, other: &Self) -> Option<bool> {
        let (outer, inner) = (self.span(), other.span());
        let edges = [outer.earliest, outer.latest, inner.earliest, inner.latest];
        if edges.contains(&Edge::Unknown) {
            return None;
        }
        let held = match &self.0 {
            _ if self == other => true,
            Value::DateTime(_) => self.is_one_instant_with(other),
            Value::Set(set) if set.kind == SetKind::AllMembers => false,
            _ if !outer.holds(&inner) => false,
            Value::Interval(_) => true,
            Value::Date(date) if is_whole(date) => true,
            Value::Set(set) if set.elements.iter().any(|one| holds_whole(one, &inner)) => true,
            _ => self.holds_days(other),
        };
        Some(held)
    }

    /// Whether it surely names no day of the other: what was named may be one of two days, and the
    /// other lies between.
    #[must_use]
    pub fn leaves_out(&self, other: &Self) -> bool {
        match &self.0 {
            // Of what was named for all of several dates, one alone is not all.
            Value::Set(set) if set.kind == SetKind::AllMembers => self != other,
            _ => other
                .days()
                .is_some_and(|mut days| !days.any(|day| self.names(day))),
        }
    }

    fn holds_days(&self, other: &Self) -> bool {
        other
            .days()
            .is_some_and(|mut days| days.all(|day| self.names(day)))
    }

    /// The days that it may mean; `None` where they are without end, or too many to look at.
    fn days(&self) -> Option<impl Iterator<Item = NaiveDate> + '_> {
        let (Bound::Day(first), Bound::Day(last)) = (self.earliest(), self.latest()) else {
            return None;
        };
        let count = usize::try_from((last - first).num_days()).ok()? + 1;
        let days = first.iter_days().take(count);
        (count <= DAYS).then(|| days.filter(|day| self.names(*day)))
    }

    /// Whether a day is one that it may mean.
    fn names(&self, day: NaiveDate) -> bool {
        let holds = |span: Span| span.holds(&Span::of_day(day));
        match &self.0 {
            Value::Date(date) => holds(Span::of_date(date)) && matches(date, day),
            Value::Set(set) => set.elements.iter().any(|element| match element {
                SetElement::Date(date) => holds(Span::of_date(date)) && matches(date, day),
                range => holds(Span::of_element(range)),
            }),
            Value::DateTime(_) | Value::Interval(_) => holds(self.span()),
        }
    }
}

/// Whether one of several dates holds all of a time by itself.
fn holds_whole(element: &SetElement, inner: &Span) -> bool {
    let whole = match element {
        SetElement::Date(date) => is_whole(date),
        _ => true,
    };
    whole && Span::of_element(element).holds(inner)
}

/// Whether a date with unspecified digits names one stretch of time: those digits are its last.
fn is_whole(date: &Date) -> bool {
    let YearKind::Standard { digits, .. } = date.year.kind else {
        return true;
    };
    let finer = [date.month, date.day].into_iter().flatten();
    let digits = digits
        .into_iter()
        .chain(finer.flat_map(|field| field.digits));
    let mut digits = digits.skip_while(Option::is_some);
    digits.all(|digit| digit.is_none())
}

/// Whether a day has the digits of a date, as far as they are specified; a part of a year is known
/// by its span.
fn matches(date: &Date, day: NaiveDate) -> bool {
    let YearKind::Standard { digits: year, .. } = date.year.kind else {
        return true;
    };
    let has = |digits: &[Option<u8>], number: u32| {
        let mut rest = number;
        digits.iter().rev().all(|digit| {
            let last = rest % 10;
            rest /= 10;
            digit.is_none_or(|digit| u32::from(digit) == last)
        })
    };
    let part = date
        .month
        .and_then(DateField::value)
        .is_some_and(|month| month > 12);
    let field =
        |field: Option<DateField>, number| field.is_none_or(|field| has(&field.digits, number));
    has(&year, day.year().unsigned_abs())
        && (part || (field(date.month, day.month()) && field(date.day, day.day())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_with_gaps_holds_only_the_days_that_it_names() {
        let holds =
            |outer: &str, inner: &str| Edtf::parse(outer).ok()?.holds(&Edtf::parse(inner).ok()?);
        assert_eq!(holds("[2026-10-01,2026-10-10]", "2026-10-05"), Some(false));
        assert_eq!(holds("[2026-10-01,2026-10-10]", "2026-10-10"), Some(true));
        assert_eq!(holds("[2026-10-01,2026-11..]", "2026-12"), Some(true));
        assert_eq!(
            holds("[2026-10,2026-11]", "2026-10-20/2026-11-02"),
            Some(true)
        );
        assert_eq!(holds("2026-1X-01", "2026-11-05"), Some(false));
        assert_eq!(holds("2026-1X-01", "2026-11-01"), Some(true));
        assert_eq!(holds("202X-05", "2027-04"), Some(false));
        assert_eq!(holds("202X-05", "2027-05"), Some(true));
        assert_eq!(holds("2026-1X", "2026-11-05"), Some(true));
        assert_eq!(holds("{2026-10-01,2026-10-10}", "2026-10-01"), Some(false));
        assert_eq!(holds("2026-12-24T09:00:00Z", "2026-12-24"), Some(false));
        assert_eq!(holds("2026-12-24", "2026-12-24T09:00:00Z"), Some(true));
        assert_eq!(holds("[..2026-10]", "2026-02/2026-05"), Some(true));
        assert_eq!(holds("2014/", "2015"), None);
    }
}
