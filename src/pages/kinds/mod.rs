//! The kinds of pages, each in a file of its own: which pages of the kind there are, what one of
//! them shows, and everything else that the site needs to know of it.
//!
//! A new kind is a file here that implements [`PageKind`], its two lines below, and its template. One
//! that is not in the list does not compile: only what the list names can have an address.

mod ahead;
mod article;
mod articles;
mod cell;
pub mod changes;
mod corrections;
mod data;
mod disputed;
mod event;
mod figures;
pub mod file;
mod front;
pub mod guide;
mod matrix;
mod not_found;
mod redirect;
mod role;
mod search;
mod series;
mod source;
mod sources;
mod standing;
mod term;
mod terms;
pub mod timeline;

pub use article::ArticleView;
pub use file::File;
pub use role::{MadeOf, Role, Text};
pub use series::SeriesView;

use serde::Serialize;

use super::data::Set;
use super::frame::{self, Frame, Heading};
use super::freshness;
use super::paging::Order;
use super::pictures::PictureView;
use super::plan::{Planner, Scope};
use super::record::Record;
use super::schema::{self, Thing};
use super::site::{Here, Link, Pager};
use super::sitemap::Sitemap;
use super::social;
use crate::diagnostic::{Diagnostic, Place};
use crate::newsroom::Newsroom;
use crate::newsroom::freshness::Freshness;
use crate::path::{SourcePath, UrlPath};

/// A kind of HTML page. A value of the kind is one page: what it is of, as keys of the newsroom.
///
/// What has a default below is right for a page that Dateline makes of what articles say.
pub trait PageKind {
    /// What its template may see beside the site and the frame.
    type View: Serialize
    where
        Self: Sized;

    /// Asks for the addresses of all pages of the kind. They may follow from [`Self::entries`] and from
    /// what `plan/outline.rs` names: a plan holds while these are the same.
    fn plan(planner: &mut Planner<'_>)
    where
        Self: Sized;

    /// The template that shows it, without `.html`; the kind goes by that name.
    fn template(&self) -> &'static str;

    /// What it shows: every list sorted, merged and bounded.
    fn view(&self, here: &Here<'_>, diagnostics: &mut Vec<Diagnostic>) -> Self::View
    where
        Self: Sized;

    /// Its headline, description and own language.
    fn heading(&self, here: &Here<'_>, view: &Self::View) -> Heading
    where
        Self: Sized;

    /// When what it shows last changed, and when a date will change it next; empty where its words
    /// have no date.
    fn freshness(&self, newsroom: &Newsroom, view: &Self::View) -> Freshness
    where
        Self: Sized;

    /// What search engines and reading tools learn of it in its place (schema.org); what it says there
    /// stands on the page too.
    fn schema(&self, _: &Here<'_>, _: &Self::View, _: &Frame) -> Option<Thing>
    where
        Self: Sized,
    {
        None
    }

    /// The picture that stands for it, where it has one.
    fn picture<'v>(&self, _: &'v Self::View) -> Option<&'v PictureView>
    where
        Self: Sized,
    {
        None
    }

    /// What it is called, where a picture may be drawn of it; none where it has one or is of no weight
    /// by itself.
    fn drawn_title<'a>(&self, _: &'a Newsroom) -> Option<&'a str> {
        None
    }

    /// What comes first of it, in a few words: a date, a number.
    fn highlight(&self, _: &Here<'_>, _: &Self::View) -> Option<String>
    where
        Self: Sized,
    {
        None
    }

    /// How many entries its pages divide among them, where the kind is one list of the whole site:
    /// [`Planner::list`] asks for as many pages as that takes.
    fn entries(_: &Newsroom) -> usize
    where
        Self: Sized,
    {
        1
    }

    /// Where its pages are counted from, where it is a list.
    fn order() -> Order
    where
        Self: Sized,
    {
        Order::Forward
    }

    /// The way through the pages of a list; none where it is no list.
    fn pager(_: &Self::View) -> Option<&Pager>
    where
        Self: Sized,
    {
        None
    }

    /// What lies between the front page and it; a link to the page itself is left out.
    fn crumbs(&self, _: &Here<'_>) -> Vec<Link> {
        Vec::new()
    }

    /// The part of the newsroom that it tells of.
    fn scope(&self) -> Scope {
        Scope::Site
    }

    /// What it is made from, as its author is told in the preview.
    fn made_of<'a>(&self, newsroom: &'a Newsroom) -> MadeOf<'a> {
        MadeOf::scope(newsroom, self.scope())
    }

