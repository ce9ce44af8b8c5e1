//! What a language knows of dates and numbers, read from its data file.
//!
//! A language is made once and handed to everything that reads prose, so that another language
//! is another set of files beside `en.toml` and a line in [`of`].

mod grammar;
mod hash;
mod lexicon;
mod numerals;
mod pattern;
mod verbs;
mod words;

use std::sync::LazyLock;

use serde::Deserialize;

use crate::path::slug;
use crate::prose::tagger::Action;
use crate::prose::text::Spelling;

pub use grammar::{Found, Grammar, Rule, Slots};
pub use hash::{HashMap, HashSet};
pub use lexicon::{Class, Entry, Lexicon, Mark, Reading, Readings};
pub use numerals::numeral;
pub use verbs::{LabelWords, Mood, VerbWords};
pub use words::{
    CountingWords, EventWords, FurnitureWords, Joint, PoundWords, QuantityWords, StatusWords,
};

/// The data files under a code.
macro_rules! files {
    ($code:literal) => {
        Files {
            dates: include_str!(concat!($code, ".toml")),
            verbs: include_str!(concat!($code, "-verbs.toml")),
            labels: include_str!(concat!($code, "-labels.toml")),
            quantities: include_str!(concat!($code, "-quantities.toml")),
            events: include_str!(concat!($code, "-events.toml")),
            furniture: include_str!(concat!($code, "-furniture.toml")),
            demonyms: include_str!(concat!($code, "-demonyms.tsv")),
        }
    };
}

/// The range that a word makes of a date behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Frame {
    /// Some day no later.
    By,
    /// All the time up to it, or some day no later.
    Until,
    /// All the time from it on.
    Since,
    /// Some time that begins behind it.
    After,
    /// Some time that ends before it.
    Before,
}

/// The rules of one language, ready to use.
pub struct Language {
    /// Its code: `en`.
    pub code: String,
    /// Its words.
    pub lexicon: Lexicon,
    /// Its patterns of dates.
    pub dates: Grammar,
    /// Words whose full stop does not end a sentence.
    pub abbreviations: HashSet<String>,
    /// Words that verb groups are made of.
    pub verbs: VerbWords,
    /// Words that say what a number counts.
    pub labels: LabelWords,
    /// Words that tell how quantities are meant, what is counted, and what is none.
    pub quantities: QuantityWords,
    /// Words that tell whether something happened, is to happen, and who says so.
    pub events: EventWords,
    /// The furniture of newspapers' pages.
    pub furniture: FurnitureWords,
    /// Words before a date that make a range of it.
    pub frames: HashMap<String, Frame>,
    /// How it writes numbers, days in digits and elisions.
    pub spelling: Spelling,
    /// The country or area of adjectives and people, by their slugs.
    pub demonyms: HashMap<String, String>,
    /// Names of countries and areas besides those that every site knows, by their slugs.
    pub places: HashMap<String, String>,
}

#[derive(Deserialize)]
struct File {
    code: String,
    spelling: Spelling,
    abbreviations: Vec<String>,
    marks: HashMap<Mark, Vec<String>>,
    words: HashMap<Class, HashMap<String, i64>>,
    frames: HashMap<String, Frame>,
    define: HashMap<String, String>,
    dates: Vec<DatePatterns>,
    tense: Tense,
}

#[derive(Deserialize)]
struct DatePatterns {
    is: Action,
    #[serde(default)]
    offset: i32,
    r#match: Vec<String>,
}

#[derive(Deserialize)]
struct Tense {
    past: Vec<String>,
    future: Vec<String>,
    present: Vec<String>,
    past_endings: Vec<String>,
}

/// The languages that there are data files for.
const CODES: [&str; 2] = ["en", "fr"];

/// A language by its code, with or without a country: `fr`, `fr-CA`. Made once.
pub fn of(code: &str) -> Option<&'static Language> {
    static ALL: [LazyLock<Option<Language>>; CODES.len()] = [
        LazyLock::new(|| Language::parse(files!("en")).ok()),
        LazyLock::new(|| Language::parse(files!("fr")).ok()),
    ];
    let code = code.split(['-', '_']).next()?;
    let at = CODES.iter().position(|known| *known == code)?;
    ALL[at].as_ref()
}

/// Every language that there are data files for, English first.
pub fn all() -> impl Iterator<Item = &'static Language> {
    CODES.into_iter().filter_map(of)
}

