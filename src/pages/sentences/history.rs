//! What a claim of a history is to the event's state, and what it was when it was said.

use super::Teller;
use crate::content::claim::Act;
use crate::newsroom::judgement::{self, Fate};
use crate::newsroom::voice::{Speaker, have_one_in_common};
use crate::pages::derived::Derived;

impl Teller<'_, '_> {
    /// The notes on a claim in the table of its event's history.
    pub fn history_notes(&self, at: usize) -> Vec<Derived> {
        let standing = self.standing_note(at);
        let judgement = &self.event.judgement;
        let excluded = self.event.told.excluded_by(at);
        let excluded = excluded.filter(|earlier| !judgement.sets_apart(*earlier, at));
        let excluded = excluded.map(|earlier| {
            let values = [("speakers", self.by(earlier))];
            self.make("excluded", "note_excluded", &values, &[earlier, at])
        });
        let carriers = self.said(at).also.len() + 1;
        let carried = (carriers > 1).then(|| {
            let words = match carriers {
                2 => self.text("note_in_two_articles"),
                more => self.here.language().count("note_in_articles", more, &[]),
            };
            self.derived("recap", words, &[at])
        });
        standing
            .into_iter()
            .chain(carried)
            .chain(excluded)
            .collect()
    }

    fn standing_note(&self, at: usize) -> Option<Derived> {
        let (told, day) = (&self.event.told, self.event.judgement.day);
        let answer = told.answers.iter().find(|answer| answer.at == at);
        let (key, claims) = match (at == self.event.judgement.state.claim(), self.said(at).act) {
            // What somebody denies, or reports of another day, is not all there is to the state.
            (true, _) if self.is_told_otherwise(at) => return None,
            (true, _) => ("gives_state", vec![at]),
            _ if told.gave_up(at).is_some() => {
                let by = told.gave_up(at)?;
                ("note_overtaken", vec![at, by])
            }
            (_, Act::Report) => return None,
            (_, Act::Answer) => {
                // What came about has not overtaken who agreed to it.
                let overtaken = answer.and_then(|answer| answer.overtaken);
                let overtaken = overtaken.filter(|claim| told.settled != Some(*claim))?;
                ("note_overtaken", vec![at, overtaken])
            }
            // The time of a word that nothing replaced is over, or the event is.
            _ if told.stands(at) && told.is_past(&self.event.history, at, day) => {
                return None;
            }
            _ => match told.fate(&self.event.history, at) {
                Fate::Tested => return None,
                Fate::Stands => return Some(self.stands_note(at)),
                Fate::Refined => ("note_refined", vec![at]),
                Fate::Replaced | Fate::Settled | Fate::Overtaken => ("no_longer_stands", vec![at]),
            },
        };
        Some(self.make("standing", key, &[], &claims))
    }

    /// That a word still stands; where others of its speakers have said otherwise since, by whose word.
    fn stands_note(&self, at: usize) -> Derived {
        let (history, told) = (&self.event.history, &self.event.told);
        let stand = told.stand_by(history, at);
        let speakers = self.said(at).voice.speakers.iter();
        let (stand, gone): (Vec<Speaker>, Vec<Speaker>) =
            speakers.cloned().partition(|one| stand.contains(&one));
        if gone.is_empty() {
            return self.make("standing", "still_stands", &[], &[at]);
        }
        let otherwise = (at + 1..history.len()).filter(|later| {
            let said = self.said(*later);
            said.act != Act::Report && have_one_in_common(&said.voice.speakers, &gone)
        });
        let claims: Vec<usize> = [at].into_iter().chain(otherwise).collect();
        let values = [("speakers", self.names(&stand))];
        self.make("standing", "still_stands_for", &values, &claims)
    }

    /// Whether others deny what gives the state, or report it of another day.
    fn is_told_otherwise(&self, at: usize) -> bool {
        let told = &self.event.told;
        let settled = told.settled == Some(at);
        let mut others = judgement::other_reports(&self.event.history, told, at);
        let against = !told.denials.is_empty() || told.after_all.is_some();
        settled && (against || others.next().is_some())
    }
}
