//! What became of an article's numbers since it was written: what their own speaker said next,
//! and who gives another number. Never what the article itself gives.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::items::numbers;
use super::items::observations::{carrier, in_words};
use super::items::remarks::apart;
use super::since::SinceItem;
use super::site::Here;
use crate::content::declaration::Measure;
use crate::newsroom::Figure;
use crate::newsroom::changes::released;
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
    let told = places.iter().flat_map(|(id, place)| {
        let series = here.newsroom().one_series(*id);
        let teller = Teller {
            here,
            series,
            article,
            observed: &series.observations[*place],
            at: series.first_told(*place),
            given: &given[id],
        };
        let told = teller.tell().into_iter();
        told.map(move |told| (*id, told))
    });
    let told: Vec<(SeriesId, Told)> = told.collect();
    // Where a speaker's own number hears of it, it is no other's word on the next one.
    let heard: HashSet<(SeriesId, usize)> = told
        .iter()
        .filter(|(_, told)| !told.of_another)
        .map(|(id, told)| (*id, told.later))
        .collect();
    let news = told
        .into_iter()
        .filter(|(id, told)| !told.of_another || !heard.contains(&(*id, told.later)));
    news.map(|(_, told)| told.item).collect()
}

/// What is to be told of a number.
struct Told {
    /// The later number, by its place in the series.
    later: usize,
    /// Whether that is another speaker's word.
    of_another: bool,
    item: SinceItem,
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
    article: ArticleId,
    /// The number as the article gives it.
    observed: &'a Observed,
    /// Where it stands in its series; of a repetition, where that stands which it repeats.
    at: usize,
    /// Every number of the series that the article gives.
    given: &'a Given<'a>,
}

impl Teller<'_, '_> {
    fn tell(&self) -> Vec<Told> {
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

    /// Whether a number is news to the article: it became public after it, and is not given there.
    /// Of two articles of one day without hours, nobody knows which came first.
    fn is_news(&self, at: usize) -> bool {
        if self.given.places.contains(&at) {
            return false;
        }
        let written = released(self.here.newsroom().article(self.article));
        self.told(at).first_public.is_after(&written)
    }

    /// What takes the place of the number in the end.
    fn correction(&self) -> Option<usize> {
        let mut by = self.own().replaced_by?;
        while let Some(next) = self.told(by).replaced_by {
            by = next;
        }
        Some(by)
    }

    /// What its own speaker said next: a correction, or the latest number for a later time.
    fn next_word(&self) -> Option<Told> {
        if let Some(by) = self.correction().filter(|by| self.is_news(*by)) {
            return Some(match judged::corrects(self.told(by), self.own()) {
                true => self.item("figure_revised", "corrected", by),
                false => self.item("figure_later", "later", by),
            });
        }
        if let Some(at) = self.finer().filter(|at| self.is_news(*at)) {
            return Some(self.item("figure_later", "later", at));
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
        let later = self.told(at);
        let news = later.quantity != self.own().quantity
            && later.is_later_than(self.own())
            && self.is_news(at);
        news.then(|| self.item("figure_later", "later", at))
    }

    /// The last number for its time by one of those who gave it together, where that does not
    /// contradict the others: what does is told as that.
    fn finer(&self) -> Option<usize> {
        let own = self.own();
        own.left.first()?;
        let left = |other: &Observed| {
            own.left
                .iter()
                .any(|who| other.holders().any(|by| by == who))
        };
        let others = self.series.observations.iter().enumerate();
        let others = others.filter(|(_, other)| {
            (other.line, other.span) == (own.line, own.span)
                && other.counts()
                && other.is_later_than(own)
                && left(other)
                && !judged::apart(own, other, self.series.tolerance)
        });
        let others = others.map(|(at, _)| at);
        others.max_by_key(|at| (self.told(*at).told(), *at))
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
    fn outcome(&self) -> Option<Told> {
        let came = judged::came_of(self.series, self.at);
        if let Some(came) = came.filter(|at| self.is_news(*at)) {
            return Some(self.item("figure_came", "outcome", came));
        }
        if let Some(by) = self.correction().filter(|by| self.is_news(*by)) {
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
        self.is_news(*next)
            .then(|| self.item("figure_now", "later", *next))
    }

    /// Who gives another number, as theirs: for the same time, or as the latest of all.
    fn of_another(&self) -> Option<Told> {
        let own = self.own();
        if !own.counts() {
            return None;
        }
        let against = own.against_later.filter(|at| self.is_news(*at));
        if let Some(against) = against.filter(|at| !self.gives_the_same(*at)) {
            let key = match judged::are_for_one_day(own, self.told(against)) {
                true => "figure_gives_day",
                false => "figure_gives_time",
            };
            return Some(self.other("conflict", key, against));
        }
        // Of a speaker that the article quotes too, that speaker's own number hears.
        let is_quoted = |at: &usize| {
            let mut speakers = self.told(*at).voice.speakers.iter();
            let counted = |speaker| self.given.speakers.get(&(own.line, speaker)).copied();
            speakers.any(|speaker| counted(speaker).flatten().is_some())
        };
        let last = self.series.lines[own.line].head.last;
        let last = last.filter(|at| !is_quoted(at) && self.is_news(*at))?;
        let other = self.told(last);
        let differs = judged::other_speaker(own, other)
            && judged::is_before(own, other)
            && other.is_later_than(own)
            && judged::apart(own, other, self.series.tolerance);
        let news = differs && !self.is_outdone() && !self.series.measures(Measure::Period);
        news.then(|| self.other("gave", "figure_gives", last))
    }

    /// Whether the article has another's number already, for a time that meets the other's.
    fn gives_the_same(&self, at: usize) -> bool {
        let other = self.told(at);
        let mut given = self.given.places.iter().map(|place| self.told(*place));
        given.any(|given| {
            given.is_counted()
                && given.quantity == other.quantity
                && judged::same_speaker(given, other)
                && judged::are_for_one_time(self.series, given, other)
        })
    }

    fn other(&self, kind: &'static str, key: &str, later: usize) -> Told {
        Told {
            of_another: true,
            ..self.item(key, kind, later)
        }
    }

    fn item(&self, key: &str, kind: &'static str, at: usize) -> Told {
        let (here, series) = (self.here, self.series);
        let later = self.told(at);
        let speaker = numbers::speakers(here, later);
        let number = in_words(here, later, Some(series)).as_of(here);
        let values = [("number", &*number), ("speaker", &*speaker)];
        let words = here.language().say(key, &values);
        // The later number is of the same place and counts the same.
        let said = numbers::short(here.language(), series, &self.observed.quantity);
        let said = [said].into_iter().chain(apart(here, series, self.observed));
        let item = SinceItem {
            about: series.name.clone(),
            href: super::items::figures::page(here, series),
            said: here
                .language()
                .joined("semicolon", &said.collect::<Vec<_>>()),
            now: here.derived(kind, words, [self.observed, later]),
            reported: Some(here.on(later.reported())),
            article: Some(carrier(here, later)),
            freshness: Freshness::changed(later.public.day),
        };
        Told {
            later: at,
            of_another: false,
            item,
        }
    }
}
