//! Going through the open proposals of an article: what waits, what it was taken from, what a decision
//! makes of the file.

mod change;
mod edit;
pub mod file;
mod known;
mod marks;
mod refused;
mod waits;

use std::sync::Arc;

pub use edit::decided;
pub use known::{Known, Match, Said};
pub use refused::refused;
pub use waits::{asked, released, unread, waits};

use crate::content::markdown::FactKind;
use crate::content::{document, fence};
use crate::diagnostic::normal;
use crate::path::SourcePath;
use crate::value::{Entry, Node, Value};

/// What stands above `draft = true` in a file that `import` makes, for people and for the review.
pub const UNTIL_REVIEWED: &str = "# Imported: not published until its review is done.\n";

/// What opens the line above that in which `import` asks what a person has to clear up: as long as it stands, no
/// answer to a proposal releases the file.
pub const ASKED: &str = "# Before it is published: ";

/// What stands behind the id of something that `import` took a proposal to belong to, before why it did;
/// it goes with the yes.
pub const MATCHED: &str = "  # matched by ";

/// A fact that waits for a yes.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// `events` or `figures`.
    pub list: &'static str,
    /// Where the file has it.
    pub place: Stands,
    /// Its keys with their values, in order, without `review`, `confidence` and `quote`.
    pub fields: Vec<(String, String)>,
    /// The words it was taken from.
    pub quote: Option<String>,
    /// How likely it is right, if the import said.
    pub confidence: Option<String>,
}

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// In the front matter: which of its list it is.
    InFrontMatter(usize),
    /// In the text: which of its marks that wait it is.
    InText(usize),
}

/// What is decided of a proposal.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// It stands, with these values in place of what was proposed.
    Accept(Vec<(String, String)>),
    /// It goes.
    Drop,
    /// It waits on.
    Later,
}

/// The open proposals of a file: those of its front matter, then those of its text.
pub fn open(text: &str) -> Vec<Proposal> {
    let document = read(text);
    let mut proposals = Vec::new();
    for list in ["events", "figures"] {
        for (index, item) in items(&document, list).iter().enumerate() {
            if let Value::Table(table) = &item.value
                && is_open(table)
            {
                let place = Stands::InFrontMatter(index);
                proposals.push(proposal(list, place, &table.entries));
            }
        }
    }
    for (at, (link, table)) in marks::waiting(&document).iter().enumerate() {
        let list = match link.kind {
            FactKind::Event => "events",
            FactKind::Figure => "figures",
        };
        proposals.push(proposal(list, Stands::InText(at), &table.entries));
    }
    proposals
}

/// A file as `build` reads it.
fn read(raw: &str) -> document::Document {
    let text: Arc<str> = Arc::from(&*fence::plain(&normal(raw)));
    document::parse(&SourcePath::new("article.md"), &text).value
}

fn items<'a>(document: &'a document::Document, list: &str) -> &'a [Node] {
    match document
        .front_matter
        .get(list)
        .map(|entry| &entry.node.value)
    {
        Some(Value::Array(items)) => items,
        _ => &[],
    }
}

fn is_open(table: &crate::value::Table) -> bool {
    let review = table.get("review").map(|entry| &entry.node.value);
    matches!(review, Some(Value::Scalar(scalar)) if scalar.text.eq_ignore_ascii_case("true"))
}

fn proposal(list: &'static str, place: Stands, entries: &[Entry]) -> Proposal {
    let shown = |entry: &Entry| match &entry.node.value {
        Value::Scalar(scalar) => scalar.text.clone(),
        Value::Array(items) => {
            let texts = items.iter().filter_map(|item| match &item.value {
                Value::Scalar(scalar) => Some(scalar.text.as_str()),
                _ => None,
            });
            texts.collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    };
    let find = |key: &str| entries.iter().find(|entry| entry.key == key).map(shown);
    let evidence = ["review", "confidence", "quote", "sentence"];
    let fields = entries
        .iter()
        .filter(|entry| !evidence.contains(&entry.key.as_str()));
    Proposal {
        list,
        place,
        fields: fields
            .map(|entry| (entry.key.clone(), shown(entry)))
            .collect(),
        quote: find("quote").or_else(|| find("sentence")),
        confidence: find("confidence"),
    }
}

impl Proposal {
    /// A value of the proposal; empty where it has none.
    pub fn get(&self, key: &str) -> &str {
        let found = self.fields.iter().find(|(known, _)| known == key);
        found.map_or("", |(_, value)| value)
    }
}

/// The paragraph that a quotation stands in, with the bytes of the quotation; the quotation alone where
/// the text does not have it word for word.
pub fn paragraph(text: &str, quote: &str) -> (String, std::ops::Range<usize>) {
    let quote = one_line(quote);
    let words = marks::without(read(text).body.markdown());
    let paragraphs = words.split("\n\n").map(unescaped);
    let mut found = paragraphs.filter_map(|paragraph| {
        let at = paragraph.find(&quote)?;
        Some((paragraph, at..at + quote.len()))
    });
    found.next().unwrap_or_else(|| {
        let whole = 0..quote.len();
        (quote, whole)
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Markdown's words: what `import` escaped is as it was.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let escaped = characters.next_if(|next| c == '\\' && next.is_ascii_punctuation());
        out.push(escaped.unwrap_or(c));
    }
    one_line(&out)
}
