//! What keys of a front matter say, and the names of files.

use crate::value::{Entry, Node, Table, Value};

/// A key's text.
pub(super) fn text(table: &Table, key: &str) -> Option<String> {
    texts(table, key).into_iter().next()
}

/// A key's texts, one or several.
pub(super) fn texts(table: &Table, key: &str) -> Vec<String> {
    let scalar = |value: &Value| match value {
        Value::Scalar(scalar) if !scalar.text.trim().is_empty() => Some(scalar.text.clone()),
        _ => None,
    };
    match table.get(key).map(|entry| &entry.node.value) {
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(|item| scalar(&item.value))
            .collect(),
        Some(value) => scalar(value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// A path without its ending and the name of a folder's own file.
pub(super) fn bare(path: &str) -> &str {
    let endings = [".md", ".markdown", ".html", ".htm"];
    let found = endings.iter().find_map(|end| path.strip_suffix(end));
    let bare = found.unwrap_or(path);
    bare.strip_suffix("/index").unwrap_or(bare)
}

/// A part of Hugo's settings, below the keys that its file's name says: `languages.de.toml`.
pub(super) fn within(name: &str, table: Table) -> Table {
    let (stem, _) = name.rsplit_once('.').unwrap_or((name, ""));
    let keys = stem
        .split('.')
        .filter(|key| !["hugo", "config", "_config"].contains(key));
    keys.rev().fold(table, |table, key| Table {
        span: table.span.clone(),
        entries: vec![Entry {
            key: key.to_string(),
            key_span: 0..0,
            node: Node {
                span: table.span.clone(),
                value: Value::Table(table),
            },
        }],
    })
}
