//! A text without the breaks that pages and files put into its words and sentences.
//!
//! Nothing is reworded: invisible signs go, a word that a line's end cut is whole again, and its line, and a sentence
//! that goes on in a later line stands on one. Every character keeps its place in the input.

use std::collections::HashSet;

use super::body::is_furniture;
use super::byline;
use super::plain;
use crate::prose::language::Language;

/// A text and for each of its bytes its character in the input.
pub(super) struct Unbroken {
    /// The text.
    pub text: String,
    /// Where the input has what begins at each byte.
    pub places: Vec<Option<usize>>,
}

/// Signs within words that nobody sees: where a word may be cut, and where not.
pub(super) const UNSEEN: [char; 4] = ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'];

type Line = Vec<(char, usize)>;

/// The text of an input without its breaks.
pub(super) fn read(input: &str, language: &Language) -> Unbroken {
    let seen: Vec<(char, usize)> = seen(input).collect();
    let lines = seen.split_inclusive(|(c, _)| *c == '\n');
    let mut lines = whole_words(lines.map(<[_]>::to_vec).collect());
    whole_sentences(&mut lines, language);
    placed(input, lines.into_iter().flatten())
}

/// The text of an input without the signs that nobody sees.
pub(super) fn shown(input: &str) -> Unbroken {
    placed(input, seen(input))
}

fn seen(input: &str) -> impl Iterator<Item = (char, usize)> {
    let all = input.chars().enumerate().map(|(at, c)| (c, at));
    all.filter(|(c, _)| !UNSEEN.contains(c))
}

fn placed(input: &str, all: impl Iterator<Item = (char, usize)>) -> Unbroken {
    let (mut text, mut places) = (String::with_capacity(input.len()), Vec::new());
    for (c, at) in all {
        text.push(c);
        places.resize(text.len(), Some(at));
    }
    places.push(Some(input.chars().count()));
    Unbroken { text, places }
}

fn words_of(line: &Line) -> String {
    let text: String = line.iter().map(|(c, _)| *c).collect();
    text.trim().to_string()
}

/// Joins lines that end within a word: such a break is one of the page and not of the text.
fn whole_words(lines: Vec<Line>) -> Vec<Line> {
    let known = known_words(&lines);
    let mut whole: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        if let Some((hyphen, before)) = whole.last_mut().and_then(|line| Some((cut(line)?, line)))
            && let Some(start) = line.iter().position(|(c, _)| !c.is_whitespace())
            && line[start].0.is_alphanumeric()
        {
            let right = line[start..].iter().map(|(c, _)| *c);
            let right: String = right.take_while(|c| c.is_alphanumeric()).collect();
            let keeps = keeps_hyphen(&word_at_end(&before[..hyphen]), &right, &known);
            before.truncate(hyphen + usize::from(keeps));
            before.extend(&line[start..]);
            continue;
        }
        whole.push(line);
    }
    whole
}

/// Where the hyphen stands that a line ends with, within a word.
fn cut(line: &Line) -> Option<usize> {
    let hyphen = line.iter().rposition(|(c, _)| !c.is_whitespace())?;
    let before = line[hyphen.checked_sub(1)?].0;
    let is_hyphen = matches!(line[hyphen].0, '-' | '‐' | '‑');
    (is_hyphen && before.is_alphanumeric()).then_some(hyphen)
}

fn word_at_end(line: &[(char, usize)]) -> String {
    let word = line.iter().rev().map(|(c, _)| *c);
    let word: Vec<char> = word
        .take_while(|c| c.is_alphanumeric() || *c == '-')
        .collect();
    word.into_iter().rev().collect()
}

/// Every word of a text, those with hyphens whole and in their parts.
fn known_words(lines: &[Line]) -> HashSet<String> {
    let mut known = HashSet::new();
    for line in lines {
        let text = words_of(line).to_lowercase();
        for word in text.split(|c: char| !c.is_alphanumeric() && c != '-') {
            // What a line's end cuts is no word.
            if !word.ends_with('-') {
                known.extend(word.split('-').map(str::to_string));
                known.insert(word.to_string());
            }
        }
    }
    known
}

