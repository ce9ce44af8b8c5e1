//! What stands at the head of a text and looks like a front matter, but is none: nobody knows what it
//! holds back.

use std::borrow::Cow;
use std::ops::Range;

use super::holding;
use crate::diagnostic::{Diagnostic, Place};
use crate::path::{SourcePath, seen};
use crate::value::{Entry, Kind, Node, Scalar, Value};

/// The code of such a head.
pub const UNREAD: &str = "front-matter/not-recognised";

/// How many lines are looked at.
const MOST: usize = 200;

/// Forms that Eleventy reads behind the dashes, and the line that opens each here.
const FORMS: [(&str, &str); 4] = [
    ("json", ""),
    ("toml", "+++"),
    ("yaml", "---"),
    ("yml", "---"),
];

/// A text whose front matter names its form, as Eleventy's do (`---json`), with the lines around it
/// written as they are here. All else stays in its place.
pub fn plain(text: &str) -> Cow<'_, str> {
    let opened = || {
        let (first, rest) = text.split_once('\n')?;
        let form = first.trim_end().strip_prefix("---")?.trim();
        let (_, fence) = FORMS.iter().find(|(name, _)| *name == form)?;
        let mut at = first.len() + 1;
        for line in rest.split_inclusive('\n') {
            if line.trim_end() == "---" {
                let whole = |length| format!("{fence:length$}");
                let mut out = whole(first.len());
                out.push_str(&text[first.len()..at]);
                out.push_str(&whole(3));
                out.push_str(&text[at + 3..]);
                return Some(out);
            }
            at += line.len();
        }
        None
    };
    opened().map_or(Cow::Borrowed(text), Cow::Owned)
}

/// What to say of a text without a front matter that begins with what looks like one.
pub fn unread(path: &SourcePath, text: &str) -> Option<Diagnostic> {
    let span = found(text)?;
    let message =
        "this looks like a front matter and cannot be read as one, so the text is not published";
    Some(
        Diagnostic::error(UNREAD, message, Place::span(path, span)).help(
            "begin the file with a line that holds only `+++` (TOML) or `---` (YAML), and close it with such a line",
        ),
    )
}

/// What to say of a second front matter behind the first, which ends at `start`: some converters
/// leave the old one there. Only one with a key that may hold the text back is told of.
pub fn second(path: &SourcePath, text: &str, start: usize) -> Option<Diagnostic> {
    let mut fenced = false;
    let mut held = None;
    for (span, line) in lines(text, start) {
        let fence = is_fence(&line);
        fenced |= fence;
        held = held.or(keys(&line).any(|key| key.holds()).then_some(span));
        if (fenced && held.is_some()) || !(fence || is_matter(&line)) {
            break;
        }
    }
    let span = held.filter(|_| fenced)?;
    let message = "a second front matter, which nothing reads, may be to hold this text back";
    Some(
        Diagnostic::error(UNREAD, message, Place::span(path, span))
            .help("write its keys into the first one, or remove it"),
    )
}

/// Where it stands: a fence above keys, or a key that may hold the text back.
fn found(text: &str) -> Option<Range<usize>> {
    let mut fence = None;
    let mut begun = false;
    for (span, line) in lines(text, 0) {
        // A brace by itself opens an object, whatever stands in it.
        if fence.is_none() && line == "{" {
            return Some(span);
        }
        if !begun && is_fence(&line) {
            fence = Some(span.clone());
            begun = true;
            // Of an object, keys may stand in the same line.
            if !line.starts_with('{') {
                continue;
            }
        }
        if line.starts_with('#') {
            begun = true;
            continue;
        }
        for key in keys(&line) {
            if key.holds() {
                return Some(span);
            }
            if fence.is_some() {
                return fence;
            }
        }
        if !is_matter(&line) {
            return None;
        }
        begun |= !is_comment(&line);
    }
    None
}

/// The lines from a byte on that are not empty, each with where it stands, as a reader sees them.
fn lines(text: &str, start: usize) -> impl Iterator<Item = (Range<usize>, String)> {
    let lines = text[start..].split_inclusive('\n').take(MOST);
    let lines = lines.scan(start, |at, line| {
        let span = *at..*at + line.trim_end().len();
        *at += line.len();
        Some((span, seen(line).trim().to_string()))
    });
    lines.filter(|(_, line)| !line.is_empty())
}

/// Whether a line looks like one that opens a front matter: dashes or the like, with a word or a
/// comment behind them, or a brace.
fn is_fence(line: &str) -> bool {
    let dash = |c: char| "-+;‐‑‒–—―−".contains(c);
    let rest = line.trim_start_matches(dash);
    let length = line[..line.len() - rest.len()].chars().count();
    let rest = rest.trim();
    let word = rest.chars().all(char::is_alphanumeric);
    let dashes = length > 1 || (length == 1 && !line.starts_with(['-', '+', ';']));
    let brace = line.strip_prefix('{');
    let object = brace.is_some_and(|rest| !rest.starts_with(['{', '%', ':', '#', '<']));
    object || (dashes && (word || rest.starts_with('#')))
}

