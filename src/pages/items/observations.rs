//! An observation: a number with its day and its source.

use std::collections::BTreeSet;

use serde::Serialize;

use super::remarks::{beside_note, firmness, left, remarks};
use super::sources::{self, OriginItem, SourceItem, SpeakerItem};
use super::{articles, terms};
use crate::content::declaration::Measure;
use crate::content::observation::Firmness;
use crate::content::quantity::Range;
use crate::content::term::TaxonomyKind;
use crate::content::unit::Shown;
use crate::date::Edtf;
use crate::language::Language;
use crate::newsroom::ids::ArticleId;
use crate::newsroom::series::{Observed, Series};
use crate::pages::derived::Derived;
use crate::pages::site::{DateView, Here, Link};

/// A number with its day and its source.
#[derive(Clone, Debug, Serialize)]
pub struct ObservationItem {
    /// The page of its series, if it is of one that has a page.
    pub href: Option<String>,
    /// What is counted: its own label, or the series' name.
    pub label: String,
    /// The number with its hedge, in words: `about 2,500`.
    pub words: String,
    /// The number or range alone, with what belongs to it: `2,500`, `250–350`, `US$1.2`, `2.2%`.
    pub number: String,
    /// The hedge in words: `about`, `at least`.
    pub hedge: Option<String>,
    /// The number for machines: `2500`, `250/350`.
    pub machine: String,
    /// What one of them is, as far as it stands behind the number.
    pub unit: Option<String>,
    /// The number as it was given, where it was given in another unit.
    pub given: Option<String>,
    /// How firm it is.
    pub status: Firmness,
    /// When it was true.
    pub as_of: DateView,
    /// Whether it was said of what was still to come: a plan, or what is given before it begins.
    pub to_come: bool,
    /// Whether that date stands without *as of*: it has a preposition of its own (`since 2014`), or
    /// the number counts what happened within it.
    pub as_of_bare: bool,
    /// When it was said.
    pub reported: DateView,
    /// Who says so; of several, the first.
    pub speaker: SpeakerItem,
    /// Everybody who says so.
    pub speakers: Vec<SpeakerItem>,
    /// Who spoke for the speaker, where that is somebody else.
    pub persons: Vec<SpeakerItem>,
    /// Who carried it.
    pub via: Option<SpeakerItem>,
    /// Where it is said.
    pub source: Option<SourceItem>,
    /// Who says so and when, in a line.
    pub origin: OriginItem,
    /// Where it was true.
    pub region: Option<Link>,
    /// What exactly it counts, if not what the series counts.
    pub scope: Option<String>,
    /// The words it was said in.
    pub quote: Option<String>,
    /// The article that carries it, at the place where it stands.
    pub article: Link,
    /// Other articles that carry the same from the same source; only in the table of a series.
    pub repeated: Vec<Link>,
    /// That it is in several articles; only in the table of a series.
    pub in_articles: Option<Derived>,
    /// What is to be said of it in a table, beside its day and its speaker; what Dateline does not
    /// make up has an empty `kind`.
    pub remarks: Vec<Derived>,
    /// That its speaker has given another number in its place since.
    pub gone: Option<Derived>,
    /// That one of those who gave it has given another number since, where others stand by it.
    pub left: Option<Derived>,
    /// That another speaker had already reported on the time it speaks of, where so.
    pub retroactive: Option<Derived>,
    /// Whether it gives the series' current value.
    pub current: bool,
    /// Whether it is only proposed and nobody has said yes to it: in the preview, and in a build
    /// with `--include-unreviewed`.
    pub unreviewed: bool,
}

impl ObservationItem {
    /// The number with its unit and its time: `about 2,500 troops as of September 2024`.
    pub fn words_as_of(&self, here: &Here<'_>) -> String {
        let words = InWords {
            words: self.words.clone(),
            unit: self.unit.clone(),
            status: self.status,
            to_come: self.to_come,
            as_of: self.as_of.clone(),
            as_of_bare: self.as_of_bare,
        };
        words.as_of(here)
    }

