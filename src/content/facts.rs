//! The facts an article states: claims about events, and observations of figures.

use chrono::NaiveDate;
use serde::Serialize;

use super::quantity::{Hedge, Quantity};
use super::reading::{self, TermRef};
use crate::date::{Edtf, Timing};
use crate::diagnostic::{Diagnostic, Place};
use crate::path::slug;
use crate::value::Fields;

/// What one speaker says, in one article, of something that happened or is to happen.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The event's id; claims with the same id are one event's history.
    pub id: Option<String>,
    /// What the event is, in a line.
    pub title: String,
    /// When it happened or is to happen.
    pub date: Edtf,
    /// How far it has come.
    pub status: Status,
    /// Who says so: an id of sources.toml or a name.
    pub by: Option<TermRef>,
    /// Where it is said: an id of the article's sources or of sources.toml.
    pub source: Option<TermRef>,
    /// The words it was said in.
    pub quote: Option<String>,
    /// Where it belongs; the article's regions if `None`.
    pub regions: Option<Vec<TermRef>>,
    /// What it belongs to; the article's topics if `None`.
    pub topics: Option<Vec<TermRef>>,
    /// When it was said.
    pub reported: NaiveDate,
    /// How much it matters.
    pub importance: Importance,
    /// Whether it is only proposed and nobody has said yes to it.
    pub review: bool,
    /// Where it is written.
    pub place: Place,
}

/// How far an event has come, as a speaker puts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Suggested by somebody.
    Proposed,
    /// Made known.
    Announced,
    /// Intended, with a date.
    Planned,
    /// Agreed by those who decide.
    Confirmed,
    /// Going on.
    Underway,
    /// Done; settles the event.
    Happened,
    /// Put off.
    Postponed,
    /// Called off; settles the event.
    Cancelled,
}

impl Status {
    /// Every status with the word authors write.
    pub const ALL: [(&'static str, Status); 8] = [
        ("proposed", Status::Proposed),
        ("announced", Status::Announced),
        ("planned", Status::Planned),
        ("confirmed", Status::Confirmed),
        ("underway", Status::Underway),
        ("happened", Status::Happened),
        ("postponed", Status::Postponed),
        ("cancelled", Status::Cancelled),
    ];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        Status::ALL
            .iter()
            .find(|(_, status)| *status == self)
            .map_or("", |(word, _)| word)
    }

    /// Whether it speaks of something that has not begun.
    pub fn promises(self) -> bool {
        !self.settles() && self != Status::Underway
    }

    /// Whether nothing more is to come.
    pub fn settles(self) -> bool {
        matches!(self, Status::Happened | Status::Cancelled)
    }
}

/// How much something matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Importance {
    /// Worth a line.
    Low,
    /// As most things.
    #[default]
    Medium,
    /// Among what a reader must not miss.
    High,
}

impl Importance {
    /// Every importance with the word authors write.
    pub const ALL: [(&'static str, Importance); 3] = [
        ("high", Importance::High),
        ("medium", Importance::Medium),
        ("low", Importance::Low),
    ];
}

/// A number that one source gives, in one article, for one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// The series it belongs to; without one it is its article's alone.
    pub series: Option<TermRef>,
    /// What is counted.
    pub label: Option<String>,
    /// How many.
    pub quantity: Quantity,
    /// What one of them is: `troops`, `USD`.
    pub unit: Option<String>,
    /// When it was true.
    pub as_of: Edtf,
    /// When it was said.
    pub reported: NaiveDate,
    /// Who says so: an id of sources.toml or a name.
    pub by: Option<TermRef>,
    /// Where it is said: an id of the article's sources or of sources.toml.
    pub source: Option<TermRef>,
    /// Where it was true, if not where the series says.
    pub region: Option<TermRef>,
    /// What exactly it counts, if not what the series counts: a break, not a change.
    pub scope: Option<String>,
    /// How firm it is.
    pub status: Firmness,
    /// The words it was said in.
    pub quote: Option<String>,
    /// Whether it is only proposed and nobody has said yes to it.
    pub review: bool,
    /// Where it is written.
    pub place: Place,
}

/// How firm a number is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Firmness {
    /// Counted and final.
    #[default]
    Normal,
    /// Worked out from something else.
    Estimate,
    /// Counted, but may be revised.
    Provisional,
    /// Said of a time still to come; never a series' current value.
    Forecast,
}

