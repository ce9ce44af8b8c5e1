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
    #[serde(default)]
    pub no_between: HashSet<String>,
    pub negations: HashSet<String>,
    #[serde(default)]
    pub plain_negations: HashSet<String>,
    #[serde(default)]
    pub not_quite: HashSet<String>,
    pub negation_endings: Vec<String>,
    pub describes_after: HashSet<String>,
    pub no_infinitive: HashSet<String>,
    #[serde(default)]
    pub no_infinitive_endings: Vec<String>,
    pub parts: HashSet<String>,
    pub joins: HashSet<String>,
    pub relatives: HashSet<String>,
    pub that: HashSet<String>,
    pub before_date: HashSet<String>,
    pub be_present: HashSet<String>,
    pub be_past: HashSet<String>,
    pub be: HashSet<String>,
    pub been: HashSet<String>,
    pub be_ahead: HashSet<String>,
    pub past_with_be: HashSet<String>,
    pub reflexive: HashSet<String>,
    pub clitics: HashSet<String>,
    pub have_present: HashSet<String>,
    pub have_past: HashSet<String>,
    pub do_present: HashSet<String>,
    pub do_past: HashSet<String>,
    pub to: HashSet<String>,
    pub infinitive_endings: Vec<String>,
    pub infinitives: HashSet<String>,
    pub past_endings: Vec<String>,
    #[serde(default)]
    pub circumstances: HashSet<String>,
    pub going_endings: Vec<String>,
    pub no_past: HashSet<String>,
    pub past: HashSet<String>,
    pub participle: HashSet<String>,
    pub participle_endings: Vec<String>,
    pub both: HashSet<String>,
    pub present: HashSet<String>,
    pub arranged: HashSet<String>,
    pub still_ahead: HashSet<String>,
    pub on_date: HashSet<String>,
    pub ahead_endings: HashMap<String, Mood>,
    pub ahead_forms: HashMap<String, Mood>,
    pub no_ahead: HashSet<String>,
    pub modals: HashMap<String, Mood>,
    pub past_modals: HashSet<String>,
    #[serde(default)]
    pub particles: HashMap<String, HashSet<String>>,
    #[serde(default)]
    pub unreal: HashSet<String>,
    #[serde(default)]
    pub perfect: HashSet<String>,
    pub ahead: HashMap<String, Mood>,
    pub ahead_to: HashMap<String, Mood>,
    pub looks_ahead: HashMap<String, Mood>,
    pub moves: Moves,
    pub participles: HashMap<String, String>,
    pub made_participles: Vec<(String, String)>,
    #[serde(default)]
    pub doubles: bool,
    /// The words that a phrase of two in any of these lists begins with.
    #[serde(skip)]
    leads: HashSet<String>,
}

/// Verbs that move a day, and the words that lead to the new one.
#[derive(Deserialize)]
#[allow(missing_docs, reason = "the data file explains each list")]
pub struct Moves {
    pub from: HashSet<String>,
    pub verbs: HashSet<String>,
    pub words: HashSet<String>,
}

impl VerbWords {
    /// The words of a data file.
    pub(super) fn parse(file: &str) -> Result<VerbWords, toml::de::Error> {
        let mut words: VerbWords = toml::from_str(file)?;
        let lists = [&words.not_quite, &words.arranged, &words.present];
        let phrases = lists.into_iter().flatten();
        let first = phrases.filter_map(|phrase| Some(phrase.split_once(' ')?.0.to_string()));
        words.leads = first.collect();
        Ok(words)
    }

    /// Whether a list, one of `not_quite`, `arranged` and `present`, has a phrase of these two words.
    pub fn has_both(&self, list: &HashSet<String>, first: &str, second: &str) -> bool {
        self.leads.contains(first) && list.contains(&format!("{first} {second}"))
    }

