//! Comma-separated values (RFC 4180): a line of names, then a line for each row, in UTF-8.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

use super::rows::Rows;
use super::write_all;
use crate::pages::data::{Cell, Column, Holds, Set};
use crate::pages::legal;
use crate::pages::site::Site;

/// What stands between the texts of a list.
pub const BETWEEN: &str = "|";

/// A set.
pub fn write(site: Site<'_>, rows: &Rows, set: Set) -> String {
    let columns = set.table().columns;
    let mut out = line(columns.iter().map(|column| column.name.into()));
    write_all(&mut out, &set.rows(site), |out, row| {
        rows.line(site, *row, out);
    });
    out
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
        // A date before the year 0 begins with a hyphen, a day after 9999 with a plus: no formulas that do
        // anything.
        Cell::Text(text) if matches!(holds, Holds::Edtf | Holds::Day) => Cow::Borrowed(text),
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
