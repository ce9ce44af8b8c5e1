//! Lines that are not TOML.

use super::{
    CURLY, DATES, Line, Slip, date_in_toml, dates, is_day, quoted, straightened, ungrouped,
    with_sign,
};
use ::toml::de::DeTable;

/// What is said of a list that is never closed: whatever stands below is read as a part of it.
pub const UNCLOSED: &str = "the closing bracket of the list is missing";

/// The slip behind an error that the parser found at a byte.
pub fn find(text: &str, at: usize, said: &str) -> Option<Slip> {
    let found = Line::at(text, at);
    let line = unread(text, found).unwrap_or(found);
    if said.starts_with("duplicate key") {
        return twice(text, found);
    }
    let bare = line.text.trim();
    if bare.starts_with('[') && !bare.contains('=') {
        return header(line);
    }
    match line.parted('=') {
        Some((key, value)) => of_value(text, line, key, value),
        None => not_joined(line),
    }
}

/// The line above that cannot be read by itself, where nothing is wrong with a line: what is not closed
/// there is noticed here.
fn unread<'a>(text: &'a str, line: Line<'a>) -> Option<Line<'a>> {
    let is_read = |line: &Line<'_>| {
        let bare = line.text.trim();
        bare.starts_with('[') || reads(bare)
    };
    if !is_read(&line) {
        return None;
    }
    let mut above = line.before(text)?;
    for _ in 0..NEAR {
        let bare = above.text.trim();
        if bare.starts_with(']') || bare.contains("\"\"\"") || bare.contains("'''") {
            return None;
        }
        if !is_read(&above) && above.parted('=').is_some() {
            return Some(above);
        }
        above = above.before(text)?;
    }
    None
}

/// How many lines above are looked at.
const NEAR: usize = 30;

/// A key that stands twice, or a table that does.
fn twice(text: &str, line: Line<'_>) -> Option<Slip> {
    let bare = line.text.trim();
    if let Some(name) = bare
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'))
    {
        return Some(Slip {
            message: format!("the table `{bare}` stands twice"),
            span: line.span_of(bare),
            help: format!("write `[[{name}]]` in both places for a list of tables, or keep one"),
        });
    }
    let (key, _) = line.parted('=')?;
    let mut above = line;
    let mut first = None;
    while let Some(before) = above.before(text) {
        if before.text.trim_start().starts_with('[') {
            break;
        }
        if before.parted('=').is_some_and(|(other, _)| other == key) {
            first = Some(before.text.trim());
        }
        above = before;
    }
    let help = match first {
        Some(first) => format!("keep one of the two: the other is `{first}`"),
        None => "keep one of the two".to_string(),
    };
    Some(Slip {
        message: format!("the key `{key}` stands twice"),
        span: line.span_of(line.text[..line.text.find('=')?].trim()),
        help,
    })
}

/// The head of a table with a bracket too few.
fn header(line: Line<'_>) -> Option<Slip> {
    let bare = line.text.trim();
    let name = bare.trim_matches(|c: char| "[]“”\"' ".contains(c));
    let list = bare.starts_with("[[") || bare.ends_with("]]");
    let right = if list {
        format!("[[{name}]]")
    } else {
        format!("[{name}]")
    };
    (reads(&right) && right != bare).then(|| Slip {
        message: "the name of a table stands between brackets that match".to_string(),
        span: line.span_of(bare),
        help: format!("write {right}"),
    })
}

/// A key that is not joined to its value by `=`.
fn not_joined(line: Line<'_>) -> Option<Slip> {
    let (key, value) = line.parted(':')?;
    let value = uncommented(value);
    let right = std::iter::once(value.to_string())
        .chain(values(value).into_iter().map(|(_, right)| right))
        .find(|right| reads(&format!("{key} = {right}")))?;
    Some(Slip {
        message: "in TOML a key and its value are joined by `=`".to_string(),
        span: line.span_of(line.text.trim()),
        help: format!("write {key} = {right}"),
    })
}

/// A value that is none.
fn of_value(text: &str, line: Line<'_>, key: &str, value: &str) -> Option<Slip> {
    // What a text says of itself, above all tables, is published on a day.
    let needs_day = !text[..line.start].contains("\n[") && !text.starts_with('[') && key != "as_of";
    let value = uncommented(value);
    let slip = |message: &str, help: String| Slip {
        message: message.to_string(),
        span: match value {
            "" => line.span_of(line.text.trim()),
            value => line.span_of(value),
        },
        help,
    };
    if value.is_empty() {
        let help = format!("write {key} = \"…\", or remove the line");
        return Some(slip("a key without a value", help));
    }
    if let Some((number, sign)) = with_sign(value) {
        let help = format!("write {key} = {number}, and on a line of its own unit = \"{sign}\"");
        return Some(slip("a number has no sign beside it", help));
    }
    if value == "[" {
        let help = "write `]` on a line of its own behind the last entry".to_string();
        return Some(slip(UNCLOSED, help));
    }
    let bare = !value.contains(CURLY) && !value.starts_with(['"', '\'']);
    if bare && DATES.contains(&key) {
        let dates = dates(value).into_iter();
        let meant = dates.filter(|date| !needs_day || is_day(date));
        let dates: Vec<String> = meant.map(|date| date_in_toml(&date)).collect();
        let lines: Vec<String> = dates.iter().map(|date| format!("{key} = {date}")).collect();
        let message = "this is no date as TOML has it";
        match lines.as_slice() {
            [] if needs_day => {
                let help = format!("write a whole day, as in {key} = 2024-09-09");
                return Some(slip(message, help));
            }
            [] => {}
            [one] => return Some(slip(message, format!("write {one}"))),
            many => {
                let help = format!("write {}, whichever is meant", many.join(" or "));
                return Some(slip(message, help));
            }
        }
    }
    let (message, right) = values(value)
        .into_iter()
        .find(|(_, right)| right != value && reads(&format!("{key} = {right}")))?;
    Some(slip(message, format!("write {key} = {right}")))
}

