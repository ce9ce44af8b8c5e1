//! Observations: put together into series by their ids.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::references::{Declared, Facts, Files};
use super::{ids, merge, own_or, sources_of};
use crate::content::declaration::SeriesFile;
use crate::content::reading::TermRef;
use crate::diagnostic::{Diagnostic, nearest};
use crate::newsroom::changes::{self, Freshness};
use crate::newsroom::ids::{ArticleId, SeriesId, SourceId};
use crate::newsroom::series::{Observed, Series};
use crate::newsroom::sources::Sources;
use crate::newsroom::{Entry, Figure, Newsroom};
use crate::path::slug;

/// Puts observations together into series and tells articles and sources where they went.
pub fn place(
    newsroom: &mut Newsroom,
    facts: &[Facts],
    files: &Files<'_>,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut shared: BTreeMap<String, Series> = BTreeMap::new();
    for (at, facts) in facts.iter().enumerate() {
        let article = newsroom.entries[at].article.clone();
        for (index, (observation, refs)) in article
            .observations
            .iter()
            .zip(&facts.observations)
            .enumerate()
        {
            let own_region = refs.regions.as_ref().and_then(|own| own.first());
            let observed = Observed {
                article: ArticleId::new(at),
                index,
                speaker: sources.speaker(refs.speaker.clone()),
                source: refs.source.and_then(|source| sources.id(source)),
                region: own_region.and_then(|region| newsroom.regions.id(region)),
                scope: None,
                observation: observation.clone(),
                span: (observation.as_of.earliest(), observation.as_of.latest()),
                standing: true,
                retroactive: false,
            };
            let Some(reference) = &observation.series else {
                newsroom.entries[at]
                    .figures
                    .push(Figure::Alone(Box::new(observed)));
                continue;
            };
            let id = slug(&reference.text);
            let series = shared.entry(id).or_insert_with_key(|id| {
                let file = files.series.get(id.as_str());
                if file.is_none() {
                    diagnostics.extend(misspelt(id, reference, files));
                }
                new_series(id, file, newsroom)
            });
            if !series.declared {
                let entry = &newsroom.entries[at];
                let topics = own_or(&refs.topics, &newsroom.topics, &entry.topics);
                let regions = own_or(&refs.regions, &newsroom.regions, &entry.regions);
                merge(&mut series.topics, topics);
                merge(&mut series.regions, regions);
            }
            // A place that the series has anyhow tells no observation from another.
            let usual = series.regions.first().copied().filter(|_| series.declared);
            let region = observed.region.filter(|region| Some(*region) != usual);
            let observed = Observed {
                region,
                scope: own_scope(&observation.scope, &observation.unit, series),
                ..observed
            };
            series.observations.push(observed);
        }
    }
    newsroom.series = shared.into_values().collect();
    let day = newsroom.as_of.day;
    let entries = &newsroom.entries;
    let series = newsroom.series.par_iter_mut();
    series.for_each(|series| judge(series, entries, day));
    newsroom.series_ids = newsroom
        .series
        .iter()
        .enumerate()
        .map(|(at, series)| (series.id.clone(), SeriesId::new(at)))
        .collect();
    newsroom.leading_series = by_weight(&newsroom.series);
    note_observations(newsroom);
}

/// Works out what follows from a series' observations on a day.
pub fn judge(series: &mut Series, entries: &[Entry], day: NaiveDate) {
    series.judge(day);
    series.freshness = changes::of_series(series, entries, day);
    name_undeclared(series);
}

/// What an observation counts, where that is not what its series counts. Another unit is
/// another thing counted, whether the author says so or not.
pub fn own_scope(scope: &Option<String>, unit: &Option<String>, series: &Series) -> Option<String> {
    let differs = |own: &Option<String>, usual: &Option<String>| {
        let own = own.clone()?;
        (usual.as_deref().map(slug) != Some(slug(&own))).then_some(own)
    };
    let unit = unit
        .as_ref()
        .filter(|_| series.declared && series.unit.is_some());
    differs(scope, &series.scope).or_else(|| differs(&unit.cloned(), &series.unit))
}

