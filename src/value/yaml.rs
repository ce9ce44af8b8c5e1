//! YAML 1.2 into the tree.

use std::collections::HashMap;
use std::collections::hash_map::Entry::{Occupied, Vacant};
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location, Spanned};

use super::meant::{self, Slip};
use super::{Entry, Kind, Node, Scalar, Table, Value};
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::path::SourcePath;

/// Parses the YAML that stands in `file` from byte `start` on; it must be a mapping.
///
/// The first syntax error is reported under `code`.
pub fn parse(text: &str, start: usize, file: &SourcePath, code: &'static str) -> Checked<Table> {
    let whole = start..start + text.len();
    let error = |message: String, span: Range<usize>| {
        let slip = meant::yaml::find(text, span.start.saturating_sub(start));
        let slip = slip.map_or_else(
            || Slip {
                message,
                span: span.clone(),
                help: UNREAD.to_string(),
            },
            |slip| Slip {
                span: shift(slip.span.clone(), start),
                ..slip
            },
        );
        let place = Place::span(file, slip.span);
        let diagnostic = Diagnostic::error(code, slip.message, place).help(slip.help);
        Checked::new(Table::default(), vec![diagnostic])
    };
    if text.trim().is_empty() {
        return Checked::clean(Table {
            entries: Vec::new(),
            span: whole,
        });
    }
    let place = |problem: &serde_saphyr::Error| {
        let at = problem.location().map_or(0..0, |location| {
            bytes(location).unwrap_or_else(|| at_line(text, location))
        });
        shift(at, start)
    };
    // Where a key stands twice the last one counts, as in most generators; that is told beside.
    let options = serde_saphyr::options! {
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::PassThrough,
    };
    let read = serde_saphyr::from_str_with_options::<Spanned<Any>>(text, options);
    match read {
        Err(problem) => error(message(&problem), place(&problem)),
        Ok(document) => {
            let mut twice = Vec::new();
            let read = node(document, text, start, &mut twice);
            let twice = twice.into_iter().map(|again| again_key(again, file));
            match read {
                Node {
                    value: Value::Table(table),
                    ..
                } => Checked::new(
                    Table {
                        span: whole,
                        ..table
                    },
                    twice.collect(),
                ),
                Node {
                    value: Value::Null, ..
                } => Checked::clean(Table {
                    entries: Vec::new(),
                    span: whole,
                }),
                other => error(
                    format!("expected keys with values, found {}", other.value.kind()),
                    other.span,
                ),
            }
        }
    }
}

/// What to do where no slip is known.
const UNREAD: &str =
    "indent with spaces, and quote a text that holds a colon or begins with a sign";

/// The code of the warning that a key stands twice in one table.
pub const TWICE: &str = "front-matter/duplicate-key";

fn again_key((key, span): (String, Range<usize>), file: &SourcePath) -> Diagnostic {
    let message = format!("`{key}` stands twice; the last one counts");
    Diagnostic::warning(TWICE, message, Place::span(file, span))
        .help("keep one of them, the last counts")
}

/// The problem alone, without the snippet and the place, which the diagnostic carries.
fn message(problem: &serde_saphyr::Error) -> String {
    let text = problem.without_snippet().to_string();
    let first = text.lines().next().unwrap_or_default();
    let first = first
        .rsplit_once(" at line ")
        .map_or(first, |(before, _)| before);
    let first = match first.split_once(": ") {
        Some((place, rest)) if place.starts_with("error: line ") => rest,
        _ => first,
    };
    let mut characters = first.trim_end_matches(':').chars();
    characters
        .next()
        .map(|c| c.to_lowercase().chain(characters).collect())
        .unwrap_or_default()
}

/// Any YAML value, its scalars not yet looked at.
enum Any {
    Text(String),
    Number,
    Boolean,
    Null,
    Array(Vec<Spanned<Any>>),
    Table(Vec<(Spanned<String>, Spanned<Any>)>),
}

impl<'de> Deserialize<'de> for Any {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyVisitor)
    }
}

struct AnyVisitor;

