//! The profile: which EDTF values are accepted, and in which one form they are kept.

use chrono::{NaiveDate, Weekday};
use edtf_core::{
    Date, DateTime, Edtf, Interval, IntervalEndpoint as End, SetElement, TimeShift, Year, YearKind,
};

use super::bounds::{is_reversed, is_unlocated_season};
use super::error::DateError;
use super::{dates, hints};

/// Parses a text to a value of the profile in its one form.
pub(super) fn parse(text: &str) -> Result<Edtf, DateError> {
    if let Some(week) = week(text) {
        return parse(&week);
    }
    let value = Edtf::parse(text)
        .or_else(|error| seasons_apart(text).ok_or_else(|| hints::explain(text, error)))?;
    match outside(text, &value) {
        Some(error) => Err(error),
        None => Ok(one_form(value)),
    }
}

/// The value of a text that is a date of the profile, without a reason where it is none.
pub(super) fn value(text: &str) -> Option<Edtf> {
    if let Some(week) = week(text) {
        return value(&week);
    }
    let value = Edtf::parse(text).ok().or_else(|| seasons_apart(text))?;
    outside(text, &value).is_none().then(|| one_form(value))
}

/// A week as ISO 8601 numbers it (`2026-W46`): one of its days, as a month is one of its own. EDTF
/// has no weeks.
fn week(text: &str) -> Option<String> {
    let (year, week) = text.split_once("-W")?;
    let digits = |part: &str, count: usize| {
        part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(year, 4) || !digits(week, 2) {
        return None;
    }
    let (year, week) = (year.parse().ok()?, week.parse().ok()?);
    let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?;
    let sunday = NaiveDate::from_isoywd_opt(year, week, Weekday::Sun)?;
    Some(format!("[{monday}..{sunday}]"))
}

/// Whether a text is a date of the profile, without a reason.
pub(super) fn accepts(text: &str) -> bool {
    Edtf::parse(text).is_ok_and(|value| outside(text, &value).is_none())
}

/// Reads an interval such as `2024-23/2024-21`, which the parser takes to run backwards.
///
/// It does so only in the northern hemisphere: in the southern, autumn comes before spring, and
/// the seasons 21 to 24 do not say which is meant.
fn seasons_apart(text: &str) -> Option<Edtf> {
    let (start, end) = text.split_once('/')?;
    let (start, end) = (single(start)?, single(end)?);
    let unlocated = is_unlocated_season(&start) || is_unlocated_season(&end);
    let interval = Interval {
        start: End::Date(start),
        end: End::Date(end),
    };
    (unlocated && !is_reversed(&start, &end)).then_some(Edtf::Interval(interval))
}

fn single(text: &str) -> Option<Date> {
    match Edtf::parse(text) {
        Ok(Edtf::Date(date)) => Some(date),
        _ => None,
    }
}

/// Keeps values that say the same in the same form: a set of one date is that date.
fn one_form(value: Edtf) -> Edtf {
    match value {
        Edtf::Set(set) => match set.elements.as_slice() {
            [SetElement::Date(date)] => Edtf::Date(*date),
            _ => Edtf::Set(set),
        },
        Edtf::DateTime(instant) => Edtf::DateTime(one_shift(instant)),
        other => other,
    }
}

/// Writes every time shift with minutes, and none at all as `Z`.
fn one_shift(mut instant: DateTime) -> DateTime {
    instant.time.shift = instant.time.shift.map(|shift| match shift {
        TimeShift::Offset { minutes: 0, .. } | TimeShift::Utc => TimeShift::Utc,
        TimeShift::Offset { minutes, .. } => TimeShift::Offset {
            minutes,
            hours_only: false,
        },
    });
    instant
}

/// Finds what lies outside the profile, if anything does.
fn outside(text: &str, value: &Edtf) -> Option<DateError> {
    dates(value)
        .into_iter()
        .find_map(|date| outside_year(text, &date.year))
        .or_else(|| outside_interval(text, value))
}

fn outside_year(text: &str, year: &Year) -> Option<DateError> {
    if let Some(kept) = year.significant_digits {
        return Some(DateError {
            message: "significant digits (`S`) are not supported".to_owned(),
            offset: text.find('S').unwrap_or_default(),
            help: Some(instead_of_significant(year, kept)),
            instead: None,
        });
    }
    let YearKind::Exponential { .. } = year.kind else {
        return None;
    };
    Some(DateError {
        message: "exponential years (`E`) are not supported".to_owned(),
        offset: text.find('E').unwrap_or_default(),
        help: Some(instead_of_exponential(year)),
        instead: None,
    })
}

fn instead_of_significant(year: &Year, kept: u32) -> String {
    let YearKind::Standard {
        negative: false,
        mut digits,
    } = year.kind
    else {
        return "write an interval of years, such as `1950/1959`".to_owned();
    };
    let kept = usize::try_from(kept).unwrap_or(digits.len());
    digits.iter_mut().skip(kept).for_each(|digit| *digit = None);
    let digits = digits.map(|digit| digit.map_or('X', |digit| char::from(b'0' + digit)));
    format!("write `{}`", String::from_iter(digits))
}

fn instead_of_exponential(year: &Year) -> String {
    match year.value() {
        Some(value) => format!("write `Y{value}`"),
        None => "write a year of at most 18 digits after `Y`".to_owned(),
    }
}

fn outside_interval(text: &str, value: &Edtf) -> Option<DateError> {
    let Edtf::Interval(Interval { start, end }) = value else {
        return None;
    };
    let (message, help) = match (start, end) {
        (End::OnOrBefore(date), _) => (
            "the beginning of an interval cannot be `on or before` a date",
            format!("write `{date}` for the latest beginning, or `..` for an open one"),
        ),
        (_, End::OnOrAfter(date)) => (
            "the end of an interval cannot be `on or after` a date",
            format!("write `{date}` for the earliest end, or `..` for an open one"),
        ),
        _ => return None,
    };
    Some(DateError {
        message: message.to_owned(),
        offset: text.find("..").unwrap_or_default(),
        help: Some(help),
        instead: None,
    })
}
