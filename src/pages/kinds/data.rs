//! Facts as tables for programs: which there are, and where.

use serde::Serialize;

use super::{Diagnostic, Freshness, Heading, Here, MadeOf, Newsroom, PageKind, Planner};
use crate::config::Family;
use crate::newsroom::ids::{ArticleId, EventId};
use crate::pages::data::{self, Format, Set};
use crate::pages::urls;

/// The page that leads to the files of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data;

impl PageKind for Data {
    type View = DataView;

    fn plan(planner: &mut Planner<'_>) {
        if planner.has(Family::Data) {
            planner.add(urls::data(), Data, None);
        }
    }

    fn template(&self) -> &'static str {
        "data"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> DataView {
        view(here)
    }

    fn heading(&self, here: &Here<'_>, _: &DataView) -> Heading {
        Heading {
            description: here.language().text("data_about"),
            ..Heading::titled(here.language().text("data"))
        }
    }

    fn freshness(&self, newsroom: &Newsroom, _: &DataView) -> Freshness {
        let articles = (0..newsroom.entries.len()).map(ArticleId::new);
        articles.map(|id| newsroom.presence(id)).collect()
    }

    fn made_of<'a>(&self, newsroom: &'a Newsroom) -> MadeOf<'a> {
        MadeOf::scope(newsroom, self.scope())
    }
}

/// The page that leads to the files of data.
#[derive(Clone, Debug, Serialize)]
pub struct DataView {
    /// The tables with everything of the site.
    pub tables: Vec<TableItem>,
    /// All of them in one archive.
    pub archive: String,
    /// What the tables are, for CSV on the Web.
    pub described: String,
    /// The same as a data package.
    pub package: String,
    /// What the JSON looks like.
    pub schema: String,
    /// The address of the licence that they can be reused under.
    pub license: Option<String>,
}

/// A table with everything of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct TableItem {
    /// Its name: `events`, `claims`, `series`, `figures`, `articles`, `sources` or `terms`.
    pub name: &'static str,
    /// The name in words.
    pub title: String,
    /// How many rows it has.
    pub rows: usize,
    /// As comma-separated values.
    pub csv: String,
    /// As JSON.
    pub json: String,
}

fn view(here: &Here<'_>) -> DataView {
    let file = |name| here.href(&urls::data().join(name));
    let tables = data::WHOLE.into_iter().map(|name| {
        let href = |format| here.href(&Set::Whole(name).url(here.newsroom(), format));
        TableItem {
            name,
            title: here.language().text(&format!("table_{name}")),
            rows: rows(here.newsroom(), name),
            csv: href(Format::Csv),
            json: href(Format::Json),
        }
    });
    DataView {
        tables: tables.collect(),
        archive: file("data.zip"),
        described: file("csv-metadata.json"),
        package: file("datapackage.json"),
        schema: file("schema.json"),
        license: here.site.config.publisher.license.clone(),
    }
}

fn rows(newsroom: &Newsroom, name: &str) -> usize {
    let events = (0..newsroom.events.len()).map(EventId::new);
    match name {
        "events" => newsroom.events.len(),
        "claims" => events.map(|id| newsroom.event(id).history.len()).sum(),
        "series" => newsroom.series.len(),
        "figures" => newsroom
            .entries
            .iter()
            .map(|entry| entry.figures.len())
            .sum(),
        "articles" => newsroom.entries.len(),
        "sources" => newsroom.sources.len(),
        _ => newsroom.topics.terms.len() + newsroom.regions.terms.len(),
    }
}
