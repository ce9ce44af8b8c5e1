//! TOML 1.1 into the tree.

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use super::{Entry, Kind, Node, Scalar, Table, Value};
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::path::SourcePath;

/// Parses the TOML that stands in `file` from byte `start` on.
///
/// Every syntax error is reported under `code`; what could be read is given all the same.
pub fn parse(text: &str, start: usize, file: &SourcePath, code: &'static str) -> Checked<Table> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let table = Reader { text, start }.table(document);
    let diagnostics = errors
        .into_iter()
        .map(|error| {
            let span = error.span().unwrap_or(0..0);
            let place = Place::span(file, span.start + start..span.end + start);
            Diagnostic::error(code, error.message().to_string(), place)
                .help(advice(text, span.start))
        })
        .collect();
    Checked::new(table, diagnostics)
}

/// What to do about a syntax error; the commonest is a date that TOML does not know.
fn advice(text: &str, at: usize) -> &'static str {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text
        .get(line_start..)
        .and_then(|rest| rest.lines().next())
        .unwrap_or("");
    let value = line.split_once('=').map_or("", |(_, value)| value.trim());
    let digits = value.starts_with(|c: char| c.is_ascii_digit()) && value.contains('-');
    if digits || value.starts_with("[..") || value.ends_with("..]") {
        "a whole day, one that exists, stands as it is: 2024-09-09; any other date needs quotation marks: \"2025-09\""
    } else {
        "texts need quotation marks; see https://toml.io"
    }
}

struct Reader<'a> {
    text: &'a str,
    start: usize,
}

impl Reader<'_> {
    fn table(&self, table: Spanned<DeTable<'_>>) -> Table {
        let span = self.shift(table.span());
        let mut entries: Vec<Entry> = table
            .into_inner()
            .into_iter()
            .map(|(key, value)| Entry {
                key_span: self.shift(key.span()),
                key: key.into_inner().into_owned(),
                node: self.node(value),
            })
            .collect();
        // The parser keeps keys by name; people read them by place.
        entries.sort_by_key(|entry| entry.key_span.start);
        Table { entries, span }
    }

    fn node(&self, value: Spanned<DeValue<'_>>) -> Node {
        let source = value.span();
        let span = self.shift(source.clone());
        let written = || self.text.get(source.clone()).unwrap_or("").to_string();
        let scalar = |kind, text| Value::Scalar(Scalar { kind, text });
        let value = match value.into_inner() {
            DeValue::String(text) => scalar(Kind::String, text.into_owned()),
            DeValue::Integer(integer) => scalar(Kind::Number, integer.to_string()),
            DeValue::Float(float) => scalar(Kind::Number, float.as_str().to_string()),
            DeValue::Boolean(truth) => scalar(Kind::Boolean, truth.to_string()),
            DeValue::Datetime(_) => scalar(Kind::Date, written()),
            DeValue::Array(items) => {
                Value::Array(items.into_iter().map(|item| self.node(item)).collect())
            }
            DeValue::Table(table) => Value::Table(self.table(Spanned::new(source.clone(), table))),
        };
        Node { value, span }
    }

    fn shift(&self, span: std::ops::Range<usize>) -> std::ops::Range<usize> {
        span.start + self.start..span.end + self.start
    }
}
