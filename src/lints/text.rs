//! An article's own text, block by block, as `prose` reads it.

use std::ops::Range;

use chrono::NaiveDate;

use crate::content::document::Body;
use crate::content::markdown;
use crate::diagnostic::Place;
use crate::prose::language::Language;
use crate::prose::tagger::{self, Prose, Time};

/// A paragraph, heading, list item or table cell.
pub struct Block<'a> {
    body: &'a Body,
    source: &'a markdown::Prose,
    published: NaiveDate,
    /// Its language.
    pub language: &'a Language,
    /// Its words, numbers and marks.
    pub prose: Prose<'a>,
}

/// Reads the blocks of a text that was published on a day.
pub fn read<'a>(
    body: &'a Body,
    blocks: &'a [markdown::Prose],
    language: &'a Language,
    published: NaiveDate,
) -> Vec<Block<'a>> {
    let blocks = blocks.iter().map(|source| Block {
        body,
        source,
        published,
        language,
        prose: Prose::read(&source.text, language),
    });
    blocks.collect()
}

impl Block<'_> {
    /// The expressions of time in it.
    pub fn times(&self) -> Vec<Time> {
        tagger::times(&self.prose, self.language, Some(self.published))
    }

    /// The place of some tokens in the file.
    pub fn place(&self, tokens: &Range<usize>) -> Place {
        self.body.place(self.source.span(self.prose.span(tokens)))
    }

    /// Some tokens as they are written.
    pub fn written(&self, tokens: &Range<usize>) -> &str {
        self.prose.text.get(self.prose.span(tokens)).unwrap_or("")
    }

    /// A token in lower case; empty behind the end.
    pub fn word(&self, at: usize) -> &str {
        self.prose.tokens.get(at).map_or("", |token| &token.lower)
    }
}
