//! `build.json`: what a build says of itself.
//!
//! The only file that a mere rebuild on another day changes. It counts what is withheld and
//! never names it.

use chrono::SecondsFormat;
use serde_json::json;

use crate::newsroom::as_of::Reason;
use crate::newsroom::gate::Passes;
use crate::newsroom::next_change::next_change;
use crate::pages::site::Site;

/// The record of a site.
pub fn render(site: Site<'_>) -> Vec<u8> {
    let newsroom = site.newsroom;
    let next = next_change(newsroom, site.config.timezone);
    let next = next.map(|next| {
        json!({
            "instant": next.instant.to_rfc3339_opts(SecondsFormat::Secs, true),
            "cause": next.cause.words(),
        })
    });
    let record = json!({
        "generator": concat!("Dateline ", env!("CARGO_PKG_VERSION")),
        "as_of": newsroom.as_of.day.to_string(),
        "as_of_reason": match newsroom.as_of.reason {
            Reason::Now => "today",
            Reason::Pinned => "pinned",
            Reason::Asked => "asked",
        },
        "public": is_public(site),
        "next_change": next,
        "articles": newsroom.entries.len(),
        "events": newsroom.events.len(),
        "series": newsroom.series.len(),
        "pages": site.plan.pages.len(),
        "withheld": newsroom.withheld.len(),
    });
    format!("{record:#}\n").into_bytes()
}

/// Whether the site is one for its readers: nothing is let through beside what is public, and no
/// other day was asked for.
fn is_public(site: Site<'_>) -> bool {
    let as_of = site.newsroom.as_of;
    site.passes == Passes::default() && as_of.revealed.is_none() && as_of.reason != Reason::Asked
}
