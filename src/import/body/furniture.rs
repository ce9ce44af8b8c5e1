//! Lines that belong to the page and not to the article.

use std::ops::Range;

use crate::import::embargo;
use crate::prose::language::Language;
use crate::prose::tagger::Prose;
use crate::prose::verbs;

/// How long a line may be to be known by a part of it.
const SHORT: usize = 30;

/// Whether a line is known to belong to the page: a button, a caption, a call to subscribe.
pub fn is_furniture(line: &str, language: &Language) -> bool {
    let words = &language.furniture;
    let lower = line.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let count = lower.split_whitespace().count();
    // `News release 24/2026`
    let unnumbered = bare.trim_end_matches(|c: char| !c.is_alphabetic());
    if words.lines.contains(bare)
        || words.lines.contains(unnumbered)
        || lower.starts_with("http") && count == 1
    {
        return true;
    }
    // What it says is not lost: `import` looks for it in all lines.
    if embargo::is_line(line) {
        return true;
    }
    if words.legal.iter().any(|part| lower.contains(part.as_str())) {
        return true;
    }
    let prose = count > SHORT || (count > 12 && !lower.contains('|') && lower.ends_with('.'));
    let starts = |list: &[String]| list.iter().any(|start| lower.starts_with(start.as_str()));
    let parts = |list: &[String]| list.iter().any(|part| lower.contains(part.as_str()));
    let is = |begins: bool, has: bool| {
        (begins && (count <= 14 || !prose))
            || (count <= SHORT && has && !is_quoted(&lower, language))
    };
    is(starts(&words.starts), parts(&words.parts))
        || (is(starts(&words.openings), parts(&words.plain_parts)) && !is_sentence(line, language))
}

/// Whether a line is the head or foot of a page, with its number: `Page 2 of 5`, `Annual report | Page 4`.
pub(super) fn is_page_number(line: &str, language: &Language) -> bool {
    line.len() <= 100
        && line
            .split(['|', '·', '•'])
            .any(|part| numbers_a_page(part, language))
}

fn numbers_a_page(line: &str, language: &Language) -> bool {
    let lower = line.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let mut words = words.filter(|word| !word.is_empty()).peekable();
    let pages = &language.furniture.pages;
    let of = &language.quantities.grammar.of;
    let counts = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    words.next_if(|first| pages.contains(*first)).is_some()
        && words.peek().is_some_and(|word| counts(word))
        && words.all(|word| counts(word) || of.contains(word) || pages.contains(word))
}

/// Whether a line is a sentence of an article: somebody does something in it, and it does not speak to who reads
/// the page.
fn is_sentence(line: &str, language: &Language) -> bool {
    let end = line.trim_end_matches(['"', '”', '’', '»', ')', ' ']);
    if !end.ends_with(['.', '!', '?', ':']) {
        return false;
    }
    let prose = Prose::read(line, language);
    let spoken = prose
        .tokens
        .iter()
        .any(|token| language.furniture.addresses.contains(&token.lower));
    let does = |sentence: &Range<usize>| {
        let verbs = verbs::verbs(&prose.tokens, sentence.clone(), language);
        verbs
            .iter()
            .any(|verb| verb.finite && verb.tokens.start > sentence.start)
    };
    !spoken && prose.sentences.tokens.iter().any(does)
}

/// Speech is prose, whatever it speaks of.
fn is_quoted(line: &str, language: &Language) -> bool {
    let words = line.split(|c: char| !c.is_alphanumeric());
    let mut said = words.filter(|word| language.events.saying.contains(*word));
    line.contains(['"', '“', '«']) && said.next().is_some()
}

/// What a line says of what comes behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    /// What readers say.
    Readers,
    /// Other articles.
    Offers,
}

/// Whether a line says that other articles follow.
pub fn offers(line: &str, language: &Language) -> bool {
    behind(line, language) == Some(Behind::Offers)
}

/// Whether a line shows that the article is over.
pub(super) fn behind(line: &str, language: &Language) -> Option<Behind> {
    if line.len() > 80 {
        return None;
    }
    let lower = line.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    if lower.split_whitespace().count() > 8 {
        return None;
    }
    let words = &language.furniture;
    let any = |ends: &[String]| {
        ends.iter()
            .any(|end| bare == end || (end.contains(' ') && bare.starts_with(end.as_str())))
    };
    // `167 comments`, `Top rated comments`
    let last = bare.split_whitespace().next_back();
    let comments = words.readers.first().map(String::as_str) == last;
    if any(&words.readers) || (comments && bare.split_whitespace().count() <= 4) {
        return Some(Behind::Readers);
    }
    any(&words.offers).then_some(Behind::Offers)
}
