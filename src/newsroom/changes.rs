//! What changed, and when: by an edit, or because a day has come.

use std::cmp::Reverse;

use chrono::{Datelike, NaiveDate};

use super::events::{Event, Said};
use super::ids::{ArticleId, EventId, SeriesId};
use super::series::Series;
use super::{Entry, Newsroom, figures};
use crate::content::article::Correction;
use crate::date::Bound;

/// When something last changed, and when a date will change it next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Freshness {
    /// The day its substance last changed: by what was published, or by a deadline that passed.
    pub changed: Option<NaiveDate>,
    /// The first day on which it changes with no edit.
    pub due: Option<NaiveDate>,
}

impl Freshness {
    /// Changed on a day, and due on none.
    pub fn changed(day: NaiveDate) -> Freshness {
        Freshness {
            changed: Some(day),
            due: None,
        }
    }

    /// A day that a date brings: past on the as-of day, or still to come.
    pub fn of_date(day: NaiveDate, as_of: NaiveDate) -> Freshness {
        match day <= as_of {
            true => Freshness::changed(day),
            false => Freshness {
                changed: None,
                due: Some(day),
            },
        }
    }

    /// Both together: the later change, the nearer day to come.
    #[must_use]
    pub fn and(self, other: Freshness) -> Freshness {
        Freshness {
            changed: self.changed.max(other.changed),
            due: self.due.into_iter().chain(other.due).min(),
        }
    }
}

impl FromIterator<Freshness> for Freshness {
    fn from_iter<I: IntoIterator<Item = Freshness>>(days: I) -> Freshness {
        days.into_iter().fold(Freshness::default(), Freshness::and)
    }
}

/// Something that changed on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A claim was published: the event and the claim's place in its history.
    Claim(EventId, usize),
    /// The promised day of an event has passed.
    Overdue(EventId),
    /// A number was published: the series and the observation's place in it.
    Observation(SeriesId, usize),
    /// A series' value became too old to be shown as one.
    Stale(SeriesId),
    /// An article was corrected: which one, and which of its corrections.
    Correction(ArticleId, usize),
}

impl Newsroom {
    /// The day an article became public.
    pub fn published(&self, id: ArticleId) -> NaiveDate {
        published(self.entry(id))
    }

    /// An article's corrections that were made by the as-of day, in its own order.
    pub fn corrections(&self, id: ArticleId) -> impl Iterator<Item = (usize, &Correction)> {
        let corrections = self.article(id).corrections.iter().enumerate();
        corrections.filter(|(_, correction)| correction.date <= self.as_of.day)
    }

    /// The day an article was updated, if that is by the as-of day.
    pub fn updated(&self, id: ArticleId) -> Option<NaiveDate> {
        let updated = self.article(id).updated?;
        (updated.instant <= self.as_of.instant).then_some(updated.day)
    }

    /// When an article's own words last changed: published, updated or corrected.
    pub fn revised(&self, id: ArticleId) -> NaiveDate {
        let corrected = self.corrections(id).map(|(_, correction)| correction.date);
        corrected
            .chain(self.updated(id))
            .fold(self.published(id), NaiveDate::max)
    }

    /// When an article in itself last changed, and when a date will end it.
    pub fn article_freshness(&self, id: ArticleId) -> Freshness {
        let expires = self.article(id).expires.map(|expires| expires.day);
        Freshness {
            changed: Some(self.revised(id)),
            due: expires.filter(|day| *day > self.as_of.day),
        }
    }

    /// The latest changes, the newest first: what was said of events that have an id, numbers of
    /// series, corrections, promised days that passed. What an article alone says is in the
    /// article.
    pub fn latest_changes(&self, count: usize) -> Vec<(NaiveDate, Change)> {
        let mut changes: Vec<_> = self
            .claims_made()
            .chain(self.numbers_given())
            .chain(self.corrections_made())
            .chain(self.days_passed())
            .collect();
        let order = |(day, change): &(NaiveDate, Change)| (Reverse(*day), *change);
        if count > 0 && count < changes.len() {
            changes.select_nth_unstable_by_key(count, order);
            changes.truncate(count);
        }
        changes.sort_unstable_by_key(order);
        changes
    }

