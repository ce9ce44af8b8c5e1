//! The visible text of a page, and where in the page each of its characters stands.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use html5ever::LocalName;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::content::markup::content_of;
use crate::import::unbroken::UNSEEN;
use crate::prose::text::Characters;

/// Visible characters with the bytes they stand at.
pub(super) struct Visible {
    /// Each character and the byte of the page it begins at; blocks are parted by line breaks.
    pub characters: Vec<(char, usize)>,
}

impl Visible {
    /// The visible text, a line a block.
    pub fn lines(&self) -> String {
        self.characters.iter().map(|(c, _)| c).collect()
    }

    /// For each byte of a text the character of the page it stands at, found paragraph by paragraph;
    /// `None` where the page does not have it so.
    pub fn places(
        &self,
        page: &str,
        text: &str,
        paragraphs: &[Range<usize>],
    ) -> Vec<Option<usize>> {
        let visible: Vec<(char, usize)> = self
            .characters
            .iter()
            .copied()
            .filter(|(c, _)| !c.is_whitespace())
            .collect();
        let ink: String = visible.iter().map(|(c, _)| *c).collect();
        // Where in `ink` each character begins, to come back from bytes to characters.
        let starts: Vec<usize> = ink.char_indices().map(|(at, _)| at).collect();
        let characters = Characters::of(page);
        let mut places = vec![None; text.len() + 1];
        let mut cursor = 0;
        for span in paragraphs {
            let wanted: Vec<(usize, char)> = text[span.clone()]
                .char_indices()
                .filter(|(_, c)| !c.is_whitespace())
                .map(|(at, c)| (span.start + at, c))
                .collect();
            let head: String = wanted.iter().take(48).map(|(_, c)| *c).collect();
            let found = ink[cursor..]
                .find(&head)
                .map(|at| cursor + at)
                .or_else(|| ink.find(&head));
            let Some(found) = found.filter(|_| !head.is_empty()) else {
                continue;
            };
            let first = starts.partition_point(|start| *start < found);
            let mut last = first;
            for ((at, c), (shown, byte)) in wanted.iter().zip(&visible[first..]) {
                if c != shown {
                    break;
                }
                places[*at] = Some(characters.before(page, *byte));
                last += 1;
            }
            cursor = starts.get(last).copied().unwrap_or(ink.len());
        }
        places
    }
}

/// Elements that do not part a line.
pub(super) const INLINE: [&str; 18] = [
    "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "u",
];

/// Elements whose text nobody sees.
pub(super) const HIDDEN: [&str; 6] = ["script", "style", "noscript", "template", "svg", "iframe"];

/// Reads the visible text of a page; every page, however broken, is read to its end.
pub(super) fn visible(page: &str) -> Visible {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(page));
    let reader = Reader {
        page,
        queue: &queue,
        at: Cell::new(page.len() - page.trim_start_matches('\u{feff}').len()),
        hidden: RefCell::default(),
        characters: RefCell::default(),
    };
    let tokenizer = Tokenizer::new(reader, TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    Visible {
        characters: tokenizer.sink.characters.into_inner(),
    }
}

/// Text with its entities decoded and its tags dropped.
pub(super) fn plain(text: &str) -> String {
    match text.contains(['&', '<']) || text.contains(UNSEEN) {
        true => visible(text).lines().trim().to_string(),
        false => text.trim().to_string(),
    }
}

struct Reader<'a> {
    page: &'a str,
    /// What is still to be read. What it lacks says where a token ends: tokens have no places.
    queue: &'a BufferQueue,
    /// Where the last token ended.
    at: Cell<usize>,
    /// The element that hides what is read.
    hidden: RefCell<Option<LocalName>>,
    characters: RefCell<Vec<(char, usize)>>,
}

impl Reader<'_> {
    /// How much of the page has been read.
    fn read(&self) -> usize {
        // Mostly one piece; a name behind `&` that means nothing is put back as one of its own.
        let left: Vec<StrTendril> = std::iter::from_fn(|| self.queue.pop_front()).collect();
        let len: usize = left.iter().map(|piece| piece.len()).sum();
        left.into_iter()
            .for_each(|piece| self.queue.push_back(piece));
        self.page.len().saturating_sub(len)
    }

    fn tag(&self, tag: &Tag, start: usize) {
        let mut hidden = self.hidden.borrow_mut();
        if let Some(name) = &*hidden {
            if tag.kind == TagKind::EndTag && *name == tag.name {
                *hidden = None;
            }
            return;
        }
        if !INLINE.contains(&&*tag.name) {
            self.characters.borrow_mut().push(('\n', start));
        }
        let opens = tag.kind == TagKind::StartTag && !(tag.self_closing && &*tag.name == "svg");
        if opens && HIDDEN.contains(&&*tag.name) {
            *hidden = Some(tag.name.clone());
        }
    }

    /// Text; an entity stands where its `&` does.
    fn text(&self, text: &str, start: usize) {
        let rest = self.page.get(start..).unwrap_or("");
        // A line break of two characters is read with what stands behind it.
        let break_before = rest.starts_with('\n') && !text.starts_with('\n');
        let start = start + usize::from(break_before);
        let rest = rest.get(usize::from(break_before)..).unwrap_or("");
        let verbatim = rest.starts_with(text);
        if verbatim {
            // The reader may have looked at a character behind it.
            self.at.set(start + text.len());
        }
        if self.hidden.borrow().is_some() {
            return;
        }
        // In HTML a line break is a space like any other.
        let shown = |c: char| if c == '\n' || c == '\r' { ' ' } else { c };
        let placed = text.char_indices().map(|(at, c)| match verbatim {
            true => (shown(c), start + at),
            false => (shown(c), start),
        });
        // A sign that nobody sees would cut its word.
        let seen = placed.filter(|(c, _)| !UNSEEN.contains(c));
        self.characters.borrow_mut().extend(seen);
    }
}

impl TokenSink for Reader<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let start = self.at.replace(self.read());
        match token {
            Token::TagToken(tag) => {
                self.tag(&tag, start);
                if tag.kind == TagKind::StartTag {
                    return content_of(&tag);
                }
            }
            Token::CharacterTokens(text) => self.text(&text, start),
            // It is no end of anything, and the next token begins where this one would.
            Token::ParseError(_) => self.at.set(start),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_shows_its_text_and_where_it_stands() {
        let page = "<p>One &amp; <b>two</b></p><script>var a = '<p>';</script><p>é three";
        let lines = visible(page).lines();
        assert_eq!(
            lines.split_whitespace().collect::<Vec<_>>(),
            ["One", "&", "two", "é", "three"]
        );
        let text = "One & two\né three";
        let places = visible(page).places(page, text, &[0..9, 10..18]);
        let shown = |at: usize| places[at].and_then(|place| page.chars().nth(place));
        assert_eq!(shown(0), Some('O'));
        assert_eq!(shown(6), Some('t'));
        assert_eq!(shown(13), Some('t'));
    }

    #[test]
    fn broken_pages_are_read_to_their_end() {
        for page in [
            "<",
            "<p",
            "&",
            "&#xFFFFFFFF;",
            "<script>",
            "<!--",
            "</",
            "a<b c",
        ] {
            visible(page);
        }
    }
}
