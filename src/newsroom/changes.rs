//! What changed, and when: by an edit, or because a day has come.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashMap as HashMap;

use super::events::{Event, Said};
use super::ids::{ArticleId, EventId, SeriesId};
use super::judgement::{News, State};
use super::scope::{Scope, whole};
use super::{Newsroom, figures, known};
use crate::content::article::{Article, Correction};
use crate::content::claim::Act;
use crate::content::moment::Moment;
use crate::reads::{List, Node, apart, note};

/// Something that changed on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// A claim was published: the event and the claim's place in its history.
    Claim(EventId, usize),
    /// The time that a claim names has passed with no report: the event and the claim's place in
    /// its history.
    Passed(EventId, usize),
    /// A number was published: the series and the observation's place in it.
    Observation(SeriesId, usize),
    /// A series' value became too old to be shown as one.
    Stale(SeriesId),
    /// An article was corrected: which one, and which of its corrections.
    Correction(ArticleId, usize),
    /// An article's substance was brought up to date.
    Updated(ArticleId),
    /// An article was published.
    Article(ArticleId),
}

/// A change with its day.
pub type Dated = (NaiveDate, Change);

/// A year and a month, from 1.
pub type Month = (i32, u32);

/// The month of a day.
pub fn of_day(day: NaiveDate) -> Month {
    (day.year(), day.month())
}

/// Something that an author wrote and that became public on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arrival {
    /// An article.
    Article(ArticleId),
    /// What was said of an event: the claim's place in its history. It arrives with each article that
    /// carries it.
    Claim(EventId, usize),
    /// One of an article's figures.
    Figure(ArticleId, usize),
}

/// How many changes of an event, a series or an article are kept for the scopes that have it.
const RECENT: usize = 4;

/// The latest changes of each event, series and corrected article.
#[derive(Debug)]
pub struct Recent {
    events: Vec<Vec<Dated>>,
    series: Vec<Vec<Dated>>,
    articles: HashMap<ArticleId, Vec<Dated>>,
}

impl Newsroom {
    /// The latest of some changes, the newest first; all where the count is 0.
    fn latest(&self, changes: impl Iterator<Item = Dated>, count: usize) -> Vec<Dated> {
        let mut changes: Vec<Dated> = changes.collect();
        let order = |(day, one): &Dated, (other_day, other): &Dated| {
            let on_a_day = || self.written(*one).cmp(&self.written(*other));
            other_day.cmp(day).then_with(on_a_day).then(one.cmp(other))
        };
        // Whoever has the changes rests on what they are of.
        apart(|| {
            if count > 0 && count < changes.len() {
                changes.select_nth_unstable_by(count, order);
                changes.truncate(count);
            }
            changes.sort_unstable_by(order);
        });
        changes
    }

    /// The day an article became public.
    pub fn published(&self, id: ArticleId) -> NaiveDate {
        published(self.article(id))
    }

    /// Articles in the order in which they became public, the latest first. An embargo may have ended
    /// long after the day of its article.
    pub fn by_release(&self, articles: impl Iterator<Item = ArticleId>) -> Vec<ArticleId> {
        let mut articles: Vec<ArticleId> = articles.collect();
        // What a list comes to tells when: whoever has the list rests on that.
        apart(|| articles.sort_by_key(|id| Reverse(released(self.article(*id)).instant)));
        articles
    }

    /// The day a claim became public: with the first article that carries it.
    pub fn became_public(&self, said: &Said) -> NaiveDate {
        let days = said.carriers().map(|said| self.heard(said).day);
        days.min().unwrap_or(self.as_of.day)
    }

    /// When a claim became public with the article that it stands in.
    pub fn heard(&self, said: &Said) -> Moment {
        heard(self.article(said.article), said.claim.attribution.reported)
    }

    /// An article's corrections that are public: made by the day of the gate, in its own order.
    pub fn corrections(&self, id: ArticleId) -> impl Iterator<Item = (usize, &Correction)> {
        let day = self.as_of.gate_day();
        let corrections = self.article(id).corrections.iter().enumerate();
        corrections.filter(move |(_, correction)| correction.date <= day)
    }

    /// The day a correction became public: before its article it was nobody's.
    pub fn corrected(&self, id: ArticleId, correction: &Correction) -> NaiveDate {
        correction.date.max(self.published(id))
    }

    /// The day an article was updated, if that was by the gate's instant.
    pub fn updated(&self, id: ArticleId) -> Option<NaiveDate> {
        let updated = self.article(id).updated?;
        (updated.instant <= self.as_of.gate).then_some(updated.day)
    }

    /// When an article's own words last changed: published, updated or corrected.
    pub fn revised(&self, id: ArticleId) -> NaiveDate {
        let corrected = self.corrections(id).map(|(_, correction)| correction.date);
        corrected
            .chain(self.updated(id))
            .fold(self.published(id), NaiveDate::max)
    }

