//! The days to come on which a date moves something into, within or out of a list.

use super::plan::Scope;
use crate::newsroom::Newsroom;
use crate::newsroom::changes::Freshness;
use crate::newsroom::figures;

/// When what is overdue, ahead or past in a scope is next divided or ordered otherwise.
pub fn around(newsroom: &Newsroom, within: Scope) -> Freshness {
    newsroom.freshness_in(within).turns.around
}

/// When what is overdue or a milestone on the whole site is next divided or ordered otherwise.
pub fn ahead(newsroom: &Newsroom) -> Freshness {
    newsroom.freshness_in(Scope::Site).turns.ahead
}

/// When the front page's lists next change: what is ahead, and what changed lately, for that
/// tells of days that pass.
pub fn front(newsroom: &Newsroom) -> Freshness {
    let stale = newsroom
        .series
        .iter()
        .filter_map(|series| figures::stale_from(series));
    let stale = stale.map(|from| Freshness::of_date(from, newsroom.as_of.day));
    let turns = newsroom.freshness_in(Scope::Site).turns;
    turns.ahead.and(turns.passed).and(stale.collect())
}

/// When a timeline's events are next ordered otherwise. A year's also gains and loses events, and
/// says how many each other year has.
pub fn timeline(newsroom: &Newsroom, within: Scope) -> Freshness {
    let years = newsroom.freshness_in(Scope::Site).turns.year;
    let turns = newsroom.freshness_in(within).turns;
    match within {
        Scope::Term(..) | Scope::Cell(..) => turns.place,
        Scope::Site => years.and(turns.around),
        Scope::Year(_) => years.and(turns.place),
    }
}

/// When the list of what is disputed next gains, loses or moves an event. Numbers that exclude each
/// other do so on any day.
pub fn disputed(newsroom: &Newsroom) -> Freshness {
    newsroom.freshness_in(Scope::Site).turns.disputed
}
