//! Diagnostics for programs: one JSON object a line.

use serde_json::{Value, json};

use super::{Diagnostic, Located, Locator, Texts};

/// Renders diagnostics as JSON Lines with the members `code`, `severity`, `message`, `file`,
/// `line`, `column`, `span` (bytes: start, end), `help` and `fix` (a `span` of the file and its
/// `replacement`), and `fixed`, which is false; what is not known is `null`.
pub fn render(diagnostics: &[Diagnostic], texts: &dyn Texts) -> String {
    lines(diagnostics, texts, false)
}

/// The same of what a machine has mended: it says `fixed`, and its places are those before.
pub fn render_fixed(diagnostics: &[Diagnostic], texts: &dyn Texts) -> String {
    lines(diagnostics, texts, true)
}

fn lines(diagnostics: &[Diagnostic], texts: &dyn Texts, fixed: bool) -> String {
    let mut locator = Locator::new(texts);
    diagnostics
        .iter()
        .map(|diagnostic| object(&locator.locate(diagnostic), fixed).to_string() + "\n")
        .collect()
}

fn object(located: &Located<'_>, fixed: bool) -> Value {
    let diagnostic = located.diagnostic;
    json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity.as_str(),
        "message": diagnostic.message,
        "file": diagnostic.place.as_ref().map(|place| place.file.as_str()),
        "line": located.line,
        "column": located.column,
        "span": located.span.as_ref().map(|span| [span.start, span.end]),
        "help": located.help(),
        "fix": located.fix.map(|fix| json!({
            "span": [fix.span.start, fix.span.end],
            "replacement": fix.replacement,
        })),
        "fixed": fixed,
    })
}
