//! Prose as words, numbers and marks, each with its place.

use std::ops::Range;

use crate::content::document::Body;
use crate::content::markdown::{Prose, prose};
use crate::diagnostic::Place;

/// A sentence of an article.
pub struct Sentence<'a> {
    body: &'a Body,
    prose: usize,
    blocks: std::rc::Rc<Vec<Prose>>,
    /// Its words, numbers and marks.
    pub tokens: Vec<Token>,
}

/// A word, a number or a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The token in lower case.
    pub text: String,
    /// Where it stands in its block of prose.
    span: Range<usize>,
}

impl Sentence<'_> {
    /// The place of some tokens in the file.
    pub fn place(&self, tokens: Range<usize>) -> Place {
        let span = self.words_span(tokens);
        self.body.place(self.blocks[self.prose].span(span))
    }

    /// Some tokens as they are written.
    pub fn written(&self, tokens: Range<usize>) -> &str {
        let span = self.words_span(tokens);
        self.blocks[self.prose].text.get(span).unwrap_or("")
    }

    /// A token's text; empty behind the end.
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.text)
    }

    fn words_span(&self, tokens: Range<usize>) -> Range<usize> {
        let first = self.tokens.get(tokens.start);
        let last = self.tokens.get(tokens.end.saturating_sub(1)).or(first);
        let from = first.map_or(0, |token| token.span.start);
        from..last.map_or(from, |token| token.span.end)
    }
}

/// An article's text, sentence by sentence.
pub fn read(body: &Body) -> Vec<Sentence<'_>> {
    let blocks = std::rc::Rc::new(prose(body.markdown()));
    let mut sentences = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        for tokens in split(tokens(&block.text)) {
            sentences.push(Sentence {
                body,
                prose: at,
                blocks: blocks.clone(),
                tokens,
            });
        }
    }
    sentences
}

/// Sentences end at `.`, `!`, `?` and `;`. One that ends too early costs a finding, no more.
fn split(tokens: Vec<Token>) -> Vec<Vec<Token>> {
    let ends = |token: &Token| matches!(token.text.as_str(), "." | "!" | "?" | ";");
    let sentences = tokens.split_inclusive(ends);
    sentences.map(<[Token]>::to_vec).collect()
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        let belongs: fn(char) -> bool = match c {
            c if c.is_ascii_digit() => |c| c.is_ascii_digit(),
            c if c.is_alphabetic() => |c| c.is_alphabetic() || matches!(c, '\'' | '’'),
            _ => |_| false,
        };
        while let Some((at, next)) = chars.peek().copied() {
            // `2,500` and `2.5` are one number; a mark behind a number is not part of it.
            let digit_follows =
                text[at + next.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
            let within = c.is_ascii_digit() && matches!(next, ',' | '.') && digit_follows;
            if !belongs(next) && !within {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        tokens.push(Token {
            text: text[start..end].to_lowercase(),
            span: start..end,
        });
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_marks_are_told_apart() {
        let texts = |text: &str| -> Vec<String> {
            tokens(text).into_iter().map(|token| token.text).collect()
        };
        assert_eq!(
            texts("On Sunday, 9 September 2024, about 2,500.5 left."),
            [
                "on",
                "sunday",
                ",",
                "9",
                "september",
                "2024",
                ",",
                "about",
                "2,500.5",
                "left",
                "."
            ]
        );
        assert_eq!(
            texts("Iraq’s 9th (twenty-five)"),
            ["iraq’s", "9", "th", "(", "twenty", "-", "five", ")"]
        );
    }
}
