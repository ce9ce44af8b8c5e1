//! What each file of data holds.

use chrono::NaiveDate;

use super::figures::{self, FIGURES, SERIES};
use super::log::{self, Step};
use super::table::Table;
use super::texts::{ARTICLES, SOURCES, TERMS};
use super::{Set, events};
use crate::content::term::TaxonomyKind;
use crate::newsroom::Newsroom;
use crate::newsroom::changes::Freshness;
use crate::newsroom::ids::{ArticleId, EventId, SeriesId, SourceId, TermId};
use crate::pages::kinds::changes::{self as record, Month};
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
    /// Its tables; the first is the one that comma-separated values hold.
    pub tables: Vec<Table>,
    /// Of what changed: which rows of the tables of the site came and went.
    pub steps: Option<Vec<Step>>,
    /// Of what changed lately: every month, the latest first.
    pub months: Vec<Month>,
}

impl Set {
    /// What it holds.
    pub fn document(self, site: Site<'_>) -> Document {
        let newsroom = site.newsroom;
        let document = Document {
            title: site.config.title.clone(),
            page: self.page(newsroom),
            about: None,
            changed: None,
            tables: Vec::new(),
            steps: None,
            months: Vec::new(),
        };
        match self {
            Set::Whole(name) => {
                let (table, freshness) = whole(site, name);
                Document {
                    changed: freshness.changed,
                    tables: vec![table],
                    ..document
                }
            }
            Set::Timeline(within) => {
                let events = newsroom.events_in(within);
                Document {
                    title: scope::name(site, within).unwrap_or(document.title),
                    changed: of_events(newsroom, &events).changed,
                    tables: vec![events::EVENTS.table(site, events.iter().copied())],
                    ..document
                }
            }
            Set::Term(kind, id) => {
                let term = newsroom.taxonomy(kind).term(id);
                let series = term.series.iter();
                let numbers = series.flat_map(|id| figures::of_series(newsroom, *id));
                Document {
                    title: term.name.clone(),
                    about: Some(TERMS.table(site, [(kind, id)])),
                    changed: of_term(newsroom, kind, id).changed,
                    tables: vec![
                        FIGURES.table(site, numbers),
                        ARTICLES.table(site, term.articles.iter().copied()),
                    ],
                    ..document
                }
            }
            Set::Series(id) => {
                let series = newsroom.one_series(id);
                Document {
                    title: series.name.clone(),
                    about: Some(SERIES.table(site, [id])),
                    changed: series.freshness.changed,
                    tables: vec![FIGURES.table(site, figures::of_series(newsroom, id))],
                    ..document
                }
            }
            Set::Event(id) => {
                let event = newsroom.event(id);
                Document {
                    title: event.title.clone(),
                    about: Some(events::EVENTS.table(site, [id])),
                    changed: event.freshness.changed,
                    tables: vec![events::CLAIMS.table(site, events::claims_of(site, [id]))],
                    ..document
                }
            }
            Set::Changes(month) => {
                let months = record::months(newsroom).into_iter();
                let months: Vec<Month> = months.map(|(month, _)| month).collect();
                let shown = month.or(months.first().copied());
                let log = shown.map(|month| log::of(site, month));
                let mut steps = log.as_ref().map_or_else(Vec::new, |log| log.steps.clone());
                if month.is_none() {
                    steps.extend(log::gone(site));
                    steps.sort_by_key(|step| step.sequence);
                }
                Document {
                    changed: newsroom.record().first().map(|(day, _)| *day),
                    tables: vec![log.map_or_else(log::empty, |log| log.changes)],
                    steps: Some(steps),
                    months: if month.is_none() { months } else { Vec::new() },
                    ..document
                }
            }
        }
    }
}

fn whole(site: Site<'_>, name: &str) -> (Table, Freshness) {
    let newsroom = site.newsroom;
    let events = || (0..newsroom.events.len()).map(EventId::new);
    let series = || (0..newsroom.series.len()).map(SeriesId::new);
    let articles = || (0..newsroom.entries.len()).map(ArticleId::new);
    let of_articles = || -> Freshness {
        let articles = articles().map(|id| newsroom.article_freshness(id));
        articles.collect()
    };
    let told = || newsroom.events.iter().map(|event| event.freshness);
    let given = || newsroom.series.iter().map(|series| series.freshness);
    match name {
        "events" => (events::EVENTS.table(site, events()), told().collect()),
        "claims" => {
            let claims = events::claims_of(site, events());
            (events::CLAIMS.table(site, claims), told().collect())
        }
        "series" => (SERIES.table(site, series()), given().collect()),
        "figures" => {
            let of_series = series().flat_map(|id| figures::of_series(newsroom, id));
            let alone = articles().flat_map(|id| figures::alone(newsroom, id));
            let changes = given().fold(of_articles(), Freshness::and);
            (FIGURES.table(site, of_series.chain(alone)), changes)
        }
        "articles" => (ARTICLES.table(site, articles()), of_articles()),
        "sources" => {
            let sources = (0..newsroom.sources.len()).map(SourceId::new);
            (SOURCES.table(site, sources), of_articles())
        }
        _ => {
            let terms = TaxonomyKind::ALL.into_iter().flat_map(|kind| {
                let ids = newsroom.taxonomy(kind).ids();
                ids.map(move |id| (kind, id))
            });
            (TERMS.table(site, terms), of_articles())
        }
    }
}

fn of_term(newsroom: &Newsroom, kind: TaxonomyKind, id: TermId) -> Freshness {
    let term = newsroom.taxonomy(kind).term(id);
    let series = term.series.iter();
    let given = series.map(|id| newsroom.one_series(*id).freshness);
    let articles = term.articles.iter();
    let articles = articles.map(|id| newsroom.article_freshness(*id));
    given.chain(articles).collect()
}

fn of_events(newsroom: &Newsroom, events: &[EventId]) -> Freshness {
    let events = events.iter();
    events.map(|id| newsroom.event(*id).freshness).collect()
}
