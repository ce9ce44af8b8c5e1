//! A body that a text calls by a longer and a shorter name, `the city council` and `the council`, is one
//! speaker: where nobody else in the text is called so.

use std::collections::HashMap;

use super::{Event, Evidence, Figure};

/// Gives the speakers of proposals who are one body one name, the longest.
pub(super) fn unite(evidence: &Evidence<'_>, events: &mut [Event], figures: &mut [Figure]) {
    let speakers = || {
        let events = events.iter().filter_map(|event| event.by.as_deref());
        events.chain(figures.iter().filter_map(|figure| figure.by.as_deref()))
    };
    // Of each name the words without an article, and how it is written; within a sentence before at its head.
    let mut names: HashMap<Vec<String>, String> = HashMap::new();
    for name in speakers() {
        let kept = names
            .entry(words(evidence, name))
            .or_insert_with(|| name.to_string());
        if kept.starts_with(char::is_uppercase) && name.starts_with(char::is_lowercase) {
            *kept = name.to_string();
        }
    }
    let longer = |short: &Vec<String>| {
        let mut found = names.keys().filter(|name| is_longer(evidence, name, short));
        let longer = found
            .next()
            .filter(|longer| found.next().is_none() && is_alone(evidence, longer, short))?;
        Some((short.clone(), names.get(longer)?.clone()))
    };
    let united: HashMap<Vec<String>, String> = names.keys().filter_map(longer).collect();
    let by = events.iter_mut().map(|event| &mut event.by);
    for name in by
        .chain(figures.iter_mut().map(|figure| &mut figure.by))
        .flatten()
    {
        let words = words(evidence, name);
        if let Some(one) = united.get(&words).or_else(|| names.get(&words)) {
            name.clone_from(one);
        }
    }
}

/// The words of a name in small letters, without an article before them.
fn words(evidence: &Evidence<'_>, name: &str) -> Vec<String> {
    let mut words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let determiners = &evidence.language.quantities.determiners;
    if words.len() > 1 && determiners.contains(&words[0]) {
        words.remove(0);
    }
    words
}

/// Whether a name is another with more words before it that say which one it is.
fn is_longer(evidence: &Evidence<'_>, name: &[String], short: &[String]) -> bool {
    let quantities = &evidence.language.quantities;
    let more = name.strip_suffix(short).unwrap_or_default();
    // In `the police in the city` the city is not who speaks.
    let little =
        |word: &String| quantities.stop.contains(word) || quantities.determiners.contains(word);
    !more.is_empty() && !more.iter().any(little)
}

/// Whether the text calls nobody by the shorter name but who has the longer one.
fn is_alone(evidence: &Evidence<'_>, longer: &[String], short: &[String]) -> bool {
    let tokens = &evidence.prose.tokens;
    let quantities = &evidence.language.quantities;
    let more = longer[..longer.len() - short.len()].last();
    let is_here = |at: &usize| {
        let rest = tokens[*at..].iter().map(|token| &token.lower);
        rest.take(short.len()).eq(short)
    };
    let mut places = (0..tokens.len()).filter(is_here).peekable();
    let is_named = places.peek().is_some();
    let is_one = |at: usize| {
        let behind = tokens.get(at + short.len());
        let goes_on = behind.is_some_and(|next| quantities.grammar.of.contains(&next.lower));
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        let before =
            before.filter(|before| before.sentence == tokens[at].sentence && before.is_word());
        let bare = before.is_none_or(|before| {
            let word = &before.lower;
            quantities.stop.contains(word) || quantities.determiners.contains(word)
        });
        !goes_on && (bare || before.map(|before| &before.lower) == more)
    };
    is_named && places.all(is_one)
}
