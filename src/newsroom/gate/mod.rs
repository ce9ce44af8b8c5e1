//! The gate: the one place that decides what is public.
//!
//! Everything behind it (pages, assets, counts, timelines, feeds) sees only what passed.

mod facts;

pub use facts::{facts, keeps, last_facts, open_proposals, proposals, to_be_said};

use std::sync::Arc;

use chrono::{DateTime, Utc};

use rustc_hash::FxHashMap as HashMap;

use super::Newsroom;
use super::as_of::AsOf;
use crate::content::address::{is_bundle, is_section};
use crate::content::article::Article;
use crate::content::declaration::StandingPage;
use crate::content::holding::is_gated;
use crate::content::moment::Moment;
use crate::content::reading::Release;
use crate::content::source::is_markdown;
use crate::content::{Content, Section};
use crate::path::{SourcePath, fits};

/// What the gate lets pass beside what is public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passes {
    /// Drafts too, for a look at what is coming.
    pub drafts: bool,
    /// Facts that nobody has said yes to yet.
    pub unreviewed: bool,
    /// Everything that is not public yet or any more, for the eyes of its editors.
    pub unpublished: bool,
}

impl Passes {
    fn lets(self, reason: Reason) -> bool {
        self.unpublished || (reason == Reason::Draft && self.drafts)
    }
}

/// Something that is kept back, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// The file.
    pub path: SourcePath,
    /// Why.
    pub reason: Reason,
    /// When it becomes public by itself, if ever.
    pub until: Option<DateTime<Utc>>,
}

/// Why something is kept back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its author is not done.
    Draft,
    /// It must not be published yet.
    Embargo,
    /// Its publication date is still to come.
    Future,
    /// It is not to be published any more.
    Expired,
    /// An error leaves open whether it is to be published: its own, or that of its folder's text.
    Unclear,
    /// It is a fact that is said on a day to come.
    Unsaid,
}

impl Reason {
    /// The reason as the summary gives it.
    pub fn words(self) -> &'static str {
        match self {
            Reason::Draft => "draft",
            Reason::Embargo => "embargo",
            Reason::Future => "dated in the future",
            Reason::Expired => "expired",
            Reason::Unclear => "until the error is mended",
            Reason::Unsaid => "reported on a day to come",
        }
    }
}

/// A text at the gate.
struct Times<'a> {
    path: &'a SourcePath,
    /// The day that it is dated on.
    date: Option<Moment>,
    release: Release,
}

/// Decides whether an article is public; `Err` says why not.
///
/// # Errors
///
/// The first reason that keeps the article back, and until when.
pub fn article(article: &Article, as_of: &AsOf, passes: Passes) -> Result<(), Withheld> {
    let times = Times {
        path: &article.path,
        date: Some(article.date),
        release: release(article),
    };
    judge(&times, as_of, passes)
}

/// Decides whether a standing page is public; `Err` says why not.
///
/// # Errors
///
/// The first reason that keeps the page back, and until when.
pub fn page(page: &StandingPage, as_of: &AsOf, passes: Passes) -> Result<(), Withheld> {
    let times = Times {
        path: &page.path,
        date: None,
        release: page.release,
    };
    judge(&times, as_of, passes)
}

/// Decides whether what lies in a folder is public; `Err` says why not.
///
/// # Errors
///
/// The first reason that keeps the folder back, and until when.
pub fn section(section: &Section, as_of: &AsOf, passes: Passes) -> Result<(), Withheld> {
    let times = Times {
        path: &section.path,
        date: None,
        release: section.release,
    };
    judge(&times, as_of, passes)
}

/// The texts that nobody could read, so that nobody knows whether they are to be public.
pub fn unread(content: &Content) -> impl Iterator<Item = Withheld> + '_ {
    // The text at the head of a listing, which has words of its own, is no text to be published.
    let listing = |path: &SourcePath| is_section(path) && is_in_top_folder(path) && !is_gated(path);
    let texts = content.unread.keys().filter(move |path| !listing(path));
    texts.map(|path| Withheld {
        path: path.clone(),
        reason: Reason::Unclear,
        until: None,
    })
}

