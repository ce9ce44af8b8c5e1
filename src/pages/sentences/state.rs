//! Where an event stands, in sentences on its own page.

use super::Teller;
use crate::content::claim::{Act, Status};
use crate::date::{Edtf, Shape};
use crate::newsroom::judgement::{self, Discord, MoveKind, State, Word};
use crate::newsroom::voice::Speaker;
use crate::pages::derived::Derived;

impl Teller<'_, '_> {
    /// The sentences, one after the other.
    pub fn state(&self) -> Vec<Derived> {
        let judgement = &self.event.judgement;
        let mut told = match judgement.state {
            State::Happened(at) => self.happened(at),
            State::Ended(at) => vec![self.ended(at)],
            State::Cancelled(at) => self.cancelled(at),
            State::ToCome(at) => self.to_come(at),
            State::InForce(at) => self.in_force(at),
            State::Underway(_) | State::Overdue(_) => Vec::new(),
            State::Past(at) => vec![self.past(at)],
            State::Said(_) => Vec::new(),
        };
        if self.event.told.settled.is_none() {
            told.extend(self.underway());
            told.extend(judgement.overdue.iter().map(|word| self.overdue(word)));
            told.extend(self.beside());
            told.extend(self.answers());
            told.extend(self.no_report_of_proposal());
            told.extend(self.reopened());
        }
        told.extend(self.disputes());
        told
    }

    fn happened(&self, at: usize) -> Vec<Derived> {
        let told = &self.event.told;
        let said = self.said(at);
        let date = said.claim.date.as_ref();
        let extent = date.is_some_and(|date| date.shape() == Shape::Extent);
        let key = if extent {
            "happened_extent"
        } else {
            "happened"
        };
        let date = date.map(|date| self.at(date)).unwrap_or_default();
        let mut sentences = Vec::new();
        if told.denials.is_empty() {
            let values = [
                ("at", date),
                ("said", self.said_on(&said.voice.speakers, at)),
            ];
            sentences.push(self.make("happened", key, &values, &[at]));
        } else {
            let denied = told.denials.iter().map(|denial| {
                let speakers = &self.said(*denial).voice.speakers;
                self.verb("did", speakers, *denial)
            });
            let denied: Vec<String> = denied.collect();
            let denied = self.here.language().joined("semicolon", &denied);
            let values = [
                ("speakers", &*self.by(at)),
                ("at", &*date),
                ("denied", &*denied),
            ];
            let words = self.here.language().count(
                "happened_and_denied",
                said.voice.speakers.len(),
                &values,
            );
            let claims: Vec<usize> = [at]
                .into_iter()
                .chain(told.denials.iter().copied())
                .collect();
            sentences.push(self.derived("denied", words, &claims));
        }
        sentences.extend(self.other_reports(at));
        sentences.extend(self.outcomes());
        sentences.extend(self.overtaken_answers());
        sentences.extend(self.called_off_before());
        sentences
    }

    /// Others who report it for a time that does not go with the state's.
    fn other_reports(&self, at: usize) -> Vec<Derived> {
        let own = self.said(at).claim.date.as_ref();
        let reports = self
            .event
            .history
            .iter()
            .enumerate()
            .filter(|(other, said)| {
                let dates = own.zip(said.claim.date.as_ref());
                let apart =
                    dates.is_some_and(|(a, b)| a.compared_to(b) != crate::date::Timing::Unclear);
                let before = self
                    .event
                    .told
                    .reopened
                    .is_some_and(|settled| *other <= settled);
                *other != at
                    && said.claim.status == Status::Happened
                    && apart
                    && !before
                    && said.voice.speakers != self.said(at).voice.speakers
            });
        reports
            .map(|(other, said)| {
                let date = said.claim.date.as_ref().map(|date| self.at(date));
                let values = [
                    ("speakers", self.by(other)),
                    ("at", date.unwrap_or_default()),
                ];
                self.make("happened", "other_report", &values, &[other])
            })
            .collect()
    }

    fn ended(&self, at: usize) -> Derived {
        let ended = self.event.told.ended;
        let before = ended.and_then(|ended| ended.before_term);
        let values = [
            ("at", self.at(&self.event.place)),
            ("speakers", self.by(at)),
            (
                "days",
                before.map(|span| self.span(span)).unwrap_or_default(),
            ),
        ];
        let key = if before.is_some() {
            "ended_before_term"
        } else {
            "ended"
        };
        let claims: Vec<usize> = ended
            .map(|ended| ended.limit)
            .into_iter()
            .chain([at])
            .collect();
        self.make("ended", key, &values, &claims)
    }

