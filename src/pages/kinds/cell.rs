//! Briefings of a topic in a region.

use super::Scope;
use super::{Diagnostic, Freshness, Heading, Here, Link, Newsroom, PageKind, Planner};
use crate::newsroom::ids::TermId;
use crate::pages::briefing::{self, BriefingView};
use crate::pages::scope;

/// The briefing of a topic in a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell(TermId, TermId);

impl PageKind for Cell {
    type View = BriefingView;

    fn plan(planner: &mut Planner<'_>) {
        for meeting in planner.meetings {
            let cell = Cell(meeting.topic, meeting.region);
            planner.add(scope::home(planner.newsroom, cell.scope()), cell, None);
        }
    }

    fn template(&self) -> &'static str {
        "cell"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> BriefingView {
        briefing::cell(here, self.0, self.1)
    }

    fn heading(&self, here: &Here<'_>, view: &BriefingView) -> Heading {
        view.heading(here)
    }

    fn freshness(&self, newsroom: &Newsroom, view: &BriefingView) -> Freshness {
        view.freshness(newsroom, self.scope())
    }

    fn crumbs(&self, here: &Here<'_>) -> Vec<Link> {
        scope::crumbs(here, self.scope())
    }

    fn scope(&self) -> Scope {
        Scope::Cell(self.0, self.1)
    }

    fn feed(&self) -> Scope {
        self.scope()
    }
}
