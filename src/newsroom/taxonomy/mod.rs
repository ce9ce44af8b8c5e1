//! The trees of topics and of regions.

mod builder;

pub use builder::Builder;

use std::collections::BTreeSet;

use rustc_hash::FxHashMap as HashMap;

use super::ids::{ArticleId, EventId, SeriesId, TermId};
use crate::content::document::Body;
use crate::content::reading::TermRef;
use crate::content::term::{Brief, TaxonomyKind};
use crate::path::{SourcePath, folded, slug};
use crate::reads::{List, Node, Noted};

/// One taxonomy: its terms by id, and how they lie within each other.
#[derive(Clone, Debug)]
pub struct Taxonomy {
    /// Which of the two.
    pub kind: TaxonomyKind,
    /// The terms, by id.
    pub terms: Vec<Term>,
    /// Terms by id, alias, name and code.
    names: HashMap<String, TermId>,
}

/// A topic or a region, with everything that belongs to it and to what lies below it.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its id, the segment of its URL.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// A code others know it by.
    pub code: Option<String>,
    /// What its briefing opens with.
    pub summary: String,
    /// What is new, why it matters, what is next.
    pub brief: Option<Brief>,
    /// Background, as Markdown.
    pub body: Option<Body>,
    /// The file that declares it.
    pub path: Option<SourcePath>,
    /// Former ids, which redirect.
    pub aliases: Vec<TermRef>,
    /// The terms it lies in, the folder's first.
    pub parents: Vec<TermId>,
    /// The terms that lie in it, by name.
    pub children: Vec<TermId>,
    /// Its articles and those of all below it, newest first, each once.
    pub articles: Noted<Vec<ArticleId>>,
    /// Its events and those of all below it, in the order of the timeline, each once.
    pub events: Noted<Vec<EventId>>,
    /// Its series and those of all below it, the weightiest first.
    pub series: Noted<Vec<SeriesId>>,
    /// Anything a theme wants to know.
    pub extra: serde_json::Value,
}

/// A list of what belongs to a term, for what is noted of reads.
pub fn belonging(kind: TaxonomyKind, term: TermId, list: List) -> Node {
    match kind {
        TaxonomyKind::Topics => Node::Topic(term.number(), list),
        TaxonomyKind::Regions => Node::Region(term.number(), list),
    }
}

impl Taxonomy {
    /// A taxonomy without a term.
    pub fn empty(kind: TaxonomyKind) -> Self {
        Taxonomy {
            kind,
            terms: Vec::new(),
            names: HashMap::default(),
        }
    }

    /// The taxonomy with the lists that the same terms had before.
    #[must_use]
    pub fn with_lists(mut self, before: Vec<Term>) -> Self {
        for (term, before) in self.terms.iter_mut().zip(before) {
            (term.articles, term.events, term.series) =
                (before.articles, before.events, before.series);
        }
        self
    }

    /// The term of an id.
    pub fn term(&self, id: TermId) -> &Term {
        &self.terms[id.index()]
    }

    /// Every id, in order.
    pub fn ids(&self) -> impl Iterator<Item = TermId> + use<> {
        (0..self.terms.len()).map(TermId::new)
    }

    /// The term of an id, alias, name or code that is written as ids are.
    pub fn id(&self, id: &str) -> Option<TermId> {
        self.names.get(id).copied()
    }

    /// The term somebody means by an id, a name, an alias or a code.
    pub fn find(&self, written: &str) -> Option<TermId> {
        self.id(&slug(written))
    }

    /// The terms themselves and all they lie in, each once.
    pub fn with_ancestors(&self, terms: &[TermId]) -> BTreeSet<TermId> {
        let mut all = BTreeSet::new();
        let mut open = terms.to_vec();
        while let Some(term) = open.pop() {
            if all.insert(term) {
                open.extend(&self.term(term).parents);
            }
        }
        all
    }

    /// For every term, the term itself and all it lies in.
    pub fn above(&self) -> Vec<Vec<TermId>> {
        let above = |id| self.with_ancestors(&[id]).into_iter().collect();
        self.ids().map(above).collect()
    }

    /// The terms at the top of the tree, by name.
    pub fn roots(&self) -> Vec<TermId> {
        let mut roots: Vec<TermId> = self
            .ids()
            .filter(|id| self.term(*id).parents.is_empty())
            .collect();
        roots.sort_by_cached_key(|id| folded(&self.term(*id).name).into_owned());
        roots
    }

    /// The way from the top down to a term, without the term, along first parents.
    pub fn path_to(&self, term: TermId) -> Vec<TermId> {
        let mut path = Vec::new();
        let mut at = self.term(term).parents.first();
        while let Some(parent) = at {
            path.push(*parent);
            at = self.term(*parent).parents.first();
        }
        path.reverse();
        path
    }
}
