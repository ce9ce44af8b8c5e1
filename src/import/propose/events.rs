//! Clauses with a date: what happened or is to happen.

use std::ops::Range;

use super::clause::Clauses;
use super::terms::Place;
use super::{
    Evidence, MOST, Story, attached, belongs, confidence, dates, first_person, only_region,
    pronoun, speaker, stated, status, title,
};
use crate::content::claim::Status;
use crate::date::{Edtf, Timing};
use crate::prose::language::Class;
use crate::prose::tagger::{Granule, Time, TimeKind};
use crate::prose::text::Kind;
use crate::prose::verbs::{self, Verb, When};

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
    /// The bytes of the words that say when.
    pub words: Range<usize>,
    /// From 0 to 1, how likely it is one.
    pub confidence: f64,
}

/// Every event of an article's own text.
pub(super) fn events(evidence: &Evidence<'_>, story: &Story, places: &[Place]) -> Vec<Event> {
    let mut dated = evidence.times.iter().filter(|time| {
        time.granule.is_some()
            && (time.kind == TimeKind::Date
                || (time.kind == TimeKind::Time && has_day(evidence, time)))
            && evidence.in_body(&time.tokens)
    });
    let mut events: Vec<Event> = Vec::new();
    let mut rest: Vec<&Time> = dated.by_ref().collect();
    rest.reverse();
    for (number, sentence) in evidence.prose.sentences.tokens.iter().enumerate() {
        while rest
            .pop_if(|time| time.tokens.start < sentence.start)
            .is_some()
        {}
        let Some(clauses) = &story.sentences[number] else {
            continue;
        };
        if stated::is_withdrawn(evidence, &clauses.sentence) {
            continue;
        }
        while let Some(time) = rest.pop_if(|time| time.tokens.start < sentence.end) {
            let next = rest.last().copied();
            let range = next.and_then(|next| Some((next, dates::stretch(evidence, time, next)?)));
            if range.is_some() {
                rest.pop();
            }
            let end = range.map_or(time.tokens.end, |(next, _)| next.tokens.end);
            let tokens = time.tokens.start..end;
            if tokens.start < clauses.sentence.start {
                continue;
            }
            let at = Dated {
                time,
                next: story.sentences.get(number + 1).and_then(Option::as_ref),
                range,
                tokens,
                sentence,
            };
            if let Some(event) = event(evidence, places, clauses, &story.named, &at) {
                add(&mut events, event);
            }
        }
        if events.len() >= MOST {
            break;
        }
    }
    events.truncate(MOST);
    events
}

/// Whether a time of day is told with its day: `midnight` alone is not.
fn has_day(evidence: &Evidence<'_>, time: &Time) -> bool {
    const DAYS: [Class; 8] = [
        Class::Weekday,
        Class::Month,
        Class::Today,
        Class::Night,
        Class::Last,
        Class::Next,
        Class::This,
        Class::Period,
    ];
    time.explicit
        || time.tokens.clone().any(|at| {
            let entry = evidence.prose.readings.entries[at];
            let dated =
                entry.is_some_and(|entry| DAYS.iter().any(|class| entry.value(*class).is_some()));
            dated
                || matches!(
                    evidence.prose.tokens[at].kind,
                    Kind::Day(_) | Kind::Ordinal(_)
                )
        })
}

struct Dated<'a> {
    time: &'a Time,
    /// The next sentence of the article's own text.
    next: Option<&'a Clauses>,
    /// The later end of a stretch of time.
    range: Option<(&'a Time, dates::Stretch)>,
    tokens: Range<usize>,
    sentence: &'a Range<usize>,
}

/// One event a date, unless two sentences say different things of it.
fn add(events: &mut Vec<Event>, event: Event) {
    let same = events
        .iter_mut()
        .find(|known| known.date == event.date && alike(known, &event));
    match same {
        Some(known) if known.confidence < event.confidence => *known = event,
        Some(_) => {}
        None => events.push(event),
    }
}

