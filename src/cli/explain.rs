//! `dateline explain`: what a code means, what to do, and how it looks wrong and right.

use std::process::ExitCode;

use super::{Done, output};
use crate::diagnostic::rules;

/// Explains a code or, without one, lists them all.
pub fn run(code: Option<&str>) -> Done {
    let text = match code {
        Some(code) => rules::find(code)?.shown(),
        None => list(),
    };
    output::print(&text);
    Ok(ExitCode::SUCCESS)
}

/// Every code with what it means, in a line each.
fn list() -> String {
    let widest = rules::all().map(|rule| rule.code.len()).max().unwrap_or(0);
    let line = |rule: rules::Rule| {
        let meaning = rule.meaning();
        let first = meaning.split(['.', ':', ';']).next().unwrap_or("");
        let severities = rule.severities();
        let severity = severities.first().map_or("", |severity| severity.as_str());
        format!("{severity:<8}{:<widest$}  {first}\n", rule.code)
    };
    rules::all().map(line).collect()
}
