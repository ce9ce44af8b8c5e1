//! What a text refers to and can be referred to at, in its Markdown and in its raw HTML.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};
use scraper::{Html, Node};

use super::{headings, parse, sanitise};

/// What a link can lead to within a text, by name.
pub type Anchors = BTreeMap<String, ()>;

/// The anchors of a Markdown text: its headings' ids, and the ids and names in its raw HTML.
pub fn anchors(markdown: &str) -> Anchors {
    let mut anchors: Anchors = headings(markdown)
        .into_iter()
        .map(|heading| (heading.id, ()))
        .collect();
    let html = raw_html(markdown);
    for node in html.iter().flat_map(|html| html.tree.values()) {
        if let Node::Element(element) = node {
            let names = element
                .attrs()
                .filter(|(name, _)| ["id", "name"].contains(name));
            anchors.extend(names.map(|(_, value)| (value.to_string(), ())));
        }
    }
    anchors
}

/// The references of a text's links and images, but for those in raw HTML.
pub fn links(markdown: &str) -> impl Iterator<Item = String> + '_ {
    placed_links(markdown).map(|(reference, _)| reference)
}

/// The same, each with the place of its link or image.
pub fn placed_links(markdown: &str) -> impl Iterator<Item = (String, Range<usize>)> + '_ {
    parse(markdown, true)
        .into_iter()
        .filter_map(|(event, span)| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                Some((dest_url.into_string(), span))
            }
            _ => None,
        })
}

/// Every reference of a text: of its links and images, and whatever its raw HTML may refer to.
pub fn references(markdown: &str) -> Vec<String> {
    let mut found: Vec<String> = links(markdown).collect();
    let Some(html) = raw_html(markdown) else {
        return found;
    };
    for node in html.tree.values() {
        match node {
            // Which attribute of which element loads something, browsers add to every year.
            Node::Element(element) => {
                for (_, value) in element.attrs() {
                    found.push(value.to_string());
                    found.extend(words(value));
                }
            }
            Node::Comment(comment) => found.extend(words(comment)),
            // Between other tags text is text; within these it is a style or a document.
            Node::Text(text) if text.contains(['(', '<', '"']) => found.extend(words(text)),
            _ => {}
        }
    }
    found
}

/// The attributes that say something and lead nowhere.
const SAID: [&str; 7] = ["title", "alt", "id", "class", "lang", "role", "aria-label"];

/// The references that the page of a text shows: not those of comments, of notes that nobody refers
/// to, and of raw HTML that is taken out.
pub fn shown(markdown: &str, unsafe_html: bool) -> Vec<String> {
    if unsafe_html {
        return references(markdown);
    }
    let mut found = noted_links(markdown);
    let html = Html::parse_fragment(&sanitise::clean(&raw(markdown)));
    let elements = html.tree.values().filter_map(Node::as_element);
    let attributes = elements.flat_map(|element| element.attrs());
    for (_, value) in attributes.filter(|(name, _)| !SAID.contains(name)) {
        found.push(value.to_string());
        found.extend(words(value));
    }
    found
}

/// The references of links and images, but for those in notes that nobody refers to.
fn noted_links(markdown: &str) -> Vec<String> {
    let events = parse(markdown, true);
    let named = |event: &Event| match event {
        Event::FootnoteReference(label) => Some(label.to_string()),
        _ => None,
    };
    let notes: BTreeSet<String> = events
        .iter()
        .filter_map(|(event, _)| named(event))
        .collect();
    let mut passed_over = false;
    let mut found = Vec::new();
    for (event, _) in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => passed_over = !notes.contains(&*label),
            Event::End(TagEnd::FootnoteDefinition) => passed_over = false,
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
                if !passed_over =>
            {
                found.push(dest_url.into_string());
            }
            _ => {}
        }
    }
    found
}

/// The words of a text that may name a file, parted at white space and at what closes or opens;
/// and its stretches between quotation marks, since a name can hold a space.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let parts = |c: char| c.is_whitespace() || "\"'`,;()<>[]{}=|".contains(c);
    let quoted = |c: char| "\"'`<>()[]\n".contains(c);
    let lines = text.lines().filter_map(|line| line.split_once([':', '=']));
    text.split(parts)
        .chain(text.split(quoted))
        .chain(lines.map(|(_, value)| value.trim()))
        .filter(|word| word.contains('.'))
        .map(str::to_string)
}

/// The raw HTML of a text, as browsers read it.
fn raw_html(markdown: &str) -> Option<Html> {
    let raw = raw(markdown);
    (!raw.is_empty()).then(|| Html::parse_fragment(&raw))
}

/// The raw HTML of a text as it is written.
pub fn raw(markdown: &str) -> String {
    let mut raw = String::new();
    for (event, _) in parse(markdown, true) {
        if let Event::Html(html) | Event::InlineHtml(html) = event {
            raw.push_str(&html);
        }
    }
    raw
}
