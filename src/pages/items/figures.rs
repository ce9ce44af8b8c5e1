//! A key figure and its observations.

use serde::Serialize;

use super::sources::{self, SourceItem, SpeakerItem};
use super::{articles, terms, verdicts};
use crate::content::observation::Firmness;
use crate::content::quantity::Quantity;
use crate::content::term::TaxonomyKind;
use crate::newsroom::changes::Freshness;
use crate::newsroom::ids::SeriesId;
use crate::newsroom::series::{Observed, Series};
use crate::pages::chart::{self, SparkView};
use crate::pages::site::{DateView, Here, Link};
use crate::pages::urls;

/// A series as briefings show it: its current value, or its forecast where it has none.
#[derive(Clone, Debug, Serialize)]
pub struct FigureItem {
    /// The series' page; `None` for an article's own figure.
    pub href: Option<String>,
    /// What is counted.
    pub name: String,
    /// What exactly is counted, in a line.
    pub scope: Option<String>,
    /// The observation that gives its value.
    pub value: Option<ObservationItem>,
    /// The latest forecast that stands.
    pub forecast: Option<ObservationItem>,
    /// How the value lies to the one before, in words: `Up 1,100 since September 2024, from
    /// about 900`.
    pub trend: Option<String>,
    /// Its counted numbers as a small line, where there are two or more.
    pub spark: Option<SparkView>,
    /// Whether the value is too old to be shown as such.
    pub stale: bool,
    /// What others say of the same time that cannot be true as well.
    pub conflicting: Vec<ObservationItem>,
    /// How many observations it has.
    pub observations: usize,
    /// When it last changed, and when it goes out of date.
    #[serde(skip)]
    pub freshness: Freshness,
}

/// Two numbers for one time, of which one must be wrong.
#[derive(Clone, Debug, Serialize)]
pub struct ConflictItem {
    /// The one that was reported first.
    pub earlier: ObservationItem,
    /// The one that was reported later.
    pub later: ObservationItem,
}

/// A number with its day and its source.
#[derive(Clone, Debug, Serialize)]
pub struct ObservationItem {
    /// What is counted, in this observation's words.
    pub label: String,
    /// The number with its hedge, in words: `about 2,500`.
    pub words: String,
    /// The number or range alone: `2,500`, `250–350`.
    pub number: String,
    /// The hedge in words.
    pub hedge: Option<String>,
    /// The number for machines.
    pub machine: String,
    /// What one of them is.
    pub unit: Option<String>,
    /// How firm it is.
    pub status: Firmness,
    /// When it was true.
    pub as_of: DateView,
    /// When it was said.
    pub reported: DateView,
    /// Who says so.
    pub speaker: SpeakerItem,
    /// Where it is said.
    pub source: Option<SourceItem>,
    /// Where it was true.
    pub region: Option<Link>,
    /// What exactly it counts, if not what the series counts.
    pub scope: Option<String>,
    /// The words it was said in.
    pub quote: Option<String>,
    /// The article that carries it, at the place where it stands.
    pub article: Link,
    /// Whether its speaker has given no other number for that time since.
    pub standing: bool,
    /// Whether it speaks of a time that had already been reported on: it became known later.
    pub retroactive: bool,
    /// Whether it gives the series' current value.
    pub current: bool,
    /// Whether it is only proposed and nobody has said yes to it.
    pub unreviewed: bool,
}

impl ObservationItem {
    /// The number with its unit and its time: `about 2,500 troops as of September 2024`.
    pub fn words_as_of(&self, here: &Here<'_>) -> String {
        let language = here.language();
        let number = match &self.unit {
            Some(unit) => language.say("with_unit", &[("number", &self.words), ("unit", unit)]),
            None => self.words.clone(),
        };
        let values = [("number", &*number), ("date", &*self.as_of.words)];
        language.say("number_as_of", &values)
    }
}

