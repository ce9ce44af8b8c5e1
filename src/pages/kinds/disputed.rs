//! What is open: events whose speakers contradict each other, figures whose sources do.

use serde::Serialize;

use super::{Diagnostic, Freshness, Heading, Here, Link, Newsroom, PageKind, Planner};
use crate::config::Family;
use crate::newsroom::ids::{EventId, SeriesId};
use crate::pages::cards::Card;
use crate::pages::changes::series_link;
use crate::pages::items::{self, ConflictItem};
use crate::pages::paging::Order;
use crate::pages::site::Pager;
use crate::pages::{freshness, turns, urls};

/// A page of what is disputed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disputed(usize);

impl PageKind for Disputed {
    type View = DisputedView;

    fn plan(planner: &mut Planner<'_>) {
        planner.list(Family::Disputed, &urls::disputed(), Disputed);
    }

    fn entries(newsroom: &Newsroom) -> usize {
        Open::of(newsroom).longest_list()
    }

    fn template(&self) -> &'static str {
        "disputed"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> DisputedView {
        view(here, self.0)
    }

    fn pager(view: &DisputedView) -> Option<&Pager> {
        Some(&view.pager)
    }

    fn heading(&self, here: &Here<'_>, _: &DisputedView) -> Heading {
        Heading::titled(here.language().text("disputed_page"))
    }

    fn freshness(&self, newsroom: &Newsroom, view: &DisputedView) -> Freshness {
        let told = newsroom.freshness_of_what_is_disputed();
        freshness::listing(newsroom, told, &[&view.events], turns::disputed(newsroom))
    }
}

/// A page of what is disputed.
#[derive(Clone, Debug, Serialize)]
pub struct DisputedView {
    /// The events whose speakers contradict each other, in the order of the timeline.
    pub events: Vec<Card>,
    /// The series whose sources contradict each other.
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
pub struct Open {
    events: Vec<EventId>,
    series: Vec<SeriesId>,
}

impl Open {
    /// Gathers it.
    pub fn of(newsroom: &Newsroom) -> Open {
        let events = newsroom.events.iter().enumerate();
        let series = newsroom.series.iter().enumerate();
        Open {
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
    let all = Open::of(here.newsroom());
    let paging = here.paging(Order::Forward, all.longest_list());
    DisputedView {
        events: here.event_cards(paging.of(&all.events, page)),
        figures: paging
            .of(&all.series, page)
            .iter()
            .filter_map(|id| figure(here, *id))
            .collect(),
        pager: Pager::new(here, &urls::disputed(), paging, page, all.longest_list()),
    }
}

fn figure(here: &Here<'_>, id: SeriesId) -> Option<DisputedFigure> {
    let series = here.newsroom().one_series(id);
    Some(DisputedFigure {
        series: series_link(here, series),
        conflict: items::figures::latest_conflict(here, series)?,
        more: series.conflicts.len().saturating_sub(1),
    })
}
