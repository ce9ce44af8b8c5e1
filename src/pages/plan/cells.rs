//! Where a topic and a region meet.

use std::collections::HashMap;

use crate::newsroom::Newsroom;
use crate::newsroom::events::Event;
use crate::newsroom::ids::TermId;
use crate::newsroom::taxonomy::Taxonomy;

/// For every term, the term itself and all it lies in.
pub struct Above {
    topics: Vec<Vec<TermId>>,
    regions: Vec<Vec<TermId>>,
}

impl Above {
    /// Works it out once for all terms.
    pub fn of(newsroom: &Newsroom) -> Above {
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
    pub fn cells(&self, event: &Event) -> Vec<(TermId, TermId)> {
        let mut cells = Vec::new();
        let own = |declared: &'_ Vec<TermId>, said: &'_ Vec<TermId>| -> Vec<TermId> {
            if declared.is_empty() { said } else { declared }.clone()
        };
        for (_, said) in event.claims() {
            let topics = own(&event.declared_topics, &said.topics);
            for topic in topics.iter().flat_map(|topic| &self.topics[topic.index()]) {
                let regions = own(&event.declared_regions, &said.regions);
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

/// How many events each cell's timeline has.
pub fn timelines(newsroom: &Newsroom) -> HashMap<(TermId, TermId), usize> {
    let above = Above::of(newsroom);
    let mut counts = HashMap::new();
    for cell in newsroom.events.iter().flat_map(|event| above.cells(event)) {
        *counts.entry(cell).or_default() += 1;
    }
    counts
}

/// How many articles meet in each cell.
pub fn meetings(newsroom: &Newsroom) -> HashMap<(TermId, TermId), usize> {
    let mut counts = HashMap::new();
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
