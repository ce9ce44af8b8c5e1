//! The words of a text, block by block, each with its place in the Markdown.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::hidden::Seen;
use super::parse;

/// The words of one paragraph, heading, list item or table cell. Code is not prose, nor is what
/// readers never see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// The words, without marks.
    pub text: String,
    /// For each stretch: where it begins in the words, and where it stands in the Markdown.
    stretches: Vec<(usize, Range<usize>)>,
}

impl Prose {
    /// Where some bytes of the words stand in the Markdown.
    pub fn span(&self, words: Range<usize>) -> Range<usize> {
        let from = self.place(words.start).unwrap_or(0);
        let last = words.end.saturating_sub(1).max(words.start);
        from..self.place(last).map_or(from, |last| last + 1)
    }

    fn place(&self, at: usize) -> Option<usize> {
        let nth = self.stretches.partition_point(|(start, _)| *start <= at);
        let (start, source) = self.stretches.get(nth.checked_sub(1)?)?;
        // A stretch that the Markdown writes otherwise (an escape, a quotation mark) has one place.
        Some((source.start + at - start).min(source.end.saturating_sub(1)))
    }

    pub(super) fn push(&mut self, text: &str, source: Range<usize>) {
        self.stretches.push((self.text.len(), source));
        self.text.push_str(text);
    }
}

/// The prose of a Markdown text, in its order.
pub fn prose(markdown: &str) -> Vec<Prose> {
    let mut blocks = vec![Prose::default()];
    let mut code = false;
    let events = parse(markdown, true);
    let seen = Seen::of(&events);
    for (at, (event, span)) in events.into_iter().enumerate() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(text) if !code && seen.has(at) => {
                if let Some(block) = blocks.last_mut() {
                    block.push(&text, span);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(block) = blocks.last_mut() {
                    block.push(" ", span);
                }
            }
            Event::Start(tag) if is_block(&tag) => {
                blocks.push(Prose::default());
            }
            _ => {}
        }
    }
    blocks.retain(|block| !block.text.trim().is_empty());
    blocks
}

/// A Markdown text with a space for every byte that is no prose, so that words keep their places.
pub fn in_place(markdown: &str) -> String {
    let mut shown = vec![false; markdown.len()];
    let mut code = false;
    for (event, span) in parse(markdown, true) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(_) if !code => shown[span].fill(true),
            _ => {}
        }
    }
    let mut text = String::with_capacity(markdown.len());
    for (at, c) in markdown.char_indices() {
        match shown[at] || c == '\n' {
            true => text.push(c),
            false => text.extend(std::iter::repeat_n(' ', c.len_utf8())),
        }
    }
    text
}

pub(super) fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::Item
            | Tag::TableCell
            | Tag::TableRow
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::FootnoteDefinition(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_place() {
        let markdown = "# One\n\nOn *Sunday*, it’s \"so\"\nhere. `code`\n\n- an [item](x.md)\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nnot this\n```\n";
        let prose = prose(markdown);
        let texts: Vec<&str> = prose.iter().map(|prose| prose.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "One",
                "On Sunday, it’s “so” here. ",
                "an item",
                "a",
                "b",
                "c",
                "d"
            ]
        );
        let sunday = prose[1].text.find("Sunday, it").unwrap_or_default();
        let span = prose[1].span(sunday..sunday + "Sunday, it".len());
        assert_eq!(&markdown[span], "Sunday*, it");
        let item = prose[2].span(3..7);
        assert_eq!(&markdown[item], "item");
    }
}
