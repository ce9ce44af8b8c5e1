//! The pages of facts: events, series, sources, corrections.

use serde::Serialize;
use serde_json::Value as Json;

use super::article::{self, CorrectionItem};
use super::body::{self, BodyView};
use super::cards::Card;
use super::chart::{self, ChartView};
use super::derived::Derived;
use super::items::promises::PromiseItem;
use super::items::{
    self, ClaimItem, ConflictItem, EventItem, FigureItem, ObservationItem, SourceItem,
};
use super::sentences::Teller;
use super::site::{Here, Link, Pager, at_most, page_of};
use super::urls;
use crate::content::term::TaxonomyKind;
use crate::diagnostic::Diagnostic;
use crate::newsroom::events::Said;
use crate::newsroom::ids::{ArticleId, EventId, SeriesId, SourceId};

/// An event.
#[derive(Clone, Debug, Serialize)]
pub struct EventView {
    /// The event as timelines show it, with its state.
    pub event: EventItem,
    /// Where it stands, sentence by sentence.
    pub state: Vec<Derived>,
    /// Everything said of it, in the order it was said.
    pub history: Vec<ClaimItem>,
    /// How the time that was named changed, in the order it was told.
    pub moves: Vec<Derived>,
    /// Each promise that was late, put off or is overdue, to be drawn.
    pub promises: Vec<PromiseItem>,
    /// The latest articles that speak of it; the history leads to all.
    pub articles: Vec<Card>,
    /// Background.
    pub body: BodyView,
    /// Anything a theme wants to know.
    pub extra: Json,
}

/// The view of an event.
pub fn event(here: &Here<'_>, id: EventId, diagnostics: &mut Vec<Diagnostic>) -> EventView {
    let event = here.newsroom().event(id);
    let articles = event.history.iter().flat_map(Said::articles);
    let teller = Teller::new(here, event);
    EventView {
        event: items::events::item(here, id),
        state: teller.state(),
        history: items::events::history(here, event),
        moves: teller.moves(),
        promises: items::promises::all(here, event),
        articles: latest(here, articles),
        body: body::maybe(here, event.body.as_ref(), diagnostics),
        extra: event.extra.clone(),
    }
}

/// Each article once, newest first, as many as a page of a list shows.
fn latest(here: &Here<'_>, articles: impl Iterator<Item = ArticleId>) -> Vec<Card> {
    let unique: std::collections::BTreeSet<ArticleId> = articles.collect();
    let unique: Vec<ArticleId> = unique.into_iter().collect();
    here.article_cards(at_most(&unique, here.site.config.limits.page))
}

/// A page of the list of key figures.
#[derive(Clone, Debug, Serialize)]
pub struct FiguresView {
    /// The series, by weight.
    pub figures: Vec<Card>,
    /// The way through the pages.
    pub pager: Pager,
}

/// The view of a page of the list of key figures.
pub fn figures(here: &Here<'_>, page: usize) -> FiguresView {
    let all = &here.newsroom().leading_series;
    let shown = page_of(all, page, here.site.config.limits.page);
    FiguresView {
        figures: here.figure_cards(shown),
        pager: Pager::new(here, &urls::figures(), page, all.len()),
    }
}

/// A series.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesView {
    /// The series as briefings show it, with its value.
    pub figure: FigureItem,
    /// What another speaker gave for an earlier time, where that of the value has given nothing
    /// before.
    pub earlier: Option<Derived>,
    /// Its numbers over time, where there are two or more.
    pub chart: Option<ChartView>,
    /// What one of them is.
    pub unit: Option<String>,
    /// Numbers that count something else, or elsewhere: each by itself.
    pub lines: Vec<FigureItem>,
    /// Where speakers give numbers for one time that cannot both be true: the latest.
    pub conflicts: Vec<ConflictItem>,
    /// How many more of these there are.
    pub more_conflicts: usize,
    /// Every observation, in the order of the time it speaks of.
    pub observations: Vec<ObservationItem>,
    /// Its topics.
    pub topics: Vec<Link>,
    /// Its regions.
    pub regions: Vec<Link>,
    /// The latest articles that carry its observations; these lead to all.
    pub articles: Vec<Card>,
    /// The method.
    pub body: BodyView,
    /// Anything a theme wants to know.
    pub extra: Json,
}

/// The view of a series.
pub fn series(here: &Here<'_>, id: SeriesId, diagnostics: &mut Vec<Diagnostic>) -> SeriesView {
    let series = here.newsroom().one_series(id);
    let articles = series.observations.iter().map(|observed| observed.article);
    let (conflicts, more_conflicts) = items::figures::conflicts(here, series);
    SeriesView {
        figure: items::figures::item(here, id),
        earlier: items::numbers::earlier_of_another(here, series, 0),
        chart: chart::chart(here, series),
        unit: series.unit.clone(),
        lines: items::figures::other_lines(here, series),
        conflicts,
        more_conflicts,
        observations: items::observations::all(here, series),
        topics: items::terms::links(here, TaxonomyKind::Topics, &series.topics),
        regions: items::terms::links(here, TaxonomyKind::Regions, &series.regions),
        articles: latest(here, articles),
        body: body::maybe(here, series.body.as_ref(), diagnostics),
        extra: series.extra.clone(),
    }
}

