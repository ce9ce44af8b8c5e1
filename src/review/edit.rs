//! Writing a file back with decisions carried out, and nothing else changed.
//!
//! The front matter stays as its author left it: only the lines of the fact in question are
//! touched, in TOML and in YAML alike.

use std::ops::Range;

use super::change::{self, Edits};
use super::waits::released;
use super::{Decision, MATCHED, Stands, items, marks, open, read};
use crate::content::document::Document;
use crate::diagnostic::normal;
use crate::value::{Entry, Kind, Node, Table, Value, flow};

/// The file with decisions carried out, each for the proposal at its place in [`open()`].
///
/// # Errors
///
/// That a fact stands in a form that cannot be changed line by line; nothing is changed then.
pub fn decided(raw: &str, decisions: &[Decision]) -> Result<String, String> {
    let text = &*normal(raw);
    let document = read(text);
    let mut edits = Edits::new();
    let mut dropped = [("events", Vec::new()), ("figures", Vec::new())];
    for (proposal, decision) in open(text).iter().zip(decisions) {
        let (index, item) = match proposal.place {
            Stands::InFrontMatter(index) => (index, &items(&document, proposal.list)[index]),
            Stands::InText(at) => {
                edits.extend(marks::decided(&document, at, decision)?);
                continue;
            }
        };
        match decision {
            Decision::Later => {}
            Decision::Drop => {
                let lists = dropped.iter_mut();
                let of_list = lists.filter(|(list, _)| *list == proposal.list);
                of_list.for_each(|(_, all)| all.push(index));
            }
            Decision::Accept(changes) => {
                let Value::Table(table) = &item.value else {
                    continue;
                };
                edits.extend(accepted(text, table, changes)?);
            }
        }
    }
    for (list, gone) in dropped {
        edits.extend(without_items(text, list, &document, &gone)?);
    }
    let out = change::made(raw, text, edits);
    let decided = decisions.iter().any(|one| *one != Decision::Later);
    Ok(match decided && open(&out).is_empty() {
        true => released(&out),
        false => out,
    })
}

/// The edits that make a proposal a fact, with some values set and those taken out that are empty.
fn accepted(text: &str, table: &Table, changes: &[(String, String)]) -> Result<Edits, String> {
    let review = table.get("review").ok_or("the fact waits for nothing")?;
    let braced = flow::braces(text, table).is_some();
    let mut edits = Edits::new();
    let mut gone = vec!["confidence"];
    let mut added = Vec::new();
    for (key, value) in changes {
        match table.get(key) {
            Some(_) if value.is_empty() => gone.push(key),
            Some(entry) => edits.push((self::value(text, entry), written(entry, value))),
            None if value.is_empty() => {}
            None => added.push(line(text, braced, review, (key, value))?),
        }
    }
    for entry in ["id", "series"].iter().filter_map(|key| table.get(key)) {
        let end = entry.node.span.end;
        if text[end..].starts_with(MATCHED) {
            edits.push((end..line_end(text, end) - 1, String::new()));
        }
    }
    if !braced {
        for entry in gone.iter().filter_map(|key| table.get(key)) {
            edits.push((without(text, entry)?, String::new()));
        }
        let lines: String = added.iter().map(|line| format!("{line}\n")).collect();
        edits.push((without(text, review)?, lines));
        return Ok(edits);
    }
    let mut entries: Vec<&Entry> = table.entries.iter().collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    let parts: Vec<Range<usize>> = entries.iter().map(|entry| part(text, entry)).collect();
    if added.is_empty() {
        gone.push("review");
    } else {
        let gap = &text[line_start(text, part(text, review).start)..part(text, review).start];
        let gap = match gap.trim().is_empty() {
            true => format!(",\n{gap}"),
            false => ", ".to_string(),
        };
        edits.push((part(text, review), added.join(&gap)));
    }
    let gone: Vec<bool> = entries
        .iter()
        .map(|entry| gone.contains(&entry.key.as_str()))
        .collect();
    let cuts = flow::without(text, &parts, &gone).into_iter();
    edits.extend(cuts.map(|cut| (cut, String::new())));
    Ok(edits)
}

/// Where the value of a key stands.
fn value(text: &str, entry: &Entry) -> Range<usize> {
    flow::whole(text, &entry.node.span)
}

/// A key of a table in braces with its value, and the quotation marks around both.
fn part(text: &str, entry: &Entry) -> Range<usize> {
    let (mut start, end) = (entry.key_span.start, value(text, entry).end);
    if text[..start].ends_with('"') {
        start -= 1;
    }
    start..end
}

