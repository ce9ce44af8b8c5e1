//! What everything that a page can be made from comes to, in a number each: where the number is the same
//! in two builds, so is the thing.
//!
//! An article, an event and a series come to what is written in the files that speak of them, for the
//! newsroom is put together of their facts and of the ground alone, see `newsroom/assembly/memory.rs`: the
//! program, the day, the settings, the theme and whatever is declared. Where the ground is another,
//! everything is. A list comes to what puts things into it and in order, and to the days of which it has
//! the latest or the next; what it shows of them is noted for each.

mod members;

use std::collections::{BTreeMap, HashSet};

use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use self::members::{Members, dated, listed_event, listed_series};
use super::Edition;
use crate::content::source::SourceTree;
use crate::content::term::TaxonomyKind;
use crate::newsroom::Entry;
use crate::newsroom::changes::Month;
use crate::newsroom::events::Said;
use crate::newsroom::ids::{ArticleId, EventId, SeriesId};
use crate::newsroom::taxonomy::Taxonomy;
use crate::pages::plan::{File, Page};
use crate::path::SourcePath;
use crate::reads::{List, Node, hash};

/// What each file of a site holds, as a number.
pub type Files = BTreeMap<SourcePath, u64>;

/// The prints of an edition.
pub struct Prints {
    /// What everything rests on.
    pub ground: u64,
    known: HashMap<u64, u64>,
    articles: Vec<u64>,
    events: Vec<u64>,
    series: Vec<u64>,
    sources: Vec<u64>,
    topics: Vec<u64>,
    regions: Vec<u64>,
    members: Members,
}

/// A key that is the same in every build, for what goes by a name.
fn key(tag: &str, name: u64) -> u64 {
    mixed(tag, &[name])
}

/// The key of all there is.
fn whole() -> u64 {
    key("whole", 0)
}

fn mixed(tag: &str, parts: &[u64]) -> u64 {
    let mix = |before, part: &u64| xxh3_64_with_seed(&part.to_le_bytes(), before);
    parts.iter().fold(hash(tag), mix)
}

impl Prints {
    /// Those of an edition of these files; `ground` is what it rests on beside them.
    pub fn of(edition: &Edition, tree: &SourceTree, files: &Files, ground: &str) -> Prints {
        let newsroom = &edition.newsroom;
        let mut all = Prints {
            ground: ground_of(edition, tree, files, ground),
            known: HashMap::with_capacity_and_hasher(
                (files.len() + edition.plan.pages.len()) * 3,
                FxBuildHasher,
            ),
            articles: Vec::new(),
            events: Vec::new(),
            series: Vec::new(),
            sources: Vec::new(),
            topics: Vec::new(),
            regions: Vec::new(),
            members: Members::default(),
        };
        for (path, held) in files {
            all.known.insert(key("file", hash(path.as_str())), *held);
        }
        let ids = (0..newsroom.entries.len()).map(ArticleId::new);
        for (id, entry) in ids.zip(newsroom.entries.iter()) {
            let print = article(edition, tree, id, entry);
            let key = key("article", hash(entry.article.path.as_str()));
            all.put(key, print);
            all.articles.push(key);
            all.members.articles.push(dated(newsroom, id, key));
        }
        for event in newsroom.events.iter() {
            let print = all.told(event.history.iter().flat_map(Said::articles));
            let key = match (&event.id, event.history.first()) {
                (Some(id), _) => {
                    let expired = newsroom.expired_claims.get(id);
                    let expired = expired.copied().unwrap_or_default().into();
                    all.put(key("event", hash(id)), mixed("event", &[print, expired]))
                }
                // It follows from its article alone.
                (None, Some(said)) => all.articles[said.article.index()],
                (None, None) => whole(),
            };
            all.events.push(key);
            all.members.events.push(listed_event(newsroom, event, key));
        }
        for series in newsroom.series.iter() {
            let print = all.told(series.observations.iter().map(|given| given.article));
            let key = key("series", hash(&series.id));
            all.put(key, print);
            all.series.push(key);
            all.members.series.push(listed_series(series, key));
        }
        all.add_sources(edition);
        let (topics, above) = all.add_terms(&newsroom.topics, "topic");
        all.topics = topics;
        let (regions, over) = all.add_terms(&newsroom.regions, "region");
        all.regions = regions;
        for (list, (topics, regions)) in List::ALL.into_iter().zip(above.iter().zip(&over)) {
            all.add_cells(topics, regions, list);
        }
        for (month, print) in all.members.months(newsroom) {
            all.put(month_key(month), print);
        }
        all.add_addresses(edition);
        for (of, versions) in newsroom.versions.each() {
            let print = hash(&format!("{versions:?}"));
            all.put(key("versions", hash(of)), print);
        }
        let lists = List::ALL.map(|list| sum(all.members.of(list).iter().copied()));
        for list in List::ALL {
            all.put(part(whole(), list), lists[list as usize]);
        }
        let told = all.told((0..newsroom.entries.len()).map(ArticleId::new));
        all.put(
            key("facts", 0),
            mixed("facts", &[told, mixed("lists", &lists)]),
        );
        // What is public, too: that may become so with no edit.
        let everything = files.values().copied().chain(lists);
        let everything = everything.fold(0, |sum: u64, print| mixed("and", &[sum, print]));
        all.put(whole(), everything);
        all
    }

