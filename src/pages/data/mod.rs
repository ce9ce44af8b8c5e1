//! Facts as data: the tables that are published for programs beside the pages for readers, with the
//! same facts and the same judgements.
//!
//! A table is a `table::Kind` with rows. A [`Set`] is what one file, in each of its formats, holds. Many
//! files have the same row, so a set names its rows, and [`Row`] says what is in them.

mod documents;
mod events;
mod facts;
mod figures;
mod log;
mod rows;
mod table;
mod texts;

pub use documents::Document;
pub use facts::address;
pub use log::{Happened, Step, months, place as place_of_change, steps, table as changes};
pub use rows::Row;
pub use table::{Cell, Column, Holds, Table};

use super::plan::Planner;
use super::scope;
use super::site::Site;
use super::urls;
use crate::config::Family;
use crate::content::term::TaxonomyKind;
use crate::newsroom::Newsroom;
use crate::newsroom::changes::Month;
use crate::newsroom::ids::{EventId, SeriesId, TermId};
use crate::newsroom::scope::Scope;
use crate::path::UrlPath;

/// What a file of data is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// One table with everything of the site, by the name of its kind.
    Whole(&'static str),
    /// The events of a timeline.
    Timeline(Scope),
    /// The series of a term and of all below it, each with its current value.
    Term(TaxonomyKind, TermId),
    /// The numbers of a series.
    Series(SeriesId),
    /// What was said of an event.
    Event(EventId),
    /// What changed in a month; without one, in the latest.
    Changes(Option<Month>),
}

/// How a set is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Its first table as comma-separated values (RFC 4180).
    Csv,
    /// All of it as JSON.
    Json,
    /// What its comma-separated values are, in the words of CSV on the Web (W3C).
    Metadata,
}

/// A file of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// A set in a format.
    Set(Set, Format),
    /// What all tables of the site are, in the words of CSV on the Web (W3C).
    Tables,
    /// The same as a data package (Frictionless).
    Package,
    /// What the JSON of every set looks like (JSON Schema 2020-12).
    Schema,
    /// All tables of the site, with what describes them, in one archive.
    Archive,
}

/// The tables with everything of the site, by the names of their kinds.
pub const WHOLE: [&str; 7] = [
    "events", "claims", "series", "figures", "articles", "sources", "terms",
];

impl Format {
    /// What the names of its files end in.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Csv => ".csv",
            Format::Json => ".json",
            Format::Metadata => ".metadata.json",
        }
    }
}

impl Data {
    /// The media type of its bytes.
    pub fn media(self) -> &'static str {
        match self {
            Data::Set(_, Format::Csv) => "text/csv",
            Data::Set(_, Format::Json) | Data::Package => "application/json",
            Data::Set(_, Format::Metadata) | Data::Tables => "application/ld+json",
            Data::Schema => "application/schema+json",
            Data::Archive => "application/zip",
        }
    }
}

impl Set {
    /// The page that shows it to readers.
    pub fn page(self, newsroom: &Newsroom) -> UrlPath {
        match self {
            Set::Whole(_) => urls::data(),
            Set::Timeline(within) => scope::timeline_url(newsroom, within),
            Set::Term(kind, id) => urls::term(kind, newsroom.taxonomy(kind).term(id)),
            Set::Series(id) => urls::series(newsroom.one_series(id)),
            Set::Event(id) => {
                let page = urls::event(newsroom.event(id));
                page.unwrap_or_else(urls::timeline)
            }
            Set::Changes(month) => month.map_or_else(urls::changes, urls::changes_of_month),
        }
    }

    /// Where it is in a format: beside its page, under the page's name.
    pub fn url(self, newsroom: &Newsroom, format: Format) -> UrlPath {
        let name = match self {
            Set::Whole(name) => format!("{}{name}", urls::data()),
            _ => self
                .page(newsroom)
                .as_str()
                .trim_end_matches('/')
                .to_string(),
        };
        UrlPath::new(&format!("{name}{}", format.ending()))
    }

