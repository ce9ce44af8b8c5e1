//! Where an event stands, in the line of a list.

use super::Teller;
use crate::content::claim::{Act, Status};
use crate::date::Edtf;
use crate::newsroom::judgement::{Kept, MoveKind, State, Word};
use crate::pages::derived::Derived;

impl Teller<'_, '_> {
    /// The line's parts, to be told one after the other.
    pub fn line(&self) -> Vec<Derived> {
        let (event, told) = (self.event, &self.event.told);
        let mut parts = match event.judgement.state {
            // That it happened is told by the date and by who says so.
            State::Happened(at) => Some(self.happened_line(at))
                .filter(|parts| parts.len() > 1)
                .unwrap_or_default(),
            State::Ended(at) => vec![self.line_of("ended", "list_ended", at)],
            State::Cancelled(at) => vec![self.cancelled_line(at)],
            State::ToCome(at) => vec![self.to_come_line(at)],
            State::InForce(at) => vec![self.in_force_line(at)],
            State::Underway(at) => vec![self.line_of("underway", "list_underway", at)],
            State::Overdue(_) => Vec::new(),
            State::Past(at) => vec![self.past_line(at)],
            State::Said(at) => {
                vec![self.derived("answer", self.did(&self.said(at).voice.speakers, at), &[at])]
            }
        };
        let underway = told
            .underway
            .filter(|at| told.settled.is_none() && event.judgement.state != State::Underway(*at));
        parts.extend(underway.map(|at| self.line_of("underway", "list_underway", at)));
        let by_other = matches!(event.judgement.state, State::ToCome(_));
        let overdue = event.judgement.overdue.iter();
        parts.extend(overdue.map(|word| self.overdue_line(word, by_other)));
        if told.settled.is_none() {
            parts.extend(self.answers_line());
        }
        if let Some(at) = told.reopened.filter(|_| told.settled.is_none()) {
            let called_off = self.said(at).claim.status == Status::Cancelled;
            let key = if called_off {
                "list_called_off_before"
            } else {
                "list_happened_before"
            };
            parts.push(self.make("reopened", key, &[], &[at]));
        }
        parts
    }

    fn line_of(&self, kind: &'static str, key: &str, at: usize) -> Derived {
        let values = [
            ("date", self.date(&self.event.place)),
            ("speakers", self.by(at)),
            ("reported", self.reported(at)),
        ];
        self.make(kind, key, &values, &[at])
    }

    fn happened_line(&self, at: usize) -> Vec<Derived> {
        let told = &self.event.told;
        let mut parts = vec![self.line_of("happened", "list_happened", at)];
        let moved = told.outcomes.iter().any(|outcome| {
            self.said(outcome.first).claim.date != self.said(outcome.last).claim.date
        });
        if moved {
            let from = told.outcomes.iter().map(|outcome| outcome.first);
            let claims: Vec<usize> = from.chain([at]).collect();
            parts.push(self.make("moved", "list_after_a_move", &[], &claims));
        } else if let [outcome] = self.together().as_slice()
            && !matches!(outcome.against_first, Kept::Unclear)
        {
            parts.push(self.outcome_words(outcome));
        }
        parts.extend(told.denials.iter().map(|denial| {
            self.make(
                "denied",
                "list_denied",
                &[("speakers", self.by(*denial))],
                &[*denial],
            )
        }));
        parts
    }

    fn cancelled_line(&self, at: usize) -> Derived {
        let values = [
            ("speakers", self.by(at)),
            ("date", self.date(&self.event.place)),
        ];
        self.make("called-off", "list_called_off", &values, &[at])
    }

