//! What a reader can look for among the events of a page.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::site::Here;
use crate::content::claim::Status;
use crate::content::term::TaxonomyKind;
use crate::newsroom::events::Event;
use crate::newsroom::ids::{EventId, TermId};
use crate::path::folded;

/// What tells the events of a page apart. A choice that would show them all is left out.
#[derive(Clone, Debug, Serialize)]
pub struct Facets {
    /// How many events the page has.
    pub events: usize,
    /// Topics, by name.
    pub topics: Vec<Choice>,
    /// Regions, by name.
    pub regions: Vec<Choice>,
    /// What became of events: `overdue`, `ahead`, `disputed`, `moved` (a speaker put it off); then
    /// statuses.
    pub statuses: Vec<&'static str>,
    /// Years, the latest first.
    pub years: Vec<String>,
    /// What each event is found by, in the order of the page: `topics|regions|status|year`, with
    /// a semicolon between events.
    pub keys: String,
}

/// A term to choose.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// The term's id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The ids of the terms it holds that events here are filed under, with a space between.
    pub within: String,
}

/// What an event is found by: ids and words with a space between.
struct Keys {
    topics: String,
    regions: String,
    /// What became of it, and how far it has come.
    status: String,
    /// Its year, or nothing.
    year: String,
}

/// The words an event's status is found by.
const OUTCOMES: [&str; 4] = ["overdue", "ahead", "disputed", "moved"];

/// What an event is found by.
fn keys(here: &Here<'_>, event: &Event) -> Keys {
    let newsroom = here.newsroom();
    let ids = |kind, terms: &[TermId]| -> String {
        let terms = terms.iter().map(|id| newsroom.taxonomy(kind).term(*id));
        joined(terms.map(|term| term.id.as_str()))
    };
    let outcomes = [
        event.is_overdue(),
        event.is_to_come(),
        event.is_disputed(),
        (event.put_off() > 0),
    ];
    let holding = OUTCOMES.iter().zip(outcomes).filter(|(_, holds)| *holds);
    let outcomes = holding.map(|(word, _)| *word);
    Keys {
        topics: ids(TaxonomyKind::Topics, &event.topics),
        regions: ids(TaxonomyKind::Regions, &event.regions),
        status: joined(outcomes.chain([event.state().claim.status.as_str()])),
        year: event
            .place
            .year()
            .map_or_else(String::new, |year| year.to_string()),
    }
}

/// What tells these events apart.
pub fn facets(here: &Here<'_>, events: &[EventId]) -> Facets {
    let newsroom = here.newsroom();
    let keys: Vec<Keys> = events
        .iter()
        .map(|id| keys(here, newsroom.event(*id)))
        .collect();
    let words = |key: fn(&Keys) -> &str| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for word in keys.iter().flat_map(|keys| key(keys).split(' ')) {
            *counts.entry(word).or_default() += 1;
        }
        counts.retain(|word, count| !word.is_empty() && *count < events.len());
        counts
    };
    let statuses = words(|keys| &keys.status);
    let ways = Status::ALL.iter().map(|(word, _)| *word);
    let mut years: Vec<String> = words(|keys| &keys.year)
        .into_keys()
        .map(str::to_string)
        .collect();
    years.sort_by_key(|year| std::cmp::Reverse(year.parse::<i32>().unwrap_or_default()));
    let line = |keys: &Keys| {
        let Keys {
            topics,
            regions,
            status,
            year,
        } = keys;
        format!("{topics}|{regions}|{status}|{year}")
    };
    let lines: Vec<String> = keys.iter().map(line).collect();
    Facets {
        events: events.len(),
        topics: choices(here, TaxonomyKind::Topics, events),
        regions: choices(here, TaxonomyKind::Regions, events),
        statuses: OUTCOMES
            .into_iter()
            .chain(ways)
            .filter(|word| statuses.contains_key(word))
            .collect(),
        years,
        keys: lines.join(";"),
    }
}

/// The terms that events here are filed under and the declared terms above them, each with how
/// it is found, but for those that hold all events or none.
fn choices(here: &Here<'_>, kind: TaxonomyKind, events: &[EventId]) -> Vec<Choice> {
    let newsroom = here.newsroom();
    let taxonomy = newsroom.taxonomy(kind);
    let filed = |id: &EventId| match kind {
        TaxonomyKind::Topics => &newsroom.event(*id).topics,
        TaxonomyKind::Regions => &newsroom.event(*id).regions,
    };
    let mut held: BTreeMap<TermId, (BTreeSet<TermId>, usize)> = BTreeMap::new();
    for event in events {
        for above in taxonomy.with_ancestors(filed(event)) {
            held.entry(above).or_default().1 += 1;
        }
        for term in filed(event) {
            for above in taxonomy.with_ancestors(&[*term]) {
                held.entry(above).or_default().0.insert(*term);
            }
        }
    }
    let chosen = held.into_iter().filter(|(id, (named, holding))| {
        *holding < events.len() && (named.contains(id) || taxonomy.term(*id).path.is_some())
    });
    let mut choices: Vec<Choice> = chosen
        .map(|(id, (named, _))| Choice {
            id: taxonomy.term(id).id.clone(),
            name: taxonomy.term(id).name.clone(),
            within: joined(named.iter().map(|id| taxonomy.term(*id).id.as_str())),
        })
        .collect();
    choices.sort_by_cached_key(|choice| folded(&choice.name).into_owned());
    choices
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}
