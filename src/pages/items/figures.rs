//! A key figure and its observations.

use serde::Serialize;

use super::observations::{ObservationItem, observation};
use super::{numbers, terms};
use crate::config::Family;
use crate::content::observation::Firmness;
use crate::content::term::TaxonomyKind;
use crate::newsroom::Newsroom;
use crate::newsroom::figures::{Conflict, Head, Key, Line, is_before, overlap};
use crate::newsroom::freshness::Freshness;
use crate::newsroom::ids::SeriesId;
use crate::newsroom::series::Series;
use crate::pages::chart::{self, SparkView};
use crate::pages::derived::Derived;
use crate::pages::site::Here;
use crate::pages::urls;

/// How many other numbers stand beside the leading one, how many forecasts are shown, and how
/// many conflicts: the table of a series has every number.
const SHOWN: usize = 12;

/// A series as briefings show it: its current value, or what is to come where it has none.
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
    /// Where the speaker gave several numbers for one time on one day: all of them, in words, in
    /// place of the value.
    pub several: Option<String>,
    /// That nobody says which of the several came later.
    pub undecided: Option<Derived>,
    /// How the value lies to its speaker's number before, in words: `Up 1,100 since September
    /// 2024, from 900`.
    pub trend: Option<Derived>,
    /// What its speaker had given for the same time before.
    pub corrected: Option<Derived>,
    /// Its counted numbers as a small line; none where fewer than two can stand side by side.
    pub spark: Option<SparkView>,
    /// That the value is older than the series' `max_age` allows, where so; then show it as the
    /// last one known.
    pub stale: Option<Derived>,
    /// Other speakers' latest numbers that cannot be true as well.
    pub beside: Vec<BesideItem>,
    /// How many more of them there are.
    pub more_beside: usize,
    /// What each speaker plans, expects or wants, and what is announced and has not begun.
    pub to_come: Vec<ToComeItem>,
    /// How many observations it has.
    pub observations: usize,
}

impl FigureItem {
    /// Its value, where that can stand by itself: in date, one number, and no other beside it.
    pub fn undisputed(&self) -> Option<&ObservationItem> {
        let alone = self.stale.is_none() && self.several.is_none() && self.beside.is_empty();
        self.value.as_ref().filter(|_| alone)
    }

    /// All that its value is, with who says so: `100 cases as of May 2026 (A); 140 cases as of May
    /// 2026 (B)`.
    pub fn given(&self, here: &Here<'_>) -> String {
        let language = here.language();
        let said = |words: &str, one: &ObservationItem| {
            let values = [("number", words), ("date", &*one.origin.speakers)];
            language.say("number_dated", &values)
        };
        let value = self.value.iter().map(|value| match &self.several {
            Some(several) => said(&value.several_as_of(here, several), value),
            None => said(&value.words_as_of(here), value),
        });
        let beside = self.beside.iter().map(|other| &other.observation);
        let beside = beside.map(|one| said(&one.words_as_of(here), one));
        let given: Vec<String> = value.chain(beside).collect();
        // Of what nobody has counted yet, what is expected or wanted is all that there is.
        let coming = self.to_come.iter().filter(|_| given.is_empty());
        let coming = coming.map(|coming| {
            let one = &coming.observation;
            let status = match &coming.past {
                Some(past) => past.words.clone(),
                None => language.text(&format!("is_{}", coming.status)),
            };
            let number = said(&one.words_as_of(here), one);
            language.say("sentences", &[("first", &*status), ("second", &*number)])
        });
        let coming: Vec<String> = coming.collect();
        language.joined("semicolon", &[given, coming].concat())
    }
}

/// Another speaker's number beside the leading one.
#[derive(Clone, Debug, Serialize)]
pub struct BesideItem {
    /// The number.
    pub observation: ObservationItem,
    /// How it lies to its own speaker's number before.
    pub trend: Option<Derived>,
    /// That both are for one time, where they are.
    pub conflict: Option<Derived>,
}

/// What somebody plans, expects or wants, or what is announced and has not begun.
#[derive(Clone, Debug, Serialize)]
pub struct ToComeItem {
    /// `planned`, `forecast`, `target` or `announced`.
    pub status: &'static str,
    /// That it was planned, forecast or wanted, once its time has gone by.
    pub past: Option<Derived>,
    /// The number.
    pub observation: ObservationItem,
    /// What came of it, once its time has gone by.
    pub outcome: Option<Derived>,
}

