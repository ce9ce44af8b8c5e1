//! What a build came to, in a few lines.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::diagnostic::{Diagnostic, Severity};
use crate::edition::Edition;
use crate::newsroom::next_change::next_change;
use crate::publish::Report;

/// The summary of a site that was published.
pub fn published(
    edition: &Edition,
    report: &Report,
    diagnostics: &[Diagnostic],
    out: &str,
    took: Duration,
) -> String {
    let newsroom = &edition.newsroom;
    let figures: usize = newsroom
        .entries
        .iter()
        .map(|entry| entry.figures.len())
        .sum();
    let pages = edition
        .plan
        .pages
        .values()
        .filter(|page| page.is_html())
        .count();
    let mut lines = vec![format!(
        "{}, {}, {}, {} as of {}",
        count(pages, "page"),
        count(newsroom.entries.len(), "article"),
        count(newsroom.events.len(), "event"),
        count(figures, "figure"),
        newsroom.as_of.day
    )];
    lines.extend(withheld(edition));
    if let Some(next) = next_change(newsroom, edition.config.timezone) {
        let instant = local(edition, next.instant);
        lines.push(format!(
            "changes next by itself {instant}: {}",
            next.cause.words()
        ));
    }
    lines.push(format!(
        "{} written, {} unchanged, {} removed in {}",
        report.written, report.unchanged, report.removed, out
    ));
    let warnings = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Warning)
        .count();
    lines.push(format!(
        "{} in {} ms",
        count(warnings, "warning"),
        took.as_millis()
    ));
    lines.join("\n") + "\n"
}

/// The summary of a build that changed nothing.
pub fn failed(diagnostics: &[Diagnostic], out: &str) -> String {
    let number = |severity| {
        diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    };
    let interrupted = diagnostics
        .iter()
        .any(|diagnostic| diagnostic.code == "output/interrupted");
    let state = match interrupted {
        true => "is partly new, each file whole: build again",
        false => "is as it was",
    };
    format!(
        "not published: {}, {}; {out} {state}\n",
        count(number(Severity::Error), "error"),
        count(number(Severity::Warning), "warning")
    )
}

/// What was kept back, each with its reason and until when.
fn withheld(edition: &Edition) -> Vec<String> {
    let withheld = &edition.newsroom.withheld;
    let mut lines: Vec<String> = withheld
        .iter()
        .map(|kept| {
            let until = kept
                .until
                .map(|until| format!(" until {}", local(edition, until)));
            format!(
                "  {} ({}{})",
                kept.path,
                kept.reason.words(),
                until.unwrap_or_default()
            )
        })
        .collect();
    if !lines.is_empty() {
        lines.insert(0, format!("{} withheld:", lines.len()));
    }
    lines
}

fn local(edition: &Edition, instant: DateTime<Utc>) -> String {
    let time = instant.with_timezone(&edition.config.timezone);
    time.format("%Y-%m-%d %H:%M %Z").to_string()
}

fn count(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        number => format!("{number} {what}s"),
    }
}
