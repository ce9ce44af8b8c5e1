//! What a page says of itself in JSON-LD, in the words of schema.org.

use std::collections::BTreeMap;

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
        let mut named = BTreeMap::new();
        name(&value, &mut named, 0);
        visit(&value, &named, found, 0);
    } else if found.published.is_none() {
        // What a template has left incomplete has its day all the same.
        found.published = string(clean, "datePublished");
    }
}

/// The first string of a key in what is not quite JSON.
fn string(block: &str, key: &str) -> Option<String> {
    let (_, rest) = block.split_once(&format!("\"{key}\""))?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start();
    let (text, _) = rest.strip_prefix('"')?.split_once('"')?;
    Some(text.to_string())
}

/// What is called by an `@id` in one place and named in another.
type Named<'a> = BTreeMap<&'a str, &'a str>;

fn name<'a>(value: &'a Value, named: &mut Named<'a>, depth: usize) {
    match value {
        _ if depth > 6 => {}
        Value::Array(items) => items.iter().for_each(|item| name(item, named, depth + 1)),
        Value::Object(object) => {
            let text = |key: &str| object.get(key).and_then(Value::as_str);
            if let (Some(id), Some(name)) = (text("@id"), text("name")) {
                named.insert(id, name);
            }
            if let Some(graph) = object.get("@graph") {
                name(graph, named, depth + 1);
            }
        }
        _ => {}
    }
}

fn visit(value: &Value, named: &Named<'_>, found: &mut Found, depth: usize) {
    if depth > 6 {
        return;
    }
    match value {
        Value::Array(items) => {
            items
                .iter()
                .for_each(|item| visit(item, named, found, depth + 1));
        }
        Value::Object(object) => {
            if is_article(object.get("@type")) {
                take(object, named, found);
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = object.get(key) {
                    visit(inner, named, found, depth + 1);
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
                || matches!(kind, "WebPage" | "ClaimReview")
        })
    };
    match kind {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

fn take(object: &serde_json::Map<String, Value>, named: &Named<'_>, found: &mut Found) {
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
        found.authors = object
            .get("author")
            .map(|author| names(author, named))
            .unwrap_or_default();
    }
    let publisher = object
        .get("publisher")
        .map(|publisher| names(publisher, named))
        .unwrap_or_default();
    found.publisher = found
        .publisher
        .take()
        .or_else(|| publisher.into_iter().next());
}

/// The names of persons or organisations, however they are nested: of the persons, where there are any.
fn names(value: &Value, named: &Named<'_>) -> Vec<String> {
    let organisation = |item: &&Value| {
        let kind = item.get("@type").and_then(Value::as_str);
        kind.is_some_and(|kind| kind.ends_with("Organization"))
    };
    match value {
        Value::String(name) if !name.starts_with("http") => vec![unescaped(name)],
        Value::Array(items) => {
            let persons: Vec<&Value> = items.iter().filter(|item| !organisation(item)).collect();
            let all = match persons.is_empty() {
                true => items.iter().collect(),
                false => persons,
            };
            all.into_iter()
                .flat_map(|item| names(item, named))
                .collect()
        }
        Value::Object(object) => {
            let id = object.get("@id").and_then(Value::as_str);
            let known = id
                .and_then(|id| named.get(id))
                .map(|name| vec![unescaped(name)]);
            let own = object.get("name").map(|name| names(name, named));
            own.or(known).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

fn unescaped(text: &str) -> String {
    super::visible::plain(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
