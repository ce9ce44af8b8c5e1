//! What settled an event, in sentences: that it happened, ended or was called off.

use super::Teller;
use crate::content::claim::Status;
use crate::date::Shape;
use crate::newsroom::judgement;
use crate::pages::derived::Derived;

impl Teller<'_, '_> {
    pub(super) fn happened(&self, at: usize) -> Vec<Derived> {
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
        if told.denials.is_empty() {
            sentences.extend(self.outcomes());
        }
        sentences.extend(self.other_reports(at));
        sentences.extend(self.overtaken_answers());
        sentences.extend(self.called_off_before());
        sentences
    }

    /// Others who report it for a time that does not go with the state's.
    fn other_reports(&self, at: usize) -> Vec<Derived> {
        let reports = judgement::other_reports(&self.event.history, &self.event.told, at);
        reports
            .map(|other| {
                let did = self.did(&self.said(other).voice.speakers, other);
                self.derived("happened", self.sentence(did), &[other])
            })
            .collect()
    }

    /// Whether a claim reports the end of what was in force.
    pub(super) fn ended_a_term(&self, at: usize) -> bool {
        let told = &self.event.told;
        let now = told.ended.is_some() && told.settled == Some(at);
        now || (told.reopened_term && told.reopened == Some(at))
    }

    pub(super) fn ended(&self, at: usize) -> Derived {
        let ended = self.event.told.ended;
        let before = ended.and_then(|ended| ended.before_term);
        let values = [
            ("at", self.at(&judgement::day_ended(self.said(at)))),
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

    pub(super) fn cancelled(&self, at: usize) -> Vec<Derived> {
        let mut sentences = vec![self.called_off(at)];
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

    /// `A called it off on 1 February.` Of those who only report it, only the day that they name is
    /// that of its calling-off.
    pub(super) fn called_off(&self, at: usize) -> Derived {
        let said = self.said(at);
        let day = judgement::day_called_off(said);
        let key = match (said.carried, said.claim.date.as_ref() == Some(&day)) {
            (true, true) => "called_off_reported",
            (true, false) => "called_off_reported_no_day",
            (false, _) => "called_off",
        };
        let values = [
            ("speakers", self.by(at)),
            ("at", self.at(&day)),
            ("said", self.said_on(&said.voice.speakers, at)),
        ];
        self.make("called-off", key, &values, &[at])
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

    pub(super) fn called_off_before(&self) -> Option<Derived> {
        let at = self.event.told.reopened?;
        if self.said(at).claim.status != Status::Cancelled {
            return None;
        }
        if self.said(at).carried {
            let had = self.had(&self.said(at).voice.speakers, at);
            return Some(self.derived("reopened", self.sentence(had), &[at]));
        }
        let day = judgement::day_called_off(self.said(at));
        let values = [("speakers", self.by(at)), ("at", self.at(&day))];
        Some(self.make("reopened", "had_called_off", &values, &[at]))
    }
}
