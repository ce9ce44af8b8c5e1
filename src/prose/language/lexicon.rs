//! The words of a language, and what each token of a text may be read as.

use std::collections::BTreeMap;
use std::ops::Range;
use std::str::FromStr;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{self, StrDeserializer};

use super::hash::HashMap;
use super::numerals::numeral;
use crate::prose::text::{Kind, Token};

/// What a word can be in a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs, reason = "the data file explains each class")]
pub enum Class {
    Month,
    Weekday,
    Weekdays,
    Season,
    Holiday,
    Unit,
    Period,
    Part,
    Ordinal,
    Cardinal,
    Scale,
    ShortScale,
    PluralScale,
    Vague,
    DecadeWord,
    Era,
    AmPm,
    Mod,
    Edge,
    Last,
    Next,
    This,
    Same,
    Zone,
    Ago,
    Hence,
    Earlier,
    Later,
    Today,
    Night,
    Reference,
    Often,
    Quarter,
    Half,
    Fiscal,
    About,
    One,
    // What tokens are by themselves.
    DayNum,
    Year,
    YearLike,
    Num,
    Num2,
    HourNum,
    Hours,
    Clock,
    Decade,
    IsoDate,
    ShortYear,
    Weekend,
    Units,
    Fraction,
    Score,
}

impl FromStr for Class {
    type Err = String;

    fn from_str(name: &str) -> Result<Class, String> {
        let name: StrDeserializer<'_, value::Error> = name.into_deserializer();
        Class::deserialize(name).map_err(|error| error.to_string())
    }
}

/// What else a data file says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// It counts only with a capital.
    Capital,
    /// It may be something else than a date when it stands alone.
    Ambiguous,
    /// It shows that an ambiguous word after it is a date.
    Introduces,
    /// It shows that a number behind it is a year, though things of which there may be so many follow.
    Dates,
    /// It is an article or the like, behind which a year is no number of things.
    Definite,
    /// It shows that an ambiguous word behind it is no date.
    VerbalBefore,
    /// It shows that an ambiguous word before it is no date.
    VerbalAfter,
    /// Behind it a month or weekday is somebody's name: `with`.
    Persons,
    /// Behind it a weekday before a name is part of that name: `gave it to Friday Club`.
    Takers,
    /// A shift by it is counted from what follows: `after`.
    Anchors,
    /// It joins two dates that share a year: `and`.
    Joins,
    /// It leads from one date to a later one: `to`.
    Leads,
    /// It shows that a day behind it is to come: `by`.
    Ahead,
    /// It shows that a weekday behind it is to come: `until`.
    AheadWeekday,
    /// It is a form of `be`.
    Is,
    /// It may stand within a date without saying anything: `of`.
    Within,
    /// It joins a number to hundreds or thousands: `two hundred and five`.
    AddsUnits,
    /// It joins a one to tens: `vingt et un`.
    AddsOne,
    /// Numbers from ten to nineteen may be added to it: `soixante-dix`.
    Teens,
    /// Units are added to it as to tens, though it is less than twenty: `dix-sept`.
    Tens,
}

/// A symbol of a pattern: a class or a literal word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Symbol {
    /// Any word of the class.
    Class(Class),
    /// The word of this number.
    Word(u32),
}

/// What a language knows of one word.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Its number, if a pattern names it.
    pub literal: Option<u32>,
    /// Its classes with their values.
    pub classes: Vec<(Class, i64)>,
    /// Its marks.
    pub marks: Vec<Mark>,
    /// Which tense it shows: -1, 0 or 1.
    pub tense: Option<i8>,
    /// Which tense it shows with the word behind it: `set for`.
    pub phrases: Vec<(String, i8)>,
}

impl Entry {
    /// Whether it has a mark.
    pub fn is(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    /// Its value in a class.
    pub fn value(&self, class: Class) -> Option<i64> {
        let found = self.classes.iter().find(|(known, _)| *known == class);
        found.map(|(_, value)| *value)
    }
}

/// The words of a language.
#[derive(Default)]
pub struct Lexicon {
    entries: HashMap<String, Entry>,
    literals: u32,
    /// Endings that show the past tense: `ed`.
    pub past_endings: Vec<String>,
}

impl Lexicon {
    /// The words of every class.
    pub(super) fn new(classes: &HashMap<Class, HashMap<String, i64>>) -> Lexicon {
        let mut lexicon = Lexicon::default();
        // In a fixed order, so that readings are tried in the same order on every run.
        let sorted: BTreeMap<_, _> = classes.iter().collect();
        for (class, words) in sorted {
            for (word, value) in words {
                let entry = lexicon.entries.entry(word.clone()).or_default();
                entry.classes.push((*class, *value));
            }
        }
        lexicon
    }

    pub(super) fn mark(&mut self, words: &[String], mark: impl Fn(&mut Entry)) {
        for word in words {
            mark(self.entries.entry(word.clone()).or_default());
        }
    }

    /// Words that show a tense, alone or two together.
    pub(super) fn tenses(&mut self, words: &[String], tense: i8) {
        for word in words {
            let (first, second) = word.split_once(' ').unwrap_or((word, ""));
            let entry = self.entries.entry(first.to_string()).or_default();
            match second.is_empty() {
                true => entry.tense = Some(tense),
                false => entry.phrases.push((second.to_string(), tense)),
            }
        }
    }

