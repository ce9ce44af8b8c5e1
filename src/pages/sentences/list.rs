//! Where an event stands, in the line of a list.

use super::Teller;
use crate::content::claim::{Act, Status};
use crate::date::Edtf;
use crate::newsroom::judgement::{self, Beside, Judgement, Kept, MoveKind, State, Word};
use crate::newsroom::voice::have_one_in_common;
use crate::pages::derived::Derived;

impl Teller<'_, '_> {
    /// The parts that a card tells below its date, its marks and the claims that it rests on, one
    /// after the other: what is to come, goes on or has happened, and by whose word, is in those.
    pub fn rest_of_line(&self) -> Vec<Derived> {
        let (event, told) = (self.event, &self.event.told);
        let mut parts = match event.judgement.state {
            State::Happened(at) => {
                let told = usize::from(!self.is_conditional(at));
                self.happened_line(at).into_iter().skip(told).collect()
            }
            State::Ended(at) => [self.line_of("ended", "list_ended", at)]
                .into_iter()
                .chain(self.denials_line())
                .collect(),
            State::Cancelled(at) => [self.cancelled_line(at)]
                .into_iter()
                .chain(self.denials_line())
                .collect(),
            State::ToCome(at) if event.is_plain(at) => Vec::new(),
            State::ToCome(at) => self.coming_lines(at),
            State::InForce(at) => vec![self.in_force_line(at)],
            State::Underway(at) if !self.is_conditional(at) => Vec::new(),
            State::Underway(at) => vec![self.line_of("underway", "list_underway", at)],
            State::Overdue(_) => Vec::new(),
            State::Past(at) => vec![self.past_line(&self.standing(at))],
            State::Said(at) => {
                vec![self.derived("answer", self.did(&self.said(at).voice.speakers, at), &[at])]
            }
        };
        parts.extend(
            told.after_all
                .map(|at| self.line_of("underway", "list_underway", at)),
        );
        let shown = |at: &usize| event.judgement.state == State::Underway(*at);
        let underway = told
            .underway
            .filter(|at| told.settled.is_none() && !shown(at) && !self.has_run_out());
        parts.extend(underway.map(|at| self.line_of("underway", "list_underway", at)));
        let by_other = matches!(event.judgement.state, State::ToCome(_));
        let overdue = event.judgement.overdue.iter();
        parts.extend(overdue.map(|word| self.overdue_line(word, by_other)));
        // A word whose time has passed stands among the claims of the card: it does not seem to be to come.
        let beside = judgement::beside(&event.history, told, &event.judgement);
        let over = beside
            .into_iter()
            .filter(|(_, beside)| matches!(beside, Beside::NoReport | Beside::RunOut));
        parts.extend(over.map(|(nth, _)| self.past_line(&told.standing[nth])));
        if told.settled.is_none() {
            parts.extend(self.answers_line());
        }
        // A term whose end was denied goes on.
        let reopened = told.reopened.filter(|_| told.settled.is_none());
        let reopened = reopened.filter(|at| !(told.reopened_term && told.took_back(*at)));
        if let Some(at) = reopened {
            let key = match self.said(at).claim.status {
                _ if told.reopened_term => "list_ended_before",
                Status::Cancelled => "list_called_off_before",
                _ => "list_happened_before",
            };
            parts.push(self.make("reopened", key, &[], &[at]));
            if told.contested(&event.history).is_some() {
                parts.extend(self.denials_line());
            }
        }
        // What was under way by the word taken back is not told.
        let ends = told.open_withdrawals();
        let ends = ends.filter(|(report, denial)| {
            let told_as_state = event.judgement.state == State::Said(*denial);
            reopened == Some(*report) && !told_as_state
        });
        parts.extend(ends.map(|(_, denial)| {
            let values = [("speakers", self.by(denial))];
            self.make("denied", "list_denied", &values, &[denial])
        }));
        parts
    }

    fn is_conditional(&self, at: usize) -> bool {
        self.said(at).claim.condition.is_some()
    }

