//! What of a text no reader sees: where its HTML hides something, and what is within an element that
//! browsers never show. Feeds, the search and whatever else is derived from a text have none of it.

use std::borrow::Cow;

use cssparser::{Delimiter, ParseError, Parser};
use html5ever::{LocalName, QualName, ns};
use pulldown_cmark::{CowStr, Event, html};
use scraper::node::Element;
use scraper::{Html, Node};

use super::depth::is_too_deep;
use super::{Spanned, is_authored_html};

/// Elements whose content browsers show nobody, or not as text.
pub(super) const SILENT: [&str; 8] = [
    "datalist", "iframe", "noembed", "noframes", "noscript", "script", "style", "template",
];

/// The same of what is taken out where HTML is made harmless, or drawn.
const DRAWN: [&str; 3] = ["math", "svg", "title"];

/// Whether an element, with all that is in it, is hidden by what its author wrote on it.
pub fn hides(element: &Element) -> bool {
    let style = element.attr("style").is_some_and(is_hiding);
    let closed = element.name() == "dialog" && element.attr("open").is_none();
    style || closed || element.attr("hidden").is_some()
}

/// Whether a declaration of a style leaves nothing to see. What is no declaration is passed over.
fn is_hiding(style: &str) -> bool {
    let mut style = Parser::new(style);
    while !style.is_exhausted() {
        if style.parse_until_after(Delimiter::Semicolon, hiding) == Ok(true) {
            return true;
        }
    }
    false
}

fn hiding(declaration: &mut Parser<'_>) -> Result<bool, ParseError<()>> {
    let property = declaration.expect_ident_cloned()?.to_ascii_lowercase();
    declaration.expect_colon()?;
    let value = declaration.expect_ident_cloned()?.to_ascii_lowercase();
    // Behind the value stands nothing else.
    if !declaration.is_exhausted() {
        declaration.expect_delim('!')?;
        declaration.expect_ident_matching("important")?;
    }
    Ok(matches!(
        (&*property, &*value),
        ("display", "none")
            | ("visibility", "hidden" | "collapse")
            | ("content-visibility", "hidden")
    ))
}

fn is_unseen(node: &Node) -> bool {
    node.as_element().is_some_and(|element| {
        let name = element.name();
        SILENT.contains(&name) || DRAWN.contains(&name) || hides(element)
    })
}

/// Characters around the number of an event; they are no characters of any text.
const OPENS: char = '\u{fdd0}';
const CLOSES: char = '\u{fdd1}';

/// Which words of a text readers see.
pub(super) struct Seen(Option<Vec<bool>>);

impl Seen {
    /// Of a text's events. Where there is no HTML among them all of it is seen; else what browsers make
    /// of the whole says it, since an element may hold many paragraphs.
    pub fn of(events: &[Spanned<'_>]) -> Seen {
        let written = events.iter().any(|(event, _)| is_authored_html(event));
        // What lies too deep is shown as it is written.
        if !written || is_too_deep(events) {
            return Seen(None);
        }
        let numbered = events
            .iter()
            .enumerate()
            .map(|(at, (event, _))| match event {
                Event::Text(_) | Event::Code(_) => {
                    Event::Text(CowStr::from(format!("{OPENS}{at}{CLOSES}")))
                }
                event => event.clone(),
            });
        let mut page = String::new();
        html::push_html(&mut page, numbered);
        let page = Html::parse_fragment(&page);
        let mut seen = vec![false; events.len()];
        let mut look = |text: &str| {
            for piece in text.split(OPENS).skip(1) {
                let number = piece.split(CLOSES).next().and_then(|at| at.parse().ok());
                if let Some(seen) = number.and_then(|at: usize| seen.get_mut(at)) {
                    *seen = true;
                }
            }
        };
        let mut open = vec![page.tree.root()];
        while let Some(node) = open.pop() {
            if is_unseen(node.value()) {
                continue;
            }
            match node.value() {
                Node::Text(text) => look(text),
                // The words of a picture.
                Node::Element(element) => look(element.attr("alt").unwrap_or_default()),
                _ => {}
            }
            open.extend(node.children());
        }
        Seen(Some(seen))
    }

    /// Whether the words of an event are seen.
    pub fn has(&self, event: usize) -> bool {
        let seen = self.0.as_ref().map(|seen| seen.get(event));
        seen.is_none_or(|seen| seen == Some(&true))
    }
}

/// Whether anything in some HTML may hide something. Names of attributes have no other spelling.
fn may_hide(html: &str) -> bool {
    let lower = html.to_ascii_lowercase();
    let words = ["hidden", "style", "<dialog"];
    words.iter().any(|word| lower.contains(word))
}

/// HTML in which whatever its author hid is hidden by an attribute that stays. What is on an element that
/// `keeps` does not know goes with it: its words would be left alone, and seen.
pub(super) fn marked(html: Cow<'_, str>, keeps: impl Fn(&str) -> bool) -> Cow<'_, str> {
    changed(html, |element| match keeps(element.name()) {
        true => {
            let name = QualName::new(None, ns!(), LocalName::from("hidden"));
            if element.attr("hidden").is_none() {
                element.attrs.push((name, "".into()));
            }
            true
        }
        false => false,
    })
}

/// HTML without what its author hid.
pub(super) fn without(html: &str) -> Cow<'_, str> {
    changed(Cow::Borrowed(html), |_| false)
}

/// HTML in which something is done with each element that hides, which stays if that says so.
fn changed(html: Cow<'_, str>, stays: impl Fn(&mut Element) -> bool) -> Cow<'_, str> {
    if !may_hide(&html) {
        return html;
    }
    let mut page = Html::parse_fragment(&html);
    let hiding = |node: &Node| node.as_element().is_some_and(hides);
    let found = page.tree.nodes().filter(|node| hiding(node.value()));
    let found: Vec<_> = found.map(|node| node.id()).collect();
    if found.is_empty() {
        return html;
    }
    for id in found {
        if let Some(mut node) = page.tree.get_mut(id) {
            let kept = match node.value() {
                Node::Element(element) => stays(element),
                _ => true,
            };
            if !kept {
                node.detach();
            }
        }
    }
    Cow::Owned(page.root_element().inner_html())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_read_as_browsers_read_it() {
        let keeps = |name: &str| name != "dialog";
        let marked = |html: &'static str| marked(Cow::Borrowed(html), keeps).into_owned();
        assert_eq!(
            marked("<p STYLE='color: red; Display : NONE !important'>a</p>"),
            "<p style=\"color: red; Display : NONE !important\" hidden=\"\">a</p>"
        );
        for hidden in [
            "dis&#112;lay:none",
            "d\\69splay: none",
            "color: red; visi/**/: x; display:/* ; */no\\6e e",
        ] {
            let html = without(&format!("<p style=\"{hidden}\">a</p>")).into_owned();
            assert_eq!(html, "", "{hidden}");
        }
        assert_eq!(marked("<div>a<dialog>b</dialog></div>"), "<div>a</div>");
        for seen in [
            "<p style='visibility: visible'>hidden</p>",
            "<p style='content: \"; display: none\"'>a</p>",
            "<p style='display: none of it'>a</p>",
            "<dialog open=\"\">a</dialog>",
        ] {
            assert_eq!(marked(seen), seen);
        }
    }
}
