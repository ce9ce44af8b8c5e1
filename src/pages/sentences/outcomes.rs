//! How what happened lies to what was named for it, in a sentence.

use std::collections::BTreeSet;

use super::Teller;
use crate::content::claim::Act;
use crate::date::{Edtf, Shape};
use crate::newsroom::judgement::{Kept, Outcome};
use crate::newsroom::voice::Speaker;
use crate::pages::derived::Derived;

impl Teller<'_, '_> {
    /// The sentences on what became of each speaker's words; who named the same times is told
    /// together.
    pub fn outcomes(&self) -> Vec<Derived> {
        let outcomes = self.together();
        outcomes
            .iter()
            .map(|outcome| self.outcome(outcome))
            .collect()
    }

    pub(super) fn together(&self) -> Vec<Outcome> {
        let named = |outcome: &Outcome| {
            let (first, last) = (self.said(outcome.first), self.said(outcome.last));
            (last.act, first.claim.date.clone(), last.claim.date.clone())
        };
        let mut together: Vec<Outcome> = Vec::new();
        for outcome in &self.event.told.outcomes {
            match together
                .iter_mut()
                .find(|known| named(known) == named(outcome))
            {
                Some(known) => known.speakers.extend(outcome.speakers.iter().cloned()),
                None => together.push(outcome.clone()),
            }
        }
        together
    }

    /// What became of a speaker's words, as a sentence.
    fn outcome(&self, outcome: &Outcome) -> Derived {
        let (kind, words, claims) = self.judged(outcome);
        self.derived(kind, self.sentence(capitalised(&words)), &claims)
    }

    /// The words of that sentence, to stand in another.
    pub(super) fn outcome_sentence(&self, outcome: &Outcome) -> String {
        let (_, words, _) = self.judged(outcome);
        self.sentence(capitalised(&words))
    }

    /// What became of a speaker's words: `109 days after the last day that A had named`.
    pub fn outcome_words(&self, outcome: &Outcome) -> Derived {
        let (kind, words, claims) = self.judged(outcome);
        self.derived(kind, words, &claims)
    }

    fn judged(&self, outcome: &Outcome) -> (&'static str, String, Vec<usize>) {
        let moved = self.said(outcome.first).claim.date != self.said(outcome.last).claim.date;
        let (kind, words) = match self.said(outcome.last).act {
            Act::Order => self.against_order(outcome),
            Act::Expectation => self.against(outcome, "expected"),
            _ if moved => self.against_both(outcome),
            _ => self.against(outcome, "named"),
        };
        let theirs = self.event.told.outcomes.iter().filter(|known| {
            let mut speakers = known.speakers.iter();
            speakers.any(|speaker| outcome.speakers.contains(speaker))
        });
        let named = theirs.flat_map(|known| [known.first, known.last]);
        let claims: BTreeSet<usize> = named.chain(self.event.told.settled).collect();
        let claims: Vec<usize> = claims.into_iter().collect();
        (kind, words, claims)
    }

    /// Against a time that the speakers of a claim expected.
    pub(super) fn against_expected(
        &self,
        at: usize,
        date: &Edtf,
        kept: Kept,
    ) -> (&'static str, String) {
        self.against_time(&self.said(at).voice.speakers, date, kept, "expected")
    }

    /// Against the one time that was named or expected.
    fn against(&self, outcome: &Outcome, verb: &str) -> (&'static str, String) {
        match &self.said(outcome.last).claim.date {
            Some(date) => self.against_time(&outcome.speakers, date, outcome.against_last, verb),
            None => ("unclear", String::new()),
        }
    }

    fn against_time(
        &self,
        speakers: &[Speaker],
        date: &Edtf,
        kept: Kept,
        verb: &str,
    ) -> (&'static str, String) {
        let by_day = date.shape() == Shape::Day;
        let (kind, key) = match (kept, by_day) {
            (Kept::Late(_), true) => ("late", "late_day"),
            (Kept::Late(_), false) => ("late", "late_last_day"),
            (Kept::Early(_), true) => ("early", "early_day"),
            (Kept::Early(_), false) => ("early", "early_first_day"),
            (Kept::InTime, true) => ("kept", "kept_day"),
            (Kept::InTime, false) => ("kept", "kept_time"),
            (Kept::Unclear, _) if self.lasted() => ("unclear", "kept_lasted"),
            (Kept::Unclear, _) => ("unclear", "kept_unclear"),
        };
        let values = [
            ("days", self.kept_span(kept)),
            ("speakers", self.names(speakers)),
            ("date", self.judged_by(kept, date)),
        ];
        (kind, self.say(&format!("{key}_{verb}"), &values))
    }

    /// Whether what happened lasted from a day to another: it may have begun in time.
    fn lasted(&self) -> bool {
        let settled = self.event.told.settled;
        let date = settled.and_then(|at| self.said(at).claim.date.as_ref());
        date.is_some_and(|date| date.shape() == Shape::Extent)
    }

    fn against_order(&self, outcome: &Outcome) -> (&'static str, String) {
        let had = self.had(&outcome.speakers, outcome.last);
        let (kind, key) = match outcome.against_last {
            Kept::Late(_) => ("late", "order_missed"),
            Kept::Unclear => ("unclear", "order_unclear"),
            Kept::InTime | Kept::Early(_) => ("kept", "order_kept"),
        };
        let values = [("had", had), ("days", self.kept_span(outcome.against_last))];
        (kind, self.say(key, &values))
    }

    /// Against the first time that a speaker named and the last.
    fn against_both(&self, outcome: &Outcome) -> (&'static str, String) {
        let date = |at: usize| self.said(at).claim.date.as_ref();
        let (Some(first), Some(last)) = (date(outcome.first), date(outcome.last)) else {
            return ("unclear", String::new());
        };
        let by_day = last.shape() == Shape::Day;
        let (kind, key) = match (outcome.against_last, outcome.against_first) {
            (Kept::InTime, Kept::Late(_)) if by_day => ("moved", "kept_last_day_late_first"),
            (Kept::InTime, Kept::Late(_)) => ("moved", "kept_last_late_first"),
            (Kept::InTime, _) if by_day => ("kept", "kept_last_day"),
            (Kept::InTime, _) => ("kept", "kept_last"),
            (Kept::Late(_), Kept::Late(_)) => ("late", "late_last_late_first"),
            (Kept::Late(_), _) => ("late", "late_last"),
            _ => ("moved", "named_first_and_last"),
        };
        let values = [
            ("speakers", self.names(&outcome.speakers)),
            (
                "first",
                match key.contains("_first") && key != "named_first_and_last" {
                    true => self.judged_by(outcome.against_first, first),
                    false => self.date(first),
                },
            ),
            ("last", self.judged_by(outcome.against_last, last)),
            ("since_first", self.kept_span(outcome.against_first)),
            ("since_last", self.kept_span(outcome.against_last)),
        ];
        (kind, self.say(key, &values))
    }

    /// The day of a time that lateness is counted from, or the time itself.
    fn judged_by(&self, kept: Kept, date: &Edtf) -> String {
        let day = match kept {
            Kept::Late(_) => self.last_day(date),
            Kept::Early(_) => self.first_day(date),
            Kept::InTime | Kept::Unclear => None,
        };
        day.unwrap_or_else(|| self.date(date))
    }

    fn kept_span(&self, kept: Kept) -> String {
        match kept {
            Kept::Late(span) | Kept::Early(span) => self.span(span),
            Kept::InTime | Kept::Unclear => String::new(),
        }
    }
}

/// The first letter as a sentence begins with it.
fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
