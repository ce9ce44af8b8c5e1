//! Observations: put together into series by their ids.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap as HashMap;

use super::memory::{Known, Member, Shared};
use super::references::{Declared, Facts, Files};
use super::{Ground, Lists, ids, merge, own_or, units};
use crate::content::citation::Role;
use crate::content::declaration::SeriesFile;
use crate::content::reading::TermRef;
use crate::diagnostic::{Diagnostic, nearest};
use crate::newsroom::changes::heard;
use crate::newsroom::freshness::{self, Freshness};
use crate::newsroom::ids::{ArticleId, SeriesId, SourceId};
use crate::newsroom::series::{Observed, Series};
use crate::newsroom::sources::Sources;
use crate::newsroom::{Figure, Newsroom, figures};
use crate::path::slug;

/// A series, judged, and what is wrong with its numbers.
#[derive(Clone)]
pub struct Judged {
    series: Arc<Series>,
    noticed: Vec<Diagnostic>,
}

impl Judged {
    /// What is wrong with its numbers.
    pub fn noticed(&self) -> &[Diagnostic] {
        &self.noticed
    }
}

/// Puts observations together into series and tells articles and sources where they went.
pub fn place(
    newsroom: &mut Newsroom,
    known: &mut [Known],
    gone: &[Known],
    ground: Ground<'_>,
    kept: &mut Shared<Judged>,
    articles: Lists,
) -> Lists {
    let room = &*newsroom;
    let mut new = Vec::new();
    let mut alone_change = false;
    for (at, known) in known.iter_mut().enumerate() {
        if known.figures.is_some() {
            continue;
        }
        let facts = &known.facts;
        let figures = facts.observations.iter().enumerate();
        let alone = figures.filter(|(_, figure)| figure.of.is_none());
        let alone = alone.map(|(index, _)| observed(room, ground, known.at, facts, index));
        let alone: Vec<_> = alone.map(Arc::new).collect();
        alone_change |= !alone.is_empty();
        known.figures = Some(alone);
        new.push(at);
    }
    let known = &*known;
    let shared = kept.recall(
        known,
        &new,
        gone,
        |facts| &facts.observations,
        |id, members| judge(room, ground, id, members, known),
    );
    let before = shared.gone.iter().map(|judged| &judged.series);
    let before: HashMap<&String, &Arc<Series>> =
        before.map(|series| (&series.id, series)).collect();
    let same = |judged: &Judged| {
        let before = before.get(&judged.series.id);
        before.is_some_and(|before| looks_the_same(before, &judged.series))
    };
    let stay = Lists::stay_if(
        articles == Lists::Stay
            && !alone_change
            && shared.gone.len() == shared.new.len()
            && shared.new.iter().all(same),
    );
    newsroom
        .series
        .retain(|series| !before.contains_key(&series.id));
    newsroom
        .series
        .extend(shared.new.iter().map(|new| new.series.clone()));
    newsroom.series.sort_by(|one, other| one.id.cmp(&other.id));
    if stay == Lists::Change {
        let ids = newsroom.series.iter().enumerate();
        let ids = ids.map(|(at, series)| (series.id.clone(), SeriesId::new(at)));
        *newsroom.series_ids = ids.collect();
        *newsroom.leading_series = by_weight(&newsroom.series);
        note_observations(newsroom, known);
    }
    stay
}

/// Whether a series stands in the same lists as another did in its place.
fn looks_the_same(before: &Series, series: &Series) -> bool {
    let given = |series: &Series| {
        let given = series.observations.iter();
        let given = given.map(|given| {
            let place = (given.article, given.index, given.repeats);
            (place, given.voice.sources())
        });
        given.collect::<Vec<_>>()
    };
    before.declared == series.declared
        && (&before.topics, &before.regions) == (&series.topics, &series.regions)
        && given(before) == given(series)
}

