//! Comma-separated values (RFC 4180): a line of names, then a line for each row, in UTF-8.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

use crate::pages::data::{Cell, Holds, Table};
use crate::pages::legal;

/// What stands between the texts of a list.
pub const BETWEEN: &str = "|";

/// A table.
pub fn write(table: &Table) -> String {
    let mut out = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    // Writing to memory fails only where there is none left.
    let _ = out.write_record(table.columns.iter().map(|column| column.name));
    for row in &table.rows {
        let cells = row.iter().zip(&table.columns);
        let cells = cells.map(|(cell, column)| text(cell, column.holds));
        let _ = out.write_record(cells.map(Cow::into_owned));
    }
    let bytes = out.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn text(cell: &Cell, holds: Holds) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        // A date before the year 0 begins with a hyphen and is no formula that does anything.
        Cell::Text(text) if holds == Holds::Edtf => Cow::Borrowed(text),
        Cell::Text(text) => defused(legal::xml(text)).into(),
        Cell::Number(number) => number.to_string().into(),
        Cell::Count(count) => count.to_string().into(),
        Cell::Flag(so) => so.to_string().into(),
        Cell::List(texts) => {
            let texts = texts
                .iter()
                .map(|text| legal::line(text).replace(BETWEEN, "/"));
            defused(texts.collect::<Vec<_>>().join(BETWEEN)).into()
        }
    }
}

/// A text that no spreadsheet takes for a formula and runs: it would begin with one of a few
/// characters, and has an apostrophe before them.
fn defused(text: String) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        true => format!("'{text}"),
        false => text,
    }
}
