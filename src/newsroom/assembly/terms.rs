//! Terms: given what belongs to them and to all below them.

use super::Lists;
use crate::content::term::TaxonomyKind;
use crate::newsroom::Newsroom;
use crate::newsroom::ids::{ArticleId, EventId, TermId};
use crate::newsroom::taxonomy::Taxonomy;

/// Gives every term what belongs to it and to all below it, each once and in order.
pub fn fill(newsroom: &mut Newsroom, articles: Lists, events: Lists, series: Lists) {
    if articles == Lists::Change {
        fill_articles(newsroom);
    }
    if events == Lists::Change {
        fill_events(newsroom);
    }
    if series == Lists::Change {
        fill_series(newsroom);
    }
}

fn fill_articles(newsroom: &mut Newsroom) {
    for kind in TaxonomyKind::ALL {
        let entries = newsroom.entries.iter();
        let terms = entries.map(|entry| match newsroom.is_listed(entry) {
            true => newsroom.terms_of(entry, kind),
            false => &[],
        });
        let articles = spread(newsroom.taxonomy(kind), terms, ArticleId::new);
        for (term, articles) in newsroom.taxonomy_mut(kind).terms.iter_mut().zip(articles) {
            *term.articles = articles;
        }
    }
}

fn fill_events(newsroom: &mut Newsroom) {
    for kind in TaxonomyKind::ALL {
        let terms = newsroom.events.iter().map(|event| event.terms(kind));
        let events = spread(newsroom.taxonomy(kind), terms, EventId::new);
        for (term, events) in newsroom.taxonomy_mut(kind).terms.iter_mut().zip(events) {
            *term.events = events;
        }
    }
}

fn fill_series(newsroom: &mut Newsroom) {
    for kind in TaxonomyKind::ALL {
        let leading = newsroom.leading_series.iter();
        let terms = leading.map(|id| {
            let series = newsroom.one_series(*id);
            match kind {
                TaxonomyKind::Topics => series.topics.as_slice(),
                TaxonomyKind::Regions => series.regions.as_slice(),
            }
        });
        let id = |at: usize| newsroom.leading_series[at];
        let series = spread(newsroom.taxonomy(kind), terms, id);
        for (term, series) in newsroom.taxonomy_mut(kind).terms.iter_mut().zip(series) {
            *term.series = series;
        }
    }
}

/// For every term, which of the things are its own or of a term below it, in their order.
fn spread<'a, I: Copy + PartialEq>(
    taxonomy: &Taxonomy,
    things: impl Iterator<Item = &'a [TermId]>,
    id: impl Fn(usize) -> I,
) -> Vec<Vec<I>> {
    let ids = taxonomy.ids();
    let above = ids.map(|id| Vec::from_iter(taxonomy.with_ancestors(&[id])));
    let above: Vec<Vec<TermId>> = above.collect();
    let mut belongs: Vec<Vec<I>> = vec![Vec::new(); taxonomy.terms.len()];
    for (at, terms) in things.enumerate() {
        let id = id(at);
        for term in terms.iter().flat_map(|term| &above[term.index()]) {
            let list = &mut belongs[term.index()];
            if list.last() != Some(&id) {
                list.push(id);
            }
        }
    }
    belongs
}
