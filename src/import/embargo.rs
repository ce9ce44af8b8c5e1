//! Until when a text is not to be published, where it says so itself.
//!
//! Whoever sends a text under embargo trusts that it is kept, so no such line may be lost: what it says becomes
//! the draft's `embargo`, and where that is not the whole of an instant, the review asks before it lets the text go.

use std::ops::Range;

use chrono::{Days, FixedOffset, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

use super::body;
use crate::content::moment::Moment;
use crate::prose::language::{self, Class, Language};
use crate::prose::tagger::{self, Granule, Prose, Time, TimeKind};

/// Until when a text is under embargo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embargo {
    /// The words that say so.
    pub words: String,
    /// The day or instant, as the key `embargo` takes it; `None` where it is not told.
    pub until: Option<String>,
    /// Whether day, hour and zone are told, and by all such words the same.
    pub is_clear: bool,
}

/// How many words of a line can tell until when.
const MOST: usize = 25;

/// Whether a line says nothing but that the text is under embargo.
pub(super) fn is_line(line: &str) -> bool {
    let Some((language, said)) = said(line, true) else {
        return false;
    };
    let count = said.split_whitespace().count();
    let told = words(said).iter().any(|(_, word)| is_when(word, language));
    (told || count <= 4) && count <= MOST
}

/// Which lines say only that the text is under embargo, or go on with that.
pub(super) fn lines<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<bool> {
    let mut open = false;
    let held = lines.map(|line| {
        let said = said(line, true).filter(|_| is_line(line));
        let held = said.is_some() || (open && line.split_whitespace().count() <= MOST);
        open = said.is_some_and(|(language, said)| ends_open(said, language));
        held
    });
    held.collect()
}

/// Whether a word tells a time: a number, a weekday, a month.
fn is_when(word: &str, language: &Language) -> bool {
    const WHEN: [Class; 4] = [Class::Weekday, Class::Month, Class::Today, Class::Night];
    let entry = language.lexicon.get(word);
    let named = entry.is_some_and(|entry| WHEN.iter().any(|class| entry.value(*class).is_some()));
    named || word.starts_with(|c: char| c.is_ascii_digit())
}

/// The embargo that the lines of a text tell. Of `head`, what stands around the text, any part of a line may say
/// it; of `rest`, its own paragraphs, only a beginning: a text may speak of somebody else's.
pub(super) fn of<'a>(
    head: impl Iterator<Item = &'a str>,
    rest: impl Iterator<Item = &'a str>,
    published: Option<NaiveDate>,
) -> Option<Embargo> {
    let head: Vec<&str> = head.collect();
    let mut found = Vec::new();
    for (at, line) in head.iter().enumerate() {
        if let Some((language, words)) = said(line, false) {
            // `EMBARGOED UNTIL`, and the day on the next line.
            let open = ends_open(words, language);
            let next = head.get(at + 1).filter(|_| open).unwrap_or(&"");
            let whole = |text: &str| body::mended(&format!("{text} {next}"));
            found.push(read(&whole(words), &whole(line), language, published));
        }
    }
    found.extend(rest.filter_map(|line| {
        let (language, words) = said(line, true)?;
        Some(read(words, &body::mended(line), language, published))
    }));
    latest(found)
}

/// Of what several lines tell the latest; that they differ is for a person to clear up.
pub(super) fn latest(found: Vec<Embargo>) -> Option<Embargo> {
    let instant = |embargo: &Embargo| {
        let until = embargo.until.as_deref()?;
        Some(Moment::release(until, Tz::UTC)?.instant)
    };
    let mut instants: Vec<_> = found.iter().filter_map(instant).collect();
    instants.sort();
    instants.dedup();
    let best = found.into_iter().reduce(|best, other| {
        let rank = |one: &Embargo| (instant(one), one.is_clear);
        if rank(&other) > rank(&best) {
            other
        } else {
            best
        }
    })?;
    let is_clear = best.is_clear && instants.len() == 1;
    Some(Embargo { is_clear, ..best })
}

