//! The list of key figures.

use serde::Serialize;

use super::{Diagnostic, Freshness, Heading, Here, Link, Newsroom, PageKind, Planner, Scope};
use crate::config::Family;
use crate::content::claim::Importance;
use crate::content::term::TaxonomyKind;
use crate::newsroom::ids::SeriesId;
use crate::newsroom::series::Series;
use crate::pages::cards::Card;
use crate::pages::items::terms;
use crate::pages::paging::Order;
use crate::pages::site::{Pager, at_most};
use crate::pages::{freshness, urls};

/// A page of the list of key figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures(usize);

impl PageKind for Figures {
    type View = FiguresView;

    fn plan(planner: &mut Planner<'_>) {
        planner.list(Family::Figures, &urls::figures(), Figures);
    }

    fn entries(newsroom: &Newsroom) -> usize {
        newsroom.series.len()
    }

    fn template(&self) -> &'static str {
        "figures"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> FiguresView {
        figures(here, self.0)
    }

    fn pager(view: &FiguresView) -> Option<&Pager> {
        Some(&view.pager)
    }

    fn heading(&self, here: &Here<'_>, _: &FiguresView) -> Heading {
        Heading::titled(here.language().text("key_figures"))
    }

    fn freshness(&self, newsroom: &Newsroom, view: &FiguresView) -> Freshness {
        let given = newsroom.freshness_of_series(Scope::Site).given;
        freshness::listing(newsroom, given, &[&view.figures], view.rows_turn(newsroom))
    }
}

/// A page of the list of key figures. Few are shown as cards; of many a table, below the cards of
/// those that matter most or that speakers disagree on.
#[derive(Clone, Debug, Serialize)]
pub struct FiguresView {
    /// The series shown as cards, by weight: all where there are few, else on the first page those
    /// that matter most or that speakers disagree on.
    pub figures: Vec<Card>,
    /// The rows of the table by topic, where there are many series.
    pub groups: Vec<Group>,
    /// How many rows this page has.
    pub rows: usize,
    /// The way through the pages.
    pub pager: Pager,
}

/// The series of one topic.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// The topic, the first that each of them names; `None` for those that name none.
    pub topic: Option<Link>,
    /// Its series, by weight.
    pub figures: Vec<Card>,
    #[serde(skip)]
    series: Vec<SeriesId>,
}

impl FiguresView {
    /// The days on which rows turn by themselves: they say nothing of what is to come.
    fn rows_turn(&self, newsroom: &Newsroom) -> Freshness {
        let rows = self.groups.iter().flat_map(|group| &group.series);
        let heads = rows.filter_map(|id| newsroom.one_series(*id).lines.first());
        let days = heads.flat_map(|line| line.head.turns_of_value());
        days.map(|day| Freshness::of_date(day, newsroom.as_of.day))
            .collect()
    }
}

/// Up to how many series are all shown as cards, and how many cards stand above a table.
const CARDS: usize = 12;

/// The view of a page of the list of key figures.
pub fn figures(here: &Here<'_>, page: usize) -> FiguresView {
    let newsroom = here.newsroom();
    let all = &newsroom.leading_series;
    let paging = here.paging(Order::Forward, all.len());
    let pager = Pager::new(here, &urls::figures(), paging, page, all.len());
    if all.len() <= CARDS {
        return FiguresView {
            figures: here.figure_cards(paging.of(all, page)),
            groups: Vec::new(),
            rows: 0,
            pager,
        };
    }
    let first = |id: &SeriesId| newsroom.one_series(*id).topics.first().copied();
    let mut by_topic = all.clone();
    by_topic.sort_by_key(|id| (first(id).is_none(), first(id)));
    let shown = paging.of(&by_topic, page);
    let groups = shown.chunk_by(|one, other| first(one) == first(other));
    let leading = all.iter().filter(|id| leads(newsroom.one_series(**id)));
    let leading: Vec<SeriesId> = leading
        .filter(|_| page == paging.first())
        .copied()
        .collect();
    FiguresView {
        figures: here.figure_cards(at_most(&leading, CARDS)),
        groups: groups
            .map(|group| Group {
                topic: first(&group[0]).map(|id| terms::link(here, TaxonomyKind::Topics, id)),
                figures: here.figure_cards(group),
                series: group.to_vec(),
            })
            .collect(),
        rows: shown.len(),
        pager,
    }
}

/// Whether a series has a card above the table: its file says that it matters most, or speakers
/// give numbers that differ.
fn leads(series: &Series) -> bool {
    let head = series.lines.first().map(|line| &line.head);
    let differ = head.is_some_and(|head| !head.beside.is_empty());
    series.importance == Importance::High || differ
}
