//! The words of quantities, events and furniture: `en-quantities.toml` and the like.

use serde::Deserialize;

use super::hash::{HashMap, HashSet};

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
    /// Words with a capital that a name of a place or a people begins with: `new`.
    #[serde(default)]
    pub within_peoples: HashSet<String>,
    /// Words before `of` and a country that stand for it: `republic`.
    #[serde(default)]
    pub realms: HashSet<String>,
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
    /// Of these, those behind which a number alone says how far it went: `rose 5 percent`.
    #[serde(default)]
    pub moves: HashSet<String>,
    /// The same as infinitives and nouns, behind which two numbers are a range: `to grow by 6% to 8%`.
    #[serde(default)]
    pub moves_to: HashSet<String>,
    /// Words between these and such a number: `rose by 5 percent`.
    #[serde(default)]
    pub moves_by: HashSet<String>,
    /// Two words before a number of what is left out: `all but 200`.
    #[serde(default)]
    pub left_out: HashSet<String>,
    /// Words before a number that another is compared with.
    pub compares: HashSet<String>,
    /// Words behind a number that is only how far two others lie apart: `14% higher`.
    #[serde(default)]
    pub differences: HashSet<String>,
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
    /// Endings of plurals with what the singular has in their place, the longest first.
    pub stems: Vec<(String, String)>,
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
    pub of: HashSet<String>,
    pub the: HashSet<String>,
    pub another: String,
    pub within: String,
    pub out: String,
    pub age: String,
    pub of_age: String,
    pub old: HashSet<String>,
    pub per: String,
    pub thousand: String,
    pub exact: HashSet<String>,
    pub scale_of: HashSet<String>,
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

    /// A word, in lower case, without the ending of its plural and what an apostrophe hangs on it.
    pub fn stem(&self, word: &str) -> String {
        let word = word.split(['\'', '’']).find(|part| !part.is_empty());
        let word = word.unwrap_or("");
        let mut stems = self.stems.iter();
        let stem = stems
            .find_map(|(ending, stem)| Some(format!("{}{stem}", word.strip_suffix(&**ending)?)));
        stem.unwrap_or_else(|| word.to_string())
    }
}

/// The words of `en-events.toml`.
#[derive(Deserialize)]
pub struct EventWords {
    /// Relations of an event to its date, by the words before the date: `by`, `until`.
    pub relations: HashMap<String, String>,
    /// The same by the words behind the date: `or later`.
    #[serde(default)]
    pub behind: HashMap<String, String>,
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
    /// Those that what is done is done to: `it`, `them`.
    #[serde(default)]
    pub objects: HashSet<String>,
    /// Those that are a subject by themselves.
    pub personal: HashSet<String>,
    /// Those for a person.
    pub persons: HashSet<String>,
    /// Those for a thing.
    pub things: HashSet<String>,
    /// Those for several.
    pub several: HashSet<String>,
    /// Pronouns and articles of the one gender, where words have one.
    pub masculine: HashSet<String>,
    /// Those of the other.
    pub feminine: HashSet<String>,
    /// Words that show that a name is a person's.
    pub persons_by: HashSet<String>,
    /// Words that show that a name is that of a body.
    pub bodies: HashSet<String>,
    /// Small words within such a name: `the Institute for Ports`.
    #[serde(default)]
    pub within_bodies: HashSet<String>,
    /// Subjects that say nothing by themselves.
    pub vague: HashSet<String>,
    /// Verbs of how things are, not of what happens.
    pub stative: HashSet<String>,
    /// Verbs that tell how a number changes.
    pub changes: HashSet<String>,
    /// Words that show that somebody speaks himself.
    pub speakers: HashSet<String>,
    /// Of these, those by which somebody speaks for several: `we`.
    #[serde(default)]
    pub together: HashSet<String>,
    /// Words before a date that mean no earlier where the verb is denied.
    pub turned: HashSet<String>,
    /// Words before a date that only compares with it.
    pub comparing: HashSet<String>,
    /// Words that point to what another sentence says.
    pub pointing: HashSet<String>,
    /// Before a colon, who asks in an interview.
    pub asking: HashSet<String>,
    /// Verbs whose object an `until` may be: `has until Friday to answer`.
    #[serde(default)]
    pub giving: HashSet<String>,
    /// Words that rank what is told: `worst`, `plus`.
    #[serde(default)]
    pub superlatives: HashSet<String>,
    /// Endings of such words: `highest`.
    #[serde(default)]
    pub superlative_endings: Vec<String>,
    /// Words that make what follows no event: `if`.
    pub doubtful: HashSet<String>,
    /// Words under which a clause says nothing that is so: `denied that`.
    #[serde(default)]
    pub unsaid: HashSet<String>,
    /// Of these, verbs whose object is there: `rejected 60 requests`.
    #[serde(default)]
    pub rejecting: HashSet<String>,
    /// Words at the end of a clause that put it long ago: `then`.
    #[serde(default)]
    pub then: HashSet<String>,
    /// Words near a year that make it none of the calendar: `fiscal`.
    #[serde(default)]
    pub fiscal: HashSet<String>,
    /// Words behind a month that make it part of the name of what is traded: `July delivery`.
    #[serde(default)]
    pub traded: HashSet<String>,
    /// Words of a clause behind another that say that it is not so.
    #[serde(default)]
    pub turned_down: HashSet<String>,
    /// Verbs of what becomes of a plan that leave standing what it would do: `was adopted`.
    #[serde(default)]
    pub taken_up: HashSet<String>,
    /// Words that loosen what a clause says: `allegedly`.
    #[serde(default)]
    pub doubts: HashSet<String>,
    /// Words of a verb that tell what was to come once: `was originally due`.
    #[serde(default)]
    pub superseded: HashSet<String>,
    /// Words behind it that tell what is to come instead: `and will now reopen`.
    #[serde(default)]
    pub superseding: HashSet<String>,
    /// Two words of sentences that tell what an article once said.
    #[serde(default)]
    pub withdrawn: HashSet<String>,
    /// Participles that only describe: `set`.
    #[serde(default)]
    pub described: HashSet<String>,
    /// Nouns for what is only thought to come: `hopes`.
    #[serde(default)]
    pub thought: HashSet<String>,
    /// Words that a title must not begin or end with.
    pub loose: HashSet<String>,
}

