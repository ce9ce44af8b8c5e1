//! Proposals that stand in the text: the words that state a fact become the link that marks it, where whoever
//! reads these words alone reads the same fact. All others keep their table in the front matter.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::propose::{Event, Figure};
use super::source::Kind;
use super::{Imported, body, draft};
use crate::content::claim::Claim;
use crate::content::document;
use crate::content::in_text::{self, Written};
use crate::content::markdown::{FactKind, placed_links};
use crate::content::moment::Moment;
use crate::content::observation::Observation;
use crate::content::quantity::Quantity;
use crate::content::unit::Unit;
use crate::diagnostic::Place;
use crate::path::SourcePath;
use crate::review::Match;

/// Characters that no text has, around words while their paragraph becomes Markdown.
const AROUND: [char; 2] = ['\u{e000}', '\u{e001}'];

/// A body, and which proposals stand in it.
#[derive(Clone, Debug, Default)]
pub struct Marked {
    /// The text as Markdown that shows exactly its words.
    pub body: String,
    /// Places in the list of proposed events.
    pub events: BTreeSet<usize>,
    /// Places in the list of proposed figures.
    pub figures: BTreeSet<usize>,
}

/// A proposal that may be marked.
struct Mark<'a> {
    words: &'a Range<usize>,
    at: usize,
    fact: Fact<'a>,
    written: Written,
}

#[derive(Clone, Copy)]
enum Fact<'a> {
    Event(&'a Event),
    Figure(&'a Figure),
}

impl Marked {
    /// The text without a mark.
    pub fn plain(imported: &Imported) -> Marked {
        let paragraphs = imported.body.iter();
        let paragraphs = paragraphs.map(|span| markdown(imported, span, &[]).0);
        Marked {
            body: joined(imported, paragraphs.collect()),
            ..Marked::default()
        }
    }
}

/// The text of an article of a day with its proposals marked.
pub fn marked(imported: &Imported, day: NaiveDate) -> Marked {
    let mut marked = Marked::default();
    let marks = marks(imported);
    let mut rest = marks.as_slice();
    let mut paragraphs = Vec::new();
    for span in &imported.body {
        rest = &rest[rest.partition_point(|mark| mark.words.start < span.start)..];
        let inside = &rest[..rest.partition_point(|mark| mark.words.end <= span.end)];
        let mut kept: Vec<&Mark<'_>> = Vec::new();
        let links = links(imported, span);
        let layout = imported.layout.get(&span.start);
        let is_cell = layout.is_some_and(|layout| layout.is_cell);
        for mark in inside {
            let linked =
                |link: &Range<usize>| mark.words.start < link.end && link.start < mark.words.end;
            // A bar would end the cell.
            let parts = is_cell && mark.written.link("").contains('|');
            if parts || links.iter().any(linked) {
                continue;
            }
            if kept
                .last()
                .is_none_or(|last| last.words.end <= mark.words.start)
            {
                kept.push(mark);
            }
        }
        let (tried, places) = markdown(imported, span, &kept);
        let mut sound = said(&tried, &places, &kept, day).into_iter();
        kept.retain(|_| sound.next() == Some(true));
        paragraphs.push(markdown(imported, span, &kept).0);
        for mark in kept {
            match mark.fact {
                Fact::Event(_) => marked.events.insert(mark.at),
                Fact::Figure(_) => marked.figures.insert(mark.at),
            };
        }
    }
    marked.body = joined(imported, paragraphs);
    marked
}

/// The paragraphs as one text: what goes on stands in the line that it belongs to.
fn joined(imported: &Imported, paragraphs: Vec<String>) -> String {
    let mut body = String::new();
    for (span, paragraph) in imported.body.iter().zip(paragraphs) {
        let layout = imported.layout.get(&span.start);
        if !body.is_empty() && !layout.is_some_and(|layout| layout.goes_on) {
            body.push_str("\n\n");
        }
        body.push_str(&paragraph);
    }
    body
}

/// The bytes of a paragraph's links: none can hold another.
fn links(imported: &Imported, span: &Range<usize>) -> Vec<Range<usize>> {
    let Kind::Markdown = imported.kind else {
        return Vec::new();
    };
    let links = placed_links(&imported.text[span.clone()]);
    links
        .map(|(_, link)| link.start + span.start..link.end + span.start)
        .collect()
}

/// The proposals that a mark can hold, in the order of the text.
fn marks(imported: &Imported) -> Vec<Mark<'_>> {
    if imported.text.contains(AROUND) {
        return Vec::new();
    }
    let (proposals, links) = (&imported.proposals, &imported.links);
    let events = proposals
        .events
        .iter()
        .enumerate()
        .filter_map(|(at, event)| {
            Some(Mark {
                words: &event.words,
                at,
                fact: Fact::Event(event),
                written: of_event(event, links.events.get(at)).ok()?,
            })
        });
    let figures = proposals
        .figures
        .iter()
        .enumerate()
        .filter_map(|(at, figure)| {
            Some(Mark {
                words: &figure.words,
                at,
                fact: Fact::Figure(figure),
                written: of_figure(figure, links.figures.get(at)).ok()?,
            })
        });
    let mut marks: Vec<Mark<'_>> = events.chain(figures).collect();
    marks.sort_by_key(|mark| mark.words.start);
    marks
}

