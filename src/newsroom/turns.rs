//! In which lists an event stands, and the days on which that comes out differently, with no edit.
//!
//! The days are worked out once for each event, for there are many lists and pages of lists.

use chrono::NaiveDate;

use super::changes::passed;
use super::events::Event;
use super::freshness::Freshness;
use super::judgement::{self, Beside, Discord, State};
use crate::content::claim::Act;
use crate::date::{Bound, Edtf, Shape};

/// When something about an event last came out differently because a day passed, and when it
/// does so next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Turns {
    /// Its place on the timeline.
    pub place: Freshness,
    /// The year in which it stands there.
    pub year: Freshness,
    /// Whether it is overdue, to come or past, and where it stands among those.
    pub around: Freshness,
    /// Whether it is overdue or a milestone, and where it stands among those.
    pub ahead: Freshness,
    /// Whether a day that passed is a change to tell of.
    pub passed: Freshness,
    /// Whether it is disputed, and where it stands among what is.
    pub disputed: Freshness,
}

/// In which lists an event stands on its day.
impl Event {
    /// Whether it is still to come: promised, ordered or expected, or in force until a day.
    /// What somebody only asks for is no milestone, nor what is overdue.
    pub fn is_milestone(&self) -> bool {
        match self.judgement.state {
            _ if self.is_overdue() => false,
            State::ToCome(at) => self.history[at].act != Act::Proposal,
            State::InForce(_) => matches!(self.place.latest(), Bound::Day(_)),
            _ => false,
        }
    }

    /// Whether it is still open and its time has not passed: a milestone, or a proposal.
    pub fn is_to_come(&self) -> bool {
        let named = matches!(self.judgement.state, State::ToCome(_));
        (named && !self.is_overdue()) || self.is_milestone()
    }

    /// Whether it is to come on or after a day that has come, with no last day: on any day now.
    pub fn is_any_day_now(&self) -> bool {
        let open = |date: &&Edtf| date.shape() == Shape::NotBefore;
        let from = self.when.as_ref().filter(open).map(Edtf::earliest);
        self.is_to_come() && from.is_some_and(|from| from <= Bound::Day(self.judgement.day))
    }

    /// Whether the time that was promised or ordered has passed, and nobody promises or orders
    /// it for another.
    pub fn is_overdue(&self) -> bool {
        let promised = match self.judgement.state {
            State::ToCome(at) => matches!(self.history[at].act, Act::Promise | Act::Order),
            _ => false,
        };
        !self.judgement.overdue.is_empty() && !promised
    }

    /// The time that was last named for it, where it is called off.
    pub fn called_off(&self) -> Option<&Edtf> {
        let State::Cancelled(at) = self.judgement.state else {
            return None;
        };
        let mut words = self.history[..at].iter().rev();
        let last = words.find(|said| said.act.names_a_time() && said.act != Act::Proposal);
        last?.claim.date.as_ref()
    }

    /// Whether speakers contradict each other: about the time, or about whether it happened.
    pub fn is_disputed(&self) -> bool {
        let mut disputes = self.judgement.disputes.iter();
        let contradicted = disputes.any(|dispute| dispute.discord == Discord::Disputed);
        contradicted || self.told.contested(&self.history).is_some()
    }

    /// Whether speakers contradict each other, or did when they spoke.
    pub fn was_disputed(&self) -> bool {
        let told = &self.told;
        let judged = self.history.iter().any(|said| !said.disputes.is_empty());
        self.is_disputed() || judged || !told.excluded.is_empty() || !told.denials.is_empty()
    }

    /// Whether the day itself changes what the event's page tells, with no edit.
    pub fn turns_on(&self, day: NaiveDate) -> bool {
        let (history, told) = (&self.history, &self.told);
        let stands = |day: NaiveDate| {
            let judgement = self.judgement_on(day);
            let when = self.when_on(day, judgement.state);
            let begun = self.has_begun(day, judgement.state);
            (
                judgement::beside(history, told, &judgement),
                judgement::has_no_end(history, told, &judgement),
                judgement.state,
                judgement.overdue,
                judgement.disputes,
                when,
                begun,
            )
        };
        day.pred_opt().is_some_and(|eve| stands(eve) != stands(day))
    }

