//! An event on a timeline, with what was said of it.

use serde::Serialize;

use super::sources::{self, SourceItem, SpeakerItem};
use super::terms::TERMS;
use super::verdicts::{self, KeptItem, OutcomeItem, SlipItem};
use super::{articles, terms};
use crate::content::facts::{Importance, Status};
use crate::content::term::TaxonomyKind;
use crate::newsroom::changes::Freshness;
use crate::newsroom::events::{Event, Said};
use crate::newsroom::ids::EventId;
use crate::pages::facets::{self, Keys};
use crate::pages::site::{DateView, Here, Link, at_most};
use crate::pages::urls;

/// An event as timelines show it.
#[derive(Clone, Debug, Serialize)]
pub struct EventItem {
    /// Which event it is.
    #[serde(skip)]
    pub id: EventId,
    /// Its own page, or the claim in its article.
    pub href: String,
    /// What it is, in a line.
    pub title: String,
    /// When it happened or is to happen, as it stands now.
    pub date: DateView,
    /// How far it has come.
    pub status: Status,
    /// How much it matters.
    pub importance: Importance,
    /// Whether it is still to come.
    pub ahead: bool,
    /// Whether the last day of a standing promise is past, with nothing settled.
    pub overdue: bool,
    /// Whether the claim that gives its state is only proposed and nobody has said yes to it.
    pub unreviewed: bool,
    /// How its standing claims lie to each other, where they are not at one: `differ` (one
    /// time holds the other) or `disputed`.
    pub discord: Option<&'static str>,
    /// How its firmest promise was kept, once it has happened.
    pub kept: Option<KeptItem>,
    /// The promise that `kept` judges, and what became of it.
    pub promise: Option<OutcomeItem>,
    /// The latest move of its last day.
    pub moved: Option<SlipItem>,
    /// How often a speaker moved its last day later.
    pub slips: usize,
    /// What it is, in a sentence or two.
    pub summary: String,
    /// The claims that stand, the latest first; the first is its state.
    pub standing: Vec<ClaimItem>,
    /// How many claims its history has.
    pub claims: usize,
    /// Its topics.
    pub topics: Vec<Link>,
    /// Its regions.
    pub regions: Vec<Link>,
    /// When it last changed: by what was published, or because a promised day passed.
    pub changed: Option<DateView>,
    /// What it is found by.
    pub keys: Keys,
    /// When it last changed, and when a date changes it next.
    #[serde(skip)]
    pub freshness: Freshness,
}

/// A claim as histories show it.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimItem {
    /// What the event is, in this claim's words.
    pub title: String,
    /// When, in this claim's words.
    pub date: DateView,
    /// How far it has come, in this claim's words.
    pub status: Status,
    /// Who says so.
    pub speaker: SpeakerItem,
    /// Where it is said.
    pub source: Option<SourceItem>,
    /// The words it was said in.
    pub quote: Option<String>,
    /// When it was said.
    pub reported: DateView,
    /// The article that carries it, at the place where it stands.
    pub article: Link,
    /// Whether it still holds.
    pub standing: bool,
    /// Whether it gives the event's state.
    pub current: bool,
    /// Whether it is only proposed and nobody has said yes to it.
    pub unreviewed: bool,
}

/// Where an event is: on its own page, or with the claim in its article.
pub fn href(here: &Here<'_>, id: EventId) -> String {
    let event = here.newsroom().event(id);
    match urls::event(event) {
        Some(url) => here.href(&url),
        None => claim_href(here, event.state()),
    }
}

/// An event for a timeline on this page.
pub fn item(here: &Here<'_>, id: EventId) -> EventItem {
    let event = here.newsroom().event(id);
    let mut standing: Vec<ClaimItem> = event
        .history
        .iter()
        .enumerate()
        .filter(|(_, said)| said.standing)
        .map(|(at, said)| claim(here, said, at == event.current))
        .collect();
    standing.reverse();
    EventItem {
        id,
        href: href(here, id),
        title: event.title.clone(),
        date: here.date(event.date()),
        status: event.state().claim.status,
        importance: event.importance,
        ahead: event.ahead,
        overdue: event.overdue,
        unreviewed: event.state().claim.review,
        discord: verdicts::discord(event),
        kept: verdicts::lateness(here, event),
        promise: verdicts::firmest(here, event),
        moved: verdicts::last_slip(here, event),
        slips: event.slips.iter().filter(|slip| slip.later).count(),
        summary: event.summary.clone(),
        standing,
        claims: event.history.len(),
        topics: terms::links(here, TaxonomyKind::Topics, at_most(&event.topics, TERMS)),
        regions: terms::links(here, TaxonomyKind::Regions, at_most(&event.regions, TERMS)),
        changed: event.freshness.changed.map(|day| here.on(day)),
        keys: facets::keys(here, event),
        freshness: event.freshness,
    }
}

/// Events for a timeline on this page.
pub fn items(here: &Here<'_>, ids: &[EventId]) -> Vec<EventItem> {
    ids.iter().map(|id| item(here, *id)).collect()
}

/// Everything said of an event, in the order it was said.
pub fn history(here: &Here<'_>, event: &Event) -> Vec<ClaimItem> {
    event
        .history
        .iter()
        .enumerate()
        .map(|(at, said)| claim(here, said, at == event.current))
        .collect()
}

/// A claim for this page.
pub fn claim(here: &Here<'_>, said: &Said, current: bool) -> ClaimItem {
    let mut article = articles::link(here, said.article);
    article.href = claim_href(here, said);
    ClaimItem {
        title: said.claim.title.clone(),
        date: here.date(&said.claim.date),
        status: said.claim.status,
        speaker: sources::speaker(here, &said.speaker),
        source: said.source.map(|source| sources::item(here, source)),
        quote: said.claim.quote.clone(),
        reported: here.on(said.claim.reported),
        article,
        standing: said.standing,
        current,
        unreviewed: said.claim.review,
    }
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
