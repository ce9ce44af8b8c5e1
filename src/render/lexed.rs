//! A template taken apart at its tags, as Tera takes it apart: what Tera says little of, or nothing,
//! is looked for here.

use std::ops::Range;

/// A tag, `{% … %}`, or what is written out, `{{ … }}`. Comments and what is raw are neither.
pub struct Piece<'t> {
    /// Whether it is a tag.
    pub is_tag: bool,
    /// Where it stands, with its brackets.
    pub span: Range<usize>,
    /// What stands in it.
    pub tokens: Vec<Token<'t>>,
    /// The whole template.
    text: &'t str,
}

/// A word, a text in quotation marks, a number or a sign.
#[derive(Clone, Copy)]
pub struct Token<'t> {
    /// It as it is written.
    pub text: &'t str,
    /// Where it begins.
    pub at: usize,
}

/// Signs that are longer than a character.
const SIGNS: [&str; 10] = ["...", "//", "**", "==", "!=", ">=", "<=", "</", "?.", "?["];

const QUOTES: [char; 3] = ['"', '\'', '`'];

impl<'t> Token<'t> {
    /// Where it ends.
    pub fn end(&self) -> usize {
        self.at + self.text.len()
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.text
            .starts_with(|c: char| c.is_alphabetic() || c == '_')
    }

    /// The text within quotation marks, if it is one.
    pub fn quoted(&self) -> Option<&'t str> {
        let inner = self.text.strip_prefix(QUOTES)?;
        Some(inner.strip_suffix(QUOTES).unwrap_or(inner))
    }
}

impl<'t> Piece<'t> {
    /// The word or sign that it begins with: a tag's kind.
    pub fn first(&self) -> &'t str {
        self.tokens.first().map_or("", |token| token.text)
    }

    /// The name of a component or a template that begins with a token, without quotation marks; a
    /// component's may have dots in it. And where it stands, with them.
    pub fn name(&self, at: usize) -> Option<(&'t str, Range<usize>)> {
        let first = self.tokens.get(at)?;
        let mut end = first.end();
        let behind = self.tokens[at + 1..].chunks_exact(2);
        for pair in behind.take_while(|_| first.is_word()) {
            let joins = pair[0].text == "." && pair[0].at == end && pair[1].at == pair[0].end();
            if !joins || !pair[1].is_word() {
                break;
            }
            end = pair[1].end();
        }
        let name = first.quoted().unwrap_or(&self.text[first.at..end]);
        Some((name, first.at..end))
    }
}

/// The tags of a template and what it writes out, in order.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        let rest = &text[open..];
        at = if rest.starts_with("{#") {
            rest.find("#}").map_or(text.len(), |end| open + end + 2)
        } else if rest.starts_with("{{") || rest.starts_with("{%") {
            let piece = piece(text, open);
            let end = match piece.is_tag && piece.first() == "raw" {
                true => end_of_raw(text, piece.span.end),
                false => piece.span.end,
            };
            if !piece.is_tag || piece.first() != "raw" {
                pieces.push(piece);
            }
            end
        } else {
            open + 1
        };
    }
    pieces
}

fn piece(text: &str, open: usize) -> Piece<'_> {
    let is_tag = text[open..].starts_with("{%");
    let close = if is_tag { "%}" } else { "}}" };
    let mut tokens = Vec::new();
    let mut at = open + 2;
    at += usize::from(text[at..].starts_with('-'));
    let end = loop {
        let rest = text[at..].trim_start();
        at = text.len() - rest.len();
        if rest.is_empty() {
            break at;
        }
        let bare = rest.strip_prefix('-').unwrap_or(rest);
        if bare.starts_with(close) {
            break text.len() - bare.len() + close.len();
        }
        let length = length(rest);
        tokens.push(Token {
            text: &rest[..length],
            at,
        });
        at += length;
    };
    Piece {
        is_tag,
        span: open..end,
        tokens,
        text,
    }
}

/// How long the first token of a text is.
fn length(rest: &str) -> usize {
    let mut characters = rest.chars();
    let first = characters.next().unwrap_or_default();
    if QUOTES.contains(&first) {
        let mut escaped = false;
        let closes = rest.char_indices().skip(1).find(|(_, c)| {
            let closes = *c == first && !escaped;
            escaped = *c == '\\' && !escaped;
            closes
        });
        return closes.map_or(rest.len(), |(at, _)| at + 1);
    }
    let of_word = |c: char| c.is_alphanumeric() || c == '_';
    if of_word(first) {
        return rest.find(|c| !of_word(c)).unwrap_or(rest.len());
    }
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
    sign.map_or(first.len_utf8(), |sign| sign.len())
}

/// Where what is raw from here on has ended.
fn end_of_raw(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(open) = text[at..].find("{%").map(|found| at + found) {
        let tag = piece(text, open);
        if tag.first() == "endraw" {
            return tag.span.end;
        }
        at = open + 2;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn a_template_is_taken_apart_as_tera_does() {
        let text =
            "a {# {% no %} #}{% raw %}{{ no }}{% endraw %}{{- b.c?.d ~ \"}}\" -}} {é} {% if x %}";
        let found: Vec<(bool, Vec<&str>)> = pieces(text)
            .iter()
            .map(|it| {
                (
                    it.is_tag,
                    it.tokens.iter().map(|token| token.text).collect(),
                )
            })
            .collect();
        let written_out = vec!["b", ".", "c", "?.", "d", "~", "\"}}\""];
        assert_eq!(found, [(false, written_out), (true, vec!["if", "x"])]);
        assert!(pieces("{{ \"open").len() == 1);
    }
}
