//! Timelines: events grouped at their own precision.

use serde::Serialize;

use super::{Diagnostic, Freshness, Heading, Here, Link, Newsroom, PageKind, Planner, Scope};
use crate::config::Family;
use crate::date::{Edtf, Precision};
use crate::language::Language;
use crate::newsroom::ids::EventId;
use crate::pages::cards::Card;
use crate::pages::data::Set;
use crate::pages::facets::{Facets, facets};
use crate::pages::paging::Order;
use crate::pages::site::{Pager, at_most, last};
use crate::pages::{freshness, scope, turns, urls};

/// A page of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline(Scope, usize);

impl PageKind for Timeline {
    type View = TimelineView;

    fn plan(planner: &mut Planner<'_>) {
        let newsroom = planner.newsroom;
        // The whole site's timeline shows what lies nearest, on one page.
        list(planner, Scope::Site, 0);
        for (year, events) in &newsroom.event_years {
            list(planner, Scope::Year(*year), events.len());
        }
        for (kind, id, term) in planner.terms {
            list(planner, Scope::Term(*kind, *id), term.events.len());
        }
        // A cell has a timeline of its own where its briefing cannot show all.
        for meeting in planner.meetings {
            let cell = meeting.scope();
            if let Some(paging) = meeting.timeline {
                let listing = scope::timeline_url(newsroom, cell);
                planner.paged(Family::Timelines, &listing, paging, |page| {
                    Timeline(cell, page)
                });
            }
        }
    }

    fn template(&self) -> &'static str {
        "timeline"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> TimelineView {
        view(here, self.0, self.1)
    }

    fn pager(view: &TimelineView) -> Option<&Pager> {
        Some(&view.pager)
    }

    fn heading(&self, here: &Here<'_>, _: &TimelineView) -> Heading {
        Heading::titled(scope::heading(here, "timeline", self.0))
    }

    fn freshness(&self, newsroom: &Newsroom, view: &TimelineView) -> Freshness {
        let told = newsroom.freshness_of_events(self.0).told;
        let groups = view.groups.iter().map(|group| &*group.events);
        let around: [&[Card]; 4] = [&view.overdue, &view.ahead, &view.any_day_now, &view.past];
        let cards: Vec<&[Card]> = groups.chain(around).collect();
        freshness::listing(newsroom, told, &cards, turns::timeline(newsroom, self.0))
    }

    fn crumbs(&self, here: &Here<'_>) -> Vec<Link> {
        scope::crumbs_of_list(
            here,
            self.0,
            (Family::Timelines, urls::timeline()),
            (scope::timeline_url(here.newsroom(), self.0), "timeline"),
        )
    }

    fn scope(&self) -> Scope {
        self.0
    }

    fn data(&self) -> Option<Set> {
        Some(Set::Timeline(self.0))
    }
}

fn list(planner: &mut Planner<'_>, scope: Scope, count: usize) {
    let listing = scope::timeline_url(planner.newsroom, scope);
    let paging = planner.paging(Order::Forward, count);
    planner.paged(Family::Timelines, &listing, paging, |page| {
        Timeline(scope, page)
    });
}

/// A page of a timeline.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineView {
    /// What the timeline is of, with its briefing; none for the whole site. For a year, the year
    /// with a link to the whole timeline.
    pub of: Option<Link>,
    /// What was promised or ordered for a time that has passed, the latest first; on the site's
    /// overview only.
    pub overdue: Vec<Card>,
    /// What is still to come and not overdue, the next first; on the site's overview only.
    pub ahead: Vec<Card>,
    /// What may come on any day now (on the site's overview only).
    pub any_day_now: Vec<Card>,
    /// What has happened or begun, or was called off, and is not overdue; the latest first; on the
    /// site's overview only.
    pub past: Vec<Card>,
    /// The events of this page; empty on the overview.
    pub groups: Vec<Group>,
    /// What tells the events of this page apart.
    pub facets: Facets,
    /// The years, the earliest first; empty for terms and cells, and on later pages.
    pub years: Vec<YearItem>,
    /// The way through the pages.
    pub pager: Pager,
    /// How many events the whole timeline has; not on later pages.
    pub total: Option<usize>,
}

/// Events of one month, or of a time known less well.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// The month or the coarser time, in words.
    pub label: String,
    /// Its events.
    pub events: Vec<Card>,
}

/// A year of a listing.
#[derive(Clone, Debug, Serialize)]
pub struct YearItem {
    /// Where it is.
    pub href: String,
    /// The year.
    pub year: i32,
    /// How many entries it has.
    pub count: usize,
    /// Whether this page shows it.
    pub current: bool,
}

