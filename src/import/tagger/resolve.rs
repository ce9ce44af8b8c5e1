//! From found patterns to values, in the order of the text.

use chrono::NaiveDate;

use super::calendar::Parts;
use super::granule::{Granule, Unit};
use super::lengths::{century, duration, minutes, repetition};
use super::story::Story;
use super::{Action, Portion, Prose, Time, TimeKind, relative, tense};
use crate::import::language::{Class, Found, Language, Slots};

/// Gives every pattern its value.
pub(super) fn resolve(
    prose: &Prose<'_>,
    language: &Language,
    published: Option<NaiveDate>,
    found: &[Found],
) -> Vec<Time> {
    let mut story = Story::new(published, found);
    let mut times = Vec::with_capacity(found.len());
    for (at, one) in found.iter().enumerate() {
        story.sentence = prose.tokens[one.tokens.start].sentence;
        let resolver = Resolver {
            prose,
            language,
            story: &story,
            found: one,
            next: found.get(at + 1),
        };
        let resolved = resolver.times();
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

struct Resolver<'a> {
    prose: &'a Prose<'a>,
    language: &'a Language,
    story: &'a Story,
    found: &'a Found,
    next: Option<&'a Found>,
}

impl Resolver<'_> {
    fn times(&self) -> Vec<Time> {
        let slots = &self.found.slots;
        let offset = self.found.rule.offset;
        let granule = match self.found.rule.action {
            Action::Pair => return self.pair(),
            Action::Calendar => self.calendar(slots),
            Action::Deictic => relative::deictic(slots, offset, self.story, self.tense()),
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
        };
        vec![match granule {
            Some(granule) => self.date(granule),
            None => self.unresolved(slots),
        }]
    }

    fn tense(&self) -> Option<i8> {
        tense::around(self.prose, &self.language.lexicon, &self.found.tokens)
    }

    fn calendar(&self, slots: &Slots) -> Option<Granule> {
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
        let attributive = parts.month.is_some() && parts.day.is_none() && self.names_a_thing();
        let tense = self.tense().filter(|_| !attributive);
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
        let lexicon = &self.language.lexicon;
        plain
            && next.is_some_and(|next| {
                next.is_word() && !next.capital && lexicon.tense(next).is_none()
            })
    }

    /// The date behind this one that says the year for both: `April and June 1955`.
    fn shared(&self) -> Option<&Found> {
        let next = self
            .next
            .filter(|next| next.rule.action == Action::Calendar)?;
        let between = self
            .prose
            .tokens
            .get(self.found.tokens.end..next.tokens.start)?;
        let joined = between.len() <= 2
            && between.iter().all(|token| {
                token.is_sign('-') || token.is_sign(',') || JOINING.contains(&token.lower.as_str())
            });
        let dated = next.slots.has(Class::Month) || next.slots.has(Class::Season);
        (joined && dated).then_some(next)
    }

    /// The day that stands a few words behind a time: `at 5:34 a.m. local time on 20 March`.
    fn day_behind(&self) -> Option<&Found> {
        let next = self
            .next
            .filter(|next| next.rule.action == Action::Calendar)?;
        let between = self
            .prose
            .tokens
            .get(self.found.tokens.end..next.tokens.start)?;
        let joined = between.len() <= 4
            && between
                .iter()
                .all(|token| token.is_word() || token.is_sign(','));
        (joined && next.slots.has(Class::DayNum)).then_some(next)
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

    fn date(&self, granule: Granule) -> Time {
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

    fn length(&self, value: String, kind: TimeKind) -> Time {
        Time {
            tokens: self.found.tokens.clone(),
            kind,
            granule: None,
            value,
            portion: portion(&self.found.slots),
            explicit: false,
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

    /// A time of day: on the day it is named with, else on the day the story is at.
    fn clock(&self, slots: &Slots, offset: i32) -> Time {
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
}

/// Words that join two dates which share a year.
const JOINING: [&str; 7] = ["and", "or", "to", "until", "through", "till", "–"];

fn portion(slots: &Slots) -> Option<Portion> {
    match slots.any(&[Class::Mod, Class::Edge])? {
        1 => Some(Portion::Early),
        2 => Some(Portion::Middle),
        3 => Some(Portion::Late),
        _ => None,
    }
}
