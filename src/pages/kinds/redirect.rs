//! Former addresses.

use super::Role;
use super::{Diagnostic, Freshness, Heading, Here, Link, MadeOf, Newsroom, PageKind, Planner};
use crate::content::term::TaxonomyKind;
use crate::pages::urls;
use crate::path::{UrlPath, slug};

/// A former address, with the one that it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect(pub UrlPath);

impl PageKind for Redirect {
    type View = Link;

    fn plan(planner: &mut Planner<'_>) {
        let newsroom = planner.newsroom;
        for entry in &newsroom.entries {
            planner.redirect_all(&entry.article.aliases, &entry.article.url, UrlPath::new);
        }
        for page in &newsroom.pages {
            planner.redirect_all(&page.aliases, &page.url, UrlPath::new);
        }
        for kept in newsroom.former.events() {
            if newsroom.event_ids.contains_key(&kept.id) {
                let former = |alias: &str| urls::event_id(&slug(alias));
                planner.redirect_all(
                    std::slice::from_ref(&kept.alias),
                    &urls::event_id(&kept.id),
                    former,
                );
            }
        }
        for kept in newsroom.former.all_series() {
            if newsroom.series_ids.contains_key(&kept.id) {
                let former = |alias: &str| urls::series_id(&slug(alias));
                planner.redirect_all(
                    std::slice::from_ref(&kept.alias),
                    &urls::series_id(&kept.id),
                    former,
                );
            }
        }
        for kept in newsroom.former.sources() {
            let now = urls::source_id(&slug(&kept.id));
            if newsroom
                .sources
                .iter()
                .any(|source| urls::source(source) == now)
            {
                let former = |alias: &str| urls::source_id(&slug(alias));
                planner.redirect_all(std::slice::from_ref(&kept.alias), &now, former);
            }
        }
        for kind in TaxonomyKind::ALL {
            for term in &newsroom.taxonomy(kind).terms {
                let former = |alias: &str| urls::term_id(kind, &slug(alias));
                planner.redirect_all(&term.aliases, &urls::term(kind, term), former);
            }
        }
    }

    fn template(&self) -> &'static str {
        "redirect"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> Link {
        here.link(&self.0, self.0.to_string())
    }

    fn heading(&self, here: &Here<'_>, _: &Link) -> Heading {
        Heading::titled(here.language().text("moved_page"))
    }

    fn freshness(&self, _: &Newsroom, _: &Link) -> Freshness {
        Freshness::default()
    }

    fn made_of<'a>(&self, _: &'a Newsroom) -> MadeOf<'a> {
        MadeOf::default()
    }

    fn role(&self) -> Role<'_> {
        Role::Redirect(&self.0)
    }
}
