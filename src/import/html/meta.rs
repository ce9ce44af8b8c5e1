//! What a page says of itself in `meta`, `title`, `time` and JSON-LD.

use std::collections::HashMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use scraper::{ElementRef, Html};

use super::{json_ld, tree};
use crate::content::moment::Moment;
use crate::import::byline;
use crate::import::published::{Told, Witness};
use crate::import::source::Metadata;
use crate::path::slug;
use crate::prose::language::Language;

/// The head of a page and the marks in its text.
#[derive(Default)]
pub(super) struct Page {
    /// `meta` by name, property or itemprop, in small letters; the first of each.
    meta: HashMap<String, String>,
    pub(super) title: Option<String>,
    pub(super) heading: Option<String>,
    canonical: Option<String>,
    language: Option<String>,
    /// The days that `time` gives, and whether each is marked as of publication.
    times: Vec<(bool, String)>,
    /// The lines of elements marked as the author's name, and of those whose class may say so.
    authors: Vec<String>,
    named: Vec<String>,
    linked: json_ld::Found,
}

/// Names of `meta` that give the day of publication, the surest first.
const PUBLISHED: [&str; 26] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "publishdate",
    "publish-date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "published_at",
    "publish_date",
    "originalpublicationdate",
    "rnews:datepublished",
    "bt:pubdate",
    "displaydate",
    "article_date_original",
    "og:pubdate",
    "og:article:published_time",
    "datecreated",
];

/// Names of `meta` that give the day of the last change.
const CHANGED: [&str; 4] = [
    "lastmod",
    "article:modified_time",
    "og:updated_time",
    "datemodified",
];

/// Names of `meta` that give the author, those to be believed first above the others.
const WRITTEN_BY: [&str; 8] = [
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "twitter:creator",
];

/// Parts of the classes of elements that hold a day, mostly that of publication.
const DATED: [&str; 8] = [
    "publish",
    "pubdate",
    "post-date",
    "entry-date",
    "article-date",
    "article__date",
    "post-time",
    "dateline",
];

/// Parts of the classes of elements that hold an author's name, and of those that tell more of them.
const AUTHOR: [&str; 6] = [
    "author",
    "byline",
    "writer",
    "contributor",
    "posted-by",
    "postedby",
];
const ABOUT: [&str; 10] = [
    "bio", "box", "desc", "info", "image", "photo", "avatar", "social", "comment", "related",
];

impl Page {
    /// Reads every element of a page once.
    pub fn read(html: &Html) -> Page {
        let mut read = Page::default();
        let elements = html.tree.root().descendants().filter_map(ElementRef::wrap);
        elements.for_each(|element| read.element(element));
        read
    }

    fn element(&mut self, element: ElementRef<'_>) {
        let attribute = |name: &str| element.attr(name).map(str::trim);
        let has = |name: &str, word: &str| {
            let mut words = element.attr(name).unwrap_or("").split_whitespace();
            words.any(|known| known.eq_ignore_ascii_case(word))
        };
        match element.value().name() {
            "meta" => self.meta(element),
            "script" => {
                if attribute("type").is_some_and(|kind| kind.contains("ld+json")) {
                    let block: String = element.text().collect();
                    json_ld::read(&block, &mut self.linked);
                }
            }
            "html" => self.language = attribute("lang").map(str::to_string),
            "title" if self.title.is_none() => self.title = words(element),
            "h1" if self.heading.is_none() => {
                let long = |heading: &String| heading.split_whitespace().count() > 2;
                self.heading = words(element).filter(long);
            }
            "link" if has("rel", "canonical") => {
                self.canonical = attribute("href").map(str::to_string);
            }
            "time" => {
                let mut attributes = element.value().attrs();
                let marked =
                    attributes.any(|(name, value)| name == "itemprop" || value.contains("ublish"));
                let time = attribute("datetime").map(str::to_string);
                self.times
                    .extend(time.or_else(|| words(element)).map(|time| (marked, time)));
            }
            _ => {
                let dated = has("itemprop", "datePublished") || has("itemprop", "dateCreated");
                let class = element.attr("class").unwrap_or("").to_ascii_lowercase();
                if dated || DATED.iter().any(|part| class.contains(part)) {
                    let written = ["content", "datetime", "value"].iter();
                    let written = written.filter_map(|name| attribute(name)).next();
                    let text = written.map(str::to_string).or_else(|| words(element));
                    let short = text.filter(|text| text.len() < 60);
                    self.times.extend(short.map(|text| (dated, text)));
                }
                let marked = has("rel", "author") || has("itemprop", "author");
                let list = match marked {
                    true => &mut self.authors,
                    false => &mut self.named,
                };
                let author = marked || element.attr("class").is_some_and(names_author);
                if author && list.len() < 20 {
                    let lines = tree::lines(element).into_iter().take(2);
                    list.extend(lines.filter(|line| line.split_whitespace().count() <= 16));
                }
            }
        }
    }

