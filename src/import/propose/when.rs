//! When a number was true, and how firm it is.

use std::ops::Range;

use super::clause::Clauses;
use super::{Evidence, dates};
use crate::content::observation::Firmness;
use crate::import::quantities::Found;
use crate::prose::language::Mood;
use crate::prose::tagger::{Granule, Time, TimeKind};
use crate::prose::verbs::When;

/// How firm a number is, by the verb that it is told with: `is forecast to reach 6%`.
pub(super) fn firmness(clauses: &Clauses, found: &Found) -> Firmness {
    let subject = |at: &usize| {
        clauses.subjects[*at].tokens.contains(&found.tokens.start)
            && clauses.verbs[*at].tokens.start >= found.tokens.end
    };
    let before = clauses
        .verbs
        .iter()
        .rposition(|verb| verb.tokens.end <= found.tokens.start);
    let before = before.filter(|at| clauses.ends[*at] >= found.tokens.start);
    let doer = (0..clauses.verbs.len()).find(subject);
    let verb = doer.or(before).map(|at| &clauses.verbs[at]);
    match verb
        .filter(|verb| verb.when == When::Ahead)
        .and_then(|verb| verb.mood)
    {
        Some(Mood::Expected | Mood::Possible) => Firmness::Forecast,
        Some(_) => Firmness::Planned,
        None => Firmness::Normal,
    }
}

/// The date of the figure's own clause; of what is counted only one that has begun.
pub(super) fn as_of(
    evidence: &Evidence<'_>,
    sentence: &Range<usize>,
    found: &Found,
    counted: bool,
) -> Option<String> {
    let between = |time: &Time| match time.tokens.start >= found.tokens.end {
        true => found.tokens.end..time.tokens.start,
        false => time.tokens.end..found.tokens.start,
    };
    // `to 311 from 287 a week earlier`: the day of another number is not that of this.
    let own = |time: &&Time| {
        let between = between(time);
        // `71%, the highest since independence in 1991`
        let phrase = dates::phrase(evidence, sentence, &time.tokens);
        let aside = (between.start..phrase.start.min(between.end))
            .any(|at| evidence.prose.tokens[at].is_sign(',') && at + 1 < phrase.start);
        let inside = sentence.contains(&time.tokens.start) && time.kind == TimeKind::Date;
        let all = evidence.quantities;
        let next = all.partition_point(|other| other.tokens.start < between.start);
        let other = all.get(next).filter(|other| !other.time);
        inside
            && between.len() <= 8
            && !aside
            && other.is_none_or(|other| other.tokens.start >= between.end)
    };
    let behind = |time: &&Time| {
        (
            time.tokens.start < found.tokens.end,
            time.tokens.start.abs_diff(found.tokens.end),
        )
    };
    let dated = evidence
        .times_in(sentence)
        .iter()
        .filter(|time| time.granule.is_some());
    let time = dated.filter(own).min_by_key(behind)?;
    let granule = time.granule?;
    let begun = granule
        .first()
        .zip(evidence.published)
        .is_some_and(|(first, day)| first <= day);
    let plain = matches!(
        granule,
        Granule::Day(..)
            | Granule::Week(_)
            | Granule::Month(..)
            | Granule::Year(_)
            | Granule::Quarter(..)
            | Granule::Half(..)
    );
    // What was counted since a day was not so on that day.
    let relation = dates::relation(evidence, time.tokens.start);
    let since = matches!(relation, Some("since" | "from" | "after"));
    let by = relation.filter(|_| !counted);
    let date = dates::related(granule, by)?;
    ((begun || !counted) && plain && !since).then(|| date.to_string())
}