fn observed(
    newsroom: &Newsroom,
    ground: Ground<'_>,
    at: ArticleId,
    facts: &Facts,
    index: usize,
) -> Observed {
    let refs = &facts.observations[index];
    let region = refs.regions.as_ref().and_then(|own| own.first());
    let voice = ground.sources.voice(&refs.voice);
    let is_document = |source: SourceId| newsroom.source(source).citation.role() == Role::Document;
    Observed {
        translated: ground.is_translated(newsroom.article(at)),
        public: heard(newsroom.article(at), refs.fact.attribution.reported),
        in_document: voice.source.is_some_and(is_document),
        ..Observed::new(
            (at, index),
            voice,
            region.and_then(|region| newsroom.regions.id(region)),
            refs.fact.clone(),
        )
    }
}

/// A series of these numbers, with what follows from them.
fn judge(
    newsroom: &Newsroom,
    ground: Ground<'_>,
    id: &str,
    members: &[Member],
    known: &[Known],
) -> Judged {
    let file = ground.files.series.get(id);
    let mut series = new_series(id, file, newsroom, ground.sources);
    let facts = |at: ArticleId| &known[at.index()].facts;
    for (at, index) in members {
        let facts = facts(*at);
        if !series.declared {
            let entry = newsroom.entry(*at);
            let refs = &facts.observations[*index];
            let topics = own_or(&refs.topics, &newsroom.topics, &entry.topics);
            let regions = own_or(&refs.regions, &newsroom.regions, &entry.regions);
            merge(&mut series.topics, topics);
            merge(&mut series.regions, regions);
        }
        let observed = observed(newsroom, ground, *at, facts, *index);
        series.observations.push(in_series(observed, &series));
    }
    // The first to name a series that has no file is told that it may be misspelt.
    let first = members.first().filter(|_| file.is_none());
    let first = first.map(|(at, index)| &facts(*at).observations[*index].fact);
    let first = first.and_then(|first| first.series.as_ref());
    let misspelt = first.and_then(|reference| misspelt(id, reference, ground.files));
    units::convert(&mut series);
    series.judge(newsroom.as_of.day);
    series.given = freshness::given(&series);
    series.newest = freshness::newest(&series);
    series.freshness = freshness::of_series(&series, newsroom.as_of.day);
    name_undeclared(&mut series);
    Judged {
        noticed: misspelt.into_iter().chain(faults(&series)).collect(),
        series: Arc::new(series),
    }
}

