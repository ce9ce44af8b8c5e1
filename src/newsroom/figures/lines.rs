//! Lines: the numbers of a series that count one thing in one place, and so can be compared.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::heads::Head;
use crate::content::declaration::Measure;
use crate::date::{Bound, Edtf};
use crate::newsroom::ids::TermId;
use crate::newsroom::series::{Observed, Series};
use crate::path::slug;

/// What a line counts, if not what the series counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Whose unit does not convert to the series': as it was typed.
    pub unit: Option<String>,
    /// What exactly is counted, as an id, so that capitals and spaces make no difference.
    pub scope: Option<String>,
    /// Where.
    pub region: Option<TermId>,
    /// The day a running total starts on, where totals of several starts are in the series.
    pub start: Option<NaiveDate>,
}

/// Numbers that can be compared.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// What it counts, if not what the series counts.
    pub key: Key,
    /// When its running totals start, as it was typed.
    pub start: Option<Edtf>,
    /// Its numbers, by their places in the series.
    pub members: Vec<usize>,
    /// What it comes to.
    pub head: Head,
}

/// Sorts the numbers, puts each into its line.
pub fn place(series: &mut Series) {
    let total = series.measures(Measure::Total);
    let observations = &mut series.observations;
    observations.sort_by_cached_key(|observed| {
        let observation = &observed.observation;
        (
            // A running total is of the day that it runs to.
            match observation.as_of.runs_to().filter(|_| total) {
                Some(end) => end.sort_key(),
                None => observation.as_of.sort_key(),
            },
            observation.attribution.reported.instant,
            observed.voice.speakers.clone(),
            observed.quantity,
            // What is alike but for its file must be alike in all that pages tell.
            (
                observation.status,
                observed.scope.clone(),
                observed.region,
                observed.voice.source,
            ),
            (
                observed.translated,
                observation.place.file.clone(),
                observed.index,
            ),
        )
    });
    for observed in observations.iter_mut() {
        let end = observed.observation.as_of.runs_to();
        if let Some(end) = end.filter(|_| total) {
            observed.span = (end.earliest(), end.latest());
        }
    }
    let starts = starts(observations, total);
    let keys: Vec<Key> = observations
        .iter()
        .map(|observed| key(observed, &starts))
        .collect();
    let mut lines: BTreeMap<Key, usize> = BTreeMap::new();
    let main = main(observations, &keys);
    // The main line is the first, the others follow by what they count.
    let others: BTreeSet<&Key> = keys.iter().filter(|key| **key != main).collect();
    let order = std::iter::once(&main).chain(others);
    for (at, key) in order.enumerate() {
        lines.insert(key.clone(), at);
    }
    for (observed, key) in observations.iter_mut().zip(&keys) {
        observed.line = lines.get(key).copied().unwrap_or_default();
    }
    let mut made: Vec<Line> = vec![Line::default(); lines.len()];
    for (at, observed) in observations.iter().enumerate() {
        made[observed.line].members.push(at);
    }
    for (key, at) in lines {
        let first = made[at].members.first().filter(|_| key.start.is_some());
        let ends = first.and_then(|first| ends(&observations[*first]));
        made[at].start = ends.map(|(start, _)| start);
        made[at].key = key;
    }
    series.lines = made;
}

/// The ends of the time that a running total was counted over.
pub fn ends(observed: &Observed) -> Option<(Edtf, Edtf)> {
    observed.observation.as_of.ends()
}

/// What a number counts, but for its start.
fn subject(observed: &Observed) -> Key {
    Key {
        unit: observed
            .foreign
            .then(|| observed.observation.unit.clone())
            .flatten(),
        scope: observed.scope.as_deref().map(slug),
        region: observed.region,
        start: None,
    }
}

fn start(observed: &Observed) -> Option<NaiveDate> {
    match ends(observed)?.0.earliest() {
        Bound::Day(day) => Some(day),
        _ => None,
    }
}

/// The days on which running totals start, by what they count.
fn starts(observations: &[Observed], total: bool) -> BTreeMap<Key, BTreeSet<NaiveDate>> {
    let mut starts: BTreeMap<Key, BTreeSet<NaiveDate>> = BTreeMap::new();
    for observed in observations.iter().filter(|_| total) {
        if let Some(day) = start(observed) {
            starts.entry(subject(observed)).or_default().insert(day);
        }
    }
    starts
}

/// The line of a number. Where only one start is named, it is everybody's.
fn key(observed: &Observed, starts: &BTreeMap<Key, BTreeSet<NaiveDate>>) -> Key {
    let subject = subject(observed);
    let several = starts.get(&subject).is_some_and(|starts| starts.len() > 1);
    Key {
        start: start(observed).filter(|_| several),
        ..subject
    }
}

/// What the series itself counts: what its file says, and where nothing counts that, what was
/// counted last. Of running totals, the one that was counted last.
fn main(observations: &[Observed], keys: &[Key]) -> Key {
    let own = |key: &Key| (&key.unit, &key.scope, &key.region) == (&None, &None, &None);
    let has_own = keys.iter().any(own);
    let candidates = observations.iter().zip(keys);
    let candidates = candidates.filter(|(_, key)| !has_own || own(key));
    let latest = candidates.max_by_key(|(observed, key)| {
        let counted = observed.is_counted();
        (
            counted,
            key.unit.is_none(),
            super::latest(observed),
            std::cmp::Reverse((*key).clone()),
        )
    });
    latest.map(|(_, key)| key.clone()).unwrap_or_default()
}
