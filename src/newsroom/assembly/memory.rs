//! What was worked out for the newsroom before, found again by what it followed from.
//!
//! The facts of an article follow from its file and from the [`Grounds`]; its events from its
//! facts and its number; a shared event and a series from the facts of all that speak of it. So
//! nothing in here can be out of date: whatever followed from something else is worked out anew,
//! and what a newsroom did not need is forgotten.

use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;
use rustc_hash::FxHashMap as HashMap;

use super::newest_first;
use super::observations::Judged;
use super::references::{FactRefs, Facts};
use crate::config::Config;
use crate::content::Content;
use crate::content::article::Article;
use crate::content::citation::Citation;
use crate::content::declaration::{EventFile, SeriesFile};
use crate::content::term::TermFile;
use crate::newsroom::events::Event;
use crate::newsroom::ids::{ArticleId, SourceId, TermId};
use crate::newsroom::series::Observed;
use crate::newsroom::sources::{Desk, Sources};
use crate::newsroom::taxonomy::Taxonomy;
use crate::newsroom::versions::NamedBy;

/// What was worked out for the last newsroom.
#[derive(Default)]
pub struct Memory {
    grounds: Option<Grounds>,
    numbers: Numbers,
    articles: Vec<Known>,
    /// What was known of articles that say something else now, are elsewhere or are not there.
    pub gone: Vec<Known>,
    /// How many of them were worked out.
    anew: usize,
    /// The events that have an id.
    pub events: Shared<Option<Arc<Event>>>,
    /// The series.
    pub series: Shared<Judged>,
}

/// What all facts are read against: the day, and everything that is declared.
struct Grounds {
    day: NaiveDate,
    language: String,
    terms: Vec<Arc<TermFile>>,
    events: Vec<Arc<EventFile>>,
    series: Vec<Arc<SeriesFile>>,
    sources: Vec<(String, Arc<Citation>)>,
}

/// The numbers that terms and sources have in a newsroom.
#[derive(Default, PartialEq)]
pub struct Numbers {
    /// The ids of the topics, in order.
    pub topics: Vec<String>,
    /// The ids of the regions, in order.
    pub regions: Vec<String>,
    /// The numbers of sources by where they stand at the desk.
    pub sources: HashMap<usize, SourceId>,
}

impl Numbers {
    /// Those of a newsroom.
    pub fn of(topics: &Taxonomy, regions: &Taxonomy, sources: &Sources) -> Numbers {
        let ids = |taxonomy: &Taxonomy| taxonomy.terms.iter().map(|term| term.id.clone()).collect();
        Numbers {
            topics: ids(topics),
            regions: ids(regions),
            sources: sources.places.clone(),
        }
    }
}

/// An article with what follows from it.
pub struct Known {
    /// Its number.
    pub at: ArticleId,
    /// The article.
    pub article: Arc<Article>,
    /// Who says its topics and regions for it.
    named_by: NamedBy,
    /// What it says.
    pub facts: Arc<Facts>,
    /// Its terms and sources.
    pub refers: Option<Refers>,
    /// The events that it alone speaks of.
    pub events: Option<Vec<Arc<Event>>>,
    /// The figures that it alone has.
    pub figures: Option<Vec<Arc<Observed>>>,
}

/// What an article refers to.
#[derive(Clone)]
pub struct Refers {
    /// Its topics, primary first.
    pub topics: Arc<[TermId]>,
    /// Its regions, primary first.
    pub regions: Arc<[TermId]>,
    /// What it draws on, in its own order.
    pub sources: Arc<[SourceId]>,
}

impl Memory {
    /// Whether everything is read against the same as before; if not, it is forgotten.
    pub fn stands(
        &mut self,
        content: &Content,
        config: &Config,
        desk: &Desk,
        day: NaiveDate,
    ) -> bool {
        let stands = |known: &Grounds| {
            known.day == day
                && known.language == config.language
                && same(&known.terms, &content.terms)
                && same(&known.events, &content.events)
                && same(&known.series, &content.series)
                && desk.knows_the_same(&known.sources)
        };
        let stands = self.grounds.as_ref().is_some_and(stands);
        if !stands {
            *self = Memory {
                grounds: Some(Grounds {
                    day,
                    language: config.language.clone(),
                    terms: content.terms.clone(),
                    events: content.events.clone(),
                    series: content.series.clone(),
                    sources: desk.sources().to_vec(),
                }),
                ..Memory::default()
            };
        }
        stands
    }

