//! The pages that look over the whole site: front, matrix, ahead, lists of terms.

use serde::Serialize;

use super::cards::Card;
use super::changes::{self, DayOfChanges};
use super::facets::{Facets, facets};
use super::items::terms::TermTree;
use super::items::{self, TermItem};
use super::map::{self, MapView};
use super::plan::Scope;
use super::site::{Here, Link, Pager, at_most, page_of};
use super::urls;
use crate::config::Family;
use crate::content::term::TaxonomyKind;
use crate::newsroom::ids::{EventId, TermId};

/// The front page.
#[derive(Clone, Debug, Serialize)]
pub struct FrontView {
    /// The latest articles.
    pub latest: Vec<Card>,
    /// What changed lately in events and figures, by day, the latest first.
    pub changes: Vec<DayOfChanges>,
    /// Promises whose day has passed, the latest first.
    pub overdue: Vec<Card>,
    /// What is still to come, the next first.
    pub ahead: Vec<Card>,
    /// What may come on any day now.
    pub any_day_now: Vec<Card>,
    /// The leading key figures.
    pub figures: Vec<Card>,
    /// The topics with the most articles.
    pub topics: Vec<TermItem>,
    /// The regions with the most articles of their own.
    pub regions: Vec<TermItem>,
    /// All articles.
    pub articles_href: Option<String>,
    /// All that is overdue or still to come.
    pub ahead_href: Option<String>,
    /// All key figures.
    pub figures_href: Option<String>,
    /// How many articles there are in all.
    pub articles: usize,
    /// How many events.
    pub events: usize,
}

/// The view of the front page.
pub fn front(here: &Here<'_>) -> FrontView {
    let newsroom = here.newsroom();
    let limits = &here.site.config.limits;
    let articles = newsroom.articles_in(Scope::Site);
    let (any_day_now, dated) = any_day_now(here);
    FrontView {
        latest: here.article_cards(at_most(&articles, limits.latest)),
        changes: changes::latest(here, Scope::Site, limits.changes),
        overdue: here.event_cards(at_most(&newsroom.overdue, limits.figures)),
        ahead: here.event_cards(at_most(&dated, limits.figures)),
        any_day_now: here.event_cards(at_most(&any_day_now, limits.figures)),
        figures: here.figure_cards(at_most(&newsroom.leading_series, limits.figures)),
        topics: leading(here, TaxonomyKind::Topics),
        regions: leading(here, TaxonomyKind::Regions),
        articles_href: here.href_of(Family::Lists, &urls::articles()),
        ahead_href: here.href_of(Family::Ahead, &urls::ahead()),
        figures_href: here.href_of(Family::Figures, &urls::figures()),
        articles: newsroom.entries.len(),
        events: newsroom.events.len(),
    }
}

fn leading(here: &Here<'_>, kind: TaxonomyKind) -> Vec<TermItem> {
    let own = own_terms(here, kind);
    let shown = at_most(&own, here.site.config.limits.latest);
    shown
        .iter()
        .map(|term| items::terms::item(here, kind, *term))
        .collect()
}

/// The terms that articles name themselves or that have a file, the most frequent first: the
/// continents above every country say little.
fn own_terms(here: &Here<'_>, kind: TaxonomyKind) -> Vec<TermId> {
    let newsroom = here.newsroom();
    let taxonomy = newsroom.taxonomy(kind);
    let mut named = vec![false; taxonomy.terms.len()];
    for term in newsroom
        .entries
        .iter()
        .flat_map(|entry| newsroom.terms_of(entry, kind))
    {
        named[term.index()] = true;
    }
    let count = |id: &TermId| taxonomy.term(*id).articles.len();
    let mut terms: Vec<TermId> = taxonomy
        .ids()
        .filter(|id| (named[id.index()] || taxonomy.term(*id).path.is_some()) && count(id) > 0)
        .collect();
    terms.sort_by_key(|id| std::cmp::Reverse(count(id)));
    terms
}

/// The table of topics and regions.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixView {
    /// The regions, each the head of a column.
    pub regions: Vec<Link>,
    /// A row for each topic.
    pub rows: Vec<MatrixRow>,
    /// How many regions the table has no room for.
    pub more_regions: usize,
    /// How many topics the table has no room for.
    pub more_topics: usize,
    /// The list of all topics.
    pub topics_href: String,
    /// The list of all regions.
    pub regions_href: String,
}

/// A topic's row.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixRow {
    /// The topic.
    pub topic: Link,
    /// For each region how many articles meet, with the cell's briefing where it has one.
    pub cells: Vec<MatrixCell>,
}

/// A cell of the table.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixCell {
    /// How many articles meet.
    pub articles: usize,
    /// The cell's briefing.
    pub href: Option<String>,
    /// What the cell is of, in words.
    pub label: String,
}

/// The view of the table.
pub fn matrix(here: &Here<'_>) -> MatrixView {
    let limit = here.site.config.limits.page;
    let (topics, regions) = (
        own_terms(here, TaxonomyKind::Topics),
        own_terms(here, TaxonomyKind::Regions),
    );
    let (rows, columns) = (at_most(&topics, limit), at_most(&regions, limit));
    MatrixView {
        regions: items::terms::links(here, TaxonomyKind::Regions, columns),
        rows: rows
            .iter()
            .map(|topic| MatrixRow {
                topic: items::terms::link(here, TaxonomyKind::Topics, *topic),
                cells: columns
                    .iter()
                    .map(|region| matrix_cell(here, *topic, *region))
                    .collect(),
            })
            .collect(),
        more_regions: regions.len() - columns.len(),
        more_topics: topics.len() - rows.len(),
        topics_href: here.href(&urls::terms(TaxonomyKind::Topics)),
        regions_href: here.href(&urls::terms(TaxonomyKind::Regions)),
    }
}