    /// The families of pages that a site must have for it.
    pub fn families(self) -> &'static [Family] {
        match self {
            Set::Whole(_) | Set::Term(..) => &[Family::Data],
            Set::Timeline(_) => &[Family::Data, Family::Timelines],
            Set::Series(_) => &[Family::Data, Family::Figures],
            Set::Event(_) => &[Family::Data, Family::EventData, Family::Events],
            Set::Changes(_) => &[Family::Data, Family::Changes],
        }
    }

    /// Whether a site publishes it: the timelines of years and cells are within others.
    pub fn is_published(self, site: Site<'_>) -> bool {
        let url = self.url(site.newsroom, Format::Csv);
        site.plan.has(&url)
    }
}

/// The files of data that a site has, with their addresses.
pub fn planned(planner: &Planner<'_>) -> Vec<(UrlPath, Data)> {
    let newsroom = planner.newsroom;
    let whole = WHOLE.into_iter().map(Set::Whole);
    let timelines = [Set::Timeline(Scope::Site)].into_iter();
    let of_terms = planner.terms.iter().flat_map(|(kind, id, _)| {
        [
            Set::Timeline(Scope::Term(*kind, *id)),
            Set::Term(*kind, *id),
        ]
    });
    let series = || (0..newsroom.series.len()).map(SeriesId::new);
    let events = newsroom.event_ids.values().map(|id| Set::Event(*id));
    let months = newsroom.months_of_changes().iter();
    let months = months.map(|(month, _)| Set::Changes(Some(*month)));
    let changes = [Set::Changes(None)].into_iter().chain(months);
    let sets = whole
        .chain(timelines)
        .chain(changes)
        .chain(of_terms)
        .chain(series().map(Set::Series))
        .chain(events);
    let has = |set: &Set| set.families().iter().all(|family| planner.has(*family));
    let files = sets.filter(has).flat_map(|set| files(newsroom, set));
    let mut files: Vec<(UrlPath, Data)> = files.collect();
    if planner.has(Family::Data) {
        let described = [
            ("csv-metadata.json", Data::Tables),
            ("datapackage.json", Data::Package),
            ("schema.json", Data::Schema),
            ("data.zip", Data::Archive),
        ];
        files.extend(described.map(|(name, data)| (urls::data().join(name), data)));
    }
    files
}

/// The files of an event's data, if a site has them.
pub fn of_event(newsroom: &Newsroom, id: EventId) -> impl Iterator<Item = (UrlPath, Data)> {
    files(newsroom, Set::Event(id))
}

fn files(newsroom: &Newsroom, set: Set) -> impl Iterator<Item = (UrlPath, Data)> {
    let formats = match set {
        // One file describes all tables of the site.
        Set::Whole(_) => &[Format::Csv, Format::Json][..],
        _ => &[Format::Csv, Format::Json, Format::Metadata],
    };
    let file = move |format: &Format| (set.url(newsroom, *format), Data::Set(set, *format));
    formats.iter().map(file)
}

/// Where the chart of a series is as a picture, if the site has it.
pub fn chart(site: Site<'_>, id: SeriesId) -> Option<UrlPath> {
    let url = chart_url(site.newsroom, id);
    site.plan.has(&url).then_some(url)
}

/// Where the chart of a series is as a picture.
pub fn chart_url(newsroom: &Newsroom, id: SeriesId) -> UrlPath {
    let page = urls::series(newsroom.one_series(id));
    UrlPath::new(&format!("{}.svg", page.as_str().trim_end_matches('/')))
}

/// Every kind of table, in the order of [`WHOLE`].
pub fn kinds() -> Vec<Table> {
    vec![
        events::EVENTS.table(),
        events::CLAIMS.table(),
        figures::SERIES.table(),
        figures::FIGURES.table(),
        texts::ARTICLES.table(),
        texts::SOURCES.table(),
        texts::TERMS.table(),
    ]
}
