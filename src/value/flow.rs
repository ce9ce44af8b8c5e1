//! Lists in brackets and tables in braces, as JSON, YAML and TOML have them: where they end, and how one
//! part comes or goes while all around it stays as it is.

use std::ops::Range;

use super::Table;

/// Where what an opening bracket or brace opens is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Closed {
    /// The sign that closes it.
    at: usize,
    /// Behind the last sign within that is no white space and no comment.
    last: usize,
    /// Behind the last comment within, where that stands behind the last sign.
    comment: Option<usize>,
}

/// Where the bracket or brace at `open` is closed.
fn closed(text: &str, open: usize) -> Option<Closed> {
    let mut depth = 0;
    let mut last = open;
    let mut before = ' ';
    let mut comment = None;
    let mut at = open;
    while let Some(c) = text[at..].chars().next() {
        // Within words an apostrophe is a letter.
        let begins = "[{,:=".contains(before);
        match c {
            '"' | '\'' if begins => {
                at = string_end(text, at)?;
                (before, last, comment) = (c, at, None);
                continue;
            }
            '#' if text[..at].ends_with(char::is_whitespace) => {
                at += text[at..].find('\n').unwrap_or(text.len() - at);
                comment = Some(at);
                continue;
            }
            '[' | '{' => depth += 1,
            ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(Closed { at, last, comment });
        }
        at += c.len_utf8();
        if !c.is_whitespace() {
            (before, last, comment) = (c, at, None);
        }
    }
    None
}

/// Behind the text in quotation marks that begins at a place.
fn string_end(text: &str, start: usize) -> Option<usize> {
    let mark = text[start..].chars().next()?;
    let three = mark.to_string().repeat(3);
    if text[start..].starts_with(&three) {
        let end = text[start + 3..].find(&three)?;
        return Some(start + 3 + end + 3);
    }
    let mut escaped = false;
    for (at, c) in text[start + 1..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if mark == '"' => escaped = true,
            c if c == mark => return Some(start + 1 + at + 1),
            _ => {}
        }
    }
    None
}

/// All of a value that is in brackets or braces, of which only the first sign may be known; any other value as
/// it is.
pub fn whole(text: &str, value: &Range<usize>) -> Range<usize> {
    let opens = text[value.start..].starts_with(['[', '{']);
    let end = opens.then(|| closed(text, value.start)).flatten();
    value.start..end.map_or(value.end, |closed| closed.at + 1)
}

/// A table that is written in braces, with these; `None` where it is written otherwise.
pub fn braces(text: &str, table: &Table) -> Option<Range<usize>> {
    let first = table
        .entries
        .iter()
        .map(|entry| entry.key_span.start)
        .min()?;
    let before = text.get(..first)?.trim_end();
    let open = before.strip_suffix('{')?.len();
    Some(open..closed(text, open)?.at + 1)
}

/// What to add to a list or a table that a bracket or brace at `open` opens, so that it has one more part,
/// and where: the part comes last.
pub fn with(text: &str, open: usize, part: &str) -> Option<Vec<(usize, String)>> {
    let closed = closed(text, open)?;
    let (last, within) = (closed.last, &text[open + 1..closed.at]);
    let first = within.len() - within.trim_start().len();
    let is_empty = last == open + 1;
    if is_empty && closed.comment.is_none() {
        return Some(vec![(last, part.to_string())]);
    }
    // A part stands below another where the parts have lines of their own.
    let below = within[..first].rfind('\n').map(|at| &within[at..first]);
    let needed = !is_empty && !text[..last].ends_with(',');
    let comma = if needed { "," } else { "" };
    let Some(comment) = closed.comment else {
        let gap = below.unwrap_or(" ");
        return Some(vec![(last, format!("{comma}{gap}{part}"))]);
    };
    // A comment stays with the part that it stands behind.
    let gap = below.map_or_else(
        || {
            let start = text[..last].rfind('\n').map_or(0, |newline| newline + 1);
            let indent = text[start..].chars().take_while(|c| *c == ' ').count();
            let deeper = if start <= open { 2 } else { 0 };
            format!("\n{}", " ".repeat(indent + deeper))
        },
        str::to_string,
    );
    let comma = needed.then(|| (last, comma.to_string()));
    let part = (comment, format!("{gap}{part}"));
    Some(comma.into_iter().chain([part]).collect())
}

/// The stretches to take out, so that of these parts of a list or a table, in their order, some are gone with
/// the commas between them.
pub fn without(text: &str, parts: &[Range<usize>], gone: &[bool]) -> Vec<Range<usize>> {
    let mut kept = false;
    let mut cuts = Vec::new();
    for (at, (part, gone)) in parts.iter().zip(gone).enumerate() {
        if !*gone {
            kept = true;
            continue;
        }
        let before = text[..part.start].trim_end();
        cuts.push(match (kept, parts.get(at + 1)) {
            (true, _) if before.ends_with(',') => before.len() - 1..part.end,
            (false, Some(next)) => part.start..next.start,
            _ => {
                let after = &text[part.end..];
                let comma = after.trim_start().strip_prefix(',').map(str::len);
                part.start..comma.map_or(part.end, |rest| text.len() - rest)
            }
        });
    }
    cuts
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that fails panics")]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_added_behind_the_last_as_the_others_stand() {
        for (before, after) in [
            ("[]", "[X]"),
            ("[ ]", "[X ]"),
            ("[{a: 1}]", "[{a: 1}, X]"),
            ("[{a: it's}, {b: '}'}]", "[{a: it's}, {b: '}'}, X]"),
            (
                "[\n  {\"a\": \"]\\\"\"}\n]",
                "[\n  {\"a\": \"]\\\"\"},\n  X\n]",
            ),
            ("[\n  {a = 1}, # ]\n]", "[\n  {a = 1}, # ]\n  X\n]"),
            ("[\n  {a = 1} # ]\n]", "[\n  {a = 1}, # ]\n  X\n]"),
            ("[{a = 1} # ]\n]", "[{a = 1}, # ]\n  X\n]"),
            (
                "[{a = 1},\n {b = 1} # ]\n]",
                "[{a = 1},\n {b = 1}, # ]\n X\n]",
            ),
            ("[\n  # none\n]", "[\n  # none\n  X\n]"),
            ("[ # one\n  {a = 1}\n]", "[ # one\n  {a = 1}, X\n]"),
            ("{\"a\": [1]}", "{\"a\": [1], X}"),
            ("[{a = '''it's ]'''}]", "[{a = '''it's ]'''}, X]"),
        ] {
            let mut out = before.to_string();
            for (at, added) in with(before, 0, "X").unwrap().into_iter().rev() {
                out.insert_str(at, &added);
            }
            assert_eq!(out, after);
        }
        assert_eq!(with("[{a: 1}", 0, "X"), None);
    }

    #[test]
    fn whichever_parts_go_the_commas_between_the_others_stay() {
        let text = "[a, b, c]";
        let parts = [1..2, 4..5, 7..8];
        for (gone, left) in [
            ([true, false, false], "[b, c]"),
            ([false, true, false], "[a, c]"),
            ([false, false, true], "[a, b]"),
            ([true, true, false], "[c]"),
            ([false, true, true], "[a]"),
            ([true, false, true], "[b]"),
            ([true, true, true], "[]"),
        ] {
            let mut out = text.to_string();
            for cut in without(text, &parts, &gone).into_iter().rev() {
                out.replace_range(cut, "");
            }
            assert_eq!(out, left, "{gone:?}");
        }
    }
}