fn new_series(
    id: &str,
    declared: Option<&Declared<'_, SeriesFile>>,
    newsroom: &Newsroom,
) -> Series {
    let file = declared.map(|declared| declared.file);
    Series {
        id: id.to_string(),
        name: file.map(|file| file.name.clone()).unwrap_or_default(),
        unit: file.and_then(|file| file.unit.clone()),
        scope: file.and_then(|file| file.scope.clone()),
        max_age: file.and_then(|file| file.max_age),
        tolerance: file.and_then(|file| file.tolerance).unwrap_or(0.0),
        body: file
            .map(|file| file.body.clone())
            .filter(|body| !body.is_empty()),
        extra: file.map(|file| file.extra.clone()).unwrap_or_default(),
        declared: file.is_some(),
        topics: declared
            .map(|declared| ids(&declared.topics, &newsroom.topics))
            .unwrap_or_default(),
        regions: declared
            .map(|declared| ids(&declared.regions, &newsroom.regions))
            .unwrap_or_default(),
        observations: Vec::new(),
        current: None,
        conflicts: Vec::new(),
        trend: None,
        stale: false,
        freshness: Freshness::default(),
    }
}

/// A series without a file takes its words from its latest observation.
fn name_undeclared(series: &mut Series) {
    let latest = series
        .observations
        .iter()
        .max_by_key(|observed| observed.observation.reported);
    let Some(latest) = latest.map(|observed| observed.observation.clone()) else {
        return;
    };
    if series.name.is_empty() {
        series.name = latest.label.clone().unwrap_or_else(|| series.id.clone());
    }
    if series.unit.is_none() {
        series.unit = latest.unit.clone();
    }
}

fn misspelt(id: &str, reference: &TermRef, files: &Files<'_>) -> Option<Diagnostic> {
    let near = nearest(id, &files.series)?;
    let message = format!("the series `{}` is not declared", reference.text);
    let warning = Diagnostic::warning("figure/undeclared-series", message, reference.place.clone());
    Some(warning.help(format!(
        "did you mean `{near}`? Otherwise declare it in content/series/{id}.md"
    )))
}

fn note_observations(newsroom: &mut Newsroom) {
    let mut figures: HashMap<(ArticleId, usize), Figure> = HashMap::new();
    for (at, series) in newsroom.series.iter().enumerate() {
        for (place, observed) in series.observations.iter().enumerate() {
            let figure = Figure::InSeries(SeriesId::new(at), place);
            figures.insert((observed.article, observed.index), figure);
        }
    }
    for (at, entry) in newsroom.entries.iter_mut().enumerate() {
        let mut alone = std::mem::take(&mut entry.figures).into_iter();
        entry.figures = (0..entry.article.observations.len())
            .filter_map(|index| {
                figures
                    .remove(&(ArticleId::new(at), index))
                    .or_else(|| alone.next())
            })
            .collect();
    }
    note_sources(newsroom);
}

fn note_sources(newsroom: &mut Newsroom) {
    let mut taken: Vec<(SourceId, (ArticleId, usize))> = Vec::new();
    for (at, entry) in newsroom.entries.iter().enumerate() {
        for index in 0..entry.figures.len() {
            let figure = (ArticleId::new(at), index);
            let (_, observed) = newsroom.figure(figure.0, index);
            let sources = sources_of(observed.source, &observed.speaker);
            taken.extend(sources.into_iter().map(|source| (source, figure)));
        }
    }
    for (source, figure) in taken {
        newsroom.sources[source.index()].figures.push(figure);
    }
}

/// Series in the order briefings show them: declared ones first, then the most observed.
pub fn by_weight(series: &[Series]) -> Vec<SeriesId> {
    let mut order: Vec<usize> = (0..series.len()).collect();
    order.sort_by_key(|at| {
        (
            !series[*at].declared,
            std::cmp::Reverse(series[*at].observations.len()),
        )
    });
    order.into_iter().map(SeriesId::new).collect()
}
