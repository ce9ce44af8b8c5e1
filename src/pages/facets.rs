//! What a reader can look for among the events of a page.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::site::Here;
use crate::content::claim::Status;
use crate::content::term::TaxonomyKind;
use crate::newsroom::events::Event;
use crate::newsroom::ids::{EventId, TermId};

/// What tells the events of a page apart.
#[derive(Clone, Debug, Serialize)]
pub struct Facets {
    /// How many events the page has.
    pub events: usize,
    /// The ids of topics, with a space between, where some tell events apart; their names, and the
    /// topics that they lie in, are in `terms.js`.
    pub topics: String,
    /// The ids of regions, likewise.
    pub regions: String,
    /// What became of events: `overdue`, `ahead`, `disputed`, `moved` (a speaker put it off); then
    /// statuses.
    pub statuses: Vec<&'static str>,
    /// Years, the latest first.
    pub years: Vec<String>,
    /// What each event is found by, in the order of the page: `topics|regions|status|year`, with
    /// a semicolon between events. Each is a place in those lists, counted from 0, or several with
    /// a space between.
    pub keys: String,
}

/// The words an event's status is found by, before those of statuses themselves.
const OUTCOMES: [&str; 4] = ["overdue", "ahead", "disputed", "moved"];

/// Where what became of an event, and how far it has come, stand among those words.
fn statuses(event: &Event) -> Vec<usize> {
    let outcomes = [
        event.is_overdue(),
        event.is_to_come(),
        event.is_disputed(),
        event.put_off() > 0,
    ];
    let outcomes = outcomes.iter().enumerate().filter(|(_, holds)| **holds);
    let status = event.state().claim.status;
    let status = Status::ALL.iter().position(|(_, other)| *other == status);
    let status = status.map(|at| OUTCOMES.len() + at);
    outcomes.map(|(at, _)| at).chain(status).collect()
}

/// What tells these events apart.
pub fn facets(here: &Here<'_>, events: &[EventId]) -> Facets {
    let newsroom = here.newsroom();
    let events: Vec<&Event> = events.iter().map(|id| newsroom.event(*id)).collect();
    let each = || events.iter().copied();
    let (topics, of_topics) = apart(each().map(|event| event.topics.iter().copied()), true);
    let (regions, of_regions) = apart(each().map(|event| event.regions.iter().copied()), true);
    let (ways, of_ways) = apart(each().map(statuses), false);
    let (years, of_years) = apart(each().map(|event| event.place.year().map(Reverse)), false);
    let ids = |kind, terms: &[TermId]| {
        let taxonomy = newsroom.taxonomy(kind);
        let ids: Vec<&str> = terms.iter().map(|id| &*taxonomy.term(*id).id).collect();
        ids.join(" ")
    };
    let words = OUTCOMES
        .iter()
        .chain(Status::ALL.iter().map(|(word, _)| word));
    let words: Vec<&'static str> = words.copied().collect();
    let mut keys = String::new();
    for at in 0..events.len() {
        keys.push_str(if at == 0 { "" } else { ";" });
        let lists = [&of_topics, &of_regions, &of_ways, &of_years];
        for (list, of) in lists.into_iter().enumerate() {
            keys.push_str(if list == 0 { "" } else { "|" });
            for (nth, place) in of[at].iter().enumerate() {
                keys.push_str(if nth == 0 { "" } else { " " });
                // Writing to a text never fails.
                let _ = write!(keys, "{place}");
            }
        }
    }
    Facets {
        events: events.len(),
        topics: ids(TaxonomyKind::Topics, &topics),
        regions: ids(TaxonomyKind::Regions, &regions),
        statuses: ways.into_iter().map(|at| words[at]).collect(),
        years: years
            .into_iter()
            .map(|Reverse(year)| year.to_string())
            .collect(),
        keys,
    }
}

/// What events have, in order, and for each event the places in that list of what it has. What all of
/// them have is there only on demand and beside something else: a term that lies above it holds all of
/// them, too.
fn apart<T: Ord + Copy, I: IntoIterator<Item = T>>(
    events: impl Iterator<Item = I>,
    with_common: bool,
) -> (Vec<T>, Vec<Vec<usize>>) {
    let events: Vec<Vec<T>> = events.map(|has| has.into_iter().collect()).collect();
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in events.iter().flatten() {
        *counts.entry(*one).or_default() += 1;
    }
    let tells = |count: &usize| *count < events.len();
    let some_tells = counts.values().any(tells);
    counts.retain(|_, count| tells(count) || (with_common && some_tells));
    let told: Vec<T> = counts.into_keys().collect();
    let place = |one: &T| told.binary_search(one).ok();
    let places = events
        .iter()
        .map(|has| has.iter().filter_map(place).collect());
    let places = places.collect();
    (told, places)
}
