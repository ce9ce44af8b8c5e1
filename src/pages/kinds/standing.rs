//! Standing pages.

use serde::Serialize;
use serde_json::Value as Json;

use super::{Diagnostic, Freshness, Heading, Here, MadeOf, Newsroom, PageKind, Planner, Text};
use crate::pages::body::{self, BodyView};

/// A standing page, by its place in the newsroom's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing(usize);

impl PageKind for Standing {
    type View = StandingView;

    fn plan(planner: &mut Planner<'_>) {
        for (at, page) in planner.newsroom.pages.iter().enumerate() {
            planner.add(page.url.clone(), Standing(at), Some(page.place.clone()));
        }
    }

    fn template(&self) -> &'static str {
        "standing"
    }

    fn view(&self, here: &Here<'_>, diagnostics: &mut Vec<Diagnostic>) -> StandingView {
        standing(here, self.0, diagnostics)
    }

    fn heading(&self, here: &Here<'_>, view: &StandingView) -> Heading {
        Heading {
            title: view.title.clone(),
            description: view.summary.clone(),
            lang: here.newsroom().pages[self.0].lang.clone(),
        }
    }

    fn freshness(&self, newsroom: &Newsroom, view: &StandingView) -> Freshness {
        view.body.freshness(newsroom)
    }

    fn made_of<'a>(&self, _: &'a Newsroom) -> MadeOf<'a> {
        MadeOf::default()
    }

    fn text<'a>(&self, newsroom: &'a Newsroom) -> Option<Text<'a>> {
        let page = &newsroom.pages[self.0];
        Some(Text {
            path: &page.path,
            place: &page.place,
            version_of: &page.version_of,
            revised: None,
        })
    }
}

/// A standing page.
#[derive(Clone, Debug, Serialize)]
pub struct StandingView {
    /// What it is called.
    pub title: String,
    /// What it says, in a sentence or two.
    pub summary: String,
    /// Its text.
    pub body: BodyView,
    /// Anything a theme wants to know.
    pub extra: Json,
}

/// The view of a standing page.
pub fn standing(here: &Here<'_>, at: usize, diagnostics: &mut Vec<Diagnostic>) -> StandingView {
    let page = &here.newsroom().pages[at];
    StandingView {
        title: page.title.clone(),
        summary: page.summary.clone(),
        body: body::view(here, &page.body, page.lang.as_deref(), diagnostics),
        extra: page.extra.clone(),
    }
}
