//! Diagnostics as GitHub Actions workflow commands, which annotate a pull request's lines.

use super::{Diagnostic, Located, Locator, Severity, Texts};

/// Renders one `::error …::` or `::warning …::` command a diagnostic; `folder` leads from the
/// repository's top to the site, with a final slash.
pub fn render(diagnostics: &[Diagnostic], texts: &dyn Texts, folder: &str) -> String {
    let mut locator = Locator::new(texts);
    diagnostics
        .iter()
        .map(|diagnostic| command(&locator.locate(diagnostic), folder) + "\n")
        .collect()
}

fn command(located: &Located<'_>, folder: &str) -> String {
    let diagnostic = located.diagnostic;
    let mut properties = vec![format!("title={}", property(diagnostic.code))];
    if let Some(place) = &diagnostic.place {
        properties.push(format!(
            "file={}",
            property(&format!("{folder}{}", place.file))
        ));
    }
    if let Some(line) = located.line {
        properties.push(format!("line={line}"));
    }
    if let Some(column) = located.column {
        properties.push(format!("col={column}"));
    }
    let message = match located.help() {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    format!(
        "::{} {}::{}",
        match diagnostic.severity {
            // What GitHub calls a note.
            Severity::Note => "notice",
            severity => severity.as_str(),
        },
        properties.join(","),
        data(&message)
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
