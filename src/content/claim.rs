//! A claim: what one speaker says, in one article, of an event.

use chrono_tz::Tz;
use serde::Serialize;

use super::attribution::{self, Attribution};
use super::moment::Moment;
use super::reading::{self, TermRef};
use super::status_words;
use crate::date::{Edtf, Timing};
use crate::diagnostic::{Diagnostic, Place};
use crate::path::slug;
use crate::value::Fields;

/// What one speaker says, in one article, of something that happened or is to happen.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The event's id; claims with the same id are one event's history.
    pub id: Option<String>,
    /// What the event is, in a line; what its file says if `None`.
    pub title: Option<String>,
    /// When it happened or is to happen; `None` where the speaker names no time, which only
    /// answers, a postponement and a calling-off may do.
    pub date: Option<Edtf>,
    /// What the speaker does: promises, asks, orders, reports …
    pub status: Status,
    /// Whether the author wrote the status, and it does not only follow from the date.
    pub status_written: bool,
    /// Who says so, where and when.
    pub attribution: Attribution,
    /// On what condition, in the speaker's words or the author's.
    pub condition: Option<String>,
    /// The speakers whose word the author judges to be contradicted by this one.
    pub disputes: Vec<TermRef>,
    /// Where it belongs; the article's regions if `None`.
    pub regions: Option<Vec<TermRef>>,
    /// What it belongs to; the article's topics if `None`.
    pub topics: Option<Vec<TermRef>>,
    /// How much it matters.
    pub importance: Importance,
    /// Whether it is only proposed and nobody has said yes to it.
    pub review: bool,
    /// Where it is written.
    pub place: Place,
    /// Where its date is written.
    pub date_place: Place,
}

/// What a speaker says of an event, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Suggested by somebody who cannot bring it about alone.
    Proposed,
    /// Made known by those who are to do it.
    Announced,
    /// Intended by them.
    Planned,
    /// Agreed by them.
    Confirmed,
    /// Put off by them, to another day or to none.
    Postponed,
    /// Demanded of others: by a court, a law, an ultimatum.
    Required,
    /// Thought likely by somebody who cannot bring it about.
    Expected,
    /// Valid until the date: a permit, a mandate, a truce.
    InForce,
    /// Answered with a yes.
    Accepted,
    /// Answered with a no.
    Rejected,
    /// Said not to be so.
    Denied,
    /// Going on.
    Underway,
    /// Done; settles the event.
    Happened,
    /// Called off; settles the event until a day is named again.
    Cancelled,
}

/// What a speaker does by saying something, from which follows what Dateline may conclude.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Says what the speaker will do: it can be put off, overdue, kept or late.
    Promise,
    /// Binds others: it can be overdue and missed.
    Order,
    /// Holds until a day: it can be extended and run out.
    Limit,
    /// Asks: nothing follows.
    Proposal,
    /// Thinks: it can come true or not, without blame.
    Expectation,
    /// Answers what was said before; names no time.
    Answer,
    /// Reports how things are.
    Report,
}

impl Status {
    /// Every status with the word authors write.
    pub const ALL: [(&'static str, Status); 14] = [
        ("proposed", Status::Proposed),
        ("announced", Status::Announced),
        ("planned", Status::Planned),
        ("confirmed", Status::Confirmed),
        ("postponed", Status::Postponed),
        ("required", Status::Required),
        ("expected", Status::Expected),
        ("in-force", Status::InForce),
        ("accepted", Status::Accepted),
        ("rejected", Status::Rejected),
        ("denied", Status::Denied),
        ("underway", Status::Underway),
        ("happened", Status::Happened),
        ("cancelled", Status::Cancelled),
    ];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        Status::ALL
            .iter()
            .find(|(_, status)| *status == self)
            .map_or("", |(word, _)| word)
    }

    /// What the speaker does by saying so.
    pub fn act(self) -> Act {
        match self {
            Status::Announced | Status::Planned | Status::Confirmed | Status::Postponed => {
                Act::Promise
            }
            Status::Proposed => Act::Proposal,
            Status::Required => Act::Order,
            Status::Expected => Act::Expectation,
            Status::InForce => Act::Limit,
            Status::Accepted | Status::Rejected | Status::Denied => Act::Answer,
            Status::Underway | Status::Happened | Status::Cancelled => Act::Report,
        }
    }

    /// Whether anybody who looks can say so. All else somebody does by saying it.
    pub fn is_observed(self) -> bool {
        matches!(self, Status::Expected | Status::Underway | Status::Happened)
    }

    /// Whether nothing more is to come.
    pub fn settles(self) -> bool {
        matches!(self, Status::Happened | Status::Cancelled)
    }

    /// Whether it can be said without a date.
    pub fn needs_no_date(self) -> bool {
        self.act() == Act::Answer || matches!(self, Status::Postponed | Status::Cancelled)
    }
}

