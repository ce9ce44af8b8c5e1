//! The front page.

use serde::Serialize;

use super::ahead::any_day_now;
use super::{Diagnostic, Frame, Freshness, Heading, Here, Newsroom, PageKind, Planner};
use super::{Role, Scope};
use crate::config::Family;
use crate::content::term::TaxonomyKind;
use crate::newsroom::ids::TermId;
use crate::pages::cards::Card;
use crate::pages::changes::{self, DayOfChanges};
use crate::pages::items::{self, TermItem};
use crate::pages::schema::{self, Thing};
use crate::pages::site::at_most;
use crate::pages::{freshness, turns, urls};

/// The front page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Front;

impl PageKind for Front {
    type View = FrontView;

    fn plan(planner: &mut Planner<'_>) {
        planner.add(urls::front(), Front, None);
    }

    fn template(&self) -> &'static str {
        "front"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> FrontView {
        front(here)
    }

    fn heading(&self, here: &Here<'_>, _: &FrontView) -> Heading {
        Heading::titled(here.site.config.title.clone())
    }

    fn freshness(&self, newsroom: &Newsroom, view: &FrontView) -> Freshness {
        let cards = [
            &*view.overdue,
            &view.ahead,
            &view.any_day_now,
            &view.figures,
            &view.latest,
        ];
        freshness::briefing(newsroom, Scope::Site, &cards, turns::front(newsroom))
    }

    fn schema(&self, here: &Here<'_>, _: &FrontView, frame: &Frame) -> Option<Thing> {
        schema::site(here, frame)
    }

    fn role(&self) -> Role<'_> {
        Role::Archive
    }
}

/// The front page.
#[derive(Clone, Debug, Serialize)]
pub struct FrontView {
    /// The latest articles.
    pub latest: Vec<Card>,
    /// What changed lately in events that have an id, in series and by corrections, the latest day
    /// first.
    pub changes: Vec<DayOfChanges>,
    /// What was promised or ordered for a time that has passed, the latest first.
    pub overdue: Vec<Card>,
    /// What is still to come and not overdue, the next first.
    pub ahead: Vec<Card>,
    /// What is to come on or after a day that has come, so that it may come on any day now.
    pub any_day_now: Vec<Card>,
    /// The leading key figures.
    pub figures: Vec<Card>,
    /// The topics that articles name or that have a file, those with the most articles first.
    pub topics: Vec<TermItem>,
    /// The regions, likewise.
    pub regions: Vec<TermItem>,
    /// All articles.
    pub articles_href: Option<String>,
    /// All that is overdue or still to come.
    pub ahead_href: Option<String>,
    /// All key figures.
    pub figures_href: Option<String>,
    /// All that changed.
    pub changes_href: Option<String>,
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
    let (any_day_now, dated) = any_day_now(newsroom);
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
        changes_href: here.href_of(Family::Changes, &urls::changes()),
        articles: articles.len(),
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
pub fn own_terms(here: &Here<'_>, kind: TaxonomyKind) -> Vec<TermId> {
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
