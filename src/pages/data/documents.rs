//! What each file of data holds.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::events::{self, CLAIMS, EVENTS};
use super::facts;
use super::figures::{self, FIGURES, SERIES};
use super::log;
use super::rows::Row;
use super::table::Table;
use super::texts::TERMS;
use super::{Set, kinds};
use crate::content::term::TaxonomyKind;
use crate::newsroom::Newsroom;
use crate::newsroom::freshness::Freshness;
use crate::newsroom::ids::{ArticleId, EventId, SeriesId, SourceId};
use crate::newsroom::voice::Voice;
use crate::pages::scope;
use crate::pages::site::Site;
use crate::path::UrlPath;

/// What is said of a set as a whole.
pub struct Document {
    /// What it is called.
    pub title: String,
    /// The page that shows the same to readers.
    pub page: UrlPath,
    /// What it is of, where that is one thing.
    pub about: Option<Row>,
    /// The day on which it last changed.
    pub changed: Option<NaiveDate>,
}

impl Set {
    /// The table that its rows are of.
    pub fn table(self) -> Table {
        match self {
            Set::Whole(name) => {
                let table = kinds().into_iter().find(|table| table.name == name);
                table.unwrap_or_else(|| TERMS.table())
            }
            Set::Timeline(_) => EVENTS.table(),
            Set::Term(..) => SERIES.table(),
            Set::Series(_) => FIGURES.table(),
            Set::Event(_) => CLAIMS.table(),
            Set::Changes(_) => log::table(),
        }
    }

    /// Its rows, in order.
    pub fn rows(self, site: Site<'_>) -> Vec<Row> {
        let newsroom = site.newsroom;
        match self {
            Set::Whole(name) => whole(newsroom, name),
            Set::Timeline(within) => {
                let events = newsroom.events_in(within);
                events.iter().map(|id| Row::Event(*id)).collect()
            }
            Set::Term(kind, id) => {
                let series = newsroom.taxonomy(kind).term(id).series.iter();
                series.map(|id| Row::Series(*id)).collect()
            }
            Set::Series(id) => figures(newsroom, id).collect(),
            Set::Event(id) => claims(newsroom, id).collect(),
            Set::Changes(month) => log::rows(newsroom, month),
        }
    }

    /// What is said of it as a whole.
    pub fn document(self, site: Site<'_>) -> Document {
        let newsroom = site.newsroom;
        let of_site = || site.config.title.clone();
        let (title, about, changes) = match self {
            Set::Whole(name) => (of_site(), None, of_whole(newsroom, name)),
            Set::Timeline(within) => {
                let events = newsroom.events_in(within);
                let events = events.iter().map(|id| newsroom.event(*id).freshness);
                let title = scope::name(site, within).unwrap_or_else(of_site);
                (title, None, events.collect())
            }
            Set::Term(kind, id) => {
                let term = newsroom.taxonomy(kind).term(id);
                let series = term.series.iter();
                let series = series.map(|id| newsroom.one_series(*id).freshness);
                (
                    term.name.clone(),
                    Some(Row::Term(kind, id)),
                    series.collect(),
                )
            }
            Set::Series(id) => {
                let series = newsroom.one_series(id);
                (series.name.clone(), Some(Row::Series(id)), series.freshness)
            }
            Set::Event(id) => {
                let event = newsroom.event(id);
                (event.title.clone(), Some(Row::Event(id)), event.freshness)
            }
            Set::Changes(month) => {
                let told =
                    month.map_or_else(|| newsroom.record(), |month| newsroom.record_of(month));
                let last = told.first();
                let changed = last.map(|(day, _)| Freshness::changed(*day));
                (of_site(), None, changed.unwrap_or_default())
            }
        };
        Document {
            title,
            page: self.page(newsroom),
            about,
            changed: changes.changed,
        }
    }

    /// Who says what it holds, each once, where it is of one series or event.
    pub fn speakers(self, site: Site<'_>) -> BTreeSet<String> {
        let newsroom = site.newsroom;
        let voices: Vec<&Voice> = match self {
            Set::Series(id) => {
                let observations = newsroom.one_series(id).observations.iter();
                observations.map(|observed| &observed.voice).collect()
            }
            Set::Event(id) => {
                let history = newsroom.event(id).history.iter();
                history.map(|said| &said.voice).collect()
            }
            _ => Vec::new(),
        };
        let speakers = voices.into_iter().flat_map(|voice| &voice.speakers);
        speakers.map(|speaker| facts::name(site, speaker)).collect()
    }
}

fn claims(newsroom: &Newsroom, id: EventId) -> impl Iterator<Item = Row> {
    let claims = events::claims_of(newsroom, id);
    claims.map(|(event, at)| Row::Claim(event, at))
}

fn figures(newsroom: &Newsroom, id: SeriesId) -> impl Iterator<Item = Row> {
    let figures = figures::of_series(newsroom, id);
    figures.map(|(article, at)| Row::Figure(article, at))
}

fn whole(newsroom: &Newsroom, name: &str) -> Vec<Row> {
    let events = (0..newsroom.events.len()).map(EventId::new);
    let series = (0..newsroom.series.len()).map(SeriesId::new);
    let articles = (0..newsroom.entries.len()).map(ArticleId::new);
    match name {
        "events" => events.map(Row::Event).collect(),
        "claims" => events.flat_map(|id| claims(newsroom, id)).collect(),
        "series" => series.map(Row::Series).collect(),
        "figures" => {
            let alone = articles.flat_map(|id| figures::alone(newsroom, id));
            let alone = alone.map(|(article, at)| Row::Figure(article, at));
            let of_series = series.flat_map(|id| figures(newsroom, id));
            of_series.chain(alone).collect()
        }
        "articles" => articles.map(Row::Article).collect(),
        "sources" => {
            let sources = (0..newsroom.sources.len()).map(SourceId::new);
            sources.map(Row::Source).collect()
        }
        _ => {
            let terms = TaxonomyKind::ALL.into_iter().flat_map(|kind| {
                let ids = newsroom.taxonomy(kind).ids();
                ids.map(move |id| Row::Term(kind, id))
            });
            terms.collect()
        }
    }
}

fn of_whole(newsroom: &Newsroom, name: &str) -> Freshness {
    let articles = || (0..newsroom.entries.len()).map(ArticleId::new);
    let presences = || articles().map(|id| newsroom.presence(id));
    let given = || newsroom.series.iter().map(|series| series.freshness);
    match name {
        "events" | "claims" => newsroom
            .events
            .iter()
            .map(|event| event.freshness)
            .collect(),
        "series" => given().collect(),
        "figures" => presences().chain(given()).collect(),
        "articles" => articles()
            .map(|id| newsroom.article_freshness(id))
            .collect(),
        _ => presences().collect(),
    }
}
