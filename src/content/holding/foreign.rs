//! The same keys in the front matter of another generator, where much is let pass.

use std::ops::Range;

use chrono_tz::Tz;

use super::keys::is_slipped_date;
use super::truth;
use super::words::{HELD, PUBLIC};
use super::{
    Sense, holds_by_value, is_cascade, is_draft_folder, is_empty, is_of_own_page, is_twice,
};
use super::{scalar, sense};
use crate::config::Foreign;
use crate::content::address::is_section;
use crate::content::moment::Moment;
use crate::content::reading::Release;
use crate::diagnostic::Diagnostic;
use crate::path::{SourcePath, fits};
use crate::value::{Entry, Node, Table, Value};

/// What another generator's front matter says about when its text is public.
#[derive(Debug, Default)]
pub struct Held {
    /// Not at all.
    pub draft: bool,
    /// Not before; of several days the latest.
    pub release: Option<String>,
    /// Not from then on; of several days the earliest.
    pub expires: Option<String>,
    /// The keys that nobody understands, each with its place and why.
    pub unclear: Vec<(String, Range<usize>, Why)>,
    /// What it says of those below its folder alone.
    pub cascades: Vec<Cascade>,
}

impl Held {
    /// When the text may be public by that.
    pub fn when(&self, zone: Tz) -> Release {
        let release = |day: &String| Moment::release(day, zone);
        let last = |day: &String| Moment::parse(day, zone);
        Release {
            draft: self.draft,
            unclear: false,
            embargo: self.release.as_ref().and_then(release),
            expires: self.expires.as_ref().and_then(last),
        }
    }
}

/// What Hugo's `cascade` says of the texts below a folder.
#[derive(Debug)]
pub struct Cascade {
    /// The pattern of those that are meant; without one, all.
    pub pattern: Option<String>,
    /// What it says.
    pub held: Held,
}

/// Why a key that may hold a text back is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It stands below a table.
    Below,
    /// It stands twice.
    Twice,
    /// What it says is neither yes, no nor a day.
    Words,
}

/// Reads the keys of another generator that may hold a text back, also those that a field map names.
pub fn foreign(
    path: &SourcePath,
    table: &Table,
    mapped: &Foreign,
    is_day: impl Fn(&str) -> bool,
    zone: Tz,
    noticed: &[Diagnostic],
) -> Held {
    let mut reading = Reading {
        zone,
        mapped: Some(mapped),
        held: Held {
            draft: is_draft_folder(path),
            ..Held::default()
        },
    };
    let mut written = Vec::new();
    let section = is_section(path);
    // The day of a folder's own text is that of what lies in it.
    let mut dated = section;
    for entry in &table.entries {
        let key = entry.key.as_str();
        let is_date = is_named(&mapped.date, key);
        let sense = reading.sense(key);
        match sense {
            Some(_) => {}
            None if is_date => {}
            None if is_cascade(path, entry) => {
                reading.held.cascades.extend(cascades(&entry.node, zone));
                continue;
            }
            None if is_slipped_date(entry) => {
                reading.judge(entry, Sense::Date, Why::Words);
                continue;
            }
            None => {
                let own_page = section && is_of_own_page(entry);
                reading.held.draft |= holds_by_value(entry) && !own_page;
                reading.below(&entry.node);
                continue;
            }
        }
        // A key in other capitals is the same key to most generators.
        let again = written
            .iter()
            .any(|known: &String| *known == key.to_lowercase());
        written.push(key.to_lowercase());
        if again || is_twice(path, entry, noticed) {
            reading.unclear(entry, Why::Twice);
        } else if is_date {
            let is_day = |text: &str| is_day(text) || is_of_file(text);
            let understood = scalar(&entry.node).is_some_and(|scalar| is_day(&scalar.text));
            // Of two days of publication the later holds; a day within a path is none of its own.
            if understood && dated && reading.is_moment(entry) {
                reading.judge(entry, Sense::Date, Why::Words);
            } else if !understood && !is_empty(&entry.node) {
                reading.unclear(entry, Why::Words);
            }
            dated |= understood;
        } else if let Some(sense) = sense {
            reading.judge(entry, sense, Why::Words);
        }
    }
    reading.held
}

