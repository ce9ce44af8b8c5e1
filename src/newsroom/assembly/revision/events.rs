//! The events that an article speaks of, put together anew.

use std::collections::{BTreeMap, BTreeSet};

use super::super::claims::{self, File};
use super::super::references::Speakers;
use super::super::terms;
use super::resolve::{self, own_terms, voice};
use super::{Revision, set};
use crate::content::Content;
use crate::content::article::Article;
use crate::content::reading::TermRef;
use crate::content::term::TaxonomyKind;
use crate::newsroom::Newsroom;
use crate::newsroom::events::{Event, Said};
use crate::newsroom::ids::{ArticleId, EventId};

/// Works out anew every event that the article speaks of or spoke of.
pub fn revise(
    newsroom: &mut Newsroom,
    content: &Content,
    at: ArticleId,
    revision: &mut Revision,
) -> Option<()> {
    let article = newsroom.entry(at).article.clone();
    let mut touched: BTreeSet<EventId> = Vec::from_iter(&newsroom.entry(at).claims)
        .into_iter()
        .map(|(event, _)| *event)
        .collect();
    let ids = article.claims.iter().filter_map(|claim| claim.id.as_ref());
    touched.extend(ids.filter_map(|id| newsroom.event_ids.get(id)));
    let after = put_together(newsroom, content, at, &article, &touched)?;
    let touched: Vec<EventId> = touched.into_iter().collect();
    match keeps_places(newsroom, &touched, &after) {
        true => exchange(newsroom, at, &touched, after, revision),
        false => insert(newsroom, &touched, after, revision),
    }
    Some(())
}

/// The events anew, in the order of the timeline; `None` where one that has a file comes or
/// goes, since its file's terms come and go with it.
fn put_together(
    newsroom: &Newsroom,
    content: &Content,
    at: ArticleId,
    article: &Article,
    touched: &BTreeSet<EventId>,
) -> Option<Vec<Event>> {
    let mut shared: BTreeMap<&str, Vec<Said>> = BTreeMap::new();
    for id in touched {
        let event = newsroom.event(*id);
        if let Some(id) = &event.id {
            let others = event.claims().filter(|(_, said)| said.article != at);
            let alone = |(_, said): (usize, &Said)| Said {
                also: Vec::new(),
                ..said.clone()
            };
            shared.insert(id, others.map(alone).collect());
        }
    }
    let speakers = Speakers::of(content);
    let mut after = Vec::new();
    for index in 0..article.claims.len() {
        let said = said(newsroom, content, &speakers, at, index)?;
        match &article.claims[index].id {
            Some(id) => shared.entry(id).or_default().push(said),
            None => after.extend(claims::event(vec![said], None, newsroom)),
        }
    }
    for (id, mut said) in shared {
        let file = content.events.iter().rfind(|file| file.id == id);
        let known = newsroom.event_ids.get(id).map(|id| newsroom.event(*id));
        if file.is_some() && (known.is_none() || said.is_empty()) {
            return None;
        }
        let declared = file.zip(known).map(|(file, known)| File {
            file,
            topics: known.declared_topics.clone(),
            regions: known.declared_regions.clone(),
        });
        said.sort_by_key(|said| (said.article, said.index));
        after.extend(claims::event(said, declared, newsroom));
    }
    after.sort_by(|a, b| a.key().cmp(&b.key()));
    Some(after)
}

fn said(
    newsroom: &Newsroom,
    content: &Content,
    speakers: &Speakers<'_>,
    at: ArticleId,
    index: usize,
) -> Option<Said> {
    let entry = newsroom.entry(at);
    let claim = &entry.article.claims[index];
    let declared = speakers.of_claim(claim);
    let voice = voice(newsroom, at, &claim.attribution, declared)?;
    let known = |name: &TermRef| resolve::is_known(newsroom, &name.text);
    if !claim.disputes.iter().all(known) {
        return None;
    }
    let topics = match &claim.topics {
        Some(own) => own_terms(&newsroom.topics, own)?,
        None => entry.topics.clone(),
    };
    let regions = match &claim.regions {
        Some(own) => own_terms(&newsroom.regions, own)?,
        None => entry.regions.clone(),
    };
    let mut files = content.events.iter();
    let file = files.rfind(|file| Some(&file.id) == claim.id.as_ref());
    let title = file.and_then(|file| file.title.as_ref());
    Some(claims::said(
        newsroom,
        (at, index),
        (claim, title),
        voice,
        (topics, regions),
    ))
}

