//! Dates that cannot be: weekdays beside another day's date, and what has happened tomorrow.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::tokens::Sentence;
use crate::content::article::Article;
use crate::content::claim::Status;
use crate::date::{Edtf, Timing};
use crate::diagnostic::Diagnostic;
use crate::prose::language::{Class, english};

/// An event that has happened on a day after the one it was reported on.
pub const FUTURE: &str = "lint/happened-in-future";
/// A date in the text that moves with the day of its article.
pub const LEANING: &str = "lint/moves-with-date";
/// A weekday in the text that its date does not fall on.
pub const WEEKDAY: &str = "lint/weekday";

/// A date without a year means the nearest to the day of the article, if that is this near.
const NEAR: i64 = 60;

/// Dates in the text that the article's own day decides: who edits it moves them.
pub fn leaning(article: &Article) -> Option<Diagnostic> {
    let leaning = article.leaning.iter();
    let leaning: BTreeSet<String> = leaning
        .map(|near| format!("`{}` ({})", near.words, near.date.words()))
        .collect();
    let what = match leaning.len() {
        0 => return None,
        1 => "a date in the text moves",
        _ => "dates in the text move",
    };
    let message = format!(
        "{what} with this day: {}",
        leaning.into_iter().collect::<Vec<_>>().join(", ")
    );
    let help = "look there again if you change the day; a date with its year stays as it is";
    Some(Diagnostic::note(LEANING, message, article.date_place.clone()).help(help))
}

/// Claims that something happened on a day that had not come when it was reported.
pub fn happened_in_the_future(article: &Article) -> Vec<Diagnostic> {
    let claims = article.claims.iter();
    let dated = claims.filter_map(|claim| Some((claim, claim.date.as_ref()?)));
    let happened = dated.filter(|(claim, date)| {
        claim.status == Status::Happened
            && date.compared_to_day(claim.attribution.reported.day) == Timing::After
    });
    happened
        .map(|(claim, date)| {
            let message = format!(
                "happened {}, but was reported on {}",
                date.words(),
                Edtf::from_day(claim.attribution.reported.day).words()
            );
            let help = "mend the date, or say what was promised: status = \"planned\"";
            Diagnostic::warning(FUTURE, message, claim.date_place.clone()).help(help)
        })
        .collect()
}