fn of_event(event: &Event, link: Option<&Option<Match>>) -> Result<Written, String> {
    let mut written = Written::new(FactKind::Event);
    match link.and_then(Option::as_ref) {
        Some(link) => written.set("id", &link.id)?,
        None => written.set("title", &event.title)?,
    }
    written.set("status", event.status.as_str())?;
    written.set("by", event.by.as_deref().unwrap_or(""))?;
    written.set("regions", event.region.as_deref().unwrap_or(""))?;
    written.set("review", &event.confidence.to_string())?;
    Ok(written)
}

fn of_figure(figure: &Figure, link: Option<&Option<Match>>) -> Result<Written, String> {
    let mut written = Written::new(FactKind::Figure);
    match link.and_then(Option::as_ref) {
        Some(link) => written.set("series", &link.id)?,
        None => written.set("label", &figure.label)?,
    }
    written.set("status", draft::firmness(figure.firmness).unwrap_or(""))?;
    written.set("as_of", figure.as_of.as_deref().unwrap_or(""))?;
    written.set("by", figure.by.as_deref().unwrap_or(""))?;
    written.set("region", figure.region.as_deref().unwrap_or(""))?;
    written.set("review", &figure.confidence.to_string())?;
    Ok(written)
}

/// A paragraph as Markdown, with marks and where these stand in it.
fn markdown(
    imported: &Imported,
    span: &Range<usize>,
    marks: &[&Mark<'_>],
) -> (String, Vec<Range<usize>>) {
    let mut text = String::with_capacity(span.len());
    let mut at = span.start;
    for mark in marks {
        text.push_str(&imported.text[at..mark.words.start]);
        text.push(AROUND[0]);
        text.push_str(&imported.text[mark.words.clone()]);
        text.push(AROUND[1]);
        at = mark.words.end;
    }
    text.push_str(&imported.text[at..span.end]);
    let text = match imported.kind {
        Kind::Markdown => text,
        _ => draft::escaped(&body::mended(&text)),
    };
    let mut parts = text.split(AROUND);
    let layout = imported.layout.get(&span.start);
    let before = layout.map_or("", |layout| &layout.before);
    let mut out = before.to_string() + parts.next().unwrap_or("");
    let mut places = Vec::with_capacity(marks.len());
    for mark in marks {
        let start = out.len();
        out += &mark.written.link(parts.next().unwrap_or(""));
        places.push(start..out.len());
        out += parts.next().unwrap_or("");
    }
    out += layout.map_or("", |layout| &layout.after);
    (out, places)
}

/// Whether each mark of a paragraph, at its bytes, is read as what was proposed, and nothing is wrong with it.
fn said(
    paragraph: &str,
    places: &[Range<usize>],
    marks: &[&Mark<'_>],
    day: NaiveDate,
) -> Vec<bool> {
    if marks.is_empty() {
        return Vec::new();
    }
    let document = document::parse(&SourcePath::new("article.md"), &Arc::from(paragraph)).value;
    let (claims, observations, wrong) =
        in_text::facts(&document.body, Moment::day(day, Tz::UTC), Tz::UTC);
    let said = |(mark, at): (&&Mark<'_>, &Range<usize>)| {
        let here = |place: &Place| place.span.as_ref() == Some(at);
        let within = |place: &Place| {
            let span = place.span.as_ref();
            span.is_none_or(|span| at.start <= span.start && span.start <= at.end)
        };
        let sound = !wrong
            .iter()
            .any(|one| one.place.as_ref().is_none_or(within));
        sound
            && match mark.fact {
                Fact::Event(event) => claims
                    .iter()
                    .any(|claim| here(&claim.place) && is_event(claim, event)),
                Fact::Figure(figure) => observations
                    .iter()
                    .any(|one| here(&one.place) && is_figure(one, figure)),
            }
    };
    marks.iter().zip(places).map(said).collect()
}

fn is_event(claim: &Claim, event: &Event) -> bool {
    let titled = claim.id.is_some() || claim.title.as_deref() == Some(&event.title);
    titled && claim.date.as_ref() == Some(&event.date) && claim.status == event.status
}

fn is_figure(observation: &Observation, figure: &Figure) -> bool {
    let proposed = Quantity {
        min: figure.min,
        max: figure.max,
        hedge: figure.hedge,
    };
    let own = Unit::read(&figure.unit);
    let read = Unit::read(observation.unit.as_deref().unwrap_or(""));
    let labelled =
        observation.series.is_some() || observation.label.as_deref() == Some(&figure.label);
    labelled
        && observation.status == figure.firmness
        && read.convert(&observation.quantity, &own) == Some(proposed)
}