impl<'de> Visitor<'de> for AnyVisitor {
    type Value = Any;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Any, E> {
        Ok(Any::Boolean)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Any, E> {
        Ok(Any::Number)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Any, E> {
        Ok(Any::Number)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Any, E> {
        Ok(Any::Number)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Any, E> {
        Ok(Any::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Any, E> {
        Ok(Any::Number)
    }

    fn visit_str<E>(self, text: &str) -> Result<Any, E> {
        Ok(Any::Text(text.to_string()))
    }

    fn visit_string<E>(self, text: String) -> Result<Any, E> {
        Ok(Any::Text(text))
    }

    fn visit_unit<E>(self) -> Result<Any, E> {
        Ok(Any::Null)
    }

    fn visit_none<E>(self) -> Result<Any, E> {
        Ok(Any::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Any, D::Error> {
        Any::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Any, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element()? {
            array.push(item);
        }
        Ok(Any::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Any, A::Error> {
        let mut table = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            table.push(entry);
        }
        Ok(Any::Table(table))
    }
}

/// Keys that stand once more, each with the place where it does.
type Twice = Vec<(String, Range<usize>)>;

fn node(any: Spanned<Any>, text: &str, start: usize, twice: &mut Twice) -> Node {
    let place = bytes(any.referenced).unwrap_or(0..0);
    // Behind an alias (`*name`) the text that counts is the anchored one.
    let defined = bytes(any.defined).unwrap_or_else(|| place.clone());
    let written = || text.get(defined.clone()).unwrap_or("").trim().to_string();
    let scalar = |kind, text| Value::Scalar(Scalar { kind, text });
    let value = match any.value {
        Any::Text(text) => scalar(Kind::String, text),
        Any::Number => scalar(Kind::Number, written()),
        Any::Boolean => scalar(Kind::Boolean, written()),
        Any::Null => Value::Null,
        Any::Array(items) => Value::Array(
            items
                .into_iter()
                .map(|item| node(item, text, start, twice))
                .collect(),
        ),
        Any::Table(entries) => Value::Table(Table {
            span: shift(place.clone(), start),
            entries: entries_of(entries, text, start, twice),
        }),
    };
    Node {
        value,
        span: shift(place, start),
    }
}

fn entries_of(
    pairs: Vec<(Spanned<String>, Spanned<Any>)>,
    text: &str,
    start: usize,
    twice: &mut Twice,
) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::with_capacity(pairs.len());
    let mut places: HashMap<String, usize> = HashMap::new();
    for (key, value) in pairs {
        let entry = Entry {
            key_span: shift(bytes(key.referenced).unwrap_or(0..0), start),
            key: key.value,
            node: node(value, text, start, twice),
        };
        match places.entry(entry.key.clone()) {
            Occupied(place) => {
                twice.push((entry.key.clone(), entry.key_span.clone()));
                entries[*place.get()] = entry;
            }
            Vacant(place) => {
                place.insert(entries.len());
                entries.push(entry);
            }
        }
    }
    entries
}

/// Where a location's line and column are, for errors that carry no bytes.
fn at_line(text: &str, location: Location) -> Range<usize> {
    let number = |count: u64| usize::try_from(count).unwrap_or(1).saturating_sub(1);
    let start: usize = text
        .split_inclusive('\n')
        .take(number(location.line()))
        .map(str::len)
        .sum();
    let line = text.get(start..).unwrap_or("");
    let column: usize = line
        .chars()
        .take(number(location.column()))
        .map(char::len_utf8)
        .sum();
    start + column..start + column
}

fn bytes(location: Location) -> Option<Range<usize>> {
    let span = location.span();
    let at = usize::try_from(span.byte_offset()?).ok()?;
    let length = usize::try_from(span.byte_len()?).ok()?;
    Some(at..at + length)
}

fn shift(span: Range<usize>, start: usize) -> Range<usize> {
    span.start + start..span.end + start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        let checked = parse(text, 0, &SourcePath::new("x.md"), "yaml");
        assert_eq!(checked.diagnostics, [], "{text}");
        checked.value
    }

    #[test]
    fn scalars_keep_the_text_they_were_written_with() {
        let text =
            "day: 2024-09-09\nyear: 2014\nmonth: 2025-09\nquoted: \"2014\"\nno: no\nnothing:\n";
        let table = table(text);
        let written: Vec<_> = table
            .entries
            .iter()
            .map(|entry| match &entry.node.value {
                Value::Scalar(scalar) => (
                    entry.key.as_str(),
                    scalar.text.as_str(),
                    &text[entry.node.span.clone()],
                ),
                _ => (entry.key.as_str(), "", ""),
            })
            .collect();
        assert_eq!(
            written,
            [
                ("day", "2024-09-09", "2024-09-09"),
                ("year", "2014", "2014"),
                ("month", "2025-09", "2025-09"),
                ("quoted", "2014", "\"2014\""),
                ("no", "no", "no"),
                ("nothing", "", "")
            ]
        );
    }

    #[test]
    fn an_error_names_its_place_without_a_snippet() {
        let checked = parse("a: [1, 2\nb: 3\n", 4, &SourcePath::new("x.md"), "yaml");
        assert_eq!(checked.diagnostics.len(), 1);
        assert!(!checked.diagnostics[0].message.contains('\n'));
    }
}
