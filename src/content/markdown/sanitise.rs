//! Raw HTML made harmless: what can run, load or disguise is taken out.

use std::borrow::Cow;
use std::sync::OnceLock;

use ammonia::{Builder, Url, UrlRelative};

use super::elements;
use super::headings::is_reserved;
use super::hidden;
use crate::content::citation::{SCHEMES, Scheme, scheme};

/// Takes everything out of finished HTML that is not plain text markup.
pub(super) fn clean(html: &str) -> String {
    let cleaner = cleaner();
    let kept = cleaner.clone_tags();
    let html = hidden::marked(elements::known(html), |name| kept.contains(name));
    cleaner.clean(&html).to_string()
}

/// The HTML of a page as it may stand in a feed: made harmless, its references seen from the page's
/// address, its pictures in one size, and without what its author hid: few readers of feeds know that.
pub fn for_elsewhere(html: &str, address: &str) -> String {
    let base = Url::parse(address).map_or(UrlRelative::PassThrough, UrlRelative::RewriteWithBase);
    let mut builder = builder();
    builder
        .rm_tags(["picture", "source"])
        .rm_tag_attributes("div", ["tabindex"])
        .rm_generic_attributes(["id", "class", "aria-label", "role"])
        .url_relative(base);
    builder.clean(&hidden::without(html)).to_string()
}

/// What Dateline's own rendering writes must pass: ids, classes, footnotes, task lists.
fn cleaner() -> &'static Builder<'static> {
    static CLEANER: OnceLock<Builder<'static>> = OnceLock::new();
    CLEANER.get_or_init(builder)
}

fn builder() -> Builder<'static> {
    let mut builder = Builder::default();
    builder
        .add_tags([
            "section",
            "aside",
            "figure",
            "figcaption",
            "picture",
            "source",
        ])
        .url_schemes(SCHEMES.into())
        .add_generic_attributes([
            "id",
            "class",
            "dir",
            "aria-label",
            "aria-hidden",
            "role",
            "hidden",
        ])
        .add_clean_content_tags(hidden::SILENT)
        .add_tag_attributes("time", ["datetime"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("div", ["tabindex"])
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("img", ["loading", "decoding"])
        .add_tag_attributes("source", ["type", "srcset", "sizes"])
        .attribute_filter(harmless)
        .link_rel(None)
        .url_relative(UrlRelative::PassThrough);
    builder
}

/// Attributes that hold addresses.
const ADDRESSES: [&str; 4] = ["href", "src", "srcset", "cite"];

/// The value that an attribute keeps, if it keeps one. An author's HTML may not take an anchor that
/// the page gives itself; footnotes are ours. An address may not become one that runs once the
/// characters that feeds cannot hold are left out.
fn harmless<'a>(_: &str, attribute: &str, value: &'a str) -> Option<Cow<'a, str>> {
    let footnote = value.starts_with("fn-") || value.starts_with("fnref-");
    let taken = attribute == "id" && is_reserved(value) && !footnote;
    let runs = ADDRESSES.contains(&attribute) && scheme(value) == Scheme::Unsafe;
    (!taken && !runs).then_some(Cow::Borrowed(value))
}
