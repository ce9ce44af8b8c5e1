//! The frame of every page: what stands in its head, above and below its view.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::alternates::{self, DataItem};
use super::cards::Card;
use super::derived::Fact;
use super::items::frame::{Footer, Header};
use super::kinds::file::FeedFormat;
use super::kinds::{PageKind, Role};
use super::plan::Scope;
use super::policy::policy;
use super::site::{DateView, Here, Link};
use super::social::PreviewItem;
use super::{links, urls};
use crate::config::Family;
use crate::content::citation::{Scheme, scheme};
use crate::diagnostic::Diagnostic;
use crate::language::{Direction, own_name};
use crate::newsroom::as_of::Reason;
use crate::newsroom::freshness::Freshness;
use crate::path::{SourcePath, UrlPath};

/// What every page has, whatever its view.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// Which kind of page it is: the name of its template without `.html`.
    pub kind: &'static str,
    /// Its headline, without the site's name; of the timeline of a year, "Timeline 2024".
    pub title: String,
    /// A sentence or two for search engines: the page's summary, for an event or a series without
    /// one what it comes to, or else the site's description or the title; never empty.
    pub description: String,
    /// The language of what it shows (BCP 47): an article's or a standing page's own, else the
    /// site's.
    pub lang: String,
    /// Which way that is written: `rtl` or `ltr`.
    pub dir: &'static str,
    /// The same text in each language it is there in, its own first; none where it is there in one.
    pub versions: Vec<VersionItem>,
    /// Its address from the site's root: `/regions/iraq/`.
    pub url: String,
    /// The Content-Security-Policy of the built-in theme: what the page may load and from where.
    pub policy: &'static str,
    /// Its whole address, of a former address the one that it leads to; none without `base_url`.
    pub canonical: Option<String>,
    /// The way to the site's root: `../../`.
    pub root: String,
    /// What stands above it.
    pub header: Card,
    /// What stands below it.
    pub footer: Card,
    /// The way from the top of the site to this page, without the page itself.
    pub crumbs: Vec<Link>,
    /// The Atom feed that belongs to this page: of a topic, a region or the two together, its own;
    /// else the site's. None without `base_url`.
    pub feed: Option<Link>,
    /// The feed of what changed in what it is of: on the page of what changed and those of topics and
    /// regions. None without `base_url`.
    pub changes_feed: Option<String>,
    /// Its facts as files for programs; none where the site has none for it.
    pub data: Option<DataItem>,
    /// The page as Markdown; none where the site has none of it.
    pub markdown: Option<String>,
    /// The same feed in JSON.
    pub json_feed: Option<Link>,
    /// The picture that other sites show of a link to it: its own, or with `social_images` one that is
    /// drawn. None without `base_url`, but for a picture from elsewhere.
    pub picture: Option<PreviewItem>,
    /// What comes first of it in a drawn picture.
    #[serde(skip)]
    pub highlight: Option<String>,
    /// Its language and country as other sites want them, `en_GB`; none where its language names no
    /// country.
    pub locale: Option<String>,
    /// What search engines and reading tools learn of it (schema.org): its text, event or series, and
    /// the way to it. Each is to be written with `safe` into a `script` of the type
    /// `application/ld+json`.
    pub json_ld: Vec<String>,
    /// The addresses of the theme's static files, by name: `page.assets["site.css"]`.
    pub assets: BTreeMap<String, String>,
    /// Whether search engines are to pass over it: with `--as-of`, with `--reveal`, with
    /// `--drafts`, and on the page 404.
    pub noindex: bool,
    /// Which page of a list it is, where that is not the first.
    pub number: Option<usize>,
    /// The day its substance last changed: something it shows was published, updated or corrected,
    /// or a deadline passed; none where nothing it shows has a date, and on later pages of a
    /// list, whose first page tells of the list.
    pub changed: Option<DateView>,
    /// The first day on which a date changes it with no edit; none in a closed edition.
    pub due: Option<DateView>,
    /// The day asked for with `--as-of`, to be said in a banner.
    pub asked: Option<DateView>,
    /// What `--reveal` shows though it is not public yet, to be said in a banner.
    pub revealed: Option<Revealed>,
}

/// A text in one language.
#[derive(Clone, Debug, Serialize)]
pub struct VersionItem {
    /// Where it is.
    pub href: String,
    /// Its whole address, or where the site knows none, the way to it.
    pub address: String,
    /// The language (BCP 47).
    pub lang: String,
    /// What its speakers call it.
    pub name: String,
    /// `rtl` or `ltr`.
    pub dir: &'static str,
    /// Whether it is this page.
    pub current: bool,
}

