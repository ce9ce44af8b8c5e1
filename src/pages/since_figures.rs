//! What became of an article's numbers since it was written: what their own speaker said next,
//! and who gives another number. Never what the article itself gives.

use super::derived::Derived;
use super::items::figures::observation;
use super::items::numbers;
use super::since::SinceItem;
use super::site::Here;
use super::urls;
use crate::content::declaration::Measure;
use crate::newsroom::changes::Freshness;
use crate::newsroom::figures;
use crate::newsroom::series::{Observed, Series};

/// What became of a number that an article gives.
pub fn of_figure(here: &Here<'_>, series: &Series, observed: &Observed) -> Vec<SinceItem> {
    let Some(at) = series.place_of(observed) else {
        return Vec::new();
    };
    let teller = Teller {
        here,
        series,
        observed,
        at,
    };
    let own = match observed.is_counted() {
        true => teller.next_word(),
        false => teller.outcome(),
    };
    own.into_iter().chain(teller.of_another()).collect()
}

struct Teller<'a, 'h> {
    here: &'a Here<'h>,
    series: &'a Series,
    /// The number as the article gives it.
    observed: &'a Observed,
    /// Where it stands in its series; of a repetition, where that stands which it repeats.
    at: usize,
}

impl Teller<'_, '_> {
    fn own(&self) -> &Observed {
        &self.series.observations[self.at]
    }

    /// Whether the article itself gives a number, here or as a repetition.
    fn gives(&self, at: usize) -> bool {
        let all = self.series.observations.iter().enumerate();
        let alike = all.filter(|(place, other)| *place == at || other.repeats == Some(at));
        let mut articles = alike.map(|(_, other)| other.article);
        articles.any(|article| article == self.observed.article)
    }

    /// The numbers of the same line that stand, but for those that the article gives.
    fn told_elsewhere(&self) -> impl Iterator<Item = (usize, &Observed)> {
        let all = self.series.observations.iter().enumerate();
        all.filter(|(at, other)| {
            other.line == self.own().line
                && other.standing
                && other.repeats.is_none()
                && !self.gives(*at)
        })
    }

    /// What its own speaker said next: a correction, or the latest number for a later time.
    fn next_word(&self) -> Option<SinceItem> {
        let mut replaced = self.own().replaced_by;
        while let Some(next) = replaced.and_then(|at| self.series.observations[at].replaced_by) {
            replaced = Some(next);
        }
        if let Some(by) = replaced.filter(|by| !self.gives(*by)) {
            return Some(self.item("figure_revised", "corrected", by));
        }
        // Each period stands for itself: the next one changes nothing.
        if self.series.measures(Measure::Period) || !self.own().standing {
            return None;
        }
        let later = self.told_elsewhere().filter(|(_, other)| {
            other.is_counted()
                && figures::same_speaker(self.own(), other)
                && figures::is_before(self.own(), other)
        });
        let (at, later) = later.max_by_key(|(at, other)| (figures::latest(other), *at))?;
        let same = later.quantity == self.own().quantity;
        (!self.is_outdone() && !same).then(|| self.item("figure_later", "later", at))
    }

    /// Whether the article itself gives a number by the same speaker for a later time: what came
    /// after is told of that one.
    fn is_outdone(&self) -> bool {
        let own = self.own();
        self.series.observations.iter().any(|other| {
            other.article == self.observed.article
                && other.line == own.line
                && other.is_counted()
                && figures::same_speaker(own, other)
                && figures::latest(other) > figures::latest(own)
        })
    }

    /// What came of a plan, a forecast or a target: the speaker's next, or the number for its time.
    fn outcome(&self) -> Option<SinceItem> {
        let status = self.own().observation.status;
        if let Some(by) = self.own().replaced_by.filter(|by| !self.gives(*by)) {
            return Some(self.item("figure_revised", "corrected", by));
        }
        let next = self.told_elsewhere().filter(|(_, other)| {
            other.observation.status == status
                && figures::same_speaker(self.own(), other)
                && other.is_later_than(self.own())
        });
        let next = next.max_by_key(|(at, other)| (figures::latest(other), *at));
        let over = self
            .own()
            .span
            .1
            .day()
            .is_some_and(|last| last < self.here.day());
        let came = figures::came_of(self.series, self.at);
        match came.filter(|at| over && !self.gives(*at)) {
            Some(came) => Some(self.item("figure_came", "outcome", came)),
            None => next.map(|(at, _)| self.item("figure_now", "later", at)),
        }
    }

    /// Who gives another number, as theirs: for the same time, or as the latest of all.
    fn of_another(&self) -> Option<SinceItem> {
        let own = self.own();
        if !own.counts() {
            return None;
        }
        let told = |at: &usize| {
            let other = &self.series.observations[*at];
            let mut all = self.series.observations.iter();
            let named = all.any(|given| {
                given.article == self.observed.article
                    && given.line == other.line
                    && figures::same_speaker(given, other)
            });
            !named && !self.gives(*at)
        };
        if let Some(against) = own.against_later.filter(told) {
            let key = match figures::are_for_one_day(own, &self.series.observations[against]) {
                true => "figure_gives_day",
                false => "figure_gives_time",
            };
            return Some(self.item(key, "conflict", against));
        }
        let head = self.series.lines.get(own.line)?.head.value.filter(told)?;
        let other = &self.series.observations[head];
        let differs = figures::other_speaker(own, other)
            && figures::is_before(own, other)
            && figures::apart(own, other, self.series.tolerance);
        let counts = differs && !self.is_outdone() && !self.series.measures(Measure::Period);
        counts.then(|| self.item("figure_gives", "gave", head))
    }

    fn item(&self, key: &str, kind: &'static str, later: usize) -> SinceItem {
        let (here, series) = (self.here, self.series);
        let later = &series.observations[later];
        let item = observation(here, later, Some(series), false);
        let speaker = numbers::speakers(here, later);
        let values = [("number", &*item.words_as_of(here)), ("speaker", &*speaker)];
        let words = here.language().say(key, &values);
        let now: Derived = here.derived(kind, words, [self.observed, later]);
        SinceItem {
            about: series.name.clone(),
            href: Some(here.href(&urls::series(series))),
            said: numbers::short(here.language(), series, &self.observed.quantity),
            now,
            reported: Some(item.reported),
            article: Some(item.article),
            freshness: Freshness::changed(here.newsroom().published(later.article)),
        }
    }
}
