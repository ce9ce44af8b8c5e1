//! Atom feeds (RFC 4287) of the latest articles.

use atom_syndication::{Category, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use chrono::{DateTime, Utc};

use crate::content::moment::start_of_day;
use crate::newsroom::ids::ArticleId;
use crate::pages::frame::absolute;
use crate::pages::items::terms::TERMS;
use crate::pages::legal;
use crate::pages::plan::Scope;
use crate::pages::scope;
use crate::pages::site::{Site, at_most};
use crate::path::UrlPath;

/// The feed of a scope. Nothing in it depends on when it was made: it changes when an article
/// does.
pub fn render(site: Site<'_>, url: &UrlPath, of: Scope) -> Vec<u8> {
    let base = site.config.base_url.as_deref().unwrap_or("/");
    let articles = site.newsroom.articles_in(of);
    let shown = at_most(&articles, site.config.limits.feed);
    let entries: Vec<Entry> = shown.iter().map(|id| entry(site, base, *id)).collect();
    let home = absolute(base, &scope::home(site.newsroom, of));
    let feed = Feed {
        title: Text::plain(match scope::name(site, of) {
            Some(name) => format!("{name} · {}", site.config.title),
            None => site.config.title.clone(),
        }),
        id: home.clone(),
        updated: entries
            .iter()
            .map(|entry| entry.updated)
            .max()
            .unwrap_or(at(DateTime::<Utc>::UNIX_EPOCH)),
        authors: vec![person(site.config.publisher_name().to_string())],
        generator: Some(Generator {
            value: "Dateline".to_string(),
            uri: None,
            version: Some(env!("CARGO_PKG_VERSION").to_string()),
        }),
        links: vec![link("alternate", home), link("self", absolute(base, url))],
        lang: Some(site.config.language.clone()),
        entries,
        ..Feed::default()
    };
    let text = feed.to_string() + "\n";
    legal::xml(&text).into_bytes()
}

fn entry(site: Site<'_>, base: &str, id: ArticleId) -> Entry {
    let article = site.newsroom.article(id);
    let entry = site.newsroom.entry(id);
    let address = absolute(base, &article.url);
    let topics = at_most(&entry.topics, TERMS)
        .iter()
        .map(|term| &site.newsroom.topics.term(*term).name);
    let regions = at_most(&entry.regions, TERMS)
        .iter()
        .map(|term| &site.newsroom.regions.term(*term).name);
    Entry {
        title: Text::plain(article.title.clone()),
        id: address.clone(),
        updated: at(changed(site, id)),
        published: Some(at(article.date.instant)),
        authors: article
            .authors
            .iter()
            .map(|name| person(name.clone()))
            .collect(),
        categories: topics.chain(regions).map(|name| category(name)).collect(),
        links: vec![link("alternate", address)],
        summary: Some(Text::plain(article.summary.clone())).filter(|_| !article.summary.is_empty()),
        ..Entry::default()
    }
}

/// When an article's substance last changed, to the instant where one is known.
fn changed(site: Site<'_>, id: ArticleId) -> DateTime<Utc> {
    let made = site.newsroom.corrections(id);
    let corrected = made.map(|(_, correction)| start_of_day(correction.date, site.config.timezone));
    let article = site.newsroom.article(id);
    let updated = article.updated.map(|updated| updated.instant);
    let updated = updated.filter(|instant| *instant <= site.newsroom.as_of.instant);
    corrected
        .chain(updated)
        .fold(article.date.instant, DateTime::max)
}

fn at(instant: DateTime<Utc>) -> FixedDateTime {
    instant.fixed_offset()
}

fn person(name: String) -> Person {
    Person {
        name,
        ..Person::default()
    }
}

fn category(name: &str) -> Category {
    Category {
        term: name.to_string(),
        ..Category::default()
    }
}

fn link(rel: &str, href: String) -> Link {
    Link {
        rel: rel.to_string(),
        href,
        ..Link::default()
    }
}