    /// Whether a word may stand within a group.
    pub fn is_between(&self, word: &str) -> bool {
        let no = self.no_between.contains(word);
        let adverb = |ending: &String| !no && word.len() > 4 && word.ends_with(ending.as_str());
        let leads = self.ahead_to.contains_key(word);
        self.between.contains(word) || (self.between_endings.iter().any(adverb) && !leads)
    }

    /// Whether a word, in lower case, is a participle.
    pub fn is_participle(&self, word: &str) -> bool {
        let formed = |ending: &String| word.len() > 4 && word.ends_with(ending.as_str());
        self.participle.contains(word)
            || (self.participle_endings.iter().any(formed) && !self.no_past.contains(word))
    }

    /// Whether a word, in lower case, denies what it says by its ending: `isn't`.
    pub fn is_negative(&self, word: &str) -> bool {
        let mut endings = self.negation_endings.iter();
        endings.any(|ending| word.ends_with(ending.as_str()))
    }

    /// How a word speaks of what is to come by its form alone: `signera`.
    pub fn ahead_form(&self, word: &str) -> Option<Mood> {
        let formed = || {
            let mut endings = self.ahead_endings.iter();
            let found = endings.find(|(ending, _)| word.ends_with(ending.as_str()));
            found.filter(|_| word.len() > 5 && !self.no_ahead.contains(word))
        };
        let form = self.ahead_forms.get(word).copied();
        form.or_else(|| formed().map(|(_, mood)| *mood))
    }

    /// Whether a word, in lower case, has the form of an infinitive; always, where infinitives have none.
    pub fn is_infinitive(&self, word: &str) -> bool {
        let mut endings = self.infinitive_endings.iter();
        let mut nouns = self.no_infinitive_endings.iter();
        let noun = nouns.any(|ending| word.ends_with(ending.as_str()));
        (self.infinitive_endings.is_empty() && !noun)
            || self.infinitives.contains(word)
            || endings.any(|ending| word.ends_with(ending.as_str()))
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
    #[serde(default)]
    pub possessives: HashSet<String>,
    #[serde(default)]
    pub trades: HashSet<String>,
    #[serde(default)]
    pub price: String,
    #[serde(default)]
    pub priced: HashSet<String>,
    #[serde(default)]
    pub spending: HashSet<String>,
    #[serde(default)]
    pub empty: HashSet<String>,
    pub of: String,
    #[serde(default)]
    pub the: String,
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
    pub done_to: HashSet<String>,
    #[serde(default)]
    pub counts: HashSet<String>,
    pub within: String,
    pub goes_on: HashSet<String>,
    pub contractions: Vec<(String, String)>,
    pub agreement: Option<Agreement>,
    pub persons: HashSet<String>,
    pub particles: HashSet<String>,
}

/// How a participle agrees with the noun it describes, where it does.
#[derive(Deserialize)]
#[allow(missing_docs, reason = "the data file explains each list")]
pub struct Agreement {
    pub feminine: HashSet<String>,
    pub feminine_endings: Vec<String>,
    pub feminine_ending: String,
    pub plural_ending: String,
}

impl LabelWords {
    /// A participle in the form that goes with a noun, both in lower case.
    pub fn agreed(&self, participle: &str, noun: &str, plural: bool) -> String {
        let Some(rules) = &self.agreement else {
            return participle.to_string();
        };
        let mut endings = rules.feminine_endings.iter();
        let feminine =
            rules.feminine.contains(noun) || endings.any(|ending| noun.ends_with(ending.as_str()));
        let mut agreed = participle.to_string();
        for (holds, ending) in [
            (feminine, &rules.feminine_ending),
            (plural, &rules.plural_ending),
        ] {
            if holds && !agreed.ends_with(ending.as_str()) {
                agreed.push_str(ending);
            }
        }
        agreed
    }

    /// Words with those that melt together written so: `de le barrage` is `du barrage`.
    pub fn contracted(&self, text: String) -> String {
        let contractions = self.contractions.iter();
        contractions.fold(text, |text, (apart, together)| {
            text.replace(apart, together)
        })
    }
}