impl Firmness {
    /// Every firmness with the word authors write.
    pub const ALL: [(&'static str, Firmness); 4] = [
        ("normal", Firmness::Normal),
        ("estimate", Firmness::Estimate),
        ("provisional", Firmness::Provisional),
        ("forecast", Firmness::Forecast),
    ];
}

/// What Dateline works out by itself; authors sometimes write it as a status.
const DERIVED: [&str; 7] = [
    "disputed",
    "overdue",
    "slipped",
    "late",
    "kept",
    "brought-forward",
    "stale",
];

/// Reads one table of `events`; `None` if it lacks what a claim cannot be without.
pub fn claim(fields: &Fields<'_>, published: NaiveDate) -> Option<Claim> {
    let help = "say what happens in a line: title = \"…\"";
    let title = fields.required_text("title", "event/no-title", help);
    if fields.node("date").is_none() {
        let place = fields.place_of("date");
        let missing = Diagnostic::error("event/no-date", "an event without a `date`", place);
        fields.report(missing.help("say when, as exactly as it is known: date = \"[..2025-09]\""));
    }
    let date = fields.edtf("date", "event/bad-date");
    let status = status(fields);
    let reported = reading::day(fields, "reported").unwrap_or(published);
    let claim = (
        id(fields),
        reading::reference(fields, "by"),
        reading::reference(fields, "source"),
        fields.text("quote"),
        reading::references_if_given(fields, "regions"),
        reading::references_if_given(fields, "topics"),
        fields.choice("importance", &Importance::ALL, "event/importance"),
    );
    let review = review(fields);
    fields.finish();
    let (date, title) = (date?, title?);
    let (id, by, source, quote, regions, topics, importance) = claim;
    Some(Claim {
        id,
        title,
        status: status.unwrap_or_else(|| implied_status(&date, published)),
        date,
        by,
        source,
        quote,
        regions,
        topics,
        reported,
        importance: importance.unwrap_or_default(),
        review,
        place: fields.place_of("title"),
    })
}

/// Whether a fact waits for a yes; the import says how sure it was.
fn review(fields: &Fields<'_>) -> bool {
    fields.ignore(&["confidence"]);
    fields.boolean("review") == Some(true)
}

/// An event's id, as its URL has it.
fn id(fields: &Fields<'_>) -> Option<String> {
    let written = fields.text("id")?;
    let id = slug(&written);
    if id.is_empty() {
        let message = format!("`{written}` has no letter or digit to make an id of");
        let error = Diagnostic::error("event/bad-id", message, fields.place_of("id"));
        fields.report(error.help("write a few words in lower case, joined by hyphens"));
        return None;
    }
    Some(id)
}

fn status(fields: &Fields<'_>) -> Option<Status> {
    let word = fields.text("status")?;
    if DERIVED.contains(&word.as_str()) {
        let message = format!("`{word}` is worked out from the claims, not written");
        let warning =
            Diagnostic::warning("event/derived-status", message, fields.place_of("status"));
        fields.report(
            warning.help("leave `status` out, or say what the speaker said: announced, planned, …"),
        );
        return None;
    }
    fields.choice("status", &Status::ALL, "event/unknown-status")
}

/// What is definitely past by the day of the article has happened; the rest is announced.
fn implied_status(date: &Edtf, published: NaiveDate) -> Status {
    let next = published.succ_opt().unwrap_or(published);
    match date.compared_to_day(next) {
        Timing::Before => Status::Happened,
        _ => Status::Announced,
    }
}

/// Reads one table of `figures`; `None` if it lacks what a figure cannot be without.
pub fn observation(fields: &Fields<'_>, published: NaiveDate) -> Option<Observation> {
    let quantity = quantity(fields);
    let given = fields.table.get("as_of").is_some();
    let as_of = fields.edtf("as_of", "figure/bad-date");
    if given && as_of.is_none() {
        // Already reported; the rest of the table is still worth a look.
        fields.ignore(&["as_of"]);
    }
    let series = series(fields);
    let label = fields.text("label");
    if series.is_none() && label.is_none() {
        let place = fields.place_of("label");
        let missing = Diagnostic::error(
            "figure/no-label",
            "a figure without `label` or `series`",
            place,
        );
        fields.report(missing.help("say what is counted: label = \"US troops in Iraq\""));
    }
    let reported = reading::day(fields, "reported").unwrap_or(published);
    let rest = (
        fields.text("unit"),
        reading::reference(fields, "by"),
        reading::reference(fields, "source"),
        reading::reference(fields, "region"),
        fields.choice("status", &Firmness::ALL, "figure/unknown-status"),
        fields.text("quote"),
        fields.text("scope"),
    );
    let review = review(fields);
    fields.finish();
    let (unit, by, source, region, status, quote, scope) = rest;
    Some(Observation {
        series,
        label,
        quantity: quantity?,
        unit,
        as_of: match given {
            true => as_of?,
            false => Edtf::from_day(reported),
        },
        reported,
        by,
        source,
        region,
        scope,
        status: status.unwrap_or_default(),
        quote,
        review,
        place: fields.place_of("label"),
    })
}

/// The series a figure belongs to.
fn series(fields: &Fields<'_>) -> Option<TermRef> {
    let series = reading::reference(fields, "series")?;
    if slug(&series.text).is_empty() {
        let message = format!("`{}` has no letter or digit to make an id of", series.text);
        let error = Diagnostic::error("figure/bad-series", message, series.place);
        fields.report(
            error.help("write the id of a series: a few words in lower case, joined by hyphens"),
        );
        return None;
    }
    Some(series)
}

fn quantity(fields: &Fields<'_>) -> Option<Quantity> {
    let value = fields.number("value");
    let (min, max) = (fields.number("min"), fields.number("max"));
    let hedge = fields.choice("hedge", &Hedge::ALL, "figure/unknown-hedge");
    let wrong = ["value", "min", "max"].iter().any(|key| {
        fields.table.get(key).is_some_and(|entry| {
            let read = match *key {
                "value" => value,
                "min" => min,
                _ => max,
            };
            read.is_none() && entry.node.value != crate::value::Value::Null
        })
    });
    match (value, min, max) {
        (Some(value), None, None) => Some(Quantity {
            min: value,
            max: value,
            hedge,
        }),
        (None, Some(min), Some(max)) if min <= max => Some(Quantity { min, max, hedge }),
        (None, Some(min), Some(max)) => {
            let message = format!("`min` ({min}) is greater than `max` ({max})");
            let reversed =
                Diagnostic::error("figure/reversed-range", message, fields.place_of("min"));
            fields.report(reversed.help("swap them"));
            None
        }
        _ if wrong => None,
        (Some(_), _, _) => {
            let message = "a figure with both `value` and a range";
            let place = fields.place_of("value");
            fields.report(
                Diagnostic::error("figure/two-values", message, place)
                    .help("keep either `value`, or `min` and `max`"),
            );
            None
        }
        _ => {
            let place = fields.place_of("value");
            fields.report(
                Diagnostic::error("figure/no-value", "a figure without a value", place)
                    .help("write value = 2500, or min = 250 and max = 350"),
            );
            None
        }
    }
}
