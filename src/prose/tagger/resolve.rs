//! From found patterns to values, in the order of the text.

use std::cell::OnceCell;

use chrono::NaiveDate;

use super::calendar::Parts;
use super::granule::{Granule, Unit, weekday};
use super::lengths::{century, duration, repetition};
use super::story::Story;
use super::{Action, Portion, Prose, Time, TimeKind, relative, tense};
use crate::prose::language::{Class, Found, Language, Mark, Slots};
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
    pub(super) language: &'a Language,
    pub(super) story: &'a Story,
    pub(super) found: &'a Found,
    pub(super) next: Option<&'a Found>,
    /// The expression before it.
    pub(super) last: Option<&'a Time>,
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

    pub(super) fn verbs(&self) -> &[Verb] {
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
        if let Some(told) = self.after_last(&parts).or_else(|| self.in_its_year(&parts)) {
            return Some(told);
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
