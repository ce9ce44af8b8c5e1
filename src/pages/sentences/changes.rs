//! What a claim brought when it was published, in the words of "What changed".

use std::collections::BTreeSet;

use super::Teller;
use crate::content::claim::{Act, Status};
use crate::newsroom::events::Said;
use crate::newsroom::judgement::{self, Move, MoveKind, News, Word};
use crate::pages::derived::Derived;

impl Teller<'_, '_> {
    /// The kind of change that a claim was, and the sentence that tells it.
    pub fn change(&self, at: usize) -> (&'static str, Derived) {
        let told = &self.event.told;
        let said = self.said(at);
        let speakers = &said.voice.speakers;
        let history = &self.event.history;
        let denied = told.is_denied(history, at);
        let settled = told.settled.into_iter();
        let mut others =
            settled.flat_map(|settled| judgement::other_reports(history, told, settled));
        let beside = others.any(|other| other == at);
        let (kind, sentence) = match (said.claim.status, told.news[at]) {
            // What is denied, was taken back or is told otherwise is that speaker's word.
            (status, _) if status.settles() && (denied || beside) => {
                let did = self.did(speakers, at);
                ("said", self.derived("happened", self.sentence(did), &[at]))
            }
            _ if self.ended_a_term(at) => ("ended", self.ended(at)),
            (Status::Happened, _) => ("happened", self.came_to_pass(at)),
            (Status::Cancelled, _) => ("cancelled", self.called_off(at)),
            (_, News::Moved(_)) if self.own_moves(at).next().is_some() => self.moved_by(at),
            _ => {
                let (known, overtaken) = self.heard_before(at);
                let kind = match (said.act, at) {
                    (Act::Answer, _) => "answered",
                    (_, 0) if !known => "new",
                    _ if self.revives(at) => "revived",
                    _ => "said",
                };
                let did = match overtaken {
                    true => self.had(speakers, at),
                    false => self.did(speakers, at),
                };
                (kind, self.derived("state", self.sentence(did), &[at]))
            }
        };
        // Whom it could not be right beside, when it was said.
        let against: Vec<usize> = told.excluded_by(at).collect();
        match against.as_slice() {
            // What has come about is no contradiction any more; what was one before stays told as that.
            _ if told.settled.is_some_and(|settled| settled <= at) => (kind, sentence),
            [] => (kind, sentence),
            earlier => ("contradicted", self.contradicted(sentence, at, earlier)),
        }
    }

    /// Whether anything that was said after a claim had become public before it; and whether that was a
    /// later word of its own speaker.
    fn heard_before(&self, at: usize) -> (bool, bool) {
        let (said, newsroom) = (self.said(at), self.here.newsroom());
        if !self.event.late {
            return (false, false);
        }
        let public = newsroom.became_public(said);
        let later = self.event.history[at + 1..].iter();
        let mut later = later.filter(|later| newsroom.became_public(later) < public);
        let own = |later: &Said| later.act.names_a_time() && later.shares_speaker(said);
        (later.clone().next().is_some(), later.any(own))
    }

    /// The changes of the time that a claim brought, by speakers who do what they did before: whose
    /// word is of another kind now is told by that word.
    fn own_moves(&self, at: usize) -> impl Iterator<Item = &Move> {
        let moves = self.event.told.moves.iter();
        moves.filter(move |moved| moved.to == at && self.said(moved.from).act == self.said(at).act)
    }

