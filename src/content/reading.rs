//! What several kinds of front matter read in the same way.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::address::Tongue;
use super::moment::Moment;
use super::{holding, version};
use crate::date::Edtf;
use crate::diagnostic::{Diagnostic, Place};
use crate::path::SourcePath;
use crate::value::{Fields, Value};

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

/// What a text has in common with itself in other languages: what it says, or what its path does.
pub fn version_of(fields: &Fields<'_>, path: &SourcePath, tongue: Tongue<'_>) -> String {
    let own = fields.text("translation_key");
    own.unwrap_or_else(|| version::of(path, tongue.lang.unwrap_or(tongue.site)))
}

/// A key that is a day, `2024-09-09`.
pub fn day(fields: &Fields<'_>, key: &'static str) -> Option<NaiveDate> {
    moment(fields, key, Tz::UTC).map(|moment| moment.day)
}

/// A key that is a day or an instant.
pub fn moment(fields: &Fields<'_>, key: &'static str, zone: Tz) -> Option<Moment> {
    moment_as(fields, key, zone, |text| Moment::parse(text, zone))
}

/// A key that says when something becomes public.
pub fn release(fields: &Fields<'_>, key: &'static str, zone: Tz) -> Option<Moment> {
    moment_as(fields, key, zone, |text| Moment::release(text, zone))
}

fn moment_as(
    fields: &Fields<'_>,
    key: &'static str,
    zone: Tz,
    parse: impl Fn(&str) -> Option<Moment>,
) -> Option<Moment> {
    let text = fields.text(key)?;
    // A whole day in words is that day; what is less is none.
    let in_words = || parse(&fields.dates().read(&text).ok()?.to_string());
    let moment = parse(&text).or_else(in_words);
    if moment.is_none() {
        let place = fields.place_of(key);
        let skipped = Moment::skipped(&text, zone);
        let message = match skipped {
            Some(_) => {
                format!("`{text}` never comes in {zone}: the clocks are put forward over it")
            }
            None => format!("`{text}` is not a day or an instant"),
        };
        let skipped = skipped.map(|instant| format!("write `{instant}`"));
        let help = skipped
            .or_else(|| advice(&text, &parse))
            .unwrap_or_else(|| {
                "write a whole day as 2024-09-09, an instant as 2024-09-09T06:00:00+03:00"
                    .to_string()
            });
        fields.report(Diagnostic::error("front-matter/bad-date", message, place).help(help));
    }
    moment
}

/// What is advised for a text that is no date, as far as that is a whole day or an instant.
fn advice(text: &str, parse: impl Fn(&str) -> Option<Moment>) -> Option<String> {
    let help = Edtf::parse(text).err()?.help?;
    let fits = |part: &&str| {
        part.split('`')
            .skip(1)
            .step_by(2)
            .all(|date| parse(date).is_some())
    };
    let parts: Vec<&str> = help.split(", ").filter(fits).collect();
    let advice = parts.join(", ");
    advice.contains('`').then_some(advice)
}

/// When a text may be public, beside the day it is dated on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Release {
    /// Not to be published yet.
    pub draft: bool,
    /// Nobody knows whether it is to be published: an error leaves it open.
    pub unclear: bool,
    /// Not to be published before.
    pub embargo: Option<Moment>,
    /// Not to be published from then on.
    pub expires: Option<Moment>,
}

impl Release {
    /// What holds where both of two do: the stricter one in everything.
    pub fn and(self, other: Release) -> Release {
        Release {
            draft: self.draft || other.draft,
            unclear: self.unclear || other.unclear,
            embargo: both(self.embargo, other.embargo).max_by_key(instant),
            expires: both(self.expires, other.expires).min_by_key(instant),
        }
    }
}

fn instant(moment: &Moment) -> DateTime<Utc> {
    moment.instant
}

fn both(one: Option<Moment>, other: Option<Moment>) -> impl Iterator<Item = Moment> {
    one.into_iter().chain(other)
}

/// Reads when a text may be public. What another generator keeps back must not slip out here:
/// Jekyll says `published: false`, Hugo `publishDate`. Of two days the stricter one holds.
pub fn when_public(fields: &Fields<'_>, path: &SourcePath, zone: Tz) -> Release {
    let draft = yes(fields, "draft", "true") == Some(true);
    let unpublished = yes(fields, "published", "false") == Some(false);
    let releases = ["embargo", "publishDate"].map(|key| release(fields, key, zone));
    let ends = ["expires", "expiryDate"].map(|key| moment(fields, key, zone));
    Release {
        draft: draft || unpublished || holding::is_draft_folder(path),
        unclear: false,
        embargo: releases.into_iter().flatten().max_by_key(|day| day.instant),
        expires: ends.into_iter().flatten().min_by_key(|day| day.instant),
    }
}

/// A key that is true or false; `holds` is the one that holds a text back.
fn yes(fields: &Fields<'_>, key: &'static str, holds: &str) -> Option<bool> {
    let node = fields.node(key)?;
    let known = match &node.value {
        Value::Scalar(scalar) => match scalar.text.as_str() {
            "true" | "True" | "TRUE" => Some(true),
            "false" | "False" | "FALSE" => Some(false),
            _ => None,
        },
        _ => None,
    };
    let empty = matches!(&node.value, Value::Scalar(scalar) if scalar.text.trim().is_empty());
    if known.is_none() && !empty {
        let message = format!("`{key}` is neither true nor false");
        let error = Diagnostic::error("front-matter/wrong-type", message, fields.place_of(key));
        fields.report(error.help(format!("write `{holds}` to hold it back")));
    }
    known
}
