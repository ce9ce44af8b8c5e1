//! Advice in the words of the file that it is for: what is to be typed is spelt as TOML has it
//! (`key = value`) wherever advice is made, and here as YAML or JSON do where the file's front matter is
//! in these.

use std::borrow::Cow;

use super::Diagnostic;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Dialect {
    Yaml,
    Json,
}

/// The advice of a diagnostic, for a person who mends this text.
pub fn advice<'a>(diagnostic: &'a Diagnostic, text: Option<&str>) -> Option<Cow<'a, str>> {
    let help = diagnostic.help.as_deref()?;
    let dialect = text.and_then(|text| dialect(diagnostic, text));
    // What is to be typed into settings, or between `+++`, is TOML whatever the text is in.
    let elsewhere = [".toml", "+++", "below [", "[output]", "[foreign]"];
    let here = !elsewhere.iter().any(|other| help.contains(other));
    Some(match dialect.filter(|_| here) {
        Some(dialect) => Cow::Owned(spelt(help, dialect)),
        None => Cow::Borrowed(help),
    })
}

/// What the front matter is in that a diagnostic is about; blocks in the text below are TOML.
fn dialect(diagnostic: &Diagnostic, text: &str) -> Option<Dialect> {
    let place = diagnostic.place.as_ref()?;
    if !matches!(place.file.extension().as_str(), "md" | "markdown") {
        return None;
    }
    let matter = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let start = text.len() - matter.len();
    let (dialect, end) = match matter.starts_with('{') {
        true => (Dialect::Json, matter.find("\n}")),
        false => (Dialect::Yaml, matter.strip_prefix("---")?.find("\n---")),
    };
    let end = end.map_or(text.len(), |end| start + end + "---\n".len());
    let within = place.span.as_ref().is_none_or(|span| span.start <= end);
    within.then_some(dialect)
}

fn spelt(help: &str, dialect: Dialect) -> String {
    let mut out = String::new();
    let mut rest = help;
    while let Some(at) = rest.find(" = ") {
        let (before, value) = (&rest[..at], &rest[at + 3..]);
        let is_key = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let key = &before[before.trim_end_matches(is_key).len()..];
        out.push_str(&before[..before.len() - key.len()]);
        rest = value;
        match dialect {
            _ if key.is_empty() => out.push_str(" = "),
            Dialect::Yaml => out.push_str(&format!("{key}: ")),
            Dialect::Json => {
                out.push_str(&format!("\"{key}\": "));
                // TOML alone knows days without quotation marks.
                let end = value.find(|c: char| !(c.is_ascii_digit() || "-:+TZ".contains(c)));
                let bare = &value[..end.unwrap_or(value.len())];
                let bare = bare.trim_end_matches([':', '-']);
                if bare.len() >= 10 && bare.contains('-') {
                    out.push_str(&format!("\"{bare}\""));
                    rest = &value[bare.len()..];
                }
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;
    use crate::path::SourcePath;

    fn said(file: &str, text: &str, help: &str) -> String {
        let place = Place::span(&SourcePath::new(file), 4..5);
        let told = Diagnostic::error("x/y", "wrong", place).help(help);
        advice(&told, Some(text)).unwrap_or_default().into_owned()
    }

    #[test]
    fn what_is_to_be_typed_is_spelt_as_the_file_has_it() {
        let (yaml, json, toml) = ("---\na: 1\n---\n", "{\n\"a\": 1\n}\n", "+++\na = 1\n+++\n");
        for (help, in_yaml, in_json) in [
            (
                "say when: date = 2024-09-09",
                "say when: date: 2024-09-09",
                "say when: \"date\": \"2024-09-09\"",
            ),
            (
                "write `draft = true` or `draft = false`",
                "write `draft: true` or `draft: false`",
                "write `\"draft\": true` or `\"draft\": false`",
            ),
            (
                "image = { file = \"a.jpg\", alt = \"…\" }",
                "image: { file: \"a.jpg\", alt: \"…\" }",
                "\"image\": { \"file\": \"a.jpg\", \"alt\": \"…\" }",
            ),
        ] {
            assert_eq!(said("content/a.md", yaml, help), in_yaml);
            assert_eq!(said("content/a.md", json, help), in_json);
            assert_eq!(said("content/a.md", toml, help), help);
            assert_eq!(said("content/sources.toml", yaml, help), help);
        }
        let settings = "say in dateline.toml: [taxonomies] topics = [\"tags\"]";
        assert_eq!(said("content/a.md", yaml, settings), settings);
    }
}