    /// What a claim changed: each of its speakers' moves, behind what all of them say where some
    /// have moved nothing.
    fn moved_by(&self, at: usize) -> (&'static str, Derived) {
        let kind_of = |moved: &Move| match moved.kind {
            MoveKind::PutOff(_) | MoveKind::NoDay => "later",
            MoveKind::BroughtForward(_) => "earlier",
            MoveKind::Extended => "extended",
            MoveKind::Shortened => "shortened",
            MoveKind::Renamed if self.revives(at) => "revived",
            MoveKind::Renamed => "said",
        };
        let kinds: BTreeSet<&str> = self.own_moves(at).map(kind_of).collect();
        // Who only says it anew takes nothing from who put it off; one put off what another brought
        // forward is neither.
        let mut told = kinds.iter().copied().filter(|kind| *kind != "said");
        let kind = match (told.next(), told.next()) {
            (Some(kind), None) => kind,
            _ => "said",
        };
        let moved: usize = self.own_moves(at).map(|moved| moved.speakers.len()).sum();
        let speakers = &self.said(at).voice.speakers;
        let all = (moved < speakers.len()).then(|| {
            let did = self.did(speakers, at);
            self.derived("state", self.sentence(did), &[at])
        });
        let claims = self
            .own_moves(at)
            .flat_map(|moved| [moved.first, moved.from]);
        let claims: BTreeSet<usize> = claims.chain([at]).collect();
        let moves = self.own_moves(at).map(|moved| match &all {
            Some(_) => self.moved_to_state(moved),
            None => self.moved(moved),
        });
        let sentences: Vec<Derived> = all.iter().cloned().chain(moves).collect();
        let rule = sentences.last().map_or("state", |last| last.kind);
        let words = sentences.into_iter().map(|sentence| sentence.words);
        let words = words
            .reduce(|first, second| self.say("sentences", &[("first", first), ("second", second)]));
        let claims = Vec::from_iter(claims);
        (kind, self.derived(rule, words.unwrap_or_default(), &claims))
    }

    /// Whether a claim is the first to name a day for what had been settled.
    fn revives(&self, at: usize) -> bool {
        let names_a_time = |at: usize| self.said(at).act.names_a_time();
        let settled = self.event.told.reopened;
        settled.is_some_and(|settled| {
            settled < at && names_a_time(at) && !(settled + 1..at).any(names_a_time)
        })
    }

    fn contradicted(&self, sentence: Derived, at: usize, earlier: &[usize]) -> Derived {
        let others = earlier
            .iter()
            .map(|at| self.had(&self.said(*at).voice.speakers, *at));
        let others = self
            .here
            .language()
            .joined("semicolon", &others.collect::<Vec<_>>());
        let values = [("first", sentence.words), ("second", self.sentence(others))];
        let words = self.say("sentences", &values);
        let claims: Vec<usize> = earlier.iter().copied().chain([at]).collect();
        self.derived("disputed", words, &claims)
    }

    fn came_to_pass(&self, at: usize) -> Derived {
        let said = self.said(at);
        let date = said.claim.date.as_ref().map(|date| self.at(date));
        let values = [
            ("at", date.unwrap_or_default()),
            ("speakers", self.by(at)),
            ("condition", self.on_condition(at)),
        ];
        if self.event.told.settled != Some(at) {
            return self.make("happened", "change_came_to_pass", &values, &[at]);
        }
        let words = self.say("change_came_to_pass", &values);
        let outcomes = self.together();
        let words = outcomes.iter().fold(words, |first, outcome| {
            let second = self.outcome_sentence(outcome);
            self.say("sentences", &[("first", first), ("second", second)])
        });
        let told = self.event.told.outcomes.iter();
        let named = told.flat_map(|outcome| [outcome.first, outcome.last]);
        let claims: BTreeSet<usize> = named.chain([at]).collect();
        let claims: Vec<usize> = claims.into_iter().collect();
        self.derived("happened", words, &claims)
    }

    /// A time that has passed: which kind of change it is, and the sentence.
    pub fn passed(&self, at: usize) -> (&'static str, Derived) {
        let speakers = self.said(at).voice.speakers.clone();
        if self.said(at).act == Act::Limit {
            return ("run_out", self.run_out(at));
        }
        let words = self.event.judgement.overdue.iter();
        let word = words.clone().find(|word| word.at == at).cloned();
        (
            "overdue",
            self.overdue(&word.unwrap_or(Word { at, speakers })),
        )
    }
}
