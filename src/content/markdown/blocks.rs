//! Fenced blocks that place a timeline, figures, a chart or a map; TOML inside.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::content::document::Body;
use crate::content::holding;
use crate::content::reading::{self, TermRef};
use crate::date::Edtf;
use crate::diagnostic::{Checked, Diagnostic, Place, did_you_mean};
use crate::value::{self, Fields, Table};

/// Which thing a fenced block places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Events in order.
    Timeline,
    /// Key figures side by side.
    Figures,
    /// One series over time.
    Chart,
    /// Regions on a map.
    Map,
}

impl BlockKind {
    /// The kind a fence's info string names.
    pub fn of(info: &str) -> Option<BlockKind> {
        match info.split_whitespace().next()? {
            "timeline" => Some(BlockKind::Timeline),
            "figures" => Some(BlockKind::Figures),
            "chart" => Some(BlockKind::Chart),
            "map" => Some(BlockKind::Map),
            _ => None,
        }
    }
}

/// A fenced block as its author wrote it.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it places.
    pub kind: BlockKind,
    /// Its heading.
    pub title: Option<String>,
    /// Events of these topics.
    pub topics: Vec<TermRef>,
    /// Events of these regions; the regions of a map.
    pub regions: Vec<TermRef>,
    /// Exactly these events.
    pub events: Vec<TermRef>,
    /// These series.
    pub series: Vec<TermRef>,
    /// Nothing that is definitely before.
    pub from: Option<Edtf>,
    /// Nothing that is definitely after.
    pub to: Option<Edtf>,
    /// No more than so many.
    pub limit: Option<usize>,
    /// Where it is written.
    pub place: Place,
}

/// Reads a block's TOML; `None` if it is not TOML.
pub fn read(
    kind: BlockKind,
    source: &str,
    span: Range<usize>,
    body: &Body,
) -> Checked<Option<Block>> {
    if let Some(open) = unclosed(body, &span) {
        return Checked::new(None, vec![open]);
    }
    let start = span.start + fence(body, &span);
    let offset = body.place(start..start).span.map_or(0, |span| span.start);
    let parsed = value::toml::parse(source, offset, &body.file, "block/toml");
    if !parsed.diagnostics.is_empty() {
        return Checked::new(None, parsed.diagnostics);
    }
    let sink = value::Sink::default();
    let fields = Fields::new(&parsed.value, &body.file, &sink, body.dates());
    let block = Block {
        kind,
        title: fields.text("title"),
        topics: reading::references(&fields, "topics"),
        regions: reading::references(&fields, "regions"),
        events: reading::references(&fields, "events"),
        series: reading::references(&fields, "series"),
        from: fields.edtf("from", "block/bad-date"),
        to: fields.edtf("to", "block/bad-date"),
        limit: fields.count("limit"),
        place: body.place(span.start..start.saturating_sub(1).max(span.start)),
    };
    fields.finish();
    let mut diagnostics = sink.into_inner();
    let held = holding::misplaced(&body.file, &parsed.value, false, &[]);
    diagnostics.retain(|found| !held.iter().any(|other| other.place == found.place));
    diagnostics.extend(held);
    Checked::new(Some(block), diagnostics)
}

/// How long the line is that opens a fenced block.
fn fence(body: &Body, span: &Range<usize>) -> usize {
    let whole = &body.markdown()[span.clone()];
    whole.find('\n').map_or(whole.len(), |newline| newline + 1)
}

/// Tells of a fenced block that nothing closes: it takes in what follows.
pub fn unclosed(body: &Body, span: &Range<usize>) -> Option<Diagnostic> {
    let whole = &body.markdown()[span.clone()];
    let first = whole.lines().next().unwrap_or(whole);
    let mark = first.trim_start().chars().next()?;
    let marks: String = first
        .trim_start()
        .chars()
        .take_while(|c| *c == mark)
        .collect();
    // A block within a quotation or a list has that one's signs before it.
    let inner = |line: &str| line.trim_matches([' ', '>', '\t']).to_string();
    let last = inner(whole.trim_end().lines().next_back().unwrap_or(""));
    let closed = whole.trim_end().lines().count() > 1
        && last.len() >= marks.len()
        && last.chars().all(|c| c == mark);
    if closed {
        return None;
    }
    let place = body.place(span.start..span.start + first.len());
    let help = format!("close it with a line that holds only {marks}");
    // The list or the quotation that it stands in ends it as well.
    let ends = !body.markdown()[span.end..].trim().is_empty();
    let found = match ends {
        true => {
            let message =
                "this block is never closed: it ends with the list or quotation that it stands in";
            Diagnostic::warning("block/unclosed", message, place)
        }
        false => {
            let message = "this block is never closed, and takes in all that follows";
            Diagnostic::error("block/unclosed", message, place)
        }
    };
    Some(found.help(help))
}

/// Tells of a block whose name is nearly one of ours and that holds what such a block holds.
pub fn misnamed(info: &str, source: &str, body: &Body, span: &Range<usize>) -> Option<Diagnostic> {
    const NAMES: [&str; 4] = ["timeline", "figures", "chart", "map"];
    const KEYS: [&str; 8] = [
        "title", "topics", "regions", "events", "series", "from", "to", "limit",
    ];
    let name = info.split_whitespace().next()?;
    let near = did_you_mean(name, NAMES)?;
    let mut lines = source.lines().filter(|line| !line.trim().is_empty());
    let ours = lines.all(|line| {
        let key = line.split_once('=').map(|(key, _)| key.trim());
        key.is_some_and(|key| KEYS.contains(&key))
    });
    let place = body.place(span.start..span.start + fence(body, span).saturating_sub(1));
    let message = format!("`{name}` is no block, so this is shown as code");
    ours.then(|| {
        Diagnostic::warning("block/misnamed", message, place)
            .help(format!("did you mean ```{near}?"))
    })
}

/// The TOML of a text's fenced blocks, with places in its file; of one that is not closed or no TOML
/// what could be read.
pub fn tables(body: &Body) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut source: Option<String> = None;
    for (event, span) in super::parse(body.markdown(), false) {
        match (event, &mut source) {
            (Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))), _) => {
                source = BlockKind::of(&info).map(|_| String::new());
            }
            (Event::Text(text), Some(source)) => source.push_str(&text),
            (Event::End(TagEnd::CodeBlock), _) => {
                if let Some(source) = source.take() {
                    let start = span.start + fence(body, &span);
                    let offset = body.place(start..start).span.map_or(0, |span| span.start);
                    tables
                        .push(value::toml::parse(&source, offset, &body.file, "block/toml").value);
                }
            }
            _ => {}
        }
    }
    tables
}
