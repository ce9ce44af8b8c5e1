//! What became of an article's numbers since it was written: what their own speaker said next,
//! and who gives another number. Never what the article itself gives.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::items::numbers;
use super::items::observations::{carrier, in_words};
use super::since::SinceItem;
use super::site::Here;
use crate::content::declaration::Measure;
use crate::newsroom::Figure;
use crate::newsroom::figures as judged;
use crate::newsroom::freshness::Freshness;
use crate::newsroom::ids::{ArticleId, SeriesId};
use crate::newsroom::series::{Observed, Series};
use crate::newsroom::voice::Speaker;

/// What became of the numbers of an article.
pub fn of_article(here: &Here<'_>, article: ArticleId) -> Vec<SinceItem> {
    let figures = here.newsroom().entry(article).figures.iter();
    let places: Vec<(SeriesId, usize)> = figures
        .filter_map(|figure| match figure {
            Figure::InSeries(series, place) => Some((*series, *place)),
            Figure::Alone(_) => None,
        })
        .collect();
    let mut given: HashMap<SeriesId, Given<'_>> = HashMap::new();
    for (id, place) in &places {
        let series = here.newsroom().one_series(*id);
        given.entry(*id).or_default().take_in(series, *place);
    }
    let items = places.iter().flat_map(|(id, place)| {
        let series = here.newsroom().one_series(*id);
        let teller = Teller {
            here,
            series,
            observed: &series.observations[*place],
            at: series.first_told(*place),
            given: &given[id],
        };
        teller.tell()
    });
    items.collect()
}

/// What an article gives of a series.
#[derive(Default)]
struct Given<'a> {
    /// Where its numbers stand in the series.
    places: HashSet<usize>,
    /// Who speaks in each line, and of what time the latest number that was counted is.
    speakers: HashMap<(usize, &'a Speaker), Option<Latest>>,
}

/// As [`judged::latest`] orders times.
type Latest = (u8, Option<NaiveDate>);

impl<'a> Given<'a> {
    fn take_in(&mut self, series: &'a Series, place: usize) {
        let at = series.first_told(place);
        let told = &series.observations[at];
        self.places.insert(at);
        for speaker in &told.voice.speakers {
            let known = self.speakers.entry((told.line, speaker)).or_default();
            *known = (*known).max(told.is_counted().then(|| judged::latest(told)));
        }
    }
}

struct Teller<'a, 'h> {
    here: &'a Here<'h>,
    series: &'a Series,
    /// The number as the article gives it.
    observed: &'a Observed,
    /// Where it stands in its series; of a repetition, where that stands which it repeats.
    at: usize,
    /// Every number of the series that the article gives.
    given: &'a Given<'a>,
}

impl Teller<'_, '_> {
    fn tell(&self) -> Vec<SinceItem> {
        let own = match self.observed.is_counted() {
            true => self.next_word(),
            false => self.outcome(),
        };
        own.into_iter().chain(self.of_another()).collect()
    }

    fn own(&self) -> &Observed {
        self.told(self.at)
    }

    fn told(&self, at: usize) -> &Observed {
        &self.series.observations[at]
    }

    /// What takes the place of the number in the end, unless the article itself says so.
    fn correction(&self) -> Option<usize> {
        let mut by = self.own().replaced_by?;
        while let Some(next) = self.told(by).replaced_by {
            by = next;
        }
        (!self.given.places.contains(&by)).then_some(by)
    }

    /// What its own speaker said next: a correction, or the latest number for a later time.
    fn next_word(&self) -> Option<SinceItem> {
        if let Some(by) = self.correction() {
            return Some(match judged::corrects(self.told(by), self.own()) {
                true => self.item("figure_revised", "corrected", by),
                false => self.item("figure_later", "later", by),
            });
        }
        // Each period stands for itself: the next one changes nothing.
        if self.series.measures(Measure::Period) || !self.own().standing || self.is_outdone() {
            return None;
        }
        let latest = self.series.lines[self.own().line]
            .head
            .latest
            .iter()
            .copied();
        let later = latest.filter(|at| {
            let other = self.told(*at);
            judged::same_speaker(self.own(), other) && judged::is_before(self.own(), other)
        });
        let at = later.max_by_key(|at| (judged::latest(self.told(*at)), *at))?;
        let news =
            self.told(at).quantity != self.own().quantity && !self.given.places.contains(&at);
        news.then(|| self.item("figure_later", "later", at))
    }

    /// Whether the article itself gives a number by the same speaker for a later time: what came
    /// after is told of that one.
    fn is_outdone(&self) -> bool {
        let own = self.own();
        let mut speakers = own.voice.speakers.iter();
        speakers.any(|speaker| {
            let given = self.given.speakers.get(&(own.line, speaker));
            given.is_some_and(|given| *given > Some(judged::latest(own)))
        })
    }

    /// What came of a plan, a forecast or a target: the number for its time, or the speaker's next.
    fn outcome(&self) -> Option<SinceItem> {
        let came = judged::came_of(self.series, self.at);
        if let Some(came) = came.filter(|at| !self.given.places.contains(at)) {
            return Some(self.item("figure_came", "outcome", came));
        }
        if let Some(by) = self.correction() {
            return Some(self.item("figure_now", "later", by));
        }
        let status = self.own().observation.status;
        let mut next = self.series.lines[self.own().line].head.to_come.iter();
        let next = next.rfind(|at| {
            let other = self.told(**at);
            other.observation.status == status
                && judged::same_speaker(self.own(), other)
                && other.is_later_than(self.own())
        })?;
        let given = self.given.places.contains(next);
        (!given).then(|| self.item("figure_now", "later", *next))
    }

    /// Who gives another number, as theirs: for the same time, or as the latest of all.
    fn of_another(&self) -> Option<SinceItem> {
        let own = self.own();
        if !own.counts() {
            return None;
        }
        // Of a speaker that the article quotes too, that speaker's own number hears.
        let is_quoted = |at: &usize| {
            let mut speakers = self.told(*at).voice.speakers.iter();
            speakers.any(|speaker| self.given.speakers.contains_key(&(own.line, speaker)))
        };
        if let Some(against) = own.against_later.filter(|at| !is_quoted(at)) {
            let key = match judged::are_for_one_day(own, self.told(against)) {
                true => "figure_gives_day",
                false => "figure_gives_time",
            };
            return Some(self.item(key, "conflict", against));
        }
        let head = self.series.lines[own.line].head.value;
        let head = head.filter(|at| !is_quoted(at))?;
        let other = self.told(head);
        let differs = judged::other_speaker(own, other)
            && judged::is_before(own, other)
            && judged::apart(own, other, self.series.tolerance);
        let news = differs && !self.is_outdone() && !self.series.measures(Measure::Period);
        news.then(|| self.item("figure_gives", "gave", head))
    }

    fn item(&self, key: &str, kind: &'static str, later: usize) -> SinceItem {
        let (here, series) = (self.here, self.series);
        let later = self.told(later);
        let speaker = numbers::speakers(here, later);
        let number = in_words(here, later, Some(series)).as_of(here);
        let values = [("number", &*number), ("speaker", &*speaker)];
        let words = here.language().say(key, &values);
        SinceItem {
            about: series.name.clone(),
            href: super::items::figures::page(here, series),
            said: numbers::short(here.language(), series, &self.observed.quantity),
            now: here.derived(kind, words, [self.observed, later]),
            reported: Some(here.on(later.reported())),
            article: Some(carrier(here, later)),
            freshness: Freshness::changed(here.newsroom().published(later.article)),
        }
    }
}
