//! From bytes to the line and column a person sees.

use std::borrow::Cow;
use std::ops::Range;

use super::{Diagnostic, Fix, advice};
use crate::path::SourcePath;

/// Where the texts of the site's files are found, for showing the lines that are meant.
pub trait Texts {
    /// The text of a file, or `None` if there is none (or it is not text).
    fn text(&self, file: &SourcePath) -> Option<&str>;
}

/// A diagnostic with its place worked out.
#[derive(Clone, Debug)]
pub struct Located<'a> {
    /// The diagnostic itself.
    pub diagnostic: &'a Diagnostic,
    /// The file's whole text, where it could be read.
    pub text: Option<&'a str>,
    /// The bytes meant, moved to character borders within the text.
    pub span: Option<Range<usize>>,
    /// The first line meant, from 1.
    pub line: Option<usize>,
    /// The first column meant, in characters from 1.
    pub column: Option<usize>,
    /// What a machine can do about it, if it fits the text.
    pub fix: Option<&'a Fix>,
}

impl Located<'_> {
    /// What to do, as its file spells what is to be typed.
    pub fn help(&self) -> Option<Cow<'_, str>> {
        advice(self.diagnostic, self.text)
    }
}

/// Works out where a diagnostic points.
pub fn locate<'a>(diagnostic: &'a Diagnostic, texts: &'a dyn Texts) -> Located<'a> {
    Locator::new(texts).locate(diagnostic)
}

/// Works out where diagnostics point, one after the other. Those that come in the order of their
/// places have each text read once.
pub struct Locator<'a> {
    texts: &'a dyn Texts,
    /// The last place, and its line and column.
    last: Option<(&'a SourcePath, usize, (usize, usize))>,
}

impl<'a> Locator<'a> {
    /// Looks for the texts of files here.
    pub fn new(texts: &'a dyn Texts) -> Self {
        Locator { texts, last: None }
    }

    /// Works out where a diagnostic points.
    pub fn locate(&mut self, diagnostic: &'a Diagnostic) -> Located<'a> {
        let place = diagnostic.place.as_ref();
        let text = place.and_then(|place| self.texts.text(&place.file));
        let span = place
            .and_then(|place| place.span.clone())
            .zip(text)
            .map(|(span, text)| clamp(span, text));
        let position = match (place, text, &span) {
            (Some(place), Some(text), Some(span)) => {
                Some(self.position(&place.file, text, span.start))
            }
            _ => None,
        };
        Located {
            diagnostic,
            text,
            span,
            line: position.map(|(line, _)| line),
            column: position.map(|(_, column)| column),
            fix: text.and_then(|text| diagnostic.fix.as_deref().filter(|fix| fix.fits(text))),
        }
    }

    fn position(&mut self, file: &'a SourcePath, text: &str, offset: usize) -> (usize, usize) {
        let last = self.last.take();
        let position = match last.filter(|(of, from, _)| *of == file && *from <= offset) {
            Some((_, from, (line, column))) => match position(&text[from..], offset - from) {
                (1, further) => (line, column + further - 1),
                (lines, column) => (line + lines - 1, column),
            },
            None => position(text, offset),
        };
        self.last = Some((file, offset, position));
        position
    }
}

/// The line and column, each from 1, of a byte offset; columns count characters.
pub fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..floor(text, offset)];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

fn clamp(span: Range<usize>, text: &str) -> Range<usize> {
    let start = floor(text, span.start);
    start..floor(text, span.end.max(span.start)).max(start)
}

/// The character border at a byte offset, or the last before it.
pub fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
