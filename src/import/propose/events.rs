//! Sentences with a date and something that happened or is to happen.

use std::ops::Range;

use super::terms::Place;
use super::{Evidence, MOST, only_region, speaker, title};
use crate::content::claim::Status;
use crate::date::{Edtf, Timing};
use crate::prose::tagger::{Granule, Time, TimeKind};

/// An event that may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What happens, in a line.
    pub title: String,
    /// When, with what the words around the date say of it.
    pub date: Edtf,
    /// How far it has come.
    pub status: Status,
    /// Who says so.
    pub by: Option<String>,
    /// Where.
    pub region: Option<String>,
    /// The sentence.
    pub quote: String,
    /// The sentence's bytes in the searched text.
    pub span: Range<usize>,
    /// From 0 to 1, how likely it is one.
    pub confidence: f64,
    /// Whether the date is only that of somebody's words.
    pub speech: bool,
}

/// Every event of an article's own text.
pub(super) fn events(evidence: &Evidence<'_>, places: &[Place]) -> Vec<Event> {
    let dated: Vec<&Time> = evidence
        .times
        .iter()
        .filter(|time| {
            time.granule.is_some()
                && matches!(time.kind, TimeKind::Date | TimeKind::Time)
                && evidence.in_body(&time.tokens)
        })
        .collect();
    let mut events: Vec<Event> = Vec::new();
    let mut skip = None;
    for (at, time) in dated.iter().enumerate() {
        if skip == Some(at) {
            continue;
        }
        let next = dated.get(at + 1);
        let range = next.and_then(|next| range(evidence, time, next));
        if range.is_some() {
            skip = Some(at + 1);
        }
        let others = others(evidence, &dated, at, usize::from(range.is_some()));
        if let Some(event) = event(evidence, places, time, range, &others) {
            add(&mut events, event);
        }
        if events.len() == MOST {
            break;
        }
    }
    events
}

/// The other dates of a date's sentence, and the first behind it; `taken` of those behind are its own.
fn others(evidence: &Evidence<'_>, dated: &[&Time], at: usize, taken: usize) -> Vec<Range<usize>> {
    let sentence = evidence.sentence(dated[at].tokens.start);
    let before = dated[..at].iter().rev();
    let before = before.take_while(|other| other.tokens.start >= sentence.start);
    let behind = &dated[dated.len().min(at + 1 + taken)..];
    let inside = behind.partition_point(|other| other.tokens.start < sentence.end);
    let behind = &behind[..behind.len().min(inside + 1)];
    let all = before.chain(behind);
    all.map(|other| other.tokens.clone()).collect()
}

/// One event a date, unless two sentences say different things of it.
fn add(events: &mut Vec<Event>, event: Event) {
    let same = events.iter_mut().find(|known| {
        known.date == event.date
            && (known.span == event.span || known.speech || event.speech || alike(known, &event))
    });
    match same {
        Some(known) if known.confidence + 0.05 < event.confidence => *known = event,
        Some(_) => {}
        None => events.push(event),
    }
}

/// Whether the verb nearest to a date is one of saying.
fn is_speech(evidence: &Evidence<'_>, sentence: &Range<usize>, date: &Range<usize>) -> bool {
    let tokens = &evidence.prose.tokens;
    let verb = |at: &usize| {
        let token = &tokens[*at];
        evidence.language.lexicon.tense(token).is_some()
            && !evidence
                .language
                .events
                .relations
                .contains_key(&token.lower)
    };
    let before = (sentence.start..date.start).rev().find(verb);
    let behind = || (date.end..sentence.end).find(verb);
    let nearest = before.or_else(behind);
    nearest.is_some_and(|at| evidence.language.events.saying.contains(&tokens[at].lower))
}

