//! The plan: which pages exist. A page is a URL and a reference into the newsroom; nothing is
//! rendered yet.

mod cells;
mod ledger;
mod lookup;
mod named;
mod outline;
mod planner;
mod targets;

pub use ledger::{fault, former_address};
pub use lookup::Lookup;
pub use outline::Outline;
pub use planner::plan;

pub use crate::newsroom::scope::Scope;

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use crate::content::term::TaxonomyKind;
use crate::newsroom::Newsroom;
use crate::newsroom::ids::{ArticleId, EventId, SeriesId, SourceId, TermId};
use crate::pages::urls;
use crate::path::{SourcePath, UrlPath};

/// A page or file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The front page.
    Front,
    /// An article.
    Article(ArticleId),
    /// A standing page, by its place in the newsroom's list.
    Standing(usize),
    /// A page of a list of articles.
    Articles(Scope, usize),
    /// A page of the list of a taxonomy's terms.
    Terms(TaxonomyKind, usize),
    /// A term's briefing.
    Term(TaxonomyKind, TermId),
    /// The briefing of a topic in a region.
    Cell(TermId, TermId),
    /// The table of topics and regions.
    Matrix,
    /// A page of a timeline.
    Timeline(Scope, usize),
    /// A page of the milestones to come.
    Ahead(usize),
    /// An event with an id.
    Event(EventId),
    /// A page of the list of key figures.
    Figures(usize),
    /// A series.
    Series(SeriesId),
    /// A page of the list of sources.
    Sources(usize),
    /// A page of what was taken from a source.
    Source(SourceId, usize),
    /// A page of the list of corrections.
    Corrections(usize),
    /// A page of what is disputed.
    Disputed(usize),
    /// What hosts show where there is no page.
    NotFound,
    /// A former address.
    Redirect(UrlPath),
    /// An Atom feed of articles.
    Feed(Scope),
    /// An iCalendar of milestones.
    Calendar(Scope),
    /// The list of all pages for search engines.
    Sitemap,
    /// A file of the content that is published as it is.
    Asset(SourcePath),
    /// A picture of the content in another width.
    Image(SourcePath, u32),
    /// A file of the theme that is published as it is.
    Static(UrlPath),
    /// What a build says of itself.
    Record,
}

/// Where a reference to a source file leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a page or file of the site.
    Url(UrlPath),
    /// To something the gate keeps back.
    Withheld,
    /// To a file that could not be used; that is reported already.
    Broken,
}

/// Every page of the site.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The pages, by URL.
    pub pages: BTreeMap<UrlPath, Page>,
    /// Where each source file is published.
    pub targets: HashMap<SourcePath, Target>,
    /// What it follows from; nothing where something is wrong with it.
    pub outline: Option<Outline>,
    /// How many articles meet in a topic and a region, where any do.
    pub meetings: BTreeMap<(TermId, TermId), usize>,
    /// What is looked up where a reference leads nowhere.
    pub lookup: OnceLock<Lookup>,
}

impl Plan {
    /// The same plan for a newsroom of the same outline, in which events may have other numbers.
    fn of(mut self, newsroom: &Newsroom, outline: Outline) -> Plan {
        let before = self.outline.filter(|before| before.is_of(newsroom));
        if before.is_none() {
            for (name, id) in &newsroom.event_ids {
                self.pages.insert(urls::event_id(name), Page::Event(*id));
            }
        }
        Plan {
            outline: Some(outline),
            lookup: OnceLock::new(),
            ..self
        }
    }
}

/// How many pages a listing has; an empty one has a page that says so.
pub fn page_count(entries: usize, page_size: usize) -> usize {
    match page_size {
        0 => 1,
        size => entries.div_ceil(size).max(1),
    }
}

/// The file a page is written in.
pub fn source_of<'a>(newsroom: &'a Newsroom, page: &'a Page) -> Option<&'a SourcePath> {
    match page {
        Page::Article(id) => Some(&newsroom.article(*id).path),
        Page::Standing(at) => Some(&newsroom.pages[*at].path),
        Page::Term(kind, id) => newsroom.taxonomy(*kind).term(*id).path.as_ref(),
        Page::Asset(path) => Some(path),
        _ => None,
    }
}
