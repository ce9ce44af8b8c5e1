//! What a page says of itself in JSON-LD, in the words of schema.org.

use serde_json::Value;

/// What was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// The headline.
    pub headline: Option<String>,
    /// The day or instant of publication, as written.
    pub published: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// What it says in a sentence.
    pub description: Option<String>,
}

/// Reads one block of JSON-LD into what was found before it.
pub(super) fn read(block: &str, found: &mut Found) {
    // Some publishers put line breaks into strings, which JSON does not allow.
    let clean: String = block
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let clean = clean
        .trim()
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("]]>")
        .trim_end_matches(';');
    if let Ok(value) = serde_json::from_str::<Value>(clean) {
        visit(&value, found, 0);
    }
}

fn visit(value: &Value, found: &mut Found, depth: usize) {
    if depth > 6 {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| visit(item, found, depth + 1)),
        Value::Object(object) => {
            if is_article(object.get("@type")) {
                take(object, found);
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = object.get(key) {
                    visit(inner, found, depth + 1);
                }
            }
        }
        _ => {}
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let named = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article")
                || kind.ends_with("Posting")
                || kind.ends_with("Report")
                || kind == "WebPage"
        })
    };
    match kind {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

fn take(object: &serde_json::Map<String, Value>, found: &mut Found) {
    let text = |key: &str| {
        let text = object.get(key)?.as_str()?.trim();
        (!text.is_empty()).then(|| unescaped(text))
    };
    let page = object.get("@type").and_then(Value::as_str) == Some("WebPage");
    if found.headline.is_none() && !page {
        found.headline = text("headline");
    }
    found.published = found
        .published
        .take()
        .or_else(|| text("datePublished"))
        .or_else(|| text("dateCreated"));
    found.description = found.description.take().or_else(|| text("description"));
    if found.authors.is_empty() {
        found.authors = object.get("author").map(names).unwrap_or_default();
    }
    let publisher = object.get("publisher").map(names).unwrap_or_default();
    found.publisher = found
        .publisher
        .take()
        .or_else(|| publisher.into_iter().next());
}

/// The names of persons or organisations, however they are nested.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) if !name.starts_with("http") => vec![unescaped(name)],
        Value::Array(items) => items.iter().flat_map(names).collect(),
        Value::Object(object) => object.get("name").map(names).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn unescaped(text: &str) -> String {
    super::visible::plain(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
