//! Markdown into HTML: CommonMark with tables, footnotes, strikethrough, task lists, heading
//! ids, definition lists, smart punctuation and GitHub alerts.
//!
//! The result is a list of [`Part`]s: HTML, and between it the fenced blocks (`timeline`,
//! `figures`, `chart`, `map`) whose content only later stages know.

mod addresses;
mod blocks;
mod cjk;
mod depth;
mod elements;
mod facts;
mod footnotes;
mod headings;
mod hidden;
mod html;
mod images;
pub mod kramdown;
mod parts;
mod prose;
mod quotes;
mod raw;
mod sanitise;

pub use addresses::{Address, addresses};
pub use blocks::{Block, BlockKind, tables};
pub use facts::{FactKind, FactLink, facts, reference};
pub use headings::Heading;
pub use hidden::hides;
pub use images::{Shape, without_words};
pub use prose::{Prose, in_place, prose};
pub use raw::{Anchors, anchors, links, placed_links, raw, references, shown, words};
pub use sanitise::for_elsewhere;

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::document::Body;
use crate::diagnostic::{Checked, Diagnostic, Kind, Place, Severity};
use crate::language::Language;
use hidden::Seen;

/// A body as what its page shows, in order.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// HTML and fenced blocks.
    pub parts: Vec<Part>,
    /// The headings, for a table of contents.
    pub headings: Vec<Heading>,
}

/// A stretch of a body.
#[derive(Clone, Debug)]
pub enum Part {
    /// Finished HTML.
    Html(String),
    /// A fenced block, to be filled in.
    Block(Box<Block>),
    /// Parts that an element holds together, such as a `details` around a block: each stretch of
    /// HTML opens or closes what another closes or opens.
    Group(Vec<Part>),
}

/// Where the references of a text lead.
pub trait Links {
    /// What becomes of a reference of a link or an image.
    fn resolve(&self, reference: &str) -> Resolved;
    /// Where the mark of a fact leads that stands at this place.
    fn fact(&self, kind: FactKind, id: &str, place: &Place) -> Resolved;
    /// What is known of the image that a reference leads to.
    fn shape(&self, reference: &str) -> Option<Shape>;
}

/// What becomes of a reference.
#[derive(Clone, Debug)]
pub enum Resolved {
    /// It leads to this address.
    To(String),
    /// Its words stand alone; there is nothing to tell.
    Nowhere,
    /// Its words stand alone; the place is added to what is to be told.
    Wrong(Problem),
}

/// What is wrong with a reference.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The diagnostic's code.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The reference to write instead, where that is beyond doubt.
    pub instead: Option<String>,
}

impl Problem {
    /// The same of a picture, which is shown and leads nowhere.
    fn of_picture(self, reference: &str) -> Problem {
        if self.code != "link/missing" {
            return self;
        }
        let near = self.help.filter(|help| help.starts_with("did you mean"));
        let beside = || "put the file beside this one, and name it as it lies there".to_string();
        Problem {
            message: format!("the picture `{reference}` is not there"),
            help: Some(near.unwrap_or_else(beside)),
            ..self
        }
    }

    /// The diagnostic at the place of the reference.
    pub fn at(self, place: Place) -> Diagnostic {
        Diagnostic {
            code: self.code,
            severity: self.severity,
            message: self.message,
            place: Some(place),
            help: self.help,
            fix: None,
            kind: Kind::Code,
        }
    }
}

type Spanned<'a> = (Event<'a>, Range<usize>);

/// How a body is set.
#[derive(Clone, Copy)]
pub struct Style<'a> {
    /// What has to be said beside it is said in this language.
    pub language: &'a Language,
    /// Quotation marks, dashes and dots are set as this language has them, or stay as typed.
    pub typography: Option<&'a str>,
    /// Whether fenced blocks place timelines and the like; if not, they are code.
    pub blocks: bool,
    /// Whether raw HTML stays as it is written; if not, it is sanitised.
    pub unsafe_html: bool,
}

/// Renders a body.
pub fn render(body: &Body, links: &dyn Links, style: Style<'_>) -> Checked<Rendered> {
    let Style {
        language,
        typography,
        blocks,
        unsafe_html,
    } = style;
    let mut diagnostics = Vec::new();
    let mut events = parse(body.markdown(), typography.is_some());
    diagnostics.extend(depth::bound(&mut events, body));
    headings::identify(&mut events);
    if let Some(language) = typography {
        quotes::set(&mut events, body.markdown(), language);
    }
    let headings = headings::list(&events, &Seen::of(&events));
    // What is written as HTML from here on is Dateline's own.
    let authored = events.iter().any(|(event, _)| is_authored_html(event));
    if !unsafe_html {
        diagnostics.extend(elements::unknown(&events, body));
    }
    let shapes = resolve(&mut events, body, links, &mut diagnostics);
    let events = footnotes::gather(events, language);
    let events = images::draw(events, &shapes);
    let kind = |info: &str| BlockKind::of(info).filter(|_| blocks);
    let (html, blocks) = html::written(events, body, language, kind, &mut diagnostics);
    let html = match authored && !unsafe_html {
        true => sanitise::clean(&html),
        false => html,
    };
    let parts = parts::split(html, blocks);
    Checked::new(Rendered { parts, headings }, diagnostics)
}

