//! Choices (`[..]`) and lists (`{..}`) of dates in words.

use edtf_core::{Date, Set, SetElement, SetKind};

use super::phrase::{Phrase, listed};
use super::vocabulary::{ENGLISH, fill};

/// Says a set: "by the end of September 2025", "2014 and 2016".
pub(super) fn say(set: &Set) -> String {
    let (joint, element): (_, fn(&SetElement) -> String) = match set.kind {
        SetKind::OneMember => (ENGLISH.or, one),
        SetKind::AllMembers => (ENGLISH.and, all),
    };
    let words: Vec<_> = set.elements.iter().map(element).collect();
    let plain = set
        .elements
        .iter()
        .all(|element| matches!(element, SetElement::Date(_)));
    let joined = if plain {
        listed(joint, words)
    } else {
        // A comma before each keeps "between 2014 and 2016, and 2018" apart.
        words
            .into_iter()
            .reduce(|before, last| fill(joint, &[&(before + ","), &last]))
    };
    joined.unwrap_or_default()
}

fn one(element: &SetElement) -> String {
    match element {
        SetElement::Date(date) => Phrase::of(date).alone(),
        SetElement::OnOrBefore(date) => deadline(date),
        SetElement::OnOrAfter(date) => fill(ENGLISH.or_later, &[&Phrase::of(date).inside()]),
        SetElement::Range(from, to) => between(ENGLISH.between, from, to),
    }
}

fn all(element: &SetElement) -> String {
    match element {
        SetElement::Date(date) => Phrase::of(date).alone(),
        SetElement::OnOrBefore(date) => fill(ENGLISH.all_until, &[&Phrase::of(date).inside()]),
        SetElement::OnOrAfter(date) => fill(ENGLISH.all_from, &[&Phrase::of(date).inside()]),
        SetElement::Range(from, to) => between(ENGLISH.all_from_to, from, to),
    }
}

fn between(template: &str, from: &Date, to: &Date) -> String {
    let (from, to) = (Phrase::of(from).inside(), Phrase::of(to).inside());
    fill(template, &[&from, &to])
}

/// Says a deadline; a month, a year and the like are meant to their end, unless approximate.
fn deadline(date: &Date) -> String {
    let template = if date.day.is_some() || date.year.qualifier.approximate {
        ENGLISH.by
    } else {
        ENGLISH.by_end
    };
    fill(template, &[&Phrase::of(date).inside()])
}
