//! What a plan follows from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cells::Cells;
use super::{Page, Static};
use crate::config::{Config, Family};
use crate::content::Content;
use crate::content::article::Article;
use crate::content::declaration::StandingPage;
use crate::content::picture::Picture;
use crate::content::reading::TermRef;
use crate::content::term::TaxonomyKind;
use crate::newsroom::changes::Month;
use crate::newsroom::former::Former;
use crate::newsroom::{self, Newsroom};
use crate::pages::chart;
use crate::pages::paging::{Order, Paging};
use crate::pages::social;
use crate::path::{SourcePath, UrlPath};

/// Everything that decides which pages there are, but for what is only told where two want one
/// address: a plan that nothing is wrong with holds for every newsroom of the same outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    config: Config,
    /// Whether search engines are told of no page.
    is_hidden: bool,
    articles: Vec<Text>,
    pages: Vec<Text>,
    withheld: Vec<SourcePath>,
    /// What is withheld has its address too.
    withheld_texts: Vec<Text>,
    /// How many pages the list of each kind has.
    counts: Vec<usize>,
    article_years: Vec<(i32, usize)>,
    event_years: Vec<(i32, usize)>,
    /// How many pages the changes of each month have.
    change_months: Vec<(Month, usize)>,
    terms: Vec<Term>,
    basis: Basis,
    /// Where topics and regions meet.
    pub cells: Arc<Cells>,
    events: Vec<String>,
    /// The former ids of events, series and sources.
    former: Former,
    /// Each series, and whether it has a chart.
    series: Vec<(String, bool)>,
    sources: Vec<(String, usize)>,
    assets: Vec<(SourcePath, Vec<u32>)>,
    statics: Vec<(UrlPath, Option<SourcePath>)>,
    /// Of what a picture is drawn, where any are.
    drawn: Vec<bool>,
    /// The files of the content that have no page of their own, or have it elsewhere.
    files: BTreeSet<SourcePath>,
}

/// The lists of the newsroom that the cells follow from. Where others give the same cells, the outline is
/// the same.
#[derive(Clone, Debug)]
struct Basis(Arc<newsroom::cells::Cells>);

impl PartialEq for Basis {
    fn eq(&self, _: &Basis) -> bool {
        true
    }
}

/// An article or a standing page, as far as its addresses go: its file, its URL and its former
/// addresses.
type Text = (SourcePath, UrlPath, Vec<String>);

fn article(article: &Article) -> Text {
    (
        article.path.clone(),
        article.url.clone(),
        texts(&article.aliases),
    )
}

fn page(page: &StandingPage) -> Text {
    (page.path.clone(), page.url.clone(), texts(&page.aliases))
}

fn texts(references: &[TermRef]) -> Vec<String> {
    references.iter().map(|one| one.text.clone()).collect()
}

#[derive(Clone, Debug, PartialEq)]
struct Term {
    kind: TaxonomyKind,
    id: String,
    path: Option<SourcePath>,
    aliases: Vec<String>,
    is_root: bool,
    articles: usize,
    events: usize,
}

impl Outline {
    /// Whether a newsroom has the very lists of this outline.
    pub fn is_of(&self, newsroom: &Newsroom) -> bool {
        Arc::ptr_eq(&self.basis.0, &newsroom.lists)
    }

    /// Whether the site has a family of pages.
    pub fn has(&self, family: Family) -> bool {
        self.config.output.has(family)
    }

