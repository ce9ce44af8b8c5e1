//! Text pasted from a page: the article between the page's furniture.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::body::{self, Line};
use super::byline;
use super::embargo;
use super::headline::{self, Head};
use super::published::{self, Told, Witness};
use super::source::{Kind, Metadata, Source, detect};
use super::table;
use crate::prose::language::Language;
use crate::prose::tagger::{self, Granule, Prose, TimeKind};

/// Reads a pasted text.
pub(super) fn read(input: &str, language: &Language, today: Option<NaiveDate>) -> Source {
    let mut lines = body::lines(input, language);
    let headline = headline::kept(input, &lines, language);
    if let Some(at) = headline {
        lines[at].kept = false;
    }
    let (mut kept, mut layout) = (Vec::new(), BTreeMap::new());
    for line in lines.iter().filter(|line| line.kept) {
        let text = &input[line.span.clone()];
        let Some(table) = table::read(text).filter(|_| line.is_table) else {
            kept.push(line.span.clone());
            continue;
        };
        for (cell, around) in table.cells(text) {
            let start = line.span.start + cell.start;
            kept.push(start..line.span.start + cell.end);
            layout.insert(start, around);
        }
    }
    let mut metadata = metadata(input, &lines, language, today);
    if let Some(at) = headline {
        metadata.title = Some(input[lines[at].span.clone()].to_string());
    }
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
        layout,
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
    let all: Vec<&str> = lines.iter().map(|line| &input[line.span.clone()]).collect();
    // Until when a text is held back is not when it was written, unless nothing else is told.
    let held = embargo::lines(all.iter().copied());
    let texts = all.iter().zip(&held);
    let texts: Vec<&str> = texts
        .map(|(line, held)| if *held { "" } else { line })
        .collect();
    let (head, rest) = texts.split_at(first);
    let heads = head.iter().enumerate().map(|(at, text)| Head {
        text,
        is_joined: lines.get(at + 1).is_some_and(|next| {
            let between = &input[lines[at].span.end..next.span.start];
            between.matches('\n').count() == 1
        }),
    });
    let (title, publisher) = headline::of(&heads.collect::<Vec<_>>(), language);
    let mut found = Metadata {
        title: title.or_else(|| rest.first().map(|line| shortened(line, language))),
        publisher,
        ..Metadata::default()
    };
    for (at, line) in head.iter().enumerate() {
        let whole = match head.get(at + 1).filter(|_| goes_on(line, language)) {
            Some(next) => format!("{line} {next}"),
            None => (*line).to_string(),
        };
        read_line(&whole, language, &mut found);
    }
    let body_end = lines
        .iter()
        .rposition(|line| line.kept)
        .map_or(0, |last| last + 1);
    // A sentence that sums up the text may stand above its place and agency.
    let mut openings = rest.iter().copied().take(2);
    let opening = openings.find(|line| dateline(line, language) != (None, None));
    let opening = opening.or(rest.first().copied()).unwrap_or("");
    let opens = |day| opens_on(opening, day, language);
    let day_of = |lines: &[&str], most: usize| {
        // What stands in a list of other articles is their day.
        let mut offers = false;
        let own = lines.iter().filter(|line| {
            offers |= body::offers(line, language);
            !offers || begins(line, &language.furniture.published)
        });
        let parts = own.flat_map(|line| parts(line));
        let short = |line: &&str| line.split_whitespace().count() <= most && line.len() < 120;
        let parts: Vec<&str> = parts.filter(short).collect();
        let later = |part: &&str| begins(part, &language.furniture.updated);
        let first = parts.iter().filter(|part| !later(part));
        let mut days: Vec<Told> = first.flat_map(|part| told(part, language)).collect();
        if days.is_empty() {
            days = parts.iter().flat_map(|part| told(part, language)).collect();
        }
        published::vote(&days, today, opens)
    };
    found.published = day_of(head, 16).or_else(|| {
        let tail = texts.get(body_end..).unwrap_or_default();
        day_of(&[tail, &rest[..rest.len().min(2)]].concat(), 25)
    });
    found.published = found.published.or_else(|| day_of(&all[..first], 25));
    if !opening.is_empty() {
        let (place, agency) = dateline(opening, language);
        found.dateline = place.or(found.dateline);
        found.agency = found.agency.or(agency);
    }
    if found.authors.is_empty() {
        let last = texts.iter().rev().take(body_end.max(texts.len() - first));
        let mut named = last.map(|line| byline::reporters(line, language));
        found.authors = named.find(|names| !names.is_empty()).unwrap_or_default();
    }
    let own: String = lines
        .iter()
        .filter(|line| line.kept)
        .map(|line| &input[line.span.clone()])
        .collect::<Vec<_>>()
        .join("\n");
    found.language = detect(&own);
    found
}

