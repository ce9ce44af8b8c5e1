//! What became of a claim since its article was written, in a few words.

use super::Teller;
use crate::content::claim::{Act, Status};
use crate::date::{Edtf, Shape, Timing};
use crate::newsroom::judgement::{self, Kept, MoveKind, Note, Shift, Word, shift};
use crate::pages::derived::Derived;

impl Teller<'_, '_> {
    /// A note on a claim, in words.
    pub fn note(&self, at: usize, note: Note) -> Derived {
        match note {
            Note::Now(later) => self.now(at, later),
            Note::Until(later) => self.until(at, later),
            Note::Other(later) => self.others_word(later),
            Note::Answered(later) => {
                let did = self.did(&self.said(later).voice.speakers, later);
                self.derived("answer", did, &[later])
            }
            Note::Otherwise(later) => {
                let did = self.did(&self.said(later).voice.speakers, later);
                self.derived("otherwise", did, &[later])
            }
            Note::Renewed(later) => self.renewed(later),
            // Under way after it was settled is a word against that.
            Note::Underway(later) if self.event.told.after_all == Some(later) => {
                let did = self.did(&self.said(later).voice.speakers, later);
                self.derived("underway", did, &[later])
            }
            Note::Underway(later) => self.since_underway(later),
            Note::Settled(later) => self.settled(at, later),
            Note::Denied(later) => {
                let did = self.did(&self.said(later).voice.speakers, later);
                self.derived("denied", did, &[later])
            }
            Note::Overdue(_) | Note::NoReport | Note::RunOut => self.lapsed(note, at),
        }
    }

    /// That the claim's own time has passed: what the event's page says of it.
    fn lapsed(&self, note: Note, at: usize) -> Derived {
        let overdue = self.event.judgement.overdue.iter();
        let speakers = self.said(at).voice.speakers.clone();
        match note {
            Note::Overdue(at) => {
                let mut words = overdue.filter(|word| word.at == at).cloned();
                self.overdue(&words.next().unwrap_or(Word { at, speakers }))
            }
            Note::RunOut => self.run_out(at),
            _ => {
                let did = self.did(&speakers, at);
                self.no_newer_report("no-report", ["past", "past_newer"], did, &[at])
            }
        }
    }

    fn now(&self, at: usize, later: usize) -> Derived {
        let (said, next) = (self.said(at), self.said(later));
        let shared = next.voice.speakers.iter();
        let shared: Vec<_> = shared
            .filter(|speaker| said.voice.speakers.contains(speaker))
            .filter(|speaker| !self.event.named_later(speaker, later))
            .cloned()
            .collect();
        let speakers = ("speakers", self.names(&shared));
        let Some(date) = &next.claim.date else {
            return self.make("no-day", "since_no_day", &[speakers], &[at, later]);
        };
        if next.act == Act::Proposal {
            return self.others_word(later);
        }
        let promises = said.act == Act::Promise && next.act == Act::Promise;
        let promises = promises && !self.called_off_between(at, later);
        let before = said.claim.date.as_ref().filter(|_| promises);
        let moved = before.map(|before| shift(before, date));
        // Days from a month to a day in it are no days by which anybody put it off.
        let alike = before.is_some_and(|before| before.shape() == date.shape());
        let moved = match moved {
            Some(Shift::Later(Some(_))) if !alike => Some(Shift::Later(None)),
            Some(Shift::Earlier(Some(_))) if !alike => Some(Shift::Earlier(None)),
            moved => moved,
        };
        let (kind, key, days) = match moved {
            Some(Shift::Later(Some(days))) => ("put-off", "since_later", self.days(days)),
            Some(Shift::Later(None)) => ("put-off", "since_put_off", String::new()),
            Some(Shift::Earlier(Some(days))) => {
                ("brought-forward", "since_earlier", self.days(days))
            }
            Some(Shift::Earlier(None)) => ("brought-forward", "since_forward", String::new()),
            _ if next.act == Act::Expectation && !next.carried => {
                ("renamed", "since_now_expected", String::new())
            }
            _ => ("renamed", "since_now", String::new()),
        };
        let values = [
            ("date", self.time(date)),
            ("to", self.toward(date)),
            speakers,
            ("days", days),
        ];
        let words = self.conditional(later, self.say(key, &values));
        self.derived(kind, words, &[at, later])
    }

    fn until(&self, at: usize, later: usize) -> Derived {
        let date = |at: usize| self.said(at).claim.date.as_ref();
        let longer = date(at)
            .zip(date(later))
            .is_none_or(|(old, new)| new.latest() > old.latest());
        let same_end = date(at)
            .zip(date(later))
            .is_some_and(|(old, new)| new.latest() == old.latest());
        // A term after a gap has not prolonged this one, nor does another beginning alone.
        let told = &self.event.told;
        if same_end || !told.prolongs(&self.event.history, at, later) {
            let did = self.did(&self.said(later).voice.speakers, later);
            return self.derived("in-force", did, &[at, later]);
        }
        // Who shortened a longer term has not extended the one before it.
        let did = self.term_move(later);
        let end_of = |at: usize| date(at).and_then(|date| self.end(date));
        let end = end_of(later);
        let open = date(later).is_some_and(Edtf::is_open_extent);
        if end.is_none() && !open {
            return self.others_word(later);
        }
        let ends_at = date(later).and_then(Edtf::as_end);
        let ends_at = ends_at.and_then(|end| end.runs_to());
        let (kind, key) = match (longer, did.map(|moved| moved.kind)) {
            (false, _) if end_of(at).is_none() => ("in-force", "since_in_force"),
            _ if end.is_none() => ("extended", "since_extended_open"),
            (true, Some(MoveKind::Shortened)) => ("in-force", "since_in_force"),
            (false, Some(MoveKind::Extended)) => ("in-force", "since_in_force"),
            (true, _) => ("extended", "since_extended"),
            (false, _) => ("shortened", "since_shortened"),
        };
        let values = [
            ("date", end.unwrap_or_default()),
            ("at", ends_at.map(|end| self.at(&end)).unwrap_or_default()),
            ("speakers", self.by(later)),
        ];
        self.make(kind, key, &values, &[at, later])
    }

