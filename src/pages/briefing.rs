//! Briefings: what a term, or a topic in a region, comes to.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use serde_json::Value as Json;

use super::body::{self, BodyView};
use super::cards::Card;
use super::changes::{self, DayOfChanges};
use super::frame::Heading;
use super::items::{self, TermItem};
use super::kinds::timeline::{self, Around};
use super::map::{self, MapView};
use super::plan::Scope;
use super::site::{DateView, Here, Link, at_most};
use super::{freshness, scope, turns, urls};
use crate::config::Family;
use crate::content::term::TaxonomyKind;
use crate::diagnostic::Diagnostic;
use crate::newsroom::Newsroom;
use crate::newsroom::freshness::Freshness;
use crate::newsroom::ids::TermId;
use crate::newsroom::taxonomy::{Taxonomy, Term, belonging};
use crate::path::UrlPath;
use crate::reads::{List, note};

/// The briefing of a topic, of a region, or of a topic in a region.
#[derive(Clone, Debug, Serialize)]
pub struct BriefingView {
    /// What it is called; of a cell, "The footbridge in Harrowmere".
    pub name: String,
    /// A code others know it by.
    pub code: Option<String>,
    /// Its standing summary.
    pub summary: String,
    /// What is new, why it matters, what is next.
    pub brief: Option<BriefView>,
    /// Background.
    pub body: BodyView,
    /// How many articles it has.
    pub articles: usize,
    /// How many events.
    pub events: usize,
    /// How many sources its articles draw on.
    pub sources: usize,
    /// Its key figures.
    pub figures: Vec<Card>,
    /// How many more key figures there are than shown.
    pub more_figures: usize,
    /// All key figures of the site.
    pub figures_href: Option<String>,
    /// The next date of what is still to come.
    pub next: Option<DateView>,
    /// What changed last, by day, the latest first.
    pub changes: Vec<DayOfChanges>,
    /// What was promised or ordered for a time that has passed, the latest first: a few of them.
    pub overdue: Vec<Card>,
    /// How many more are overdue.
    pub more_overdue: usize,
    /// What is still to come and not overdue, the next first.
    pub ahead: Vec<Card>,
    /// What is to come on or after a day that has come, so that it may come on any day now.
    pub any_day_now: Vec<Card>,
    /// What has happened or begun, or was called off, and is not overdue; the latest first.
    pub past: Vec<Card>,
    /// Its latest articles.
    pub latest: Vec<Card>,
    /// All of its articles, where the briefing does not show all.
    pub articles_href: Option<String>,
    /// Its whole timeline; in a cell only where it has more events than `timeline` in the limits.
    pub timeline_href: Option<String>,
    /// Its calendar of milestones.
    pub calendar_href: Option<String>,
    /// A region on a map; none for topics and cells, where nobody can tell where it is, and with
    /// `maps = false`.
    pub map: Option<MapView>,
    /// Where it lies.
    pub parents: Vec<Link>,
    /// What lies in it.
    pub children: Vec<TermItem>,
    /// The terms of the other taxonomy that its articles have, the most frequent first.
    pub others: Vec<MeetingItem>,
    /// How many more of those there are.
    pub more_others: usize,
    /// The table of topics and regions.
    pub matrix_href: Option<String>,
    /// Which taxonomy `others` is of; none in a cell.
    pub others_kind: Option<TaxonomyKind>,
    /// Anything a theme wants to know.
    pub extra: Json,
}

impl BriefingView {
    /// What it says of itself in its head.
    pub fn heading(&self, here: &Here<'_>) -> Heading {
        let language = here.language();
        let counts = [
            ("articles", &*language.count("articles", self.articles, &[])),
            (
                "sources",
                &*language.count("source_count", self.sources, &[]),
            ),
        ];
        Heading {
            description: match self.summary.as_str() {
                "" => language.say("articles_from_sources", &counts),
                summary => summary.to_string(),
            },
            ..Heading::titled(self.name.clone())
        }
    }

    /// Its freshness as the briefing of a scope.
    pub fn freshness(&self, newsroom: &Newsroom, within: Scope) -> Freshness {
        let cards = [
            &*self.overdue,
            &self.ahead,
            &self.any_day_now,
            &self.past,
            &self.figures,
            &self.latest,
        ];
        let turn = turns::briefing(newsroom, within);
        let body = self.body.freshness(newsroom);
        freshness::briefing(newsroom, within, &cards, turn).and(body)
    }
}

/// What a busy reader wants first.
#[derive(Clone, Debug, Serialize)]
pub struct BriefView {
    /// What is new.
    pub new: Option<String>,
    /// Why it matters.
    pub why: Option<String>,
    /// What is next.
    pub next: Option<String>,
    /// The day on which that was so.
    pub as_of: Option<DateView>,
}