    /// The same of its card in lists, which tells nothing of words that can both be right, nor of an end that
    /// is not reported.
    pub fn card_turns_on(&self, day: NaiveDate) -> bool {
        let (history, told) = (&self.history, &self.told);
        let shown = |day: NaiveDate| {
            let judgement = self.judgement_on(day);
            let (state, at) = (judgement.state, judgement.state.claim());
            let plain = self.is_plain(at);
            let mut beside = judgement::beside(history, told, &judgement);
            beside.retain(|(nth, beside)| {
                let own = || history[told.standing[*nth].at].shares_speaker(&history[at]);
                *beside != Beside::Stands || !plain && own()
            });
            let mut disputes = judgement.disputes;
            disputes.retain(|dispute| dispute.discord == Discord::Disputed);
            let (when, begun) = (self.when_on(day, state), self.has_begun(day, state));
            (state, judgement.overdue, disputes, beside, when, begun)
        };
        day.pred_opt().is_some_and(|eve| shown(eve) != shown(day))
    }
}

impl Turns {
    /// Those of an event, seen from a day, on which it is judged afterwards.
    pub fn of(event: &mut Event, today: NaiveDate) -> Turns {
        let mut turns = Turns::default();
        let days = event.told.turning_days(&event.history);
        // Where many speak, who contradicts whom takes long to work out: once, and not every day.
        let ends = judgement::ends(&event.history, &event.told, &days);
        let mut listed = |day: NaiveDate| {
            event.judge_undisputed(day);
            let disputed = event.is_disputed() || ends.is_none_or(|ends| day < ends);
            Listed::of(event, disputed)
        };
        for day in days {
            let Some(eve) = day.pred_opt() else { continue };
            let (before, after) = (listed(eve), listed(day));
            turns.add(&before, &after, Freshness::of_date(day, today));
        }
        event.judge(today);
        turns
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: &Turns) -> Turns {
        Turns {
            place: self.place.and(other.place),
            year: self.year.and(other.year),
            around: self.around.and(other.around),
            ahead: self.ahead.and(other.ahead),
            passed: self.passed.and(other.passed),
            disputed: self.disputed.and(other.disputed),
        }
    }

    fn add(&mut self, before: &Listed, after: &Listed, on: Freshness) {
        let moved = before.place != after.place;
        let overdue = before.overdue != after.overdue;
        // Whether a list that shows only some gains, loses or moves it.
        let among = |is: fn(&Listed) -> bool| is(before) != is(after) || (moved && is(after));
        let milestone = among(|listed| listed.overdue || listed.milestone);
        let begun = before.any_day_now != after.any_day_now;
        let around = moved || overdue || begun || before.to_come != after.to_come;
        let turned = [
            (&mut self.place, moved),
            (&mut self.year, before.place.year() != after.place.year()),
            (&mut self.around, around),
            (&mut self.ahead, overdue || begun || milestone),
            (&mut self.passed, before.passed != after.passed),
            (&mut self.disputed, among(|listed| listed.disputed)),
        ];
        for (turn, _) in turned.into_iter().filter(|(_, turned)| *turned) {
            *turn = turn.and(on);
        }
    }
}

/// What decides in which lists an event stands, and where.
struct Listed {
    place: Edtf,
    overdue: bool,
    milestone: bool,
    to_come: bool,
    any_day_now: bool,
    disputed: bool,
    passed: Vec<(NaiveDate, usize)>,
}

impl Listed {
    fn of(event: &Event, disputed: bool) -> Listed {
        Listed {
            place: event.place.clone(),
            overdue: event.is_overdue(),
            milestone: event.is_milestone(),
            to_come: event.is_to_come(),
            any_day_now: event.is_any_day_now(),
            disputed,
            passed: passed(event, event.judgement.day).collect(),
        }
    }
}
