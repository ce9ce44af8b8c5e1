//! When a number was true, how firm it is, and whether it is stated at all.

use std::ops::Range;

use super::clause::Clauses;
use super::{Evidence, dates, stated};
use crate::content::observation::Firmness;
use crate::content::quantity::Hedge;
use crate::import::quantities::Found;
use crate::prose::language::{Class, Mood};
use crate::prose::tagger::{Granule, Time, TimeKind};
use crate::prose::verbs::{self, Verb, When};

/// The verb that a number is told with.
pub(super) fn verb(clauses: &Clauses, found: &Found) -> Option<usize> {
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
    doer.or(before)
}

/// How firm a number is, by its verb: `is forecast to reach 6%`, `forecast inflation of 6%`.
pub(super) fn firmness(evidence: &Evidence<'_>, verb: Option<&Verb>) -> Firmness {
    let foretold = |verb: &Verb| {
        let head = &evidence.prose.tokens[verb.head].lower;
        let mood = evidence.language.verbs.looks_ahead.get(head).copied();
        let past = verb.when == When::Past && verb.finite;
        mood.filter(|mood| past && *mood == Mood::Expected)
    };
    let mood = verb.and_then(|verb| match verb.when {
        When::Ahead => verb.mood,
        _ => foretold(verb),
    });
    match mood {
        Some(Mood::Expected | Mood::Possible) => Firmness::Forecast,
        Some(_) => Firmness::Planned,
        None => Firmness::Normal,
    }
}

/// What is known of how a number is told.
pub(super) struct Told<'a> {
    pub clauses: &'a Clauses,
    /// Its verb.
    pub verb: Option<usize>,
    /// Whether it is counted, and not to come.
    pub counted: bool,
    /// Whether it is what another grew from.
    pub earlier: bool,
}

/// Whether an expression of time counts back from another: `a year ago`, `last summer`.
fn is_back(evidence: &Evidence<'_>, time: &Time) -> bool {
    let entries = &evidence.prose.readings.entries;
    let back = [Class::Ago, Class::Earlier, Class::Last, Class::Same];
    time.tokens.clone().any(|at| {
        entries[at].is_some_and(|entry| back.iter().any(|class| entry.value(*class).is_some()))
    })
}

/// Whether a date can be that of no other number: `to 2.1% in April from 2.6% in March`, `from 6% in May to 5%`.
fn is_between_numbers(
    evidence: &Evidence<'_>,
    sentence: &Range<usize>,
    found: &Found,
    time: &Time,
) -> bool {
    let all = evidence.quantities;
    let number = |other: &&Found| !other.time && sentence.contains(&other.tokens.start);
    let at = all.partition_point(|other| other.tokens.start < found.tokens.start);
    let next = all.partition_point(|other| other.tokens.start < time.tokens.end);
    let before = all[..at].last().filter(number);
    let behind = all.get(next).filter(number);
    let dated = before.is_some_and(|before| {
        let between = before.tokens.end..found.tokens.start;
        let mut times = evidence.times_in(&between).iter();
        times.any(|time| time.granule.is_some())
    });
    time.tokens.start >= found.tokens.end && (dated || behind.is_some())
}

/// The date of the figure's own clause; of what is counted only one that has begun.
pub(super) fn as_of(evidence: &Evidence<'_>, found: &Found, told: &Told<'_>) -> Option<String> {
    let (counted, sentence) = (told.counted, &told.clauses.sentence);
    let language = evidence.language;
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
        // `will rise to 12 euros from 11 euros on 1 January`: what it grows from is of before.
        let from = |other: &Found| {
            let before = other.tokens.start.checked_sub(1);
            before.is_some_and(|at| {
                evidence.prose.tokens[at].lower == language.quantities.range_start
            })
        };
        let other = other.filter(|other| counted || !from(other));
        // `14% higher than a year ago`
        let compared = between.clone().any(|at| {
            let word = &evidence.prose.tokens[at].lower;
            language.events.comparing.contains(word) && *word != language.labels.of
        });
        // `The firm, founded in 1998, employs 4,300 people`
        let governs = || {
            let tokens = &evidence.prose.tokens;
            let verbs = &told.clauses.verbs;
            verbs::governor(verbs, tokens, sentence, &time.tokens, language)
        };
        // `won in 2019 with 52% of the vote and lost it in 2023`
        let parts = |verb: usize| told.clauses.verbs[verb].tokens.start >= found.tokens.end;
        let others = told
            .verb
            .is_some_and(|own| match time.tokens.end <= found.tokens.start {
                true => governs().is_some_and(|verb| verb < own),
                false => governs().is_some_and(|verb| verb > own && parts(verb)),
            });
        // `up from 12,000 overnight`: what it grew from needs a day that can only be its own.
        let placed = || is_between_numbers(evidence, sentence, found, time);
        let vague = told.earlier && !(time.explicit || is_back(evidence, time) || placed());
        inside
            && !compared
            && !others
            && !vague
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
    let relation = dates::relation(evidence, &time.tokens);
    let since = matches!(relation, Some("since" | "from" | "after" | "between"));
    let by = relation.filter(|_| !counted);
    let date = dates::related(granule, by)?;
    ((begun || !counted) && plain && !since).then(|| date.to_string())
}

