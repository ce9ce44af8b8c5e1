//! Lists of articles.

use serde::Serialize;

use super::timeline::YearItem;
use super::{Diagnostic, Freshness, Heading, Here, Link, Newsroom, PageKind, Planner, Role, Scope};
use crate::config::Family;
use crate::pages::cards::Card;
use crate::pages::paging::Order;
use crate::pages::site::Pager;
use crate::pages::{freshness, scope, urls};

/// A page of a list of articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Articles(Scope, usize);

impl PageKind for Articles {
    type View = ArticlesView;

    fn plan(planner: &mut Planner<'_>) {
        let newsroom = planner.newsroom;
        list(planner, Scope::Site, Self::entries(newsroom));
        for (year, articles) in &newsroom.article_years {
            list(planner, Scope::Year(*year), articles.len());
        }
        for (kind, id, term) in planner.terms {
            list(planner, Scope::Term(*kind, *id), term.articles.len());
        }
        // A cell has a list of its own where its briefing cannot show all.
        let latest = planner.config.limits.latest;
        for meeting in planner.meetings {
            if latest > 0 && meeting.articles > latest {
                list(planner, meeting.scope(), meeting.articles);
            }
        }
    }

    fn entries(newsroom: &Newsroom) -> usize {
        newsroom.listed.len()
    }

    fn order() -> Order {
        Order::NewestFirst
    }

    fn template(&self) -> &'static str {
        "articles"
    }

    fn view(&self, here: &Here<'_>, _: &mut Vec<Diagnostic>) -> ArticlesView {
        articles(here, self.0, self.1)
    }

    fn pager(view: &ArticlesView) -> Option<&Pager> {
        Some(&view.pager)
    }

    fn heading(&self, here: &Here<'_>, _: &ArticlesView) -> Heading {
        Heading::titled(scope::heading(here, "articles_page", self.0))
    }

    fn freshness(&self, newsroom: &Newsroom, view: &ArticlesView) -> Freshness {
        let told = newsroom.presence_of_articles(self.0);
        freshness::listing(newsroom, told, &[&view.articles], Freshness::default())
    }

    fn crumbs(&self, here: &Here<'_>) -> Vec<Link> {
        scope::crumbs_of_list(
            here,
            self.0,
            (Family::Lists, urls::articles()),
            (
                scope::articles_url(here.newsroom(), self.0),
                "articles_page",
            ),
        )
    }

    fn scope(&self) -> Scope {
        self.0
    }

    fn role(&self) -> Role<'_> {
        match self.0 {
            Scope::Site | Scope::Year(_) => Role::Archive,
            Scope::Term(..) | Scope::Cell(..) => Role::Page,
        }
    }
}

fn list(planner: &mut Planner<'_>, scope: Scope, count: usize) {
    let listing = scope::articles_url(planner.newsroom, scope);
    let paging = planner.paging(Order::NewestFirst, count);
    planner.paged(Family::Lists, &listing, paging, |page| {
        Articles(scope, page)
    });
}

/// A page of a list of articles.
#[derive(Clone, Debug, Serialize)]
pub struct ArticlesView {
    /// What the list is of, with its briefing; none for the whole site. For a year, the year with a
    /// link to all articles.
    pub of: Option<Link>,
    /// The articles, newest first.
    pub articles: Vec<Card>,
    /// The years, the latest first; empty for terms and cells, and on later pages.
    pub years: Vec<YearItem>,
    /// The way through the pages.
    pub pager: Pager,
}

/// The view of a page of a list of articles.
pub fn articles(here: &Here<'_>, scope: Scope, page: usize) -> ArticlesView {
    let newsroom = here.newsroom();
    let all = newsroom.articles_in(scope);
    let paging = here.paging(Order::NewestFirst, all.len());
    let listing = scope::articles_url(newsroom, scope);
    ArticlesView {
        of: scope::of(here, scope, &urls::articles()),
        articles: here.article_cards(paging.of(&all, page)),
        years: match page == paging.first() {
            true => years(here, scope),
            false => Vec::new(),
        },
        pager: Pager::new(here, &listing, paging, page, all.len()),
    }
}

fn years(here: &Here<'_>, scope: Scope) -> Vec<YearItem> {
    if !matches!(scope, Scope::Site | Scope::Year(_)) {
        return Vec::new();
    }
    let years = here.newsroom().article_years.iter().rev();
    years
        .map(|(year, articles)| YearItem {
            href: here.href(&urls::articles_of_year(*year)),
            year: *year,
            count: articles.len(),
            current: scope == Scope::Year(*year),
        })
        .collect()
}
