//! Claims: put together into events by their ids.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::references::{Facts, Files};
use super::{ids, merge, own_or, years};
use crate::content::declaration::EventFile;
use crate::newsroom::Newsroom;
use crate::newsroom::changes::{self, Freshness};
use crate::newsroom::events::{self, Event, Said};
use crate::newsroom::ids::{ArticleId, EventId, TermId};
use crate::newsroom::sources::Sources;

/// Puts claims together into events and tells articles and sources where they went.
pub fn place(newsroom: &mut Newsroom, facts: &[Facts], files: &Files<'_>, sources: &Sources) {
    let mut shared: BTreeMap<String, Vec<Said>> = BTreeMap::new();
    let mut alone: Vec<Said> = Vec::new();
    for (at, facts) in facts.iter().enumerate() {
        let entry = &newsroom.entries[at];
        let article = &entry.article;
        for (index, (claim, refs)) in article.claims.iter().zip(&facts.claims).enumerate() {
            let said = Said {
                article: ArticleId::new(at),
                index,
                voice: sources.voice(&refs.voice),
                claim: claim.clone(),
                topics: own_or(&refs.topics, &newsroom.topics, &entry.topics),
                regions: own_or(&refs.regions, &newsroom.regions, &entry.regions),
                standing: false,
            };
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
        newsroom.events.iter().map(|event| event.date().year()),
        EventId::new,
    );
    newsroom.event_ids = events::by_id(&newsroom.events);
    newsroom.milestones = events::ids_where(&newsroom.events, Event::is_milestone);
    newsroom.overdue = events::ids_where(&newsroom.events, |event| event.overdue);
    // The promise that failed last is the one readers ask about.
    newsroom.overdue.reverse();
    note_claims(newsroom);
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
    let mut event = Event {
        id: first.claim.id.clone(),
        title: String::new(),
        summary: String::new(),
        body: None,
        extra: serde_json::Value::Null,
        importance: first.claim.importance,
        topics: Vec::new(),
        regions: Vec::new(),
        declared_topics: Vec::new(),
        declared_regions: Vec::new(),
        history: Vec::new(),
        current: 0,
        ahead: false,
        overdue: false,
        slips: Vec::new(),
        outcomes: Vec::new(),
        accord: None,
        freshness: Freshness::default(),
    };
    if let Some(declared) = declared {
        declare(&mut event, declared);
    }
    for said in &said {
        merge(&mut event.topics, said.topics.iter().copied());
        merge(&mut event.regions, said.regions.iter().copied());
    }
    event.history = said;
    // In the order things were said; on one day, in the order they were published.
    event.history.sort_by_cached_key(|said| {
        let article = newsroom.article(said.article);
        (
            said.claim.attribution.reported.day,
            article.date.instant,
            article.path.clone(),
            said.index,
        )
    });
    settle(&mut event, newsroom.as_of.day);
    event.freshness = changes::of_event(&event, &newsroom.entries, newsroom.as_of.day);
    Some(event)
}

fn declare(event: &mut Event, declared: File<'_>) {
    let file = declared.file;
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

fn settle(event: &mut Event, day: chrono::NaiveDate) {
    event.judge(day);
    let highest = event.history.iter().map(|said| said.claim.importance).max();
    event.importance = event.importance.max(highest.unwrap_or_default());
    if event.title.is_empty() {
        event.title = event.state().claim.title.clone();
    }
}

fn note_claims(newsroom: &mut Newsroom) {
    let mut claims: Vec<Vec<(usize, (EventId, usize))>> = vec![Vec::new(); newsroom.entries.len()];
    for (at, event) in newsroom.events.iter().enumerate() {
        let id = EventId::new(at);
        for (place, said) in event.history.iter().enumerate() {
            claims[said.article.index()].push((said.index, (id, place)));
            for source in said.voice.sources() {
                newsroom.sources[source.index()].claims.push((id, place));
            }
        }
    }
    for (entry, mut claims) in newsroom.entries.iter_mut().zip(claims) {
        claims.sort_unstable();
        entry.claims = claims.into_iter().map(|(_, claim)| claim).collect();
    }
}
