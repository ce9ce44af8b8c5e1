//! Lines that are not YAML.

use super::{Line, Slip};

/// The slip behind an error that the parser found at a byte.
pub fn find(text: &str, at: usize) -> Option<Slip> {
    let line = Line::at(text, at);
    let lines = || std::iter::once(line).chain(line.before(text));
    tab(line)
        .or_else(|| outside_of_block(text, line))
        .or_else(|| lines().find_map(not_joined))
        .or_else(|| lines().find_map(of_value))
}

/// Tabs, which do not indent.
fn tab(line: Line<'_>) -> Option<Slip> {
    let rest = line.text.trim_start();
    let indent = &line.text[..line.text.len() - rest.len()];
    indent.contains('\t').then(|| Slip {
        message: "a tab does not indent in YAML".to_string(),
        span: line.span_of(indent),
        help: format!("indent with spaces: `{}{rest}`", indent.replace('\t', "  ")),
    })
}

/// A line of a text in a block (`summary: >`) that is not indented, and so is no line of it.
fn outside_of_block(text: &str, line: Line<'_>) -> Option<Slip> {
    let bare = line.text.trim();
    if bare.is_empty() || line.text.starts_with([' ', '\t']) || line.parted(':').is_some() {
        return None;
    }
    let mut above = line.before(text)?;
    let sign = loop {
        let value = above.parted(':').map(|(_, value)| value);
        match value.filter(|value| value.trim_end_matches(['-', '+']).len() == 1) {
            Some(value) if value.starts_with(['>', '|']) => break value,
            _ if above.text.trim().is_empty() || above.text.starts_with(' ') => {
                above = above.before(text)?;
            }
            _ => return None,
        }
    };
    Some(Slip {
        message: format!("the lines of a text below `{sign}` are indented"),
        span: line.span_of(bare),
        help: format!("indent it with spaces: `  {bare}`"),
    })
}

/// A key and its value without the colon and the space between them.
fn not_joined(line: Line<'_>) -> Option<Slip> {
    if line.text.contains(": ") || line.text.trim_end().ends_with(':') {
        return None;
    }
    let (sign, (key, value)) = ['=', ':']
        .into_iter()
        .find_map(|sign| Some((sign, line.parted(sign)?)))?;
    let message = match sign {
        '=' => "between `---` a key and its value are joined by a colon",
        _ => "a space follows the colon behind a key",
    };
    (!value.is_empty()).then(|| Slip {
        message: message.to_string(),
        span: line.span_of(line.text.trim()),
        help: format!("write {key}: {value}"),
    })
}

/// A value that needs quotation marks.
fn of_value(line: Line<'_>) -> Option<Slip> {
    let (key, value) = line.parted(':')?;
    let value = value.split(" #").next().unwrap_or(value).trim_end();
    let mark = value.chars().next()?;
    let (message, inner) = match mark {
        '"' | '\'' => match value[1..].strip_suffix(mark) {
            Some(inner) if inner.contains(mark) => {
                ("the text ends at the quotation mark within it", inner)
            }
            Some(inner) if mark == '"' && inner.contains('\\') => (
                "a backslash means something between these quotation marks",
                inner,
            ),
            Some(_) => return None,
            None => (
                "the closing quotation mark is missing, or something follows it",
                value.trim_matches(mark),
            ),
        },
        '[' if !value.ends_with(']') => {
            return Some(Slip {
                message: "the closing bracket of the list is missing".to_string(),
                span: line.span_of(value),
                help: format!("write {key}: {value}]"),
            });
        }
        '@' | '%' | '&' | '*' | '!' | '`' | '|' | '>' => (
            "a text that begins with a sign stands between quotation marks",
            value,
        ),
        _ if value.contains(": ") || value.ends_with(':') => (
            "a text that holds a colon stands between quotation marks",
            value,
        ),
        _ => return None,
    };
    let right = quoted(inner);
    Some(Slip {
        message: message.to_string(),
        span: line.span_of(value),
        help: format!("write {key}: {right}"),
    })
}

/// A text within quotation marks that keep it as it is: in single ones, `''` is an apostrophe.
fn quoted(text: &str) -> String {
    match text.contains(['"', '\\']) {
        false => format!("\"{text}\""),
        true => format!("'{}'", text.replace('\'', "''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help(text: &str, at: &str) -> Option<String> {
        find(text, text.find(at)?).map(|slip| slip.help)
    }

    #[test]
    fn the_line_to_type_is_named() {
        for (written, at, right) in [
            (
                "title: Test: the bridge",
                ": the",
                "write title: \"Test: the bridge\"",
            ),
            (
                "title: \"The \"big\" test\"",
                "big",
                "write title: 'The \"big\" test'",
            ),
            ("title: 'Don't'", "t'", "write title: \"Don't\""),
            ("title: @home", "@", "write title: \"@home\""),
            ("title = Test", "=", "write title: Test"),
            ("title:Test\ndate: 2026", "date", "write title: Test"),
            (
                "topics: [one, two\ndate: 1",
                "date",
                "write topics: [one, two]",
            ),
            (
                "events:\n\t- title: x",
                "- ",
                "indent with spaces: `  - title: x`",
            ),
            (
                "summary: >\nThe bridge opens.\ndate: 1",
                "The",
                "indent it with spaces: `  The bridge opens.`",
            ),
            (
                "summary: |-\n  One.\n\nThe bridge opens.\ndate: 1",
                "The",
                "indent it with spaces: `  The bridge opens.`",
            ),
        ] {
            assert_eq!(help(written, at).as_deref(), Some(right), "{written}");
        }
    }
}