    fn others_word(&self, later: usize) -> Derived {
        let did = self.did(&self.said(later).voice.speakers, later);
        self.derived("other", did, &[later])
    }

    /// `under way, as A said on 22 April`: `reported`, of those who carry what others say.
    fn since_underway(&self, later: usize) -> Derived {
        let values = [("speakers", self.by(later)), ("date", self.reported(later))];
        let key = match self.is_carried(later) {
            true => "since_underway_reported",
            false => "since_underway",
        };
        self.make("underway", key, &values, &[later])
    }

    /// `confirmed again by A on 22 April`.
    fn renewed(&self, later: usize) -> Derived {
        let status = self.said(later).claim.status;
        if status == Status::Underway {
            return self.since_underway(later);
        }
        // Of those who say it together, some may say it for the first time.
        let (said, before) = (self.said(later), &self.event.history[..later]);
        let mut again = said.voice.speakers.clone();
        again.retain(|speaker| {
            let mut before = before.iter().filter(|before| before.names_same_time(said));
            before.any(|before| before.voice.speakers.contains(speaker))
        });
        let values = [
            ("status", self.status(status)),
            ("speakers", self.names(&again)),
            ("date", self.reported(later)),
        ];
        let key = match self.said(later).carried {
            true => "since_renewed_reported",
            false => "since_renewed",
        };
        self.make("renewed", key, &values, &[later])
    }

    fn settled(&self, at: usize, later: usize) -> Derived {
        let end = self.said(later);
        let speakers = ("speakers", self.by(later));
        if self.event.told.is_denied(&self.event.history, later) {
            let did = self.did(&end.voice.speakers, later);
            return self.derived("happened", did, &[later]);
        }
        if self.ended_a_term(later) {
            let values = [("at", self.at(&judgement::day_ended(end))), speakers];
            return self.make("ended", "since_ended", &values, &[later]);
        }
        if end.claim.status == Status::Cancelled {
            if end.carried {
                let did = self.did(&end.voice.speakers, later);
                return self.derived("called-off", did, &[later]);
            }
            let day = judgement::day_called_off(end);
            let values = [("at", self.at(&day)), speakers];
            return self.make("called-off", "since_called_off", &values, &[later]);
        }
        let date = end.claim.date.as_ref().map(|date| self.at(date));
        let condition = ("condition", self.on_condition(later));
        let values = [("at", date.unwrap_or_default()), speakers, condition];
        let happened = self.say("since_happened", &values);
        match self.against_own(at, later) {
            Some((kind, kept)) => {
                let words = self.here.language().joined("comma", &[happened, kept]);
                self.derived(kind, words, &[at, later])
            }
            None => self.derived("happened", happened, &[later]),
        }
    }

    /// How it lies to the day that the article gave: `56 days after the day given here`.
    /// Whether the speaker of a word called it off before something else was said: who did is held to
    /// that day no more.
    fn called_off_between(&self, at: usize, later: usize) -> bool {
        let said = self.said(at);
        let mut between = self.event.history[at..later].iter();
        between.any(|other| other.claim.status == Status::Cancelled && other.shares_speaker(said))
    }

    fn against_own(&self, at: usize, later: usize) -> Option<(&'static str, String)> {
        let said = self.said(at);
        if !matches!(said.act, Act::Promise | Act::Order | Act::Expectation) {
            return None;
        }
        // Nobody knows which of two times of one day the speaker named last.
        let mut unordered = self.event.told.unordered.iter();
        if unordered.any(|(one, other)| [*one, *other].contains(&at)) {
            return None;
        }
        if self.called_off_between(at, later) {
            return None;
        }
        let named = said.claim.date.as_ref()?;
        let happened = self.said(later).claim.date.as_ref()?;
        // What was said when it had happened already foretold nothing.
        if happened.compared_to_day(said.claim.attribution.reported.day) == Timing::Before {
            return None;
        }
        let by_day = named.shape() == Shape::Day;
        let outcomes = &self.event.told.outcomes;
        let last = outcomes.iter().any(|outcome| outcome.last == at);
        if said.act == Act::Expectation && last && said.claim.status != Status::Required {
            return Some(self.against_expected(at, named, judgement::kept(named, happened)));
        }
        let kept = judgement::kept(named, happened);
        let (kind, key, span) = match kept {
            Kept::Late(span) if by_day => ("late", "since_late_day", Some(span)),
            Kept::Late(span) => ("late", "since_late", Some(span)),
            Kept::Early(span) if by_day => ("early", "since_early_day", Some(span)),
            Kept::Early(span) => ("early", "since_early", Some(span)),
            Kept::InTime if by_day => ("kept", "since_on_day", None),
            Kept::InTime => ("kept", "since_in_time", None),
            Kept::Between | Kept::Unclear => return None,
        };
        let days = span.map(|span| self.span(span)).unwrap_or_default();
        let words = self.say(key, &[("days", days)]);
        Some((kind, self.lasting(kept, named, words)))
    }
}
