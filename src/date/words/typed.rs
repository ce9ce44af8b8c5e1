//! Words of dates that are read and never said: the table `dates.typed` of a language file.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::read::plain;
use super::vocabulary::Vocabulary;

/// Holds what authors type for dates, besides what Dateline says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Typed {
    /// Other names of January to December.
    pub months: Vec<Vec<String>>,
    /// The names of Monday to Sunday.
    pub weekdays: Vec<Vec<String>>,
    /// Templates with the EDTF that they mean, in which `A` and `B` stand for their dates, `Z` for
    /// the last day of the first.
    pub frames: BTreeMap<String, String>,
    /// Words that may stand before a date and say nothing.
    pub silent: Vec<String>,
    /// Words that count from the day of an article, with what they mean; `near.rs` has the names.
    pub near: BTreeMap<String, String>,
    /// Words that point to another sentence.
    pub elsewhere: Vec<String>,
    /// Those that do so before the name of a weekday.
    pub elsewhere_weekday: Vec<String>,
    /// What a week is called.
    pub week: Vec<String>,
    /// Words before a date of which nobody knows whether it is included.
    pub until: Vec<String>,
    /// Words before a date that make another of it.
    pub changes: Vec<String>,
    /// Those that do so behind it, and behind a number.
    pub changes_behind: Vec<String>,
}

impl Typed {
    /// The number of a weekday by its name, from Monday, which is 0.
    pub(in crate::date) fn weekday(&self, name: &str) -> Option<u8> {
        let mut days = self.weekdays.iter().zip(0_u8..);
        let is = |known: &String| plain(known) == name;
        days.find(|(names, _)| names.iter().any(is))
            .map(|(_, day)| day)
    }
}

/// A text, plain already, in which months have the names that are said.
pub(super) fn renamed(words: &Vocabulary, text: &str) -> String {
    let months = words.typed.months.iter().zip(&words.months);
    let names = months.flat_map(|(names, said)| names.iter().map(move |name| (name, said)));
    names.fold(text.to_owned(), |text, (name, said)| {
        replaced(&text, &plain(name), &plain(said))
    })
}

/// A text with words replaced, wherever they stand as words; `و` may be joined to them.
pub(in crate::date) fn replaced(text: &str, words: &str, by: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(words) {
        let (before, behind) = (&rest[..at], &rest[at + words.len()..]);
        let joined = before.strip_suffix('و').unwrap_or(before);
        // The text before may be cut off within a word.
        let before_it = if joined.is_empty() { &out } else { joined };
        let within = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_word = !within(before_it.chars().next_back()) && !within(behind.chars().next());
        out.push_str(before);
        out.push_str(if is_word { by } else { words });
        rest = behind;
    }
    out + rest
}