/// A key that the fact does not have yet with its value, as the one beside it is written, without the end of
/// its line.
fn line(
    text: &str,
    braced: bool,
    beside: &Entry,
    (key, value): (&str, &str),
) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if key.is_empty() || !key.chars().all(plain) {
        return Err(format!("`{key}` is no key"));
    }
    let start = part(text, beside).start;
    let before = &text[line_start(text, start)..start];
    let between = &text[start..beside.node.span.start];
    let colon = between.contains(':');
    let sign = if colon { ":" } else { " =" };
    let key_written = match between.starts_with('"') {
        true => format!("\"{key}\""),
        false => key.to_string(),
    };
    let value = match key {
        _ if LISTS.contains(&key) => list(value),
        _ if NUMBERS.contains(&key) && is_number(value) => value.to_string(),
        _ => quoted(value),
    };
    // Where lines are no lines of their own, it takes the place of the one beside it.
    let indent = if braced { "" } else { before };
    Ok(format!("{indent}{key_written}{sign} {value}"))
}

/// Keys of a fact that hold a list.
const LISTS: [&str; 3] = ["topics", "regions", "disputes"];

/// Keys of a fact that hold a number.
const NUMBERS: [&str; 3] = ["value", "min", "max"];

fn is_number(text: &str) -> bool {
    text.replace('_', "")
        .parse::<f64>()
        .is_ok_and(f64::is_finite)
}

/// A text in quotation marks, which TOML and YAML read alike.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn list(text: &str) -> String {
    let items = text.split(',').map(str::trim);
    let items: Vec<String> = items.filter(|item| !item.is_empty()).map(quoted).collect();
    format!("[{}]", items.join(", "))
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
        _ => Err(format!(
            "`{}` shares its line; drop it in an editor",
            entry.key
        )),
    }
}

/// The edits that take some facts out of their list, and the key of a YAML list with the last of them.
fn without_items(
    text: &str,
    list: &str,
    document: &Document,
    gone: &[usize],
) -> Result<Edits, String> {
    let items = items(document, list);
    let braced = |item: &Node| match &item.value {
        Value::Table(table) => {
            let braces = flow::braces(text, table)?;
            hyphen(&text[..braces.start]).is_none().then_some(braces)
        }
        _ => None,
    };
    let parts: Option<Vec<Range<usize>>> = items.iter().map(braced).collect();
    let cuts = match parts {
        Some(parts) => {
            let gone: Vec<bool> = (0..items.len()).map(|at| gone.contains(&at)).collect();
            flow::without(text, &parts, &gone)
        }
        None => {
            let cuts = gone.iter().map(|at| whole(text, list, &items[*at]));
            let mut cuts = cuts.collect::<Result<Vec<_>, _>>()?;
            let all = gone.len() == items.len();
            cuts.extend(
                document
                    .front_matter
                    .get(list)
                    .filter(|_| all)
                    .and_then(|entry| {
                        let key = &entry.key_span;
                        let line = line_start(text, key.start)..line_end(text, key.end);
                        let colon = text[key.end..].trim_start_matches(['"', '\'']);
                        (colon.trim_start().starts_with(':')).then_some(line)
                    }),
            );
            cuts
        }
    };
    Ok(cuts.into_iter().map(|cut| (cut, String::new())).collect())
}

/// All of one fact: `[[events]]` and its keys, or a YAML list item.
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
    let before = text[..first].trim_end();
    if let Some(braces) = flow::braces(text, table)
        && let Some(line) = hyphen(&text[..braces.start])
    {
        return Ok(line..line_end(text, braces.end));
    }
    let end = line_end(text, last);
    if let Some(line) = hyphen(before) {
        return Ok(line..end);
    }
    let line = line_start(text, first);
    if text[line..first].trim().is_empty()
        && let Some(head) = text[..line].rfind(&format!("[[{list}]]"))
    {
        // The blank line before a table goes with it.
        let start = line_start(text, head);
        let blank = text[..start].ends_with("\n\n");
        return Ok(start - usize::from(blank)..end);
    }
    Err("the fact is written in a form that cannot be dropped; drop it in an editor".to_string())
}

/// Where the line begins whose hyphen opens a YAML list item, if that is the last that is there.
fn hyphen(before: &str) -> Option<usize> {
    let line = line_start(before, before.trim_end().len());
    (before[line..].trim() == "-").then_some(line)
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
    match &entry.node.value {
        Value::Scalar(scalar) if scalar.kind == Kind::Number && is_number(changed) => {
            changed.to_string()
        }
        Value::Array(_) => list(changed),
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
    fn a_key_is_added_as_the_others_are_written_and_taken_out_when_empty() {
        let change = |key: &str, value: &str| (key.to_string(), value.to_string());
        let changes = vec![
            change("id", "one"),
            change("regions", "iraq, syria"),
            change("title", ""),
        ];
        let accept = [Decision::Accept(changes)];
        let out = decided(TOML, &accept).unwrap();
        let fact =
            "[[events]]\ndate = \"2024-09\"\nid = \"one\"\nregions = [\"iraq\", \"syria\"]\n";
        assert!(out.contains(fact), "{out}");
        let add = [Decision::Accept(vec![change("id", "one")])];
        let out = decided(YAML, &add).unwrap();
        assert!(
            out.contains("    date: 2024-09\n    id: \"one\"\n  - title: Two"),
            "{out}"
        );
        let odd = [Decision::Accept(vec![change("a\nb", "one")])];
        assert!(decided(TOML, &odd).is_err());
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
