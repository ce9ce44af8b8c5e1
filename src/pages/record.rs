//! What a search finds: a record for each page that a reader may look for. Pages that only lead to
//! others have none.

use std::cmp::Reverse;
use std::collections::BTreeSet;

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
    /// Every kind, with the key of what many of them are called.
    pub const ALL: [(Kind, &'static str); 5] = [
        (Kind::Article, "articles_page"),
        (Kind::Event, "events_part"),
        (Kind::Figure, "figures"),
        (Kind::Term(TaxonomyKind::Topics), "topics"),
        (Kind::Term(TaxonomyKind::Regions), "regions"),
    ];

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
    /// The record of the page that is `here`, with nothing but its words.
    pub fn of(here: &Here<'_>, kind: Kind, title: &str, words: &[&str]) -> Record {
        let words = words.iter().flat_map(|part| part.split_whitespace());
        let text = words.collect::<Vec<_>>().join(" ");
        Record {
            url: here.url.clone(),
            kind,
            title: title.to_string(),
            text: match text.is_empty() {
                true => title.to_string(),
                false => text,
            },
            label: here.language().text(&format!("found_{}", kind.word())),
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

/// The words of a text that somebody wrote.
pub fn prose(body: Option<&Body>) -> String {
    let blocks = body.map(|body| markdown::prose(body.markdown()));
    let words = blocks.iter().flatten().map(|block| block.text.as_str());
    words.collect::<Vec<_>>().join(" ")
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
    matches!(plan.pages.get(&urls::search()), Some(Page::Search(_)))
}
