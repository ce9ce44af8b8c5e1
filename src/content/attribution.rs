//! Who says a fact, for whom, through whom, where and when: what claims and figures have alike.

use chrono_tz::Tz;

use super::moment::Moment;
use super::reading::{self, TermRef};
use crate::value::Fields;

/// Where a fact comes from, as its author wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Who says so: ids of sources.toml or names. Several speak with one voice, each for itself.
    pub by: Vec<TermRef>,
    /// The body that the speaker speaks for (the key `for`).
    pub on_behalf: Option<TermRef>,
    /// Who carried it, such as a news agency.
    pub via: Option<TermRef>,
    /// Where it is said: an id of the article's sources or of sources.toml.
    pub source: Option<TermRef>,
    /// Ids that the text names without saying what they are: a source where it has a publisher,
    /// else a speaker.
    pub named: Vec<TermRef>,
    /// The sentence of the article that it stands in: the desk's words, never the speaker's.
    pub sentence: Option<String>,
    /// The words it was said in.
    pub quote: Option<String>,
    /// When it was said: the article's date where nothing else is written.
    pub reported: Moment,
}

/// Reads the keys `by`, `for`, `via`, `source`, `quote` and `reported` of a fact.
pub fn read(fields: &Fields<'_>, published: Moment, zone: Tz) -> Attribution {
    Attribution {
        by: reading::references(fields, "by"),
        on_behalf: reading::reference(fields, "for"),
        via: reading::reference(fields, "via"),
        source: reading::reference(fields, "source"),
        named: Vec::new(),
        sentence: fields.text("sentence"),
        quote: fields.text("quote"),
        reported: reading::moment(fields, "reported", zone).unwrap_or(published),
    }
}

/// Whether a fact waits for a yes; the import says how sure it was.
pub fn is_proposal(fields: &Fields<'_>) -> bool {
    fields.ignore(&["confidence"]);
    fields.boolean("review") == Some(true)
}
