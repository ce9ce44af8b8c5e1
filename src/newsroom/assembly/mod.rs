//! Putting the newsroom together, step by step.

mod claims;
mod observations;
mod references;
mod revision;
mod terms;
mod units;

pub use revision::{Edit, Revision, revise};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::Datelike;

use super::as_of::AsOf;
use super::assets::{self, Declared};
use super::gate::{self, Passes, Withheld};
use super::ids::{ArticleId, SourceId, TermId};
use super::scope::Known;
use super::sources::Desk;
use super::taxonomy::Taxonomy;
use super::versions::Versions;
use super::{Entry, Newsroom};
use crate::config::Config;
use crate::content::Content;
use crate::content::article::Article;
use crate::content::declaration::StandingPage;
use crate::content::source::Asset;
use crate::diagnostic::Checked;
use crate::path::SourcePath;
use references::{Facts, Files, Speakers, Spoken, Trees};

/// Puts the newsroom together from what is public on the as-of day.
pub fn assemble(
    content: &Content,
    config: &Config,
    as_of: AsOf,
    passes: Passes,
) -> Checked<Newsroom> {
    let mut diagnostics = Vec::new();
    let Public {
        articles,
        pages,
        withheld,
    } = public(content, &as_of, passes);
    let mut trees = Trees::new(content);
    let mut desk = Desk::new(&content.sources, &articles);
    let speakers = Speakers::of(content);
    let facts: Vec<Facts> = articles
        .iter()
        .enumerate()
        .map(|(at, article)| {
            Facts::read(
                ArticleId::new(at),
                article,
                &mut trees,
                &mut desk,
                &speakers,
            )
        })
        .collect();
    let files = Files::read(content, &articles, &mut trees);
    let (topics, regions) = trees.finish(&mut diagnostics);
    let used: Vec<usize> = facts.iter().flat_map(Facts::sources).collect();
    let mut sources = desk.finish(&used, &mut diagnostics);

    let mut newsroom = Newsroom {
        as_of,
        entries: articles
            .iter()
            .zip(&facts)
            .zip(&sources.listed)
            .map(|((article, facts), listed)| {
                entry(article, facts, listed.clone(), &topics, &regions)
            })
            .collect(),
        pages,
        versions: Versions::default(),
        listed: Vec::new(),
        article_years: BTreeMap::new(),
        event_years: BTreeMap::new(),
        events: Vec::new(),
        milestones: Vec::new(),
        overdue: Vec::new(),
        series: Vec::new(),
        leading_series: Vec::new(),
        sources: std::mem::take(&mut sources.sources),
        event_ids: BTreeMap::new(),
        series_ids: BTreeMap::new(),
        known: Known::default(),
        directory: std::mem::take(&mut sources.directory),
        assets: public_assets(content, config, passes, &articles, &withheld),
        withheld,
        revealed: Vec::new(),
        topics,
        regions,
    };
    newsroom.revealed = gate::revealed(&newsroom);
    list(&mut newsroom, &config.language);
    claims::place(&mut newsroom, &facts, &files, &sources);
    observations::place(&mut newsroom, &facts, &files, &sources, &mut diagnostics);
    terms::fill(&mut newsroom);
    Checked::new(newsroom, diagnostics)
}

/// Finds out which articles lists show.
fn list(newsroom: &mut Newsroom, language: &str) {
    newsroom.versions = Versions::of(&newsroom.entries, &newsroom.pages, language);
    let entries = newsroom.entries.iter();
    let years_of = entries.map(|entry| {
        let listed = newsroom.is_listed(entry);
        listed.then(|| entry.article.date.day.year())
    });
    let years_of: Vec<Option<i32>> = years_of.collect();
    let ids = years_of.iter().enumerate();
    let ids = ids.filter_map(|(at, year)| year.map(|_| ArticleId::new(at)));
    newsroom.listed = ids.collect();
    newsroom.article_years = years(years_of.into_iter(), ArticleId::new);
}

/// The things of each year, in their order; what has no year is in none.
fn years<I>(
    years: impl Iterator<Item = Option<i32>>,
    id: impl Fn(usize) -> I,
) -> BTreeMap<i32, Vec<I>> {
    let mut found: BTreeMap<i32, Vec<I>> = BTreeMap::new();
    for (at, year) in years.enumerate() {
        if let Some(year) = year {
            found.entry(year).or_default().push(id(at));
        }
    }
    found
}

