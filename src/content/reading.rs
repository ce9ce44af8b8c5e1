//! What several kinds of front matter read in the same way.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::moment::Moment;
use crate::diagnostic::{Diagnostic, Place};
use crate::value::Fields;

/// A name for something declared elsewhere, with the place it is written at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermRef {
    /// What is written.
    pub text: String,
    /// Where.
    pub place: Place,
}

/// A key that refers to one thing.
pub fn reference(fields: &Fields<'_>, key: &'static str) -> Option<TermRef> {
    Some(TermRef {
        text: fields.text(key)?,
        place: fields.place_of(key),
    })
}

/// A key that refers to several things.
pub fn references(fields: &Fields<'_>, key: &str) -> Vec<TermRef> {
    fields
        .texts(key)
        .into_iter()
        .map(|(text, place)| TermRef { text, place })
        .collect()
}

/// A key that refers to several things, told apart from one that is not there.
pub fn references_if_given(fields: &Fields<'_>, key: &str) -> Option<Vec<TermRef>> {
    let references = references(fields, key);
    fields.table.get(key).is_some().then_some(references)
}

/// A key that is a day, `2024-09-09`.
pub fn day(fields: &Fields<'_>, key: &'static str) -> Option<NaiveDate> {
    moment(fields, key, Tz::UTC).map(|moment| moment.day)
}

/// A key that is a day or an instant.
pub fn moment(fields: &Fields<'_>, key: &'static str, zone: Tz) -> Option<Moment> {
    let text = fields.text(key)?;
    let moment = Moment::parse(&text, zone);
    if moment.is_none() {
        let message = format!("`{text}` is not a day or an instant");
        let place = fields.place_of(key);
        let help = "write a day as 2024-09-09, an instant as 2024-09-09T06:00:00+03:00";
        fields.report(Diagnostic::error("front-matter/bad-date", message, place).help(help));
    }
    moment
}

/// Whether a page is not to be published yet. What another generator keeps back must not slip
/// out here: Jekyll says `published: false`.
pub fn draft(fields: &Fields<'_>) -> bool {
    let draft = fields.boolean("draft") == Some(true);
    let unpublished = fields.boolean("published") == Some(false);
    draft || unpublished
}
