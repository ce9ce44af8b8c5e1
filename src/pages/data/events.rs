//! The tables of events and of what was said of them.

use super::facts;
use super::table::{Cell, Holds, Kind, derived, word, written};
use crate::content::claim::{Importance, Status};
use crate::content::term::TaxonomyKind;
use crate::date::Edtf;
use crate::newsroom::Newsroom;
use crate::newsroom::events::{Event, Said};
use crate::newsroom::ids::EventId;
use crate::newsroom::judgement::{Discord, Fate};
use crate::newsroom::voice::Voice;
use crate::pages::items;
use crate::pages::site::Site;

/// The events.
pub const EVENTS: Kind<EventId> = Kind {
    name: "events",
    about: "something that happened or is to happen, as it stands",
    columns: &[
        written(
            "event",
            Holds::Text,
            "its id; of an event of one article alone, where that tells of it",
            |site, id| facts::event_key(site, event(site, id)).into(),
        ),
        written("title", Holds::Text, "what it is, in a line", |site, id| {
            (&event(site, id).title).into()
        }),
        derived(
            "date",
            Holds::Edtf,
            "when it happened or is to happen, as it stands; empty where no day is named",
            |site, id| event(site, id).when.as_ref().into(),
        ),
        derived(
            "date_words",
            Holds::Text,
            "the date in words, in the language of the site",
            |site, id| words(site, event(site, id).when.as_ref()),
        ),
        derived(
            "earliest",
            Holds::Day,
            "the first day the date can be; empty where it has none",
            |site, id| {
                event(site, id)
                    .when
                    .as_ref()
                    .map_or(Cell::Empty, facts::first_day)
            },
        ),
        derived(
            "latest",
            Holds::Day,
            "the last day the date can be; empty where it has none",
            |site, id| {
                event(site, id)
                    .when
                    .as_ref()
                    .map_or(Cell::Empty, facts::last_day)
            },
        ),
        derived(
            "state",
            Holds::Word,
            "where it stands: happened, ended, cancelled, to-come, in-force, underway, overdue, past (its time has passed and there is no report of it) or said (no time was named)",
            |site, id| items::marks::state(event(site, id)).into(),
        ),
        derived(
            "status",
            Holds::Word,
            "what the claim that gives its state says",
            |site, id| word(&Status::ALL, &event(site, id).state().claim.status),
        ),
        derived(
            "speakers",
            Holds::List,
            "who makes that claim",
            |site, id| facts::names(site, &event(site, id).state().voice.speakers),
        ),
        derived(
            "reported",
            Holds::Day,
            "the day on which they made it",
            |site, id| {
                event(site, id)
                    .state()
                    .claim
                    .attribution
                    .reported
                    .day
                    .into()
            },
        ),
        derived(
            "overdue",
            Holds::Flag,
            "whether the time that was promised or ordered has passed, and there is no report of it here",
            |site, id| event(site, id).is_overdue().into(),
        ),
        derived(
            "disputed",
            Holds::Flag,
            "whether speakers contradict each other",
            |site, id| event(site, id).is_disputed().into(),
        ),
        derived(
            "put_off",
            Holds::Count,
            "how often those whose word stands have put it off",
            |site, id| event(site, id).put_off().into(),
        ),
        written(
            "importance",
            Holds::Word,
            "how much it matters: high, medium or low",
            |site, id| word(&Importance::ALL, &event(site, id).importance),
        ),
        written(
            "topics",
            Holds::List,
            "the ids of its topics, primary first",
            |site, id| facts::terms(site, TaxonomyKind::Topics, &event(site, id).topics),
        ),
        written(
            "regions",
            Holds::List,
            "the ids of its regions, primary first",
            |site, id| facts::terms(site, TaxonomyKind::Regions, &event(site, id).regions),
        ),
        derived(
            "claims",
            Holds::Count,
            "how many claims its history has",
            |site, id| event(site, id).history.len().into(),
        ),
        derived(
            "url",
            Holds::Address,
            "its page, or its place in the article that tells of it",
            |site, id| facts::event_address(site, event(site, id)).into(),
        ),
    ],
};

