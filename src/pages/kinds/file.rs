//! Files of the output that are no HTML.

use super::{Newsroom, Page, PageKind, Planner, Scope};
use crate::config::Family;
use crate::content::address;
use crate::content::picture::Picture;
use crate::diagnostic::Place;
use crate::host::Rules;
use crate::newsroom::ids::SeriesId;
use crate::pages::chart;
use crate::pages::data::{self, Data};
use crate::pages::plan::Static;
use crate::pages::sitemap::{self, Sitemap};
use crate::pages::social::can_be_drawn;
use crate::pages::{scope, urls};
use crate::path::{SourcePath, UrlPath};

/// A file of the output that is no HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// A feed of articles.
    Feed(Scope, FeedFormat),
    /// An Atom feed of what changed.
    Changes(Scope),
    /// An iCalendar of milestones.
    Calendar(Scope),
    /// Facts for programs.
    Data(Data),
    /// The chart of a series as a picture by itself (SVG).
    Chart(SeriesId),
    /// What topics and regions are called, for the script that finds events on a page.
    Terms,
    /// A list of pages for search engines.
    Sitemap(Sitemap),
    /// Where those lists are.
    Robots,
    /// The picture that is drawn of a page.
    Social(UrlPath),
    /// A page as Markdown.
    Markdown(UrlPath),
    /// A file of the content that is published as it is.
    Asset(SourcePath),
    /// A picture of the content in another width.
    Image(SourcePath, u32),
    /// A file of the theme that is published as it is.
    Static(UrlPath),
    /// What the host reads: its path in the output folder.
    Host(&'static str),
    /// What a build says of itself.
    Record,
}

/// What a feed is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedFormat {
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl FeedFormat {
    /// Both.
    pub const ALL: [FeedFormat; 2] = [FeedFormat::Atom, FeedFormat::Json];

    /// The media type of a feed.
    pub fn media(self) -> &'static str {
        match self {
            FeedFormat::Atom => "application/atom+xml",
            FeedFormat::Json => "application/feed+json",
        }
    }
}

impl From<File> for Page {
    fn from(file: File) -> Page {
        Page::File(file)
    }
}

impl File {
    /// See [`Page::is_kept`](super::Page::is_kept).
    pub fn is_kept(&self) -> bool {
        match self {
            File::Feed(..) | File::Changes(_) | File::Calendar(_) | File::Data(_) => true,
            File::Chart(_) | File::Social(_) | File::Markdown(_) => true,
            File::Asset(_) | File::Image(..) | File::Static(_) => false,
            File::Sitemap(_) | File::Robots | File::Host(_) | File::Record | File::Terms => false,
        }
    }

    /// The file of the content that it is.
    pub fn source(&self) -> Option<&SourcePath> {
        match self {
            File::Asset(path) => Some(path),
            File::Feed(..) | File::Calendar(_) | File::Sitemap(_) | File::Robots => None,
            File::Social(_) | File::Record | File::Data(_) | File::Chart(_) => None,
            File::Changes(_) | File::Markdown(_) | File::Host(_) => None,
            File::Image(..) | File::Static(_) | File::Terms => None,
        }
    }

    /// The media type of its bytes at a URL.
    pub fn media(&self, url: &UrlPath) -> String {
        let media = match self {
            File::Feed(_, format) => format.media(),
            File::Changes(_) => FeedFormat::Atom.media(),
            File::Calendar(_) => "text/calendar",
            File::Data(data) => data.media(),
            File::Chart(_) => "image/svg+xml",
            File::Sitemap(_) => "application/xml",
            File::Robots => "text/plain",
            File::Host(path) if path.ends_with(".json") => "application/json",
            File::Host(_) => "text/plain",
            File::Record => "application/json",
            File::Terms => "text/javascript",
            File::Social(_) => "image/png",
            File::Markdown(_) => "text/markdown",
            File::Image(..) => "image/webp",
            File::Asset(_) | File::Static(_) => {
                let guess = mime_guess::from_path(url.as_str());
                guess.first_raw().unwrap_or("application/octet-stream")
            }
        };
        match media.starts_with("text/") {
            true => format!("{media}; charset=utf-8"),
            false => media.to_string(),
        }
    }

    /// Asks for the addresses of all files, with the theme's at `statics`. The content's come before
    /// the theme's: a site brings its own favicon.
    pub fn plan<'a>(planner: &mut Planner<'_>, statics: impl Iterator<Item = Static<'a>>) {
        feed(planner, &urls::front(), Scope::Site);
        changes(planner, Scope::Site);
        sitemaps(planner);
        calendar(planner, &urls::ahead(), Scope::Site);
        for (kind, id, _) in planner.terms {
            let scope = Scope::Term(*kind, *id);
            let url = scope::home(planner.newsroom, scope);
            feed(planner, &url, scope);
            calendar(planner, &url, scope);
            changes(planner, scope);
        }
        for (url, data) in data::planned(planner) {
            planner.add(url, File::Data(data), None);
        }
        charts(planner);
        // Other pages show no events to find.
        if planner.has(Family::Timelines) || planner.has(Family::Ahead) {
            planner.add(urls::terms_file(), File::Terms, None);
        }
        let cells = planner.meetings.iter().map(|meeting| meeting.scope());
        for scope in cells
            .filter(|_| planner.has(Family::CellFeeds))
            .collect::<Vec<_>>()
        {
            let url = scope::home(planner.newsroom, scope);
            feed(planner, &url, scope);
            calendar(planner, &url, scope);
            changes(planner, scope);
        }
        planner.add(UrlPath::new("/build.json"), File::Record, None);
        for path in planner.newsroom.assets.keys() {
            let asset = File::Asset(path.clone());
            planner.add(address::asset(path), asset, Some(Place::file(path)));
        }
        for (url, path) in statics {
            if !matches!(planner.pages.get(url), Some(Page::File(File::Asset(_)))) {
                planner.add(
                    url.clone(),
                    File::Static(url.clone()),
                    path.map(Place::file),
                );
            }
        }
        host(planner);
        // Robots ask for it at the root of a host alone. A site may bring its own.
        if planner.config.base_url.is_some() && planner.config.base_path() == "/" {
            planner.add_quietly(UrlPath::new("/robots.txt"), File::Robots);
        }
        if planner.config.output.images {
            images(planner);
        }
        if planner.config.output.social_images && planner.config.base_url.is_some() {
            social(planner);
        }
        if planner.has(Family::Markdown) {
            markdown(planner);
        }
    }
}

