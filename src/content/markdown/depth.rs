//! How deep raw HTML opens elements within elements. Each step down costs whoever reads it more, so
//! a text that never closes what it opens would keep a build busy without end.

use std::cell::Cell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use pulldown_cmark::{CowStr, Event};

use super::super::document::Body;
use super::Spanned;
use crate::diagnostic::Diagnostic;

/// How many elements may be open at once. Browsers give up at a tenth of it.
const DEEPEST: usize = 5_000;

/// Elements that hold nothing and are never closed.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Whether raw HTML lies too deep.
pub fn is_too_deep(events: &[Spanned<'_>]) -> bool {
    let depth = Tokenizer::new(Depth::default(), Default::default());
    let input = BufferQueue::default();
    for (event, _) in events {
        if let Event::Html(html) | Event::InlineHtml(html) = event {
            input.push_back(StrTendril::from_slice(html));
            let _ = depth.feed(&input);
        }
    }
    depth.sink.deepest.get() > DEEPEST
}

/// Shows raw HTML as it is written where it lies too deep, and tells of it.
pub fn bound(events: &mut [Spanned<'_>], body: &Body) -> Option<Diagnostic> {
    if !is_too_deep(events) {
        return None;
    }
    let mut first = None;
    for (event, span) in events {
        if let Event::Html(html) | Event::InlineHtml(html) = event {
            let written = std::mem::replace(html, CowStr::Borrowed(""));
            *event = Event::Text(written);
            first.get_or_insert(span.clone());
        }
    }
    let message =
        format!("the raw HTML of this text opens more than {DEEPEST} elements within each other");
    let error = Diagnostic::error("markdown/too-deep", message, body.place(first?));
    Some(error.help("close the elements that it opens"))
}

/// Counts the elements that are open.
#[derive(Default)]
struct Depth {
    open: Cell<usize>,
    deepest: Cell<usize>,
}

impl TokenSink for Depth {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token {
            let open = self.open.get();
            self.open.set(match tag.kind {
                TagKind::StartTag if VOID.contains(&&*tag.name) => open,
                TagKind::StartTag => open + 1,
                TagKind::EndTag => open.saturating_sub(1),
            });
            self.deepest.set(self.deepest.get().max(self.open.get()));
        }
        TokenSinkResult::Continue
    }
}