/// Whether the new events can take the places of the old ones, one by one.
fn keeps_places(newsroom: &Newsroom, touched: &[EventId], after: &[Event]) -> bool {
    let is_touched = |at: usize| touched.binary_search(&EventId::new(at)).is_ok();
    let fits = |(id, event): (&EventId, &Event)| {
        let (key, at) = (event.key(), id.index());
        let before = at.checked_sub(1).filter(|before| !is_touched(*before));
        let next = Some(at + 1).filter(|next| *next < newsroom.events.len() && !is_touched(*next));
        before.is_none_or(|before| newsroom.events[before].key() < key)
            && next.is_none_or(|next| key < newsroom.events[next].key())
    };
    touched.len() == after.len() && touched.iter().zip(after).all(fits)
}

/// Gives each new event an old one's place, and mends what points at them.
fn exchange(
    newsroom: &mut Newsroom,
    at: ArticleId,
    touched: &[EventId],
    after: Vec<Event>,
    revision: &mut Revision,
) {
    let claims = newsroom.entry(at).article.claims.len();
    newsroom.entries[at.index()].claims = vec![(EventId::new(0), 0); claims];
    for (id, event) in touched.iter().zip(after) {
        let before = std::mem::replace(&mut newsroom.events[id.index()], event);
        list(newsroom, *id, &before, false);
        revision.before.push(before);
    }
    for id in touched {
        let event = newsroom.event(*id).clone();
        list(newsroom, *id, &event, true);
        for (place, said) in event.claims() {
            newsroom.entries[said.article.index()].claims[said.index] = (*id, place);
        }
    }
    revision.after = touched.to_vec();
}

/// Puts an event on every list that it belongs to, or takes it off.
fn list(newsroom: &mut Newsroom, id: EventId, event: &Event, wanted: bool) {
    for kind in TaxonomyKind::ALL {
        let taxonomy = newsroom.taxonomy_mut(kind);
        for term in taxonomy.with_ancestors(event.terms(kind)) {
            set(&mut taxonomy.terms[term.index()].events, id, wanted);
        }
    }
    if let Some(year) = event.place.year() {
        let of_year = newsroom.event_years.entry(year).or_default();
        set(of_year, id, wanted);
        if of_year.is_empty() {
            newsroom.event_years.remove(&year);
        }
    }
    set(&mut newsroom.milestones, id, wanted && event.is_milestone());
    newsroom.overdue.reverse();
    set(&mut newsroom.overdue, id, wanted && event.is_overdue());
    newsroom.overdue.reverse();
    if let Some(name) = &event.id {
        match wanted {
            true => newsroom.event_ids.insert(name.clone(), id),
            false => newsroom.event_ids.remove(name),
        };
    }
    for (place, said) in event.claims() {
        for source in said.voice.sources() {
            set(
                &mut newsroom.sources[source.index()].claims,
                (id, place),
                wanted,
            );
        }
    }
}

/// Takes out the old events and puts in the new ones, each in its place; all numbers may change.
fn insert(
    newsroom: &mut Newsroom,
    touched: &[EventId],
    after: Vec<Event>,
    revision: &mut Revision,
) {
    let keys: Vec<_> = after.iter().map(Event::key).collect();
    let mut places: Vec<usize> = keys
        .iter()
        .map(|key| newsroom.events.partition_point(|event| event.key() < *key))
        .collect();
    places.reverse();
    let mut after: Vec<Event> = after.into_iter().rev().collect();
    let mut merged = Vec::with_capacity(newsroom.events.len() + after.len());
    for (at, event) in std::mem::take(&mut newsroom.events).into_iter().enumerate() {
        while places.last() == Some(&at) {
            places.pop();
            revision.after.push(EventId::new(merged.len()));
            merged.extend(after.pop());
        }
        match touched.binary_search(&EventId::new(at)) {
            Ok(_) => revision.before.push(event),
            Err(_) => merged.push(event),
        }
    }
    while let Some(event) = after.pop() {
        revision.after.push(EventId::new(merged.len()));
        merged.push(event);
    }
    newsroom.events = merged;
    revision.renumbered = true;
    for source in &mut newsroom.sources {
        source.claims.clear();
    }
    claims::index(newsroom);
    terms::fill_events(newsroom);
}
