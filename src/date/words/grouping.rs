//! Seasons, quarters, thirds and halves of a year in words.

use edtf_core::Date;

use super::phrase::Phrase;
use super::vocabulary::{ENGLISH, fill};
use super::years::{self, YearWords};

/// Says a season, quarter, third or half of a year.
pub(super) fn grouping(date: &Date) -> Option<Phrase> {
    let code = date.month?.value().filter(|code| *code > 12)?;
    let year = match YearWords::of(&date.year) {
        YearWords::One(year) => year,
        YearWords::OneOf(years) => within(&years),
        YearWords::Digits => return None,
    };
    match super::season(code) {
        Some(name) => Some(season(code, name, &turning(date, code).unwrap_or(year))),
        None => part(code, &year),
    }
}

fn within(years: &str) -> String {
    if years == ENGLISH.unknown_year {
        return years.to_owned();
    }
    fill(ENGLISH.year_in, &[years])
}

/// The northern winter and the southern summer run into the next year.
fn turning(date: &Date, code: u8) -> Option<String> {
    let year = date.year.value().filter(|_| matches!(code, 28 | 30))?;
    Some(years::say_turn(year))
}

fn season(code: u8, name: &str, year: &str) -> Phrase {
    let mut phrase = Phrase::exact(fill(ENGLISH.season, &[name, year]));
    match code {
        25..=28 => phrase.notes.push(ENGLISH.northern.to_owned()),
        29..=32 => phrase.notes.push(ENGLISH.southern.to_owned()),
        _ => {}
    }
    phrase
}

fn part(code: u8, year: &str) -> Option<Phrase> {
    let name = ENGLISH.parts.get(usize::from(code).checked_sub(33)?)?;
    Some(Phrase {
        article: true,
        ..Phrase::exact(fill(ENGLISH.part, &[name, year]))
    })
}
