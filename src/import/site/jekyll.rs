//! What only Jekyll knows: defaults, collections, and categories that are folders.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::kept_out::parts;
use super::keys::{text, texts};
use crate::path::fits;
use crate::value::{Entry, Kind, Node, Scalar, Table, Value};

/// What a site's `_config.yml` says of its files.
#[derive(Default)]
pub(super) struct Jekyll {
    /// The collections that have pages.
    collections: BTreeSet<String>,
    /// Front matter that files of a folder or a kind have unless they say otherwise.
    defaults: Vec<Defaults>,
}

struct Defaults {
    path: String,
    kind: String,
    values: Table,
}

impl Jekyll {
    /// Takes in the settings; the permalinks of collections become defaults of their files.
    pub fn take(&mut self, settings: &Table) {
        for entry in &table(settings, "collections").entries {
            let Value::Table(collection) = &entry.node.value else {
                continue;
            };
            if text(collection, "output").as_deref() != Some("true") {
                continue;
            }
            self.collections.insert(entry.key.clone());
            let values = collection.entries.iter();
            let values = values.filter(|entry| entry.key == "permalink").cloned();
            self.defaults.push(Defaults {
                path: String::new(),
                kind: entry.key.clone(),
                values: Table {
                    entries: values.collect(),
                    ..Table::default()
                },
            });
        }
        let Some(Value::Array(all)) = settings.get("defaults").map(|entry| &entry.node.value)
        else {
            return;
        };
        for one in all {
            if let Value::Table(one) = &one.value {
                let scope = table(one, "scope");
                self.defaults.push(Defaults {
                    path: text(&scope, "path").unwrap_or_default(),
                    kind: text(&scope, "type").unwrap_or_default(),
                    values: table(one, "values"),
                });
            }
        }
    }

    /// What a file is: `posts`, `drafts`, the name of a collection, or `pages`.
    fn kind<'a>(&self, path: &'a str) -> &'a str {
        let mut folders = path.split('/').filter_map(|part| part.strip_prefix('_'));
        let known =
            |name: &&str| matches!(*name, "posts" | "drafts") || self.collections.contains(*name);
        folders.find(known).unwrap_or("pages")
    }

    /// Where a file goes; `None` for templates, settings and the like.
    pub fn place(&self, path: &str) -> Option<String> {
        const SETTINGS: [&str; 5] = ["Gemfile", "Gemfile.lock", "README.md", "LICENSE", "CNAME"];
        let hidden = path.split('/').any(|part| part.starts_with('.'));
        let code = [".gemspec", ".scss", ".sass", ".liquid"];
        let code = code.iter().any(|end| path.ends_with(end));
        if hidden || code || SETTINGS.contains(&path) {
            return None;
        }
        let place = match self.kind(path) {
            "pages" => path.to_string(),
            kind => {
                // Drafts are posts without a day.
                let name = if kind == "drafts" { "posts" } else { kind };
                let (before, behind) = path.split_once(&format!("_{kind}/"))?;
                match (before, kind) {
                    (before, "posts" | "drafts") if !before.is_empty() => {
                        format!("{before}{behind}")
                    }
                    _ => format!("{before}{name}/{behind}"),
                }
            }
        };
        (!place.starts_with('_') && !place.contains("/_")).then_some(place)
    }

    /// Fills in what a file's front matter leaves to the settings and to its folder.
    pub fn complete(&self, path: &str, front_matter: &mut Table) {
        if front_matter.entries.is_empty() {
            return;
        }
        for key in ["categories", "tags"] {
            split(front_matter, key);
        }
        let kind = self.kind(path);
        let mut fitting: Vec<&Defaults> = self
            .defaults
            .iter()
            .filter(|one| one.fits(path, kind))
            .collect();
        // The narrowest scope counts.
        fitting.sort_by_key(|one| std::cmp::Reverse((one.path.len(), one.kind.len())));
        for entry in fitting.iter().flat_map(|one| &one.values.entries) {
            if front_matter.get(&entry.key).is_none() {
                front_matter.entries.push(entry.clone());
            }
        }
        if let Some((folders, _)) = path.split_once("_posts/") {
            let own = [
                texts(front_matter, "categories"),
                texts(front_matter, "category"),
            ]
            .concat();
            let mut all: Vec<String> = folders.split('/').map(str::to_string).collect();
            all.retain(|folder| !folder.is_empty() && !own.contains(folder));
            if !all.is_empty() {
                all.extend(own);
                front_matter
                    .entries
                    .retain(|entry| !matches!(entry.key.as_str(), "categories" | "category"));
                front_matter.entries.push(list("categories", all));
            }
        }
        if kind == "drafts" {
            front_matter
                .entries
                .retain(|entry| entry.key != "published");
            front_matter.entries.push(entry(
                "published",
                scalar(Kind::Boolean, "false".to_string()),
            ));
        }
    }
}

impl Defaults {
    fn fits(&self, path: &str, kind: &str) -> bool {
        let folder = self.path.trim_matches('/');
        let within = path
            .strip_prefix(folder)
            .is_some_and(|rest| folder.is_empty() || rest.is_empty() || rest.starts_with('/'));
        let named = || parts(path).any(|part| fits(folder, part));
        let within = within || (folder.contains(['*', '?', '[', '{']) && named());
        within && (self.kind.is_empty() || self.kind == kind)
    }
}

/// Whether a text is made by Liquid from other pages, so that nothing of it is an article. What
/// stands in code only tells of Liquid.
pub(super) fn is_listing(body: &str) -> bool {
    let mut words = String::new();
    let mut code = false;
    for event in Parser::new(&without_highlights(body)) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) if !code => {
                words.push_str(&text);
            }
            _ => {}
        }
    }
    let tags = words.split("{%").skip(1);
    tags.map(|tag| tag.trim_start_matches('-').trim_start())
        .any(|tag| tag.starts_with("for "))
}

/// A text without what Liquid shows as it is.
fn without_highlights(body: &str) -> String {
    let mut out = body.to_string();
    for (opens, closes) in [("highlight", "endhighlight"), ("raw", "endraw")] {
        let opens = format!("{{% {opens}");
        let mut parts = out.split(opens.as_str());
        let mut kept = parts.next().unwrap_or("").to_string();
        for part in parts {
            kept.push_str(part.split_once(closes).map_or("", |(_, rest)| rest));
        }
        out = kept;
    }
    out
}

/// A list that is written as one text has its items parted by spaces.
fn split(front_matter: &mut Table, key: &str) {
    let found = front_matter
        .entries
        .iter_mut()
        .find(|entry| entry.key == key);
    let Some(entry) = found else {
        return;
    };
    if let Value::Scalar(scalar) = &entry.node.value {
        let items = scalar.text.split_whitespace().map(str::to_string);
        *entry = list(key, items.collect());
    }
}

fn list(key: &str, items: Vec<String>) -> Entry {
    let items = items.into_iter().map(|item| scalar(Kind::String, item));
    entry(key, Value::Array(items.map(node).collect()))
}

fn scalar(kind: Kind, text: String) -> Value {
    Value::Scalar(Scalar { kind, text })
}

fn node(value: Value) -> Node {
    Node { value, span: 0..0 }
}

fn entry(key: &str, value: Value) -> Entry {
    Entry {
        key: key.to_string(),
        key_span: 0..0,
        node: node(value),
    }
}

fn table(of: &Table, key: &str) -> Table {
    match of.get(key).map(|entry| &entry.node.value) {
        Some(Value::Table(table)) => table.clone(),
        _ => Table::default(),
    }
}
