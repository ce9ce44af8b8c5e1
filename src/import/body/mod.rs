//! The text of an article out of all the text of its page.
//!
//! Every line is weighed for itself: whole sentences speak for an article, short lines without
//! an end against it. The stretch of lines that weighs most is the article; furniture inside it
//! is left out. Nothing kept is changed but line breaks within a paragraph.

mod furniture;
mod teasers;
mod topic;
mod weight;

use std::collections::HashSet;
use std::ops::Range;

use super::unbroken::UNSEEN;
use super::{embargo, plain, table};
use crate::prose::language::Language;
use furniture::Behind;
pub use furniture::{is_furniture, offers};
pub(super) use weight::ends_sentence;

/// A line of the input, or several that were wrapped or make a table, and whether it belongs to the article.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its bytes in the input, without white space around.
    pub span: Range<usize>,
    /// Whether it is kept.
    pub kept: bool,
    /// Whether it is a table.
    pub is_table: bool,
}

/// The lines of a text, those of the article marked.
pub fn lines(text: &str, language: &Language) -> Vec<Line> {
    let mut lines = paragraphs(text);
    let weights: Vec<f64> = weigh(text, &lines, language);
    let mut own = weights.clone();
    for list in teasers::lists(text, &lines, &weights, language) {
        own[list].iter_mut().for_each(|weight| *weight = DROPPED);
    }
    // A page of nothing but lists is what it is.
    let mut own = if heaviest(&own).is_empty() {
        weights
    } else {
        own
    };
    let mut sums = entries(text, &lines, &own);
    for (at, sum) in sums.iter_mut().enumerate() {
        // The foot of a page stands within a text that goes on behind it.
        if furniture::is_page_number(&text[lines[at].span.clone()], language) {
            (own[at], *sum) = (DROPPED, 0.0);
        }
    }
    let mut region = heaviest(&sums);
    region.start = behind_headline(text, &lines, &own, &region);
    let lead = lead(text, &lines, &own, &region, language);
    for at in lead..region.end {
        lines[at].kept = own[at] > if at < region.start { 0.0 } else { DROPPED };
    }
    lines
}

/// Where a stretch begins that has the page's headline within: what stands before it belongs to other articles.
fn behind_headline(text: &str, lines: &[Line], weights: &[f64], region: &Range<usize>) -> usize {
    let line = |at: usize| &text[lines[at].span.clone()];
    let Some(first) = lines.first().map(|_| line(0)) else {
        return region.start;
    };
    let named = |at: &usize| {
        let line = line(*at);
        let long = line.split_whitespace().count() > 3 && !line.ends_with('.');
        long && *at > 0 && first.starts_with(line)
    };
    let weight =
        |range: Range<usize>| -> f64 { weights[range].iter().map(|own| own.max(0.0)).sum() };
    let headline = region.clone().rev().find(named);
    headline
        .filter(|at| weight(*at..region.end) * 4.0 > weight(region.clone()))
        .map_or(region.start, |at| at + 1)
}

/// How many lines of furniture may part the opening of an article from the rest.
const GAP: usize = 12;

/// Where an article begins whose opening is parted from the rest by furniture: with the first paragraph
/// behind its byline or day that is about the same.
fn lead(
    text: &str,
    lines: &[Line],
    weights: &[f64],
    region: &Range<usize>,
    language: &Language,
) -> usize {
    let line = |at: usize| &text[lines[at].span.clone()];
    let before = region.start.saturating_sub(GAP)..region.start;
    let prose = |at: usize| weights[at] >= 0.7;
    let heads = |at: &usize| !prose(*at) && plain::heads(line(*at), language);
    let Some(head) = before.clone().rev().find(heads) else {
        return region.start;
    };
    let mut about = HashSet::new();
    for at in region.clone().filter(|at| weights[*at] > 0.0) {
        about.extend(topic::words(line(at)));
    }
    let same = |at: &usize| {
        let share = topic::shared(&topic::words(line(*at)), &about);
        prose(*at) && share.is_some_and(|share| share > 0.35)
    };
    (head..region.start).find(same).unwrap_or(region.start)
}

/// The article's text, a blank line between paragraphs.
pub fn text(text: &str, lines: &[Line]) -> String {
    let kept = lines.iter().filter(|line| line.kept);
    let paragraphs: Vec<String> = kept.map(|line| mended(&text[line.span.clone()])).collect();
    paragraphs.join("\n\n")
}

/// A paragraph on one line.
pub fn mended(paragraph: &str) -> String {
    let words = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.contains(UNSEEN) {
        true => words.replace(UNSEEN, ""),
        false => words,
    }
}

/// What a line of furniture weighs; it is left out wherever it stands.
const DROPPED: f64 = -2.5;

/// What a table of Markdown weighs. One of tabs belongs to an article only where it stands within: pages have
/// prices and results beside it.
const TABLE: f64 = 1.0;