/// A key of a line, with its value.
struct Key<'a>(&'a str, &'a str);

impl Key<'_> {
    /// Whether it may hold the text back. What more than three words say is a sentence.
    fn holds(&self) -> bool {
        let Self(key, value) = *self;
        let scalar = Scalar {
            kind: Kind::String,
            text: value.to_string(),
        };
        let entry = Entry {
            key: key.to_string(),
            key_span: 0..0,
            node: Node {
                value: Value::Scalar(scalar),
                span: 0..0,
            },
        };
        value.split_whitespace().count() <= 3 && holding::holds_clearly(&entry)
    }
}

fn keys(line: &str) -> impl Iterator<Item = Key<'_>> {
    let pieces = line.split(['{', '}', '[', ']', ',', ';']);
    pieces.filter_map(|piece| {
        let quoted = piece.trim().starts_with(QUOTES);
        let piece = piece.trim_start_matches(|c: char| !c.is_alphanumeric());
        let (key, value) = piece.split_once([':', '='])?;
        // What somebody says may hold a colon.
        let spoken = quoted && !key.trim().ends_with(QUOTES);
        let key = key.trim().trim_end_matches(QUOTES);
        let plain = |c: char| c.is_alphanumeric() || "_-.".contains(c);
        let value = value.trim().trim_matches(QUOTES);
        (!spoken && !key.is_empty() && key.chars().all(plain)).then_some(Key(key, value))
    })
}

/// Whether a line can be one of a front matter: a key, an item, a bracket, a comment.
pub(super) fn is_matter(line: &str) -> bool {
    let line = line.trim();
    let end = line.find(['=', ':']).unwrap_or(line.len());
    let plain = |c: char| c.is_alphanumeric() || "_-. ".contains(c) || QUOTES.contains(&c);
    let word = !line[..end].trim().contains(' ');
    let is_key = end < line.len() && word && line[..end].chars().all(plain);
    let signs = ['[', ']', '#', '-', '{', '}', '`', '~'];
    let rule = line.chars().all(|c| "*_".contains(c));
    let opens = line.starts_with(signs) || line.starts_with(QUOTES);
    line.is_empty() || opens || rule || is_comment(line) || is_key
}

/// What stands around keys and values, also as a word processor writes it.
const QUOTES: [char; 10] = ['"', '\'', '“', '”', '„', '‘', '’', '‚', '«', '»'];

/// Whether a line is a comment of HTML or of JavaScript, or a part of one.
fn is_comment(line: &str) -> bool {
    line.starts_with("<!--")
        || line.ends_with("-->")
        || line.starts_with("//")
        || line.starts_with("/*")
        || line.ends_with("*/")
}

#[cfg(test)]
mod tests {
    use super::{found, plain};

    #[test]
    fn what_looks_like_a_front_matter_is_found() {
        for head in [
            " ---\ndraft: true\n---\n",
            "----\ntitle: x\n----\n",
            "--- # x\ntitle: x\n---\n",
            "---toml\ntitle = 1\n---\n",
            "---js\n{ title: 1 }\n---\n",
            "\u{200b}---\ntitle: x\n---\n",
            "—\ntitle: x\n—\n",
            "```yaml\n---\ndraft: true\n---\n```\n",
            "<!-- a note -->\n---\ndraft: true\n---\n",
            "{ title: x, draft: true }\n",
            "{ draft: true }\n",
            "draft: true\n\nText.\n",
            "isDraft = yes\n",
            "--- draft: true ---\n",
            "{\n“title”: “x”,\n“draft”: true\n}\n",
            "// x\n{\n\"draft\": true\n}\n",
            "{\n...x,\n\"draft\": true\n}\n",
            "***\ndraft: true\n***\n",
            "___\ndraft: true\n___\n",
        ] {
            assert!(found(head).is_some(), "{head}");
        }
    }

    #[test]
    fn prose_is_no_front_matter() {
        for text in [
            "# Draft: the plan\n\nText.\n",
            "Status: the bridge is closed until Monday.\n",
            "---\n\nText below a line.\n",
            "— Bonjour, dit-il.\n",
            "Note: this is it.\n\nThe draft: a history.\n",
            "{{< figure >}}\n\ntitle: x\n",
            "Text.\n\ndraft: true\n",
            "***\n\nText: below a line.\n",
            "“Draft: no,” he said.\n",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn a_named_form_is_read_in_its_place() {
        let text = "---json\n{\"a\": 1}\n---\nText.\n";
        assert_eq!(plain(text), "       \n{\"a\": 1}\n   \nText.\n");
        assert_eq!(plain("---toml\na = 1\n---\n"), "+++    \na = 1\n+++\n");
    }
}
