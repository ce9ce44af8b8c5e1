//! Years, months and days in words, as far as each is known.

use edtf_core::{Date, DateField};

use super::phrase::Phrase;
use super::vocabulary::{Vocabulary, fill};
use super::years::YearWords;

/// What is known of a month or of a day of the month.
enum Slot {
    Absent,
    One(u8),
    Any,
    /// The numbers of one tens digit.
    FromTo(u8, u8),
    Odd,
}

impl Slot {
    /// Reads a field whose numbers run to a greatest one.
    fn of(field: Option<DateField>, greatest: u8) -> Self {
        let Some(field) = field else {
            return Self::Absent;
        };
        match field.digits {
            [Some(tens), Some(ones)] => Self::One(tens * 10 + ones),
            [None, None] => Self::Any,
            [Some(0), None] => Self::FromTo(1, 9),
            [Some(tens), None] => Self::tens(tens * 10, greatest),
            [None, Some(_)] => Self::Odd,
        }
    }

    fn tens(first: u8, greatest: u8) -> Self {
        let last = greatest.min(first + 9);
        if first < last {
            Self::FromTo(first, last)
        } else {
            Self::Odd
        }
    }
}

/// Says a date of the calendar, wherever a plain phrase fits what is known of it.
pub(super) fn calendar(words: &Vocabulary, date: &Date) -> Option<Phrase> {
    let month = Slot::of(date.month, 12);
    // The thirties, and the twenties of February, end on a day that varies: they stay a pattern.
    let february = matches!(month, Slot::One(2));
    let day = Slot::of(date.day, if february { 19 } else { 29 });
    match YearWords::of(words, &date.year) {
        YearWords::One(year) => in_year(words, &year, &month, &day),
        YearWords::OneOf(years) => in_years(words, &years, &month, &day),
        YearWords::Digits => None,
    }
}

fn in_year(words: &Vocabulary, year: &str, month: &Slot, day: &Slot) -> Option<Phrase> {
    let (month, day) = match (month, day) {
        (Slot::One(month), day) => (month_name(words, *month)?, day),
        (Slot::Absent, _) => return Some(Phrase::exact(year.to_owned())),
        (month, day) => return in_some_month(words, year, month, day).map(Phrase::vague),
    };
    let whole = fill(&words.month, &[month, year]);
    match day {
        Slot::Absent => Some(Phrase::exact(whole)),
        Slot::One(day) => Some(Phrase::exact(whole_day(words, *day, month, year))),
        Slot::Any => Some(Phrase::vague(fill(&words.day_in, &[&whole]))),
        Slot::FromTo(first, last) => Some(Phrase::vague(day_from_to(words, *first, *last, &whole))),
        Slot::Odd => None,
    }
}

fn in_years(words: &Vocabulary, years: &str, month: &Slot, day: &Slot) -> Option<Phrase> {
    let (month, day) = match (month, day) {
        (Slot::One(month), day) => (month_name(words, *month)?, day),
        (Slot::Absent, _) => return Some(decade(words, years)),
        (month, day) => return in_some_month(words, years, month, day).map(Phrase::vague),
    };
    let whole = fill(&words.some_month, &[month, years]);
    let text = match day {
        Slot::Absent => whole,
        Slot::One(day) => fill(&words.some_day, &[&day.to_string(), month, years]),
        Slot::Any => fill(&words.day_in, &[&whole]),
        Slot::FromTo(..) | Slot::Odd => return None,
    };
    Some(Phrase::vague(text))
}

/// The years themselves; "about an unknown year" would not do.
fn decade(words: &Vocabulary, years: &str) -> Phrase {
    Phrase {
        vague: years == words.unknown_year,
        ..Phrase::exact(years.to_owned())
    }
}

fn in_some_month(words: &Vocabulary, year: &str, month: &Slot, day: &Slot) -> Option<String> {
    match (month, day) {
        (Slot::Any, Slot::Absent) => Some(fill(&words.month_in, &[year])),
        (Slot::Any, Slot::Any) => Some(fill(&words.day_in, &[year])),
        (Slot::Any, Slot::One(day)) => {
            Some(fill(&words.day_of_month_in, &[&day.to_string(), year]))
        }
        (Slot::FromTo(first, last), Slot::Absent) => {
            let (first, last) = (month_name(words, *first)?, month_name(words, *last)?);
            Some(fill(&words.month_from_to, &[first, last, year]))
        }
        _ => None,
    }
}

pub(super) fn month_name(words: &Vocabulary, month: u8) -> Option<&str> {
    words
        .months
        .get(usize::from(month).checked_sub(1)?)
        .map(String::as_str)
}

fn whole_day(words: &Vocabulary, day: u8, month: &str, year: &str) -> String {
    fill(&words.day, &[&day.to_string(), month, year])
}

fn day_from_to(words: &Vocabulary, first: u8, last: u8, month: &str) -> String {
    let (first, last) = (first.to_string(), last.to_string());
    fill(&words.day_from_to, &[&first, &last, month])
}
