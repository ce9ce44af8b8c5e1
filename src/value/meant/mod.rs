//! What a line that cannot be read was meant to be: the slips that are common in front matter, each
//! with the line to type in its place. Nothing is proposed that cannot be read itself.

pub mod toml;
pub mod yaml;

use std::ops::Range;

use chrono::NaiveDate;

use super::decimal;
use crate::date::Edtf;

/// A slip, as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// What is wrong, in lower case.
    pub message: String,
    /// The bytes meant.
    pub span: Range<usize>,
    /// What to type.
    pub help: String,
}

/// A line of a text, and where it begins.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    start: usize,
}

impl<'a> Line<'a> {
    /// The line that holds a byte.
    fn at(text: &'a str, at: usize) -> Line<'a> {
        let at = crate::diagnostic::floor(text, at);
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let line = text[start..].split('\n').next().unwrap_or("");
        Line { text: line, start }
    }

    /// The line before this one.
    fn before(self, text: &'a str) -> Option<Line<'a>> {
        let end = self.start.checked_sub(1)?;
        Some(Line::at(text, end))
    }

    /// Where a part of the line stands in the text.
    fn span_of(self, part: &str) -> Range<usize> {
        let from = part.as_ptr().addr() - self.text.as_ptr().addr() + self.start;
        from..from + part.len()
    }

    /// Key and value, where a sign parts them.
    fn parted(self, sign: char) -> Option<(&'a str, &'a str)> {
        let (key, value) = self.text.split_once(sign)?;
        let key = key.trim().trim_start_matches("- ").trim();
        let plain = |c: char| c.is_alphanumeric() || "_-.".contains(c);
        (!key.is_empty() && key.chars().all(plain)).then_some((key, value.trim()))
    }
}

/// Signs that word processors put in place of straight quotation marks.
const CURLY: [char; 8] = ['“', '”', '„', '‟', '‘', '’', '‚', '«'];

/// A text within quotation marks that keep it as it is.
fn quoted(text: &str) -> String {
    match (text.contains(['"', '\\']), text.contains('\'')) {
        (false, _) => format!("\"{text}\""),
        (true, false) => format!("'{text}'"),
        (true, true) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

/// A value in curly quotation marks with straight ones: at its ends, or wherever they stand.
fn straightened(value: &str) -> Vec<String> {
    if !value.contains(CURLY) {
        return Vec::new();
    }
    let is_mark = |c: char| CURLY.contains(&c) || matches!(c, '»' | '"' | '\'');
    let inner = value.trim_matches(is_mark);
    let double = |c: char| matches!(c, '“' | '”' | '„' | '‟' | '«' | '»');
    let ends = value.starts_with(is_mark).then(|| quoted(inner));
    ends.into_iter()
        .chain([value.replace(double, "\"")])
        .collect()
}

/// A number whose digits are grouped: `1,200`.
fn ungrouped(value: &str) -> Option<String> {
    let signs = value.contains([',', ' ', '\u{a0}', '\u{202f}', '’', '\'']);
    let digits = value.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    decimal::grouped(value).filter(|_| signs && digits)
}

/// A number with the sign of its unit, apart: `12%`, `€1,200`.
fn with_sign(value: &str) -> Option<(String, char)> {
    let is_sign = |c: &char| ['%', '€', '$', '£', '¥'].contains(c);
    let first = value.chars().next().filter(is_sign);
    let sign = first.or_else(|| value.chars().next_back().filter(is_sign))?;
    let number = decimal::grouped(value.trim_matches([sign, ' ']))?;
    Some((number, sign))
}

/// Keys that hold a date.
const DATES: [&str; 11] = [
    "date",
    "as_of",
    "reported",
    "updated",
    "embargo",
    "expires",
    "published",
    "retrieved",
    "from",
    "to",
    "lastmod",
];

/// Those that hold a whole day or an instant, in an article.
const OF_A_DAY: [&str; 6] = [
    "date",
    "updated",
    "embargo",
    "expires",
    "publishDate",
    "expiryDate",
];

/// The dates that a value may mean, as they are to be written; several where it can be read in
/// several ways.
fn dates(value: &str) -> Vec<String> {
    let text = value.trim_matches(['"', '\'']);
    match Edtf::parse(text) {
        Ok(_) => vec![text.to_string()],
        Err(error) => match (error.instead, error.help) {
            (Some(date), _) => vec![date],
            (None, Some(help)) => offered(&help),
            (None, None) => Vec::new(),
        },
    }
}

/// The texts that a help offers between backticks.
fn offered(help: &str) -> Vec<String> {
    let parts = help.split('`').skip(1).step_by(2);
    let dates = parts.filter(|part| Edtf::parse(part).is_ok());
    dates.map(str::to_string).collect()
}

/// Whether a date is one whole day, or an instant in it.
fn is_day(date: &str) -> bool {
    let parts = date.split_at_checked(10);
    parts.is_some_and(|(day, rest)| {
        let is_day = NaiveDate::parse_from_str(day, "%Y-%m-%d").is_ok();
        is_day && (rest.is_empty() || rest.starts_with('T'))
    })
}

/// A day is written as it is, any other date in quotation marks.
fn date_in_toml(date: &str) -> String {
    match NaiveDate::parse_from_str(date, "%Y-%m-%d") {
        Ok(_) => date.to_string(),
        Err(_) => format!("\"{date}\""),
    }
}

/// What to write where a key holds something of another type.
pub fn instead(key: &str, expected: &str) -> String {
    match expected {
        "true or false" => format!("write {key} = true or {key} = false"),
        "a number" => "write the number alone, in digits".to_string(),
        "a whole number" => {
            "write one number in digits, without a sign or quotation marks".to_string()
        }
        "a date" => format!("write one date: {key} = \"2025-09\""),
        "a list of tables" | "a list of ids and tables" => {
            format!("write `[[{key}]]` above each of them; in YAML, begin each with `- `")
        }
        "a list of texts" => format!("write {key} = [\"…\", \"…\"]"),
        "a table" => format!("write `[{key}]`, and its keys below; in YAML, `{key}:`"),
        _ if OF_A_DAY.contains(&key) => format!("write one day: {key} = 2024-09-09"),
        _ => format!("write one text: {key} = \"…\""),
    }
}