fn alike(a: &Event, b: &Event) -> bool {
    let words = |event: &Event| -> Vec<String> {
        event
            .title
            .split_whitespace()
            .filter(|word| word.len() > 4)
            .map(str::to_lowercase)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let shared = a.iter().filter(|word| b.contains(word)).count();
    shared * 3 >= a.len().min(b.len()).max(1)
}

fn event(
    evidence: &Evidence<'_>,
    places: &[Place],
    time: &Time,
    range: Option<Edtf>,
    others: &[Range<usize>],
) -> Option<Event> {
    let sentence = evidence.sentence(time.tokens.start);
    let tokens = &evidence.prose.tokens;
    let events = &evidence.language.events;
    let words = || sentence.clone().map(|at| tokens[at].lower.as_str());
    let verbs = sentence
        .clone()
        .filter(|at| evidence.language.lexicon.tense(&tokens[*at]).is_some())
        .count();
    let happening = words().any(|word| events.happening.contains(word))
        || sentence.clone().any(|at| {
            let token = &tokens[at];
            token.is_word()
                && !events.saying.contains(&token.lower)
                && evidence
                    .language
                    .lexicon
                    .past_endings
                    .iter()
                    .any(|ending| token.lower.ends_with(ending.as_str()))
        });
    if verbs == 0 && !happening {
        return None;
    }
    let date = match range {
        Some(range) => range,
        None => related(evidence, time)?,
    };
    let published = evidence.published;
    let past = published.is_some_and(|day| {
        let next = day.succ_opt().unwrap_or(day);
        date.compared_to_day(next) == Timing::Before
    });
    let open = date.to_string().ends_with("/..");
    let status = match (past, open) {
        (_, true)
            if published
                .is_some_and(|day| date.earliest().day().is_some_and(|first| first <= day)) =>
        {
            Status::Underway
        }
        (true, _) => settled(evidence, &sentence),
        (false, _) => coming(evidence, &sentence),
    };
    let fine = matches!(
        time.granule,
        Some(Granule::Day(..) | Granule::Month(..) | Granule::Week(_) | Granule::Weekend(_))
    );
    let doubtful = words().any(|word| events.doubtful.contains(word));
    let attributive = time.tokens.start > sentence.start
        && tokens[time.tokens.start - 1].lower == "the"
        && matches!(time.granule, Some(Granule::Year(_)));
    let mut confidence: f64 = 0.5;
    for (holds, weight) in [
        (fine, 0.15),
        (happening, 0.15),
        (time.explicit, 0.1),
        (doubtful, -0.2),
        (attributive, -0.25),
        (verbs == 0, -0.2),
    ] {
        confidence += if holds { weight } else { 0.0 };
    }
    Some(Event {
        title: title::of(evidence, &sentence, &time.tokens, others)?,
        date,
        status,
        by: speaker::of(evidence, &sentence),
        region: only_region(
            places,
            &title::segment(evidence, &sentence, &time.tokens, others),
        ),
        speech: is_speech(evidence, &sentence, &time.tokens),
        quote: evidence.quote(&sentence),
        span: evidence.prose.span(&sentence),
        confidence: (confidence.clamp(0.05, 0.95) * 100.0).round() / 100.0,
    })
}

/// The relation to a date that the words before it state.
fn relation<'a>(evidence: &'a Evidence<'_>, at: usize) -> Option<&'a str> {
    let tokens = &evidence.prose.tokens;
    let relations = &evidence.language.events.relations;
    (1..=4usize).rev().find_map(|len| {
        let run = tokens.get(at.checked_sub(len)?..at)?;
        let words: Vec<&str> = run.iter().map(|token| token.lower.as_str()).collect();
        relations.get(&words.join(" ")).map(String::as_str)
    })
}

/// A date with what the words before it say: a deadline, a start, about.
fn related(evidence: &Evidence<'_>, time: &Time) -> Option<Edtf> {
    let granule = time.granule?;
    // A week is seven days of which one is meant, so it is a set and not a stretch.
    let (value, first, last) = match granule {
        Granule::Week(_) | Granule::Weekend(_) => {
            let text = granule.to_string();
            let (first, last) = text.split_once('/')?;
            (
                format!("[{first}..{last}]"),
                first.to_string(),
                last.to_string(),
            )
        }
        _ => (
            granule.to_string(),
            granule.to_string(),
            granule.to_string(),
        ),
    };
    let text = match relation(evidence, time.tokens.start) {
        Some("by" | "until") => format!("[..{last}]"),
        Some("since" | "from") => format!("{first}/.."),
        Some("after") => format!("[{first}..]"),
        Some("about") if value == first => format!("{value}~"),
        _ => value.clone(),
    };
    Edtf::parse(&text).or_else(|_| Edtf::parse(&value)).ok()
}

/// `from May to July`, `between 2014 and 2017`: two dates that make one stretch of time.
fn range(evidence: &Evidence<'_>, first: &Time, second: &Time) -> Option<Edtf> {
    let between = evidence
        .prose
        .tokens
        .get(first.tokens.end..second.tokens.start)?;
    let [joint] = between else {
        return None;
    };
    let (from, to) = (first.granule?, second.granule?);
    let relation = relation(evidence, first.tokens.start);
    let dash = joint.is_sign('-') && joint.glued;
    let joined = match joint.lower.as_str() {
        "to" | "until" | "till" | "through" => true,
        "and" => relation == Some("between"),
        _ => dash,
    };
    let text = match (joined, relation) {
        (false, _) => return None,
        (true, Some("between")) => format!("[{from}..{to}]"),
        (true, _) => format!("{from}/{to}"),
    };
    Edtf::parse(&text).ok()
}

fn shown<'a>(
    evidence: &'a Evidence<'_>,
    sentence: &Range<usize>,
) -> impl Iterator<Item = Status> + 'a {
    let text = format!(
        " {} ",
        sentence
            .clone()
            .map(|at| evidence.prose.tokens[at].lower.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    );
    evidence
        .language
        .events
        .statuses
        .iter()
        .filter_map(move |status| {
            let named = status
                .words
                .iter()
                .any(|word| text.contains(&format!(" {word} ")));
            let known = Status::ALL.iter().find(|(name, _)| *name == status.status);
            known.filter(|_| named).map(|(_, status)| *status)
        })
}

/// What is past has happened, unless the sentence says that it was called off.
fn settled(evidence: &Evidence<'_>, sentence: &Range<usize>) -> Status {
    let cancelled = shown(evidence, sentence).any(|status| status == Status::Cancelled);
    if cancelled {
        Status::Cancelled
    } else {
        Status::Happened
    }
}

/// How far what is to come has come, by the first word that shows it.
fn coming(evidence: &Evidence<'_>, sentence: &Range<usize>) -> Status {
    shown(evidence, sentence)
        .next()
        .unwrap_or(Status::Announced)
}
