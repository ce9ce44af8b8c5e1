//! Whether a clause speaks of what was or of what is to come.

use std::ops::Range;

use super::Prose;
use crate::prose::language::{Language, Mark};
use crate::prose::verbs::{self, Verb, When};

/// How far from a date a word that shows its tense may stand where it has no verb.
const REACH: usize = 14;

/// The tense around some tokens: -1 past, 0 present, 1 future; `None` where nothing shows it.
///
/// The verb that the date belongs to decides, with its auxiliaries. Before a day, a form of `be` or a
/// word of the mark `day` comes first.
pub(super) fn around<'v>(
    prose: &Prose<'_>,
    language: &Language,
    verbs: impl FnOnce() -> &'v [Verb],
    tokens: &Range<usize>,
    day: Option<Mark>,
) -> Option<i8> {
    let lexicon = &language.lexicon;
    let sentence = prose.tokens.get(tokens.start)?.sentence;
    let inside = |at: &usize| {
        let token = &prose.tokens[*at];
        token.sentence == sentence && !token.is_sign(';')
    };
    let tense = |at: usize| lexicon.tense_at(&prose.tokens, at);
    let reach = tokens.start.saturating_sub(REACH)..tokens.start;
    let mut before = reach.rev().take_while(inside).peekable();
    let next = before.peek().copied();
    let marked = |mark| {
        next.and_then(|at| prose.readings.entries[at])
            .is_some_and(|entry| entry.is(mark))
    };
    if let Some(ahead) = day
        && (marked(Mark::Is) || (marked(ahead) && !opens(prose, next)))
    {
        return Some(1);
    }
    let verbs = verbs();
    let whole = &prose.sentences.tokens[sentence];
    if let Some(at) = verbs::governor(verbs, &prose.tokens, whole, tokens, language) {
        let moved = moves(prose, language, &verbs[at], tokens);
        // `The concert on 12 October has been cancelled`
        let verb = &verbs[at];
        let word = |at: usize| {
            prose
                .tokens
                .get(at)
                .map_or("", |token| token.lower.as_str())
        };
        let off = tokens.end <= verb.tokens.start
            && language.verbs.perfect.contains(word(verb.tokens.start))
            && language
                .events
                .calls_off(word(verb.head), word(verb.head + 1));
        return Some(match verb.when {
            When::Past | When::Present if moved || off => 1,
            When::Past => -1,
            When::Present | When::PastAhead => 0,
            When::Ahead => 1,
        });
    }
    let end = prose.tokens.len().min(tokens.end + REACH);
    let behind = || {
        let at = (tokens.end..end)
            .take_while(inside)
            .find(|at| tense(*at).is_some())?;
        // `Annan is due`
        let due = tense(at) == Some(0) && tense(at + 1) == Some(1);
        if due { Some(1) } else { tense(at) }
    };
    before.find_map(tense).or_else(behind)
}

/// Whether the verb that a date belongs to moves something to that day or away from it: `postponed until at least 4
/// November`, `moved from 3 May to 5 May`.
pub(super) fn is_moved(
    prose: &Prose<'_>,
    language: &Language,
    verbs: &[Verb],
    date: &Range<usize>,
) -> bool {
    let sentence = &prose.sentences.tokens[prose.tokens[date.start].sentence];
    let verb = verbs::governor(verbs, &prose.tokens, sentence, date, language);
    verb.is_some_and(|verb| moves(prose, language, &verbs[verb], date))
}

fn moves(prose: &Prose<'_>, language: &Language, verb: &Verb, date: &Range<usize>) -> bool {
    let sentence = &prose.sentences.tokens[prose.tokens[date.start].sentence];
    let words = &language.verbs.moves;
    let phrase = verbs::phrase(&prose.tokens, sentence, date, language);
    let leads = |at: usize| {
        let word = &prose.tokens[at].lower;
        words.words.contains(word) || words.from.contains(word)
    };
    let before = date.start.checked_sub(1).filter(|at| *at >= sentence.start);
    words.verbs.contains(&prose.tokens[verb.head].lower)
        && (leads(phrase.start) || before.is_some_and(leads))
}

/// Whether a token is the first of its sentence.
fn opens(prose: &Prose<'_>, at: Option<usize>) -> bool {
    at.is_some_and(|at| prose.sentences.tokens[prose.tokens[at].sentence].start == at)
}
