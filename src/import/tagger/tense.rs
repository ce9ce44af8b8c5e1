//! Whether a clause speaks of what was or of what is to come.

use std::ops::Range;

use super::Prose;
use crate::import::language::Lexicon;

/// How far from a date its verb may stand.
const REACH: usize = 14;

/// The tense around some tokens: -1 past, 0 present, 1 future; `None` where nothing shows it.
///
/// The nearest verb before decides, since the date mostly follows it; else the first behind.
pub(super) fn around(prose: &Prose<'_>, lexicon: &Lexicon, tokens: &Range<usize>) -> Option<i8> {
    let sentence = prose.tokens.get(tokens.start)?.sentence;
    let inside = |at: &usize| prose.tokens[*at].sentence == sentence;
    let tense = |at: usize| lexicon.tense(&prose.tokens[at]);
    let before = (tokens.start.saturating_sub(REACH)..tokens.start).rev();
    let before = before.take_while(inside).find_map(tense);
    let end = prose.tokens.len().min(tokens.end + REACH);
    let behind = || (tokens.end..end).take_while(inside).find_map(tense);
    before.or_else(behind)
}
