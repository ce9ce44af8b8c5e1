//! Where what changed and what came was written: the order in which those of one day are told.

use super::Newsroom;
use super::changes::{Arrival, Change};
use super::ids::{ArticleId, EventId};

/// Where something was written: which kind of thing it is, the id of its event or series or else its article's
/// file, and its place there. That stays when an event moves on the timeline, and with it the order of what is told of one day.
pub type Written<'a> = (u8, &'a str, usize);

impl Newsroom {
    /// Where a change was written.
    pub fn written(&self, change: Change) -> Written<'_> {
        let (kind, (file, place)) = match change {
            Change::Claim(id, at) => (1, self.claim_written(id, at)),
            Change::Passed(id, at) => (2, self.claim_written(id, at)),
            // A series has its numbers in an order of their own, whatever files they are in.
            Change::Observation(id, at) => (3, (&*self.one_series(id).id, at)),
            Change::Stale(id) => (4, (&*self.one_series(id).id, 0)),
            Change::Correction(id, at) => (5, (self.file(id), at)),
            Change::Updated(id) => (6, (self.file(id), 0)),
            Change::Article(id) => (7, (self.file(id), 0)),
        };
        (kind, file, place)
    }

    /// Where what came was written.
    pub(super) fn came_from(&self, arrival: Arrival) -> Written<'_> {
        let (kind, (file, place)) = match arrival {
            Arrival::Article(id) => (1, (self.file(id), 0)),
            Arrival::Claim(id, at) => (2, self.claim_written(id, at)),
            Arrival::Figure(id, at) => (3, (self.file(id), at)),
        };
        (kind, file, place)
    }

    /// A shared event has what was said of it in an order of its own, whatever files it is in.
    fn claim_written(&self, id: EventId, at: usize) -> (&str, usize) {
        let event = self.event(id);
        let said = &event.history[at];
        match &event.id {
            Some(id) => (id, at),
            None => (self.file(said.article), said.index),
        }
    }

    fn file(&self, id: ArticleId) -> &str {
        self.article(id).path.as_str()
    }
}
