//! Series.

use serde::Serialize;
use serde_json::Value as Json;

use super::event::latest;
use super::{
    Diagnostic, Frame, Freshness, Heading, Here, Link, MadeOf, Newsroom, PageKind, Planner,
    SourcePath,
};
use crate::config::Family;
use crate::content::term::TaxonomyKind;
use crate::newsroom::ids::SeriesId;
use crate::pages::body::{self, BodyView};
use crate::pages::cards::Card;
use crate::pages::chart::{self, ChartView};
use crate::pages::data::Set;
use crate::pages::derived::Derived;
use crate::pages::items::{self, ConflictItem, FigureItem, ObservationItem};
use crate::pages::record::{self, Record};
use crate::pages::schema::{self, Thing};
use crate::pages::{frame, urls};

/// A series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series(SeriesId);

impl PageKind for Series {
    type View = SeriesView;

    fn plan(planner: &mut Planner<'_>) {
        if !planner.has(Family::Figures) {
            return;
        }
        for (at, series) in planner.newsroom.series.iter().enumerate() {
            let place = series
                .observations
                .first()
                .map(|observed| observed.observation.place.clone());
            planner.add(urls::series(series), Series(SeriesId::new(at)), place);
        }
    }

    fn template(&self) -> &'static str {
        "series"
    }

    fn view(&self, here: &Here<'_>, diagnostics: &mut Vec<Diagnostic>) -> SeriesView {
        series(here, self.0, diagnostics)
    }

    fn heading(&self, here: &Here<'_>, view: &SeriesView) -> Heading {
        Heading {
            description: description(here, &view.figure),
            ..Heading::titled(view.figure.name.clone())
        }
    }

    fn freshness(&self, newsroom: &Newsroom, view: &SeriesView) -> Freshness {
        let body = view.body.freshness(newsroom);
        newsroom.one_series(self.0).freshness.and(body)
    }

    fn schema(&self, here: &Here<'_>, view: &SeriesView, frame: &Frame) -> Option<Thing> {
        Some(schema::series::series(here, self.0, view, frame))
    }

    fn drawn_title<'a>(&self, newsroom: &'a Newsroom) -> Option<&'a str> {
        Some(&newsroom.one_series(self.0).name)
    }

    fn highlight(&self, here: &Here<'_>, view: &SeriesView) -> Option<String> {
        let value = view.figure.undisputed()?;
        Some(value.words_as_of(here))
    }

    fn crumbs(&self, here: &Here<'_>) -> Vec<Link> {
        let figures = frame::part(here, Family::Figures, &urls::figures(), "figures");
        figures.into_iter().collect()
    }

    fn data(&self) -> Option<Set> {
        Some(Set::Series(self.0))
    }

    fn made_of<'a>(&self, newsroom: &'a Newsroom) -> MadeOf<'a> {
        let series = newsroom.one_series(self.0);
        let observations = series.observations.iter();
        MadeOf {
            counts: vec![
                (series.numbers(), "observation"),
                (series.conflicts.len(), "conflict"),
            ],
            places: observations
                .map(|observed| &observed.observation.place)
                .collect(),
            ..MadeOf::default()
        }
    }

    fn record(&self, here: &Here<'_>) -> Option<Record> {
        let series = here.newsroom().one_series(self.0);
        let figure = items::figures::item(here, self.0);
        let value = figure.value.as_ref();
        let years = series.observations.iter();
        let years = years.filter_map(|observed| observed.observation.as_of.year());
        let given = description(here, &figure);
        let body = record::prose(series.body.as_ref());
        let words = [&*given].into_iter();
        let words = words.chain(body.iter().map(String::as_str));
        let record = Record {
            date: value.map_or_else(String::new, |value| value.dated(here)),
            day: series.freshness.changed,
            mark: figure.stale.map_or_else(String::new, |stale| stale.words),
            speakers: value.map_or_else(String::new, |value| value.origin.speakers.clone()),
            years: years.collect(),
            ..Record::of(here, record::Kind::Figure, &series.name, words)
        };
        Some(record.filed(here, &series.topics, &series.regions))
    }

    fn words<'a>(&self, newsroom: &'a Newsroom) -> Option<&'a SourcePath> {
        let body = newsroom.one_series(self.0).body.as_ref();
        body.map(|body| &body.file)
    }
}

/// What a series counts and comes to, in a line.
fn description(here: &Here<'_>, figure: &FigureItem) -> String {
    let language = here.language();
    let given = figure.given(here);
    let given = match figure.stale {
        Some(_) => language.say("last_known_number", &[("number", &given)]),
        None => given,
    };
    match figure.scope.as_deref() {
        None => given,
        Some(scope) if scope.ends_with('.') => format!("{scope} {given}"),
        Some(scope) => language.joined("semicolon", &[scope.to_string(), given]),
    }
}

/// A series.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesView {
    /// The series as briefings show it, with its value.
    pub figure: FigureItem,
    /// What another speaker gave for an earlier time, where that of the value has given nothing
    /// before.
    pub earlier: Option<Derived>,
    /// Its numbers over time, as geometry; none with fewer than two.
    pub chart: Option<ChartView>,
    /// What one of them is.
    pub unit: Option<String>,
    /// Numbers that count something else, or elsewhere: each by itself.
    pub lines: Vec<FigureItem>,
    /// Where speakers give numbers for one time that cannot both be true: the latest, in the order
    /// of the later report.
    pub conflicts: Vec<ConflictItem>,
    /// How many more of these there are.
    pub more_conflicts: usize,
    /// Every observation, in the order of the time it speaks of.
    pub observations: Vec<ObservationItem>,
    /// Its topics.
    pub topics: Vec<Link>,
    /// Its regions.
    pub regions: Vec<Link>,
    /// The latest articles that carry its observations; these lead to all.
    pub articles: Vec<Card>,
    /// The method.
    pub body: BodyView,
    /// Anything a theme wants to know; none without a file.
    pub extra: Json,
}

/// The view of a series.
pub fn series(here: &Here<'_>, id: SeriesId, diagnostics: &mut Vec<Diagnostic>) -> SeriesView {
    let series = here.newsroom().one_series(id);
    let articles = series.observations.iter().map(|observed| observed.article);
    let (conflicts, more_conflicts) = items::figures::conflicts(here, series);
    SeriesView {
        figure: items::figures::item(here, id),
        earlier: items::numbers::earlier_of_another(here, series, 0),
        chart: chart::chart(here, series),
        unit: series.unit.clone(),
        lines: items::figures::other_lines(here, series),
        conflicts,
        more_conflicts,
        observations: items::observations::all(here, series),
        topics: items::terms::links(here, TaxonomyKind::Topics, &series.topics),
        regions: items::terms::links(here, TaxonomyKind::Regions, &series.regions),
        articles: latest(here, articles),
        body: body::maybe(here, series.body.as_ref(), diagnostics),
        extra: series.extra.clone(),
    }
}
