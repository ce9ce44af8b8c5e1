//! What a search finds: a record for each page that a reader may look for. Pages that only lead to
//! others have none.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::plan::Plan;
use super::site::{Here, Site};
use super::urls;
use crate::content::document::Body;
use crate::content::markdown;
use crate::content::term::TaxonomyKind;
use crate::newsroom::ids::TermId;
use crate::pages::kinds::Page;
use crate::path::UrlPath;

/// What a page is to a reader who looks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An article.
    Article,
    /// An event with a page.
    Event,
    /// A series.
    Figure,
    /// A topic or a region.
    Term(TaxonomyKind),
}

impl Kind {
    /// Every kind, with the keys of what one and what many of them are called.
    pub const ALL: [(Kind, &'static str, &'static str); 5] = [
        (Kind::Article, "kind_news", "articles_page"),
        (Kind::Event, "found_event", "events_part"),
        (Kind::Figure, "found_figure", "figures"),
        (Kind::Term(TaxonomyKind::Topics), "found_topic", "topics"),
        (Kind::Term(TaxonomyKind::Regions), "found_region", "regions"),
    ];

    /// What one of them is called.
    fn name(self, here: &Here<'_>) -> String {
        let mut kinds = Self::ALL.iter().filter(|(kind, ..)| *kind == self);
        let key = kinds.next().map_or("", |(_, one, _)| one);
        here.language().text(key)
    }

    /// The word that addresses and the index have for it.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::Event => "event",
            Kind::Figure => "figure",
            Kind::Term(taxonomy) => taxonomy.singular(),
        }
    }
}

/// What a search finds of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Where the page is.
    pub url: UrlPath,
    /// What it is to a reader who looks for it.
    pub kind: Kind,
    /// What it is called.
    pub title: String,
    /// The words it is found by beside its title; never none.
    pub text: String,
    /// What it is, in a word: *News*, *Event*.
    pub label: String,
    /// Its date in its own precision, as pages print it; may be empty.
    pub date: String,
    /// The day that puts it before or behind others; none of what has no date.
    pub day: Option<NaiveDate>,
    /// What stands above its title on a timeline: *Announced*, *Overdue*; may be empty.
    pub mark: String,
    /// Whose word it is; may be empty.
    pub speakers: String,
    /// Its language, if not the site's.
    pub lang: Option<String>,
    /// The ids of its topics and of all that these lie in.
    pub topics: Vec<String>,
    /// The ids of its regions and of all that these lie in.
    pub regions: Vec<String>,
    /// The years it is of.
    pub years: BTreeSet<i32>,
}

impl Record {
    /// The record of the page that is `here`, with nothing but its words: stretches of text, of which
    /// it needs each once.
    pub fn of<'a>(
        here: &Here<'_>,
        kind: Kind,
        title: &str,
        words: impl IntoIterator<Item = &'a str>,
    ) -> Record {
        let text = joined(words, title);
        Record {
            url: here.url.clone(),
            kind,
            title: title.to_string(),
            text: match text.is_empty() {
                true => title.to_string(),
                false => text,
            },
            label: kind.name(here),
            date: String::new(),
            day: None,
            mark: String::new(),
            speakers: String::new(),
            lang: None,
            topics: Vec::new(),
            regions: Vec::new(),
            years: BTreeSet::new(),
        }
    }

    /// The same, filed under terms.
    #[must_use]
    pub fn filed(mut self, here: &Here<'_>, topics: &[TermId], regions: &[TermId]) -> Record {
        let ids = |kind, terms| {
            let taxonomy = here.newsroom().taxonomy(kind);
            let above = taxonomy.with_ancestors(terms);
            let ids = above.into_iter().map(|id| taxonomy.term(id).id.clone());
            ids.collect()
        };
        self.topics = ids(TaxonomyKind::Topics, topics);
        self.regions = ids(TaxonomyKind::Regions, regions);
        self
    }
}

/// Stretches of text as one, each once and none that is the title. What ends without a full stop is
/// set apart from what follows.
fn joined<'a>(stretches: impl IntoIterator<Item = &'a str>, title: &str) -> String {
    let mut text = String::new();
    let mut seen = HashSet::from([title]);
    for stretch in stretches {
        if !seen.insert(stretch) {
            continue;
        }
        let words = stretch.split(|c: char| c.is_whitespace() || is_mark(c));
        for (nth, word) in words.filter(|word| !word.is_empty()).enumerate() {
            if !text.is_empty() {
                text.push(' ');
            }
            let ends = |c: char| ".!?…:;؟؛。»”\"".contains(c);
            if nth == 0 && !text.trim_end().is_empty() && !text.trim_end().ends_with(ends) {
                text.push_str("· ");
            }
            text.push_str(word);
        }
    }
    text
}

/// Whether a character only says in which direction others are read: no part of a word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}')
}

/// The words of a text that somebody wrote, in stretches.
pub fn prose(body: Option<&Body>) -> Vec<String> {
    let blocks = body.map(|body| markdown::prose(body.markdown()));
    let blocks = blocks.into_iter().flatten();
    blocks.map(|block| block.text).collect()
}

/// Every record of a site: what has no date, then the latest first. None where it has no search.
pub fn all(site: Site<'_>) -> Vec<Record> {
    if !is_wanted(site.plan) {
        return Vec::new();
    }
    let pages: Vec<(&UrlPath, &Page)> = site.plan.pages.iter().collect();
    let pages = pages.into_par_iter();
    let mut records: Vec<Record> = pages
        .filter_map(|(url, page)| page.record(&Here::on_page(site, url)))
        .collect();
    // Those of one day stay in the order of their addresses.
    records.sort_by_key(|record| (record.day.is_some(), Reverse(record.day)));
    records
}

/// Whether a site has a search: the page may be left out, or an author's stand in its place.
fn is_wanted(plan: &Plan) -> bool {
    matches!(plan.page(&urls::search()), Some(Page::Search(_)))
}
