//! JSON (RFC 8259): what a set is of, then its tables, a row a line.

use serde_json::{Value as Json, json};

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
    members
        .extend(about.and_then(|about| Some(("about", row(&about.columns, about.rows.first()?)))));
    let tables = document.tables.iter();
    members.extend(tables.map(|table| (table.name, rows(table))));
    let steps = document.steps.as_ref();
    members.extend(steps.map(|steps| ("rows", list(steps.iter().map(step)))));
    if !document.months.is_empty() {
        let months = document.months.iter().map(|month| {
            let month = Set::Changes(Some(*month)).url(site.newsroom, Format::Json);
            text(&data::address(site, &month))
        });
        members.push(("months", list(months)));
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
    let rows = table.rows.iter().map(|cells| row(&table.columns, cells));
    list(rows)
}

/// A list with a line for each value.
pub fn list(values: impl Iterator<Item = String>) -> String {
    let values: Vec<String> = values.collect();
    match values.is_empty() {
        true => "[]".to_string(),
        false => format!("[\n{}\n]", values.join(",\n")),
    }
}

/// What happened to a row of a table.
fn step(step: &Step) -> String {
    let mut members = vec![
        format!("\"sequence\":{}", step.sequence),
        format!("\"day\":{}", text(&step.day.to_string())),
        format!("\"table\":{}", text(step.table)),
        format!("\"key\":{}", text(&step.key)),
    ];
    members.push(match &step.row {
        Some((columns, cells)) => format!("\"put\":{}", row(columns, cells)),
        None => "\"removed\":true".to_string(),
    });
    format!("{{{}}}", members.join(","))
}

/// A row as an object. What is not known has no member.
pub fn row(columns: &[Column], cells: &[Cell]) -> String {
    let known = columns
        .iter()
        .zip(cells)
        .filter(|(_, cell)| **cell != Cell::Empty);
    let members = known.map(|(column, cell)| format!("{}:{}", text(column.name), value(cell)));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

fn value(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "null".to_string(),
        Cell::Text(words) => text(words),
        // With the digits it was typed with, which a binary fraction would not keep.
        Cell::Number(number) => number.to_string(),
        Cell::Count(count) => count.to_string(),
        Cell::Flag(so) => so.to_string(),
        Cell::List(texts) => {
            let texts = texts.iter().map(|one| text(one));
            format!("[{}]", texts.collect::<Vec<_>>().join(","))
        }
    }
}

/// A text as JSON has it.
pub fn text(words: &str) -> String {
    json!(legal::xml(words)).to_string()
}

/// A value with two spaces for each step inwards.
pub fn pretty(value: &Json) -> String {
    format!("{value:#}\n")
}