    /// What it is to a reader who follows links.
    fn role(&self) -> Role<'_> {
        Role::Page
    }

    /// Whose feed belongs to it; the site's where that scope has none.
    fn feed(&self) -> Scope {
        Scope::Site
    }

    /// The data that it shows, for programs.
    fn data(&self) -> Option<Set> {
        None
    }

    /// Whether its scripts run what was compiled before: its policy lets them.
    fn runs_compiled(&self) -> bool {
        false
    }

    /// What a search finds of it; nothing of a page that only leads to others.
    fn record(&self, _: &Here<'_>) -> Option<Record> {
        None
    }

    /// The text that somebody wrote and that is this page.
    fn text<'a>(&self, _: &'a Newsroom) -> Option<Text<'a>> {
        None
    }

    /// The file that links to it may name: that of its text.
    fn source<'a>(&self, newsroom: &'a Newsroom) -> Option<&'a SourcePath> {
        self.text(newsroom).map(|text| text.path)
    }

    /// The file whose words it shows, in which its author mends them: mostly the one that links name.
    fn words<'a>(&self, newsroom: &'a Newsroom) -> Option<&'a SourcePath> {
        self.source(newsroom)
    }
}

/// The media type of pages.
pub const HTML: &str = "text/html; charset=utf-8";

/// Makes [`Page`], [`View`] and what asks each kind of the list for its part.
macro_rules! page_kinds {
    ($($file:ident::$Kind:ident),+ $(,)?) => {
        $(pub use $file::$Kind;)+

        /// A page or file of the site.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Page {
            $(#[doc = concat!("See [`", stringify!($Kind), "`].")] $Kind($Kind),)+
            /// A file that is no HTML.
            File(File),
        }

        /// What a page shows.
        #[derive(Debug, Serialize)]
        #[serde(untagged)]
        pub enum View {
            $(#[doc = concat!("See [`", stringify!($Kind), "`].")]
            $Kind(Box<<$Kind as PageKind>::View>),)+
        }

        $(impl From<$Kind> for Page {
            fn from(kind: $Kind) -> Page {
                Page::$Kind(kind)
            }
        })+

        impl Page {
            /// Asks for the addresses of all pages that are no files, in the order of the list.
            pub fn plan(planner: &mut Planner<'_>) {
                $($Kind::plan(planner);)+
            }

            /// How many entries the list of each kind has, and where its pages are counted from; in the
            /// order of the kinds.
            pub fn entries(newsroom: &Newsroom) -> Vec<(Order, usize)> {
                vec![$(($Kind::order(), $Kind::entries(newsroom))),+]
            }

            /// What it is as an HTML page, or the file that it is instead.
            pub fn kind(&self) -> Result<&dyn PageKind, &File> {
                match self {
                    $(Page::$Kind(kind) => Ok(kind),)+
                    Page::File(file) => Err(file),
                }
            }

            /// The frame and the view of an HTML page.
            pub fn show(
                &self,
                here: &Here<'_>,
                diagnostics: &mut Vec<Diagnostic>,
            ) -> Option<(Frame, View)> {
                match self {
                    $(Page::$Kind(kind) => {
                        let (frame, view) = show(kind, here, diagnostics);
                        Some((frame, View::$Kind(Box::new(view))))
                    })+
                    Page::File(_) => None,
                }
            }
        }
    };
}

