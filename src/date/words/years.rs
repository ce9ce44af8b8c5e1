//! Years in words.

use edtf_core::{Year, YearKind};

use super::vocabulary::{Vocabulary, fill};

/// How much of a year is known, and how it is said.
pub(super) enum YearWords {
    /// One year: "2024", "44 BC".
    One(String),
    /// One of several years: "the 2020s", "an unknown year".
    OneOf(String),
    /// Digits that no phrase fits: `2X24`.
    Digits,
}

impl YearWords {
    pub(super) fn of(words: &Vocabulary, year: &Year) -> Self {
        if let Some(value) = year.value() {
            return Self::One(say(words, value));
        }
        let YearKind::Standard { digits, .. } = year.kind else {
            return Self::Digits;
        };
        match digits {
            [None, None, None, None] => Self::OneOf(words.unknown_year.clone()),
            // Below the year 1000 a decade or a century has no common name.
            [None | Some(0), ..] => Self::Digits,
            // "The 1900s" could be the decade or the century.
            [_, Some(_), Some(1..), None] => Self::OneOf(decade(words, digits)),
            [_, Some(_), _, None] | [_, None, None, None] => Self::OneOf(years(words, digits)),
            _ => Self::Digits,
        }
    }
}

/// Says one year of the astronomical count, in which 0 is 1 BC.
pub(super) fn say(words: &Vocabulary, year: i64) -> String {
    let (template, count) = match year {
        ..=0 => (&words.before_christ, year.unsigned_abs() + 1),
        1..1000 => (&words.anno_domini, year.unsigned_abs()),
        1000..10_000 => return year.to_string(),
        10_000.. => (&words.long_year, year.unsigned_abs()),
    };
    fill(template, &[&count.to_string()])
}

/// Says the two years that a winter belongs to: "2025–26".
pub(super) fn say_turn(words: &Vocabulary, year: i64) -> String {
    let next = year.saturating_add(1);
    match year {
        1000..9999 if next % 100 != 0 => format!("{year}–{:02}", next % 100),
        _ => format!("{}–{}", say(words, year), say(words, next)),
    }
}

fn decade(words: &Vocabulary, digits: [Option<u8>; 4]) -> String {
    fill(&words.decade, &[&filled(digits, 0)])
}

fn years(words: &Vocabulary, digits: [Option<u8>; 4]) -> String {
    fill(&words.years, &[&filled(digits, 0), &filled(digits, 9)])
}

fn filled(digits: [Option<u8>; 4], unknown: u8) -> String {
    let digits = digits.map(|digit| char::from(b'0' + digit.unwrap_or(unknown)));
    String::from_iter(digits)
}