/// Where a topic and a region meet.
#[derive(Clone, Debug, Serialize)]
pub struct MeetingItem {
    /// The briefing of the two, or the other term's where there is none.
    pub href: String,
    /// The other term.
    pub name: String,
    /// How many articles have both.
    pub articles: usize,
}

/// The view of a term's briefing.
pub fn term(
    here: &Here<'_>,
    kind: TaxonomyKind,
    id: TermId,
    diagnostics: &mut Vec<Diagnostic>,
) -> BriefingView {
    let term = here.newsroom().taxonomy(kind).term(id);
    let (others, more_others) = others(here, kind, id);
    BriefingView {
        name: term.name.clone(),
        code: term.code.clone(),
        summary: term.summary.clone(),
        brief: brief(here, term),
        body: body::maybe(here, term.body.as_ref(), diagnostics),
        map: match kind {
            TaxonomyKind::Topics => None,
            TaxonomyKind::Regions => map::locator(here, id),
        },
        parents: items::terms::links(here, kind, &term.parents),
        children: children(here, kind, term),
        others,
        more_others,
        others_kind: Some(other(kind)),
        extra: term.extra.clone(),
        ..common(here, Scope::Term(kind, id))
    }
}

/// A term's brief; none before its day, for it tells what was not known then.
pub fn brief(here: &Here<'_>, term: &Term) -> Option<BriefView> {
    let brief = term.brief.as_ref()?;
    let known = brief.is_known_on(here.newsroom().as_of.gate_day());
    known.then(|| BriefView {
        new: brief.new.clone(),
        why: brief.why.clone(),
        next: brief.next.clone(),
        as_of: brief.as_of.map(|day| here.on(day)),
    })
}

/// The terms that lie in a term, as many as a page of a list shows; the list of all terms has
/// the rest.
fn children(here: &Here<'_>, kind: TaxonomyKind, term: &Term) -> Vec<TermItem> {
    let shown = at_most(&term.children, here.site.config.limits.page);
    shown
        .iter()
        .map(|child| items::terms::item(here, kind, *child))
        .collect()
}

/// The view of the briefing of a topic in a region.
pub fn cell(here: &Here<'_>, topic: TermId, region: TermId) -> BriefingView {
    let parents = vec![
        items::terms::link(here, TaxonomyKind::Topics, topic),
        items::terms::link(here, TaxonomyKind::Regions, region),
    ];
    BriefingView {
        parents,
        ..common(here, Scope::Cell(topic, region))
    }
}

/// How many of its latest articles a briefing shows at most; its list has all of them.
const LATEST: usize = 5;

/// How many changes and overdue promises a briefing tells; other pages have all of them.
const FEW: usize = 3;

/// A limit of the site's, or a lower one of briefings; a site that sets none has all.
fn few(limit: usize, few: usize) -> usize {
    limit.min(few)
}

/// What all briefings have: figures, events and articles of their scope.
fn common(here: &Here<'_>, within: Scope) -> BriefingView {
    let newsroom = here.newsroom();
    let limits = &here.site.config.limits;
    let articles = newsroom.articles_in(within);
    let events = newsroom.events_in(within);
    let series = newsroom.series_in(within);
    let figures = at_most(&series, limits.figures);
    let Around {
        overdue,
        ahead,
        any_day_now,
        past,
    } = timeline::around(newsroom, &events, limits.timeline);
    let all_overdue = events.iter().filter(|id| newsroom.event(**id).is_overdue());
    let all_overdue = all_overdue.count();
    let overdue = at_most(&overdue, few(limits.timeline, FEW));
    let mut milestones = ahead.iter().map(|id| newsroom.event(*id));
    let next = milestones.find(|event| event.is_milestone());
    let next = next.and_then(|event| event.when.as_ref());
    let next = next.map(|date| here.date_inside(date));
    let sources: std::collections::BTreeSet<_> = articles
        .iter()
        .flat_map(|id| newsroom.entry(*id).sources.iter())
        .collect();
    BriefingView {
        name: scope::name(here.site, within).unwrap_or_default(),
        code: None,
        summary: String::new(),
        brief: None,
        body: BodyView::default(),
        articles: articles.len(),
        events: events.len(),
        sources: sources.len(),
        figures: here.figure_cards(figures),
        more_figures: series.len() - figures.len(),
        figures_href: here.href_of(Family::Figures, &urls::figures()),
        next,
        changes: changes::latest(here, within, FEW),
        overdue: here.event_cards(overdue),
        more_overdue: all_overdue - overdue.len(),
        ahead: here.event_cards(&ahead),
        any_day_now: here.event_cards(&any_day_now),
        past: here.event_cards(&past),
        latest: here.article_cards(at_most(&articles, few(limits.latest, LATEST))),
        articles_href: existing(here, &scope::articles_url(newsroom, within)),
        timeline_href: existing(here, &scope::timeline_url(newsroom, within)),
        calendar_href: existing(here, &urls::calendar(here.url)),
        map: None,
        parents: Vec::new(),
        children: Vec::new(),
        others: Vec::new(),
        more_others: 0,
        matrix_href: here.href_of(Family::Matrix, &urls::matrix()),
        others_kind: None,
        extra: Json::Null,
    }
}

