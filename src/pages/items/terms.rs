//! Terms in lists and as links.

use serde::Serialize;

use crate::content::term::TaxonomyKind;
use crate::newsroom::ids::TermId;
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
    /// How many events.
    pub events: usize,
    /// The terms that lie in it.
    pub children: Vec<TermItem>,
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
        children: Vec::new(),
    }
}

/// A term with everything that lies in it along first parents, so that each stands once.
pub fn tree(here: &Here<'_>, kind: TaxonomyKind, id: TermId) -> TermItem {
    let taxonomy = here.newsroom().taxonomy(kind);
    let own = |child: &&TermId| taxonomy.term(**child).parents.first() == Some(&id);
    let children = taxonomy.term(id).children.iter().filter(own);
    TermItem {
        children: children.map(|child| tree(here, kind, *child)).collect(),
        ..item(here, kind, id)
    }
}
