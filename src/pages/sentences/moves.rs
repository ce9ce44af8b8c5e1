//! How a speaker's word on the time changed, in a sentence.

use super::Teller;
use crate::content::claim::Act;
use crate::date::{Edtf, Shape};
use crate::newsroom::judgement::{Move, MoveKind, Shift, shift};
use crate::pages::derived::Derived;

impl Teller<'_, '_> {
    /// The sentences on every change of the time, in the order in which they were told, but for
    /// what the sentences on the event's state tell.
    pub fn moves(&self) -> Vec<Derived> {
        let state = self.event.judgement.state.claim();
        let moves = self.event.told.moves.iter();
        let earlier = moves.filter(|moved| moved.to != state);
        earlier.map(|moved| self.moved(moved)).collect()
    }

    /// The sentence on one change of the time.
    pub fn moved(&self, moved: &Move) -> Derived {
        self.changed(moved, "renamed_then")
    }

    /// The same behind the sentence that tells the new time and whose word it is.
    pub(super) fn moved_to_state(&self, moved: &Move) -> Derived {
        self.changed(moved, "renamed")
    }

    /// The sentence; `renamed` is the form where nothing can be said but that the time is another.
    fn changed(&self, moved: &Move, renamed: &'static str) -> Derived {
        let (kind, key) = self.form(moved, renamed);
        let from = self.said(moved.from).claim.date.as_ref();
        let to = self.said(moved.to).claim.date.as_ref();
        let term = matches!(moved.kind, MoveKind::Extended | MoveKind::Shortened);
        let by_last_day = term || key.ends_with("last_day");
        let named = |date: Option<&Edtf>| {
            let last = date.filter(|_| by_last_day).and_then(|date| match term {
                true => self.end(date),
                false => self.last_day(date),
            });
            last.or_else(|| date.map(|date| self.date(date)))
                .unwrap_or_default()
        };
        let days = match moved.kind {
            MoveKind::PutOff(days) | MoveKind::BroughtForward(days) => days,
            _ => None,
        };
        let values = [
            ("speakers", self.names(&moved.speakers)),
            ("from", named(from)),
            ("to", named(to)),
            ("days", days.map(|days| self.days(days)).unwrap_or_default()),
            ("date", self.reported(moved.to)),
            ("did", self.did(&moved.speakers, moved.to)),
            ("had", self.had(&moved.speakers, moved.from)),
        ];
        let words = self.say(key, &values);
        let mut claims = vec![moved.from, moved.to];
        let words = match self.in_all(moved) {
            Some(all) => {
                claims.insert(0, moved.first);
                self.say("sentences", &[("first", words), ("second", all)])
            }
            None => words,
        };
        self.derived(kind, words, &claims)
    }

    fn form(&self, moved: &Move, renamed: &'static str) -> (&'static str, &'static str) {
        let date = |at: usize| self.said(at).claim.date.as_ref();
        let shape = |at: usize| date(at).map(Edtf::shape);
        let both_days = [moved.from, moved.to].map(shape) == [Some(Shape::Day); 2];
        let plain = matches!(shape(moved.from), Some(Shape::Day | Shape::Month));
        let has_end = date(moved.to).is_some_and(|date| date.latest().day().is_some());
        let had_end = date(moved.from).is_some_and(|date| date.latest().day().is_some());
        let completes = self.event.told.completes(moved);
        let reported = self.said(moved.to).carried;
        match moved.kind {
            MoveKind::PutOff(Some(_)) if completes && both_days => ("put-off", "named_new_day"),
            MoveKind::PutOff(Some(_)) if completes => ("put-off", "named_new_last_day"),
            MoveKind::PutOff(None) if completes => ("put-off", renamed),
            MoveKind::PutOff(Some(_)) if both_days => ("put-off", "put_off_day"),
            MoveKind::PutOff(Some(_)) => ("put-off", "put_off_last_day"),
            MoveKind::PutOff(None) if has_end => ("put-off", "put_off_about"),
            MoveKind::PutOff(None) if plain => ("put-off", "put_off_open"),
            MoveKind::PutOff(None) => ("put-off", "put_off_then_open"),
            MoveKind::NoDay if date(moved.from).is_some() => ("no-day", "put_off_no_day"),
            MoveKind::NoDay => ("no-day", "put_off_again_no_day"),
            MoveKind::BroughtForward(Some(_)) if both_days => ("brought-forward", "forward_day"),
            MoveKind::BroughtForward(Some(_)) => ("brought-forward", "forward_last_day"),
            MoveKind::BroughtForward(None) => ("brought-forward", "forward_about"),
            MoveKind::Extended if !has_end && reported => ("extended", "extended_open_reported"),
            MoveKind::Extended if !has_end => ("extended", "extended_open"),
            MoveKind::Shortened if !had_end && reported => ("shortened", "ended_open_reported"),
            MoveKind::Shortened if !had_end => ("shortened", "ended_open"),
            MoveKind::Extended if reported => ("extended", "extended_reported"),
            MoveKind::Extended => ("extended", "extended"),
            MoveKind::Shortened if reported => ("shortened", "shortened_reported"),
            MoveKind::Shortened => ("shortened", "shortened"),
            MoveKind::Renamed => ("renamed", self.renamed(moved).unwrap_or(renamed)),
        }
    }

    /// The form of a change of which nothing can be said but that it is one, where what the
    /// speaker does is not the same promise, order or proposal.
    fn renamed(&self, moved: &Move) -> Option<&'static str> {
        match [moved.from, moved.to].map(|at| self.said(at).act) {
            [Act::Expectation, Act::Expectation] if self.said(moved.to).carried => None,
            [Act::Expectation, Act::Expectation] => Some("new_forecast"),
            [before, after] if before != after => Some("renamed_act"),
            _ => None,
        }
    }

    /// How far the speaker has moved since the first word, where this is not the first move.
    fn in_all(&self, moved: &Move) -> Option<String> {
        if self
            .said(moved.first)
            .names_same_time(self.said(moved.from))
        {
            return None;
        }
        let promise = matches!(
            moved.kind,
            MoveKind::PutOff(_) | MoveKind::BroughtForward(_)
        );
        let first = self
            .said(moved.first)
            .claim
            .date
            .as_ref()
            .filter(|_| promise)?;
        let to = self.said(moved.to).claim.date.as_ref()?;
        let by_day = first.shape() == Shape::Day;
        let (key, days) = match shift(first, to) {
            Shift::Later(Some(days)) if by_day => ("later_in_all", days),
            Shift::Later(Some(days)) if first.is_deadline() => ("later_in_all_deadline", days),
            Shift::Later(Some(days)) => ("later_in_all_time", days),
            Shift::Earlier(Some(days)) if by_day => ("earlier_in_all", days),
            Shift::Earlier(Some(days)) => ("earlier_in_all_time", days),
            _ => return None,
        };
        let values = [
            ("days", self.days(days)),
            ("date", self.last_day(first)?),
            ("speakers", self.names(&moved.speakers)),
        ];
        Some(self.say(key, &values))
    }
}
