//! Sitemaps (sitemaps.org 0.9): every page that a search engine may list, and the latest articles
//! (Google's news schema). And where they are, for robots.

use std::collections::BTreeMap;

use crate::newsroom::changes::released;
use crate::pages::frame::absolute;
use crate::pages::legal;
use crate::pages::site::Site;
use crate::pages::sitemap::{Sitemap, news, parted, parts};
use crate::pages::urls;
use crate::path::UrlPath;

/// One of a site's sitemaps; `changed` tells on which day a page last changed.
pub fn render(
    site: Site<'_>,
    which: Sitemap,
    changed: impl Fn(&UrlPath) -> Option<String>,
) -> Vec<u8> {
    let base = base(site);
    match which {
        Sitemap::News => {
            let namespace = " xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\"";
            document("urlset", namespace, &latest(site))
        }
        Sitemap::Whole | Sitemap::Index | Sitemap::Part(_) => {
            list(base, which, &parts(&site.plan.pages, base), changed)
        }
    }
}

/// The lists of these pages, each with the day on which it last changed: one, or where that would be
/// too large its parts and a list of those.
pub fn all(base: &str, pages: &BTreeMap<UrlPath, Option<String>>) -> Vec<(UrlPath, Vec<u8>)> {
    let parts = parted(pages.keys(), base);
    let which = match parts.len() {
        1 => vec![Sitemap::Whole],
        count => std::iter::once(Sitemap::Index)
            .chain((1..=count).map(Sitemap::Part))
            .collect(),
    };
    let changed = |url: &UrlPath| pages.get(url).cloned().flatten();
    let made = |which| (urls::sitemap(which), list(base, which, &parts, changed));
    which.into_iter().map(made).collect()
}

fn list(
    base: &str,
    which: Sitemap,
    parts: &[Vec<&UrlPath>],
    changed: impl Fn(&UrlPath) -> Option<String>,
) -> Vec<u8> {
    match which {
        Sitemap::Index => {
            let last = |part: &Vec<&UrlPath>| part.iter().filter_map(|url| changed(url)).max();
            let entries: String = parts
                .iter()
                .zip(1..)
                .map(|(part, nth)| {
                    let url = urls::sitemap(Sitemap::Part(nth));
                    entry("sitemap", base, &url, &lastmod(last(part)))
                })
                .collect();
            document("sitemapindex", "", &entries)
        }
        Sitemap::Whole | Sitemap::Part(_) | Sitemap::News => {
            let part = match which {
                Sitemap::Part(nth) => nth,
                _ => 1,
            };
            let pages = parts.get(part - 1).map(Vec::as_slice).unwrap_or_default();
            let pages = pages.iter();
            let pages = pages.map(|url| entry("url", base, url, &lastmod(changed(url))));
            document("urlset", "", &pages.collect::<String>())
        }
    }
}

fn document(element: &str, namespace: &str, entries: &str) -> Vec<u8> {
    let whole = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <{element} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"{namespace}>\n{entries}</{element}>\n"
    );
    legal::xml(&whole).into_owned().into_bytes()
}

fn base(site: Site<'_>) -> &str {
    site.config.base_url.as_deref().unwrap_or("/")
}

fn entry(element: &str, base: &str, url: &UrlPath, more: &str) -> String {
    let address = escaped(&absolute(base, url));
    format!("<{element}><loc>{address}</loc>{more}</{element}>\n")
}

fn lastmod(day: Option<String>) -> String {
    day.map_or(String::new(), |day| format!("<lastmod>{day}</lastmod>"))
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;")
}

fn latest(site: Site<'_>) -> String {
    let articles = news(site.newsroom).map(|id| {
        let article = site.newsroom.article(id);
        let language = article.lang.as_ref().unwrap_or(&site.config.language);
        let date = released(article).told();
        let more = format!(
            "<news:news><news:publication><news:name>{}</news:name><news:language>{}</news:language></news:publication>\
             <news:publication_date>{date}</news:publication_date><news:title>{}</news:title></news:news>",
            escaped(&site.config.title),
            news_language(language),
            escaped(&legal::line(&article.title)),
        );
        entry("url", base(site), &article.url, &more)
    });
    articles.collect()
}

/// A language as the news schema has it: two or three letters, but for Chinese.
fn news_language(language: &str) -> String {
    let lower = language.to_ascii_lowercase().replace('_', "-");
    match lower.split('-').collect::<Vec<_>>().as_slice() {
        ["zh", rest @ ..]
            if rest
                .iter()
                .any(|part| ["hant", "tw", "hk", "mo"].contains(part)) =>
        {
            "zh-tw".to_string()
        }
        ["zh", ..] => "zh-cn".to_string(),
        [primary, ..] => (*primary).to_string(),
        [] => String::new(),
    }
}

/// What robots are told: they may read everything, and where the sitemaps are.
pub fn robots(site: Site<'_>) -> Vec<u8> {
    let sitemaps = [Sitemap::Whole, Sitemap::News].map(urls::sitemap);
    let there = sitemaps
        .iter()
        .filter(|url| site.plan.pages.contains_key(*url));
    let lines = there.map(|url| format!("Sitemap: {}\n", absolute(base(site), url)));
    let lines: String = lines.collect();
    format!("User-agent: *\nDisallow:\n\n{lines}").into_bytes()
}
