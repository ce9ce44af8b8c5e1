//! Who says what a sentence says.

use std::ops::Range;

use super::Evidence;

/// How many words a speaker's name has at most.
const WORDS: usize = 8;

/// The speaker of a sentence: the words before a verb of saying, or behind it.
pub(super) fn of(evidence: &Evidence<'_>, sentence: &Range<usize>) -> Option<String> {
    let events = &evidence.language.events;
    let tokens = &evidence.prose.tokens;
    let mut verbs = sentence
        .clone()
        .filter(|at| events.saying.contains(&tokens[*at].lower));
    verbs.find_map(|verb| {
        before(evidence, sentence, verb).or_else(|| behind(evidence, sentence, verb))
    })
}

/// `the Iraqi defence minister said`, `Ada Hale told`
fn before(evidence: &Evidence<'_>, sentence: &Range<usize>, verb: usize) -> Option<String> {
    let tokens = &evidence.prose.tokens;
    let mut start = verb;
    while start > sentence.start && verb - start < WORDS {
        let token = &tokens[start - 1];
        if !(token.is_word() || token.is_sign('-'))
            || token.lower == "'s"
            || is_pronoun(&token.lower)
            || is_dated(evidence, start - 1)
        {
            break;
        }
        let stop = evidence.language.quantities.stop.contains(&token.lower) && !token.capital;
        if stop {
            // An article opens the phrase, `of` may stand within it.
            if token.lower == "of" && start - 1 > sentence.start {
                start -= 1;
                continue;
            }
            break;
        }
        start -= 1;
    }
    phrase(evidence, start..verb)
}

/// `, said Ada Hale, the mayor`
fn behind(evidence: &Evidence<'_>, sentence: &Range<usize>, verb: usize) -> Option<String> {
    let tokens = &evidence.prose.tokens;
    let mut end = verb + 1;
    if tokens
        .get(verb)
        .is_some_and(|token| token.lower == "according")
    {
        end += 1;
    }
    let start = end + usize::from(tokens.get(end).is_some_and(|token| token.lower == "the"));
    let mut end = start;
    while end < sentence.end && end - start < WORDS {
        let token = &tokens[end];
        let stop = evidence.language.quantities.stop.contains(&token.lower) && !token.capital;
        if !(token.is_word() || token.is_sign('-'))
            || stop
            || is_dated(evidence, end)
            || token.lower == "'s"
        {
            break;
        }
        end += 1;
    }
    phrase(evidence, start..end)
}

fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "he" | "she" | "they" | "it" | "we" | "i" | "who" | "which" | "that" | "also"
    )
}

fn is_dated(evidence: &Evidence<'_>, at: usize) -> bool {
    let entry = evidence.prose.readings.entries[at];
    entry.is_some_and(|entry| !entry.classes.is_empty())
        && !evidence.times_in(&(at..at + 1)).is_empty()
}

/// A phrase that can name somebody: with a capital, or with a word for an office.
fn phrase(evidence: &Evidence<'_>, tokens: Range<usize>) -> Option<String> {
    let run = evidence.prose.tokens.get(tokens.clone())?;
    let first = run.first()?;
    let opens = |at: usize| evidence.prose.sentences.tokens[first.sentence].start == at;
    let named = run.iter().enumerate().any(|(at, token)| {
        token.capital && token.is_word() && !(at == 0 && opens(tokens.start) && run.len() == 1)
    });
    let office = run
        .iter()
        .any(|token| evidence.language.events.titles.contains(&token.lower));
    (named || office).then(|| evidence.words(&tokens))
}