/// The language of a text by its little words, which should be the one it is `said` to be in: another is
/// believed only where more words speak for it, and none where hardly any do.
pub fn told(text: &str, said: Option<&str>) -> Option<&'static Language> {
    const FEWEST: usize = 3;
    let counts = all().map(|language| (language.little_words(text), language));
    let counts: Vec<_> = counts.collect();
    let most = counts.iter().map(|(count, _)| *count).max()?;
    let mut best = counts.iter().filter(|(count, _)| *count == most);
    match said {
        Some(said) => {
            let said = of(said)?;
            best.any(|(_, language)| language.code == said.code)
                .then_some(said)
        }
        None if most < FEWEST => None,
        None => best
            .next()
            .filter(|_| best.next().is_none())
            .map(|(_, language)| *language),
    }
}

/// English: in which the site itself is written, where nothing says otherwise.
pub fn english() -> Option<&'static Language> {
    of(CODES[0])
}

/// The data files of a language.
struct Files {
    dates: &'static str,
    verbs: &'static str,
    labels: &'static str,
    quantities: &'static str,
    events: &'static str,
    furniture: &'static str,
    demonyms: &'static str,
}

impl Language {
    /// English.
    ///
    /// # Errors
    ///
    /// What is wrong with the data files; the tests hold that nothing is.
    pub fn english() -> Result<Language, String> {
        Language::parse(files!("en"))
    }

    /// How many little words of this language a text has among its first words.
    fn little_words(&self, text: &str) -> usize {
        const WORDS: usize = 500;
        let words = text.split(|c: char| !c.is_alphabetic()).take(WORDS);
        let little = |word: &str| self.quantities.stop.contains(&word.to_lowercase());
        words.filter(|word| little(word)).count()
    }

    fn parse(files: Files) -> Result<Language, String> {
        let wrong = |what: &str, error: &dyn std::fmt::Display| format!("{what}: {error}");
        let file: File = toml::from_str(files.dates).map_err(|error| wrong("dates", &error))?;
        let mut lexicon = Lexicon::new(&file.words);
        for (mark, words) in &file.marks {
            lexicon.mark(words, |entry| entry.marks.push(*mark));
        }
        lexicon.tenses(&file.tense.past, -1);
        lexicon.tenses(&file.tense.future, 1);
        lexicon.tenses(&file.tense.present, 0);
        lexicon.past_endings = file.tense.past_endings;
        let mut grammar = Grammar::default();
        for patterns in &file.dates {
            let rule = Rule {
                action: patterns.is,
                offset: patterns.offset,
            };
            for text in &patterns.r#match {
                let pattern = pattern::parse(text, &file.define)?;
                grammar.add(&pattern, rule, &mut lexicon)?;
            }
        }
        let read = |error: toml::de::Error, what| wrong(what, &error);
        let (demonyms, places) = names(files.demonyms);
        Ok(Language {
            code: file.code,
            lexicon,
            frames: file.frames,
            spelling: file.spelling,
            dates: grammar.finished(),
            abbreviations: file.abbreviations.into_iter().collect(),
            verbs: VerbWords::parse(files.verbs).map_err(|error| read(error, "verbs"))?,
            labels: toml::from_str(files.labels).map_err(|error| read(error, "labels"))?,
            quantities: toml::from_str(files.quantities)
                .map_err(|error| read(error, "quantities"))?,
            events: toml::from_str(files.events).map_err(|error| read(error, "events"))?,
            furniture: toml::from_str(files.furniture).map_err(|error| read(error, "furniture"))?,
            demonyms,
            places,
        })
    }
}

type Names = HashMap<String, String>;

/// What belongs to each place is called, and what the place itself is called, by lines of an id, the one
/// and the other.
fn names(file: &str) -> (Names, Names) {
    let mut names = (Names::default(), Names::default());
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let id = columns.next().unwrap_or("");
        for names in [&mut names.0, &mut names.1] {
            let words = columns.next().unwrap_or("").split(',').map(str::trim);
            let words = words.filter(|word| !word.is_empty());
            names.extend(words.map(|word| (slug(word), id.to_string())));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_files_are_sound() {
        for files in [files!("en"), files!("fr")] {
            assert_eq!(Language::parse(files).err(), None);
        }
    }
}
