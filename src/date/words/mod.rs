//! Dates in words.
//!
//! Different values always read differently: what a short phrase would hide is spelt out.

mod calendar;
mod grouping;
mod phrase;
mod set;
mod span;
mod vocabulary;
mod years;

use edtf_core::{DateTime, Edtf as Value, Time, TimeShift};

use phrase::Phrase;
use vocabulary::{ENGLISH, fill};

/// Says a value in English.
pub(super) fn say(value: &Value) -> String {
    match value {
        Value::Date(date) => Phrase::of(date).alone(),
        Value::DateTime(instant) => say_instant(instant),
        Value::Interval(interval) => span::say(interval),
        Value::Set(set) => set::say(set),
    }
}

/// Names the season of a code from 21 to 32.
pub(super) fn season(code: u8) -> Option<&'static str> {
    let place = usize::from(code).checked_sub(21)?;
    (code <= 32)
        .then(|| ENGLISH.seasons.get(place % 4).copied())
        .flatten()
}

fn say_instant(instant: &DateTime) -> String {
    let date = Phrase::of(&instant.date).alone();
    fill(ENGLISH.at, &[&date, &say_time(instant.time)])
}

fn say_time(time: Time) -> String {
    let Time {
        hour,
        minute,
        second,
        shift,
    } = time;
    let zone = say_shift(shift);
    match second {
        0 => format!("{hour:02}:{minute:02} {zone}"),
        _ => format!("{hour:02}:{minute:02}:{second:02} {zone}"),
    }
}

fn say_shift(shift: Option<TimeShift>) -> String {
    let Some(shift) = shift else {
        return ENGLISH.local.to_owned();
    };
    let TimeShift::Offset { minutes, .. } = shift else {
        return ENGLISH.utc.to_owned();
    };
    let sign = if minutes < 0 { '−' } else { '+' };
    let (hours, minutes) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
    match minutes {
        0 => format!("{}{sign}{hours}", ENGLISH.utc),
        _ => format!("{}{sign}{hours}:{minutes:02}", ENGLISH.utc),
    }
}