    fn line_of(&self, kind: &'static str, key: &str, at: usize) -> Derived {
        let values = [
            ("date", self.date(&self.event.place)),
            ("speakers", self.by_who_say(at)),
            ("reported", self.reported(at)),
        ];
        self.make(kind, key, &values, &[at])
    }

    fn happened_line(&self, at: usize) -> Vec<Derived> {
        let told = &self.event.told;
        let mut parts = vec![self.line_of("happened", "list_happened", at)];
        let sure = told.denials.is_empty();
        let shifted = told.moves.iter().any(|moved| {
            matches!(
                moved.kind,
                MoveKind::PutOff(_) | MoveKind::NoDay | MoveKind::BroughtForward(_)
            )
        });
        let named_anew = told.outcomes.iter().any(|outcome| {
            !self
                .said(outcome.first)
                .names_same_time(self.said(outcome.last))
        });
        let moved = sure && shifted && named_anew;
        if moved {
            let from = told.outcomes.iter().map(|outcome| outcome.first);
            let claims: Vec<usize> = from.chain([at]).collect();
            parts.push(self.make("moved", "list_after_a_move", &[], &claims));
        } else if let [outcome] = self.together().as_slice()
            && sure
            && !matches!(outcome.against_first, Kept::Between | Kept::Unclear)
        {
            parts.push(self.outcome_words(outcome));
        }
        parts.extend(self.denials_line());
        let others = judgement::other_reports(&self.event.history, told, at);
        parts.extend(others.map(|other| {
            let date = self.said(other).claim.date.as_ref();
            let date = date.map(|date| self.date(date)).unwrap_or_default();
            let values = [("date", date), ("speakers", self.by_who_say(other))];
            self.make("happened", "list_other_day", &values, &[other])
        }));
        parts
    }

    /// `denied by N`.
    fn denials_line(&self) -> impl Iterator<Item = Derived> {
        let denials = self.event.told.denials.iter();
        denials.map(|denial| {
            let status = self.said(*denial).claim.status;
            let key = match self.only_reports(*denial) {
                true => "list_reported".to_string(),
                false => format!("list_{}", status.as_str()),
            };
            let values = [
                ("speakers", self.by_who_say(*denial)),
                ("status", self.status(status)),
            ];
            self.make("denied", &key, &values, &[*denial])
        })
    }

    fn cancelled_line(&self, at: usize) -> Derived {
        let values = [("speakers", self.by_who_say(at))];
        self.make("called-off", "list_called_off", &values, &[at])
    }

    /// `by the end of June · announced (A)`, and what the same speaker named on the same day.
    fn coming_lines(&self, at: usize) -> Vec<Derived> {
        let own = &self.said(at).voice.speakers;
        let standing = self.event.told.standing.iter().filter(|word| {
            let Judgement { day, .. } = self.event.judgement;
            let event = self.event;
            let past = event.told.is_past(&event.history, word.at, day);
            !past && have_one_in_common(&word.speakers, own)
        });
        standing.map(|word| self.coming_line(word)).collect()
    }

    fn coming_line(&self, word: &Word) -> Derived {
        let said = self.said(word.at);
        let speakers = ("speakers", self.names(&word.speakers));
        let Some(date) = &said.claim.date else {
            return self.make("no-day", "list_no_day", &[speakers], &[word.at]);
        };
        let moved = self
            .event
            .told
            .moves
            .iter()
            .rfind(|moved| moved.to == word.at);
        // Who stand by one word need not have put it off equally often.
        let mut times = self.event.put_offs(word);
        let first = times.next().unwrap_or(0);
        let put_off = if times.all(|times| times == first) {
            first
        } else {
            0
        };
        let status = match put_off {
            0 if said.claim.status == Status::Postponed && self.prolongs(word.at) => {
                self.text("status_prolonged")
            }
            0 => self.status(said.claim.status),
            2 => self.text("put_off_twice"),
            times => self.here.language().count("put_off_times", times, &[]),
        };
        let key = match said.act {
            Act::Proposal if !said.carried => "list_proposed",
            // The day stands above the line.
            _ if put_off > 0 && self.event.when.as_ref() == Some(date) => "list_put_off",
            _ => "list_to_come",
        };
        let values = [("date", self.label(date)), ("status", status), speakers];
        let moved = moved.filter(|_| put_off > 0);
        let claims: Vec<usize> = moved
            .map(|moved| moved.first)
            .into_iter()
            .chain([word.at])
            .collect();
        let words = self.conditional(word.at, self.say(key, &values));
        self.derived("state", words, &claims)
    }

