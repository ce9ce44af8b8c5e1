//! Headings: an id for each, and no second `h1` on a page.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};
use serde::Serialize;

use super::Spanned;
use super::hidden::Seen;
use crate::path::slug;

/// A heading of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// Its level on the page, from 2.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// Gives every heading an id and makes room for the page's own `h1`.
pub fn identify(events: &mut [Spanned<'_>]) {
    let lower = events.iter().any(|(event, _)| {
        matches!(
            event,
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            })
        )
    });
    let mut taken: HashMap<String, usize> = HashMap::new();
    for at in 0..events.len() {
        if !matches!(&events[at].0, Event::Start(Tag::Heading { .. })) {
            continue;
        }
        let words = words(&events[at..]);
        if let Event::Start(Tag::Heading { level, id, .. }) = &mut events[at].0 {
            *level = if lower { below(*level) } else { *level };
            let own = id.take().map(|own| own.to_string());
            let unique = unique(own.unwrap_or_else(|| slug(&words)), &mut taken);
            *id = Some(CowStr::from(unique));
        }
    }
    if lower {
        for (event, _) in events.iter_mut() {
            if let Event::End(TagEnd::Heading(level)) = event {
                *level = below(*level);
            }
        }
    }
}

/// The headings that have their ids and that readers see.
pub fn list(events: &[Spanned<'_>], seen: &Seen) -> Vec<Heading> {
    let mut headings = Vec::new();
    for (at, (event, _)) in events.iter().enumerate() {
        if let Event::Start(Tag::Heading {
            level,
            id: Some(id),
            ..
        }) = event
            && is_seen(&events[at..], |nth| seen.has(at + nth))
        {
            headings.push(Heading {
                level: *level as u8,
                id: id.to_string(),
                text: words(&events[at..]),
            });
        }
    }
    headings
}

/// Whether some of a heading's words are seen, or it has none.
fn is_seen(events: &[Spanned<'_>], seen: impl Fn(usize) -> bool) -> bool {
    let within = events.iter().enumerate();
    let mut words = within
        .take_while(|(_, (event, _))| !matches!(event, Event::End(TagEnd::Heading(_))))
        .filter(|(_, (event, _))| matches!(event, Event::Text(_) | Event::Code(_)))
        .map(|(nth, _)| nth)
        .peekable();
    words.peek().is_none() || words.any(seen)
}

/// The text between a heading's start, which comes first, and its end.
fn words(events: &[Spanned<'_>]) -> String {
    events
        .iter()
        .take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_))))
        .filter_map(|(event, _)| match event {
            Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
            Event::SoftBreak | Event::HardBreak => Some(" "),
            _ => None,
        })
        .collect()
}

/// The wanted id, or with the first number behind it that is free; `taken` knows how often each
/// has been wanted.
fn unique(wanted: String, taken: &mut HashMap<String, usize>) -> String {
    let wanted = if wanted.is_empty() {
        "section".to_string()
    } else {
        wanted
    };
    let mut id = wanted.clone();
    let mut count = taken.get(&wanted).copied().unwrap_or(0);
    while is_reserved(&id) || taken.contains_key(&id) {
        count += 1;
        id = format!("{wanted}-{count}");
    }
    taken.insert(id.clone(), 0);
    taken.insert(wanted, count);
    id
}

/// Whether a page has an anchor of this name beside those of its text.
pub fn is_reserved(id: &str) -> bool {
    let numbered = |prefix| {
        let number: Option<&str> = id.strip_prefix(prefix);
        number
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
    };
    let named = ["main", "corrections"].contains(&id);
    named
        || ["event-", "figure-", "fn-", "fnref-"]
            .into_iter()
            .any(numbered)
}

fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 => HeadingLevel::H3,
        HeadingLevel::H3 => HeadingLevel::H4,
        HeadingLevel::H4 => HeadingLevel::H5,
        HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}
