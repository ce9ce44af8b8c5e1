//! Fenced blocks that place a timeline, figures, a chart or a map; TOML inside.

use std::ops::Range;

use crate::content::document::Body;
use crate::content::reading::{self, TermRef};
use crate::date::Edtf;
use crate::diagnostic::{Checked, Place};
use crate::value::{self, Fields};

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
    let whole = &body.markdown()[span.clone()];
    let fence = whole.find('\n').map_or(whole.len(), |newline| newline + 1);
    let start = span.start + fence;
    let offset = body.place(start..start).span.map_or(0, |span| span.start);
    let parsed = value::toml::parse(source, offset, &body.file, "block/toml");
    if !parsed.diagnostics.is_empty() {
        return Checked::new(None, parsed.diagnostics);
    }
    let sink = value::Sink::default();
    let fields = Fields::new(&parsed.value, &body.file, &sink);
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
    Checked::new(Some(block), sink.into_inner())
}
