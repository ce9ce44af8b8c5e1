//! What stands above an event's title: what its state's claim says, and what follows from its history.

use std::collections::BTreeSet;

use serde::Serialize;

use super::events::EventItem;
use crate::content::claim::Status;
use crate::newsroom::events::Event;
use crate::newsroom::judgement::{Discord, State, Word};
use crate::newsroom::voice::Speaker;
use crate::pages::derived::Derived;
use crate::pages::site::Here;

/// A word above an event's title.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    /// How a theme colours it: `late` or `doubt`.
    pub class: &'static str,
    /// The word: *Overdue*, *Disputed*, *Put off*.
    pub made: Derived,
}

impl EventItem {
    /// The word for what its state's claim says; a term that has not begun is not in force.
    pub fn mark(&self) -> String {
        match (self.state, self.status) {
            ("to-come", Status::InForce) => "mark_to_be_in_force".to_string(),
            (_, status) => format!("mark_{}", status.as_str()),
        }
    }
}

/// What follows from an event's history, in marks.
pub fn of(here: &Here<'_>, event: &Event) -> Vec<Mark> {
    let mark = |class: &'static str, kind: &'static str, key: &str| Mark {
        class,
        made: here.derived(kind, here.language().text(key), &event.history),
    };
    let overdue = event
        .is_overdue()
        .then(|| mark("late", "overdue", "overdue"));
    let disputed = event.is_disputed().then(|| disputed(here, event));
    let put_off = (event.put_off() > 0) && event.is_to_come();
    let put_off = put_off.then(|| mark("late", "put-off", "mark_put_off"));
    [overdue, disputed, put_off].into_iter().flatten().collect()
}

/// What stands above an event's title, in a line. Where speakers contradict each other, none of
/// their words stands by itself.
pub fn marked(here: &Here<'_>, event: &EventItem) -> String {
    let alone = ["to-come", "in-force", "underway", "cancelled", "said"].contains(&event.state);
    let status = event.status.as_str();
    let said = alone && !event.put_off && !event.disputed && status != "happened";
    let said = said.then(|| here.language().text(&event.mark()));
    let concluded = event.marks.iter().map(|mark| mark.made.words.clone());
    let marks: Vec<String> = said.into_iter().chain(concluded).collect();
    here.language().joined("comma", &marks)
}

/// The words that exclude each other, some of them more than once.
pub fn in_dispute(event: &Event) -> impl Iterator<Item = &Word> {
    let disputes = event.judgement.disputes.iter();
    let excluding = disputes.filter(|dispute| dispute.discord == Discord::Disputed);
    excluding.flat_map(|dispute| [&dispute.earlier, &dispute.later])
}

/// That speakers contradict each other, and how many of those whose word stands.
fn disputed(here: &Here<'_>, event: &Event) -> Mark {
    let of = |words: &mut dyn Iterator<Item = &Word>| {
        let speakers: BTreeSet<Speaker> = words.flat_map(|word| word.speakers.clone()).collect();
        speakers.len()
    };
    let language = here.language();
    let (contradicting, all) = (
        of(&mut in_dispute(event)),
        of(&mut event.told.standing.iter()),
    );
    let words = match contradicting {
        0 | 1 => language.text("disputed_page"),
        n if n < all => {
            let all = language.numbers.whole(all);
            language.count("mark_disputed_of", n, &[("all", &all)])
        }
        n => language.count("mark_disputed_by", n, &[]),
    };
    Mark {
        class: "doubt",
        made: here.derived("disputed", words, &event.history),
    }
}

/// The word for a state.
pub fn state(event: &Event) -> &'static str {
    match event.judgement.state {
        State::InForce(_) if event.is_to_begin() => "to-come",
        State::Happened(_) => "happened",
        State::Ended(_) => "ended",
        State::Cancelled(_) => "cancelled",
        State::ToCome(_) => "to-come",
        State::InForce(_) => "in-force",
        State::Underway(_) => "underway",
        State::Overdue(_) => "overdue",
        State::Past(_) => "past",
        State::Said(_) => "said",
    }
}
