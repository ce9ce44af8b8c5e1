//! Writing a file back with decisions carried out, and nothing else changed.
//!
//! The front matter stays as its author left it: only the lines of the fact in question are
//! touched, in TOML and in YAML alike.

use std::ops::Range;

use super::{ASKED, Decision, MATCHED, Stands, UNTIL_REVIEWED, items, marks, open, read};
use crate::value::{Entry, Kind, Node, Table, Value};

/// Stretches of a file and what stands there instead.
type Edits = Vec<(Range<usize>, String)>;

/// The file with decisions carried out, each for the proposal at its place in [`open()`].
///
/// # Errors
///
/// That a fact stands in a form that cannot be changed line by line; nothing is changed then.
pub fn decided(text: &str, decisions: &[Decision]) -> Result<String, String> {
    let document = read(text);
    let mut edits = Edits::new();
    for (proposal, decision) in open(text).iter().zip(decisions) {
        let item = match proposal.place {
            Stands::InFrontMatter(index) => &items(&document, proposal.list)[index],
            Stands::InText(at) => {
                edits.extend(marks::decided(&document, at, decision)?);
                continue;
            }
        };
        match decision {
            Decision::Later => {}
            Decision::Drop => edits.push((whole(text, proposal.list, item)?, String::new())),
            Decision::Accept(changes) => {
                let Value::Table(table) = &item.value else {
                    continue;
                };
                edits.extend(accepted(text, table, changes)?);
            }
        }
    }
    edits.sort_by_key(|(span, _)| span.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (span, new) in edits {
        // Two facts of one line that both go share the comma between them.
        let both_go = new.is_empty() && span.end > at;
        if span.start < at && !both_go {
            continue;
        }
        out.push_str(&text[at..span.start.max(at)]);
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

/// The edits that make a proposal a fact, with some values set and those taken out that are empty.
fn accepted(text: &str, table: &Table, changes: &[(String, String)]) -> Result<Edits, String> {
    let mut edits = Edits::new();
    let mut added = String::new();
    for (key, value) in changes {
        match table.get(key) {
            Some(entry) if value.is_empty() => edits.push((without(text, entry)?, String::new())),
            Some(entry) => edits.push((entry.node.span.clone(), written(entry, value))),
            None if value.is_empty() => {}
            None => {
                let review = table.get("review").ok_or("the fact waits for nothing")?;
                added += &line(text, review, key, value)?;
            }
        }
    }
    for entry in ["id", "series"].iter().filter_map(|key| table.get(key)) {
        let end = entry.node.span.end;
        if text[end..].starts_with(MATCHED) {
            edits.push((end..line_end(text, end) - 1, String::new()));
        }
    }
    if let Some(entry) = table.get("confidence") {
        edits.push((without(text, entry)?, String::new()));
    }
    if let Some(entry) = table.get("review") {
        edits.push((without(text, entry)?, added));
    }
    Ok(edits)
}

/// A line for a key that the fact does not have yet, as the lines around it are written.
fn line(text: &str, beside: &Entry, key: &str, value: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if key.is_empty() || !key.chars().all(plain) {
        return Err(format!("`{key}` is no key"));
    }
    let indent = &text[line_start(text, beside.key_span.start)..beside.key_span.start];
    if !indent.trim().is_empty() {
        return Err(format!(
            "the fact is written on one line; add `{key}` in an editor"
        ));
    }
    let sign = if text.starts_with("---") { ":" } else { " =" };
    let value = match key {
        _ if LISTS.contains(&key) => list(value),
        _ if NUMBERS.contains(&key) && is_number(value) => value.to_string(),
        _ => quoted(value),
    };
    Ok(format!("{indent}{key}{sign} {value}\n"))
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

/// What stands in a file that `import` made until its review is done.
fn mark() -> String {
    format!("{UNTIL_REVIEWED}draft = true\n")
}

/// Whether a file is a draft only until its review is done.
pub fn waits(text: &str) -> bool {
    text.contains(&mark())
}

/// The question of `import` that keeps a file from being released, with what it is about.
pub fn asked(text: &str) -> Option<String> {
    let (before, _) = text.split_once(&mark())?;
    let comments = before
        .lines()
        .rev()
        .take_while(|line| line.starts_with('#'));
    let mut comments: Vec<&str> = comments.collect();
    comments.reverse();
    let asks = comments.iter().any(|line| line.starts_with(ASKED));
    asks.then(|| comments.join("\n"))
}

/// The file as no draft any more, if it was one only until its review is done and nothing is asked in it.
pub fn released(text: &str) -> String {
    match asked(text) {
        Some(_) => text.to_string(),
        None => text.replacen(&mark(), "", 1),
    }
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
    Ok(with_comma(text, entry.key_span.start..entry.node.span.end))
}

/// A part of a list in brackets or braces, with the comma that parts it from its neighbour.
fn with_comma(text: &str, part: Range<usize>) -> Range<usize> {
    let before = text[..part.start].trim_end();
    let after = &text[part.end..];
    let gap = after.len() - after.trim_start().len();
    if before.ends_with(',') {
        return before.len() - 1..part.end;
    }
    match after.trim_start().strip_prefix(',') {
        Some(rest) => part.start..part.end + gap + 1 + (rest.len() - rest.trim_start().len()),
        None => part,
    }
}

/// All of one fact: `[[events]]` and its keys, a YAML list item, or a table in braces.
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
    if before.ends_with('{') {
        let end = closing_brace(text, last).ok_or("the fact has no end; drop it in an editor")?;
        let braces = before.len() - 1..end;
        return Ok(match hyphen(&text[..braces.start]) {
            Some(line) => line..line_end(text, end),
            None => with_comma(text, braces),
        });
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

/// Behind the brace that closes a table whose last value ends at a place: between them stand only commas,
/// blanks and notes.
fn closing_brace(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = &text[at..];
        match rest.chars().next()? {
            '}' => return Some(at + 1),
            '#' => at = line_end(text, at + 1),
            c if c == ',' || c.is_whitespace() => at += c.len_utf8(),
            _ => return None,
        }
    }
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
