//! A piece of the calendar: a day, week, month, quarter, … century.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// A piece of the calendar as prose names it. Years count astronomically: 1 BC is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granule {
    /// One day.
    Day(i32, u32, u32),
    /// The seven days from a Monday.
    Week(NaiveDate),
    /// The Saturday and Sunday from a Saturday.
    Weekend(NaiveDate),
    /// A month.
    Month(i32, u32),
    /// A quarter, 1 to 4.
    Quarter(i32, u32),
    /// A half, 1 or 2.
    Half(i32, u32),
    /// A season, 1 for spring to 4 for winter.
    Season(i32, u32),
    /// A year.
    Year(i32),
    /// Ten years, by the year without its last digit.
    Decade(i32),
    /// A hundred years, by the year without its last two digits.
    Century(i32),
}

/// How wide a unit of time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A Saturday and Sunday.
    Weekend,
    /// Seven days.
    Week,
    /// Two weeks.
    Fortnight,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
}

impl Unit {
    /// The unit a language file gives by its number.
    pub fn from_code(code: i64) -> Option<Unit> {
        const UNITS: [Unit; 14] = [
            Unit::Second,
            Unit::Minute,
            Unit::Hour,
            Unit::Day,
            Unit::Week,
            Unit::Fortnight,
            Unit::Month,
            Unit::Quarter,
            Unit::Year,
            Unit::Decade,
            Unit::Century,
            Unit::Weekend,
            Unit::Half,
            Unit::Millennium,
        ];
        let at = usize::try_from(code).ok()?.checked_sub(1)?;
        UNITS.get(at).copied()
    }

    /// How many of which ISO 8601 unit it is, and whether that stands behind the `T`.
    pub fn iso(self) -> (f64, char, bool) {
        match self {
            Unit::Second => (1.0, 'S', true),
            Unit::Minute => (1.0, 'M', true),
            Unit::Hour => (1.0, 'H', true),
            Unit::Day => (1.0, 'D', false),
            Unit::Weekend => (2.0, 'D', false),
            Unit::Week => (1.0, 'W', false),
            Unit::Fortnight => (2.0, 'W', false),
            Unit::Month => (1.0, 'M', false),
            Unit::Quarter => (3.0, 'M', false),
            Unit::Half => (6.0, 'M', false),
            Unit::Year => (1.0, 'Y', false),
            Unit::Decade => (10.0, 'Y', false),
            Unit::Century => (100.0, 'Y', false),
            Unit::Millennium => (1000.0, 'Y', false),
        }
    }
}

impl Granule {
    /// The granule of one day.
    pub fn of_day(day: NaiveDate) -> Granule {
        Granule::Day(day.year(), day.month(), day.day())
    }

    /// A day that exists.
    pub fn day(year: i32, month: u32, day: u32) -> Option<Granule> {
        NaiveDate::from_ymd_opt(year, month, day).map(Granule::of_day)
    }

    /// The year it lies in, or begins in.
    pub fn year(self) -> i32 {
        match self {
            Granule::Day(year, ..)
            | Granule::Month(year, _)
            | Granule::Quarter(year, _)
            | Granule::Half(year, _)
            | Granule::Season(year, _)
            | Granule::Year(year) => year,
            Granule::Week(day) | Granule::Weekend(day) => day.year(),
            Granule::Decade(decade) => decade * 10,
            Granule::Century(century) => century * 100,
        }
    }

    /// The month it lies in or begins in, where it is no wider than a season.
    pub fn month(self) -> Option<u32> {
        match self {
            Granule::Day(_, month, _) | Granule::Month(_, month) => Some(month),
            Granule::Week(day) | Granule::Weekend(day) => Some(day.month()),
            Granule::Quarter(_, quarter) => Some(quarter * 3 - 2),
            Granule::Half(_, half) => Some(half * 6 - 5),
            Granule::Season(_, season) => Some([3, 6, 9, 12][season as usize - 1]),
            _ => None,
        }
    }

