//! The rows of tables, by what they are of: a row is the same in every file that has it.

use super::events::{CLAIMS, EVENTS};
use super::figures::{FIGURES, SERIES};
use super::log::{self, Told};
use super::table::{Cell, Column};
use super::texts::{ARTICLES, SOURCES, TERMS};
use crate::content::term::TaxonomyKind;
use crate::newsroom::ids::{ArticleId, EventId, SeriesId, SourceId, TermId};
use crate::pages::site::Site;

/// A row, by what it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Row {
    /// An event.
    Event(EventId),
    /// A claim, by its place in the history of its event.
    Claim(EventId, usize),
    /// A series.
    Series(SeriesId),
    /// One of an article's figures.
    Figure(ArticleId, usize),
    /// An article.
    Article(ArticleId),
    /// A source.
    Source(SourceId),
    /// A topic or a region.
    Term(TaxonomyKind, TermId),
    /// Something that changed.
    Change(Told),
}

impl Row {
    /// The name of its table.
    pub fn table(self) -> &'static str {
        match self {
            Row::Event(_) => EVENTS.name,
            Row::Claim(..) => CLAIMS.name,
            Row::Series(_) => SERIES.name,
            Row::Figure(..) => FIGURES.name,
            Row::Article(_) => ARTICLES.name,
            Row::Source(_) => SOURCES.name,
            Row::Term(..) => TERMS.name,
            Row::Change(_) => log::NAME,
        }
    }

    /// Its cells, each with its column.
    pub fn cells<'a>(self, site: Site<'a>) -> Box<dyn Iterator<Item = (Column, Cell)> + 'a> {
        match self {
            Row::Event(id) => Box::new(EVENTS.cells(site, id)),
            Row::Claim(id, at) => Box::new(CLAIMS.cells(site, (id, at))),
            Row::Series(id) => Box::new(SERIES.cells(site, id)),
            Row::Figure(id, at) => Box::new(FIGURES.cells(site, (id, at))),
            Row::Article(id) => Box::new(ARTICLES.cells(site, id)),
            Row::Source(id) => Box::new(SOURCES.cells(site, id)),
            Row::Term(kind, id) => Box::new(TERMS.cells(site, (kind, id))),
            Row::Change(told) => Box::new(log::cells(site, told)),
        }
    }

    /// What tells it apart in its table.
    pub fn key(self, site: Site<'_>) -> String {
        match self.cells(site).next() {
            Some((_, Cell::Text(key))) => key,
            _ => String::new(),
        }
    }
}
