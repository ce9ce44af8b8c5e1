//! What a language knows of dates and numbers, read from its data file.
//!
//! A language is made once and handed to everything that reads prose, so that another language
//! is another file beside `en.toml`.

mod grammar;
mod hash;
mod lexicon;
mod numerals;
mod pattern;
mod verbs;

use std::sync::LazyLock;

use serde::Deserialize;

use crate::prose::tagger::Action;

pub use grammar::{Found, Grammar, Rule, Slots};
pub use hash::{HashMap, HashSet};
pub use lexicon::{Class, Entry, Lexicon, Mark, Reading, Readings};
pub use numerals::numeral;
pub use verbs::{LabelWords, Mood, VerbWords};

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
    /// Adjectives and people, by the country or area they belong to.
    pub demonyms: HashMap<String, String>,
}

#[derive(Deserialize)]
struct File {
    code: String,
    abbreviations: Vec<String>,
    marks: HashMap<Mark, Vec<String>>,
    words: HashMap<Class, HashMap<String, i64>>,
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

/// The words of `en-quantities.toml`.
#[derive(Deserialize)]
pub struct QuantityWords {
    /// Hedges, by the words that stand before a number (`more than`) and their meaning.
    pub hedges: HashMap<String, String>,
    /// Hedges that stand after: `or more`.
    pub hedges_after: HashMap<String, String>,
    /// Currency signs and the words for money, with the name of the unit.
    pub currencies: HashMap<String, String>,
    /// Units of measure, with the name of the unit.
    pub units: HashMap<String, String>,
    /// Units that a bare abbreviation names only directly behind a number: `5m`.
    pub glued_units: HashMap<String, String>,
    /// Words that end what is counted: prepositions, conjunctions, verbs.
    pub stop: HashSet<String>,
    /// Words that stand before what is counted without being part of it.
    pub skip: HashSet<String>,
    /// Words before a number that is a name, not a quantity: `flight`, `article`.
    pub labels: HashSet<String>,
    /// Numbers that name a thing with certain words behind them: `911 calls`.
    pub names: HashMap<String, HashSet<String>>,
    /// Words that make a number negative.
    pub minus: HashSet<String>,
    /// Words after which a bare `one` is no number: `no`, `the`, `which`.
    pub no_number: HashSet<String>,
    /// Nouns whose plural is not formed with an `s`.
    pub plurals: HashSet<String>,
    /// Words between `of` and what is counted: `the`, `its`.
    pub determiners: HashSet<String>,
    /// Words that show a step and where it led: `rose`.
    pub changes: HashSet<String>,
    /// Words before a number that another is compared with.
    pub compares: HashSet<String>,
    /// The word that opens a way from one number to another: `from`.
    pub range_start: String,
    /// The word that opens a pair of bounds: `between`.
    pub pair_start: String,
    /// Words that join two numbers.
    pub joints: HashMap<String, Joint>,
    /// Words before the unit behind `per`: `a`, `per`, `each`.
    pub rates: HashSet<String>,
    /// What a measure is taken by, with its name: `annum` is a year.
    pub per: HashMap<String, String>,
    /// Words for places in phrases such as `in Iraq`.
    pub places: HashSet<String>,
    /// Names of peoples that stand for the place too.
    pub places_too: HashSet<String>,
    /// Units that nobody would keep a number of.
    pub loose_units: HashSet<String>,
    /// Units that count only where the clause says of what.
    pub told_units: HashSet<String>,
    /// Endings of plurals.
    pub plural_endings: Vec<String>,
    /// Endings that only look like those of plurals.
    pub singular_endings: Vec<String>,
    /// Words that have a part of their own in counting.
    pub grammar: CountingWords,
    /// What tells pounds of money from pounds of weight.
    #[serde(default)]
    pub pounds: PoundWords,
}

/// Words that tell pounds of money from pounds of weight.
#[derive(Default, Deserialize)]
pub struct PoundWords {
    /// Words of a sentence that speaks of money.
    pub money: HashSet<String>,
    /// Words of one that speaks of weight.
    pub weight: HashSet<String>,
    /// What stands behind `pounds of` where these are money.
    pub of: HashSet<String>,
}

/// Words that have a part of their own in counting; the data file shows each.
#[derive(Deserialize)]
#[allow(missing_docs, reason = "the data file explains each word")]
pub struct CountingWords {
    pub of: String,
    pub the: String,
    pub another: String,
    pub within: String,
    pub out: String,
    pub age: String,
    pub old: HashSet<String>,
    pub per: String,
    pub thousand: String,
    pub pounds: String,
    pub pounds_money: String,
    pub pounds_weight: String,
}

/// How a word joins two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Joint {
    /// `20 to 30`
    Range,
    /// `between 20 and 30`
    Pair,
    /// `20 or 30`
    Choice,
}

impl QuantityWords {
    /// Whether a word, in lower case, looks like a plural.
    pub fn is_plural(&self, word: &str) -> bool {
        let ends =
            |endings: &[String]| endings.iter().any(|ending| word.ends_with(ending.as_str()));
        let formed = word.len() > 3 && ends(&self.plural_endings) && !ends(&self.singular_endings);
        formed || self.plurals.contains(word)
    }
}

