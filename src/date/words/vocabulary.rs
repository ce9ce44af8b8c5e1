//! What a date is said with: the table `dates` of a language file.

use std::sync::LazyLock;

use serde::Deserialize;

pub use super::typed::Typed;

/// Holds every word and phrase that a date is said with.
///
/// A phrase is a template: `{0}`, `{1}` and `{2}` stand for its parts, in the order that the
/// field's comment names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// January to December.
    pub months: [String; 12],
    /// January to December, short enough for an axis.
    pub short_months: [String; 12],
    /// Spring to winter.
    pub seasons: [String; 4],
    /// First to fourth quarter, then first to third third, then first and second half, without
    /// an article.
    pub parts: [String; 9],
    /// A year's approximate first, second and last third: its early, middle and late part. A
    /// language without such words says so in full.
    #[serde(default)]
    pub portions: [String; 3],
    /// What a season of the northern hemisphere is noted with.
    pub northern: String,
    /// What a season of the southern hemisphere is noted with.
    pub southern: String,

    /// Day, month, year.
    pub day: String,
    /// Month, year.
    pub month: String,
    /// Season, year.
    pub season: String,
    /// Quarter, third or half; year.
    pub part: String,
    /// A year before the year 1: its number, counted back from 1 BC.
    pub before_christ: String,
    /// A year from 1 to 999.
    pub anno_domini: String,
    /// A year of more than four digits.
    pub long_year: String,
    /// A decade's first year.
    pub decade: String,
    /// The first and the last year that the digits allow.
    pub years: String,
    /// A year of which no digit is known.
    pub unknown_year: String,
    /// Such years; a year among them.
    pub year_in: String,

    /// Month, years.
    pub some_month: String,
    /// Day, month, years.
    pub some_day: String,
    /// Year.
    pub month_in: String,
    /// First month, last month, year.
    pub month_from_to: String,
    /// Month or year.
    pub day_in: String,
    /// First day, last day, month.
    pub day_from_to: String,
    /// Day, year.
    pub day_of_month_in: String,
    /// A date with `X` for its unknown digits.
    pub pattern: String,

    /// A date that is approximate.
    pub about: String,
    /// What a vague date is noted with that is approximate.
    pub approximate: String,
    /// What a date is noted with that is uncertain.
    pub uncertain: String,
    /// Parts of a date and what is said of them.
    pub of_parts: String,
    /// The day as a part of a date.
    pub day_part: String,
    /// The month, likewise.
    pub month_part: String,
    /// The season, likewise.
    pub season_part: String,
    /// The year, likewise.
    pub year_part: String,
    /// A date and its notes.
    pub noted: String,
    /// What stands between the dates of a list.
    pub comma: String,
    /// What stands between the notes of a date.
    pub semicolon: String,
    /// A quarter, third or half with its article.
    pub definite: String,

    /// Date, time of day.
    pub at: String,
    /// Coordinated universal time.
    pub utc: String,
    /// A time without a zone.
    pub local: String,

    /// A day.
    pub by: String,
    /// A month or more.
    pub by_end: String,
    /// First date.
    pub or_later: String,
    /// First, last.
    pub between: String,
    /// What comes before, the last.
    pub or: String,
    /// What comes before, the last.
    pub and: String,
    /// Last date.
    pub all_until: String,
    /// First date.
    pub all_from: String,
    /// First, last.
    pub all_from_to: String,

    /// First, last.
    pub span: String,
    /// First and last, where the first is a single word.
    pub short_span: String,
    /// Day, month.
    pub day_and_month: String,
    /// First date.
    pub since: String,
    /// Last date.
    pub until: String,
    /// First date.
    pub end_unknown: String,
    /// Last date.
    pub beginning_unknown: String,

    /// What is read besides, and never said.
    #[serde(default)]
    pub typed: Typed,
}

impl Vocabulary {
    /// The table `dates` of a language file, whatever else may be wrong in the file.
    pub(super) fn of_file(file: &str) -> Option<Vocabulary> {
        toml::from_str::<File>(file).ok().map(|file| file.dates)
    }

    /// Every name of a month that is read, with the number of the month.
    pub(in crate::date) fn month_names(&self) -> impl Iterator<Item = (&String, usize)> {
        let own = self.months.iter().zip(1..);
        let short = self.short_months.iter().zip(1..);
        let typed = self.typed.months.iter().zip(1..);
        let typed = typed.flat_map(|(names, month)| names.iter().map(move |name| (name, month)));
        own.chain(short).chain(typed)
    }
}

/// The words of English, in which messages to authors are written.
pub fn english() -> &'static Vocabulary {
    static ENGLISH: LazyLock<Vocabulary> = LazyLock::new(|| {
        let file = include_str!("../../../themes/default/languages/en.toml");
        Vocabulary::of_file(file).unwrap_or_default()
    });
    &ENGLISH
}

/// A language file, as far as dates are concerned.
#[derive(Deserialize)]
struct File {
    dates: Vocabulary,
}

/// Fills a template's places with its parts.
pub(super) fn fill(template: &str, parts: &[&str]) -> String {
    let parts_length: usize = parts.iter().map(|part| part.len()).sum();
    let mut text = String::with_capacity(template.len() + parts_length);
    let mut rest = template;
    while let Some((before, place, after)) = next_place(rest) {
        text.push_str(before);
        text.push_str(parts.get(place).copied().unwrap_or_default());
        rest = after;
    }
    text + rest
}

pub(super) fn next_place(template: &str) -> Option<(&str, usize, &str)> {
    let open = template.bytes().position(|byte| byte == b'{')?;
    let (place, after) = template[open + 1..].split_once('}')?;
    Some((&template[..open], place.parse().ok()?, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_has_every_word() {
        assert_ne!(*english(), Vocabulary::default());
    }
}