    /// The same of several numbers, with their unit, that were given for its time.
    pub fn several_as_of(&self, here: &Here<'_>, several: &str) -> String {
        let words = InWords {
            words: several.to_string(),
            unit: None,
            status: self.status,
            to_come: self.to_come,
            as_of: self.as_of.clone(),
            as_of_bare: self.as_of_bare,
        };
        words.as_of(here)
    }

    /// When it was true, as it stands below the number.
    pub fn dated(&self, here: &Here<'_>) -> String {
        let words = &self.as_of.words;
        let key = match self.to_come {
            _ if self.as_of_bare => return words.clone(),
            true => "for_time",
            false => "as_of",
        };
        here.language().say(key, &[("date", words)])
    }
}

/// A number in words, and when it was true.
pub struct InWords {
    /// The number with its hedge: `about 2,500`.
    words: String,
    unit: Option<String>,
    status: Firmness,
    to_come: bool,
    as_of: DateView,
    as_of_bare: bool,
}

/// A number in words, without all else that there is to say of it.
pub fn in_words(here: &Here<'_>, observed: &Observed, series: Option<&Series>) -> InWords {
    let language = here.language();
    let observation = &observed.observation;
    let unit = unit(observed, series);
    let shown = Shown::of(&observed.quantity, unit, language, Range::Word);
    InWords {
        words: observed.quantity.hedged(language, &shown.number, unit),
        unit: shown.unit,
        status: observation.status,
        to_come: observed.is_ahead(),
        as_of: time(here, observed),
        as_of_bare: stands_alone(language, series, &observation.as_of),
    }
}

/// When a number was true. What was given before it began is told `from` its first day, before
/// that day and after it, so that no page turns by it.
pub fn time(here: &Here<'_>, observed: &Observed) -> DateView {
    let as_of = &observed.observation.as_of;
    let language = here.language();
    DateView {
        edtf: as_of.to_string(),
        words: time_in_words(language, observed, Language::date_inside),
        datetime: as_of.html_datetime(),
    }
}

/// The same in words, as a language says a date.
pub fn time_in_words(
    language: &Language,
    observed: &Observed,
    said: impl Fn(&Language, &Edtf) -> String,
) -> String {
    let as_of = &observed.observation.as_of;
    let first = observed.begins().and_then(|_| as_of.open_since());
    match first {
        Some(first) => language.say("from_date", &[("date", &language.date_inside(&first))]),
        None => said(language, as_of),
    }
}

/// What one of them is: as its series has it, but for a number that is counted otherwise.
fn unit<'a>(observed: &'a Observed, series: Option<&'a Series>) -> Option<&'a str> {
    let of_series = series.and_then(|series| series.unit.as_deref());
    let typed = observed.observation.unit.as_deref();
    of_series.filter(|_| !observed.foreign).or(typed)
}

impl InWords {
    /// The number with its unit: `about 2,500 troops`.
    fn with_unit(&self, here: &Here<'_>) -> String {
        let values = |unit| [("number", &*self.words), ("unit", unit)];
        match &self.unit {
            Some(unit) => here.language().say("with_unit", &values(unit)),
            None => self.words.clone(),
        }
    }

    /// The number with its unit and its time: `about 2,500 troops as of September 2024`.
    pub fn as_of(&self, here: &Here<'_>) -> String {
        let language = here.language();
        let estimated = matches!(self.status, Firmness::Estimate | Firmness::Provisional);
        let firmness = firmness(self.status).filter(|_| estimated);
        let number = match firmness {
            Some(key) => {
                let noted = language.text(key).to_lowercase();
                let values = [("number", &*self.with_unit(here)), ("date", &*noted)];
                language.say("number_dated", &values)
            }
            None => self.with_unit(here),
        };
        let values = [("number", &*number), ("date", &*self.as_of.words)];
        let key = match self.as_of_bare {
            true if here.language().is_bare(&self.as_of.words) => "number_dated",
            false if !self.to_come => "number_as_of",
            _ => "number_for",
        };
        here.language().say(key, &values)
    }
}

