//! What a build came to, in a few lines.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::diagnostic::{Diagnostic, Severity};
use crate::edition::Edition;
use crate::newsroom::gate::Withheld;
use crate::newsroom::next_change::next_change;
use crate::publish::parts::Shard;
use crate::publish::{Published, Report};

/// What a site holds, what was kept back, and when it changes next.
pub fn state(edition: &Edition) -> String {
    let mut lines = vec![holds(edition)];
    lines.extend(unreviewed(edition));
    lines.extend(withheld(edition));
    lines.extend(unsaid(edition));
    lines.extend(revealed(edition));
    if let Some(next) = next_change(&edition.newsroom, edition.config.timezone) {
        let instant = local(edition, next.instant);
        lines.push(format!(
            "changes next by itself {instant}: {}",
            next.cause.words()
        ));
    }
    lines.join("\n") + "\n"
}

/// What became of the files of a site, or of a part of one.
pub fn published(published: &Published, shard: Option<Shard>, out: &str) -> String {
    let told = |report: &Report| {
        let Report {
            written,
            unchanged,
            removed,
        } = report;
        format!("{written} written, {unchanged} unchanged, {removed} removed")
    };
    let part = shard.map_or(String::new(), |shard| format!("{shard}: "));
    let site = format!("{part}{} in {out}\n", told(&published.report));
    match published.compressed {
        none if none == Report::default() => site,
        compressed => format!("{site}beside them, compressed: {}\n", told(&compressed)),
    }
}

/// How many warnings a build had, and how long it took.
pub fn ended(warnings: usize, took: Duration) -> String {
    let warnings = count(warnings, "warning");
    format!("{warnings} in {} ms\n", took.as_millis())
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

/// What a site holds, in a line.
fn holds(edition: &Edition) -> String {
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
    format!(
        "{}, {}, {}, {} as of {}",
        count(pages, "page"),
        count(newsroom.entries.len(), "article"),
        count(newsroom.events.len(), "event"),
        count(figures, "figure"),
        newsroom.as_of.day
    )
}

/// The summary of a site that was only looked at.
pub fn checked(edition: &Edition, diagnostics: &[Diagnostic]) -> String {
    let number = |severity| {
        let of = |diagnostic: &&Diagnostic| diagnostic.severity == severity;
        diagnostics.iter().filter(of).count()
    };
    let mut lines = vec![holds(edition)];
    lines.extend(unreviewed(edition));
    lines.extend(withheld(edition));
    lines.extend(unsaid(edition));
    lines.extend(revealed(edition));
    lines.push(format!(
        "{}, {}",
        count(number(Severity::Error), "error"),
        count(number(Severity::Warning), "warning")
    ));
    lines.join("\n") + "\n"
}

/// How many facts wait for a yes, and what becomes of them.
fn unreviewed(edition: &Edition) -> Option<String> {
    let what = match edition.shows_unreviewed() {
        true => "published all the same",
        false => "left out: see `dateline review`",
    };
    let number = edition.unreviewed();
    (number > 0).then(|| format!("{} not reviewed, {what}", count(number, "fact")))
}

/// What was kept back, each with its reason and until when.
fn withheld(edition: &Edition) -> Vec<String> {
    listed(edition, &edition.newsroom.withheld, "withheld")
}

/// The facts of public articles that are still to be said, each with its day.
fn unsaid(edition: &Edition) -> Vec<String> {
    let facts = &edition.newsroom.unsaid;
    let what = match facts.len() {
        1 => "fact withheld",
        _ => "facts withheld",
    };
    listed(edition, facts, what)
}

/// What is shown though it is not public yet, each with its reason and until when.
fn revealed(edition: &Edition) -> Vec<String> {
    listed(
        edition,
        &edition.newsroom.revealed,
        "revealed before the day",
    )
}

fn listed(edition: &Edition, texts: &[Withheld], what: &str) -> Vec<String> {
    let mut lines: Vec<String> = texts
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
        lines.insert(0, format!("{} {what}:", lines.len()));
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
