//! How far an event has come, by its verb.

use super::Evidence;
use crate::content::claim::Status;
use crate::prose::language::Mood;
use crate::prose::verbs::{Verb, When};

/// Whether a verb moves a day: `postponed`, `put off`.
pub(super) fn moves(evidence: &Evidence<'_>, verb: &Verb) -> bool {
    let head = &evidence.prose.tokens[verb.head].lower;
    evidence.language.verbs.moves.verbs.contains(head)
}

/// The status that the words of a verb show by themselves.
pub(super) fn shown(evidence: &Evidence<'_>, verb: &Verb) -> Option<Status> {
    let tokens = &evidence.prose.tokens;
    let head = tokens[verb.head].lower.as_str();
    let next = tokens
        .get(verb.head + 1)
        .map_or("", |next| next.lower.as_str());
    let phrase = format!("{head} {next}");
    let statuses = &evidence.language.events.statuses;
    let status = statuses.iter().find(|status| {
        let mut words = status.words.iter();
        words.any(|word| word == head || *word == phrase)
    })?;
    let mut all = Status::ALL.iter();
    all.find(|(name, _)| *name == status.status)
        .map(|(_, status)| *status)
}

/// What is past has happened, unless the sentence says that it was called off.
pub(super) fn settled(evidence: &Evidence<'_>, verb: &Verb) -> Status {
    match shown(evidence, verb) {
        Some(Status::Cancelled) if verb.when != When::Ahead => Status::Cancelled,
        _ => Status::Happened,
    }
}

/// How far what is to come has come.
pub(super) fn coming(
    evidence: &Evidence<'_>,
    verb: &Verb,
    mood: Option<Mood>,
    moved: bool,
    relation: Option<&str>,
) -> Status {
    let by_word = shown(evidence, verb);
    match (by_word, mood) {
        (Some(Status::Postponed), _) if moved => Status::Postponed,
        (Some(Status::Cancelled), None) => Status::Cancelled,
        // `will be closed until May` lasts so long, whatever word says it.
        (_, None | Some(Mood::Promised | Mood::Announced | Mood::Planned | Mood::Confirmed))
            if relation == Some("until") =>
        {
            Status::InForce
        }
        (_, Some(Mood::Promised | Mood::Announced)) => Status::Announced,
        (_, Some(Mood::Planned)) => Status::Planned,
        (_, Some(Mood::Confirmed)) => Status::Confirmed,
        (_, Some(Mood::Expected | Mood::Possible)) => Status::Expected,
        (_, Some(Mood::Proposed)) => Status::Proposed,
        (_, Some(Mood::Required)) => Status::Required,
        (Some(status), None) => status,
        (None, None) if moved || verb.when == When::Present || verb.copula => Status::Planned,
        (None, None) => Status::Announced,
    }
}
