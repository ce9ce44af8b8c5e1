//! The sentences that Dateline makes up about events, in the words of the site's language.
//!
//! Each is made from a judgement of the newsroom and from nothing else, names whose word it
//! rests on, and is noted with the claims it follows from ([`Here::derived`]).

mod changes;
mod history;
mod list;
mod moves;
mod outcomes;
mod settled;
mod since;
mod state;

use chrono::NaiveDate;

use super::derived::Derived;
use super::items::sources;
use super::site::Here;
use crate::content::claim::{Act, Status};
use crate::date::{Bound, Edtf, Shape, Timing};
use crate::newsroom::events::{Event, Said};
use crate::newsroom::judgement::{self, Span};
use crate::newsroom::voice::Speaker;

/// Tells of an event on a page.
#[derive(Clone, Copy)]
pub struct Teller<'a, 'h> {
    here: &'a Here<'h>,
    event: &'a Event,
}

/// Values for the places of a form.
type Values<'v> = [(&'v str, String)];

impl<'a, 'h> Teller<'a, 'h> {
    /// Tells of this event on this page.
    pub fn new(here: &'a Here<'h>, event: &'a Event) -> Self {
        Teller { here, event }
    }

    fn said(&self, at: usize) -> &'a Said {
        &self.event.history[at]
    }

    /// A sentence of a form, which follows from these claims and tells the last of them: its condition
    /// stands at `{condition}`.
    fn make(
        &self,
        kind: &'static str,
        key: &str,
        values: &Values<'_>,
        claims: &[usize],
    ) -> Derived {
        let condition = claims.last().map(|at| self.on_condition(*at));
        let condition = ("condition", condition.unwrap_or_default());
        let values = [values, &[condition]].concat();
        self.derived(kind, self.say(key, &values), claims)
    }

    fn derived(&self, kind: &'static str, words: String, claims: &[usize]) -> Derived {
        let facts = claims.iter().map(|at| self.said(*at));
        self.here.derived(kind, words, facts)
    }

    fn say(&self, key: &str, values: &Values<'_>) -> String {
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (*name, &**value))
            .collect();
        self.here.language().say(key, &values)
    }

    /// Whether a claim is the word of those who only carry what others say.
    fn is_carried(&self, at: usize) -> bool {
        let newsroom = self.here.newsroom();
        let mut speakers = self.said(at).voice.speakers.iter();
        speakers.all(|speaker| newsroom.carries_only(speaker))
    }

    /// Whether a claim only reports what another did. Who denies a report of its own says so itself.
    fn only_reports(&self, at: usize) -> bool {
        let said = self.said(at);
        let mut before = self.event.history[..at].iter();
        let own = said.claim.status == Status::Denied
            && before.any(|other| other.act == Act::Report && other.shares_speaker(said));
        said.carried && !own
    }

    fn text(&self, key: &str) -> String {
        self.here.language().text(key)
    }

    /// Names in a list: `A, B and C`.
    fn names(&self, speakers: &[Speaker]) -> String {
        let names: Vec<String> = speakers
            .iter()
            .map(|speaker| sources::speaker(self.here, speaker).name)
            .collect();
        self.here.language().list(&names)
    }

    /// Who made a claim.
    fn by(&self, at: usize) -> String {
        self.names(&self.said(at).voice.speakers)
    }

    /// Who made a report or an answer and has said nothing else since; everybody who made it, where
    /// nobody is left.
    fn who_say(&self, at: usize) -> Vec<Speaker> {
        let speakers: Vec<Speaker> = judgement::who_say(&self.event.history, at)
            .cloned()
            .collect();
        match speakers.is_empty() {
            true => self.said(at).voice.speakers.clone(),
            false => speakers,
        }
    }

    /// Their names.
    fn by_who_say(&self, at: usize) -> String {
        self.names(&self.who_say(at))
    }

    fn day(&self, day: NaiveDate) -> String {
        self.here.on(day).words
    }

    /// The day on which a claim was said.
    fn reported(&self, at: usize) -> String {
        self.day(self.said(at).claim.attribution.reported.day)
    }

    /// `A, 2 February`.
    fn said_on(&self, speakers: &[Speaker], at: usize) -> String {
        let values = [
            ("speakers", self.names(speakers)),
            ("date", self.reported(at)),
        ];
        self.say("said_on", &values)
    }

    /// A date by itself, where a line begins with it.
    fn label(&self, date: &Edtf) -> String {
        self.here.language().date(date)
    }

    /// A date inside a sentence.
    fn date(&self, date: &Edtf) -> String {
        self.here.language().date_inside(date)
    }

    /// A date behind a verb of intent: `by the end of June`, `for 5 March`, `from June on`.
    fn when(&self, date: &Edtf) -> String {
        let language = self.here.language();
        if date.is_open_extent() {
            return self.time(date);
        }
        // "Announced it between May and July" would be the time of the announcement.
        match date.shape() == Shape::Other && language.is_bare(&self.date(date)) {
            true => self.say("when_between", &[("date", self.date(date))]),
            false => language.placed(date, "when"),
        }
    }

    /// A date behind a verb of fact: `on 5 March`.
    fn at(&self, date: &Edtf) -> String {
        self.here.language().at(date)
    }

    /// A time to come by itself inside a sentence: `5 March`, `from June on`.
    pub fn time(&self, date: &Edtf) -> String {
        match date.as_start().filter(|_| date.is_open_extent()) {
            Some(from) => self.say("from_on", &[("date", self.date(&from))]),
            None => self.date(date),
        }
    }

    /// A date to which something is postponed: `to 5 March`, `to 31 March at the latest`, `to a time
    /// between May and July`.
    fn toward(&self, date: &Edtf) -> String {
        let last = Some(date).filter(|date| date.is_deadline());
        let last = last.and_then(|date| self.end(date));
        let words = self.time(date);
        let key = match (&last, self.here.language().is_bare(&words)) {
            (Some(_), _) => "to_deadline",
            (None, true) => "to_time",
            (None, false) => "to_date",
        };
        self.say(key, &[("date", last.unwrap_or(words))])
    }

    /// The first day of a time, where it has one.
    fn first_day(&self, date: &Edtf) -> Option<String> {
        match date.earliest() {
            Bound::Day(day) => Some(self.day(day)),
            _ => None,
        }
    }

    /// The last day of a time, where it has one: `30 June`.
    fn last_day(&self, date: &Edtf) -> Option<String> {
        match date.latest() {
            Bound::Day(day) => Some(self.day(day)),
            _ => None,
        }
    }

    fn days(&self, days: i64) -> String {
        let days = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
        self.here.language().count("days", days, &[])
    }

    /// `56 days`, `at least 29 days`.
    fn span(&self, span: Span) -> String {
        let days = self.days(span.days);
        match span.at_least {
            true => self.say("days_at_least", &[("days", days)]),
            false => days,
        }
    }

    /// How long something is in force: `from 10 February until 30 April`.
    fn term(&self, date: &Edtf) -> String {
        let end = date.as_end().map(|end| self.date(&end));
        match (date.as_start(), end) {
            (Some(from), Some(until)) => self.say(
                "from_until",
                &[("from", self.date(&from)), ("until", until)],
            ),
            (None, Some(until)) => until,
            (_, None) => self.time(date),
        }
    }

    /// The end of a term: its last day, or what is said of it where that is in doubt; `None` where
    /// it has none.
    fn end(&self, term: &Edtf) -> Option<String> {
        let doubted = term.runs_to().filter(Edtf::is_doubtful);
        let doubted = doubted.map(|end| self.date(&end));
        doubted.or_else(|| self.last_day(term))
    }

    /// A status in the middle of a sentence.
    fn status(&self, status: Status) -> String {
        self.text(&format!("status_{}", status.as_str()))
    }

    /// What a claim's speakers did: `A announced it by the end of June`.
    fn did(&self, speakers: &[Speaker], at: usize) -> String {
        self.verb("did", speakers, at)
    }

    /// What a claim's speakers had done before: `A had announced it by the end of June`.
    fn had(&self, speakers: &[Speaker], at: usize) -> String {
        self.verb("had", speakers, at)
    }

    fn verb(&self, tense: &str, speakers: &[Speaker], at: usize) -> String {
        let said = self.said(at);
        let carried = self.only_reports(at);
        let status = said.claim.status;
        let accepted_for = status == Status::Accepted && self.names_to_come(at);
        let ended = status == Status::Happened && self.ended_a_term(at);
        let done = match (status, &said.claim.date) {
            _ if ended => "term_ended",
            (Status::Accepted, Some(_)) if accepted_for => "accepted_for",
            (Status::Postponed, None) => "postponed_no_day",
            (Status::Postponed, _) if self.prolongs(at) && !carried => "postponed_end",
            (Status::Announced | Status::Planned | Status::Confirmed, _) if carried => "as",
            (Status::Proposed | Status::Required, _) if carried => "as",
            _ => status.as_str(),
        };
        let key = match carried {
            true => format!("{tense}_reported_{done}"),
            false => format!("{tense}_{done}"),
        };
        let date = said.claim.date.as_ref();
        // The day of a calling-off is one, wherever it is told.
        let at_day = match status {
            Status::Cancelled => Some(self.at(&judgement::day_called_off(said))),
            _ => date.map(|date| self.at(date)),
        };
        let values = [
            ("speakers", self.names(speakers)),
            ("status", self.status(status)),
            ("when", date.map(|date| self.when(date)).unwrap_or_default()),
            ("at", at_day.unwrap_or_default()),
            ("date", self.reported(at)),
            ("to", date.map(|date| self.toward(date)).unwrap_or_default()),
            (
                "end",
                date.and_then(|date| self.last_day(date))
                    .unwrap_or_default(),
            ),
            ("term", date.map(|date| self.term(date)).unwrap_or_default()),
        ];
        self.conditional(at, self.say(&key, &values))
    }

    /// Whether a claim of what lasts names the beginning that was named before, and another end.
    fn prolongs(&self, at: usize) -> bool {
        let begins = |at: usize| self.said(at).claim.date.as_ref().and_then(Edtf::as_start);
        let own = begins(at);
        own.is_some() && (0..at).any(|before| begins(before) == own)
    }

    /// Whether a claim names a time that had not come when it was made.
    fn names_to_come(&self, at: usize) -> bool {
        let claim = &self.said(at).claim;
        let reported = claim.attribution.reported.day;
        let date = claim.date.as_ref();
        date.is_some_and(|date| match date.shape() {
            Shape::Deadline => date.latest().day() > Some(reported),
            Shape::NotBefore => true,
            _ => date.compared_to_day(reported) == Timing::After,
        })
    }

    /// A sentence with the condition on which its claim was made.
    fn conditional(&self, at: usize, words: String) -> String {
        match &self.said(at).claim.condition {
            Some(condition) => self.say(
                "on_condition",
                &[("words", words), ("condition", condition.clone())],
            ),
            None => words,
        }
    }

    /// The condition on which a claim was made, to stand behind what tells the claim: `, on
    /// condition: the ground is dry`.
    fn on_condition(&self, at: usize) -> String {
        self.conditional(at, String::new())
    }

    /// Words as a sentence: with a full stop.
    fn sentence(&self, words: String) -> String {
        self.say("sentence", &[("words", words)])
    }
}
