//! What is handed in: text, a saved page, or Markdown, and what of it is the article.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;

use super::embargo::{self, Embargo};
use super::published::Published;
use super::unbroken::{self, Unbroken};
use super::{body, html, markdown, plain};
use crate::content::markdown::in_place;
use crate::prose::language::Language;

/// The kinds of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text pasted from a page.
    Text,
    /// A saved page.
    Html,
    /// Markdown, with front matter or without.
    Markdown,
}

impl Source {
    /// The text with spaces for what is no prose: of Markdown its marks, targets of links and code.
    pub fn readable(&self) -> Cow<'_, str> {
        match (self.kind, self.body.first(), self.body.last()) {
            (Kind::Markdown, Some(first), Some(last)) => {
                let (start, end) = (first.start, last.end);
                let blank = |text: &str| {
                    let blank = |c: char| if c == '\n' { 1 } else { c.len_utf8() };
                    text.chars()
                        .flat_map(|c| {
                            let with = if c == '\n' { '\n' } else { ' ' };
                            std::iter::repeat_n(with, blank(c))
                        })
                        .collect::<String>()
                };
                let text = &self.text;
                let body = in_place(&text[start..end]);
                Cow::Owned(blank(&text[..start]) + &body + &blank(&text[end..]))
            }
            _ => Cow::Borrowed(&self.text),
        }
    }
}

impl Kind {
    /// The kind of a file, by its name or else by how it begins.
    pub fn of(name: &str, text: &str) -> Kind {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        match extension.to_ascii_lowercase().as_str() {
            "html" | "htm" | "xhtml" | "shtml" => return Kind::Html,
            "md" | "markdown" | "mdown" => return Kind::Markdown,
            _ => {}
        }
        let start = text.trim_start_matches('\u{feff}').trim_start();
        let head: String = start.chars().take(300).collect::<String>().to_lowercase();
        let tag = ["<!doctype html", "<html", "<head", "<body", "<article"];
        match () {
            () if tag.iter().any(|tag| head.starts_with(tag)) => Kind::Html,
            () if head.starts_with("<?xml") && head.contains("<html") => Kind::Html,
            () if start.starts_with("+++\n") || start.starts_with("---\n") => Kind::Markdown,
            () => Kind::Text,
        }
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Html => "html",
            Kind::Markdown => "markdown",
        }
    }
}

/// What an input says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The day of publication.
    pub date: Option<NaiveDate>,
    /// Where that day is told, if several places may tell one.
    pub published: Option<Published>,
    /// The news agency.
    pub agency: Option<String>,
    /// The publisher.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The place reported from.
    pub dateline: Option<String>,
    /// The language, as ISO 639-1 has it.
    pub language: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// What it says in a sentence.
    pub summary: Option<String>,
    /// Until when its front matter holds it back.
    pub embargo: Option<Embargo>,
}

/// What stands around a paragraph, as Markdown has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The marks before it.
    pub before: String,
    /// The marks behind it.
    pub after: String,
    /// Whether it is a part of a table.
    pub is_cell: bool,
    /// Whether no empty line parts it from the paragraph before it.
    pub goes_on: bool,
}

impl Layout {
    /// A mark that opens a paragraph.
    pub fn led_by(mark: &str) -> Layout {
        Layout {
            before: mark.to_string(),
            ..Layout::default()
        }
    }
}

/// An input, read.
#[derive(Clone, Debug)]
pub struct Source {
    /// What kind it is.
    pub kind: Kind,
    /// What it says of itself.
    pub metadata: Metadata,
    /// The text that is searched for dates and quantities.
    pub text: String,
    /// The bytes of that text which are the article's paragraphs.
    pub body: Vec<Range<usize>>,
    /// Markdown's marks around paragraphs that are headings or parts of lists and tables, by the byte these
    /// begin at.
    pub layout: BTreeMap<usize, Layout>,
    /// What was left out, line by line.
    pub left_out: Vec<String>,
    /// For each byte of the text its character in the input; `None` where they are the same.
    pub places: Option<Vec<Option<usize>>>,
}

impl Source {
    /// Reads an input of a kind; `today` is the last day it can be from.
    pub fn read(kind: Kind, input: &str, language: &Language, today: Option<NaiveDate>) -> Source {
        let placed = |whole: Unbroken, read: fn(&str, &Language, Option<NaiveDate>) -> Source| {
            let source = read(&whole.text, language, today);
            let places = (whole.text != input).then_some(whole.places);
            Source { places, ..source }
        };
        let mut source = match kind {
            Kind::Text => placed(unbroken::read(input, language), plain::read),
            Kind::Html => html::read(input, language, today),
            Kind::Markdown => placed(unbroken::shown(input), markdown::read),
        };
        let metadata = &mut source.metadata;
        let voted = metadata.published.as_ref().map(|published| published.day);
        metadata.date = metadata.date.or(voted);
        source
    }

    /// Until when the text is not to be published, as its lines or its front matter say.
    pub fn embargo(&self, published: Option<NaiveDate>) -> Option<Embargo> {
        let paragraphs = self.paragraphs();
        let lines: Vec<&str> = match self.kind {
            Kind::Markdown => paragraphs.iter().flat_map(|body| body.lines()).collect(),
            _ => paragraphs.iter().map(String::as_str).collect(),
        };
        let (first, rest) = lines.split_at(lines.len().min(1));
        let head = self.metadata.title.iter().chain(&self.left_out);
        let head = head.map(String::as_str).chain(first.iter().copied());
        let told = embargo::of(head, rest.iter().copied(), published);
        embargo::latest(
            told.into_iter()
                .chain(self.metadata.embargo.clone())
                .collect(),
        )
    }

    /// The article's paragraphs, each on one line; Markdown keeps its lines.
    pub fn paragraphs(&self) -> Vec<String> {
        let texts = self.body.iter().map(|span| &self.text[span.clone()]);
        match self.kind {
            Kind::Markdown => texts.map(str::to_string).collect(),
            _ => texts.map(body::mended).collect(),
        }
    }
}

/// The language of a text, if it shows.
pub fn detect(text: &str) -> Option<String> {
    // More than the beginning tells nothing more.
    const ENOUGH: usize = 2000;
    let end = text
        .char_indices()
        .map(|(at, _)| at)
        .find(|at| *at >= ENOUGH);
    let info = whatlang::detect(&text[..end.unwrap_or(text.len())])?;
    let code = match info.lang() {
        // Of languages with several forms ISO 639-1 has the language.
        whatlang::Lang::Cmn => "zho",
        whatlang::Lang::Pes => "fas",
        language => language.code(),
    };
    let short = isolang::Language::from_639_3(code).and_then(|language| language.to_639_1());
    (info.is_reliable() || text.len() > 200).then(|| short.unwrap_or(code).to_string())
}
