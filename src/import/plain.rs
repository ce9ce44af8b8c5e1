//! Text pasted from a page: the article between the page's furniture.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::body::{self, Line};
use super::published::{self, Told, Witness};
use super::source::{Kind, Metadata, Source, detect};
use crate::prose::language::Language;
use crate::prose::tagger::{self, Granule, Prose, TimeKind};

/// Reads a pasted text.
pub(super) fn read(input: &str, language: &Language, today: Option<NaiveDate>) -> Source {
    let lines = body::lines(input, language);
    let kept: Vec<Range<usize>> = lines
        .iter()
        .filter(|line| line.kept)
        .map(|line| line.span.clone())
        .collect();
    let metadata = metadata(input, &lines, language, today);
    let heads: Vec<&str> = metadata.title.iter().map(String::as_str).collect();
    let left_out = lines
        .iter()
        .filter(|line| !line.kept && !heads.contains(&&input[line.span.clone()]))
        .map(|line| input[line.span.clone()].to_string())
        .collect();
    Source {
        kind: Kind::Text,
        metadata,
        text: input.to_string(),
        body: kept,
        left_out,
        places: None,
    }
}

fn metadata(
    input: &str,
    lines: &[Line],
    language: &Language,
    today: Option<NaiveDate>,
) -> Metadata {
    let first = lines
        .iter()
        .position(|line| line.kept)
        .unwrap_or(lines.len());
    let texts: Vec<&str> = lines.iter().map(|line| &input[line.span.clone()]).collect();
    let (head, rest) = texts.split_at(first);
    let (title, publisher) = title(head, language);
    let mut found = Metadata {
        title: title.or_else(|| rest.first().map(|line| shortened(line))),
        publisher,
        ..Metadata::default()
    };
    for line in head {
        read_line(line, language, &mut found);
    }
    let body_end = lines
        .iter()
        .rposition(|line| line.kept)
        .map_or(0, |last| last + 1);
    let opening = rest.first().copied().unwrap_or("");
    let opens = |day| opens_on(opening, day, language);
    let day_of = |lines: &[&str], most: usize| {
        let short = |line: &&&str| line.split_whitespace().count() <= most && line.len() < 120;
        let lines = lines.iter().filter(short);
        let told: Vec<Told> = lines.filter_map(|line| told(line, language)).collect();
        published::vote(&told, today, opens)
    };
    found.published = day_of(head, 16).or_else(|| {
        let tail = texts.get(body_end..).unwrap_or_default();
        day_of(&[tail, &rest[..rest.len().min(2)]].concat(), 25)
    });
    if let Some(opening) = rest.first() {
        let (place, agency) = dateline(opening, language);
        found.dateline = place.or(found.dateline);
        found.agency = found.agency.or(agency);
    }
    let all: String = lines
        .iter()
        .filter(|line| line.kept)
        .map(|line| &input[line.span.clone()])
        .collect::<Vec<_>>()
        .join("\n");
    found.language = detect(&all);
    found
}

/// The headline among the lines before the text, and the site's name if a line carries both.
fn title(head: &[&str], language: &Language) -> (Option<String>, Option<String>) {
    let named = |line: &&&str| {
        let words = line.split_whitespace().count();
        let furniture = body::is_furniture(line, language) || is_byline(line, language);
        let dated = day(line, language).is_some() && words < 9;
        (3..40).contains(&words) && !furniture && !dated && !line.starts_with("http")
    };
    let Some(first) = head.iter().find(named) else {
        return (head.first().map(|line| (*line).to_string()), None);
    };
    for separator in [" | ", " - ", " – ", " — ", " :: ", " · "] {
        let Some((left, right)) = first.rsplit_once(separator) else {
            continue;
        };
        let repeated = head
            .iter()
            .any(|line| *line == left || left.starts_with(line) && line.len() > 20);
        let site = right.split_whitespace().count() <= 5;
        if site && (repeated || left.split_whitespace().count() >= 5) {
            return (Some(left.to_string()), Some(right.to_string()));
        }
    }
    (Some((*first).to_string()), None)
}

/// A text without a headline is called by its first words.
fn shortened(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().take(10).collect();
    words.join(" ")
}

/// What a line before the text says: who wrote it, when, where, for whom.
fn read_line(line: &str, language: &Language, found: &mut Metadata) {
    let words = line.split_whitespace().count();
    if words > 16 {
        return;
    }
    if found.authors.is_empty() && is_byline(line, language) {
        found.authors = authors(line, language);
    }
    if found.agency.is_none() {
        found.agency = agency(line, language);
    }
    if found.dateline.is_none() && line.ends_with(':') && words <= 5 {
        found.dateline = place(line.trim_end_matches(':'));
    }
}

/// Whether a line stands between a headline and its article: a byline, a day.
pub(super) fn heads(line: &str, language: &Language) -> bool {
    let short = line.split_whitespace().count() <= 12;
    short && (is_byline(line, language) || day(line, language).is_some())
}

fn is_byline(line: &str, language: &Language) -> bool {
    let lower = line.to_lowercase();
    let starts = language.furniture.by.iter().any(|by| {
        lower
            .strip_prefix(by.as_str())
            .is_some_and(|rest| rest.starts_with([' ', ':']))
    });
    starts && line.split_whitespace().count() <= 14
}

