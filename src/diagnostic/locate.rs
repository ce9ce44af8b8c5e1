//! From bytes to the line and column a person sees.

use std::ops::Range;

use super::Diagnostic;
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
}

/// Works out where a diagnostic points.
pub fn locate<'a>(diagnostic: &'a Diagnostic, texts: &'a dyn Texts) -> Located<'a> {
    let place = diagnostic.place.as_ref();
    let text = place.and_then(|place| texts.text(&place.file));
    let span = place
        .and_then(|place| place.span.clone())
        .zip(text)
        .map(|(span, text)| clamp(span, text));
    let position = span
        .as_ref()
        .zip(text)
        .map(|(span, text)| position(text, span.start));
    Located {
        diagnostic,
        text,
        span,
        line: position.map(|(line, _)| line),
        column: position.map(|(_, column)| column),
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

fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