    /// The latest changes in a scope, the newest first: what was said of events that have an id,
    /// numbers of series, corrections, promised days that passed. What an article alone says is in
    /// the article. With a count of 0, all of them.
    pub fn latest_changes(&self, within: Scope, count: usize) -> Vec<Dated> {
        let events = self.events_in(within);
        let series = self.series_in(within);
        let articles = self.articles_in(within);
        if count == 0 || count > RECENT {
            return self.latest(self.changes_of(&events, &series, &articles), count);
        }
        // Of those in a scope, that scope is noted.
        let recent = self.known.recent.get_or_init(|| apart(|| self.recent()));
        let corrected = articles.iter().filter_map(|id| recent.articles.get(id));
        let of_events = events.iter().map(|id| &recent.events[id.index()]);
        let of_series = series.iter().map(|id| &recent.series[id.index()]);
        let changes = of_events.chain(of_series).chain(corrected).flatten();
        self.latest(changes.copied(), count)
    }

    /// The latest changes of each event, series and article. A scope has thousands of them, and many
    /// scopes have the same.
    fn recent(&self) -> Recent {
        let few = |events: &[EventId], series: &[SeriesId], articles: &[ArticleId]| {
            self.latest(self.changes_of(events, series, articles), RECENT)
        };
        let events = (0..self.events.len()).map(EventId::new);
        let series = (0..self.series.len()).map(SeriesId::new);
        let articles = (0..self.entries.len()).map(ArticleId::new);
        let corrected = articles.filter(|id| !self.article(*id).corrections.is_empty());
        Recent {
            events: events.map(|id| few(&[id], &[], &[])).collect(),
            series: series.map(|id| few(&[], &[id], &[])).collect(),
            articles: corrected.map(|id| (id, few(&[], &[], &[id]))).collect(),
        }
    }

    /// Everything that changed in a scope, the newest first: the latest changes, and articles that
    /// were published or brought up to date. With a count, that many of them.
    pub fn all_changes(&self, within: Scope, count: usize) -> Vec<Dated> {
        let mut changes = Vec::new();
        self.each_change(within, |change| changes.push(change));
        self.latest(changes.into_iter(), count)
    }

    /// The same in no order.
    pub fn each_change(&self, within: Scope, mut tell: impl FnMut(Dated)) {
        let (events, series) = (self.events_in(within), self.series_in(within));
        let articles = self.articles_in(within);
        self.changes_of(&events, &series, &articles)
            .for_each(&mut tell);
        for id in articles.iter() {
            let published = self.published(*id);
            tell((published, Change::Article(*id)));
            if let Some(day) = self.updated(*id).filter(|day| *day > published) {
                tell((day, Change::Updated(*id)));
            }
        }
    }

    /// Everything that changed on the site, the newest first.
    pub fn record(&self) -> &[Dated] {
        List::ALL.iter().for_each(|list| note(Node::All(*list)));
        self.whole_record()
    }

    /// The same, for those who note a smaller part of it themselves.
    fn whole_record(&self) -> &[Dated] {
        let work_out = || apart(|| self.all_changes(Scope::Site, 0));
        self.known.record.get_or_init(work_out)
    }

    /// The months in which something changed, the latest first, each with how many changes it has.
    pub fn months_of_changes(&self) -> &[(Month, usize)] {
        let months: &Vec<(Month, usize)> = whole(&self.known.months, &List::ALL, || {
            // Asked for at every edit: counted, since putting all in order takes several times as long.
            let mut counts: BTreeMap<Month, usize> = BTreeMap::new();
            self.each_change(Scope::Site, |(day, _)| {
                *counts.entry(of_day(day)).or_default() += 1;
            });
            counts.into_iter().rev().collect()
        });
        months
    }

    /// What changed in a month, the newest first.
    pub fn record_of(&self, month: Month) -> &[Dated] {
        note(Node::Month(month.0, month.1));
        let record = self.whole_record();
        let from = record.partition_point(|(day, _)| of_day(*day) > month);
        let rest = &record[from..];
        &rest[..rest.partition_point(|(day, _)| of_day(*day) == month)]
    }

    /// What became public in a month, by day.
    pub fn arrived_in(&self, month: Month) -> &[(NaiveDate, Arrival)] {
        note(Node::Month(month.0, month.1));
        let all = self.known.arrived.get_or_init(|| apart(|| self.arrived()));
        let from = all.partition_point(|(day, _)| of_day(*day) < month);
        let rest = &all[from..];
        &rest[..rest.partition_point(|(day, _)| of_day(*day) == month)]
    }

