//! What stands above and below every page: few cards, since few pages differ in them.

use serde::Serialize;

use crate::config::Family;
use crate::content::term::TaxonomyKind;
use crate::newsroom::as_of::Reason;
use crate::newsroom::scope::Scope;
use crate::pages::alternates;
use crate::pages::frame::{self, PolicyItem};
use crate::pages::kinds::file::FeedFormat;
use crate::pages::site::{DateView, Here, Link};
use crate::pages::urls;
use crate::path::UrlPath;

/// What stands above a page.
#[derive(Clone, Debug, Serialize)]
pub struct HeaderItem {
    /// What the site is called.
    pub title: String,
    /// The language of the site's texts, where that of the words around them is another.
    pub tongue: Option<String>,
    /// `rtl` or `ltr`, of the site's texts.
    pub tongue_dir: &'static str,
    /// The front page.
    pub home: String,
    /// Whether this is the front page.
    pub is_front: bool,
    /// The main parts of the site that it has: topics, regions, timeline, ahead, figures, articles.
    pub nav: Vec<NavItem>,
    /// The search, if the site has one.
    pub search: Option<NavItem>,
}

/// A main part of the site.
#[derive(Clone, Debug, Serialize)]
pub struct NavItem {
    /// Where it is.
    pub href: String,
    /// What it is called.
    pub text: String,
    /// `page` where this page is it, `true` where this page belongs to it: HTML's `aria-current`.
    pub current: Option<&'static str>,
}

/// What stands below a page.
#[derive(Clone, Debug, Serialize)]
pub struct FooterItem {
    /// Further pages: the matrix, what is disputed, sources, corrections, the guide to the marks,
    /// and standing pages.
    pub links: Vec<Link>,
    /// The page's feed.
    pub feed: Option<Link>,
    /// The day that `as_of` in dateline.toml pins the site to.
    pub pinned: Option<DateView>,
    /// The publisher's policies, in the order about, contact, ethics, corrections; only those that
    /// dateline.toml gives, without links to what is not public.
    pub policies: Vec<PolicyItem>,
    /// Who publishes the site.
    pub publisher: PublisherItem,
    /// `Dateline` and its version.
    pub generator: &'static str,
}

/// Who publishes the site.
#[derive(Clone, Debug, Serialize)]
pub struct PublisherItem {
    /// Their name.
    pub name: String,
    /// Their own site.
    pub url: Option<String>,
    /// Where to write to.
    pub email: Option<String>,
}

/// Which of the few headers a page has: whether it is the front page, and which main part of the
/// site it is or belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Header(u32);

/// The main parts of the site, each with the key of its name and its family of pages, if a site
/// can do without it.
pub fn parts() -> [(&'static str, UrlPath, Option<Family>); 6] {
    [
        ("topics", urls::terms(TaxonomyKind::Topics), None),
        ("regions", urls::terms(TaxonomyKind::Regions), None),
        ("timeline", urls::timeline(), Some(Family::Timelines)),
        ("ahead", urls::ahead(), Some(Family::Ahead)),
        ("figures", urls::figures(), Some(Family::Figures)),
        ("articles_page", urls::articles(), Some(Family::Lists)),
    ]
}

/// The main parts that a site has.
pub fn own_parts<'a>(here: &'a Here<'_>) -> impl Iterator<Item = (&'static str, UrlPath)> + 'a {
    let own = |family: &Option<Family>| family.is_none_or(|family| here.has(family));
    let parts = parts()
        .into_iter()
        .filter(move |(_, _, family)| own(family));
    parts.map(|(key, url, _)| (key, url))
}

impl Header {
    const FRONT: u32 = 1;
    const PARTS: u32 = 2;

    /// That of the search, behind those of the parts.
    fn search() -> u32 {
        Self::PARTS + 2 * parts().len() as u32
    }

    /// The header of a page.
    pub fn of(url: &UrlPath) -> Header {
        let mut parts = (Self::PARTS..).step_by(2).zip(parts());
        let part = parts.find(|(_, (_, part, _))| url.as_str().starts_with(part.as_str()));
        Header(match part {
            Some((number, (_, part, _))) => number + u32::from(part == *url),
            None if *url == urls::search() => Self::search(),
            None => u32::from(*url == urls::front()) * Self::FRONT,
        })
    }

    /// The header of a number that [`Header::number`] gave; `None` for another.
    pub fn numbered(number: usize) -> Option<Header> {
        let number = u32::try_from(number).ok()?;
        (number <= Self::search()).then_some(Header(number))
    }

    /// Its number.
    pub fn number(self) -> usize {
        self.0 as usize
    }

    /// What it shows.
    pub fn item(self, here: &Here<'_>) -> HeaderItem {
        let config = here.site.config;
        let language = here.language();
        let tongue = Some(&config.language).filter(|lang| **lang != language.code);
        let parts = (Self::PARTS..).step_by(2).zip(parts());
        let search = here.href_of(Family::Search, &urls::search());
        HeaderItem {
            search: search.map(|href| NavItem {
                href,
                text: language.text("search"),
                current: (self.0 == Self::search()).then_some("page"),
            }),
            title: config.title.clone(),
            tongue: tongue.cloned(),
            tongue_dir: crate::language::Direction::of(&config.language).as_str(),
            home: here.href(&urls::front()),
            is_front: self.0 == Self::FRONT,
            nav: parts
                .filter(|(_, (_, _, family))| family.is_none_or(|family| here.has(family)))
                .map(|(number, (key, url, _))| NavItem {
                    href: here.href(&url),
                    text: language.text(key),
                    current: match self.0.checked_sub(number) {
                        Some(0) => Some("true"),
                        Some(1) => Some("page"),
                        _ => None,
                    },
                })
                .collect(),
        }
    }
}

/// Which footer a page has: that with the site's feed, or the one without, for pages that name
/// their own feed or where the site has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Footer(bool);

impl Footer {
    /// The footer with the site's feed, or without.
    pub fn with_feed(feed: bool) -> Footer {
        Footer(feed)
    }

    /// The footer of a number that [`Footer::number`] gave; `None` for another.
    pub fn numbered(number: usize) -> Option<Footer> {
        (number <= 1).then_some(Footer(number == 1))
    }

    /// Its number.
    pub fn number(self) -> usize {
        usize::from(self.0)
    }

    /// What it shows.
    pub fn item(self, here: &Here<'_>) -> FooterItem {
        let config = here.site.config;
        let as_of = here.newsroom().as_of;
        FooterItem {
            links: frame::foot(here),
            feed: self
                .0
                .then(|| alternates::feed_of(here, Scope::Site, FeedFormat::Atom)),
            pinned: (as_of.reason == Reason::Pinned).then(|| here.on(as_of.day)),
            // What is wrong with them is told where a page is framed.
            policies: frame::policies(here, &mut Vec::new()),
            publisher: PublisherItem {
                name: config.publisher_name().to_string(),
                url: config.publisher.url.clone(),
                email: config.publisher.email.clone(),
            },
            generator: "Dateline",
        }
    }
}