/// Two numbers for one time, of which one must be wrong.
#[derive(Clone, Debug, Serialize)]
pub struct ConflictItem {
    /// That they are for one day, or one time.
    pub words: Derived,
    /// The number that was reported first.
    pub earlier: ObservationItem,
    /// The number that was reported later.
    pub later: ObservationItem,
}

/// A series' own page, if the site has such pages.
pub fn page(here: &Here<'_>, series: &Series) -> Option<String> {
    here.href_of(Family::Figures, &urls::series(series))
}

/// A series for this page.
pub fn item(here: &Here<'_>, id: SeriesId) -> FigureItem {
    let series = here.newsroom().one_series(id);
    let mut item = line(here, series, 0);
    item.href = page(here, series);
    item.name.clone_from(&series.name);
    item.scope.clone_from(&series.scope);
    item.spark = chart::spark(here, series);
    item.observations = series.numbers();
    item
}

/// The numbers of a series that count something else, or elsewhere: each by itself.
pub fn other_lines(here: &Here<'_>, series: &Series) -> Vec<FigureItem> {
    let lines = 1..series.lines.len();
    lines.map(|nth| line(here, series, nth)).collect()
}

/// What a line of a series comes to.
fn line(here: &Here<'_>, series: &Series, nth: usize) -> FigureItem {
    let own = series.lines.get(nth);
    let head = own.map(|line| line.head.clone()).unwrap_or_default();
    let observed = |at: usize| &series.observations[at];
    let item = |at: usize, current| observation(here, observed(at), Some(series), current);
    let shown = head.value.filter(|_| !head.stale);
    let stale = head.value.filter(|_| head.stale);
    let language = here.language();
    let value = head.value.into_iter();
    let several: Vec<usize> = value.chain(head.or.iter().copied()).collect();
    let several = if several.len() > 1 {
        several
    } else {
        Vec::new()
    };
    let beside = head.beside.iter().take(SHOWN).map(|at| BesideItem {
        observation: item(*at, false),
        trend: numbers::trend(here, series, *at).filter(|_| !head.stale),
        conflict: head
            .value
            .map(|value| (observed(value), observed(*at)))
            .filter(|(value, other)| overlap(value, other))
            .map(|(value, other)| numbers::conflict(here, value, other)),
    });
    FigureItem {
        href: None,
        name: own
            .map(|line| line_name(here, series, line))
            .unwrap_or_default(),
        scope: None,
        value: head.value.map(|at| item(at, nth == 0)),
        several: amounts(here, series, &several),
        undecided: numbers::together(here, series, &several),
        trend: shown.and_then(|at| numbers::trend(here, series, at)),
        corrected: shown.and_then(|at| numbers::given_before(here, series, at)),
        spark: None,
        stale: stale.map(|at| here.derived("stale", language.text("out_of_date"), [observed(at)])),
        beside: beside.collect(),
        more_beside: head.beside.len().saturating_sub(SHOWN),
        to_come: coming(here, series, &head, |_| true),
        observations: own.map_or(0, |line| line.members.len()),
    }
}

/// The first of what is planned, expected or wanted, of those that are to be shown.
fn coming(
    here: &Here<'_>,
    series: &Series,
    head: &Head,
    shown: impl Fn(usize) -> bool,
) -> Vec<ToComeItem> {
    let coming = head.to_come.iter().copied().filter(|at| shown(*at));
    coming
        .take(SHOWN)
        .map(|at| to_come(here, series, at))
        .collect()
}

/// Whether the time of a forecast is over and the value is of a later one: a list of leading
/// numbers has no more to say of it, and the series' page has.
fn is_left_behind(here: &Here<'_>, series: &Series, at: usize) -> bool {
    let own = &series.observations[at];
    let over = own.span.1.day().is_some_and(|last| last < here.day());
    let value = series.value();
    over && value.is_some_and(|value| is_before(own, value))
}