    /// Gathers it.
    pub fn of<'a>(
        newsroom: &Newsroom,
        content: &Content,
        config: &Config,
        statics: impl Iterator<Item = Static<'a>>,
        before: Option<&Outline>,
    ) -> Outline {
        let pages = |order, entries| Paging::new(order, entries, config.limits.page).pages;
        let forward = |entries| pages(Order::Forward, entries);
        let newest_first = |entries| pages(Order::NewestFirst, entries);
        let same = |before: &&Outline| before.is_of(newsroom) && before.config == *config;
        let cells = before.filter(same).map(|before| before.cells.clone());
        let terms = TaxonomyKind::ALL.into_iter().flat_map(|kind| {
            let terms = newsroom.taxonomy(kind).terms.iter();
            terms.map(move |term| Term {
                kind,
                id: term.id.clone(),
                path: term.path.clone(),
                aliases: texts(&term.aliases),
                is_root: term.parents.is_empty(),
                articles: newest_first(term.articles.len()),
                events: forward(term.events.len()),
            })
        });
        let widths = |path: &SourcePath| {
            let picture = content.pictures.get(path);
            picture.map(Picture::widths).unwrap_or_default()
        };
        let declared = content.events.iter().map(|file| &file.body.file);
        let declared = declared.chain(content.series.iter().map(|file| &file.body.file));
        let withheld = || newsroom.withheld.iter().map(|kept| &kept.path);
        let kept_article = |path: &SourcePath| {
            let at = content.articles.binary_search_by(|one| one.path.cmp(path));
            Some(article(&content.articles[at.ok()?]))
        };
        let kept_page = |path: &SourcePath| {
            let at = content.pages.binary_search_by(|one| one.path.cmp(path));
            Some(page(&content.pages[at.ok()?]))
        };
        let entries = newsroom.entries.iter();
        Outline {
            config: config.clone(),
            is_hidden: newsroom.is_hidden,
            articles: entries.map(|entry| article(&entry.article)).collect(),
            pages: newsroom.pages.iter().map(|shown| page(shown)).collect(),
            withheld: withheld().cloned().collect(),
            withheld_texts: withheld()
                .filter_map(|path| kept_article(path).or_else(|| kept_page(path)))
                .collect(),
            counts: Page::entries(newsroom)
                .into_iter()
                .map(|(order, entries)| pages(order, entries))
                .collect(),
            article_years: counted(&newsroom.article_years, newest_first),
            change_months: newsroom
                .months_of_changes()
                .iter()
                .map(|(month, count)| (*month, newest_first(*count)))
                .collect(),
            event_years: counted(&newsroom.event_years, forward),
            terms: terms.collect(),
            basis: Basis(newsroom.lists.clone()),
            cells: cells.unwrap_or_else(|| Arc::new(Cells::of(newsroom, config))),
            events: newsroom.event_ids.keys().cloned().collect(),
            former: newsroom.former.clone(),
            series: newsroom
                .series
                .iter()
                .map(|series| (series.id.clone(), chart::has_chart(series)))
                .collect(),
            sources: newsroom
                .sources
                .iter()
                .map(|source| (source.id.clone(), newest_first(source.longest_list())))
                .collect(),
            assets: newsroom
                .assets
                .keys()
                .map(|path| (path.clone(), widths(path)))
                .collect(),
            statics: statics
                .map(|(url, path)| (url.clone(), path.cloned()))
                .collect(),
            drawn: match config.output.social_images {
                true => drawn(newsroom),
                false => Vec::new(),
            },
            files: declared
                .chain(&content.broken)
                .chain(content.assets.keys())
                .cloned()
                .collect(),
        }
    }
}

/// Whether a picture may be drawn of each article, event, series and term.
fn drawn(newsroom: &Newsroom) -> Vec<bool> {
    let articles = newsroom.entries.iter();
    let articles = articles.map(|entry| social::title_of(&entry.article));
    let events = newsroom.event_ids.values();
    let events = events.map(|id| Some(&*newsroom.event(*id).title));
    let series = newsroom.series.iter().map(|series| Some(&*series.name));
    let terms = TaxonomyKind::ALL.into_iter();
    let terms = terms.flat_map(|kind| &newsroom.taxonomy(kind).terms);
    let terms = terms.map(|term| Some(&*term.name));
    let titles = articles.chain(events).chain(series).chain(terms);
    titles
        .map(|title| title.is_some_and(social::can_be_drawn))
        .collect()
}

fn counted<T>(years: &BTreeMap<i32, Vec<T>>, pages: impl Fn(usize) -> usize) -> Vec<(i32, usize)> {
    let years = years.iter();
    years
        .map(|(year, things)| (*year, pages(things.len())))
        .collect()
}