    /// Everything that became public, each with its day, in no order.
    pub fn each_arrival(&self, mut tell: impl FnMut((NaiveDate, Arrival))) {
        for id in (0..self.entries.len()).map(ArticleId::new) {
            let day = self.published(id);
            tell((day, Arrival::Article(id)));
            for (at, figure) in self.article(id).observations.iter().enumerate() {
                let heard = heard(self.article(id), figure.attribution.reported);
                tell((heard.day, Arrival::Figure(id, at)));
            }
        }
        for (at, event) in self.events.iter().enumerate() {
            let event_id = EventId::new(at);
            for (place, said) in event.history.iter().enumerate() {
                let days = said.carriers().map(|said| self.heard(said).day);
                days.for_each(|day| tell((day, Arrival::Claim(event_id, place))));
            }
        }
    }

    fn arrived(&self) -> Vec<(NaiveDate, Arrival)> {
        let mut all = Vec::new();
        self.each_arrival(|arrival| all.push(arrival));
        let order =
            |(day, arrival): &(NaiveDate, Arrival)| (*day, self.came_from(*arrival), *arrival);
        all.sort_unstable_by(|one, other| order(one).cmp(&order(other)));
        all.dedup();
        all
    }

    fn changes_of(
        &self,
        events: &[EventId],
        series: &[SeriesId],
        articles: &[ArticleId],
    ) -> impl Iterator<Item = Dated> {
        self.claims_made(events)
            .chain(self.numbers_given(series))
            .chain(self.corrections_made(articles))
            .chain(self.days_passed(events, series))
    }

    fn claims_made(&self, events: &[EventId]) -> impl Iterator<Item = Dated> {
        events.iter().flat_map(move |id| {
            let made = self.event(*id).made.iter();
            made.map(move |(day, place)| (*day, Change::Claim(*id, *place)))
        })
    }

    fn numbers_given(&self, series: &[SeriesId]) -> impl Iterator<Item = Dated> {
        series.iter().flat_map(move |id| {
            let news = self.one_series(*id).news();
            news.map(move |(place, observed)| {
                let number = Change::Observation(*id, place);
                (observed.public.day, number)
            })
        })
    }

    fn corrections_made(&self, articles: &[ArticleId]) -> impl Iterator<Item = Dated> {
        articles.iter().flat_map(move |id| {
            self.corrections(*id)
                .map(move |(at, made)| (self.corrected(*id, made), Change::Correction(*id, at)))
        })
    }

    fn days_passed(&self, events: &[EventId], series: &[SeriesId]) -> impl Iterator<Item = Dated> {
        let day = self.as_of.day;
        let passed = events.iter().flat_map(move |id| {
            let passed = passed(self.event(*id), day);
            passed.map(move |(day, place)| (day, Change::Passed(*id, place)))
        });
        let stale = series.iter().filter_map(move |id| {
            let from = figures::stale_from(self.one_series(*id)).filter(|from| *from <= day)?;
            Some((from, Change::Stale(*id)))
        });
        passed.chain(stale)
    }
}

/// The day an article became public.
pub fn published(article: &Article) -> NaiveDate {
    released(article).day
}

/// When an article became public.
pub fn released(article: &Article) -> Moment {
    let embargo = article
        .embargo
        .filter(|embargo| embargo.is_after(&article.date));
    embargo.unwrap_or(article.date)
}

/// When what an article states became public: with the article or, where it was said later, then.
pub fn heard(article: &Article, reported: Moment) -> Moment {
    let released = released(article);
    match reported.is_after(&released) {
        true => reported,
        false => released,
    }
}

/// What was said of a shared event that is news, each with the day on which it became public.
pub fn made(event: &Event, newsroom: &Newsroom) -> Vec<(NaiveDate, usize)> {
    let history = event.history.iter().enumerate();
    // The same again is no news.
    let is_news = |place: usize| known::news(newsroom, event, place) != News::Repeated;
    let news = history.filter(|(place, _)| event.id.is_some() && is_news(*place));
    news.map(|(place, said)| (newsroom.became_public(said), place))
        .collect()
}

/// The standing words of a shared event whose time had passed by a day with nothing reported,
/// each with the day on which that was so first: what is overdue, and terms that ran out.
pub fn passed(event: &Event, day: NaiveDate) -> impl Iterator<Item = (NaiveDate, usize)> {
    let overdue = event.judgement.overdue.iter().map(|word| word.at);
    let run_out = match event.judgement.state {
        State::Past(at) if event.id.is_some() && event.history[at].act == Act::Limit => Some(at),
        _ => None,
    };
    overdue.chain(run_out).filter_map(move |at| {
        let last = event.history[at].claim.date.as_ref()?.latest().day()?;
        Some((last.succ_opt().filter(|from| *from <= day)?, at))
    })
}
