//! A body's HTML, split where fenced blocks are to be filled in.

use scraper::{Html, Node};

use super::{Block, Part};

/// Characters around the number of a block. They are no characters of any text: HTML forbids them
/// (U+FDD0 and U+FDD1, for a program's own use).
const OPENS: char = '\u{fdd0}';
const CLOSES: char = '\u{fdd1}';

/// What stands in HTML in place of a block.
pub(super) fn mark(block: usize) -> String {
    format!("{OPENS}{block}{CLOSES}\n")
}

/// The parts of a body. A block that stands within an element makes one group with all that
/// stands around it.
pub(super) fn split(html: String, blocks: Vec<Block>) -> Vec<Part> {
    if blocks.is_empty() {
        return html_part(&html).into_iter().collect();
    }
    let nested = nested(&html, blocks.len());
    let mut blocks: Vec<Option<Block>> = blocks.into_iter().map(Some).collect();
    let mut parts = Vec::new();
    let mut group = Vec::new();
    let mut pieces = html.split(OPENS);
    group.extend(pieces.next().and_then(html_part));
    for piece in pieces {
        let (number, rest) = piece.split_once(CLOSES).unwrap_or(("", piece));
        let number = number.parse::<usize>().ok();
        let block = number.and_then(|number| blocks.get_mut(number)?.take());
        let within = number.and_then(|number| nested.get(number).copied()) == Some(true);
        if !within {
            close(&mut parts, &mut group);
        }
        let block = block.map(|block| Part::Block(Box::new(block)));
        match within {
            true => group.extend(block),
            false => parts.extend(block),
        }
        group.extend(html_part(rest.strip_prefix('\n').unwrap_or(rest)));
    }
    close(&mut parts, &mut group);
    parts
}

fn close(parts: &mut Vec<Part>, group: &mut Vec<Part>) {
    match group.len() {
        0 | 1 => parts.append(group),
        _ => parts.push(Part::Group(std::mem::take(group))),
    }
}

fn html_part(html: &str) -> Option<Part> {
    let html = html.replace(CLOSES, "");
    (!html.trim().is_empty()).then_some(Part::Html(html))
}

/// Which blocks stand within an element.
fn nested(html: &str, count: usize) -> Vec<bool> {
    let mut nested = vec![false; count];
    let tree = Html::parse_fragment(html);
    for node in tree.tree.nodes() {
        let Node::Text(text) = node.value() else {
            continue;
        };
        // The fragment's own root is an element too.
        let depth = node.ancestors().filter(|above| above.value().is_element());
        if depth.count() < 2 {
            continue;
        }
        for piece in text.split(OPENS).skip(1) {
            let number = piece
                .split(CLOSES)
                .next()
                .and_then(|number| number.parse().ok());
            if let Some(nested) = number.and_then(|number: usize| nested.get_mut(number)) {
                *nested = true;
            }
        }
    }
    nested
}
