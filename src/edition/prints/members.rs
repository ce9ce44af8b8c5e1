//! What things come to as ones of a list: what puts them into it and in order, and the days of which it has
//! the latest or the next.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{Datelike, NaiveDate};

use super::mixed;
use crate::newsroom::changes::{Arrival, Change, Month, of_day};
use crate::newsroom::events::Event;
use crate::newsroom::ids::{ArticleId, EventId, SeriesId};
use crate::newsroom::scope::Scope;
use crate::newsroom::series::Series;
use crate::newsroom::{Newsroom, changes, figures};
use crate::reads::List;

/// What each thing comes to as one of a list.
#[derive(Default)]
pub struct Members {
    /// The articles.
    pub articles: Vec<u64>,
    /// The events.
    pub events: Vec<u64>,
    /// The series.
    pub series: Vec<u64>,
}

impl Members {
    /// Those of a list.
    pub fn of(&self, list: List) -> &[u64] {
        match list {
            List::Articles => &self.articles,
            List::Events => &self.events,
            List::Series => &self.series,
        }
    }

    /// What changed and became public in each month.
    pub fn months(&self, newsroom: &Newsroom) -> BTreeMap<Month, u64> {
        let mut months: BTreeMap<Month, u64> = BTreeMap::new();
        let mut add = |day: NaiveDate, of: &[u64]| {
            let sum = months.entry(of_day(day)).or_default();
            let day = u64::from(day.num_days_from_ce().unsigned_abs());
            *sum = sum.wrapping_add(mixed("on", &[day, mixed("of", of)]));
        };
        let article = |id: ArticleId| self.articles[id.index()];
        let event = |id: EventId| self.events[id.index()];
        let series = |id: SeriesId| self.series[id.index()];
        newsroom.each_change(Scope::Site, |(day, change)| match change {
            Change::Claim(id, at) => add(day, &[1, event(id), at as u64]),
            Change::Passed(id, at) => add(day, &[2, event(id), at as u64]),
            Change::Observation(id, at) => add(day, &[3, series(id), at as u64]),
            Change::Stale(id) => add(day, &[4, series(id)]),
            Change::Correction(id, at) => add(day, &[5, article(id), at as u64]),
            Change::Updated(id) => add(day, &[6, article(id)]),
            Change::Article(id) => add(day, &[7, article(id)]),
        });
        newsroom.each_arrival(|(day, arrival)| match arrival {
            Arrival::Article(id) => add(day, &[8, article(id)]),
            Arrival::Claim(id, at) => add(day, &[9, event(id), at as u64]),
            Arrival::Figure(id, at) => add(day, &[10, article(id), at as u64]),
        });
        months
    }
}

/// An article as one of a list: its place there, the terms in which it meets others, and the days on
/// which its own words change.
pub fn dated(newsroom: &Newsroom, id: ArticleId, key: u64) -> u64 {
    let entry = newsroom.entry(id);
    let corrected: Vec<_> = newsroom.corrections(id).map(|(_, one)| one.date).collect();
    let days = (changes::released(&entry.article), newsroom.updated(id));
    let days = (days, newsroom.article_freshness(id));
    let terms = (&entry.topics, &entry.regions, entry.figures.len());
    mixed(
        "listed",
        &[key, print(&(entry.article.date, days, corrected, terms))],
    )
}

/// An event as one of a list: its place there, what was said of it when and under which terms, and the
/// days on which it comes out differently.
pub fn listed_event(newsroom: &Newsroom, event: &Event, key: u64) -> u64 {
    let said = event.history.iter().map(|said| {
        let heard = said.carriers().map(|said| newsroom.heard(said).day);
        (heard.collect::<Vec<_>>(), &said.topics, &said.regions)
    });
    let said: Vec<_> = said.collect();
    let passed: Vec<_> = changes::passed(event, newsroom.as_of.day).collect();
    // One without an id goes by its place in its article.
    let alone = event.history.first().filter(|_| event.id.is_none());
    let first = alone.map(|said| said.index);
    let order = format!("{:?}", event.order);
    let place = (order, first, event.freshness, event.on_cards, &event.turns);
    let among = [
        event.is_milestone(),
        event.is_overdue(),
        event.is_disputed(),
        event.was_to_come(),
    ];
    mixed(
        "listed",
        &[key, print(&(place, among, &event.made, said, passed))],
    )
}

/// A series as one of a list: its weight, and the days of its news.
pub fn listed_series(series: &Series, key: u64) -> u64 {
    let given = series.observations.iter();
    let given: Vec<_> = given.map(|given| given.public.day).collect();
    let news: Vec<_> = series.news().map(|(place, _)| place).collect();
    let weight = (series.importance, series.declared, series.freshness);
    let stale = figures::stale_from(series);
    mixed("listed", &[key, print(&(weight, given, news, stale))])
}

/// What a value comes to. It is compared with what the same program made of it.
fn print(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
