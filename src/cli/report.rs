//! Showing what is wrong, in the form that is asked for.

use std::path::Path;

use super::{Format, output};
use crate::diagnostic::{self, Diagnostic, Texts, text::Style};

/// Prints diagnostics in their order: for people to standard error, many of one kind as one; for
/// programs to standard output, all of them.
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

fn show_text(diagnostics: &[Diagnostic], texts: &dyn Texts) {
    let style = match output::coloured() {
        true => Style::Coloured,
        false => Style::Plain,
    };
    output::note(&diagnostic::text::render_gathered(
        diagnostics,
        texts,
        style,
    ));
}
