//! What to write instead: the mistakes that authors commonly make.

mod figures;
mod framed;
mod prose;

use edtf_core::ParseError;

use super::error::DateError;
use super::profile::accepts;
use crate::prose::language::{self, Class, Language, Mark};

/// What is said of words that may mean several dates, or of which EDTF alone is expected.
const WORDS: &str = "these words leave open which date is meant";

/// A common mistake, and what to do about it.
struct Mistake {
    message: &'static str,
    help: String,
}

/// Explains why the text was refused.
pub(super) fn explain(text: &str, error: ParseError) -> DateError {
    let finders = [
        spaces,
        wrong_case,
        bare_range,
        older_draft,
        figures::find,
        in_words,
        unclosed,
    ];
    let found = finders.iter().find_map(|find| find(text));
    let (message, help) = match found {
        Some(mistake) => (mistake.message.to_owned(), Some(mistake.help)),
        None => (lower_first(error.message), advice(text, error)),
    };
    let instead = help.as_deref().and_then(only);
    DateError {
        message,
        offset: error.offset,
        help,
        instead,
    }
}

/// Words that a language has for several dates: which.
pub(super) fn open(all: impl Iterator<Item = String>) -> DateError {
    let all: Vec<String> = all.map(|date| format!("`{date}`")).collect();
    DateError {
        message: WORDS.to_owned(),
        offset: 0,
        help: Some(format!("write {}, whichever is meant", all.join(" or "))),
        instead: None,
    }
}

/// The date that words can mean alone, as EDTF writes it; in figures nothing is read but EDTF.
pub(super) fn said(text: &str) -> Option<String> {
    if !text.contains(char::is_alphabetic) {
        return None;
    }
    let meant = || {
        let mistake = in_words(text)?;
        only(&mistake.help)
    };
    // The end of a month may be its last day or its last days.
    let ends = |language: &Language| {
        let mut words = text.split_whitespace();
        words.any(|word| framed::is_end(word, language))
    };
    let week = language::all().find_map(|language| week(text, language));
    week.or_else(|| (!language::all().any(ends)).then(meant)?)
}

/// The date that words were meant to be, in any language that is known.
fn in_words(text: &str) -> Option<Mistake> {
    language::all()
        .find_map(|language| framed::find(text, language).or_else(|| prose::find(text, language)))
}

/// `w46 of 2026`, `week 46, 2026`.
fn week(text: &str, language: &Language) -> Option<String> {
    let text = text.replace(',', " ");
    let lexicon = &language.lexicon;
    let within = |word: &&str| {
        let entry = lexicon.get(word);
        entry.is_some_and(|entry| entry.is(Mark::Within))
    };
    let is_week = |word: &str| lexicon.value(word, Class::Period) == Some(WEEK);
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !within(word))
        .collect();
    let (week, year) = match words[..] {
        [word, week, year] if is_week(word) => (week, year),
        [week, year] => (week.strip_prefix('w')?, year),
        _ => return None,
    };
    let week: u8 = week.parse().ok()?;
    Some(format!("{year}-W{week:02}"))
}

/// The number of a week among the units of a language.
const WEEK: i64 = 5;

/// Proposes a text, where it is a date of the profile.
fn write(candidate: &str) -> Option<String> {
    accepts(candidate).then(|| format!("write `{candidate}`"))
}

/// The text proposed by a help that proposes nothing besides.
fn only(help: &str) -> Option<String> {
    let only = help.strip_prefix("write `")?.strip_suffix('`')?;
    (!only.contains('`')).then(|| only.to_owned())
}

fn spaces(text: &str) -> Option<Mistake> {
    let help = write(text.trim()).filter(|_| text.trim() != text)?;
    Some(Mistake {
        message: "spaces before or after the date",
        help,
    })
}

fn wrong_case(text: &str) -> Option<Mistake> {
    let help = write(&text.replace('u', "X").to_ascii_uppercase())?;
    let message = if text.contains('x') {
        "an unspecified digit is a capital X"
    } else if text.contains('u') {
        "an unspecified digit is an X"
    } else {
        "the letters of a date are capitals"
    };
    Some(Mistake { message, help })
}

/// `..2025-09`, `2025-09..` and `2025..2026` lack the brackets of a choice.
fn bare_range(text: &str) -> Option<Mistake> {
    let (from, to) = text.split_once("..").filter(|_| !text.contains(','))?;
    let help = write(&format!("[{text}]"))?;
    let between = !(from.is_empty() || to.is_empty());
    Some(Mistake {
        message: "a range of dates without its brackets",
        help: if between {
            format!("{help} for a date between the two, `{from}/{to}` for all that time")
        } else {
            help
        },
    })
}

/// `2014/open` and `2014/unknown` were the words of EDTF before it became part of ISO 8601.
fn older_draft(text: &str) -> Option<Mistake> {
    let new = text.replace("open", "..").replace("unknown", "");
    let help = write(&new).filter(|_| text.contains('/') && new != text)?;
    Some(Mistake {
        message: "an open end of an interval is `..`, and an unknown one is left out",
        help,
    })
}

fn unclosed(text: &str) -> Option<Mistake> {
    let help = write(&format!("{text}]")).or_else(|| write(&format!("{text}}}")))?;
    Some(Mistake {
        message: "a set of dates without its closing bracket",
        help,
    })
}

/// Says what to do about what the parser found.
fn advice(text: &str, error: ParseError) -> Option<String> {
    let said = error.message;
    if said.starts_with("day is out of range") {
        return figures::days_of_month(text, error.offset);
    }
    if said.contains("end precedes") {
        return Some("the earlier date comes first".to_owned());
    }
    let help = match said {
        "month must be 01-12 or a sub-year code 21-41" => {
            "write a month from 01 to 12, a season from 25 to 32 or a quarter from 33 to 36"
        }
        "empty input" => "write a date, such as `2024-09-09`, `2024-09` or `2024`",
        "unterminated set" => "close `[` with `]`, and `{` with `}`",
        "Y-prefixed years require |year| > 9999" => "write a year of four digits without `Y`",
        _ => return None,
    };
    Some(help.to_owned())
}

/// The parser begins some messages with a name, such as EDTF, that stays as it is.
fn lower_first(message: &str) -> String {
    let mut letters = message.chars();
    match (letters.next(), letters.as_str()) {
        (Some(first), rest) if !rest.starts_with(|c: char| c.is_uppercase() || c == '-') => {
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => message.to_owned(),
    }
}
