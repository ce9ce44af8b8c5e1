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
        let terms = entries.map(|entry| newsroom.terms_of(entry, kind));
        let taxonomy = newsroom.taxonomy(kind);
        let terms = newsroom.first_versions(with_above(taxonomy, terms).collect());
        let articles = spread(taxonomy, terms, ArticleId::new);
        for (term, articles) in newsroom.taxonomy_mut(kind).terms.iter_mut().zip(articles) {
            *term.articles = articles;
        }
    }
}

fn fill_events(newsroom: &mut Newsroom) {
    for kind in TaxonomyKind::ALL {
        let terms = newsroom.events.iter().map(|event| event.terms(kind));
        let taxonomy = newsroom.taxonomy(kind);
        let events = spread(taxonomy, with_above(taxonomy, terms), EventId::new);
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
        let taxonomy = newsroom.taxonomy(kind);
        let series = spread(taxonomy, with_above(taxonomy, terms), id);
        for (term, series) in newsroom.taxonomy_mut(kind).terms.iter_mut().zip(series) {
            *term.series = series;
        }
    }
}

/// The terms of each thing and all that they lie in.
fn with_above<'a>(
    taxonomy: &Taxonomy,
    things: impl Iterator<Item = &'a [TermId]>,
) -> impl Iterator<Item = Vec<TermId>> {
    let above = taxonomy.above();
    things.map(move |terms| {
        let all = terms.iter().flat_map(|term| &above[term.index()]);
        all.copied().collect()
    })
}

/// For every term, which of the things have it, each once and in their order.
fn spread<I: Copy + PartialEq>(
    taxonomy: &Taxonomy,
    things: impl IntoIterator<Item = Vec<TermId>>,
    id: impl Fn(usize) -> I,
) -> Vec<Vec<I>> {
    let mut belongs: Vec<Vec<I>> = vec![Vec::new(); taxonomy.terms.len()];
    for (at, terms) in things.into_iter().enumerate() {
        let id = id(at);
        for term in terms {
            let list = &mut belongs[term.index()];
            if list.last() != Some(&id) {
                list.push(id);
            }
        }
    }
    belongs
}
