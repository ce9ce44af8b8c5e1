//! Raw HTML made harmless: what can run, load or disguise is taken out.

use std::sync::OnceLock;

use ammonia::{Builder, UrlRelative};

/// Takes everything out of finished HTML that is not plain text markup.
pub(super) fn clean(html: &str) -> String {
    cleaner().clean(html).to_string()
}

/// What Dateline's own rendering writes must pass: ids, classes, footnotes, task lists.
fn cleaner() -> &'static Builder<'static> {
    static CLEANER: OnceLock<Builder<'static>> = OnceLock::new();
    CLEANER.get_or_init(|| {
        let mut builder = Builder::default();
        builder
            .add_tags(["section", "input", "aside", "figure", "figcaption"])
            .add_generic_attributes(["id", "class", "aria-label", "role"])
            .add_tag_attributes("input", ["checked", "disabled"])
            .add_tag_attribute_values("input", "type", ["checkbox"])
            .add_tag_attributes("div", ["tabindex"])
            .add_tag_attributes("ol", ["start"])
            .link_rel(None)
            .url_relative(UrlRelative::PassThrough);
        builder
    })
}
