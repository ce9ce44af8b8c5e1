//! The day a text is written on, and the day its story has come to.

use chrono::{Datelike, NaiveDate};

use super::granule::{Granule, Unit};
use super::{Action, Prose};
use crate::prose::language::{Class, Found};

/// What an expression may be counted from.
pub(super) struct Story {
    /// The day of publication.
    pub published: Option<NaiveDate>,
    /// Whether the text tells of the past in order, so that what is left out follows from what
    /// was said before, and not from the day of publication.
    pub narrative: bool,
    /// Where the text does.
    passages: Passages,
    /// What has been named so far.
    history: Vec<Granule>,
    /// The year of the last aside.
    aside: Option<i32>,
    /// What was named last, aside or not, with its sentence.
    recent: Option<(Granule, usize)>,
    /// The sentence that is being read.
    pub sentence: usize,
}

impl Story {
    /// A story that begins.
    pub fn new(published: Option<NaiveDate>, found: &[Found], prose: &Prose<'_>) -> Story {
        Story {
            published,
            narrative: false,
            passages: Passages::of(published, found, prose),
            history: Vec::new(),
            aside: None,
            recent: None,
            sentence: 0,
        }
    }

    /// Goes on to a sentence.
    pub fn enter(&mut self, sentence: usize) {
        self.sentence = sentence;
        self.narrative = self.passages.tells(sentence);
    }

    /// Notes what the story has come to; `leads` where it stands at the head of a paragraph.
    ///
    /// A mere year or month far from where the story is, or a decade, is an aside, unless the next such
    /// year is near it.
    pub fn reach(&mut self, granule: Granule, leads: bool) {
        self.recent = Some((granule, self.sentence));
        let year = granule.year();
        let near = |other: i32| (year - other).abs() <= NEAR;
        let aside = match granule.unit() {
            Unit::Decade | Unit::Century | Unit::Millennium => true,
            Unit::Year | Unit::Month => {
                !leads && self.history.last().is_some_and(|last| !near(last.year()))
            }
            _ => false,
        };
        let again = granule.unit() <= Unit::Year && self.aside.is_some_and(near);
        if aside && !again {
            self.aside = Some(year);
            return;
        }
        self.aside = None;
        self.history.push(granule);
    }

    /// The day of publication as a piece of the calendar.
    pub fn publication(&self) -> Option<Granule> {
        self.published.map(Granule::of_day)
    }

    /// The quarter named last, or the last one before publication.
    pub fn quarter(&self) -> Option<Granule> {
        let named = self.history.iter().rev();
        let mut named = named.filter(|granule| matches!(granule, Granule::Quarter(..)));
        let before = || self.publication()?.moved(Unit::Quarter, -1);
        named.next().copied().or_else(before)
    }

    /// What was named last, or the day of publication where nothing was.
    pub fn latest(&self) -> Option<Granule> {
        // What the news tell of a life is an aside as a whole, and goes on from year to year.
        let aside = self.narrative && !self.passages.history;
        let recent = self.recent.filter(|_| aside).map(|(granule, _)| granule);
        recent
            .or(self.history.last().copied())
            .or(self.publication())
    }

    /// What was named last that is at least as narrow as a unit, unless the story has left its
    /// year since.
    pub fn latest_within(&self, unit: Unit) -> Option<Granule> {
        // Within a sentence an aside is what the next words are counted from.
        let recent = self
            .recent
            .filter(|(_, sentence)| *sentence == self.sentence);
        if let Some((granule, _)) = recent.filter(|(granule, _)| granule.unit() <= unit) {
            return Some(granule);
        }
        let latest = self.latest()?;
        let narrow = self
            .history
            .iter()
            .rev()
            .find(|granule| granule.unit() <= unit);
        let narrow = narrow
            .copied()
            .or_else(|| self.publication().filter(|_| self.history.is_empty()))?;
        ((narrow.year() - latest.year()).abs() <= 1).then_some(narrow)
    }
}

/// How many years a story goes on by without a date of its own.
const NEAR: i32 = 4;

/// What is counted from the day of publication.
const DEICTIC: [Class; 6] = [
    Class::Weekday,
    Class::Today,
    Class::Ago,
    Class::Last,
    Class::Next,
    Class::This,
];

/// Where a text tells of the past in order, and where of the day it is written on.
struct Passages {
    /// Whether the whole of it is a history.
    history: bool,
    /// Whether it opens with what is new, as the news and an obituary do.
    opens_now: bool,
    /// The sentences that name a year long past, those that count from the day of publication, and the first
    /// sentence of the paragraph of each.
    past: Vec<bool>,
    now: Vec<bool>,
    paragraph: Vec<usize>,
}

impl Passages {
    fn of(published: Option<NaiveDate>, found: &[Found], prose: &Prose<'_>) -> Passages {
        let own = published.map_or(i64::MAX, |day| i64::from(day.year()));
        let count = prose.sentences.tokens.len();
        let mut passages = Passages {
            history: is_narrative(published, found),
            opens_now: found.first().is_some_and(is_deictic),
            past: vec![false; count],
            now: vec![false; count],
            paragraph: (0..count).collect(),
        };
        for at in 1..count {
            if prose.sentences.paragraphs[at] == prose.sentences.paragraphs[at - 1] {
                passages.paragraph[at] = passages.paragraph[at - 1];
            }
        }
        for found in found {
            let sentence = prose.tokens[found.tokens.start].sentence;
            let year = found.slots.get(Class::Year);
            passages.past[sentence] |= year.is_some_and(|year| year + 1 < own);
            passages.now[sentence] |= is_deictic(found) || year.is_some_and(|year| year + 1 >= own);
        }
        passages
    }

    /// Whether a sentence goes on with what was told before it: in a history, but for a paragraph of news in
    /// it; in the news, behind two sentences of one paragraph that name years long past.
    fn tells(&self, sentence: usize) -> bool {
        let first = self.paragraph[sentence];
        match self.history {
            true => !self.opens_now || self.past[first..=sentence].contains(&true),
            false => {
                let before = sentence.saturating_sub(2).max(first);
                sentence >= first + 2
                    && !self.now[sentence]
                    && self.past[before..sentence].iter().all(|past| *past)
            }
        }
    }
}

fn is_deictic(found: &Found) -> bool {
    DEICTIC.iter().any(|class| found.slots.has(*class))
}

/// How many past years make a history of a text that has a weekday or a `yesterday` too; a news item, or what
/// is told of somebody's life, has fewer.
const HISTORY: usize = 12;

/// Many years, nearly all of them past, and hardly a weekday or a `yesterday`.
fn is_narrative(published: Option<NaiveDate>, found: &[Found]) -> bool {
    let own = published.map_or(i64::MAX, |day| i64::from(day.year()));
    let (mut past, mut own_or_later, mut deictic) = (0, 0, 0);
    for found in found {
        match found.slots.get(Class::Year) {
            Some(year) if year < own => past += 1,
            Some(_) => own_or_later += 1,
            None if found.slots.has(Class::Era) => past += 1,
            None if found.rule.action == Action::Story => {}
            None => deictic += usize::from(is_deictic(found)),
        }
    }
    let least = if deictic == 0 { 5 } else { HISTORY };
    past >= least && past >= 3 * deictic && past >= 2 * own_or_later
}
