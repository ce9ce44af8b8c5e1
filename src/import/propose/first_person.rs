//! Whom `I` and `we` mean in a quotation: who speaks it, or the body that this person speaks for.

use std::ops::Range;

use super::clause::Clauses;
use super::{Evidence, pronoun};
use crate::prose::language::Mood;
use crate::prose::verbs::When;

/// How many words the name of a speaker has at most.
const WORDS: usize = 12;

/// The words that stand for the subject of a promise in the first person: `"We will publish it by June," said Ada
/// Hale, head of the agency`. Nobody else's words are read so, and none that speak of `our` or `me` besides.
pub(super) fn meant(
    evidence: &Evidence<'_>,
    clauses: &Clauses,
    told: usize,
    by: Option<&str>,
) -> Option<Range<usize>> {
    let tokens = &evidence.prose.tokens;
    let events = &evidence.language.events;
    let (subject, verb) = (&clauses.subjects[told].tokens, &clauses.verbs[told]);
    let modal = &tokens[verb.tokens.start].lower;
    let promised = evidence.language.verbs.modals.get(modal) == Some(&Mood::Promised);
    let mut spoken = clauses
        .whole(told)
        .filter(|at| events.speakers.contains(&tokens[*at].lower));
    let own = subject.len() == 1 && spoken.next() == Some(subject.start) && spoken.next().is_none();
    if !own || !promised || verb.when != When::Ahead || clauses.denied[told] {
        return None;
    }
    let pronoun = &tokens[subject.start].lower;
    let speaker = named(evidence, clauses, by?)?;
    match (
        events.together.contains(pronoun),
        pronoun::is_person(evidence, &speaker),
    ) {
        (false, true) | (true, false) => Some(speaker),
        (true, true) => body(evidence, clauses, &speaker),
        (false, false) => None,
    }
}

/// Where a sentence has the name of its speaker.
fn named(evidence: &Evidence<'_>, clauses: &Clauses, by: &str) -> Option<Range<usize>> {
    let sentence = &clauses.sentence;
    sentence.clone().find_map(|start| {
        let mut ends = start + 1..=sentence.end.min(start + WORDS);
        let end = ends.find(|end| evidence.words(&(start..*end)) == by)?;
        Some(start..end)
    })
}

/// The body that a person speaks for: `Ada Hale, head of the agency`, `council leader Ada Hale`.
fn body(
    evidence: &Evidence<'_>,
    clauses: &Clauses,
    speaker: &Range<usize>,
) -> Option<Range<usize>> {
    let tokens = &evidence.prose.tokens;
    let language = evidence.language;
    let events = &language.events;
    let office = |at: &usize| {
        let word = &tokens[*at].lower;
        let known = events.persons_by.contains(word) || events.titles.contains(word);
        known && !tokens[*at].capital
    };
    let before = speaker.clone().skip(1).rfind(office);
    let before = before.map(|at| speaker.start..at).filter(|words| {
        let last = &tokens[words.end - 1];
        last.capital || events.bodies.contains(&last.lower)
    });
    let sentence = &clauses.sentence;
    let behind = || {
        let apposed = tokens.get(speaker.end)?.is_sign(',');
        let rest = (speaker.end + 1).min(sentence.end)..sentence.end;
        let word = |at: &usize| tokens[*at].is_word();
        let mut office = rest.clone().take_while(word);
        let within = &language.quantities.grammar.of;
        let joint = office.find(|at| {
            within.contains(&tokens[*at].lower) || events.within_bodies.contains(&tokens[*at].lower)
        })?;
        let first = tokens.get(joint + 1)?;
        let named = first.capital || language.quantities.determiners.contains(&first.lower);
        let stop = |at: &usize| {
            let token = &tokens[*at];
            let verb = clauses.verbs.iter().any(|verb| verb.tokens.start == *at);
            let ends = language.quantities.stop.contains(&token.lower) && *at > joint + 1;
            !token.is_word() || verb || ends
        };
        let end = (joint + 1..rest.end).find(stop).unwrap_or(rest.end);
        (apposed && named && end > joint + 1).then_some(joint + 1..end)
    };
    before.or_else(behind)
}
