//! Observations: put together into series by their ids.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::references::{Declared, Facts, Files};
use super::{ids, merge, own_or, units};
use crate::content::declaration::SeriesFile;
use crate::content::reading::TermRef;
use crate::diagnostic::{Diagnostic, nearest};
use crate::newsroom::changes::{self, Freshness};
use crate::newsroom::ids::{ArticleId, SeriesId, SourceId};
use crate::newsroom::series::{Observed, Series};
use crate::newsroom::sources::Sources;
use crate::newsroom::voice::Speaker;
use crate::newsroom::{Entry, Figure, Newsroom, figures};
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
            let observed = Observed::new(
                (ArticleId::new(at), index),
                sources.voice(&refs.voice),
                own_region.and_then(|region| newsroom.regions.id(region)),
                observation.clone(),
            );
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
            series.observations.push(in_series(observed, series));
        }
    }
    newsroom.series = shared.into_values().collect();
    let day = newsroom.as_of.day;
    let entries = &newsroom.entries;
    let series = newsroom.series.par_iter_mut();
    series.for_each(|series| judge(series, entries, day));
    diagnostics.extend(newsroom.series.iter().flat_map(faults));
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
    units::convert(series);
    series.judge(day);
    series.freshness = changes::of_series(series, entries, day);
    name_undeclared(series);
}

/// An observation as its series has it: a place and a scope that the series has anyhow tell it
/// from no other.
pub fn in_series(observed: Observed, series: &Series) -> Observed {
    let usual = series.regions.first().copied().filter(|_| series.declared);
    let own = observed.observation.scope.clone();
    let scope = own.filter(|own| series.scope.as_deref().map(slug) != Some(slug(own)));
    Observed {
        region: observed.region.filter(|region| Some(*region) != usual),
        scope,
        ..observed
    }
}

/// What is wrong in the numbers of a series, seen together.
pub fn faults(series: &Series) -> Vec<Diagnostic> {
    let mut faults = units::foreign(series);
    faults.extend(which_is_later(series));
    faults
}

/// Numbers of one speaker for one time, told on one day, of which nobody says which came later.
fn which_is_later(series: &Series) -> impl Iterator<Item = Diagnostic> {
    figures::undecided(series).into_iter().map(|(at, others)| {
        let quantity = |at: usize| series.observations[at].quantity.words();
        let words: Vec<String> = std::iter::once(at).chain(others).map(quantity).collect();
        let place = series.observations[at].observation.place.clone();
        let message = format!(
            "the same speaker gives {} for one time on one day, and nothing says which came later",
            words.join(" and ")
        );
        Diagnostic::warning("figure/which-is-later", message, place)
            .help("say when each was reported: reported = 2024-09-09T18:00:00")
    })
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
        speaker: file
            .and_then(|file| file.speaker.as_ref())
            .map(|speaker| speaker_called(newsroom, speaker)),
        measure: file.and_then(|file| file.measure),
        max_age: file.and_then(|file| file.max_age),
        tolerance: file.and_then(|file| file.tolerance),
        body: file
            .map(|file| file.body.clone())
            .filter(|body| !body.is_empty()),
        extra: file.map(|file| file.extra.clone()).unwrap_or_default(),
        declared: file.is_some(),
        has_unit: file.is_some_and(|file| file.unit.is_some()),
        topics: declared
            .map(|declared| ids(&declared.topics, &newsroom.topics))
            .unwrap_or_default(),
        regions: declared
            .map(|declared| ids(&declared.regions, &newsroom.regions))
            .unwrap_or_default(),
        observations: Vec::new(),
        lines: Vec::new(),
        current: None,
        conflicts: Vec::new(),
        stale: false,
        freshness: Freshness::default(),
    }
}

/// A series without a file is called what the observation reported last calls it.
fn name_undeclared(series: &mut Series) {
    if !series.name.is_empty() {
        return;
    }
    let observations = series.observations.iter();
    let labels = observations.filter_map(|observed| {
        let observation = &observed.observation;
        Some((
            observation.attribution.reported,
            observation.label.as_ref()?,
        ))
    });
    let label = labels.max().map(|(_, label)| label.clone());
    series.name = label.unwrap_or_else(|| series.id.clone());
}

/// Who is meant by the speaker in a series' file.
fn speaker_called(newsroom: &Newsroom, reference: &TermRef) -> Speaker {
    match newsroom.directory.person(&reference.text).flatten() {
        Some(source) => Speaker::Source(source),
        None => Speaker::Name(reference.text.clone(), None),
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
            let sources = observed.voice.sources();
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