    fn claims_made(&self) -> impl Iterator<Item = (NaiveDate, Change)> {
        let events = self.events.iter().enumerate();
        let shared = events.filter(|(_, event)| event.id.is_some());
        shared.flat_map(move |(at, event)| {
            let history = event.history.iter().enumerate();
            history.map(move |(place, said)| {
                let claim = Change::Claim(EventId::new(at), place);
                (self.published(said.article), claim)
            })
        })
    }

    fn numbers_given(&self) -> impl Iterator<Item = (NaiveDate, Change)> {
        self.series
            .iter()
            .enumerate()
            .flat_map(move |(at, series)| {
                series.news().map(move |(place, observed)| {
                    let number = Change::Observation(SeriesId::new(at), place);
                    (self.published(observed.article), number)
                })
            })
    }

    fn corrections_made(&self) -> impl Iterator<Item = (NaiveDate, Change)> {
        let articles = (0..self.entries.len()).map(ArticleId::new);
        articles.flat_map(move |id| {
            self.corrections(id)
                .map(move |(at, correction)| (correction.date, Change::Correction(id, at)))
        })
    }

    fn days_passed(&self) -> impl Iterator<Item = (NaiveDate, Change)> {
        let day = self.as_of.day;
        let overdue = self.overdue.iter().filter_map(move |id| {
            let passed = deadlines(self.event(*id)).filter(|passed| *passed <= day);
            Some((passed.max()?, Change::Overdue(*id)))
        });
        let stale = self
            .series
            .iter()
            .enumerate()
            .filter_map(move |(at, series)| {
                let from = figures::stale_from(series).filter(|from| *from <= day)?;
                Some((from, Change::Stale(SeriesId::new(at))))
            });
        overdue.chain(stale)
    }
}

/// The day an article became public.
pub fn published(entry: &Entry) -> NaiveDate {
    let article = &entry.article;
    let embargo = article.embargo.map(|embargo| embargo.day);
    embargo.map_or(article.date.day, |embargo| embargo.max(article.date.day))
}

/// When an event last changed, and when a date changes it next.
pub fn of_event(event: &Event, entries: &[Entry], as_of: NaiveDate) -> Freshness {
    let said = |said: &Said| Freshness::changed(published(&entries[said.article.index()]));
    let claims: Freshness = event.history.iter().map(said).collect();
    let days = deadlines(event).map(|passed| Freshness::of_date(passed, as_of));
    claims.and(days.collect())
}

/// When a series last changed, and when it goes out of date.
pub fn of_series(series: &Series, entries: &[Entry], as_of: NaiveDate) -> Freshness {
    let observations = series.observations.iter();
    let given: Freshness = observations
        .map(|observed| Freshness::changed(published(&entries[observed.article.index()])))
        .collect();
    let turns = figures::turns(series).map(|day| Freshness::of_date(day, as_of));
    given.and(turns.collect())
}

/// The days after the last days of an event's promises that stand, while it is not settled.
pub fn deadlines(event: &Event) -> impl Iterator<Item = NaiveDate> {
    let open = !event.is_settled();
    event
        .history
        .iter()
        .filter(move |_| open)
        .filter_map(deadline)
}

/// The day after the last day of a promise that stands.
pub fn deadline(said: &Said) -> Option<NaiveDate> {
    let promise = said.standing && said.claim.status.promises();
    match said.claim.date.latest() {
        // A year that no calendar on a wall reaches is no date to wait for.
        Bound::Day(day) if promise && day.year() < 10_000 => day.succ_opt(),
        _ => None,
    }
}
