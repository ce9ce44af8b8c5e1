//! A key figure and its observations.

use serde::Serialize;

use super::numbers;
use super::sources::{self, SourceItem, SpeakerItem};
use super::{articles, terms};
use crate::content::observation::Firmness;
use crate::content::quantity::Range;
use crate::content::term::TaxonomyKind;
use crate::content::unit::Shown;
use crate::newsroom::changes::Freshness;
use crate::newsroom::figures::{Conflict, Key};
use crate::newsroom::ids::SeriesId;
use crate::newsroom::series::{Observed, Series};
use crate::pages::chart::{self, SparkView};
use crate::pages::derived::Derived;
use crate::pages::site::{DateView, Here, Link};
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
    /// Where its speaker gave several numbers for one time on one day: all of them, in words.
    pub several: Option<String>,
    /// That nobody says which of the several came later.
    pub undecided: Option<Derived>,
    /// How the value lies to its speaker's number before, in words: `Up 1,100 since September
    /// 2024, from 900`.
    pub trend: Option<Derived>,
    /// What its speaker had given for the same time before.
    pub corrected: Option<Derived>,
    /// What another speaker gave for an earlier time, where its own has given nothing before.
    pub earlier: Option<Derived>,
    /// Its counted numbers as a small line, where there are two or more.
    pub spark: Option<SparkView>,
    /// Whether the value is too old to be shown as such.
    pub stale: bool,
    /// Other speakers' latest numbers that cannot be true as well.
    pub beside: Vec<BesideItem>,
    /// How many more of them there are.
    pub more_beside: usize,
    /// What each speaker plans, expects or wants.
    pub to_come: Vec<ToComeItem>,
    /// How many observations it has.
    pub observations: usize,
    /// When it last changed, and when it goes out of date.
    #[serde(skip)]
    pub freshness: Freshness,
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

/// What somebody plans, expects or wants.
#[derive(Clone, Debug, Serialize)]
pub struct ToComeItem {
    /// `planned`, `forecast` or `target`.
    pub status: Firmness,
    /// Whether its time has gone by.
    pub past: bool,
    /// The number.
    pub observation: ObservationItem,
    /// What came of it, once its time has gone by.
    pub outcome: Option<Derived>,
}

/// Two numbers for one time, of which one must be wrong.
#[derive(Clone, Debug, Serialize)]
pub struct ConflictItem {
    /// That they are for one time, in words.
    pub words: Derived,
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
    /// The number or range alone: `2,500`, `250–350`, `US$1.2`.
    pub number: String,
    /// The hedge in words.
    pub hedge: Option<String>,
    /// The number for machines.
    pub machine: String,
    /// What one of them is, as far as it stands behind the number.
    pub unit: Option<String>,
    /// The number as it was given, where it was given in another unit.
    pub given: Option<String>,
    /// How firm it is.
    pub status: Firmness,
    /// When it was true.
    pub as_of: DateView,
    /// Whether the words of that date have a preposition of their own: `since 2014`.
    pub as_of_bare: bool,
    /// When it was said.
    pub reported: DateView,
    /// Who says so; of several, the first.
    pub speaker: SpeakerItem,
    /// Everybody who says so.
    pub speakers: Vec<SpeakerItem>,
    /// Who spoke for the speaker, where that is somebody else.
    pub person: Option<SpeakerItem>,
    /// Who carried it.
    pub via: Option<SpeakerItem>,
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
    /// Other articles that carry the same from the same source.
    pub repeated: Vec<Link>,
    /// What is to be said of it in a table, beside its day and its speaker; of a remark that
    /// Dateline makes up, with its kind.
    pub remarks: Vec<Derived>,
    /// Whether its speaker has given no other number in its place since.
    pub standing: bool,
    /// Whether another speaker had already reported on the time it speaks of.
    pub retroactive: bool,
    /// Whether it gives the series' current value.
    pub current: bool,
    /// Whether it is only proposed and nobody has said yes to it.
    pub unreviewed: bool,
}