/// A series for this page.
pub fn item(here: &Here<'_>, id: SeriesId) -> FigureItem {
    let series = here.newsroom().one_series(id);
    FigureItem {
        href: Some(here.href(&urls::series(series))),
        name: series.name.clone(),
        scope: series.scope.clone(),
        value: series
            .value()
            .map(|value| observation(here, value, Some(series), true)),
        forecast: series
            .forecast()
            .map(|forecast| observation(here, forecast, Some(series), false)),
        trend: verdicts::trend(here, series),
        spark: chart::spark(here, series),
        stale: series.stale,
        conflicting: conflicting(here, series),
        observations: series.observations.len(),
        freshness: series.freshness,
    }
}

/// The observations that conflict with the current value.
fn conflicting(here: &Here<'_>, series: &Series) -> Vec<ObservationItem> {
    let others = series
        .conflicts
        .iter()
        .filter_map(|conflict| match series.current {
            Some(current) if conflict.later == current => Some(conflict.earlier),
            Some(current) if conflict.earlier == current => Some(conflict.later),
            _ => None,
        });
    others
        .map(|at| observation(here, &series.observations[at], Some(series), false))
        .collect()
}

/// The conflicts in a series, in the order of the later report.
pub fn conflicts(here: &Here<'_>, series: &Series) -> Vec<ConflictItem> {
    let item = |at: usize| {
        let current = series.current == Some(at);
        observation(here, &series.observations[at], Some(series), current)
    };
    let conflicts = series.conflicts.iter();
    conflicts
        .map(|conflict| ConflictItem {
            earlier: item(conflict.earlier),
            later: item(conflict.later),
        })
        .collect()
}

/// Series for this page.
pub fn items(here: &Here<'_>, ids: &[SeriesId]) -> Vec<FigureItem> {
    ids.iter().map(|id| item(here, *id)).collect()
}

/// Every observation of a series, in the order of the time it speaks of.
pub fn observations(here: &Here<'_>, series: &Series) -> Vec<ObservationItem> {
    let observations = series.observations.iter().enumerate();
    observations
        .map(|(at, observed)| observation(here, observed, Some(series), series.current == Some(at)))
        .collect()
}

/// An observation for this page.
pub fn observation(
    here: &Here<'_>,
    observed: &Observed,
    series: Option<&Series>,
    current: bool,
) -> ObservationItem {
    let observation = &observed.observation;
    let language = here.language();
    let Quantity { hedge, .. } = observation.quantity;
    let label = observation
        .label
        .clone()
        .or_else(|| series.map(|series| series.name.clone()));
    let unit = observation
        .unit
        .clone()
        .or_else(|| series.and_then(|series| series.unit.clone()));
    let region = observed
        .region
        .or_else(|| series.and_then(|series| series.regions.first().copied()));
    let mut article = articles::link(here, observed.article);
    article.href = format!("{}#{}", article.href, anchor(observed.index));
    ObservationItem {
        label: label.unwrap_or_default(),
        words: observation.quantity.words_in(language),
        number: observation.quantity.number(language),
        hedge: hedge.map(|hedge| language.text(hedge.key())),
        machine: observation.quantity.machine(),
        unit,
        status: observation.status,
        as_of: here.date(&observation.as_of),
        reported: here.on(observation.attribution.reported.day),
        speaker: sources::speaker(here, observed.voice.speaker()),
        source: observed
            .voice
            .source
            .map(|source| sources::item(here, source)),
        region: region.map(|region| terms::link(here, TaxonomyKind::Regions, region)),
        scope: observed.scope.clone(),
        quote: observation.attribution.quote.clone(),
        article,
        standing: observed.standing,
        retroactive: observed.retroactive,
        current,
        unreviewed: observed.observation.review,
    }
}

/// The anchor of an article's n-th figure.
pub fn anchor(index: usize) -> String {
    format!("figure-{}", index + 1)
}
