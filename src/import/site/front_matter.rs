//! Another generator's front matter in Dateline's keys.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table as Toml, Value as TomlValue, value};

use super::Conversion;
use super::address::{text, texts};
use crate::content::address as ours;
use crate::content::moment::Moment;
use crate::path::SourcePath;
use crate::value::{Kind, Node, Table, Value};

/// The new front matter of a file.
pub(super) struct New {
    document: DocumentMut,
    /// Whether it has a day of publication.
    pub dated: bool,
    /// Whether it is a draft.
    pub draft: bool,
    /// Its own last part of the address.
    pub slug: Option<String>,
}

/// Keys that hold terms.
const TERMS: [&str; 5] = ["topics", "tags", "categories", "category", "tag"];

/// Keys that have their like here, or are of no use.
const TAKEN: [&str; 22] = [
    "title",
    "date",
    "lastmod",
    "updated",
    "last_modified_at",
    "description",
    "summary",
    "excerpt",
    "author",
    "authors",
    "aliases",
    "redirect_from",
    "slug",
    "draft",
    "published",
    "publishDate",
    "expiryDate",
    "lang",
    "path",
    "permalink",
    "url",
    "taxonomies",
];

/// Converts a front matter; what has no like here goes below `extra`.
pub(super) fn convert(path: &SourcePath, table: &Table, conversion: &mut Conversion) -> New {
    let mut document = DocumentMut::new();
    let out = document.as_table_mut();
    let title = text(table, "title").unwrap_or_else(|| path.stem().replace(['-', '_'], " "));
    out.insert("title", value(title));
    let sound = |key: &str| {
        text(table, key).filter(|date| Moment::parse(date, chrono_tz::Tz::UTC).is_some())
    };
    let date = date(path, table);
    if let Some(date) = &date {
        out.insert("date", value(date.as_str()));
    }
    for (ours, theirs) in [
        ("updated", &["updated", "lastmod", "last_modified_at"][..]),
        ("embargo", &["publishDate"]),
        ("expires", &["expiryDate"]),
    ] {
        if let Some(date) = theirs
            .iter()
            .find_map(|key| sound(key))
            .filter(|_| date.is_some())
        {
            out.insert(ours, value(date));
        }
    }
    if let Some(summary) = ["summary", "description", "excerpt"]
        .iter()
        .find_map(|key| text(table, key))
    {
        out.insert("summary", value(summary));
    }
    if let Some(lang) = text(table, "lang") {
        out.insert("lang", value(lang));
    }
    let slug = text(table, "slug");
    if let Some(slug) = &slug {
        out.insert("slug", value(slug.as_str()));
    }
    let draft = text(table, "draft").as_deref() == Some("true")
        || text(table, "published").as_deref() == Some("false");
    if draft {
        out.insert("draft", value(true));
    }
    let authors = [texts(table, "authors"), texts(table, "author")].concat();
    let terms = terms(table, conversion);
    let aliases = [texts(table, "aliases"), texts(table, "redirect_from")].concat();
    let aliases = aliases.iter().map(|alias| rooted(alias));
    for (key, list) in [
        ("authors", authors),
        ("topics", terms),
        ("aliases", aliases.collect()),
    ] {
        // A standing page is in no taxonomy and has no author.
        let fits = date.is_some() || key == "aliases";
        if !list.is_empty() && fits {
            out.insert(key, value(list.into_iter().collect::<Array>()));
        }
    }
    let rest = table.entries.iter().filter(|entry| {
        !TAKEN.contains(&entry.key.as_str()) && !TERMS.contains(&entry.key.as_str())
    });
    let mut extra = Toml::new();
    for entry in rest {
        match (&entry.node.value, entry.key.as_str()) {
            (Value::Table(table), "extra") => table
                .entries
                .iter()
                .for_each(|entry| put(&mut extra, &entry.key, &entry.node)),
            _ => put(&mut extra, &entry.key, &entry.node),
        }
    }
    if !extra.is_empty() {
        out.insert("extra", Item::Table(extra));
    }
    New {
        document,
        dated: date.is_some(),
        draft,
        slug,
    }
}