fn release(article: &Article) -> Release {
    Release {
        draft: article.draft,
        unclear: article.unclear,
        embargo: article.embargo,
        expires: article.expires,
    }
}

fn judge(times: &Times<'_>, as_of: &AsOf, passes: Passes) -> Result<(), Withheld> {
    // What is over before it begins never becomes public.
    let is_over = |until: DateTime<Utc>| {
        let expires = times.release.expires;
        expires.is_some_and(|expires| expires.instant <= until)
    };
    let withheld = |reason, until: Option<DateTime<Utc>>| Withheld {
        path: times.path.clone(),
        reason,
        until: until.filter(|until| !is_over(*until)),
    };
    // Who looks at drafts looks at what is in doubt, too.
    if (times.release.draft || times.release.unclear) && !passes.lets(Reason::Draft) {
        let reason = match times.release.unclear {
            true => Reason::Unclear,
            false => Reason::Draft,
        };
        return Err(withheld(reason, None));
    }
    // A text is gone once its last day is over, even where the gate still stands at now.
    let expired = |expires: Moment| expires.instant <= as_of.gone;
    if times.release.expires.is_some_and(expired) && !passes.lets(Reason::Expired) {
        return Err(withheld(Reason::Expired, None));
    }
    let to_come = |moment: Option<Moment>| {
        let instant = moment.map(|moment| moment.instant);
        instant.filter(|instant| *instant > as_of.gate)
    };
    match (to_come(times.release.embargo), to_come(times.date)) {
        _ if passes.unpublished => Ok(()),
        (Some(opens), appears) => Err(withheld(Reason::Embargo, appears.max(Some(opens)))),
        (None, Some(appears)) => Err(withheld(Reason::Future, Some(appears))),
        (None, None) => Ok(()),
    }
}

/// What the texts that speak for a folder say of when it may be public: the `_index.md` of a section,
/// the text of a page bundle. It holds for all that lies beside such a text and below.
pub struct Folders<'a> {
    all: HashMap<&'a str, Release>,
    /// What holds for some texts of a folder alone: the folder, and the pattern of their addresses.
    some: Vec<(&'a str, &'a str, Release)>,
}

