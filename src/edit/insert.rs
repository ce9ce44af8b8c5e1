//! A further fact in the front matter of an article.

use crate::content::document::Document;
use crate::diagnostic::Fix;
use crate::value::{Entry, Table, Value, flow};

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

/// The changes that add a fact to the list `events` or `figures` of an article, behind those it has; the
/// last of them is the fact. In brackets only what is known can be written.
///
/// # Errors
///
/// What to type by hand, where the list is none.
pub fn fact(
    text: &str,
    document: &Document,
    list: &str,
    lines: &[Line],
) -> Result<Vec<Fix>, String> {
    let table = &document.front_matter;
    if let Some(entry) = table.get(list)
        && entry.node.value == Value::Null
    {
        return Ok(vec![for_nothing(text, table, entry, lines)]);
    }
    let end = end_of_front_matter(text, document);
    let yaml = text.trim_start().starts_with("---");
    let toml = text.trim_start().starts_with("+++");
    let added = match table.get(list) {
        Some(entry) => match &entry.node.value {
            Value::Array(_) if !toml || !is_tables(table, list, text) => opening(text, entry)
                .and_then(|open| flow::with(text, open, &in_braces(lines, text, entry))),
            _ => None,
        },
        // A whole front matter in braces has its keys there.
        None => flow::braces(text, table).and_then(|braces| {
            let beside = table.entries.first()?;
            let key = spelt(list, text, beside);
            let fact = in_braces(lines, text, beside);
            flow::with(text, braces.start, &format!("{key}[{fact}]"))
        }),
    };
    let added = match (added, table.get(list).map(|entry| &entry.node)) {
        (Some(added), _) => added,
        (None, _) if toml && is_tables(table, list, text) => {
            let gap = if text[..end].ends_with("\n\n") {
                ""
            } else {
                "\n"
            };
            vec![(end, format!("{gap}[[{list}]]\n{}", in_toml(lines)))]
        }
        (None, None) if yaml => vec![(end, format!("{list}:\n{}", in_yaml(lines, "  ")))],
        (None, Some(node)) if yaml => {
            let Value::Array(items) = &node.value else {
                return Err(by_hand(list, text, document, lines));
            };
            let start = items
                .first()
                .map_or(node.span.start, |item| item.span.start);
            let (indent, at) = behind_items(text, start, end);
            vec![(at, in_yaml(lines, &indent))]
        }
        _ => return Err(by_hand(list, text, document, lines)),
    };
    let fix = |(at, replacement)| Fix {
        span: at..at,
        was: String::new(),
        replacement,
    };
    Ok(added.into_iter().map(fix).collect())
}

/// The change that gives a key its first fact behind which there is nothing, or only the word for it.
fn for_nothing(text: &str, table: &Table, entry: &Entry, lines: &[Line]) -> Fix {
    let value = entry.node.span.clone();
    let was = text.get(value.clone()).unwrap_or("").to_string();
    let key = entry.key_span.end;
    let colon = text[key..].find(':').map_or(key, |at| key + at + 1);
    let (span, was, replacement) = match flow::braces(text, table) {
        _ if was == "~" || was.eq_ignore_ascii_case("null") => {
            (value, was, format!("[{}]", in_braces(lines, text, entry)))
        }
        Some(_) => {
            let fact = format!(" [{}]", in_braces(lines, text, entry));
            (colon..colon, String::new(), fact)
        }
        None => {
            let line = text[colon..]
                .find('\n')
                .map_or(text.len(), |at| colon + at + 1);
            (line..line, String::new(), in_yaml(lines, "  "))
        }
    };
    Fix {
        span,
        was,
        replacement,
    }
}

/// What to say of a list that is none, with the fact as the file would have it.
fn by_hand(list: &str, text: &str, document: &Document, lines: &[Line]) -> String {
    let fact = match (
        text.trim_start().chars().next(),
        document.front_matter.get(list),
    ) {
        (Some('-'), _) => in_yaml(lines, "  "),
        (Some('{'), Some(entry)) => format!("{}\n", in_braces(lines, text, entry)),
        _ => in_toml(lines),
    };
    let file = &document.body.file;
    format!("`{list}` is no list in {file}\nhelp: make it one, with this in it:\n{fact}")
}

/// Where the bracket stands that opens the list of a key.
fn opening(text: &str, entry: &Entry) -> Option<usize> {
    let behind = text.get(entry.key_span.end..)?;
    let signs = |c: char| c.is_whitespace() || "\"':=".contains(c);
    let rest = behind.trim_start_matches(signs);
    rest.starts_with('[').then(|| text.len() - rest.len())
}

/// A key as another one beside it is written: with quotation marks or without, before the same sign.
fn spelt(key: &str, text: &str, beside: &Entry) -> String {
    let behind = &text[beside.key_span.start..];
    let quoted = behind.starts_with('"') || text[..beside.key_span.start].ends_with('"');
    let sign = behind.find([':', '=']).map_or(":", |at| &behind[at..=at]);
    let sign = if sign == "=" { " = " } else { ": " };
    match quoted {
        true => format!("\"{key}\"{sign}"),
        false => format!("{key}{sign}"),
    }
}

/// A fact in braces, its keys written as one of the file's.
fn in_braces(lines: &[Line], text: &str, beside: &Entry) -> String {
    let json = spelt("", text, beside).starts_with('"');
    let keys = lines.iter().filter_map(|line| {
        let value = match line.value.as_ref()? {
            Written::Text(text) => quoted(text),
            // JSON has no days.
            Written::Bare(text) if json && text.parse::<f64>().is_err() => quoted(text),
            Written::Bare(text) => text.clone(),
        };
        Some(format!("{}{value}", spelt(line.key, text, beside)))
    });
    format!("{{ {} }}", keys.collect::<Vec<_>>().join(", "))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
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
        Some(Written::Text(text)) => format!("{} = {}\n", line.key, quoted(text)),
        Some(Written::Bare(text)) => format!("{} = {text}\n", line.key),
        None => format!("# {} = {}\n", line.key, line.hint),
    };
    lines.iter().map(line).collect()
}

