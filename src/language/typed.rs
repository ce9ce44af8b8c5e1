//! Words that authors type and Dateline reads, besides those that it says: the table `typed` of a
//! language file. Those of dates are in `dates.typed`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Holds what is read in facts and amounts, and never said.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Typed {
    /// What opens a part of a fact, by the part.
    pub parts: BTreeMap<String, Vec<String>>,
    /// Ranges of numbers: templates of `{min}` and `{max}`.
    pub ranges: Vec<String>,
    /// What loosens a number from behind, and how.
    pub hedges_behind: BTreeMap<String, String>,
    /// What a number of wholes has behind it for a half more.
    pub half: Vec<String>,
    /// Words that begin something else, where a unit could stand.
    pub no_unit: Vec<String>,
    /// Verbs that say of what follows that it is not so.
    pub denials: Vec<String>,
    /// Words that count, and give no number.
    pub inexact: Vec<String>,
}
