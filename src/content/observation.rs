//! A figure: a number that somebody gives, for a time.

use chrono_tz::Tz;
use rust_decimal::Decimal;
use serde::Serialize;

use super::amount::{self, Amount};
use super::attribution::{self, Attribution};
use super::moment::Moment;
use super::quantity::{Hedge, Quantity};
use super::reading::{self, TermRef};
use super::unit::{self, Unit};
use crate::date::Edtf;
use crate::diagnostic::{Diagnostic, Place};
use crate::path::slug;
use crate::value::{Fields, Kind, Value};

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
    /// Who says so, where and when.
    pub attribution: Attribution,
    /// Where it was true, if not where the series says.
    pub region: Option<TermRef>,
    /// What exactly it counts, if not what the series counts: a break, not a change.
    pub scope: Option<String>,
    /// How firm it is.
    pub status: Firmness,
    /// Whether it is only proposed and nobody has said yes to it.
    pub review: bool,
    /// Where it is written.
    pub place: Place,
    /// Where its number, its time and its unit are written.
    pub spots: Spots,
}

/// Where the parts of a figure are written, or the figure where it does not say them.
#[derive(Clone, Debug, PartialEq)]
pub struct Spots {
    /// The number, or the lower end of a range.
    pub value: Place,
    /// When it was true.
    pub as_of: Place,
    /// What one of them is.
    pub unit: Place,
}

impl Spots {
    fn of(fields: &Fields<'_>) -> Spots {
        let value = match fields.table.get("value") {
            Some(_) => "value",
            None => "min",
        };
        Spots {
            value: fields.place_of(value),
            as_of: fields.place_of("as_of"),
            unit: fields.place_of("unit"),
        }
    }
}

/// How firm a number is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Firmness {
    /// Counted and final.
    #[default]
    Normal,
    /// Worked out from something else.
    Estimate,
    /// Counted, but may be revised.
    Provisional,
    /// Meant to be: a number that somebody intends to bring about.
    Planned,
    /// Expected of a time still to come.
    Forecast,
    /// Aimed at.
    Target,
}

