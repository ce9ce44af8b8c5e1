//! Series: observations of one figure, by time and by source.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, Utc};
use rust_decimal::Decimal;

use super::figures::{self, Conflict, Line};
use super::freshness::Freshness;
use super::ids::{ArticleId, TermId};
use super::voice::{Speaker, Voice};
use crate::content::claim::Importance;
use crate::content::declaration::Measure;
use crate::content::document::Body;
use crate::content::moment::Moment;
use crate::content::observation::Observation;
use crate::content::quantity::Quantity;
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
    /// Whose numbers head it.
    pub speaker: Option<Speaker>,
    /// What its numbers measure; never inferred.
    pub measure: Option<Measure>,
    /// How long an observation is worth showing in bold.
    pub max_age: Option<Days>,
    /// How much it matters.
    pub importance: Importance,
    /// Which share of a number another may differ by and still agree.
    pub tolerance: Option<Decimal>,
    /// The method, as Markdown.
    pub body: Option<Body>,
    /// Anything a theme wants to know.
    pub extra: serde_json::Value,
    /// Whether it has a file of its own.
    pub declared: bool,
    /// Whether its file says what one of them is.
    pub has_unit: bool,
    /// Its topics.
    pub topics: Vec<TermId>,
    /// Its regions.
    pub regions: Vec<TermId>,
    /// Everything observed, by the time it was true, then by the time it was said.
    pub observations: Vec<Observed>,
    /// Its numbers by what can be compared; the first is what the series itself counts.
    pub lines: Vec<Line>,
    /// Which observation is its current value; `None` where nothing is counted yet.
    pub current: Option<usize>,
    /// Where standing observations of different speakers cannot both be right.
    pub conflicts: Vec<Conflict>,
    /// Whether the current value is too old to be shown as such.
    pub stale: bool,
    /// When what is disputed of it last came out otherwise; `None` where nothing ever was.
    pub contested: Option<NaiveDate>,
    /// When a number was last given, whatever follows from that.
    pub given: Freshness,
    /// When one was last given that is news.
    pub newest: Freshness,
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
    /// The observation itself, as it was typed.
    pub observation: Arc<Observation>,
    /// Whether its article is in another language than the site.
    pub translated: bool,
    /// When its article became public.
    pub public: Moment,
    /// When the first article that carries it became public.
    pub first_public: Moment,
    /// Whether it is said in a document, which says a thing once, whoever tells of it later.
    pub in_document: bool,
    /// How many, in the unit of the series.
    pub quantity: Quantity,
    /// Whether it is in a unit that does not convert to the series', and so in no line with it.
    pub foreign: bool,
    /// The first and the last day it holds for: of a running total its own end, and of what holds
    /// until further notice the day before the next word.
    pub span: (Bound, Bound),
    /// Which of the series' lines it belongs to.
    pub line: usize,
    /// The observation that it repeats in another article: a recap, a translation.
    pub repeats: Option<usize>,
    /// Whether it still holds.
    pub standing: bool,
    /// Those of its speakers who have put another in its place, for the same time or as a corrected
    /// total, each with that one.
    pub replaced: Vec<(Speaker, usize)>,
    /// What it has taken the place of: the word before on the same time, or the total that it
    /// corrects; of what several say together, the last that any of them gave.
    pub in_place_of: Option<usize>,
    /// The speaker's last number for the time before; `None` where that time has several.
    pub before: Option<usize>,
    /// Whether the speaker gave another number for the same time on the same day, and nobody says
    /// which came later.
    pub undecided: bool,
    /// Whether another speaker had already reported on the time it speaks of.
    pub retroactive: bool,
    /// The latest number by another, reported before this one, that cannot be true as well.
    pub against_earlier: Option<usize>,
    /// The latest number by another, in another article and reported after this one, that cannot
    /// be true as well.
    pub against_later: Option<usize>,
    /// What its publication is to readers who follow the series.
    pub news: Option<News>,
}

/// What a number is to those who know the ones before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// A new number.
    Number,
    /// What is to come, as somebody plans, expects or wants it.
    ToCome,
    /// A number in place of one that the speaker had given: which one.
    Corrected(usize),
    /// A number that cannot be true if another speaker's is: whose.
    Disputed(usize),
    /// The same number for a later time: the one before.
    Unchanged(usize),
}

impl Observed {
    /// An observation by itself, before a series has judged it.
    pub fn new(
        (article, index): (ArticleId, usize),
        voice: Voice,
        region: Option<TermId>,
        observation: Arc<Observation>,
    ) -> Observed {
        let reported = observation.attribution.reported;
        Observed {
            article,
            index,
            voice,
            region,
            scope: None,
            translated: false,
            public: reported,
            first_public: reported,
            in_document: false,
            quantity: observation.quantity,
            foreign: false,
            span: (observation.as_of.earliest(), observation.as_of.latest()),
            observation,
            line: 0,
            repeats: None,
            standing: true,
            replaced: Vec::new(),
            in_place_of: None,
            before: None,
            undecided: false,
            retroactive: false,
            against_earlier: None,
            against_later: None,
            news: None,
        }
    }

