//! What settled an event, in sentences: that it happened, ended or was called off.

use super::Teller;
use crate::content::claim::{Act, Status};
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
        let mut sentences = match told.denials.is_empty() {
            false => vec![self.denied("happened_and_denied", &date, at)],
            true => {
                let said = self.said_on(&self.who_say(at), at);
                let values = [("at", date), ("said", said)];
                vec![self.make("happened", key, &values, &[at])]
            }
        };
        if told.denials.is_empty() {
            sentences.extend(self.outcomes());
        }
        sentences.extend(self.other_reports(at));
        sentences.extend(self.after_all());
        sentences.extend(self.overtaken_answers());
        sentences.extend(self.called_off_before());
        sentences
    }

    /// What was reported, and who denies it: both sides in one sentence.
    pub(super) fn denied(&self, key: &str, date: &str, at: usize) -> Derived {
        let language = self.here.language();
        let denials = &self.event.told.denials;
        let denied = denials
            .iter()
            .map(|denial| self.did(&self.who_say(*denial), *denial));
        let denied = language.joined("semicolon", &denied.collect::<Vec<_>>());
        let speakers = self.who_say(at);
        let values = [
            ("speakers", &*self.names(&speakers)),
            ("at", date),
            ("condition", &*self.on_condition(at)),
            ("denied", &*denied),
        ];
        let words = match self.said(at).carried {
            // Who only reports that it was called off did not do so.
            true => {
                let sides = [self.did(&speakers, at), denied];
                self.sentence(language.joined("semicolon", &sides))
            }
            false => language.count(key, speakers.len(), &values),
        };
        let claims: Vec<usize> = [at].into_iter().chain(denials.iter().copied()).collect();
        self.derived("denied", words, &claims)
    }

    /// That it is reported under way after it was settled.
    fn after_all(&self) -> Option<Derived> {
        let at = self.event.told.after_all?;
        let did = self.did(&self.who_say(at), at);
        Some(self.derived("underway", self.sentence(did), &[at]))
    }

    /// Others who report it for a time that does not go with the state's.
    fn other_reports(&self, at: usize) -> Vec<Derived> {
        let reports = judgement::other_reports(&self.event.history, &self.event.told, at);
        reports
            .map(|other| {
                let did = self.did(&self.who_say(other), other);
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

    /// That what was in force has ended, and what is said against that.
    pub(super) fn term_ended(&self, at: usize) -> Vec<Derived> {
        let date = self.at(&judgement::day_ended(self.said(at)));
        let called_off = self.said(at).claim.status == Status::Cancelled;
        let ended = match (self.event.told.denials.is_empty(), called_off) {
            (true, _) => self.ended(at),
            (false, true) => self.denied("called_off_and_denied", &date, at),
            (false, false) => self.denied("ended_and_denied", &date, at),
        };
        [ended].into_iter().chain(self.after_all()).collect()
    }

    pub(super) fn ended(&self, at: usize) -> Derived {
        // An earlier end than the last was that of another term.
        let told = &self.event.told;
        let ended = told.ended.filter(|_| told.settled == Some(at));
        let before = ended.and_then(|ended| ended.before_term);
        let values = [
            ("at", self.at(&judgement::day_ended(self.said(at)))),
            ("speakers", self.by_who_say(at)),
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
        let said = self.said(at);
        let day = self.at(&judgement::day_called_off(said));
        let mut sentences = match self.event.told.denials.is_empty() {
            true => vec![self.called_off(at)],
            false => vec![self.denied("called_off_and_denied", &day, at)],
        };
        sentences.extend(self.word_before(at).map(|word| {
            let had = self.had(&self.said(word).voice.speakers, word);
            self.derived("state", self.sentence(had), &[word])
        }));
        sentences.extend(self.after_all());
        sentences
    }

    /// The last word on the time before it was called off: of those who called it off, else of whoever
    /// promised or ordered it, else of anybody.
    fn word_before(&self, at: usize) -> Option<usize> {
        let (history, end) = (&self.event.history, self.said(at));
        let words = (0..at).filter(|word| history[*word].act.names_a_time());
        let last_of_its_own = |word: &usize| {
            let mut later = history[word + 1..at].iter();
            !later.any(|later| later.act.names_a_time() && later.shares_speaker(&history[*word]))
        };
        let words =
            words.filter(|word| history[*word].claim.date.is_some() && last_of_its_own(word));
        words.max_by_key(|word| {
            let said = &history[*word];
            let firm = matches!(said.act, Act::Promise | Act::Order);
            (said.shares_speaker(end), firm, *word)
        })
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
            ("speakers", self.by_who_say(at)),
            ("at", self.at(&day)),
            ("said", self.said_on(&self.who_say(at), at)),
        ];
        self.make("called-off", key, &values, &[at])
    }

    fn overtaken_answers(&self) -> Vec<Derived> {
        let answers = self.event.told.answers.iter();
        answers
            .map(|answer| {
                let had = self.had(&self.who_say(answer.at), answer.at);
                self.derived("answer", self.sentence(had), &[answer.at])
            })
            .collect()
    }

    pub(super) fn called_off_before(&self) -> Option<Derived> {
        let told = &self.event.told;
        let at = told.reopened.filter(|at| !told.took_back(*at))?;
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
