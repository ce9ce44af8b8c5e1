//! Scopes: what a briefing, a list or a timeline is of, what belongs to it, and when that last
//! changed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use chrono::NaiveDate;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::Newsroom;
use super::changes::{Arrival, Dated, Freshness, Month, Recent};
use super::ids::{ArticleId, EventId, SeriesId, SourceId, TermId};
use super::turns::Turns;
use crate::content::term::TaxonomyKind;
use crate::reads::{Node, apart, note};

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

/// When what belongs to a scope last changed by what was published, and on which days it comes out
/// otherwise. Every page of a list has it in common.
#[derive(Clone, Copy, Debug, Default)]
pub struct Freshnesses {
    /// Its articles' own words.
    pub articles: Freshness,
    /// What was said of its events.
    pub told: Freshness,
    /// The numbers given of its series.
    pub given: Freshness,
    /// Those of them that are news.
    pub news: Freshness,
    /// The days on which its events come out differently in lists.
    pub turns: Turns,
}

/// A topic and a region.
type Cell = (TermId, TermId);

/// What lists of many pages have in common, each worked out when somebody first asks. It belongs to one newsroom:
/// a copy of that begins anew.
#[derive(Debug, Default)]
pub struct Memo {
    scopes: RwLock<HashMap<Scope, Freshnesses>>,
    sources: RwLock<HashMap<SourceId, Freshness>>,
    cell_articles: RwLock<HashMap<Cell, Arc<[ArticleId]>>>,
    cell_events: RwLock<HashMap<Cell, Arc<[EventId]>>>,
    cell_series: RwLock<HashMap<Cell, Arc<[SeriesId]>>>,
    pub(super) recent: OnceLock<Recent>,
    pub(super) record: OnceLock<Vec<Dated>>,
    pub(super) months: OnceLock<Vec<(Month, usize)>>,
    pub(super) arrived: OnceLock<Vec<(NaiveDate, Arrival)>>,
    was_to_come: OnceLock<Freshness>,
    contested: OnceLock<Freshness>,
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
                let of = cell(topic, region);
                let found = kept(&self.known.cell_articles, of, (topic, region), || {
                    let (topic, region) = (self.topics.term(topic), self.regions.term(region));
                    common(&topic.articles, &region.articles).into()
                });
                Cow::Owned(found.to_vec())
            }
        }
    }

    /// The events in a scope, in the order of the timeline.
    pub fn events_in(&self, scope: Scope) -> Cow<'_, [EventId]> {
        match scope {
            Scope::Site => {
                note(Node::Lists);
                let all = 0..self.events.quietly().len();
                all.map(EventId::new).collect()
            }
            Scope::Year(year) => listed(&self.event_years, year),
            Scope::Term(kind, term) => Cow::Borrowed(&self.taxonomy(kind).term(term).events),
            Scope::Cell(topic, region) => {
                let of = cell(topic, region);
                let found = kept(&self.known.cell_events, of, (topic, region), || {
                    let of_topic = &self.topics.term(topic).events;
                    let shared = common(of_topic, &self.regions.term(region).events);
                    let meets = |id: &EventId| self.meets(*id, topic, region);
                    shared.into_iter().filter(meets).collect()
                });
                Cow::Owned(found.to_vec())
            }
        }
    }

    /// The series in a scope, the weightiest first.
    pub fn series_in(&self, scope: Scope) -> Cow<'_, [SeriesId]> {
        match scope {
            Scope::Site | Scope::Year(_) => Cow::Borrowed(&self.leading_series),
            Scope::Term(kind, term) => Cow::Borrowed(&self.taxonomy(kind).term(term).series),
            Scope::Cell(topic, region) => {
                let of = cell(topic, region);
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

    /// When what belongs to a scope changes.
    pub fn freshness_in(&self, scope: Scope) -> Freshnesses {
        kept(&self.known.scopes, scope.node(), scope, || {
            let events = self.events_in(scope);
            let events = || events.iter().map(|id| self.event(*id));
            let articles = self.articles_in(scope);
            let series = self.series_in(scope);
            let own = |id: &ArticleId| self.article_freshness(*id);
            let series = || series.iter().map(|id| self.one_series(*id));
            Freshnesses {
                articles: articles.iter().map(own).collect(),
                told: events().map(|event| event.said).collect(),
                given: series().map(|series| series.given).collect(),
                news: series().map(|series| series.newest).collect(),
                turns: events().fold(Turns::default(), |turns, event| turns.and(&event.turns)),
            }
        })
    }

    /// When something was last taken from a source.
    pub fn freshness_of_source(&self, id: SourceId) -> Freshness {
        kept(&self.known.sources, Node::Taken(id.number()), id, || {
            let source = self.source(id);
            let claims = source.claims.iter().map(|(event, at)| {
                let said = &self.event(*event).history[*at];
                Freshness::changed(self.became_public(said))
            });
            let figures = source.figures.iter().map(|(article, _)| article);
            let articles = source.articles.iter().chain(figures);
            let articles = articles.map(|id| self.article_freshness(*id));
            articles.chain(claims).collect()
        })
    }

    /// When something was last said of what is to come, or was.
    pub fn freshness_of_what_was_to_come(&self) -> Freshness {
        let events = || self.events.iter().filter(|event| event.was_to_come());
        let work_out = || events().map(|event| event.said).collect();
        *whole(&self.known.was_to_come, work_out)
    }

    /// When something was last said where several have spoken.
    pub fn freshness_of_what_several_say(&self) -> Freshness {
        *whole(&self.known.contested, || {
            let events = self.events.iter().filter(|event| event.history.len() > 1);
            let series = self
                .series
                .iter()
                .filter(|series| series.observations.len() > 1);
            let told = events.map(|event| event.said);
            told.chain(series.map(|series| series.given)).collect()
        })
    }
}

/// What is known under a key, noted as something of `node`; worked out if it is not yet, without holding
/// up those who ask for others.
fn kept<K: Eq + Hash, V: Clone>(
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

/// What follows from what there is on the whole site, and when; worked out if it is not known yet.
pub(super) fn whole<V>(known: &OnceLock<V>, work_out: impl FnOnce() -> V) -> &V {
    note(Node::Lists);
    known.get_or_init(|| apart(work_out))
}

fn cell(topic: TermId, region: TermId) -> Node {
    Node::Cell(topic.number(), region.number())
}

impl Scope {
    /// What belongs to it, for what is noted of reads.
    fn node(self) -> Node {
        match self {
            // The series of a year are those of the site.
            Scope::Site | Scope::Year(_) => Node::Lists,
            Scope::Term(TaxonomyKind::Topics, term) => Node::Topic(term.number()),
            Scope::Term(TaxonomyKind::Regions, term) => Node::Region(term.number()),
            Scope::Cell(topic, region) => cell(topic, region),
        }
    }
}

fn listed<T: Clone>(years: &BTreeMap<i32, Vec<T>>, year: i32) -> Cow<'_, [T]> {
    years
        .get(&year)
        .map_or(Cow::Borrowed(&[]), |listed| Cow::Borrowed(listed))
}

/// What two sorted lists have in common, in their order.
pub fn common<T: Copy + Ord>(a: &[T], b: &[T]) -> Vec<T> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short
        .iter()
        .filter(|item| long.binary_search(item).is_ok())
        .copied()
        .collect()
}
