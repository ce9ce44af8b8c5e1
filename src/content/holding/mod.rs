//! Keys that may hold a text back. One that stands in the wrong place, twice, or says what nobody
//! understands, never lets its text become public.

mod answers;
mod asks;
mod foreign;
mod says;
mod words;

pub use asks::{Sense, is_of_own_page, may_hold, sense};
pub use foreign::{Cascade, Held, Why, cascades, foreign};
pub use says::{Says, says};

use std::ops::Range;

use answers::{Answer, answer};
use asks::asks;
use chrono_tz::Tz;

use super::address::is_section;
use super::moment::Moment;
use crate::diagnostic::{Diagnostic, Place, Severity, one_slip};
use crate::path::SourcePath;
use crate::value::{Entry, Kind, Node, Scalar, Table, Value, yaml};

/// The keys of ours that do so, where they belong.
const OURS: [&str; 7] = [
    "date",
    "draft",
    "published",
    "embargo",
    "publishDate",
    "expires",
    "expiryDate",
];

/// Such keys that mean something else within a list of facts or sources.
const WITHIN: [(&str, &str); 6] = [
    ("events", "date"),
    ("events", "status"),
    ("figures", "status"),
    ("sources", "published"),
    ("source", "published"),
    ("corrections", "date"),
];

/// A folder whose texts other generators take for drafts.
const DRAFTS: &str = "_drafts";

/// Whether a file lies in a folder of drafts.
pub fn is_draft_folder(path: &SourcePath) -> bool {
    let mut folders = path.folder().split('/');
    folders.any(|folder| folder.eq_ignore_ascii_case(DRAFTS))
}

/// Whether a file of this path can be held back: terms, series and events have no gate of their own.
pub fn is_gated(path: &SourcePath) -> bool {
    let folder = path.as_str().split('/').nth(1).unwrap_or("");
    !["topics", "regions", "series", "events"].contains(&folder)
}

/// What to say of such a file in a folder of drafts.
pub fn no_draft(path: &SourcePath) -> Diagnostic {
    let message = "a term, an event or a series cannot be a draft: this file would be public";
    Diagnostic::error(MISPLACED, message, Place::file(path))
        .help("move it out of `content` until it may be public")
}

/// What is wrong with the keys of a file of ours that may hold it back, in addition to what their
/// readers say: each is an error. Only articles and standing pages are `gated`.
pub fn misplaced(
    path: &SourcePath,
    table: &Table,
    gated: bool,
    noticed: &[Diagnostic],
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let appears = table.get("date").and_then(|entry| day(&entry.node));
    for entry in &table.entries {
        let held = gated && OURS.contains(&entry.key.as_str());
        let page = is_section(path) && is_of_own_page(entry);
        let place = Place::span(path, entry.key_span.clone());
        if !held && !page && !may_hold(&entry.key) && holds_after(entry, appears) {
            found.push(unknown(entry, place, gated));
        } else if may_hold(&entry.key) {
            if is_twice(path, entry, noticed) {
                found.push(twice(entry, place));
            } else if !held {
                found.push(unknown(entry, place, gated));
            } else if is_empty(&entry.node) && entry.key != "date" {
                found.push(empty(entry, place));
            }
        }
        if !is_cascade(path, entry) {
            below(path, &entry.key, &entry.node, &mut found);
        }
    }
    if gated {
        found.extend(
            noticed
                .iter()
                .filter_map(|told| of_the_article(table, told)),
        );
    }
    found
}

/// Whether a key holds a text back by its name or by what it says.
pub fn holds(entry: &Entry) -> bool {
    may_hold(&entry.key) || says(entry) != Says::Nothing
}

/// Whether a key holds a text back by its name or by an answer that nobody can take for another.
pub fn holds_clearly(entry: &Entry) -> bool {
    may_hold(&entry.key) || ![Says::Nothing, Says::Unclear].contains(&says(entry))
}

/// Whether a key holds an article back by what it says. A day from which on it is public that is no
/// later than its own does not.
fn holds_after(entry: &Entry, appears: Option<Moment>) -> bool {
    match says(entry) {
        Says::Nothing => false,
        Says::Until => {
            let later = |appears| day(&entry.node).is_none_or(|day| day.instant > appears);
            appears.is_none_or(|appears| later(appears.instant))
        }
        _ => true,
    }
}

fn day(node: &Node) -> Option<Moment> {
    Moment::parse(&scalar(node)?.text, Tz::UTC)
}

/// Whether a key of a folder's own text is Hugo's for the texts below it.
pub fn is_cascade(path: &SourcePath, entry: &Entry) -> bool {
    is_section(path) && entry.key.eq_ignore_ascii_case("cascade")
}

/// A key that nobody knows where it stands, below a table, and that an article has.
fn of_the_article(table: &Table, told: &Diagnostic) -> Option<Diagnostic> {
    let place = told
        .place
        .clone()
        .filter(|_| told.code == "front-matter/unknown-key")?;
    let span = place.span.clone()?;
    let (above, entry) = table.entries.iter().find_map(|above| {
        let mut entries = above.node.tables().flat_map(|table| &table.entries);
        Some((above, entries.find(|entry| entry.key_span == span)?))
    })?;
    let wanted = ARTICLE.contains(&entry.key.as_str()) && !may_hold(&entry.key);
    wanted.then(|| {
        let (key, above) = (&entry.key, &above.key);
        let message = format!("`{key}` stands below `{above}`, which has no such key");
        let line = match scalar(&entry.node) {
            Some(text) if text.kind == Kind::String => format!("`{key} = \"{}\"`", text.text),
            Some(text) => format!("`{key} = {}`", text.text),
            None => "it".to_string(),
        };
        let help = format!("if the article is meant, write {line} above the first table");
        Diagnostic::error(MISPLACED, message, place).help(help)
    })
}

