//! Going through the open proposals of an article, and writing it back with nothing else changed.
//!
//! The front matter stays as its author left it: only the lines of the fact in question are
//! touched, in TOML and in YAML alike.

use std::ops::Range;
use std::sync::Arc;

use super::draft::UNTIL_REVIEWED;
use crate::content::document;
use crate::path::SourcePath;
use crate::value::{Entry, Node, Value};

/// A fact that waits for a yes.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// `events` or `figures`.
    pub list: &'static str,
    /// Which of the list it is.
    pub index: usize,
    /// Its keys with their values, in order, without `review`, `confidence` and `quote`.
    pub fields: Vec<(String, String)>,
    /// The words it was taken from.
    pub quote: Option<String>,
    /// How likely it is right, if the import said.
    pub confidence: Option<String>,
}

/// What is decided of a proposal.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// It stands, with these values in place of what was proposed.
    Accept(Vec<(String, String)>),
    /// It goes.
    Drop,
    /// It waits on.
    Later,
}

/// The open proposals of a file.
pub fn open(text: &str) -> Vec<Proposal> {
    let document = read(text);
    let mut proposals = Vec::new();
    for list in ["events", "figures"] {
        for (index, item) in items(&document, list).iter().enumerate() {
            if let Value::Table(table) = &item.value
                && is_open(table)
            {
                proposals.push(proposal(list, index, &table.entries));
            }
        }
    }
    proposals
}

fn read(text: &str) -> document::Document {
    let text: Arc<str> = Arc::from(text);
    document::parse(&SourcePath::new("article.md"), &text).value
}

fn items<'a>(document: &'a document::Document, list: &str) -> &'a [Node] {
    match document
        .front_matter
        .get(list)
        .map(|entry| &entry.node.value)
    {
        Some(Value::Array(items)) => items,
        _ => &[],
    }
}

fn is_open(table: &crate::value::Table) -> bool {
    let review = table.get("review").map(|entry| &entry.node.value);
    matches!(review, Some(Value::Scalar(scalar)) if scalar.text.eq_ignore_ascii_case("true"))
}

