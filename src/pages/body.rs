//! Bodies: Markdown as HTML, with what fenced blocks place between.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use serde::Serialize;

use super::cards::Card;
use super::chart::{self, ChartView};
use super::items::{self, FigureItem, ObservationItem};
use super::links::BodyLinks;
use super::map::{self, MapView};
use super::plan::Scope;
use super::scope;
use super::site::{Here, Link, at_most};
use crate::config::Family;
use crate::content::document::Body;
use crate::content::markdown::{self, Block, BlockKind, Heading, Part, Rendered, Style};
use crate::content::reading::TermRef;
use crate::content::term::TaxonomyKind;
use crate::date::Timing;
use crate::diagnostic::{Checked, Diagnostic, nearest};
use crate::newsroom::Newsroom;
use crate::newsroom::as_of::Reason;
use crate::newsroom::freshness::Freshness;
use crate::newsroom::ids::{EventId, SeriesId, TermId};
use crate::path::{UrlPath, slug};

/// A body as its page shows it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BodyView {
    /// HTML and blocks, in order.
    pub parts: Vec<PartView>,
    /// The headings, for a table of contents.
    pub headings: Vec<Heading>,
}

impl BodyView {
    /// When the events and figures that it shows last changed, and when a date changes them next.
    pub fn freshness(&self, newsroom: &Newsroom) -> Freshness {
        self.parts
            .iter()
            .map(|part| part.freshness(newsroom))
            .collect()
    }
}

/// A stretch of a body.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PartView {
    /// Finished HTML.
    Html(String),
    /// Events in order.
    Timeline(TimelineBlock),
    /// Key figures side by side.
    Figures(FiguresBlock),
    /// One series over time.
    Chart(Box<ChartBlock>),
    /// Regions on a map.
    Map(Box<MapBlock>),
    /// Parts that an element holds together, to be shown without anything between them.
    Group(Vec<PartView>),
}

impl PartView {
    fn freshness(&self, newsroom: &Newsroom) -> Freshness {
        let of = |cards: &[Card]| cards.iter().map(|card| card.freshness(newsroom)).collect();
        match self {
            PartView::Timeline(block) => of(&block.events),
            PartView::Figures(block) => of(&block.figures),
            PartView::Chart(block) => block.freshness,
            PartView::Group(parts) => parts.iter().map(|part| part.freshness(newsroom)).collect(),
            PartView::Html(_) | PartView::Map(_) => Freshness::default(),
        }
    }
}

/// A timeline within a text.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineBlock {
    /// Its heading.
    pub title: Option<String>,
    /// Its events.
    pub events: Vec<Card>,
    /// How many more there are than it shows.
    pub more: usize,
    /// The timeline of the one term it is of, or of the whole site.
    pub href: Option<String>,
}

/// Key figures within a text.
#[derive(Clone, Debug, Serialize)]
pub struct FiguresBlock {
    /// Its heading.
    pub title: Option<String>,
    /// The figures.
    pub figures: Vec<Card>,
}

/// A series over time within a text.
#[derive(Clone, Debug, Serialize)]
pub struct ChartBlock {
    /// Its heading.
    pub title: Option<String>,
    /// The series.
    pub figure: FigureItem,
    /// When the series last changed, and when a date changes it next.
    #[serde(skip)]
    freshness: Freshness,
    /// Its numbers over time, where there are two or more.
    pub chart: Option<ChartView>,
    /// The series' id, for names within the page.
    pub id: String,
    /// Its observations, in the order of the time they speak of.
    pub observations: Vec<ObservationItem>,
}

/// Regions on a map within a text.
#[derive(Clone, Debug, Serialize)]
pub struct MapBlock {
    /// Its heading.
    pub title: Option<String>,
    /// The regions.
    pub regions: Vec<Link>,
    /// The same on a map, where they have a place on one.
    pub map: Option<MapView>,
}

