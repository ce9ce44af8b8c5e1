//! Milestones to come.

use serde::Serialize;

use super::{Diagnostic, Freshness, Heading, Here, Newsroom, PageKind, Planner};
use crate::config::Family;
use crate::newsroom::ids::EventId;
use crate::pages::cards::Card;
use crate::pages::facets::{Facets, facets};
use crate::pages::paging::Order;
use crate::pages::site::Pager;
use crate::pages::{freshness, turns, urls};

/// A page of the milestones to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ahead(usize);

impl PageKind for Ahead {
    type View = AheadView;

    fn plan(planner: &mut Planner<'_>) {
        planner.list(Family::Ahead, &urls::ahead(), Ahead);
    }

    fn entries(newsroom: &Newsroom) -> usize {
        newsroom.overdue.len() + newsroom.milestones.len()
    }

    fn template(&self) -> &'static str {
        "ahead"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> AheadView {
        ahead(here, self.0)
    }

    fn pager(view: &AheadView) -> Option<&Pager> {
        Some(&view.pager)
    }

    fn heading(&self, here: &Here<'_>, _: &AheadView) -> Heading {
        Heading::titled(here.language().text("ahead"))
    }

    fn freshness(&self, newsroom: &Newsroom, view: &AheadView) -> Freshness {
        // What has left these lists changed them too.
        let told = newsroom.freshness_of_what_was_to_come();
        let cards = [
            &*view.overdue,
            &view.slipped,
            &view.ahead,
            &view.any_day_now,
        ];
        freshness::listing(newsroom, told, &cards, turns::ahead(newsroom))
    }
}

/// Milestones to come.
#[derive(Clone, Debug, Serialize)]
pub struct AheadView {
    /// What was promised or ordered for a time that has passed, the latest first.
    pub overdue: Vec<Card>,
    /// What is still to come after a speaker put it off, the next first.
    pub slipped: Vec<Card>,
    /// What else is still to come, the next first.
    pub ahead: Vec<Card>,
    /// What is to come on or after a day that has come.
    pub any_day_now: Vec<Card>,
    /// What tells the events of this page apart.
    pub facets: Facets,
    /// The calendar of what is to come.
    pub calendar_href: Option<String>,
    /// The way through the pages.
    pub pager: Pager,
}

/// The milestones that may come on any day now, and the others.
pub fn any_day_now(newsroom: &Newsroom) -> (Vec<EventId>, Vec<EventId>) {
    let milestones = newsroom.milestones.iter();
    milestones.partition(|id| newsroom.event(**id).is_any_day_now())
}

/// The view of a page of what is overdue, then of what has slipped, then of what else is to come,
/// at last of what may come on any day now.
pub fn ahead(here: &Here<'_>, page: usize) -> AheadView {
    let newsroom = here.newsroom();
    let (open, dated) = any_day_now(newsroom);
    let (slipped, unmoved): (Vec<EventId>, Vec<EventId>) = dated
        .iter()
        .partition(|id| newsroom.event(**id).put_off() > 0);
    let all = [newsroom.overdue.to_vec(), slipped, unmoved, open].concat();
    let paging = here.paging(Order::Forward, all.len());
    let shown = paging.of(&all, page);
    let (overdue, to_come): (Vec<EventId>, Vec<EventId>) = shown
        .iter()
        .partition(|id| newsroom.event(**id).is_overdue());
    let (open, to_come): (Vec<EventId>, Vec<EventId>) = to_come
        .iter()
        .partition(|id| newsroom.event(**id).is_any_day_now());
    let (slipped, ahead): (Vec<EventId>, Vec<EventId>) = to_come
        .iter()
        .partition(|id| newsroom.event(**id).put_off() > 0);
    AheadView {
        overdue: here.event_cards(&overdue),
        slipped: here.event_cards(&slipped),
        ahead: here.event_cards(&ahead),
        any_day_now: here.event_cards(&open),
        facets: facets(here, shown),
        calendar_href: here.href_of(Family::Calendars, &urls::calendar(&urls::ahead())),
        pager: Pager::new(here, &urls::ahead(), paging, page, all.len()),
    }
}