impl Act {
    /// Whether it names a time that is to come or to last, and so replaces what the same speaker
    /// named before.
    pub fn names_a_time(self) -> bool {
        !matches!(self, Act::Answer | Act::Report)
    }
}

/// How much something matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Hash)]
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

/// What to do about a claim of which nobody says what it is.
pub const NO_TITLE: &str = "say what happens in a line: title = \"…\"";

/// What Dateline works out by itself; authors sometimes write it as a status.
const DERIVED: [&str; 8] = [
    "disputed",
    "overdue",
    "slipped",
    "late",
    "kept",
    "brought-forward",
    "extended",
    "stale",
];

/// Reads one table of `events`; `None` if it lacks what a claim cannot be without.
pub fn read(fields: &Fields<'_>, published: Moment, zone: Tz) -> Option<Claim> {
    let title = match fields.table.get("id") {
        // An event with an id may have a file that says what it is.
        Some(_) => fields.text("title"),
        None => Some(
            fields
                .required_text("title", "event/no-title", NO_TITLE)
                .unwrap_or_default(),
        ),
    };
    let written = status(fields);
    let missing = fields.node("date").is_none();
    if missing && !written.is_some_and(Status::needs_no_date) {
        let place = fields.place_of("date");
        let missing = Diagnostic::error("event/no-date", "an event without a `date`", place);
        let help = "say when, as exactly as it is known: date = \"[..2025-09]\"";
        fields.missing("date", missing.help(help));
    }
    let date = fields.edtf("date", "event/bad-date");
    let date = date.map(|date| match written {
        Some(Status::InForce) => date.throughout(),
        _ => date.in_zone(zone),
    });
    let attribution = attribution::read(fields, published, zone);
    let rest = (
        id(fields),
        fields.text("condition"),
        reading::references(fields, "disputes"),
        reading::references_if_given(fields, "regions"),
        reading::references_if_given(fields, "topics"),
        fields.choice("importance", &Importance::ALL, "event/importance"),
    );
    let review = attribution::is_proposal(fields);
    fields.finish();
    let status = match (written, &date) {
        (Some(status), Some(date)) => {
            promised_when_over(fields, status, date, &attribution);
            status
        }
        (Some(status), None) if missing && status.needs_no_date() => status,
        (None, Some(date)) => implied_status(date, &attribution.reported),
        // What is wrong with the date has been reported.
        (_, None) => return None,
    };
    let (id, condition, disputes, regions, topics, importance) = rest;
    Some(Claim {
        id,
        title,
        date,
        status,
        status_written: written.is_some(),
        attribution,
        condition,
        disputes,
        regions,
        topics,
        importance: importance.unwrap_or_default(),
        review,
        place: fields.place_of("title"),
        date_place: fields.place_of("date"),
    })
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
        let help = status_words::instead_of(&word)
            .unwrap_or("leave `status` out, or say what the speaker said: announced, planned, …");
        fields.report(warning.help(help));
        return None;
    }
    let is_status = Status::ALL.iter().any(|(known, _)| *known == word);
    if let Some(help) = status_words::instead_of(&word).filter(|_| !is_status) {
        let place = fields.place_of("status");
        let message = format!("unknown status `{word}`");
        fields.report(Diagnostic::error("event/unknown-status", message, place).help(help));
        return None;
    }
    fields.choice("status", &Status::ALL, "event/unknown-status")
}

/// Reports a promise of what was over on the day it was made.
fn promised_when_over(fields: &Fields<'_>, status: Status, date: &Edtf, said: &Attribution) {
    let reported = said.reported.day;
    let named = matches!(status.act(), Act::Promise | Act::Order);
    if !named || date.compared_to_day(reported) != Timing::Before {
        return;
    }
    let message = format!(
        "{} on {} for a time that was over by then: {}",
        status.as_str(),
        Edtf::from_day(reported).words(),
        date.words()
    );
    let place = fields.place_of("date");
    let help = "write status = \"happened\" if it has happened; if this was said earlier, say when: reported = 2025-01-31";
    fields.report(Diagnostic::error("event/promised-when-over", message, place).help(help));
}

/// What a claim says that has only a date: under way where it has begun and has no end, happened
/// where it is definitely not after the day it was reported, else expected.
fn implied_status(date: &Edtf, reported: &Moment) -> Status {
    let next = reported.day.succ_opt().unwrap_or(reported.day);
    let begun = date
        .earliest()
        .day()
        .is_none_or(|first| first <= reported.day);
    if date.is_open_extent() && begun {
        return Status::Underway;
    }
    match date.compared_to_day(next) {
        Timing::Before => Status::Happened,
        _ => Status::Expected,
    }
}