/// Whether the hyphen at a line's end is the word's own: `38-11`, `Anglo-Irish`, or as the text has the word elsewhere.
fn keeps_hyphen(left: &str, right: &str, known: &HashSet<String>) -> bool {
    const LONG: usize = 4;
    let letters = |word: &str| word.chars().all(|c| c.is_alphabetic() || c == '-');
    let capitals = |word: &str| word.chars().all(|c| !c.is_lowercase());
    let name = right.starts_with(char::is_uppercase) && !(capitals(left) && capitals(right));
    if !letters(left) || !letters(right) || name || left.contains('-') {
        return true;
    }
    let (left, right) = (left.to_lowercase(), right.to_lowercase());
    let long = |word: &String| word.chars().count() >= LONG && known.contains(word);
    if known.contains(&format!("{left}{right}")) {
        return false;
    }
    known.contains(&format!("{left}-{right}")) || (long(&left) && long(&right))
}

/// How many short lines, such as links within a sentence, may stand in it on lines of their own.
const WITHIN: usize = 4;

/// How many words such a line has at most, and the line that they go on from at least.
const SHORT: usize = 6;

/// Puts sentences on one line that go on in a later one: it begins in small letters, behind a line that does not end.
fn whole_sentences(lines: &mut [Line], language: &Language) {
    let mut open: Option<Open> = None;
    for at in 0..lines.len() {
        let text = words_of(&lines[at]);
        if text.is_empty() {
            continue;
        }
        let own = || {
            is_furniture(&text, language)
                || byline::is_byline(&text, language)
                || plain::heads(&text, language)
        };
        let ends = super::body::ends_sentence(&text);
        let count = text.split_whitespace().count();
        let next = |open: &Open| {
            at == open.line + 1 || (at == open.line + 2 && words_of(&lines[at - 1]).is_empty())
        };
        let goes_on = open.as_ref().is_some_and(|open| {
            let first = text.split_whitespace().next().unwrap_or("");
            let small =
                first.chars().all(|c| !c.is_uppercase()) && first.starts_with(char::is_lowercase);
            let number = first.starts_with(|c: char| !c.is_alphabetic() && !LIST.contains(&c));
            let follows = next(open) || (small && open.hangs);
            follows && (small || (open.hangs && number)) && !own()
        });
        if let Some(open) = open.as_ref().filter(|_| goes_on) {
            let breaks = lines[open.line..at].iter_mut().flatten();
            breaks
                .filter(|(c, _)| matches!(c, '\n' | '\r'))
                .for_each(|(c, _)| *c = ' ');
        }
        let button = count <= SHORT && open.is_some() && is_furniture(&text, language);
        open = match open {
            _ if ends || button => None,
            // A link of a word or two leaves open what stood open before it.
            Some(open) if count <= SHORT => (goes_on || open.short < WITHIN).then(|| Open {
                line: if goes_on { at } else { open.line },
                short: open.short + 1,
                hangs: open.hangs,
            }),
            _ if count > SHORT && !is_furniture(&text, language) => Some(Open {
                line: at,
                short: 0,
                hangs: hangs(&text, language),
            }),
            _ => None,
        };
    }
}

/// Signs that open an item of a list.
const LIST: [char; 9] = ['•', '*', '-', '–', '—', '·', '▪', '(', '#'];

/// A line that does not end where a sentence does.
struct Open {
    line: usize,
    /// How many short lines have come since.
    short: usize,
    /// Whether something has to follow.
    hangs: bool,
}

/// Whether a line breaks off where no sentence, and no headline, ends: `will host its`.
pub(super) fn hangs(line: &str, language: &Language) -> bool {
    let words = &language.quantities;
    let last = line
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or("")
        .to_lowercase();
    last.ends_with(',')
        || words.determiners.contains(&last)
        || words.places.contains(&last)
        || words.grammar.of.contains(&last)
        || words.joints.contains_key(&last)
        || language.labels.articles.contains(&last)
}
