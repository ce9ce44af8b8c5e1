//! The list of sources.

use serde::Serialize;

use super::{Diagnostic, Freshness, Heading, Here, Newsroom, PageKind, Planner, Scope};
use crate::config::Family;
use crate::newsroom::ids::SourceId;
use crate::pages::items::{self, SourceItem};
use crate::pages::paging::Order;
use crate::pages::site::Pager;
use crate::pages::urls;

/// A page of the list of sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sources(usize);

impl PageKind for Sources {
    type View = SourcesView;

    fn plan(planner: &mut Planner<'_>) {
        planner.list(Family::Sources, &urls::sources(), Sources);
    }

    fn entries(newsroom: &Newsroom) -> usize {
        newsroom.sources.len()
    }

    fn template(&self) -> &'static str {
        "sources"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> SourcesView {
        sources(here, self.0)
    }

    fn pager(view: &SourcesView) -> Option<&Pager> {
        Some(&view.pager)
    }

    fn heading(&self, here: &Here<'_>, _: &SourcesView) -> Heading {
        Heading::titled(here.language().text("sources"))
    }

    fn freshness(&self, newsroom: &Newsroom, _: &SourcesView) -> Freshness {
        newsroom.presence_of_articles(Scope::Site)
    }
}

/// A page of the list of sources.
#[derive(Clone, Debug, Serialize)]
pub struct SourcesView {
    /// The sources, by name.
    pub sources: Vec<SourceEntry>,
    /// The way through the pages.
    pub pager: Pager,
}

/// A source in the list.
#[derive(Clone, Debug, Serialize)]
pub struct SourceEntry {
    /// The source.
    pub source: SourceItem,
    /// How many articles list it or a document of it.
    pub articles: usize,
    /// How many claims rest on it or are its own.
    pub claims: usize,
    /// How many figures rest on it or are its own.
    pub figures: usize,
}

/// The view of a page of the list of sources.
pub fn sources(here: &Here<'_>, page: usize) -> SourcesView {
    let all: Vec<SourceId> = (0..here.newsroom().sources.len())
        .map(SourceId::new)
        .collect();
    let paging = here.paging(Order::Forward, all.len());
    let shown = paging.of(&all, page);
    SourcesView {
        sources: shown.iter().map(|id| source_entry(here, *id)).collect(),
        pager: Pager::new(here, &urls::sources(), paging, page, all.len()),
    }
}

fn source_entry(here: &Here<'_>, id: SourceId) -> SourceEntry {
    let source = here.newsroom().source(id);
    SourceEntry {
        source: items::sources::item(here, id),
        articles: source.articles.len(),
        claims: source.claims.len(),
        figures: source.figures.len(),
    }
}