/// The words of `en-events.toml`.
#[derive(Deserialize)]
pub struct EventWords {
    /// Relations of an event to its date, by the words before the date: `by`, `until`.
    pub relations: HashMap<String, String>,
    /// Statuses by the words that show them.
    pub statuses: Vec<StatusWords>,
    /// Verbs of saying: `said`, `told`.
    pub saying: HashSet<String>,
    /// Nouns and verbs that show that something happens.
    pub happening: HashSet<String>,
    /// Words before a speaker's name that are a title: `minister`.
    pub titles: HashSet<String>,
    /// Of the verbs of saying, those that make news by themselves.
    pub announcing: HashSet<String>,
    /// Words behind which the speaker stands after one more: `according`.
    pub according: HashSet<String>,
    /// Words that may open a sentence before its subject.
    pub openers: HashSet<String>,
    /// Words that a phrase before the subject opens with.
    pub leading: HashSet<String>,
    /// Words that stand for somebody or something named before.
    pub pronouns: HashSet<String>,
    /// Those that are a subject by themselves.
    pub personal: HashSet<String>,
    /// Those for a person.
    pub persons: HashSet<String>,
    /// Those for a thing.
    pub things: HashSet<String>,
    /// Those for several.
    pub several: HashSet<String>,
    /// Words that show that a name is a person's.
    pub persons_by: HashSet<String>,
    /// Words that show that a name is that of a body.
    pub bodies: HashSet<String>,
    /// Subjects that say nothing by themselves.
    pub vague: HashSet<String>,
    /// Verbs of how things are, not of what happens.
    pub stative: HashSet<String>,
    /// Verbs that tell how a number changes.
    pub changes: HashSet<String>,
    /// Words that show that somebody speaks himself.
    pub speakers: HashSet<String>,
    /// Words before a date that mean no earlier where the verb is denied.
    pub turned: HashSet<String>,
    /// Words before a date that only compares with it.
    pub comparing: HashSet<String>,
    /// Words that make what follows no event: `if`.
    pub doubtful: HashSet<String>,
    /// Participles that only describe: `set`.
    #[serde(default)]
    pub described: HashSet<String>,
    /// Nouns for what is only thought to come: `hopes`.
    #[serde(default)]
    pub thought: HashSet<String>,
    /// Words that a title must not begin or end with.
    pub loose: HashSet<String>,
}

/// A status and the words that show it.
#[derive(Deserialize)]
pub struct StatusWords {
    /// The status.
    pub status: String,
    /// The words, any of which shows it.
    pub words: Vec<String>,
}

/// The words of `en-furniture.toml`.
#[derive(Deserialize)]
pub struct FurnitureWords {
    /// Whole lines that are furniture, in lower case.
    pub lines: HashSet<String>,
    /// Beginnings of lines that are furniture.
    pub starts: Vec<String>,
    /// Parts of lines that make a short line furniture.
    pub parts: Vec<String>,
    /// Parts that make a line of any length furniture.
    pub legal: Vec<String>,
    /// Lines after which readers speak.
    pub readers: Vec<String>,
    /// Lines after which other articles are offered.
    pub offers: Vec<String>,
    /// Words before an author's name: `by`.
    pub by: Vec<String>,
    /// Words for the role of an author: `staff writer`.
    pub roles: Vec<String>,
    /// Words between two authors.
    #[serde(default)]
    pub and: Vec<String>,
    /// Words behind a name that are no part of it: `in`.
    #[serde(default)]
    pub behind_name: HashSet<String>,
    /// Words with a small letter within names: `de`.
    #[serde(default)]
    pub within_name: HashSet<String>,
    /// Words in the names of bodies: `news`.
    #[serde(default)]
    pub bodies: HashSet<String>,
    /// Words before the reporters at the end of a text.
    #[serde(default)]
    pub reporting: Vec<String>,
    /// Words before a day that is the day of publication: `published`, `updated`.
    pub published: Vec<String>,
    /// News agencies by the way they are written.
    pub agencies: HashMap<String, String>,
}

/// English, made once: in which the lints and the hints read.
pub fn english() -> Option<&'static Language> {
    static ENGLISH: LazyLock<Option<Language>> = LazyLock::new(|| Language::english().ok());
    ENGLISH.as_ref()
}

impl Language {
    /// English.
    ///
    /// # Errors
    ///
    /// What is wrong with the data file; the tests hold that nothing is.
    pub fn english() -> Result<Language, String> {
        Language::parse(
            include_str!("en.toml"),
            [
                include_str!("en-verbs.toml"),
                include_str!("en-labels.toml"),
            ],
            include_str!("en-quantities.toml"),
            include_str!("en-events.toml"),
            include_str!("en-furniture.toml"),
            include_str!("en-demonyms.tsv"),
        )
    }

    fn parse(
        dates: &str,
        [verbs, labels]: [&str; 2],
        quantities: &str,
        events: &str,
        furniture: &str,
        demonyms: &str,
    ) -> Result<Language, String> {
        let wrong = |what: &str, error: &dyn std::fmt::Display| format!("{what}: {error}");
        let file: File = toml::from_str(dates).map_err(|error| wrong("dates", &error))?;
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
        Ok(Language {
            code: file.code,
            lexicon,
            dates: grammar.finished(),
            abbreviations: file.abbreviations.into_iter().collect(),
            verbs: toml::from_str(verbs).map_err(|error| wrong("verbs", &error))?,
            labels: toml::from_str(labels).map_err(|error| wrong("labels", &error))?,
            quantities: toml::from_str(quantities).map_err(|error| wrong("quantities", &error))?,
            events: toml::from_str(events).map_err(|error| wrong("events", &error))?,
            furniture: toml::from_str(furniture).map_err(|error| wrong("furniture", &error))?,
            demonyms: demonyms
                .lines()
                .filter(|line| !line.starts_with('#'))
                .filter_map(|line| line.split_once('\t'))
                .flat_map(|(id, words)| {
                    let words = words.split(',').map(|word| word.trim().to_lowercase());
                    words.map(|word| (word, id.to_string()))
                })
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_files_are_sound() {
        assert_eq!(Language::english().err(), None);
    }
}
