//! Scopes: what a briefing, a list or a timeline is of, what belongs to it, and when that last
//! changed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use chrono::NaiveDate;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::Newsroom;
use super::cells::Cell;
use super::changes::{Arrival, Dated, Month, Recent};
use super::freshness::{Freshness, OfEvents, OfSeries};
use super::ids::{ArticleId, EventId, SeriesId, SourceId, TermId};
use super::taxonomy::belonging;
use crate::content::term::TaxonomyKind;
use crate::reads::{List, Node, apart, note};

/// What a list or timeline is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The whole site.
    Site,
    /// A year.
    Year(i32),
    /// A term and all below it.
    Term(TaxonomyKind, TermId),
    /// A topic in a region.
    Cell(TermId, TermId),
}

/// What lists of many pages have in common, each worked out when somebody first asks. It belongs to one newsroom:
/// a copy of that begins anew.
#[derive(Debug, Default)]
pub struct Memo {
    pub(super) of_articles: RwLock<HashMap<Scope, Freshness>>,
    pub(super) presences: RwLock<HashMap<Scope, Freshness>>,
    pub(super) of_events: RwLock<HashMap<Scope, OfEvents>>,
    pub(super) of_series: RwLock<HashMap<Scope, OfSeries>>,
    pub(super) sources: RwLock<HashMap<SourceId, Freshness>>,
    cell_series: RwLock<HashMap<Cell, Arc<[SeriesId]>>>,
    pub(super) recent: OnceLock<Recent>,
    pub(super) record: OnceLock<Vec<Dated>>,
    pub(super) months: OnceLock<Vec<(Month, usize)>>,
    pub(super) arrived: OnceLock<Vec<(NaiveDate, Arrival)>>,
    pub(super) was_to_come: OnceLock<Freshness>,
    pub(super) contested: OnceLock<Freshness>,
}

impl Clone for Memo {
    fn clone(&self) -> Memo {
        Memo::default()
    }
}

impl Newsroom {
    /// The articles in a scope, newest first.
    pub fn articles_in(&self, scope: Scope) -> Cow<'_, [ArticleId]> {
        match scope {
            Scope::Site => Cow::Borrowed(&self.listed),
            Scope::Year(year) => listed(&self.article_years, year),
            Scope::Term(kind, term) => Cow::Borrowed(&self.taxonomy(kind).term(term).articles),
            Scope::Cell(topic, region) => {
                note(scope.node(List::Articles));
                let found = self.articles_of_cells().get(&(topic, region));
                Cow::Borrowed(found.map_or(&[], Vec::as_slice))
            }
        }
    }

    /// The events in a scope, in the order of the timeline.
    pub fn events_in(&self, scope: Scope) -> Cow<'_, [EventId]> {
        match scope {
            Scope::Site => {
                note(Node::All(List::Events));
                let all = 0..self.events.quietly().len();
                all.map(EventId::new).collect()
            }
            Scope::Year(year) => listed(&self.event_years, year),
            Scope::Term(kind, term) => Cow::Borrowed(&self.taxonomy(kind).term(term).events),
            Scope::Cell(topic, region) => {
                note(scope.node(List::Events));
                let found = self.events_of_cells().get(&(topic, region));
                Cow::Borrowed(found.map_or(&[], Vec::as_slice))
            }
        }
    }

    /// The series in a scope, the weightiest first.
    pub fn series_in(&self, scope: Scope) -> Cow<'_, [SeriesId]> {
        match scope {
            Scope::Site | Scope::Year(_) => Cow::Borrowed(&self.leading_series),
            Scope::Term(kind, term) => Cow::Borrowed(&self.taxonomy(kind).term(term).series),
            Scope::Cell(topic, region) => {
                let of = scope.node(List::Series);
                let found = kept(&self.known.cell_series, of, (topic, region), || {
                    let region = self.regions.term(region).series.iter();
                    let region: HashSet<&SeriesId> = region.collect();
                    let topic = self.topics.term(topic).series.iter();
                    topic.filter(|id| region.contains(id)).copied().collect()
                });
                Cow::Owned(found.to_vec())
            }
        }
    }
}

/// What is known under a key, noted as something of `node`; worked out if it is not yet, without holding
/// up those who ask for others.
pub(super) fn kept<K: Eq + Hash, V: Clone>(
    known: &RwLock<HashMap<K, V>>,
    node: Node,
    key: K,
    work_out: impl FnOnce() -> V,
) -> V {
    note(node);
    let found = known.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = found.get(&key) {
        return found.clone();
    }
    drop(found);
    let value = apart(work_out);
    let mut known = known.write().unwrap_or_else(PoisonError::into_inner);
    known.entry(key).or_insert(value).clone()
}

/// What follows from these lists of the whole site, and when; worked out if it is not known yet.
pub(super) fn whole<'a, V>(
    known: &'a OnceLock<V>,
    lists: &[List],
    work_out: impl FnOnce() -> V,
) -> &'a V {
    lists.iter().for_each(|list| note(Node::All(*list)));
    known.get_or_init(|| apart(work_out))
}

impl Scope {
    /// A list of what belongs to it, for what is noted of reads.
    pub(super) fn node(self, list: List) -> Node {
        match self {
            Scope::Site | Scope::Year(_) => Node::All(list),
            Scope::Term(kind, term) => belonging(kind, term, list),
            Scope::Cell(topic, region) => Node::Cell(topic.number(), region.number(), list),
        }
    }
}

fn listed<T: Clone>(years: &BTreeMap<i32, Vec<T>>, year: i32) -> Cow<'_, [T]> {
    years
        .get(&year)
        .map_or(Cow::Borrowed(&[]), |listed| Cow::Borrowed(listed))
}
