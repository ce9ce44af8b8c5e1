//! The list of corrections.

use serde::Serialize;

use super::article::{self, CorrectionItem};
use super::{Diagnostic, Freshness, Heading, Here, Link, Newsroom, PageKind, Planner};
use crate::config::Family;
use crate::newsroom::ids::ArticleId;
use crate::pages::paging::Order;
use crate::pages::site::Pager;
use crate::pages::{items, urls};

/// A page of the list of corrections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrections(usize);

impl PageKind for Corrections {
    type View = CorrectionsView;

    fn plan(planner: &mut Planner<'_>) {
        planner.list(Family::Corrections, &urls::corrections(), Corrections);
    }

    fn entries(newsroom: &Newsroom) -> usize {
        let articles = (0..newsroom.entries.len()).map(ArticleId::new);
        articles.map(|id| newsroom.corrections(id).count()).sum()
    }

    fn order() -> Order {
        Order::NewestFirst
    }

    fn template(&self) -> &'static str {
        "corrections"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> CorrectionsView {
        corrections(here, self.0)
    }

    fn pager(view: &CorrectionsView) -> Option<&Pager> {
        Some(&view.pager)
    }

    fn heading(&self, here: &Here<'_>, _: &CorrectionsView) -> Heading {
        Heading::titled(here.language().text("corrections"))
    }

    fn freshness(&self, newsroom: &Newsroom, _: &CorrectionsView) -> Freshness {
        let articles = (0..newsroom.entries.len()).map(ArticleId::new);
        let made = articles.flat_map(|id| {
            let made = newsroom.corrections(id);
            made.map(move |(_, correction)| newsroom.corrected(id, correction))
        });
        made.map(Freshness::changed).collect()
    }
}

/// A page of the list of corrections.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionsView {
    /// The corrections, the latest first.
    pub corrections: Vec<CorrectionEntry>,
    /// The way through the pages.
    pub pager: Pager,
}

/// A correction with the article it was made in.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionEntry {
    /// The article.
    pub article: Link,
    /// The correction.
    pub correction: CorrectionItem,
}

/// The view of a page of the list of corrections.
pub fn corrections(here: &Here<'_>, page: usize) -> CorrectionsView {
    let newsroom = here.newsroom();
    let mut all: Vec<_> = (0..newsroom.entries.len())
        .map(ArticleId::new)
        .flat_map(|id| {
            let made = newsroom.corrections(id);
            made.map(move |(_, correction)| (id, correction))
        })
        .collect();
    all.sort_by_key(|(id, correction)| std::cmp::Reverse(newsroom.corrected(*id, correction)));
    let paging = here.paging(Order::NewestFirst, all.len());
    CorrectionsView {
        corrections: paging
            .of(&all, page)
            .iter()
            .map(|(id, correction)| CorrectionEntry {
                article: items::articles::link(here, *id),
                correction: article::correction(here, correction),
            })
            .collect(),
        pager: Pager::new(here, &urls::corrections(), paging, page, all.len()),
    }
}
