//! What follows from an event's history on a day. Derived, never written.
//!
//! [`read`] goes through everything said, in the order in which it was said, and settles which
//! words stand, what moved and what became of promises; none of that needs the day.
//! [`Judgement::of`] then holds what stands against a day: what the event's state is, what is overdue,
//! and who contradicts whom. A judgement about a speaker rests on that speaker's own words and,
//! besides, on reports, answers and callings-off alone.

mod beside;
mod denials;
mod disputes;
mod ending;
mod fate;
mod history;
mod kept;
mod notes;
mod own;
mod shift;
mod speakers;
mod state;
mod terms;
mod told;

pub use beside::{Beside, beside, has_no_end};
pub use disputes::{Discord, Dispute, ends, is_called};
pub use ending::other_reports;
pub use fate::Fate;
pub use history::read;
pub use kept::{Ended, Kept, Outcome, Span, kept};
pub use notes::{Note, notes};
pub use shift::{Shift, shift};
pub use speakers::who_say;
pub use state::State;
pub use terms::{day_called_off, day_ended};
pub use told::{Answer, Move, MoveKind, News, Told, answered};

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::events::Said;
use super::voice::Speaker;
use crate::content::claim::Act;
use crate::date::{Edtf, Shape, Timing};

/// A word on the time that stands, with the speakers who stand by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The claim's place in the history.
    pub at: usize,
    /// Those of its speakers who have named no other time since.
    pub speakers: Vec<Speaker>,
}

/// What follows from a history on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The day.
    pub day: NaiveDate,
    /// Where the event stands.
    pub state: State,
    /// The promises and orders whose time has definitely passed, with nothing that settles them.
    pub overdue: Vec<Word>,
    /// Who contradicts whom, and where both are right only on one date; in the order of their words.
    pub disputes: Vec<Dispute>,
}

impl Judgement {
    /// Judges a history on a day. Only an event that articles share can be overdue: nobody
    /// follows the others up.
    pub fn of(history: &[Said], told: &Told, day: NaiveDate, shared: bool) -> Judgement {
        let disputes = disputes::of(history, told, day);
        Judgement::with(disputes, history, told, day, shared)
    }

    /// The same with the disputes alone that a claim began: all that a note on it may tell of. Where
    /// many speak, most disputes are others'.
    pub fn of_claim(
        at: usize,
        history: &[Said],
        told: &Told,
        day: NaiveDate,
        shared: bool,
    ) -> Judgement {
        let disputes = disputes::of_word(history, told, day, at);
        Judgement::with(disputes, history, told, day, shared)
    }

    /// Whether two words do not go together, the one that was said first given first.
    pub fn sets_apart(&self, earlier: usize, later: usize) -> bool {
        let places = (earlier, later);
        let found = self.disputes.binary_search_by_key(&places, Dispute::places);
        found.is_ok()
    }

    /// The same without the disputes.
    pub fn undisputed(history: &[Said], told: &Told, day: NaiveDate, shared: bool) -> Judgement {
        Judgement::with(Vec::new(), history, told, day, shared)
    }

    fn with(
        disputes: Vec<Dispute>,
        history: &[Said],
        told: &Told,
        day: NaiveDate,
        shared: bool,
    ) -> Judgement {
        // Whoever stands by a promise or an order for a time to come.
        let to_come = told.standing.iter().filter(|word| {
            matches!(history[word.at].act, Act::Promise | Act::Order)
                && !told.is_past(history, word.at, day)
        });
        let to_come: BTreeSet<&Speaker> = to_come.flat_map(|word| &word.speakers).collect();
        // They may have named it later on the same day.
        let named_a_later = |word: &Word| {
            word.speakers
                .iter()
                .all(|speaker| to_come.contains(speaker))
        };
        let followed_up = shared && told.contested(history).is_none();
        let overdue = told.standing.iter();
        let overdue: Vec<Word> = overdue
            .filter(|word| followed_up && can_be_overdue(&history[word.at]))
            .filter(|word| told.is_past(history, word.at, day))
            .filter(|word| !named_a_later(word))
            .cloned()
            .collect();
        Judgement {
            day,
            state: state::of(history, told, &overdue, day),
            disputes,
            overdue,
        }
    }
}

/// The first day of something that is in force, where its word names one; otherwise it is taken
/// to have begun.
pub fn first_day(term: &Edtf) -> Option<NaiveDate> {
    term.as_start()?.earliest().day()
}

/// When it had begun, by a report that it is under way.
fn day_begun(report: &Said) -> Edtf {
    let date = report.claim.date.as_ref();
    let start = date.and_then(|date| date.as_start().or_else(|| Some(date.clone())));
    start.unwrap_or_else(|| Edtf::from_day(report.claim.attribution.reported.day))
}

/// Whether a word can ever be overdue: a promise or an order for a time that is not in doubt.
pub fn can_be_overdue(said: &Said) -> bool {
    let sure = said
        .claim
        .date
        .as_ref()
        .is_some_and(|date| !date.is_doubtful());
    sure && matches!(said.act, Act::Promise | Act::Order)
}

impl Told {
    /// Whether the time that a word names has definitely passed on a day. Where it lasts from a day
    /// to another and has begun by then, only the report of its end ends it.
    pub fn is_past(&self, history: &[Said], at: usize, day: NaiveDate) -> bool {
        let said = &history[at];
        let Some(date) = &said.claim.date else {
            return false;
        };
        let lasts = date.shape() == Shape::Extent && said.act != Act::Limit;
        let begun = self.underway.is_some_and(|report| {
            let begun = day_begun(&history[report]);
            begun.compared_to(date) != Timing::After
        });
        !(lasts && begun) && date.compared_to_day(day) == Timing::Before
    }

    /// Whether a claim's word on the time stands.
    pub fn stands(&self, at: usize) -> bool {
        self.standing.iter().any(|word| word.at == at)
    }

    /// The days on which the judgement may change with no edit: when what is in force or has no last
    /// day begins, and the days after standing words' last days.
    pub fn turning_days(&self, history: &[Said]) -> BTreeSet<NaiveDate> {
        self.turning_days_of(history, |_| true)
    }

    /// The days that some words bring, by their places in the history.
    pub fn turning_days_of(
        &self,
        history: &[Said],
        counts: impl Fn(usize) -> bool,
    ) -> BTreeSet<NaiveDate> {
        let words = self.standing.iter().filter(|word| counts(word.at));
        let words = words.map(|word| &history[word.at]);
        let days = words.flat_map(|said| {
            let date = said.claim.date.as_ref();
            let begins = match date.map(Edtf::shape) {
                Some(Shape::NotBefore) => date.and_then(|date| date.earliest().day()),
                _ if said.act == Act::Limit => date.and_then(first_day),
                _ => None,
            };
            // A year that no calendar on a wall reaches is no date to wait for.
            let last = date.and_then(|date| date.latest().day());
            let last = last.filter(|day| day.year() < 10_000);
            begins
                .into_iter()
                .chain(last.and_then(|day| day.succ_opt()))
        });
        days.collect()
    }
}
