//! JSON (RFC 8259): what a set is of, then its rows, one a line.

use std::ops::Range;

use serde_json::Value as Json;

use super::rows::Rows;
use super::{VERSION, write_all};
use crate::pages::data::{self, Cell, Column, Format, Happened, Set, Step};
use crate::pages::legal;
use crate::pages::site::Site;

/// A row as an object.
pub struct Object {
    /// The object.
    pub text: Box<str>,
    /// Where what Dateline concludes stands in it.
    derived: Box<[Range<usize>]>,
}

impl Object {
    /// The object without what Dateline concludes, in parts: what authors wrote, and nothing that another
    /// fact or a day can change.
    fn as_written(&self) -> impl Iterator<Item = &str> {
        let from = self.derived.iter().map(|range| range.end);
        let to = self.derived.iter().map(|range| range.start);
        let from = std::iter::once(0).chain(from);
        let to = to.chain([self.text.len()]);
        from.zip(to)
            .filter_map(|(from, to)| self.text.get(from..to))
    }
}

/// A set.
pub fn write(site: Site<'_>, rows: &Rows, set: Set) -> String {
    let document = set.document(site);
    let mut out = Members(String::new());
    out.member("version").push_str(&VERSION.to_string());
    out.text("title", &document.title);
    out.text("page", &data::address(site, &document.page));
    out.text("publisher", site.config.publisher_name());
    out.text("language", &site.language.code);
    if let Some(license) = &site.config.publisher.license {
        out.text("license", license);
    }
    if let Some(day) = document.changed {
        out.text("changed", &day.to_string());
    }
    if let Some(about) = document.about {
        let out = out.member("about");
        rows.object(site, about, |about| out.push_str(&about.text));
    }
    let table = out.member(set.table().name);
    list(table, &set.rows(site), |out, row| {
        rows.object(site, *row, |row| out.push_str(&row.text));
    });
    if let Set::Changes(month) = set {
        let steps = data::steps(site, month);
        list(out.member("rows"), &steps, |out, one| {
            step(out, site, rows, one);
        });
        let months = match month {
            Some(_) => Vec::new(),
            None => data::months(site.newsroom),
        };
        if !months.is_empty() {
            list(out.member("months"), &months, |out, month| {
                let month = Set::Changes(Some(*month)).url(site.newsroom, Format::Json);
                out.push_str(&text(&data::address(site, &month)));
            });
        }
    }
    out.whole()
}

/// An object with a member a line, as far as it is written.
struct Members(String);

impl Members {
    /// Begins a member; what its value is, is to be written next.
    fn member(&mut self, name: &str) -> &mut String {
        let before = if self.0.is_empty() { "{\n" } else { ",\n" };
        for part in [before, &text(name), ": "] {
            self.0.push_str(part);
        }
        &mut self.0
    }

    fn text(&mut self, name: &str, value: &str) {
        self.member(name).push_str(&text(value));
    }

    fn whole(mut self) -> String {
        self.0.push_str("\n}\n");
        self.0
    }
}

/// A list with a line for each value.
fn list<T>(out: &mut String, values: &[T], mut write: impl FnMut(&mut String, &T)) {
    let mut before = "[\n";
    write_all(out, values, |out, value| {
        out.push_str(before);
        write(out, value);
        before = ",\n";
    });
    out.push_str(if values.is_empty() { "[]" } else { "\n]" });
}

/// What happened to a row of a table.
fn step(out: &mut String, site: Site<'_>, rows: &Rows, step: &Step) {
    let (table, key) = match &step.what {
        Happened::Came(row) => (row.table(), row.key(site)),
        Happened::Went(table, key) => (*table, key.clone()),
    };
    let (sequence, day) = (step.sequence, step.day);
    out.push_str(&format!(
        "{{\"sequence\":{sequence},\"day\":\"{day}\",\"table\":\"{table}\",\"key\":\"{key}\""
    ));
    match &step.what {
        Happened::Came(row) => {
            out.push_str(",\"put\":");
            rows.object(site, *row, |row| out.extend(row.as_written()));
        }
        Happened::Went(..) => out.push_str(",\"removed\":true"),
    }
    out.push('}');
}

/// A row as an object. What is not known has no member.
pub fn row(cells: &[(Column, Cell)]) -> Object {
    let known = cells.iter().filter(|(_, cell)| *cell != Cell::Empty);
    let mut out = String::from("{");
    let mut derived = Vec::new();
    for (at, (column, cell)) in known.enumerate() {
        let from = out.len();
        out.push_str(if at == 0 { "\"" } else { ",\"" });
        out.push_str(column.name);
        out.push_str("\":");
        value(&mut out, cell);
        if column.is_derived {
            derived.push(from..out.len());
        }
    }
    out.push('}');
    Object {
        text: out.into(),
        derived: derived.into(),
    }
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
fn text(words: &str) -> String {
    // A text can always be written.
    serde_json::to_string(&*legal::xml(words)).unwrap_or_default()
}

/// A value with two spaces for each step inwards.
pub fn pretty(value: &Json) -> String {
    format!("{value:#}\n")
}
