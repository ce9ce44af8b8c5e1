//! The table of topics and regions.

use serde::Serialize;

use super::Scope;
use super::front::own_terms;
use super::{Diagnostic, Freshness, Heading, Here, Link, Newsroom, PageKind, Planner};
use crate::config::Family;
use crate::content::term::TaxonomyKind;
use crate::newsroom::ids::TermId;
use crate::pages::site::at_most;
use crate::pages::{items, urls};

/// The table of topics and regions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix;

impl PageKind for Matrix {
    type View = MatrixView;

    fn plan(planner: &mut Planner<'_>) {
        if planner.has(Family::Matrix) {
            planner.add(urls::matrix(), Matrix, None);
        }
    }

    fn template(&self) -> &'static str {
        "matrix"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> MatrixView {
        matrix(here)
    }

    fn heading(&self, here: &Here<'_>, _: &MatrixView) -> Heading {
        Heading::titled(here.language().text("matrix"))
    }

    fn freshness(&self, newsroom: &Newsroom, _: &MatrixView) -> Freshness {
        newsroom.presence_of_articles(Scope::Site)
    }
}

/// The table of topics and regions.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixView {
    /// The regions, each the head of a column.
    pub regions: Vec<Link>,
    /// A row for each topic.
    pub rows: Vec<MatrixRow>,
    /// How many regions the table has no room for.
    pub more_regions: usize,
    /// How many topics the table has no room for.
    pub more_topics: usize,
    /// The list of all topics.
    pub topics_href: String,
    /// The list of all regions.
    pub regions_href: String,
}

/// A topic's row.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixRow {
    /// The topic.
    pub topic: Link,
    /// One for each region, in the order of `regions`.
    pub cells: Vec<MatrixCell>,
}

/// A cell of the table.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixCell {
    /// How many articles meet.
    pub articles: usize,
    /// The briefing of the two, if there is one.
    pub href: Option<String>,
    /// What the cell is of, in words.
    pub label: String,
}

/// The view of the table.
pub fn matrix(here: &Here<'_>) -> MatrixView {
    let limit = here.site.config.limits.page;
    let (topics, regions) = (
        own_terms(here, TaxonomyKind::Topics),
        own_terms(here, TaxonomyKind::Regions),
    );
    let (rows, columns) = (at_most(&topics, limit), at_most(&regions, limit));
    MatrixView {
        regions: items::terms::links(here, TaxonomyKind::Regions, columns),
        rows: rows
            .iter()
            .map(|topic| MatrixRow {
                topic: items::terms::link(here, TaxonomyKind::Topics, *topic),
                cells: columns
                    .iter()
                    .map(|region| matrix_cell(here, *topic, *region))
                    .collect(),
            })
            .collect(),
        more_regions: regions.len() - columns.len(),
        more_topics: topics.len() - rows.len(),
        topics_href: here.href(&urls::terms(TaxonomyKind::Topics)),
        regions_href: here.href(&urls::terms(TaxonomyKind::Regions)),
    }
}

fn matrix_cell(here: &Here<'_>, topic: TermId, region: TermId) -> MatrixCell {
    let newsroom = here.newsroom();
    let (one, other) = (newsroom.topics.term(topic), newsroom.regions.term(region));
    let url = urls::cell(one, other);
    let plan = here.site.plan;
    MatrixCell {
        articles: plan.meetings.get(&(topic, region)).copied().unwrap_or(0),
        href: plan.has(&url).then(|| here.href(&url)),
        label: here
            .language()
            .say("cell", &[("topic", &*one.name), ("region", &*other.name)]),
    }
}
