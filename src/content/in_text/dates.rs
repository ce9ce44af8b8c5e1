//! Dates of the text, read beside the article's own day: `by November`, `on Sunday`.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::date::Edtf;

/// On which side of the article's day a date is looked for that lacks its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It has come.
    Past,
    /// It is to come.
    Future,
    /// Nobody says.
    Unknown,
}

/// No date without its year lies further from the article's day.
const NINE_MONTHS: u64 = 275;

/// What to do about words that point to what other words say.
const ELSEWHERE: &str =
    "it points to another sentence: write the date after `=`, as in \"= 2025-09\"";

const WEEK: &str =
    "a week begins on Sunday for some and on Monday for others: write the days after `=`";

/// Reads a date from words of an article of this day.
///
/// # Errors
///
/// What to write instead.
pub fn read(words: &str, day: NaiveDate, side: Side) -> Result<Edtf, String> {
    let words = words.trim();
    let lower = words.to_lowercase();
    let bare = without_preposition(&lower);
    let since = bare.strip_prefix("not before ");
    let since = since.map(|date| format!("{date} or later"));
    let bare = since.as_deref().unwrap_or(bare);
    if let Some(date) = [words, bare].iter().find_map(|text| Edtf::read(text).ok()) {
        return Ok(date);
    }
    if let Some((weekday, rest)) = weekday_first(bare) {
        let date = read(rest, day, side)?;
        let is = date.earliest().day();
        return match is.is_none_or(|is| is.weekday() == weekday) {
            true => Ok(date),
            false => Err(format!(
                "{} is no {weekday:?}: mend one of them",
                date.words()
            )),
        };
    }
    let spelt = spelt(bare, day, side)?;
    Edtf::read(&spelt).or_else(|_| with_year(&spelt, day, side))
}

fn without_preposition(text: &str) -> &str {
    let prepositions = ["in ", "on ", "at ", "during ", "في ", "يوم "];
    let found = prepositions.iter().find_map(|word| text.strip_prefix(word));
    found.unwrap_or(text).trim()
}

/// A weekday that stands before its date: `Sunday, 23 November`.
fn weekday_first(text: &str) -> Option<(Weekday, &str)> {
    let (first, rest) = text.split_once(' ')?;
    let weekday = first.trim_end_matches(',').parse().ok()?;
    rest.contains(|c: char| c.is_ascii_digit())
        .then_some((weekday, rest))
}

/// The words with what is counted from the article's day spelt out.
fn spelt(text: &str, day: NaiveDate, side: Side) -> Result<String, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let has = |word: &str| words.contains(&word);
    if has("then") || has("soon") || has("later") || has("after") && has("that") {
        return Err(ELSEWHERE.to_string());
    }
    if has("week") {
        return Err(WEEK.to_string());
    }
    if ["spring", "summer", "autumn", "winter"]
        .iter()
        .any(|season| has(season))
    {
        return Err("a season needs its year and its hemisphere: write it after `=`".to_string());
    }
    let month =
        |months: Option<NaiveDate>| months.and_then(|day| named(&day.format("%Y-%m").to_string()));
    let near = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let one = Months::new(1);
    let year = day.year();
    let known = [
        ("end of the year", Some(format!("end of {year}"))),
        (
            "end of the month",
            month(Some(day)).map(|month| format!("end of {month}")),
        ),
        ("this year", Some(year.to_string())),
        ("next year", Some((year + 1).to_string())),
        ("last year", Some((year - 1).to_string())),
        ("this month", month(Some(day))),
        ("next month", month(day.checked_add_months(one))),
        ("last month", month(day.checked_sub_months(one))),
        ("today", near(Some(day))),
        ("yesterday", near(day.pred_opt())),
        ("tomorrow", near(day.succ_opt())),
    ];
    let mut spelt = format!(" {} ", words.join(" "));
    for (words, date) in known {
        if let Some(date) = date {
            spelt = spelt.replace(&format!(" {words} "), &format!(" {date} "));
        }
    }
    let spelt = spelt.trim();
    let (before, last) = spelt.rsplit_once(' ').unwrap_or(("", spelt));
    let Ok(weekday) = last.parse::<Weekday>() else {
        return Ok(spelt.to_string());
    };
    if ["next", "last", "this"]
        .iter()
        .any(|word| before.ends_with(word))
    {
        return Err(ELSEWHERE.to_string());
    }
    let days = match side {
        Side::Past => day.weekday().days_since(weekday),
        Side::Future => weekday.days_since(day.weekday()),
        Side::Unknown => return Err(year_missing()),
    };
    let days = Days::new(u64::from(days));
    let is = match side {
        Side::Past => day.checked_sub_days(days),
        _ => day.checked_add_days(days),
    };
    Ok(format!("{before} {}", is.unwrap_or(day)).trim().to_string())
}

fn named(month: &str) -> Option<String> {
    Some(Edtf::parse(month).ok()?.words())
}

fn year_missing() -> String {
    "the year is missing: write it, or a status such as `happened`".to_string()
}

/// A date that lacks its year, in the year that it has on its side of the article's day.
fn with_year(text: &str, day: NaiveDate, side: Side) -> Result<Edtf, String> {
    let unread = || "write a date after `=`, as in \"= September 2025\"".to_string();
    let complete = |year: i32| {
        let joined = text.split(" or ").map(|part| format!("{part} {year}"));
        Edtf::read(&joined.collect::<Vec<_>>().join(" or ")).ok()
    };
    let years = day.year().saturating_sub(1)..=day.year().saturating_add(1);
    let dates: Vec<Edtf> = years.filter_map(complete).collect();
    let last = |date: &Edtf| date.latest().day().or_else(|| date.earliest().day());
    let first = |date: &Edtf| date.earliest().day().or_else(|| date.latest().day());
    let found = match side {
        _ if dates.is_empty() => return Err(unread()),
        Side::Unknown => return Err(year_missing()),
        Side::Past => dates.into_iter().rfind(|date| first(date) <= Some(day)),
        Side::Future => dates.into_iter().find(|date| last(date) >= Some(day)),
    };
    let far = |date: &Edtf| {
        let ends = [first(date), last(date)].into_iter().flatten();
        let days = ends.map(|end| end.signed_duration_since(day).num_days().unsigned_abs());
        days.min().is_none_or(|days| days > NINE_MONTHS)
    };
    match found {
        Some(date) if far(&date) => {
            Err("more than nine months lie between: write the year".to_string())
        }
        found => found.ok_or_else(unread),
    }
}

/// Whether words have nothing of a date in them.
pub fn names_no_day(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 2);
    let dated = |word: &str| {
        word.parse::<chrono::Weekday>().is_ok()
            || word.parse::<chrono::Month>().is_ok()
            || ["today", "yesterday", "tomorrow", "week", "month", "year"].contains(&word)
    };
    !lower.contains(|c: char| c.is_numeric()) && !words.any(dated)
}
