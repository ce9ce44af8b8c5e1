//! Where an event stands, in one sentence.

use super::sources::speaker;
use super::verdicts;
use crate::content::facts::Status;
use crate::date::Edtf;
use crate::newsroom::disputes::Accord;
use crate::newsroom::events::{Event, Said};
use crate::pages::site::{DateView, Here};

/// Where an event stands: what became of it, or who promises what.
pub fn sentence(here: &Here<'_>, event: &Event) -> String {
    let state = event.state();
    match state.claim.status {
        Status::Happened => happened(here, event),
        Status::Cancelled => format!("Called off, {}.", said(here, state)),
        _ if event.overdue => format!("Overdue: {}.", verdicts::promised_by(here, event)),
        _ => match event.accord {
            Some(Accord::Disputed) => format!("Disputed. {}.", sides(here, event)),
            Some(Accord::Differ) => format!("The sources differ. {}.", sides(here, event)),
            _ => open(here, event),
        },
    }
}

fn happened(here: &Here<'_>, event: &Event) -> String {
    let state = event.state();
    let date = state.claim.date.words();
    let said = said(here, state);
    match verdicts::lateness(event) {
        Some(kept) if kept == "kept" => format!("Happened: {date}, as promised; {said}."),
        Some(kept) => format!("Happened: {date}, {kept}; {said}."),
        None => format!("Happened: {date}; {said}."),
    }
}

fn open(here: &Here<'_>, event: &Event) -> String {
    let state = event.state();
    let date = when(&state.claim.date);
    let said = said(here, state);
    let moved = match event.slips.iter().filter(|slip| slip.later).count() {
        0 => String::new(),
        1 => "; its day was moved later once".to_string(),
        times => format!("; its day was moved later {times} times"),
    };
    match state.claim.status {
        Status::Underway => format!("Under way: {}; {said}{moved}.", state.claim.date.words()),
        Status::Postponed => format!("Postponed {date}; {said}{moved}."),
        status => format!(
            "Still to come: {} {date}; {said}{moved}.",
            verdicts::status_words(status)
        ),
    }
}

/// Every side of a dispute: `Pentagon: 2026; Iraq: by the end of 2025`.
fn sides(here: &Here<'_>, event: &Event) -> String {
    let standing = event.history.iter().filter(|said| said.standing);
    let sides: Vec<String> = standing
        .map(|said| {
            let claim = &said.claim;
            let date = claim.date.words();
            let speaker = speaker(here, &said.speaker).name;
            match claim.status {
                status if status.settles() || status == Status::Underway => {
                    format!("{speaker}: {}, {date}", verdicts::status_words(status))
                }
                _ => format!("{speaker}: {date}"),
            }
        })
        .collect();
    sides.join("; ")
}

/// `the Pentagon said so on 27 September 2024`.
fn said(here: &Here<'_>, said: &Said) -> String {
    let speaker = speaker(here, &said.speaker).name;
    let reported = DateView::day(said.claim.reported).words;
    format!("{speaker} said so on {reported}")
}

/// A date behind a verb: `by the end of September 2025`, `for 9 September 2024`.
pub fn when(date: &Edtf) -> String {
    let words = date.words();
    match words.split(' ').next() {
        Some("by" | "before" | "between" | "since" | "until" | "from" | "after") => words,
        _ => format!("for {words}"),
    }
}