impl EventWords {
    /// Whether a verb, with the word behind it, calls something off.
    pub fn calls_off(&self, verb: &str, next: &str) -> bool {
        let phrase = format!("{verb} {next}");
        let mut statuses = self.statuses.iter();
        statuses.any(|status| {
            let mut words = status.words.iter();
            status.status == "cancelled" && words.any(|word| word == verb || *word == phrase)
        })
    }
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
    /// Words before the number of a page, and between it and how many there are.
    #[serde(default)]
    pub pages: HashSet<String>,
    /// Beginnings of lines that are furniture.
    pub starts: Vec<String>,
    /// Parts of lines that make a short line furniture.
    pub parts: Vec<String>,
    /// Beginnings of lines that are furniture where the line is no sentence.
    pub openings: Vec<String>,
    /// Parts that make a short line furniture where it is no sentence.
    pub plain_parts: Vec<String>,
    /// Words by which a page speaks to who reads it.
    pub addresses: HashSet<String>,
    /// Of the words before a day, those before a later one than that of publication.
    pub updated: Vec<String>,
    /// Parts that make a line of any length furniture.
    pub legal: Vec<String>,
    /// Lines after which readers speak.
    pub readers: Vec<String>,
    /// Lines after which other articles are offered.
    pub offers: Vec<String>,
    /// Words before an author's name: `by`.
    pub by: Vec<String>,
    /// Words between two authors' names: `and`.
    pub and: Vec<String>,
    /// Words for the role of an author: `staff writer`.
    pub roles: Vec<String>,
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
    /// How a text says that it is not to be published yet.
    pub embargo: EmbargoWords,
    /// What stands before a text.
    pub head: HeadWords,
}

/// What stands before a text, besides its headline.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadWords {
    /// Words before a colon that a headline follows: `subject`.
    pub labels: HashSet<String>,
    /// Words before a colon that show that a letter was sent on: `fw`.
    pub forwards: HashSet<String>,
    /// Words before a colon that make a line a field of a form: `from`.
    pub fields: Vec<String>,
    /// Words for whom to ask: `director`.
    pub offices: HashSet<String>,
}

/// How a text says that it is not to be published yet.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbargoWords {
    /// Words that say so wherever they stand.
    pub says: Vec<String>,
    /// Words that say so at the beginning of a line, before a sign, a number or one of `leads`.
    pub opens: Vec<String>,
    /// Words before the time at which it ends.
    pub leads: HashSet<String>,
    /// Words behind the four digits of a time of day.
    pub hours: HashSet<String>,
    /// Words by which there is none.
    pub none: HashSet<String>,
    /// Zones by their names: an offset, or the zone's name where it has a summer.
    pub zones: HashMap<String, String>,
}
