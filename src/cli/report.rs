//! Showing what is wrong, in the form that is asked for.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Format, output};
use crate::diagnostic::{self, Diagnostic, Severity, Texts, text::Style};

/// How many warnings of one code people are shown; programs get them all.
const SHOWN: usize = 20;

/// Prints diagnostics in their order: for people to standard error, for programs to standard
/// output.
///
/// Machines look for files from the current folder, so the site's own is put before them.
pub fn show(diagnostics: &[Diagnostic], texts: &dyn Texts, format: Format, site: &Path) {
    match format {
        Format::Text => show_text(diagnostics, texts),
        Format::Json => output::print(&diagnostic::json::render(diagnostics, texts)),
        Format::Github => output::print(&diagnostic::github::render(
            diagnostics,
            texts,
            &folder(site),
        )),
        Format::Sarif => output::print(&diagnostic::sarif::render(
            diagnostics,
            texts,
            &folder(site),
        )),
    }
}

/// The way from the current folder to the site's, with a final slash; empty where they are one.
fn folder(site: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let way = site.strip_prefix(&here).unwrap_or(site);
    let parts: Vec<String> = way
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .filter(|part| part != ".")
        .collect();
    parts
        .into_iter()
        .map(|part| part.trim_end_matches('/').to_string() + "/")
        .collect()
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
            output::note(&format!("… and {} more [{code}]\n", count - seen));
        }
    }
}
