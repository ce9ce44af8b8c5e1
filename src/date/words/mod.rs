//! Dates in words.
//!
//! Different values always read differently: what a short phrase would hide is spelt out.

mod alike;
mod calendar;
mod grouping;
mod phrase;
pub(super) mod read;
mod set;
mod span;
pub(super) mod typed;
mod unfill;
pub mod vocabularies;
pub mod vocabulary;
mod years;

use edtf_core::{DateTime, Edtf as Value, Time, TimeShift};

use phrase::Phrase;
use vocabulary::{Vocabulary, fill};

/// Says a value by itself.
pub(super) fn say(words: &Vocabulary, value: &Value) -> String {
    match value {
        Value::Date(date) => Phrase::of(words, date).alone(words),
        Value::DateTime(instant) => say_instant(words, instant),
        Value::Interval(interval) => span::say(words, interval, Phrase::alone),
        Value::Set(set) => set::say(words, set, Phrase::alone),
    }
}

/// Says a value inside a sentence: "the third quarter of 2025".
pub(super) fn say_inside(words: &Vocabulary, value: &Value) -> String {
    match value {
        Value::Date(date) => Phrase::of(words, date).inside(words),
        Value::Set(set) => set::say(words, set, Phrase::inside),
        Value::Interval(interval) => span::say(words, interval, Phrase::inside),
        Value::DateTime(_) => say(words, value),
    }
}

/// Names the season of a code from 21 to 32.
pub(super) fn season(words: &Vocabulary, code: u8) -> Option<&str> {
    let place = usize::from(code).checked_sub(21)?;
    (code <= 32)
        .then(|| words.seasons.get(place % 4).map(String::as_str))
        .flatten()
}

fn say_instant(words: &Vocabulary, instant: &DateTime) -> String {
    let date = Phrase::of(words, &instant.date).alone(words);
    fill(&words.at, &[&date, &say_time(words, instant.time)])
}

fn say_time(words: &Vocabulary, time: Time) -> String {
    let Time {
        hour,
        minute,
        second,
        shift,
    } = time;
    let zone = say_shift(words, shift);
    match second {
        0 => format!("{hour:02}:{minute:02} {zone}"),
        _ => format!("{hour:02}:{minute:02}:{second:02} {zone}"),
    }
}

fn say_shift(words: &Vocabulary, shift: Option<TimeShift>) -> String {
    let Some(shift) = shift else {
        return words.local.to_owned();
    };
    let TimeShift::Offset { minutes, .. } = shift else {
        return words.utc.to_owned();
    };
    let sign = if minutes < 0 { '−' } else { '+' };
    let (hours, minutes) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
    match minutes {
        0 => format!("{}{sign}{hours}", words.utc),
        _ => format!("{}{sign}{hours}:{minutes:02}", words.utc),
    }
}
