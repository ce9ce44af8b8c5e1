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
    if words.is_past(head) || words.participle.contains(head) {
        return head.to_string() + &particle;
    }
    let stem = words
        .going_endings
        .iter()
        .find_map(|ending| head.strip_suffix(ending.as_str()));
    let present = || {
        head.strip_suffix('s')
            .filter(|_| words.present.contains(head))
    };
    let stem = stem.or_else(present).unwrap_or(head);
    let ending = words.past_endings.first().map_or("", String::as_str);
    match stem.ends_with('e') {
        true => format!("{}{ending}{particle}", &stem[..stem.len() - 1]),
        false => format!("{stem}{ending}{particle}"),
    }
}