impl ObservationItem {
    /// The number with its unit: `about 2,500 troops`.
    pub fn with_unit(&self, here: &Here<'_>) -> String {
        let values = |unit| [("number", &*self.words), ("unit", unit)];
        match &self.unit {
            Some(unit) => here.language().say("with_unit", &values(unit)),
            None => self.words.clone(),
        }
    }

    /// The number with its unit and its time: `about 2,500 troops as of September 2024`.
    pub fn words_as_of(&self, here: &Here<'_>) -> String {
        let number = self.with_unit(here);
        let values = [("number", &*number), ("date", &*self.as_of.words)];
        match self.as_of_bare {
            true => here.language().say("chart_mark", &values),
            false => here.language().say("number_as_of", &values),
        }
    }
}

/// A series for this page.
pub fn item(here: &Here<'_>, id: SeriesId) -> FigureItem {
    let series = here.newsroom().one_series(id);
    let mut item = line(here, series, 0);
    item.href = Some(here.href(&urls::series(series)));
    item.name.clone_from(&series.name);
    item.scope.clone_from(&series.scope);
    item.spark = chart::spark(here, series);
    item.observations = series.observations.len();
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
    let several: Vec<usize> = shown.into_iter().chain(head.or.iter().copied()).collect();
    let several = if several.len() > 1 {
        several
    } else {
        Vec::new()
    };
    let beside = head.beside.iter().take(SHOWN).map(|at| BesideItem {
        observation: item(*at, false),
        trend: numbers::trend(here, series, *at),
        conflict: head
            .value
            .map(|value| (observed(value), observed(*at)))
            .filter(|(value, other)| crate::newsroom::figures::overlap(value, other))
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
        earlier: numbers::earlier_of_another(here, series, nth).filter(|_| shown.is_some()),
        spark: None,
        stale: head.stale,
        beside: beside.collect(),
        more_beside: head.beside.len().saturating_sub(SHOWN),
        to_come: head
            .to_come
            .iter()
            .take(SHOWN)
            .map(|at| to_come(here, series, *at))
            .collect(),
        observations: series
            .observations
            .iter()
            .filter(|observed| observed.line == nth)
            .count(),
        freshness: series.freshness,
    }
}

fn to_come(here: &Here<'_>, series: &Series, at: usize) -> ToComeItem {
    let observed = &series.observations[at];
    let outcome = numbers::outcome(here, series, at);
    ToComeItem {
        status: observed.observation.status,
        past: outcome.is_some(),
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
fn line_name(here: &Here<'_>, series: &Series, line: &crate::newsroom::figures::Line) -> String {
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
        let date = language.date(start);
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
    let item =
        |at: usize| observation(here, observed(at), Some(series), series.current == Some(at));
    ConflictItem {
        words: numbers::conflict(here, observed(conflict.earlier), observed(conflict.later)),
        earlier: item(conflict.earlier),
        later: item(conflict.later),
    }
}

/// Series for this page.
pub fn items(here: &Here<'_>, ids: &[SeriesId]) -> Vec<FigureItem> {
    ids.iter().map(|id| item(here, *id)).collect()
}

/// Every observation of a series, each once, in the order of the time it speaks of.
pub fn observations(here: &Here<'_>, series: &Series) -> Vec<ObservationItem> {
    let mut repeated: Vec<Vec<Link>> = vec![Vec::new(); series.observations.len()];
    for observed in &series.observations {
        if let Some(first) = observed.repeats {
            repeated[first].push(carrier(here, observed));
        }
    }
    let observations = series.observations.iter().enumerate().zip(repeated);
    let once = observations.filter(|((_, observed), _)| observed.repeats.is_none());
    once.map(|((at, observed), repeated)| ObservationItem {
        repeated,
        ..observation(here, observed, Some(series), series.current == Some(at))
    })
    .collect()
}

/// The article that carries an observation, at the place where it stands.
fn carrier(here: &Here<'_>, observed: &Observed) -> Link {
    let mut article = articles::link(here, observed.article);
    article.href = format!("{}#{}", article.href, anchor(observed.index));
    article
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
    let label = observation
        .label
        .clone()
        .or_else(|| series.map(|series| series.name.clone()));
    let typed = observation.unit.as_deref();
    let of_series = series.and_then(|series| series.unit.as_deref());
    let unit = of_series.filter(|_| !observed.foreign).or(typed);
    let region = observed
        .region
        .or_else(|| series.and_then(|series| series.regions.first().copied()));
    let quantity = &observed.quantity;
    let shown = Shown::of(quantity, unit, language, Range::Dash);
    let in_words = Shown::of(quantity, unit, language, Range::Word);
    let converted = *quantity != observation.quantity;
    let speakers = observed.voice.speakers.iter();
    let named = |speaker: &_| sources::speaker(here, speaker);
    let as_of = here.date(&observation.as_of);
    ObservationItem {
        label: label.unwrap_or_default(),
        words: quantity.hedged(language, &in_words.number),
        number: shown.number,
        hedge: quantity.hedge.map(|hedge| language.text(hedge.key())),
        machine: quantity.machine(),
        unit: shown.unit,
        given: converted.then(|| observation.quantity.words_with(language, typed)),
        status: observation.status,
        as_of_bare: numbers::is_bare(here, &as_of.words),
        as_of,
        reported: here.on(observed.reported()),
        speaker: sources::speaker(here, observed.voice.speaker()),
        speakers: speakers.map(named).collect(),
        person: observed.voice.person.as_ref().map(named),
        via: observed.voice.via.as_ref().map(named),
        source: observed
            .voice
            .source
            .map(|source| sources::item(here, source)),
        region: region.map(|region| terms::link(here, TaxonomyKind::Regions, region)),
        scope: observed.scope.clone(),
        quote: observation.attribution.quote.clone(),
        article: carrier(here, observed),
        repeated: Vec::new(),
        remarks: remarks(here, observed, series, current),
        standing: observed.standing,
        retroactive: observed.retroactive,
        current,
        unreviewed: observed.observation.review,
    }
}

/// How firm a number is, whether it stands, what it counts.
fn remarks(
    here: &Here<'_>,
    observed: &Observed,
    series: Option<&Series>,
    current: bool,
) -> Vec<Derived> {
    let language = here.language();
    let observation = &observed.observation;
    let said = |words: String| Derived { kind: "", words };
    let made = |kind, key: &str| here.derived(kind, language.text(key), [observed]);
    let mut remarks = Vec::new();
    if let Some(key) = firmness(observation.status) {
        remarks.push(said(language.text(key)));
    }
    if current {
        remarks.push(made("current", "note_current"));
    } else if !observed.standing {
        remarks.push(made("replaced", "note_replaced"));
    }
    if observed.retroactive {
        remarks.push(made("retroactive", "note_retroactive"));
    }
    let scope = observed.scope.as_deref().filter(|_| series.is_some());
    remarks.extend(scope.map(|scope| said(language.say("note_counts", &[("scope", scope)]))));
    if observed.quantity != observation.quantity {
        let given = observation
            .quantity
            .words_with(language, observation.unit.as_deref());
        remarks.push(said(language.say("given_as", &[("number", &given)])));
    }
    remarks
}

/// The key of the word for how firm a number is; of one that is simply given nothing is said.
fn firmness(status: Firmness) -> Option<&'static str> {
    match status {
        Firmness::Normal => None,
        Firmness::Estimate => Some("firmness_estimate"),
        Firmness::Provisional => Some("firmness_provisional"),
        Firmness::Planned => Some("firmness_planned"),
        Firmness::Forecast => Some("firmness_forecast"),
        Firmness::Target => Some("firmness_target"),
    }
}

/// The anchor of an article's n-th figure.
pub fn anchor(index: usize) -> String {
    format!("figure-{}", index + 1)
}
