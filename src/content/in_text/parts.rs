//! What a fact's quotation marks hold: `announced, caa, said 12 June`.

use std::ops::Range;

use super::super::claim::Status;
use super::super::markdown::{FactKind, FactLink};
use super::super::observation::Firmness;
use crate::date::Vocabularies;
use crate::language;
use crate::path::slug;

/// One part, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it says.
    pub what: What,
    /// The words of it that say so.
    pub text: String,
    /// Where these stand in the title.
    pub at: Range<usize>,
}

/// What a part says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// What the fact is called.
    Label,
    /// The value, in place of the link's words.
    Value,
    /// When it was said.
    Said,
    /// When a number was true.
    AsOf,
    /// Who says so.
    By,
    /// Who carried it.
    Via,
    /// The body that the speaker speaks for.
    For,
    /// Where it is true.
    In,
    /// What exactly a number counts.
    Counts,
    /// What the speaker does, or how firm a number is.
    Status,
    /// That nobody has said yes to it, and how likely it is right.
    Review,
    /// A source, a speaker or a date.
    Bare,
}

/// What opens a part, by its name in the table `typed.parts` of a language file.
const PARTS: [(&str, What); 8] = [
    ("said", What::Said),
    ("as-of", What::AsOf),
    ("by", What::By),
    ("via", What::Via),
    ("for", What::For),
    ("in", What::In),
    ("counts", What::Counts),
    ("review", What::Review),
];

/// What stands between parts.
const COMMAS: [&str; 2] = [", ", "، "];

/// The parts of a fact's title, in their order.
pub fn parts(link: &FactLink) -> Vec<Part> {
    of_title(link.kind, &link.id, &link.title)
}

/// The parts of a title, in their order.
fn of_title(kind: FactKind, id: &str, title: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let label = match title.split_once(": ") {
        Some((label, _)) if !label.contains([',', '،']) => Some(label),
        None if id.is_empty() => Some(until_comma(title)),
        _ => None,
    };
    let mut at = 0;
    if let Some(label) = label.filter(|label| !label.trim().is_empty()) {
        parts.push(Part {
            what: What::Label,
            text: label.trim().to_string(),
            at: 0..label.len(),
        });
        at = (label.len() + 2).min(title.len());
    }
    while at < title.len() {
        let text = until_comma(&title[at..]);
        if !text.trim().is_empty() {
            parts.push(part(kind, text, at));
        }
        at += text.len();
        let comma = COMMAS.iter().find(|comma| title[at..].starts_with(**comma));
        at += comma.map_or(0, |comma| comma.len());
    }
    parts
}

fn until_comma(text: &str) -> &str {
    let ends = COMMAS.iter().filter_map(|comma| text.find(comma));
    &text[..ends.min().unwrap_or(text.len())]
}

fn part(kind: FactKind, text: &str, at: usize) -> Part {
    let start = at + text.len() - text.trim_start().len();
    let whole = text.trim();
    let end = start + whole.len();
    let (what, text, start) = match (opening(whole), status(kind, whole)) {
        (Some((what, text)), _) => (what, text, end - text.len()),
        (None, Some(status)) => (What::Status, status, start),
        (None, None) => (What::Bare, whole, start),
    };
    Part {
        what,
        text: text.to_string(),
        at: start..end,
    }
}

/// Whether a part without a word of its own is an id or a name, and no date.
pub(super) fn is_name(text: &str, dates: &Vocabularies) -> bool {
    slug(text) == text || (dates.names_no_day(text) && text.starts_with(char::is_uppercase))
}

/// What a part may name by an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A source, or whoever speaks.
    Source,
    /// A region.
    Region,
}

/// What the title of a fact names by an id, and where in it.
pub fn names(kind: FactKind, id: &str, title: &str) -> Vec<(Named, Part)> {
    let parts = of_title(kind, id, title).into_iter();
    let named = parts.filter_map(|part| {
        let named = match part.what {
            What::Bare | What::By | What::Via | What::For => Named::Source,
            What::In => Named::Region,
            _ => return None,
        };
        Some((named, part))
    });
    named.collect()
}

/// What a part is that says so by its first words, and the rest of it.
fn opening(text: &str) -> Option<(What, &str)> {
    if let Some(value) = text.strip_prefix("= ") {
        return Some((What::Value, value.trim_start()));
    }
    let words = language::built_in().into_iter().flat_map(|language| {
        let words = language.typed.parts.iter();
        words.flat_map(|(part, words)| words.iter().map(move |word| (part, word)))
    });
    let opened = words.filter_map(|(part, word)| {
        let (_, what) = PARTS.iter().find(|(name, _)| name == part)?;
        let (head, rest) = text.split_at_checked(word.len())?;
        // Who waits for a yes need not say how likely it is right.
        let alone = rest.is_empty() && *what == What::Review;
        let is = head.to_lowercase() == *word && (rest.starts_with(' ') || alone);
        is.then_some((*what, rest.trim_start()))
    });
    opened.min_by_key(|(_, rest)| rest.len())
}

/// A part as it is written into a text: it opens with the first word that its language file has for it.
pub(super) fn written(what: What, text: &str) -> String {
    if what == What::Value {
        return format!("= {text}");
    }
    let name = PARTS.iter().find(|(_, known)| *known == what);
    let words = name.and_then(|(name, _)| language::built_in()[0].typed.parts.get(*name));
    let word = words.and_then(|words| words.first());
    let word = word.map_or("", String::as_str);
    format!("{word} {text}").trim().to_string()
}

/// The status that a word is, as authors write it or as a language says it.
fn status(kind: FactKind, text: &str) -> Option<&'static str> {
    let (family, words): (_, Vec<&str>) = match kind {
        FactKind::Event => (
            "status",
            Status::ALL.iter().map(|(word, _)| *word).collect(),
        ),
        FactKind::Figure => (
            "firmness",
            Firmness::ALL.iter().map(|(word, _)| *word).collect(),
        ),
    };
    let text = text.to_lowercase();
    let said = |word: &&str| {
        let key = format!("{family}_{word}");
        let mut languages = language::built_in().into_iter();
        languages.any(|language| language.text(&key).to_lowercase() == text)
    };
    let typed = words.iter().find(|word| **word == text);
    typed
        .or_else(|| words.iter().find(|word| said(word)))
        .copied()
}
