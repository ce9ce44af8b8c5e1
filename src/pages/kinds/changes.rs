//! What changed, month by month.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Diagnostic, Freshness, Heading, Here, Link, Newsroom, PageKind, Planner, Role, Scope};
use crate::config::Family;
use crate::date::Edtf;
use crate::language::Language;
use crate::newsroom::changes::{Month, of_day};
use crate::newsroom::figures::stale_from;
use crate::pages::changes::{self, DayOfChanges};
use crate::pages::data::Set;
use crate::pages::paging::Order;
use crate::pages::site::{Pager, at_most};
use crate::pages::{frame, urls};

/// A page of what changed: the latest, or the n-th page of a month, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes(Option<(Month, usize)>);

impl PageKind for Changes {
    type View = ChangesView;

    fn plan(planner: &mut Planner<'_>) {
        if !planner.has(Family::Changes) {
            return;
        }
        planner.add(urls::changes(), Changes(None), None);
        for (month, count) in planner.newsroom.months_of_changes() {
            let listing = urls::changes_of_month(*month);
            let paging = planner.paging(Order::NewestFirst, *count);
            planner.paged(Family::Changes, &listing, paging, |page| {
                Changes(Some((*month, page)))
            });
        }
    }

    fn template(&self) -> &'static str {
        "changes"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> ChangesView {
        let limits = &here.site.config.limits;
        let (shown, pager) = match self.0 {
            None => (at_most(here.newsroom().record(), limits.page), None),
            Some((month, page)) => {
                let all = here.newsroom().record_of(month);
                let listing = urls::changes_of_month(month);
                let paging = here.paging(Order::NewestFirst, all.len());
                let pager = Pager::new(here, &listing, paging, page, all.len());
                (paging.of(all, page), Some(pager))
            }
        };
        ChangesView {
            days: changes::days(here, shown),
            months: match self.0 {
                // A month's page must not change when the next one begins.
                Some(_) => Vec::new(),
                None => month_items(here),
            },
            total: match &pager {
                Some(pager) => pager.entries,
                None => Some(here.newsroom().record().len()),
            },
            pager,
        }
    }

    fn pager(view: &ChangesView) -> Option<&Pager> {
        view.pager.as_ref()
    }

    fn heading(&self, here: &Here<'_>, _: &ChangesView) -> Heading {
        let language = here.language();
        let month = self.0.and_then(|(month, _)| words(language, month));
        Heading::titled(match month {
            Some(month) => language.say("changes_of_month", &[("month", &month)]),
            None => language.text("changes_page"),
        })
    }

    fn freshness(&self, newsroom: &Newsroom, _: &ChangesView) -> Freshness {
        let of = self.0.map(|(month, _)| month);
        let shown = of.map_or_else(|| newsroom.record(), |month| newsroom.record_of(month));
        let changed = shown.first().map(|(day, _)| *day);
        if of.is_some_and(|month| month < of_day(newsroom.as_of.day)) {
            // No day to come is in it.
            return Freshness { changed, due: None };
        }
        let turns = newsroom.freshness_of_events(Scope::Site).turns.passed;
        let series = newsroom.series_in(Scope::Site);
        let stale = series.iter().map(|id| newsroom.one_series(*id));
        let stale = stale.filter_map(stale_from);
        let stale = stale.filter(|day| *day > newsroom.as_of.day);
        let next = turns.due.into_iter().chain(stale).min();
        let within = |day: &NaiveDate| of.is_none_or(|month| of_day(*day) == month);
        Freshness {
            changed,
            due: next.filter(within),
        }
    }

    fn role(&self) -> Role<'_> {
        Role::Archive
    }

    fn data(&self) -> Option<Set> {
        Some(Set::Changes(self.0.map(|(month, _)| month)))
    }

    fn crumbs(&self, here: &Here<'_>) -> Vec<Link> {
        let all = frame::part(here, Family::Changes, &urls::changes(), "changes_page");
        all.filter(|_| self.0.is_some()).into_iter().collect()
    }
}

/// A page of what changed.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesView {
    /// The changes, by day, the latest first.
    pub days: Vec<DayOfChanges>,
    /// The months, the latest first; none on a month's own page.
    pub months: Vec<MonthItem>,
    /// How many changes there are: in the month, or in all; not on later pages.
    pub total: Option<usize>,
    /// The way through the pages of a month.
    pub pager: Option<Pager>,
}

/// A month of the record.
#[derive(Clone, Debug, Serialize)]
pub struct MonthItem {
    /// Where it is.
    pub href: String,
    /// The month and its year, in words.
    pub text: String,
    /// How many changes it has.
    pub count: usize,
}

fn month_items(here: &Here<'_>) -> Vec<MonthItem> {
    let months = here.newsroom().months_of_changes().iter().copied();
    months
        .map(|(month, count)| MonthItem {
            href: here.href(&urls::changes_of_month(month)),
            text: words(here.language(), month).unwrap_or_default(),
            count,
        })
        .collect()
}

/// A month in words; `None` for one before the year 0.
fn words(language: &Language, (year, month): Month) -> Option<String> {
    let month = Edtf::parse(&format!("{year:04}-{month:02}")).ok()?;
    Some(language.date(&month))
}
