//! Claims: put together into events by their ids.

use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::memory::{Known, Member, Shared};
use super::references::Facts;
use super::{Ground, Lists, ids, merge, own_or, years};
use crate::content::citation::Role;
use crate::content::claim::{Act, Claim, Status};
use crate::content::declaration::EventFile;
use crate::date::Edtf;
use crate::newsroom::Newsroom;
use crate::newsroom::events::{self, Event, Said};
use crate::newsroom::freshness::{self, Freshness};
use crate::newsroom::ids::{ArticleId, EventId, TermId};
use crate::newsroom::judgement::{self, Judgement};
use crate::newsroom::timeline;
use crate::newsroom::turns::Turns;
use crate::newsroom::voice::{Speaker, Voice};
use crate::newsroom::{changes, known};

/// Puts claims together into events and tells articles and sources where they went.
pub fn place(
    newsroom: &mut Newsroom,
    known: &mut [Known],
    gone: &[Known],
    ground: Ground<'_>,
    kept: &mut Shared<Option<Arc<Event>>>,
    articles: Lists,
) -> Lists {
    let room = &*newsroom;
    let new: Vec<usize> = (0..known.len())
        .filter(|at| known[*at].events.is_none())
        .collect();
    known.par_iter_mut().for_each(|known| {
        let (at, facts) = (known.at, &known.facts);
        known.events.get_or_insert_with(|| {
            let claims = facts.claims.iter().enumerate();
            let alone = claims.filter(|(_, claim)| claim.of.is_none());
            let said = alone.map(|(index, _)| said(room, ground, at, facts, index));
            let events = said.filter_map(|said| event(vec![said], None, room));
            events.map(Arc::new).collect()
        });
    });
    let known = &*known;
    let shared = kept.recall(
        known,
        &new,
        gone,
        |facts| &facts.claims,
        |id, members| {
            let declared = ground.files.events.get(&**id).map(|declared| File {
                file: declared.file,
                topics: ids(&declared.topics, &room.topics),
                regions: ids(&declared.regions, &room.regions),
            });
            let said = |(at, index): &Member| {
                let facts = &known[at.index()].facts;
                said(room, ground, *at, facts, *index)
            };
            event(members.iter().map(said).collect(), declared, room).map(Arc::new)
        },
    );
    let alone = |known: &Known| known.events.clone().unwrap_or_default();
    let gone = gone
        .iter()
        .flat_map(alone)
        .chain(shared.gone.into_iter().flatten());
    let new = new
        .iter()
        .flat_map(|at| alone(&known[*at]))
        .chain(shared.new.into_iter().flatten());
    let (gone, new) = (Vec::from_iter(gone), Vec::from_iter(new));
    let moved = timeline::exchange(&mut newsroom.events, &gone, new);
    let mut pairs = moved.gone.iter().zip(&moved.new);
    let stay = Lists::stay_if(
        articles == Lists::Stay
            && moved.gone.len() == moved.new.len()
            && pairs.all(|((at, before), (to, event))| at == to && looks_the_same(before, event)),
    );
    if stay == Lists::Change {
        index(newsroom);
    }
    stay
}

/// Whether an event stands in the same lists as another did in its place.
fn looks_the_same(before: &Event, event: &Event) -> bool {
    let carriers = |event: &Event| {
        let carriers = event.claims().map(|(at, said)| {
            let terms = (said.topics.clone(), said.regions.clone());
            (at, said.article, said.index, said.voice.sources(), terms)
        });
        carriers.collect::<Vec<_>>()
    };
    before.id == event.id
        && before.order.year() == event.order.year()
        && before.is_milestone() == event.is_milestone()
        && before.is_overdue() == event.is_overdue()
        && (&before.topics, &before.regions) == (&event.topics, &event.regions)
        && carriers(before) == carriers(event)
}

/// Notes where each event stands, by year, by id and by what is still to come.
fn index(newsroom: &mut Newsroom) {
    *newsroom.event_years = years(
        newsroom.events.iter().map(|event| event.order.year()),
        EventId::new,
    );
    *newsroom.event_ids = timeline::by_id(&newsroom.events);
    *newsroom.milestones = timeline::ids_where(&newsroom.events, Event::is_milestone);
    *newsroom.overdue = timeline::ids_where(&newsroom.events, Event::is_overdue);
    // The promise that failed last is the one readers ask about.
    newsroom.overdue.reverse();
    note_claims(newsroom);
}

