//! Images: as large as they are from the first moment, in the size that a reader's screen needs,
//! and loaded only when they come near.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html};

use super::Spanned;

/// What is known of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The same image in WebP, in several widths, as `srcset` has it.
    pub srcset: Option<String>,
    /// How wide it is shown, as `sizes` has it.
    pub sizes: &'static str,
}

/// Writes the images of a text as HTML; `shapes` are by address.
pub(super) fn draw<'a>(
    events: Vec<Spanned<'a>>,
    shapes: &HashMap<String, Shape>,
) -> Vec<Spanned<'a>> {
    let mut drawn = Vec::with_capacity(events.len());
    // The images that are open, the outermost first: address, title and the words so far.
    let mut open: Vec<(String, String)> = Vec::new();
    let mut words = String::new();
    for (event, span) in events {
        match event {
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => open.push((dest_url.into_string(), title.into_string())),
            Event::End(TagEnd::Image) if !open.is_empty() => {
                let Some((address, title)) = open.pop().filter(|_| open.is_empty()) else {
                    continue;
                };
                let html = element(&address, &title, &words, shapes.get(&address));
                drawn.push((Event::InlineHtml(CowStr::from(html)), span));
                words.clear();
            }
            event if open.is_empty() => drawn.push((event, span)),
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                words.push_str(&text)
            }
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    drawn
}

/// The images of a text that have no words to be told instead of them, each by its address and where
/// it stands. In raw HTML they are as their author typed them.
pub fn without_words(markdown: &str) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let mut open: Vec<(String, Range<usize>, bool)> = Vec::new();
    for (event, span) in super::parse(markdown, true) {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                open.push((dest_url.into_string(), span, false));
            }
            Event::End(TagEnd::Image) => {
                let image = open.pop().filter(|(.., has_words)| !has_words);
                found.extend(image.map(|(address, span, _)| (address, span)));
            }
            Event::Text(text) | Event::Code(text) if !text.trim().is_empty() => {
                open.iter_mut()
                    .for_each(|(.., has_words)| *has_words = true);
            }
            _ => {}
        }
    }
    found
}

fn element(address: &str, title: &str, alt: &str, shape: Option<&Shape>) -> String {
    let mut image = String::from("<img src=\"");
    // Writing into a string cannot fail.
    let _ = escape_href(&mut image, address);
    image.push_str("\" alt=\"");
    let _ = escape_html(&mut image, alt);
    image.push('"');
    if !title.is_empty() {
        image.push_str(" title=\"");
        let _ = escape_html(&mut image, title);
        image.push('"');
    }
    if let Some(shape) = shape {
        image.push_str(&format!(
            " width=\"{}\" height=\"{}\"",
            shape.width, shape.height
        ));
    }
    image.push_str(" loading=\"lazy\" decoding=\"async\">");
    match shape.and_then(|shape| Some((shape.srcset.as_deref()?, shape.sizes))) {
        Some((srcset, sizes)) => {
            let mut set = String::new();
            let _ = escape_html(&mut set, srcset);
            format!(
                "<picture><source type=\"image/webp\" srcset=\"{set}\" sizes=\"{sizes}\">{image}</picture>"
            )
        }
        None => image,
    }
}
