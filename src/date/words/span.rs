//! Intervals in words.

use edtf_core::{Date, DateField, Interval, IntervalEndpoint as End};

use super::calendar::month_name;
use super::phrase::Phrase;
use super::vocabulary::{Vocabulary, fill};

/// Says an interval: "18–22 August 2025", "since 2014"; `finish` ends the phrases of a start and an end
/// that stand side by side.
pub(super) fn say(
    words: &Vocabulary,
    interval: &Interval,
    finish: fn(Phrase, &Vocabulary) -> String,
) -> String {
    let (start, end) = (date_of(&interval.start), date_of(&interval.end));
    let (template, date) = match (start, end) {
        (Some(start), Some(end)) => return from_to(words, start, end, finish),
        (Some(date), None) => (after(words, &interval.end), date),
        (None, Some(date)) => (before(words, &interval.start), date),
        (None, None) => return String::new(),
    };
    fill(template, &[&Phrase::of(words, date).inside(words)])
}

fn date_of(end: &End) -> Option<&Date> {
    match end {
        End::Date(date) | End::OnOrBefore(date) | End::OnOrAfter(date) => Some(date),
        End::Open | End::Unknown => None,
    }
}

fn after<'w>(words: &'w Vocabulary, end: &End) -> &'w str {
    match end {
        End::Unknown => &words.end_unknown,
        _ => &words.since,
    }
}

fn before<'w>(words: &'w Vocabulary, start: &End) -> &'w str {
    match start {
        End::Unknown => &words.beginning_unknown,
        _ => &words.until,
    }
}

fn from_to(
    words: &Vocabulary,
    start: &Date,
    end: &Date,
    finish: fn(Phrase, &Vocabulary) -> String,
) -> String {
    compressed(words, start, end).unwrap_or_else(|| {
        let [start, end] = [start, end].map(|date| finish(Phrase::of(words, date), words));
        fill(&words.span, &[&start, &end])
    })
}

/// Leaves out at the start what the end repeats: "18–22 August 2025".
fn compressed(words: &Vocabulary, start: &Date, end: &Date) -> Option<String> {
    let (from, to) = (plain(start)?, plain(end)?);
    let (template, kept) = match (from, to) {
        _ if from == to => return None,
        ((year, 0, 0), (_, 0, 0)) => (&words.short_span, year.to_string()),
        ((a, month, 0), (b, 1.., 0)) if a == b => {
            (&words.short_span, month_name(words, month)?.into())
        }
        ((a, m, day @ 1..), (b, n, 1..)) if (a, m) == (b, n) => {
            (&words.short_span, day.to_string())
        }
        ((a, month, day @ 1..), (b, _, 1..)) if a == b => {
            (&words.span, day_and_month(words, day, month)?)
        }
        _ => return None,
    };
    Some(fill(
        template,
        &[&kept, &Phrase::of(words, end).alone(words)],
    ))
}

fn day_and_month(words: &Vocabulary, day: u8, month: u8) -> Option<String> {
    let day = day.to_string();
    Some(fill(
        &words.day_and_month,
        &[&day, month_name(words, month)?],
    ))
}

/// The year, month and day (0 for none) of a date that is wholly known, in years of four digits.
fn plain(date: &Date) -> Option<(i64, u8, u8)> {
    let year = date
        .year
        .value()
        .filter(|year| (1000..=9999).contains(year))?;
    let number = |field: Option<DateField>| field.map_or(Some(0), DateField::value);
    let (month, day) = (number(date.month)?, number(date.day)?);
    let sure = !(date.is_uncertain() || date.is_approximate());
    (sure && month <= 12).then_some((year, month, day))
}
