//! The words of the interface in one language: a file `languages/CODE.toml` of a theme.
//!
//! A file has the tables `dates` (what dates are said with), `numbers` (how numbers are written),
//! `typed` (what is read and never said) and `words` (all else, each by a key). A word with a number in it has a form for
//! each plural category of its language, as the Unicode CLDR names them.

mod check;
mod dates;
mod direction;
mod names;
mod numbers;
mod phrases;
mod typed;

pub use check::check;
pub use direction::{Direction, without_isolates};
pub use names::{code_of, is_code, is_same, is_short_code, normal, own_name, written};
pub use numbers::Numbers;
pub use typed::Typed;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use serde::Deserialize;

use crate::date::Vocabulary;
use crate::diagnostic::did_you_mean;
use crate::prose::text::capitalised;

/// A language that pages are written in.
#[derive(Clone)]
pub struct Language {
    /// Which language it is (BCP 47).
    pub code: String,
    /// What dates are said with.
    dates: Vocabulary,
    /// How numbers are written.
    pub numbers: Numbers,
    /// Which way it is written.
    pub direction: Direction,
    /// What is read besides what it says.
    pub typed: Typed,
    words: BTreeMap<String, Words>,
    plurals: Option<Arc<PluralRules>>,
    /// The English of the theme, if that has words of its own.
    english: Option<Arc<Language>>,
}

/// What a language file holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    dates: Vocabulary,
    numbers: Numbers,
    #[serde(default)]
    typed: Typed,
    words: BTreeMap<String, Words>,
}

/// What stands behind a key.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Words {
    /// One form, whatever the number.
    Plain(String),
    /// A form for each plural category: `zero`, `one`, `two`, `few`, `many`, `other`.
    Counted(BTreeMap<String, String>),
}

/// English, in which messages to authors are written and which every other language stands on.
pub fn english() -> &'static Language {
    static ENGLISH: LazyLock<Language> = LazyLock::new(|| {
        let file = include_str!("../../themes/default/languages/en.toml");
        Language::parse("en", file).unwrap_or_else(|_| Language {
            code: "en".to_string(),
            dates: crate::date::english().clone(),
            numbers: Numbers::default(),
            direction: Direction::LeftToRight,
            typed: Typed::default(),
            words: BTreeMap::new(),
            plurals: None,
            english: None,
        })
    });
    &ENGLISH
}

/// The languages that the default theme has words for: English, Arabic.
pub fn built_in() -> [&'static Language; 2] {
    static ARABIC: LazyLock<Option<Language>> = LazyLock::new(|| {
        let file = include_str!("../../themes/default/languages/ar.toml");
        Language::parse("ar", file).ok()
    });
    [english(), ARABIC.as_ref().unwrap_or(english())]
}

/// The languages that are read on every site, those first that a text is likely to be of: what is
/// written in Arabic letters is looked for in Arabic.
pub fn for_text(text: &str) -> [&'static Language; 2] {
    let mut languages = built_in();
    if text.contains(|c| matches!(c, '\u{600}'..='\u{6ff}')) {
        languages.reverse();
    }
    languages
}

impl Language {
    /// Reads a language file.
    ///
    /// # Errors
    ///
    /// What is wrong in it, with its place in bytes.
    pub fn parse(code: &str, file: &str) -> Result<Language, toml::de::Error> {
        let File {
            dates,
            numbers,
            typed,
            words,
        } = toml::from_str(file)?;
        Ok(Language {
            code: code.to_string(),
            dates,
            numbers,
            direction: Direction::of(code),
            typed,
            words,
            plurals: plurals(code).map(Arc::new),
            english: None,
        })
    }

    /// Takes what it has no words for from a theme's English, before Dateline's.
    pub fn stand_on(&mut self, english: Language) {
        self.english = Some(Arc::new(english));
    }

