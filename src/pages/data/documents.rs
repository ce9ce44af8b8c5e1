//! What each file of data holds.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Set;
use super::events::{self, CLAIMS, EVENTS};
use super::facts;
use super::figures::{self, FIGURES, SERIES};
use super::log::{self, Step};
use super::table::Table;
use super::texts::{ARTICLES, SOURCES, TERMS};
use crate::content::term::TaxonomyKind;
use crate::newsroom::Newsroom;
use crate::newsroom::changes::Freshness;
use crate::newsroom::changes::Month;
use crate::newsroom::ids::{ArticleId, EventId, SeriesId, SourceId};
use crate::newsroom::voice::Voice;
use crate::pages::scope;
use crate::pages::site::Site;
use crate::path::UrlPath;

/// A set, ready to be written.
pub struct Document {
    /// What it is called.
    pub title: String,
    /// The page that shows the same to readers.
    pub page: UrlPath,
    /// What it is of, where that is one thing: a table of one row.
    pub about: Option<Table>,
    /// The day on which it last changed.
    pub changed: Option<NaiveDate>,
    /// What it holds; comma-separated values hold this alone.
    pub table: Table,
    /// Of what changed: which rows of the tables of the site came and went.
    pub steps: Option<Vec<Step>>,
    /// Of what changed lately: every month, the latest first.
    pub months: Vec<Month>,
}

impl Set {
    /// What it holds.
    pub fn document(self, site: Site<'_>) -> Document {
        let newsroom = site.newsroom;
        let document = self.described(site);
        if let Set::Changes(month) = self {
            return of_changes(site, month, document);
        }
        let table = match self {
            Set::Whole(name) => whole(site, name),
            Set::Timeline(within) => {
                let events = newsroom.events_in(within);
                EVENTS.table(site, events.iter().copied())
            }
            Set::Term(kind, id) => {
                let term = newsroom.taxonomy(kind).term(id);
                SERIES.table(site, term.series.iter().copied())
            }
            Set::Series(id) => FIGURES.table(site, figures::of_series(newsroom, id)),
            Set::Event(id) => CLAIMS.table(site, events::claims_of(site, [id])),
            Set::Changes(_) => log::empty(),
        };
        Document { table, ..document }
    }

    /// The same without the rows of its table.
    pub fn described(self, site: Site<'_>) -> Document {
        let newsroom = site.newsroom;
        let of_site = || site.config.title.clone();
        let (title, about, changes, table) = match self {
            Set::Whole(name) => {
                let table = super::kinds().into_iter().find(|table| table.name == name);
                let table = table.unwrap_or_else(|| TERMS.empty());
                (of_site(), None, of_whole(newsroom, name), table)
            }
            Set::Timeline(within) => {
                let events = newsroom.events_in(within);
                let events = events.iter().map(|id| newsroom.event(*id).freshness);
                let title = scope::name(site, within).unwrap_or_else(of_site);
                (title, None, events.collect(), EVENTS.empty())
            }
            Set::Term(kind, id) => {
                let term = newsroom.taxonomy(kind).term(id);
                let series = term.series.iter();
                let series = series.map(|id| newsroom.one_series(*id).freshness);
                let about = TERMS.table(site, [(kind, id)]);
                (
                    term.name.clone(),
                    Some(about),
                    series.collect(),
                    SERIES.empty(),
                )
            }
            Set::Series(id) => {
                let series = newsroom.one_series(id);
                let about = SERIES.table(site, [id]);
                (
                    series.name.clone(),
                    Some(about),
                    series.freshness,
                    FIGURES.empty(),
                )
            }
            Set::Event(id) => {
                let event = newsroom.event(id);
                let about = EVENTS.table(site, [id]);
                (
                    event.title.clone(),
                    Some(about),
                    event.freshness,
                    CLAIMS.empty(),
                )
            }
            Set::Changes(_) => {
                let last = newsroom.record().first();
                let changed = last.map(|(day, _)| Freshness::changed(*day));
                (of_site(), None, changed.unwrap_or_default(), log::empty())
            }
        };
        Document {
            title,
            page: self.page(newsroom),
            about,
            changed: changes.changed,
            table,
            steps: None,
            months: Vec::new(),
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

fn of_changes(site: Site<'_>, month: Option<Month>, document: Document) -> Document {
    let months = site.newsroom.months_of_changes().iter();
    let months: Vec<Month> = months.map(|(month, _)| *month).collect();
    let log = month
        .or(months.first().copied())
        .map(|month| log::of(site, month));
    let (table, mut steps) = match log {
        Some(log) => (log.changes, log.steps),
        None => (log::empty(), Vec::new()),
    };
    if month.is_none() {
        steps.extend(log::gone(site));
        steps.sort_by_key(|step| step.sequence);
    }
    Document {
        table,
        steps: Some(steps),
        months: if month.is_none() { months } else { Vec::new() },
        ..document
    }
}

fn whole(site: Site<'_>, name: &str) -> Table {
    let newsroom = site.newsroom;
    let events = || (0..newsroom.events.len()).map(EventId::new);
    let series = || (0..newsroom.series.len()).map(SeriesId::new);
    let articles = || (0..newsroom.entries.len()).map(ArticleId::new);
    match name {
        "events" => EVENTS.table(site, events()),
        "claims" => CLAIMS.table(site, events::claims_of(site, events())),
        "series" => SERIES.table(site, series()),
        "figures" => {
            let of_series = series().flat_map(|id| figures::of_series(newsroom, id));
            let alone = articles().flat_map(|id| figures::alone(newsroom, id));
            FIGURES.table(site, of_series.chain(alone))
        }
        "articles" => ARTICLES.table(site, articles()),
        "sources" => SOURCES.table(site, (0..newsroom.sources.len()).map(SourceId::new)),
        _ => {
            let terms = TaxonomyKind::ALL.into_iter().flat_map(|kind| {
                let ids = newsroom.taxonomy(kind).ids();
                ids.map(move |id| (kind, id))
            });
            TERMS.table(site, terms)
        }
    }
}

fn of_whole(newsroom: &Newsroom, name: &str) -> Freshness {
    let articles = || (0..newsroom.entries.len()).map(ArticleId::new);
    let of_articles = || articles().map(|id| newsroom.article_freshness(id));
    let given = || newsroom.series.iter().map(|series| series.freshness);
    match name {
        "events" | "claims" => newsroom
            .events
            .iter()
            .map(|event| event.freshness)
            .collect(),
        "series" => given().collect(),
        "figures" => of_articles().chain(given()).collect(),
        _ => of_articles().collect(),
    }
}
