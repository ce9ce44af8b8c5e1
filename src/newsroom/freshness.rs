//! When things last changed, and when a date will change them next.

use std::collections::BTreeSet;
use std::ops::Bound;

use chrono::NaiveDate;

use super::events::{Event, Said};
use super::ids::{ArticleId, EventId, SourceId};
use super::scope::{Scope, kept, whole};
use super::series::{Observed, Series};
use super::turns::Turns;
use super::{Newsroom, figures, judgement};
use crate::reads::{List, Node};

/// How many claims a history may have for what became of each to be read anew as of each day on which
/// something was said.
const LONG: usize = 12;

/// When something last changed, and when a date will change it next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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

    /// The latest and the next of some days on which something turns. To ask may take long, so those
    /// beyond them are not asked for.
    pub fn among(
        days: &BTreeSet<NaiveDate>,
        as_of: NaiveDate,
        turns: impl Fn(NaiveDate) -> bool,
    ) -> Freshness {
        let mut past = days.range(..=as_of).rev();
        let mut to_come = days.range((Bound::Excluded(as_of), Bound::Unbounded));
        Freshness {
            changed: past.find(|day| turns(**day)).copied(),
            due: to_come.find(|day| turns(**day)).copied(),
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

/// When something was last said of an event.
pub fn said(event: &Event, newsroom: &Newsroom) -> Freshness {
    let carriers = event.history.iter().flat_map(Said::carriers);
    carriers
        .map(|said| Freshness::changed(newsroom.heard(said).day))
        .collect()
}

/// When an event's page last changed, and when a date changes it next; and the same of its card in lists.
pub fn of_event(event: &Event, as_of: NaiveDate) -> (Freshness, Freshness) {
    let days = event.told.turning_days(&event.history);
    let page = Freshness::among(&days, as_of, |day| event.turns_on(day));
    let card = Freshness::among(&days, as_of, |day| event.card_turns_on(day));
    (event.said.and(page), event.said.and(card))
}

/// When a number of a series was last given.
pub fn given(series: &Series) -> Freshness {
    out(series.observations.iter())
}

/// When a number of a series was last given that is news.
pub fn newest(series: &Series) -> Freshness {
    out(series.news().map(|(_, observed)| observed))
}

/// When the latest of some numbers came out.
fn out<'a>(numbers: impl Iterator<Item = &'a Observed>) -> Freshness {
    numbers
        .map(|observed| Freshness::changed(observed.public.day))
        .collect()
}

/// When a series last changed, and when it goes out of date.
pub fn of_series(series: &Series, as_of: NaiveDate) -> Freshness {
    let turns = figures::turns(series).map(|day| Freshness::of_date(day, as_of));
    series.given.and(turns.collect())
}

/// When the events of a scope last changed by what was said, and on which days its lists come out
/// otherwise. Every page of a list has it in common.
#[derive(Clone, Copy, Debug, Default)]
pub struct OfEvents {
    /// What was said of them.
    pub told: Freshness,
    /// The days on which they come out differently in lists.
    pub turns: Turns,
}

/// When numbers of the series of a scope were last given.
#[derive(Clone, Copy, Debug, Default)]
pub struct OfSeries {
    /// All of them.
    pub given: Freshness,
    /// Those that are news.
    pub news: Freshness,
}

impl Newsroom {
    /// When an article in itself last changed, and when a date will end it.
    pub fn article_freshness(&self, id: ArticleId) -> Freshness {
        Freshness::changed(self.revised(id)).and(self.presence(id))
    }

    /// When an article came, and when a date will end it: whoever only lists or counts it tells no more.
    pub fn presence(&self, id: ArticleId) -> Freshness {
        let expires = self.article(id).expires.map(|expires| expires.day);
        Freshness {
            changed: Some(self.published(id)),
            due: expires.filter(|day| *day > self.as_of.day),
        }
    }

    /// When the articles of a scope came, whatever was corrected in them since.
    pub fn presence_of_articles(&self, scope: Scope) -> Freshness {
        let node = scope.node(List::Articles);
        kept(&self.known.presences, node, scope, || {
            let articles = self.articles_in(scope);
            articles.iter().map(|id| self.presence(*id)).collect()
        })
    }

    /// When it last changed whether a claim's word on the time is told as one that stands. In a long
    /// history, of one that does not, that is whenever something was said.
    pub fn freshness_of_claim(&self, id: EventId, at: usize) -> Freshness {
        let event = self.event(id);
        let history = event.history.iter();
        let public: Vec<NaiveDate> = history.map(|said| self.became_public(said)).collect();
        let own = public[at];
        let later: BTreeSet<NaiveDate> = public.iter().copied().filter(|day| *day > own).collect();
        if later.is_empty() || !event.history[at].act.names_a_time() {
            return Freshness::changed(own);
        }
        if public.len() > LONG {
            let gone = event.told.fate(&event.history, at).gone();
            return gone.map_or(Freshness::changed(own), |_| event.said);
        }
        let stands = |day: NaiveDate| {
            let known = event.history.iter().zip(&public);
            let known = known.filter(|(_, public)| **public <= day);
            let known: Vec<Said> = known.map(|(said, _)| said.clone()).collect();
            let before = public[..at].iter().filter(|public| **public <= day);
            judgement::read(&known).fate(&known, before.count()).gone()
        };
        let mut before = stands(own);
        let mut changed = own;
        for day in later {
            let now = stands(day);
            if now != before {
                (changed, before) = (day, now);
            }
        }
        Freshness::changed(changed)
    }

    /// When it last changed whether a number is told as one that stands, and by whom.
    pub fn freshness_of_figure(&self, id: ArticleId, at: usize) -> Freshness {
        let (series, observed) = self.figure(id, at);
        let own = Freshness::changed(self.published(id));
        match series.filter(|_| !observed.standing || observed.left().next().is_some()) {
            None => own,
            Some(series) => match observed.replaced_by() {
                Some(by) => own.and(Freshness::changed(series.observations[by].public.day)),
                None => series.given,
            },
        }
    }

    /// When the articles of a scope came or were corrected, which lists tell. That one was brought up to
    /// date is told only where it is listed.
    pub fn freshness_of_articles(&self, scope: Scope) -> Freshness {
        let node = scope.node(List::Articles);
        kept(&self.known.of_articles, node, scope, || {
            let articles = self.articles_in(scope);
            let told = articles.iter().map(|id| {
                let corrected = self.corrections(*id);
                let corrected = corrected.map(|(_, made)| Freshness::changed(made.date));
                self.presence(*id).and(corrected.collect())
            });
            told.collect()
        })
    }

    /// When the events of a scope change.
    pub fn freshness_of_events(&self, scope: Scope) -> OfEvents {
        let node = scope.node(List::Events);
        kept(&self.known.of_events, node, scope, || {
            let events = self.events_in(scope);
            let events = || events.iter().map(|id| self.event(*id));
            OfEvents {
                told: events().map(|event| event.said).collect(),
                turns: events().fold(Turns::default(), |turns, event| turns.and(&event.turns)),
            }
        })
    }

    /// When the series of a scope change.
    pub fn freshness_of_series(&self, scope: Scope) -> OfSeries {
        let node = scope.node(List::Series);
        kept(&self.known.of_series, node, scope, || {
            let series = self.series_in(scope);
            let series = || series.iter().map(|id| self.one_series(*id));
            OfSeries {
                given: series().map(|series| series.given).collect(),
                news: series().map(|series| series.newest).collect(),
            }
        })
    }

    /// When something was last taken from a source.
    pub fn freshness_of_source(&self, id: SourceId) -> Freshness {
        kept(&self.known.sources, Node::Taken(id.number()), id, || {
            let source = self.source(id);
            let claims = source.claims.iter().map(|(event, at)| {
                let said = &self.event(*event).history[*at];
                Freshness::changed(self.became_public(said))
            });
            let figures = source.figures.iter().map(|(article, _)| article);
            let articles = source.articles.iter().chain(figures);
            let articles = articles.map(|id| self.presence(*id));
            articles.chain(claims).collect()
        })
    }

    /// When something was last said of what is to come, or was.
    pub fn freshness_of_what_was_to_come(&self) -> Freshness {
        let events = || self.events.iter().filter(|event| event.was_to_come());
        let work_out = || events().map(|event| event.said).collect();
        *whole(&self.known.was_to_come, &[List::Events], work_out)
    }

    /// When something was last said of what is or was disputed.
    pub fn freshness_of_what_is_disputed(&self) -> Freshness {
        *whole(&self.known.contested, &[List::Events, List::Series], || {
            let events = self.events.iter().filter(|event| event.was_disputed());
            let told = events.map(|event| event.said);
            let series = self.series.iter().filter_map(|series| series.contested);
            told.chain(series.map(Freshness::changed)).collect()
        })
    }
}
