//! Addresses as they stand in a text: of its links and images, and of the references below it.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag};

use super::{cjk, options, parse};

/// An address with the title beside it, and where each is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The address.
    pub text: String,
    /// Where it stands in the Markdown.
    pub at: Range<usize>,
    /// The title; empty where there is none.
    pub title: String,
    /// Where that stands; nowhere where it is not written as it is read.
    pub title_at: Option<Range<usize>>,
}

/// Every address that is written in a text, in its order: once, however many links refer to it.
pub fn addresses(markdown: &str) -> Vec<Address> {
    let links = parse(markdown, false)
        .into_iter()
        .filter_map(|(event, span)| {
            let Event::Start(
                Tag::Link {
                    link_type: LinkType::Inline,
                    dest_url,
                    title,
                    ..
                }
                | Tag::Image {
                    link_type: LinkType::Inline,
                    dest_url,
                    title,
                    ..
                },
            ) = event
            else {
                return None;
            };
            let behind = markdown.get(span.clone())?.rfind("](")? + 2;
            written(markdown, span.start + behind..span.end, &dest_url, &title)
        });
    let mut found: Vec<Address> = links.collect();
    found.extend(definitions(markdown));
    found.sort_by_key(|address| address.at.start);
    found
}

/// The addresses of references: `[f1]: event:base-closes "announced"`.
fn definitions(markdown: &str) -> Vec<Address> {
    let eased = cjk::eased(markdown);
    let text = eased.as_ref().map_or(markdown, |eased| &eased.text);
    let parser = Parser::new_ext(text, options(false));
    let all = parser.reference_definitions().iter();
    let found = all.filter_map(|(_, definition)| {
        let span = match &eased {
            Some(eased) => eased.span(definition.span.clone()),
            None => definition.span.clone(),
        };
        let behind = markdown.get(span.clone())?.find("]:")? + 2;
        let title = definition.title.as_deref().unwrap_or("");
        written(
            markdown,
            span.start + behind..span.end,
            &definition.dest,
            title,
        )
    });
    found.collect()
}

/// Finds an address and its title within what is written of them.
fn written(markdown: &str, within: Range<usize>, address: &str, title: &str) -> Option<Address> {
    let find = |text: &str, from: usize| {
        let start = from + markdown.get(from..within.end)?.find(text)?;
        Some(start..start + text.len())
    };
    let at = find(address, within.start)?;
    let title_at = find(title, at.end).filter(|_| !title.is_empty());
    Some(Address {
        text: address.to_string(),
        at,
        title: title.to_string(),
        title_at,
    })
}
