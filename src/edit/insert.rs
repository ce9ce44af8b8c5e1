//! A further fact in the front matter of an article.

use crate::content::document::Document;
use crate::diagnostic::Fix;
use crate::value::{Table, Value};

/// A line of a fact: a key with its value, or with what may be written there.
#[derive(Clone, Debug)]
pub struct Line {
    /// The key.
    pub key: &'static str,
    /// What it holds, if that is known.
    pub value: Option<Written>,
    /// What to write where nothing is known.
    pub hint: &'static str,
}

/// A value as it is written.
#[derive(Clone, Debug)]
pub enum Written {
    /// Within quotation marks.
    Text(String),
    /// As it is: a number, a whole day.
    Bare(String),
}

/// The change that adds a fact to the list `events` or `figures` of an article, behind those it has.
///
/// # Errors
///
/// What to type by hand, where the list is written in brackets.
pub fn fact(text: &str, document: &Document, list: &str, lines: &[Line]) -> Result<Fix, String> {
    let by_hand = |lines: String| {
        format!(
            "`{list}` is written in brackets in {}\nhelp: add this by hand:\n{lines}",
            document.body.file
        )
    };
    let table = &document.front_matter;
    let end = end_of_front_matter(text, document);
    let first = text.trim_start().get(..3);
    let (at, added) = match first {
        Some("+++") if is_tables(table, list, text) => {
            let gap = if text[..end].ends_with("\n\n") {
                ""
            } else {
                "\n"
            };
            (end, format!("{gap}[[{list}]]\n{}", in_toml(lines)))
        }
        Some("---") => match table.get(list).map(|entry| &entry.node) {
            None => (end, format!("{list}:\n{}", in_yaml(lines, "  "))),
            Some(node) => match &node.value {
                Value::Array(items) if !text[node.span.start..].starts_with('[') => {
                    let start = items
                        .first()
                        .map_or(node.span.start, |item| item.span.start);
                    let (indent, at) = behind_items(text, start, end);
                    (at, in_yaml(lines, &indent))
                }
                _ => return Err(by_hand(in_yaml(lines, ""))),
            },
        },
        _ => return Err(by_hand(in_toml(lines))),
    };
    Ok(Fix {
        span: at..at,
        was: String::new(),
        replacement: added,
    })
}

/// Whether a list of TOML has a head for each of its tables, or is not there.
fn is_tables(table: &Table, list: &str, text: &str) -> bool {
    let Some(entry) = table.get(list) else {
        return true;
    };
    match &entry.node.value {
        Value::Array(items) => items
            .iter()
            .all(|item| text[item.span.start..].starts_with("[[")),
        _ => false,
    }
}

/// Where the line begins that closes the front matter.
fn end_of_front_matter(text: &str, document: &Document) -> usize {
    let body = text.len() - document.body.markdown().len();
    let above = text[..body].trim_end_matches('\n');
    above.rfind('\n').map_or(0, |newline| newline + 1)
}

/// The indent of a YAML list's dashes, and where its last item ends.
fn behind_items(text: &str, first: usize, end: usize) -> (String, usize) {
    let start = text[..first].rfind('\n').map_or(0, |newline| newline + 1);
    let indent: String = text[start..].chars().take_while(|c| *c == ' ').collect();
    let mut at = start;
    let mut last = start;
    for line in text[start..end].split_inclusive('\n') {
        let deeper =
            line.starts_with(&format!("{indent} ")) || line.starts_with(&format!("{indent}-"));
        if !line.trim().is_empty() && !deeper {
            break;
        }
        at += line.len();
        if !line.trim().is_empty() {
            last = at;
        }
    }
    (indent, last)
}

fn in_toml(lines: &[Line]) -> String {
    let line = |line: &Line| match &line.value {
        Some(Written::Text(text)) => {
            let text = text.replace('\\', "\\\\").replace('"', "\\\"");
            format!("{} = \"{text}\"\n", line.key)
        }
        Some(Written::Bare(text)) => format!("{} = {text}\n", line.key),
        None => format!("# {} = {}\n", line.key, line.hint),
    };
    lines.iter().map(line).collect()
}

fn in_yaml(lines: &[Line], indent: &str) -> String {
    let value = |line: &Line| match &line.value {
        Some(Written::Text(text)) => {
            let text = text.replace('\\', "\\\\").replace('"', "\\\"");
            format!("{}: \"{text}\"", line.key)
        }
        Some(Written::Bare(text)) => format!("{}: {text}", line.key),
        None => format!("# {}: {}", line.key, line.hint),
    };
    let line = |(at, line): (usize, &Line)| {
        let mark = if at == 0 { "- " } else { "  " };
        format!("{indent}{mark}{}\n", value(line))
    };
    lines.iter().enumerate().map(line).collect()
}
