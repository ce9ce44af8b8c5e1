//! Tables of a page, as Markdown has them: each text of a cell stays a paragraph of its own, with the bars
//! around it that make a table of all.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use scraper::{ElementRef, Html};

use super::tree;
use crate::import::body::mended;
use crate::import::source::Layout;
use crate::import::table::{Row, laid_out};

/// How many columns a cell may take, and how many cells a table may have: more is no table for readers.
const WIDEST: usize = 50;
const LARGEST: usize = 5000;

/// What no cell of a table of facts holds.
const BLOCKS: [&str; 9] = ["table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"];

/// The texts of each table with what stands around them, in the order of the page.
pub(super) fn of(page: &Html) -> Vec<Vec<(String, Layout)>> {
    let elements = page.tree.nodes().filter_map(ElementRef::wrap);
    let tables = elements.filter(|element| element.value().name() == "table");
    tables.filter_map(read).collect()
}

/// What lies somewhere in an element, of some names.
fn within<'a>(element: ElementRef<'a>, names: &'a [&str]) -> impl Iterator<Item = ElementRef<'a>> {
    let inner = element.descendent_elements().skip(1);
    inner.filter(|inner| names.contains(&inner.value().name()))
}

fn read(table: ElementRef<'_>) -> Option<Vec<(String, Layout)>> {
    // What only puts texts beside each other is no table.
    let plain = matches!(table.value().attr("role"), Some("presentation" | "none"));
    let of_blocks = |cell: ElementRef<'_>| within(cell, &["p"]).nth(1).is_some();
    if plain
        || within(table, &BLOCKS).next().is_some()
        || within(table, &["td", "th"]).any(of_blocks)
    {
        return None;
    }
    let (rows, is_headed) = rows(table)?;
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let is_shown = |column: &usize| {
        rows.iter()
            .any(|row| row.get(*column).is_some_and(|cell| !cell.is_empty()))
    };
    if rows.len() < 2 || (0..width).filter(is_shown).count() < 2 {
        return None;
    }
    Some(laid_out(&rows, width, is_headed))
}

/// The rows that show something, and whether the first is the table's head.
fn rows(table: ElementRef<'_>) -> Option<(Vec<Row>, bool)> {
    let mut rows: Vec<Row> = Vec::new();
    let mut is_headed = false;
    // For how many rows to come a cell from above takes a column.
    let mut taken: Vec<usize> = Vec::new();
    for tr in within(table, &["tr"]) {
        let mut row = Row::new();
        let cells = tr.child_elements();
        let cells: Vec<ElementRef<'_>> = cells
            .filter(|cell| matches!(cell.value().name(), "td" | "th"))
            .collect();
        for cell in &cells {
            let spans = |name| {
                let number = cell
                    .value()
                    .attr(name)
                    .and_then(|number| number.trim().parse::<usize>().ok());
                number.unwrap_or(1).clamp(1, WIDEST)
            };
            while let Some(left) = taken.get_mut(row.len()).filter(|left| **left > 0) {
                *left -= 1;
                row.push(Vec::new());
            }
            let (columns, below) = (spans("colspan"), spans("rowspan") - 1);
            for column in 0..columns {
                let lines = if column == 0 {
                    tree::lines(*cell)
                } else {
                    Vec::new()
                };
                taken.resize(taken.len().max(row.len() + 1), 0);
                taken[row.len()] = below;
                row.push(lines);
            }
        }
        for left in taken.iter_mut().skip(row.len()) {
            *left = left.saturating_sub(1);
        }
        if row.iter().all(Vec::is_empty) {
            continue;
        }
        if rows.is_empty() {
            let parent = tr.parent().and_then(ElementRef::wrap);
            let in_head = parent.is_some_and(|parent| parent.value().name() == "thead");
            is_headed = in_head || cells.iter().all(|cell| cell.value().name() == "th");
        }
        rows.push(row);
        if rows.len() * rows[0].len() > LARGEST {
            return None;
        }
    }
    Some((rows, is_headed))
}

/// What stands around the paragraphs of a text that are those of tables, by where these begin.
pub(super) fn placed(
    text: &str,
    paragraphs: &[Range<usize>],
    tables: Vec<Vec<(String, Layout)>>,
) -> BTreeMap<usize, Layout> {
    let lines = paragraphs.iter().map(|span| mended(&text[span.clone()]));
    let lines: Vec<String> = lines.collect();
    let mut starts: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        starts.entry(line).or_default().push(at);
    }
    let mut placed = BTreeMap::new();
    let mut from = 0;
    for table in tables {
        let Some((first, _)) = table.first() else {
            continue;
        };
        let is_here = |at: &&usize| {
            let shown = lines[**at..].iter().take(table.len());
            **at >= from && shown.eq(table.iter().map(|(text, _)| text))
        };
        let found = starts.get(first.as_str());
        let Some(at) = found
            .and_then(|starts| starts.iter().find(is_here))
            .copied()
        else {
            continue;
        };
        from = at + table.len();
        let spans = paragraphs[at..from].iter();
        placed.extend(
            spans
                .zip(table)
                .map(|(span, (_, layout))| (span.start, layout)),
        );
    }
    placed
}