/// The code of a key that stands where it says nothing.
pub const MISPLACED: &str = "front-matter/misplaced-key";

/// Keys of an article that often come to stand below a table.
const ARTICLE: [&str; 15] = [
    "title",
    "updated",
    "summary",
    "description",
    "kind",
    "importance",
    "authors",
    "lang",
    "image",
    "slug",
    "aliases",
    "dateline",
    "topics",
    "regions",
    "sources",
];

/// Whether something is wrong with a key that may hold a file back, so that nobody knows.
pub fn is_in_doubt(table: &Table, noticed: &[Diagnostic]) -> bool {
    let wrong = noticed
        .iter()
        .filter(|found| found.severity == Severity::Error);
    let spans: Vec<&Range<usize>> = wrong
        .filter_map(|found| found.place.as_ref()?.span.as_ref())
        .collect();
    !spans.is_empty() && any_within(table, &spans)
}

fn any_within(table: &Table, spans: &[&Range<usize>]) -> bool {
    let within = |entry: &Entry| {
        let whole = entry.key_span.start..entry.node.span.end.max(entry.key_span.end);
        let hit = |span: &&Range<usize>| whole.contains(&span.start) && span.end <= whole.end;
        holds(entry) && spans.iter().any(hit)
    };
    table
        .entries
        .iter()
        .any(|entry| within(entry) || entry.node.tables().any(|inner| any_within(inner, spans)))
}

fn below(path: &SourcePath, above: &str, node: &Node, found: &mut Vec<Diagnostic>) {
    for table in node.tables() {
        for entry in &table.entries {
            // A table whose name is misspelt is told of as that, which stops the build.
            let means = |name: &str| name == above || one_slip(above, name);
            let known = WITHIN
                .iter()
                .any(|(name, key)| *key == entry.key && means(name));
            // What a theme reads below `extra` may say anything of anything.
            let of_a_fact = WITHIN.iter().any(|(name, _)| *name == above);
            let holds = may_hold(&entry.key) || (of_a_fact && says(entry) != Says::Nothing);
            if holds && !known {
                let place = Place::span(path, entry.key_span.clone());
                found.push(misplaced_key(entry, above, place));
            }
            below(path, &entry.key, &entry.node, found);
        }
    }
}

fn misplaced_key(entry: &Entry, above: &str, place: Place) -> Diagnostic {
    let key = &entry.key;
    let message = format!("`{key}` stands below `{above}`, where it holds nothing back");
    let help = match suggestion(entry) {
        Some(line) => format!(
            "write `{line}` above the first table; if it is no such thing, give it another name"
        ),
        None => "write it above the first table, or give it another name".to_string(),
    };
    Diagnostic::error(MISPLACED, message, place).help(help)
}

fn unknown(entry: &Entry, place: Place, gated: bool) -> Diagnostic {
    let message = format!(
        "unknown key `{}`, which may be to hold this back",
        entry.key
    );
    let help = match (gated, suggestion(entry)) {
        (false, _) => "only articles and standing pages can be held back: remove it".to_string(),
        (true, Some(line)) => format!("write `{line}`, or give it another name below `extra`"),
        (true, None) => "remove it, or give it another name below `extra`".to_string(),
    };
    Diagnostic::error("front-matter/unknown-key", message, place).help(help)
}

fn empty(entry: &Entry, place: Place) -> Diagnostic {
    let key = &entry.key;
    let value = match key.as_str() {
        "draft" => "true",
        "published" => "false",
        _ => "2024-09-09",
    };
    let message = format!("`{key}` says nothing");
    Diagnostic::error("front-matter/empty-key", message, place)
        .help(format!("write {key} = {value}, or remove it"))
}

fn twice(entry: &Entry, place: Place) -> Diagnostic {
    let message = format!("`{}` stands twice", entry.key);
    Diagnostic::error(yaml::TWICE, message, place).help("keep the one that is meant")
}

/// The line to type for a key that is meant to hold a text back, in TOML.
fn suggestion(entry: &Entry) -> Option<String> {
    let scalar = scalar(&entry.node)?;
    let asked = asks(&entry.key).map(|ask| ask.sense);
    let key = match asked {
        Some(Sense::Date) => "date",
        Some(Sense::Expiry) => "expires",
        _ => "embargo",
    };
    Some(match (answer(&entry.node), asked) {
        (Answer::Day, _) => format!("{key} = {}", scalar.text),
        (Answer::Yes, Some(Sense::Public)) => "draft = false".to_string(),
        (Answer::No | Answer::Never, Some(sense)) if sense != Sense::Public => {
            "draft = false".to_string()
        }
        (Answer::Later, _) => format!("draft = true` or `{key} = 2030-01-01"),
        _ => "draft = true".to_string(),
    })
}

fn is_twice(path: &SourcePath, entry: &Entry, noticed: &[Diagnostic]) -> bool {
    let place = Place::span(path, entry.key_span.clone());
    let mut twice = noticed.iter().filter(|found| found.code == yaml::TWICE);
    twice.any(|found| found.place.as_ref() == Some(&place))
}

fn scalar(node: &Node) -> Option<&Scalar> {
    match &node.value {
        Value::Scalar(scalar) => Some(scalar),
        _ => None,
    }
}

fn is_empty(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Scalar(scalar) => scalar.text.trim().is_empty(),
        _ => false,
    }
}
