//! Stage 3: the plan of all pages, and the view of each.
//!
//! [`plan::plan`] says which pages exist; [`view`] says what one of them shows. A view is all
//! that its template may see: every list comes sorted, merged and bounded from here.

pub mod article;
pub mod body;
pub mod briefing;
pub mod cards;
pub mod changes;
mod changes_figures;
pub mod chart;
pub mod derived;
pub mod disputed;
pub mod facets;
pub mod facts;
pub mod frame;
pub mod freshness;
pub mod items;
pub mod legal;
pub mod links;
pub mod listings;
pub mod map;
pub mod overviews;
pub mod pictures;
pub mod plan;
pub mod related;
pub mod schema;
pub mod scope;
pub mod sentences;
pub mod since;
mod since_figures;
pub mod site;
pub mod timeline;
mod turns;
pub mod urls;

use serde::Serialize;

use crate::content::term::TaxonomyKind;
use crate::diagnostic::Checked;
use crate::path::UrlPath;
use frame::{Frame, Heading};
use plan::{Page, Scope};
use site::{Here, Site};

/// What a page shows.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    /// The front page.
    Front(overviews::FrontView),
    /// An article.
    Article(Box<article::ArticleView>),
    /// A standing page.
    Standing(listings::StandingView),
    /// A list of articles.
    Articles(listings::ArticlesView),
    /// A list of terms.
    Terms(overviews::TermsView),
    /// A briefing.
    Briefing(Box<briefing::BriefingView>),
    /// The table of topics and regions.
    Matrix(overviews::MatrixView),
    /// A timeline.
    Timeline(timeline::TimelineView),
    /// Milestones to come.
    Ahead(overviews::AheadView),
    /// An event.
    Event(Box<facts::EventView>),
    /// A list of key figures.
    Figures(facts::FiguresView),
    /// A series.
    Series(Box<facts::SeriesView>),
    /// A list of sources.
    Sources(facts::SourcesView),
    /// A source.
    Source(Box<facts::SourceView>),
    /// A list of corrections.
    Corrections(facts::CorrectionsView),
    /// A former address: where it leads now.
    Redirect(site::Link),
    /// What is disputed.
    Disputed(disputed::DisputedView),
    /// What hosts show where there is no page.
    NotFound(overviews::NotFoundView),
    /// Nothing: a file that is no HTML.
    Nothing {},
}

impl Page {
    /// The template that shows the page, without `.html`.
    pub fn template(&self) -> &'static str {
        match self {
            Page::Front => "front",
            Page::Article(_) => "article",
            Page::Standing(_) => "standing",
            Page::Articles(..) => "articles",
            Page::Terms(..) => "terms",
            Page::Term(TaxonomyKind::Topics, _) => "topic",
            Page::Term(TaxonomyKind::Regions, _) => "region",
            Page::Cell(..) => "cell",
            Page::Matrix => "matrix",
            Page::Timeline(..) => "timeline",
            Page::Ahead(_) => "ahead",
            Page::Event(_) => "event",
            Page::Figures(_) => "figures",
            Page::Series(_) => "series",
            Page::Sources(_) => "sources",
            Page::Source(..) => "source",
            Page::Corrections(_) => "corrections",
            Page::Disputed(_) => "disputed",
            Page::NotFound => "404",
            Page::Redirect(_) => "redirect",
            Page::Feed(_) | Page::Calendar(_) | Page::Sitemap => "",
            Page::Asset(_) | Page::Image(..) | Page::Static(_) | Page::Record => "",
        }
    }

    /// Whether the page is one that readers open, and not a file or a redirect.
    pub fn is_html(&self) -> bool {
        !self.template().is_empty() && !matches!(self, Page::Redirect(_))
    }
}

