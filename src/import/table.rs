//! Tables: each text of a cell stays a paragraph of its own, with the bars around it that make a table of all.
//! In a text a table is one of Markdown, or lines that tabs part into as many cells each.

use std::ops::Range;

use super::source::Layout;

/// A row: what each column shows, line by line.
pub(super) type Row = Vec<Vec<String>>;

/// How many lines parted by tabs are a table and not two things beside each other.
const LINES: usize = 3;

/// A table in a text.
pub(super) struct Table {
    /// The bytes of each cell, row by row, without the rule of Markdown.
    rows: Vec<Vec<Range<usize>>>,
    /// Whether the first row is its head, and it is one of Markdown.
    is_headed: bool,
}

/// The bytes of the table that a text begins with.
pub(super) fn at(text: &str) -> Option<usize> {
    let of_markdown = || {
        let mut lines = text.split_inclusive('\n');
        let (head, rule) = (lines.next()?, lines.next()?);
        let width = cells(rule, '|').len();
        let is = is_rule(rule) && head.contains('|') && cells(head, '|').len() == width;
        let rows = lines.take_while(|line| line.contains('|'));
        is.then(|| head.len() + rule.len() + rows.map(str::len).sum::<usize>())
    };
    let of_tabs = || {
        let tabs = |line: &str| line.trim_end_matches(['\r', '\n']).matches('\t').count();
        let width = tabs(text.lines().next()?);
        if width == 0 {
            return None;
        }
        let lines = text.split_inclusive('\n');
        let lines = lines.take_while(|line| tabs(line) == width && !line.trim().is_empty());
        let lines: Vec<usize> = lines.map(str::len).collect();
        (lines.len() >= LINES).then(|| lines.iter().sum())
    };
    of_markdown().or_else(of_tabs)
}

/// The table that a text is.
pub(super) fn read(text: &str) -> Option<Table> {
    if at(text)? != text.len() {
        return None;
    }
    let is_headed = text.lines().nth(1).is_some_and(is_rule);
    let by = if is_headed { '|' } else { '\t' };
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if !(is_headed && rows.len() == 1 && is_rule(line)) {
            let cells = cells(line, by).into_iter();
            rows.push(
                cells
                    .map(|cell| cell.start + start..cell.end + start)
                    .collect(),
            );
        }
        start += line.len();
    }
    Some(Table { rows, is_headed })
}

impl Table {
    /// The cells that show something, each with what stands around it.
    pub(super) fn cells(&self, text: &str) -> Vec<(Range<usize>, Layout)> {
        let shown =
            |cell: &Range<usize>| (!cell.is_empty()).then(|| text[cell.clone()].to_string());
        let row = |row: &Vec<Range<usize>>| -> Row {
            row.iter()
                .map(|cell| shown(cell).into_iter().collect())
                .collect()
        };
        let rows: Vec<Row> = self.rows.iter().map(row).collect();
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let laid_out = laid_out(&rows, width, self.is_headed).into_iter();
        let cells = self.rows.iter().flatten().filter(|cell| !cell.is_empty());
        cells
            .cloned()
            .zip(laid_out.map(|(_, layout)| layout))
            .collect()
    }
}

/// Whether a line is the rule below the head of a table of Markdown: `|---|:--:|`.
fn is_rule(line: &str) -> bool {
    let cells = cells(line, '|');
    let is_dashes = |cell: &Range<usize>| {
        let cell = line[cell.clone()].trim_matches(':');
        !cell.is_empty() && cell.bytes().all(|byte| byte == b'-')
    };
    line.contains('|') && cells.iter().all(is_dashes)
}

/// The bytes of a line's cells, without white space around.
fn cells(line: &str, by: char) -> Vec<Range<usize>> {
    let whole = match by {
        '|' => {
            let trimmed = line.trim();
            let start = line.len() - line.trim_start().len();
            let inner = trimmed.strip_prefix('|').unwrap_or(trimmed);
            let start = start + trimmed.len() - inner.len();
            let inner = match inner.strip_suffix('|') {
                Some(rest) if !rest.ends_with('\\') => rest,
                _ => inner,
            };
            start..start + inner.len()
        }
        _ => 0..line.trim_end_matches(['\r', '\n']).len(),
    };
    let mut ends: Vec<usize> = Vec::new();
    let inner = &line[whole.clone()];
    ends.extend(
        inner
            .match_indices(by)
            .map(|(at, _)| at)
            .filter(|at| !inner[..*at].ends_with('\\')),
    );
    ends.push(inner.len());
    let mut start = 0;
    let cells = ends.into_iter().map(|end| {
        let cell = &inner[start..end];
        let from = whole.start + start + cell.len() - cell.trim_start().len();
        start = end + 1;
        from..from + cell.trim().len()
    });
    cells.collect()
}

/// The texts of rows with their bars. A table without a head gets an empty one: Markdown has none without.
pub(super) fn laid_out(rows: &[Row], width: usize, is_headed: bool) -> Vec<(String, Layout)> {
    let rule = format!("{}|\n", "| --- ".repeat(width));
    let mut texts: Vec<(String, Layout)> = Vec::new();
    let mut before = match is_headed {
        true => String::new(),
        false => format!("{}|\n{rule}", "|   ".repeat(width)),
    };
    for (at, row) in rows.iter().enumerate() {
        before.push('|');
        for column in 0..width {
            for line in row.get(column).into_iter().flatten() {
                before.push(' ');
                let layout = Layout {
                    before: std::mem::take(&mut before),
                    after: String::new(),
                    is_cell: true,
                    goes_on: !texts.is_empty(),
                };
                texts.push((line.clone(), layout));
            }
            before.push_str(if before.is_empty() { " |" } else { "   |" });
        }
        before.push('\n');
        if at == 0 && is_headed {
            before.push_str(&rule);
        }
    }
    if let Some((_, last)) = texts.last_mut() {
        last.after = before.trim_end().to_string();
    }
    texts
}
