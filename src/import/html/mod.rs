//! A saved page: the crate `trafilatura` finds the text, JSON-LD and `meta` the rest.

mod json_ld;
mod leads;
mod meta;
mod tables;
mod tree;
mod visible;

use std::collections::HashSet;
use std::ops::Range;

use chrono::NaiveDate;
use trafilatura::{ExtractionFocus, Options};

use super::published::{self, Told, Witness};
use super::source::{Kind, Metadata, Source, detect};
use super::{body, byline, embargo, headline, plain};
use crate::prose::language::Language;

/// Reads a page that was saved by `today`.
pub(super) fn read(input: &str, language: &Language, today: Option<NaiveDate>) -> Source {
    let tree = tree::read(input);
    let page = meta::Page::read(&tree.html);
    let extracted = match tree.is_flattened {
        true => extract(&tree.html.html()),
        false => extract(input),
    };
    let seen = visible::visible(input);
    let shown = seen.lines();
    let mut text = extracted.as_ref().map_or_else(String::new, blocks);
    if text.trim().is_empty() || is_dumped(&text, &shown) {
        // A page without any structure is read as its visible text.
        let lines = body::lines(&shown, language);
        text = body::text(&shown, &lines);
    }
    let mut spans = paragraphs(&text);
    let mut metadata = page.metadata();
    if let Some(found) = extracted.as_ref().map(|extracted| &extracted.metadata) {
        complete(&mut metadata, found);
    }
    // Whatever is behind a line that the page shows, in the title of its window, names the page or its author.
    metadata.title = metadata.title.take().map(|title| {
        let lines = shown.lines().map(body::mended);
        let window = page.title.as_deref().map(body::mended);
        let lines: HashSet<String> = lines.filter(|line| Some(line) != window.as_ref()).collect();
        let is_shown = |text: &str| lines.contains(text);
        let without = |title: String| match is_shown(&title) {
            true => title,
            false => headline::parted(&title, is_shown).0.unwrap_or(title),
        };
        without(without(title))
    });
    let headlines = [&metadata.title, &page.heading, &page.title];
    let headlines: Vec<&str> = headlines
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    spans.drain(..head(&text, &spans, &headlines, language));
    let marks = extracted
        .as_ref()
        .map(|extracted| leads::of(&extracted.content_html));
    let mut layout = leads::placed(&text, &spans, &marks.unwrap_or_default());
    layout.extend(tables::placed(&text, &spans, tables::of(&tree.html)));
    let shown_names = shown
        .lines()
        .filter(|line| byline::is_byline(line, language));
    let shown_names = shown_names.take(1).map(str::to_string).collect();
    let reporters = || {
        let mut named = text
            .lines()
            .rev()
            .map(|line| byline::reporters(line, language));
        named.find(|names| !names.is_empty()).unwrap_or_default()
    };
    let other = extracted
        .as_ref()
        .map(|extracted| extracted.metadata.author.as_str());
    let other = other.unwrap_or("").split(';').map(str::to_string).collect();
    let publisher = metadata.publisher.as_deref();
    metadata.authors = page.authors([shown_names, reporters(), other], publisher, language);
    let mut days = page.days();
    days.extend(visible_day(&shown, language));
    if days.is_empty() {
        let found = extracted.and_then(|extracted| extracted.metadata.date);
        days.extend(found.map(|day| Told {
            by: Witness::Page,
            day,
        }));
    }
    let opening = spans.first().map_or("", |span| &text[span.clone()]);
    let opens = |day| plain::opens_on(opening, day, language);
    metadata.published = published::vote(&days, today, opens);
    if let Some(opening) = spans.first().map(|span| &text[span.clone()]) {
        let (place, agency) = plain::dateline(opening, language);
        metadata.dateline = place;
        metadata.agency = metadata.agency.or(agency);
    }
    metadata.language = detect(&text).or(metadata.language);
    let places = seen.places(input, &text, &spans);
    Source {
        kind: Kind::Html,
        metadata,
        left_out: left_out(
            &shown,
            &text[spans.first().map_or(text.len(), |span| span.start)..],
        ),
        layout,
        body: spans,
        text,
        places: Some(places),
    }
}

/// How many paragraphs stand before an article's own text: its headline, and behind that who wrote it and when.
fn head(text: &str, spans: &[Range<usize>], headlines: &[&str], language: &Language) -> usize {
    let line = |span: &Range<usize>| body::mended(&text[span.clone()]);
    let named = |line: &str| {
        let mut headlines = headlines.iter();
        headlines.any(|headline| body::mended(headline).eq_ignore_ascii_case(line))
    };
    let own = spans.iter().take_while(|span| {
        let line = line(span);
        named(&line) || plain::heads(&line, language)
    });
    let head = own.count();
    let any = spans[..head].iter().any(|span| named(&line(span)));
    if any && head < spans.len() { head } else { 0 }
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
    let visible = visible::visible(&extracted.content_html).lines();
    let lines = visible.lines().map(body::mended);
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// Whether the text is several lines of the page in one: the crate gives that where it finds no article.
fn is_dumped(text: &str, shown: &str) -> bool {
    let mut lines = shown
        .lines()
        .map(body::mended)
        .filter(|line| !line.is_empty());
    !text.contains('\n') && lines.any(|line| line.len() < text.len() && text.starts_with(&line))
}

fn paragraphs(text: &str) -> Vec<Range<usize>> {
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

fn complete(metadata: &mut Metadata, found: &trafilatura::Metadata) {
    let some = |text: &String| (!text.trim().is_empty()).then(|| text.trim().to_string());
    metadata.title = metadata.title.take().or_else(|| some(&found.title));
    metadata.publisher = metadata.publisher.take().or_else(|| some(&found.sitename));
    metadata.url = metadata.url.take().or_else(|| some(&found.url));
    metadata.summary = metadata.summary.take().or_else(|| some(&found.description));
}

/// The first day with its year that the page shows in a short line, one called the day of publication
/// before all others.
fn visible_day(shown: &str, language: &Language) -> Option<Told> {
    let short = shown
        .lines()
        .filter(|line| line.len() < 100 && !embargo::is_line(line));
    let mut told = short.flat_map(|line| plain::told(line, language));
    let first = told.next()?;
    let stated = std::iter::once(first).chain(told.take(8));
    Some(stated.min_by_key(|told| told.by).unwrap_or(first))
}

/// The visible lines that are not in the text.
fn left_out(shown: &str, text: &str) -> Vec<String> {
    let kept: HashSet<String> = text.lines().map(body::mended).collect();
    let lines = shown.lines().map(body::mended);
    let flat = body::mended(text);
    lines
        .filter(|line| !line.is_empty() && !kept.contains(line) && !flat.contains(line.as_str()))
        .collect()
}