    /// `by the end of June · announced (A)`.
    fn to_come_line(&self, at: usize) -> Derived {
        let said = self.said(at);
        let speakers = ("speakers", self.by(at));
        let Some(date) = &said.claim.date else {
            return self.make("no-day", "list_no_day", &[speakers], &[at]);
        };
        let moves = self.event.told.moves.iter();
        let put_off = moves.filter(|moved| {
            matches!(moved.kind, MoveKind::PutOff(_) | MoveKind::NoDay)
                && moved
                    .speakers
                    .iter()
                    .any(|speaker| said.voice.speakers.contains(speaker))
        });
        let put_off: Vec<usize> = put_off.flat_map(|moved| [moved.from, moved.to]).collect();
        let status = match put_off.len() / 2 {
            0 => self.status(said.claim.status),
            times => self.here.language().count("put_off_times", times, &[]),
        };
        let key = match said.act {
            Act::Proposal => "list_proposed",
            _ => "list_to_come",
        };
        let values = [("date", self.date(date)), ("status", status), speakers];
        let claims: Vec<usize> = put_off.into_iter().chain([at]).collect();
        self.derived(
            "state",
            self.conditional(at, self.say(key, &values)),
            &claims,
        )
    }

    fn in_force_line(&self, at: usize) -> Derived {
        let term = self.said(at).claim.date.as_ref();
        let changed = self.event.told.moves.iter().rfind(|moved| moved.to == at);
        let kind = changed.map(|moved| moved.kind);
        let begun = term.is_none_or(|term| self.has_begun(term));
        let key = match (begun, kind) {
            (false, _) => "list_to_be_in_force",
            (_, Some(MoveKind::Extended)) => "list_extended",
            (_, Some(MoveKind::Shortened)) => "list_shortened",
            _ => "list_in_force",
        };
        let from = term.and_then(Edtf::as_start).map(|from| self.date(&from));
        let values = [
            ("until", self.date(&self.event.place)),
            ("from", from.unwrap_or_default()),
            ("speakers", self.by(at)),
        ];
        let claims: Vec<usize> = changed
            .map(|moved| moved.from)
            .into_iter()
            .chain([at])
            .collect();
        self.make("in-force", key, &values, &claims)
    }

    /// Whether what is in force has begun on the as-of day.
    pub(super) fn has_begun(&self, term: &Edtf) -> bool {
        term.earliest()
            .day()
            .is_none_or(|first| first <= self.event.judgement.day)
    }

    fn past_line(&self, at: usize) -> Derived {
        let said = self.said(at);
        let date = said.claim.date.as_ref();
        let key = match said.act {
            Act::Limit => "list_was_in_force",
            Act::Expectation if said.claim.status == Status::Expected => "list_was_expected",
            Act::Proposal => "list_was_proposed",
            _ => "list_was_to_be",
        };
        let values = [
            ("until", self.date(&self.event.place)),
            ("when", date.map(|date| self.when(date)).unwrap_or_default()),
            ("at", date.map(|date| self.at(date)).unwrap_or_default()),
            ("status", self.status(said.claim.status)),
            ("speakers", self.by(at)),
        ];
        self.make("past", key, &values, &[at])
    }

    fn overdue_line(&self, word: &Word, by_other: bool) -> Derived {
        let said = self.said(word.at);
        let key = match (by_other, said.act) {
            (_, Act::Order) => "list_overdue_required",
            (true, _) => "list_overdue_by",
            (false, _) => "list_overdue",
        };
        let date = said.claim.date.as_ref();
        let values = [
            ("when", date.map(|date| self.when(date)).unwrap_or_default()),
            ("date", date.map(|date| self.date(date)).unwrap_or_default()),
            ("speakers", self.names(&word.speakers)),
        ];
        self.make("overdue", key, &values, &[word.at])
    }

    /// `accepted by B`, `rejected by P`.
    fn answers_line(&self) -> Vec<Derived> {
        let current = self
            .event
            .told
            .answers
            .iter()
            .filter(|answer| answer.overtaken.is_none());
        let parts = current.map(|answer| {
            let key = format!("list_{}", self.said(answer.at).claim.status.as_str());
            self.make(
                "answer",
                &key,
                &[("speakers", self.by(answer.at))],
                &[answer.at],
            )
        });
        parts.collect()
    }
}
