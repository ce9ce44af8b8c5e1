//! Whether the host takes the site, told before the old one changes.

use std::collections::BTreeMap;

use super::sums::{Sums, length};
use crate::config::Family;
use crate::diagnostic::{Diagnostic, Severity};
use crate::edition::Edition;
use crate::host::{Count, Host, Limit, Measure, exceeded};

/// How many families of pages or folders advice names.
const NAMED: usize = 5;

/// Files of Dateline's own beside the site, which hosts count where they are sent too: the manifest
/// and the lock.
const OWN: u64 = 2;

/// What the host of a site does not take of it.
pub fn check(edition: &Edition, sums: &Sums) -> Vec<Diagnostic> {
    let Some(host) = edition.config.output.host else {
        return Vec::new();
    };
    let rules = edition.rules();
    let rule_count = |text: String| text.lines().filter(|line| line.starts_with('/')).count();
    let count = Count {
        headers: host.text("_headers", &rules).map_or(0, rule_count) as u64,
        moved: rules.moved.len() as u64,
        ..count(sums)
    };
    let told = |limit: &Limit| {
        let help = match limit.of {
            Measure::Files | Measure::Entries => fewer_files(edition, sums),
            Measure::Size => heaviest(sums),
            Measure::FileSize => "publish it elsewhere, and link to it".to_string(),
            Measure::Folder => {
                "divide it, or leave out the family of pages that fills it".to_string()
            }
            Measure::Headers => "let the theme have fewer style sheets and scripts".to_string(),
            Measure::Moved => "take out aliases that nobody follows any more".to_string(),
        };
        diagnostic(
            edition,
            limit_code(limit.of),
            beyond(host, limit, &count),
            limit.refuses,
        )
        .help(help)
    };
    let beyond = exceeded(host.limits, &count);
    let mut found: Vec<Diagnostic> = beyond.into_iter().map(told).collect();
    if edition.config.output.precompress && !host.own {
        let message = format!(
            "{} does not look for files compressed beforehand",
            host.title
        );
        let help = "take `precompress` out: its files only add to their number";
        found.push(diagnostic(edition, "host/precompress", message, false).help(help));
    }
    let takes = (host.takes)(&rules);
    if takes > 0 && takes < rules.moved.len() {
        let message = format!(
            "{} redirects {} former addresses, and this site has {}",
            host.title,
            grouped(takes as u64),
            grouped(rules.moved.len() as u64)
        );
        let help =
            "the others lead on by their pages; take out aliases that nobody follows any more";
        found.push(diagnostic(edition, "host/redirects", message, false).help(help));
    }
    found
}

fn diagnostic(edition: &Edition, code: &'static str, message: String, refuses: bool) -> Diagnostic {
    let place = edition.config.output.host_place.clone();
    let severity = match refuses {
        true => Severity::Error,
        false => Severity::Warning,
    };
    Diagnostic {
        severity,
        ..Diagnostic::error(code, message, place)
    }
}

fn limit_code(of: Measure) -> &'static str {
    match of {
        Measure::Files | Measure::Entries => "host/files",
        Measure::Folder => "host/folder",
        Measure::Size => "host/size",
        Measure::FileSize => "host/file-size",
        Measure::Headers => "host/header-rules",
        Measure::Moved => "host/redirects",
    }
}

/// What is said of a limit that a site goes beyond.
fn beyond(host: &Host, limit: &Limit, count: &Count) -> String {
    let much = |number| match limit.of {
        Measure::Files => format!("{} files", grouped(number)),
        Measure::Entries => format!("{} files and folders", grouped(number)),
        Measure::Folder => format!("{} files in a folder", grouped(number)),
        Measure::Size => bytes(number),
        Measure::FileSize => format!("files of {}", bytes(number)),
        Measure::Headers => format!("{} rules for headers", grouped(number)),
        Measure::Moved => format!("{} redirects", grouped(number)),
    };
    let most = much(limit.most);
    let when = match limit.when {
        "" => String::new(),
        when => format!(" {when}"),
    };
    let has = match limit.of {
        Measure::Folder => format!(
            "{} has {}",
            named(&count.fullest.0),
            grouped(count.fullest.1)
        ),
        Measure::FileSize => format!("{} has {}", count.largest.0, bytes(count.largest.1)),
        of => format!("this site has {}", much(count.by(of))),
    };
    format!("{} takes {most}{when}, and {has}", host.title)
}