    fn cancelled(&self, at: usize) -> Vec<Derived> {
        let values = [
            ("speakers", self.by(at)),
            ("at", self.at(&self.event.place)),
        ];
        let mut sentences = vec![self.make("called-off", "called_off", &values, &[at])];
        let words = self.event.history[..at].iter().enumerate();
        let before = words
            .rev()
            .find(|(_, said)| said.act.names_a_time() && said.claim.date.is_some());
        sentences.extend(before.map(|(word, said)| {
            let had = self.had(&said.voice.speakers, word);
            self.derived("state", self.sentence(had), &[word])
        }));
        sentences.extend(self.event.told.denials.iter().map(|denial| {
            let did = self.did(&self.said(*denial).voice.speakers, *denial);
            self.derived("denied", self.sentence(did), &[*denial])
        }));
        sentences
    }

    /// What is promised, ordered, proposed or expected.
    fn to_come(&self, at: usize) -> Vec<Derived> {
        let said = self.said(at);
        let standing = self.event.told.standing.iter().find(|word| word.at == at);
        let speakers = standing.map_or(&said.voice.speakers, |word| &word.speakers);
        let mut sentences = Vec::new();
        if said.act == Act::Proposal {
            sentences.push(self.derived("state", self.sentence(self.did(speakers, at)), &[at]));
        } else if let Some(date) = &said.claim.date {
            sentences.push(self.word(at, date, speakers));
        }
        let moves = self.event.told.moves.iter().filter(|moved| moved.to == at);
        sentences.extend(moves.map(|moved| self.moved(moved)));
        if said.claim.date.is_none() && sentences.is_empty() {
            let did = self.did(speakers, at);
            sentences.push(self.derived("no-day", self.sentence(did), &[at]));
        }
        sentences
    }

    /// `Announced by the end of June (A, 2 February).`
    fn word(&self, at: usize, date: &Edtf, speakers: &[Speaker]) -> Derived {
        let said = self.said(at);
        let reported_only = said.act != said.claim.status.act();
        let postponed = said.claim.status == Status::Postponed;
        let key = match (said.act, postponed) {
            _ if reported_only => "word_reported",
            (_, true) => "word_postponed",
            _ => "word",
        };
        let values = [
            (
                "status",
                self.text(&format!("mark_{}", said.claim.status.as_str())),
            ),
            ("when", self.when(date)),
            ("to", self.to(date)),
            ("said", self.said_on(speakers, at)),
        ];
        let words = self.conditional(at, self.say(key, &values));
        self.derived("state", self.sentence(words), &[at])
    }

    fn in_force(&self, at: usize) -> Vec<Derived> {
        let said = self.said(at);
        let term = said.claim.date.as_ref();
        let begun = term.is_none_or(|term| self.has_begun(term));
        let from = term.and_then(Edtf::as_start).map(|from| self.date(&from));
        let end = term.and_then(Edtf::as_end).map(|end| self.date(&end));
        let key = match (begun, &end) {
            (true, Some(_)) => "in_force",
            (true, None) => "in_force_since",
            (false, _) => "to_be_in_force",
        };
        let values = [
            ("until", end.unwrap_or_default()),
            ("from", from.unwrap_or_default()),
            ("said", self.said_on(&said.voice.speakers, at)),
        ];
        let words = self.conditional(at, self.say(key, &values));
        let mut sentences = vec![self.derived("in-force", self.sentence(words), &[at])];
        sentences.extend(self.term_before(at));
        sentences
    }

    /// `A had set 30 April.`
    fn term_before(&self, at: usize) -> Option<Derived> {
        let changed = |kind| matches!(kind, MoveKind::Extended | MoveKind::Shortened);
        let mut moves = self.event.told.moves.iter();
        let moved = moves.rfind(|moved| moved.to == at && changed(moved.kind))?;
        let before = self.said(moved.from);
        let end = before
            .claim
            .date
            .as_ref()
            .and_then(|date| self.last_day(date))?;
        let extended = moved.kind == MoveKind::Extended;
        let (kind, key) = match extended {
            true => ("extended", "term_before_extended"),
            false => ("shortened", "term_before_shortened"),
        };
        let values = [("speakers", self.by(moved.from)), ("date", end)];
        Some(self.make(kind, key, &values, &[moved.from, at]))
    }

    fn past(&self, at: usize) -> Derived {
        let said = self.said(at);
        if said.act == Act::Limit {
            return self.run_out(at);
        }
        let did = self.did(&said.voice.speakers, at);
        match said.act {
            // The answers to a proposal come first.
            Act::Proposal => self.derived("state", self.sentence(did), &[at]),
            _ => self.make("no-report", "past", &[("did", did)], &[at]),
        }
    }

    /// `Was in force until 31 July (B, 28 April); no extension is reported here.`
    pub(super) fn run_out(&self, at: usize) -> Derived {
        let said = self.said(at);
        let end = said.claim.date.as_ref().and_then(Edtf::as_end);
        let values = [
            ("until", end.map(|end| self.date(&end)).unwrap_or_default()),
            ("said", self.said_on(&said.voice.speakers, at)),
        ];
        self.make("run-out", "was_in_force", &values, &[at])
    }

