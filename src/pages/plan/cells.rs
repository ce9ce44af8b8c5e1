//! Where a topic and a region meet.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap as HashMap;

use super::{Scope, fault};
use crate::config::{Config, Family};
use crate::newsroom::Newsroom;
use crate::newsroom::events::Event;
use crate::newsroom::ids::TermId;
use crate::newsroom::taxonomy::Taxonomy;
use crate::pages::paging::{Order, Paging};
use crate::pages::scope;

/// For every term, the term itself and all it lies in; worked out once for all.
struct Above {
    topics: Vec<Vec<TermId>>,
    regions: Vec<Vec<TermId>>,
}

impl Above {
    fn of(newsroom: &Newsroom) -> Above {
        let of = |taxonomy: &Taxonomy| {
            let ids = taxonomy.ids();
            ids.map(|id| taxonomy.with_ancestors(&[id]).into_iter().collect())
                .collect()
        };
        Above {
            topics: of(&newsroom.topics),
            regions: of(&newsroom.regions),
        }
    }

    /// The cells in which somebody speaks of an event, each once and in order.
    fn cells(&self, event: &Event) -> Vec<(TermId, TermId)> {
        let mut cells = Vec::new();
        for (_, said) in event.claims() {
            let topics = own(&event.declared_topics, &said.topics);
            let regions = own(&event.declared_regions, &said.regions);
            for topic in topics.iter().flat_map(|topic| &self.topics[topic.index()]) {
                let regions = regions
                    .iter()
                    .flat_map(|region| &self.regions[region.index()]);
                cells.extend(regions.map(|region| (*topic, *region)));
            }
        }
        cells.sort_unstable();
        cells.dedup();
        cells
    }
}

fn own<'a>(declared: &'a [TermId], said: &'a [TermId]) -> &'a [TermId] {
    if declared.is_empty() { said } else { declared }
}

/// What is to be known of all cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    /// How many articles meet in a topic and a region, where any do.
    pub meetings: BTreeMap<(TermId, TermId), usize>,
    /// The pages of a cell's timeline, where its briefing cannot show all.
    pub timelines: BTreeMap<(TermId, TermId), Paging>,
}

impl Cells {
    /// Counts what is in them.
    pub fn of(newsroom: &Newsroom, config: &Config) -> Cells {
        let limits = &config.limits;
        let (timelines, meetings) = rayon::join(|| timelines(newsroom), || meetings(newsroom));
        let more = timelines
            .into_iter()
            .filter(|(_, count)| limits.timeline > 0 && *count > limits.timeline);
        Cells {
            meetings: meetings.into_iter().collect(),
            timelines: more
                .map(|(cell, count)| (cell, Paging::new(Order::Forward, count, limits.page)))
                .collect(),
        }
    }

    /// Those that can have a page, if the site has such pages.
    pub fn with_pages(&self, newsroom: &Newsroom, config: &Config) -> Vec<Meeting> {
        let minimum = config.limits.cell_minimum;
        if minimum == 0 || !config.output.has(Family::Cells) {
            return Vec::new();
        }
        let enough = self.meetings.iter().filter(|(_, count)| **count >= minimum);
        let meetings = enough.map(|(cell, count)| Meeting {
            topic: cell.0,
            region: cell.1,
            articles: *count,
            timeline: self.timelines.get(cell).copied(),
        });
        meetings
            .filter(|meeting| fault(&scope::home(newsroom, meeting.scope())).is_none())
            .collect()
    }
}

/// A topic and a region in which enough articles meet for a page.
pub struct Meeting {
    /// The topic.
    pub topic: TermId,
    /// The region.
    pub region: TermId,
    /// How many articles meet.
    pub articles: usize,
    /// The pages of a timeline of its own, where a briefing cannot show all.
    pub timeline: Option<Paging>,
}

impl Meeting {
    /// What its pages are of.
    pub fn scope(&self) -> Scope {
        Scope::Cell(self.topic, self.region)
    }
}

/// How many events each cell's timeline has.
fn timelines(newsroom: &Newsroom) -> HashMap<(TermId, TermId), usize> {
    let above = Above::of(newsroom);
    let mut counts = HashMap::default();
    for cell in newsroom.events.iter().flat_map(|event| above.cells(event)) {
        *counts.entry(cell).or_default() += 1;
    }
    counts
}

/// How many articles meet in each cell.
fn meetings(newsroom: &Newsroom) -> HashMap<(TermId, TermId), usize> {
    let mut counts = HashMap::default();
    for id in &newsroom.listed {
        let entry = newsroom.entry(*id);
        let regions = newsroom.regions.with_ancestors(&entry.regions);
        for topic in newsroom.topics.with_ancestors(&entry.topics) {
            for region in &regions {
                *counts.entry((topic, *region)).or_default() += 1;
            }
        }
    }
    counts
}
