//! Which words between angle brackets are elements of HTML, and which only look like one: browsers
//! show what such a tag is put around, and not the tag.

use std::borrow::Cow;

use pulldown_cmark::Event;
use scraper::{Html, Node};

use super::Spanned;
use crate::content::document::Body;
use crate::diagnostic::Diagnostic;

/// The elements of [HTML](https://html.spec.whatwg.org/multipage/indices.html#elements-3) and those
/// that it [no longer has](https://html.spec.whatwg.org/multipage/obsolete.html), in order.
const ELEMENTS: &str = " a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound \
    big blink blockquote body br button canvas caption center cite code col colgroup data datalist dd del \
    details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 \
    h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins isindex kbd keygen label legend li link \
    listing main map mark marquee math menu menuitem meta meter multicol nav nextid nobr noembed noframes \
    noscript object ol optgroup option output p param picture plaintext portal pre progress q rb rbc rp rt \
    rtc ruby s samp script search section select selectedcontent slot small source spacer span strike strong \
    style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var \
    video wbr xmp ";

/// Elements that hold elements of another language than HTML.
const FOREIGN: [&str; 2] = ["math", "svg"];

fn is_element(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    // A name with a hyphen is one that a page may give to an element of its own.
    name.contains('-') || ELEMENTS.contains(&format!(" {name} "))
}

/// Whether a tag opens an element, and the element's name.
fn tag(html: &str) -> Option<(bool, &str)> {
    let inner = html.strip_prefix('<')?;
    let (opens, inner) = match inner.strip_prefix('/') {
        Some(inner) => (false, inner),
        None => (true, inner),
    };
    let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let name = &inner[..end.unwrap_or(inner.len())];
    (!name.is_empty()).then_some((opens, name))
}

/// Whether what follows a text's tags within its lines stands in one of some elements.
#[derive(Default)]
struct Within(Option<String>);

impl Within {
    /// The same after one more tag.
    fn pass(&mut self, html: &str, elements: &[&str]) {
        match (tag(html), &self.0) {
            (Some((true, name)), None) => {
                let name = name.to_ascii_lowercase();
                self.0 = elements.contains(&name.as_str()).then_some(name);
            }
            (Some((false, name)), Some(open)) if name.eq_ignore_ascii_case(open) => self.0 = None,
            _ => {}
        }
    }

    /// Whether it stands in one.
    fn is_within(&self) -> bool {
        self.0.is_some()
    }
}

/// Tells of the words between angle brackets that are no elements, and so are not shown.
pub(super) fn unknown(events: &[Spanned<'_>], body: &Body) -> Vec<Diagnostic> {
    let mut foreign = Within::default();
    let mut found = Vec::new();
    for (event, span) in events {
        let Event::InlineHtml(html) = event else {
            continue;
        };
        foreign.pass(html, &FOREIGN);
        let Some((true, name)) = tag(html) else {
            continue;
        };
        if is_element(name) || foreign.is_within() {
            continue;
        }
        let message = format!("`<{name}>` is no element of HTML, and is not shown");
        let help = format!("write \\<{name}>, or `<{name}>` as code");
        let place = body.place(span.clone());
        found.push(Diagnostic::warning("html/unknown-element", message, place).help(help));
    }
    found
}

/// HTML without the tags that are no elements, with what they stand around. The cleaner would take
/// some for those of a drawing or a formula, which may not stand by themselves, and with them all
/// that follows to the end of the paragraph.
pub(super) fn known(html: &str) -> Cow<'_, str> {
    let mut page = Html::parse_fragment(html);
    let unknown = |node: &Node| match node {
        Node::Element(element) => {
            element.name.ns == html5ever::ns!(html) && !is_element(element.name())
        }
        _ => false,
    };
    let unknown: Vec<_> = page
        .tree
        .nodes()
        .filter(|node| unknown(node.value()))
        .map(|node| node.id())
        .collect();
    if unknown.is_empty() {
        return Cow::Borrowed(html);
    }
    for id in unknown {
        let children = |page: &Html| {
            page.tree
                .get(id)
                .map(|node| node.children().map(|child| child.id()).collect::<Vec<_>>())
        };
        for child in children(&page).unwrap_or_default() {
            if let Some(mut node) = page.tree.get_mut(id) {
                node.insert_id_before(child);
            }
        }
        if let Some(mut node) = page.tree.get_mut(id) {
            node.detach();
        }
    }
    Cow::Owned(page.root_element().inner_html())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_between_angle_brackets_takes_nothing_with_it() {
        assert_eq!(
            known("<p>to p@<domain> last <b>week</b>.</p>\n<p>So.</p>"),
            "<p>to p@ last <b>week</b>.</p>\n<p>So.</p>"
        );
        assert_eq!(
            known("<table><tr><td>a <list> b</td></tr></table>"),
            "<table><tbody><tr><td>a  b</td></tr></tbody></table>"
        );
        let drawing = "<p><svg><view></view><path></path></svg> and <my-own>this</my-own></p>";
        assert!(matches!(known(drawing), Cow::Borrowed(html) if html == drawing));
    }
}
