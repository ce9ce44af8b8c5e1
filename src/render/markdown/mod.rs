//! Pages as Markdown, for programs that read it: made from the HTML that readers see, so that the two
//! can never say different things.

mod blocks;
mod inline;
mod plain;
mod table;

use scraper::{ElementRef, Html};
use serde_json::{Value, json};
use url::Url;

use crate::content::markdown;
use crate::newsroom::as_of::{AsOf, Reason};
use crate::pages::frame::{Frame, absolute};
use crate::pages::site::{DateView, Site};
use crate::path::UrlPath;

/// What only the HTML page is for carries this attribute: the way to the page, a table of contents.
const PAGE_ONLY: &str = "data-page-only";

/// What by its looks alone stands apart from what is before it in a line.
const APART: &str = "data-apart";

/// Elements that show nothing, or that do something only in a browser.
const SILENT: [&str; 18] = [
    "button", "datalist", "dialog", "embed", "form", "head", "iframe", "noembed", "noframes",
    "noscript", "object", "script", "select", "source", "style", "template", "textarea", "title",
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
    let silent = SILENT.contains(&element.name()) || markdown::hides(element);
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
            let folder = to.path().strip_suffix("index.html");
            let folder =
                folder.filter(|folder| folder.ends_with('/') && to.origin() == page.origin());
            if let Some(folder) = folder.map(str::to_string) {
                to.set_path(&folder);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, html};

    use super::{Html, UrlPath, body};

    fn markdown(html: &str) -> String {
        body(None, &UrlPath::new("/a/"), html)
    }

    /// What a reader of Markdown reads.
    fn read(markdown: &str) -> String {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_GFM;
        let mut out = String::new();
        let events = Parser::new_ext(markdown, options).map(|event| match event {
            Event::SoftBreak | Event::HardBreak => Event::Text(" ".into()),
            event => event,
        });
        html::push_html(&mut out, events);
        seen(&out)
    }

    fn seen(html: &str) -> String {
        let text: String = Html::parse_fragment(html).root_element().text().collect();
        text.split_whitespace().collect()
    }

    #[test]
    fn a_table_has_its_cells_in_their_columns() {
        let table = "<table><tr><th rowspan=2>A<th colspan=2>B<tr><td>1<p>2<td>3<table><td>4</table></table>";
        assert_eq!(
            markdown(table),
            "| A | B |  |\n| --- | --- | --- |\n|  | 1 · 2 | 3 · 4 |\n"
        );
    }

    #[test]
    fn what_has_no_end_is_read_all_the_same() {
        let deep = format!("{}so{}", "<div><b>".repeat(3_000), "<p>it is");
        assert!(markdown(&deep).contains("so"), "{}", markdown(&deep));
    }

    #[test]
    fn links_lead_where_they_lead_on_the_page() {
        let links = "<a href='../b/index.html#c'> b</a><a>c</a> <a href='x y|(z).pdf'>d</a>!<a href='mailto:a@b.c'>e</a><a href='http://[x'>f</a>";
        assert_eq!(
            markdown(links),
            "[b](/b/#c)c [d](/a/x%20y%7C%28z%29.pdf)\\![e](mailto:a@b.c)[f](http://[x)\n"
        );
    }

    /// An element, as it opens and closes.
    fn element(name: usize) -> [&'static str; 2] {
        [
            ["<b>", "</b>"],
            ["<i>", "</i>"],
            ["<p>", "</p>"],
            ["<ul><li>", "</ul>"],
            ["<ol start=7><li>", "</ol>"],
            ["<q>", "</q>"],
            ["<del>", "</del>"],
            ["<h2>", "</h2>"],
            ["<table><td>", "</table>"],
            ["<code>", "</code>"],
            ["<pre>", "</pre>"],
            ["<blockquote>", "</blockquote>"],
            ["<a href=b>", "</a>"],
            ["<dl><dt>d</dt><dd>", "</dl>"],
            ["<sup>", "</sup>"],
            ["x ", " x"],
            ["x<br>", "x"],
            ["", ""],
        ][name]
    }

    proptest! {
        #[test]
        fn a_text_is_read_as_it_was_written(
            parts in prop::collection::vec(
                (0..18usize, 0..18usize, r"[a1 .,:;!?#*_~`|<>&\[\]()+=\\\-\n–é]{0,12}"),
                1..6,
            ),
        ) {
            let mut page = String::from("<main>");
            for (outer, inner, words) in parts {
                let words = words.replace('&', "&amp;").replace('<', "&lt;");
                let [[before, after], [open, close]] = [outer, inner].map(element);
                page.push_str(&format!("{before}{open}{words}{close}{after}"));
            }
            page.push_str("</main>");
            let made = markdown(&page);
            let said = read(&made).replace(['“', '”'], "");
            // What stands apart has a mark between, and a term one behind it.
            let plain = |text: &str| text.replace(['·', ':'], "");
            prop_assert_eq!(plain(&said), plain(&seen(&page)), "{}\n{}", page, made);
        }
    }
}
