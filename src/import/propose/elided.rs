//! Numbers whose noun stands elsewhere in their clause.

use std::ops::Range;

use super::Evidence;
use super::clause::Clauses;
use crate::import::quantities::Found;

/// `Cholera deaths in the district rose to 64`: the number counts what the subject names.
pub(super) fn level(evidence: &Evidence<'_>, clauses: &Clauses, found: &Found) -> Option<String> {
    let tokens = &evidence.prose.tokens;
    let at = clauses
        .verbs
        .iter()
        .rposition(|verb| verb.tokens.end <= found.tokens.start)?;
    let verb = &clauses.verbs[at];
    let near = found.tokens.start <= verb.tokens.end + 2;
    if !near
        || !evidence
            .language
            .events
            .changes
            .contains(&tokens[verb.head].lower)
    {
        return None;
    }
    let subject = clauses.subjects[at].tokens.clone();
    // `the number of cases rose`
    let labels = &evidence.language.labels;
    let of = subject
        .clone()
        .take(3)
        .find(|at| tokens[*at].lower == labels.of);
    let counts =
        of.filter(|of| *of > subject.start && labels.counts.contains(&tokens[of - 1].lower));
    let subject = counts.map_or(subject.start, |of| of + 1)..subject.end;
    let head = subject.clone().skip(1).find(|at| {
        evidence
            .language
            .quantities
            .stop
            .contains(&tokens[*at].lower)
    });
    let last = &tokens[head.unwrap_or(subject.end).checked_sub(1)?];
    evidence
        .language
        .quantities
        .is_plural(&last.lower)
        .then(|| last.lower.clone())
}

/// `40 nurses in Harrow and 12 in Leyton`: the second number counts what the first does.
pub(super) fn elided(
    evidence: &Evidence<'_>,
    before: &Found,
    found: &Found,
    sentence: &Range<usize>,
) -> bool {
    let next = evidence.prose.tokens.get(found.tokens.end);
    let placed = next.is_some_and(|next| evidence.language.quantities.places.contains(&next.lower));
    found.unit.is_empty()
        && !before.unit.is_empty()
        && !before.time
        && placed
        && sentence.contains(&before.tokens.start)
}