/// The view of a body on this page; `lang` is its language, if not the site's.
pub fn view(
    here: &Here<'_>,
    body: &Body,
    lang: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BodyView {
    let rendered = rendered(here, body, lang).drain_into(diagnostics);
    BodyView {
        parts: part_views(here, rendered.parts, diagnostics),
        headings: rendered.headings,
    }
}

fn rendered(here: &Here<'_>, body: &Body, lang: Option<&str>) -> Checked<Rendered> {
    let links = BodyLinks { here: *here, body };
    let config = here.site.config;
    let style = Style {
        language: here.language(),
        typography: config
            .smart_punctuation
            .then_some(lang.unwrap_or(&config.language)),
        // Another generator's may have other things in them.
        blocks: config.foreign.is_none(),
        unsafe_html: config.output.unsafe_html,
    };
    let mut rendered = markdown::render(body, &links, style);
    if config.foreign.is_some() {
        let found = rendered.diagnostics.into_iter();
        rendered.diagnostics = found.map(Diagnostic::softened).collect();
    }
    rendered
}

/// A body as HTML alone. What blocks place is on the page: there stands a link to that.
pub fn html(here: &Here<'_>, body: &Body, lang: Option<&str>) -> String {
    // What is wrong with it is told where the page is made.
    let parts = rendered(here, body, lang).value.parts;
    let mut html = String::new();
    write_html(here, parts, &mut html);
    html
}

fn write_html(here: &Here<'_>, parts: Vec<Part>, html: &mut String) {
    for part in parts {
        match part {
            Part::Html(text) => html.push_str(&text),
            Part::Group(parts) => write_html(here, parts, html),
            Part::Block(block) => {
                let what = here.language().text(match block.kind {
                    BlockKind::Timeline => "timeline",
                    BlockKind::Figures => "key_figures",
                    BlockKind::Chart => "feed_chart",
                    BlockKind::Map => "feed_map",
                });
                let title = block.title.unwrap_or(what);
                let words = here.language().say("on_the_page", &[("title", &title)]);
                let words = words.replace('&', "&amp;").replace('<', "&lt;");
                let page = here.href(here.url);
                html.push_str(&format!("<p><a href=\"{page}\">{words}</a></p>\n"));
            }
        }
    }
}

fn part_views(
    here: &Here<'_>,
    parts: Vec<Part>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<PartView> {
    let views = parts.into_iter().filter_map(|part| match part {
        Part::Html(html) => Some(PartView::Html(html)),
        Part::Block(block) => block_view(here, &block, diagnostics),
        Part::Group(parts) => Some(PartView::Group(part_views(here, parts, diagnostics))),
    });
    views.collect()
}

/// The view of a body there may be.
pub fn maybe(here: &Here<'_>, body: Option<&Body>, diagnostics: &mut Vec<Diagnostic>) -> BodyView {
    body.map(|body| view(here, body, None, diagnostics))
        .unwrap_or_default()
}

fn block_view(
    here: &Here<'_>,
    block: &Block,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<PartView> {
    let title = block.title.clone();
    Some(match block.kind {
        BlockKind::Timeline => {
            let events = events(here, block, diagnostics);
            let shown = at_most(&events, block.limit.unwrap_or(0));
            PartView::Timeline(TimelineBlock {
                title,
                events: here.event_cards(shown),
                more: events.len() - shown.len(),
                href: here.href_of(Family::Timelines, &whole_timeline(here, block)),
            })
        }
        BlockKind::Figures => {
            let series = series(here, block, diagnostics);
            let shown = at_most(&series, block.limit.unwrap_or(0));
            PartView::Figures(FiguresBlock {
                title,
                figures: here.figure_cards(shown),
            })
        }
        BlockKind::Chart => {
            let series = *series(here, block, diagnostics).first()?;
            PartView::Chart(Box::new(chart(here, title, series)))
        }
        BlockKind::Map => {
            let regions = terms(here, TaxonomyKind::Regions, &block.regions, diagnostics);
            PartView::Map(Box::new(MapBlock {
                title,
                regions: items::terms::links(here, TaxonomyKind::Regions, &regions),
                map: map::block(here, &regions),
            }))
        }
    })
}

/// The timeline that holds what a block has no room for.
fn whole_timeline(here: &Here<'_>, block: &Block) -> UrlPath {
    let newsroom = here.newsroom();
    let term = match (block.topics.as_slice(), block.regions.as_slice()) {
        ([topic], []) => newsroom
            .topics
            .find(&topic.text)
            .map(|id| (TaxonomyKind::Topics, id)),
        ([], [region]) => newsroom
            .regions
            .find(&region.text)
            .map(|id| (TaxonomyKind::Regions, id)),
        _ => None,
    };
    let scope = term.map_or(Scope::Site, |(kind, id)| Scope::Term(kind, id));
    scope::timeline_url(newsroom, scope)
}

fn chart(here: &Here<'_>, title: Option<String>, id: SeriesId) -> ChartBlock {
    let series = here.newsroom().one_series(id);
    ChartBlock {
        title,
        figure: items::figures::item(here, id),
        // Every number of the series stands below the drawing, not only those that lead.
        freshness: series.freshness,
        chart: chart::chart(here, series),
        id: series.id.clone(),
        observations: items::observations::all(here, series),
    }
}

/// The events a block asks for: those it names, or those of its terms and times.
fn events(here: &Here<'_>, block: &Block, diagnostics: &mut Vec<Diagnostic>) -> Vec<EventId> {
    let newsroom = here.newsroom();
    let mut named: Vec<EventId> = Vec::new();
    for reference in &block.events {
        match newsroom.event_named(&slug(&reference.text)) {
            Some(id) => named.push(id),
            // What only withheld articles speak of is passed over without a word.
            None if here.site.lookup().is_event(&slug(&reference.text)) => {}
            None => {
                let near = nearest(&reference.text, &newsroom.event_ids);
                diagnostics.push(unknown("event", reference, near));
            }
        }
    }
    if !block.events.is_empty() {
        named.sort_unstable();
        return named;
    }
    let topics = terms(here, TaxonomyKind::Topics, &block.topics, diagnostics);
    let regions = terms(here, TaxonomyKind::Regions, &block.regions, diagnostics);
    let in_any = |id: &EventId, kind: TaxonomyKind, terms: &[TermId]| {
        terms.is_empty()
            || terms.iter().any(|term| {
                newsroom
                    .taxonomy(kind)
                    .term(*term)
                    .events
                    .binary_search(id)
                    .is_ok()
            })
    };
    newsroom
        .events_in(Scope::Site)
        .iter()
        .copied()
        .filter(|id| in_any(id, TaxonomyKind::Topics, &topics))
        .filter(|id| in_any(id, TaxonomyKind::Regions, &regions))
        .filter(|id| within(here, block, *id))
        .collect()
}

/// Whether an event may lie in a block's time; only what definitely does not is left out.
fn within(here: &Here<'_>, block: &Block, id: EventId) -> bool {
    let date = &here.newsroom().event(id).place;
    let after = block
        .from
        .as_ref()
        .is_none_or(|from| date.compared_to(from) != Timing::Before);
    let before = block
        .to
        .as_ref()
        .is_none_or(|to| date.compared_to(to) != Timing::After);
    after && before
}

fn series(here: &Here<'_>, block: &Block, diagnostics: &mut Vec<Diagnostic>) -> Vec<SeriesId> {
    let newsroom = here.newsroom();
    let mut found = Vec::new();
    for reference in &block.series {
        match newsroom.series_named(&slug(&reference.text)) {
            Some(id) => found.push(id),
            None if here.site.lookup().is_series(&slug(&reference.text)) => {}
            None => {
                let near = nearest(&reference.text, &newsroom.series_ids);
                diagnostics.push(unknown("series", reference, near));
            }
        }
    }
    if block.series.is_empty() {
        let message = "this block names no series";
        let error = Diagnostic::error("block/no-series", message, block.place.clone());
        diagnostics.push(error.help("say which: series = [\"us-troops-iraq\"]"));
    }
    found
}

fn terms(
    here: &Here<'_>,
    kind: TaxonomyKind,
    references: &[TermRef],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<TermId> {
    let taxonomy = here.newsroom().taxonomy(kind);
    let by_id: LazyCell<BTreeMap<&str, ()>, _> =
        LazyCell::new(|| taxonomy.terms.iter().map(|term| (&*term.id, ())).collect());
    let mut found = Vec::new();
    for reference in references {
        match taxonomy.find(&reference.text) {
            Some(id) => found.push(id),
            // On an earlier day, a term that only later articles name was not there.
            None if here.newsroom().as_of.reason == Reason::Asked => {}
            None => {
                let near = nearest(&reference.text, &by_id);
                diagnostics.push(unknown(kind.singular(), reference, near));
            }
        }
    }
    found
}

fn unknown(what: &str, reference: &TermRef, near: Option<&str>) -> Diagnostic {
    let message = format!("unknown {what} `{}`", reference.text);
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("no public article names this {what}"),
    };
    Diagnostic::error("block/unknown", message, reference.place.clone()).help(help)
}
