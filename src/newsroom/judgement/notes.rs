//! What became of a claim since it was said: what its article's readers should know today.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet as HashSet;

use super::history::{is_unordered, only};
use super::speakers::left;
use super::{Discord, Fate, Judgement, State, Told, ending, own};
use crate::content::claim::{Act, Status};
use crate::newsroom::events::{Event, Said};
use crate::newsroom::voice::have_one_in_common;

/// Something that became of a claim. Claims are given by their places in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// The speaker's latest word names another time, or none.
    Now(usize),
    /// What is in force is to last until another day, whoever says so.
    Until(usize),
    /// Another speaker names another day, where the own one has passed or is contradicted.
    Other(usize),
    /// Somebody answered.
    Answered(usize),
    /// The speaker of an answer or a denial says otherwise, or of a denial a third.
    Otherwise(usize),
    /// The same was said again after an answer, which it overtakes.
    Renewed(usize),
    /// It is under way.
    Underway(usize),
    /// It has happened, ended or was called off.
    Settled(usize),
    /// Somebody denies that.
    Denied(usize),
    /// The time that this word, or a later one of its speakers, promised or ordered has passed.
    Overdue(usize),
    /// The time that was named has passed.
    NoReport,
    /// The term has passed.
    RunOut,
}

impl Note {
    /// The later claim that it tells of; `None` where only time has passed.
    pub fn claim(self) -> Option<usize> {
        match self {
            Note::Now(at)
            | Note::Until(at)
            | Note::Other(at)
            | Note::Answered(at)
            | Note::Otherwise(at)
            | Note::Renewed(at)
            | Note::Underway(at)
            | Note::Settled(at)
            | Note::Denied(at) => Some(at),
            Note::Overdue(_) | Note::NoReport | Note::RunOut => None,
        }
    }
}

/// What became of a claim by the day of a judgement, each thing once.
pub fn notes(event: &Event, at: usize, judgement: &Judgement) -> Vec<Note> {
    let mut notes = once(&all(event, at, judgement));
    let last = own::last_words(event, at, &notes);
    notes.extend(last.into_iter().map(Note::Other));
    in_order(notes)
}

/// Notes in the order in which things were said; that a time has passed stays behind its word.
fn in_order(notes: Vec<Note>) -> Vec<Note> {
    let mut last = 0;
    let mut placed = Vec::from_iter(notes.into_iter().map(|note| {
        last = note.claim().unwrap_or(last);
        (last, note)
    }));
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, note)| note).collect()
}

/// Each note once; and of a word that another note tells as well, that one alone.
fn once(notes: &[Note]) -> Vec<Note> {
    let told = |word: usize| {
        let mut others = notes.iter().filter(|note| !matches!(note, Note::Other(_)));
        others.any(|note| note.claim() == Some(word) || *note == Note::Overdue(word))
    };
    let mut once: Vec<Note> = Vec::new();
    for note in notes {
        let again = matches!(note, Note::Other(word) if told(*word));
        if !again && !once.contains(note) {
            once.push(*note);
        }
    }
    once
}