/// What the host reads beside the site.
fn host(planner: &mut Planner<'_>) {
    let config = planner.config;
    let rules = Rules::at(config.base_url.as_deref(), config.base_path());
    let paths = config.output.host.map(|host| host.paths(&rules));
    for path in paths.into_iter().flatten() {
        planner.add(UrlPath::new(path), File::Host(path), None);
    }
}

/// A picture of each page that has none of its own. A page does without one whose address is taken.
fn social(planner: &mut Planner<'_>) {
    let title = |page: &Page| page.kind().ok()?.drawn_title(planner.newsroom);
    let pages = planner.pages.iter();
    let drawn = pages.filter(|(_, page)| title(page).is_some_and(can_be_drawn));
    let drawn: Vec<UrlPath> = drawn.map(|(url, _)| url.clone()).collect();
    for url in drawn {
        planner.add_quietly(urls::social(&url), File::Social(url));
    }
}

/// Each page that readers open. A page does without it whose address is taken.
fn markdown(planner: &mut Planner<'_>) {
    let pages = planner.pages.iter();
    // On the search there is nothing to read.
    let is_read = |kind: &dyn PageKind| kind.role().is_read() && !kind.runs_compiled();
    let read = pages.filter(|(_, page)| page.kind().is_ok_and(is_read));
    let read: Vec<UrlPath> = read.map(|(url, _)| url.clone()).collect();
    for url in read {
        planner.add_quietly(urls::markdown(&url), File::Markdown(url));
    }
}

/// All pages that are HTML have their addresses by now, but for former ones. Of a site that search
/// engines are to pass over nothing is listed.
fn sitemaps(planner: &mut Planner<'_>) {
    let base = planner.config.base_url.as_ref();
    let Some(base) = base.filter(|_| !planner.newsroom.is_hidden) else {
        return;
    };
    let parts = match sitemap::parts(&planner.pages, base).len() {
        1 => vec![Sitemap::Whole],
        parts => std::iter::once(Sitemap::Index)
            .chain((1..=parts).map(Sitemap::Part))
            .collect(),
    };
    let news = sitemap::news(planner.newsroom).next();
    for which in parts.into_iter().chain(news.map(|_| Sitemap::News)) {
        planner.add(urls::sitemap(which), File::Sitemap(which), None);
    }
}

/// A feed's addresses are absolute, so it needs to know where the site is.
fn feed(planner: &mut Planner<'_>, of: &UrlPath, scope: Scope) {
    if planner.config.base_url.is_some() && planner.has(Family::Feeds) {
        for format in FeedFormat::ALL {
            planner.add(urls::feed(of, format), File::Feed(scope, format), None);
        }
    }
}

fn changes(planner: &mut Planner<'_>, scope: Scope) {
    let has = |family| planner.has(family);
    if planner.config.base_url.is_some() && has(Family::Feeds) && has(Family::Changes) {
        let url = scope::changes_feed_url(planner.newsroom, scope);
        planner.add(url, File::Changes(scope), None);
    }
}

fn calendar(planner: &mut Planner<'_>, of: &UrlPath, scope: Scope) {
    if planner.has(Family::Calendars) {
        planner.add(urls::calendar(of), File::Calendar(scope), None);
    }
}

/// The charts of series as pictures.
fn charts(planner: &mut Planner<'_>) {
    if planner.has(Family::Data) && planner.has(Family::Figures) {
        let series = planner.newsroom.series.iter().enumerate();
        for (at, _) in series.filter(|(_, series)| chart::has_chart(series)) {
            let id = SeriesId::new(at);
            planner.add(data::chart_url(planner.newsroom, id), File::Chart(id), None);
        }
    }
}

/// Pictures made of others. A page does without one whose address is taken, or is none.
fn images(planner: &mut Planner<'_>) {
    let newsroom: &Newsroom = planner.newsroom;
    for path in newsroom.assets.keys() {
        let picture = planner.content.pictures.get(path);
        let widths = picture.map(Picture::widths).unwrap_or_default();
        let asset = Page::File(File::Asset(path.clone()));
        let published = planner.pages.get(&address::asset(path)) == Some(&asset);
        for width in widths.into_iter().filter(|_| published) {
            planner.add_quietly(urls::image(path, width), File::Image(path.clone(), width));
        }
    }
}