/// An observation as its series has it: a place and a scope that the series has anyhow tell it
/// from no other.
fn in_series(observed: Observed, series: &Series) -> Observed {
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
fn faults(series: &Series) -> Vec<Diagnostic> {
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
    sources: &Sources,
) -> Series {
    let file = declared.map(|declared| declared.file);
    Series {
        id: id.to_string(),
        name: file.map(|file| file.name.clone()).unwrap_or_default(),
        unit: file.and_then(|file| file.unit.clone()),
        scope: file.and_then(|file| file.scope.clone()),
        speaker: file
            .and_then(|file| file.speaker.as_ref())
            .map(|speaker| sources.speaker(speaker)),
        measure: file.and_then(|file| file.measure),
        max_age: file.and_then(|file| file.max_age),
        importance: file.and_then(|file| file.importance).unwrap_or_default(),
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
        contested: None,
        given: Freshness::default(),
        newest: Freshness::default(),
        freshness: Freshness::default(),
    }
}

/// A series without a file is called what the observation reported last calls it, in the site's language
/// if one does.
fn name_undeclared(series: &mut Series) {
    if !series.name.is_empty() {
        return;
    }
    let observations = series.observations.iter();
    let labels = observations.filter_map(|observed| {
        let observation = &observed.observation;
        let reported = observation.attribution.reported;
        Some((
            (!observed.translated, reported),
            observation.label.as_ref()?,
        ))
    });
    let label = labels.max().map(|(_, label)| label.clone());
    series.name = label.unwrap_or_else(|| series.id.clone());
}

fn misspelt(id: &str, reference: &TermRef, files: &Files<'_>) -> Option<Diagnostic> {
    let near = nearest(id, &files.all_series)?;
    let message = format!("the series `{}` is not declared", reference.text);
    let warning = Diagnostic::warning("figure/undeclared-series", message, reference.place.clone());
    Some(warning.help(format!(
        "did you mean `{near}`? Otherwise declare it in content/series/{id}.md"
    )))
}

fn note_observations(newsroom: &mut Newsroom, known: &[Known]) {
    for (entry, known) in newsroom.entries.iter_mut().zip(known) {
        let mut alone = known.figures.iter().flatten();
        let figures = known.facts.observations.iter();
        let figures = figures.filter_map(|figure| match figure.of {
            None => Some(Figure::Alone(alone.next()?.clone())),
            // Each finds its place below.
            Some(_) => Some(Figure::InSeries(SeriesId::new(0), 0)),
        });
        entry.figures = figures.collect();
    }
    for (at, series) in newsroom.series.iter().enumerate() {
        for (place, observed) in series.observations.iter().enumerate() {
            let figures = &mut newsroom.entries[observed.article.index()].figures;
            figures[observed.index] = Figure::InSeries(SeriesId::new(at), place);
        }
    }
    note_sources(newsroom);
}

/// Where a figure stands: its article, and which of the article's figures it is.
type Place = (ArticleId, usize);

/// Notes for each source the figures that rest on it: what several articles tell again, once.
fn note_sources(newsroom: &mut Newsroom) {
    let texts = newsroom.each_text_once((0..newsroom.entries.len()).map(ArticleId::new));
    let texts: HashMap<&str, ArticleId> = texts
        .into_iter()
        .map(|id| (newsroom.text_of(id), id))
        .collect();
    // By what is told first, or by another that tells it where the source is in that one alone.
    let mut taken: Vec<BTreeMap<Place, (bool, Place)>> =
        vec![BTreeMap::new(); newsroom.sources.len()];
    for article in (0..newsroom.entries.len()).map(ArticleId::new) {
        for index in 0..newsroom.entry(article).figures.len() {
            let own = (article, index);
            let (series, observed) = newsroom.figure(article, index);
            let first = match series.zip(observed.repeats) {
                Some((series, first)) => {
                    let first = &series.observations[first];
                    (first.article, first.index)
                }
                None if series.is_some() => own,
                None => in_listed_version(newsroom, &texts, own).unwrap_or(own),
            };
            let told = (first != own, own);
            for source in observed.voice.sources() {
                let known = taken[source.index()].entry(first).or_insert(told);
                *known = told.min(*known);
            }
        }
    }
    for (source, figures) in newsroom.sources.iter_mut().zip(taken) {
        let figures = figures.into_values();
        let mut figures: Vec<_> = figures.map(|(_, place)| place).collect();
        figures.sort_unstable();
        *source.figures = figures;
    }
}

/// Where the version of an article that lists show tells the same figure of its own.
fn in_listed_version(
    newsroom: &Newsroom,
    texts: &HashMap<&str, ArticleId>,
    (article, index): Place,
) -> Option<Place> {
    let listed = texts.get(newsroom.text_of(article)).copied();
    let listed = listed.filter(|listed| *listed != article)?;
    let (_, own) = newsroom.figure(article, index);
    let is_same = |at: &usize| {
        let (series, other) = newsroom.figure(listed, *at);
        let (one, another) = (&own.observation, &other.observation);
        series.is_none()
            && own.voice.speakers == other.voice.speakers
            && (one.quantity, &one.as_of, one.status)
                == (another.quantity, &another.as_of, another.status)
    };
    let figures = 0..newsroom.entry(listed).figures.len();
    figures.into_iter().find(is_same).map(|at| (listed, at))
}

/// Series in the order briefings show them: what matters most first, of that declared ones, then the
/// most observed.
fn by_weight(series: &[Arc<Series>]) -> Vec<SeriesId> {
    let mut order: Vec<usize> = (0..series.len()).collect();
    order.sort_by_key(|at| {
        (
            std::cmp::Reverse(series[*at].importance),
            !series[*at].declared,
            std::cmp::Reverse(series[*at].numbers()),
        )
    });
    order.into_iter().map(SeriesId::new).collect()
}
