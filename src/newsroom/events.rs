//! Events: what articles claim, put together into one history each.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::changes::Freshness;
use super::disputes::{self, Accord};
use super::ids::{ArticleId, EventId, TermId};
use super::promises::{self, Outcome, Slip};
use super::voice::{Speaker, Voice};
use crate::content::document::Body;
use crate::content::claim::{Act, Claim, Importance, Status};
use crate::content::term::TaxonomyKind;
use crate::date::{Edtf, SortKey, Timing};
use crate::path::SourcePath;

/// Something that happened or is to happen, with everything that was said of it.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its id; without one it belongs to its article alone.
    pub id: Option<String>,
    /// What it is, in a line.
    pub title: String,
    /// What it is, in a sentence or two.
    pub summary: String,
    /// Background, as Markdown.
    pub body: Option<Body>,
    /// Anything a theme wants to know.
    pub extra: serde_json::Value,
    /// How much it matters.
    pub importance: Importance,
    /// Its topics, primary first.
    pub topics: Vec<TermId>,
    /// Its regions, primary first.
    pub regions: Vec<TermId>,
    /// The topics its file gives, which hold for every claim.
    pub declared_topics: Vec<TermId>,
    /// The regions its file gives, which hold for every claim.
    pub declared_regions: Vec<TermId>,
    /// Everything said of it, in the order it was said.
    pub history: Vec<Said>,
    /// Which of the history is its current state: the latest standing claim.
    pub current: usize,
    /// Whether it is still to come on the as-of day: a milestone.
    pub ahead: bool,
    /// Whether the last day of a standing promise is definitely past on the as-of day, while
    /// nothing has settled the event.
    pub overdue: bool,
    /// Where a speaker's next word gave another last day, in the order it was told.
    pub slips: Vec<Slip>,
    /// What became of each speaker's last promise, once it has happened.
    pub outcomes: Vec<Outcome>,
    /// How the standing claims lie to each other at worst.
    pub accord: Option<Accord>,
    /// When it last changed, and when a date changes it next.
    pub freshness: Freshness,
}

/// A claim in an event's history.
#[derive(Clone, Debug)]
pub struct Said {
    /// The article that carries it.
    pub article: ArticleId,
    /// Which of the article's claims it is.
    pub index: usize,
    /// Who says so, and where.
    pub voice: Voice,
    /// The claim itself.
    pub claim: Arc<Claim>,
    /// What the claim belongs to: its own topics, or its article's.
    pub topics: Vec<TermId>,
    /// Where the claim belongs: its own regions, or its article's.
    pub regions: Vec<TermId>,
    /// Whether it still holds: its speaker has said nothing else since, and the event is not
    /// settled by another.
    pub standing: bool,
}

impl Event {
    /// The claim that gives its current state.
    pub fn state(&self) -> &Said {
        &self.history[self.current]
    }

    /// When it happened or is to happen, as it stands now.
    pub fn date(&self) -> &Edtf {
        &self.state().claim.date
    }

    /// Its terms in a taxonomy, primary first.
    pub fn terms(&self, kind: TaxonomyKind) -> &[TermId] {
        match kind {
            TaxonomyKind::Topics => &self.topics,
            TaxonomyKind::Regions => &self.regions,
        }
    }

    /// Whether it has happened or was called off.
    pub fn is_settled(&self) -> bool {
        self.state().claim.status.settles()
    }

    /// Whether somebody ever said that it was to come.
    pub fn was_promised(&self) -> bool {
        let mut history = self.history.iter();
        history.any(|said| said.claim.status.promises())
    }

    /// Whether a speaker moved its last day later.
    pub fn has_slipped(&self) -> bool {
        self.slips.iter().any(|slip| slip.later)
    }

    /// Whether it is still to come, and nobody has promised it for a day that has passed.
    pub fn is_milestone(&self) -> bool {
        self.ahead && !self.overdue
    }

    /// Judges the event on a day.
    pub fn judge(&mut self, day: NaiveDate) {
        self.current = judge(&mut self.history);
        let open = !self.is_settled();
        let latest = self.date().compared_to_day(day);
        self.overdue = open && self.history.iter().any(|said| said.is_overdue(day));
        // What is under way has begun, however long it may last.
        let begun = self.state().claim.status == Status::Underway;
        self.ahead = open && !begun && latest != Timing::Before;
        self.slips = promises::slips(&self.history);
        self.outcomes = promises::outcomes(&self.history, self.current);
        self.accord = disputes::accord(&self.history);
    }
}

impl Said {
    /// Whether it promises something for a time that is definitely past.
    pub fn is_overdue(&self, day: NaiveDate) -> bool {
        self.standing
            && self.claim.status.promises()
            && self.claim.date.compared_to_day(day) == Timing::Before
    }
}

/// Settles which claims of a history stand, and which of them is the current state.
///
/// The history must be in the order of what was said.
fn judge(history: &mut [Said]) -> usize {
    let mut standing: BTreeMap<Speaker, usize> = BTreeMap::new();
    for (at, said) in history.iter().enumerate() {
        if said.claim.status.settles() {
            standing.clear();
        }
        standing.insert(said.voice.speaker().clone(), at);
    }
    for (at, said) in history.iter_mut().enumerate() {
        said.standing = standing.get(said.voice.speaker()) == Some(&at);
    }
    standing.values().copied().max().unwrap_or(0)
}

/// What an event's place on the timeline follows from.
pub type Key<'a> = (SortKey, Option<&'a str>, &'a SourcePath, usize);

impl Event {
    /// The key that puts it in its place on the timeline.
    pub fn key(&self) -> Key<'_> {
        let first = &self.history[0];
        let file = &first.claim.place.file;
        (
            self.date().sort_key(),
            self.id.as_deref(),
            file,
            first.index,
        )
    }
}

/// Puts events in the order of the timeline; each gets its number.
pub fn in_timeline_order(events: Vec<Event>) -> Vec<Event> {
    let keys = events.par_iter().map(Event::key);
    let mut order: Vec<(Key<'_>, usize)> = keys.enumerate().map(|(at, key)| (key, at)).collect();
    order.par_sort_unstable();
    let order: Vec<usize> = order.into_iter().map(|(_, at)| at).collect();
    let mut events: Vec<Option<Event>> = events.into_iter().map(Some).collect();
    let in_order = order.into_iter().filter_map(|at| events[at].take());
    in_order.collect()
}

/// The events' ids by the ids authors gave them.
pub fn by_id(events: &[Event]) -> BTreeMap<String, EventId> {
    events
        .iter()
        .enumerate()
        .filter_map(|(at, event)| Some((event.id.clone()?, EventId::new(at))))
        .collect()
}

/// The events for which something holds, in the order of the timeline.
pub fn ids_where(events: &[Event], holds: impl Fn(&Event) -> bool) -> Vec<EventId> {
    let found = events.iter().enumerate().filter(|(_, event)| holds(event));
    found.map(|(at, _)| EventId::new(at)).collect()
}
