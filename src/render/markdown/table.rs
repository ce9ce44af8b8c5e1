//! Tables, with a line for each row.

use scraper::ElementRef;

use super::inline::{DOT, Line};
use super::{Links, is_shown, plain};

/// A table below its caption; none where it has no cells.
pub fn table(element: ElementRef<'_>, links: &Links) -> Vec<String> {
    let mut caption = None;
    let mut rows = Vec::new();
    for part in element.child_elements().filter(|part| is_shown(*part)) {
        match part.value().name() {
            "caption" => caption = Some(plain::paragraph(&Line::of(part, links, " "))),
            "tr" => rows.push(part),
            _ => rows.extend(
                part.child_elements()
                    .filter(|row| row.value().name() == "tr"),
            ),
        }
    }
    let headed = rows.first().is_some_and(|row| is_head(*row));
    let mut grid = grid(&rows, links);
    let width = grid.iter().map(Vec::len).max().unwrap_or(0);
    if width == 0 {
        return caption.into_iter().collect();
    }
    if !headed {
        grid.insert(0, Vec::new());
    }
    grid.insert(1, vec!["---".to_string(); width]);
    let lines = grid.into_iter().map(|mut row| {
        row.resize(width, String::new());
        format!("| {} |", row.join(" | "))
    });
    let lines = lines.collect::<Vec<_>>().join("\n");
    caption
        .into_iter()
        .chain([lines])
        .filter(|block| !block.is_empty())
        .collect()
}

/// Whether a row says what the columns are.
fn is_head(row: ElementRef<'_>) -> bool {
    row.child_elements().all(|cell| cell.value().name() == "th")
}

/// The cells of each row, each in its column; those that a wide or a high cell takes are empty.
fn grid(rows: &[ElementRef<'_>], links: &Links) -> Vec<Vec<String>> {
    // For each column, how many further rows a cell reaches down.
    let mut taken: Vec<usize> = Vec::new();
    let rows = rows.iter().map(|row| {
        let mut cells = Vec::new();
        let skip = |cells: &mut Vec<String>, taken: &mut Vec<usize>| {
            while let Some(rows) = taken.get_mut(cells.len()).filter(|rows| **rows > 0) {
                *rows -= 1;
                cells.push(String::new());
            }
        };
        for cell in row.child_elements() {
            skip(&mut cells, &mut taken);
            let span = |name| {
                let span = cell.value().attr(name).and_then(|span| span.parse().ok());
                span.unwrap_or(1).clamp(1, MOST)
            };
            let (columns, down) = (span("colspan"), span("rowspan"));
            taken.resize(taken.len().max(cells.len() + columns), 0);
            taken[cells.len()..][..columns].fill(down - 1);
            cells.push(Line::of(cell, links, DOT));
            cells.extend(std::iter::repeat_n(String::new(), columns - 1));
        }
        skip(&mut cells, &mut taken);
        cells
    });
    rows.collect()
}

/// How many columns or rows a cell may take: browsers have such a limit too.
const MOST: usize = 1000;
