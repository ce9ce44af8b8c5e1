//! Where every kind of page lives. Terms' URLs are flat, so that a move in the tree breaks no
//! link.

use super::kinds::file::FeedFormat;
use super::sitemap::Sitemap;
use crate::content::address;
use crate::content::term::TaxonomyKind;
use crate::newsroom::events::Event;
use crate::newsroom::series::Series;
use crate::newsroom::sources::Source;
use crate::newsroom::taxonomy::Term;
use crate::path::{SourcePath, UrlPath};

/// The front page.
pub fn front() -> UrlPath {
    UrlPath::new("/")
}

/// The listing of a taxonomy's terms.
pub fn terms(kind: TaxonomyKind) -> UrlPath {
    UrlPath::new(&format!("/{}/", kind.folder()))
}

/// A term's briefing.
pub fn term(kind: TaxonomyKind, term: &Term) -> UrlPath {
    term_id(kind, &term.id)
}

/// The briefing of the term with this id, or what redirects to it.
pub fn term_id(kind: TaxonomyKind, id: &str) -> UrlPath {
    UrlPath::new(&format!("/{}/{id}/", kind.folder()))
}

/// The briefing of a topic in a region.
pub fn cell(topic: &Term, region: &Term) -> UrlPath {
    term(TaxonomyKind::Topics, topic).join(&format!("{}/", region.id))
}

/// The table of topics and regions.
pub fn matrix() -> UrlPath {
    UrlPath::new("/matrix/")
}

/// All articles, newest first.
pub fn articles() -> UrlPath {
    UrlPath::new("/articles/")
}

/// The articles of a year.
pub fn articles_of_year(year: i32) -> UrlPath {
    articles().join(&format!("{year}/"))
}

/// The whole timeline's overview.
pub fn timeline() -> UrlPath {
    UrlPath::new("/timeline/")
}

/// The timeline of a year.
pub fn timeline_of_year(year: i32) -> UrlPath {
    timeline().join(&format!("{year}/"))
}

/// Milestones to come.
pub fn ahead() -> UrlPath {
    UrlPath::new("/ahead/")
}

/// An event with an id.
pub fn event(event: &Event) -> Option<UrlPath> {
    Some(event_id(event.id.as_deref()?))
}

/// The event of this id.
pub fn event_id(id: &str) -> UrlPath {
    UrlPath::new(&format!("/events/{id}/"))
}

/// All key figures.
pub fn figures() -> UrlPath {
    UrlPath::new("/figures/")
}

/// One series.
pub fn series(series: &Series) -> UrlPath {
    series_id(&series.id)
}

/// The series of this id.
pub fn series_id(id: &str) -> UrlPath {
    UrlPath::new(&format!("/figures/{id}/"))
}

/// All sources.
pub fn sources() -> UrlPath {
    UrlPath::new("/sources/")
}

/// One source.
pub fn source(source: &Source) -> UrlPath {
    source_id(&source.id)
}

/// The source of an id.
pub fn source_id(id: &str) -> UrlPath {
    UrlPath::new(&format!("/sources/{id}/"))
}

/// All corrections.
pub fn corrections() -> UrlPath {
    UrlPath::new("/corrections/")
}

/// What is disputed.
pub fn disputed() -> UrlPath {
    UrlPath::new("/disputed/")
}

/// What changed lately.
pub fn changes() -> UrlPath {
    UrlPath::new("/changes/")
}

/// What changed in a month.
pub fn changes_of_month((year, month): (i32, u32)) -> UrlPath {
    changes().join(&format!("{year:04}-{month:02}/"))
}

/// Facts as tables for programs.
pub fn data() -> UrlPath {
    UrlPath::new("/data/")
}

/// What the marks on pages mean.
pub fn guide() -> UrlPath {
    UrlPath::new("/how-to-read/")
}

/// Where the search is, with all that it loads.
pub const SEARCH: &str = "/search/";

/// The search.
pub fn search() -> UrlPath {
    UrlPath::new(SEARCH)
}

/// A file that the search loads.
pub fn search_file(name: &str) -> UrlPath {
    search().join(name)
}

/// What topics and regions are called.
pub fn terms_file() -> UrlPath {
    UrlPath::new("/terms.js")
}

/// What hosts show where there is no page.
pub fn not_found() -> UrlPath {
    UrlPath::new("/404.html")
}

/// A page of a listing that is not its first.
pub fn nth(listing: &UrlPath, page: usize) -> UrlPath {
    listing.join(&format!("page/{page}/"))
}

/// The feed of a page.
pub fn feed(of: &UrlPath, format: FeedFormat) -> UrlPath {
    of.join(match format {
        FeedFormat::Atom => "feed.xml",
        FeedFormat::Json => "feed.json",
    })
}

/// The calendar of a page.
pub fn calendar(of: &UrlPath) -> UrlPath {
    of.join("calendar.ics")
}

/// A sitemap: that of all pages is the index of its parts, where it has parts.
pub fn sitemap(which: Sitemap) -> UrlPath {
    UrlPath::new(&match which {
        Sitemap::Whole | Sitemap::Index => "/sitemap.xml".to_string(),
        Sitemap::Part(nth) => format!("/sitemap-{nth}.xml"),
        Sitemap::News => "/news-sitemap.xml".to_string(),
    })
}

/// The picture that is drawn of a page.
pub fn social(of: &UrlPath) -> UrlPath {
    of.join(match of.as_str().ends_with('/') {
        true => "social.png",
        false => ".social.png",
    })
}

/// A page as Markdown.
pub fn markdown(of: &UrlPath) -> UrlPath {
    of.join("index.md")
}

/// A picture of the content in another width.
pub fn image(path: &SourcePath, width: u32) -> UrlPath {
    UrlPath::new(&format!("{}.{width}.webp", address::asset(path)))
}
