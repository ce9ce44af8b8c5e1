//! Finds the dates and quantities of a text and says what they are.
//!
//! 1. Tokens are read as all they may be ([`crate::prose::language`]).
//! 2. The longest patterns are found, and those that only look like a date are put aside
//!    (`doubt`).
//! 3. Each is resolved in the order of the text against the day of publication, the tense of
//!    its clause and the day the story has come to (`resolve`).

mod calendar;
mod clock;
mod doubt;
mod granule;
mod lengths;
mod neighbours;
mod relative;
mod resolve;
mod story;
mod tense;

use std::ops::Range;

use chrono::{NaiveDate, Weekday};
use serde::Deserialize;

pub use granule::{Granule, Unit, weekday};

use super::language::{Found, Language, Readings};
use super::text::{Kind, Sentences, Token};

/// How the slots of a pattern become a date; the data file names one for each pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// Parts of the calendar: weekday, day, month, year, season, quarter.
    Calendar,
    /// Two numbers that share what stands behind the second: `264 to 241 BC`, `3-5 May`.
    Pair,
    /// A time of day, with its day or without.
    Clock,
    /// Counted from the publication day: `last week`.
    Deictic,
    /// Counted from the day the story has come to: `the following day`.
    Story,
    /// Some units before or after: `two years ago`, `three days later`.
    Shift,
    /// The quarter the story has come to, or the last.
    Quarter,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A length of time.
    Duration,
    /// Something that comes again and again.
    Set,
    /// Past, present or future without a date.
    Reference,
    /// A day with a name, which the offset gives.
    Holiday,
    /// What reads like a date and is none.
    None,
}

/// A text read as tokens and sentences.
pub struct Prose<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its sentences.
    pub sentences: Sentences,
    /// What its tokens may be.
    pub readings: Readings<'a>,
}

impl<'a> Prose<'a> {
    /// Reads a text.
    pub fn read(text: &'a str, language: &'a Language) -> Prose<'a> {
        let mut tokens = super::text::tokenize(text, &language.spelling);
        keep_initials(text, &mut tokens, language);
        let sentences = super::text::split(text, &mut tokens, &language.abbreviations);
        let readings = Readings::of(&tokens, &language.lexicon);
        Prose {
            text,
            tokens,
            sentences,
            readings,
        }
    }

    /// The bytes of some tokens.
    pub fn span(&self, tokens: &Range<usize>) -> Range<usize> {
        match (
            self.tokens.get(tokens.start),
            tokens
                .end
                .checked_sub(1)
                .and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) => first.span.start..last.span.end,
            _ => 0..0,
        }
    }
}

/// Leaves initials as they are that are also a word of grammar: `the WHO said`. Where all is in capitals, nobody can
/// tell.
fn keep_initials(text: &str, tokens: &mut [Token], language: &Language) {
    let is_capitals = |token: &Token| !text[token.span.clone()].contains(char::is_lowercase);
    let found = (0..tokens.len()).filter(|at| {
        let token = &tokens[*at];
        let mut near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        language.verbs.relatives.contains(&token.lower)
            && is_capitals(token)
            && near.any(|near| {
                let near = tokens.get(near);
                near.is_some_and(|near| near.is_word() && !is_capitals(near))
            })
    });
    for at in found.collect::<Vec<usize>>() {
        tokens[at].lower = text[tokens[at].span.clone()].to_string();
    }
}

/// What kind of time an expression names, in the words of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeKind {
    /// A day, or something coarser.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that comes again and again.
    Set,
}

/// Which part of its value an expression means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Portion {
    /// `early`, `the beginning of`.
    Early,
    /// `mid`.
    Middle,
    /// `late`, `the end of`.
    Late,
}

/// An expression of time.
#[derive(Clone, Debug)]
pub struct Time {
    /// The tokens it covers.
    pub tokens: Range<usize>,
    /// What kind of time it is.
    pub kind: TimeKind,
    /// The piece of the calendar it names, if it names one.
    pub granule: Option<Granule>,
    /// Its value: EDTF for what names a piece of the calendar, else as TIMEX3 has it.
    pub value: String,
    /// Which part of the value is meant.
    pub portion: Option<Portion>,
    /// Whether it says its year, so that nothing had to be guessed.
    pub explicit: bool,
    /// Whether it says the day of the month and the month.
    pub day: bool,
    /// The weekday it names.
    pub weekday: Option<Weekday>,
}

/// Finds every expression of time in a text, in its order.
pub fn times(prose: &Prose<'_>, language: &Language, published: Option<NaiveDate>) -> Vec<Time> {
    let found = find(prose, language);
    resolve::resolve(prose, language, published, &found)
}

fn find(prose: &Prose<'_>, language: &Language) -> Vec<Found> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < prose.tokens.len() {
        if prose.readings.at(at).is_empty() {
            at += 1;
            continue;
        }
        let found = language.dates.longest(&prose.readings, at);
        let found = found.map(|found| without_stop(prose, language, found));
        if let Some(idiom) = found
            .as_ref()
            .filter(|found| found.rule.action == Action::None)
        {
            at = idiom.tokens.end;
            continue;
        }
        match found.filter(|found| doubt::is_time(prose, language, found)) {
            Some(found) => {
                at = found.tokens.end;
                let year = year_of(&found);
                all.push(found);
                if let Some(second) = year.and_then(|year| shortened(prose, at, year)) {
                    at = second.tokens.end;
                    all.push(second);
                }
            }
            None => at += 1,
        }
    }
    all
}

/// A full stop belongs to an expression only where it abbreviates a word: `Nov.`
fn without_stop(prose: &Prose<'_>, language: &Language, mut found: Found) -> Found {
    let end = found.tokens.end;
    if found.tokens.len() > 1 && prose.tokens[end - 1].is_sign('.') {
        let word = &prose.tokens[end - 2].lower;
        if !language.abbreviations.contains(word) {
            found.tokens.end -= 1;
        }
    }
    found
}

fn year_of(found: &Found) -> Option<i64> {
    let last = found.slots.0.last()?;
    (last.0 == super::language::Class::Year).then_some(last.1 as i64)
}

/// The second year of `2007-08`, which borrows its century.
fn shortened(prose: &Prose<'_>, at: usize, year: i64) -> Option<Found> {
    use super::language::{Class, Rule, Slots};
    let (dash, token) = (prose.tokens.get(at)?, prose.tokens.get(at + 1)?);
    let Kind::Number { value, digits: 2 } = token.kind else {
        return None;
    };
    let later = value as i64 > year % 100;
    if !(dash.is_sign('-') || dash.is_sign('/')) || !dash.glued || !token.glued || !later {
        return None;
    }
    let year = (year / 100 * 100) as f64 + value;
    Some(Found {
        rule: Rule {
            action: Action::Calendar,
            offset: 0,
        },
        tokens: at + 1..at + 2,
        slots: Slots(vec![(Class::Year, year, at + 1)]),
    })
}
