//! The words that loosen a number: `more than`, `about`, `or so`.

use crate::content::quantity::Hedge;
use crate::prose::language::{HashMap, Language};
use crate::prose::tagger::Prose;

/// How many words a hedge has at most.
const WORDS: usize = 3;

/// The hedge that ends before a token, with the token it begins at.
pub(super) fn before(prose: &Prose<'_>, language: &Language, at: usize) -> Option<(Hedge, usize)> {
    let reach = |len: usize| at.checked_sub(len).map(|start| (start, at));
    let spans = (1..=WORDS).rev().filter_map(reach);
    find(prose, &language.quantities.hedges, spans).map(|(hedge, start, _)| (hedge, start))
}

/// The hedge that begins at a token, with the token behind it.
pub(super) fn after(prose: &Prose<'_>, language: &Language, at: usize) -> Option<(Hedge, usize)> {
    let reach = |len: usize| (at + len <= prose.tokens.len()).then_some((at, at + len));
    let spans = (1..=WORDS).rev().filter_map(reach);
    find(prose, &language.quantities.hedges_after, spans).map(|(hedge, _, end)| (hedge, end))
}

fn find(
    prose: &Prose<'_>,
    hedges: &HashMap<String, String>,
    spans: impl Iterator<Item = (usize, usize)>,
) -> Option<(Hedge, usize, usize)> {
    for (start, end) in spans {
        let tokens = &prose.tokens[start..end];
        let one = tokens
            .iter()
            .all(|token| token.sentence == tokens[0].sentence);
        let words: Vec<&str> = tokens.iter().map(|token| token.lower.as_str()).collect();
        let name = hedges.get(&words.join(" ")).filter(|_| one);
        let hedge = name.and_then(|name| Hedge::ALL.iter().find(|(word, _)| word == name));
        if let Some((_, hedge)) = hedge {
            return Some((*hedge, start, end));
        }
    }
    None
}