/// Every observation of a series, each once, in the order of the time it speaks of.
pub fn all(here: &Here<'_>, series: &Series) -> Vec<ObservationItem> {
    let mut repeated: Vec<Vec<Link>> = vec![Vec::new(); series.observations.len()];
    // An article that says a number twice is one article.
    let mut told: BTreeSet<(usize, ArticleId)> = BTreeSet::new();
    for observed in &series.observations {
        if let Some(first) = observed.repeats {
            let elsewhere = observed.article != series.observations[first].article;
            if elsewhere && told.insert((first, observed.article)) {
                repeated[first].push(carrier(here, observed));
            }
        }
    }
    let observations = series.observations.iter().enumerate().zip(repeated);
    let once = observations.filter(|((_, observed), _)| observed.repeats.is_none());
    once.map(|((at, observed), repeated)| {
        let mut item = observation(here, observed, Some(series), series.is_current(observed));
        item.in_articles = in_articles(here, observed, repeated.len() + 1);
        item.repeated = repeated;
        if let Some(key) = beside_note(series, at) {
            let words = here.language().text(key);
            item.remarks
                .insert(0, here.derived("current", words, [observed]));
        }
        item
    })
    .collect()
}

/// In how many articles an observation is told, if in several.
fn in_articles(here: &Here<'_>, observed: &Observed, count: usize) -> Option<Derived> {
    let words = match count {
        1 => return None,
        2 => here.language().text("note_in_two_articles"),
        more => here.language().count("note_in_articles", more, &[]),
    };
    Some(here.derived("repeated", words, [observed]))
}

/// The article that carries an observation, at the place where it stands.
pub fn carrier(here: &Here<'_>, observed: &Observed) -> Link {
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
    let unit = unit(observed, series);
    let region = observed.region.or_else(|| series.and_then(Series::place));
    let quantity = &observed.quantity;
    let shown = Shown::of(quantity, unit, language, Range::Dash);
    let converted = *quantity != observation.quantity;
    let voice = observed.held();
    let named = |speaker: &_| sources::speaker(here, speaker);
    let in_words = in_words(here, observed, series);
    ObservationItem {
        href: series.and_then(|series| super::figures::page(here, series)),
        label: label.unwrap_or_default(),
        words: in_words.words,
        number: shown.number,
        hedge: quantity
            .hedge
            .map(|hedge| language.text(hedge.key_of(unit))),
        machine: quantity.machine(),
        unit: shown.unit,
        given: converted.then(|| {
            observation
                .quantity
                .words_with(language, observation.unit.as_deref())
        }),
        status: observation.status,
        as_of: in_words.as_of,
        to_come: in_words.to_come,
        as_of_bare: in_words.as_of_bare,
        reported: here.on(observed.reported()),
        speaker: named(voice.speaker()),
        speakers: voice.speakers.iter().map(named).collect(),
        persons: voice.persons.iter().map(named).collect(),
        via: voice.via.as_ref().map(named),
        source: voice
            .source
            .map(|source| sources::of_fact(here, source, observation.attribution.quote.as_deref())),
        origin: sources::origin(here, &voice, observed.reported()),
        region: region.map(|region| terms::link(here, TaxonomyKind::Regions, region)),
        scope: observed.scope.clone(),
        quote: observation.attribution.quote.clone(),
        article: carrier(here, observed),
        repeated: Vec::new(),
        in_articles: None,
        remarks: remarks(here, observed, series, current),
        gone: (!observed.standing).then(|| {
            let words = language.count("figure_gone", observed.voice.speakers.len(), &[]);
            here.derived("replaced", words, [observed])
        }),
        left: left(here, observed, "figure_left"),
        retroactive: observed
            .retroactive
            .then(|| here.derived("retroactive", language.text("retroactive"), [observed])),
        current,
        unreviewed: observed.observation.review,
    }
}

/// Whether the time of a number stands without "as of": it has a preposition of its own, or the
/// number counts what happened within it.
pub fn stands_alone(language: &Language, series: Option<&Series>, as_of: &Edtf) -> bool {
    let counted = series.is_some_and(|series| series.measures(Measure::Period));
    counted || as_of.ends().is_some() || language.is_bare(&language.date(as_of))
}

/// The anchor of an article's n-th figure.
pub fn anchor(index: usize) -> String {
    format!("figure-{}", index + 1)
}
