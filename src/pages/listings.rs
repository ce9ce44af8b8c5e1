//! Lists of articles, and standing pages.

use serde::Serialize;
use serde_json::Value as Json;

use super::body::{self, BodyView};
use super::cards::Card;
use super::plan::Scope;
use super::site::{Here, Link, Pager, page_of};
use super::timeline::YearItem;
use super::{scope, urls};
use crate::diagnostic::Diagnostic;

/// A page of a list of articles.
#[derive(Clone, Debug, Serialize)]
pub struct ArticlesView {
    /// What the list is of; `None` for the whole site.
    pub of: Option<Link>,
    /// The articles, newest first.
    pub articles: Vec<Card>,
    /// The years, each with how many articles it has.
    pub years: Vec<YearItem>,
    /// The way through the pages.
    pub pager: Pager,
}

/// The view of a page of a list of articles.
pub fn articles(here: &Here<'_>, scope: Scope, page: usize) -> ArticlesView {
    let newsroom = here.newsroom();
    let all = newsroom.articles_in(scope);
    let shown = page_of(&all, page, here.site.config.limits.page);
    let listing = scope::articles_url(newsroom, scope);
    ArticlesView {
        of: scope::of(here, scope, &urls::articles()),
        articles: here.article_cards(shown),
        years: years(here, scope),
        pager: Pager::new(here, &listing, page, all.len()),
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
