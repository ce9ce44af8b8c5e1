//! How what happened lies to what was named for it, in a sentence.

use std::collections::BTreeSet;

use super::Teller;
use crate::content::claim::{Act, Status};
use crate::date::{Edtf, Shape};
use crate::newsroom::judgement::{Kept, Outcome};
use crate::newsroom::voice::{Speaker, have_one_in_common};
use crate::pages::derived::Derived;
use crate::prose::text::capitalised;

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
        let moved = !self
            .said(outcome.first)
            .names_same_time(self.said(outcome.last));
        let (kind, words) = match self.said(outcome.last).act {
            Act::Order => self.against_order(outcome),
            // Who reported that it was required did not expect it.
            Act::Expectation if self.said(outcome.last).claim.status == Status::Required => {
                self.against_order(outcome)
            }
            Act::Expectation => self.against(outcome, "expected"),
            _ if moved => self.against_both(outcome),
            _ => self.against(outcome, "named"),
        };
        let outcomes = self.event.told.outcomes.iter();
        let theirs =
            outcomes.filter(|known| have_one_in_common(&known.speakers, &outcome.speakers));
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
        let unclear = matches!(outcome.against_last, Kept::Between | Kept::Unclear);
        let named = verb == "named" && unclear && !self.lasted();
        match &self.said(outcome.last).claim.date {
            // Nobody "names by June".
            Some(date) if named && self.is_bare(date) => self.against_order(outcome),
            Some(date) => {
                let (kind, words) =
                    self.against_time(&outcome.speakers, date, outcome.against_last, verb);
                (kind, self.conditional(outcome.last, words))
            }
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
            (Kept::Between, _) => ("unclear", "kept_lasted"),
            (Kept::Unclear, _) if self.lasted() => ("unclear", "kept_lasted"),
            (Kept::Unclear, _) => ("unclear", "kept_unclear"),
        };
        let values = [
            ("days", self.kept_span(kept)),
            ("speakers", self.names(speakers)),
            ("date", self.judged_by(kept, date)),
            ("when", self.when(date)),
        ];
        let words = self.say(&format!("{key}_{verb}"), &values);
        (kind, self.lasting(kept, date, words))
    }

    /// Words on how early or late it was; of what lasted from a day to another, whether that is
    /// told of its beginning or of its end.
    pub(super) fn lasting(&self, kept: Kept, named: &Edtf, words: String) -> String {
        let key = match (kept, named.shape()) {
            _ if !self.lasted() => return words,
            (Kept::Late(_), Shape::Extent) | (Kept::Early(_), _) => "its_end",
            (Kept::Late(_), _) => "its_beginning",
            (Kept::InTime | Kept::Between | Kept::Unclear, _) => return words,
        };
        self.say(key, &[("words", words)])
    }

    /// Whether what happened lasted from a day to another: it may have begun in time.
    fn lasted(&self) -> bool {
        let settled = self.event.told.settled;
        let date = settled.and_then(|at| self.said(at).claim.date.as_ref());
        date.is_some_and(|date| date.shape() == Shape::Extent)
    }

    fn is_bare(&self, date: &Edtf) -> bool {
        let language = self.here.language();
        language.is_bare(&language.date_inside(date))
    }

    fn against_order(&self, outcome: &Outcome) -> (&'static str, String) {
        let had = self.had(&outcome.speakers, outcome.last);
        let (kind, key) = match outcome.against_last {
            Kept::Late(_) => ("late", "order_missed"),
            Kept::Unclear => ("unclear", "order_unclear"),
            Kept::Between => ("unclear", "order_kept"),
            Kept::InTime | Kept::Early(_) => ("kept", "order_kept"),
        };
        let values = [("had", had), ("days", self.kept_span(outcome.against_last))];
        (kind, self.say(key, &values))
    }

    /// Against the first time that a speaker named and the last: `on the day last named by A, 56
    /// days after the first, 3 May 2026`.
    fn against_both(&self, outcome: &Outcome) -> (&'static str, String) {
        let date = |at: usize| self.said(at).claim.date.as_ref();
        let (Some(first), Some(last)) = (date(outcome.first), date(outcome.last)) else {
            return ("unclear", String::new());
        };
        let was_late = matches!(outcome.against_first, Kept::Late(_));
        let kind = match (outcome.against_last, was_late) {
            (Kept::InTime, false) => "kept",
            (Kept::Late(_), _) => "late",
            (Kept::Early(_), false) => "early",
            _ => "moved",
        };
        let Some(to_last) = self.against_last(outcome, last) else {
            let values = [
                ("speakers", self.names(&outcome.speakers)),
                ("first", self.date(first)),
                ("last", self.date(last)),
            ];
            return (kind, self.say("named_first_and_last", &values));
        };
        let on_the_day = outcome.against_last == Kept::InTime && last.shape() == Shape::Day;
        let claims = [outcome.last, outcome.first];
        let conditional = claims.map(|at| self.said(at).claim.condition.is_some());
        let between = match was_late && on_the_day && conditional == [false; 2] {
            true => "comma",
            false => "semicolon",
        };
        let both = [
            self.conditional(outcome.last, to_last),
            self.conditional(outcome.first, self.against_first(outcome, first)),
        ];
        (kind, self.here.language().joined(between, &both))
    }

    /// How it lies to the time last named; `None` where what is known of the dates does not tell.
    fn against_last(&self, outcome: &Outcome, last: &Edtf) -> Option<String> {
        let kept = outcome.against_last;
        let key = match (kept, last.shape()) {
            (Kept::InTime, Shape::Day) => "kept_last_day",
            (Kept::InTime, _) => "kept_last_time",
            (Kept::Late(_), Shape::Day) => "late_last_day",
            (Kept::Late(_), Shape::Deadline) => "late_last_deadline",
            (Kept::Late(_), _) => "late_last_time",
            (Kept::Early(_), Shape::Day) => "early_last_day",
            (Kept::Early(_), _) => "early_last_time",
            (Kept::Between | Kept::Unclear, _) => return None,
        };
        let values = [
            ("speakers", self.names(&outcome.speakers)),
            ("last", self.judged_by(kept, last)),
            ("days", self.kept_span(kept)),
        ];
        Some(self.lasting(kept, last, self.say(key, &values)))
    }

    /// How late it was for the time named first, or what that was.
    fn against_first(&self, outcome: &Outcome, first: &Edtf) -> String {
        let kept = outcome.against_first;
        let Kept::Late(span) = kept else {
            return self.say("named_first", &[("first", self.date(first))]);
        };
        let key = match first.shape() {
            Shape::Day => "late_first_day",
            Shape::Deadline => "late_first_deadline",
            _ => "late_first_time",
        };
        let values = [
            ("first", self.judged_by(kept, first)),
            ("days", self.span(span)),
        ];
        self.lasting(kept, first, self.say(key, &values))
    }

    /// The day of a time that lateness is counted from, or the time itself.
    fn judged_by(&self, kept: Kept, date: &Edtf) -> String {
        let day = match kept {
            Kept::Late(_) => self.last_day(date),
            Kept::Early(_) => self.first_day(date),
            Kept::InTime | Kept::Between | Kept::Unclear => None,
        };
        day.unwrap_or_else(|| self.date(date))
    }

    fn kept_span(&self, kept: Kept) -> String {
        match kept {
            Kept::Late(span) | Kept::Early(span) => self.span(span),
            Kept::InTime | Kept::Between | Kept::Unclear => String::new(),
        }
    }
}