/// The names in a line such as `By Ada Hale and Tom Reed, staff writers`.
pub(super) fn authors(line: &str, language: &Language) -> Vec<String> {
    let lower = line.to_lowercase();
    let prefix = language
        .furniture
        .by
        .iter()
        .filter(|by| lower.starts_with(by.as_str()));
    let prefix = prefix.map(String::len).max().unwrap_or(0);
    let names = line
        .get(prefix..)
        .unwrap_or(line)
        .trim_start_matches([':', ' ']);
    let names = names.split(['|', '•', '·']).next().unwrap_or(names);
    let joints = language.furniture.and.iter();
    let apart = |names: String, and: &String| names.replace(&format!(" {and} "), ",");
    joints
        .fold(names.to_string(), apart)
        .split(',')
        .map(|name| name.trim().trim_end_matches('.'))
        .filter(|name| is_name(name, language))
        .map(str::to_string)
        .collect()
}

fn is_name(name: &str, language: &Language) -> bool {
    let lower = name.to_lowercase();
    let role = language.furniture.roles.iter().any(|role| {
        lower == *role
            || lower.starts_with(&format!("{role} "))
            || lower.ends_with(&format!(" {role}s"))
            || lower.ends_with(&format!(" {role}"))
    });
    let words = name.split_whitespace().count();
    let capital = name
        .split_whitespace()
        .next()
        .is_some_and(|word| word.starts_with(char::is_uppercase));
    (1..=5).contains(&words)
        && capital
        && !role
        && !name.contains(|c: char| c.is_ascii_digit() || c == '@')
}

/// The news agency a line names: alone, before a date, or in brackets.
pub(super) fn agency(line: &str, language: &Language) -> Option<String> {
    let agencies = &language.furniture.agencies;
    let clean = |text: &str| {
        text.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    };
    if let Some(name) = agencies.get(&clean(line)) {
        return Some(name.clone());
    }
    let inside = line
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'));
    if let Some(name) = inside.and_then(|(inside, _)| agencies.get(&clean(inside))) {
        return Some(name.clone());
    }
    let words: Vec<&str> = line
        .split([' ', '|', '/', '-', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let dated = words
        .iter()
        .any(|word| word.chars().any(|c| c.is_ascii_digit()));
    let single = words.iter().find_map(|word| agencies.get(&clean(word)));
    single.filter(|_| dated && words.len() <= 10).cloned()
}

/// The place and agency a text opens with: `BAGHDAD (AFP) –`, `LONDON, March 3 (Reuters) -`.
pub(super) fn dateline(opening: &str, language: &Language) -> (Option<String>, Option<String>) {
    let Some(before) = dateline_head(opening) else {
        return (None, None);
    };
    let agency = agency(before, language);
    let name = before.split(['(', '/']).next().unwrap_or(before);
    let name = name.split(',').next().unwrap_or(name).trim();
    let upper = !name.is_empty()
        && !name.chars().any(char::is_lowercase)
        && name.chars().any(char::is_alphabetic);
    let place = (upper || agency.is_some()).then(|| place(name)).flatten();
    (place, agency)
}

/// What stands before the dash or colon that an opening parts its place with.
fn dateline_head(opening: &str) -> Option<&str> {
    let end = opening.char_indices().nth(90);
    let head = &opening[..end.map_or(opening.len(), |(at, _)| at)];
    let cut = [" - ", " – ", " — ", " -- ", ": ", " _ ", "— ", "– "]
        .iter()
        .filter_map(|sign| head.find(sign))
        .min();
    let colon = head.strip_suffix(':').map(str::len);
    cut.or(colon).map(|cut| &head[..cut])
}

/// A place name: a few words that begin with capitals.
fn place(name: &str) -> Option<String> {
    let name = name.trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let named = words
        .iter()
        .all(|word| word.starts_with(|c: char| c.is_uppercase()));
    ((1..=4).contains(&words.len()) && named && name.len() > 2).then(|| name.to_uppercase())
}

/// The day that a line tells, and whether it calls it the day of publication.
pub(super) fn told(line: &str, language: &Language) -> Option<Told> {
    let day = day(line, language)?;
    let lower = line.trim().to_lowercase();
    let words = &language.furniture.published;
    let stated = words.iter().any(|word| {
        let rest = lower.strip_prefix(word.as_str());
        rest.is_some_and(|rest| rest.starts_with([' ', ':']))
    });
    let by = if stated {
        Witness::Stated
    } else {
        Witness::Line
    };
    Some(Told { by, day })
}

/// Whether a text's opening gives a day as its date: `LONDON, March 3 (Reuters) –`.
pub(super) fn opens_on(opening: &str, day: NaiveDate, language: &Language) -> bool {
    let Some(head) = dateline_head(opening) else {
        return false;
    };
    let prose = Prose::read(head, language);
    let times = tagger::times(&prose, language, Some(day));
    let named = Granule::Day(day.year(), day.month(), day.day());
    times.iter().any(|time| time.granule == Some(named))
}

/// The day with its year that a short line names.
pub(super) fn day(line: &str, language: &Language) -> Option<NaiveDate> {
    if !line.contains(|c: char| c.is_ascii_digit()) || line.split_whitespace().count() > 25 {
        return None;
    }
    let prose = Prose::read(line, language);
    let times = tagger::times(&prose, language, None);
    let days = times
        .iter()
        .filter(|time| time.explicit && matches!(time.kind, TimeKind::Date | TimeKind::Time));
    days.filter_map(|time| match time.granule {
        Some(Granule::Day(year, month, day)) => NaiveDate::from_ymd_opt(year, month, day),
        _ => None,
    })
    .find(|day| (1900..2200).contains(&day.year()))
}
