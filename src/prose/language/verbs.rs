//! The words of `en-verbs.toml` and `en-labels.toml`.

use serde::Deserialize;

use super::hash::{HashMap, HashSet};

/// How a verb speaks of what is to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mood {
    /// It will be.
    Promised,
    /// Somebody said that it will be.
    Announced,
    /// It is arranged.
    Planned,
    /// It was agreed on.
    Confirmed,
    /// It is thought to come.
    Expected,
    /// It may be.
    Possible,
    /// It is asked for.
    Proposed,
    /// It must be.
    Required,
}

/// The words that verb groups are made of; the data file explains each.
#[derive(Deserialize)]
#[allow(missing_docs, reason = "the data file explains each list")]
pub struct VerbWords {
    pub between: HashSet<String>,
    pub between_endings: Vec<String>,
    pub negations: HashSet<String>,
    #[serde(default)]
    pub not_quite: HashSet<String>,
    pub describes_after: HashSet<String>,
    pub no_infinitive: HashSet<String>,
    pub parts: HashSet<String>,
    pub joins: HashSet<String>,
    pub relatives: HashSet<String>,
    pub that: String,
    pub before_date: HashSet<String>,
    pub be_present: HashSet<String>,
    pub be_past: HashSet<String>,
    pub be: HashSet<String>,
    pub have_present: HashSet<String>,
    pub have_past: HashSet<String>,
    pub do_present: HashSet<String>,
    pub do_past: HashSet<String>,
    pub to: String,
    pub past_endings: Vec<String>,
    pub going_endings: Vec<String>,
    pub no_past: HashSet<String>,
    pub past: HashSet<String>,
    pub participle: HashSet<String>,
    pub both: HashSet<String>,
    pub present: HashSet<String>,
    pub arranged: HashSet<String>,
    pub modals: HashMap<String, Mood>,
    pub ahead: HashMap<String, Mood>,
    pub ahead_to: HashMap<String, Mood>,
    pub looks_ahead: HashMap<String, Mood>,
    pub moves: Moves,
    pub participles: HashMap<String, String>,
}

/// Verbs that move a day, and the words that lead to the new one.
#[derive(Deserialize)]
#[allow(missing_docs, reason = "the data file explains each list")]
pub struct Moves {
    pub verbs: HashSet<String>,
    pub words: HashSet<String>,
}

impl VerbWords {
    /// Whether a word may stand within a group.
    pub fn is_between(&self, word: &str) -> bool {
        let adverb = |ending: &String| word.len() > 4 && word.ends_with(ending.as_str());
        self.between.contains(word) || self.between_endings.iter().any(adverb)
    }

    /// Whether a word, in lower case, is a verb in the past.
    pub fn is_past(&self, word: &str) -> bool {
        let formed = |ending: &String| word.len() > 4 && word.ends_with(ending.as_str());
        self.past.contains(word)
            || (self.past_endings.iter().any(formed) && !self.no_past.contains(word))
    }
}

/// The words that say what a number counts.
#[derive(Deserialize)]
#[allow(missing_docs, reason = "the data file explains each list")]
pub struct LabelWords {
    pub articles: HashSet<String>,
    pub of: String,
    pub by: String,
    pub who: String,
    pub that: String,
    pub to_be: String,
    pub percent: String,
    pub share: String,
    pub money: String,
    pub cost: String,
    pub costs: HashSet<String>,
    pub worth: HashSet<String>,
    pub levels: HashSet<String>,
    #[serde(default)]
    pub counts: HashSet<String>,
    pub persons: HashSet<String>,
    pub particles: HashSet<String>,
}
