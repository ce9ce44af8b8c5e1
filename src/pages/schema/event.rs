//! An event: schema.org's `Event`. That knows neither deadlines nor who says so, only a start and
//! whether it is as planned. So there is none where the start is not told, where speakers disagree, and
//! where the day is only expected, asked for, ordered or on a condition.

use super::{Thing, named};
use crate::content::claim::{Act, Status};
use crate::date::Edtf;
use crate::newsroom::events::Event;
use crate::newsroom::judgement::{self, MoveKind, State};
use crate::pages::frame::Frame;
use crate::pages::items::EventItem;

/// An event with the day on which it begins, and on which it was to begin before.
pub fn event(event: &Event, item: &EventItem, frame: &Frame) -> Option<Thing> {
    let times = times(event)?;
    let end = times.date.ends().and_then(|(_, end)| end.html_datetime());
    let status = times
        .status
        .map(|status| format!("https://schema.org/{status}"));
    let before = times.before.and_then(begins);
    let about = [&*item.topics, &item.regions].concat();
    Some(
        Thing::of("Event")
            .with("name", &*item.title)
            .with("description", &*frame.description)
            .with("url", frame.canonical.clone())
            .with("startDate", begins(times.date)?)
            .with("endDate", end)
            .with("eventStatus", status)
            .with("previousStartDate", before)
            .with("about", named("Thing", &about)),
    )
}

/// When an event is, as far as schema.org has words for it.
struct Times<'a> {
    date: &'a Edtf,
    status: Option<&'static str>,
    before: Option<&'a Edtf>,
}

fn times(event: &Event) -> Option<Times<'_>> {
    // What hangs on a condition, or is under way after all, has no words there.
    let conditional = event.state().claim.condition.is_some() || event.told.after_all.is_some();
    if event.is_disputed() || event.is_overdue() || conditional || is_contradicted(event) {
        return None;
    }
    let date = |at: usize| event.history[at].claim.date.as_ref();
    match event.judgement.state {
        // What was under way on a day may have begun before.
        State::Underway(at) if date(at)?.as_start().is_none() => None,
        State::Happened(at) | State::Underway(at) => Some(Times {
            date: date(at)?,
            status: None,
            before: None,
        }),
        State::Cancelled(_) => Some(Times {
            date: event.called_off()?,
            status: Some("EventCancelled"),
            before: None,
        }),
        State::ToCome(at) => {
            let said = &event.history[at];
            if said.act != Act::Promise {
                return None;
            }
            let mut moves = event.told.moves.iter();
            let moved = moves.rfind(|moved| moved.to == at);
            let before = moved.and_then(|moved| date(moved.from));
            let (date, status, before) = match (date(at), moved.map(|moved| moved.kind)) {
                // Search engines ask for the former day where no other is named.
                (None, Some(MoveKind::NoDay)) => (before?, "EventPostponed", before),
                (date, Some(MoveKind::PutOff(_) | MoveKind::BroughtForward(_))) => {
                    (date?, "EventRescheduled", before)
                }
                (date, _) => (date?, "EventScheduled", None),
            };
            Some(Times {
                date,
                status: Some(status),
                before,
            })
        }
        _ => None,
    }
}

/// Whether somebody says otherwise: denies or rejects it, agrees to another time, or reports it of another.
fn is_contradicted(event: &Event) -> bool {
    let (history, told) = (&event.history, &event.told);
    let state = event.judgement.state.claim();
    let mut answers = told.answers_to(history, state);
    let against = answers.any(|answer| {
        let said = &history[answer.at];
        let agrees = said.claim.status == Status::Accepted
            && (said.claim.date.is_none() || said.names_same_time(&history[state]));
        answer.overtaken.is_none() && !agrees
    });
    let mut reports = judgement::other_reports(history, told, state);
    let elsewhen = told.settled.is_some() && reports.next().is_some();
    against || elsewhen || told.contested(history).is_some()
}

/// The day, month or year in which it begins, in ISO 8601; none for deadlines and for what is in
/// doubt.
fn begins(date: &Edtf) -> Option<String> {
    let start = date.as_start();
    let start = start.as_ref().unwrap_or(date);
    start.html_datetime()
}
