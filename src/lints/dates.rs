//! Dates that cannot be: weekdays beside another day's date, and what has happened tomorrow.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::text::Block;
use crate::content::article::Article;
use crate::content::claim::Status;
use crate::date::{Edtf, Timing};
use crate::diagnostic::Diagnostic;
use crate::prose::language::{Class, Mark};
use crate::prose::tagger::{Time, weekday};
use crate::prose::text::Kind;

/// An event that has happened on a day after the one it was reported on.
pub const FUTURE: &str = "lint/happened-in-future";
/// A date in the text that moves with the day of its article.
pub const LEANING: &str = "lint/moves-with-date";
/// A weekday in the text that its date does not fall on.
pub const WEEKDAY: &str = "lint/weekday";

/// A date without a year means the nearest to the day of the article, if that is this near.
const NEAR: i64 = 60;

/// How many words lie between a weekday and its date at most, with a time of day.
const NEARBY: usize = 12;

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
pub fn weekdays(article: &Article, text: &[Block<'_>]) -> Vec<Diagnostic> {
    let published = article.date.day;
    // To read all dates takes long, and most weekdays stand by themselves.
    let dated = text.iter().filter(|block| {
        let mut tokens = 0..block.prose.tokens.len();
        tokens.any(|at| named(block, at).is_some() && may_have_a_date(block, at))
    });
    dated
        .flat_map(|block| {
            let times = block.times();
            let pairs = (0..times.len()).filter_map(|at| pair(block, &times, at));
            let found = pairs.filter_map(|pair| mismatch(block, &pair, published));
            found.collect::<Vec<_>>()
        })
        .collect()
}

/// Whether the month of a day stands near a weekday.
fn may_have_a_date(block: &Block<'_>, weekday: usize) -> bool {
    let tokens = &block.prose.tokens;
    let mut near = weekday.saturating_sub(NEARBY)..tokens.len().min(weekday + NEARBY);
    near.any(|at| {
        let entry = block.prose.readings.entries[at];
        matches!(tokens[at].kind, Kind::Day(_))
            || entry.is_some_and(|entry| entry.value(Class::Month).is_some())
    })
}

/// A weekday and the date that stands beside it.
struct Pair<'t> {
    weekday: Weekday,
    date: &'t Time,
    /// The tokens of both.
    tokens: Range<usize>,
}

/// `Sunday, 9 September 2024`, `Sunday (September 9)`, `9 September (Sunday)`, `9 September, a Sunday`.
fn pair<'t>(block: &Block<'_>, times: &'t [Time], at: usize) -> Option<Pair<'t>> {
    let time = &times[at];
    let is = |at: usize, sign: char| {
        let token = block.prose.tokens.get(at);
        token.is_some_and(|token| token.is_sign(sign))
    };
    if let Some(weekday) = time.weekday {
        // A time of day may stand before it.
        let mut own = time.tokens.clone();
        let start = own.find(|at| named(block, *at).is_some())?;
        if is_listed(block, start) {
            return None;
        }
        if time.day {
            let tokens = start..time.tokens.end;
            return Some(Pair {
                weekday,
                date: time,
                tokens,
            });
        }
        let date = times.get(at + 1)?;
        let between = time.tokens.end..date.tokens.start;
        let leads = between.len() <= 3 && between.clone().all(|at| parts(block, at));
        let beside = leads && is_one_sentence(block, time.tokens.start, date.tokens.start);
        let bracket = between.clone().any(|at| is(at, '(')) && is(date.tokens.end, ')');
        let tokens = start..date.tokens.end + usize::from(bracket);
        let pair = Pair {
            weekday,
            date,
            tokens,
        };
        let sound = date.day && date.weekday.is_none() && names_month(block, date);
        return (beside && sound).then_some(pair);
    }
    let end = time.tokens.end;
    let one = |at: usize| block.language.lexicon.value(block.word(at), Class::One);
    let (weekday, behind) = match () {
        () if is(end, '(') && is(end + 2, ')') => (named(block, end + 1)?, 3),
        () if is(end, ',') && one(end + 1).is_some() => (named(block, end + 2)?, 3),
        () => return None,
    };
    let tokens = time.tokens.start..end + behind;
    (time.day && is_one_sentence(block, end - 1, end + 2)).then_some(Pair {
        weekday,
        date: time,
        tokens,
    })
}

