//! A card's markup, taken apart at what differs from page to page: the way to other pages and the level of
//! its heading.

use std::ops::Range;

use crate::pages::site::FROM_ROOT;

/// The level that a component is given for a card's heading: none that HTML has, so that `<h7` in
/// its markup can only be the heading, and `<h8` one below it.
pub const LEVEL: u8 = 7;

/// A card's markup, taken apart at what differs from page to page.
pub struct Fragment {
    /// All of it.
    pub text: Box<str>,
    /// Where something differs, in order.
    pub gaps: Box<[Gap]>,
}

/// A part of a card's markup that differs from page to page.
pub enum Gap {
    /// The path from the site's root that stands from here to there.
    Link(Range<u32>),
    /// The level of a heading goes in here, so many below the card's own.
    Level(u32, u8),
}

impl Fragment {
    /// Takes a card's markup apart.
    pub fn of(markup: &str) -> Fragment {
        let mut text = String::with_capacity(markup.len());
        let mut gaps = Vec::new();
        let mut rest = markup;
        while let Some(at) = rest.find([FROM_ROOT, '<']) {
            text.push_str(&rest[..at]);
            rest = &rest[at..];
            let start = text.len();
            if let Some(path) = rest.strip_prefix(FROM_ROOT) {
                // Somebody's text may have such a character, which no HTML may.
                let is_ours = path.starts_with('/');
                let end = path.find(ends_path).unwrap_or(path.len());
                text.push_str(&path[..end]);
                gaps.extend(is_ours.then_some(Gap::Link(start as u32..text.len() as u32)));
                rest = &path[end..];
            } else {
                let tag = rest.strip_prefix("</h").or(rest.strip_prefix("<h"));
                let level = tag.and_then(|tag| tag.bytes().next());
                let below = level.and_then(|level| level.checked_sub(b'0' + LEVEL));
                let end = match (tag, below) {
                    (Some(tag), Some(below @ 0..=2)) => {
                        let name = rest.len() - tag.len();
                        gaps.push(Gap::Level((start + name) as u32, below));
                        text.push_str(&rest[..name]);
                        name + 1
                    }
                    _ => {
                        text.push_str(&rest[..1]);
                        1
                    }
                };
                rest = &rest[end..];
            }
        }
        text.push_str(rest);
        Fragment {
            text: text.into(),
            gaps: gaps.into(),
        }
    }
}

/// What a path in markup ends before: nothing else stands in a percent-encoded one.
fn ends_path(c: char) -> bool {
    matches!(c, '"' | '\'' | '#' | '?' | '<' | '>') || c.is_whitespace() || c.is_control()
}
