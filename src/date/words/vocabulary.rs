//! The words of a language, and nothing else: the one place to translate.

/// Holds every word and phrase that a date is said with.
///
/// A phrase is a template: `{0}`, `{1}` and `{2}` stand for its parts, in the order that the
/// field's comment names.
pub(super) struct Vocabulary {
    /// January to December.
    pub months: [&'static str; 12],
    /// Spring to winter.
    pub seasons: [&'static str; 4],
    /// First to fourth quarter, then first to third third, then first and second half, without
    /// an article.
    pub parts: [&'static str; 9],
    pub northern: &'static str,
    pub southern: &'static str,

    /// Day, month, year.
    pub day: &'static str,
    /// Month, year.
    pub month: &'static str,
    /// Season, year.
    pub season: &'static str,
    /// Quarter, third or half; year.
    pub part: &'static str,
    /// A year before the year 1: its number, counted back from 1 BC.
    pub before_christ: &'static str,
    /// A year from 1 to 999.
    pub anno_domini: &'static str,
    /// A year of more than four digits.
    pub long_year: &'static str,
    /// A decade's first year.
    pub decade: &'static str,
    /// The first and the last year that the digits allow.
    pub years: &'static str,
    pub unknown_year: &'static str,
    /// Such years; a year among them.
    pub year_in: &'static str,

    /// Month, years.
    pub some_month: &'static str,
    /// Day, month, years.
    pub some_day: &'static str,
    /// Year.
    pub month_in: &'static str,
    /// First month, last month, year.
    pub month_from_to: &'static str,
    /// Month or year.
    pub day_in: &'static str,
    /// First day, last day, month.
    pub day_from_to: &'static str,
    /// Day, year.
    pub day_of_month_in: &'static str,
    /// A date with `X` for its unknown digits.
    pub pattern: &'static str,

    /// A date that is approximate.
    pub about: &'static str,
    pub approximate: &'static str,
    pub uncertain: &'static str,
    /// Parts of a date and what is said of them.
    pub of_parts: &'static str,
    pub day_part: &'static str,
    pub month_part: &'static str,
    pub season_part: &'static str,
    pub year_part: &'static str,
    /// A date and its notes.
    pub noted: &'static str,
    /// A quarter, third or half with its article.
    pub definite: &'static str,

    /// Date, time of day.
    pub at: &'static str,
    pub utc: &'static str,
    pub local: &'static str,

    /// A day.
    pub by: &'static str,
    /// A month or more.
    pub by_end: &'static str,
    pub or_later: &'static str,
    /// First, last.
    pub between: &'static str,
    /// What comes before, the last.
    pub or: &'static str,
    /// What comes before, the last.
    pub and: &'static str,
    pub all_until: &'static str,
    pub all_from: &'static str,
    /// First, last.
    pub all_from_to: &'static str,

    /// First, last.
    pub span: &'static str,
    /// First and last, where the first is a single word.
    pub short_span: &'static str,
    /// Day, month.
    pub day_and_month: &'static str,
    pub since: &'static str,
    pub until: &'static str,
    pub end_unknown: &'static str,
    pub beginning_unknown: &'static str,
}

/// English as British newspapers write it.
pub(super) const ENGLISH: Vocabulary = Vocabulary {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    seasons: ["spring", "summer", "autumn", "winter"],
    parts: [
        "first quarter",
        "second quarter",
        "third quarter",
        "fourth quarter",
        "first third",
        "second third",
        "last third",
        "first half",
        "second half",
    ],
    northern: "northern hemisphere",
    southern: "southern hemisphere",

    day: "{0} {1} {2}",
    month: "{0} {1}",
    season: "{0} {1}",
    part: "{0} of {1}",
    before_christ: "{0} BC",
    anno_domini: "AD {0}",
    long_year: "the year {0}",
    decade: "the {0}s",
    years: "the years {0}–{1}",
    unknown_year: "an unknown year",
    year_in: "a year in {0}",

    some_month: "a {0} in {1}",
    some_day: "a {0} {1} in {2}",
    month_in: "a month in {0}",
    month_from_to: "a month from {0} to {1} in {2}",
    day_in: "a day in {0}",
    day_from_to: "a day from {0} to {1} {2}",
    day_of_month_in: "day {0} of a month in {1}",
    pattern: "a date written {0} (X: any digit)",

    about: "about {0}",
    approximate: "approximate",
    uncertain: "uncertain",
    of_parts: "{0} {1}",
    day_part: "day",
    month_part: "month",
    season_part: "season",
    year_part: "year",
    noted: "{0} ({1})",
    definite: "the {0}",

    at: "{0}, {1}",
    utc: "UTC",
    local: "local time",

    by: "by {0}",
    by_end: "by the end of {0}",
    or_later: "{0} or later",
    between: "between {0} and {1}",
    or: "{0} or {1}",
    and: "{0} and {1}",
    all_until: "all dates until {0}",
    all_from: "all dates from {0}",
    all_from_to: "all dates from {0} to {1}",

    span: "{0} – {1}",
    short_span: "{0}–{1}",
    day_and_month: "{0} {1}",
    since: "since {0}",
    until: "until {0}",
    end_unknown: "from {0}, end unknown",
    beginning_unknown: "until {0}, beginning unknown",
};

/// Fills a template's places with its parts.
pub(super) fn fill(template: &str, parts: &[&str]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, place, after)) = next_place(rest) {
        text.push_str(before);
        text.push_str(parts.get(place).copied().unwrap_or_default());
        rest = after;
    }
    text + rest
}

fn next_place(template: &str) -> Option<(&str, usize, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (place, after) = rest.split_once('}')?;
    Some((before, place.parse().ok()?, after))
}
