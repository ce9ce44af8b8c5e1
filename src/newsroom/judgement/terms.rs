//! Terms: how long something is in force, by whomever's word.

use super::first_day;
use super::history::{Reading, is_unordered};
use super::told::{Move, MoveKind, News};
use crate::date::{Bound, Edtf, Timing};
use crate::newsroom::events::Said;

impl Reading<'_> {
    /// A word on how long it is in force takes the place of the terms that its own meets, whoever
    /// named them. What begins after a gap is another term: the one before runs to its end.
    pub(super) fn set_term(&mut self, at: usize) -> Option<News> {
        let history = self.history;
        let said = &history[at];
        let (Some(term), day) = (&said.claim.date, said.claim.attribution.reported.day) else {
            return None;
        };
        let known = std::mem::take(&mut self.terms);
        let date = |at: usize| history[at].claim.date.as_ref();
        let met = |at: &usize| date(*at).is_none_or(|other| meet(other, term));
        let (met, apart): (Vec<usize>, Vec<usize>) = known.into_iter().partition(met);
        // Which of one speaker's terms of one day came later, nobody knows.
        let (unordered, met): (Vec<usize>, Vec<usize>) = met.into_iter().partition(|other| {
            let other = &history[*other];
            other.shares_speaker(said) && is_unordered(other, said) && !other.names_same_time(said)
        });
        let runs = |other: &usize| {
            date(*other).is_some_and(|date| date.compared_to_day(day) != Timing::Before)
        };
        let stay = apart.into_iter().filter(runs).chain(unordered);
        self.terms = stay.chain([at]).collect();
        let Some(before) = met
            .into_iter()
            .max_by_key(|other| date(*other).map(Edtf::latest))
        else {
            return Some(News::First);
        };
        let mut speakers = said.voice.speakers.iter();
        if speakers.any(|speaker| self.has_another(at, speaker)) {
            return Some(News::First);
        }
        let Some(kind) = change(date(before)?, term) else {
            return Some(News::Repeated);
        };
        Some(self.moved(Move {
            speakers: said.voice.speakers.clone(),
            first: before,
            from: before,
            to: at,
            kind,
        }))
    }

    /// The term that a report of a beginning or an end speaks of: the last that had begun by then,
    /// else the first.
    pub(super) fn term_at(&self, report: &Said) -> Option<usize> {
        let until = report
            .claim
            .date
            .as_ref()
            .and_then(|date| date.latest().day());
        let until = until.unwrap_or(report.claim.attribution.reported.day);
        let first = |at: &usize| self.date(*at).and_then(first_day);
        let standing = self.terms.iter().copied().filter(|at| self.stands(*at));
        let begun = standing.clone().filter(|at| first(at) <= Some(until));
        begun
            .max_by_key(first)
            .or_else(|| standing.min_by_key(first))
    }
}

/// Whether two terms meet, with no day between them that is in neither.
fn meet(one: &Edtf, other: &Edtf) -> bool {
    let gap = |before: &Edtf, after: &Edtf| {
        let next = before.latest().day().and_then(|day| day.succ_opt());
        let begins = after.as_start().map(|start| start.earliest());
        next.zip(begins)
            .is_some_and(|(next, begins)| begins > Bound::Day(next))
    };
    !gap(one, other) && !gap(other, one)
}

/// What a term does to the one that it takes the place of: of both the end counts. Another
/// beginning alone is neither longer nor shorter.
fn change(before: &Edtf, now: &Edtf) -> Option<MoveKind> {
    let starts = before.as_start().zip(now.as_start());
    match (before.latest(), now.latest()) {
        (Bound::Unknown, _) | (_, Bound::Unknown) => Some(MoveKind::Renamed),
        (old, new) if new > old => Some(MoveKind::Extended),
        (old, new) if new < old => Some(MoveKind::Shortened),
        _ => starts
            .is_some_and(|(old, new)| old.earliest() != new.earliest())
            .then_some(MoveKind::Renamed),
    }
}

/// The day on which something that was in force ended: the one that the claim names, else the day of
/// the report.
pub fn day_ended(said: &Said) -> Edtf {
    let own = said.claim.date.clone();
    own.unwrap_or_else(|| Edtf::from_day(said.claim.attribution.reported.day))
}

/// The day on which something was called off: the one that the claim names, where that was over
/// when it was reported. Another may be the day for which it had been named.
pub fn day_called_off(said: &Said) -> Edtf {
    let reported = said.claim.attribution.reported.day;
    let next = reported.succ_opt().unwrap_or(reported);
    let own = said.claim.date.as_ref();
    let own = own.filter(|date| date.compared_to_day(next) == Timing::Before);
    own.cloned().unwrap_or_else(|| Edtf::from_day(reported))
}
