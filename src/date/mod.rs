//! Dates that are only partly known: EDTF, as ISO 8601-2 defines it.
//!
//! The profile is level 0 and level 1 whole; of level 2 the one-of sets `[..]`, the all-of sets
//! `{..}`, qualification and unspecified digits anywhere, and the sub-year groupings 25 to 41.
//! The crate `edtf-core` parses; this module narrows it to the profile and adds what a newsroom
//! asks of a date: what it spans, what it sorts by, whether it is over, and how it reads.

mod bounds;
mod error;
mod extent;
mod hints;
mod html;
mod instant;
mod near;
mod order;
mod precision;
mod profile;
mod shape;
mod within;
mod words;

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use edtf_core::{Date, DateField, Qualifier, Year, YearKind};
use serde::{Serialize, Serializer};

pub use bounds::Bound;
pub use error::DateError;
pub use near::{Near, Side};
pub use order::{SortKey, Timing};
pub use precision::Precision;
pub use shape::Shape;
pub use words::vocabularies::Vocabularies;
pub use words::vocabulary::{Vocabulary, english};

/// Holds one valid EDTF value of the profile, and, of an instant, on which day it is in the zone
/// of the site, where that is known.
///
/// Values are equal when they say the same: `?2024-?09` equals `2024-09?`, a set of one date
/// equals that date, and a time shift of `+00:00` equals `Z`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edtf(edtf_core::Edtf, Option<NaiveDate>);

impl From<edtf_core::Edtf> for Edtf {
    fn from(value: edtf_core::Edtf) -> Self {
        Self(value, None)
    }
}

impl Edtf {
    /// Parses EDTF text, such as `2024-09-09`, `[..2025-09]`, `2014/..` or `202X`.
    ///
    /// # Errors
    ///
    /// Fails where the text is not EDTF, names a day that does not exist, runs backwards
    /// (`2025/2024`), or lies outside the profile (`1950S2`, `Y17E7`, `..2014/2016`). The error
    /// says where and, for the mistakes that authors commonly make, what to write instead.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        profile::parse(text).map(Self::from)
    }

    /// Makes the value of one calendar day.
    ///
    /// A day outside the years 0 to 9999, which EDTF writes without a month, becomes its year.
    #[must_use]
    pub fn from_day(day: NaiveDate) -> Self {
        let year = Year {
            kind: year_kind(day.year()),
            significant_digits: None,
            qualifier: Qualifier::default(),
        };
        let fits = matches!(year.kind, YearKind::Standard { .. });
        Self::from(edtf_core::Edtf::Date(Date {
            year,
            month: fits.then(|| field(day.month())),
            day: fits.then(|| field(day.day())),
        }))
    }

    /// Tells what an author should know about a valid but vague value, or nothing.
    ///
    /// The seasons 21 to 24 name no hemisphere, so nothing narrower than their year is known.
    #[must_use]
    pub fn caveat(&self) -> Option<String> {
        let season = dates(&self.0)
            .into_iter()
            .find(|date| bounds::is_unlocated_season(date))?;
        let code = season.month.and_then(DateField::value)?;
        let name = words::season(words::vocabulary::english(), code)?;
        Some(format!(
            "season {code} ({name}) does not say which hemisphere, so it counts as the whole year; \
             write {} for the northern or {} for the southern hemisphere, or a quarter, 33 to 36",
            code + 4,
            code + 8,
        ))
    }

    /// Says whether this is a deadline: one date, on or before the one given (`[..2025-09]`).
    #[must_use]
    pub fn is_deadline(&self) -> bool {
        let edtf_core::Edtf::Set(set) = &self.0 else {
            return false;
        };
        set.kind == edtf_core::SetKind::OneMember
            && matches!(
                set.elements.as_slice(),
                [edtf_core::SetElement::OnOrBefore(_)]
            )
    }

    /// Says the value in English, such as "by the end of September 2025".
    ///
    /// Different values always read differently.
    #[must_use]
    pub fn words(&self) -> String {
        self.words_in(words::vocabulary::english())
    }

    /// Says the value in the language of a vocabulary, with digits 0 to 9.
    #[must_use]
    pub fn words_in(&self, vocabulary: &Vocabulary) -> String {
        words::say(vocabulary, &self.0)
    }

    /// Says the value inside a sentence: "the third quarter of 2025", which by itself is "third
    /// quarter of 2025".
    #[must_use]
    pub fn words_inside(&self, vocabulary: &Vocabulary) -> String {
        words::say_inside(vocabulary, &self.0)
    }

    /// Gives the value for the `datetime` attribute of HTML's `time` element, where it has one.
    ///
    /// HTML knows days, months, years after 0 and date-times; anything qualified, unspecified,
    /// a season, an interval or a set has none.
    #[must_use]
    pub fn html_datetime(&self) -> Option<String> {
        html::datetime(&self.0)
    }
}

impl fmt::Display for Edtf {
    /// Writes the canonical EDTF text, which parses to an equal value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Edtf {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::parse(text)
    }
}

impl Serialize for Edtf {
    /// Serializes the canonical EDTF text.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The dates that a value is made of, in written order.
fn dates(value: &edtf_core::Edtf) -> Vec<&Date> {
    use edtf_core::{IntervalEndpoint as End, SetElement};
    match value {
        edtf_core::Edtf::Date(date) => vec![date],
        edtf_core::Edtf::DateTime(instant) => vec![&instant.date],
        edtf_core::Edtf::Interval(interval) => [&interval.start, &interval.end]
            .into_iter()
            .filter_map(|end| match end {
                End::Date(date) | End::OnOrBefore(date) | End::OnOrAfter(date) => Some(date),
                End::Open | End::Unknown => None,
            })
            .collect(),
        edtf_core::Edtf::Set(set) => set
            .elements
            .iter()
            .flat_map(|element| match element {
                SetElement::Range(from, to) => vec![from, to],
                SetElement::Date(date)
                | SetElement::OnOrBefore(date)
                | SetElement::OnOrAfter(date) => vec![date],
            })
            .collect(),
    }
}

fn year_kind(year: i32) -> YearKind {
    let size = year.unsigned_abs();
    if size > 9999 {
        return YearKind::Big { value: year.into() };
    }
    YearKind::Standard {
        negative: year < 0,
        digits: [size / 1000, size / 100, size / 10, size].map(last_digit),
    }
}

fn field(number: u32) -> DateField {
    DateField {
        digits: [number / 10, number].map(last_digit),
        qualifier: Qualifier::default(),
    }
}

fn last_digit(number: u32) -> Option<u8> {
    u8::try_from(number % 10).ok()
}
