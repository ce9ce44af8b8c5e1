//! Keys of another generator's front matter that mean nothing here.

use super::address::is_section;
use super::foreign::{held, is_known, spelled};
use super::holding::{self, Why};
use crate::config::{Config, FILE, Foreign};
use crate::diagnostic::{Diagnostic, Place};
use crate::path::SourcePath;
use crate::value::Table;

/// A warning for every key of a file that no reader takes, and for every one that holds the text
/// back because nobody understands it.
pub(super) fn keys(
    path: &SourcePath,
    table: &Table,
    config: &Config,
    foreign: &Foreign,
    noticed: &[Diagnostic],
) -> Vec<Diagnostic> {
    let held = held(path, table, config, foreign, noticed).unclear;
    let held = held.into_iter().map(|(key, span, why)| {
        let what = match why {
            Why::Below => "stands below a table",
            Why::Twice => "stands twice",
            Why::Words => "says neither yes or no nor a day",
        };
        let message = format!("`{key}` {what}, so the text is not published");
        let help = "write `draft: true`, `publishDate: 2027-01-01` or `expiryDate: 2027-01-01` at the top level, or take it out";
        let place = Place::span(path, span);
        Diagnostic::warning("foreign/held-back", message, place)
            .help(help)
            .as_said()
    });
    let table = &spelled(table, config, foreign);
    let unused = table.entries.iter().filter(|entry| {
        let mapped = foreign.lists().iter().any(|list| list.contains(&entry.key));
        let own_page = is_section(path) && holding::is_of_own_page(entry);
        let holds = holding::holds(entry) && !own_page || holding::is_cascade(path, entry);
        !mapped && !holds && !is_known(entry, config)
    });
    let unused = unused.map(|entry| {
        let message = format!("`{}` is not used", entry.key);
        let help = format!(
            "map it in {FILE}, below [foreign] or [taxonomies], if it means something here"
        );
        let place = Place::span(path, entry.key_span.clone());
        Diagnostic::warning("foreign/unused-key", message, place)
            .help(help)
            .as_said()
    });
    held.chain(unused).collect()
}
