//! Claims: put together into events by their ids.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::references::{Facts, Files};
use super::{ids, merge, own_or, years};
use crate::content::citation::Role;
use crate::content::claim::{Act, Claim, Status};
use crate::content::declaration::EventFile;
use crate::content::reading::TermRef;
use crate::date::Edtf;
use crate::newsroom::Newsroom;
use crate::newsroom::changes::{self, Freshness};
use crate::newsroom::events::{self, Event, Said};
use crate::newsroom::ids::{ArticleId, EventId, TermId};
use crate::newsroom::judgement::{self, Judgement};
use crate::newsroom::sources::Sources;
use crate::newsroom::turns::Turns;
use crate::newsroom::voice::{Sources as _, Speaker, Voice};

/// Puts claims together into events and tells articles and sources where they went.
pub fn place(newsroom: &mut Newsroom, facts: &[Facts], files: &Files<'_>, sources: &Sources) {
    let mut shared: BTreeMap<String, Vec<Said>> = BTreeMap::new();
    let mut alone: Vec<Said> = Vec::new();
    for (at, facts) in facts.iter().enumerate() {
        let entry = &newsroom.entries[at];
        let article = &entry.article;
        for (index, (claim, refs)) in article.claims.iter().zip(&facts.claims).enumerate() {
            let topics = own_or(&refs.topics, &newsroom.topics, &entry.topics);
            let regions = own_or(&refs.regions, &newsroom.regions, &entry.regions);
            let voice = sources.voice(&refs.voice);
            let place = (ArticleId::new(at), index);
            let file = claim.id.as_deref().and_then(|id| files.events.get(id));
            let title = file.and_then(|declared| declared.file.title.as_ref());
            let said = said(newsroom, place, (claim, title), voice, (topics, regions));
            match &claim.id {
                None => alone.push(said),
                Some(id) => shared.entry(id.clone()).or_default().push(said),
            }
        }
    }
    let room = &*newsroom;
    let alone = alone.into_par_iter();
    let mut events: Vec<Event> = alone
        .filter_map(|said| event(vec![said], None, room))
        .collect();
    let shared: Vec<(String, Vec<Said>)> = shared.into_iter().collect();
    events.par_extend(shared.into_par_iter().filter_map(|(id, said)| {
        let declared = files.events.get(id.as_str()).map(|declared| File {
            file: declared.file,
            topics: ids(&declared.topics, &room.topics),
            regions: ids(&declared.regions, &room.regions),
        });
        event(said, declared, room)
    }));
    newsroom.events = events::in_timeline_order(events);
    index(newsroom);
}

/// Notes where each event stands, by year, by id and by what is still to come.
pub fn index(newsroom: &mut Newsroom) {
    newsroom.event_years = years(
        newsroom.events.iter().map(|event| event.place.year()),
        EventId::new,
    );
    newsroom.event_ids = events::by_id(&newsroom.events);
    newsroom.milestones = events::ids_where(&newsroom.events, Event::is_milestone);
    newsroom.overdue = events::ids_where(&newsroom.events, Event::is_overdue);
    // The promise that failed last is the one readers ask about.
    newsroom.overdue.reverse();
    note_claims(newsroom);
}

/// A claim as a history has it, with its event's title in its file and its own terms.
pub fn said(
    newsroom: &Newsroom,
    (article, index): (ArticleId, usize),
    (claim, title): (&Arc<Claim>, Option<&String>),
    voice: Voice,
    (topics, regions): (Vec<TermId>, Vec<TermId>),
) -> Said {
    let named = |name: &TermRef| match newsroom.person(&name.text) {
        Some(source) => Speaker::Source(source),
        None => Speaker::Name(name.text.clone(), None),
    };
    Said {
        article,
        index,
        title: claim.title.as_ref().or(title).cloned().unwrap_or_default(),
        act: act(newsroom, claim, &voice),
        disputes: claim.disputes.iter().map(named).collect(),
        voice,
        claim: claim.clone(),
        topics,
        regions,
        also: Vec::new(),
    }
}

/// What a speaker does by saying so: publishers and the site itself promise nothing.
fn act(newsroom: &Newsroom, claim: &Claim, voice: &Voice) -> Act {
    let carries_only = |speaker: &Speaker| newsroom.carries_only(speaker);
    match claim.status.act() {
        Act::Promise if voice.speakers.iter().all(carries_only) => Act::Expectation,
        act => act,
    }
}