fn named(folder: &str) -> &str {
    match folder {
        "" => "the top folder",
        folder => folder,
    }
}

/// What the files of a site come to.
fn count(sums: &Sums) -> Count {
    let mut folders: BTreeMap<&str, u64> = BTreeMap::new();
    let mut largest = ("", 0);
    let mut size = 0;
    for (path, sum) in sums {
        let (folder, _) = path.rsplit_once('/').unwrap_or_default();
        *folders.entry(folder).or_default() += 1;
        for (slash, _) in folder.match_indices('/') {
            folders.entry(&folder[..slash]).or_default();
        }
        let length = length(sum);
        size += length;
        if length > largest.1 {
            largest = (path.as_str(), length);
        }
    }
    let fullest = folders.iter().max_by_key(|(_, files)| **files);
    let fullest = fullest.map(|(folder, files)| (folder.to_string(), *files));
    Count {
        files: sums.len() as u64 + OWN,
        folders: folders.keys().filter(|folder| !folder.is_empty()).count() as u64,
        fullest: fullest.unwrap_or_default(),
        largest: (largest.0.to_string(), largest.1),
        size,
        ..Count::default()
    }
}

/// Which families of pages a site could do without, with how many files each has: the site is planned
/// without each of them, which takes no longer than it is worth where it cannot be published otherwise.
fn fewer_files(edition: &Edition, sums: &Sums) -> String {
    let pages = edition.plan.pages.len();
    let unplanned = sums.len().saturating_sub(pages);
    let saved = |(name, family): &(&'static str, Family)| {
        let without = edition.planned_without(*family)?;
        // No plan names what the search loads.
        let loaded = if *family == Family::Search {
            unplanned
        } else {
            0
        };
        Some((pages.saturating_sub(without) + loaded, *name))
    };
    let mut found: Vec<(usize, &str)> = Family::ALL.iter().filter_map(saved).collect();
    found.retain(|(files, _)| *files > 1);
    found.sort_by_key(|(files, _)| std::cmp::Reverse(*files));
    let mut parts = found.into_iter().take(NAMED).map(|(files, name)| {
        let files = grouped(files as u64);
        format!("`{name}` has {files} files")
    });
    match parts.next() {
        None => "publish fewer articles, or choose another host".to_string(),
        Some(first) => {
            let rest: String = parts.map(|part| format!(", {part}")).collect();
            format!("leave out families of pages with `without` under [output]: {first}{rest}")
        }
    }
}

/// Which folders hold the most bytes.
fn heaviest(sums: &Sums) -> String {
    let mut folders: BTreeMap<&str, u64> = BTreeMap::new();
    for (path, sum) in sums {
        let (folder, _) = path.split_once('/').unwrap_or_default();
        *folders.entry(folder).or_default() += length(sum);
    }
    let mut folders: Vec<(&str, u64)> = folders.into_iter().collect();
    folders.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let parts = folders.iter().take(NAMED);
    let parts: Vec<String> = parts
        .map(|(folder, size)| format!("{} has {}", named(folder), bytes(*size)))
        .collect();
    format!(
        "leave out families of pages with `without` under [output]: {}",
        parts.join(", ")
    )
}

/// A number with its digits in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number of bytes for people: nothing is rounded down to a limit that it is beyond.
fn bytes(number: u64) -> String {
    const MIB: u64 = 1 << 20;
    match number {
        number if number < MIB || number % MIB != 0 => format!("{} bytes", grouped(number)),
        number => format!("{} MiB", grouped(number / MIB)),
    }
}
