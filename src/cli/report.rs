//! Showing what is wrong, in the form that is asked for.

use std::collections::BTreeMap;

use super::{Format, output};
use crate::diagnostic::{self, Diagnostic, Severity, Texts, text::Style};

/// How many warnings of one code people are shown; programs get them all.
const SHOWN: usize = 20;

/// Prints diagnostics in their order: for people to standard error, for programs to standard
/// output.
pub fn show(diagnostics: &[Diagnostic], texts: &dyn Texts, format: Format) {
    match format {
        Format::Text => show_text(diagnostics, texts),
        Format::Json => output::print(&diagnostic::json::render(diagnostics, texts)),
        Format::Github => output::print(&diagnostic::github::render(diagnostics, texts)),
        Format::Sarif => output::print(&diagnostic::sarif::render(diagnostics, texts)),
    }
}

/// Every error, and of each kind of warning the first few: a thousand that say the same hide
/// the one that says something else.
fn show_text(diagnostics: &[Diagnostic], texts: &dyn Texts) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for diagnostic in diagnostics {
        let count = counts.entry(diagnostic.code).or_default();
        *count += 1;
        if diagnostic.severity == Severity::Error || *count <= SHOWN {
            shown.push(diagnostic.clone());
        }
    }
    let style = if output::coloured() {
        Style::Coloured
    } else {
        Style::Plain
    };
    output::note(&diagnostic::text::render(&shown, texts, style));
    for (code, count) in counts {
        let seen = shown
            .iter()
            .filter(|diagnostic| diagnostic.code == code)
            .count();
        if count > seen {
            output::note(&format!("… and {} more warnings [{code}]\n", count - seen));
        }
    }
}
