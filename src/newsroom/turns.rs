//! The days on which an event comes out differently in lists, with no edit.
//!
//! They are worked out once for each event, for there are many lists and pages of lists.

use chrono::NaiveDate;

use super::changes::{Freshness, passed};
use super::events::Event;
use crate::date::Edtf;

/// When something about an event last came out differently because a day passed, and when it
/// does so next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

impl Turns {
    /// Those of an event, seen from a day, on which it is judged afterwards.
    pub fn of(event: &mut Event, today: NaiveDate) -> Turns {
        let mut days: Vec<NaiveDate> = event.told.turning_days(&event.history).collect();
        days.sort_unstable();
        days.dedup();
        let mut turns = Turns::default();
        for day in days {
            let Some(eve) = day.pred_opt() else { continue };
            event.judge(eve);
            let before = Listed::of(event);
            event.judge(day);
            turns.add(&before, &Listed::of(event), Freshness::of_date(day, today));
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
        let around = moved || overdue || before.to_come != after.to_come;
        let turned = [
            (&mut self.place, moved),
            (&mut self.year, before.place.year() != after.place.year()),
            (&mut self.around, around),
            (&mut self.ahead, overdue || milestone),
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
    disputed: bool,
    passed: Vec<(NaiveDate, usize)>,
}

impl Listed {
    fn of(event: &Event) -> Listed {
        Listed {
            place: event.place.clone(),
            overdue: event.is_overdue(),
            milestone: event.is_milestone(),
            to_come: event.is_to_come(),
            disputed: event.is_disputed(),
            passed: passed(event, event.judgement.day).collect(),
        }
    }
}
