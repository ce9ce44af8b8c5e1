//! Times of day, on the day they are named with.

use super::calendar::Parts;
use super::granule::Unit;
use super::lengths::minutes;
use super::resolve::Resolver;
use super::{Action, Time, TimeKind, relative};
use crate::prose::language::{Class, Found, Slots};

impl Resolver<'_> {
    /// A time of day: on the day it is named with, else on the day the story is at.
    pub(super) fn clock(&self, slots: &Slots, offset: i32) -> Time {
        let parts = Parts::of(slots);
        let named = parts.full.is_some() || parts.month.is_some() || parts.weekday.is_some();
        let deictic = slots.has(Class::Today)
            || slots.has(Class::Last)
            || slots.has(Class::Next)
            || slots.has(Class::This);
        let day = if named && !deictic {
            self.calendar(slots)
        } else if slots.has(Class::Same) {
            self.story
                .latest_within(Unit::Day)
                .and_then(|day| day.moved(Unit::Day, offset))
        } else if parts.weekday.is_some() || slots.has(Class::Today) {
            relative::deictic(slots, offset, self.story, self.tense())
        } else if slots.has(Class::Night) || deictic {
            let by = slots.any(&[Class::Night, Class::Last, Class::Next, Class::This]);
            let by = by.map_or(0, |by| by as i32) + offset;
            match self.story.narrative {
                true => self
                    .story
                    .latest_within(Unit::Day)
                    .and_then(|day| day.moved(Unit::Day, by)),
                false => self
                    .story
                    .publication()
                    .and_then(|day| day.moved(Unit::Day, by)),
            }
        } else if parts.day.is_some() {
            self.calendar(slots)
        } else if let Some(next) = self.day_behind() {
            self.calendar(&next.slots)
        } else {
            self.story.latest_within(Unit::Day)
        };
        let time = minutes(slots)
            .map(|minutes| format!("T{:02}:{:02}:00", minutes / 60 % 24, minutes % 60));
        let Some(day) = day else {
            let value = time.map_or_else(
                || "XXXX-XX-XX".to_string(),
                |time| format!("XXXX-XX-XX{time}"),
            );
            return self.length(value, TimeKind::Time);
        };
        let exact = day.unit() == Unit::Day;
        Time {
            kind: TimeKind::Time,
            value: match time.filter(|_| exact) {
                Some(time) => format!("{day}{time}"),
                None => day.to_string(),
            },
            ..self.date(day)
        }
    }

    /// The day that stands a few words behind a time: `at 5:34 a.m. local time on 20 March`.
    fn day_behind(&self) -> Option<&Found> {
        let next = self
            .next
            .filter(|next| next.rule.action == Action::Calendar)?;
        let between = self.between(&self.found.tokens, &next.tokens)?;
        let joined = between.len() <= 4
            && between
                .iter()
                .all(|token| token.is_word() || token.is_sign(','));
        (joined && next.slots.has(Class::DayNum)).then_some(next)
    }
}
