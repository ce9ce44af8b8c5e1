//! An event on a timeline, with what was said of it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::marks::{self, Mark};
use super::promises::{self, PromiseItem};
use super::sources::{self, OriginItem, SourceItem, SpeakerItem};
use super::terms::TERMS;
use super::{articles, terms};
use crate::config::Family;
use crate::content::claim::{Act, Importance, Status};
use crate::content::term::TaxonomyKind;
use crate::date::Edtf;
use crate::newsroom::events::{Event, Said};
use crate::newsroom::ids::EventId;
use crate::newsroom::judgement::{self, Fate};
use crate::newsroom::voice::Voice;
use crate::pages::derived::Derived;
use crate::pages::sentences::Teller;
use crate::pages::site::{DateView, Here, Link, at_most};
use crate::pages::urls;

/// An event as timelines show it.
#[derive(Clone, Debug, Serialize)]
pub struct EventItem {
    /// Its own page, or the claim in its article.
    pub href: String,
    /// What it is, in a line.
    pub title: String,
    /// When it happened or is to happen, as it stands now; `None` where no day is named.
    pub date: Option<DateView>,
    /// Where it stands: `happened`, `ended`, `cancelled`, `to-come`, `in-force`, `underway`,
    /// `overdue`, `past` or `said`.
    pub state: &'static str,
    /// What the claim that gives its state says.
    pub status: Status,
    /// How much it matters.
    pub importance: Importance,
    /// Whether it is still to come: a milestone, or a proposal.
    pub ahead: bool,
    /// Whether the time that was promised or ordered has passed, and nobody names another.
    pub overdue: bool,
    /// Whether speakers contradict each other.
    pub disputed: bool,
    /// Whether a speaker put it off and it is still to come.
    pub put_off: bool,
    /// Whether the claim that gives its state is only proposed and nobody has said yes to it.
    pub unreviewed: bool,
    /// What Dateline concludes of it, in a word each.
    pub marks: Vec<Mark>,
    /// Where it stands, in the parts of a line: what its date, its marks and its claims do not say.
    pub line: Vec<Derived>,
    /// What was promised and what came, to be drawn, where it was late, put off or is overdue.
    pub promise: Option<PromiseItem>,
    /// What it is, in a sentence or two.
    pub summary: String,
    /// The claims that the line rests on, the latest first.
    pub claims: Vec<ClaimItem>,
    /// How many claims its history has.
    pub said: usize,
    /// Its topics.
    pub topics: Vec<Link>,
    /// Its regions.
    pub regions: Vec<Link>,
    /// When it last changed: by what was published, or because a day has come.
    pub changed: Option<DateView>,
}

/// A claim as histories show it.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimItem {
    /// The event's own page, if it has one.
    pub href: Option<String>,
    /// What the event is, in this claim's words.
    pub title: String,
    /// When, in this claim's words; `None` where it names no day.
    pub date: Option<DateView>,
    /// What its speaker says of it.
    pub status: Status,
    /// Who says so.
    pub speakers: Vec<SpeakerItem>,
    /// Who spoke for them.
    pub persons: Vec<SpeakerItem>,
    /// Who carried it.
    pub via: Option<SpeakerItem>,
    /// Where it is said.
    pub source: Option<SourceItem>,
    /// Who says so and when, in a line.
    pub origin: OriginItem,
    /// The words it was said in.
    pub quote: Option<String>,
    /// On what condition.
    pub condition: Option<String>,
    /// When it was said.
    pub reported: DateView,
    /// The article that carries it, at the place where it stands.
    pub article: Link,
    /// The other articles that carry it.
    pub also: Vec<Link>,
    /// That its word on the time was replaced, or the matter is settled.
    pub gone: Option<Derived>,
    /// Whether it gives the event's state.
    pub current: bool,
    /// Whether another word contradicts it that stands as well.
    pub contradicted: bool,
    /// What it is to the event's state now, and what it was when it was said; on the event's page
    /// only.
    pub notes: Vec<Derived>,
    /// Whether it is only proposed and nobody has said yes to it: in the preview, and in a build
    /// with `--include-unreviewed`.
    pub unreviewed: bool,
}

