//! Diagnostics for programs: one JSON object a line.

use serde_json::{Value, json};

use super::{Diagnostic, Located, Locator, Texts};

/// Renders diagnostics as JSON Lines with the members `code`, `severity`, `message`, `file`,
/// `line`, `column`, `span` (bytes: start, end) and `help`; what is not known is `null`.
pub fn render(diagnostics: &[Diagnostic], texts: &dyn Texts) -> String {
    let mut locator = Locator::new(texts);
    diagnostics
        .iter()
        .map(|diagnostic| object(&locator.locate(diagnostic)).to_string() + "\n")
        .collect()
}

fn object(located: &Located<'_>) -> Value {
    let diagnostic = located.diagnostic;
    json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity.as_str(),
        "message": diagnostic.message,
        "file": diagnostic.place.as_ref().map(|place| place.file.as_str()),
        "line": located.line,
        "column": located.column,
        "span": located.span.as_ref().map(|span| [span.start, span.end]),
        "help": diagnostic.help,
    })
}
