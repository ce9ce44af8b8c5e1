//! What the marks on pages mean.

use serde::Serialize;

use super::{Diagnostic, Freshness, Heading, Here, MadeOf, Newsroom, PageKind, Planner};
use crate::config::Family;
use crate::pages::urls;

/// The page that explains the marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide;

impl PageKind for Guide {
    type View = GuideView;

    fn plan(planner: &mut Planner<'_>) {
        if planner.has(Family::Guide) {
            planner.add(urls::guide(), Guide, None);
        }
    }

    fn template(&self) -> &'static str {
        "guide"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> GuideView {
        let language = here.language();
        let entry = |key: &&'static str| GuideEntry {
            id: key,
            term: language.text(&format!("guide_{key}")),
            text: language.text(&format!("guide_{key}_text")),
        };
        GuideView {
            entries: MARKS.iter().map(entry).collect(),
        }
    }

    fn heading(&self, here: &Here<'_>, _: &GuideView) -> Heading {
        Heading {
            description: here.language().text("guide_about"),
            ..Heading::titled(here.language().text("guide"))
        }
    }

    fn freshness(&self, _: &Newsroom, _: &GuideView) -> Freshness {
        Freshness::default()
    }

    fn made_of<'a>(&self, _: &'a Newsroom) -> MadeOf<'a> {
        MadeOf::default()
    }
}

/// What is explained, each by its anchor: what a template writes as `data-explained`.
pub const MARKS: [&str; 14] = [
    "origin",
    "dates",
    "said",
    "dots",
    "overdue",
    "put-off",
    "promise",
    "any-day",
    "disputed",
    "as-of",
    "out-of-date",
    "beside",
    "change",
    "changed",
];

/// The page that explains the marks.
#[derive(Clone, Debug, Serialize)]
pub struct GuideView {
    /// Each mark with what it means.
    pub entries: Vec<GuideEntry>,
}

/// A mark with what it means.
#[derive(Clone, Debug, Serialize)]
pub struct GuideEntry {
    /// Its anchor.
    pub id: &'static str,
    /// The mark, as pages have it.
    pub term: String,
    /// What it means.
    pub text: String,
}
