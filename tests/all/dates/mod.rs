//! Partly known dates: what is accepted, what it spans, how it sorts and how it reads.

mod generate;
mod list;
mod properties;
mod reader;
mod refused;
mod table;
mod wording;

pub use generate::any_value;

use chrono::NaiveDate;
use dateline::date::Edtf;

/// Parses a date that the test knows to be one.
fn edtf(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Makes the calendar day of a text such as `2024-09-09`.
fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}