fn proposal(list: &'static str, index: usize, entries: &[Entry]) -> Proposal {
    let shown = |entry: &Entry| match &entry.node.value {
        Value::Scalar(scalar) => scalar.text.clone(),
        Value::Array(items) => {
            let texts = items.iter().filter_map(|item| match &item.value {
                Value::Scalar(scalar) => Some(scalar.text.as_str()),
                _ => None,
            });
            texts.collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    };
    let find = |key: &str| entries.iter().find(|entry| entry.key == key).map(shown);
    let fields = entries
        .iter()
        .filter(|entry| !matches!(entry.key.as_str(), "review" | "confidence" | "quote"));
    Proposal {
        list,
        index,
        fields: fields
            .map(|entry| (entry.key.clone(), shown(entry)))
            .collect(),
        quote: find("quote"),
        confidence: find("confidence"),
    }
}

/// The file with decisions carried out, each for the proposal at its place in [`open()`].
///
/// # Errors
///
/// That a fact stands in a form that cannot be changed line by line; nothing is changed then.
pub fn decided(text: &str, decisions: &[Decision]) -> Result<String, String> {
    let document = read(text);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for (proposal, decision) in open(text).iter().zip(decisions) {
        let item = &items(&document, proposal.list)[proposal.index];
        match decision {
            Decision::Later => {}
            Decision::Drop => edits.push((whole(text, proposal.list, item)?, String::new())),
            Decision::Accept(changes) => {
                let Value::Table(table) = &item.value else {
                    continue;
                };
                for key in ["review", "confidence"] {
                    if let Some(entry) = table.get(key) {
                        edits.push((without(text, entry)?, String::new()));
                    }
                }
                for (key, changed) in changes {
                    if let Some(entry) = table.get(key) {
                        edits.push((entry.node.span.clone(), written(entry, changed)));
                    }
                }
            }
        }
    }
    edits.sort_by_key(|(span, _)| span.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (span, new) in edits {
        if span.start < at {
            continue;
        }
        out.push_str(&text[at..span.start]);
        out.push_str(&new);
        at = span.end;
    }
    out.push_str(&text[at..]);
    let out = tidy(&out, text)?;
    let decided = decisions.iter().any(|one| *one != Decision::Later);
    Ok(match decided && open(&out).is_empty() {
        true => released(&out),
        false => out,
    })
}

/// What stands in a file that `import` made until its review is done.
fn mark() -> String {
    format!("{UNTIL_REVIEWED}draft = true\n")
}

/// Whether a file is a draft only until its review is done.
pub fn waits(text: &str) -> bool {
    text.contains(&mark())
}

/// The file as no draft any more, if it was one only until its review is done.
pub fn released(text: &str) -> String {
    text.replacen(&mark(), "", 1)
}

/// A list whose last fact is gone must not leave an empty key behind in YAML.
fn tidy(out: &str, text: &str) -> Result<String, String> {
    if !text.starts_with("---") {
        return Ok(out.to_string());
    }
    let lines: Vec<&str> = out.split_inclusive('\n').collect();
    let mut kept = String::with_capacity(out.len());
    let mut inside = true;
    for (at, line) in lines.iter().enumerate() {
        inside &= at == 0 || line.trim_end() != "---";
        let key = matches!(line.trim_end(), "events:" | "figures:");
        let next = lines.get(at + 1).map_or("", |next| next);
        let empty = !next.starts_with([' ', '-', '\t']) || next.trim_end() == "---";
        if !(inside && key && empty) {
            kept.push_str(line);
        }
    }
    Ok(kept)
}

/// The lines of one key.
fn without(text: &str, entry: &Entry) -> Result<Range<usize>, String> {
    let start = line_start(text, entry.key_span.start);
    let end = line_end(text, entry.node.span.end);
    let before = text[start..entry.key_span.start].trim_start();
    match before {
        "" => Ok(start..end),
        // The first key of a YAML list item shares its line with the hyphen.
        "-" | "- " => Err(format!(
            "`{}` is the first key of a list item; put another key before it",
            entry.key
        )),
        _ => inline(text, entry),
    }
}

/// A key of an inline table, with the comma that parts it from its neighbour.
fn inline(text: &str, entry: &Entry) -> Result<Range<usize>, String> {
    let (start, end) = (entry.key_span.start, entry.node.span.end);
    let before = text[..start].trim_end();
    let after = &text[end..];
    let gap = after.len() - after.trim_start().len();
    if before.ends_with(',') {
        return Ok(before.len() - 1..end);
    }
    match after.trim_start().strip_prefix(',') {
        Some(rest) => Ok(start..end + gap + 1 + (rest.len() - rest.trim_start().len())),
        None => Ok(start..end),
    }
}

/// All lines of one fact: `[[events]]` and its keys, or a YAML list item.
fn whole(text: &str, list: &str, item: &Node) -> Result<Range<usize>, String> {
    let Value::Table(table) = &item.value else {
        return Err("the fact is not a table".to_string());
    };
    let (Some(first), Some(last)) = (
        table.entries.iter().map(|entry| entry.key_span.start).min(),
        table.entries.iter().map(|entry| entry.node.span.end).max(),
    ) else {
        return Err("the fact is empty".to_string());
    };
    let end = line_end(text, last);
    let line = line_start(text, first);
    let lead = text[line..first].trim();
    if lead.starts_with('-') {
        return Ok(line..end);
    }
    if lead.is_empty() {
        let head = text[..line].rfind(&format!("[[{list}]]"));
        let Some(head) = head else {
            return Err("the fact is written in a form that cannot be dropped line by line; drop it in an editor".to_string());
        };
        // The blank line before a table goes with it.
        let start = line_start(text, head);
        let blank = text[..start].ends_with("\n\n");
        return Ok(start - usize::from(blank)..end);
    }
    Err("the fact is an inline table; drop it in an editor".to_string())
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    // A value may end on the line before, with its line break inside its span.
    if at > 0 && text[..at].ends_with('\n') {
        return at;
    }
    rest.find('\n')
        .map_or(text.len(), |newline| at + newline + 1)
}

/// A value as the file writes it: quoted as before, or bare if it was bare and may be.
fn written(entry: &Entry, changed: &str) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_string()).to_string();
    match &entry.node.value {
        Value::Scalar(scalar)
            if scalar.kind == crate::value::Kind::Number
                && changed.replace('_', "").parse::<f64>().is_ok() =>
        {
            changed.to_string()
        }
        Value::Array(_) => {
            let items = changed
                .split(',')
                .map(str::trim)
                .filter(|item| !item.is_empty());
            format!("[{}]", items.map(quoted).collect::<Vec<_>>().join(", "))
        }
        _ => quoted(changed),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that fails panics")]
mod tests {
    use super::*;

    const TOML: &str = "+++\n# a note\ntitle = \"A\"\ndate = 2024-09-09\n\n[[events]]\ntitle = \"One\" # mine\ndate = \"2024-09\"\nconfidence = 0.8\nreview = true\n\n[[events]]\ntitle = \"Two\"\ndate = \"2025\"\nreview = true\n\n[[figures]]\nlabel = \"Troops\"\nvalue = 900\nreview = true\n+++\n\nText.\n";
    const YAML: &str = "---\ntitle: A\ndate: 2024-09-09\nevents:\n  - title: One\n    date: 2024-09\n    review: true\n  - title: Two   # mine\n    date: \"2025\"\n    review: true\n---\nText.\n";

    #[test]
    fn only_the_fact_in_question_changes() {
        let accept = Decision::Accept(Vec::new());
        let all = [
            accept.clone(),
            Decision::Drop,
            Decision::Accept(vec![("value".to_string(), "950".to_string())]),
        ];
        let out = decided(TOML, &all).unwrap();
        assert_eq!(
            out,
            "+++\n# a note\ntitle = \"A\"\ndate = 2024-09-09\n\n[[events]]\ntitle = \"One\" # mine\ndate = \"2024-09\"\n\n[[figures]]\nlabel = \"Troops\"\nvalue = 950\n+++\n\nText.\n"
        );
        assert_eq!(open(&out), []);
        let out = decided(YAML, &[Decision::Drop, accept]).unwrap();
        assert_eq!(
            out,
            "---\ntitle: A\ndate: 2024-09-09\nevents:\n  - title: Two   # mine\n    date: \"2025\"\n---\nText.\n"
        );
    }

    #[test]
    fn what_waits_stays_as_it_is() {
        assert_eq!(open(TOML).len(), 3);
        assert_eq!(
            decided(TOML, &[Decision::Later, Decision::Later]).unwrap(),
            TOML
        );
        let gone = decided(YAML, &[Decision::Drop, Decision::Drop]).unwrap();
        assert_eq!(gone, "---\ntitle: A\ndate: 2024-09-09\n---\nText.\n");
    }
}
