//! JSON (RFC 8259): what a set is of, then its tables, a row a line.

use serde_json::Value as Json;

use super::VERSION;
use crate::pages::data::{self, Cell, Column, Document, Format, Set, Step, Table};
use crate::pages::legal;
use crate::pages::site::Site;

/// A set.
pub fn write(site: Site<'_>, document: &Document) -> String {
    let mut members = vec![
        ("version", VERSION.to_string()),
        ("title", text(&document.title)),
        ("page", text(&data::address(site, &document.page))),
        ("publisher", text(site.config.publisher_name())),
        ("language", text(&site.language.code)),
    ];
    let license = site.config.publisher.license.as_deref();
    members.extend(license.map(|license| ("license", text(license))));
    let changed = document.changed.map(|day| text(&day.to_string()));
    members.extend(changed.map(|day| ("changed", day)));
    let about = document.about.as_ref();
    let about = about.and_then(|about| {
        let mut one = String::new();
        row(&mut one, &about.columns, about.rows.first()?);
        Some(("about", one))
    });
    members.extend(about);
    members.push((document.table.name, rows(&document.table)));
    let steps = document.steps.as_ref();
    members.extend(steps.map(|steps| ("rows", list(steps.iter(), step))));
    if !document.months.is_empty() {
        let months = document.months.iter().map(|month| {
            let month = Set::Changes(Some(*month)).url(site.newsroom, Format::Json);
            data::address(site, &month)
        });
        let months = list(months, |out, month| out.push_str(&text(&month)));
        members.push(("months", months));
    }
    object(&members)
}

/// An object with a member a line.
pub fn object(members: &[(&str, String)]) -> String {
    let members = members
        .iter()
        .map(|(name, value)| format!("{}: {value}", text(name)));
    format!("{{\n{}\n}}\n", members.collect::<Vec<_>>().join(",\n"))
}

/// The rows of a table, a line each.
pub fn rows(table: &Table) -> String {
    let rows = table.rows.iter();
    list(rows, |out, cells| row(out, &table.columns, cells))
}

/// A list with a line for each value.
fn list<T>(values: impl Iterator<Item = T>, write: impl Fn(&mut String, T)) -> String {
    let mut out = String::from("[");
    for (at, value) in values.enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        write(&mut out, value);
    }
    out.push_str(if out.len() == 1 { "]" } else { "\n]" });
    out
}

/// What happened to a row of a table.
fn step(out: &mut String, step: &Step) {
    let day = step.day;
    out.push_str(&format!(
        "{{\"sequence\":{},\"day\":\"{day}\"",
        step.sequence
    ));
    out.push_str(&format!(
        ",\"table\":\"{}\",\"key\":\"{}\"",
        step.table, step.key
    ));
    match &step.row {
        Some((columns, cells)) => {
            out.push_str(",\"put\":");
            row(out, columns, cells);
        }
        None => out.push_str(",\"removed\":true"),
    }
    out.push('}');
}

/// A row as an object. What is not known has no member.
fn row(out: &mut String, columns: &[Column], cells: &[Cell]) {
    let known = columns
        .iter()
        .zip(cells)
        .filter(|(_, cell)| **cell != Cell::Empty);
    out.push('{');
    for (at, (column, cell)) in known.enumerate() {
        out.push_str(if at == 0 { "\"" } else { ",\"" });
        out.push_str(column.name);
        out.push_str("\":");
        value(out, cell);
    }
    out.push('}');
}

fn value(out: &mut String, cell: &Cell) {
    match cell {
        Cell::Empty => out.push_str("null"),
        Cell::Text(words) => out.push_str(&text(words)),
        // With the digits it was typed with, which a binary fraction would not keep.
        Cell::Number(number) => out.push_str(&number.to_string()),
        Cell::Count(count) => out.push_str(&count.to_string()),
        Cell::Flag(so) => out.push_str(if *so { "true" } else { "false" }),
        Cell::List(texts) => {
            out.push('[');
            for (at, one) in texts.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { "," });
                out.push_str(&text(one));
            }
            out.push(']');
        }
    }
}

/// A text as JSON has it.
pub fn text(words: &str) -> String {
    Json::from(legal::xml(words)).to_string()
}

/// A value with two spaces for each step inwards.
pub fn pretty(value: &Json) -> String {
    format!("{value:#}\n")
}
