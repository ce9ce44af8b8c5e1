//! TOML 1.1 into the tree.

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use super::meant::{self, Slip};
use super::{Entry, Kind, Node, Scalar, Table, Value};
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::path::SourcePath;

/// Parses the TOML that stands in `file` from byte `start` on.
///
/// Every syntax error is reported under `code`; what could be read is given all the same.
pub fn parse(text: &str, start: usize, file: &SourcePath, code: &'static str) -> Checked<Table> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let table = Reader { text, start }.table(document);
    let mut told = None;
    let mut diagnostics = Vec::new();
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        // One slip of the pen makes several errors; the first of a line tells of it.
        let line = text
            .get(..span.start)
            .map(|before| before.matches('\n').count());
        if line.is_some() && line == told {
            continue;
        }
        told = line;
        let slip = meant::toml::find(text, span.start, error.message()).unwrap_or_else(|| Slip {
            message: error.message().to_string(),
            span,
            help: "texts need quotation marks; see https://toml.io".to_string(),
        });
        let unclosed = slip.message == meant::toml::UNCLOSED;
        let place = Place::span(file, slip.span.start + start..slip.span.end + start);
        let error = Diagnostic::error(code, slip.message, place).help(slip.help);
        // What is not closed is noticed on several lines below.
        if !diagnostics.contains(&error) {
            diagnostics.push(error);
        }
        // What the parser says further on is about lines that are no part of the list.
        if unclosed {
            break;
        }
    }
    Checked::new(table, diagnostics)
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
