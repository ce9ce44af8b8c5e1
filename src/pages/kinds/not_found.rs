//! What hosts show where there is no page.

use serde::Serialize;

use super::{
    Diagnostic, Freshness, Heading, Here, Link, MadeOf, Newsroom, PageKind, Planner, Role,
};
use crate::pages::{items, urls};

/// What hosts show where there is no page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotFound;

impl PageKind for NotFound {
    type View = NotFoundView;

    fn plan(planner: &mut Planner<'_>) {
        planner.add(urls::not_found(), NotFound, None);
    }

    fn template(&self) -> &'static str {
        "404"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> NotFoundView {
        not_found(here)
    }

    fn heading(&self, here: &Here<'_>, _: &NotFoundView) -> Heading {
        Heading::titled(here.language().text("not_found"))
    }

    fn freshness(&self, _: &Newsroom, _: &NotFoundView) -> Freshness {
        Freshness::default()
    }

    fn made_of<'a>(&self, _: &'a Newsroom) -> MadeOf<'a> {
        MadeOf::default()
    }

    fn role(&self) -> Role<'_> {
        Role::StandIn
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
    NotFoundView {
        home: here.href(&urls::front()),
        parts: items::frame::own_parts(here)
            .map(|(key, url)| here.link(&url, here.language().text(key)))
            .collect(),
    }
}