/// What was said of events: an event, and which of its claims.
pub const CLAIMS: Kind<(EventId, usize)> = Kind {
    name: "claims",
    about: "what one or more speakers said of an event, in one article or in several that tell the same",
    columns: &[
        written(
            "key",
            Holds::Text,
            "a short name for the row, for good: changes name it by this",
            |site, key| first_public(site, said(site, key)).into(),
        ),
        written(
            "claim",
            Holds::Text,
            "where it stands: its article and its place there",
            |site, key| {
                let said = said(site, key);
                facts::claim_key(site, said.article, said.index).into()
            },
        ),
        written("event", Holds::Text, "the event it is of", |site, key| {
            facts::event_key(site, event(site, key.0)).into()
        }),
        written(
            "title",
            Holds::Text,
            "what the event is, in this claim's words",
            |site, key| (&said(site, key).title).into(),
        ),
        written(
            "status",
            Holds::Word,
            "what the speakers do by saying so: announced, required, expected, denied, happened …",
            |site, key| word(&Status::ALL, &said(site, key).claim.status),
        ),
        written(
            "date",
            Holds::Edtf,
            "when, in this claim's words; empty where it names no day",
            |site, key| said(site, key).claim.date.as_ref().into(),
        ),
        written(
            "date_words",
            Holds::Text,
            "the date in words, in the language of the site",
            |site, key| words(site, items::events::named(said(site, key)).as_ref()),
        ),
        written(
            "earliest",
            Holds::Day,
            "the first day the date can be; empty where it has none",
            |site, key| {
                said(site, key)
                    .claim
                    .date
                    .as_ref()
                    .map_or(Cell::Empty, facts::first_day)
            },
        ),
        written(
            "latest",
            Holds::Day,
            "the last day the date can be; empty where it has none",
            |site, key| {
                said(site, key)
                    .claim
                    .date
                    .as_ref()
                    .map_or(Cell::Empty, facts::last_day)
            },
        ),
        written(
            "condition",
            Holds::Text,
            "on what condition",
            |site, key| said(site, key).claim.condition.as_ref().into(),
        ),
        written("speakers", Holds::List, "who says so", |site, key| {
            facts::names(site, &voice(site, key).speakers)
        }),
        written(
            "speaker_ids",
            Holds::List,
            "the ids of those speakers that are sources",
            |site, key| facts::speaker_ids(site, voice(site, key)),
        ),
        written("persons", Holds::List, "who spoke for them", |site, key| {
            facts::names(site, &voice(site, key).persons)
        }),
        written("via", Holds::Text, "who carried it", |site, key| {
            voice(site, key)
                .via
                .as_ref()
                .map(|one| facts::name(site, one))
                .into()
        }),
        written(
            "source",
            Holds::Text,
            "the id of the source it is said in",
            |site, key| {
                voice(site, key)
                    .source
                    .map(|id| facts::source_id(site, id))
                    .into()
            },
        ),
        written(
            "source_url",
            Holds::Address,
            "where that can be read",
            |site, key| facts::source_address(site, voice(site, key).source),
        ),
        written(
            "quote",
            Holds::Text,
            "the words it was said in",
            |site, key| said(site, key).claim.attribution.quote.as_ref().into(),
        ),
        written(
            "sentence",
            Holds::Text,
            "the sentence of the article that it stands in: the site's words, not the speaker's",
            |site, key| said(site, key).claim.attribution.sentence.as_ref().into(),
        ),
        written(
            "reported",
            Holds::Day,
            "the day on which it was said",
            |site, key| said(site, key).claim.attribution.reported.day.into(),
        ),
        written(
            "published",
            Holds::Day,
            "the day on which it became public here",
            |site, key| site.newsroom.became_public(said(site, key)).into(),
        ),
        written(
            "articles",
            Holds::List,
            "the articles that carry it",
            |site, key| {
                let articles = said(site, key).articles();
                articles
                    .map(|id| facts::article_key(site, id))
                    .collect::<Vec<_>>()
                    .into()
            },
        ),
        derived(
            "fate",
            Holds::Word,
            "what became of the time it names: stands (by the word of one of its speakers at least), tested (it was the last word when it happened), replaced, refined, settled or overtaken; empty where it names none",
            |site, key| fate(event(site, key.0), key.1),
        ),
        derived(
            "contradicted",
            Holds::Flag,
            "whether another word contradicts it that stands as well",
            |site, key| is_contradicted(event(site, key.0), key.1).into(),
        ),
        written(
            "url",
            Holds::Address,
            "its place in its article",
            |site, key| facts::claim_address(site, said(site, key)).into(),
        ),
    ],
};

/// The claims of an event, in the order they were made.
pub fn claims_of(
    newsroom: &Newsroom,
    id: EventId,
) -> impl Iterator<Item = (EventId, usize)> + use<> {
    let claims = 0..newsroom.event(id).history.len();
    claims.map(move |at| (id, at))
}

fn event<'a>(site: Site<'a>, id: EventId) -> &'a Event {
    site.newsroom.event(id)
}

fn said<'a>(site: Site<'a>, (id, at): (EventId, usize)) -> &'a Said {
    &event(site, id).history[at]
}

fn voice<'a>(site: Site<'a>, key: (EventId, usize)) -> &'a Voice {
    &said(site, key).voice
}

/// The key of a claim: that of the article with which it became public, so that it stays when others
/// tell the same.
fn first_public(site: Site<'_>, said: &Said) -> String {
    let carried = std::iter::once(said).chain(&said.also);
    let places = carried.map(|said| {
        let article = site.newsroom.article(said.article);
        let released = article
            .embargo
            .map_or(article.date, |embargo| embargo.max(article.date));
        (
            released.instant,
            facts::claim_key(site, said.article, said.index),
        )
    });
    places
        .min()
        .map_or_else(String::new, |(_, place)| facts::key(&place))
}

fn words(site: Site<'_>, date: Option<&Edtf>) -> Cell {
    date.map(|date| site.language.date(date)).into()
}

fn is_contradicted(event: &Event, at: usize) -> bool {
    let disputes = event.judgement.disputes.iter();
    let mut excluding = disputes.filter(|dispute| dispute.discord == Discord::Disputed);
    excluding.any(|dispute| dispute.earlier.at == at || dispute.later.at == at)
}

fn fate(event: &Event, at: usize) -> Cell {
    if !event.history[at].act.names_a_time() {
        return Cell::Empty;
    }
    Cell::from(match event.told.fate(&event.history, at) {
        Fate::Stands => "stands",
        Fate::Tested => "tested",
        Fate::Replaced => "replaced",
        Fate::Refined => "refined",
        Fate::Settled => "settled",
        Fate::Overtaken => "overtaken",
    })
}
