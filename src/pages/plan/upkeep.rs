//! Keeping a plan up with a newsroom in which one article says something else.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::cells::Above;
use super::{Page, Plan, Scope, page_count};
use crate::config::Config;
use crate::content::article::Article;
use crate::content::term::TaxonomyKind;
use crate::newsroom::events::Event;
use crate::newsroom::ids::TermId;
use crate::newsroom::{Edit, Newsroom, Revision};
use crate::pages::disputed::Disputed;
use crate::pages::urls;
use crate::path::UrlPath;

/// Whether the plan holds after a revision, events' new numbers taken in; if not, it is to be
/// made anew.
///
/// The plan must have been made without a word of complaint: what it says of places moves.
pub fn keep_up(
    plan: &mut Plan,
    newsroom: &Newsroom,
    config: &Config,
    edit: Edit<'_>,
    revision: &Revision,
) -> bool {
    plan.lookup = OnceLock::new();
    let written = |article: &Article| {
        let aliases = article.aliases.iter().map(|alias| alias.text.clone());
        let corrections = article.corrections.iter().map(|correction| correction.date);
        (aliases.collect::<Vec<_>>(), corrections.collect::<Vec<_>>())
    };
    let keeper = Keeper {
        newsroom,
        config,
        revision,
    };
    written(edit.old) == written(edit.new)
        && keeper.renumber(plan)
        && keeper.lists(plan)
        && keeper.cells(plan)
}

struct Keeper<'a> {
    newsroom: &'a Newsroom,
    config: &'a Config,
    revision: &'a Revision,
}

impl Keeper<'_> {
    fn after(&self) -> impl Iterator<Item = &Event> {
        let after = self.revision.after.iter();
        after.map(|id| self.newsroom.event(*id))
    }

    fn events(&self) -> impl Iterator<Item = &Event> {
        self.revision.before.iter().chain(self.after())
    }

    /// Tells the events' pages their numbers; whether no such page comes or goes.
    fn renumber(&self, plan: &mut Plan) -> bool {
        let ids = &self.newsroom.event_ids;
        let mut before = self
            .revision
            .before
            .iter()
            .filter_map(|event| event.id.as_ref());
        if !before.all(|name| ids.contains_key(name)) {
            return false;
        }
        let touched = self.after().filter_map(|event| event.id.as_ref());
        let names: Vec<&String> = match self.revision.renumbered {
            true => ids.keys().collect(),
            false => touched.collect(),
        };
        names.into_iter().all(|name| {
            let page = plan.pages.get_mut(&urls::event_id(name));
            match page {
                Some(page @ Page::Event(_)) => {
                    *page = Page::Event(ids[name]);
                    true
                }
                _ => false,
            }
        })
    }

    /// Whether every list that the revision touched has as many pages as before.
    fn lists(&self, plan: &Plan) -> bool {
        let newsroom = self.newsroom;
        let years: BTreeSet<i32> = self
            .events()
            .filter_map(|event| event.place.year())
            .collect();
        let of_years = years.iter().all(|year| {
            let events = newsroom.event_years.get(year).map(Vec::len);
            self.fits(plan, &urls::timeline_of_year(*year), events)
        });
        let of_terms = TaxonomyKind::ALL.iter().all(|kind| {
            let taxonomy = newsroom.taxonomy(*kind);
            let own: Vec<TermId> = self
                .events()
                .flat_map(|event| event.terms(*kind))
                .copied()
                .collect();
            taxonomy.with_ancestors(&own).iter().all(|id| {
                let term = taxonomy.term(*id);
                let url = urls::term(*kind, term).join("timeline/");
                self.fits(plan, &url, Some(term.events.len()))
            })
        });
        let of_sources = self.revision.sources.iter().all(|id| {
            let source = newsroom.source(*id);
            self.fits(plan, &urls::source(source), Some(source.longest_list()))
        });
        let ahead = newsroom.overdue.len() + newsroom.milestones.len();
        let disputed = || Disputed::of(newsroom).longest_list();
        let disputes = self.revision.figures || self.events().any(Event::is_disputed);
        of_years
            && of_terms
            && of_sources
            && self.fits(plan, &urls::ahead(), Some(ahead))
            && (!disputes || self.fits(plan, &urls::disputed(), Some(disputed())))
    }

    /// Whether a list of this length has just the pages that are planned; `None` has none.
    fn fits(&self, plan: &Plan, listing: &UrlPath, length: Option<usize>) -> bool {
        let last = length.map_or(0, |length| page_count(length, self.config.limits.page));
        let planned = |nth: usize| plan.pages.contains_key(&urls::nth(listing, nth));
        (last == 0 || planned(last)) && !planned(last + 1)
    }

    /// Whether the timelines of the cells in which the events lie have as many pages as before.
    fn cells(&self, plan: &Plan) -> bool {
        let above = Above::of(self.newsroom);
        let of = |event: &Event| above.cells(event);
        let before: Vec<_> = self.revision.before.iter().map(of).collect();
        let after: Vec<_> = self.after().map(of).collect();
        if before == after {
            return true;
        }
        let touched: BTreeSet<(TermId, TermId)> =
            before.into_iter().chain(after).flatten().collect();
        let limits = &self.config.limits;
        touched.into_iter().all(|(topic, region)| {
            let meetings = plan.meetings.get(&(topic, region)).copied().unwrap_or(0);
            if limits.cell_minimum == 0 || meetings < limits.cell_minimum {
                return true;
            }
            let (topics, regions) = (&self.newsroom.topics, &self.newsroom.regions);
            let url = urls::cell(topics.term(topic), regions.term(region)).join("timeline/");
            let events = self.newsroom.events_in(Scope::Cell(topic, region)).len();
            let listed = limits.timeline > 0 && events > limits.timeline;
            self.fits(plan, &url, Some(events).filter(|_| listed))
        })
    }
}
