//! What was taken from a source.

use serde::Serialize;

use super::{Diagnostic, Freshness, Heading, Here, Link, MadeOf, Newsroom, PageKind, Planner};
use crate::config::Family;
use crate::newsroom::ids::SourceId;
use crate::pages::cards::Card;
use crate::pages::items::{self, SourceItem};
use crate::pages::paging::Order;
use crate::pages::site::Pager;
use crate::pages::{frame, freshness, urls};

/// A page of what was taken from a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source(SourceId, usize);

impl PageKind for Source {
    type View = SourceView;

    fn plan(planner: &mut Planner<'_>) {
        for (at, source) in planner.newsroom.sources.iter().enumerate() {
            let paging = planner.paging(Order::NewestFirst, source.longest_list());
            planner.paged(Family::Sources, &urls::source(source), paging, |page| {
                Source(SourceId::new(at), page)
            });
        }
    }

    fn template(&self) -> &'static str {
        "source"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> SourceView {
        source(here, self.0, self.1)
    }

    fn pager(view: &SourceView) -> Option<&Pager> {
        Some(&view.pager)
    }

    fn heading(&self, here: &Here<'_>, view: &SourceView) -> Heading {
        let source = here.newsroom().source(self.0);
        let language = here.language();
        let values = [
            (
                "articles",
                &*language.count("articles", source.articles.len(), &[]),
            ),
            (
                "claims",
                &*language.count("claim_count", source.claims.len(), &[]),
            ),
            (
                "figures",
                &*language.count("figure_count", source.figures.len(), &[]),
            ),
        ];
        Heading {
            description: match view.pager.previous {
                Some(_) => String::new(),
                None => language.say("taken", &values),
            },
            ..Heading::titled(view.source.name.clone())
        }
    }

    fn freshness(&self, newsroom: &Newsroom, view: &SourceView) -> Freshness {
        let told = newsroom.freshness_of_source(self.0);
        let cards: [&[Card]; 3] = [&view.claims, &view.figures, &view.articles];
        freshness::listing(newsroom, told, &cards, Freshness::default())
    }

    fn crumbs(&self, here: &Here<'_>) -> Vec<Link> {
        let sources = frame::part(here, Family::Sources, &urls::sources(), "sources");
        sources.into_iter().collect()
    }

    fn made_of<'a>(&self, newsroom: &'a Newsroom) -> MadeOf<'a> {
        let source = newsroom.source(self.0);
        MadeOf {
            counts: vec![
                (source.articles.len(), "article"),
                (source.claims.len(), "claim"),
                (source.figures.len(), "figure"),
            ],
            ..MadeOf::default()
        }
    }
}

/// What was taken from a source.
#[derive(Clone, Debug, Serialize)]
pub struct SourceView {
    /// The source.
    pub source: SourceItem,
    /// Who published it, if that is a source too.
    pub publisher: Option<Link>,
    /// The documents it published.
    pub documents: Vec<SourceItem>,
    /// The claims that rest on it or are its own.
    pub claims: Vec<Card>,
    /// The figures that rest on it or are its own.
    pub figures: Vec<Card>,
    /// The articles that list it or a document of it, newest first.
    pub articles: Vec<Card>,
    /// The way through the pages.
    pub pager: Pager,
}

/// The view of a page of what was taken from a source.
pub fn source(here: &Here<'_>, id: SourceId, page: usize) -> SourceView {
    let newsroom = here.newsroom();
    let source = newsroom.source(id);
    let most = source.longest_list();
    let paging = here.paging(Order::NewestFirst, most);
    let publisher = source.publisher.map(|id| newsroom.source(id));
    let documents = paging.of(&source.documents, page);
    SourceView {
        source: items::sources::item(here, id),
        publisher: publisher
            .map(|publisher| here.link(&urls::source(publisher), publisher.citation.name.clone())),
        documents: documents
            .iter()
            .map(|id| items::sources::item(here, *id))
            .collect(),
        claims: here.claim_cards(paging.of(&source.claims, page)),
        figures: here.observation_cards(paging.of(&source.figures, page)),
        articles: here.article_cards(paging.of(&source.articles, page)),
        pager: Pager::new(here, &urls::source(source), paging, page, most),
    }
}
