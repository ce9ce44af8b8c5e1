//! Dates in figures that are put together wrongly: `2024-9-9`, `09.09.2024`, `2024-09-09 12:00`.

use chrono::{Datelike, NaiveDate};

use super::{Mistake, write};

const MESSAGE: &str = "a date in figures is year-month-day, such as 2024-09-09";

/// Finds the date that figures were meant to be.
pub(super) fn find(text: &str) -> Option<Mistake> {
    rearranged(text).or_else(|| instant(text))
}

/// Says how many days the month has that ends at the offset of its impossible day.
pub(super) fn days_of_month(text: &str, offset: usize) -> Option<String> {
    let (rest, before) = text
        .get(..offset)?
        .split_at_checked(offset.checked_sub(8)?)?;
    if rest.ends_with('-') {
        // A year before 0 has other leap years than the same digits after it.
        return None;
    }
    let first = NaiveDate::parse_from_str(&format!("{before}01"), "%Y-%m-%d").ok()?;
    let days = first.num_days_in_month();
    let month = super::super::Edtf::parse(before.get(..7)?).ok()?.words();
    let (last, whole) = (first.with_day(days.into())?, before.get(..7)?);
    Some(format!(
        "{month} has {days} days: `{last}` is the last, `{whole}` is all of it"
    ))
}

fn rearranged(text: &str) -> Option<Mistake> {
    let plain = text.replace(['–', '—', '−'], "-");
    let separator = plain.chars().find(|c| !c.is_ascii_digit()).unwrap_or('-');
    let parts: Vec<&str> = plain.split(separator).collect();
    let figures = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let help = match parts.as_slice() {
        parts if !parts.iter().all(figures) => None,
        [a, b, c] => three(a, b, c, separator),
        [a, b] => two(a, b),
        [all] => one(all),
        _ => None,
    };
    Some(Mistake {
        message: MESSAGE,
        help: help?,
    })
}

fn three(a: &str, b: &str, c: &str, separator: char) -> Option<String> {
    match (a.len(), b.len(), c.len()) {
        (4, ..=2, ..=2) => write(&format!("{a}-{b:0>2}-{c:0>2}")),
        (..=2, ..=2, 4) if separator == '.' => write(&format!("{c}-{b:0>2}-{a:0>2}")),
        (..=2, ..=2, 4) => either_order(
            &format!("{c}-{b:0>2}-{a:0>2}"),
            &format!("{c}-{a:0>2}-{b:0>2}"),
        ),
        _ => None,
    }
}

/// `09/10/2024` is one day to a British reader and another to an American.
fn either_order(day_first: &str, month_first: &str) -> Option<String> {
    match (write(day_first), write(month_first)) {
        (Some(help), Some(_)) if day_first != month_first => {
            Some(format!("{help} or `{month_first}`, whichever is meant"))
        }
        (Some(help), _) | (None, Some(help)) => Some(help),
        (None, None) => None,
    }
}

fn two(a: &str, b: &str) -> Option<String> {
    match (a.len(), b.len()) {
        (4, 4) => write(&format!("{a}/{b}")),
        (4, ..=2) => write(&format!("{a}-{b:0>2}")),
        (..=2, 4) => write(&format!("{b}-{a:0>2}")),
        _ => None,
    }
}

fn one(all: &str) -> Option<String> {
    match all.len() {
        8 => write(&format!(
            "{}-{}-{}",
            all.get(..4)?,
            all.get(4..6)?,
            all.get(6..)?
        )),
        _ => None,
    }
}

/// Completes a date-time to hours, minutes, seconds and a shift of hours and minutes.
fn instant(text: &str) -> Option<Mistake> {
    let (day, rest) = (text.get(..10)?, text.get(10..)?);
    let time = rest.strip_prefix(['T', 't', ' '])?.trim_start();
    let end = time.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.'));
    let (clock, zone) = time.split_at_checked(end.unwrap_or(time.len()))?;
    let clock = clock.split('.').next().unwrap_or(clock);
    let seconds = if clock.len() == 5 { ":00" } else { "" };
    let zone = shift(zone.trim());
    Some(Mistake {
        message: "a date-time is a day, `T`, a time with seconds and a shift from UTC",
        help: write(&format!("{day}T{clock}{seconds}{zone}"))?,
    })
}

fn shift(zone: &str) -> String {
    match (zone, zone.split_at_checked(3)) {
        ("z" | "UTC" | "GMT" | "utc", _) => "Z".to_owned(),
        (_, Some((hours, minutes))) if minutes.len() == 2 => format!("{hours}:{minutes}"),
        _ => zone.to_owned(),
    }
}
