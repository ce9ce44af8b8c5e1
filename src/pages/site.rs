//! What every view is made from, and the small things all views say.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::derived::Notes;
use super::paging::{Order, Paging};
use super::plan::{Lookup, Plan};
use super::urls;
use crate::config::{Config, Family, LinkStyle};
use crate::content::Content;
use crate::date::Edtf;
use crate::language::Language;
use crate::newsroom::Newsroom;
use crate::newsroom::gate::Passes;
use crate::path::{SourcePath, UrlPath};
use crate::profile::Profile;
use crate::reads::{self, Node, note};

/// Everything a view may be made from.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The files, for links between them.
    pub content: Files<'a>,
    /// The model.
    pub newsroom: &'a Newsroom,
    /// Which pages exist.
    pub plan: &'a Plan,
    /// The words of the interface.
    pub language: &'a Language,
    /// The theme's published files: what templates call them, and where they are.
    pub assets: &'a BTreeMap<String, UrlPath>,
    /// What templates may ask for.
    pub shown: &'a Shown,
    /// What was let through beside what is public.
    pub passes: Passes,
    /// Where the sentences that pages make up are noted, if anybody asks.
    pub notes: Option<&'a Notes>,
    /// Where the time is noted down, if anybody asks.
    pub profile: Option<&'a Profile>,
}

impl<'a> Site<'a> {
    /// What is looked up where a reference leads nowhere.
    pub fn lookup(&self) -> &'a Lookup {
        let (plan, content) = (self.plan, self.content.all());
        plan.lookup
            .get_or_init(|| Lookup::of(content, &plan.targets, &plan.pages))
    }
}

/// The names that the templates of a site's pages speak of; all there are, where nobody knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown(Option<BTreeSet<String>>);

impl Shown {
    /// These alone.
    pub fn only(names: BTreeSet<String>) -> Shown {
        Shown(Some(names))
    }

    /// Whether a template may ask for what goes by a name.
    pub fn names(&self, name: &str) -> bool {
        self.0.as_ref().is_none_or(|names| names.contains(name))
    }
}

/// The files of a site. Who looks at all of them rests on the whole site.
#[derive(Clone, Copy)]
pub struct Files<'a>(&'a Content);

impl<'a> Files<'a> {
    /// Those of a site.
    pub fn new(content: &'a Content) -> Self {
        Files(content)
    }

    /// All of them.
    pub fn all(self) -> &'a Content {
        note(Node::Whole);
        self.0
    }

    /// The files, for those who only ask for one of them.
    pub fn with(self, one: &SourcePath) -> &'a Content {
        reads::note_named(one.as_str(), Node::File);
        self.0
    }
}

/// What made the site, with its version.
pub const GENERATOR: &str = concat!("Dateline ", env!("CARGO_PKG_VERSION"));

/// A link as templates show it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Where to.
    pub href: String,
    /// The words.
    pub text: String,
}

/// A date as templates show it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// The date in EDTF (ISO 8601-2), for `data-edtf`.
    pub edtf: String,
    /// The date in words.
    pub words: String,
    /// The value of HTML's `datetime` attribute, where HTML allows one.
    pub datetime: Option<String>,
}

/// A page of a site, from whose URL links are relative.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    /// The site.
    pub site: Site<'a>,
    /// The page's own URL.
    pub url: &'a UrlPath,
    /// Whether this is a card, which stands on many pages: its links are made relative where it
    /// is put into one.
    is_card: bool,
    /// Where its links go out from, where that is not its own address: hosts show the page 404 at
    /// whatever address is missing, and a feed is read elsewhere.
    fixed: Option<&'a str>,
}

/// What stands before a link in a card: behind it comes a path from the site's root.
pub const FROM_ROOT: char = '\u{1}';

impl<'a> Here<'a> {
    /// A page of a site.
    pub fn on_page(site: Site<'a>, url: &'a UrlPath) -> Self {
        Here {
            site,
            url,
            is_card: false,
            fixed: (*url == urls::not_found()).then(|| site.config.base_path()),
        }
    }

    /// What a page shows where it is read elsewhere, as in a feed: its links are whole addresses.
    pub fn from_elsewhere(site: Site<'a>, url: &'a UrlPath, base: &'a str) -> Self {
        Here {
            site: Site {
                notes: None,
                ..site
            },
            url,
            is_card: false,
            fixed: Some(base),
        }
    }

    /// The cards of a site.
    pub fn on_cards(site: Site<'a>, root: &'a UrlPath) -> Self {
        Here {
            site: Site {
                notes: None,
                ..site
            },
            url: root,
            is_card: true,
            fixed: None,
        }
    }

    /// Whether a template may ask for what goes by a name.
    pub fn names(&self, name: &str) -> bool {
        self.site.shown.names(name)
    }

