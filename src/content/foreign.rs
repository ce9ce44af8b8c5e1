//! Files of another generator's site, read through the field map of `dateline.toml`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::article::Article;
use super::declaration::StandingPage;
use super::document::Document;
use super::holding::{self, Held};
use super::moment::Moment;
use super::source::{SourceTree, is_markdown};
use super::{Content, Read, address, article, declaration, document, fence, version};
use crate::config::{Config, Foreign};
use crate::diagnostic::{Checked, Diagnostic, Place, Severity};
use crate::path::{SourcePath, UrlPath};
use crate::prose::text::capitalised;
use crate::value::{Entry, Kind, Node, Scalar, Table, Value};

/// Keys that mean the same in most generators and here.
const SHARED: [&str; 14] = [
    "title",
    "date",
    "updated",
    "lastmod",
    "summary",
    "description",
    "authors",
    "author",
    "lang",
    "slug",
    "aliases",
    "extra",
    "taxonomies",
    "translationKey",
];

/// Splits a file at its front matter, whatever form that is in. What other generators let pass is a
/// warning.
pub(super) fn parse(path: &SourcePath, text: &Arc<str>) -> Checked<Document> {
    let text = match fence::plain(text) {
        Cow::Borrowed(_) => text.clone(),
        Cow::Owned(plain) => Arc::from(plain),
    };
    let parsed = document::parse(path, &text);
    let noticed = parsed.diagnostics.into_iter().map(|found| {
        // Whatever is wrong there keeps the text from being read, and so from being public.
        let held = found.severity == Severity::Error && found.code != fence::UNREAD;
        let told = found.softened();
        match held {
            true => Diagnostic {
                message: format!("{}, so the text is not published", told.message),
                ..told
            },
            false => told,
        }
    });
    Checked::new(parsed.value, noticed.collect())
}

/// Reads a file as an article or, without a date, as a standing page.
pub(super) fn read(
    path: &SourcePath,
    document: Document,
    config: &Config,
    foreign: &Foreign,
    noticed: &[Diagnostic],
) -> Checked<Read> {
    if !document.sound {
        return Checked::clean(Read::Nothing);
    }
    let held = held(path, &document.front_matter, config, foreign, noticed);
    let document = Document {
        front_matter: spelled(&document.front_matter, config, foreign).into(),
        body: document.body.without_attributes(),
        ..document
    };
    let own_url = first(&document.front_matter, &foreign.url).and_then(|text| own_url(&text));
    let mut diagnostics = Vec::new();
    let document = Document {
        front_matter: adapted(path, &document, config, foreign, held, &mut diagnostics).into(),
        ..document
    };
    let dated = document.front_matter.get("date").is_some() || address::date_prefix(path).is_some();
    let read = match dated {
        true => {
            let read = article::read(path, document, config).drain_into(&mut diagnostics);
            read.map_or(Read::Nothing, |article| {
                Read::Article(Box::new(at(article, own_url)))
            })
        }
        false => {
            let mut page = declaration::standing_page(path, document, config);
            // What only articles have is of no use to a page, and no mistake.
            let known = |found: &Diagnostic| found.code != "front-matter/unknown-key";
            page.diagnostics.retain(known);
            let page = page.drain_into(&mut diagnostics);
            Read::Page(Box::new(page_at(page, own_url)))
        }
    };
    Checked::new(
        read,
        diagnostics.into_iter().map(Diagnostic::softened).collect(),
    )
}

fn at(article: Article, url: Option<UrlPath>) -> Article {
    match url {
        Some(url) => Article {
            url,
            own_url: true,
            ..article
        },
        None => article,
    }
}

fn page_at(page: StandingPage, url: Option<UrlPath>) -> StandingPage {
    StandingPage {
        url: url.unwrap_or(page.url),
        in_foot: false,
        ..page
    }
}

