//! Choices (`[..]`) and lists (`{..}`) of dates in words.

use edtf_core::{Date, Set, SetElement, SetKind};

use super::phrase::{Phrase, listed};
use super::vocabulary::{Vocabulary, fill};

/// Says a set: "by the end of September 2025", "2014 and 2016"; `finish` ends the phrase of each
/// date that it lists.
pub(super) fn say(
    words: &Vocabulary,
    set: &Set,
    finish: fn(Phrase, &Vocabulary) -> String,
) -> String {
    let (joint, element): (&str, fn(&Vocabulary, &SetElement) -> String) = match set.kind {
        SetKind::OneMember => (&words.or, one),
        SetKind::AllMembers => (&words.and, all),
    };
    let said = set.elements.iter().map(|listed| match listed {
        SetElement::Date(date) => finish(Phrase::of(words, date), words),
        spanning => element(words, spanning),
    });
    let said: Vec<_> = said.collect();
    let plain = set
        .elements
        .iter()
        .all(|element| matches!(element, SetElement::Date(_)));
    let joined = if plain {
        listed(words, joint, said)
    } else {
        // A comma before each keeps "between 2014 and 2016, and 2018" apart.
        let comma = words.comma.trim_end();
        said.into_iter()
            .reduce(|before, last| fill(joint, &[&(before + comma), &last]))
    };
    joined.unwrap_or_default()
}

fn one(words: &Vocabulary, element: &SetElement) -> String {
    match element {
        SetElement::Date(date) => Phrase::of(words, date).alone(words),
        SetElement::OnOrBefore(date) => deadline(words, date),
        SetElement::OnOrAfter(date) => {
            fill(&words.or_later, &[&Phrase::of(words, date).inside(words)])
        }
        SetElement::Range(from, to) => between(words, &words.between, from, to),
    }
}

fn all(words: &Vocabulary, element: &SetElement) -> String {
    match element {
        SetElement::Date(date) => Phrase::of(words, date).alone(words),
        SetElement::OnOrBefore(date) => {
            fill(&words.all_until, &[&Phrase::of(words, date).inside(words)])
        }
        SetElement::OnOrAfter(date) => {
            fill(&words.all_from, &[&Phrase::of(words, date).inside(words)])
        }
        SetElement::Range(from, to) => between(words, &words.all_from_to, from, to),
    }
}

fn between(words: &Vocabulary, template: &str, from: &Date, to: &Date) -> String {
    let (from, to) = (
        Phrase::of(words, from).inside(words),
        Phrase::of(words, to).inside(words),
    );
    fill(template, &[&from, &to])
}

/// Says a deadline; a month, a year and the like are meant to their end, unless approximate.
fn deadline(words: &Vocabulary, date: &Date) -> String {
    let template = if date.day.is_some() || date.year.qualifier.approximate {
        &words.by
    } else {
        &words.by_end
    };
    fill(template, &[&Phrase::of(words, date).inside(words)])
}
