//! Terms: given what belongs to them and to all below them.

use std::collections::BTreeSet;

use crate::content::term::TaxonomyKind;
use crate::newsroom::Newsroom;
use crate::newsroom::ids::{ArticleId, EventId, TermId};
use crate::newsroom::taxonomy::Taxonomy;

/// Gives every term what belongs to it and to all below it, each once and in order.
pub fn fill(newsroom: &mut Newsroom) {
    for kind in TaxonomyKind::ALL {
        let mut taxonomy = newsroom.taxonomy(kind).clone();
        let articles: Vec<_> = newsroom
            .entries
            .iter()
            .map(|entry| newsroom.terms_of(entry, kind))
            .collect();
        let articles = spread(&taxonomy, articles.into_iter());
        let events = spread(
            &taxonomy,
            newsroom.events.iter().map(|event| match kind {
                TaxonomyKind::Topics => event.topics.as_slice(),
                TaxonomyKind::Regions => event.regions.as_slice(),
            }),
        );
        let leading = newsroom
            .leading_series
            .iter()
            .map(|id| newsroom.one_series(*id));
        let series = spread(
            &taxonomy,
            leading.map(|series| match kind {
                TaxonomyKind::Topics => series.topics.as_slice(),
                TaxonomyKind::Regions => series.regions.as_slice(),
            }),
        );
        for (at, term) in taxonomy.terms.iter_mut().enumerate() {
            term.articles = articles[at].iter().map(|at| ArticleId::new(*at)).collect();
            term.events = events[at].iter().map(|at| EventId::new(*at)).collect();
            term.series = series[at]
                .iter()
                .map(|at| newsroom.leading_series[*at])
                .collect();
        }
        match kind {
            TaxonomyKind::Topics => newsroom.topics = taxonomy,
            TaxonomyKind::Regions => newsroom.regions = taxonomy,
        }
    }
}

/// For every term, which of the things are its own or of a term below it, in their order.
fn spread<'a>(taxonomy: &Taxonomy, things: impl Iterator<Item = &'a [TermId]>) -> Vec<Vec<usize>> {
    let above: Vec<BTreeSet<TermId>> = taxonomy
        .ids()
        .map(|id| taxonomy.with_ancestors(&[id]))
        .collect();
    let mut belongs: Vec<Vec<usize>> = vec![Vec::new(); taxonomy.terms.len()];
    for (at, terms) in things.enumerate() {
        for term in terms.iter().flat_map(|term| &above[term.index()]) {
            let list = &mut belongs[term.index()];
            if list.last() != Some(&at) {
                list.push(at);
            }
        }
    }
    belongs
}
