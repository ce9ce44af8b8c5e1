//! The facts of an article, wherever they stand in it.

use chrono_tz::Tz;

use super::{Article, Leaning};
use crate::content::claim::{self, Claim};
use crate::content::document::Body;
use crate::content::moment::Moment;
use crate::content::observation::{self, Observation};
use crate::date::Edtf;
use crate::diagnostic::{Diagnostic, Place};
use crate::value::{Fields, Sink};

/// What an article states.
pub struct Stated {
    /// What it says of events.
    pub claims: Vec<Claim>,
    /// What it says of figures.
    pub observations: Vec<Observation>,
    /// Dates of its text that would be others, were it of another day.
    pub leaning: Vec<Leaning>,
}

/// What an article says of events and figures: in its front matter, then in its text.
pub fn of_article(fields: &Fields<'_>, body: &Body, published: Moment, zone: Tz) -> Stated {
    let as_of = fields
        .edtf("as_of", "figure/bad-date")
        .map(Edtf::throughout);
    let claims = fields.tables("events");
    let claims = claims.iter();
    let mut claims: Vec<Claim> = claims
        .filter_map(|claim| claim::read(claim, published, zone))
        .collect();
    let figures = fields.tables("figures");
    let figures = figures.iter();
    let mut observations: Vec<Observation> = figures
        .filter_map(|figure| observation::read(figure, published, as_of.as_ref(), zone))
        .collect();
    let article = Article {
        published,
        as_of: as_of.as_ref(),
        zone,
    };
    let text = super::read(body, article, fields.sink());
    let sink = fields.sink();
    let same = |one: &Claim, other: &Claim| {
        one.id.is_some()
            && (&one.id, &one.date, one.status) == (&other.id, &other.date, other.status)
    };
    beside(
        &mut claims,
        text.claims,
        same,
        |fact| &fact.place,
        body,
        sink,
    );
    let id = |one: &Observation| one.series.as_ref().map(|series| series.text.clone());
    let same = |one: &Observation, other: &Observation| {
        let number = (&one.quantity, &one.as_of) == (&other.quantity, &other.as_of);
        number && id(one).is_some() && id(one) == id(other)
    };
    beside(
        &mut observations,
        text.observations,
        same,
        |fact| &fact.place,
        body,
        sink,
    );
    Stated {
        claims,
        observations,
        leaning: text.leaning,
    }
}

/// Reports facts of the text that stand in the front matter too, and leaves out what the text says
/// twice.
fn beside<T>(
    written: &mut Vec<T>,
    text: Vec<T>,
    same: impl Fn(&T, &T) -> bool,
    place: impl Fn(&T) -> &Place,
    body: &Body,
    sink: &Sink,
) {
    let own = written.len();
    for fact in text {
        match written.iter().position(|other| same(other, &fact)) {
            Some(at) if at < own => {
                let first = place(&written[at])
                    .span
                    .as_ref()
                    .map_or(0, |span| span.start);
                let before = body.whole().get(..first).unwrap_or("");
                let line = before.matches('\n').count() + 1;
                let message = format!("this fact stands in the front matter too, in line {line}");
                let error = Diagnostic::error("fact/twice", message, place(&fact).clone());
                sink.borrow_mut().push(error.help("keep one of them"));
            }
            Some(_) => {}
            None => written.push(fact),
        }
    }
}
