//! Claims: put together into events by their ids.

use std::collections::BTreeMap;

use super::references::{Declared, Facts, Files};
use super::{ids, merge, sources_of, years};
use crate::content::declaration::EventFile;
use crate::newsroom::Newsroom;
use crate::newsroom::changes::{self, Freshness};
use crate::newsroom::events::{self, Event, Said};
use crate::newsroom::ids::{ArticleId, EventId, TermId};
use crate::newsroom::sources::Sources;

/// Puts claims together into events and tells articles and sources where they went.
pub fn place(newsroom: &mut Newsroom, facts: &[Facts], files: &Files<'_>, sources: &Sources) {
    let mut shared: BTreeMap<String, Event> = BTreeMap::new();
    let mut events: Vec<Event> = Vec::new();
    for (at, facts) in facts.iter().enumerate() {
        let article = newsroom.entries[at].article.clone();
        for (index, (claim, refs)) in article.claims.iter().zip(&facts.claims).enumerate() {
            let said = Said {
                article: ArticleId::new(at),
                index,
                speaker: sources.speaker(refs.speaker.clone()),
                source: refs.source.and_then(|source| sources.id(source)),
                claim: claim.clone(),
                topics: ids(&refs.topics, &newsroom.topics),
                regions: ids(&refs.regions, &newsroom.regions),
                standing: false,
            };
            let (topics, regions) = (said.topics.clone(), said.regions.clone());
            match &claim.id {
                None => events.push(event(said, topics, regions)),
                Some(id) => match shared.get_mut(id) {
                    None => {
                        shared.insert(id.clone(), event(said, topics, regions));
                    }
                    Some(known) => {
                        known.history.push(said);
                        merge(&mut known.topics, topics);
                        merge(&mut known.regions, regions);
                    }
                },
            }
        }
    }
    events.extend(
        shared
            .into_iter()
            .map(|(id, event)| finish_shared(event, files.events.get(id.as_str()), newsroom)),
    );
    for event in &mut events {
        settle(event, newsroom.as_of.day);
        event.freshness = changes::of_event(event, &newsroom.entries, newsroom.as_of.day);
    }
    newsroom.events = events::in_timeline_order(events);
    newsroom.event_years = years(
        newsroom.events.iter().map(|event| event.date().year()),
        EventId::new,
    );
    newsroom.event_ids = events::by_id(&newsroom.events);
    newsroom.milestones =
        events::ids_where(&newsroom.events, |event| event.ahead && !event.overdue);
    newsroom.overdue = events::ids_where(&newsroom.events, |event| event.overdue);
    // The promise that failed last is the one readers ask about.
    newsroom.overdue.reverse();
    note_claims(newsroom);
}

fn event(said: Said, topics: Vec<TermId>, regions: Vec<TermId>) -> Event {
    Event {
        id: said.claim.id.clone(),
        title: said.claim.title.clone(),
        summary: String::new(),
        body: None,
        extra: serde_json::Value::Null,
        importance: said.claim.importance,
        topics,
        regions,
        declared_topics: Vec::new(),
        declared_regions: Vec::new(),
        history: vec![said],
        current: 0,
        ahead: false,
        overdue: false,
        slips: Vec::new(),
        outcomes: Vec::new(),
        accord: None,
        freshness: Freshness::default(),
    }
}

fn finish_shared(
    mut event: Event,
    declared: Option<&Declared<'_, EventFile>>,
    newsroom: &Newsroom,
) -> Event {
    // In the order things were said; on one day, in the order they were published.
    event.history.sort_by_cached_key(|said| {
        let article = newsroom.article(said.article);
        (
            said.claim.reported,
            article.date.instant,
            article.path.clone(),
            said.index,
        )
    });
    if let Some(Declared {
        file,
        topics,
        regions,
    }) = declared
    {
        event.summary = file.summary.clone();
        event.extra = file.extra.clone();
        event.body = Some(file.body.clone()).filter(|body| !body.is_empty());
        event.importance = file.importance.unwrap_or(event.importance);
        let mut first = ids(topics, &newsroom.topics);
        event.declared_topics = first.clone();
        merge(&mut first, std::mem::take(&mut event.topics));
        event.topics = first;
        let mut first = ids(regions, &newsroom.regions);
        event.declared_regions = first.clone();
        merge(&mut first, std::mem::take(&mut event.regions));
        event.regions = first;
    }
    event.title = declared
        .and_then(|declared| declared.file.title.clone())
        .unwrap_or_default();
    event
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
            for source in sources_of(said.source, &said.speaker) {
                newsroom.sources[source.index()].claims.push((id, place));
            }
        }
    }
    for (entry, mut claims) in newsroom.entries.iter_mut().zip(claims) {
        claims.sort_unstable();
        entry.claims = claims.into_iter().map(|(_, claim)| claim).collect();
    }
}
