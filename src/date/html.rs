//! The values that HTML's `time` element can carry.

use edtf_core::{Date, DateField, Edtf as Value, Year, YearKind};

/// Writes the value as a date, month, year or date-time of HTML, where it is one.
pub(super) fn datetime(value: &Value) -> Option<String> {
    match value {
        Value::Date(date) => plain(date),
        // HTML has no leap second.
        Value::DateTime(instant) if instant.time.second < 60 => {
            plain(&instant.date).map(|date| format!("{date}T{}", instant.time))
        }
        _ => None,
    }
}

fn plain(date: &Date) -> Option<String> {
    let sure = !(date.is_uncertain() || date.is_approximate() || date.has_unspecified());
    let month = date.month.and_then(DateField::value);
    let calendar = month.is_none_or(|month| month <= 12);
    let after_zero = date.year.value().is_some_and(|year| year > 0);
    (sure && calendar && after_zero).then(|| without_prefix(date))
}

/// HTML writes years of more than four digits without the `Y`.
fn without_prefix(date: &Date) -> String {
    match date.year {
        Year {
            kind: YearKind::Big { value },
            ..
        } => value.to_string(),
        _ => date.to_string(),
    }
}
