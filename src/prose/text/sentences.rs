//! Where sentences and paragraphs end.

use std::ops::Range;

use super::tokens::{Kind, Token};
use crate::prose::language::HashSet;

/// How many tokens a sentence has at most. What is longer is a table or a file of data, and is cut
/// so that reading takes no longer than its length.
const LONGEST: usize = 600;

/// The sentences of a text.
#[derive(Clone, Debug, Default)]
pub struct Sentences {
    /// Each sentence's tokens.
    pub tokens: Vec<Range<usize>>,
    /// Which paragraph each sentence belongs to.
    pub paragraphs: Vec<usize>,
}

/// Splits tokens into sentences and tells each token its own.
///
/// A line break ends a paragraph where a blank line follows, or where the text is not wrapped
/// and the line so ends.
pub fn split(text: &str, tokens: &mut [Token], abbreviations: &HashSet<String>) -> Sentences {
    let wrapped = is_wrapped(text);
    let mut sentences = Sentences::default();
    let (mut start, mut paragraph) = (0, 0);
    for at in 0..tokens.len() {
        tokens[at].sentence = sentences.tokens.len();
        let next_start = tokens
            .get(at + 1)
            .map_or(text.len(), |next| next.span.start);
        let gap = &text[tokens[at].span.end..next_start];
        let broken = breaks_paragraph(gap, wrapped);
        let long = at + 1 - start >= LONGEST;
        if broken || long || at + 1 == tokens.len() || ends(tokens, at, gap, abbreviations) {
            sentences.tokens.push(start..at + 1);
            sentences.paragraphs.push(paragraph);
            start = at + 1;
        }
        paragraph += usize::from(broken);
    }
    sentences
}

fn breaks_paragraph(gap: &str, wrapped: bool) -> bool {
    match gap.bytes().filter(|byte| *byte == b'\n').count() {
        0 => false,
        1 => !wrapped,
        _ => true,
    }
}

/// Whether the lines of a text are cut at a width, so that a line break means nothing.
pub fn is_wrapped(text: &str) -> bool {
    let (mut lines, mut short, mut long, mut unfinished) = (0, 0, 0, 0);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        lines += 1;
        short += usize::from(line.len() < 45);
        long += usize::from(line.len() > 110);
        let end = line.trim_end().chars().next_back().unwrap_or('.');
        unfinished += usize::from(end.is_lowercase() || end == ',');
    }
    lines > 3 && long == 0 && short * 2 < lines && unfinished * 2 > lines
}

/// Whether a token ends its sentence.
fn ends(tokens: &[Token], at: usize, gap: &str, abbreviations: &HashSet<String>) -> bool {
    if gap.is_empty() {
        return false;
    }
    // A closing quotation mark or bracket belongs to the sentence before it.
    let mut last = at;
    while last > 0 && tokens[last].glued && is_closing(&tokens[last]) {
        last -= 1;
    }
    let Some(next) = tokens.get(at + 1) else {
        return true;
    };
    let begins = next.capital || !next.is_word();
    match tokens[last].kind {
        Kind::Sign('!' | '?' | '…') => begins,
        Kind::Sign('.') => begins && !is_abbreviated(tokens, last, next, abbreviations),
        // `U.S.` may end a sentence; a capital that is no name rarely shows, so it rarely does.
        _ => false,
    }
}

fn is_closing(token: &Token) -> bool {
    matches!(
        token.kind,
        Kind::Sign('"' | '”' | '’' | '\'' | ')' | ']' | '»')
    )
}

fn is_abbreviated(
    tokens: &[Token],
    stop: usize,
    next: &Token,
    abbreviations: &HashSet<String>,
) -> bool {
    let Some(before) = stop.checked_sub(1).map(|before| &tokens[before]) else {
        return false;
    };
    if !tokens[stop].glued || !before.is_word() {
        return false;
    }
    let initial = before.lower.chars().count() == 1 && before.capital;
    let opens = matches!(next.kind, Kind::Sign('"' | '“' | '‘'));
    (initial || abbreviations.contains(&before.lower)) && !opens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::language::english;
    use crate::prose::text::tokenize;

    fn sentences(text: &str) -> Vec<String> {
        let spelling = english().map(|english| english.spelling.clone());
        let mut tokens = tokenize(text, &spelling.unwrap_or_default());
        let abbreviations = ["mr", "sept"].map(str::to_string).into_iter().collect();
        let sentences = split(text, &mut tokens, &abbreviations);
        let said = sentences.tokens.iter();
        said.map(|range| {
            let (first, last) = (&tokens[range.start], &tokens[range.end - 1]);
            text[first.span.start..last.span.end].to_string()
        })
        .collect()
    }

    #[test]
    fn a_stop_ends_a_sentence_unless_it_abbreviates() {
        assert_eq!(
            sentences("On Sept. 9 Mr. Hale spoke. \"It is done.\" He left! 4,000 stayed."),
            [
                "On Sept. 9 Mr. Hale spoke.",
                "\"It is done.\"",
                "He left!",
                "4,000 stayed."
            ]
        );
        assert_eq!(
            sentences("A headline\n\nThe text"),
            ["A headline", "The text"]
        );
    }
}