/// What passes the gate, and what does not.
struct Public {
    /// Newest first.
    articles: Vec<Arc<Article>>,
    /// By path.
    pages: Vec<Arc<StandingPage>>,
    /// By path.
    withheld: Vec<Withheld>,
}

fn public(content: &Content, as_of: &AsOf, passes: Passes) -> Public {
    let mut withheld = Vec::new();
    let mut passed = |judged: Result<(), Withheld>| match judged {
        Ok(()) => true,
        Err(kept) => {
            withheld.push(kept);
            false
        }
    };
    let mut articles: Vec<_> = content
        .articles
        .iter()
        .filter(|article| passed(gate::article(article, as_of, passes)))
        .map(|article| gate::facts(article, passes))
        .collect();
    let pages = content.pages.iter();
    let mut pages: Vec<_> = pages
        .filter(|page| passed(gate::page(page, as_of, passes)))
        .cloned()
        .collect();
    let sections = content.sections.iter();
    withheld.extend(sections.filter_map(|section| gate::section(section, as_of, passes).err()));
    let bundles = gate::Bundles::of(&withheld).with_broken(content.broken.iter());
    let mut outside = |path: &SourcePath| {
        let kept = bundles.keep(path);
        let outside = kept.is_none();
        withheld.extend(kept);
        outside
    };
    articles.retain(|article| outside(&article.path));
    pages.retain(|page| outside(&page.path));
    withheld.sort_by(|a, b| a.path.cmp(&b.path));
    articles.sort_by(|a, b| (b.date.instant, &a.path).cmp(&(a.date.instant, &b.path)));
    Public {
        articles,
        pages,
        withheld,
    }
}

fn public_assets(
    content: &Content,
    config: &Config,
    passes: Passes,
    articles: &[Arc<Article>],
    withheld: &[Withheld],
) -> BTreeMap<SourcePath, Asset> {
    if content.assets.is_empty() {
        return BTreeMap::new();
    }
    let kept: BTreeSet<&SourcePath> = withheld.iter().map(|withheld| &withheld.path).collect();
    let spoken = Spoken::of(articles);
    let (private, public): (Vec<_>, Vec<_>) = assets::texts(content).partition(|text| {
        let unspoken = match text.declares {
            Some(Declared::Event(id)) => !spoken.events.contains(id),
            Some(Declared::Series(id)) => !spoken.series.contains(id),
            None => false,
        };
        unspoken || kept.contains(text.path) || content.unread.contains_key(text.path)
    });
    let base = config.base_url.as_deref();
    let drafts = passes.drafts || passes.unpublished;
    let bundles = gate::Bundles::of(withheld).with_broken(content.broken.iter());
    let hidden = assets::withheld(content, base, drafts, &bundles.folders(), &private, &public);
    let public = content
        .assets
        .iter()
        .filter(|(path, _)| !hidden.contains(*path));
    public
        .map(|(path, asset)| (path.clone(), asset.clone()))
        .collect()
}

fn entry(
    article: &Arc<Article>,
    facts: &Facts,
    sources: Vec<SourceId>,
    topics: &Taxonomy,
    regions: &Taxonomy,
) -> Entry {
    Entry {
        article: article.clone(),
        topics: ids(&facts.topics, topics),
        regions: ids(&facts.regions, regions),
        sources,
        claims: Vec::new(),
        figures: Vec::new(),
    }
}

/// A fact's own terms, or its article's.
fn own_or(own: &Option<Vec<String>>, taxonomy: &Taxonomy, article: &[TermId]) -> Vec<TermId> {
    match own {
        Some(own) => ids(own, taxonomy),
        None => article.to_vec(),
    }
}

fn ids(names: &[String], taxonomy: &Taxonomy) -> Vec<TermId> {
    names.iter().filter_map(|name| taxonomy.id(name)).collect()
}

fn merge(terms: &mut Vec<TermId>, more: impl IntoIterator<Item = TermId>) {
    for term in more {
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
}