/// What a site shows though it is not public yet.
#[derive(Clone, Debug, Serialize)]
pub struct Revealed {
    /// How many texts.
    pub count: usize,
    /// What they are called, the first few.
    pub titles: Vec<String>,
    /// How many more there are.
    pub more: usize,
}

/// A policy of the publisher: a link, or where it is short the text itself.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyItem {
    /// Which policy: `about`, `contact`, `ethics` or `corrections`.
    pub name: String,
    /// Where it is set out; none for a text.
    pub href: Option<String>,
    /// The policy itself, where it is no link.
    pub text: Option<String>,
}

/// What a page says of itself in its head.
pub struct Heading {
    /// Its headline.
    pub title: String,
    /// A sentence or two; where empty the site's, and without that its title.
    pub description: String,
    /// Its own language, if not the site's.
    pub lang: Option<String>,
}

impl Heading {
    /// That of a page with a headline alone.
    pub fn titled(title: String) -> Heading {
        Heading {
            title,
            description: String::new(),
            lang: None,
        }
    }
}

/// The frame of a page with this heading.
pub fn frame(
    here: &Here<'_>,
    page: &dyn PageKind,
    heading: Heading,
    freshness: Freshness,
    diagnostics: &mut Vec<Diagnostic>,
) -> Frame {
    let Heading {
        title,
        description,
        lang,
    } = heading;
    let config = here.site.config;
    let as_of = here.newsroom().as_of;
    let lang = lang.unwrap_or_else(|| config.language.clone());
    let locale = locale(&lang);
    let day = |reason| (as_of.reason == reason).then(|| here.on(as_of.day));
    let feed = alternates::feed(here, page);
    policies(here, diagnostics);
    Frame {
        kind: page.template(),
        description: match [&description, &config.description].map(|text| text.as_str()) {
            ["", ""] if title == config.title => title.clone(),
            ["", ""] => format!("{title}. {}", config.title),
            ["", site] => site.to_string(),
            [own, _] => own.to_string(),
        },
        title,
        dir: Direction::of(&lang).as_str(),
        lang,
        versions: versions(here, page),
        url: here.url.to_string(),
        policy: policy(page.runs_compiled()),
        canonical: config
            .base_url
            .as_ref()
            .map(|base| absolute(base, page.role().leads_to().unwrap_or(here.url))),
        root: here.root(),
        header: Card::Header(Header::of(here.url)),
        footer: Card::Footer(Footer::with_feed(
            feed == Some(Scope::Site) && *here.url != urls::front(),
        )),
        crumbs: crumbs(here, page),
        changes_feed: alternates::changes_feed(here, page),
        data: alternates::data(here, page),
        markdown: here.site.plan.markdown(here.url).map(|url| here.href(&url)),
        feed: feed.map(|scope| alternates::feed_of(here, scope, FeedFormat::Atom)),
        json_feed: feed.map(|scope| alternates::feed_of(here, scope, FeedFormat::Json)),
        picture: None,
        highlight: None,
        locale,
        json_ld: Vec::new(),
        assets: here
            .site
            .assets
            .iter()
            .map(|(name, url)| (name.clone(), here.href(url)))
            .collect(),
        noindex: here.newsroom().is_hidden || page.role() == Role::StandIn,
        number: None,
        // An article says this where only its facts moved on.
        changed: dated(here, "changed", "followed_up", freshness.changed).and(dated(
            here,
            "changed",
            "last_changed",
            freshness.changed,
        )),
        due: dated(here, "due", "changes_next", freshness.due),
        asked: day(Reason::Asked),
        revealed: revealed(here),
    }
}

/// A language with its country: `en_GB` of `en-GB`.
fn locale(lang: &str) -> Option<String> {
    let mut parts = lang.split(['-', '_']);
    let language = parts.next()?.to_ascii_lowercase();
    let is_country = |part: &&str| part.len() == 2 && part.chars().all(|c| c.is_ascii_alphabetic());
    let country = parts.find(is_country)?.to_ascii_uppercase();
    Some(format!("{language}_{country}"))
}

fn versions(here: &Here<'_>, page: &dyn PageKind) -> Vec<VersionItem> {
    let newsroom = here.newsroom();
    let Some(text) = page.text(newsroom) else {
        return Vec::new();
    };
    let base = here.site.config.base_url.as_ref();
    let versions = newsroom.versions.all(text.version_of).iter();
    let mut versions: Vec<VersionItem> = versions
        .map(|version| VersionItem {
            href: here.href(&version.url),
            address: base.map_or_else(
                || here.href(&version.url),
                |base| absolute(base, &version.url),
            ),
            name: own_name(&version.lang),
            dir: Direction::of(&version.lang).as_str(),
            current: version.url == *here.url,
            lang: version.lang.clone(),
        })
        .collect();
    versions.sort_by_key(|version| !version.current);
    versions
}

