//! Articles: with what they refer to, and the lists of them.

use std::sync::Arc;

use chrono::Datelike;

use super::memory::{Known, Refers};
use super::{Ground, Lists, ids, years};
use crate::content::declaration::StandingPage;
use crate::newsroom::ids::ArticleId;
use crate::newsroom::versions::Versions;
use crate::newsroom::{Entry, Newsroom};

/// Puts the articles and the standing pages in their places.
pub fn place(
    newsroom: &mut Newsroom,
    known: &mut [Known],
    pages: Vec<Arc<StandingPage>>,
    language: &str,
    ground: Ground<'_>,
) -> Lists {
    for known in &mut *known {
        let facts = &known.facts;
        known.refers.get_or_insert_with(|| Refers {
            topics: ids(&facts.topics, &newsroom.topics).into(),
            regions: ids(&facts.regions, &newsroom.regions).into(),
            sources: facts
                .listed
                .iter()
                .map(|at| ground.sources.places[at])
                .collect(),
        });
    }
    let mut pairs = newsroom.entries.iter().zip(&*known);
    let mut texts = newsroom.pages.iter().zip(&pages);
    let same = newsroom.entries.len() == known.len()
        && newsroom.pages.len() == pages.len()
        && texts.all(|(before, page)| Arc::ptr_eq(before, page))
        && pairs.all(|(before, known)| looks_the_same(before, known));
    newsroom.pages = pages;
    if same {
        for (entry, known) in newsroom.entries.iter_mut().zip(known) {
            if !Arc::ptr_eq(&entry.article, &known.article) {
                entry.article = known.article.clone();
            }
        }
        return Lists::Stay;
    }
    *newsroom.entries = known.iter().filter_map(entry).collect();
    list(newsroom, language);
    note_sources(newsroom);
    Lists::Change
}

/// Notes for each source the articles that draw on it, each text once.
fn note_sources(newsroom: &mut Newsroom) {
    let mut drawing: Vec<Vec<ArticleId>> = vec![Vec::new(); newsroom.sources.len()];
    for (at, entry) in newsroom.entries.iter().enumerate() {
        for source in entry.sources.iter() {
            // Who lists a document draws on its publisher.
            let publisher = newsroom.sources[source.index()].publisher;
            for source in publisher.into_iter().chain([*source]) {
                drawing[source.index()].push(ArticleId::new(at));
            }
        }
    }
    for (at, articles) in drawing.into_iter().enumerate() {
        *newsroom.sources[at].articles = newsroom.each_text_once(articles);
    }
}

fn entry(known: &Known) -> Option<Entry> {
    let refers = known.refers.clone()?;
    Some(Entry {
        article: known.article.clone(),
        topics: refers.topics,
        regions: refers.regions,
        sources: refers.sources,
        claims: Vec::new(),
        figures: Vec::new(),
    })
}

/// Whether an article stands in the same lists as before.
fn looks_the_same(entry: &Entry, known: &Known) -> bool {
    let (before, now) = (&entry.article, &known.article);
    let refers = known.refers.as_ref();
    Arc::ptr_eq(before, now)
        || (before.url == now.url
            && before.date == now.date
            && before.lang == now.lang
            && before.version_of == now.version_of
            && before.observations.len() == now.observations.len()
            && refers.is_some_and(|refers| {
                (&*entry.topics, &*entry.regions, &*entry.sources)
                    == (&*refers.topics, &*refers.regions, &*refers.sources)
            }))
}

/// Finds out which articles lists show.
fn list(newsroom: &mut Newsroom, language: &str) {
    newsroom.versions = Versions::of(&newsroom.entries, &newsroom.pages, language);
    let entries = newsroom.entries.iter();
    let years_of = entries.map(|entry| {
        let listed = newsroom.is_listed(entry);
        listed.then(|| entry.article.date.day.year())
    });
    let years_of: Vec<Option<i32>> = years_of.collect();
    let ids = years_of.iter().enumerate();
    let ids = ids.filter_map(|(at, year)| year.map(|_| ArticleId::new(at)));
    *newsroom.listed = ids.collect();
    *newsroom.article_years = years(years_of.into_iter(), ArticleId::new);
}