    /// A field of a view that goes by a name: made where a template may ask for it, else empty. Only what
    /// nothing but templates looks at may be left out so.
    pub fn shown<T: Default>(&self, name: &str, make: impl FnOnce() -> T) -> T {
        match self.names(name) {
            true => make(),
            false => T::default(),
        }
    }

    /// The reference from this page to another page or file.
    pub fn href(&self, target: &UrlPath) -> String {
        match (self.fixed, self.site.config.output.links) {
            _ if self.is_card => format!("{FROM_ROOT}{}", target.encoded()),
            (Some(base), _) => format!("{base}{}", target.encoded().trim_start_matches('/')),
            (None, LinkStyle::Portable) => self.url.reference_to_file(target),
            (None, LinkStyle::Clean) => self.url.reference(target),
        }
    }

    /// The reference from this page to the site's root.
    pub fn root(&self) -> String {
        self.fixed
            .map_or_else(|| self.url.to_root(), str::to_string)
    }

    /// Where its links go out from, where that is not its own address.
    pub fn fixed(&self) -> Option<&'a str> {
        self.fixed
    }

    /// Whether the site has a family of pages.
    pub fn has(&self, family: Family) -> bool {
        self.site.config.output.has(family)
    }

    /// The reference to a page of a family, if the site has that.
    pub fn href_of(&self, family: Family, target: &UrlPath) -> Option<String> {
        self.has(family).then(|| self.href(target))
    }

    /// A link from this page.
    pub fn link(&self, target: &UrlPath, text: impl Into<String>) -> Link {
        Link {
            href: self.href(target),
            text: text.into(),
        }
    }

    /// The words of the interface.
    pub fn language(&self) -> &'a Language {
        self.site.language
    }

    /// A partly known date.
    pub fn date(&self, date: &Edtf) -> DateView {
        self.date_as(date, self.language().date(date))
    }

    /// A partly known date, in words for the inside of a sentence.
    pub fn date_inside(&self, date: &Edtf) -> DateView {
        self.date_as(date, self.language().date_inside(date))
    }

    /// A date with its words; what goes on without an end is told `from` its first day until that
    /// has come, and then `since`.
    fn date_as(&self, date: &Edtf, words: String) -> DateView {
        let language = self.language();
        let to_come = |start: &Edtf| start.earliest().day().is_some_and(|day| day > self.day());
        let from = date.open_since().filter(to_come);
        let from =
            from.map(|start| language.say("from_date", &[("date", &language.date_inside(&start))]));
        DateView {
            edtf: date.to_string(),
            words: from.unwrap_or(words),
            datetime: date.html_datetime(),
        }
    }

    /// A day.
    pub fn on(&self, day: NaiveDate) -> DateView {
        self.date(&Edtf::from_day(day))
    }

    /// The newsroom.
    pub fn newsroom(&self) -> &'a Newsroom {
        self.site.newsroom
    }

    /// The pages of a list of so many entries.
    pub fn paging(&self, order: Order, entries: usize) -> Paging {
        Paging::new(order, entries, self.site.config.limits.page)
    }

    /// The day everything is judged on.
    pub fn day(&self) -> NaiveDate {
        self.site.newsroom.as_of.day
    }
}

/// The first `count` of these, or all where `count` is 0.
pub fn at_most<T>(items: &[T], count: usize) -> &[T] {
    match count {
        0 => items,
        count => &items[..count.min(items.len())],
    }
}

/// The last `count` of these, or all where `count` is 0.
pub fn last<T>(items: &[T], count: usize) -> &[T] {
    match count {
        0 => items,
        count => &items[items.len().saturating_sub(count)..],
    }
}

/// The way through a listing's pages.
#[derive(Clone, Debug, Serialize)]
pub struct Pager {
    /// The number of this page, from 1. A list that begins with the newest counts from its oldest page,
    /// so that something new changes the number of no later page.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// How many entries the whole listing has. Only its first page tells, so that one more leaves
    /// the others as they are.
    pub entries: Option<usize>,
    /// Whether the list begins with the newest.
    pub newest_first: bool,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// The page that the list begins with.
    pub first: String,
    /// The page that it ends with.
    pub last: String,
}

impl Pager {
    /// The pager of a page of a listing of so many entries.
    pub fn new(
        here: &Here<'_>,
        listing: &UrlPath,
        paging: Paging,
        page: usize,
        entries: usize,
    ) -> Self {
        let href = |page: usize| here.href(&paging.url(listing, page));
        Pager {
            page,
            pages: paging.pages,
            entries: (page == paging.first()).then_some(entries),
            newest_first: paging.order == Order::NewestFirst,
            previous: paging.previous(page).map(href),
            next: paging.next(page).map(href),
            first: href(paging.first()),
            last: href(paging.last()),
        }
    }
}
