//! How a language writes numbers, days in digits, and words that an apostrophe joins.

use std::collections::HashSet;

use serde::Deserialize;

/// How a language writes; the data file explains each.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Spelling {
    /// Endings of a number in digits that make it an ordinal: `st`.
    pub ordinals: Vec<String>,
    /// The letter that makes a decade of a year: the `s` of `1990s`.
    pub decade: Option<String>,
    /// What an apostrophe joins to the one that has something: the `s` of `Iraq's`.
    pub possessive: Option<String>,
    /// What an apostrophe joins to the word behind it, without the apostrophe: the `l` of `l'accord`.
    pub elisions: HashSet<String>,
    /// The signs that part thousands.
    pub groups: Vec<char>,
    /// The sign before decimals.
    pub decimal: char,
    /// The letter between hours and minutes: the `h` of `14h30`.
    pub hours: Option<String>,
    /// Whether the day comes first in `02/03/2024`.
    pub day_first: bool,
    /// The letter of a quarter: the `q` of `Q3`.
    pub quarter: char,
}

impl Spelling {
    /// Whether a text begins with one of the signs that part thousands, and its length.
    pub(super) fn group(&self, text: &str) -> Option<usize> {
        let first = text.chars().next()?;
        self.groups.contains(&first).then(|| first.len_utf8())
    }
}