/// The address that a text asks for; `None` for what is no path within the site.
fn own_url(text: &str) -> Option<UrlPath> {
    let path = text.trim().trim_matches('/');
    if path.is_empty() {
        return Some(UrlPath::new("/"));
    }
    let leads_out = |part: &str| matches!(part, "" | "." | "..");
    if path.contains("://") || path.split('/').any(leads_out) {
        return None;
    }
    Some(
        match path
            .rsplit('/')
            .next()
            .is_some_and(|name| name.ends_with(".html"))
        {
            true => UrlPath::new(&format!("/{path}")),
            false => UrlPath::new(&format!("/{path}/")),
        },
    )
}

/// The first text among some keys.
fn first(table: &Table, keys: &[String]) -> Option<String> {
    keys.iter()
        .find_map(|key| match &table.get(key)?.node.value {
            Value::Scalar(scalar) if !scalar.text.trim().is_empty() => Some(scalar.text.clone()),
            _ => None,
        })
}

/// The front matter in Dateline's keys; what nobody maps is left out.
fn adapted(
    path: &SourcePath,
    document: &Document,
    config: &Config,
    foreign: &Foreign,
    held: Held,
    diagnostics: &mut Vec<Diagnostic>,
) -> Table {
    let table = &document.front_matter;
    let mut entries: Vec<Entry> = table
        .entries
        .iter()
        .filter(|entry| is_known(entry, config) && !holding::may_hold(&entry.key))
        .cloned()
        .collect();
    for entry in &mut entries {
        without_gaps(&mut entry.node);
    }
    let mut put = |key: &str, text: Option<String>, kind: Kind| {
        entries.retain(|entry| entry.key != key);
        let span = table
            .get(key)
            .map_or(table.span.start..table.span.start, |entry| {
                entry.node.span.clone()
            });
        if let Some(text) = text {
            let value = Value::Scalar(Scalar { kind, text });
            entries.push(Entry {
                key: key.to_string(),
                key_span: span.clone(),
                node: Node { value, span },
            });
        }
    };
    let title = first(table, &foreign.title).unwrap_or_else(|| {
        let place = Place::file(path);
        let untitled = Diagnostic::warning(
            "article/no-title",
            "`title` is missing, so the file's name stands in",
            place,
        );
        diagnostics.push(
            untitled.help("name the key that holds it: [foreign] title = [\"title\", \"…\"]"),
        );
        humanised(path)
    });
    put("title", Some(title), Kind::String);
    let date = foreign
        .date
        .iter()
        .find_map(|key| date_of(&first(table, std::slice::from_ref(key))?));
    put("date", date, Kind::String);
    put("embargo", held.release, Kind::String);
    put("expires", held.expires, Kind::String);
    put(
        "draft",
        held.draft.then(|| "true".to_string()),
        Kind::Boolean,
    );
    put("summary", first(table, &foreign.summary), Kind::String);
    let written = first(table, &["lang".to_string()]);
    let lang = written.or_else(|| version::language(path, &foreign.languages));
    put("lang", lang, Kind::String);
    let version = first(table, &["translationKey".to_string()]);
    put("translation_key", version, Kind::String);
    put("translationKey", None, Kind::String);
    put("description", None, Kind::String);
    Table {
        entries,
        span: table.span.clone(),
    }
}

/// What the keys say that may hold the text back.
pub(super) fn held(
    path: &SourcePath,
    table: &Table,
    config: &Config,
    foreign: &Foreign,
    noticed: &[Diagnostic],
) -> Held {
    let is_day = |text: &str| date_of(text).is_some();
    holding::foreign(path, table, foreign, is_day, config.timezone, noticed)
}

/// The front matter with its keys as they are spelled here and in the field map: most generators
/// do not mind capitals.
pub(super) fn spelled(table: &Table, config: &Config, foreign: &Foreign) -> Table {
    let taxonomies = &config.taxonomies;
    let lists = foreign.lists().into_iter();
    let lists = lists.chain([&taxonomies.topics, &taxonomies.regions]);
    let mapped = lists.flatten().map(String::as_str);
    table.spelled(mapped.chain(SHARED))
}

