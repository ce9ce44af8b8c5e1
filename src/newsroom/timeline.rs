//! The timeline: all events, each in its place.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet as HashSet;

use super::events::Event;
use super::ids::EventId;
use crate::date::SortKey;
use crate::path::SourcePath;

/// What an event's place on the timeline follows from.
pub type Key<'a> = (&'a SortKey, Option<&'a str>, &'a SourcePath, usize);

impl Event {
    /// The key that puts it in its place on the timeline.
    pub fn key(&self) -> Key<'_> {
        let first = &self.history[0];
        let file = &first.claim.place.file;
        (&self.order, self.id.as_deref(), file, first.index)
    }
}

/// Events that left a timeline and that came into it, each with its place.
pub struct Moved {
    /// Those that left.
    pub gone: Vec<(usize, Arc<Event>)>,
    /// Those that came.
    pub new: Vec<(usize, Arc<Event>)>,
}

/// Takes events out of a timeline and puts new ones in their places.
pub fn exchange(
    timeline: &mut Vec<Arc<Event>>,
    gone: &[Arc<Event>],
    mut new: Vec<Arc<Event>>,
) -> Moved {
    let gone: HashSet<*const Event> = gone.iter().map(Arc::as_ptr).collect();
    let mut moved = Moved {
        gone: Vec::new(),
        new: Vec::new(),
    };
    let mut stay = Vec::with_capacity(timeline.len());
    for (at, event) in std::mem::take(timeline).into_iter().enumerate() {
        match gone.contains(&Arc::as_ptr(&event)) {
            true => moved.gone.push((at, event)),
            false => stay.push(event),
        }
    }
    new.par_sort_unstable_by(|one, other| one.key().cmp(&other.key()));
    let mut stay = stay.into_iter();
    for event in new {
        let before = |other: &Arc<Event>| other.key() < event.key();
        let earlier = stay.as_slice().partition_point(before);
        timeline.extend(stay.by_ref().take(earlier));
        moved.new.push((timeline.len(), event.clone()));
        timeline.push(event);
    }
    timeline.extend(stay);
    moved
}

/// The events' ids by the ids authors gave them.
pub fn by_id(events: &[Arc<Event>]) -> BTreeMap<String, EventId> {
    let numbered = events.iter().enumerate();
    let named = numbered.filter_map(|(at, event)| Some((event.id.clone()?, EventId::new(at))));
    named.collect()
}

/// The events for which something holds, in the order of the timeline.
pub fn ids_where(events: &[Arc<Event>], holds: impl Fn(&Event) -> bool) -> Vec<EventId> {
    let found = events.iter().enumerate().filter(|(_, event)| holds(event));
    found.map(|(at, _)| EventId::new(at)).collect()
}
