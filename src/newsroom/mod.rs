//! Stage 2: articles become the one model that every page is a view of.
//!
//! [`assemble`] lets the gate decide what is public, grows the trees of topics and regions,
//! puts claims together into events and observations into series, and notes for each source
//! what was taken from it. Everything is sorted here, once.

pub mod as_of;
mod assembly;
mod assets;
pub mod cells;
pub mod changes;
pub mod events;
pub mod figures;
pub mod former;
pub mod freshness;
pub mod gate;
pub mod histories;
pub mod ids;
pub mod judgement;
pub mod known;
pub mod next_change;
pub mod scope;
pub mod series;
pub mod sources;
pub mod taxonomy;
pub mod timeline;
pub mod turns;
pub mod versions;
pub mod voice;
mod written;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use assembly::{Memory, assemble};
use rustc_hash::FxHashMap as HashMap;

use crate::content::article::Article;
use crate::content::citation::Role;
use crate::content::declaration::StandingPage;
use crate::content::source::Asset;
use crate::content::term::TaxonomyKind;
use crate::path::SourcePath;
use crate::reads::{self, List, Node, Noted, note};
use as_of::AsOf;
use cells::Cells;
use events::Event;
use former::Former;
use gate::Withheld;
use ids::{ArticleId, EventId, SeriesId, SourceId, TermId};
use series::{Observed, Series};
use sources::Source;
use taxonomy::Taxonomy;
use versions::Versions;
use voice::Speaker;

/// Everything public, put together and in order. Who looks at all things of a kind is noted to rest
/// on all facts; who asks for one, on that.
#[derive(Clone, Debug)]
pub struct Newsroom {
    /// The day everything is judged on.
    pub as_of: AsOf,
    /// Whether search engines are to pass over all of it: it is shown as of a day that somebody asked
    /// for, or with what is not public.
    pub is_hidden: bool,
    /// The articles, newest first.
    pub entries: Noted<Vec<Entry>>,
    /// The standing pages, by path.
    pub pages: Vec<Arc<StandingPage>>,
    /// The texts that are there in several languages.
    pub versions: Versions,
    /// The articles that lists show, newest first: each in one language.
    pub listed: Noted<Vec<ArticleId>>,
    /// The tree of topics.
    pub topics: Taxonomy,
    /// The tree of regions.
    pub regions: Taxonomy,
    /// The events, in the order of the timeline.
    pub events: Noted<Vec<Arc<Event>>>,
    /// The listed articles of each year, newest first.
    pub article_years: Noted<BTreeMap<i32, Vec<ArticleId>>>,
    /// The events of each year, in the order of the timeline.
    pub event_years: Noted<BTreeMap<i32, Vec<EventId>>>,
    /// The events still to come, the next first.
    pub milestones: Noted<Vec<EventId>>,
    /// The events whose promised day has passed, the latest first.
    pub overdue: Noted<Vec<EventId>>,
    /// The series, by id.
    pub series: Noted<Vec<Arc<Series>>>,
    /// The series in the order overviews show them: those with a file first, then the most
    /// observed.
    pub leading_series: Noted<Vec<SeriesId>>,
    /// The sources, by name.
    pub sources: Noted<Vec<Source>>,
    /// Events by the ids authors gave them.
    pub event_ids: Noted<BTreeMap<String, EventId>>,
    /// The former ids of events, series and sources.
    pub former: Former,
    /// Series by id.
    pub series_ids: Noted<BTreeMap<String, SeriesId>>,
    /// The assets that may be published.
    pub assets: Noted<BTreeMap<SourcePath, Asset>>,
    /// How many claims were made of an event in articles that have expired since, by its id.
    pub expired_claims: BTreeMap<String, u32>,
    /// What the gate kept back, by path.
    pub withheld: Noted<Vec<Withheld>>,
    /// The facts of public articles that are not here because they are still to be said, by path.
    pub unsaid: Noted<Vec<Withheld>>,
    /// What is here though it is not public yet, because the gate is lifted, by path.
    pub revealed: Noted<Vec<Withheld>>,
    /// What is known of scopes so far.
    known: scope::Memo,
    /// What follows from the lists in here alone: another one whenever any of them, of a term or of a
    /// source has become another.
    pub lists: Arc<Cells>,
}

/// A public article with everything it says, resolved.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The article as written.
    pub article: Arc<Article>,
    /// Its topics, primary first.
    pub topics: Arc<[TermId]>,
    /// Its regions, primary first.
    pub regions: Arc<[TermId]>,
    /// What it draws on, in its own order.
    pub sources: Arc<[SourceId]>,
    /// The events it speaks of, each with its claim's place in the history, in its own order.
    pub claims: Vec<(EventId, usize)>,
    /// Its figures, in its own order.
    pub figures: Vec<Figure>,
}

/// A figure of an article.
#[derive(Clone, Debug)]
pub enum Figure {
    /// An observation of a series.
    InSeries(SeriesId, usize),
    /// The article's alone.
    Alone(Arc<Observed>),
}

/// A list of all things of a kind with what is said of them, with nothing in it yet.
fn of_facts<T: Default>() -> Noted<T> {
    Noted::new(Node::Facts, T::default())
}