// In the order in which they take their addresses: of two that want one, the first has it. What an
// author wrote comes before what Dateline makes.
page_kinds! {
    article::Article,
    standing::Standing,
    front::Front,
    guide::Guide,
    search::Search,
    not_found::NotFound,
    matrix::Matrix,
    ahead::Ahead,
    articles::Articles,
    timeline::Timeline,
    disputed::Disputed,
    figures::Figures,
    sources::Sources,
    corrections::Corrections,
    data::Data,
    changes::Changes,
    terms::Terms,
    term::Term,
    cell::Cell,
    event::Event,
    series::Series,
    source::Source,
    redirect::Redirect,
}

/// The frame and the view of a page of one kind.
fn show<K: PageKind>(
    kind: &K,
    here: &Here<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Frame, K::View) {
    let view = kind.view(here, diagnostics);
    let heading = kind.heading(here, &view);
    let mut freshness = freshness::told(here.newsroom(), kind.freshness(here.newsroom(), &view));
    let later = K::pager(&view).filter(|pager| pager.previous.is_some());
    if later.is_some() {
        // What is new on another page of the list leaves this one as it is.
        freshness.changed = None;
    }
    let mut frame = frame::frame(here, kind, heading, freshness, diagnostics);
    frame.number = later.map(|pager| pager.page);
    frame.picture = social::picture(here, kind.picture(&view), &frame);
    if here.site.config.output.social_images {
        frame.highlight = kind.highlight(here, &view);
    }
    frame.json_ld = schema::scripts(here, kind, &frame, || kind.schema(here, &view, &frame));
    (frame, view)
}

impl Page {
    /// The template that shows it, without `.html`; empty for a file.
    pub fn template(&self) -> &'static str {
        self.kind().map_or("", |kind| kind.template())
    }

    /// Whether the page is one that readers open, and not a file or a redirect.
    pub fn is_html(&self) -> bool {
        self.kind()
            .is_ok_and(|kind| kind.role().leads_to().is_none())
    }

    /// Whether it is a file that tells of what is on other pages.
    pub fn tells_of_pages(&self) -> bool {
        matches!(self, Page::File(File::Sitemap(_) | File::Social(_)))
    }

    /// Whether a build keeps it where all that it was made from is the same. What is copied, or tells of
    /// every page, costs no more anew.
    pub fn is_kept(&self) -> bool {
        match self {
            Page::File(file) => file.is_kept(),
            _ => true,
        }
    }

    /// Whether it is a file that lists all pages.
    pub fn lists_pages(&self) -> bool {
        use Sitemap::{Index, Part, Whole};
        matches!(self, Page::File(File::Sitemap(Whole | Index | Part(_))))
    }

    /// Whether its scripts run what was compiled before.
    pub fn runs_compiled(&self) -> bool {
        self.kind().is_ok_and(|kind| kind.runs_compiled())
    }

    /// What a search finds of it.
    pub fn record(&self, here: &Here<'_>) -> Option<Record> {
        self.kind().ok()?.record(here)
    }

    /// The text that somebody wrote and that is this page.
    pub fn text<'a>(&self, newsroom: &'a Newsroom) -> Option<Text<'a>> {
        self.kind().ok()?.text(newsroom)
    }

    /// The file that links to the page may name.
    pub fn source<'a>(&'a self, newsroom: &'a Newsroom) -> Option<&'a SourcePath> {
        match self.kind() {
            Ok(kind) => kind.source(newsroom),
            Err(file) => file.source(),
        }
    }

    /// The file whose words it shows.
    pub fn words<'a>(&'a self, newsroom: &'a Newsroom) -> Option<&'a SourcePath> {
        match self.kind() {
            Ok(kind) => kind.words(newsroom),
            Err(file) => file.source(),
        }
    }

    /// What it is made from; a file tells nothing of that.
    pub fn made_of<'a>(&self, newsroom: &'a Newsroom) -> MadeOf<'a> {
        match self.kind() {
            Ok(kind) => kind.made_of(newsroom),
            Err(_) => MadeOf::default(),
        }
    }

    /// The media type of its bytes at a URL.
    pub fn media(&self, url: &UrlPath) -> String {
        match self.kind() {
            Ok(_) => HTML.to_string(),
            Err(file) => file.media(url),
        }
    }
}