/// A page of the list of sources.
#[derive(Clone, Debug, Serialize)]
pub struct SourcesView {
    /// The sources, by name.
    pub sources: Vec<SourceEntry>,
    /// The way through the pages.
    pub pager: Pager,
}

/// A source in the list.
#[derive(Clone, Debug, Serialize)]
pub struct SourceEntry {
    /// The source.
    pub source: SourceItem,
    /// How many articles list it.
    pub articles: usize,
    /// How many claims rest on it or are its own.
    pub claims: usize,
    /// How many figures rest on it or are its own.
    pub figures: usize,
}

/// The view of a page of the list of sources.
pub fn sources(here: &Here<'_>, page: usize) -> SourcesView {
    let all: Vec<SourceId> = (0..here.newsroom().sources.len())
        .map(SourceId::new)
        .collect();
    let shown = page_of(&all, page, here.site.config.limits.page);
    SourcesView {
        sources: shown.iter().map(|id| source_entry(here, *id)).collect(),
        pager: Pager::new(here, &urls::sources(), page, all.len()),
    }
}

fn source_entry(here: &Here<'_>, id: SourceId) -> SourceEntry {
    let source = here.newsroom().source(id);
    SourceEntry {
        source: items::sources::item(here, id),
        articles: source.articles.len(),
        claims: source.claims.len(),
        figures: source.figures.len(),
    }
}

/// What was taken from a source.
#[derive(Clone, Debug, Serialize)]
pub struct SourceView {
    /// The source.
    pub source: SourceItem,
    /// Who published it.
    pub publisher: Option<Link>,
    /// The documents it published.
    pub documents: Vec<SourceItem>,
    /// The claims that rest on it or are its own.
    pub claims: Vec<SourceClaim>,
    /// The figures that rest on it or are its own.
    pub figures: Vec<SourceFigure>,
    /// The articles that list it, newest first.
    pub articles: Vec<Card>,
    /// The way through the pages.
    pub pager: Pager,
}

/// A claim taken from a source.
#[derive(Clone, Debug, Serialize)]
pub struct SourceClaim {
    /// The event's own page, if it has one.
    pub href: Option<String>,
    /// The claim.
    pub claim: ClaimItem,
}

/// A figure taken from a source.
#[derive(Clone, Debug, Serialize)]
pub struct SourceFigure {
    /// The series' page, if it is of one.
    pub href: Option<String>,
    /// The number.
    pub observation: ObservationItem,
}

/// The view of a page of what was taken from a source.
pub fn source(here: &Here<'_>, id: SourceId, page: usize) -> SourceView {
    let newsroom = here.newsroom();
    let source = newsroom.source(id);
    let size = here.site.config.limits.page;
    let most = source.longest_list();
    let publisher = source.publisher.map(|id| newsroom.source(id));
    let documents = page_of(&source.documents, page, size);
    SourceView {
        source: items::sources::item(here, id),
        publisher: publisher
            .map(|publisher| here.link(&urls::source(publisher), publisher.citation.name.clone())),
        documents: documents
            .iter()
            .map(|id| items::sources::item(here, *id))
            .collect(),
        claims: page_of(&source.claims, page, size)
            .iter()
            .map(|claim| source_claim(here, *claim))
            .collect(),
        figures: page_of(&source.figures, page, size)
            .iter()
            .map(|figure| source_figure(here, *figure))
            .collect(),
        articles: here.article_cards(page_of(&source.articles, page, size)),
        pager: Pager::new(here, &urls::source(source), page, most),
    }
}

fn source_claim(here: &Here<'_>, (event, at): (EventId, usize)) -> SourceClaim {
    let event = here.newsroom().event(event);
    SourceClaim {
        href: items::events::page(here, event),
        claim: items::events::claim(here, event, at),
    }
}

fn source_figure(here: &Here<'_>, (article, at): (ArticleId, usize)) -> SourceFigure {
    let newsroom = here.newsroom();
    let (series, observed) = newsroom.figure(article, at);
    let current = series.is_some_and(|series| series.is_current(observed));
    SourceFigure {
        href: series.and_then(|series| items::figures::page(here, series)),
        observation: items::observations::observation(here, observed, series, current),
    }
}

/// A page of the list of corrections.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionsView {
    /// The corrections, the latest first.
    pub corrections: Vec<CorrectionEntry>,
    /// The way through the pages.
    pub pager: Pager,
}

/// A correction with the article it was made in.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionEntry {
    /// The article.
    pub article: Link,
    /// The correction.
    pub correction: CorrectionItem,
}

/// The view of a page of the list of corrections.
pub fn corrections(here: &Here<'_>, page: usize) -> CorrectionsView {
    let newsroom = here.newsroom();
    let mut all: Vec<_> = (0..newsroom.entries.len())
        .map(ArticleId::new)
        .flat_map(|id| {
            let made = newsroom.corrections(id);
            made.map(move |(_, correction)| (id, correction))
        })
        .collect();
    all.sort_by_key(|(_, correction)| std::cmp::Reverse(correction.date));
    let shown = page_of(&all, page, here.site.config.limits.page);
    CorrectionsView {
        corrections: shown
            .iter()
            .map(|(id, correction)| CorrectionEntry {
                article: items::articles::link(here, *id),
                correction: article::correction(here, correction),
            })
            .collect(),
        pager: Pager::new(here, &urls::corrections(), page, all.len()),
    }
}