fn alike(a: &Event, b: &Event) -> bool {
    let words = |event: &Event| -> Vec<String> {
        let long = event.title.split_whitespace().filter(|word| word.len() > 4);
        long.map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    let shared = a.iter().filter(|word| b.contains(word)).count();
    shared * 2 >= a.len().min(b.len()).max(1)
}

fn event(
    evidence: &Evidence<'_>,
    places: &[Place],
    clauses: &Clauses,
    named: &pronoun::Named,
    at: &Dated<'_>,
) -> Option<Event> {
    let tokens = &evidence.prose.tokens;
    let language = evidence.language;
    let own = verbs::governor(
        &clauses.verbs,
        tokens,
        &clauses.sentence,
        &at.tokens,
        language,
    )?;
    let own = belongs::fronted(clauses, own, &at.tokens)?;
    if belongs::is_of_another(evidence, clauses, own, at.time, &at.tokens) {
        return None;
    }
    let verb = &clauses.verbs[own];
    let told = told_with(clauses, own);
    let phrase = dates::phrase(evidence, at.sentence, &at.tokens);
    if !clauses.states(evidence, told) || stated::asks(evidence, at.sentence) {
        return None;
    }
    let relation = dates::relation(evidence, &at.tokens);
    // `at about 4 p.m. on 2 June`: the hour is not known, and the day is.
    let relation = relation.filter(|about| *about != "about" || at.time.kind == TimeKind::Date);
    let moves = status::moves(evidence, verb);
    let last = at.range.filter(|_| moves).map(|(last, _)| last);
    let move_to = last.and_then(|last| dates::moved_to(evidence, at.time, last));
    let moved = move_to.is_some()
        || moves
            && language
                .verbs
                .moves
                .words
                .contains(word_before(evidence, &at.tokens))
            // `suspended until May` names no new day.
            && (relation != Some("until")
                || status::shown(evidence, verb) == Some(Status::Postponed));
    let denied = clauses.denied[own] || clauses.denied[told];
    let negated_by = denied
        && language
            .events
            .turned
            .contains(word_before(evidence, &at.tokens));
    // `will not open in May or later` says nothing of a day on which anything is.
    let bounded = dates::behind(evidence, at.tokens.end).is_some();
    // Whom a mayor named with effect from May is told with a verb of the past.
    let effective = relation == Some("effective");
    let past_verb = verb.when == When::Past && verb.mood.is_none();
    if (denied && bounded && !negated_by) || (effective && past_verb) {
        return None;
    }
    let relation = match relation {
        Some("effective") => None,
        Some("by" | "until") if negated_by => Some("after"),
        Some("until") if moved => None,
        _ if move_to.is_some() => None,
        relation => relation,
    };
    // `half of it melted after 2005`: on no day that the sentence names.
    if relation == Some("after") && past_verb && !negated_by && !bounded {
        return None;
    }
    let turned = negated_by || relation == Some("after");
    if stated::is_superseded(evidence, clauses, own, at.next)
        || (own != told && clauses.takes_back_what(evidence, told, own))
    {
        return None;
    }
    let attached = attached::Attached {
        evidence,
        clauses,
        own,
        told,
        time: at.time,
        phrase: &phrase,
    };
    if !attached.is_clear(moved, relation) {
        return None;
    }
    let forward = move_to.as_ref().is_some_and(|(_, earlier)| *earlier);
    let date = match (move_to, at.range) {
        (Some((date, _)), _) => date,
        (None, Some((last, stretch))) => dates::stretched(at.time, last, stretch)?,
        (None, None) => dates::related(at.time.granule?, relation)?,
    };
    let published = evidence.published;
    let past = published
        .is_some_and(|day| date.compared_to_day(day.succ_opt().unwrap_or(day)) == Timing::Before);
    let begun = date.to_string().ends_with("/..")
        && published.is_some_and(|day| date.earliest().day().is_some_and(|first| first <= day));
    let done = verb.when == When::Past && verb.mood.is_none() && !moved && relation.is_none();
    let on = published.is_none_or(|day| date.earliest().day().is_some_and(|first| first <= day));
    let lasts = relation == Some("until") && !negated_by;
    let first = &tokens[verb.tokens.start].lower;
    if lasts && (past || language.verbs.unreal.contains(first)) {
        return None;
    }
    // That something was put off until a day that is over says neither when that was nor that it took place then.
    if moved && past {
        return None;
    }
    // What was done is done on no day to come: `had freed 30 by Monday`, `asked for talks by May`.
    let only_done = verb.when == When::Past && verb.mood.is_none() && !moved && !lasts;
    let ahead = published.is_some_and(|day| date.compared_to_day(day) == Timing::After);
    // Neither is what was put off from that day, or in another way: `the fair on 3 May was postponed`.
    let shown = status::shown(evidence, verb);
    if only_done && (ahead || !on) && matches!(shown, None | Some(Status::Postponed)) {
        return None;
    }
    let status = match (begun, past || (done && on)) {
        (true, _) if verb.when != When::Ahead => Status::Underway,
        (_, true) => status::settled(evidence, verb),
        (_, false) if forward => Status::Announced,
        // That something will not be before a day promises nothing for later.
        (_, false) if negated_by => Status::Expected,
        (_, false) => status::coming(evidence, verb, clauses.mood(evidence, own), moved, relation),
    };
    if lasts && status != Status::InForce {
        return None;
    }
    let subject = &clauses.subjects[told];
    let passive = clauses.verbs[told].passive;
    let by = speaker::of(evidence, clauses, verb.tokens.start, Some(told));
    let speaks = first_person::meant(evidence, clauses, told, by.as_deref());
    let quoted = speaks.is_some();
    let before = &clauses.subjects[..told];
    let who = speaks.or_else(|| named.meant(evidence, &subject.tokens, before, passive));
    // `will not sail before May` is a sailing in May or later.
    let dropped = match negated_by && verb.when == When::Ahead {
        true => stated::negation(evidence, &verb.tokens)?,
        false => 0..0,
    };
    let title = title::of(evidence, clauses, told, &phrase, who.as_ref(), &dropped)?;
    let fine = matches!(
        at.time.granule,
        Some(Granule::Day(..) | Granule::Month(..) | Granule::Week(_) | Granule::Weekend(_))
    );
    let marks = confidence::Marks {
        evidence,
        clauses,
        told,
        own,
        date: &at.tokens,
        past,
        denied: denied.then_some(turned),
        fine,
        coarse: at.time.granule?.unit(),
        current: on && !past,
        replaced: who.is_some(),
        quoted,
        title: &title,
    };
    Some(Event {
        confidence: marks.event()?,
        title,
        date,
        status,
        by,
        region: only_region(places, &clauses.whole(told)),
        quote: evidence.quote(at.sentence),
        span: evidence.prose.span(at.sentence),
        words: evidence.prose.span(&phrase),
    })
}

/// The verb that a clause is told with: an infinitive with the verb that it belongs to, `to be presented` with `due`.
fn told_with(clauses: &Clauses, own: usize) -> usize {
    let verb = &clauses.verbs[own];
    let describes = |verb: &Verb| verb.passive && verb.tokens.len() == 1;
    if verb.finite || describes(verb) {
        return own;
    }
    let before = clauses.verbs[..own].iter();
    let belongs =
        |other: &Verb| other.finite || (describes(other) && other.tokens.end == verb.tokens.start);
    before.clone().rposition(belongs).unwrap_or(own)
}

fn word_before<'a>(evidence: &'a Evidence<'_>, date: &Range<usize>) -> &'a str {
    let before = date.start.checked_sub(1);
    before.map_or("", |at| evidence.prose.tokens[at].lower.as_str())
}