    /// What a thing of this edition goes by in every build.
    pub fn key(&self, node: Node) -> u64 {
        let at = |keys: &[u64], at: u32| keys.get(at as usize).copied();
        let found = match node {
            Node::Whole => Some(whole()),
            Node::Facts => Some(key("facts", 0)),
            Node::All(list) => Some(part(whole(), list)),
            Node::Article(id) => at(&self.articles, id),
            Node::Event(id) => at(&self.events, id),
            Node::EventNamed(name) => Some(key("event", name)),
            Node::Series(id) => at(&self.series, id),
            Node::SeriesNamed(name) => Some(key("series", name)),
            Node::Source(id) => at(&self.sources, id),
            Node::Taken(id) => at(&self.sources, id).map(|key| mixed("taken", &[key])),
            Node::Topic(id, list) => at(&self.topics, id).map(|key| part(key, list)),
            Node::Region(id, list) => at(&self.regions, id).map(|key| part(key, list)),
            Node::Cell(topic, region, list) => at(&self.topics, topic)
                .zip(at(&self.regions, region))
                .map(|(topic, region)| part(cell(topic, region), list)),
            Node::Month(year, month) => Some(month_key((year, month))),
            Node::Versions(name) => Some(key("versions", name)),
            Node::Address(name) => Some(key("address", name)),
            Node::Target(name) => Some(key("target", name)),
            Node::File(name) => Some(key("file", name)),
        };
        // What is not known rests on everything.
        found.unwrap_or_else(whole)
    }

    /// What the thing of a key comes to; 0 if there is none.
    pub fn print(&self, key: u64) -> u64 {
        self.known.get(&key).copied().unwrap_or_default()
    }

    fn put(&mut self, key: u64, print: u64) -> u64 {
        // No print is that of what is not there.
        self.known.insert(key, print.max(1));
        key
    }

    /// What the articles come to that speak of something.
    fn told(&self, articles: impl Iterator<Item = ArticleId>) -> u64 {
        let keys = articles.map(|id| self.articles[id.index()]);
        // Each by its key: two that change places are not what they were.
        sum(keys.map(|key| mixed("of", &[key, self.print(key)])))
    }

    fn add_sources(&mut self, edition: &Edition) {
        let newsroom = &edition.newsroom;
        for source in newsroom.sources.iter() {
            let publisher = source.publisher.map(|id| &*newsroom.source(id).id);
            let print = hash(&format!("{:?} {publisher:?}", source.citation));
            let key = key("source", hash(&source.id));
            let key = self.put(key, print);
            self.sources.push(key);
        }
        for (at, source) in newsroom.sources.iter().enumerate() {
            let members = &self.members;
            let article = |id: &ArticleId| members.articles[id.index()];
            let articles = source.articles.iter().map(article);
            let claims = source.claims.iter();
            let claims =
                claims.map(|(id, at)| mixed("", &[members.events[id.index()], *at as u64]));
            let figures = source.figures.iter();
            let figures = figures.map(|(id, at)| mixed("", &[article(id), *at as u64]));
            let documents = source.documents.iter();
            let documents = documents.map(|id| self.sources[id.index()]);
            let lists = [sum(articles), sum(claims), sum(figures), sum(documents)];
            let key = mixed("taken", &[self.sources[at]]);
            self.put(key, mixed("lists", &lists));
        }
    }

    /// Adds what belongs to each term; for each thing of each list, the terms it belongs to.
    fn add_terms(&mut self, taxonomy: &Taxonomy, tag: &str) -> (Vec<u64>, [Above; 3]) {
        let mut above = <[Above; 3]>::default();
        let mut keys = Vec::new();
        for term in &taxonomy.terms {
            let key = key(tag, hash(&term.id));
            for list in List::ALL {
                let members = self.members.of(list);
                let all = match list {
                    List::Articles => places(&term.articles, ArticleId::index),
                    List::Events => places(&term.events, EventId::index),
                    List::Series => places(&term.series, SeriesId::index),
                };
                let all: Vec<u64> = all.into_iter().map(|at| members[at]).collect();
                let above = &mut above[list as usize];
                for member in &all {
                    above.entry(*member).or_default().push(key);
                }
                self.put(part(key, list), sum(all.into_iter()));
            }
            keys.push(key);
        }
        (keys, above)
    }