/// Where an event is: on its own page, or with the claim in its article.
pub fn href(here: &Here<'_>, id: EventId) -> String {
    let event = here.newsroom().event(id);
    page(here, event).unwrap_or_else(|| claim_href(here, event.state()))
}

/// An event's own page, if it has one.
pub fn page(here: &Here<'_>, event: &Event) -> Option<String> {
    let url = urls::event(event)?;
    here.href_of(Family::Events, &url)
}

/// An event for a timeline on this page.
pub fn item(here: &Here<'_>, id: EventId) -> EventItem {
    let event = here.newsroom().event(id);
    EventItem {
        href: href(here, id),
        title: event.title.clone(),
        date: event.when.as_ref().map(|date| here.date(date)),
        state: marks::state(event),
        status: event.state().claim.status,
        importance: event.importance,
        ahead: event.is_to_come(),
        overdue: event.is_overdue(),
        disputed: event.is_disputed(),
        put_off: (event.put_off() > 0) && event.is_to_come(),
        unreviewed: event.state().claim.review,
        marks: marks::of(here, event),
        line: here.shown("line", || Teller::new(here, event).rest_of_line()),
        promise: here.shown("promise", || promises::first(here, event)),
        summary: unless_repeated(&event.summary, &event.title),
        claims: grounds(event)
            .into_iter()
            .map(|at| ground(here, event, at))
            .collect(),
        said: event.history.len(),
        topics: here.shown("topics", || {
            terms::links(here, TaxonomyKind::Topics, at_most(&event.topics, TERMS))
        }),
        regions: here.shown("regions", || {
            terms::links(here, TaxonomyKind::Regions, at_most(&event.regions, TERMS))
        }),
        changed: here.shown("changed", || event.on_cards.changed.map(|day| here.on(day))),
    }
}

/// Whose word gives an event's state; nobody's where speakers contradict each other.
pub fn speakers(here: &Here<'_>, event: &Event) -> String {
    let said = event.state();
    match event.is_disputed() {
        true => String::new(),
        false => sources::origin(here, &said.voice, said.claim.attribution.reported.day).speakers,
    }
}

/// A summary, unless all its words are the title's.
fn unless_repeated(summary: &str, title: &str) -> String {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.map(str::to_lowercase).collect()
    };
    match words(summary).is_subset(&words(title)) {
        true => String::new(),
        false => summary.to_string(),
    }
}

/// The claims that an event's line rests on, the latest first: what gives its state, what stands
/// and what answers it.
fn grounds(event: &Event) -> Vec<usize> {
    let told = &event.told;
    let answers = told
        .answers
        .iter()
        .filter(|answer| answer.overtaken.is_none());
    let open = told.settled.is_none();
    let words = told.standing.iter().map(|word| word.at);
    let contested = told.contested(&event.history);
    let denials = told.denials.iter().copied();
    let mut grounds: Vec<usize> = words
        .chain(answers.map(|answer| answer.at))
        .chain(told.underway)
        .filter(|_| open)
        .chain(contested)
        .chain(denials.filter(|_| contested.is_some()))
        .chain(told.after_all)
        .chain([event.judgement.state.claim()])
        .collect();
    grounds.sort_unstable_by(|a, b| b.cmp(a));
    grounds.dedup();
    grounds
}

/// A claim that an event's line rests on: the word of those alone who have named no other time since, the
/// report of those who do not deny it.
fn ground(here: &Here<'_>, event: &Event, at: usize) -> ClaimItem {
    let mut item = claim(here, event, at);
    let said = &event.history[at];
    let mut standing = event.told.standing.iter();
    let speakers = match standing.find(|word| word.at == at) {
        Some(word) => word.speakers.clone(),
        None => judgement::who_say(&event.history, at).cloned().collect(),
    };
    if (1..said.voice.speakers.len()).contains(&speakers.len()) {
        let voice = Voice {
            speakers,
            ..said.voice.clone()
        };
        let speakers = voice.speakers.iter();
        item.speakers = speakers.map(|one| sources::speaker(here, one)).collect();
        item.origin = sources::origin(here, &voice, said.claim.attribution.reported.day);
    }
    item
}