    /// The keys that English has and this language does not.
    pub fn missing(&self) -> Vec<&'static str> {
        let keys = english().words.keys();
        keys.filter(|key| !self.words.contains_key(*key))
            .map(String::as_str)
            .collect()
    }

    /// Whether there are words behind a key.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// The key that is meant by one that has no words.
    pub fn near(&self, key: &str) -> Option<&str> {
        let own = self.english.iter().flat_map(|english| english.words.keys());
        let keys = self.words.keys().chain(own).chain(english().words.keys());
        did_you_mean(key, keys.map(String::as_str))
    }

    /// The words behind a key.
    pub fn text(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// The words behind a key, with values put in for their names: `{date}`. Values of the other
    /// direction are isolated.
    pub fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        let form = self.form(key, None);
        begun(form, self.fill(form, values))
    }

    /// The words behind a key for so many things; `{n}` is the number.
    pub fn count(&self, key: &str, n: usize, values: &[(&str, &str)]) -> String {
        let number = self.numbers.whole(n);
        let values = [values, &[("n", &number)]].concat();
        let form = self.form(key, Some(n));
        begun(form, self.fill(form, &values))
    }

    /// The words behind a key for a number that is written already: in the form for so many things
    /// where it is a whole number, else in the form for parts.
    pub fn say_counted(&self, key: &str, n: Option<usize>, values: &[(&str, &str)]) -> String {
        self.fill(self.form(key, n), values)
    }

    /// The form behind a key for so many things, its names still in their places; the key itself
    /// where there is none.
    pub fn form<'a>(&'a self, key: &'a str, n: Option<usize>) -> &'a str {
        let forms = match self.find(key) {
            Some(Words::Plain(form)) => return form,
            Some(Words::Counted(forms)) => forms,
            None => return key,
        };
        let own = self.words.contains_key(key);
        let rules = if own {
            &self.plurals
        } else {
            &english().plurals
        };
        let rules = n.zip(rules.as_ref());
        let category = rules.map(|(n, rules)| name(rules.category_for(n)));
        category
            .and_then(|category| forms.get(category))
            .or_else(|| forms.get("other"))
            .map_or(key, String::as_str)
    }

    fn fill(&self, form: &str, values: &[(&str, &str)]) -> String {
        let isolated = values.iter().map(|(name, value)| {
            let value = self.direction.isolated(value);
            (*name, value)
        });
        let values: Vec<(&str, Cow<'_, str>)> = isolated.collect();
        fill(form, &values)
    }

    /// A month's short name, for axes; its number counts from 1.
    pub fn short_month(&self, month: u32) -> &str {
        let months = self.dates.short_months.iter();
        months
            .zip(1..)
            .find(|(_, nth)| *nth == month)
            .map_or("", |(name, _)| name)
    }

    /// Names or other parts in a list: `A, B and C`.
    pub fn list(&self, parts: &[String]) -> String {
        let parts = parts.iter().map(|part| self.direction.isolated(part));
        let parts: Vec<Cow<'_, str>> = parts.collect();
        let comma = self.text("comma");
        match parts.as_slice() {
            [first @ .., last] if !first.is_empty() => {
                let values = [("first", &*first.join(&comma)), ("last", last)];
                self.say("and", &values)
            }
            parts => parts.join(&comma),
        }
    }

    /// What stands between texts that are told one after the other: `A; B`, each isolated where
    /// it is of the other direction.
    pub fn joined(&self, key: &str, parts: &[String]) -> String {
        let parts = parts.iter().map(|part| self.direction.isolated(part));
        parts.collect::<Vec<_>>().join(&self.text(key))
    }

    fn find(&self, key: &str) -> Option<&Words> {
        let own = || self.english.as_ref()?.words.get(key);
        self.words
            .get(key)
            .or_else(own)
            .or_else(|| match std::ptr::eq(self, english()) {
                true => None,
                false => english().words.get(key),
            })
    }
}

/// A sentence with a capital, whatever it begins with: `A spokesman called it off.` A name that has
/// its capital within stays as it is.
fn begun(form: &str, words: String) -> String {
    let first = words.split(' ').next().unwrap_or_default();
    let begins_small = first.starts_with(char::is_lowercase) && !first.contains(char::is_uppercase);
    match form.ends_with('.') && begins_small {
        true => capitalised(&words),
        false => words,
    }
}

/// Which plural category a language has for which number.
fn plurals(code: &str) -> Option<PluralRules> {
    let primary = code.split(['-', '_']).next().unwrap_or(code);
    let language: Locale = primary.parse().ok()?;
    PluralRules::try_new_cardinal(language.into()).ok()
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// Puts values in for their names. What they hold is not looked at again.
pub fn fill(form: &str, values: &[(&str, Cow<'_, str>)]) -> String {
    let mut out = String::with_capacity(form.len());
    let mut rest = form;
    while let Some((before, name, after)) = next_name(rest) {
        out.push_str(before);
        let value = values.iter().find(|(known, _)| *known == name);
        out.push_str(value.map_or("", |(_, value)| &**value));
        rest = after;
    }
    out + rest
}

/// The names in a form that values are put in for.
pub fn names(form: &str) -> impl Iterator<Item = &str> {
    let mut rest = form;
    std::iter::from_fn(move || {
        let (_, name, after) = next_name(rest)?;
        rest = after;
        Some(name)
    })
}

fn next_name(form: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = form.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_has_words_and_plurals() {
        let english = english();
        assert_eq!(english.count("articles", 1, &[]), "1 article");
        assert_eq!(english.count("articles", 1200, &[]), "1,200 articles");
        let names = ["A", "B", "C"].map(str::to_string);
        assert_eq!(english.list(&names), "A, B and C");
        assert_eq!(english.list(&names[..1]), "A");
        assert_eq!(english.text("no such key"), "no such key");
    }
}
