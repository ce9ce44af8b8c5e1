//! A page as browsers read it: a tree of elements. However it is nested, the tree is shallow enough for
//! whoever walks it, and is made in a time that grows with the page.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use html5ever::LocalName;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{Tracer, TreeBuilder, TreeSink};
use scraper::{ElementRef, Html, HtmlTreeSink, Node};

use super::visible::{HIDDEN, INLINE};
use crate::content::markup::content_of;
use crate::import::body::mended;

/// How many elements may be open at once. Real pages have fewer than half of that.
const DEEPEST: usize = 100;

/// A page, read.
pub(super) struct Tree {
    /// Its elements.
    pub html: Html,
    /// Whether some were nested so deeply that they are left out; what they hold is there.
    pub is_flattened: bool,
}

/// Reads a page; every page, however broken, is read to its end.
pub(super) fn read(page: &str) -> Tree {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(page));
    let sink = HtmlTreeSink::new(Html::new_document());
    let bounded = Bounded {
        builder: TreeBuilder::new(sink, Default::default()),
        most: page.len() / 2 + 16,
        left_out: RefCell::default(),
        is_flattened: Cell::new(false),
        is_parted: Cell::new(false),
    };
    let tokenizer = Tokenizer::new(bounded, TokenizerOpts::default());
    // The builder halts at every script, for somebody to run it.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    Tree {
        is_flattened: tokenizer.sink.is_flattened.get(),
        html: tokenizer.sink.builder.sink.finish(),
    }
}

/// Hands tags on to the builder of the tree, but for those of elements that lie too deep.
struct Bounded {
    builder: TreeBuilder<<HtmlTreeSink as TreeSink>::Handle, HtmlTreeSink>,
    /// How many nodes a page of this length can have, if none is made twice: a parser opens again
    /// what a paragraph left open, for every paragraph behind it.
    most: usize,
    /// How many elements of a name are left out and not yet closed.
    left_out: RefCell<HashMap<LocalName, usize>>,
    is_flattened: Cell<bool>,
    /// Whether a line break stands for what was left out last.
    is_parted: Cell<bool>,
}

impl Bounded {
    fn leaves_out(&self, tag: &Tag) -> bool {
        let mut left_out = self.left_out.borrow_mut();
        if tag.kind == TagKind::EndTag {
            let open = left_out.get_mut(&tag.name).filter(|open| **open > 0);
            return open.map(|open| *open -= 1).is_some();
        }
        let nests = content_of::<()>(tag) == TokenSinkResult::Continue;
        let nodes = self.builder.sink.0.borrow().tree.values().len();
        let too_deep = nests && (nodes > self.most || self.open() > DEEPEST);
        if too_deep {
            *left_out.entry(tag.name.clone()).or_default() += 1;
            self.is_flattened.set(true);
        }
        too_deep
    }

    /// How many elements are open, or will be opened again.
    fn open(&self) -> usize {
        let count = Count(Cell::new(0));
        self.builder.trace_handles(&count);
        count.0.get()
    }
}

impl TokenSink for Bounded {
    type Handle = <HtmlTreeSink as TreeSink>::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        let token = match token {
            Token::TagToken(tag) if self.leaves_out(&tag) => {
                // What parted lines still does, once.
                if INLINE.contains(&&*tag.name) || self.is_parted.replace(true) {
                    return TokenSinkResult::Continue;
                }
                Token::TagToken(line_break(&tag))
            }
            token => {
                self.is_parted.set(false);
                token
            }
        };
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        let builder = &self.builder;
        builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

fn line_break(instead: &Tag) -> Tag {
    Tag {
        kind: TagKind::StartTag,
        name: LocalName::from("br"),
        attrs: Vec::new(),
        ..instead.clone()
    }
}

/// Counts what it is shown.
struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = <HtmlTreeSink as TreeSink>::Handle;

    fn trace_handle(&self, _: &Self::Handle) {
        self.0.set(self.0.get() + 1);
    }
}

/// The lines that a reader sees in an element, without white space around and between them.
pub(super) fn lines(element: ElementRef<'_>) -> Vec<String> {
    let mut text = String::new();
    write(element, &mut text);
    let lines = text.lines().map(mended);
    lines.filter(|line| !line.is_empty()).collect()
}

fn write(element: ElementRef<'_>, text: &mut String) {
    for child in element.children() {
        if let Node::Text(words) = child.value() {
            text.extend(words.chars().map(|c| if c == '\n' { ' ' } else { c }));
        }
        let inner = ElementRef::wrap(child);
        let Some(inner) = inner.filter(|inner| !HIDDEN.contains(&inner.value().name())) else {
            continue;
        };
        let parts = !INLINE.contains(&inner.value().name());
        text.extend(parts.then_some('\n'));
        write(inner, text);
        text.extend(parts.then_some('\n'));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deepest(tree: &Tree) -> usize {
        let nodes = tree.html.tree.nodes();
        nodes
            .map(|node| node.ancestors().count())
            .max()
            .unwrap_or(0)
    }

    #[test]
    fn only_what_lies_too_deep_is_flattened() {
        let page = "<div><p>a<br>b</p></div>".repeat(500);
        assert!(!read(&page).is_flattened);
        let deep = "<div>".repeat(1000) + "text" + &"</div>".repeat(1000) + "<p>behind";
        let tree = read(&deep);
        assert!(tree.is_flattened && deepest(&tree) < DEEPEST + 5);
        assert_eq!(lines(tree.html.root_element()), ["text", "behind"]);
        // Elements that were left open are opened again in every paragraph.
        let left: String = (0..90).map(|size| format!("<font size={size}>")).collect();
        let tree = read(&(left + &"<p>x".repeat(2000)));
        assert!(tree.html.tree.values().len() < 10_000);
    }

    #[test]
    fn a_text_is_what_a_reader_sees() {
        let page = "<p>By<!-- x --> <b>Ada</b>\nHale</p><script>var a = '<p>';</script><div>Editor";
        let lines = lines(read(page).html.root_element());
        assert_eq!(lines, ["By Ada Hale", "Editor"]);
    }
}
