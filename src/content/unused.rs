//! Keys of another generator's front matter that mean nothing here, each told of once.

use std::collections::BTreeMap;

use super::foreign::{held, is_known, spelled};
use super::holding::{self, Why};
use crate::config::{Config, FILE, Foreign};
use crate::diagnostic::{Diagnostic, Place};
use crate::path::SourcePath;
use crate::value::Table;

/// One warning for every key that no file's reader takes, and for every one that holds texts back
/// because nobody understands it, at the first file that has it.
#[derive(Default)]
pub(super) struct Unused {
    keys: BTreeMap<String, (usize, Place)>,
    /// Keys that may hold a text back and are not understood, each with why.
    held: BTreeMap<(String, Why), (usize, Place)>,
}

impl Unused {
    /// Notes the keys of a file.
    pub fn note(
        &mut self,
        path: &SourcePath,
        table: &Table,
        config: &Config,
        foreign: &Foreign,
        noticed: &[Diagnostic],
    ) {
        for (key, span, why) in held(path, table, config, foreign, noticed).unclear {
            let place = Place::span(path, span);
            let known = self.held.entry((key, why)).or_insert((0, place));
            known.0 += 1;
        }
        let table = &spelled(table, config, foreign);
        let lists = [
            &foreign.title,
            &foreign.date,
            &foreign.url,
            &foreign.expires,
            &foreign.summary,
        ];
        for entry in &table.entries {
            let mapped = lists.iter().any(|list| list.contains(&entry.key));
            if !mapped && !holding::may_hold(&entry.key) && !is_known(entry, config) {
                let place = Place::span(path, entry.key_span.clone());
                self.keys.entry(entry.key.clone()).or_insert((0, place)).0 += 1;
            }
        }
    }

    /// The warnings.
    pub fn warnings(self) -> Vec<Diagnostic> {
        let held = self.held.into_iter().map(|((key, why), (count, place))| {
            let what = match why {
                Why::Below => "stands below a table",
                Why::Twice => "stands twice",
                Why::Words => "says neither yes or no nor a day",
            };
            let message = format!("`{key}` {what}, so {} not published", texts_are(count));
            let help = "write `draft: true`, `publishDate: 2027-01-01` or `expiryDate: 2027-01-01` at the top level, or take it out";
            Diagnostic::warning("foreign/held-back", message, place).help(help)
        });
        let keys = self.keys.into_iter();
        let unused = keys.map(|(key, (count, place))| {
            let files = if count == 1 {
                "1 file".to_string()
            } else {
                format!("{count} files")
            };
            let message = format!("`{key}` is not used; {files} of the site have it");
            Diagnostic::warning("foreign/unused-key", message, place).help(format!(
                "map it in {FILE}, below [foreign] or [taxonomies], if it means something here"
            ))
        });
        held.chain(unused).collect()
    }
}

fn texts_are(count: usize) -> String {
    match count {
        1 => "1 text is".to_string(),
        count => format!("{count} texts are"),
    }
}