    fn meta(&mut self, element: ElementRef<'_>) {
        let name = ["property", "name", "itemprop"]
            .iter()
            .find_map(|key| element.attr(key));
        if let (Some(name), Some(content)) = (name, element.attr("content"))
            && !content.trim().is_empty()
        {
            let content = super::visible::plain(content);
            self.meta.entry(name.to_lowercase()).or_insert(content);
        }
    }

    /// Everything put together, the most reliable first.
    pub fn metadata(&self) -> Metadata {
        let meta = |names: &[&str]| names.iter().find_map(|name| self.meta.get(*name).cloned());
        let title = self
            .linked
            .headline
            .clone()
            .or_else(|| meta(&["og:title", "twitter:title", "title"]));
        let title = title
            .or_else(|| self.heading.clone())
            .or_else(|| self.title.clone());
        let publisher = meta(&["og:site_name"]).or_else(|| self.linked.publisher.clone());
        Metadata {
            title: title.map(|title| without_site(&title, publisher.as_deref())),
            publisher,
            language: self.language.as_ref().and_then(|language| {
                let short: String = language
                    .chars()
                    .take_while(char::is_ascii_alphabetic)
                    .collect();
                (short.len() == 2).then(|| short.to_lowercase())
            }),
            url: meta(&["og:url"])
                .or_else(|| self.canonical.clone())
                .filter(|url| url.starts_with("http")),
            summary: meta(&["og:description", "description", "twitter:description"])
                .or_else(|| self.linked.description.clone()),
            ..Metadata::default()
        }
    }

