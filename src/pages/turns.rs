//! The days to come on which a date moves something into, within or out of a list.

use super::plan::Scope;
use super::scope;
use crate::newsroom::Newsroom;
use crate::newsroom::changes::Freshness;
use crate::newsroom::figures;
use crate::newsroom::turns::Turns;

/// When something about one of a scope's events last came out differently, and does so next.
fn among(newsroom: &Newsroom, within: Scope, about: fn(&Turns) -> Freshness) -> Freshness {
    let ids = scope::events(newsroom, within);
    ids.iter()
        .map(|id| about(&newsroom.event(*id).turns))
        .collect()
}

/// The same, of all events.
fn anywhere(newsroom: &Newsroom, about: fn(&Turns) -> Freshness) -> Freshness {
    let events = newsroom.events.iter();
    events.map(|event| about(&event.turns)).collect()
}

/// When what is overdue, ahead or past in a scope is next divided or ordered otherwise.
pub fn around(newsroom: &Newsroom, within: Scope) -> Freshness {
    among(newsroom, within, |turns| turns.around)
}

/// When what is overdue or a milestone on the whole site is next divided or ordered otherwise.
pub fn ahead(newsroom: &Newsroom) -> Freshness {
    anywhere(newsroom, |turns| turns.ahead)
}

/// When the front page's lists next change: what is ahead, and what changed lately, for that
/// tells of days that pass.
pub fn front(newsroom: &Newsroom) -> Freshness {
    let stale = newsroom.series.iter().filter_map(figures::stale_from);
    let stale = stale.map(|from| Freshness::of_date(from, newsroom.as_of.day));
    anywhere(newsroom, |turns| turns.ahead.and(turns.passed)).and(stale.collect())
}

/// When a timeline's events are next ordered otherwise. A year's also gains and loses events, and
/// says how many each other year has.
pub fn timeline(newsroom: &Newsroom, within: Scope) -> Freshness {
    let years = || anywhere(newsroom, |turns| turns.year);
    let order = || among(newsroom, within, |turns| turns.place);
    match within {
        Scope::Term(..) | Scope::Cell(..) => order(),
        Scope::Site => years().and(around(newsroom, within)),
        Scope::Year(_) => years().and(order()),
    }
}

/// When the list of what is disputed next gains, loses or moves an event. Numbers that exclude each
/// other do so on any day.
pub fn disputed(newsroom: &Newsroom) -> Freshness {
    anywhere(newsroom, |turns| turns.disputed)
}