impl Firmness {
    /// Every firmness with the word authors write.
    pub const ALL: [(&'static str, Firmness); 6] = [
        ("normal", Firmness::Normal),
        ("estimate", Firmness::Estimate),
        ("provisional", Firmness::Provisional),
        ("planned", Firmness::Planned),
        ("forecast", Firmness::Forecast),
        ("target", Firmness::Target),
    ];

    /// Whether it says how things are, and not how they are to be.
    pub fn is_counted(self) -> bool {
        matches!(
            self,
            Firmness::Normal | Firmness::Estimate | Firmness::Provisional
        )
    }
}

/// Reads one table of `figures`; `None` if it lacks what a figure cannot be without.
/// One that does not say when it is true has that from its article, by key or by day.
pub fn read(
    fields: &Fields<'_>,
    published: Moment,
    article: Option<&Edtf>,
    zone: Tz,
) -> Option<Observation> {
    let amount = amount(fields);
    let given = fields.table.get("as_of").is_some();
    let as_of = fields
        .edtf("as_of", "figure/bad-date")
        .map(Edtf::throughout);
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
        let help = "say what is counted: label = \"US troops in Iraq\"";
        fields.missing("label", missing.help(help));
    }
    let attribution = attribution::read(fields, published, zone);
    let rest = (
        reading::reference(fields, "region"),
        fields.choice("status", &Firmness::ALL, "figure/unknown-status"),
        fields.text("scope"),
    );
    let review = attribution::is_proposal(fields);
    let is_counted = rest.1.unwrap_or_default().is_counted();
    if !(given || is_counted || article.is_some() || review) {
        let message = "a number that is planned, forecast or aimed at, without its time";
        let error = Diagnostic::error("figure/no-time", message, fields.place_of("status"));
        fields.report(
            error.help("say for when: as_of = \"2027\"; in a text, \"2027\" among its parts"),
        );
    }
    fields.finish();
    let (region, status, scope) = rest;
    let Amount { quantity, unit } = amount?;
    Some(Observation {
        series,
        label,
        quantity,
        unit,
        as_of: match given {
            true => as_of?,
            false => match article {
                Some(as_of) => as_of.clone(),
                None => Edtf::from_day(attribution.reported.day),
            },
        },
        attribution,
        region,
        scope,
        status: status.unwrap_or_default(),
        review,
        place: fields.place_of("label"),
        spots: Spots::of(fields),
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

/// How many, and the unit: both as the words of `value` have them, or as their own keys say.
fn amount(fields: &Fields<'_>) -> Option<Amount> {
    let (amount, unit) = (quantity(fields), fields.text("unit"));
    let amount = amount?;
    let Some(unit) = unit else {
        return Some(amount);
    };
    let is_one = |own: &str| Unit::read(own) == Unit::read(&unit);
    let unit = match &amount.unit {
        Some(scale) if unit::is_scale(scale) => unit::scaled(scale, &unit),
        Some(own) if !is_one(own) => {
            let message = format!("`value` is in `{own}`, `unit` is `{unit}`");
            two(fields, "unit", message);
            return None;
        }
        _ => unit,
    };
    let unit = Some(unit);
    Some(Amount { unit, ..amount })
}

/// Reports that a key says anew what the words of `value` say.
fn two(fields: &Fields<'_>, key: &str, message: String) {
    let error = Diagnostic::error("figure/two-values", message, fields.place_of(key));
    fields.report(error.help(format!("leave `{key}` out, or take it out of `value`")));
}

/// The key `value`: a number, or an amount in words.
fn value(fields: &Fields<'_>) -> Option<Amount> {
    let node = fields.node("value")?;
    let text = match &node.value {
        Value::Scalar(scalar) if scalar.kind == Kind::String => fields.text("value")?,
        _ => {
            let quantity = Quantity::exact(fields.number("value")?);
            return Some(Amount {
                quantity,
                unit: None,
            });
        }
    };
    let read = amount::read(&text, fields.dates());
    if let Err(unread) = &read {
        let (message, help) = unread.told(&text);
        let error = Diagnostic::error("figure/bad-value", message, fields.place_of("value"));
        fields.report(error.help(help));
    }
    read.ok()
}

fn quantity(fields: &Fields<'_>) -> Option<Amount> {
    let value = value(fields);
    let (min, max) = (fields.number("min"), fields.number("max"));
    let hedge = fields.choice("hedge", &Hedge::ALL, "figure/unknown-hedge");
    let wrong = ["value", "min", "max"].iter().any(|key| {
        fields.table.get(key).is_some_and(|entry| {
            let read = match *key {
                "value" => value.is_some(),
                "min" => min.is_some(),
                _ => max.is_some(),
            };
            !read && entry.node.value != Value::Null
        })
    });
    match (value, min, max) {
        (Some(Amount { quantity, unit }), None, None) => {
            if let (Some(_), Some(_)) = (quantity.hedge, hedge) {
                two(
                    fields,
                    "hedge",
                    format!("`value` is hedged twice: {}", quantity.words()),
                );
                return None;
            }
            let hedge = quantity.hedge.or(hedge);
            let quantity = Quantity { hedge, ..quantity };
            Some(Amount { quantity, unit })
        }
        (None, Some(min), Some(max)) if min <= max => Some(Amount {
            quantity: Quantity { min, max, hedge },
            unit: None,
        }),
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
        (None, Some(min), None) => one_end(fields, "min", "max", "at-least", min),
        (None, None, Some(max)) => one_end(fields, "max", "min", "up-to", max),
        (None, None, None) => {
            let place = fields.place_of("value");
            let error = Diagnostic::error("figure/no-value", "a figure without a value", place);
            let help = "write value = 2500, or min = 250 and max = 350";
            fields.missing("value", error.help(help));
            None
        }
    }
}

/// Reports a range that has one end.
fn one_end(
    fields: &Fields<'_>,
    key: &str,
    other: &'static str,
    hedge: &str,
    number: Decimal,
) -> Option<Amount> {
    let message = format!("a range with `{key}` and without `{other}`");
    let error = Diagnostic::error("figure/no-value", message, fields.place_of(key));
    let help = format!(
        "write {other} = … beside it, or value = {number} with hedge = \"{hedge}\" for an open end"
    );
    fields.missing(other, error.help(help));
    None
}
