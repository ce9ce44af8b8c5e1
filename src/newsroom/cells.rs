//! Where a topic and a region meet.

use std::sync::OnceLock;

use rustc_hash::FxHashMap as HashMap;

use super::Newsroom;
use super::events::Event;
use super::ids::{ArticleId, EventId, TermId};
use crate::reads::apart;

/// A topic and a region.
pub type Cell = (TermId, TermId);

/// What lies in each cell, in the order of lists; worked out for all cells at once, when somebody first asks.
#[derive(Debug, Default)]
pub struct Cells {
    articles: OnceLock<HashMap<Cell, Vec<ArticleId>>>,
    events: OnceLock<HashMap<Cell, Vec<EventId>>>,
}

impl Newsroom {
    /// The articles that have a topic and a region, of each cell in which there are any. Who looks at
    /// those of one cell notes that.
    pub fn articles_of_cells(&self) -> &HashMap<Cell, Vec<ArticleId>> {
        self.lists.articles.get_or_init(|| {
            apart(|| {
                let above = Above::of(self);
                let entries = self.entries.iter();
                let cells = entries.map(|entry| above.cells([(&*entry.topics, &*entry.regions)]));
                let cells = self.first_versions(cells.collect()).into_iter().enumerate();
                gathered(cells.map(|(at, cells)| (ArticleId::new(at), cells)))
            })
        })
    }

    /// The events of a topic and of a region at once, in one claim; likewise.
    pub fn events_of_cells(&self) -> &HashMap<Cell, Vec<EventId>> {
        self.lists.events.get_or_init(|| {
            apart(|| {
                let above = Above::of(self);
                let events = self.events.iter().enumerate();
                gathered(events.map(|(at, event)| (EventId::new(at), above.cells(terms(event)))))
            })
        })
    }
}

fn gathered<T>(things: impl Iterator<Item = (T, Vec<Cell>)>) -> HashMap<Cell, Vec<T>>
where
    T: Copy,
{
    let mut all: HashMap<Cell, Vec<T>> = HashMap::default();
    for (thing, cells) in things {
        for cell in cells {
            all.entry(cell).or_default().push(thing);
        }
    }
    all
}

/// The topics and the regions that an event has in each claim.
fn terms(event: &Event) -> impl Iterator<Item = (&[TermId], &[TermId])> {
    event.claims().map(|(_, said)| {
        let topics = own(&event.declared_topics, &said.topics);
        (topics, own(&event.declared_regions, &said.regions))
    })
}

fn own<'a>(declared: &'a [TermId], said: &'a [TermId]) -> &'a [TermId] {
    if declared.is_empty() { said } else { declared }
}

/// For every term, the term itself and all it lies in.
struct Above {
    topics: Vec<Vec<TermId>>,
    regions: Vec<Vec<TermId>>,
}

impl Above {
    fn of(newsroom: &Newsroom) -> Above {
        Above {
            topics: newsroom.topics.above(),
            regions: newsroom.regions.above(),
        }
    }

    /// The cells in which these topics and regions meet, pair by pair; each once and in order.
    fn cells<'a>(
        &self,
        pairs: impl IntoIterator<Item = (&'a [TermId], &'a [TermId])>,
    ) -> Vec<Cell> {
        let mut cells = Vec::new();
        for (topics, regions) in pairs {
            for topic in topics.iter().flat_map(|topic| &self.topics[topic.index()]) {
                let regions = regions.iter();
                let regions = regions.flat_map(|region| &self.regions[region.index()]);
                cells.extend(regions.map(|region| (*topic, *region)));
            }
        }
        cells.sort_unstable();
        cells.dedup();
        cells
    }
}
