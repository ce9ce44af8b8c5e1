//! The days to come on which a date moves something into, within or out of a list.
//!
//! An item that a list shows knows itself when it turns ([`Freshness`]); what a list does not
//! show yet, or shows no more, has to be asked.

use chrono::NaiveDate;

use super::plan::Scope;
use super::scope;
use crate::newsroom::Newsroom;
use crate::newsroom::changes::{Freshness, passed};
use crate::newsroom::events::Event;
use crate::newsroom::figures;
use crate::newsroom::ids::{EventId, SourceId};

/// The last and the next day on which something about one of these events comes out differently,
/// with no edit.
fn turn<'a, T: PartialEq>(
    newsroom: &Newsroom,
    events: impl Iterator<Item = &'a Event>,
    about: impl Fn(&Event) -> T,
) -> Freshness {
    let today = newsroom.as_of.day;
    events.fold(Freshness::default(), |found, event| {
        let days = event.told.turning_days(&event.history);
        // Only a nearer day can take the place of one that is found.
        let nearer = days.filter(|day| match *day > today {
            true => found.due.is_none_or(|due| *day < due),
            false => found.changed.is_none_or(|changed| *day > changed),
        });
        let changes = |day: &NaiveDate| {
            let eve = day.pred_opt();
            eve.is_some_and(|eve| about(&event.on(eve)) != about(&event.on(*day)))
        };
        let turns = nearer.filter(changes);
        found.and(turns.map(|day| Freshness::of_date(day, today)).collect())
    })
}

fn of<'a>(newsroom: &'a Newsroom, ids: &'a [EventId]) -> impl Iterator<Item = &'a Event> {
    ids.iter().map(|id| newsroom.event(*id))
}

/// When what is overdue, ahead or past in a scope is next divided or ordered otherwise.
pub fn around(newsroom: &Newsroom, within: Scope) -> Freshness {
    let events = scope::events(newsroom, within);
    let stands = |event: &Event| (event.is_overdue(), event.is_to_come(), event.place.clone());
    turn(newsroom, of(newsroom, &events), stands)
}

/// When what is overdue or a milestone on the whole site is next divided or ordered otherwise.
pub fn ahead(newsroom: &Newsroom) -> Freshness {
    turn(newsroom, newsroom.events.iter(), milestone)
}

fn milestone(event: &Event) -> impl PartialEq + use<> {
    let (overdue, milestone) = (event.is_overdue(), event.is_milestone());
    let place = (overdue || milestone).then(|| event.place.clone());
    (overdue, milestone, place)
}

/// When the front page's lists next change: what is ahead, and what changed lately, for that
/// tells of days that pass.
pub fn front(newsroom: &Newsroom) -> Freshness {
    let stands = |event: &Event| {
        let told: Vec<_> = passed(event, event.judgement.day).collect();
        (milestone(event), told)
    };
    let stale = newsroom.series.iter().filter_map(figures::stale_from);
    let stale = stale.map(|from| Freshness::of_date(from, newsroom.as_of.day));
    turn(newsroom, newsroom.events.iter(), stands).and(stale.collect())
}

/// When a timeline's events are next ordered otherwise. A year's also gains and loses events, and
/// says how many each other year has.
pub fn timeline(newsroom: &Newsroom, within: Scope) -> Freshness {
    let events = scope::events(newsroom, within);
    let place = |event: &Event| event.place.clone();
    match within {
        Scope::Term(..) | Scope::Cell(..) => turn(newsroom, of(newsroom, &events), place),
        Scope::Site => years(newsroom).and(around(newsroom, within)),
        Scope::Year(_) => {
            let within = turn(newsroom, of(newsroom, &events), place);
            years(newsroom).and(within)
        }
    }
}

fn years(newsroom: &Newsroom) -> Freshness {
    turn(newsroom, newsroom.events.iter(), |event| event.place.year())
}

/// When the list of what is disputed next gains, loses or moves an event. Numbers that exclude each
/// other do so on any day.
pub fn disputed(newsroom: &Newsroom) -> Freshness {
    let stands = |event: &Event| event.is_disputed().then(|| event.place.clone());
    turn(newsroom, newsroom.events.iter(), stands)
}

/// When the claims taken from a source are next listed in another order: they stand in the order
/// of the timeline, so one moves where its event passes the event of another.
pub fn source(newsroom: &Newsroom, id: SourceId) -> Freshness {
    let claims = newsroom.source(id).claims.iter();
    let mut ids: Vec<EventId> = claims.map(|(event, _)| *event).collect();
    ids.dedup();
    let before = |event: &Event| {
        let (_, id, file, index) = event.key();
        let others = of(newsroom, &ids).filter(|other| {
            let (_, other_id, other_file, other_index) = other.key();
            (id, file, index) != (other_id, other_file, other_index) && other.key() < event.key()
        });
        others.count()
    };
    turn(newsroom, of(newsroom, &ids), before)
}
