//! The participle of a verb: `sold`, of `sells`.

use super::Evidence;
use super::clause::Clauses;
use crate::prose::verbs::Verb;

/// The participle of a verb.
pub(super) fn of(evidence: &Evidence<'_>, clauses: &Clauses, verb: &Verb) -> String {
    let words = &evidence.language.verbs;
    let word = |at: usize| match clauses.sentence.contains(&at) {
        true => evidence.prose.tokens[at].lower.as_str(),
        false => "",
    };
    let head = word(verb.head);
    let particle = word(verb.head + 1);
    let particle = match evidence.language.labels.particles.contains(particle) {
        true => format!(" {particle}"),
        false => String::new(),
    };
    if let Some(known) = words.participles.get(head) {
        return known.clone() + &particle;
    }
    if words.is_past(head) || words.is_participle(head) {
        return head.to_string() + &particle;
    }
    let mut made = words.made_participles.iter();
    let made = made.find_map(|(from, to)| Some(head.strip_suffix(&**from)?.to_string() + to));
    made.unwrap_or_else(|| head.to_string()) + &particle
}
