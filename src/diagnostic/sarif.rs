//! Diagnostics as SARIF 2.1.0 (OASIS), which code hosts and editors read.

use serde_json::{Value, json};

use super::{Diagnostic, Located, Locator, Texts, position};
use crate::path::UrlPath;

/// Renders all diagnostics as one SARIF log; `folder` leads from the repository's top to the
/// site, with a final slash.
pub fn render(diagnostics: &[Diagnostic], texts: &dyn Texts, folder: &str) -> String {
    let mut locator = Locator::new(texts);
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| result(&locator.locate(diagnostic), folder))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "Dateline", "version": env!("CARGO_PKG_VERSION")}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    log.to_string() + "\n"
}

fn result(located: &Located<'_>, folder: &str) -> Value {
    let diagnostic = located.diagnostic;
    let text = match located.help() {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let mut result = json!({
        "ruleId": diagnostic.code,
        "level": diagnostic.severity.as_str(),
        "message": {"text": text},
    });
    if let Some(place) = &diagnostic.place {
        let uri = UrlPath::new(&format!("{folder}{}", place.file)).encoded();
        let file = json!({"uri": uri[1..]});
        let mut location = json!({"artifactLocation": file});
        if let (Some(line), Some(column)) = (located.line, located.column) {
            location["region"] = json!({"startLine": line, "startColumn": column});
        }
        result["locations"] = json!([{"physicalLocation": location}]);
        if let (Some(fix), Some(text)) = (located.fix, located.text) {
            let (line, column) = position(text, fix.span.start);
            let (last_line, last_column) = position(text, fix.span.end);
            let region = json!({
                "startLine": line, "startColumn": column,
                "endLine": last_line, "endColumn": last_column,
            });
            let replacement =
                json!({"deletedRegion": region, "insertedContent": {"text": fix.replacement}});
            result["fixes"] = json!([{
                "description": {"text": located.help().unwrap_or((&*diagnostic.message).into())},
                "artifactChanges": [{"artifactLocation": file, "replacements": [replacement]}],
            }]);
        }
    }
    result
}