/// The language in which a line says that the text is under embargo, and its words from there on; where it has to
/// open the line, or a part of it that a sign sets apart, it says nothing elsewhere.
fn said(line: &str, opens: bool) -> Option<(&'static Language, &str)> {
    let words = words(line);
    language::all().find_map(|language| {
        let rules = &language.furniture.embargo;
        (0..words.len()).find_map(|at| {
            let gap = match at.checked_sub(1) {
                Some(before) => &line[words[before].0.end..words[at].0.start],
                None => "(",
            };
            let first = gap.contains(|c: char| !c.is_whitespace() && !",'’".contains(c));
            let begins = |phrase: &&String| {
                let mut given = words[at..].iter().map(|(_, word)| word.as_str());
                phrase.split(' ').all(|word| given.next() == Some(word))
            };
            let says = rules.says.iter().find(begins).filter(|_| first || !opens);
            let begun = rules.opens.iter().find(begins).filter(|phrase| {
                let next = at + phrase.split(' ').count();
                first && goes_on(line, &words, next, language)
            });
            let phrase = says.or(begun)?;
            let none = |at: Option<usize>| {
                let word = at.and_then(|at| words.get(at));
                let mut all = language::all();
                word.is_some_and(|(_, word)| {
                    all.any(|language| language.furniture.embargo.none.contains(word))
                })
            };
            let next = at + phrase.split(' ').count();
            let lifted = none(Some(next)) || (none(at.checked_sub(1)) && !first);
            (!lifted).then(|| (language, line[words[at].0.start..].trim()))
        })
    })
}

/// Whether what stands behind the first words of an embargo belongs to it: nothing, a sign, a number, `until 3 May`.
fn goes_on(line: &str, words: &[(Range<usize>, String)], next: usize, language: &Language) -> bool {
    let Some((span, word)) = words.get(next) else {
        return true;
    };
    let gap = &line[words[next - 1].0.end..span.start];
    let sign = gap.trim().chars().next();
    let mut rest = words[next..].iter().map(|(_, word)| word);
    let leads = &language.furniture.embargo.leads;
    let when = rest.find(|word| !leads.contains(*word));
    let when = when.is_none_or(|word| is_when(word, language));
    match sign {
        Some(sign) => !",'’".contains(sign),
        None => when && (leads.contains(word) || is_when(word, language)),
    }
}

/// The words of a line with their places, in lower case.
fn words(line: &str) -> Vec<(Range<usize>, String)> {
    let mut words: Vec<(Range<usize>, String)> = Vec::new();
    for (at, c) in line.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let end = at + c.len_utf8();
        match words.last_mut().filter(|(span, _)| span.end == at) {
            Some((span, word)) => {
                span.end = end;
                word.extend(c.to_lowercase());
            }
            None => words.push((at..end, c.to_lowercase().collect())),
        }
    }
    words
}

/// Whether a line breaks off before the day: `EMBARGOED UNTIL`.
fn ends_open(line: &str, language: &Language) -> bool {
    let words = words(line);
    let last = words
        .last()
        .is_some_and(|(_, word)| language.furniture.embargo.leads.contains(word));
    last || line.trim_end().ends_with(':')
}