fn all(event: &Event, at: usize, judgement: &Judgement) -> Vec<Note> {
    let (history, told) = (&event.history, &event.told);
    let mut notes = match history[at].act {
        Act::Answer => overtaking(history, told, at, judgement.state.claim()),
        Act::Report => of_report(event, at, judgement),
        Act::Limit => until(history, told, at),
        // Once it has happened, that is held against what was said here.
        _ if told.settled.is_some_and(|settled| settled > at) => Vec::new(),
        _ => now(history, told, at),
    };
    lapse(&mut notes, judgement);
    if let Some(settled) = told
        .settled
        .filter(|settled| tells_of(history, *settled, at))
    {
        if settled > at {
            notes.push(Note::Settled(settled));
        }
        let later = |other: &usize| *other > at;
        notes.extend(denials(told, at));
        notes.extend(told.after_all.filter(later).map(Note::Underway));
        let reports = ending::other_reports(history, told, settled);
        let reports = reports.filter(|other| later(other) && settled >= at);
        notes.extend(reports.map(Note::Other));
        return notes;
    }
    if told.settled.is_some() && history[at].act.names_a_time() {
        // What was named after a report that others deny, and called off then.
        let called_off = |note: &Note| {
            let denial = note.claim().map(|denial| history[denial].claim.status);
            denial == Some(Status::Cancelled)
        };
        notes.extend(denials(told, at).filter(called_off));
    }
    if let Some(before) = told.reopened.filter(|before| *before > at) {
        notes.push(Note::Settled(before));
        notes.extend(taken_back(told, before).filter(|note| note.claim() > Some(at)));
        notes.extend(denials(told, at));
        let now = judgement.state.claim();
        notes.extend((now > before).then_some(Note::Other(now)));
        lapse(&mut notes, judgement);
    }
    if history[at].act.names_a_time() {
        notes.extend(answers(history, told, at));
        notes.extend(
            told.underway
                .filter(|underway| *underway > at)
                .map(Note::Underway),
        );
        notes.extend(others(event, at, judgement));
        notes.extend(lapsed(event, at, judgement));
    }
    notes
}

/// Whether what became of a report that settles an event is told with a claim: with what was said
/// before it, with itself, and with the same report by others.
fn tells_of(history: &[Said], settled: usize, at: usize) -> bool {
    settled >= at || history[settled].claim.status == history[at].claim.status
}

/// Who denied a report since something was said.
fn denials(told: &Told, at: usize) -> impl Iterator<Item = Note> {
    let later = told
        .denials
        .iter()
        .copied()
        .filter(move |denial| *denial > at);
    later.map(Note::Denied)
}

/// That the speaker of a report took it back.
fn taken_back(told: &Told, report: usize) -> impl Iterator<Item = Note> {
    told.taken_back(report).map(Note::Denied)
}

/// Adds that the times of the words that are told have passed, where they have.
fn lapse(notes: &mut Vec<Note>, judgement: &Judgement) {
    let told = notes.iter().filter_map(|note| note.claim());
    let overdue = told
        .filter(|at| is_overdue(judgement, *at))
        .map(Note::Overdue);
    let overdue: Vec<Note> = overdue.collect();
    notes.extend(overdue);
}

/// The latest word of each of its speakers, where that is another.
fn now(history: &[Said], told: &Told, at: usize) -> Vec<Note> {
    let said = &history[at];
    let mut open: Vec<usize> = Vec::new();
    let mut latest: Vec<usize> = said
        .voice
        .speakers
        .iter()
        .filter_map(|speaker| {
            let words = history.iter().enumerate().skip(at + 1);
            let mut own = words.filter(|(_, later)| {
                later.act.names_a_time() && later.voice.speakers.contains(speaker)
            });
            let latest = own.next_back().map(|(at, _)| at);
            // What was called off or taken back since is told as that.
            let latest = latest.filter(|latest| told.fate(history, *latest) == Fate::Stands)?;
            // Of several words of one day nobody knows which is the latest: each is told as said.
            let own = told.standing.iter();
            let own = own.filter(|word| word.speakers.contains(speaker));
            let own: Vec<usize> = own.map(|word| word.at).collect();
            if only(history, &own).is_none() && !own.is_empty() {
                open.extend(
                    own.into_iter()
                        .filter(|at| !is_unordered(said, &history[*at])),
                );
                return None;
            }
            Some(latest)
        })
        .collect();
    latest.sort_unstable();
    latest.dedup();
    let (same, other): (Vec<usize>, Vec<usize>) = latest
        .into_iter()
        .partition(|later| history[*later].names_same_time(said));
    // What was settled in between was not moved: the new word is told behind that.
    let ended = told.reopened.filter(|end| *end > at);
    let before = |later: &usize| ended.is_none_or(|end| *later < end);
    open.retain(|later| *later > at && !history[*later].names_same_time(said));
    open.retain(before);
    open.sort_unstable();
    open.dedup();
    let open = open.into_iter().map(Note::Other);
    if other.is_empty() {
        return open.collect();
    }
    // Of those who said it together, one may stand by it where another does not.
    let same = same.into_iter().map(Note::Renewed);
    let other = other.into_iter().filter(before);
    open.chain(other.map(Note::Now)).chain(same).collect()
}

