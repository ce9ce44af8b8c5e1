//! Which addresses search engines are told of, in how many files.

use std::collections::BTreeMap;

use chrono::Days;

use super::frame::absolute;
use super::plan::{File, Page};
use crate::newsroom::Newsroom;
use crate::newsroom::ids::ArticleId;
use crate::path::UrlPath;

/// One of the files that tell search engines of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sitemap {
    /// All pages.
    Whole,
    /// The parts, where all pages are too many for one file.
    Index,
    /// The n-th part, from 1.
    Part(usize),
    /// The latest articles.
    News,
}

/// The most that one file may hold (sitemaps.org): addresses, and bytes.
const ADDRESSES: usize = 50_000;
const BYTES: usize = 50_000_000;

/// How many bytes an entry has beside its address, at most; and the same of a file.
const AROUND: usize = 100;

/// The pages that a search engine may list, by address, parted as one file can hold them.
pub fn parts<'a>(pages: &'a BTreeMap<UrlPath, Page>, base: &str) -> Vec<Vec<&'a UrlPath>> {
    let listed = pages.iter().filter(|(_, page)| is_listed(page));
    parted(listed.map(|(url, _)| url), base)
}

/// Addresses in their order, parted as one file can hold them.
pub fn parted<'a>(urls: impl Iterator<Item = &'a UrlPath>, base: &str) -> Vec<Vec<&'a UrlPath>> {
    // Each `&` of an address takes five bytes, and there is little else.
    let bytes = |url: &UrlPath| absolute(base, url).replace('&', "&amp;").len() + AROUND;
    split(urls.map(|url| (url, bytes(url))), ADDRESSES, BYTES)
}

fn split<T>(things: impl Iterator<Item = (T, usize)>, count: usize, bytes: usize) -> Vec<Vec<T>> {
    let mut parts: Vec<Vec<T>> = vec![Vec::new()];
    let mut taken = AROUND;
    for (thing, size) in things {
        if let Some(part) = parts
            .last_mut()
            .filter(|part| part.len() < count && taken + size <= bytes)
        {
            part.push(thing);
            taken += size;
        } else {
            parts.push(vec![thing]);
            taken = AROUND + size;
        }
    }
    parts
}

/// The pages to render first, and then the files that tell when each of them last changed. What is
/// made of a page's own bytes comes with it.
pub fn rounds(pages: &BTreeMap<UrlPath, Page>) -> [Vec<(&UrlPath, &Page)>; 2] {
    let own = |page: &Page| !matches!(page, Page::File(File::Markdown(_)));
    let pages = pages.iter().filter(|(_, page)| own(page));
    let (last, first) = pages.partition(|(_, page)| page.tells_of_pages());
    [first, last]
}

/// Whether a search engine may list a page.
pub fn is_listed(page: &Page) -> bool {
    page.kind().is_ok_and(|page| page.role().is_read())
}

/// The most articles that the file of the latest may hold.
const NEWS: usize = 1_000;

/// The articles of the day of the latest one and of the day before. Not those of the last two days
/// before the build: then a rebuild on a quiet day would change the file, and tell of no news.
pub fn news(newsroom: &Newsroom) -> impl Iterator<Item = ArticleId> + '_ {
    let articles = newsroom.by_release((0..newsroom.entries.len()).map(ArticleId::new));
    let latest = articles.first().map(|id| newsroom.published(*id));
    let from = latest.and_then(|latest| latest.checked_sub_days(Days::new(1)));
    let articles = articles.into_iter().take(NEWS);
    articles.take_while(move |id| Some(newsroom.published(*id)) >= from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_holds_no_more_addresses_or_bytes_than_it_may() {
        let parts = |count, bytes| split((1..=5).map(|n| (n, 10)), count, bytes);
        assert_eq!(parts(5, 1_000), [vec![1, 2, 3, 4, 5]]);
        assert_eq!(parts(2, 1_000), [vec![1, 2], vec![3, 4], vec![5]]);
        assert_eq!(parts(5, AROUND + 30), [vec![1, 2, 3], vec![4, 5]]);
        assert_eq!(split(std::iter::empty::<(u8, usize)>(), 5, 5).len(), 1);
    }
}