/// Everything said of an event, in the order it was said.
pub fn history(here: &Here<'_>, event: &Event) -> Vec<ClaimItem> {
    let teller = Teller::new(here, event);
    let claims = (0..event.history.len()).map(|at| ClaimItem {
        notes: teller.history_notes(at),
        ..claim(here, event, at)
    });
    claims.collect()
}

/// The time that a claim names, as it is shown by itself: what is in force by a day is so until then.
pub fn named(said: &Said) -> Option<Edtf> {
    let date = said.claim.date.as_ref()?;
    let limits = said.act == Act::Limit && date.is_deadline();
    Some(
        date.as_end()
            .filter(|_| limits)
            .unwrap_or_else(|| date.clone()),
    )
}

/// A claim for this page.
pub fn claim(here: &Here<'_>, event: &Event, at: usize) -> ClaimItem {
    let said = &event.history[at];
    let speaker = |speaker| sources::speaker(here, speaker);
    let fate = event.told.fate(&event.history, at).gone();
    let gone = fate.filter(|_| said.act.names_a_time());
    let (language, speakers) = (here.language(), said.voice.speakers.len());
    // A joint term may be replaced by one of those who set it.
    let mut theirs = said.voice.speakers.iter();
    let by_all = theirs.all(|speaker| event.named_later(speaker, at));
    let gone = gone.and_then(|fate| match fate {
        Fate::Stands | Fate::Tested => None,
        Fate::Replaced if !by_all => Some(language.text("claim_overtaken")),
        Fate::Replaced => Some(language.count("claim_replaced", speakers, &[])),
        Fate::Refined => Some(language.count("claim_refined", speakers, &[])),
        Fate::Settled => Some(language.text("claim_settled")),
        Fate::Overtaken => Some(language.text("claim_overtaken")),
    });
    ClaimItem {
        href: page(here, event),
        title: said.title.clone(),
        date: named(said).map(|date| here.date(&date)),
        status: said.claim.status,
        speakers: said.voice.speakers.iter().map(speaker).collect(),
        persons: said.voice.persons.iter().map(speaker).collect(),
        via: said.voice.via.as_ref().map(speaker),
        source: here.shown("source", || source(here, said)),
        origin: here.shown("origin", || {
            sources::origin(here, &said.voice, said.claim.attribution.reported.day)
        }),
        quote: said.claim.attribution.quote.clone(),
        condition: said.claim.condition.clone(),
        reported: here.shown("reported", || here.on(said.claim.attribution.reported.day)),
        article: here.shown("article", || article(here, said)),
        also: here.shown("also", || {
            said.also.iter().map(|said| article(here, said)).collect()
        }),
        gone: gone.map(|words| here.derived("standing", words, [said])),
        current: at == event.judgement.state.claim(),
        contradicted: marks::in_dispute(event).any(|word| word.at == at),
        notes: Vec::new(),
        unreviewed: said.claim.review,
    }
}

/// The claim as one article carries it, for the article's own page.
pub fn carried(here: &Here<'_>, event: &Event, at: usize, said: &Said) -> ClaimItem {
    if std::ptr::eq(said, &event.history[at]) {
        return claim(here, event, at);
    }
    ClaimItem {
        title: said.title.clone(),
        source: source(here, said),
        quote: said.claim.attribution.quote.clone(),
        article: article(here, said),
        ..claim(here, event, at)
    }
}

fn source(here: &Here<'_>, said: &Said) -> Option<SourceItem> {
    let quote = said.claim.attribution.quote.as_deref();
    let source = said.voice.source;
    source.map(|source| sources::of_fact(here, source, quote))
}

/// The article that carries a claim, at the place where it stands.
pub fn article(here: &Here<'_>, said: &Said) -> Link {
    let mut article = articles::link(here, said.article);
    article.href = claim_href(here, said);
    article
}

/// The place of a claim in its article.
fn claim_href(here: &Here<'_>, said: &Said) -> String {
    let article = here.newsroom().article(said.article);
    format!("{}#{}", here.href(&article.url), claim_anchor(said.index))
}

/// The anchor of an article's n-th claim.
pub fn claim_anchor(index: usize) -> String {
    format!("event-{}", index + 1)
}
