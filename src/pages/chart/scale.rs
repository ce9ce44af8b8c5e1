//! The two axes: days from left to right, values from bottom to top.

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::Decimal;

use super::{Tick, label, round};
use crate::date::Bound;
use crate::language::Language;

/// The days a time speaks of; a time without a first or a last day is drawn at the other one.
pub fn days(span: (Bound, Bound)) -> Option<(f64, f64)> {
    let (first, last) = (span.0.day(), span.1.day());
    let (first, last) = (first.or(last)?, last.or(first)?);
    Some((number(first), number(last)))
}

fn number(day: NaiveDate) -> f64 {
    f64::from(day.num_days_from_ce())
}

/// Days as places.
pub struct Time {
    first: f64,
    last: f64,
    left: f64,
    right: f64,
}

impl Time {
    /// An axis that holds all these days between two places.
    pub fn of(days: impl Iterator<Item = (f64, f64)> + Clone, left: f64, right: f64) -> Time {
        let first = days
            .clone()
            .map(|(first, _)| first)
            .fold(f64::INFINITY, f64::min);
        let last = days.map(|(_, last)| last).fold(f64::NEG_INFINITY, f64::max);
        Time {
            first,
            last: last.max(first + 1.0),
            left,
            right,
        }
    }

    /// Where a day is.
    pub fn x(&self, day: f64) -> f64 {
        self.left + (day - self.first) / (self.last - self.first) * (self.right - self.left)
    }

    /// The days to name: the starts of years, months or weeks, so that about five fit.
    pub fn ticks(&self, language: &Language) -> Vec<Tick> {
        let span = self.last - self.first;
        let (months, named) = match span {
            _ if span > 366.0 * 5.0 => ((span / 365.25 / 5.0).ceil() * 12.0, Named::Year),
            _ if span > 366.0 * 2.0 => (12.0, Named::Year),
            _ if span > 400.0 => (6.0, Named::Month),
            _ if span > 150.0 => (3.0, Named::Month),
            _ if span > 45.0 => (1.0, Named::Month),
            _ => return self.day_ticks(language, (span / 4.0).ceil()),
        };
        let Some(first) = day(self.first) else {
            return Vec::new();
        };
        // Counted from the year 0, so that axes of several charts name the same years.
        let month = f64::from(first.year()) * 12.0 + f64::from(first.month0());
        let start = (month / months).floor() * months;
        let starts = (0..16).filter_map(|nth| month_start(start + f64::from(nth) * months));
        self.named(language, starts, named)
    }

    fn day_ticks(&self, language: &Language, step: f64) -> Vec<Tick> {
        let starts = (0..6).filter_map(|nth| day(self.first + f64::from(nth) * step));
        self.named(language, starts, Named::Day)
    }

    fn named(
        &self,
        language: &Language,
        days: impl Iterator<Item = NaiveDate>,
        named: Named,
    ) -> Vec<Tick> {
        let within = |day: &NaiveDate| (self.first..=self.last).contains(&number(*day));
        days.filter(within)
            .map(|day| Tick::new(round(self.x(number(day))), named.text(language, day)))
            .collect()
    }
}

/// What is named of a day on an axis.
#[derive(Clone, Copy)]
pub enum Named {
    Year,
    Month,
    Day,
}

impl Named {
    pub fn text(self, language: &Language, day: NaiveDate) -> String {
        let digits = |number: i64| language.numbers.digits(&number.to_string());
        let (year, nth) = (digits(day.year().into()), digits(day.day().into()));
        let values = [
            ("year", &*year),
            ("month", language.short_month(day.month())),
            ("day", &*nth),
        ];
        match self {
            Named::Year => year,
            Named::Month => language.say("tick_month", &values),
            Named::Day => language.say("tick_day", &values),
        }
    }
}

fn day(number: f64) -> Option<NaiveDate> {
    let number = number.max(1.0) as u64;
    NaiveDate::from_ymd_opt(1, 1, 1)?.checked_add_days(Days::new(number - 1))
}

fn month_start(month: f64) -> Option<NaiveDate> {
    let months = Months::new(month.max(12.0) as u32 - 12);
    NaiveDate::from_ymd_opt(1, 1, 1)?.checked_add_months(months)
}

/// Values as places, with round numbers at both ends.
pub struct Values {
    low: f64,
    high: f64,
    step: f64,
    bottom: f64,
    top: f64,
}

