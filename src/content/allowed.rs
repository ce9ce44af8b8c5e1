//! The lints that an article allows, each with a reason.

use crate::diagnostic::{Diagnostic, Place};
use crate::value::{Fields, Value};

/// A lint that an article allows, because what looks wrong is meant.
#[derive(Clone, Debug)]
pub struct Allowed {
    /// The lint's code.
    pub lint: String,
    /// Why.
    pub reason: String,
    /// Where it is written.
    pub place: Place,
}

/// The table `allow`: codes of lints, each with a reason.
pub fn read(fields: &Fields<'_>) -> Vec<Allowed> {
    let Some(table) = fields.table("allow") else {
        return Vec::new();
    };
    let entries = table.table.entries.iter();
    entries
        .filter_map(|entry| {
            let place = fields.place(&entry.key_span);
            let reason = match &entry.node.value {
                Value::Scalar(scalar) => scalar.text.trim(),
                _ => "",
            };
            if reason.is_empty() {
                let message = format!("`{}` is allowed without a reason", entry.key);
                let error = Diagnostic::error("lint/no-reason", message, place);
                let help = format!("say why: \"{}\" = \"…\"", entry.key);
                fields.report(error.help(help));
                return None;
            }
            Some(Allowed {
                lint: entry.key.clone(),
                reason: reason.to_string(),
                place,
            })
        })
        .collect()
}