fn matrix_cell(here: &Here<'_>, topic: TermId, region: TermId) -> MatrixCell {
    let newsroom = here.newsroom();
    let (one, other) = (newsroom.topics.term(topic), newsroom.regions.term(region));
    let url = urls::cell(one, other);
    let plan = here.site.plan;
    MatrixCell {
        articles: plan.meetings.get(&(topic, region)).copied().unwrap_or(0),
        href: plan.pages.contains_key(&url).then(|| here.href(&url)),
        label: here
            .language()
            .say("cell", &[("topic", &*one.name), ("region", &*other.name)]),
    }
}

/// Milestones to come.
#[derive(Clone, Debug, Serialize)]
pub struct AheadView {
    /// Promises whose day has passed, the latest first.
    pub overdue: Vec<Card>,
    /// What is still to come after its day was moved later, the next first.
    pub slipped: Vec<Card>,
    /// What else is still to come, the next first.
    pub ahead: Vec<Card>,
    /// What is to come on or after a day that has come.
    pub any_day_now: Vec<Card>,
    /// What tells the events of this page apart.
    pub facets: Facets,
    /// The calendar of what is to come.
    pub calendar_href: Option<String>,
    /// The way through the pages.
    pub pager: Pager,
}

/// The milestones that may come on any day now, and the others.
fn any_day_now(here: &Here<'_>) -> (Vec<EventId>, Vec<EventId>) {
    let newsroom = here.newsroom();
    let milestones = newsroom.milestones.iter();
    milestones.partition(|id| newsroom.event(**id).is_any_day_now())
}

/// The view of a page of what is overdue, then of what has slipped, then of what else is to come,
/// at last of what may come on any day now.
pub fn ahead(here: &Here<'_>, page: usize) -> AheadView {
    let newsroom = here.newsroom();
    let (any_day_now, dated) = any_day_now(here);
    let (slipped, unmoved): (Vec<EventId>, Vec<EventId>) = dated
        .iter()
        .partition(|id| newsroom.event(**id).put_off() > 0);
    let all = [newsroom.overdue.clone(), slipped, unmoved, any_day_now].concat();
    let shown = page_of(&all, page, here.site.config.limits.page);
    let (overdue, to_come): (Vec<EventId>, Vec<EventId>) = shown
        .iter()
        .partition(|id| newsroom.event(**id).is_overdue());
    let (any_day_now, to_come): (Vec<EventId>, Vec<EventId>) = to_come
        .iter()
        .partition(|id| newsroom.event(**id).is_any_day_now());
    let (slipped, ahead): (Vec<EventId>, Vec<EventId>) = to_come
        .iter()
        .partition(|id| newsroom.event(**id).put_off() > 0);
    AheadView {
        overdue: here.event_cards(&overdue),
        slipped: here.event_cards(&slipped),
        ahead: here.event_cards(&ahead),
        any_day_now: here.event_cards(&any_day_now),
        facets: facets(here, shown),
        calendar_href: here.href_of(Family::Calendars, &urls::calendar(&urls::ahead())),
        pager: Pager::new(here, &urls::ahead(), page, all.len()),
    }
}

/// The terms of a taxonomy.
#[derive(Clone, Debug, Serialize)]
pub struct TermsView {
    /// Which taxonomy.
    pub kind: TaxonomyKind,
    /// How much there is on each country, on the first page of the regions.
    pub map: Option<MapView>,
    /// The terms at the top, each with what lies in it.
    pub terms: Vec<TermTree>,
    /// The table of topics and regions.
    pub matrix_href: Option<String>,
    /// The way through the pages.
    pub pager: Pager,
}

/// The view of a page of a taxonomy's terms.
pub fn terms(here: &Here<'_>, kind: TaxonomyKind, page: usize) -> TermsView {
    let roots = here.newsroom().taxonomy(kind).roots();
    let shown = page_of(&roots, page, here.site.config.limits.page);
    let has_map = kind == TaxonomyKind::Regions && page == 1;
    TermsView {
        kind,
        map: has_map.then(|| map::coverage(here)).flatten(),
        terms: shown
            .iter()
            .map(|root| items::terms::tree(here, kind, *root))
            .collect(),
        matrix_href: here.href_of(Family::Matrix, &urls::matrix()),
        pager: Pager::new(here, &urls::terms(kind), page, roots.len()),
    }
}

/// What hosts show where there is no page.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundView {
    /// The front page.
    pub home: String,
    /// The main parts of the site.
    pub parts: Vec<Link>,
}

/// The view of the page that is shown where there is none.
pub fn not_found(here: &Here<'_>) -> NotFoundView {
    let parts = items::frame::parts().into_iter();
    NotFoundView {
        home: here.href(&urls::front()),
        parts: parts
            .filter(|(_, _, family)| family.is_none_or(|family| here.has(family)))
            .map(|(key, url, _)| here.link(&url, here.language().text(key)))
            .collect(),
    }
}