fn weigh(text: &str, lines: &[Line], language: &Language) -> Vec<f64> {
    let mut seen = HashSet::new();
    let mut weights: Vec<f64> = lines
        .iter()
        .map(|line| {
            let is_table = line.is_table;
            let line = &text[line.span.clone()];
            if is_table {
                return if line.contains('\t') { 0.0 } else { TABLE };
            }
            let again = line.len() > 25 && !seen.insert(line);
            match again || furniture::is_furniture(line, language) {
                true => -3.0,
                false => weight::of(line),
            }
        })
        .collect();
    let held = embargo::lines(lines.iter().map(|line| &text[line.span.clone()]));
    for (weight, _) in weights.iter_mut().zip(held).filter(|(_, held)| *held) {
        *weight = -3.0;
    }
    end(text, lines, language, &mut weights);
    weights
}

/// How many entries make a report in entries.
const ENTRIES: usize = 3;

/// The weights as they sum up: between the entries of a report that tells each with its hour, neither the hours nor
/// the buttons weigh against it.
fn entries(text: &str, lines: &[Line], weights: &[f64]) -> Vec<f64> {
    let mut sums = weights.to_vec();
    let hour = |at: usize| is_hour(&text[lines[at].span.clone()]);
    let opens = |at: &usize| {
        let next = (at + 1..lines.len()).find(|next| weights[*next] > DROPPED);
        hour(*at) && next.is_some_and(|next| weights[next] > 0.0)
    };
    let heads: Vec<usize> = (0..lines.len()).filter(opens).collect();
    let (Some(first), Some(last)) = (heads.first(), heads.last()) else {
        return sums;
    };
    if heads.len() >= ENTRIES {
        for at in *first..*last {
            let button = text[lines[at].span.clone()].len() < 25;
            if hour(at) || button {
                sums[at] = sums[at].max(-0.1);
            }
        }
    }
    sums
}

/// Whether a line is a time of day: `18:40`, `6.40pm GMT`.
fn is_hour(line: &str) -> bool {
    let (first, rest) = line.split_once([':', '.', 'h']).unwrap_or_default();
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hour = (1..=2).contains(&first.len()) && digits(first) == first.len();
    hour && digits(rest) == 2 && line.split_whitespace().count() <= 3
}

/// Behind a line that ends the article nothing weighs for it: behind what introduces readers
/// where some of the article is before, behind offers where most of it is.
fn end(text: &str, lines: &[Line], language: &Language, weights: &mut [f64]) {
    let total: f64 = weights.iter().filter(|weight| **weight > 0.0).sum();
    let mut before = 0.0;
    for at in 0..lines.len() {
        before += weights[at].max(0.0);
        let line = &text[lines[at].span.clone()];
        let share = match furniture::behind(line, language) {
            Some(Behind::Readers) => 0.12,
            Some(Behind::Offers) => 0.7,
            None => continue,
        };
        if before > total * share && before > 5.0 {
            for weight in &mut weights[at..] {
                *weight = weight.min(0.0) - 1.5;
            }
            return;
        }
    }
}

/// The stretch whose weights sum up highest.
fn heaviest(weights: &[f64]) -> Range<usize> {
    let (mut best, mut best_range) = (0.0, 0..0);
    let (mut sum, mut start) = (0.0, 0);
    for (at, weight) in weights.iter().enumerate() {
        if sum <= 0.0 {
            (sum, start) = (0.0, at);
        }
        sum += weight;
        if sum > best {
            (best, best_range) = (sum, start..at + 1);
        }
    }
    best_range
}

/// The lines of a text; where lines are cut at a width, the paragraphs they make.
fn paragraphs(text: &str) -> Vec<Line> {
    let wrapped = crate::prose::text::is_wrapped(text);
    let mut lines: Vec<Line> = Vec::new();
    let mut at = 0;
    let mut open = false;
    while let Some(line) = text[at..].split_inclusive('\n').next() {
        if let Some(length) = table::at(&text[at..]).filter(|_| !open || !wrapped) {
            let table = text[at..at + length].trim_end_matches(['\r', '\n']);
            let span = at..at + table.len();
            let (kept, is_table) = (false, true);
            lines.push(Line {
                span,
                kept,
                is_table,
            });
            at += length;
            open = false;
            continue;
        }
        let start = at + line.len() - line.trim_start().len();
        let span = start..start + line.trim().len();
        at += line.len();
        if span.is_empty() {
            open = false;
            continue;
        }
        match lines.last_mut().filter(|_| open && wrapped) {
            Some(last) => last.span.end = span.end,
            None => {
                let (kept, is_table) = (false, false);
                lines.push(Line {
                    span,
                    kept,
                    is_table,
                });
            }
        }
        open = true;
    }
    lines
}