    fn no_report_of_proposal(&self) -> Option<Derived> {
        let State::Past(at) = self.event.judgement.state else {
            return None;
        };
        let proposal = self.said(at).act == Act::Proposal;
        proposal.then(|| self.make("no-report", "no_report", &[], &[at]))
    }

    fn underway(&self) -> Option<Derived> {
        let at = self.event.told.underway?;
        let extent = match self.event.judgement.state {
            State::ToCome(word) => {
                let date = self.said(word).claim.date.as_ref();
                let past = date.is_some_and(|date| {
                    date.compared_to_day(self.event.judgement.day) == crate::date::Timing::Before
                });
                past && date.is_some_and(|date| date.shape() == Shape::Extent)
            }
            _ => false,
        };
        let carried = self.is_carried(at);
        let key = match (extent, carried) {
            (true, _) => "underway_no_end",
            (false, true) => "underway_reported",
            (false, false) => "underway",
        };
        let values = [("speakers", self.by(at)), ("date", self.reported(at))];
        Some(self.make("underway", key, &values, &[at]))
    }

    /// Words that stand beside the state: orders for a time to come, and expectations whose time
    /// has passed.
    fn beside(&self) -> Vec<Derived> {
        let judgement = &self.event.judgement;
        let standing = self.event.told.standing.iter();
        let others = standing.filter(|word| word.at != judgement.state.claim());
        others
            .filter_map(|word| {
                let said = self.said(word.at);
                let past = judgement::is_past(said, self.event.told.begun, judgement.day);
                let did = self.did(&word.speakers, word.at);
                match (said.act, past) {
                    (Act::Order, false) => {
                        Some(self.derived("state", self.sentence(did), &[word.at]))
                    }
                    (Act::Expectation, true) => {
                        Some(self.make("no-report", "past", &[("did", did)], &[word.at]))
                    }
                    _ => None,
                }
            })
            .collect()
    }

    /// `A announced it by the end of June. That time has passed; there is no report of it here.`
    pub fn overdue(&self, word: &Word) -> Derived {
        let under_way = self.event.told.underway;
        let (key, did) = match under_way {
            Some(_) => ("overdue_underway", self.had(&word.speakers, word.at)),
            None => ("overdue_sentence", self.did(&word.speakers, word.at)),
        };
        let claims: Vec<usize> = [word.at].into_iter().chain(under_way).collect();
        self.make("overdue", key, &[("did", did)], &claims)
    }

    fn answers(&self) -> Vec<Derived> {
        let answers = self.event.told.answers.iter();
        answers
            .map(|answer| {
                let speakers = &self.said(answer.at).voice.speakers;
                let words = match answer.overtaken {
                    Some(_) => self.had(speakers, answer.at),
                    None => self.did(speakers, answer.at),
                };
                let claims: Vec<usize> = [answer.at].into_iter().chain(answer.overtaken).collect();
                self.derived("answer", self.sentence(words), &claims)
            })
            .collect()
    }

    fn overtaken_answers(&self) -> Vec<Derived> {
        let answers = self.event.told.answers.iter();
        answers
            .map(|answer| {
                let had = self.had(&self.said(answer.at).voice.speakers, answer.at);
                self.derived("answer", self.sentence(had), &[answer.at])
            })
            .collect()
    }

    /// That it had been called off, or had happened, before a day was named again.
    fn reopened(&self) -> Option<Derived> {
        let at = self.event.told.reopened?;
        match self.said(at).claim.status {
            Status::Cancelled => self.called_off_before(),
            _ => {
                let date = self.said(at).claim.date.as_ref().map(|date| self.at(date));
                let values = [("at", date.unwrap_or_default()), ("speakers", self.by(at))];
                Some(self.make("reopened", "happened_before", &values, &[at]))
            }
        }
    }

    fn called_off_before(&self) -> Option<Derived> {
        let at = self.event.told.reopened?;
        if self.said(at).claim.status != Status::Cancelled {
            return None;
        }
        let day = crate::newsroom::judgement::end_day(self.said(at));
        let values = [("speakers", self.by(at)), ("at", self.at(&day))];
        Some(self.make("reopened", "had_called_off", &values, &[at]))
    }

    /// Who contradicts whom, and where both are right on one date alone.
    pub fn disputes(&self) -> Vec<Derived> {
        let disputes = self.event.judgement.disputes.iter();
        disputes
            .map(|dispute| {
                let sides = [dispute.earlier, dispute.later];
                let words = sides.map(|at| self.did(&self.said(at).voice.speakers, at));
                let sides_told = ("sides", self.here.language().joined("semicolon", &words));
                match &dispute.discord {
                    Discord::Disputed => self.make("disputed", "disputed", &[sides_told], &sides),
                    Discord::Touching(date) => {
                        let values = [sides_told, ("at", self.at(date))];
                        self.make("touching", "touching", &values, &sides)
                    }
                }
            })
            .collect()
    }
}