fn in_yaml(lines: &[Line], indent: &str) -> String {
    let value = |line: &Line| match &line.value {
        Some(Written::Text(text)) => format!("{}: {}", line.key, quoted(text)),
        Some(Written::Bare(text)) => format!("{}: {text}", line.key),
        None => format!("# {}: {}", line.key, line.hint),
    };
    let line = |(at, line): (usize, &Line)| {
        let mark = if at == 0 { "- " } else { "  " };
        format!("{indent}{mark}{}\n", value(line))
    };
    lines.iter().enumerate().map(line).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that fails panics")]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::content::document;
    use crate::diagnostic::mend;
    use crate::path::SourcePath;

    #[test]
    fn a_fact_is_added_however_the_front_matter_is_written() {
        let line = |key, value| Line {
            key,
            value,
            hint: "\"…\"",
        };
        let lines = [
            line("id", Some(Written::Text("x".to_string()))),
            line("date", Some(Written::Bare("2026-01-02".to_string()))),
            line("status", None),
        ];
        let json = "{ \"id\": \"x\", \"date\": \"2026-01-02\" }";
        for (before, after) in [
            ("{\"title\": \"A\"}\nText.\n", format!("{{\"title\": \"A\", \"events\": [{json}]}}\nText.\n")),
            ("{\n  \"title\": \"A\",\n  \"figures\": []\n}\n", format!("{{\n  \"title\": \"A\",\n  \"figures\": [],\n  \"events\": [{json}]\n}}\n")),
            ("{\n  \"events\": [\n    {\"id\": \"a\"}\n  ],\n  \"title\": \"A\"\n}\n", format!("{{\n  \"events\": [\n    {{\"id\": \"a\"}},\n    {json}\n  ],\n  \"title\": \"A\"\n}}\n")),
            ("{\"events\": [], \"title\": \"A\"}\n", format!("{{\"events\": [{json}], \"title\": \"A\"}}\n")),
            ("---\ntitle: A\nevents: []  # none\n---\n", "---\ntitle: A\nevents: [{ id: \"x\", date: 2026-01-02 }]  # none\n---\n".to_string()),
            ("---\ntitle: A\nevents: [{id: it's}]\nlang: en\n---\n", "---\ntitle: A\nevents: [{id: it's}, { id: \"x\", date: 2026-01-02 }]\nlang: en\n---\n".to_string()),
            ("---\n{title: A, date: 2026-01-01}\n---\n", "---\n{title: A, date: 2026-01-01, events: [{ id: \"x\", date: 2026-01-02 }]}\n---\n".to_string()),
            ("+++\ntitle = \"A\"\nevents = [\n  {id = \"a\"},\n]\n+++\n", "+++\ntitle = \"A\"\nevents = [\n  {id = \"a\"},\n  { id = \"x\", date = 2026-01-02 }\n]\n+++\n".to_string()),
            ("---\ntitle: A\nevents:  # none yet\nlang: en\n---\n", "---\ntitle: A\nevents:  # none yet\n  - id: \"x\"\n    date: 2026-01-02\n    # status: \"…\"\nlang: en\n---\n".to_string()),
            ("---\ntitle: A\nevents: ~\n---\n", "---\ntitle: A\nevents: [{ id: \"x\", date: 2026-01-02 }]\n---\n".to_string()),
            ("---\n{title: A, events: , lang: en}\n---\n", "---\n{title: A, events: [{ id: \"x\", date: 2026-01-02 }] , lang: en}\n---\n".to_string()),
            ("{\"title\": \"A\", \"events\": null}\n", format!("{{\"title\": \"A\", \"events\": [{json}]}}\n")),
            ("+++\ntitle = \"A\"\n+++\n", "+++\ntitle = \"A\"\n\n[[events]]\nid = \"x\"\ndate = 2026-01-02\n# status = \"…\"\n+++\n".to_string()),
            ("---\ntitle: A\nevents:\n- {id: a}\nlang: en\n---\n", "---\ntitle: A\nevents:\n- {id: a}\n- id: \"x\"\n  date: 2026-01-02\n  # status: \"…\"\nlang: en\n---\n".to_string()),
        ] {
            let text: Arc<str> = Arc::from(before);
            let document = document::parse(&SourcePath::new("content/a.md"), &text).value;
            let fixes = fact(before, &document, "events", &lines).unwrap();
            let (out, _) = mend(before, &fixes.iter().collect::<Vec<_>>());
            assert_eq!(out, after);
            let read = document::parse(&SourcePath::new("content/a.md"), &Arc::from(out)).value;
            assert!(read.sound);
        }
    }

    #[test]
    fn what_to_type_by_hand_is_in_the_syntax_of_the_file() {
        let value = Some(Written::Text("x".to_string()));
        let lines = [Line {
            key: "id",
            value,
            hint: "",
        }];
        for (text, by_hand) in [
            ("---\nevents: none\n---\n", "\n  - id: \"x\"\n"),
            ("+++\nevents = 0\n+++\n", "\nid = \"x\"\n"),
            ("{\"events\": 0}\n", "\n{ \"id\": \"x\" }\n"),
        ] {
            let path = SourcePath::new("content/a.md");
            let document = document::parse(&path, &Arc::from(text)).value;
            let told = fact(text, &document, "events", &lines).unwrap_err();
            assert!(told.ends_with(by_hand), "{told}");
        }
    }
}
