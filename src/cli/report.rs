//! Showing what is wrong, in the form that is asked for.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Format, output};
use crate::diagnostic::{self, Diagnostic, Texts, text::Style};

/// Prints diagnostics in their order: for people to standard error, many of one kind as one; for
/// programs to standard output, all of them.
///
/// Machines look for files from the current folder, so the site's own is put before them.
pub fn show(diagnostics: &[Diagnostic], texts: &dyn Texts, format: Format, site: &Path) {
    said(diagnostics, texts, format, site).print();
}

/// What is wrong, as it is printed.
#[derive(Debug, Serialize, Deserialize)]
pub struct Said {
    text: String,
    /// Whether it is for people: then it goes to standard error.
    people: bool,
}

impl Said {
    /// Prints it.
    pub fn print(&self) {
        match self.people {
            true => output::note(&self.text),
            false => output::print(&self.text),
        }
    }
}

/// Diagnostics as [`show`] prints them.
pub fn said(diagnostics: &[Diagnostic], texts: &dyn Texts, format: Format, site: &Path) -> Said {
    let text = match format {
        Format::Text => in_words(diagnostics, texts),
        Format::Json => diagnostic::json::render(diagnostics, texts),
        Format::Github => diagnostic::github::render(diagnostics, texts, &folder(site)),
        Format::Gitlab => diagnostic::gitlab::render(diagnostics, texts, &folder(site)),
        Format::Sarif => diagnostic::sarif::render(diagnostics, texts, &folder(site)),
    };
    Said {
        text,
        people: matches!(format, Format::Text),
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

fn in_words(diagnostics: &[Diagnostic], texts: &dyn Texts) -> String {
    let style = match output::coloured() {
        true => Style::Coloured,
        false => Style::Plain,
    };
    diagnostic::text::render_gathered(diagnostics, texts, style)
}
