//! Dates that belong to something else than the verb next to them.

use std::ops::Range;

use chrono::Datelike;

use super::Evidence;
use super::clause::Clauses;
use crate::prose::tagger::Time;
use crate::prose::text::{Kind, Token};

/// The verb that a date belongs to which stands before all that a clause put in between is about: `On Friday the
/// pianist, who founded the school, will open it`.
pub(super) fn fronted(clauses: &Clauses, own: usize, date: &Range<usize>) -> Option<usize> {
    let subject = &clauses.subjects[own];
    if !subject.relative || subject.tokens.is_empty() || date.end > subject.tokens.start {
        return Some(own);
    }
    let mut later = own + 1..clauses.verbs.len();
    later.find(|at| {
        let other = &clauses.subjects[*at];
        clauses.verbs[*at].finite && !other.relative && other.tokens.start == subject.tokens.start
    })
}

/// Whether a date belongs to what another verb is about (`and his results since 3 June are annulled`), or a year in a
/// name says that its own was guessed wrongly (`The 2028 race will start on 3 May`).
pub(super) fn is_of_another(
    evidence: &Evidence<'_>,
    clauses: &Clauses,
    own: usize,
    time: &Time,
    date: &Range<usize>,
) -> bool {
    let tokens = &evidence.prose.tokens;
    let verbs = clauses.verbs.iter().zip(&clauses.subjects).enumerate();
    let mut others = verbs.filter(|(other, (verb, _))| *other > own && verb.finite);
    let inside = others.any(|(_, (_, subject))| {
        let words = &subject.tokens;
        let behind = words.start >= clauses.verbs[own].tokens.end && !subject.relative;
        behind && words.start < date.start && date.end <= words.end
    });
    let year = time
        .granule
        .and_then(|granule| granule.first())
        .map(|day| f64::from(day.year()));
    let named = |number: usize| {
        let four = matches!(tokens[number].kind, Kind::Number { digits: 4, value } if (1900.0..2100.0).contains(&value) && Some(value) != year);
        let led = number.checked_sub(1).is_some_and(|before| {
            evidence
                .language
                .labels
                .articles
                .contains(&tokens[before].lower)
        });
        let next = tokens.get(number + 1).is_some_and(Token::is_word);
        four && led && next
    };
    let subject = clauses.subjects[own].tokens.clone();
    inside || (!time.explicit && year.is_some() && subject.clone().any(named))
}
