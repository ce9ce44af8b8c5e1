//! Series: observations of one figure, by time and by source.

use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::changes::Freshness;
use super::figures::{self, Conflict, Trend};
use super::ids::{ArticleId, TermId};
use super::voice::Voice;
use crate::content::document::Body;
use crate::content::observation::{Firmness, Observation};
use crate::date::Bound;

/// A key figure followed over time.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its id, the segment of its URL.
    pub id: String,
    /// What is counted.
    pub name: String,
    /// What one of them is.
    pub unit: Option<String>,
    /// What exactly is counted, in a line.
    pub scope: Option<String>,
    /// How long an observation is worth showing in bold.
    pub max_age: Option<Days>,
    /// Which share of a value counts as no change.
    pub tolerance: f64,
    /// The method, as Markdown.
    pub body: Option<Body>,
    /// Anything a theme wants to know.
    pub extra: serde_json::Value,
    /// Whether it has a file of its own.
    pub declared: bool,
    /// Its topics.
    pub topics: Vec<TermId>,
    /// Its regions.
    pub regions: Vec<TermId>,
    /// Everything observed, by the time it was true, then by the day it was said.
    pub observations: Vec<Observed>,
    /// Which observation is its current value; `None` where all are forecasts.
    pub current: Option<usize>,
    /// Where standing observations of different speakers cannot both be right.
    pub conflicts: Vec<Conflict>,
    /// How the current value lies to the one before.
    pub trend: Option<Trend>,
    /// Whether the current value is too old to be shown as such.
    pub stale: bool,
    /// When it last changed, and when it goes out of date.
    pub freshness: Freshness,
}

/// An observation in a series, or an article's own figure.
#[derive(Clone, Debug)]
pub struct Observed {
    /// The article that carries it.
    pub article: ArticleId,
    /// Which of the article's figures it is.
    pub index: usize,
    /// Who says so, and where.
    pub voice: Voice,
    /// Where it was true, if not where the series says.
    pub region: Option<TermId>,
    /// What exactly it counts, if not what the series counts.
    pub scope: Option<String>,
    /// The observation itself.
    pub observation: Arc<Observation>,
    /// The first and the last day it may speak of.
    pub span: (Bound, Bound),
    /// Whether it still holds: its speaker has given no other number for that time since.
    pub standing: bool,
    /// Whether it speaks of a time that had been reported on before: it became known later.
    pub retroactive: bool,
}

impl Observed {
    /// Whether both count the same thing in the same place, so that they can be compared.
    pub fn counts_the_same_as(&self, other: &Observed) -> bool {
        self.region == other.region && self.scope == other.scope
    }

    /// Whether it says how things are, and not how they are to be.
    pub fn is_counted(&self) -> bool {
        self.observation.status != Firmness::Forecast
    }
}

impl Series {
    /// Judges the series on a day.
    pub fn judge(&mut self, day: NaiveDate) {
        self.current = judge(&mut self.observations);
        let retroactive = figures::retroactive(&self.observations);
        for (observed, retroactive) in self.observations.iter_mut().zip(retroactive) {
            observed.retroactive = retroactive;
        }
        self.conflicts = figures::conflicts(self);
        self.trend = figures::trend(self);
        self.stale = figures::is_stale(self, day);
    }

    /// The observation that gives its current value.
    pub fn value(&self) -> Option<&Observed> {
        self.observations.get(self.current?)
    }

    /// Whether an observation of the series gives its current value.
    pub fn is_current(&self, observed: &Observed) -> bool {
        let value = self.value();
        value
            .is_some_and(|value| (value.article, value.index) == (observed.article, observed.index))
    }

    /// The latest forecast that stands, for a series that has no value yet or a target.
    pub fn forecast(&self) -> Option<&Observed> {
        let mut standing = self
            .observations
            .iter()
            .filter(|observed| observed.standing);
        standing.rfind(|observed| !observed.is_counted())
    }
}

/// Orders observations, settles which stand, and which of them is the current value.
fn judge(observations: &mut [Observed]) -> Option<usize> {
    observations.sort_by_cached_key(|observed| {
        let observation = &observed.observation;
        (
            observation.as_of.sort_key(),
            observation.attribution.reported.day,
            observation.place.file.clone(),
            observed.index,
        )
    });
    let superseded: Vec<bool> = observations
        .iter()
        .map(|observed| observations.iter().any(|later| revises(later, observed)))
        .collect();
    for (observed, superseded) in observations.iter_mut().zip(superseded) {
        observed.standing = !superseded;
    }
    let is_value = |observed: &&Observed| observed.standing && observed.is_counted();
    let latest = observations
        .iter()
        .enumerate()
        .filter(|(_, observed)| is_value(observed))
        .max_by_key(|(at, observed)| {
            let observation = &observed.observation;
            (
                bound_rank(observed.span.1),
                observation.attribution.reported.day,
                *at,
            )
        })?;
    Some(latest.0)
}

/// Whether `later` is the same speaker's newer word on the time `earlier` speaks of. A forecast
/// revises forecasts, a count revises counts.
pub fn revises(later: &Observed, earlier: &Observed) -> bool {
    later.voice.speaker() == earlier.voice.speaker()
        && later.counts_the_same_as(earlier)
        && later.observation.attribution.reported.day > earlier.observation.attribution.reported.day
        && later.is_counted() == earlier.is_counted()
        && overlap(later, earlier)
}

/// Whether two observations speak of a day in common, as far as their bounds tell.
pub fn overlap(a: &Observed, b: &Observed) -> bool {
    let before = |a: &Observed, b: &Observed| {
        let days = a.span.1.day().zip(b.span.0.day());
        days.is_some_and(|(last, first)| last < first)
    };
    !before(a, b) && !before(b, a)
}

/// Bounds in order, the unknown before all.
fn bound_rank(bound: Bound) -> (u8, Option<chrono::NaiveDate>) {
    match bound {
        Bound::Day(day) => (1, Some(day)),
        Bound::Future => (2, None),
        _ => (0, None),
    }
}
