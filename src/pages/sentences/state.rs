//! Where an event stands, in sentences on its own page.

use super::Teller;
use crate::content::claim::{Act, Status};
use crate::date::Edtf;
use crate::newsroom::events::Event;
use crate::newsroom::judgement::{self, Answer, Beside, Discord, MoveKind, State, Word};
use crate::newsroom::voice::Speaker;
use crate::pages::derived::Derived;

impl Teller<'_, '_> {
    /// The sentences, one after the other.
    pub fn state(&self) -> Vec<Derived> {
        let judgement = &self.event.judgement;
        let mut told = match judgement.state {
            State::Happened(at) => self.happened(at),
            State::Ended(at) => self.term_ended(at),
            State::Cancelled(at) => self.cancelled(at),
            State::ToCome(at) => self.coming(at),
            State::InForce(at) => self.in_force(at),
            State::Underway(_) | State::Overdue(_) => Vec::new(),
            State::Past(at) => vec![self.past(at)],
            State::Said(_) => Vec::new(),
        };
        if self.event.told.settled.is_none() {
            let (of_report, of_word) = self.answers();
            told.extend(self.underway());
            told.extend(of_report);
            told.extend(judgement.overdue.iter().map(|word| self.overdue(word)));
            told.extend(self.beside());
            told.extend(of_word);
            told.extend(self.no_report_of_proposal());
            told.extend(self.reopened());
        }
        told.extend(self.disputes());
        told
    }

    /// What is promised, ordered, proposed or expected.
    fn coming(&self, at: usize) -> Vec<Derived> {
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
        sentences.extend(
            moves.map(|moved| match moved.speakers.len() == speakers.len() {
                true => self.moved_to_state(moved),
                false => self.moved(moved),
            }),
        );
        if said.claim.date.is_none() && sentences.is_empty() {
            let did = self.did(speakers, at);
            sentences.push(self.derived("no-day", self.sentence(did), &[at]));
        }
        sentences
    }

    /// `Announced by the end of June (A, 2 February).`
    fn word(&self, at: usize, date: &Edtf, speakers: &[Speaker]) -> Derived {
        let said = self.said(at);
        let postponed = said.claim.status == Status::Postponed;
        let key = match (said.act, postponed) {
            (_, true) if said.carried => "word_reported_postponed",
            _ if said.carried => "word_reported",
            (_, true) if self.prolongs(at) => "word_postponed_end",
            (_, true) => "word_postponed",
            _ => "word",
        };
        let values = [
            (
                "status",
                self.text(&format!("mark_{}", said.claim.status.as_str())),
            ),
            ("when", self.when(date)),
            ("to", self.toward(date)),
            ("end", self.last_day(date).unwrap_or_default()),
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
            // Of what begins on a day or later nobody knows whether it has.
            (_, None) if from.is_none() => {
                let did = self.did(&said.voice.speakers, at);
                return vec![self.derived("in-force", self.sentence(did), &[at])];
            }
            (true, Some(_)) => "in_force",
            (true, None) => "in_force_since",
            (false, Some(_)) => "to_be_in_force",
            (false, None) => "to_be_in_force_open",
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
        let moved = self.term_move(at)?;
        if !matches!(moved.kind, MoveKind::Extended | MoveKind::Shortened) {
            return Some(self.moved_to_state(moved));
        }
        let before = self.said(moved.from);
        let end = before.claim.date.as_ref();
        let end = end.and_then(|date| self.end(date));
        let (kind, key) = match (moved.kind, before.carried, &end) {
            (MoveKind::Extended, false, _) => ("extended", "term_before_extended"),
            (MoveKind::Extended, true, _) => ("extended", "term_before_extended_reported"),
            (_, false, None) => ("shortened", "term_before_open"),
            (_, true, None) => ("shortened", "term_before_open_reported"),
            (_, false, _) => ("shortened", "term_before_shortened"),
            (_, true, _) => ("shortened", "term_before_shortened_reported"),
        };
        let values = [
            ("speakers", self.by(moved.from)),
            ("date", end.unwrap_or_default()),
            ("condition", self.on_condition(moved.from)),
        ];
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
            _ => self.no_newer_report("no-report", ["past", "past_newer"], did, &[at]),
        }
    }

