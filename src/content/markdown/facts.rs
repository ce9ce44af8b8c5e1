//! Facts that stand in the text: links to `event:ID` and `figure:ID`.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::hidden::Seen;
use super::parse;
use super::prose::{Prose, is_block};
use crate::prose::language::english;
use crate::prose::tagger;

/// What a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// A claim about an event.
    Event,
    /// A number.
    Figure,
}

/// A link to a fact.
#[derive(Clone, Debug)]
pub struct FactLink {
    /// What it is.
    pub kind: FactKind,
    /// The id of its event or series; empty where it is the article's alone.
    pub id: String,
    /// The words that readers see.
    pub words: String,
    /// What stands in the link's quotation marks.
    pub title: String,
    /// The words of its paragraph before it.
    pub before: String,
    /// The words of its paragraph behind it.
    pub after: String,
    /// The sentence that it stands in; in a table the row.
    pub sentence: String,
    /// Where the link stands in the Markdown.
    pub span: Range<usize>,
    /// Where its words do.
    pub words_span: Range<usize>,
    /// How it is written.
    pub form: LinkType,
}

/// What stands in a text: facts, and what looks as if it was to be one.
#[derive(Clone, Debug, Default)]
pub struct Marked {
    /// The links.
    pub links: Vec<FactLink>,
    /// Where something is written that is not read as a link.
    pub malformed: Vec<Range<usize>>,
    /// Where an image refers to a fact.
    pub images: Vec<Range<usize>>,
}

/// What a link's reference means as that of a fact: its kind, and the id or nothing.
pub fn reference(text: &str) -> Option<(FactKind, &str)> {
    let (kind, id) = text.strip_prefix('#').unwrap_or(text).split_once(':')?;
    let kinds = [("event", FactKind::Event), ("figure", FactKind::Figure)];
    let known = kinds
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(kind))?;
    Some((known.1, id))
}

/// The facts of a Markdown text, in its order.
pub fn facts(markdown: &str) -> Marked {
    let lower = markdown.to_ascii_lowercase();
    let mut reader = Reader::default();
    if !lower.contains("event:") && !lower.contains("figure:") {
        return reader.marked;
    }
    let events = parse(markdown, false);
    let seen = Seen::of(&events);
    for (at, (event, span)) in events.into_iter().enumerate() {
        // The words of a fact are read wherever it stands; what else is hidden is no part of its sentence.
        if seen.has(at) || !matches!(event, Event::Text(_)) || reader.open.is_some() {
            reader.take(event, span);
        }
    }
    reader.flush();
    reader.marked
}

#[derive(Default)]
struct Reader {
    /// The words of the paragraph so far.
    block: Prose,
    is_row: bool,
    is_code: bool,
    /// The links of the paragraph with the bytes of their words in it.
    links: Vec<(FactLink, Range<usize>)>,
    open: Option<(FactLink, usize)>,
    marked: Marked,
}

impl Reader {
    fn take(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.is_code = true,
            Event::End(TagEnd::CodeBlock) => self.is_code = false,
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.flush();
                self.is_row = true;
            }
            Event::Start(Tag::TableCell) if self.block.text.is_empty() => {}
            Event::Start(Tag::TableCell) => self.block.push("; ", span.start..span.start),
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            }) => {
                let link = reference(&dest_url).map(|(kind, id)| FactLink {
                    kind,
                    id: id.to_string(),
                    words: String::new(),
                    title: title.to_string(),
                    before: String::new(),
                    after: String::new(),
                    sentence: String::new(),
                    words_span: span.start..span.start,
                    span,
                    form: link_type,
                });
                self.open = link.map(|link| (link, self.block.text.len()));
            }
            Event::Start(Tag::Image { dest_url, .. }) if reference(&dest_url).is_some() => {
                self.marked.images.push(span);
            }
            Event::End(TagEnd::Link) => {
                if let Some((link, start)) = self.open.take() {
                    self.links.push((link, start..self.block.text.len()));
                }
            }
            Event::Text(text) if !self.is_code => self.push(&text, span),
            // Code that is the words of a link is read; other code is no prose.
            Event::Code(text) if self.open.is_some() => self.push(&text, span),
            Event::SoftBreak | Event::HardBreak => self.push(" ", span),
            Event::Start(tag) if is_block(&tag) => self.flush(),
            _ => {}
        }
    }

    fn push(&mut self, text: &str, span: Range<usize>) {
        if let Some((link, _)) = &mut self.open {
            let first = link.words_span.is_empty();
            let start = if first {
                span.start
            } else {
                link.words_span.start
            };
            link.words_span = start..span.end;
        }
        self.block.push(text, span);
    }

    /// Ends a paragraph.
    fn flush(&mut self) {
        let block = std::mem::take(&mut self.block);
        let is_row = std::mem::take(&mut self.is_row);
        let text = &block.text;
        for (link, words) in self.links.drain(..) {
            let sentence = match is_row {
                true => text.trim().to_string(),
                false => sentence(text, &words),
            };
            self.marked.links.push(FactLink {
                words: text[words.clone()].trim().to_string(),
                before: text[..words.start].to_string(),
                after: text[words.end..].to_string(),
                sentence,
                ..link
            });
        }
        let lower = text.to_ascii_lowercase();
        let ends = |at: usize| {
            text[at..]
                .find([')', '\n'])
                .map_or(text.len(), |end| at + end + 1)
        };
        for opening in ["](", "](<", "]: "] {
            for kind in ["event:", "figure:", "#event:", "#figure:"] {
                let start = format!("{opening}{kind}");
                let found = lower.match_indices(&start);
                let spans = found.map(|(at, _)| block.span(at..ends(at).min(text.len())));
                self.marked.malformed.extend(spans.collect::<Vec<_>>());
            }
        }
    }
}

/// The sentence of a paragraph that some of its bytes stand in.
fn sentence(text: &str, bytes: &Range<usize>) -> String {
    let whole = || text.trim().to_string();
    let Some(language) = english() else {
        return whole();
    };
    let prose = tagger::Prose::read(text, language);
    let within = prose
        .tokens
        .iter()
        .find(|token| token.span.end > bytes.start);
    let Some(sentence) = within.map(|token| token.sentence) else {
        return whole();
    };
    let mut tokens = prose
        .tokens
        .iter()
        .filter(|token| token.sentence == sentence);
    let first = tokens.next().map_or(0, |token| token.span.start);
    let last = tokens
        .next_back()
        .map_or(text.len(), |token| token.span.end);
    text.get(first..last.max(first))
        .unwrap_or(text)
        .trim()
        .to_string()
}