fn existing(here: &Here<'_>, url: &UrlPath) -> Option<String> {
    here.site.plan.has(url).then(|| here.href(url))
}

fn other(kind: TaxonomyKind) -> TaxonomyKind {
    match kind {
        TaxonomyKind::Topics => TaxonomyKind::Regions,
        TaxonomyKind::Regions => TaxonomyKind::Topics,
    }
}

/// The other taxonomy's terms that articles of this one have, and how many are not shown.
fn others(here: &Here<'_>, kind: TaxonomyKind, id: TermId) -> (Vec<MeetingItem>, usize) {
    // How many articles of the term meet which others, of all that is known of meetings.
    note(belonging(kind, id, List::Articles));
    let meetings = here.site.plan.meetings.quietly();
    let mut found: Vec<(TermId, TermId, usize)> = match kind {
        TaxonomyKind::Topics => meetings
            .range((id, TermId::new(0))..)
            .take_while(|((topic, _), _)| *topic == id)
            .map(|((topic, region), count)| (*topic, *region, *count))
            .collect(),
        TaxonomyKind::Regions => meetings
            .iter()
            .filter(|((_, region), _)| *region == id)
            .map(|((topic, region), count)| (*topic, *region, *count))
            .collect(),
    };
    found.sort_by_key(|(.., count)| std::cmp::Reverse(*count));
    let found = without_idle_containers(here, kind, id, found);
    let shown = at_most(&found, here.site.config.limits.latest);
    let items = shown
        .iter()
        .map(|(topic, region, count)| meeting(here, kind, *topic, *region, *count));
    (items.collect(), found.len() - shown.len())
}

/// Meetings without those whose term holds no more than one of its children, or all articles and
/// none that is in no child of it: it would say again what the children say.
fn without_idle_containers(
    here: &Here<'_>,
    kind: TaxonomyKind,
    id: TermId,
    found: Vec<(TermId, TermId, usize)>,
) -> Vec<(TermId, TermId, usize)> {
    let newsroom = here.newsroom();
    let all = newsroom.taxonomy(kind).term(id).articles.len();
    let others = newsroom.taxonomy(other(kind));
    let of = |meeting: &(TermId, TermId, usize)| match kind {
        TaxonomyKind::Topics => meeting.1,
        TaxonomyKind::Regions => meeting.0,
    };
    let counts: HashMap<TermId, usize> = found.iter().map(|one| (of(one), one.2)).collect();
    let adds = |meeting: &(TermId, TermId, usize)| {
        let children = others.term(of(meeting)).children.iter();
        let mut children = children.filter_map(|child| counts.get(child)).peekable();
        let alone = children.peek().is_none();
        let more = children.all(|count| *count < meeting.2);
        alone || more && (meeting.2 < all || names_itself(here, others, meeting))
    };
    found.into_iter().filter(adds).collect()
}

/// Whether an article where a topic and a region meet is in no child of one of the two terms.
fn names_itself(
    here: &Here<'_>,
    others: &Taxonomy,
    &(topic, region, count): &(TermId, TermId, usize),
) -> bool {
    let cell = |child: &TermId| match others.kind {
        TaxonomyKind::Regions => Scope::Cell(topic, *child),
        TaxonomyKind::Topics => Scope::Cell(*child, region),
    };
    let term = match others.kind {
        TaxonomyKind::Regions => region,
        TaxonomyKind::Topics => topic,
    };
    let children = others.term(term).children.iter();
    let articles = children.flat_map(|child| here.newsroom().articles_in(cell(child)).into_owned());
    articles.collect::<HashSet<_>>().len() < count
}

fn meeting(
    here: &Here<'_>,
    kind: TaxonomyKind,
    topic: TermId,
    region: TermId,
    articles: usize,
) -> MeetingItem {
    let newsroom = here.newsroom();
    let (topic, region) = (newsroom.topics.term(topic), newsroom.regions.term(region));
    let (name, own) = match kind {
        TaxonomyKind::Topics => (&region.name, urls::term(TaxonomyKind::Regions, region)),
        TaxonomyKind::Regions => (&topic.name, urls::term(TaxonomyKind::Topics, topic)),
    };
    let cell = existing(here, &urls::cell(topic, region));
    MeetingItem {
        href: cell.unwrap_or_else(|| here.href(&own)),
        name: name.clone(),
        articles,
    }
}