    /// That there is no report of it; or no newer one, where it was reported before a day was named
    /// again.
    pub(super) fn no_newer_report(
        &self,
        kind: &'static str,
        keys: [&str; 2],
        did: String,
        claims: &[usize],
    ) -> Derived {
        let told = &self.event.told;
        let happened = |at: usize| self.said(at).claim.status == Status::Happened;
        let before = told.reopened.filter(|at| !told.took_back(*at));
        let key = keys[usize::from(before.is_some_and(happened))];
        self.make(kind, key, &[("did", did)], claims)
    }

    /// Whether the state is a term that has passed; what was under way within it says no more.
    pub(super) fn has_run_out(&self) -> bool {
        match self.event.judgement.state {
            State::Past(at) => self.said(at).act == Act::Limit,
            _ => false,
        }
    }

    /// `Was in force until 31 July (B, 28 April); no extension is reported here.`
    pub(super) fn run_out(&self, at: usize) -> Derived {
        let said = self.said(at);
        let end = said.claim.date.as_ref().and_then(Edtf::as_end);
        let values = [
            ("until", end.map(|end| self.date(&end)).unwrap_or_default()),
            ("said", self.said_on(&said.voice.speakers, at)),
            ("condition", self.on_condition(at)),
        ];
        let Some(shortened) = self.term_before(at).filter(|_| self.was_shortened(at)) else {
            return self.make("run-out", "was_in_force", &values, &[at]);
        };
        let was = self.say("was_in_force_shortened", &values);
        let words = [("first", was), ("second", shortened.words)];
        self.make("run-out", "sentences", &words, &[at])
    }

    /// Whether a term took the place of a longer one that had an end.
    pub(super) fn was_shortened(&self, at: usize) -> bool {
        let mut moves = self.event.told.moves.iter();
        let ended = |at: usize| self.said(at).claim.date.as_ref().and_then(Edtf::as_end);
        moves.any(|moved| {
            let shortened = moved.kind == MoveKind::Shortened;
            moved.to == at && shortened && ended(moved.from).is_some()
        })
    }

    fn no_report_of_proposal(&self) -> Option<Derived> {
        let State::Past(at) = self.event.judgement.state else {
            return None;
        };
        let proposal = self.said(at).act == Act::Proposal;
        proposal.then(|| {
            self.no_newer_report(
                "no-report",
                ["no_report", "no_report_newer"],
                String::new(),
                &[at],
            )
        })
    }

    fn underway(&self) -> Option<Derived> {
        let Event {
            history,
            told,
            judgement,
            ..
        } = self.event;
        let at = told.underway.filter(|_| !self.has_run_out())?;
        let extent = judgement::has_no_end(history, told, judgement);
        let carried = self.is_carried(at);
        let key = match (extent, carried) {
            (true, _) => "underway_no_end",
            (false, true) => "underway_reported",
            (false, false) => "underway",
        };
        let speakers = self.by_who_say(at);
        let values = [("speakers", speakers), ("date", self.reported(at))];
        Some(self.make("underway", key, &values, &[at]))
    }

    /// The words that stand beside the state.
    fn beside(&self) -> Vec<Derived> {
        let Event {
            history,
            told,
            judgement,
            ..
        } = self.event;
        let beside = judgement::beside(history, told, judgement);
        beside
            .into_iter()
            .map(|(nth, beside)| {
                let word = &told.standing[nth];
                let did = || self.did(&word.speakers, word.at);
                match beside {
                    Beside::Stands => self.derived("state", self.sentence(did()), &[word.at]),
                    Beside::NoReport => {
                        self.no_newer_report("no-report", ["past", "past_newer"], did(), &[word.at])
                    }
                    Beside::RunOut => self.run_out(word.at),
                }
            })
            .collect()
    }

