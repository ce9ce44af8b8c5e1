//! The date of an event, with what the words before it say: a deadline, a start, about.

use std::ops::Range;

use super::Evidence;
use crate::date::Edtf;
use crate::prose::language::{Joint, Mark};
use crate::prose::tagger::{Granule, Time};

/// The relation to a date that the words before it state.
pub(super) fn relation<'a>(evidence: &'a Evidence<'_>, at: usize) -> Option<&'a str> {
    let tokens = &evidence.prose.tokens;
    let relations = &evidence.language.events.relations;
    (1..=4usize).rev().find_map(|len| {
        let run = tokens.get(at.checked_sub(len)?..at)?;
        let words: Vec<&str> = run.iter().map(|token| token.lower.as_str()).collect();
        relations.get(&words.join(" ")).map(String::as_str)
    })
}

/// A date as one relation makes it.
pub(super) fn related(granule: Granule, relation: Option<&str>) -> Option<Edtf> {
    // A week is seven days of which one is meant, so it is a set and not a stretch.
    let text = granule.to_string();
    let (value, first, last) = match (granule, text.split_once('/')) {
        (Granule::Week(_) | Granule::Weekend(_), Some((first, last))) => {
            (format!("[{first}..{last}]"), first, last)
        }
        _ => (text.clone(), text.as_str(), text.as_str()),
    };
    let text = match relation {
        Some("by" | "until") => format!("[..{last}]"),
        Some("since" | "from") => format!("{first}/.."),
        Some("after") => format!("[{first}..]"),
        Some("about") if value == first => format!("{value}~"),
        _ => value.clone(),
    };
    Edtf::parse(&text).or_else(|_| Edtf::parse(&value)).ok()
}

/// `from May to July`, `between 2014 and 2017`, `on July 9 and 10`: two dates that make one stretch of time.
pub(super) fn range(evidence: &Evidence<'_>, first: &Time, second: &Time) -> Option<Edtf> {
    let between: &[_] = evidence
        .prose
        .tokens
        .get(first.tokens.end..second.tokens.start)?;
    let (from, to) = (first.granule?, second.granule?);
    // `between 5 and 8 September` is found as a whole, with its first word.
    let own = &evidence.prose.tokens[first.tokens.start].lower;
    let own = evidence
        .language
        .events
        .relations
        .get(own)
        .map(String::as_str);
    let relation = own.or_else(|| relation(evidence, first.tokens.start));
    let joined = match between {
        [] => next_day(from, to),
        [joint] => {
            let dash = joint.is_sign('-') && joint.glued;
            let pair = evidence.language.quantities.joints.get(&joint.lower) == Some(&Joint::Pair);
            let entry = evidence.language.lexicon.get(&joint.lower);
            let leads = joint.is_word() && entry.is_some_and(|entry| entry.is(Mark::Leads));
            let both = pair && (relation == Some("between") || next_day(from, to));
            leads || both || dash
        }
        _ => false,
    };
    let text = match (joined, relation) {
        (false, _) => return None,
        (true, Some("between")) => format!("[{from}..{to}]"),
        (true, _) => format!("{from}/{to}"),
    };
    Edtf::parse(&text).ok()
}

/// `July 9 and 10`: two days that follow one another.
fn next_day(from: Granule, to: Granule) -> bool {
    let day = |granule: Granule| {
        granule
            .first()
            .filter(|_| matches!(granule, Granule::Day(..)))
    };
    day(from)
        .and_then(|day| day.succ_opt())
        .is_some_and(|next| Some(next) == day(to))
}

/// The tokens of a date with the words before it that only lead to it.
pub(super) fn phrase(
    evidence: &Evidence<'_>,
    sentence: &Range<usize>,
    date: &Range<usize>,
) -> Range<usize> {
    crate::prose::verbs::phrase(&evidence.prose.tokens, sentence, date, evidence.language)
}