/// The term that took the place of this one, and the latest, by whomever.
fn until(history: &[Said], told: &Told, at: usize) -> Vec<Note> {
    // What is in force again after its end has not been extended.
    let ended = told.reopened.filter(|end| *end > at);
    let last = ended.unwrap_or(history.len());
    let limits = history[..last].iter().enumerate().skip(at + 1);
    let limits = limits.filter(|(_, later)| later.act == Act::Limit);
    let mut limits = limits.map(|(at, _)| at);
    let latest = limits.clone().next_back();
    let heir = limits.rfind(|later| told.prolongs(history, at, *later));
    let terms = heir.into_iter().chain(latest.filter(|_| latest != heir));
    let other = terms.filter(|later| history[*later].claim.date != history[at].claim.date);
    other.map(Note::Until).collect()
}

/// Answers to it, and its renewal after them.
fn answers(history: &[Said], told: &Told, at: usize) -> Vec<Note> {
    let later = told.answers_to(history, at);
    let later = later.filter(|answer| answer.at > at && !is_given_up(history, at, answer.at));
    let mut notes = Vec::new();
    for answer in later {
        notes.push(Note::Answered(answer.at));
        let own = |claim: &usize| {
            let renewal = &history[*claim];
            renewal.claim.date == history[at].claim.date && renewal.shares_speaker(&history[at])
        };
        notes.extend(answer.overtaken.filter(own).map(Note::Renewed));
    }
    notes
}

/// Whether a word had been replaced by its own speaker, or settled, before something else was said.
fn is_given_up(history: &[Said], at: usize, before: usize) -> bool {
    let said = &history[at];
    history[at + 1..before].iter().any(|later| {
        let other_time = later.act.names_a_time() && !later.names_same_time(said);
        let terms = said.act == Act::Limit && later.act == Act::Limit;
        later.claim.status.settles() || (other_time && (terms || later.shares_speaker(said)))
    })
}

/// What overtakes an answer: the same again, or something else.
fn overtaking(history: &[Said], told: &Told, at: usize, state: usize) -> Vec<Note> {
    if let Some(by) = told.gave_up(at) {
        return vec![Note::Otherwise(by)];
    }
    // Of those who answered together, some may say otherwise.
    let left = BTreeSet::from_iter(left(history, at))
        .into_iter()
        .map(Note::Otherwise);
    if told.settled.is_none() && told.denials.contains(&at) {
        return left
            .chain((state > at).then_some(Note::Other(state)))
            .collect();
    }
    // The same answer given again stands for it.
    let own = told.answers.iter().find(|answer| {
        let again = &history[answer.at];
        let same = again.claim.status == history[at].claim.status;
        answer.at == at || answer.at > at && same && again.shares_speaker(&history[at])
    });
    let overtaken = own.and_then(|answer| answer.overtaken);
    let unsettled = overtaken.filter(|claim| told.settled != Some(*claim));
    let again = |claim: usize| {
        let later = &history[claim];
        history[..at].iter().any(|before| {
            let same = (before.act, &before.claim.date) == (later.act, &later.claim.date);
            same && before.shares_speaker(later)
        })
    };
    let note = unsettled.map(|claim| match again(claim) {
        true => Note::Renewed(claim),
        // Of terms, whoever set them, the one that holds is told.
        false if history[claim].act == Act::Limit && state > claim => Note::Other(state),
        false => Note::Other(latest(history, claim)),
    });
    left.chain(note).collect()
}

