//! Where an object in JSON ends; what it holds is read as YAML 1.2, which holds all of JSON.

use serde::de::IgnoredAny;
use serde_json::error::Category;

use super::meant::Slip;

/// Where the object ends that a text begins with; `None` where it begins with none.
///
/// # Errors
///
/// The first thing in it that is no JSON, where it stands.
pub fn end(text: &str) -> Option<Result<usize, Slip>> {
    let within = text.trim_start().strip_prefix('{')?.trim_start();
    if !within.starts_with(['"', '}']) {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    match values.next()? {
        Ok(_) => Some(Ok(values.byte_offset())),
        Err(error) => Some(Err(slip(text, &error))),
    }
}

fn slip(text: &str, error: &serde_json::Error) -> Slip {
    let at = place(text, error);
    let sign = text[at..].chars().next();
    let before = text[..at].trim_end();
    let said = error.to_string();
    let (message, at, help) = if error.classify() == Category::Eof {
        let message = "the front matter in JSON is never closed";
        let start = text.find('{').unwrap_or(0);
        (
            message,
            start,
            "close each text with `\"`, each list with `]`, and the whole with `}`",
        )
    } else if said.starts_with("trailing comma")
        || (before.ends_with(',') && matches!(sign, Some('}' | ']')))
    {
        let comma = before.rfind(',').unwrap_or(at);
        (
            "a comma stands behind the last entry",
            comma,
            "take the comma out",
        )
    } else if said.starts_with("expected `,`") && sign == Some('"') {
        let message = "a comma is missing behind the entry before";
        (message, at, "write a comma between the two")
    } else if said.starts_with("key must be a string") {
        let message = "a key stands between straight double quotation marks";
        (message, at, "write it as \"title\"")
    } else if said.starts_with("expected `:`") {
        let message = "a key and its value are joined by a colon";
        (message, at, "write `:` between them")
    } else if said.starts_with("control character") {
        let message = "a text goes over the end of its line";
        (
            message,
            at,
            "close it with `\"`, and write `\\n` for a new line within it",
        )
    } else {
        let message = "this is no value of JSON";
        let help = "write a text between straight double quotation marks; a number, true and false \
                    stand without them";
        (message, at, help)
    };
    let length = text[at..].chars().next().map_or(0, char::len_utf8);
    Slip {
        message: message.to_string(),
        span: at..at + length,
        help: help.to_string(),
    }
}

/// The byte that an error is about: its column is that of the last byte read.
fn place(text: &str, error: &serde_json::Error) -> usize {
    let lines = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    let at = (start + error.column()).saturating_sub(1).min(text.len());
    crate::diagnostic::floor(text, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(usize, String)> {
        let slip = end(text)?.err()?;
        let before = &text[..slip.span.start];
        Some((
            before.matches('\n').count() + 1,
            slip.message + ": " + &text[slip.span],
        ))
    }

    #[test]
    fn what_is_no_json_is_told_where_it_stands() {
        for (text, line, what) in [
            (
                "{\n\"title\": \"A\"\n\"date\": 1}",
                3,
                "a comma is missing behind the entry before: \"",
            ),
            (
                "{\n\"title\": \"A\",\n}",
                2,
                "a comma stands behind the last entry: ,",
            ),
            (
                "{\n\"topics\": [\"a\",]\n}",
                2,
                "a comma stands behind the last entry: ,",
            ),
            (
                "{\n\"title\" \"A\"\n}",
                2,
                "a key and its value are joined by a colon: \"",
            ),
            (
                "{\n\"a\": 1,\ndate: 1\n}",
                3,
                "a key stands between straight double quotation marks: d",
            ),
            (
                "{\n\"a\": 1,\n'date': 1\n}",
                3,
                "a key stands between straight double quotation marks: '",
            ),
            ("{\n\"title\": Word\n}", 2, "this is no value of JSON: W"),
            ("{\n\"title\": “A”\n}", 2, "this is no value of JSON: “"),
            ("{\n\"draft\": True\n}", 2, "this is no value of JSON: T"),
            (
                "{\n\"title\": \"A\n}\n",
                2,
                "a text goes over the end of its line: A",
            ),
            (
                "{\n\"title\": \"A\"\n",
                1,
                "the front matter in JSON is never closed: {",
            ),
        ] {
            assert_eq!(told(text), Some((line, what.to_string())), "{text}");
        }
        assert!(matches!(end("{\"a\": 1}\nText."), Some(Ok(8))));
        assert!(end("{% raw %}").is_none());
    }
}
