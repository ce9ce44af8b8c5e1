//! Another generator's front matter in Dateline's keys.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table as Toml, Value as TomlValue, value};

use super::keys::{text, texts};
use super::{Conversion, Target};
use crate::config::Foreign;
use crate::content::address as ours;
use crate::content::holding::{self, Held};
use crate::content::moment::Moment;
use crate::diagnostic::Diagnostic;
use crate::path::{SourcePath, slug};
use crate::value::{Entry, Kind, Node, Table, Value};

/// The new front matter of a file.
pub(super) struct New {
    document: DocumentMut,
    /// Whether it has a day of publication.
    pub dated: bool,
    /// Whether it is not public yet.
    pub held: bool,
    /// Its own last part of the address.
    pub slug: Option<String>,
    /// Its language, if it says one.
    pub lang: Option<String>,
}

/// Keys that hold the day of publication.
const DATES: [&str; 3] = ["date", "pubDate", "pubDatetime"];

/// Keys that hold the day of the last change.
const CHANGES: [&str; 5] = [
    "updated",
    "lastmod",
    "last_modified_at",
    "updatedDate",
    "modDatetime",
];

/// Keys that hold terms.
const TERMS: [&str; 5] = ["topics", "tags", "categories", "category", "tag"];

/// Keys that have their like here, or are of no use.
const TAKEN: [&str; 16] = [
    "title",
    "description",
    "summary",
    "excerpt",
    "author",
    "authors",
    "aliases",
    "redirect_from",
    "slug",
    "lang",
    "path",
    "permalink",
    "url",
    "taxonomies",
    "translationKey",
    "translation_key",
];

/// A front matter with its keys as they are spelled here, whatever their capitals.
pub(super) fn spelled(table: &Table) -> Table {
    table.spelled(known())
}

/// Every key that is read.
fn known() -> impl Iterator<Item = &'static str> + Clone {
    let days = DATES.into_iter().chain(CHANGES);
    TAKEN.into_iter().chain(TERMS).chain(days)
}

/// What its keys say that may hold a text back.
pub(super) fn held(path: &SourcePath, table: &Table, noticed: &[Diagnostic]) -> Held {
    let dates = Foreign {
        date: DATES.map(str::to_string).to_vec(),
        ..Foreign::default()
    };
    let is_day = |text: &str| Moment::parse(text, chrono_tz::Tz::UTC).is_some();
    holding::foreign(path, table, &dates, is_day, chrono_tz::Tz::UTC, noticed)
}

/// Converts a front matter; what has no like here goes below `extra`.
pub(super) fn convert(
    path: &SourcePath,
    table: &Table,
    noticed: &[Diagnostic],
    target: &Target,
    conversion: &mut Conversion,
) -> New {
    let held = held(path, table, noticed);
    let table = &spelled(table);
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
    if let Some(updated) = CHANGES
        .iter()
        .find_map(|key| sound(key))
        .filter(|_| date.is_some())
    {
        out.insert("updated", value(updated));
    }
    for (key, day) in [("embargo", &held.release), ("expires", &held.expires)] {
        if let Some(day) = day {
            out.insert(key, value(day.as_str()));
        }
    }
    if let Some(summary) = ["summary", "description", "excerpt"]
        .iter()
        .find_map(|key| text(table, key))
    {
        out.insert("summary", value(summary));
    }
    let lang = text(table, "lang");
    if let Some(lang) = &lang {
        out.insert("lang", value(lang.as_str()));
    }
    let key = ["translationKey", "translation_key"];
    if let Some(key) = key.iter().find_map(|key| text(table, key)) {
        out.insert("translation_key", value(key));
    }
    let slug = text(table, "slug");
    if let Some(slug) = &slug {
        out.insert("slug", value(slug.as_str()));
    }
    if held.draft {
        out.insert("draft", value(true));
    }
    for (key, ..) in &held.unclear {
        *conversion.held.entry(key.clone()).or_default() += 1;
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
        let key = entry.key.as_str();
        known().all(|known| known != key) && !holding::may_hold(key)
    });
    let mut extra = Toml::new();
    for entry in rest {
        match (&entry.node.value, entry.key.as_str()) {
            (Value::Table(table), "extra") => table
                .entries
                .iter()
                .filter(|entry| !holding::may_hold(&entry.key))
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
        held: held.draft || target.is_to_come(&date) || target.is_to_come(&held.release),
        slug,
        lang,
    }
}

/// A text as it is written, its front matter edited; with what the edit says.
pub(super) fn edited<T>(text: &str, edit: impl FnOnce(&mut New) -> T) -> Option<(String, T)> {
    let (written, body) = text.strip_prefix("+++\n")?.split_once("+++\n")?;
    let mut new = New {
        document: written.parse().ok()?,
        dated: false,
        held: false,
        slug: None,
        lang: None,
    };
    let said = edit(&mut new);
    Some((format!("+++\n{}+++\n{body}", new.text()), said))
}

/// The day of publication: the key's, the file name's, or the one in its own address.
pub(super) fn date(path: &SourcePath, table: &Table) -> Option<String> {
    let sound = |date: &String| Moment::parse(date, chrono_tz::Tz::UTC).is_some();
    let own = DATES.iter().find_map(|key| text(table, key).filter(sound));
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
            // What may hold a text back says so above all tables by now.
            let kept = |entry: &&Entry| !holding::may_hold(&entry.key);
            for entry in table.entries.iter().filter(kept) {
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
    /// Sets the former addresses.
    pub fn set_aliases(&mut self, urls: Vec<String>) {
        let table = self.document.as_table_mut();
        match urls.is_empty() {
            true => table.remove("aliases"),
            false => table.insert("aliases", value(urls.into_iter().collect::<Array>())),
        };
    }

    /// Takes another address than a text that has the same.
    pub fn step_aside(&mut self, path: &SourcePath) {
        let stem = match ours::is_bundle(path) {
            true => path.folder().rsplit('/').next().unwrap_or(""),
            false => path.stem(),
        };
        let known = self.document.get("slug").and_then(Item::as_str);
        let known = known.map_or_else(|| slug(stem), str::to_string);
        let (name, number) = match known.rsplit_once('-') {
            Some((name, number)) => (name.to_string(), number.parse::<u32>().ok()),
            None => (known.clone(), None),
        };
        let next = match number.filter(|number| *number < 1000) {
            Some(number) => format!("{name}-{}", number + 1),
            None => format!("{known}-2"),
        };
        self.document.as_table_mut().insert("slug", value(next));
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

    /// Makes it a draft.
    pub fn hold(&mut self) {
        self.held = true;
        self.document.as_table_mut().insert("draft", value(true));
    }

    /// Says which language it is in.
    pub fn set_lang(&mut self, lang: &str) {
        self.lang = Some(lang.to_string());
        self.document.as_table_mut().insert("lang", value(lang));
    }

    /// The front matter as it is written.
    pub fn text(&self) -> String {
        self.document.to_string()
    }
}
