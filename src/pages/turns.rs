//! The days to come on which a date moves something into, within or out of a list.

use super::plan::Scope;
use crate::newsroom::Newsroom;
use crate::newsroom::figures;
use crate::newsroom::freshness::Freshness;

/// When a briefing's lists next change: what is overdue, ahead or past, and what changed lately.
pub fn briefing(newsroom: &Newsroom, within: Scope) -> Freshness {
    let turns = newsroom.freshness_of_events(within).turns;
    turns.around.and(turns.passed).and(stale(newsroom, within))
}

/// When a series in a scope went or goes out of date.
fn stale(newsroom: &Newsroom, within: Scope) -> Freshness {
    let series = newsroom.series_in(within);
    let from = series
        .iter()
        .filter_map(|id| figures::stale_from(newsroom.one_series(*id)));
    from.map(|from| Freshness::of_date(from, newsroom.as_of.day))
        .collect()
}

/// When what is overdue or a milestone on the whole site is next divided or ordered otherwise.
pub fn ahead(newsroom: &Newsroom) -> Freshness {
    newsroom.freshness_of_events(Scope::Site).turns.ahead
}

/// When the front page's lists next change: what is ahead, and what changed lately, for that
/// tells of days that pass.
pub fn front(newsroom: &Newsroom) -> Freshness {
    let turns = newsroom.freshness_of_events(Scope::Site).turns;
    let changes = turns.passed.and(stale(newsroom, Scope::Site));
    turns.ahead.and(changes)
}

/// When a timeline's events are next ordered otherwise. A year's also gains and loses events, and
/// says how many each other year has.
pub fn timeline(newsroom: &Newsroom, within: Scope) -> Freshness {
    let years = || newsroom.freshness_of_events(Scope::Site).turns.year;
    let turns = newsroom.freshness_of_events(within).turns;
    match within {
        Scope::Term(..) | Scope::Cell(..) => turns.place,
        Scope::Site => years().and(turns.around),
        Scope::Year(_) => years().and(turns.place),
    }
}

/// When the list of what is disputed next gains, loses or moves an event. Numbers that exclude each
/// other do so on any day.
pub fn disputed(newsroom: &Newsroom) -> Freshness {
    newsroom.freshness_of_events(Scope::Site).turns.disputed
}