    /// `A announced it by the end of June. That time has passed; there is no report of it here.`
    pub fn overdue(&self, word: &Word) -> Derived {
        let under_way = self.event.told.underway;
        let claims: Vec<usize> = [word.at].into_iter().chain(under_way).collect();
        if under_way.is_some() {
            let did = self.had(&word.speakers, word.at);
            return self.make("overdue", "overdue_underway", &[("did", did)], &claims);
        }
        let did = self.did(&word.speakers, word.at);
        self.no_newer_report(
            "overdue",
            ["overdue_sentence", "overdue_sentence_newer"],
            did,
            &claims,
        )
    }

    /// Answers to the report that it is under way, and to words on the time.
    fn answers(&self) -> (Vec<Derived>, Vec<Derived>) {
        let told = &self.event.told;
        let proposal = self.said(self.event.judgement.state.claim()).act == Act::Proposal;
        let state = self.event.judgement.state.claim();
        let answers = told.answers_to(&self.event.history, state);
        let answers = answers.filter(|answer| {
            // Answers to what ended, or to another proposal, are the history's.
            let since = told.reopened.is_none_or(|end| answer.at > end);
            since && (answer.overtaken.is_none() || !proposal)
        });
        let sentence = |answer: &Answer| {
            let speakers = self.who_say(answer.at);
            let words = match answer.overtaken {
                Some(_) => self.had(&speakers, answer.at),
                None => self.did(&speakers, answer.at),
            };
            let claims: Vec<usize> = [answer.at].into_iter().chain(answer.overtaken).collect();
            self.derived("answer", self.sentence(words), &claims)
        };
        let of_report = |answer: &&Answer| {
            let answered = judgement::answered(&self.event.history, answer.at);
            answered.is_some() && answered == told.underway
        };
        let (of_report, of_word): (Vec<_>, Vec<_>) = answers.partition(of_report);
        let sentences = |answers: Vec<&Answer>| answers.into_iter().map(sentence).collect();
        (sentences(of_report), sentences(of_word))
    }

    /// What had been reported: that it was called off, or had happened, before a day was named again
    /// or the report was taken back.
    fn reopened(&self) -> Vec<Derived> {
        let told = &self.event.told;
        let had_reported = |at: usize| {
            let had = self.had(&self.said(at).voice.speakers, at);
            self.derived("reopened", self.sentence(had), &[at])
        };
        let mut sentences = Vec::new();
        let mut before = None;
        for (report, denial) in told.open_withdrawals() {
            let did = self.did(&self.said(denial).voice.speakers, denial);
            let did = self.derived("denied", self.sentence(did), &[denial]);
            let again = before.replace(report) == Some(report);
            sentences.extend((!again).then(|| had_reported(report)));
            sentences.push(did);
        }
        let Some(at) = told.reopened.filter(|at| !told.took_back(*at)) else {
            return sentences;
        };
        if told.contested(&self.event.history) == Some(at) {
            let date = self.said(at).claim.date.as_ref();
            let date = date.map(|date| self.at(date)).unwrap_or_default();
            sentences.push(self.denied("happened_and_denied", &date, at));
            return sentences;
        }
        sentences.push(if told.reopened_term {
            let day = judgement::day_ended(self.said(at));
            let values = [("at", self.at(&day)), ("speakers", self.by(at))];
            self.make("reopened", "had_ended", &values, &[at])
        } else {
            self.called_off_before().unwrap_or_else(|| had_reported(at))
        });
        sentences.extend(told.denials.iter().map(|denial| {
            let had = self.had(&self.who_say(*denial), *denial);
            self.derived("denied", self.sentence(had), &[*denial])
        }));
        sentences
    }

    /// Who contradicts whom, and where both are right on one date alone.
    fn disputes(&self) -> Vec<Derived> {
        let disputes = self.event.judgement.disputes.iter();
        disputes
            .map(|dispute| {
                let sides = [&dispute.earlier, &dispute.later];
                let words = sides.map(|word| self.did(&word.speakers, word.at));
                let claims = sides.map(|word| word.at);
                let told = ("sides", self.here.language().joined("semicolon", &words));
                match &dispute.discord {
                    Discord::Disputed => self.make("disputed", "disputed", &[told], &claims),
                    Discord::Touching(date) => {
                        let values = [told, ("at", self.at(date))];
                        self.make("touching", "touching", &values, &claims)
                    }
                }
            })
            .collect()
    }
}
