//! What to type, as the file that is meant writes it: advice is kept as TOML has it (`key = "value"`).

use std::borrow::Cow;

use crate::path::SourcePath;

/// Advice for a file, in the dialect of its front matter: `key: "value"` in YAML, `"key": "value"` in JSON.
/// What speaks of a file of settings stays TOML.
pub fn spelled<'a>(help: &'a str, file: &SourcePath, text: Option<&str>) -> Cow<'a, str> {
    let head = text.map_or("", |text| text.trim_start_matches('\u{feff}').trim_start());
    let is_json = head.starts_with('{');
    let is_toml = file.as_str().ends_with(".toml") || help.contains(".toml");
    if is_toml || !(is_json || head.starts_with("---")) {
        return Cow::Borrowed(help);
    }
    let mut parts = help.split(" = ").peekable();
    let mut out = String::with_capacity(help.len() + 8);
    while let Some(part) = parts.next() {
        out.push_str(part);
        let Some(behind) = parts.peek() else { break };
        let key = out.len() - key_length(&out);
        if key == out.len() || !begins_value(behind) {
            out.push_str(" = ");
            continue;
        }
        if is_json && !out[key..].starts_with('"') {
            out.insert(key, '"');
            out.push('"');
        }
        out.push_str(": ");
    }
    Cow::Owned(out)
}

/// How many bytes of a key a text ends with.
fn key_length(text: &str) -> usize {
    let of_key = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
    match text.strip_suffix('"') {
        Some(quoted) => quoted.rfind('"').map_or(0, |open| text.len() - open),
        None => text.len() - text.trim_end_matches(of_key).len(),
    }
}

/// Whether a text begins with a value.
fn begins_value(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_digit() || "\"'[{…-".contains(c);
    text.starts_with(sign) || text.starts_with("true") || text.starts_with("false")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_is_given_as_the_file_is_written() {
        let help =
            "say when: reported = 2024-09-09, and what: status = \"planned\"; or write `= by May`";
        let of =
            |file: &str, text: &str| spelled(help, &SourcePath::new(file), Some(text)).into_owned();
        assert_eq!(of("content/a.md", "+++\n"), help);
        assert_eq!(of("dateline.toml", "--- x"), help);
        assert_eq!(
            of("content/a.md", "---\ntitle: x\n"),
            "say when: reported: 2024-09-09, and what: status: \"planned\"; or write `= by May`"
        );
        assert_eq!(
            of("content/a.md", "{\"title\": 1}"),
            "say when: \"reported\": 2024-09-09, and what: \"status\": \"planned\"; or write `= by May`"
        );
        let other = "write it in content/sources.toml: name = \"X\"";
        let file = SourcePath::new("content/a.md");
        assert_eq!(spelled(other, &file, Some("---\n")), other);
    }
}