/// Reads the words of an embargo.
fn read(words: &str, line: &str, language: &Language, published: Option<NaiveDate>) -> Embargo {
    let words: Vec<&str> = words.split_whitespace().take(MOST).collect();
    let words = words.join(" ");
    let prose = Prose::read(&words, language);
    let times = tagger::times(&prose, language, published);
    let day = |time: &Time| match time.granule {
        Some(Granule::Day(year, month, day)) => NaiveDate::from_ymd_opt(year, month, day),
        _ => None,
    };
    // An hour alone is found on the text's own day.
    let named = |time: &&Time| time.explicit || time.day || time.weekday.is_some();
    let first = times.iter().find(|time| named(time) && day(time).is_some());
    let first = first.or(times.iter().find(|time| time.kind == TimeKind::Date));
    let until = first.and_then(|time| match time.explicit {
        true => day(time),
        false => not_before(day(time)?, time.day, published?),
    });
    let hour = times.iter().find_map(|time| {
        let (_, hour) = time.value.split_once('T')?;
        Some((prose.span(&time.tokens).start, hour.parse().ok()?))
    });
    // Which of a day's two midnights is meant, nobody can tell.
    let told = |(_, hour): &(usize, NaiveTime)| *hour != NaiveTime::MIN;
    let hour = hour.filter(told).or_else(|| clock(&words, language));
    let zone = hour.and_then(|(start, _)| zone(&words[start..], language));
    let instant = until.zip(hour).map(|(day, (_, hour))| day.and_time(hour));
    let within = instant
        .zip(zone)
        .and_then(|(time, zone)| within(zone, time));
    let is_clear = within.is_some();
    let local = || Some(instant?.format("%Y-%m-%dT%H:%M:%S").to_string());
    let until = within.or_else(local).or_else(|| Some(until?.to_string()));
    Embargo {
        words: line.to_string(),
        until,
        is_clear,
    }
}

/// A time of day as `0001 hrs`, `1100 GMT` or `00.01`.
fn clock(text: &str, language: &Language) -> Option<(usize, NaiveTime)> {
    let words = words(text);
    let rules = &language.furniture.embargo;
    let hour = |at: usize| {
        let (span, word) = &words[at];
        let (next, gap) = match words.get(at + 1) {
            Some((next, word)) => (word.as_str(), &text[span.end..next.start]),
            None => ("", ""),
        };
        let named = rules.hours.contains(next) || rules.zones.contains_key(next);
        let (hour, minute) = match (word.len(), next.len()) {
            (4, _) if named => word.split_at_checked(2)?,
            (1 | 2, 2) if gap == "." && !text[words[at + 1].0.end..].starts_with('.') => {
                (&word[..], next)
            }
            _ => return None,
        };
        NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
    };
    (0..words.len()).find_map(|at| Some((words[at].0.start, hour(at)?)))
}

/// The first of such days that is not before the text's own: a day of the year comes again each year, a weekday
/// each week.
fn not_before(day: NaiveDate, of_the_year: bool, published: NaiveDate) -> Option<NaiveDate> {
    let later = |times: u32| match of_the_year {
        true => day.checked_add_months(Months::new(12 * times)),
        false => day.checked_add_days(Days::new(7 * u64::from(times))),
    };
    let sooner = match of_the_year {
        true => day.checked_sub_months(Months::new(12)),
        false => None,
    };
    let days = sooner.into_iter().chain((0..60).map_while(later));
    let mut days = days.filter(|day| *day >= published);
    days.next()
}

/// The zone that the first words behind a time of day name.
fn zone<'a>(text: &str, language: &'a Language) -> Option<&'a str> {
    const NEAR: usize = 7;
    let words = words(text);
    let zones = &language.furniture.embargo.zones;
    let near = 0..words.len().min(NEAR);
    let found = near
        .flat_map(|at| (1..=3).rev().map(move |len| at..at + len))
        .find_map(|range| {
            let run: Vec<&str> = words
                .get(range.clone())?
                .iter()
                .map(|(_, word)| word.as_str())
                .collect();
            Some((range.end, zones.get(&run.join(" "))?))
        });
    let (end, zone) = found?;
    // `GMT+3` is another one.
    let behind = &text[words[end - 1].0.end..];
    let moved = behind.strip_prefix(['+', '-', '−', '–']);
    (!moved.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())))
        .then_some(zone.as_str())
}

/// A time of day in a zone, which is an offset or one with a summer.
fn within(zone: &str, time: NaiveDateTime) -> Option<String> {
    if let Ok(zone) = zone.parse::<FixedOffset>() {
        return Some(zone.from_local_datetime(&time).single()?.to_rfc3339());
    }
    let zone = zone.parse::<Tz>().ok()?;
    Some(zone.from_local_datetime(&time).latest()?.to_rfc3339())
}