/// The file of an event, with its terms.
pub struct File<'a> {
    /// What it declares.
    pub file: &'a EventFile,
    /// Its topics.
    pub topics: Vec<TermId>,
    /// Its regions.
    pub regions: Vec<TermId>,
}

/// An event from everything said of it, in the order of articles; `None` if nothing was.
pub fn event(said: Vec<Said>, declared: Option<File<'_>>, newsroom: &Newsroom) -> Option<Event> {
    let first = said.first()?;
    let (id, importance) = (first.claim.id.clone(), first.claim.importance);
    let is_document = |said: &Said| {
        let source = said.voice.source;
        source.is_some_and(|source| newsroom.role(source) == Role::Document)
    };
    let history = events::in_order_said(said, is_document);
    let told = judgement::read(&history);
    let place = Edtf::from_day(history.first()?.claim.attribution.reported.day);
    let mut event = Event {
        id,
        title: String::new(),
        summary: String::new(),
        body: None,
        extra: serde_json::Value::Null,
        importance,
        topics: Vec::new(),
        regions: Vec::new(),
        declared: false,
        declared_topics: Vec::new(),
        declared_regions: Vec::new(),
        judgement: Judgement::of(&history, &told, newsroom.as_of.day, false),
        told,
        history,
        when: None,
        place,
        freshness: Freshness::default(),
        turns: Turns::default(),
    };
    if let Some(declared) = declared {
        declare(&mut event, declared);
    }
    let claims: Vec<Said> = event.claims().map(|(_, said)| said.clone()).collect();
    if event.declared_topics.is_empty() {
        merge(
            &mut event.topics,
            in_article_order(&claims, |said| &said.topics),
        );
    }
    if event.declared_regions.is_empty() {
        merge(
            &mut event.regions,
            in_article_order(&claims, |said| &said.regions),
        );
    }
    settle(&mut event, newsroom.as_of.day);
    event.turns = Turns::of(&mut event, newsroom.as_of.day);
    event.freshness = changes::of_event(&event, &newsroom.entries, newsroom.as_of.day);
    Some(event)
}

/// The terms of claims, those of the newest article first.
fn in_article_order(claims: &[Said], terms: fn(&Said) -> &Vec<TermId>) -> Vec<TermId> {
    let mut claims: Vec<&Said> = claims.iter().collect();
    claims.sort_by_key(|said| (said.article, said.index));
    claims
        .into_iter()
        .flat_map(|said| terms(said).iter().copied())
        .collect()
}

fn declare(event: &mut Event, declared: File<'_>) {
    let file = declared.file;
    event.declared = true;
    event.title = file.title.clone().unwrap_or_default();
    event.summary = file.summary.clone();
    event.extra = file.extra.clone();
    event.body = Some(file.body.clone()).filter(|body| !body.is_empty());
    event.importance = file.importance.unwrap_or(event.importance);
    event.topics = declared.topics.clone();
    event.regions = declared.regions.clone();
    event.declared_topics = declared.topics;
    event.declared_regions = declared.regions;
}

fn settle(event: &mut Event, day: NaiveDate) {
    event.judge(day);
    let highest = event.claims().map(|(_, said)| said.claim.importance).max();
    event.importance = event.importance.max(highest.unwrap_or_default());
    if event.title.is_empty() {
        event.title = namesake(event).title.clone();
    }
}

/// The claim that an event without a file is called after: the latest that says what is to come or
/// what came. An answer or a calling-off has a title that tells of itself.
fn namesake(event: &Event) -> &Said {
    let tells = |said: &&Said| {
        let named = said.act.names_a_time() && said.claim.date.is_some();
        named || matches!(said.claim.status, Status::Happened | Status::Underway)
    };
    let latest = event.history.iter().rfind(tells);
    latest.unwrap_or_else(|| event.state())
}

fn note_claims(newsroom: &mut Newsroom) {
    let mut claims: Vec<Vec<(usize, (EventId, usize))>> = vec![Vec::new(); newsroom.entries.len()];
    for (at, event) in newsroom.events.iter().enumerate() {
        let id = EventId::new(at);
        for (place, said) in event.claims() {
            claims[said.article.index()].push((said.index, (id, place)));
            for source in said.voice.sources() {
                let taken = &mut newsroom.sources[source.index()].claims;
                if taken.last() != Some(&(id, place)) {
                    taken.push((id, place));
                }
            }
        }
    }
    for (entry, mut claims) in newsroom.entries.iter_mut().zip(claims) {
        claims.sort_unstable();
        entry.claims = claims.into_iter().map(|(_, claim)| claim).collect();
    }
}
