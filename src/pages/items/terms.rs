//! Terms in lists and as links.

use serde::Serialize;

use crate::content::term::TaxonomyKind;
use crate::newsroom::ids::TermId;
use crate::newsroom::taxonomy::Taxonomy;
use crate::pages::site::{Here, Link};
use crate::pages::urls;

/// A term in a list.
#[derive(Clone, Debug, Serialize)]
pub struct TermItem {
    /// Where its briefing is.
    pub href: String,
    /// What it is called.
    pub name: String,
    /// What its briefing opens with.
    pub summary: String,
    /// How many articles it and all below it have.
    pub articles: usize,
    /// How many events it and all below it have.
    pub events: usize,
}

/// A term with everything that lies in it along first parents, so that each stands once.
#[derive(Clone, Debug, Serialize)]
pub struct TermTree {
    /// The term.
    pub term: TermItem,
    /// All that lies in it along first parents, each term before what lies in that one.
    pub within: Vec<Branch>,
}

/// A term within another.
#[derive(Clone, Debug, Serialize)]
pub struct Branch {
    /// The term.
    pub term: TermItem,
    /// How many terms of the list hold it.
    pub depth: usize,
    /// Whether the next one of the list lies in it.
    pub holds: bool,
    /// How many terms of the list, beside it, end here.
    pub ends: usize,
}

/// How many terms of each kind an item of a list names; its own page names all.
pub const TERMS: usize = 12;

/// Links to terms.
pub fn links(here: &Here<'_>, kind: TaxonomyKind, terms: &[TermId]) -> Vec<Link> {
    terms.iter().map(|term| link(here, kind, *term)).collect()
}

/// A link to a term.
pub fn link(here: &Here<'_>, kind: TaxonomyKind, id: TermId) -> Link {
    let term = here.newsroom().taxonomy(kind).term(id);
    here.link(&urls::term(kind, term), term.name.clone())
}

/// A term without what lies in it.
pub fn item(here: &Here<'_>, kind: TaxonomyKind, id: TermId) -> TermItem {
    let term = here.newsroom().taxonomy(kind).term(id);
    TermItem {
        href: here.href(&urls::term(kind, term)),
        name: term.name.clone(),
        summary: term.summary.clone(),
        articles: term.articles.len(),
        events: term.events.len(),
    }
}

/// A term with everything that lies in it.
pub fn tree(here: &Here<'_>, kind: TaxonomyKind, id: TermId) -> TermTree {
    let mut within = Vec::new();
    descend(here.newsroom().taxonomy(kind), id, 0, &mut within);
    let depths = within.iter().map(|(_, depth)| *depth);
    let next = depths.skip(1).chain([0]);
    let branch = |((id, depth), next): (&(TermId, usize), usize)| Branch {
        term: item(here, kind, *id),
        depth: *depth,
        holds: next > *depth,
        ends: depth.saturating_sub(next),
    };
    TermTree {
        term: item(here, kind, id),
        within: within.iter().zip(next).map(branch).collect(),
    }
}

fn descend(taxonomy: &Taxonomy, id: TermId, depth: usize, found: &mut Vec<(TermId, usize)>) {
    for child in &taxonomy.term(id).children {
        if taxonomy.term(*child).parents.first() == Some(&id) {
            found.push((*child, depth));
            descend(taxonomy, *child, depth + 1, found);
        }
    }
}
