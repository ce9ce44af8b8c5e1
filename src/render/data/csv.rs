//! Comma-separated values (RFC 4180): a line of names, then a line for each row, in UTF-8.

use std::borrow::Cow;
use std::sync::Arc;

use csv::{Terminator, WriterBuilder};

use super::rows::Written;
use crate::pages::data::{Cell, Column, Holds, Table};
use crate::pages::legal;

/// What stands between the texts of a list.
pub const BETWEEN: &str = "|";

/// A table with these rows.
pub fn write(table: &Table, rows: &[Arc<Written>]) -> String {
    let names = line(table.columns.iter().map(|column| column.name.into()));
    let lines = rows.iter().map(|row| &*row.csv);
    let all: Vec<&str> = std::iter::once(&*names).chain(lines).collect();
    all.concat()
}

/// The line of a row.
pub fn row(cells: &[(Column, Cell)]) -> String {
    line(cells.iter().map(|(column, cell)| text(cell, column.holds)))
}

fn line<'a>(fields: impl Iterator<Item = Cow<'a, str>>) -> String {
    // A row has a few hundred bytes: more room would be made for each in vain.
    let mut out = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .buffer_capacity(1024)
        .from_writer(Vec::new());
    // Writing to memory fails only where there is none left.
    let _ = out.write_record(fields.map(Cow::into_owned));
    let bytes = out.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn text(cell: &Cell, holds: Holds) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        // A date before the year 0 begins with a hyphen and is no formula that does anything.
        Cell::Text(text) if holds == Holds::Edtf => Cow::Borrowed(text),
        Cell::Text(text) => defused(legal::xml(text)),
        Cell::Number(number) => number.to_string().into(),
        Cell::Count(count) => count.to_string().into(),
        Cell::Flag(so) => so.to_string().into(),
        Cell::List(texts) => {
            let texts = texts
                .iter()
                .map(|text| legal::line(text).replace(BETWEEN, "/"));
            defused(texts.collect::<Vec<_>>().join(BETWEEN).into())
        }
    }
}

/// A text that no spreadsheet takes for a formula and runs: it would begin with one of a few
/// characters, and has an apostrophe before them.
fn defused(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        true => format!("'{text}").into(),
        false => text,
    }
}
