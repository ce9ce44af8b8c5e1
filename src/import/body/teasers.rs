//! Lists of other articles: a headline, a sentence, a headline, a sentence.

use std::collections::HashSet;
use std::ops::Range;

use super::furniture::{self, Behind};
use super::{DROPPED, Line, topic};
use crate::prose::language::Language;

/// How many offers make a list.
const LIST: usize = 3;

/// The stretches of lines that offer other articles.
pub(super) fn lists(
    text: &str,
    lines: &[Line],
    weights: &[f64],
    language: &Language,
) -> Vec<Range<usize>> {
    let line = |at: usize| &text[lines[at].span.clone()];
    let words = |at: usize| line(at).split_whitespace().count();
    let is_prose = |at: usize| weights[at] > 0.0 && words(at) > 5;
    let is_headline = |at: usize| {
        let shape = weights[at] > DROPPED && !is_prose(at);
        shape && (3..=20).contains(&words(at)) && !line(at).contains(['@', '|'])
    };
    let is_offer = |at: usize| furniture::behind(line(at), language) == Some(Behind::Offers);
    let prose: Vec<usize> = (0..lines.len()).filter(|at| is_prose(*at)).collect();
    // Whether a headline stands between a line of prose and the one before.
    let opened: Vec<bool> = (0..prose.len())
        .map(|at| {
            let from = at.checked_sub(1).map_or(0, |before| prose[before] + 1);
            (from..prose[at]).any(is_headline)
        })
        .collect();
    let alone = |at: usize| opened[at] && opened.get(at + 1).copied().unwrap_or(true);
    let mut lists = Vec::new();
    let mut at = 0;
    while at < prose.len() {
        let start = at;
        let offered = |at: usize| {
            let from = at.checked_sub(1).map_or(0, |before| prose[before] + 1);
            (from..prose[at]).find(|at| is_offer(*at))
        };
        at += 1;
        if !alone(start) {
            continue;
        }
        // What is offered begins a list of its own.
        while at < prose.len() && alone(at) && offered(at).is_none() {
            at += 1;
        }
        let list = &prose[start..at];
        let announced = offered(start);
        if list.len() >= LIST && (announced.is_some() || is_loose(list, line)) {
            lists.push(announced.unwrap_or(list[0])..list[list.len() - 1] + 1);
        }
    }
    lists
}

/// Whether the lines are each about something else.
fn is_loose<'a>(list: &[usize], line: impl Fn(usize) -> &'a str) -> bool {
    let words: Vec<HashSet<String>> = list.iter().map(|at| topic::words(line(*at))).collect();
    let (mut once, mut again) = (HashSet::new(), HashSet::new());
    for word in words.iter().flatten() {
        if !once.insert(word) {
            again.insert(word.clone());
        }
    }
    let shares: Vec<f64> = words
        .iter()
        .filter_map(|words| topic::shared(words, &again))
        .collect();
    shares.len() >= LIST && shares.iter().sum::<f64>() / (shares.len() as f64) < 0.25
}