/// Whether a line of authors goes on in the next: `By Ada Hale and`.
fn goes_on(line: &str, language: &Language) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or("");
    let joins = language.furniture.and.iter().any(|and| and == last);
    byline::is_byline(line, language) && (joins || line.trim_end().ends_with(','))
}

/// A text without a headline is called by its first words, without the place and agency that it opens with.
fn shortened(line: &str, language: &Language) -> String {
    let opens = dateline(line, language) != (None, None);
    let head = dateline_head(line).filter(|_| opens);
    let text = head.map_or(line, |head| &line[head.len()..]);
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !"\"“‘«".contains(c));
    let words: Vec<&str> = text.split_whitespace().take(10).collect();
    words.join(" ")
}

/// What a line before the text says: who wrote it, when, where, for whom.
fn read_line(line: &str, language: &Language, found: &mut Metadata) {
    let words = line.split_whitespace().count();
    if words > 16 {
        return;
    }
    if found.authors.is_empty() && byline::is_byline(line, language) {
        found.authors = byline::authors(line, language);
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
    short && (byline::is_byline(line, language) || day(line, language).is_some())
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

/// Whether a text opens with what a dash or colon parts from it.
pub(super) fn opens(line: &str) -> bool {
    dateline_head(line).is_some()
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

/// The parts of a line that tells several things: `Updated 13 May 2026 | Published 12 May 2026`.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let parts = line.split(['|', '·', '•']);
    parts.flat_map(|part| part.split(" - ").flat_map(|part| part.split(" – ")))
}

/// Whether a line begins with one of some words.
fn begins(line: &str, words: &[String]) -> bool {
    let lower = line.trim().to_lowercase();
    words.iter().any(|word| {
        let rest = lower.strip_prefix(word.as_str());
        rest.is_some_and(|rest| rest.starts_with([' ', ':']))
    })
}

/// The day that a line tells of the text, and whether it calls it the day of publication; `04/11/2026` may be two.
/// A sentence in which something is done tells the day of that.
pub(super) fn told(line: &str, language: &Language) -> Vec<Told> {
    let own = |day: &NaiveDate| {
        let words = line.to_lowercase();
        let mut words = words.split(|c: char| !c.is_alphanumeric());
        let of_text = words.any(|word| language.furniture.published.iter().any(|own| own == word));
        of_text || !headline::has_verb(line, language) || opens_on(line, *day, language)
    };
    let Some(day) = day(line, language).filter(own) else {
        return Vec::new();
    };
    let by = match begins(line, &language.furniture.published) {
        true => Witness::Stated,
        false => Witness::Line,
    };
    let days = std::iter::once(day).chain(turned(line, day));
    days.map(|day| Told { by, day }).collect()
}

/// The other day that a day in digits may be, where nothing shows which number is the month.
fn turned(line: &str, day: NaiveDate) -> Option<NaiveDate> {
    let other = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month())?;
    let year = day.year();
    let written = line.split_whitespace().any(|word| {
        let numbers: Vec<i64> = word
            .trim_matches(|c: char| !c.is_ascii_digit())
            .split('/')
            .filter_map(|part| part.parse().ok())
            .collect();
        let both = [i64::from(day.month()), i64::from(day.day())];
        matches!(numbers[..], [a, b, c] if c == i64::from(year) && (both == [a, b] || both == [b, a]))
    });
    (written && other != day).then_some(other)
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
