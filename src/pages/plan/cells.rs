//! Where a topic and a region meet.

use std::collections::BTreeMap;

use super::{Scope, fault};
use crate::config::{Config, Family};
use crate::newsroom::Newsroom;
use crate::newsroom::cells::Cell;
use crate::newsroom::ids::TermId;
use crate::pages::paging::{Order, Paging};
use crate::pages::scope;

/// What is to be known of all cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    /// How many articles meet in a topic and a region, where any do.
    pub meetings: BTreeMap<Cell, usize>,
    /// The pages of a cell's timeline, where its briefing cannot show all.
    pub timelines: BTreeMap<Cell, Paging>,
}

impl Cells {
    /// Counts what is in them.
    pub fn of(newsroom: &Newsroom, config: &Config) -> Cells {
        let limits = &config.limits;
        let (events, articles) = rayon::join(
            || newsroom.events_of_cells(),
            || newsroom.articles_of_cells(),
        );
        let events = events.iter().map(|(cell, events)| (*cell, events.len()));
        let more = events.filter(|(_, count)| limits.timeline > 0 && *count > limits.timeline);
        let articles = articles.iter();
        Cells {
            meetings: articles
                .map(|(cell, articles)| (*cell, articles.len()))
                .collect(),
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