impl<'a> Folders<'a> {
    /// The folders of a content that have such a text.
    pub fn of(content: &'a Content) -> Folders<'a> {
        let sections = content.sections.iter();
        let sections = sections.map(|section| (&section.path, section.release));
        let articles = content.articles.iter().map(|article| {
            let release = release(article);
            let dated = Release {
                embargo: Some(article.date),
                ..Release::default()
            };
            (&article.path, release.and(dated))
        });
        let pages = content.pages.iter().map(|page| (&page.path, page.release));
        let heads = articles
            .chain(pages)
            .filter(|(path, _)| is_bundle(path) || is_section(path));
        // Of a text that cannot be read nobody knows whether it holds its folder back.
        let read = |path: &SourcePath| {
            let sections = &content.sections;
            let found = sections.binary_search_by(|one| one.path.cmp(path));
            found.is_ok()
        };
        let broken = content.broken.iter().filter(|path| {
            let heads = is_bundle(path) || (is_section(path) && is_gated(path) && !read(path));
            heads && is_markdown(path)
        });
        let unclear = Release {
            unclear: true,
            ..Release::default()
        };
        let broken = broken.map(|path| (path, unclear));
        let mut folders: HashMap<&str, Release> = HashMap::default();
        for (path, release) in sections.chain(heads).chain(broken) {
            let folder = path.folder();
            // A text in a top folder is no bundle of the whole site.
            let top = ["content", "content/articles", "content/pages"].contains(&folder);
            if is_section(path) || !top {
                let known = folders.entry(folder).or_default();
                *known = known.and(release);
            }
        }
        let some = content.sections.iter().flat_map(|section| {
            let folder = section.path.folder();
            let some = section.some.iter();
            some.map(move |(pattern, release)| (folder, pattern.as_str(), *release))
        });
        Folders {
            all: folders,
            some: some.collect(),
        }
    }

    /// What the folders of a file say, all of them.
    fn above(&self, path: &SourcePath) -> Release {
        let mut folder = path.folder();
        let some = self.some.iter();
        let meant =
            some.filter(|(folder, pattern, _)| is_below(path, folder) && is_meant(path, pattern));
        let mut found = meant.fold(Release::default(), |found, (.., release)| {
            found.and(*release)
        });
        loop {
            if let Some(release) = self.all.get(folder) {
                found = found.and(*release);
            }
            match folder.rsplit_once('/') {
                Some((above, _)) => folder = above,
                None => return found,
            }
        }
    }

    /// An article that is held back as its folders are, too.
    pub fn article(&self, article: &Arc<Article>) -> Arc<Article> {
        let own = release(article);
        let mut whole = own.and(self.above(&article.path));
        // The day that it is dated on holds it back anyway.
        let later = |embargo: &Moment| embargo.instant > article.date.instant;
        whole.embargo = whole.embargo.filter(later).or(own.embargo);
        match whole == own {
            true => article.clone(),
            false => Arc::new(Article {
                draft: whole.draft,
                unclear: whole.unclear,
                embargo: whole.embargo,
                expires: whole.expires,
                ..Article::clone(article)
            }),
        }
    }

    /// A standing page that is held back as its folders are, too.
    pub fn page(&self, page: &Arc<StandingPage>) -> Arc<StandingPage> {
        let whole = page.release.and(self.above(&page.path));
        match whole == page.release {
            true => page.clone(),
            false => Arc::new(StandingPage {
                release: whole,
                ..StandingPage::clone(page)
            }),
        }
    }

    /// Whether an asset is withheld with the folder that it lies in.
    pub fn keep(&self, path: &SourcePath, as_of: &AsOf, passes: Passes) -> bool {
        let times = Times {
            path,
            date: None,
            release: self.above(path),
        };
        judge(&times, as_of, passes).is_err()
    }
}

/// Whether a pattern is that of a file's address in Hugo: its path without its ending.
pub fn is_meant(path: &SourcePath, pattern: &str) -> bool {
    let file = path.as_str().strip_prefix("content").unwrap_or("");
    let file = file.to_lowercase();
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let bare = file
        .rsplit_once('.')
        .map_or(file.as_str(), |(bare, _)| bare);
    let name = bare.rsplit('/').next().unwrap_or("");
    let plain = &bare[..bare.len() - name.len() + name.find('.').unwrap_or(name.len())];
    let own = if is_bundle(path) { folder } else { plain };
    let pattern = pattern.to_lowercase();
    let rooted = format!("/{}", pattern.trim_start_matches('/'));
    let meant = |path: &&str| fits(&rooted, path) || fits(&pattern, path);
    [own, bare, &file].iter().any(meant)
}

/// What a newsroom shows though it is not public, by path.
pub fn unpublished(newsroom: &Newsroom) -> Vec<Withheld> {
    beyond(newsroom, &newsroom.as_of)
}

/// What a newsroom shows because its gate is lifted to a day to come, by path.
pub fn revealed(newsroom: &Newsroom) -> Vec<Withheld> {
    match newsroom.as_of.revealed {
        Some(_) => beyond(newsroom, &newsroom.as_of.unrevealed()),
        None => Vec::new(),
    }
}

/// What a newsroom shows that would be withheld on a day.
fn beyond(newsroom: &Newsroom, as_of: &AsOf) -> Vec<Withheld> {
    let entries = newsroom.entries.iter();
    let articles =
        entries.filter_map(|entry| article(&entry.article, as_of, Passes::default()).err());
    let pages = newsroom.pages.iter();
    let mut found: Vec<Withheld> = articles
        .chain(pages.filter_map(|shown| page(shown, as_of, Passes::default()).err()))
        .collect();
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Whether a file lies in a folder of the content, and in none below.
fn is_in_top_folder(path: &SourcePath) -> bool {
    path.folder().matches('/').count() == 1
}

/// Whether a file lies in a folder or below it.
pub fn is_below(path: &SourcePath, folder: &str) -> bool {
    let rest = path.as_str().strip_prefix(folder);
    rest.is_some_and(|rest| rest.starts_with('/'))
}