/// The headings of a Markdown text, with the ids their anchors have.
pub fn headings(markdown: &str) -> Vec<Heading> {
    let mut events = parse(markdown, true);
    headings::identify(&mut events);
    headings::list(&events, &Seen::of(&events))
}

/// The events of a text, each with its place; `smart` puts dashes and quotation marks in place of
/// what is typed.
fn parse(markdown: &str, smart: bool) -> Vec<Spanned<'_>> {
    let options = options(smart);
    let Some(eased) = cjk::eased(markdown) else {
        return Parser::new_ext(markdown, options)
            .into_offset_iter()
            .collect();
    };
    Parser::new_ext(&eased.text, options)
        .into_offset_iter()
        .map(|(event, span)| (eased.event(event), eased.span(span)))
        .collect()
}

/// What of Markdown and its extensions is read.
fn options(smart: bool) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    options.set(Options::ENABLE_SMART_PUNCTUATION, smart);
    options
}

/// Whether HTML is written as the author typed it: raw, or as a heading's attributes.
fn is_authored_html(event: &Event<'_>) -> bool {
    match event {
        Event::Html(_) | Event::InlineHtml(_) => true,
        Event::Start(Tag::Heading { attrs, .. }) => !attrs.is_empty(),
        _ => false,
    }
}

/// Puts the address in place of each reference; one that leads nowhere leaves its words. Gives
/// what is known of images, by address.
fn resolve(
    events: &mut [Spanned<'_>],
    body: &Body,
    links: &dyn Links,
    diagnostics: &mut Vec<Diagnostic>,
) -> HashMap<String, Shape> {
    let mut shapes = HashMap::new();
    // For each link or image that is open, whether it leads anywhere.
    let mut open: Vec<bool> = Vec::new();
    // The marks of facts that are open; no link stands within another.
    let mut fact = false;
    for (event, span) in events {
        let reference = match event {
            Event::Start(Tag::Link { dest_url, .. }) => facts::reference(dest_url),
            _ => None,
        };
        let reference = reference.map(|(kind, id)| (kind, id.to_string()));
        let leads = match event {
            // The address in `<desk@example.org>` is no reference; HTML gets `mailto:` from it.
            Event::Start(Tag::Link {
                link_type: LinkType::Email,
                ..
            }) => {
                open.push(true);
                continue;
            }
            Event::Start(Tag::Link { .. }) if reference.is_some() => {
                let Some((kind, id)) = reference else {
                    continue;
                };
                let place = body.place(span.clone());
                let leads = match links.fact(kind, &id, &place) {
                    Resolved::To(address) => Some(address),
                    Resolved::Nowhere => None,
                    Resolved::Wrong(problem) => {
                        diagnostics.push(problem.at(place));
                        None
                    }
                };
                fact = leads.is_some();
                open.push(fact);
                if let Some(address) = leads {
                    let html = format!("<a class=\"fact\" href=\"{}\">", html::escaped(&address));
                    *event = Event::InlineHtml(html.into());
                }
                fact
            }
            Event::End(TagEnd::Link) if fact => {
                fact = false;
                open.pop();
                *event = Event::InlineHtml("</a>".into());
                true
            }
            Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. })) => {
                let is_image = matches!(tag, Tag::Image { .. });
                let (Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = tag else {
                    continue;
                };
                let shape = is_image.then(|| links.shape(dest_url)).flatten();
                let address = match links.resolve(dest_url) {
                    Resolved::To(address) => Some(address),
                    Resolved::Nowhere => None,
                    Resolved::Wrong(problem) => {
                        let fix = body.fix(dest_url, span.clone(), problem.instead.as_deref());
                        let problem = if is_image {
                            problem.of_picture(dest_url)
                        } else {
                            problem
                        };
                        diagnostics.push(problem.at(body.place(span.clone())).fix(fix));
                        None
                    }
                };
                if let (Some(address), Some(shape)) = (&address, shape) {
                    shapes.insert(address.clone(), shape);
                }
                open.push(address.is_some());
                address
                    .map(|address| *dest_url = CowStr::from(address))
                    .is_some()
            }
            Event::End(TagEnd::Link | TagEnd::Image) => open.pop().unwrap_or(true),
            _ => continue,
        };
        if !leads {
            *event = Event::Text(CowStr::Borrowed(""));
        }
    }
    shapes
}
