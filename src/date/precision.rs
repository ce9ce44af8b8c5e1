//! How finely a value is known.

use edtf_core::{Date, DateField, Edtf as Value, SetElement, Year, YearKind};

use super::Edtf;

/// Ranks how finely a value is known, from the coarsest to the finest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// An interval, a choice or a list of dates, or a year known by no decade or century.
    Span,
    /// A century by its digits (`20XX` is 2000 to 2099).
    Century,
    /// A decade by its digits (`202X` is 2020 to 2029).
    Decade,
    /// A year, also where the month is left open (`2024-XX`).
    Year,
    /// A season, quarter, third or half of a year.
    Season,
    /// A month, also where the day is left open (`2024-09-XX`).
    Month,
    /// A day.
    Day,
    /// A day with the time of day.
    Instant,
}

impl Edtf {
    /// Tells how finely the value is known, for lists that group by it.
    ///
    /// A deadline and a "not before" are as fine as the date they name.
    #[must_use]
    pub fn precision(&self) -> Precision {
        match &self.0 {
            Value::Date(date) => of_date(date),
            Value::DateTime(_) => Precision::Instant,
            Value::Interval(_) => Precision::Span,
            Value::Set(set) => match set.elements.as_slice() {
                [SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date)] => of_date(date),
                _ => Precision::Span,
            },
        }
    }
}

fn of_date(date: &Date) -> Precision {
    let year = of_year(&date.year);
    match (date.month, date.day) {
        _ if year != Precision::Year => year,
        (Some(month), day) if !month.has_unspecified() => of_month(month, day),
        _ => Precision::Year,
    }
}

fn of_year(year: &Year) -> Precision {
    let YearKind::Standard { digits, .. } = year.kind else {
        return Precision::Year;
    };
    match digits {
        [Some(_), Some(_), Some(_), Some(_)] => Precision::Year,
        [Some(_), Some(_), Some(_), None] => Precision::Decade,
        [Some(_), Some(_), None, None] => Precision::Century,
        _ => Precision::Span,
    }
}

fn of_month(month: DateField, day: Option<DateField>) -> Precision {
    match day {
        _ if month.value().is_some_and(|code| code > 12) => Precision::Season,
        Some(day) if !day.has_unspecified() => Precision::Day,
        _ => Precision::Month,
    }
}