/// Weekdays that do not match the date beside them: `Sunday, 9 September 2024`.
pub fn weekdays(article: &Article, prose: &[Sentence<'_>]) -> Vec<Diagnostic> {
    let published = article.date.day;
    prose
        .iter()
        .flat_map(|sentence| {
            let starts = 0..sentence.tokens.len();
            starts.filter_map(move |at| mismatch(sentence, at, published))
        })
        .collect()
}

/// A weekday and a date that begin at a token, where they do not match.
fn mismatch(sentence: &Sentence<'_>, at: usize, published: NaiveDate) -> Option<Diagnostic> {
    let (weekday, date) = weekday_first(sentence, at).or_else(|| date_first(sentence, at))?;
    let day = date.resolve(sentence, published)?;
    if day.weekday() == weekday {
        return None;
    }
    let words = |day: NaiveDate| Edtf::from_day(day).words();
    let written = sentence.written(at..date.next.max(at + 1));
    let message = format!("“{written}”: {} is a {}", words(day), name(day.weekday()));
    let nearest = nearest(day, weekday);
    let help = format!(
        "the {} nearest to it is {}; mend the weekday or the date",
        name(weekday),
        words(nearest)
    );
    let place = sentence.place(at..date.next.max(at + 1));
    Some(Diagnostic::warning(WEEKDAY, message, place).help(help))
}

/// `Sunday, 9 September 2024`, `Sunday (September 9)`, `Sunday 2024-09-09`.
fn weekday_first(sentence: &Sentence<'_>, at: usize) -> Option<(Weekday, Date)> {
    let weekday = weekday(sentence.word(at))?;
    let between = |word: &str| matches!(word, "," | "(" | "the" | "." | "on");
    let start = (at + 1..at + 4).find(|next| !between(sentence.word(*next)))?;
    Some((weekday, date(sentence, start)?))
}

/// `9 September 2024 (Sunday)`, `9 September, a Sunday`.
fn date_first(sentence: &Sentence<'_>, at: usize) -> Option<(Weekday, Date)> {
    let date = date(sentence, at)?;
    let word = |nth: usize| sentence.word(date.next + nth);
    let (named, behind) = match (word(0), word(1)) {
        ("(", named) if word(2) == ")" => (named, 3),
        (",", "a") => (word(2), 3),
        _ => return None,
    };
    let weekday = weekday(named)?;
    Some((
        weekday,
        Date {
            next: date.next + behind,
            ..date
        },
    ))
}

/// A day and a month, with a year where one is given.
#[derive(Clone, Copy)]
struct Date {
    day: u32,
    month: u32,
    year: Option<i32>,
    /// The token behind it.
    next: usize,
}

impl Date {
    /// The day meant; `None` where that is not plain.
    fn resolve(&self, sentence: &Sentence<'_>, published: NaiveDate) -> Option<NaiveDate> {
        let on = |year: i32| NaiveDate::from_ymd_opt(year, self.month, self.day);
        if let Some(year) = self.year {
            return on(year);
        }
        if sentence
            .tokens
            .iter()
            .any(|token| year(&token.text).is_some())
        {
            // `In 2018 … on Sunday, 9 September`: the year of the sentence, not of the article.
            return None;
        }
        let years = published.year() - 1..=published.year() + 1;
        let distance = |day: &NaiveDate| (*day - published).num_days().abs();
        years
            .filter_map(on)
            .min_by_key(distance)
            .filter(|day| distance(day) <= NEAR)
    }
}

fn date(sentence: &Sentence<'_>, at: usize) -> Option<Date> {
    day_first(sentence, at)
        .or_else(|| month_first(sentence, at))
        .or_else(|| iso(sentence, at))
}

/// `9 September 2024`, `9th of September`.
fn day_first(sentence: &Sentence<'_>, at: usize) -> Option<Date> {
    let day = day_of_month(sentence.word(at))?;
    let mut next = at + 1;
    next += usize::from(is_ordinal(sentence.word(next)));
    next += usize::from(sentence.word(next) == "of");
    let month = month(sentence.word(next))?;
    let (year, next) = year_behind(sentence, next + 1);
    Some(Date {
        day,
        month,
        year,
        next,
    })
}

/// `September 9, 2024`.
fn month_first(sentence: &Sentence<'_>, at: usize) -> Option<Date> {
    let month = month(sentence.word(at))?;
    let day = day_of_month(sentence.word(at + 1))?;
    let next = at + 2 + usize::from(is_ordinal(sentence.word(at + 2)));
    let (year, next) = year_behind(sentence, next);
    Some(Date {
        day,
        month,
        year,
        next,
    })
}

/// `2024-09-09`, which is read as five tokens.
fn iso(sentence: &Sentence<'_>, at: usize) -> Option<Date> {
    let year = year(sentence.word(at))?;
    let two_digits = |nth: usize| {
        let word = sentence.word(at + nth);
        (word.len() == 2)
            .then(|| word.parse::<u32>().ok())
            .flatten()
    };
    (sentence.word(at + 1) == "-" && sentence.word(at + 3) == "-").then_some(())?;
    Some(Date {
        day: two_digits(4)?,
        month: two_digits(2)?,
        year: Some(year),
        next: at + 5,
    })
}

fn year_behind(sentence: &Sentence<'_>, at: usize) -> (Option<i32>, usize) {
    let comma = usize::from(sentence.word(at) == ",");
    match year(sentence.word(at + comma)) {
        Some(year) => (Some(year), at + comma + 1),
        None => (None, at),
    }
}

fn day_of_month(word: &str) -> Option<u32> {
    let day = word.parse().ok()?;
    (word.len() <= 2 && (1..=31).contains(&day)).then_some(day)
}

fn is_ordinal(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th")
}

fn year(word: &str) -> Option<i32> {
    let year = word.parse().ok()?;
    (word.len() == 4 && (1000..=2999).contains(&year)).then_some(year)
}

fn month(word: &str) -> Option<u32> {
    let month = english()?.lexicon.value(word, Class::Month)?;
    u32::try_from(month).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    // Full names alone: `sun` and `sat` are words of their own.
    let full = word.len() >= 6;
    let number = english()?
        .lexicon
        .value(word, Class::Weekday)
        .filter(|_| full)?;
    let from_monday = u8::try_from(number).ok()?.checked_sub(1)?;
    Weekday::try_from(from_monday).ok()
}

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// The day of a weekday that is nearest to a day.
fn nearest(day: NaiveDate, weekday: Weekday) -> NaiveDate {
    let days = (0..7).filter_map(|ahead| (day - Days::new(3)).checked_add_days(Days::new(ahead)));
    days.into_iter()
        .find(|near| near.weekday() == weekday)
        .unwrap_or(day)
}
