//! Since this was written: what became of an article's promises and figures. Computed from
//! what was reported later; nobody edits an old article for it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::derived::Derived;
use super::items;
use super::sentences::Teller;
use super::since_figures;
use super::site::{DateView, Here, Link};
use crate::content::claim::Act;
use crate::newsroom::Newsroom;
use crate::newsroom::changes::released;
use crate::newsroom::events::{Event, Said};
use crate::newsroom::freshness::Freshness;
use crate::newsroom::ids::{ArticleId, EventId};
use crate::newsroom::judgement::{self, Note};

/// Something that changed since an article was written.
#[derive(Clone, Debug, Serialize)]
pub struct SinceItem {
    /// What the article had spoken of: a claim's title or a series' name.
    pub about: String,
    /// The event's or the series' own page, if it has one.
    pub href: Option<String>,
    /// What the article had said: a time or a number, in words.
    pub said: String,
    /// What has become of it.
    pub now: Derived,
    /// When that was said; `None` where only time has passed.
    pub reported: Option<DateView>,
    /// The article that says so.
    pub article: Option<Link>,
    /// When it became so.
    #[serde(skip)]
    pub freshness: Freshness,
}

/// The kind of a note that tells another speaker's word.
const OTHER: &str = "other";

/// What changed since an article was written: its claims first, then its figures.
pub fn since(here: &Here<'_>, id: ArticleId) -> Vec<SinceItem> {
    let newsroom = here.newsroom();
    let entry = newsroom.entry(id);
    let mut claims = entry.claims.clone();
    claims.dedup();
    let claims = claims.into_iter();
    let claims = claims.flat_map(|(event, at)| {
        let items = of_claim(here, newsroom.event(event), at, id);
        items
            .into_iter()
            .map(move |(later, item)| (event, later, item))
    });
    let claims: Vec<_> = claims.collect();
    // What became of one claim of an event is no other's word on the next one, and each thing is told
    // once.
    let is_told = |at: usize| {
        let (event, later, item) = &claims[at];
        let of_that =
            |(of, by, _): &&(EventId, Option<usize>, SinceItem)| (of, by) == (event, later);
        let mut before = claims[..at].iter().filter(of_that);
        let any = |is: &dyn Fn(&SinceItem) -> bool| {
            let mut all = claims.iter().filter(of_that);
            all.any(|(.., told)| is(told))
        };
        // It is told of the first claim that names a time, else of the first.
        let timed = |one: &SinceItem| !one.said.is_empty();
        let same = |told: &SinceItem| told.now.words == item.now.words;
        before.any(|(.., told)| same(told) && (timed(told) || !timed(item)))
            || !timed(item) && any(&|told| same(told) && timed(told))
            || item.now.kind == OTHER && any(&|told| told.now.kind != OTHER)
    };
    let again: Vec<bool> = (0..claims.len()).map(is_told).collect();
    let claims = claims.into_iter().zip(again).filter(|(_, again)| !again);
    let claims = claims.map(|((.., item), _)| item);
    claims.chain(since_figures::of_article(here, id)).collect()
}

/// What became of a claim, but for what the article itself tells.
fn of_claim(
    here: &Here<'_>,
    event: &Event,
    at: usize,
    article: ArticleId,
) -> Vec<(Option<usize>, SinceItem)> {
    let newsroom = here.newsroom();
    let said = &event.history[at];
    let teller = Teller::new(here, event);
    let notes = told_elsewhere(newsroom, event, at, article, &event.judgement);
    let item = |note: Note| {
        let later = note.claim();
        let carried = later.map(|later| &event.history[later]);
        let item = SinceItem {
            about: event.title.clone(),
            href: items::events::page(here, event),
            said: items::events::named(said)
                .map(|date| here.language().date(&date))
                .unwrap_or_default(),
            now: teller.note(at, note),
            reported: carried.map(|said| here.on(said.claim.attribution.reported.day)),
            article: carried.map(|said| items::events::article(here, said)),
            freshness: match later {
                Some(later) => {
                    Freshness::changed(here.newsroom().became_public(&event.history[later]))
                }
                None => Freshness::default(),
            },
        };
        (later, item)
    };
    notes.into_iter().map(item).collect()
}

/// What became of a claim by a day, but for what the article that carries it tells, and for what
/// was public before: a recap is written with that in mind.
pub fn told_elsewhere(
    newsroom: &Newsroom,
    event: &Event,
    at: usize,
    article: ArticleId,
    judgement: &judgement::Judgement,
) -> Vec<Note> {
    let written = newsroom.published(article);
    let is_news = |later: &Said| is_news(newsroom, article, later);
    // What had lapsed by then was known as well.
    let lapsed_since = |at: usize| {
        let date = event.history[at].claim.date.as_ref();
        let last = date.and_then(|date| date.latest().day());
        last.is_none_or(|last| last >= written)
    };
    let mut notes = judgement::notes(event, at, judgement);
    notes.retain(|note| match note {
        Note::Overdue(word) => lapsed_since(*word),
        Note::NoReport | Note::RunOut => lapsed_since(at),
        _ => {
            let later = note.claim();
            later.is_none_or(|later| is_news(&event.history[later]))
        }
    });
    notes
}

/// Whether a claim became public after an article. Of two articles of one day without hours, nobody
/// knows which came first.
fn is_news(newsroom: &Newsroom, article: ArticleId, later: &Said) -> bool {
    let own = released(newsroom.article(article));
    let mut carriers = later.carriers();
    carriers.all(|carrier| newsroom.heard(carrier).is_after(&own))
}

/// The days on which an article may tell something else of a claim: where many speak, most days are of
/// words that it says nothing of.
pub fn turning_days(
    newsroom: &Newsroom,
    event: &Event,
    at: usize,
    article: ArticleId,
) -> BTreeSet<NaiveDate> {
    let (history, told) = (&event.history, &event.told);
    let said = &history[at];
    // What overtook an answer, took a proposal up or came after an end may be anybody's word.
    let by_anybody =
        matches!(said.act, Act::Answer | Act::Report | Act::Proposal) || told.reopened.is_some();
    told.turning_days_of(history, |word| {
        by_anybody
            || word == at
            || history[word].shares_speaker(said)
            || is_news(newsroom, article, &history[word])
    })
}