    /// The number of a literal word.
    pub(super) fn literal(&mut self, word: &str) -> u32 {
        let next = self.literals;
        let entry = self.entries.entry(word.to_string()).or_default();
        let number = *entry.literal.get_or_insert(next);
        self.literals += u32::from(number == next);
        number
    }

    /// What is known of a word, given in lower case.
    pub fn get(&self, word: &str) -> Option<&Entry> {
        self.entries.get(word)
    }

    /// A word's value in a class.
    pub fn value(&self, word: &str, class: Class) -> Option<i64> {
        self.get(word)?.value(class)
    }

    /// The tense a word shows with the one behind it, by itself or by its ending.
    pub fn tense_at(&self, tokens: &[Token], at: usize) -> Option<i8> {
        let token = tokens.get(at)?;
        let phrases = self
            .get(&token.lower)
            .map_or(&[][..], |entry| &entry.phrases);
        let next = tokens.get(at + 1).map_or("", |next| next.lower.as_str());
        let phrase = phrases.iter().find(|(second, _)| second == next);
        phrase
            .map(|(_, tense)| *tense)
            .or_else(|| self.tense(token))
    }

    /// The tense a word shows by itself or by its ending.
    pub fn tense(&self, token: &Token) -> Option<i8> {
        if !token.is_word() {
            return None;
        }
        if let Some(tense) = self.get(&token.lower).and_then(|entry| entry.tense) {
            return Some(tense);
        }
        let long = token.lower.len() > 4 && !token.capital;
        let past = |ending: &String| token.lower.ends_with(ending.as_str());
        (long && self.past_endings.iter().any(past)).then_some(-1)
    }
}

/// One way to read the text from a token on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// As what.
    pub symbol: Symbol,
    /// With which value.
    pub value: f64,
    /// How many tokens it takes.
    pub len: usize,
}

/// All readings of a text's tokens.
pub struct Readings<'a> {
    readings: Vec<Reading>,
    starts: Vec<usize>,
    /// What is known of each token.
    pub entries: Vec<Option<&'a Entry>>,
}

impl<'a> Readings<'a> {
    /// Reads every token as all that it may be.
    pub fn of(tokens: &[Token], lexicon: &'a Lexicon) -> Readings<'a> {
        let entries: Vec<Option<&Entry>> = tokens
            .iter()
            .map(|token| lexicon.get(&token.lower))
            .collect();
        let mut all = Readings {
            readings: Vec::with_capacity(tokens.len()),
            starts: Vec::with_capacity(tokens.len() + 1),
            entries,
        };
        for at in 0..tokens.len() {
            all.starts.push(all.readings.len());
            all.read(tokens, at);
        }
        all.starts.push(all.readings.len());
        all
    }

    /// The readings from one token on.
    pub fn at(&self, at: usize) -> &[Reading] {
        let range: Range<usize> = match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(start), Some(end)) => *start..*end,
            _ => 0..0,
        };
        &self.readings[range]
    }

    fn push(&mut self, class: Class, value: f64, len: usize) {
        self.readings.push(Reading {
            symbol: Symbol::Class(class),
            value,
            len,
        });
    }

    fn read(&mut self, tokens: &[Token], at: usize) {
        let token = &tokens[at];
        if let Some(entry) = self.entries[at] {
            if let Some(literal) = entry.literal {
                self.readings.push(Reading {
                    symbol: Symbol::Word(literal),
                    value: 0.0,
                    len: 1,
                });
            }
            if !entry.is(Mark::Capital) || token.capital {
                for (class, value) in &entry.classes {
                    self.push(*class, *value as f64, 1);
                }
            }
        }
        self.read_number(token);
        if let Some((value, len)) = numeral(tokens, &self.entries, at) {
            self.push(Class::Num, value, len);
        }
    }

    fn read_number(&mut self, token: &Token) {
        match token.kind {
            Kind::Number { value, digits } => {
                match digits {
                    1..=2 => {
                        if (1.0..=31.0).contains(&value) {
                            self.push(Class::DayNum, value, 1);
                        }
                        if digits == 2 {
                            self.push(Class::Num2, value, 1);
                        }
                    }
                    4 if (1000.0..2200.0).contains(&value) => self.push(Class::Year, value, 1),
                    _ => {}
                }
                // `at 1530`, `1745 GMT`
                if digits == 4 && value < 2400.0 && value % 100.0 < 60.0 {
                    let minutes = (value / 100.0).trunc() * 60.0 + value % 100.0;
                    self.push(Class::Hours, minutes, 1);
                }
                if (1..=4).contains(&digits) && value > 0.0 {
                    self.push(Class::YearLike, value, 1);
                }
                if digits <= 2 && value < 24.6 {
                    // 5.30 p.m. is written with a full stop in some countries.
                    let minutes = (value.fract() * 100.0).round();
                    if minutes < 60.0 {
                        self.push(Class::HourNum, value.trunc() * 60.0 + minutes, 1);
                    }
                }
            }
            Kind::Ordinal(value) => {
                if (1..=31).contains(&value) {
                    self.push(Class::DayNum, value as f64, 1);
                }
                self.push(Class::Ordinal, value as f64, 1);
            }
            Kind::Decade(value) => self.push(Class::Decade, value as f64, 1),
            Kind::Clock(value) => self.push(Class::Clock, value as f64, 1),
            Kind::ShortYear(value) => self.push(Class::ShortYear, value as f64, 1),
            Kind::Day(value) => self.push(Class::IsoDate, value as f64, 1),
            Kind::Word | Kind::Sign(_) => {}
        }
    }
}