impl Values {
    /// An axis that holds zero and all these values, with about `count` round steps.
    pub fn of(intervals: impl Iterator<Item = (f64, f64)>, count: u32) -> Values {
        let (low, high) = intervals.fold((0.0, 0.0), |(low, high): (f64, f64), (from, to)| {
            (low.min(from), high.max(to))
        });
        let high = if high > low { high } else { low + 1.0 };
        let step = round_step((high - low) / f64::from(count));
        Values {
            low: (low / step).floor() * step,
            high: (high / step).ceil() * step,
            step,
            bottom: 0.0,
            top: 0.0,
        }
    }

    /// The same axis between two places.
    pub fn between(self, bottom: f64, top: f64) -> Values {
        Values {
            bottom,
            top,
            ..self
        }
    }

    /// Where a value is.
    pub fn y(&self, value: f64) -> f64 {
        self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)
    }

    /// The round numbers, from the lowest.
    pub fn ticks(&self, language: &Language) -> Vec<Tick> {
        let steps = ((self.high - self.low) / self.step).round() as u32;
        (0..=steps)
            .map(|nth| self.low + f64::from(nth) * self.step)
            .map(|value| Tick::new(round(self.y(value)), short(language, value)))
            .collect()
    }

    /// The width of the longest round number.
    pub fn widest(&self, language: &Language) -> f64 {
        let ticks = self.ticks(language).into_iter();
        let widths = ticks.map(|tick| label::width(&tick.text, label::LARGE));
        widths.fold(0.0, f64::max)
    }
}

/// The nearest of 1, 2, 5, 10, 20, … at or above a number.
fn round_step(least: f64) -> f64 {
    let power = 10f64.powf(least.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
    steps
        .into_iter()
        .find(|step| *step >= least * 0.999)
        .unwrap_or(power * 10.0)
}

/// A number short enough for an axis: `2,500`, `1.2 million`.
fn short(language: &Language, value: f64) -> String {
    let names = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")];
    let named = names.into_iter().find(|(unit, _)| value.abs() >= *unit);
    // The drawing reckons in binary numbers; what is written is the decimal that is meant.
    let rounded = |value: f64| {
        let decimal = Decimal::try_from(value)
            .unwrap_or_default()
            .round_dp(10)
            .normalize();
        language.numbers.number(if decimal.is_zero() {
            Decimal::ZERO
        } else {
            decimal
        })
    };
    match named {
        Some((unit, name)) => language.say(name, &[("number", &rounded(value / unit))]),
        None => rounded(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;

    fn texts(low: f64, high: f64) -> Vec<String> {
        let values = Values::of([(low, high)].into_iter(), 4).between(100.0, 0.0);
        values
            .ticks(language::english())
            .into_iter()
            .map(|tick| tick.text)
            .collect()
    }

    #[test]
    fn an_axis_has_round_numbers_and_zero() {
        assert_eq!(texts(900.0, 2200.0), ["0", "1,000", "2,000", "3,000"]);
        assert_eq!(texts(-3.0, 4.0), ["−4", "−2", "0", "2", "4"]);
        assert_eq!(texts(0.0, 0.0), ["0", "0.5", "1"]);
        assert_eq!(
            texts(0.0, 1.2e12),
            ["0", "500 billion", "1 trillion", "1.5 trillion"]
        );
        assert_eq!(texts(0.1, 0.3), ["0", "0.1", "0.2", "0.3"]);
    }

    fn days(from: &str, to: &str) -> Vec<String> {
        let day = |text: &str| number(text.parse().unwrap_or_default());
        let time = Time::of([(day(from), day(to))].into_iter(), 0.0, 100.0);
        time.ticks(language::english())
            .into_iter()
            .map(|tick| tick.text)
            .collect()
    }

    #[test]
    fn an_axis_names_starts_of_years_months_or_days() {
        assert_eq!(
            days("2014-05-01", "2026-01-25"),
            ["2016", "2019", "2022", "2025"]
        );
        assert_eq!(days("2023-10-07", "2026-01-25"), ["2024", "2025", "2026"]);
        assert_eq!(
            days("2024-09-09", "2025-04-18"),
            ["Oct 2024", "Jan 2025", "Apr 2025"]
        );
        assert_eq!(
            days("2024-09-09", "2024-09-25"),
            ["9 Sep", "13 Sep", "17 Sep", "21 Sep", "25 Sep"]
        );
        assert_eq!(days("2024-09-09", "2024-09-09").len(), 2);
    }
}