fn to_come(here: &Here<'_>, series: &Series, at: usize) -> ToComeItem {
    let observed = &series.observations[at];
    let outcome = numbers::outcome(here, series, at);
    let (status, was) = match observed.observation.status {
        Firmness::Planned => ("planned", "was_planned"),
        Firmness::Target => ("target", "was_target"),
        _ => ("forecast", "was_forecast"),
    };
    // What is counted is shown here until it begins.
    let status = if observed.is_counted() {
        "announced"
    } else {
        status
    };
    let past = outcome.is_some();
    let past = past.then(|| here.derived("past", here.language().text(was), [observed]));
    ToComeItem {
        status,
        past,
        observation: observation(here, observed, Some(series), false),
        outcome,
    }
}

/// Several numbers with their unit: `52 and 25 people`.
fn amounts(here: &Here<'_>, series: &Series, several: &[usize]) -> Option<String> {
    let first = observation(
        here,
        &series.observations[*several.first()?],
        Some(series),
        true,
    );
    let language = here.language();
    let words: Vec<String> = several
        .iter()
        .map(|at| observation(here, &series.observations[*at], Some(series), true).words)
        .collect();
    let numbers = language.list(&words);
    Some(match &first.unit {
        Some(unit) => language.say("with_unit", &[("number", &numbers), ("unit", unit)]),
        None => numbers,
    })
}

/// What a line counts, in words: its scope, its place, its start, its unit.
fn line_name(here: &Here<'_>, series: &Series, line: &Line) -> String {
    let Key { unit, region, .. } = &line.key;
    let language = here.language();
    let nth = series.lines.iter().position(|other| other.key == line.key);
    let mut own = series
        .observations
        .iter()
        .filter(|observed| Some(observed.line) == nth);
    let scope = own.next().and_then(|observed| observed.scope.clone());
    let region = region.map(|region| terms::link(here, TaxonomyKind::Regions, region).text);
    let start = line.start.as_ref().map(|start| {
        let date = language.date_inside(start);
        language.say("counted_since", &[("date", &date)])
    });
    let parts: Vec<String> = [scope, region, start, unit.clone()]
        .into_iter()
        .flatten()
        .collect();
    match parts.is_empty() {
        true => series.scope.clone().unwrap_or_else(|| series.name.clone()),
        false => language.joined("comma", &parts),
    }
}

/// The latest conflicts in a series, in the order of the later report, and how many more it has.
pub fn conflicts(here: &Here<'_>, series: &Series) -> (Vec<ConflictItem>, usize) {
    let more = series.conflicts.len().saturating_sub(SHOWN);
    let shown = series.conflicts.iter().skip(more);
    (
        shown
            .map(|conflict| conflict_item(here, series, *conflict))
            .collect(),
        more,
    )
}

/// The latest conflict in a series.
pub fn latest_conflict(here: &Here<'_>, series: &Series) -> Option<ConflictItem> {
    let latest = series.conflicts.last()?;
    Some(conflict_item(here, series, *latest))
}

fn conflict_item(here: &Here<'_>, series: &Series, conflict: Conflict) -> ConflictItem {
    let observed = |at: usize| &series.observations[at];
    let item = |at: usize| {
        observation(
            here,
            observed(at),
            Some(series),
            series.is_current(observed(at)),
        )
    };
    ConflictItem {
        words: numbers::conflict(here, observed(conflict.earlier), observed(conflict.later)),
        earlier: item(conflict.earlier),
        later: item(conflict.later),
    }
}

/// A series for a list, without what time has left behind.
pub fn listed(here: &Here<'_>, id: SeriesId) -> FigureItem {
    let series = here.newsroom().one_series(id);
    let mut item = item(here, id);
    if let Some(line) = series.lines.first() {
        item.to_come = coming(here, series, &line.head, |at| {
            !is_left_behind(here, series, at)
        });
    }
    item
}

/// When a series last changed, and when what heads it does so by date.
pub fn freshness(newsroom: &Newsroom, id: SeriesId) -> Freshness {
    let series = newsroom.one_series(id);
    let turns = series
        .lines
        .first()
        .into_iter()
        .flat_map(|line| line.head.turns());
    let turns = turns.map(|day| Freshness::of_date(day, newsroom.as_of.day));
    series.given.and(turns.collect())
}
