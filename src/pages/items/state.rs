//! Where an event stands, in one sentence.

use super::sources::speaker;
use super::verdicts::{self, status_words};
use crate::content::claim::Status;
use crate::date::Edtf;
use crate::newsroom::disputes::Accord;
use crate::newsroom::events::{Event, Said};
use crate::pages::site::Here;

/// Where an event stands: what became of it, or who promises what.
pub fn sentence(here: &Here<'_>, event: &Event) -> String {
    let say = |key: &str, name: &str, value: &str| here.language().say(key, &[(name, value)]);
    let state = event.state();
    match state.claim.status {
        Status::Happened => happened(here, event),
        Status::Cancelled => say("state_cancelled", "said", &said(here, state)),
        _ if event.overdue => {
            let promises = verdicts::promised_by(here, event);
            say("state_overdue", "promises", &promises)
        }
        _ => match event.accord {
            Some(Accord::Disputed) => say("state_disputed", "sides", &sides(here, event)),
            Some(Accord::Differ) => say("state_differ", "sides", &sides(here, event)),
            _ => open(here, event),
        },
    }
}

fn happened(here: &Here<'_>, event: &Event) -> String {
    let state = event.state();
    let kept = verdicts::lateness(here, event);
    let key = match &kept {
        Some(item) if item.kept == "kept" => "state_kept",
        Some(_) => "state_judged",
        None => "state_happened",
    };
    let values = [
        ("date", here.language().date(&state.claim.date)),
        ("said", said(here, state)),
        ("verdict", kept.map(|item| item.words).unwrap_or_default()),
    ];
    say_all(here, key, &values)
}

fn open(here: &Here<'_>, event: &Event) -> String {
    let claim = &event.state().claim;
    let moved = match event.slips.iter().filter(|slip| slip.later).count() {
        0 => String::new(),
        times => here.language().count("moved", times, &[]),
    };
    let key = match claim.status {
        Status::Underway => "state_underway",
        Status::Postponed => "state_postponed",
        _ => "state_open",
    };
    let values = [
        ("date", here.language().date(&claim.date)),
        ("when", when(here, &claim.date)),
        ("status", status_words(here, claim.status)),
        ("said", said(here, event.state())),
        ("moved", moved),
    ];
    say_all(here, key, &values)
}

/// Every side of a dispute: `Pentagon: 2026; Iraq: by the end of 2025`.
fn sides(here: &Here<'_>, event: &Event) -> String {
    let standing = event.history.iter().filter(|said| said.standing);
    let sides: Vec<String> = standing
        .map(|said| {
            let status = said.claim.status;
            let key = match status.settles() || status == Status::Underway {
                true => "side_with_status",
                false => "side",
            };
            let values = [
                ("speaker", speaker(here, said.voice.speaker()).name),
                ("status", status_words(here, status)),
                ("date", here.language().date(&said.claim.date)),
            ];
            say_all(here, key, &values)
        })
        .collect();
    here.language().joined("semicolon", &sides)
}

/// `the Pentagon said so on 27 September 2024`.
fn said(here: &Here<'_>, said: &Said) -> String {
    let values = [
        ("speaker", speaker(here, said.voice.speaker()).name),
        ("date", here.on(said.claim.attribution.reported.day).words),
    ];
    say_all(here, "said", &values)
}

/// A date behind a verb: `by the end of September 2025`, `for 9 September 2024`.
pub fn when(here: &Here<'_>, date: &Edtf) -> String {
    let language = here.language();
    let words = language.date(date);
    let bare = language.text("when_bare");
    let first = words.split(' ').next().unwrap_or("");
    match bare.split(' ').any(|word| word == first) {
        true => words,
        false => language.say("when", &[("date", &words)]),
    }
}

fn say_all(here: &Here<'_>, key: &str, values: &[(&str, String)]) -> String {
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, &**value))
        .collect();
    here.language().say(key, &values)
}
