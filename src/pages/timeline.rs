//! Timelines: events grouped at their own precision.

use serde::Serialize;

use super::items::{self, EventItem};
use super::plan::Scope;
use super::scope;
use super::site::{Here, Link, Pager, at_most, last, page_of};
use super::urls;
use crate::date::{Edtf, Precision};
use crate::newsroom::ids::EventId;

/// A page of a timeline.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineView {
    /// What the timeline is of; `None` for the whole site.
    pub of: Option<Link>,
    /// What has happened so far, latest first (on the site's overview only).
    pub past: Vec<EventItem>,
    /// What is still to come, the next first (on the site's overview only).
    pub ahead: Vec<EventItem>,
    /// The events of this page, grouped (not on the overview).
    pub groups: Vec<Group>,
    /// The years, each with how many events it has.
    pub years: Vec<YearItem>,
    /// The way through the pages.
    pub pager: Pager,
    /// How many events the whole timeline has.
    pub total: usize,
}

/// Events of one month, or of a time known less well.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// The month or the coarser time, in words.
    pub label: String,
    /// Its events.
    pub events: Vec<EventItem>,
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
    let events = scope::events(newsroom, scope);
    let overview = scope == Scope::Site;
    let limits = &here.site.config.limits;
    let (past, ahead) = if overview {
        around(here, &events, limits.timeline)
    } else {
        Default::default()
    };
    let shown = if overview {
        &[][..]
    } else {
        page_of(&events, page, limits.page)
    };
    let listing = scope::timeline_url(newsroom, scope);
    TimelineView {
        of: scope::name(newsroom, scope).map(|name| here.link(&scope::home(newsroom, scope), name)),
        past,
        ahead,
        groups: groups(here, shown),
        years: years(here, scope),
        pager: Pager::new(
            here,
            &listing,
            page,
            if overview { 0 } else { events.len() },
        ),
        total: events.len(),
    }
}

/// What lies nearest to the as-of day: the last of what has been, the next of what is to come.
pub fn around(
    here: &Here<'_>,
    events: &[EventId],
    limit: usize,
) -> (Vec<EventItem>, Vec<EventItem>) {
    let newsroom = here.newsroom();
    let (ahead, past): (Vec<EventId>, Vec<EventId>) =
        events.iter().partition(|id| newsroom.event(**id).ahead);
    let mut past = items::events::items(here, last(&past, limit));
    past.reverse();
    (past, items::events::items(here, at_most(&ahead, limit)))
}

fn groups(here: &Here<'_>, events: &[EventId]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for id in events {
        let label = label(here.newsroom().event(*id).date());
        let item = items::events::item(here, *id);
        match groups.last_mut() {
            Some(group) if group.label == label => group.events.push(item),
            _ => groups.push(Group {
                label,
                events: vec![item],
            }),
        }
    }
    groups
}

/// The heading an event stands under: its month where that is known, else what is known.
fn label(date: &Edtf) -> String {
    let coarse = || {
        date.year()
            .map_or_else(|| "No date".to_string(), year_words)
    };
    match date.precision() {
        Precision::Season => date.words(),
        Precision::Decade | Precision::Century | Precision::Year => coarse(),
        Precision::Span | Precision::Month | Precision::Day | Precision::Instant => {
            date.month().map_or_else(coarse, |month| month.words())
        }
    }
}

fn year_words(year: i32) -> String {
    let written = if year < 0 {
        format!("-{:04}", -year)
    } else {
        format!("{year:04}")
    };
    Edtf::parse(&written).map_or(written, |year| year.words())
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