/// The view of an HTML page and its frame.
pub fn view(site: Site<'_>, url: &UrlPath, page: &Page) -> Checked<(Frame, View)> {
    let here = Here::on_page(site, url);
    let mut diagnostics = Vec::new();
    let view = match page {
        Page::Front => View::Front(overviews::front(&here)),
        Page::Article(id) => View::Article(Box::new(article::view(&here, *id, &mut diagnostics))),
        Page::Standing(at) => View::Standing(listings::standing(&here, *at, &mut diagnostics)),
        Page::Articles(scope, nth) => View::Articles(listings::articles(&here, *scope, *nth)),
        Page::Terms(kind, nth) => View::Terms(overviews::terms(&here, *kind, *nth)),
        Page::Term(kind, id) => View::Briefing(Box::new(briefing::term(
            &here,
            *kind,
            *id,
            &mut diagnostics,
        ))),
        Page::Cell(topic, region) => {
            View::Briefing(Box::new(briefing::cell(&here, *topic, *region)))
        }
        Page::Matrix => View::Matrix(overviews::matrix(&here)),
        Page::Timeline(scope, nth) => View::Timeline(timeline::view(&here, *scope, *nth)),
        Page::Ahead(nth) => View::Ahead(overviews::ahead(&here, *nth)),
        Page::Event(id) => View::Event(Box::new(facts::event(&here, *id, &mut diagnostics))),
        Page::Figures(nth) => View::Figures(facts::figures(&here, *nth)),
        Page::Series(id) => View::Series(Box::new(facts::series(&here, *id, &mut diagnostics))),
        Page::Sources(nth) => View::Sources(facts::sources(&here, *nth)),
        Page::Source(id, nth) => View::Source(Box::new(facts::source(&here, *id, *nth))),
        Page::Corrections(nth) => View::Corrections(facts::corrections(&here, *nth)),
        Page::Disputed(nth) => View::Disputed(disputed::view(&here, *nth)),
        Page::Redirect(to) => View::Redirect(here.link(to, to.to_string())),
        Page::NotFound => View::NotFound(overviews::not_found(&here)),
        Page::Feed(_)
        | Page::Calendar(_)
        | Page::Sitemap
        | Page::Asset(_)
        | Page::Image(..)
        | Page::Static(_)
        | Page::Record => View::Nothing {},
    };
    let heading = heading(&here, page, &view);
    let freshness = freshness::of(site.newsroom, page, &view);
    let frame = frame::frame(&here, page, heading, freshness, &mut diagnostics);
    Checked::new((frame, view), diagnostics)
}

/// A page's headline, description and own language.
fn heading(here: &Here<'_>, page: &Page, view: &View) -> Heading {
    let full = |title: &str, description: &str, lang: Option<String>| Heading {
        title: title.to_string(),
        description: description.to_string(),
        lang,
    };
    let newsroom = here.newsroom();
    let text = |key: &str| here.language().text(key);
    let of = |key: &str, scope: Scope| {
        let Some(name) = scope::name(here.site, scope) else {
            return text(key);
        };
        match scope {
            Scope::Year(_) => here
                .language()
                .say(&format!("{key}_of_year"), &[("year", &name)]),
            _ => here
                .language()
                .say(&format!("{key}_of"), &[("name", &name)]),
        }
    };
    let title = match (page, view) {
        (Page::Front, _) => here.site.config.title.clone(),
        (Page::Article(id), View::Article(article)) => {
            let lang = newsroom.article(*id).lang.clone();
            return full(&article.title, &article.summary, lang);
        }
        (Page::Standing(at), View::Standing(standing)) => {
            let lang = newsroom.pages[*at].lang.clone();
            return full(&standing.title, &standing.summary, lang);
        }
        (_, View::Briefing(briefing)) => {
            return full(&briefing.name, &briefing.summary, None);
        }
        (_, View::Event(event)) => {
            return full(&event.event.title, &event.event.summary, None);
        }
        (_, View::Series(series)) => series.figure.name.clone(),
        (_, View::Source(source)) => source.source.name.clone(),
        (Page::Articles(scope, _), _) => of("articles_page", *scope),
        (Page::Timeline(scope, _), _) => of("timeline", *scope),
        (Page::Terms(kind, _), _) => scope::listing_name(here, *kind),
        (Page::Matrix, _) => text("matrix"),
        (Page::Ahead(_), _) => text("ahead"),
        (Page::Figures(_), _) => text("key_figures"),
        (Page::Sources(_), _) => text("sources"),
        (Page::Corrections(_), _) => text("corrections"),
        (Page::Disputed(_), _) => text("disputed_page"),
        (Page::NotFound, _) => text("not_found"),
        _ => text("moved_page"),
    };
    full(&title, "", None)
}