/// Whether a number was so at some time long before its article that the sentence gives no day of: `then`, `formerly`,
/// `Before the war, …`.
pub(super) fn is_long_ago(
    evidence: &Evidence<'_>,
    clauses: &Clauses,
    verb: Option<usize>,
    found: &Found,
) -> bool {
    let tokens = &evidence.prose.tokens;
    let sentence = &clauses.sentence;
    let events = &evidence.language.events;
    let is_past = verb.is_some_and(|at| clauses.verbs[at].when == When::Past);
    let first = &tokens[sentence.start].lower;
    let led = events.turned.contains(first)
        && (sentence.start..found.tokens.start).any(|at| tokens[at].is_sign(','));
    let then = (found.tokens.end..sentence.end).any(|at| {
        let ends = tokens.get(at + 1).is_none_or(|next| !next.is_word());
        ends && events.then.contains(&tokens[at].lower)
    });
    let mut times = evidence.times_in(sentence).iter();
    let back = times.any(|time| {
        let before = time.tokens.end <= found.tokens.start;
        before && time.granule.is_none() && time.value == "PAST_REF"
    });
    is_past && (led || then || back)
}

/// How a number is meant under its verb; `None` where the sentence does not state it.
pub(super) fn meant(
    evidence: &Evidence<'_>,
    clauses: &Clauses,
    verb: Option<usize>,
    found: &Found,
) -> Option<Option<Hedge>> {
    if stated::is_withdrawn(evidence, &clauses.sentence)
        || stated::asks(evidence, &clauses.sentence)
    {
        return None;
    }
    let Some(at) = verb else {
        return Some(found.hedge);
    };
    // What was to come then may never have come: `600 prisoners were to be freed by August`.
    let then = clauses.verbs[at].when == When::PastAhead;
    if then
        || !clauses.states(evidence, at)
        || clauses.takes_back(evidence, at, found.tokens.start)
        || clauses.contradicts(evidence, at, found)
    {
        return None;
    }
    // `will not spend more than 310 million` is at most so much; of other numbers it says nothing.
    match (clauses.denied[at], found.hedge) {
        (false, hedge) => Some(hedge),
        (true, Some(Hedge::MoreThan)) => Some(Some(Hedge::UpTo)),
        (true, _) => None,
    }
}

/// Whether a verb by itself says that what it is about is only expected: `expects`.
pub(super) fn foretells(evidence: &Evidence<'_>, verb: &Verb) -> bool {
    let head = &evidence.prose.tokens[verb.head].lower;
    evidence.language.verbs.looks_ahead.get(head) == Some(&Mood::Expected)
}

/// Whether a label by itself tells that what it counts is to come: `Flats to be sold`, `Cost of the dam`.
pub(super) fn looks_ahead(
    evidence: &Evidence<'_>,
    clauses: &Clauses,
    verb: Option<usize>,
    label: &str,
) -> bool {
    let labels = &evidence.language.labels;
    let words = &evidence.prose.tokens;
    verb.is_some_and(|at| {
        let verb = &clauses.verbs[at];
        let auxiliary = &words[verb.tokens.start].lower;
        let shown = label.split(' ').any(|word| word == auxiliary);
        shown
            || label.contains(&format!(" {} ", labels.to_be))
            || (label.contains(' ') && foretells(evidence, verb))
            || labels.costs.contains(&words[verb.head].lower)
            || labels.trades.contains(&words[verb.head].lower)
    })
}