/// A list of what there is on the whole site, with nothing in it yet.
fn all<T: Default>(list: List) -> Noted<T> {
    Noted::new(Node::All(list), T::default())
}

impl Newsroom {
    /// A newsroom in which there is nothing yet.
    pub fn empty(as_of: AsOf) -> Self {
        Newsroom {
            as_of,
            is_hidden: false,
            entries: of_facts(),
            pages: Vec::new(),
            versions: Versions::default(),
            listed: all(List::Articles),
            topics: Taxonomy::empty(TaxonomyKind::Topics),
            regions: Taxonomy::empty(TaxonomyKind::Regions),
            events: of_facts(),
            article_years: all(List::Articles),
            event_years: all(List::Events),
            milestones: all(List::Events),
            overdue: all(List::Events),
            series: of_facts(),
            leading_series: all(List::Series),
            sources: of_facts(),
            event_ids: all(List::Events),
            former: Former::default(),
            series_ids: all(List::Series),
            assets: Noted::default(),
            expired_claims: BTreeMap::new(),
            withheld: Noted::default(),
            unsaid: Noted::default(),
            revealed: Noted::default(),
            known: scope::Memo::default(),
            lists: Arc::default(),
        }
    }

    /// An article with everything it says.
    pub fn entry(&self, id: ArticleId) -> &Entry {
        note(Node::Article(id.number()));
        &self.entries.quietly()[id.index()]
    }

    /// Whether lists show an article.
    pub fn is_listed(&self, entry: &Entry) -> bool {
        let article = &entry.article;
        self.versions.is_listed(&article.version_of, &article.url)
    }

    /// An article as written.
    pub fn article(&self, id: ArticleId) -> &Article {
        &self.entry(id).article
    }

    /// Of these articles each text once, newest first: of its versions that are among them the one in the
    /// site's language, or else the first by file. It follows from what these articles say of themselves, so
    /// who has them rests on nothing else.
    pub fn each_text_once(&self, articles: impl IntoIterator<Item = ArticleId>) -> Vec<ArticleId> {
        let mut texts: HashMap<&str, (usize, ArticleId)> = HashMap::default();
        for id in articles {
            let Article {
                version_of, url, ..
            } = &*self.entries.quietly()[id.index()].article;
            let version = (self.versions.place(version_of, url), id);
            let known = texts.entry(version_of).or_insert(version);
            *known = version.min(*known);
        }
        let mut once: Vec<ArticleId> = texts.into_values().map(|(_, id)| id).collect();
        once.sort_unstable();
        once
    }

    /// What versions of one text have in common.
    pub fn text_of(&self, id: ArticleId) -> &str {
        &self.entries.quietly()[id.index()].article.version_of
    }

    /// The event of an id, or of a former one.
    pub fn event_named(&self, id: &str) -> Option<EventId> {
        let id = self.former.event(id);
        reads::note_named(id, Node::EventNamed);
        self.event_ids.quietly().get(id).copied()
    }

    /// The series of an id, or of a former one.
    pub fn series_named(&self, id: &str) -> Option<SeriesId> {
        let id = self.former.series(id);
        reads::note_named(id, Node::SeriesNamed);
        self.series_ids.quietly().get(id).copied()
    }

    /// An event.
    pub fn event(&self, id: EventId) -> &Event {
        note(Node::Event(id.number()));
        &self.events.quietly()[id.index()]
    }

    /// A series.
    pub fn one_series(&self, id: SeriesId) -> &Series {
        note(Node::Series(id.number()));
        &self.series.quietly()[id.index()]
    }

    /// An article's figure, with the series it is of.
    pub fn figure(&self, article: ArticleId, at: usize) -> (Option<&Series>, &Observed) {
        match &self.entry(article).figures[at] {
            Figure::Alone(observed) => (None, observed),
            Figure::InSeries(series, place) => {
                let series = self.one_series(*series);
                (Some(series), &series.observations[*place])
            }
        }
    }

    /// A source.
    pub fn source(&self, id: SourceId) -> &Source {
        note(Node::Source(id.number()));
        &self.sources.quietly()[id.index()]
    }

    /// Whether a speaker only carries what others say: a publisher, or the site itself.
    pub fn carries_only(&self, speaker: &Speaker) -> bool {
        match speaker {
            Speaker::Source(source) => self.source(*source).citation.role() == Role::Publisher,
            Speaker::Name(..) => false,
            Speaker::Site => true,
        }
    }

    /// A taxonomy by its kind.
    pub fn taxonomy(&self, kind: TaxonomyKind) -> &Taxonomy {
        match kind {
            TaxonomyKind::Topics => &self.topics,
            TaxonomyKind::Regions => &self.regions,
        }
    }

    fn taxonomy_mut(&mut self, kind: TaxonomyKind) -> &mut Taxonomy {
        match kind {
            TaxonomyKind::Topics => &mut self.topics,
            TaxonomyKind::Regions => &mut self.regions,
        }
    }

    /// An entry's terms in a taxonomy.
    pub fn terms_of<'a>(&self, entry: &'a Entry, kind: TaxonomyKind) -> &'a [TermId] {
        match kind {
            TaxonomyKind::Topics => &entry.topics,
            TaxonomyKind::Regions => &entry.regions,
        }
    }
}
