//! From found patterns to values, in the order of the text.

use std::cell::OnceCell;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::calendar::{Parts, days_back};
use super::granule::{Granule, Unit, plus_days, weekday};
use super::lengths::{century, duration, repetition};
use super::story::Story;
use super::{Action, Portion, Prose, Time, TimeKind, relative, tense};
use crate::prose::language::{Class, Found, Language, Mark, Slots};
use crate::prose::text::Token;
use crate::prose::verbs::{self, Verb};

/// Gives every pattern its value.
pub(super) fn resolve(
    prose: &Prose<'_>,
    language: &Language,
    published: Option<NaiveDate>,
    found: &[Found],
) -> Vec<Time> {
    let mut story = Story::new(published, found, prose);
    let mut times: Vec<Time> = Vec::with_capacity(found.len());
    let mut verbs: Option<(usize, OnceCell<Vec<Verb>>)> = None;
    for (at, one) in found.iter().enumerate() {
        let sentence = prose.tokens[one.tokens.start].sentence;
        story.enter(sentence);
        let read = match verbs.take() {
            Some((of, read)) if of == sentence => read,
            _ => OnceCell::new(),
        };
        let resolver = Resolver {
            prose,
            language,
            story: &story,
            found: one,
            next: found.get(at + 1),
            last: times.last(),
            verbs: &read,
        };
        let resolved = resolver.times();
        verbs = Some((sentence, read));
        for time in &resolved {
            if let Some(granule) = time.granule.filter(|_| moves(one, story.narrative)) {
                story.reach(granule, leads(prose, time.tokens.start));
            }
        }
        times.extend(resolved);
    }
    times
}

/// Whether the story goes on from there: what looks back, or far ahead, is an aside.
fn moves(found: &Found, narrative: bool) -> bool {
    let back = found.slots.any(&[Class::Earlier, Class::Ago]).is_some();
    let ahead = narrative && found.rule.action == Action::Deictic && found.slots.has(Class::Next);
    !back && !ahead
}

/// Whether tokens stand at the head of a paragraph, with a few words before them at most.
fn leads(prose: &Prose<'_>, at: usize) -> bool {
    let sentence = prose.tokens[at].sentence;
    let paragraphs = &prose.sentences.paragraphs;
    let first = sentence == 0 || paragraphs[sentence - 1] != paragraphs[sentence];
    first && at - prose.sentences.tokens[sentence].start <= 3
}

pub(super) struct Resolver<'a> {
    pub(super) prose: &'a Prose<'a>,
    language: &'a Language,
    pub(super) story: &'a Story,
    pub(super) found: &'a Found,
    pub(super) next: Option<&'a Found>,
    /// The expression before it.
    last: Option<&'a Time>,
    /// The verbs of its sentence, once somebody asks for them.
    verbs: &'a OnceCell<Vec<Verb>>,
}