/// How many titles the banner names.
const NAMED: usize = 5;

fn revealed(here: &Here<'_>) -> Option<Revealed> {
    let newsroom = here.newsroom();
    newsroom.as_of.revealed?;
    let kept = &newsroom.revealed;
    let title = |path: &SourcePath| {
        let mut entries = newsroom.entries.iter().map(|entry| &entry.article);
        let article = entries.find(|article| article.path == *path);
        let page = || newsroom.pages.iter().find(|page| page.path == *path);
        let title = article.map(|article| article.title.clone());
        title.or_else(|| page().map(|page| page.title.clone()))
    };
    let named = kept.iter().take(NAMED);
    (!kept.is_empty()).then(|| Revealed {
        count: kept.len(),
        titles: named.filter_map(|kept| title(&kept.path)).collect(),
        more: kept.len().saturating_sub(NAMED),
    })
}

/// A day that the foot of a page tells, noted as what Dateline makes up.
fn dated(
    here: &Here<'_>,
    kind: &'static str,
    key: &str,
    day: Option<NaiveDate>,
) -> Option<DateView> {
    let day = here.on(day?);
    let words = here.language().say(key, &[("date", &day.words)]);
    here.derived(kind, words, Vec::<Fact>::new());
    Some(day)
}

/// The whole address of a page.
pub fn absolute(base: &str, url: &UrlPath) -> String {
    format!("{}{}", base.trim_end_matches('/'), url.encoded())
}

/// The way from the top of the site to a page, without the page itself.
pub fn crumbs(here: &Here<'_>, page: &dyn PageKind) -> Vec<Link> {
    if page.role() == Role::StandIn {
        return Vec::new();
    }
    let mut crumbs = vec![here.link(&urls::front(), here.site.config.title.clone())];
    crumbs.extend(page.crumbs(here));
    crumbs.retain(|crumb| crumb.href != here.href(here.url));
    crumbs
}

/// The main page of a family, if the site has that.
pub fn part(here: &Here<'_>, family: Family, url: &UrlPath, key: &str) -> Option<Link> {
    let text = here.language().text(key);
    here.has(family).then(|| here.link(url, text))
}

/// Further pages for the foot, but for those that the list of policies leads to.
pub fn foot(here: &Here<'_>) -> Vec<Link> {
    let families = [
        (Family::Matrix, urls::matrix(), "matrix"),
        (Family::Disputed, urls::disputed(), "disputed_page"),
        (Family::Sources, urls::sources(), "sources"),
        (Family::Corrections, urls::corrections(), "corrections"),
        (Family::Changes, urls::changes(), "changes_page"),
        (Family::Data, urls::data(), "data"),
        (Family::Guide, urls::guide(), "guide_link"),
    ];
    let there = families.iter().filter(|(family, ..)| here.has(*family));
    let link = |(_, url, key): &(Family, UrlPath, &str)| here.link(url, here.language().text(key));
    let mut foot: Vec<Link> = there.map(link).collect();
    let policies = &here.site.config.publisher.policies;
    let is_policy = |path: &SourcePath| {
        let named = policies.iter().map(|(_, value, _)| value);
        let mut named = named.filter_map(|value| value.strip_prefix("@/"));
        named.any(|named| path.as_str().strip_prefix("content/") == Some(named))
    };
    let pages = here.newsroom().pages.iter();
    let pages = pages.filter(|page| page.in_foot && !is_policy(&page.path));
    foot.extend(pages.map(|page| here.link(&page.url, page.title.clone())));
    foot
}

/// The publisher's policies.
pub fn policies(here: &Here<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<PolicyItem> {
    let policies = &here.site.config.publisher.policies;
    policies
        .iter()
        .map(|(name, value, place)| match is_reference(value) {
            true => PolicyItem {
                name: name.clone(),
                href: links::from_configuration(here, value, place, diagnostics),
                text: None,
            },
            false => PolicyItem {
                name: name.clone(),
                href: None,
                text: Some(value.clone()),
            },
        })
        .filter(|policy| policy.href.is_some() || policy.text.is_some())
        .collect()
}

fn is_reference(value: &str) -> bool {
    let path = value.split('#').next().unwrap_or(value);
    value.starts_with("@/") || path.ends_with(".md") || scheme(value) == Scheme::Safe
}
