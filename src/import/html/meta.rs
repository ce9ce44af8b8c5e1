//! What a page says of itself in `meta`, `title`, `time` and JSON-LD.

use std::collections::HashMap;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::align;
use super::json_ld;
use crate::content::moment::Moment;
use crate::import::source::Metadata;

/// The head of a page and the marks in its text.
#[derive(Default)]
pub(super) struct Page {
    /// `meta` by name, property or itemprop, in small letters; the first of each.
    meta: HashMap<String, String>,
    title: Option<String>,
    heading: Option<String>,
    canonical: Option<String>,
    language: Option<String>,
    /// The `datetime` of the first `time`, those marked as of publication first.
    times: Vec<(bool, String)>,
    authors: Vec<String>,
    linked: json_ld::Found,
}

impl Page {
    /// Reads every tag of a page once.
    pub fn read(page: &str) -> Page {
        let mut read = Page::default();
        let mut at = 0;
        while let Some(found) = page[at..].find('<') {
            let start = at + found;
            let rest = &page[start..];
            if rest.starts_with("<!--") {
                at = start + rest.find("-->").map_or(rest.len(), |end| end + 3);
                continue;
            }
            let Some(end) = rest.find('>') else {
                break;
            };
            let tag = &rest[1..end];
            at = start + end + 1;
            read.tag(tag, &page[at..]);
            if starts_with(tag, "script") || starts_with(tag, "style") {
                at += page[at..].find("</").unwrap_or(page.len() - at);
            }
        }
        read
    }

    fn tag(&mut self, tag: &str, behind: &str) {
        if starts_with(tag, "meta") {
            self.meta(tag);
        } else if starts_with(tag, "script") {
            let kind = attribute(tag, "type").unwrap_or_default();
            if kind.contains("ld+json") {
                let end = find_closing(behind, "</script").unwrap_or(behind.len());
                json_ld::read(&behind[..end], &mut self.linked);
            }
        } else if starts_with(tag, "title") && self.title.is_none() {
            self.title = inner(behind, "</title");
        } else if starts_with(tag, "h1") && self.heading.is_none() {
            self.heading =
                inner(behind, "</h1").filter(|heading| heading.split_whitespace().count() > 2);
        } else if starts_with(tag, "html") {
            self.language = attribute(tag, "lang");
        } else if starts_with(tag, "link") && attribute(tag, "rel").as_deref() == Some("canonical")
        {
            self.canonical = attribute(tag, "href");
        } else if starts_with(tag, "time") {
            let marked = tag.contains("ublish") || tag.contains("itemprop");
            if let Some(time) = attribute(tag, "datetime") {
                self.times.push((marked, time));
            }
        } else {
            self.author(tag, behind);
        }
    }

    fn meta(&mut self, tag: &str) {
        let name = ["property", "name", "itemprop"]
            .iter()
            .find_map(|key| attribute(tag, key));
        if let (Some(name), Some(content)) = (name, attribute(tag, "content"))
            && !content.trim().is_empty()
        {
            self.meta.entry(name.to_lowercase()).or_insert(content);
        }
    }

