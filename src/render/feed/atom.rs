//! Atom (RFC 4287).

use atom_syndication::{
    Category, Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text,
};
use chrono::{DateTime, Utc};

use crate::pages::feed::{FeedEntry, FeedView};
use crate::pages::legal;

/// Writes a feed of these entries that is to be read at this address.
pub fn write<'a>(view: &FeedView, own: String, entries: impl Iterator<Item = &'a str>) -> String {
    let feed = Feed {
        title: Text::plain(view.title.clone()),
        subtitle: text(&view.description, None),
        id: view.id.clone(),
        updated: at(view.updated.unwrap_or(DateTime::<Utc>::UNIX_EPOCH)),
        authors: vec![Person {
            uri: view.publisher_url.clone(),
            ..person(&view.publisher)
        }],
        generator: Some(Generator {
            value: "Dateline".to_string(),
            uri: None,
            version: Some(env!("CARGO_PKG_VERSION").to_string()),
        }),
        links: vec![link("alternate", &view.home), link("self", &own)],
        lang: Some(view.language.clone()),
        ..Feed::default()
    };
    let feed = feed.to_string();
    let feed = legal::xml(&feed);
    let head = feed.strip_suffix(END).unwrap_or(&feed);
    let entries: String = entries.collect();
    format!("{head}{entries}{END}\n")
}

const END: &str = "</feed>";

/// Writes an entry.
pub fn entry(entry: &FeedEntry) -> String {
    let feed = Feed {
        entries: vec![self::element(entry)],
        ..Feed::default()
    };
    let feed = feed.to_string();
    let feed = legal::xml(&feed);
    let element = feed.find("<entry>").and_then(|at| feed.get(at..));
    let element = element.and_then(|element| element.strip_suffix(END));
    element.unwrap_or("").to_string()
}

fn element(entry: &FeedEntry) -> Entry {
    let lang = entry.lang.as_ref();
    Entry {
        title: Text {
            lang: lang.cloned(),
            ..Text::plain(entry.title.clone())
        },
        id: entry.id.clone(),
        updated: at(entry.updated),
        published: Some(at(entry.published)),
        authors: entry.authors.iter().map(|name| person(name)).collect(),
        categories: entry.tags.iter().map(|name| category(name)).collect(),
        links: vec![link("alternate", &entry.url)],
        summary: text(&entry.summary, lang),
        content: entry.html.as_ref().map(|html| Content {
            lang: lang.cloned(),
            value: Some(html.clone()),
            content_type: Some("html".to_string()),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

fn text(words: &str, lang: Option<&String>) -> Option<Text> {
    (!words.is_empty()).then(|| Text {
        lang: lang.cloned(),
        ..Text::plain(words)
    })
}

fn at(instant: DateTime<Utc>) -> FixedDateTime {
    instant.fixed_offset()
}

fn person(name: &str) -> Person {
    Person {
        name: name.to_string(),
        ..Person::default()
    }
}

fn category(name: &str) -> Category {
    Category {
        term: name.to_string(),
        ..Category::default()
    }
}

fn link(rel: &str, href: &str) -> Link {
    Link {
        rel: rel.to_string(),
        href: href.to_string(),
        ..Link::default()
    }
}