impl Resolver<'_> {
    pub(super) fn times(&self) -> Vec<Time> {
        let slots = &self.found.slots;
        let offset = self.found.rule.offset;
        let granule = match self.found.rule.action {
            Action::Pair => return self.pair(),
            Action::Calendar => self.calendar(slots),
            Action::Deictic => relative::deictic(slots, offset, self.story, self.tense()),
            Action::Shift | Action::Story if self.apposed().is_some() => {
                self.apposed().and_then(|next| self.calendar(&next.slots))
            }
            Action::Story => relative::in_story(slots, offset, self.story),
            Action::Shift => relative::shift(slots, offset, self.story),
            Action::Quarter => self
                .story
                .quarter()
                .and_then(|quarter| quarter.moved(Unit::Quarter, offset * 4)),
            Action::Decade => self.decade(slots),
            Action::Century => century(slots),
            Action::Clock => return vec![self.clock(slots, offset)],
            Action::Duration => return vec![self.length(duration(slots), TimeKind::Duration)],
            Action::Set => return vec![self.length(repetition(slots), TimeKind::Set)],
            Action::Reference => return vec![self.reference(slots)],
            Action::Holiday => {
                let parts = Parts {
                    holiday: Some(offset.into()),
                    ..Parts::default()
                };
                parts.resolve(self.story, self.tense())
            }
            Action::None => return Vec::new(),
        };
        vec![match granule {
            Some(granule) => self.date(granule),
            None => self.unresolved(slots),
        }]
    }

    pub(super) fn tense(&self) -> Option<i8> {
        let slots = &self.found.slots;
        // What was since a day was before this one, whatever is said of it.
        let before = self.found.tokens.start.checked_sub(1);
        let relations = &self.language.events.relations;
        let relation = before.and_then(|at| relations.get(&self.prose.tokens[at].lower));
        if relation.is_some_and(|relation| relation == "since") {
            return Some(-1);
        }
        let day = match (slots.has(Class::Weekday), slots.has(Class::DayNum)) {
            (true, false) => Some(Mark::AheadWeekday),
            (_, true) => Some(Mark::Ahead),
            (false, false) => None,
        };
        tense::around(
            self.prose,
            self.language,
            || self.verbs(),
            &self.found.tokens,
            day,
        )
    }

    fn verbs(&self) -> &[Verb] {
        let sentence = self.prose.tokens[self.found.tokens.start].sentence;
        let sentence = &self.prose.sentences.tokens[sentence];
        let read = || verbs::verbs(&self.prose.tokens, sentence.clone(), self.language);
        self.verbs.get_or_init(read)
    }

    pub(super) fn calendar(&self, slots: &Slots) -> Option<Granule> {
        let mut parts = Parts::of(slots);
        let dated = parts.month.is_some() || parts.season.is_some();
        if parts.year.is_none()
            && dated
            && let Some(next) = self.shared()
        {
            let later = Parts::of(&next.slots);
            let turned = later.month.is_some_and(|month| Some(month) < parts.month)
                || later
                    .season
                    .is_some_and(|season| Some(season) < parts.season);
            parts.year = later.year.map(|year| year - i32::from(turned));
        }
        if let Some(later) = self.after_last(&parts) {
            return Some(later);
        }
        let thing = parts.day.is_none() && self.names_a_thing();
        let tense = match thing {
            // `expects to report a third-quarter loss`: the quarter has begun.
            true if parts.quarter.is_some() => Some(-1),
            true if parts.month.is_some() => None,
            _ => self.tense(),
        };
        parts.resolve(self.story, tense)
    }

    /// Whether a noun follows directly, so that the verb says nothing of the date: `the
    /// December contract fell`.
    fn names_a_thing(&self) -> bool {
        let end = self.found.tokens.end;
        let next = self.prose.tokens.get(end);
        let plain = self
            .prose
            .readings
            .entries
            .get(end)
            .is_some_and(Option::is_none);
        let language = self.language;
        plain
            && next.is_some_and(|next| {
                // `in April he left`
                let other = language.events.pronouns.contains(&next.lower)
                    || language.quantities.stop.contains(&next.lower);
                next.is_word() && !next.capital && !other && language.lexicon.tense(next).is_none()
            })
    }

    /// The second date of `from January to March` and `from Monday to Wednesday`, which is later
    /// than the first.
    fn after_last(&self, parts: &Parts) -> Option<Granule> {
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

    /// The date that says which is meant: `two years later, in 1996`.
    fn apposed(&self) -> Option<&Found> {
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
    fn shared(&self) -> Option<&Found> {
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
    fn pair(&self) -> Vec<Time> {
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

    pub(super) fn date(&self, granule: Granule) -> Time {
        let slots = &self.found.slots;
        Time {
            tokens: self.found.tokens.clone(),
            kind: match slots.has(Class::Part) {
                true => TimeKind::Time,
                false => TimeKind::Date,
            },
            granule: Some(granule),
            value: granule.to_string(),
            portion: portion(slots),
            explicit: slots.has(Class::Year) || slots.has(Class::IsoDate) || slots.has(Class::Era),
            day: names_day(slots),
            weekday: slots.get(Class::Weekday).and_then(weekday),
        }
    }

    /// An expression of time whose place in the calendar nobody can tell.
    fn unresolved(&self, slots: &Slots) -> Time {
        let sign = slots.any(&[
            Class::Ago,
            Class::Earlier,
            Class::Last,
            Class::Later,
            Class::Next,
            Class::Hence,
        ]);
        let value = match sign {
            Some(..=-1) => "PAST_REF",
            Some(1..) => "FUTURE_REF",
            _ => "PRESENT_REF",
        };
        self.length(value.to_string(), TimeKind::Date)
    }

    pub(super) fn length(&self, value: String, kind: TimeKind) -> Time {
        Time {
            tokens: self.found.tokens.clone(),
            kind,
            granule: None,
            value,
            portion: portion(&self.found.slots),
            explicit: false,
            day: false,
            weekday: None,
        }
    }

    fn reference(&self, slots: &Slots) -> Time {
        let value = match slots
            .get(Class::Reference)
            .unwrap_or(self.found.rule.offset.into())
        {
            ..=-1 => "PAST_REF",
            0 => "PRESENT_REF",
            1.. => "FUTURE_REF",
        };
        self.length(value.to_string(), TimeKind::Date)
    }

    fn decade(&self, slots: &Slots) -> Option<Granule> {
        let short = |digit: i32| {
            // `the nineties` are those that have begun; in a narrative, those of its century.
            let base = match self.story.narrative {
                true => self.story.latest()?.year(),
                false => self.story.publication()?.year(),
            };
            let decade = base.div_euclid(100) * 10 + digit;
            let ahead = decade * 10 > base && !self.story.narrative;
            Some(Granule::Decade(if ahead { decade - 10 } else { decade }))
        };
        match (slots.get(Class::Decade), slots.get(Class::DecadeWord)) {
            (Some(years @ 0..100), _) => short(years as i32 / 10),
            (Some(years), _) => Some(Granule::Decade(years as i32 / 10)),
            (None, Some(digit)) => short(digit as i32),
            (None, None) => None,
        }
    }
}

/// Whether the slots have a day of a month.
fn names_day(slots: &Slots) -> bool {
    let day = slots.has(Class::DayNum) || slots.has(Class::Ordinal);
    slots.has(Class::IsoDate) || (slots.has(Class::Month) && day)
}

fn portion(slots: &Slots) -> Option<Portion> {
    match slots.any(&[Class::Mod, Class::Edge])? {
        1 => Some(Portion::Early),
        2 => Some(Portion::Middle),
        3 => Some(Portion::Late),
        _ => None,
    }
}