/// What a value may be meant to be, the likeliest first, each with what is wrong as it stands.
fn values(value: &str) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    for right in straightened(value) {
        found.push(("a text stands between straight quotation marks", right));
    }
    if let Some(shorter) = value.strip_suffix([',', ';']) {
        found.push(("nothing follows a value", shorter.to_string()));
    }
    match value {
        "True" | "TRUE" | "Yes" | "yes" | "on" => {
            found.push(("yes and no are `true` and `false`", "true".to_string()));
        }
        "False" | "FALSE" | "No" | "no" | "off" => {
            found.push(("yes and no are `true` and `false`", "false".to_string()));
        }
        _ => {}
    }
    if let Some(number) = ungrouped(value) {
        found.push(("the digits of a number are not grouped by commas", number));
    }
    for mark in ['"', '\''] {
        let Some(rest) = value.strip_prefix(mark) else {
            continue;
        };
        match rest.strip_suffix(mark) {
            Some(inner) if !inner.contains(mark) => {
                let message = "a backslash means something between these quotation marks";
                found.push((message, quoted(inner)));
            }
            Some(inner) => {
                let message = "the text ends at the quotation mark within it";
                found.push((message, quoted(inner)));
            }
            None => {
                let inner = rest.trim_end_matches(['"', '\'', '”', '’']);
                found.push(("the closing quotation mark is missing", quoted(inner)));
            }
        }
    }
    if let Some(items) = value.strip_prefix('[') {
        let items = items.strip_suffix(']').unwrap_or(items);
        let message = match value.ends_with(']') {
            true => "each text of a list stands between quotation marks, with commas between them",
            false => UNCLOSED,
        };
        let spaced = items.replace("\" \"", "\", \"");
        found.push((message, format!("[{}]", spaced.trim())));
        let items: Vec<String> = spaced.split(',').map(item).collect();
        found.push((message, format!("[{}]", items.join(", "))));
    }
    if !value.starts_with(['"', '\'', '[', '{']) {
        found.push(("a text stands between quotation marks", quoted(value)));
    }
    found
}

/// An entry of a list as it is or, where it is a bare word, quoted.
fn item(text: &str) -> String {
    let text = text.trim();
    match reads(&format!("x = {text}")) {
        true => text.to_string(),
        false => quoted(text.trim_matches(|c: char| CURLY.contains(&c) || "”»\"'".contains(c))),
    }
}

/// A value without the comment behind it.
fn uncommented(value: &str) -> &str {
    let from = value.rfind(['"', '\'', '”', ']']).unwrap_or(0);
    match value[from..].find(" #") {
        Some(at) => value[..from + at].trim_end(),
        None => value,
    }
}

fn reads(line: &str) -> bool {
    !line.contains('\n') && DeTable::parse(line).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help(line: &str) -> Option<String> {
        let (_, errors) = DeTable::parse_recoverable(line);
        let error = errors.first()?;
        let at = error.span().map_or(0, |span| span.start);
        find(line, at, error.message()).map(|slip| slip.help)
    }

    #[test]
    fn the_line_to_type_is_named() {
        for (written, right) in [
            ("title = “Test”", "write title = \"Test\""),
            (
                "title = “The “big” test”",
                "write title = \"The “big” test\"",
            ),
            (
                "title = \"The \"big\" test\"",
                "write title = 'The \"big\" test'",
            ),
            ("title = 'Don't'", "write title = \"Don't\""),
            ("title = \"Test", "write title = \"Test\""),
            ("title = Test of it # now", "write title = \"Test of it\""),
            ("title: Test", "write title = \"Test\""),
            ("title =", "write title = \"…\", or remove the line"),
            ("title = \"Test\",", "write title = \"Test\""),
            ("file = \"C:\\new\\x\"", "write file = 'C:\\new\\x'"),
            ("draft = True", "write draft = true"),
            (
                "[[events]]\ndate = [..2026-11]",
                "write date = \"[..2026-11]\"",
            ),
            ("[[events]]\ndate = 2026-09", "write date = \"2026-09\""),
            (
                "date = 2026-09",
                "write a whole day, as in date = 2024-09-09",
            ),
            ("date = 2026-9-1", "write date = 2026-09-01"),
            (
                "date = 09/01/2026",
                "write date = 2026-01-09 or date = 2026-09-01, whichever is meant",
            ),
            ("value = 1,200", "write value = 1200"),
            (
                "value = 12%",
                "write value = 12, and on a line of its own unit = \"%\"",
            ),
            (
                "value = €1,200",
                "write value = 1200, and on a line of its own unit = \"€\"",
            ),
            ("topics = [\"one\"\nx = 1", "write topics = [\"one\"]"),
            ("title = September 2025", "write title = \"September 2025\""),
            ("topics = [one, two]", "write topics = [\"one\", \"two\"]"),
            (
                "topics = [\"one\" \"two\"]",
                "write topics = [\"one\", \"two\"]",
            ),
            (
                "topics = [\"one\", \"two\"",
                "write topics = [\"one\", \"two\"]",
            ),
            (
                "topics = [“one”, “two”]",
                "write topics = [\"one\", \"two\"]",
            ),
            ("[[events]", "write [[events]]"),
            ("a = 1\na = 2", "keep one of the two: the other is `a = 1`"),
        ] {
            assert_eq!(help(written).as_deref(), Some(right), "{written}");
        }
    }
}
