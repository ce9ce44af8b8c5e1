//! Diagnostics as a Code Quality report, which GitLab shows beside a merge request.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Diagnostic, Located, Locator, Severity, Texts};

/// Renders all diagnostics as one report; `folder` leads from the repository's top to the site, with
/// a final slash.
pub fn render(diagnostics: &[Diagnostic], texts: &dyn Texts, folder: &str) -> String {
    let mut locator = Locator::new(texts);
    // GitLab takes two findings of one fingerprint for the same, and one whose fingerprint changes for
    // another: so what is alike is counted, and lines play no part.
    let mut alike: BTreeMap<(String, &str, &str), usize> = BTreeMap::new();
    let findings = diagnostics.iter().map(|diagnostic| {
        let place = diagnostic.place.as_ref();
        // Every finding must have a file.
        let file = place.map_or("dateline.toml", |place| place.file.as_str());
        let path = format!("{folder}{file}");
        let located = locator.locate(diagnostic);
        let same = (path.clone(), diagnostic.code, diagnostic.message.as_str());
        let before = alike.entry(same).or_default();
        *before += 1;
        finding(&located, &path, *before)
    });
    Value::Array(findings.collect()).to_string() + "\n"
}

fn finding(located: &Located<'_>, path: &str, count: usize) -> Value {
    let diagnostic = located.diagnostic;
    let (code, message) = (diagnostic.code, &diagnostic.message);
    let fingerprint = Sha256::digest(format!("{code}\0{path}\0{message}\0{count}"));
    let fingerprint: String = fingerprint
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    json!({
        "description": match located.help() {
            Some(help) => format!("{message}; help: {help}"),
            None => message.clone(),
        },
        "check_name": code,
        "fingerprint": fingerprint,
        "severity": match diagnostic.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        "location": {"path": path, "lines": {"begin": located.line.unwrap_or(1)}},
    })
}
