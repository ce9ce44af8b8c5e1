//! The same keys in the front matter of another generator, where much is let pass.

use std::ops::Range;

use chrono_tz::Tz;

use super::truth;
use super::{EXPIRY, PUBLIC, has, is_draft_folder, is_empty, is_twice, may_hold, scalar, tables};
use crate::content::moment::Moment;
use crate::diagnostic::Diagnostic;
use crate::path::SourcePath;
use crate::value::{Entry, Node, Table, Value};

/// Words that a `status` has in other generators for what is public.
const STATUS_PUBLIC: [&str; 4] = ["publish", "published", "public", "live"];
/// Words that it has for what is not.
const STATUS_HELD: [&str; 8] = [
    "draft",
    "private",
    "hidden",
    "pending",
    "future",
    "trash",
    "unpublished",
    "embargoed",
];

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

/// Reads the keys of another generator that may hold a text back: `dates` and `expiries` hold
/// its day of publication and its last, by a field map.
pub fn foreign(
    path: &SourcePath,
    table: &Table,
    (dates, expiries): (&[String], &[String]),
    is_day: impl Fn(&str) -> bool,
    zone: Tz,
    noticed: &[Diagnostic],
) -> Held {
    let named = |list: &[String], key: &str| list.iter().any(|one| one.eq_ignore_ascii_case(key));
    let mut reading = Reading {
        zone,
        held: Held {
            draft: is_draft_folder(path),
            ..Held::default()
        },
    };
    let mut written = Vec::new();
    let mut dated = false;
    for entry in &table.entries {
        let key = entry.key.as_str();
        let (is_date, is_expiry) = (named(dates, key), named(expiries, key));
        if !(is_date || is_expiry || may_hold(key)) {
            reading.held.draft |= is_without_page(entry);
            reading.below(&entry.node);
            continue;
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
                reading.judge(entry, false, Why::Words);
            } else if !understood && !is_empty(&entry.node) {
                reading.unclear(entry, Why::Words);
            }
            dated |= understood;
        } else {
            reading.judge(entry, is_expiry, Why::Words);
        }
    }
    reading.held
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

/// Whether a key says that its text is to have no page: Hugo's `headless` and `build.render`,
/// Zola's `render`, Jekyll's and Eleventy's `permalink: false`.
fn is_without_page(entry: &Entry) -> bool {
    let says = |entry: &Entry, no: &[&str]| {
        scalar(&entry.node).is_some_and(|scalar| {
            let text = scalar.text.trim().to_lowercase();
            no.contains(&text.as_str())
        })
    };
    match (entry.key.to_lowercase().as_str(), &entry.node.value) {
        ("headless", _) => says(entry, &["true"]),
        ("render" | "permalink", _) => says(entry, &["false", "never"]),
        ("build" | "_build", Value::Table(table)) => {
            let render = table.get("render");
            render.is_some_and(|entry| says(entry, &["false", "never", "link"]))
        }
        _ => false,
    }
}

struct Reading {
    zone: Tz,
    held: Held,
}

impl Reading {
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
        for table in tables(node) {
            for entry in &table.entries {
                match may_hold(&entry.key) {
                    true if is_empty(&entry.node) => {}
                    true => self.judge(entry, false, Why::Below),
                    false => self.below(&entry.node),
                }
            }
        }
    }

    fn judge(&mut self, entry: &Entry, is_expiry: bool, why: Why) {
        let key = entry.key.as_str();
        let expiry = is_expiry || has(key, &EXPIRY);
        let Some(scalar) = scalar(&entry.node) else {
            let empty = entry.node.value == Value::Null;
            // A day that is not given is none; whether a text is a draft must be said.
            if !empty || !(expiry || has(key, &["embargo", "publishdate", "date"])) {
                self.unclear(entry, why);
            }
            return;
        };
        let text = scalar.text.as_str();
        if text.trim().is_empty() && (expiry || has(key, &["embargo", "publishdate", "date"])) {
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
                *known = Some(text.to_string());
            }
            return;
        }
        let is_status = key.eq_ignore_ascii_case("status");
        let says = |words: &[&str]| {
            words
                .iter()
                .any(|word| word.eq_ignore_ascii_case(text.trim()))
        };
        match truth(text) {
            _ if expiry && says(&["never", "none"]) => {}
            _ if is_status && says(&STATUS_PUBLIC) => {}
            _ if is_status && says(&STATUS_HELD) && why != Why::Below => self.held.draft = true,
            Some(false) if !is_status && !has(key, &PUBLIC) => {}
            Some(true) if has(key, &PUBLIC) => {}
            Some(_) if !is_status && !expiry && why != Why::Below => self.held.draft = true,
            _ => self.unclear(entry, why),
        }
    }
}
