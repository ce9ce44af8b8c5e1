//! Pages as Markdown, for programs that read it: made from the HTML that readers see, so that the two
//! can never say different things.

mod blocks;
mod inline;
mod plain;
mod table;

use scraper::{ElementRef, Html};
use serde_json::{Value, json};
use url::Url;

use crate::newsroom::as_of::{AsOf, Reason};
use crate::pages::frame::{Frame, absolute};
use crate::pages::site::{DateView, Site};
use crate::path::UrlPath;

/// What only the HTML page is for carries this attribute: the way to the page, a table of contents.
const PAGE_ONLY: &str = "data-page-only";

/// What by its looks alone stands apart from what is before it in a line.
const APART: &str = "data-apart";

/// Elements that show nothing, or that do something only in a browser.
const SILENT: [&str; 14] = [
    "button", "dialog", "embed", "form", "head", "iframe", "noscript", "object", "script",
    "select", "source", "style", "template", "textarea",
];

/// How many elements within elements are told apart. What lies deeper is read as words.
const DEEPEST: usize = 100;

/// The host of a site that does not say where it is. There is none of this name (RFC 6761).
const NOWHERE: &str = "http://site.invalid";

/// What stands above the text: what a program asks first, as YAML.
pub fn head(site: Site<'_>, frame: &Frame) -> String {
    let config = site.config;
    let AsOf { day, reason, .. } = site.newsroom.as_of;
    let day = matches!(reason, Reason::Asked | Reason::Pinned).then(|| json!(day));
    let date = |date: &Option<DateView>| Some(json!(date.as_ref()?.datetime.as_ref()?));
    let entries: [(&str, Option<Value>); 10] = [
        ("title", Some(json!(frame.title))),
        ("description", Some(json!(frame.description))),
        (
            "url",
            Some(json!(frame.canonical.as_ref().unwrap_or(&frame.url))),
        ),
        ("language", Some(json!(frame.lang))),
        ("changed", date(&frame.changed)),
        ("changes_next", date(&frame.due)),
        ("as_of", day),
        (
            "unpublished_texts",
            frame.revealed.as_ref().map(|texts| json!(texts.count)),
        ),
        ("publisher", Some(json!(config.publisher_name()))),
        (
            "license",
            config.publisher.license.as_ref().map(|text| json!(text)),
        ),
    ];
    let mut head = String::from("---\n");
    for (key, value) in entries {
        if let Some(value) = value {
            head.push_str(&format!("{key}: {value}\n"));
        }
    }
    head + "---\n"
}

/// The Markdown of a page below its head, from its HTML.
pub fn body(base: Option<&str>, url: &UrlPath, html: &str) -> String {
    let links = Links::of(base, url);
    let page = Html::parse_fragment(main_of(html));
    let blocks = blocks::blocks(page.root_element(), &links, 0);
    blocks.join("\n\n") + "\n"
}

/// What the page is for: all of it, where a theme does not say.
fn main_of(html: &str) -> &str {
    let start = html.find("<main").unwrap_or(0);
    let end = html.rfind("</main>").filter(|end| *end > start);
    &html[start..end.unwrap_or(html.len())]
}

/// Whether readers see an element, and programs have use for it.
fn is_shown(element: ElementRef<'_>) -> bool {
    let element = element.value();
    let drawing = || element.name() == "svg" && element.attr("aria-hidden") == Some("true");
    let silent = SILENT.contains(&element.name()) || element.attr("hidden").is_some();
    !silent && element.attr(PAGE_ONLY).is_none() && !drawing()
}

/// Where the links of a page lead, as whole addresses or, where the site does not know its own, as
/// paths from its root.
struct Links {
    page: Option<Url>,
}

impl Links {
    fn of(base: Option<&str>, url: &UrlPath) -> Links {
        let page = Url::parse(&absolute(base.unwrap_or(NOWHERE), url)).ok();
        Links { page }
    }

    /// The address that a reference on the page leads to, as it can stand in Markdown.
    fn whole(&self, reference: &str) -> String {
        let joined = self.page.as_ref().and_then(|page| {
            let mut to = page.join(reference.trim()).ok()?;
            if to.origin() == page.origin()
                && let Some(folder) = to.path().strip_suffix("index.html")
                && folder.ends_with('/')
            {
                to.set_path(&folder.to_string());
            }
            Some(to)
        });
        let address = joined.map_or_else(|| reference.trim().to_string(), String::from);
        let address = address.strip_prefix(NOWHERE).unwrap_or(&address);
        let mut out = String::with_capacity(address.len());
        for c in address.chars() {
            match c {
                '(' | ')' | '<' | '>' | '|' | '\\' | '"' | ' ' => {
                    out.push_str(&format!("%{:02X}", u32::from(c)));
                }
                '&' => out.push_str("&amp;"),
                c if c.is_control() => {}
                c => out.push(c),
            }
        }
        out
    }
}
