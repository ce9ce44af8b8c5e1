//! The search.

use serde::Serialize;

use super::{Diagnostic, Freshness, Heading, Here, Link, MadeOf, Newsroom, PageKind, Planner};
use crate::config::Family;
use crate::content::term::TaxonomyKind;
use crate::pages::record::Kind;
use crate::pages::{items, urls};
use crate::path::folded;

/// The search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search;

impl PageKind for Search {
    type View = SearchView;

    fn plan(planner: &mut Planner<'_>) {
        // A page of that name that an author wrote is the site's own search.
        if planner.has(Family::Search) {
            planner.add_quietly(urls::search(), Search);
        }
    }

    fn template(&self) -> &'static str {
        "search"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> SearchView {
        search(here)
    }

    fn heading(&self, here: &Here<'_>, _: &SearchView) -> Heading {
        Heading::titled(here.language().text("search"))
    }

    fn freshness(&self, _: &Newsroom, _: &SearchView) -> Freshness {
        Freshness::default()
    }

    fn runs_compiled(&self) -> bool {
        true
    }

    fn made_of<'a>(&self, _: &'a Newsroom) -> MadeOf<'a> {
        MadeOf::default()
    }
}

/// The search.
#[derive(Clone, Debug, Serialize)]
pub struct SearchView {
    /// The script that searches. It and all it loads is made with the site.
    pub script: String,
    /// What a result can be.
    pub kinds: Vec<SearchChoice>,
    /// The topics, by name.
    pub topics: Vec<SearchChoice>,
    /// The regions, by name.
    pub regions: Vec<SearchChoice>,
    /// The years, the latest first.
    pub years: Vec<i32>,
    /// The main parts of the site, for whoever rather looks through it.
    pub parts: Vec<Link>,
}

/// Something that results can be narrowed to.
#[derive(Clone, Debug, Serialize)]
pub struct SearchChoice {
    /// The word that the address has for it.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// The view of the search.
pub fn search(here: &Here<'_>) -> SearchView {
    let newsroom = here.newsroom();
    let kinds = Kind::ALL.iter().filter(|(kind, ..)| match kind {
        Kind::Event => here.has(Family::Events) && !newsroom.event_ids.is_empty(),
        Kind::Figure => here.has(Family::Figures) && !newsroom.series.is_empty(),
        Kind::Article => true,
        Kind::Term(taxonomy) => !newsroom.taxonomy(*taxonomy).terms.is_empty(),
    });
    let mut years: Vec<i32> = newsroom.article_years.keys().copied().collect();
    years.extend(newsroom.event_years.keys());
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    SearchView {
        script: here.href(&urls::search_file("search.js")),
        kinds: kinds
            .map(|(kind, _, many)| SearchChoice {
                id: kind.word().to_string(),
                name: here.language().text(many),
            })
            .collect(),
        topics: terms(here, TaxonomyKind::Topics),
        regions: terms(here, TaxonomyKind::Regions),
        years,
        parts: items::frame::own_parts(here)
            .map(|(key, url)| here.link(&url, here.language().text(key)))
            .collect(),
    }
}

fn terms(here: &Here<'_>, kind: TaxonomyKind) -> Vec<SearchChoice> {
    let terms = here.newsroom().taxonomy(kind).terms.iter();
    let mut terms: Vec<SearchChoice> = terms
        .map(|term| SearchChoice {
            id: term.id.clone(),
            name: term.name.clone(),
        })
        .collect();
    terms.sort_by_cached_key(|term| folded(&term.name).into_owned());
    terms
}
