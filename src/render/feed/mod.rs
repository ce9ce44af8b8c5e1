//! Feeds: what one tells is worked out in `pages/feed.rs`, and written here in either format.

mod atom;
mod json;

use crate::pages::feed::feed;
use crate::pages::frame::absolute;
use crate::pages::kinds::file::Format;
use crate::pages::plan::Scope;
use crate::pages::site::Site;
use crate::path::UrlPath;

/// The feed of a scope, to be read at `url`.
pub fn render(site: Site<'_>, url: &UrlPath, of: Scope, format: Format) -> Vec<u8> {
    let feed = feed(site, of);
    let own = absolute(site.config.base_url.as_deref().unwrap_or("/"), url);
    match format {
        Format::Atom => atom::write(&feed, own),
        Format::Json => json::write(&feed, &own),
    }
}
