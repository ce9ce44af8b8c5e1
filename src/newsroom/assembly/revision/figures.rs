//! The series that an article's figures belong to, put together anew.

use std::collections::BTreeSet;

use super::super::references::Speakers;
use super::super::{merge, observations, terms};
use super::resolve::{own_terms, voice};
use super::{set, sources_used};
use crate::content::Content;
use crate::content::article::Article;
use crate::newsroom::ids::{ArticleId, SeriesId};
use crate::newsroom::series::{Observed, Series};
use crate::newsroom::{Figure, Newsroom};
use crate::path::slug;

/// Works out anew every series that the article gives a number for, or gave one.
pub fn revise(newsroom: &mut Newsroom, content: &Content, at: ArticleId) -> Option<()> {
    let article = newsroom.entry(at).article.clone();
    for source in sources_used(newsroom, at) {
        let figures = &mut newsroom.sources[source.index()].figures;
        figures.retain(|(of, _)| *of != at);
    }
    let before: BTreeSet<SeriesId> = newsroom.entry(at).figures.iter().filter_map(of).collect();
    for id in &before {
        let series = &mut newsroom.series[id.index()];
        series
            .observations
            .retain(|observed| observed.article != at);
    }
    let mut touched = before.clone();
    let mut figures = Vec::new();
    let speakers = Speakers::of(content);
    for index in 0..article.observations.len() {
        let observed = observed(newsroom, &speakers, at, &article, index)?;
        for source in observed.voice.sources() {
            set(
                &mut newsroom.sources[source.index()].figures,
                (at, index),
                true,
            );
        }
        figures.push(match &article.observations[index].series {
            None => Figure::Alone(Box::new(observed)),
            Some(reference) => {
                let id = *newsroom.series_ids.get(&slug(&reference.text))?;
                let series = &mut newsroom.series[id.index()];
                // The first to name a series that has no file may be told that it is misspelt.
                if !series.declared && !before.contains(&id) {
                    return None;
                }
                touched.insert(id);
                series.observations.push(in_series(observed, series));
                Figure::InSeries(id, 0)
            }
        });
    }
    newsroom.entries[at.index()].figures = figures;
    for id in &touched {
        judge(newsroom, *id)?;
    }
    newsroom.leading_series = observations::by_weight(&newsroom.series);
    terms::fill_series(newsroom);
    Some(())
}

fn of(figure: &Figure) -> Option<SeriesId> {
    match figure {
        Figure::InSeries(id, _) => Some(*id),
        Figure::Alone(_) => None,
    }
}

fn observed(
    newsroom: &Newsroom,
    speakers: &Speakers<'_>,
    at: ArticleId,
    article: &Article,
    index: usize,
) -> Option<Observed> {
    let observation = &article.observations[index];
    let declared = speakers.of_observation(observation);
    let voice = voice(newsroom, at, &observation.attribution, declared)?;
    let region = own_terms(&newsroom.regions, observation.region.as_slice())?;
    Some(Observed {
        article: at,
        index,
        voice,
        region: region.first().copied(),
        scope: None,
        observation: observation.clone(),
        span: (observation.as_of.earliest(), observation.as_of.latest()),
        standing: true,
        retroactive: false,
    })
}

/// An observation as its series has it: a place that the series has anyhow tells nothing.
fn in_series(observed: Observed, series: &Series) -> Observed {
    let usual = series.regions.first().copied().filter(|_| series.declared);
    let observation = &observed.observation;
    Observed {
        region: observed.region.filter(|region| Some(*region) != usual),
        scope: observations::own_scope(&observation.scope, &observation.unit, series),
        ..observed
    }
}

fn judge(newsroom: &mut Newsroom, id: SeriesId) -> Option<()> {
    let day = newsroom.as_of.day;
    let series = &mut newsroom.series[id.index()];
    // One without a number has no page, and no terms.
    series.observations.first()?;
    if !series.declared {
        describe(series, &newsroom.entries);
    }
    observations::judge(series, &newsroom.entries, day);
    for (place, observed) in series.observations.iter().enumerate() {
        let figures = &mut newsroom.entries[observed.article.index()].figures;
        figures[observed.index] = Figure::InSeries(id, place);
    }
    Some(())
}

/// A series without a file has the terms of the articles that give its numbers.
fn describe(series: &mut Series, entries: &[crate::newsroom::Entry]) {
    series.name.clear();
    series.unit = None;
    let mut given: Vec<&Observed> = series.observations.iter().collect();
    given.sort_by_key(|observed| (observed.article, observed.index));
    let (mut topics, mut regions) = (Vec::new(), Vec::new());
    for observed in given {
        let entry = &entries[observed.article.index()];
        merge(&mut topics, entry.topics.iter().copied());
        match observed.observation.region {
            Some(_) => merge(&mut regions, observed.region),
            None => merge(&mut regions, entry.regions.iter().copied()),
        }
    }
    series.topics = topics;
    series.regions = regions;
}
