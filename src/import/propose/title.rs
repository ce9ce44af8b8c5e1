//! A short title out of the words of a sentence.

use std::ops::Range;

use super::Evidence;

/// How many words a title has at most.
const WORDS: usize = 14;

/// The words around a date that say what happened, without the date itself.
///
/// A part that lacks its subject or its verb borrows them from the words before it: `… fell in
/// May, and in June the port` speaks of a fall too.
pub(super) fn of(
    evidence: &Evidence<'_>,
    sentence: &Range<usize>,
    time: &Range<usize>,
    others: &[Range<usize>],
) -> Option<String> {
    let segment = segment(evidence, sentence, time, others);
    let clause = after_saying(evidence, sentence, time.start);
    let own = (segment.start..segment.end).find(|at| !is_loose(evidence, *at));
    let own = own.unwrap_or(segment.start)..segment.end;
    let first_verb = (clause..own.start).find(|at| is_verb(evidence, *at));
    let mut words: Vec<String> = Vec::new();
    if segment.start > clause
        && let Some(first_verb) = first_verb
    {
        let begins_with_verb = is_verb(evidence, own.start);
        if begins_with_verb || !has_verb(evidence, &own) {
            push(evidence, &(clause..first_verb), time, &mut words);
        }
        if !has_verb(evidence, &own) {
            push(
                evidence,
                &verb_before(evidence, clause, own.start),
                time,
                &mut words,
            );
        }
    }
    push(evidence, &own, time, &mut words);
    trimmed(evidence, words)
}

fn is_verb(evidence: &Evidence<'_>, at: usize) -> bool {
    let token = &evidence.prose.tokens[at];
    evidence.language.lexicon.tense(token).is_some() && !is_relation(evidence, &token.lower)
}

/// A conjunction or a sign that a part may begin with.
fn is_loose(evidence: &Evidence<'_>, at: usize) -> bool {
    let token = &evidence.prose.tokens[at];
    !token.is_word() && token.number().is_none()
        || matches!(token.lower.as_str(), "and" | "but" | "or" | "then")
}

/// The last verb between two tokens, with the words that belong to it.
fn verb_before(evidence: &Evidence<'_>, start: usize, end: usize) -> Range<usize> {
    let Some(last) = (start..end).rev().find(|at| is_verb(evidence, *at)) else {
        return end..end;
    };
    let mut first = last;
    while first > start && is_verb(evidence, first - 1) {
        first -= 1;
    }
    let stop = (last + 1..end).find(|at| {
        let token = &evidence.prose.tokens[*at];
        let stop = evidence.language.quantities.stop.contains(&token.lower);
        !token.is_word() || (stop && !is_article(&token.lower))
    });
    first..stop.unwrap_or(end)
}

fn is_article(word: &str) -> bool {
    matches!(word, "out" | "up" | "off" | "not" | "down" | "back")
}

/// What is said stands behind `said that`; before it only who says it.
fn after_saying(evidence: &Evidence<'_>, sentence: &Range<usize>, date: usize) -> usize {
    let tokens = &evidence.prose.tokens;
    let that = (sentence.start..date).rev().find(|at| {
        tokens[*at].lower == "that"
            && (sentence.start..*at)
                .any(|at| evidence.language.events.saying.contains(&tokens[at].lower))
    });
    that.map_or(sentence.start, |that| that + 1)
}

/// The words from the date before to this date, and on to the next sign or date.
pub(super) fn segment(
    evidence: &Evidence<'_>,
    sentence: &Range<usize>,
    time: &Range<usize>,
    others: &[Range<usize>],
) -> Range<usize> {
    let tokens = &evidence.prose.tokens;
    let start = after_saying(evidence, sentence, time.start);
    let start = others
        .iter()
        .filter(|other| other.end <= time.start && other.end > start)
        .map(|other| other.end)
        .max()
        .unwrap_or(start);
    let first_stop = (time.end..sentence.end).find(|at| {
        let token = &tokens[*at];
        token.is_sign(';')
            || token.is_sign('.')
            || (token.is_sign(',') && *at > time.end + 1)
            || others.iter().any(|other| other.start == *at)
            || (token.lower == "and" && others.iter().any(|other| other.start > *at))
    });
    start..first_stop.unwrap_or(sentence.end)
}

fn has_verb(evidence: &Evidence<'_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|at| is_verb(evidence, at))
}

fn is_relation(evidence: &Evidence<'_>, word: &str) -> bool {
    evidence.language.events.relations.contains_key(word)
}

/// Adds the words of some tokens, but for the date and the preposition before it.
fn push(
    evidence: &Evidence<'_>,
    tokens: &Range<usize>,
    time: &Range<usize>,
    words: &mut Vec<String>,
) {
    let all = &evidence.prose.tokens;
    // The word behind the last may be one of a date as well.
    let times = evidence.times_in(&(tokens.start..tokens.end + 1));
    let is_date = |at: usize| {
        let mut dates = times.iter().filter(|other| other.granule.is_some());
        dates.any(|other| other.tokens.contains(&at)) || time.contains(&at)
    };
    for at in tokens.clone() {
        let token = &all[at];
        let before_date =
            is_date(at + 1) && evidence.language.quantities.stop.contains(&token.lower);
        if is_date(at) || before_date {
            continue;
        }
        let text = &evidence.prose.text[token.span.clone()];
        let closes = matches!(text, "\"" | "”" | "“" | "(" | ")" | "[" | "]");
        if closes {
            continue;
        }
        match words
            .last_mut()
            .filter(|_| token.glued && at > tokens.start)
        {
            Some(last) => last.push_str(text),
            None => words.push(text.to_string()),
        }
    }
}

/// Cuts what hangs loose at both ends, and what is too long.
fn trimmed(evidence: &Evidence<'_>, mut words: Vec<String>) -> Option<String> {
    let loose = |word: &str| {
        let bare = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        bare.is_empty() || evidence.language.events.loose.contains(&bare)
    };
    while words.first().is_some_and(|word| {
        loose(word) && !matches!(word.to_lowercase().as_str(), "the" | "a" | "an")
    }) {
        words.remove(0);
    }
    if words.len() > WORDS {
        words.truncate(WORDS);
        // Not in the middle of a phrase: back to the last word that opens one.
        let opens = |word: &String| {
            evidence
                .language
                .quantities
                .stop
                .contains(&word.to_lowercase())
        };
        let last = words.iter().rposition(opens).filter(|last| *last >= 5);
        words.truncate(last.unwrap_or(WORDS));
    }
    while words.last().is_some_and(|word| loose(word)) {
        words.pop();
    }
    if words.len() < 2 {
        return None;
    }
    let text = words.join(" ");
    let text = text.trim_matches(|c: char| matches!(c, ',' | '.' | ';' | ':' | '-' | '–' | ' '));
    let mut characters = text.chars();
    let first = characters.next()?;
    Some(first.to_uppercase().collect::<String>() + characters.as_str())
}
