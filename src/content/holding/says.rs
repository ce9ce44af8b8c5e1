//! What a key and its value come to: whether, and until when, a text is held back.

use super::answers::{Answer, answer, has_draft, is_always_held, truth};
use super::asks::{Ask, Sense, Weight, asks, own_words};
use super::scalar;
use super::words::{LONGEST, PLAIN, WORDED};
use crate::value::{Entry, Node, Value};

/// What a key says of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// Nothing that holds it back.
    Nothing,
    /// It is held back.
    Held,
    /// It is, until the day that the value is.
    Until,
    /// It is from that day on.
    From,
    /// Nobody knows, so it is held back until somebody says.
    Unclear,
}

/// What a key says of its text, by its name and its value.
pub fn says(entry: &Entry) -> Says {
    let key = entry.key.as_str();
    if PLAIN.contains(&key)
        && scalar(&entry.node).is_some_and(|text| text.text.trim().len() > LONGEST)
    {
        return Says::Nothing;
    }
    let found = match asks(key) {
        Some(ask) => judged(key, ask, &entry.node),
        None if own_words(key) == "build" => of_build(&entry.node),
        None => Says::Nothing,
    };
    let worded = || WORDED.contains(&key) || WORDED.contains(&own_words(key).as_str());
    match found {
        Says::Nothing if is_always_held(&entry.node) && !worded() => Says::Held,
        found => found,
    }
}

/// What Hugo's `build` says: with `render: never` or `link`, a text has no page.
fn of_build(node: &Node) -> Says {
    let Value::Table(table) = &node.value else {
        return Says::Nothing;
    };
    let render = table.get("render").and_then(|entry| scalar(&entry.node));
    let held = |text: &str| truth(text) == Some(false) || text.trim().eq_ignore_ascii_case("link");
    match render.is_some_and(|scalar| held(&scalar.text)) {
        true => Says::Held,
        false => Says::Nothing,
    }
}

/// What a value comes to behind a key that asks this.
pub fn judged(key: &str, ask: Ask, node: &Node) -> Says {
    use Sense::{Date, Expiry, Held, Public, Status};
    use Weight::{Day, Likely, Perhaps, Sure};
    let (sense, weight) = (ask.sense, ask.weight);
    let scalar = scalar(node);
    match (sense, weight, answer(node)) {
        // A day that is not given is none; whether a text is a draft must be said.
        (_, Sure, Answer::Nothing) if !is_of_a_day(key, sense) => Says::Unclear,
        (_, _, Answer::Nothing) => Says::Nothing,
        (Status, Perhaps, Answer::Day) => Says::Nothing,
        (Expiry, _, Answer::Day) => Says::From,
        (_, _, Answer::Day) => Says::Until,
        (Status, _, Answer::Shown) => Says::Nothing,
        (_, _, Answer::Kept) => Says::Held,
        (Status, _, _) if scalar.is_some_and(|scalar| has_draft(&scalar.text)) => Says::Held,
        (Status, Sure, _) => Says::Unclear,
        (Status, _, _) => Says::Nothing,
        (Public, _, Answer::Yes | Answer::Shown) => Says::Nothing,
        // A day that is never to come, of a key that may ask for one.
        (Held, Sure, Answer::Never) if !asks_whether(key) => Says::Unclear,
        (Date, _, Answer::Never) => Says::Unclear,
        (Held | Date | Expiry, _, Answer::No | Answer::Never) => Says::Nothing,
        (_, Day, Answer::Yes | Answer::No) => Says::Nothing,
        // A text that is to end has not said when.
        (Expiry, Sure, Answer::Yes) => Says::Unclear,
        (Held | Date | Expiry, _, Answer::Yes) => Says::Held,
        (Public, _, Answer::No | Answer::Never) => Says::Held,
        (_, _, Answer::Later) => Says::Unclear,
        (_, Sure, _) => Says::Unclear,
        (_, Likely, Answer::Unknown | Answer::Shown) => Says::Unclear,
        (_, _, _) => Says::Nothing,
    }
}

/// Whether a key asks by its name whether its text is held back, and not until when.
fn asks_whether(key: &str) -> bool {
    asks(key).is_some_and(|ask| ask.sense == Sense::Held) && !is_of_a_day(key, Sense::Held)
}

/// Whether a key wants a day, so that an empty one says nothing.
fn is_of_a_day(key: &str, sense: Sense) -> bool {
    let key = key.to_lowercase();
    sense == Sense::Expiry || key.contains("date") || key.contains("embargo")
}
