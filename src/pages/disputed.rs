//! What is open: events whose speakers contradict each other, figures whose sources do.

use serde::Serialize;

use super::cards::Card;
use super::items::{self, ConflictItem};
use super::site::{Here, Link, Pager, page_of};
use super::urls;
use crate::newsroom::ids::{EventId, SeriesId};

/// A page of what is disputed.
#[derive(Clone, Debug, Serialize)]
pub struct DisputedView {
    /// The events, in the order of the timeline.
    pub events: Vec<Card>,
    /// The figures, by series.
    pub figures: Vec<DisputedFigure>,
    /// The way through the pages.
    pub pager: Pager,
}

/// A series whose sources contradict each other.
#[derive(Clone, Debug, Serialize)]
pub struct DisputedFigure {
    /// The series.
    pub series: Link,
    /// Its latest conflict.
    pub conflict: ConflictItem,
    /// How many more conflicts it has.
    pub more: usize,
}

/// Everything that is disputed: events first, then series.
pub struct Disputed {
    events: Vec<EventId>,
    series: Vec<SeriesId>,
}

impl Disputed {
    /// Gathers it.
    pub fn of(newsroom: &crate::newsroom::Newsroom) -> Disputed {
        let events = newsroom.events.iter().enumerate();
        let series = newsroom.series.iter().enumerate();
        Disputed {
            events: events
                .filter(|(_, event)| event.is_disputed())
                .map(|(at, _)| EventId::new(at))
                .collect(),
            series: series
                .filter(|(_, series)| !series.conflicts.is_empty())
                .map(|(at, _)| SeriesId::new(at))
                .collect(),
        }
    }

    /// How long the longer of the two lists is, by which the pages are counted.
    pub fn longest_list(&self) -> usize {
        self.events.len().max(self.series.len())
    }
}

/// The view of a page of what is disputed.
pub fn view(here: &Here<'_>, page: usize) -> DisputedView {
    let all = Disputed::of(here.newsroom());
    let size = here.site.config.limits.page;
    DisputedView {
        events: here.event_cards(page_of(&all.events, page, size)),
        figures: page_of(&all.series, page, size)
            .iter()
            .filter_map(|id| figure(here, *id))
            .collect(),
        pager: Pager::new(here, &urls::disputed(), page, all.longest_list()),
    }
}

fn figure(here: &Here<'_>, id: SeriesId) -> Option<DisputedFigure> {
    let series = here.newsroom().one_series(id);
    Some(DisputedFigure {
        series: super::changes::series_link(here, series),
        conflict: items::figures::latest_conflict(here, series)?,
        more: series.conflicts.len().saturating_sub(1),
    })
}
