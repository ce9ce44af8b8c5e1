//! Headings and lists of a page, as the marks that Markdown has for them.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::ops::Range;

use scraper::{ElementRef, Html};

use crate::import::body::mended;
use crate::import::source::Layout;

/// The text of each heading and of each part of a list, with its mark, in the order of the page.
pub(super) fn of(html: &str) -> Vec<(String, String)> {
    let page = Html::parse_fragment(html);
    let elements = page.tree.nodes().filter_map(ElementRef::wrap);
    // How many parts of each list were before.
    let mut parts = HashMap::new();
    let marked = elements.filter_map(|element| {
        let list = element.parent().and_then(ElementRef::wrap);
        let list = list.filter(|_| element.value().name() == "li");
        let number = list.map(|list| {
            *parts
                .entry(list.id())
                .and_modify(|part| *part += 1)
                .or_insert(1)
        });
        let ordered = list.is_some_and(|list| list.value().name() == "ol");
        let mark = mark(element.value().name(), number.filter(|_| ordered))?;
        Some((mended(&element.text().collect::<String>()), mark))
    });
    marked.filter(|(text, _)| !text.is_empty()).collect()
}

/// The mark of an element, of an ordered list with its number.
fn mark(name: &str, number: Option<usize>) -> Option<String> {
    let mark = match (name, number) {
        // The headline is the only heading of the first level.
        ("h1" | "h2", _) => "## ",
        ("h3", _) => "### ",
        ("h4" | "h5" | "h6", _) => "#### ",
        ("li", Some(number)) => return Some(format!("{number}. ")),
        ("li", None) => "- ",
        _ => return None,
    };
    Some(mark.to_string())
}

/// The marks of some paragraphs of a text, by where these begin.
pub(super) fn placed(
    text: &str,
    paragraphs: &[Range<usize>],
    marks: &[(String, String)],
) -> BTreeMap<usize, Layout> {
    let mut open: HashMap<&str, VecDeque<&str>> = HashMap::new();
    for (marked, mark) in marks {
        open.entry(marked).or_default().push_back(mark);
    }
    let mut placed = BTreeMap::new();
    for span in paragraphs {
        let line = mended(&text[span.clone()]);
        let mark = open.get_mut(line.as_str()).and_then(VecDeque::pop_front);
        placed.extend(mark.map(|mark| (span.start, Layout::led_by(mark))));
    }
    placed
}