    /// An element marked as the author's name.
    fn author(&mut self, tag: &str, behind: &str) {
        if !tag.contains("author") && !tag.contains("byline") {
            return;
        }
        let marked = attribute(tag, "rel").as_deref() == Some("author")
            || attribute(tag, "itemprop").as_deref() == Some("author")
            || attribute(tag, "class").is_some_and(|class| {
                let mut names = class.split_whitespace();
                names.any(|name| {
                    matches!(
                        name,
                        "author"
                            | "byline"
                            | "author-name"
                            | "byline__name"
                            | "byline-name"
                            | "article-author"
                            | "article__author"
                    )
                })
            });
        if !marked || self.authors.len() > 3 {
            return;
        }
        let head: String = behind.chars().take(600).collect();
        let name = tag
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or("");
        if let Some(text) = inner(&head, &format!("</{name}")) {
            self.authors.push(text);
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
            date: self.date(),
            publisher,
            authors: self.names(),
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

    fn date(&self) -> Option<NaiveDate> {
        let named = [
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
            "lastmod",
            "rnews:datepublished",
            "bt:pubdate",
            "displaydate",
            "article_date_original",
            "og:pubdate",
            "og:article:published_time",
            "datecreated",
            "article:modified_time",
        ];
        let linked = self.linked.published.as_deref().and_then(day);
        let meta = || named.iter().find_map(|name| day(self.meta.get(*name)?));
        let url = || self.url_day();
        let marked = || {
            self.times
                .iter()
                .find(|(marked, _)| *marked)
                .and_then(|(_, time)| day(time))
        };
        let any = || self.times.iter().find_map(|(_, time)| day(time));
        linked
            .or_else(meta)
            .or_else(url)
            .or_else(marked)
            .or_else(any)
    }

    /// The day in an address such as `/2024/09/09/`.
    fn url_day(&self) -> Option<NaiveDate> {
        let url = self.meta.get("og:url").or(self.canonical.as_ref())?;
        let parts: Vec<&str> = url.split(['/', '-']).collect();
        parts.windows(3).find_map(|parts| {
            let year: i32 = parts[0]
                .parse()
                .ok()
                .filter(|year| (1990..2100).contains(year))?;
            NaiveDate::from_ymd_opt(year, parts[1].parse().ok()?, parts[2].parse().ok()?)
        })
    }

    fn names(&self) -> Vec<String> {
        let linked = self.linked.authors.iter().cloned();
        let meta = [
            "author",
            "article:author",
            "parsely-author",
            "sailthru.author",
            "byl",
            "dc.creator",
            "dcterms.creator",
            "twitter:creator",
        ];
        let meta = meta.iter().filter_map(|name| self.meta.get(*name).cloned());
        let found: Vec<String> = linked.collect();
        let found = if found.is_empty() {
            meta.take(1).collect()
        } else {
            found
        };
        let found = if found.iter().all(|name| clean(name).is_empty()) {
            self.authors.clone()
        } else {
            found
        };
        let mut names: Vec<String> = Vec::new();
        for name in found.iter().flat_map(|name| clean(name)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// The names in a line of authors; addresses, handles and roles are none.
fn clean(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = ["By ", "by ", "BY "]
        .iter()
        .find_map(|by| line.strip_prefix(by))
        .unwrap_or(line);
    line.replace(" and ", ",")
        .replace(" & ", ",")
        .split([',', ';', '|', '\n'])
        .map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|name| {
            let words = name.split_whitespace().count();
            let odd = name.contains("://")
                || name.contains(['@', '<', '/'])
                || name.contains(|c: char| c.is_ascii_digit());
            (1..=5).contains(&words) && name.len() > 2 && !odd
        })
        .collect()
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

fn starts_with(tag: &str, name: &str) -> bool {
    let head = tag.get(..name.len());
    let next = tag
        .get(name.len()..)
        .and_then(|rest| rest.chars().next())
        .unwrap_or(' ');
    head.is_some_and(|head| head.eq_ignore_ascii_case(name)) && !next.is_ascii_alphanumeric()
}

/// The value of an attribute, entities decoded.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = lower[from..].find(name) {
        let at = from + found;
        from = at + name.len();
        let before = lower[..at].chars().next_back().unwrap_or(' ');
        let rest = tag[from..].trim_start();
        let Some(value) = rest
            .strip_prefix('=')
            .filter(|_| before.is_whitespace() || matches!(before, '"' | '\''))
        else {
            continue;
        };
        let value = value.trim_start();
        let text = match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split(quote).next()?,
            _ => value
                .split(char::is_whitespace)
                .next()?
                .trim_end_matches('/'),
        };
        return Some(unescaped(text));
    }
    None
}

/// Text with its entities decoded and its tags dropped.
pub(super) fn unescaped(text: &str) -> String {
    match text.contains(['&', '<']) {
        true => align::visible(text).lines().trim().to_string(),
        false => text.trim().to_string(),
    }
}

fn inner(behind: &str, closing: &str) -> Option<String> {
    let end = find_closing(behind, closing)?;
    let text = unescaped(&behind[..end])
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    (!text.is_empty()).then_some(text)
}

fn find_closing(text: &str, closing: &str) -> Option<usize> {
    let bytes = closing.as_bytes();
    text.as_bytes()
        .windows(bytes.len())
        .position(|window| window.eq_ignore_ascii_case(bytes))
}