    fn in_force_line(&self, at: usize) -> Derived {
        let term = self.said(at).claim.date.as_ref();
        let changed = self.term_move(at);
        let kind = changed.map(|moved| moved.kind);
        let begun = term.is_none_or(|term| self.has_begun(term));
        if term.is_some_and(|term| term.as_end().is_none() && term.as_start().is_none()) {
            return self.derived(
                "in-force",
                self.did(&self.said(at).voice.speakers, at),
                &[at],
            );
        }
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
        let first = judgement::first_day(term);
        first.is_none_or(|first| first <= self.event.judgement.day)
    }

    /// A word with those of its speakers who stand by it; all of them, where it does not stand.
    fn standing(&self, at: usize) -> Word {
        let mut standing = self.event.told.standing.iter();
        let word = standing.find(|word| word.at == at).cloned();
        word.unwrap_or_else(|| Word {
            at,
            speakers: self.said(at).voice.speakers.clone(),
        })
    }

    fn past_line(&self, word: &Word) -> Derived {
        let said = self.said(word.at);
        let language = self.here.language();
        let date = said.claim.date.as_ref();
        let key = match said.act {
            Act::Limit => "list_was_in_force",
            Act::Expectation if said.claim.status == Status::Expected => "list_was_expected",
            // "Was announced by June" would be the time of the announcement.
            _ if date.is_some_and(|date| language.is_bare(&self.date(date))) => "list_was",
            Act::Proposal => "list_was_proposed",
            _ if said.claim.status == Status::Postponed => "list_was_postponed",
            _ => "list_was_to_be",
        };
        let values = [
            (
                "until",
                date.map(|date| self.date(&date.as_end().unwrap_or_else(|| date.clone())))
                    .unwrap_or_default(),
            ),
            (
                "date",
                date.map(|date| self.label(date)).unwrap_or_default(),
            ),
            ("when", date.map(|date| self.when(date)).unwrap_or_default()),
            ("at", date.map(|date| self.at(date)).unwrap_or_default()),
            ("to", date.map(|date| self.toward(date)).unwrap_or_default()),
            ("status", self.status(said.claim.status)),
            ("speakers", self.names(&word.speakers)),
        ];
        self.make("past", key, &values, &[word.at])
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
        let state = self.event.judgement.state;
        let history = &self.event.history;
        let answers = self.event.told.answers_to(history, state.claim());
        let current =
            answers.filter(|answer| answer.overtaken.is_none() && state != State::Said(answer.at));
        let parts = current.map(|answer| {
            let said = self.said(answer.at);
            let date = said.claim.date.as_ref();
            let status = said.claim.status;
            let accepted_for = status == Status::Accepted && self.names_to_come(answer.at);
            let key = match (accepted_for, self.only_reports(answer.at)) {
                (true, false) => "list_accepted_for".to_string(),
                (true, true) => "list_reported_for".to_string(),
                (false, false) => format!("list_{}", status.as_str()),
                (false, true) => "list_reported".to_string(),
            };
            let values = [
                ("speakers", self.by_who_say(answer.at)),
                ("status", self.status(status)),
                ("when", date.map(|date| self.when(date)).unwrap_or_default()),
            ];
            self.make("answer", &key, &values, &[answer.at])
        });
        parts.collect()
    }
}
