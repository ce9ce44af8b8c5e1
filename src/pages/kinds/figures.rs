//! The list of key figures.

use serde::Serialize;

use super::{Diagnostic, Freshness, Heading, Here, Newsroom, PageKind, Planner, Scope};
use crate::config::Family;
use crate::pages::cards::Card;
use crate::pages::site::{Pager, page_of};
use crate::pages::{freshness, urls};

/// A page of the list of key figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures(usize);

impl PageKind for Figures {
    type View = FiguresView;

    fn plan(planner: &mut Planner<'_>) {
        planner.list(Family::Figures, &urls::figures(), Figures);
    }

    fn entries(newsroom: &Newsroom) -> usize {
        newsroom.series.len()
    }

    fn template(&self) -> &'static str {
        "figures"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> FiguresView {
        figures(here, self.0)
    }

    fn heading(&self, here: &Here<'_>, _: &FiguresView) -> Heading {
        Heading::titled(here.language().text("key_figures"))
    }

    fn freshness(&self, newsroom: &Newsroom, view: &FiguresView) -> Freshness {
        let given = newsroom.freshness_in(Scope::Site).given;
        freshness::listing(newsroom, given, &[&view.figures], Freshness::default())
    }
}

/// A page of the list of key figures.
#[derive(Clone, Debug, Serialize)]
pub struct FiguresView {
    /// The series, by weight.
    pub figures: Vec<Card>,
    /// The way through the pages.
    pub pager: Pager,
}

/// The view of a page of the list of key figures.
pub fn figures(here: &Here<'_>, page: usize) -> FiguresView {
    let all = &here.newsroom().leading_series;
    let shown = page_of(all, page, here.site.config.limits.page);
    FiguresView {
        figures: here.figure_cards(shown),
        pager: Pager::new(here, &urls::figures(), page, all.len()),
    }
}
