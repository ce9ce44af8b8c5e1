//! What the expressions beside one say of it: `from January to March`, `two years later, in 1996`.

use std::ops::Range;

use chrono::Datelike;

use super::calendar::{Parts, days_back};
use super::granule::{Granule, Unit, plus_days};
use super::lengths::century;
use super::resolve::Resolver;
use super::{Action, Time, TimeKind, tense};
use crate::prose::language::{Class, Found, Mark, Slots};
use crate::prose::text::Token;

impl Resolver<'_> {
    /// The second date of `from January to March` and `from Monday to Wednesday`, which is later
    /// than the first.
    pub(super) fn after_last(&self, parts: &Parts) -> Option<Granule> {
        let last = self.last?;
        let first = last.granule?.first()?;
        let between = self.between(&last.tokens, &self.found.tokens)?;
        let [joint] = between else {
            return None;
        };
        let entry = self.language.lexicon.get(&joint.lower);
        if parts.year.is_some() || !entry.is_some_and(|entry| entry.is(Mark::Leads)) {
            return None;
        }
        // `was brought forward from 20 October to 11 October`
        if tense::is_moved(self.prose, self.language, self.verbs(), &self.found.tokens) {
            return None;
        }
        if let Some(weekday) = parts.weekday.filter(|_| parts.month.is_none()) {
            let ahead = (7 - days_back(first, weekday)) % 7;
            let week = last.granule?.unit() <= Unit::Day;
            return plus_days(first, ahead)
                .filter(|_| week)
                .map(Granule::of_day);
        }
        parts.month.filter(|_| !self.story.narrative)?;
        let same = parts.in_year(first.year())?;
        match same.first()? < first {
            true => parts.in_year(first.year() + 1),
            false => Some(same),
        }
    }

    /// A month or day put in behind a noun that has its year: `last year's strike, in May, cost`.
    pub(super) fn in_its_year(&self, parts: &Parts) -> Option<Granule> {
        let last = self.last.filter(|last| last.kind == TimeKind::Date)?;
        let Granule::Year(year) = last.granule? else {
            return None;
        };
        let (start, end) = (last.tokens.end, self.found.tokens.start);
        let tokens = self.between(&last.tokens, &self.found.tokens)?;
        let led = |token: &&Token| self.language.verbs.before_date.contains(&token.lower);
        let put_in = tokens.iter().rev().find(|token| !led(token));
        let mut verbs = self.verbs().iter();
        let does = verbs.any(|verb| (start..end).contains(&verb.tokens.start));
        let same = self.prose.tokens[start].sentence == self.prose.tokens[end].sentence;
        let bare = parts.year.is_none() && parts.month.is_some();
        let its = bare && same && !does && put_in.is_some_and(|token| token.is_sign(','));
        its.then(|| parts.in_year(year)).flatten()
    }

    /// The date that says which is meant: `two years later, in 1996`.
    pub(super) fn apposed(&self) -> Option<&Found> {
        let next = self
            .next
            .filter(|next| next.rule.action == Action::Calendar)?;
        let between = self.between(&self.found.tokens, &next.tokens)?;
        let comma = between.first().is_some_and(|token| token.is_sign(','));
        let dated = next.slots.has(Class::Year) || next.slots.has(Class::DayNum);
        (comma && between.len() <= 2 && dated).then_some(next)
    }

    /// The tokens between two expressions.
    pub(super) fn between(&self, first: &Range<usize>, second: &Range<usize>) -> Option<&[Token]> {
        self.prose.tokens.get(first.end..second.start)
    }

    /// The date behind this one that says the year for both: `April and June 1955`.
    pub(super) fn shared(&self) -> Option<&Found> {
        let next = self
            .next
            .filter(|next| next.rule.action == Action::Calendar)?;
        let between = self.between(&self.found.tokens, &next.tokens)?;
        let joined = between.len() <= 2
            && between.iter().all(|token| {
                let entry = self.language.lexicon.get(&token.lower);
                entry.is_some_and(|entry| entry.is(Mark::Joins))
            });
        let dated = next.slots.has(Class::Month) || next.slots.has(Class::Season);
        (joined && dated).then_some(next)
    }

    /// Two numbers with one ending.
    pub(super) fn pair(&self) -> Vec<Time> {
        let slots = &self.found.slots.0;
        let numbers: Vec<usize> = (0..slots.len())
            .filter(|at| {
                matches!(
                    slots[*at].0,
                    Class::YearLike | Class::DayNum | Class::Ordinal | Class::Month
                )
            })
            .collect();
        let same: Vec<usize> = numbers
            .iter()
            .copied()
            .filter(|at| {
                Some(slots[*at].0)
                    == slots.iter().map(|slot| slot.0).find(|class| {
                        matches!(class, Class::YearLike | Class::DayNum | Class::Ordinal)
                    })
            })
            .collect();
        let [first, second] = same[..] else {
            return Vec::new();
        };
        let without = |left: usize| {
            let kept = slots.iter().enumerate().filter(|(at, _)| *at != left);
            Slots(kept.map(|(_, slot)| *slot).collect())
        };
        let cut = slots[second].2;
        let (start, end) = (self.found.tokens.start, self.found.tokens.end);
        let halves = [
            (without(second), start..slots[first].2 + 1),
            (without(first), cut..end),
        ];
        let times = halves.into_iter().filter_map(|(slots, tokens)| {
            let granule = match slots.has(Class::Ordinal) {
                true => century(&slots),
                false => Parts::of(&slots).resolve(self.story, self.tense()),
            };
            Some(Time {
                tokens,
                ..self.date(granule?)
            })
        });
        times.collect()
    }
}