/// The day of publication: the key's, the file name's, or the one in its own address.
pub(super) fn date(path: &SourcePath, table: &Table) -> Option<String> {
    let sound = |date: &String| Moment::parse(date, chrono_tz::Tz::UTC).is_some();
    let own = text(table, "date").filter(sound);
    let named = || ours::date_prefix(path).map(|day| day.to_string());
    let address = || {
        let address = ["path", "url", "permalink"]
            .iter()
            .find_map(|key| text(table, key))?;
        let parts: Vec<&str> = address.split('/').filter(|part| !part.is_empty()).collect();
        parts.windows(3).map(|parts| parts.join("-")).find(sound)
    };
    own.or_else(named).or_else(address)
}

/// Every term of a file, each once.
fn terms(table: &Table, conversion: &mut Conversion) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let nested = match table.get("taxonomies").map(|entry| &entry.node.value) {
        Some(Value::Table(nested)) => Some(nested),
        _ => None,
    };
    let own = TERMS
        .iter()
        .map(|key| ((*key).to_string(), texts(table, key)));
    let zola = nested.into_iter().flat_map(|nested| {
        nested
            .entries
            .iter()
            .map(|entry| (entry.key.clone(), texts(nested, &entry.key)))
    });
    for (key, found) in own.chain(zola) {
        if found.is_empty() || matches!(key.as_str(), "authors" | "author") {
            continue;
        }
        *conversion.terms.entry(key).or_default() += found.len();
        for term in found {
            if !all.contains(&term) {
                all.push(term);
            }
        }
    }
    all
}

/// An address from the site's root, its empty parts dropped.
fn rooted(alias: &str) -> String {
    let parts: Vec<&str> = alias.split('/').filter(|part| !part.is_empty()).collect();
    let slash = if alias.ends_with('/') { "/" } else { "" };
    format!("/{}{slash}", parts.join("/"))
}

fn put(table: &mut Toml, key: &str, node: &Node) {
    if let Some(new) = toml_value(node) {
        table.insert(key, Item::Value(new));
    }
}

fn toml_value(node: &Node) -> Option<TomlValue> {
    Some(match &node.value {
        Value::Null => return None,
        Value::Array(items) => TomlValue::Array(items.iter().filter_map(toml_value).collect()),
        Value::Table(table) => {
            let mut inline = InlineTable::new();
            for entry in &table.entries {
                if let Some(new) = toml_value(&entry.node) {
                    inline.insert(&entry.key, new);
                }
            }
            TomlValue::InlineTable(inline)
        }
        Value::Scalar(scalar) => match scalar.kind {
            Kind::Boolean => scalar.text.eq_ignore_ascii_case("true").into(),
            Kind::Number => match (scalar.text.parse::<i64>(), scalar.text.parse::<f64>()) {
                (Ok(number), _) => number.into(),
                (_, Ok(number)) if number.is_finite() => number.into(),
                _ => scalar.text.as_str().into(),
            },
            Kind::String | Kind::Date => scalar.text.as_str().into(),
        },
    })
}

impl New {
    /// Adds a former address.
    pub fn add_alias(&mut self, url: &str) {
        let url = &rooted(url);
        if url == "/" || self.aliases().iter().any(|known| known == url) {
            return;
        }
        let table = self.document.as_table_mut();
        let aliases = table
            .entry("aliases")
            .or_insert_with(|| value(Array::new()));
        if let Some(aliases) = aliases.as_array_mut() {
            aliases.push(url);
        }
    }

    /// Drops the former addresses that are not to be kept.
    pub fn keep_aliases(&mut self, keep: impl Fn(&str) -> bool) {
        let aliases = self
            .document
            .get_mut("aliases")
            .and_then(Item::as_array_mut);
        if let Some(aliases) = aliases {
            aliases.retain(|alias| alias.as_str().is_some_and(&keep));
        }
    }

    /// The former addresses.
    pub fn aliases(&self) -> Vec<String> {
        let aliases = self.document.get("aliases").and_then(Item::as_array);
        let texts = aliases.into_iter().flat_map(|aliases| aliases.iter());
        texts
            .filter_map(|alias| alias.as_str().map(str::to_string))
            .collect()
    }

    /// The front matter as it is written.
    pub fn text(&self) -> String {
        self.document.to_string()
    }
}