/// The view of a page of a timeline.
pub fn view(here: &Here<'_>, scope: Scope, page: usize) -> TimelineView {
    let newsroom = here.newsroom();
    let events = newsroom.events_in(scope);
    let overview = scope == Scope::Site;
    let (nearest, listed): (&[EventId], &[EventId]) = match overview {
        true => (&events, &[]),
        false => (&[], &events),
    };
    let around = around(newsroom, nearest, here.site.config.limits.timeline);
    let paging = here.paging(Order::Forward, listed.len());
    let shown = paging.of(listed, page);
    let is_first = page == paging.first();
    let listing = scope::timeline_url(newsroom, scope);
    TimelineView {
        of: scope::of(here, scope, &urls::timeline()),
        overdue: here.event_cards(&around.overdue),
        ahead: here.event_cards(&around.ahead),
        any_day_now: here.event_cards(&around.any_day_now),
        past: here.event_cards(&around.past),
        groups: groups(here, shown),
        facets: facets(here, &[&around.all(), shown].concat()),
        years: match is_first {
            true => years(here, scope),
            false => Vec::new(),
        },
        pager: Pager::new(here, &listing, paging, page, listed.len()),
        total: is_first.then_some(events.len()),
    }
}

/// What lies nearest to the as-of day.
pub struct Around {
    /// Promises whose day has passed, the latest first.
    pub overdue: Vec<EventId>,
    /// What is still to come, the next first.
    pub ahead: Vec<EventId>,
    /// What is to come on or after a day that has come, the one with the earliest first.
    pub any_day_now: Vec<EventId>,
    /// What has happened or begun, the latest first.
    pub past: Vec<EventId>,
}

impl Around {
    fn all(&self) -> Vec<EventId> {
        [&*self.overdue, &self.ahead, &self.any_day_now, &self.past].concat()
    }
}

/// Tells what lies nearest to the as-of day among events in the order of the timeline; each
/// event stands in one place.
pub fn around(newsroom: &Newsroom, events: &[EventId], limit: usize) -> Around {
    let event = |id: &EventId| newsroom.event(*id);
    let (overdue, rest): (Vec<EventId>, Vec<EventId>) =
        events.iter().partition(|id| event(id).is_overdue());
    let (ahead, past): (Vec<EventId>, Vec<EventId>) =
        rest.iter().partition(|id| event(id).is_to_come());
    let (any_day_now, ahead): (Vec<EventId>, Vec<EventId>) =
        ahead.iter().partition(|id| event(id).is_any_day_now());
    let latest = |ids: &[EventId]| last(ids, limit).iter().rev().copied().collect();
    Around {
        overdue: latest(&overdue),
        ahead: at_most(&ahead, limit).to_vec(),
        any_day_now: at_most(&any_day_now, limit).to_vec(),
        past: latest(&past),
    }
}

fn groups(here: &Here<'_>, events: &[EventId]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (id, card) in events.iter().zip(here.event_cards(events)) {
        let label = label(here.language(), &here.newsroom().event(*id).place);
        match groups.last_mut() {
            Some(group) if group.label == label => group.events.push(card),
            _ => groups.push(Group {
                label,
                events: vec![card],
            }),
        }
    }
    groups
}

/// The heading an event stands under: its month where that is known, else what is known.
fn label(language: &Language, date: &Edtf) -> String {
    let coarse = || {
        date.year().map_or_else(
            || language.text("no_date"),
            |year| year_words(language, year),
        )
    };
    match date.precision() {
        Precision::Season => language.date(date),
        Precision::Decade | Precision::Century | Precision::Year => coarse(),
        Precision::Span | Precision::Month | Precision::Day | Precision::Instant => date
            .month()
            .map_or_else(coarse, |month| language.date(&month)),
    }
}

fn year_words(language: &Language, year: i32) -> String {
    let written = if year < 0 {
        format!("-{:04}", -year)
    } else {
        format!("{year:04}")
    };
    Edtf::parse(&written).map_or(written, |year| language.date(&year))
}

fn years(here: &Here<'_>, scope: Scope) -> Vec<YearItem> {
    if !matches!(scope, Scope::Site | Scope::Year(_)) {
        return Vec::new();
    }
    let years = here.newsroom().event_years.iter();
    years
        .map(|(year, events)| YearItem {
            href: here.href(&urls::timeline_of_year(*year)),
            year: *year,
            count: events.len(),
            current: scope == Scope::Year(*year),
        })
        .collect()
}
