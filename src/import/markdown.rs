//! Markdown as an input: its front matter is kept, its text is searched as it stands.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::embargo::{self, Embargo};
use super::plain;
use super::published::{self, Told};
use super::source::{Kind, Metadata, Source, detect};
use crate::content::document;
use crate::content::holding::{self, Sense};
use crate::content::moment::Moment;
use crate::path::SourcePath;
use crate::prose::language::Language;
use crate::value::{Entry, Table, Value};

/// Reads Markdown.
pub(super) fn read(input: &str, language: &Language, today: Option<NaiveDate>) -> Source {
    let path = SourcePath::new("input.md");
    let text: Arc<str> = Arc::from(input);
    let document = document::parse(&path, &text).value;
    let start = input.len() - document.body.markdown().len();
    let mut metadata = front_matter(&document.front_matter);
    let mut from = start;
    if metadata.title.is_none()
        && let Some((title, len)) = heading(&input[start..])
    {
        metadata.title = Some(title);
        from += len;
    }
    let body = &input[from..];
    let lead = body.len() - body.trim_start().len();
    let (from, to) = (from + lead, from + body.trim_end().len());
    if metadata.date.is_none() {
        let lines = input[from..]
            .lines()
            .take(6)
            .filter(|line| !embargo::is_line(line));
        let told: Vec<Told> = lines.flat_map(|line| plain::told(line, language)).collect();
        metadata.published = published::vote(&told, today, |_| false);
    }
    let opening = input[from..]
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    if let Some(opening) = opening {
        let (place, agency) = plain::dateline(opening, language);
        metadata.dateline = metadata.dateline.or(place);
        metadata.agency = agency;
    }
    metadata.language = metadata.language.or_else(|| detect(body));
    Source {
        kind: Kind::Markdown,
        metadata,
        text: input.to_string(),
        body: Some(from..to)
            .into_iter()
            .filter(|body| !body.is_empty())
            .collect(),
        layout: BTreeMap::new(),
        left_out: Vec::new(),
        places: None,
    }
}

/// A first-level heading that opens the text, and how many bytes it takes.
fn heading(body: &str) -> Option<(String, usize)> {
    let lead = body.len() - body.trim_start().len();
    let line = body[lead..].lines().next()?;
    let title = line.strip_prefix("# ")?.trim();
    (!title.is_empty()).then(|| (title.to_string(), lead + line.len()))
}

/// The embargo of a key that may hold the text back until a day; a draft becomes one again.
fn held(entry: &Entry, date: Option<NaiveDate>) -> Option<Embargo> {
    let sense = holding::sense(&entry.key)?;
    let Value::Scalar(scalar) = &entry.node.value else {
        return None;
    };
    let said = scalar.text.trim();
    let until = Moment::release(said, Tz::UTC);
    let is_day = until.is_some();
    let own = entry.key == "embargo";
    let holds = match sense {
        Sense::Held => is_day || own,
        // A day of publication holds nothing back that is no later than the article.
        Sense::Public => until.is_some_and(|until| date.is_some_and(|date| until.day > date)),
        _ => false,
    };
    holds.then(|| Embargo {
        words: format!("{}: {said}", entry.key),
        until: is_day.then(|| said.to_string()),
        is_clear: is_day,
    })
}

fn front_matter(table: &Table) -> Metadata {
    let text = |key: &str| match &table.get(key)?.node.value {
        Value::Scalar(scalar) if !scalar.text.trim().is_empty() => Some(scalar.text.clone()),
        _ => None,
    };
    let list = |key: &str| match table.get(key).map(|entry| &entry.node.value) {
        Some(Value::Scalar(scalar)) => vec![scalar.text.clone()],
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(|item| match &item.value {
                Value::Scalar(scalar) => Some(scalar.text.clone()),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    let both = |a: &str, b: &str| [list(a), list(b)].concat();
    let date = text("date").and_then(|date| Moment::parse(&date, Tz::UTC));
    let date = date.map(|moment| moment.day);
    let held = table.entries.iter().filter_map(|entry| held(entry, date));
    Metadata {
        title: text("title"),
        date,
        authors: both("author", "authors"),
        summary: text("summary").or_else(|| text("description")),
        language: text("lang").or_else(|| text("language")),
        dateline: text("dateline"),
        publisher: text("publisher"),
        url: text("url").filter(|url| url.starts_with("http")),
        embargo: embargo::latest(held.collect()),
        ..Metadata::default()
    }
}