pub(super) fn is_known(entry: &Entry, config: &Config) -> bool {
    let taxonomies = &config.taxonomies;
    let mapped = taxonomies
        .topics
        .iter()
        .chain(&taxonomies.regions)
        .any(|key| *key == entry.key);
    let shape = match entry.key.as_str() {
        "extra" | "taxonomies" => matches!(entry.node.value, Value::Table(_)),
        "authors" | "author" | "aliases" => !matches!(entry.node.value, Value::Table(_)),
        _ if mapped => !matches!(entry.node.value, Value::Table(_)),
        _ => matches!(entry.node.value, Value::Scalar(_)),
    };
    shape && (mapped || SHARED.contains(&entry.key.as_str()))
}

/// Drops the empty items that YAML lists sometimes end in.
fn without_gaps(node: &mut Node) {
    if let Value::Array(items) = &mut node.value {
        items.retain(
            |item| matches!(&item.value, Value::Scalar(scalar) if !scalar.text.trim().is_empty()),
        );
    }
}

/// A day or instant as it stands, or the day in a path.
fn date_of(text: &str) -> Option<String> {
    if Moment::parse(text, Tz::UTC).is_some() {
        return Some(text.to_string());
    }
    let parts: Vec<&str> = text.trim_matches('/').split(['/', '-']).collect();
    parts.windows(3).find_map(|parts| {
        let year: i32 = parts[0]
            .parse()
            .ok()
            .filter(|year| (1000..10_000).contains(year))?;
        let day = NaiveDate::from_ymd_opt(
            year,
            parts[1].parse().ok()?,
            parts[2].get(..2).unwrap_or(parts[2]).parse().ok()?,
        )?;
        Some(day.to_string())
    })
}

fn humanised(path: &SourcePath) -> String {
    let name = match address::is_bundle(path) {
        true => path.folder().rsplit('/').next().unwrap_or(""),
        false => path.stem(),
    };
    match name {
        "" => "Untitled".to_string(),
        name => capitalised(&name.replace(['-', '_'], " ")),
    }
}

/// What was read of every Markdown file: its title, day, address and terms, each term below the
/// key it stands at.
pub fn listing(tree: &SourceTree, content: &Content, config: &Config) -> serde_json::Value {
    let articles = content.articles.iter();
    let days = articles.map(|article| (&article.path, (article.date.day, &article.url)));
    let days: BTreeMap<_, _> = days.collect();
    let pages: BTreeMap<_, _> = content
        .pages
        .iter()
        .map(|page| (&page.path, &page.url))
        .collect();
    let map = config.foreign.clone().unwrap_or_default();
    let keys = config
        .taxonomies
        .topics
        .iter()
        .chain(&config.taxonomies.regions);
    let keys: Vec<&str> = keys
        .map(String::as_str)
        .chain(["authors", "author"])
        .collect();
    let files = tree.texts.iter().filter(|(path, _)| is_markdown(path));
    files
        .map(|(path, text)| {
            let table = parse(path, text).value.front_matter;
            let article = days.get(path);
            let date = article.map(|(day, _)| day.to_string());
            let written = || {
                map.date
                    .iter()
                    .find_map(|key| date_of(&first(&table, std::slice::from_ref(key))?))
            };
            let url = article.map(|(_, url)| *url).or(pages.get(path).copied());
            let nested = table.get("taxonomies").map(|entry| &entry.node.value);
            let terms: BTreeMap<&str, Vec<String>> = keys
                .iter()
                .map(|key| {
                    let mut terms = texts(&table, key);
                    if let Some(Value::Table(nested)) = nested {
                        terms.extend(texts(nested, key));
                    }
                    (*key, terms)
                })
                .filter(|(_, terms)| !terms.is_empty())
                .collect();
            let entry = serde_json::json!({
                "title": first(&table, &["title".to_string()]),
                // As it is written: the site's own zone may make it another day.
                "date": written().or(date),
                "url": url.map(ToString::to_string),
                "taxonomies": terms,
            });
            (path.to_string(), entry)
        })
        .collect()
}

fn texts(table: &Table, key: &str) -> Vec<String> {
    match table.get(key).map(|entry| &entry.node.value) {
        Some(Value::Scalar(scalar)) => vec![scalar.text.clone()],
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(|item| match &item.value {
                Value::Scalar(scalar) => Some(scalar.text.clone()),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}
