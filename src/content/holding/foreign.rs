//! The same keys in the front matter of another generator, where much is let pass.

use std::ops::Range;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::asks::{Ask, Weight, asks, is_slipped_date};
use super::says::{Says, judged, says};
use super::{Sense, is_cascade, is_draft_folder, is_empty, is_of_own_page, is_twice, scalar};
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
        let asked = reading.asked(key);
        match asked {
            Some(ask) if ask.weight == Weight::Sure => {}
            _ if is_date => {}
            _ if is_cascade(path, entry) => {
                reading.held.cascades.extend(cascades(&entry.node, zone));
                continue;
            }
            _ if is_slipped_date(entry) => {
                reading.judge(entry, DATE, Why::Words);
                continue;
            }
            _ => {
                if !(section && is_of_own_page(entry)) {
                    reading.weigh(entry);
                }
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
                reading.judge(entry, DATE, Why::Words);
            } else if !understood && !is_empty(&entry.node) {
                reading.unclear(entry, Why::Words);
            }
            dated |= understood;
        } else if let Some(ask) = asked {
            reading.judge(entry, ask, Why::Words);
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
            reading.weigh(entry);
            if asks(&entry.key).is_none_or(|ask| ask.weight != Weight::Sure) {
                reading.below(&entry.node);
            }
        }
        Cascade {
            pattern: target(table, "path"),
            held: reading.held,
        }
    });
    read.collect()
}

/// What a key asks that is `date`.
const DATE: Ask = Ask {
    sense: Sense::Date,
    weight: Weight::Sure,
};

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
    /// What a key asks: as the field map says, else by its name.
    fn asked(&self, key: &str) -> Option<Ask> {
        let sure = |sense| {
            let weight = Weight::Sure;
            Some(Ask { sense, weight })
        };
        match self.mapped {
            Some(mapped) if is_named(&mapped.expires, key) => sure(Sense::Expiry),
            Some(mapped) if is_named(&mapped.draft, key) => sure(Sense::Held),
            Some(mapped) if is_named(&mapped.embargo, key) => {
                // `goes_live: false` says no by a name that is known.
                let known = asks(key).map(|ask| ask.sense);
                sure(
                    known
                        .filter(|sense| *sense == Sense::Public)
                        .unwrap_or(Sense::Held),
                )
            }
            _ => asks(key),
        }
    }

    /// Takes in what a key says, whatever it asks.
    fn weigh(&mut self, entry: &Entry) {
        match asks(&entry.key) {
            Some(ask) if says(entry) != Says::Held => self.judge(entry, ask, Why::Words),
            _ => self.held.draft |= says(entry) == Says::Held,
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
                match self.asked(&entry.key) {
                    Some(ask) if ask.weight != Weight::Sure => self.below(&entry.node),
                    Some(_) if is_empty(&entry.node) => {}
                    Some(ask) => self.judge(entry, ask, Why::Below),
                    None => self.below(&entry.node),
                }
            }
        }
    }

    fn judge(&mut self, entry: &Entry, ask: Ask, why: Why) {
        match (judged(&entry.key, ask, &entry.node), scalar(&entry.node)) {
            (Says::Nothing, _) => {}
            (Says::Held, _) if why != Why::Below => self.held.draft = true,
            (Says::Until, Some(day)) => self.until(&day.text),
            (Says::From, Some(day)) => self.from(&day.text),
            _ => self.unclear(entry, why),
        }
    }

    /// Of several days the latest counts.
    fn until(&mut self, day: &str) {
        let known = self.held.release.as_deref();
        if self.instant(Some(day)) > self.instant(known) {
            self.held.release = Some(day.to_string());
        }
    }

    /// Of several days the earliest counts.
    fn from(&mut self, day: &str) {
        let known = self.held.expires.as_deref();
        if known.is_none() || self.instant(Some(day)) < self.instant(known) {
            self.held.expires = Some(day.to_string());
        }
    }

    fn instant(&self, day: Option<&str>) -> Option<DateTime<Utc>> {
        Some(Moment::release(day?, self.zone)?.instant)
    }
}
