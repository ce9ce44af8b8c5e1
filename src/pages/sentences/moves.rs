//! How a speaker's word on the time changed, in a sentence.

use super::Teller;
use crate::content::claim::Act;
use crate::date::{Edtf, Shape};
use crate::newsroom::judgement::{Move, MoveKind, Shift, State, shift};
use crate::pages::derived::Derived;

impl Teller<'_, '_> {
    /// The sentences on every change of the time, in the order in which they were told, but for
    /// what the sentences on the event's state tell.
    pub fn moves(&self) -> Vec<Derived> {
        let moves = self.event.told.moves.iter();
        let earlier = moves.filter(|moved| !self.is_told_by_state(moved));
        earlier.map(|moved| self.moved(moved)).collect()
    }

    /// Whether the sentences on the state tell a change: that to what is to come, or to the term that
    /// is in force. What has passed is told as it was named last.
    fn is_told_by_state(&self, moved: &Move) -> bool {
        match self.event.judgement.state {
            State::ToCome(at) => moved.to == at,
            State::InForce(at) => self.term_move(at) == Some(moved),
            State::Past(at) => moved.to == at && self.was_shortened(at),
            _ => false,
        }
    }

    pub(super) fn term_move(&self, at: usize) -> Option<&Move> {
        self.event.told.term_move(&self.event.history, at)
    }

    /// The sentence on one change of the time.
    pub fn moved(&self, moved: &Move) -> Derived {
        self.changed(moved, false)
    }

    /// The same behind the sentence that tells the new time and whose word it is.
    pub(super) fn moved_to_state(&self, moved: &Move) -> Derived {
        self.changed(moved, true)
    }

    /// The sentence; `by_state` where the new time, whose word it is and on what condition are told
    /// before it.
    fn changed(&self, moved: &Move, by_state: bool) -> Derived {
        let (kind, key) = self.form(moved, by_state);
        let from = self.said(moved.from).claim.date.as_ref();
        let to = self.said(moved.to).claim.date.as_ref();
        let term = matches!(moved.kind, MoveKind::Extended | MoveKind::Shortened);
        let by_last_day = term || key.ends_with("last_day");
        let named = |date: Option<&Edtf>| {
            let last = date.filter(|_| by_last_day).and_then(|date| match term {
                true => self.end(date),
                false => self.last_day(date),
            });
            last.or_else(|| date.map(|date| self.time(date)))
                .unwrap_or_default()
        };
        // With a word that names no time, this is the sentence that tells it.
        let condition = match by_state && to.is_some() {
            true => String::new(),
            false => self.on_condition(moved.to),
        };
        // Whose the earlier end of a term was, where it is another's.
        let theirs = term && !self.said(moved.to).carried;
        let theirs = theirs && !self.said(moved.from).shares_speaker(self.said(moved.to));
        let from = match theirs {
            true => self.say(
                "list_happened",
                &[("date", named(from)), ("speakers", self.by(moved.from))],
            ),
            // Without a new time, the earlier word is the one that is told here.
            false if to.is_none() => self.conditional(moved.from, named(from)),
            false => named(from),
        };
        let days = match moved.kind {
            MoveKind::PutOff(days) | MoveKind::BroughtForward(days) => days,
            _ => None,
        };
        let values = [
            ("speakers", self.names(&moved.speakers)),
            ("from", from),
            ("to", named(to)),
            ("condition", condition),
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

    fn form(&self, moved: &Move, by_state: bool) -> (&'static str, &'static str) {
        let date = |at: usize| self.said(at).claim.date.as_ref();
        let shape = |at: usize| date(at).map(Edtf::shape);
        let both_days = [moved.from, moved.to].map(shape) == [Some(Shape::Day); 2];
        let bare = |date: &Edtf| self.here.language().is_bare(&self.time(date));
        let plain = matches!(shape(moved.from), Some(Shape::Day | Shape::Month));
        let plain = plain && !date(moved.to).is_some_and(bare);
        let has_end = date(moved.to).is_some_and(|date| date.latest().day().is_some());
        let had_end = date(moved.from).is_some_and(|date| date.latest().day().is_some());
        let completes = self.event.told.completes(moved);
        // Where nothing can be said but that the time is another.
        let renamed = match (by_state, date(moved.from)) {
            _ if date(moved.to).is_none() => "named_day",
            (true, Some(_)) => "renamed",
            (true, None) => "renamed_act",
            (false, Some(_)) => "renamed_then",
            (false, None) => "named_day",
        };
        let reported = self.said(moved.to).carried;
        let is_open = |at: usize| date(at).is_some_and(Edtf::is_open_extent);
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
            MoveKind::Extended if has_end && reported => ("extended", "extended_reported"),
            MoveKind::Extended if has_end => ("extended", "extended"),
            MoveKind::Extended if !is_open(moved.to) => ("extended", renamed),
            MoveKind::Extended if reported => ("extended", "extended_open_reported"),
            MoveKind::Extended => ("extended", "extended_open"),
            MoveKind::Shortened if had_end && reported => ("shortened", "shortened_reported"),
            MoveKind::Shortened if had_end => ("shortened", "shortened"),
            MoveKind::Shortened if !is_open(moved.from) => ("shortened", renamed),
            MoveKind::Shortened if reported => ("shortened", "ended_open_reported"),
            MoveKind::Shortened => ("shortened", "ended_open"),
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
