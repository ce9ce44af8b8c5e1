//! Feeds: what one tells is worked out in `pages/feed.rs`, and written here in either format.

mod atom;
mod json;

use std::sync::Arc;

use super::once::Once;
use crate::newsroom::changes::Dated;
use crate::newsroom::ids::ArticleId;
use crate::pages::feed::{change, changes_feed, entry, feed};
use crate::pages::frame::absolute;
use crate::pages::kinds::file::FeedFormat;
use crate::pages::plan::Scope;
use crate::pages::site::Site;
use crate::path::UrlPath;

/// An entry in each format.
struct Written {
    atom: String,
    json: String,
}

/// Writes feeds. An entry is the same in each of them, and made once.
#[derive(Default)]
pub struct Feeds {
    articles: Once<ArticleId, Written>,
    changes: Once<Dated, String>,
}

impl Feeds {
    /// The feed of a scope, to be read at `url`.
    pub fn render(&self, site: Site<'_>, url: &UrlPath, of: Scope, format: FeedFormat) -> Vec<u8> {
        let view = feed(site, of);
        let own = absolute(site.config.base_url.as_deref().unwrap_or("/"), url);
        let write = |id| {
            let entry = entry(site, id);
            Written {
                atom: atom::entry(&entry),
                json: json::item(&entry),
            }
        };
        let entries = view
            .articles
            .iter()
            .map(|id| self.articles.get(*id, || write(*id)));
        let entries: Vec<Arc<Written>> = entries.collect();
        let entries = entries.iter();
        let feed = match format {
            FeedFormat::Atom => atom::write(&view, own, entries.map(|entry| &*entry.atom)),
            FeedFormat::Json => json::write(&view, &own, entries.map(|entry| &*entry.json)),
        };
        feed.into_bytes()
    }

    /// The feed of what changed in a scope, in Atom, to be read at `url`.
    pub fn changes(&self, site: Site<'_>, url: &UrlPath, of: Scope) -> Vec<u8> {
        let shown = site.newsroom.all_changes(of, site.config.limits.feed);
        let own = absolute(site.config.base_url.as_deref().unwrap_or("/"), url);
        let write = |(day, what)| atom::entry(&change(site, day, what));
        let entries = shown.iter();
        let entries = entries.map(|dated| self.changes.get(*dated, || write(*dated)));
        let entries: Vec<Arc<String>> = entries.collect();
        let view = changes_feed(site, of, &shown);
        atom::write(&view, own, entries.iter().map(|entry| &***entry)).into_bytes()
    }
}