/// A claim as a history has it, with its event's title in its file and its own terms.
fn said(
    newsroom: &Newsroom,
    ground: Ground<'_>,
    article: ArticleId,
    facts: &Facts,
    index: usize,
) -> Said {
    let Ground { files, sources, .. } = ground;
    let entry = newsroom.entry(article);
    let refs = &facts.claims[index];
    let claim = &refs.fact;
    let (voice, carried) = deed(newsroom, claim, sources.voice(&refs.voice));
    let file = refs.of.as_deref().and_then(|id| files.events.get(id));
    let title = file.and_then(|declared| declared.file.title.as_ref());
    let disputes = claim.disputes.iter();
    Said {
        article,
        index,
        title: claim.title.as_ref().or(title).cloned().unwrap_or_default(),
        act: act(claim, carried),
        carried,
        disputes: disputes.map(|called| sources.speaker(called)).collect(),
        voice,
        translated: ground.is_translated(&entry.article),
        claim: claim.clone(),
        topics: own_or(&refs.topics, &newsroom.topics, &entry.topics),
        regions: own_or(&refs.regions, &newsroom.regions, &entry.regions),
        also: Vec::new(),
    }
}

/// Whose deed a claim tells, and whether only those tell it who carry what others do. Among several
/// speakers a publisher has carried what the others do.
fn deed(newsroom: &Newsroom, claim: &Claim, mut voice: Voice) -> (Voice, bool) {
    if claim.status.is_observed() {
        return (voice, false);
    }
    let carries_only = |speaker: &Speaker| newsroom.carries_only(speaker);
    let (carriers, doers): (Vec<_>, Vec<_>) =
        voice.speakers.iter().cloned().partition(carries_only);
    if doers.is_empty() {
        return (voice, true);
    }
    voice.speakers = doers;
    voice.via = voice.via.or_else(|| carriers.into_iter().next());
    (voice, false)
}

/// What a speaker does by saying so: who only carries what others do neither promises nor orders.
fn act(claim: &Claim, carried: bool) -> Act {
    match claim.status.act() {
        Act::Promise | Act::Order if carried => Act::Expectation,
        act => act,
    }
}

/// The file of an event, with its terms.
struct File<'a> {
    /// What it declares.
    pub file: &'a EventFile,
    /// Its topics.
    pub topics: Vec<TermId>,
    /// Its regions.
    pub regions: Vec<TermId>,
}

/// An event from everything said of it, in the order of articles; `None` if nothing was.
fn event(said: Vec<Said>, declared: Option<File<'_>>, newsroom: &Newsroom) -> Option<Event> {
    let first = said.first()?;
    let id = first
        .claim
        .id
        .as_deref()
        .map(|id| newsroom.former.event(id));
    let (id, importance) = (id.map(str::to_string), first.claim.importance);
    let is_document = |said: &Said| {
        let source = said.voice.source;
        source.is_some_and(|source| newsroom.source(source).citation.role() == Role::Document)
    };
    let text = |said: &Said| &newsroom.article(said.article).version_of;
    let are_versions = |one: &Said, other: &Said| text(one) == text(other);
    let history = events::in_order_said(said, is_document, are_versions);
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
        order: place.sort_key(),
        place,
        made: Vec::new(),
        late: false,
        said: Freshness::default(),
        freshness: Freshness::default(),
        on_cards: Freshness::default(),
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
    event.order = event.place.sort_key();
    event.late = known::is_late(&event, newsroom);
    event.made = changes::made(&event, newsroom);
    event.said = freshness::said(&event, newsroom);
    (event.freshness, event.on_cards) = freshness::of_event(&event, newsroom.as_of.day);
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
        event.title = namesake(event).in_own_language().title.clone();
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
    for source in newsroom.sources.iter_mut() {
        source.claims.clear();
    }
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
    for source in newsroom.sources.iter_mut() {
        source.claims.reverse();
    }
    for (entry, mut claims) in newsroom.entries.iter_mut().zip(claims) {
        claims.sort_unstable();
        entry.claims = claims.into_iter().map(|(_, claim)| claim).collect();
    }
}