    /// Those whose number it is: all who gave it, but for who has put another in its place.
    pub fn holders(&self) -> impl Iterator<Item = &Speaker> {
        let speakers = self.voice.speakers.iter();
        speakers.filter(|speaker| !self.standing || self.replaced_for(speaker).is_none())
    }

    /// Those of its speakers who have put another in its place, where the others stand by it.
    pub fn left(&self) -> impl Iterator<Item = &Speaker> {
        let replaced = self.replaced.iter().filter(|_| self.standing);
        replaced.map(|(speaker, _)| speaker)
    }

    /// What one of its speakers has put in its place.
    pub fn replaced_for(&self, speaker: &Speaker) -> Option<usize> {
        let mut replaced = self.replaced.iter();
        let (_, by) = replaced.find(|(who, _)| who == speaker)?;
        Some(*by)
    }

    /// The last of what was put in its place, where nobody stands by it any more.
    pub fn replaced_by(&self) -> Option<usize> {
        let replaced = self.replaced.iter().filter(|_| !self.standing);
        replaced.map(|(_, by)| *by).max()
    }

    /// Those of its speakers who gave another number too.
    pub fn also_gave<'a>(&'a self, other: &'a Observed) -> impl Iterator<Item = &'a Speaker> {
        let speakers = self.voice.speakers.iter();
        speakers.filter(|speaker| other.voice.speakers.contains(speaker))
    }

    /// Its voice, but for who has put another in its place.
    pub fn held(&self) -> Cow<'_, Voice> {
        if self.left().next().is_none() {
            return Cow::Borrowed(&self.voice);
        }
        Cow::Owned(Voice {
            speakers: self.holders().cloned().collect(),
            ..self.voice.clone()
        })
    }

    /// Whether it says how things are, and not how they are to be.
    pub fn is_counted(&self) -> bool {
        self.observation.status.is_counted()
    }

    /// Whether it can be a value: it stands, is counted, and is no repetition.
    pub fn counts(&self) -> bool {
        self.standing && self.is_counted() && self.repeats.is_none()
    }

    /// When it was said.
    pub fn told(&self) -> DateTime<Utc> {
        self.observation.attribution.reported.instant
    }

    /// The day on which it was said.
    pub fn reported(&self) -> NaiveDate {
        self.observation.attribution.reported.day
    }

    /// The first day of its time, where it was said before that: what is counted so is announced,
    /// and no value until then.
    pub fn begins(&self) -> Option<NaiveDate> {
        let first = self.observation.as_of.earliest().day()?;
        (first > self.reported()).then_some(first)
    }

    /// Whether it was said of what was still to come.
    pub fn is_ahead(&self) -> bool {
        !self.is_counted() || self.begins().is_some()
    }

    /// Whether it was said later than another, as far as days and hours tell.
    pub fn is_later_than(&self, other: &Observed) -> bool {
        let reported = |observed: &Observed| observed.observation.attribution.reported;
        reported(self).is_after(&reported(other))
    }
}

impl Series {
    /// Judges the series on a day.
    pub fn judge(&mut self, day: NaiveDate) {
        figures::judge(self, day);
    }

    /// The observation that gives its current value.
    pub fn value(&self) -> Option<&Observed> {
        self.observations.get(self.current?)
    }

    /// The observations that give its current value: several where nobody says which of a
    /// speaker's numbers came later.
    pub fn values(&self) -> impl Iterator<Item = &Observed> {
        let or = self.lines.first().map(|line| &line.head.or);
        let all = self.current.iter().chain(or.into_iter().flatten());
        all.filter_map(|at| self.observations.get(*at))
    }

    /// Whether an observation of the series gives its current value.
    pub fn is_current(&self, observed: &Observed) -> bool {
        let mut values = self.values();
        values.any(|value| (value.article, value.index) == (observed.article, observed.index))
    }

    /// Where its numbers are true that name no place themselves: where its file says, and without
    /// one the only region of everything that gives a number.
    pub fn place(&self) -> Option<TermId> {
        match self.regions.as_slice() {
            [first, ..] if self.declared => Some(*first),
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The observation at a place, or the one that it repeats.
    pub fn first_told(&self, at: usize) -> usize {
        self.observations[at].repeats.unwrap_or(at)
    }

    /// How many numbers were given for it: what several articles tell again, once.
    pub fn numbers(&self) -> usize {
        let told = self.observations.iter();
        told.filter(|observed| observed.repeats.is_none()).count()
    }

    /// What its numbers measure, where its file says so.
    pub fn measures(&self, measure: Measure) -> bool {
        self.measure == Some(measure)
    }

    /// The numbers whose publication is news, each with its place.
    pub fn news(&self) -> impl Iterator<Item = (usize, &Observed)> {
        let observations = self.observations.iter().enumerate();
        observations.filter(|(_, observed)| observed.news.is_some())
    }
}