/// What a `cascade` says, once for each of its tables. What it says of pages of folders alone, of
/// which there are none here, is passed over.
pub fn cascades(node: &Node, zone: Tz) -> Vec<Cascade> {
    let target = |table: &Table, key: &str| {
        let mut entries = table.entries.iter();
        let target = entries.find(|entry| {
            let key = entry.key.trim_start_matches('_');
            key.eq_ignore_ascii_case("target")
        })?;
        let Value::Table(target) = &target.node.value else {
            return None;
        };
        let mut entries = target.entries.iter();
        let entry = entries.find(|entry| entry.key.eq_ignore_ascii_case(key))?;
        Some(scalar(&entry.node)?.text.to_lowercase())
    };
    let meant = node
        .tables()
        .filter(|table| target(table, "kind").is_none_or(|kind| fits(&kind, "page")));
    let read = meant.map(|table| {
        let mut reading = Reading {
            zone,
            mapped: None,
            held: Held::default(),
        };
        for entry in &table.entries {
            match sense(&entry.key) {
                Some(sense) => reading.judge(entry, sense, Why::Words),
                None => {
                    reading.held.draft |= holds_by_value(entry);
                    reading.below(&entry.node);
                }
            }
        }
        Cascade {
            pattern: target(table, "path"),
            held: reading.held,
        }
    });
    read.collect()
}

/// Whether a day is that of the file itself, as Eleventy takes these words: it holds nothing back.
fn is_of_file(text: &str) -> bool {
    let words = [
        "last modified",
        "created",
        "git last modified",
        "git created",
    ];
    words
        .iter()
        .any(|known| known.eq_ignore_ascii_case(text.trim()))
}

fn is_named(list: &[String], key: &str) -> bool {
    list.iter().any(|one| one.eq_ignore_ascii_case(key))
}

struct Reading<'m> {
    zone: Tz,
    /// Which keys a field map names.
    mapped: Option<&'m Foreign>,
    held: Held,
}

impl Reading<'_> {
    /// How a key may hold the text back: as the field map says, else by its name.
    fn sense(&self, key: &str) -> Option<Sense> {
        match self.mapped {
            Some(mapped) if is_named(&mapped.expires, key) => Some(Sense::Expiry),
            Some(mapped) if is_named(&mapped.draft, key) => Some(Sense::Held),
            Some(mapped) if is_named(&mapped.embargo, key) => Some(Sense::Held),
            _ => sense(key),
        }
    }

    fn is_moment(&self, entry: &Entry) -> bool {
        let moment = |text: &str| Moment::release(text, self.zone).is_some();
        scalar(&entry.node).is_some_and(|scalar| moment(&scalar.text))
    }

    fn unclear(&mut self, entry: &Entry, why: Why) {
        self.held.draft = true;
        let found = (entry.key.clone(), entry.key_span.clone(), why);
        self.held.unclear.push(found);
    }

    /// What stands below a table may be meant for the text; a plain no cannot hold it back.
    fn below(&mut self, node: &Node) {
        for table in node.tables() {
            for entry in &table.entries {
                match self.sense(&entry.key) {
                    Some(_) if is_empty(&entry.node) => {}
                    Some(sense) => self.judge(entry, sense, Why::Below),
                    None => self.below(&entry.node),
                }
            }
        }
    }

    fn judge(&mut self, entry: &Entry, sense: Sense, why: Why) {
        let expiry = sense == Sense::Expiry;
        let key = entry.key.to_lowercase();
        let is_day = expiry || key.contains("date") || key.contains("embargo");
        let Some(scalar) = scalar(&entry.node) else {
            let empty = entry.node.value == Value::Null;
            // A day that is not given is none; whether a text is a draft must be said.
            if !(empty && is_day) {
                self.unclear(entry, why);
            }
            return;
        };
        let text = scalar.text.trim();
        if text.is_empty() && is_day {
            return;
        }
        if let Some(moment) = Moment::release(text, self.zone) {
            let known = if expiry {
                &mut self.held.expires
            } else {
                &mut self.held.release
            };
            let other = known
                .as_deref()
                .and_then(|known| Moment::release(known, self.zone));
            let counts = other.is_none_or(|other| match expiry {
                true => moment.instant < other.instant,
                false => moment.instant > other.instant,
            });
            if counts {
                *known = Some(scalar.text.clone());
            }
            return;
        }
        let says = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
        match (sense, truth(text)) {
            (Sense::Expiry, _) if says(&["never", "none"]) => {}
            (Sense::Status, _) if says(&PUBLIC) => {}
            (Sense::Status, _) if says(&HELD) && why != Why::Below => self.held.draft = true,
            (Sense::Status, _) => self.unclear(entry, why),
            (Sense::Public, Some(true)) => {}
            (Sense::Held | Sense::Date | Sense::Expiry, Some(false)) => {}
            (Sense::Held | Sense::Date, Some(true)) | (Sense::Public, Some(false))
                if why != Why::Below =>
            {
                self.held.draft = true;
            }
            _ => self.unclear(entry, why),
        }
    }
}