    /// The first day, where the calendar can hold it.
    pub fn first(self) -> Option<NaiveDate> {
        match self {
            Granule::Day(year, month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Granule::Week(day) | Granule::Weekend(day) => Some(day),
            other => NaiveDate::from_ymd_opt(other.year(), other.month().unwrap_or(1), 1),
        }
    }

    /// The width of it.
    pub fn unit(self) -> Unit {
        match self {
            Granule::Day(..) => Unit::Day,
            Granule::Week(_) => Unit::Week,
            Granule::Weekend(_) => Unit::Weekend,
            Granule::Month(..) => Unit::Month,
            Granule::Quarter(..) | Granule::Season(..) => Unit::Quarter,
            Granule::Half(..) => Unit::Half,
            Granule::Year(_) => Unit::Year,
            Granule::Decade(_) => Unit::Decade,
            Granule::Century(_) => Unit::Century,
        }
    }

    /// The granule of a width around it: the week, month or year it lies in.
    pub fn widened(self, unit: Unit) -> Option<Granule> {
        let month = self.month().unwrap_or(1);
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Granule::of_day(self.first()?),
            Unit::Week | Unit::Fortnight => Granule::Week(monday(self.first()?)?),
            Unit::Weekend => {
                let monday = monday(self.first()?)?;
                Granule::Weekend(monday.checked_add_days(Days::new(5))?)
            }
            Unit::Month => Granule::Month(self.year(), month),
            Unit::Quarter => Granule::Quarter(self.year(), month.div_ceil(3)),
            Unit::Half => Granule::Half(self.year(), month.div_ceil(6)),
            Unit::Year => Granule::Year(self.year()),
            Unit::Decade => Granule::Decade(self.year().div_euclid(10)),
            Unit::Century | Unit::Millennium => Granule::Century(self.year().div_euclid(100)),
        })
    }

    /// The granule of a width that lies so many of them after this one (before, if negative).
    pub fn moved(self, unit: Unit, by: i32) -> Option<Granule> {
        Some(match self.widened(unit)? {
            Granule::Day(year, month, day) => {
                let by = if unit == Unit::Day { by } else { 0 };
                Granule::of_day(plus_days(NaiveDate::from_ymd_opt(year, month, day)?, by)?)
            }
            Granule::Week(day) => {
                let weeks = if unit == Unit::Fortnight { 2 } else { 1 };
                Granule::Week(plus_days(day, by.checked_mul(7 * weeks)?)?)
            }
            Granule::Weekend(day) => Granule::Weekend(plus_days(day, by.checked_mul(7)?)?),
            Granule::Month(year, month) => {
                let (year, month) = turn(year, month, by, 12)?;
                Granule::Month(year, month)
            }
            Granule::Quarter(year, quarter) => {
                let (year, quarter) = turn(year, quarter, by, 4)?;
                Granule::Quarter(year, quarter)
            }
            Granule::Half(year, half) => {
                let (year, half) = turn(year, half, by, 2)?;
                Granule::Half(year, half)
            }
            Granule::Season(year, season) => {
                let (year, season) = turn(year, season, by, 4)?;
                Granule::Season(year, season)
            }
            Granule::Year(year) => Granule::Year(bounded(year.checked_add(by)?)?),
            Granule::Decade(decade) => Granule::Decade(decade.checked_add(by)?),
            Granule::Century(century) => Granule::Century(century.checked_add(by)?),
        })
    }
}

/// Years that prose speaks of; anything else is a misreading.
fn bounded(year: i32) -> Option<i32> {
    (-9999..=9999).contains(&year).then_some(year)
}

fn turn(year: i32, part: u32, by: i32, parts: i32) -> Option<(i32, u32)> {
    let at = year.checked_mul(parts)?.checked_add(part as i32 - 1)?;
    let at = at.checked_add(by)?;
    let part = u32::try_from(at.rem_euclid(parts)).ok()? + 1;
    Some((bounded(at.div_euclid(parts))?, part))
}

/// The day so many days later.
pub fn plus_days(day: NaiveDate, by: i32) -> Option<NaiveDate> {
    let size = Days::new(by.unsigned_abs().into());
    let day = match by < 0 {
        true => day.checked_sub_days(size)?,
        false => day.checked_add_days(size)?,
    };
    bounded(day.year()).map(|_| day)
}

/// The Monday on or before a day.
pub fn monday(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))
}

/// The day of the week of an ISO number, 1 for Monday.
pub fn weekday(number: i64) -> Option<Weekday> {
    let from_monday = u8::try_from(number).ok()?.checked_sub(1)?;
    Weekday::try_from(from_monday).ok()
}

impl fmt::Display for Granule {
    /// Writes the EDTF value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Granule::Day(y, m, d) => write!(f, "{}-{m:02}-{d:02}", Year(y)),
            Granule::Month(y, m) => write!(f, "{}-{m:02}", Year(y)),
            Granule::Quarter(y, q) => write!(f, "{}-{}", Year(y), q + 32),
            Granule::Half(y, h) => write!(f, "{}-{}", Year(y), h + 39),
            Granule::Season(y, s) => write!(f, "{}-{}", Year(y), s + 20),
            Granule::Year(y) => write!(f, "{}", Year(y)),
            Granule::Week(day) => span(f, day, 6),
            Granule::Weekend(day) => span(f, day, 1),
            Granule::Decade(d) if d >= 0 => write!(f, "{d:03}X"),
            Granule::Century(c) if c >= 0 => write!(f, "{c:02}XX"),
            Granule::Decade(d) => write!(f, "{}/{}", Year(d * 10), Year(d * 10 + 9)),
            Granule::Century(c) => write!(f, "{}/{}", Year(c * 100), Year(c * 100 + 99)),
        }
    }
}

/// A year with four digits and, before year 0, a sign.
struct Year(i32);

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}", self.0.unsigned_abs())
    }
}

fn span(f: &mut fmt::Formatter<'_>, first: NaiveDate, more: i32) -> fmt::Result {
    let last = plus_days(first, more).unwrap_or(first);
    write!(f, "{}/{}", Granule::of_day(first), Granule::of_day(last))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that fails panics")]
mod tests {
    use super::*;

    fn moved(text: &str, unit: Unit, by: i32) -> String {
        let day = text.parse().unwrap();
        Granule::of_day(day)
            .moved(unit, by)
            .map_or_else(String::new, |granule| granule.to_string())
    }

    #[test]
    fn granules_move_by_their_own_width() {
        assert_eq!(moved("2024-09-09", Unit::Day, -1), "2024-09-08");
        assert_eq!(moved("2024-09-09", Unit::Week, -1), "2024-09-02/2024-09-08");
        assert_eq!(
            moved("2024-09-09", Unit::Weekend, 0),
            "2024-09-14/2024-09-15"
        );
        assert_eq!(moved("2024-12-31", Unit::Month, 2), "2025-02");
        assert_eq!(moved("2024-01-31", Unit::Quarter, -1), "2023-36");
        assert_eq!(moved("2024-01-31", Unit::Decade, -1), "201X");
        assert_eq!(moved("2024-01-31", Unit::Century, -1), "19XX");
        assert_eq!(moved("2024-01-31", Unit::Year, i32::MAX), "");
    }
}