    /// What belongs to a topic and to a region: at least what a page of the two shows.
    fn add_cells(&mut self, topics: &Above, regions: &Above, list: List) {
        let mut cells: HashMap<u64, u64> = HashMap::default();
        for (member, topics) in topics {
            for region in regions.get(member).into_iter().flatten() {
                for topic in topics {
                    let sum = cells.entry(cell(*topic, *region)).or_default();
                    *sum = sum.wrapping_add(*member);
                }
            }
        }
        for (cell, sum) in cells {
            self.put(part(cell, list), sum);
        }
    }

    fn add_addresses(&mut self, edition: &Edition) {
        for (url, page) in edition.plan.pages.iter() {
            self.put(key("address", hash(url.as_str())), hash(&what(page)));
        }
        for (path, target) in edition.plan.targets.iter() {
            let print = hash(&format!("{target:?}"));
            self.put(key("target", hash(path.as_str())), print);
        }
    }
}

/// The terms that each member of a list of theirs belongs to.
type Above = HashMap<u64, Vec<u64>>;

/// The key of one of the lists of something.
fn part(of: u64, list: List) -> u64 {
    mixed("list", &[of, list as u64])
}

fn places<T: Copy>(ids: &[T], index: impl Fn(T) -> usize) -> Vec<usize> {
    ids.iter().map(|id| index(*id)).collect()
}

/// What things come to together, in whatever order.
fn sum(things: impl Iterator<Item = u64>) -> u64 {
    things.fold(0, u64::wrapping_add)
}

fn month_key((year, month): Month) -> u64 {
    mixed(
        "month",
        &[
            u64::from(year.unsigned_abs()),
            u64::from(year < 0),
            u64::from(month),
        ],
    )
}

fn cell(topic: u64, region: u64) -> u64 {
    mixed("cell", &[topic, region])
}

/// What a page is, without the numbers of this newsroom.
fn what(page: &Page) -> String {
    match page.kind() {
        // Of two that had an address before, another may come to have it.
        Ok(_) if matches!(page, Page::Redirect(_)) => format!("{page:?}"),
        Ok(kind) => kind.template().to_string(),
        Err(file @ (File::Asset(_) | File::Static(_) | File::Image(..) | File::Markdown(_))) => {
            format!("{file:?}")
        }
        Err(file) => {
            let name = format!("{file:?}");
            name.split('(').next().unwrap_or_default().to_string()
        }
    }
}

/// What an article says of itself, and its facts. Its text is only in it where facts stand in that.
fn article(edition: &Edition, tree: &SourceTree, id: ArticleId, entry: &Entry) -> u64 {
    let article = &entry.article;
    let text = tree.texts.get(&article.path).map_or("", |text| text);
    let body = article.body.markdown();
    let has_facts = body.contains("event:") || body.contains("figure:");
    // Another generator's articles may take from their text what front matter does not say.
    let whole = has_facts || edition.config.foreign.is_some();
    let head = match whole {
        true => text,
        false => text.strip_suffix(body).unwrap_or(text),
    };
    let newsroom = &edition.newsroom;
    // Facts that are said at an hour to come are not there until then.
    let facts = (article.claims.len(), article.observations.len());
    let now = (newsroom.updated(id), newsroom.is_listed(entry), facts);
    // A version in another language may say what its topics and regions are.
    let versions = newsroom.versions.all(&article.version_of);
    let terms: Vec<&str> = match versions.is_empty() {
        true => Vec::new(),
        false => TaxonomyKind::ALL
            .into_iter()
            .flat_map(|kind| {
                let ids = newsroom.terms_of(entry, kind).iter();
                ids.map(move |id| &*newsroom.taxonomy(kind).term(*id).id)
            })
            .collect(),
    };
    let place = format!("{} {} {now:?} {terms:?}", article.url, article.version_of);
    mixed("head", &[hash(head), hash(&place)])
}

/// What everything rests on: whatever is no article and no asset of the content.
fn ground_of(edition: &Edition, tree: &SourceTree, files: &Files, ground: &str) -> u64 {
    let content = &edition.content;
    let articles: HashSet<&SourcePath> = content.articles.iter().map(|one| &one.path).collect();
    let rests = files
        .iter()
        .filter(|(path, _)| !articles.contains(path) && !content.assets.contains_key(*path));
    let mut parts = vec![hash(ground), hash(&format!("{:?}", tree.unreadable))];
    for (path, held) in rests {
        parts.extend([hash(path.as_str()), *held]);
    }
    let as_of = edition.newsroom.as_of;
    let days = (as_of.day, as_of.gate_day(), as_of.reason);
    parts.push(hash(&format!("{days:?} {:?}", edition.shown)));
    for taxonomy in [&edition.newsroom.topics, &edition.newsroom.regions] {
        for term in &taxonomy.terms {
            let lies = (&term.parents, &term.children);
            parts.push(hash(&format!("{} {} {lies:?}", term.id, term.name)));
        }
    }
    mixed("ground", &parts)
}
