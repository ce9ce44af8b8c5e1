//! What search engines and reading tools learn of pages: schema.org, as JSON-LD. It says nothing that
//! the page does not say, and leaves out what schema.org has no words for.

pub mod article;
pub mod event;
pub mod series;

use serde_json::{Map, Value as Json, json};

use super::frame::{self, Frame};
use super::kinds::PageKind;
use super::legal;
use super::site::{Here, Link};

/// A thing of schema.org with what is known of it.
pub struct Thing(Map<String, Json>);

impl Thing {
    /// A thing of a type, or of several.
    pub fn of(kind: impl Into<Json>) -> Thing {
        Thing(Map::new()).with("@type", kind)
    }

    /// The same with something more; what is empty is left out.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Json>) -> Thing {
        let value = value.into();
        let empty = match &value {
            Json::Null => true,
            Json::String(text) => text.is_empty(),
            Json::Array(values) => values.is_empty(),
            _ => false,
        };
        if !empty {
            self.0.insert(key.to_string(), value);
        }
        self
    }

    /// As the text of a `script` element, which nothing in it may close.
    fn script(self) -> String {
        let mut whole = Map::from_iter([("@context".to_string(), json!("https://schema.org"))]);
        whole.extend(self.0);
        let legal = legal::json(Json::Object(whole));
        legal.to_string().replace('<', "\\u003c")
    }
}

impl From<Thing> for Json {
    fn from(thing: Thing) -> Json {
        Json::Object(thing.0)
    }
}

/// What a page says of itself, and the way to it: the texts of its `script` elements, if a template may
/// ask for them.
pub fn scripts(
    here: &Here<'_>,
    page: &dyn PageKind,
    frame: &Frame,
    own: impl FnOnce() -> Option<Thing>,
) -> Vec<String> {
    here.shown("json_ld", || {
        let way = breadcrumbs(here, page, frame);
        own().into_iter().chain(way).map(Thing::script).collect()
    })
}

/// The way from the front page, in whole addresses: without them there is none.
fn breadcrumbs(here: &Here<'_>, page: &dyn PageKind, frame: &Frame) -> Option<Thing> {
    let config = here.site.config;
    frame.canonical.as_ref()?;
    let from_root = Here::from_elsewhere(here.site, here.url, config.base_url.as_deref()?);
    let crumbs = frame::crumbs(&from_root, page);
    if crumbs.is_empty() || page.role().leads_to().is_some() {
        return None;
    }
    // The last is the page itself, whose address stands beside this.
    let names = crumbs
        .into_iter()
        .map(|Link { href, text }| (text, Some(href)));
    let names = names.chain([(frame.title.clone(), None)]);
    let items = names.zip(1..).map(|((name, href), nth)| {
        let item = Thing::of("ListItem").with("position", nth);
        item.with("name", name).with("item", href)
    });
    Some(Thing::of("BreadcrumbList").with("itemListElement", items.collect::<Vec<_>>()))
}

/// The site, on its front page.
pub fn site(here: &Here<'_>, frame: &Frame) -> Option<Thing> {
    let config = here.site.config;
    let site = Thing::of("WebSite")
        .with("name", &*config.title)
        .with("url", frame.canonical.clone()?)
        .with("description", &*config.description)
        .with("inLanguage", &*config.language);
    Some(site.with("publisher", publisher(here)))
}

/// Who publishes the site.
fn publisher(here: &Here<'_>) -> Thing {
    let config = here.site.config;
    Thing::of("Organization")
        .with("name", config.publisher_name())
        .with("url", config.publisher.url.clone())
}

/// What links lead to, by name.
fn named(kind: &str, links: &[Link]) -> Vec<Thing> {
    let thing = |link: &Link| Thing::of(kind).with("name", &*link.text);
    links.iter().map(thing).collect()
}
