//! Seasons, quarters, thirds and halves of a year in words.

use edtf_core::Date;

use super::calendar::month_name;
use super::phrase::Phrase;
use super::vocabulary::{Vocabulary, fill};
use super::years::{self, YearWords};

/// Says a season, quarter, third or half of a year.
pub(super) fn grouping(words: &Vocabulary, date: &Date) -> Option<Phrase> {
    let code = date.month?.value().filter(|code| *code > 12)?;
    let year = match YearWords::of(words, &date.year) {
        YearWords::One(year) => year,
        YearWords::OneOf(years) => within(words, &years),
        YearWords::Digits => return None,
    };
    match super::season(words, code) {
        Some(name) => Some(season(
            words,
            code,
            name,
            &turning(words, date, code).unwrap_or(year),
        )),
        None => part(words, code, &year),
    }
}

/// Says an approximate third of a year or of a month: "early 2027", "late April 2027".
pub(super) fn portion(words: &Vocabulary, date: &Date) -> Option<Phrase> {
    let YearWords::One(year) = YearWords::of(words, &date.year) else {
        return None;
    };
    let code = date.month?.value()?;
    let (nth, whole) = match date.day.map(|day| day.digits) {
        None => (usize::from(code).checked_sub(37)?, year),
        // The days of one tens digit.
        Some([Some(tens), None]) => {
            let month = month_name(words, code)?;
            (usize::from(tens), fill(&words.month, &[month, &year]))
        }
        Some(_) => return None,
    };
    let form = words.portions.get(nth).filter(|form| !form.is_empty())?;
    Some(Phrase::exact(fill(form, &[&whole])))
}

fn within(words: &Vocabulary, years: &str) -> String {
    if years == words.unknown_year {
        return years.to_owned();
    }
    fill(&words.year_in, &[years])
}

/// The northern winter and the southern summer run into the next year.
fn turning(words: &Vocabulary, date: &Date, code: u8) -> Option<String> {
    let year = date.year.value().filter(|_| matches!(code, 28 | 30))?;
    Some(years::say_turn(words, year))
}

fn season(words: &Vocabulary, code: u8, name: &str, year: &str) -> Phrase {
    let mut phrase = Phrase::exact(fill(&words.season, &[name, year]));
    match code {
        25..=28 => phrase.notes.push(words.northern.clone()),
        29..=32 => phrase.notes.push(words.southern.clone()),
        _ => {}
    }
    phrase
}

fn part(words: &Vocabulary, code: u8, year: &str) -> Option<Phrase> {
    let name = words.parts.get(usize::from(code).checked_sub(33)?)?;
    Some(Phrase {
        article: true,
        ..Phrase::exact(fill(&words.part, &[name, year]))
    })
}
