//! JSON Feed 1.1 (jsonfeed.org).

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use serde_json::Value as Json;

use crate::pages::feed::{FeedEntry, FeedView};
use crate::pages::legal;

#[derive(Serialize)]
struct Feed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    language: &'a str,
    authors: [Author<'a>; 1],
    items: [(); 0],
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// An item of a feed.
#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    /// An item has a text, of one kind or the other.
    #[serde(flatten)]
    content: Content<'a>,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

#[derive(Serialize)]
enum Content<'a> {
    #[serde(rename = "content_html")]
    Html(&'a str),
    #[serde(rename = "content_text")]
    Text(&'a str),
}

/// Writes a feed of these items that is to be read at this address.
pub fn write<'a>(view: &FeedView, own: &str, items: impl Iterator<Item = &'a str>) -> String {
    let publisher = Author {
        name: &view.publisher,
        url: view.publisher_url.as_deref(),
    };
    let feed = Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: &view.title,
        home_page_url: &view.home,
        feed_url: own,
        description: &view.description,
        language: &view.language,
        authors: [publisher],
        items: [],
    };
    let feed = text(feed);
    let head = feed.strip_suffix(END).unwrap_or(&feed);
    let items = items.collect::<Vec<_>>().join(",");
    format!("{head}{items}{END}\n")
}

const END: &str = "]}";

/// Texts and lists of them always become JSON.
fn text(of: impl Serialize) -> String {
    let json = serde_json::to_value(of).unwrap_or(Json::Null);
    legal::json(json).to_string()
}

/// Writes an item.
pub fn item(entry: &FeedEntry) -> String {
    let words = match entry.summary.as_str() {
        "" => &entry.title,
        summary => summary,
    };
    let author = |name| Author { name, url: None };
    text(Item {
        id: &entry.id,
        url: &entry.url,
        title: &entry.title,
        content: match &entry.html {
            Some(html) => Content::Html(html),
            None => Content::Text(words),
        },
        summary: &entry.summary,
        image: entry.image.as_deref(),
        date_published: at(entry.published),
        date_modified: at(entry.updated),
        authors: entry.authors.iter().map(|name| author(name)).collect(),
        tags: &entry.tags,
        language: entry.lang.as_deref(),
    })
}

fn at(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}
