//! What a fact's quotation marks hold: `announced, caa, said 12 June`.

use std::ops::Range;

use super::super::claim::Status;
use super::super::markdown::{FactKind, FactLink};
use super::super::observation::Firmness;

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

/// The words that open a part.
pub(super) const OPENINGS: [(&str, What); 9] = [
    ("= ", What::Value),
    ("said ", What::Said),
    ("as of ", What::AsOf),
    ("by ", What::By),
    ("via ", What::Via),
    ("for ", What::For),
    ("in ", What::In),
    ("counts ", What::Counts),
    ("review ", What::Review),
];

/// The parts of a fact's title, in their order.
pub fn parts(link: &FactLink) -> Vec<Part> {
    let title = link.title.as_str();
    let mut parts = Vec::new();
    let label = match title.split_once(": ") {
        Some((label, _)) if !label.contains(',') => Some(label),
        None if link.id.is_empty() => title.split(", ").next(),
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
    for text in title[at..].split(", ") {
        if !text.trim().is_empty() {
            parts.push(part(link.kind, text, at));
        }
        at += text.len() + 2;
    }
    parts
}

fn part(kind: FactKind, text: &str, at: usize) -> Part {
    let start = at + text.len() - text.trim_start().len();
    let text = text.trim();
    let opening = OPENINGS.iter().find_map(|(word, what)| {
        let head = text.get(..word.len())?;
        let same = head.eq_ignore_ascii_case(word);
        same.then(|| (*what, text[word.len()..].trim_start()))
    });
    let is = |word: &&str| word.eq_ignore_ascii_case(text);
    let status = match kind {
        FactKind::Event => Status::ALL.iter().map(|(word, _)| *word).find(is),
        FactKind::Figure => Firmness::ALL.iter().map(|(word, _)| *word).find(is),
    };
    let (what, text) = match (opening, status) {
        (Some(opened), _) => opened,
        (None, Some(status)) => (What::Status, status),
        (None, None) if text.eq_ignore_ascii_case("review") => (What::Review, ""),
        (None, None) => (What::Bare, text),
    };
    let end = start + text.len();
    Part {
        what,
        text: text.to_string(),
        at: start..end,
    }
}
