//! The date of an event, with what the words before it say: a deadline, a start, about.

use std::ops::Range;

use super::Evidence;
use crate::date::Edtf;
use crate::prose::language::{Joint, Mark};
use crate::prose::tagger::{Granule, Time};

/// The relation to a date that the words around it state: those behind it are the last word.
pub(super) fn relation<'a>(evidence: &'a Evidence<'_>, date: &Range<usize>) -> Option<&'a str> {
    let behind = behind(evidence, date.end).map(|(_, relation)| relation);
    behind.or_else(|| before(evidence, date.start).map(|(_, relation)| relation))
}

/// What the words before a date say of it, and where they begin: `no later than`, `with effect from`.
fn before<'a>(evidence: &'a Evidence<'_>, date: usize) -> Option<(usize, &'a str)> {
    let relations = &evidence.language.events.relations;
    (1..=4usize).rev().find_map(|len| {
        let start = date.checked_sub(len)?;
        let relation = relations.get(&phrased(evidence, start..date)?)?;
        Some((start, relation.as_str()))
    })
}

/// What the words behind a date say of it, and where they end: `or later`, `at the earliest`.
pub(super) fn behind<'a>(evidence: &'a Evidence<'_>, date: usize) -> Option<(usize, &'a str)> {
    let relations = &evidence.language.events.behind;
    (1..=3usize).rev().find_map(|len| {
        let end = date + len;
        let relation = relations.get(&phrased(evidence, date..end)?)?;
        Some((end, relation.as_str()))
    })
}

/// Some tokens in small letters, a space between.
fn phrased(evidence: &Evidence<'_>, tokens: Range<usize>) -> Option<String> {
    let run = evidence.prose.tokens.get(tokens)?.iter();
    let words: Vec<&str> = run.map(|token| token.lower.as_str()).collect();
    Some(words.join(" "))
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

/// How two dates make one stretch of time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stretch {
    /// `from May to July`, `on July 9 and 10`
    Whole,
    /// `between 2014 and 2017`: at some time of it.
    Within,
}

/// Whether two dates make one stretch of time.
pub(super) fn stretch(evidence: &Evidence<'_>, first: &Time, second: &Time) -> Option<Stretch> {
    let between: &[_] = evidence
        .prose
        .tokens
        .get(first.tokens.end..second.tokens.start)?;
    let (from, to) = (first.granule?, second.granule?);
    let relation = opened(evidence, first);
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
    joined.then_some(match relation {
        Some("between") => Stretch::Within,
        _ => Stretch::Whole,
    })
}

/// What the word before the first of two dates says; `between 5 and 8 September` is found as a whole, with that word.
fn opened<'a>(evidence: &'a Evidence<'_>, first: &Time) -> Option<&'a str> {
    let own = &evidence.prose.tokens[first.tokens.start].lower;
    let own = evidence.language.events.relations.get(own);
    own.map(String::as_str)
        .or_else(|| Some(before(evidence, first.tokens.start)?.1))
}

/// The date of a stretch of time between two dates.
pub(super) fn stretched(first: &Time, second: &Time, stretch: Stretch) -> Option<Edtf> {
    let (from, to) = (first.granule?, second.granule?);
    let text = match stretch {
        Stretch::Within => format!("[{from}..{to}]"),
        Stretch::Whole => format!("{from}/{to}"),
    };
    Edtf::parse(&text).ok()
}

/// The day to which a verb moves what was to be on another, and whether that is earlier: `moved from 3 May to 5 May`.
pub(super) fn moved_to(
    evidence: &Evidence<'_>,
    first: &Time,
    second: &Time,
) -> Option<(Edtf, bool)> {
    const HALF_A_YEAR: i64 = 183;
    let days = second.granule?.first()? - first.granule?.first()?;
    // A month without its year, much later than the new one, is rather that of the year before.
    let near = first.explicit || days.num_days() > -HALF_A_YEAR;
    let date = related(second.granule?, None)?;
    let from = &evidence.language.verbs.moves.from;
    let opens = |at: usize| from.contains(&evidence.prose.tokens[at].lower);
    let before = first.tokens.start.checked_sub(1);
    // `from 3 to 5 May` is found as a whole, with its first word.
    let opens = opens(first.tokens.start) || before.is_some_and(opens);
    opens.then_some((date, days.num_days() < 0 && near))
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

/// The tokens of a date with the words around it that only say how it is meant.
pub(super) fn phrase(
    evidence: &Evidence<'_>,
    sentence: &Range<usize>,
    date: &Range<usize>,
) -> Range<usize> {
    let led =
        crate::prose::verbs::phrase(&evidence.prose.tokens, sentence, date, evidence.language);
    let start = before(evidence, date.start).map_or(led.start, |(start, _)| start.min(led.start));
    let end = behind(evidence, date.end).map_or(led.end, |(end, _)| end);
    start.max(sentence.start)..end.min(sentence.end).max(led.end)
}
