//! Headings and lists of a page, as the marks that Markdown has for them.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::ops::Range;

use scraper::{ElementRef, Html};

use crate::import::body::mended;

/// The text of each heading and of each part of a list, with its mark, in the order of the page.
pub(super) fn of(html: &str) -> Vec<(String, String)> {
    let page = Html::parse_fragment(html);
    let elements = page.tree.nodes().filter_map(ElementRef::wrap);
    let marked = elements.filter_map(|element| {
        let mark = mark(element)?;
        Some((mended(&element.text().collect::<String>()), mark))
    });
    marked.filter(|(text, _)| !text.is_empty()).collect()
}

fn mark(element: ElementRef<'_>) -> Option<String> {
    let name = element.value().name();
    Some(match name {
        // The headline is the only heading of the first level.
        "h1" | "h2" => "## ".to_string(),
        "h3" => "### ".to_string(),
        "h4" | "h5" | "h6" => "#### ".to_string(),
        "li" => {
            let list = element.parent().and_then(ElementRef::wrap)?;
            let before = element.prev_siblings().filter_map(ElementRef::wrap);
            match list.value().name() {
                "ol" => format!("{}. ", before.count() + 1),
                _ => "- ".to_string(),
            }
        }
        _ => return None,
    })
}

/// The marks of some paragraphs of a text, by where these begin.
pub(super) fn placed(
    text: &str,
    paragraphs: &[Range<usize>],
    marks: &[(String, String)],
) -> BTreeMap<usize, String> {
    let mut open: HashMap<&str, VecDeque<&str>> = HashMap::new();
    for (marked, mark) in marks {
        open.entry(marked).or_default().push_back(mark);
    }
    let mut placed = BTreeMap::new();
    for span in paragraphs {
        let line = mended(&text[span.clone()]);
        let mark = open.get_mut(line.as_str()).and_then(VecDeque::pop_front);
        placed.extend(mark.map(|mark| (span.start, mark.to_string())));
    }
    placed
}
