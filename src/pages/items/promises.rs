//! What was promised and what came of it, to be drawn as a bar: from the day of the promise to the
//! day that it named, and from there to the day that came instead.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::sources;
use crate::newsroom::events::Event;
use crate::newsroom::judgement::{self, Kept, MoveKind, Outcome, State, Word};
use crate::newsroom::voice::Speaker;
use crate::pages::sentences::Teller;
use crate::pages::site::Here;

/// A promise that was late, was put off or is overdue. Its words say all that its bar shows.
#[derive(Clone, Debug, Serialize)]
pub struct PromiseItem {
    /// Who promised, in what word and when: `A: announced 9 September 2024`.
    pub said: String,
    /// The last day of the time that was named: `due 30 September 2025`.
    pub due: String,
    /// What came instead: `17 January 2026 (109 days after)`, `now by 21 April`, `no report of it here`.
    pub then: String,
    /// How far along the bar that last day lies, in hundredths of its length.
    pub at: i64,
    /// Whether the bar's second part has an end.
    pub ends: bool,
}

/// A promise before it is told: the claim, whose word it is, what came instead.
struct Promise {
    at: usize,
    speakers: Vec<Speaker>,
    /// Whether the speakers named another time later.
    moved: bool,
    then: String,
    /// The day on which that was, or is to be; `None` where nobody names one.
    end: Option<NaiveDate>,
}

/// How many promises the page of an event draws at most.
const DRAWN: usize = 12;

/// The promise that was made first.
pub fn first(here: &Here<'_>, event: &Event) -> Option<PromiseItem> {
    let promises = promises(here, event).into_iter();
    promises
        .min_by_key(|promise| promise.at)
        .and_then(|promise| item(here, event, &promise))
}

/// Each speaker's promise, in the order in which they were made.
pub fn all(here: &Here<'_>, event: &Event) -> Vec<PromiseItem> {
    let mut promises = promises(here, event);
    promises.sort_by_key(|promise| promise.at);
    let items = promises.iter().filter_map(|one| item(here, event, one));
    items.take(DRAWN).collect()
}

fn promises(here: &Here<'_>, event: &Event) -> Vec<Promise> {
    let told = &event.told;
    let mut promises: Vec<Promise> = match event.judgement.state {
        State::Happened(_) if told.denials.is_empty() => {
            let outcomes = told.outcomes.iter();
            outcomes.filter_map(|one| late(here, event, one)).collect()
        }
        State::ToCome(_) if event.put_off() > 0 => put_off(here, event),
        _ => Vec::new(),
    };
    // What is under way is reported, though its end is not.
    let then = match told.underway {
        Some(_) => "promise_passed",
        None => "promise_no_report",
    };
    let then = || here.language().text(then);
    for word in &event.judgement.overdue {
        let first: Vec<Promise> = first_promises(event, word).collect();
        // Who never put it off is held to this day.
        let mut speakers = word.speakers.clone();
        speakers.retain(|speaker| !first.iter().any(|one| one.speakers.contains(speaker)));
        promises.extend(first.into_iter().map(|moved| Promise {
            then: then(),
            ..moved
        }));
        promises.extend((!speakers.is_empty()).then(|| Promise {
            at: word.at,
            speakers,
            moved: false,
            then: then(),
            end: None,
        }));
    }
    promises
}

/// What those who came to a word by putting it off had promised first, where that has a last day
/// earlier than the word's.
fn first_promises<'a>(event: &'a Event, word: &'a Word) -> impl Iterator<Item = Promise> + 'a {
    let moves = event.moves_to(word).filter(|(moved, _)| {
        let put_off = matches!(moved.kind, MoveKind::PutOff(_));
        let days = last_day(event, moved.first).zip(last_day(event, word.at));
        put_off && days.is_some_and(|(first, now)| first < now)
    });
    moves.map(|(moved, speakers)| Promise {
        at: moved.first,
        speakers,
        moved: true,
        then: String::new(),
        end: None,
    })
}

fn late(here: &Here<'_>, event: &Event, outcome: &Outcome) -> Option<Promise> {
    let Kept::Late(span) = outcome.against_first else {
        return None;
    };
    let language = here.language();
    let happened = language.date_inside(event.when.as_ref()?);
    let days = usize::try_from(span.days).unwrap_or_default();
    let days = language.count("days", days, &[]);
    let days = match span.at_least {
        true => language.say("days_at_least", &[("days", &days)]),
        false => days,
    };
    Some(Promise {
        at: outcome.first,
        speakers: outcome.speakers.clone(),
        moved: outcome.first != outcome.last,
        then: language.say("promise_came", &[("date", &happened), ("days", &days)]),
        end: last_day(event, outcome.first)?.checked_add_days(Days::new(span.days.unsigned_abs())),
    })
}

/// What those promised first whose word stands.
fn put_off(here: &Here<'_>, event: &Event) -> Vec<Promise> {
    let language = here.language();
    let standing = event.told.standing.iter();
    let moves = standing.flat_map(|word| event.moves_to(word).map(move |moved| (word, moved)));
    let moves = moves.filter_map(|(word, (moved, speakers))| {
        let (then, end) = match (moved.kind, &event.history[word.at].claim.date) {
            (MoveKind::PutOff(_), Some(date)) => {
                let now = Teller::new(here, event).time(date);
                let now = language.say("promise_now", &[("date", &now)]);
                (now, date.latest().day())
            }
            (MoveKind::NoDay, _) => (language.text("promise_no_day"), None),
            _ => return None,
        };
        Some(Promise {
            at: moved.first,
            speakers,
            moved: moved.first != moved.from,
            then,
            end,
        })
    });
    moves.collect()
}

fn last_day(event: &Event, at: usize) -> Option<NaiveDate> {
    event.history[at].claim.date.as_ref()?.latest().day()
}

/// How long the second part of a bar is that has no end, in hundredths.
const OPEN: i64 = 25;

/// The bar; none where the promise is no promise or order, names no last day for sure, or was only
/// made when that had passed.
fn item(here: &Here<'_>, event: &Event, promise: &Promise) -> Option<PromiseItem> {
    let claim = &event.history[promise.at];
    if !judgement::can_be_overdue(claim) {
        return None;
    }
    let (made, due) = (
        claim.claim.attribution.reported.day,
        last_day(event, promise.at)?,
    );
    let length = |from: NaiveDate, to: NaiveDate| (to - from).num_days();
    let whole = promise.end.map(|end| length(made, end));
    if due <= made || whole.is_some_and(|whole| whole <= length(made, due)) {
        return None;
    }
    let at = whole.map_or(100 - OPEN, |whole| length(made, due) * 100 / whole);
    let language = here.language();
    let status = language.text(&format!("status_{}", claim.claim.status.as_str()));
    let names = promise.speakers.iter();
    let names: Vec<String> = names.map(|one| sources::speaker(here, one).name).collect();
    let values = [
        ("speakers", &*language.list(&names)),
        ("status", &*status),
        ("date", &*here.on(made).words),
    ];
    let key = if promise.moved {
        "promise_first_due"
    } else {
        "promise_due"
    };
    let said = language.say("promise_said", &values);
    let said = match &claim.claim.condition {
        Some(condition) => language.say(
            "on_condition",
            &[("words", &*said), ("condition", condition)],
        ),
        None => said,
    };
    Some(PromiseItem {
        said,
        due: language.say(key, &[("date", &here.on(due).words)]),
        then: promise.then.clone(),
        at: at.clamp(5, 95),
        ends: promise.end.is_some(),
    })
}