/// Whether another weekday stands before one: `Sunday and Monday, 8 and 9 September`.
fn is_listed(block: &Block<'_>, weekday: usize) -> bool {
    let joins = |at: usize| {
        let entry = block.prose.readings.entries[at];
        entry.is_some_and(|entry| entry.is(Mark::Joins))
    };
    let before = weekday.checked_sub(2);
    before.is_some_and(|before| joins(before + 1) && named(block, before).is_some())
}

/// Whether a date has its month beside its day, which `8` of `8 and 9 September` has not.
fn names_month(block: &Block<'_>, date: &Time) -> bool {
    date.tokens.clone().any(|at| {
        let entry = block.prose.readings.entries[at];
        let month = entry.is_some_and(|entry| entry.value(Class::Month).is_some());
        month || matches!(block.prose.tokens[at].kind, Kind::Day(_))
    })
}

/// The weekday that a token names.
fn named(block: &Block<'_>, at: usize) -> Option<Weekday> {
    let entry = block.prose.readings.entries.get(at).copied().flatten();
    weekday(entry?.value(Class::Weekday)?)
}

/// Whether a token may stand between a weekday and its date.
fn parts(block: &Block<'_>, at: usize) -> bool {
    let token = &block.prose.tokens[at];
    let entry = block.prose.readings.entries[at];
    matches!(token.kind, Kind::Sign(',' | '(' | '.'))
        || entry.is_some_and(|entry| entry.is(Mark::Within))
}

fn is_one_sentence(block: &Block<'_>, one: usize, other: usize) -> bool {
    let sentence = |at: usize| block.prose.tokens.get(at).map(|token| token.sentence);
    sentence(one) == sentence(other)
}

/// What is said of a weekday and a date that do not match.
fn mismatch(block: &Block<'_>, pair: &Pair<'_>, published: NaiveDate) -> Option<Diagnostic> {
    let day = meant(block, pair.date, published)?;
    if day.weekday() == pair.weekday || turned(block, pair, day) {
        return None;
    }
    let words = |day: NaiveDate| Edtf::from_day(day).words();
    let written = block.written(&pair.tokens);
    let message = format!("“{written}”: {} is a {}", words(day), name(day.weekday()));
    let nearest = nearest(day, pair.weekday);
    let help = format!(
        "the {} nearest to it is {}; mend the weekday or the date",
        name(pair.weekday),
        words(nearest)
    );
    Some(Diagnostic::warning(WEEKDAY, message, block.place(&pair.tokens)).help(help))
}

/// The day meant; `None` where that is not plain.
fn meant(block: &Block<'_>, date: &Time, published: NaiveDate) -> Option<NaiveDate> {
    let day = date.granule?.first()?;
    if date.explicit {
        return Some(day);
    }
    let sentence = block.prose.tokens[date.tokens.start].sentence;
    let tokens = &block.prose.tokens[block.prose.sentences.tokens[sentence].clone()];
    // `In 2018 … on Sunday, 9 September`: the year of the sentence, not of the article.
    let mut years = tokens.iter().filter(|token| match token.kind {
        Kind::Number { value, digits: 4 } => (1000.0..3000.0).contains(&value),
        kind => matches!(kind, Kind::Day(_)),
    });
    if years.next().is_some() {
        return None;
    }
    let years = published.year() - 1..=published.year() + 1;
    let distance = |day: &NaiveDate| (*day - published).num_days().abs();
    years
        .filter_map(|year| day.with_year(year))
        .min_by_key(distance)
        .filter(|day| distance(day) <= NEAR)
}

/// Whether a day in figures falls on the weekday where day and month change places: `Monday, 09/10/2024`.
fn turned(block: &Block<'_>, pair: &Pair<'_>, day: NaiveDate) -> bool {
    let last = &block.prose.tokens[pair.date.tokens.end - 1];
    let figures =
        matches!(last.kind, Kind::Day(_)) && !block.word(pair.date.tokens.end - 1).contains('-');
    let other = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month());
    figures && other.is_some_and(|other| other.weekday() == pair.weekday)
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
