//! Keys of the settings that stand in another table than theirs.

use super::read_fields;
use crate::date::Vocabularies;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::path::SourcePath;
use crate::value::{Entry, Fields, Node, Sink, Table, Value};

/// The tables that have keys of their own, as they are written; the first is none.
const TABLES: [&str; 9] = [
    "",
    "taxonomies",
    "foreign",
    "content",
    "output",
    "limits",
    "check",
    "deploy.NAME",
    "publisher",
];

/// The code of such a key.
pub const CODE: &str = "config/misplaced-key";

/// Says of keys that nobody knows where they stand, and that another table has, where they belong.
pub fn tell(table: &Table, file: &SourcePath, found: &mut Vec<Diagnostic>) {
    let mut told = Vec::new();
    found.retain(|found| {
        // One with another name of its table is told of as that.
        let unknown = found.code == UNKNOWN && found.severity == Severity::Warning;
        let span = found.place.as_ref().and_then(|place| place.span.clone());
        let stands = span.filter(|_| unknown).and_then(|span| {
            let own = |entry: &Entry| entry.key_span == span;
            find("", table, &own)
        });
        let Some((above, entry)) = stands else {
            return true;
        };
        if let Some(error) = of(&above, entry, file) {
            told.push(error);
            return false;
        }
        // Of a table that nobody knows, keys may be known.
        if above.is_empty()
            && let Value::Table(inner) = &entry.node.value
        {
            let inner = inner.entries.iter();
            told.extend(inner.filter_map(|inner| of(&entry.key, inner, file)));
        }
        true
    });
    found.extend(told);
}

/// The code that a key has which no reader has asked for.
const UNKNOWN: &str = "front-matter/unknown-key";

/// An entry, and the table that it stands in.
fn find<'t>(
    above: &str,
    table: &'t Table,
    is: &impl Fn(&Entry) -> bool,
) -> Option<(String, &'t Entry)> {
    table.entries.iter().find_map(|entry| {
        if is(entry) {
            return Some((above.to_string(), entry));
        }
        let name = match above {
            "" => entry.key.clone(),
            above => format!("{above}.{}", entry.key),
        };
        entry.node.tables().find_map(|inner| find(&name, inner, is))
    })
}

fn of(above: &str, entry: &Entry, file: &SourcePath) -> Option<Diagnostic> {
    let tables: Vec<String> = TABLES
        .into_iter()
        .filter(|table| is_read(table, entry))
        .map(|table| words(table, entry))
        .collect();
    if tables.is_empty() {
        return None;
    }
    let key = &entry.key;
    let stands = match above {
        "" => "above the first table".to_string(),
        above => format!("in [{above}]"),
    };
    let message = format!("`{key}` stands {stands}, where it says nothing");
    let place = Place::span(file, entry.key_span.clone());
    let help = format!("write it {}", tables.join(" or "));
    Some(Diagnostic::error(CODE, message, place).help(help))
}

/// Where a key belongs.
fn words(table: &str, entry: &Entry) -> String {
    match (table, &entry.node.value) {
        ("", Value::Table(_)) => format!("as a table of its own: [{}]", entry.key),
        ("", _) => "above the first table".to_string(),
        ("deploy.NAME", _) => {
            "below [deploy.NAME], with a name for the place: [deploy.production]".to_string()
        }
        (table, _) => format!("below [{table}]"),
    }
}

/// Whether a table has such a key, as the reader of the settings tells: it is asked.
fn is_read(table: &str, entry: &Entry) -> bool {
    let whole = |entries: Vec<Entry>| Table {
        entries,
        span: 0..0,
    };
    let names = table.split('.').rev().filter(|name| !name.is_empty());
    let settings = names.fold(whole(vec![entry.clone()]), |inner, name| {
        whole(vec![Entry {
            key: name.to_string(),
            // No key of a file stands there.
            key_span: usize::MAX..usize::MAX,
            node: Node {
                value: Value::Table(inner),
                span: 0..0,
            },
        }])
    });
    let file = SourcePath::new(super::FILE);
    let sink = Sink::default();
    let dates = Vocabularies::default();
    read_fields(&Fields::new(&settings, &file, &sink, &dates), true);
    let own = Place::span(&file, entry.key_span.clone());
    let refused = |found: &Diagnostic| {
        let unknown = found.code == UNKNOWN && found.place.as_ref() == Some(&own);
        unknown || found.code == "config/credential"
    };
    !sink.into_inner().iter().any(refused)
}
