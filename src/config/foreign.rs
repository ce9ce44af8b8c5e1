//! The field map: how the content of another generator's site is to be read.

use crate::value::Fields;

/// Which keys of another generator's front matter mean what.
///
/// Where it is given, every Markdown file is an article or, without a date, a standing page;
/// keys that nobody maps are passed over with one warning each; and what the other generator let
/// pass is a warning here too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foreign {
    /// Keys that hold the headline, the first that is there counts.
    pub title: Vec<String>,
    /// Keys that hold the day of publication, also within a path: `2015/05/15/name`.
    pub date: Vec<String>,
    /// Keys that hold the address from the site's root.
    pub url: Vec<String>,
    /// Keys that hold the last day to show it on.
    pub expires: Vec<String>,
    /// Keys that say whether it is a draft, besides those that are known.
    pub draft: Vec<String>,
    /// Keys that hold the first day or instant to show it on, besides those that are known.
    pub embargo: Vec<String>,
    /// Keys that hold the summary.
    pub summary: Vec<String>,
    /// The languages that end the names of files (`x.de.md`) or are folders (`fr/x.md`). Where none
    /// is given, whatever is a language at the end of a name.
    pub languages: Vec<String>,
}

impl Foreign {
    /// Every list of keys.
    pub fn lists(&self) -> [&Vec<String>; 7] {
        [
            &self.title,
            &self.date,
            &self.url,
            &self.expires,
            &self.draft,
            &self.embargo,
            &self.summary,
        ]
    }
}

/// Reads the table `foreign`.
pub(super) fn read(fields: &Fields<'_>) -> Option<Foreign> {
    let table = fields.table("foreign")?;
    let keys = |key: &'static str, default: &[&str]| {
        let named = table.names(key);
        match table.table.get(key) {
            Some(_) => named,
            None => default.iter().map(|key| (*key).to_string()).collect(),
        }
    };
    let foreign = Foreign {
        title: keys("title", &["title"]),
        date: keys("date", &["date"]),
        url: keys("url", &[]),
        expires: keys("expires", &["expires", "expiryDate"]),
        draft: keys("draft", &[]),
        embargo: keys("embargo", &[]),
        summary: keys("summary", &["summary", "description"]),
        languages: keys("languages", &[]),
    };
    table.finish();
    Some(foreign)
}