/// The latest word on the time by somebody who made a claim.
fn latest(history: &[Said], at: usize) -> usize {
    let later = history.iter().enumerate().skip(at + 1);
    let mut later =
        later.filter(|(_, later)| later.act.names_a_time() && later.shares_speaker(&history[at]));
    later.next_back().map_or(at, |(at, _)| at)
}

/// What became of a report: its speaker took it back, it was answered, or a day was named after it
/// was called off.
fn of_report(event: &Event, at: usize, judgement: &Judgement) -> Vec<Note> {
    let (history, told) = (&event.history, &event.told);
    let status = history[at].claim.status;
    let given_up = told.gave_up(at).map(Note::Otherwise);
    let taken_back: Vec<Note> = taken_back(told, at).collect();
    let before = told.reopened.filter(|_| told.settled.is_none());
    let reported = before.filter(|before| tells_of(history, *before, at));
    let denied = reported.into_iter().flat_map(|_| denials(told, at));
    let denied: Vec<Note> = denied.collect();
    let open = status == Status::Cancelled || !taken_back.is_empty();
    let open = before == Some(at) && open || !denied.is_empty();
    let against = taken_back.into_iter().chain(denied);
    let mut notes = Vec::from_iter(given_up.into_iter().chain(against));
    let now = judgement.state.claim();
    let last = notes.iter().filter_map(|note| note.claim()).max();
    notes.extend((open && now > last.unwrap_or(at)).then_some(Note::Other(now)));
    if status == Status::Underway && told.settled.is_none() {
        notes.extend(answers(history, told, at));
    }
    notes
}

/// Other speakers' days that have not passed, where this one's has or is contradicted by them.
fn others(event: &Event, at: usize, judgement: &Judgement) -> Vec<Note> {
    let passed = is_overdue(judgement, at) || is_taken_up(event, at, judgement);
    let disputes = judgement.disputes.iter();
    let contradicted = disputes
        .filter(|dispute| dispute.earlier.at == at && dispute.discord == Discord::Disputed)
        .map(|dispute| dispute.later.at);
    let contradicted: HashSet<usize> = contradicted.collect();
    let own = &event.history[at].voice.speakers;
    let is_past = |at: usize| event.told.is_past(&event.history, at, judgement.day);
    let standing = event.told.standing.iter().filter(|word| word.at > at);
    let theirs = standing.filter(|word| !have_one_in_common(&word.speakers, own));
    theirs
        .filter(|word| {
            let ahead = matches!(event.history[word.at].act, Act::Promise | Act::Expectation);
            let names_a_day = event.history[word.at].claim.date.is_some();
            contradicted.contains(&word.at) || (passed && ahead && names_a_day && !is_past(word.at))
        })
        .map(|word| Note::Other(word.at))
        .collect()
}

fn is_overdue(judgement: &Judgement, at: usize) -> bool {
    judgement.overdue.iter().any(|word| word.at == at)
}

/// Whether the time of a proposal has passed, and somebody promises or orders it for another.
fn is_taken_up(event: &Event, at: usize, judgement: &Judgement) -> bool {
    let said = &event.history[at];
    let promised = match judgement.state {
        State::ToCome(now) => matches!(event.history[now].act, Act::Promise | Act::Order),
        _ => false,
    };
    promised && said.act == Act::Proposal && event.told.is_past(&event.history, at, judgement.day)
}

/// That the own time has passed with no report. What is under way is reported.
fn lapsed(event: &Event, at: usize, judgement: &Judgement) -> Option<Note> {
    let (said, told) = (&event.history[at], &event.told);
    if is_overdue(judgement, at) {
        return Some(Note::Overdue(at));
    }
    if !told.stands(at) || !told.is_past(&event.history, at, judgement.day) {
        return None;
    }
    match said.act {
        Act::Limit => Some(Note::RunOut),
        _ if told.underway.is_some() || is_taken_up(event, at, judgement) => None,
        _ => Some(Note::NoReport),
    }
}
