//! A saved page: the crate `trafilatura` finds the text, JSON-LD and `meta` the rest.

mod align;
mod depth;
mod json_ld;
mod meta;

use chrono::NaiveDate;
use trafilatura::{ExtractionFocus, Options};

use super::source::{Kind, Metadata, Source, detect};
use super::{body, plain};
use crate::prose::language::Language;

/// Reads a page.
pub(super) fn read(input: &str, language: &Language) -> Source {
    let bounded = depth::bounded(input);
    let input = &*bounded;
    let page = meta::Page::read(input);
    let extracted = extract(input);
    let mut text = extracted.as_ref().map_or_else(String::new, blocks);
    if text.trim().is_empty() {
        // A page without any structure is read as its visible text.
        let visible = align::visible(input).lines();
        let lines = body::lines(&visible, language);
        text = body::text(&visible, &lines);
    }
    let spans = paragraphs(&text);
    let mut metadata = page.metadata();
    if let Some(found) = extracted.as_ref().map(|extracted| &extracted.metadata) {
        complete(&mut metadata, found, language);
    }
    metadata.date = metadata.date.or_else(|| visible_day(input, language));
    if let Some(opening) = spans.first().map(|span| &text[span.clone()]) {
        let (place, agency) = plain::dateline(opening, language);
        metadata.dateline = place;
        metadata.agency = metadata.agency.or(agency);
    }
    metadata.language = detect(&text).or(metadata.language);
    let places = align::places(input, &text, &spans);
    Source {
        kind: Kind::Html,
        metadata,
        left_out: left_out(input, &text),
        body: spans,
        text,
        places: Some(places),
    }
}

/// Runs the crate; a page it cannot read, or that makes it panic, is one without structure.
fn extract(input: &str) -> Option<trafilatura::ExtractResult> {
    let mut options = Options::default()
        .with_fallback(true)
        .with_focus(ExtractionFocus::Balanced);
    options.exclude_comments = true;
    // A page is untrusted, and the crate walks it deeply.
    std::panic::catch_unwind(|| trafilatura::extract(input, &options).ok()).ok()?
}

/// The text with its paragraphs, which the crate keeps apart only in its HTML.
fn blocks(extracted: &trafilatura::ExtractResult) -> String {
    let visible = align::visible(&extracted.content_html).lines();
    let lines = visible.lines().map(body::mended);
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

fn paragraphs(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut spans = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        let span = start..start + line.trim().len();
        at += line.len();
        if !span.is_empty() {
            spans.push(span);
        }
    }
    spans
}

fn complete(metadata: &mut Metadata, found: &trafilatura::Metadata, language: &Language) {
    let some = |text: &String| (!text.trim().is_empty()).then(|| text.trim().to_string());
    metadata.title = metadata.title.take().or_else(|| some(&found.title));
    metadata.publisher = metadata.publisher.take().or_else(|| some(&found.sitename));
    metadata.url = metadata.url.take().or_else(|| some(&found.url));
    metadata.summary = metadata.summary.take().or_else(|| some(&found.description));
    metadata.date = metadata.date.or(found.date);
    if metadata.authors.is_empty()
        && let Some(author) = some(&found.author)
    {
        let names = author
            .split(';')
            .flat_map(|name| plain::authors(name, language));
        metadata.authors = names.collect();
    }
}

/// The first day with its year that the page shows in a short line.
fn visible_day(input: &str, language: &Language) -> Option<NaiveDate> {
    let visible = align::visible(input).lines();
    let mut short = visible.lines().filter(|line| line.len() < 100);
    short.find_map(|line| plain::day(line, language))
}

/// The visible lines that are not in the text.
fn left_out(input: &str, text: &str) -> Vec<String> {
    let kept: std::collections::HashSet<String> = text.lines().map(body::mended).collect();
    let visible = align::visible(input).lines();
    let lines = visible.lines().map(body::mended);
    let flat = body::mended(text);
    lines
        .filter(|line| !line.is_empty() && !kept.contains(line) && !flat.contains(line.as_str()))
        .collect()
}