    /// The days that the page gives as its own, those to be believed first above the others.
    pub fn days(&self) -> Vec<Told> {
        let linked = self
            .linked
            .published
            .iter()
            .map(|text| (Witness::JsonLd, text));
        let all = &self.meta;
        let named = |by: Witness, names: &'static [&str]| {
            let found = names.iter().filter_map(move |name| all.get(*name));
            found.map(move |text| (by, text))
        };
        let times = |wanted: bool, by: Witness| {
            let found = self
                .times
                .iter()
                .filter(move |(marked, _)| *marked == wanted);
            found.map(move |(_, text)| (by, text))
        };
        let told = |(by, text): (Witness, &String)| {
            Some(Told {
                by,
                day: day(text)?,
            })
        };
        linked
            .chain(named(Witness::Meta, &PUBLISHED))
            .filter_map(told)
            .chain(self.url_day().map(|day| Told {
                by: Witness::Address,
                day,
            }))
            .chain(times(true, Witness::Published).filter_map(told))
            .chain(times(false, Witness::Time).filter_map(told))
            .chain(named(Witness::Changed, &CHANGED).filter_map(told))
            .collect()
    }

    /// The day in an address such as `/2024/09/09/`.
    fn url_day(&self) -> Option<NaiveDate> {
        let url = self.meta.get("og:url").or(self.canonical.as_ref())?;
        let parts: Vec<&str> = url.split(['/', '-', '_']).collect();
        let three = parts.windows(3).find_map(|parts| {
            let year: i32 = parts[0].parse().ok()?;
            let month = parts[1].parse().ok();
            NaiveDate::from_ymd_opt(
                year,
                month.or_else(|| month_named(parts[1]))?,
                parts[2].parse().ok()?,
            )
        });
        let packed = || {
            let mut eight = parts.iter().filter(|part| part.len() == 8);
            eight.find_map(|part| NaiveDate::parse_from_str(part, "%Y%m%d").ok())
        };
        let recent = |day: &NaiveDate| (1990..2100).contains(&chrono::Datelike::year(day));
        three.filter(recent).or_else(packed).filter(recent)
    }

    /// Who wrote it, by the first place that names a person: JSON-LD, `meta`, elements that are marked, and
    /// then other lines; where none does, the first body that is not the publisher.
    pub fn authors(
        &self,
        others: [Vec<String>; 3],
        publisher: Option<&str>,
        language: &Language,
    ) -> Vec<String> {
        let meta = WRITTEN_BY
            .iter()
            .filter_map(|name| self.meta.get(*name).cloned());
        let marked = [
            self.linked.authors.clone(),
            meta.collect(),
            self.authors.clone(),
        ];
        // A class may mean a list of all that somebody wrote: each is asked alone.
        let named = self.named.iter().map(|line| vec![line.clone()]);
        let site = publisher.map(slug).unwrap_or_default();
        let mut bodies: Vec<String> = Vec::new();
        for lines in marked.into_iter().chain(named).chain(others) {
            let lines = lines.iter();
            let names = lines.flat_map(|line| byline::authors(line, language));
            let own = |name: &String| {
                let name = slug(name);
                !site.is_empty() && (name == site || site.starts_with(&format!("{name}-")))
            };
            let names = byline::persons_first(names.filter(|name| !own(name)).collect(), language);
            if names.iter().any(|name| byline::is_person(name, language)) {
                return names;
            }
            if bodies.is_empty() {
                bodies = names;
            }
        }
        bodies
    }
}

/// Whether one of an element's classes says that it holds an author's name.
fn names_author(classes: &str) -> bool {
    classes.split_whitespace().any(|class| {
        let class = class.to_ascii_lowercase();
        let has = |parts: &[&str]| parts.iter().any(|part| class.contains(part));
        has(&AUTHOR) && !has(&ABOUT)
    })
}

/// A headline without the site's name at its end.
fn without_site(title: &str, site: Option<&str>) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    for separator in [" | ", " - ", " – ", " — "] {
        if let Some((left, right)) = title.rsplit_once(separator) {
            let same = site.is_some_and(|site| {
                right.eq_ignore_ascii_case(site)
                    || right.to_lowercase().contains(&site.to_lowercase())
            });
            if same || (separator == " | " && left.split_whitespace().count() >= 4) {
                return left.to_string();
            }
        }
    }
    title
}

fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if let Some(moment) = Moment::parse(text, Tz::UTC) {
        // The day as it was where it was written.
        let own = text
            .get(..10)
            .and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
        return Some(own.unwrap_or(moment.day));
    }
    let own = text
        .get(..10)
        .and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
    let packed = || {
        NaiveDate::parse_from_str(text.get(..8)?, "%Y%m%d")
            .ok()
            .filter(|_| text.len() == 8)
    };
    let slashes = || NaiveDate::parse_from_str(text.get(..10)?, "%Y/%m/%d").ok();
    let mail = || {
        chrono::DateTime::parse_from_rfc2822(text)
            .ok()
            .map(|time| time.date_naive())
    };
    let months = [
        "%B %d, %Y",
        "%b %d, %Y",
        "%d %B %Y",
        "%d %b %Y",
        "%A, %B %d, %Y",
    ];
    let words = || {
        months.iter().find_map(|format| {
            NaiveDate::parse_and_remainder(text, format)
                .ok()
                .map(|(day, _)| day)
        })
    };
    own.or_else(packed)
        .or_else(slashes)
        .or_else(mail)
        .or_else(words)
}

fn month_named(text: &str) -> Option<u32> {
    let month: chrono::Month = text.parse().ok()?;
    Some(month.number_from_month())
}

/// The words that a reader sees in an element.
fn words(element: ElementRef<'_>) -> Option<String> {
    let text = tree::lines(element).join(" ");
    (!text.is_empty()).then_some(text)
}
