//! The list of a taxonomy's terms.

use serde::Serialize;

use super::{Diagnostic, Freshness, Heading, Here, Newsroom, PageKind, Planner, Scope};
use crate::config::Family;
use crate::content::term::TaxonomyKind;
use crate::pages::items::terms::TermTree;
use crate::pages::map::{self, MapView};
use crate::pages::paging::Order;
use crate::pages::site::Pager;
use crate::pages::{items, scope, urls};

/// A page of the list of a taxonomy's terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms(TaxonomyKind, usize);

impl PageKind for Terms {
    type View = TermsView;

    fn plan(planner: &mut Planner<'_>) {
        for kind in TaxonomyKind::ALL {
            let roots = planner.newsroom.taxonomy(kind).roots().len();
            let paging = planner.paging(Order::Forward, roots);
            planner.pages(&urls::terms(kind), paging, |page| Terms(kind, page));
        }
    }

    fn template(&self) -> &'static str {
        "terms"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> TermsView {
        terms(here, self.0, self.1)
    }

    fn pager(view: &TermsView) -> Option<&Pager> {
        Some(&view.pager)
    }

    fn heading(&self, here: &Here<'_>, _: &TermsView) -> Heading {
        Heading::titled(scope::listing_name(here, self.0))
    }

    fn freshness(&self, newsroom: &Newsroom, _: &TermsView) -> Freshness {
        newsroom.presence_of_articles(Scope::Site)
    }
}

/// The terms of a taxonomy.
#[derive(Clone, Debug, Serialize)]
pub struct TermsView {
    /// Which taxonomy.
    pub kind: TaxonomyKind,
    /// The countries shaded by how many articles they have; only on the first page of the regions.
    pub map: Option<MapView>,
    /// The terms at the top, each with all that lies in it.
    pub terms: Vec<TermTree>,
    /// The table of topics and regions.
    pub matrix_href: Option<String>,
    /// The way through the pages.
    pub pager: Pager,
}

/// The view of a page of a taxonomy's terms.
pub fn terms(here: &Here<'_>, kind: TaxonomyKind, page: usize) -> TermsView {
    let roots = here.newsroom().taxonomy(kind).roots();
    let paging = here.paging(Order::Forward, roots.len());
    let has_map = kind == TaxonomyKind::Regions && page == paging.first();
    TermsView {
        kind,
        map: has_map.then(|| map::coverage(here)).flatten(),
        terms: paging
            .of(&roots, page)
            .iter()
            .map(|root| items::terms::tree(here, kind, *root))
            .collect(),
        matrix_href: here.href_of(Family::Matrix, &urls::matrix()),
        pager: Pager::new(here, &urls::terms(kind), paging, page, roots.len()),
    }
}
