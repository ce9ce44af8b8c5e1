//! `build.json`: what a build says of itself.
//!
//! The only file that a mere rebuild on another day changes. It counts what is withheld and
//! never names it.

use serde_json::json;

use crate::newsroom::as_of::Reason;
use crate::pages::site::Site;

/// The record of a site.
pub fn render(site: Site<'_>) -> Vec<u8> {
    let newsroom = site.newsroom;
    let record = json!({
        "generator": concat!("Dateline ", env!("CARGO_PKG_VERSION")),
        "as_of": newsroom.as_of.day.to_string(),
        "as_of_reason": match newsroom.as_of.reason {
            Reason::Now => "today",
            Reason::Pinned => "pinned",
            Reason::Asked => "asked",
        },
        "articles": newsroom.entries.len(),
        "events": newsroom.events.len(),
        "series": newsroom.series.len(),
        "pages": site.plan.pages.len(),
        "withheld": newsroom.withheld.len(),
    });
    format!("{record:#}\n").into_bytes()
}