    /// The articles, newest first, each with what is known of it; `read` reads the facts of those
    /// that say something else.
    pub fn recall(
        &mut self,
        articles: Vec<(Arc<Article>, NamedBy)>,
        read: impl Fn(&Article, &NamedBy) -> Facts + Sync,
    ) -> Vec<Known> {
        let mut last = std::mem::take(&mut self.articles).into_iter().peekable();
        let found = articles.iter().map(|(article, _)| {
            let is_it = |known: &Known| Arc::ptr_eq(&known.article, article);
            let goes_before =
                |known: &Known| !is_it(known) && newest_first(&known.article, article).is_lt();
            self.gone
                .extend(std::iter::from_fn(|| last.next_if(goes_before)));
            last.next_if(|known| is_it(known) || known.article.path == article.path)
        });
        let found: Vec<Option<Known>> = found.collect();
        self.gone.extend(last);
        let pairs = articles.par_iter().zip(&found);
        let other = pairs.filter(|((article, named_by), found)| {
            let found = found.as_ref();
            found.is_none_or(|known| !known.is_of(article, named_by))
        });
        let read: Vec<Facts> = other
            .map(|((article, named_by), _)| read(article, named_by))
            .collect();
        let mut read = read.into_iter();
        let mut all = Vec::with_capacity(articles.len());
        for (at, ((article, named_by), found)) in articles.into_iter().zip(found).enumerate() {
            let at = ArticleId::new(at);
            let facts = match &found {
                Some(known) if known.is_of(&article, &named_by) => Some(known.facts.clone()),
                _ => read.next().map(Arc::new),
            };
            let same = |known: &Known| {
                let now = facts.as_ref();
                now.is_some_and(|now| Arc::ptr_eq(&known.facts, now) || known.facts == *now)
            };
            match found {
                // The same facts, and what followed from them.
                Some(known) if known.at == at && same(&known) => {
                    all.push(Known {
                        article,
                        named_by,
                        ..known
                    });
                }
                other => {
                    all.extend(facts.map(|facts| Known::new(at, article, named_by, facts)));
                    self.gone.extend(other);
                }
            }
        }
        all
    }

    /// Whether terms and sources have the numbers of before; if not, what has them in it is
    /// forgotten.
    pub fn numbers_stand(&mut self, numbers: Numbers, known: &mut [Known]) -> bool {
        let stand = self.numbers == numbers;
        if !stand {
            self.numbers = numbers;
            self.gone = Vec::new();
            self.events = Shared::default();
            self.series = Shared::default();
            for known in &mut *known {
                (known.refers, known.events, known.figures) = (None, None, None);
            }
        }
        self.anew = known.iter().filter(|known| known.refers.is_none()).count();
        stand
    }

    /// How many articles, shared events and series had to be worked out for the last newsroom.
    pub fn anew(&self) -> usize {
        self.anew + self.events.anew + self.series.anew
    }

    /// Keeps what is known for the next newsroom.
    pub fn keep(&mut self, known: Vec<Known>) {
        self.articles = known;
        self.gone.clear();
    }
}

impl Known {
    fn new(at: ArticleId, article: Arc<Article>, named_by: NamedBy, facts: Arc<Facts>) -> Known {
        Known {
            at,
            article,
            named_by,
            facts,
            refers: None,
            events: None,
            figures: None,
        }
    }

    /// Whether this is what is known of the very article, for which the very same say its terms.
    fn is_of(&self, article: &Arc<Article>, named_by: &NamedBy) -> bool {
        Arc::ptr_eq(&self.article, article) && self.named_by.is(named_by)
    }
}

fn same<T>(before: &[Arc<T>], now: &[Arc<T>]) -> bool {
    let mut pairs = before.iter().zip(now);
    before.len() == now.len() && pairs.all(|(before, now)| Arc::ptr_eq(before, now))
}

/// What several articles speak of, by its id, with the facts that it follows from.
pub struct Shared<T> {
    known: HashMap<Arc<str>, (Vec<Member>, T)>,
    /// How many of them were worked out.
    anew: usize,
}

/// A fact: the article that states it, and which of its claims or figures it is.
pub type Member = (ArticleId, usize);

/// What is not there any more, and what is there instead.
pub struct Exchange<T> {
    /// What was there.
    pub gone: Vec<T>,
    /// What is there now.
    pub new: Vec<T>,
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Shared {
            known: HashMap::default(),
            anew: 0,
        }
    }
}

impl<T: Clone + Send> Shared<T> {
    /// Works out what follows from all the facts of one id, wherever one of them is new or gone.
    /// `new` are the places of the articles that say something new, in order; `of` gives the facts
    /// of an article.
    pub fn recall<'a, F: 'a>(
        &mut self,
        known: &'a [Known],
        new: &[usize],
        gone: &'a [Known],
        of: impl Fn(&'a Facts) -> &'a [FactRefs<F>],
        make: impl Fn(&Arc<str>, &[Member]) -> T + Sync,
    ) -> Exchange<T> {
        let ids = |known: &'a Known| of(&known.facts).iter().map(|fact| &fact.of);
        let left = gone.iter().flat_map(ids).flatten();
        let mut members: HashMap<Arc<str>, Vec<Member>> =
            left.map(|id| (id.clone(), Vec::new())).collect();
        for at in new {
            for (index, id) in ids(&known[*at]).enumerate() {
                if let Some(id) = id {
                    let members = members.entry(id.clone()).or_default();
                    members.push((known[*at].at, index));
                }
            }
        }
        let mut gone = Vec::new();
        for (id, members) in &mut members {
            if let Some((before, made)) = self.known.remove(id) {
                let stands = |(at, _): &Member| {
                    at.index() < known.len() && new.binary_search(&at.index()).is_err()
                };
                members.extend(before.into_iter().filter(stands));
                members.sort_unstable();
                gone.push(made);
            }
        }
        members.retain(|_, members| !members.is_empty());
        let made = members.into_par_iter().map(|(id, members)| {
            let made = make(&id, &members);
            (id, (members, made))
        });
        let made: Vec<_> = made.collect();
        self.anew = made.len();
        let new = made.iter().map(|(_, (_, made))| made.clone()).collect();
        self.known.extend(made);
        Exchange { gone, new }
    }

    /// Everything that is known.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        self.known.values().map(|(_, made)| made)
    }
}
