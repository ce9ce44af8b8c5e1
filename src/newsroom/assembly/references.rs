//! What articles refer to, before terms and sources have their numbers.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::memory::Known;
use crate::content::Content;
use crate::content::article::Article;
use crate::content::attribution::Attribution;
use crate::content::claim::Claim;
use crate::content::declaration::{EventFile, SeriesFile};
use crate::content::observation::Observation;
use crate::content::reading::TermRef;
use crate::content::term::TaxonomyKind;
use crate::diagnostic::{Diagnostic, Place};
use crate::newsroom::changes::published;
use crate::newsroom::former::Former;
use crate::newsroom::sources::Desk;
use crate::newsroom::taxonomy::{Builder, Taxonomy};
use crate::newsroom::versions::NamedBy;
use crate::newsroom::voice::Voice;
use crate::path::slug;

/// The two taxonomies while they grow.
pub struct Trees<'a> {
    topics: Builder<'a>,
    regions: Builder<'a>,
}

impl<'a> Trees<'a> {
    /// The trees with every term that has a file; `foreign` where the site is another generator's.
    pub fn new(content: &'a Content, foreign: bool) -> Self {
        Trees {
            topics: Builder::new(TaxonomyKind::Topics, &content.terms, foreign),
            regions: Builder::new(TaxonomyKind::Regions, &content.terms, foreign),
        }
    }

    /// Makes sure that terms are there.
    pub fn grow(&mut self, named: &[Named]) {
        for Named { kind, id, by } in named {
            match kind {
                TaxonomyKind::Topics => self.topics.grow(id, by, &self.regions),
                TaxonomyKind::Regions => self.regions.grow(id, by, &self.topics),
            }
        }
    }

    /// The finished trees.
    pub fn finish(self, diagnostics: &mut Vec<Diagnostic>) -> (Taxonomy, Taxonomy) {
        (
            self.topics.finish(diagnostics),
            self.regions.finish(diagnostics),
        )
    }
}

/// A term that no file declares, and where it is named.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    kind: TaxonomyKind,
    id: String,
    by: TermRef,
}

/// Finds the terms that references mean, and keeps what is to be said of them.
struct Finder<'a> {
    trees: &'a Trees<'a>,
    named: Vec<Named>,
    noticed: Vec<Diagnostic>,
}

impl<'a> Finder<'a> {
    fn new(trees: &'a Trees<'a>) -> Self {
        Finder {
            trees,
            named: Vec::new(),
            noticed: Vec::new(),
        }
    }

    /// The ids of terms, each once, in the order they are written.
    fn ids(&mut self, kind: TaxonomyKind, references: &[TermRef]) -> Vec<String> {
        let tree = match kind {
            TaxonomyKind::Topics => &self.trees.topics,
            TaxonomyKind::Regions => &self.trees.regions,
        };
        let mut ids: Vec<String> = Vec::new();
        for reference in references {
            let found = tree.resolve(reference).drain_into(&mut self.noticed);
            let Some(id) = found else {
                continue;
            };
            match tree.has(&id) {
                true => self.noticed.extend(tree.apart(&id, reference)),
                false => self.named.push(Named {
                    kind,
                    id: id.clone(),
                    by: reference.clone(),
                }),
            }
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }
}

/// What one article refers to, before terms and sources have their numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// The day on which the article became public.
    pub published: NaiveDate,
    /// The ids of its topics.
    pub topics: Vec<String>,
    /// The ids of its regions.
    pub regions: Vec<String>,
    /// What it lists as sources, then what else its facts are taken from.
    pub listed: Vec<usize>,
    /// Every source that it lists, and that its facts rest on or speak through, each once.
    pub sources: Vec<usize>,
    /// Its claims.
    pub claims: Vec<FactRefs<Claim>>,
    /// Its figures.
    pub observations: Vec<FactRefs<Observation>>,
    /// The terms that it names and that no file declares.
    pub named: Vec<Named>,
    /// What is wrong in it.
    pub noticed: Vec<Diagnostic>,
}

/// A fact and what it refers to.
#[derive(Clone, Debug, PartialEq)]
pub struct FactRefs<T> {
    /// The fact.
    pub fact: Arc<T>,
    /// The id of the event or series that it is of, if other articles can speak of it too.
    pub of: Option<Arc<str>>,
    /// Who speaks, and where.
    pub voice: Voice<usize>,
    /// The ids of its own topics; its article's if `None`.
    pub topics: Option<Vec<String>>,
    /// The ids of its own regions; its article's if `None`.
    pub regions: Option<Vec<String>>,
}

impl Facts {
    /// Resolves what an article refers to.
    pub fn read(
        article: &Article,
        named_by: &NamedBy,
        trees: &Trees<'_>,
        desk: &Desk,
        speakers: &Speakers<'_>,
    ) -> Facts {
        use TaxonomyKind::{Regions, Topics};
        let mut terms = Finder::new(trees);
        let mut noticed = Vec::new();
        // What is wrong with another version's terms is told of that.
        let topics = named_by.topics.as_deref().unwrap_or(article);
        let topics = terms.ids(Topics, topics.topics.as_deref().unwrap_or_default());
        let regions = named_by.regions.as_deref().unwrap_or(article);
        let regions = terms.ids(Regions, regions.regions.as_deref().unwrap_or_default());
        let own = |told: &Place| told.file == article.path;
        terms
            .noticed
            .retain(|told| told.place.as_ref().is_none_or(own));
        let listed = desk.listed(article, &mut noticed);
        let mut voice = |said: &Attribution, declared: Option<&TermRef>| {
            let said = &*desk.told_apart(article, said, &mut noticed);
            let source = match &said.source {
                Some(source) => desk.named(article, source, &mut noticed),
                // An article that lists just one need not name it again.
                None => match listed.as_slice() {
                    [only] => Some(*only),
                    _ => None,
                },
            };
            desk.voice(said, source, declared, &mut noticed)
        };
        let claims = article.claims.iter().map(|claim| FactRefs {
            fact: claim.clone(),
            of: claim
                .id
                .as_deref()
                .map(|id| Arc::from(speakers.former.event(id))),
            voice: voice(&claim.attribution, speakers.of_event(claim.id.as_deref())),
            topics: claim.topics.as_ref().map(|own| terms.ids(Topics, own)),
            regions: claim.regions.as_ref().map(|own| terms.ids(Regions, own)),
        });
        let claims: Vec<FactRefs<Claim>> = claims.collect();
        let observations = article.observations.iter().map(|observation| {
            let series = observation.series.as_ref();
            let of = series.map(|series| Arc::from(speakers.former.series(&slug(&series.text))));
            let region = observation.region.as_ref().map(std::slice::from_ref);
            FactRefs {
                fact: observation.clone(),
                voice: voice(&observation.attribution, speakers.of_series(of.as_deref())),
                of,
                topics: None,
                regions: region.map(|own| terms.ids(Regions, own)),
            }
        });
        let observations: Vec<FactRefs<Observation>> = observations.collect();
        noticed.append(&mut terms.noticed);
        // Where a fact was taken from, the article was.
        let taken = claims.iter().filter_map(|claim| claim.voice.source);
        let taken = taken.chain(observations.iter().filter_map(|figure| figure.voice.source));
        let mut listed = listed;
        for source in taken {
            if !listed.contains(&source) {
                listed.push(source);
            }
        }
        let of_claims = claims.iter().flat_map(|claim| claim.voice.sources());
        let of_figures = observations
            .iter()
            .flat_map(|figure| figure.voice.sources());
        let mut sources = listed.clone();
        sources.extend(of_claims.chain(of_figures));
        sources.sort_unstable();
        sources.dedup();
        Facts {
            published: published(article),
            topics,
            regions,
            listed,
            sources,
            claims,
            observations,
            named: terms.named,
            noticed,
        }
    }
}

/// Who speaks where a fact names nobody: what the files of events and series say.
pub struct Speakers<'a> {
    events: HashMap<&'a str, &'a TermRef>,
    series: HashMap<&'a str, &'a TermRef>,
    former: &'a Former,
}

impl<'a> Speakers<'a> {
    /// Gathers them.
    pub fn of(content: &'a Content, former: &'a Former) -> Self {
        let events = content.events.iter();
        let series = content.series.iter();
        Speakers {
            events: events
                .filter_map(|file| Some((file.id.as_str(), file.speaker.as_ref()?)))
                .collect(),
            series: series
                .filter_map(|file| Some((file.id.as_str(), file.speaker.as_ref()?)))
                .collect(),
            former,
        }
    }

    /// Who makes a claim that names nobody.
    pub fn of_event(&self, id: Option<&str>) -> Option<&'a TermRef> {
        self.events.get(self.former.event(id?)).copied()
    }

    /// Who gives a number that names nobody.
    pub fn of_series(&self, id: Option<&str>) -> Option<&'a TermRef> {
        self.series.get(self.former.series(id?)).copied()
    }
}

/// The events and series that public articles speak of.
#[derive(Default)]
pub struct Spoken<'a> {
    /// Ids of events.
    pub events: HashSet<&'a str>,
    /// Ids of series.
    pub series: HashSet<&'a str>,
}

impl Spoken<'_> {
    /// Gathers what these articles speak of, if anything is declared that they may speak of.
    pub fn of<'a>(content: &Content, known: &'a [Known]) -> Spoken<'a> {
        if content.events.is_empty() && content.series.is_empty() {
            return Spoken::default();
        }
        let claims = known.iter().flat_map(|known| &known.facts.claims);
        let figures = known.iter().flat_map(|known| &known.facts.observations);
        Spoken {
            events: claims.filter_map(|claim| claim.of.as_deref()).collect(),
            series: figures.filter_map(|figure| figure.of.as_deref()).collect(),
        }
    }
}

/// A declaration with the ids of its topics and of its regions.
pub struct Declared<'a, T> {
    /// The declaration.
    pub file: &'a T,
    /// The ids of its topics.
    pub topics: Vec<String>,
    /// The ids of its regions.
    pub regions: Vec<String>,
}

/// The events and series that have files and that something public speaks of.
pub struct Files<'a> {
    /// Events by id.
    pub events: BTreeMap<&'a str, Declared<'a, EventFile>>,
    /// Series by id.
    pub series: BTreeMap<&'a str, Declared<'a, SeriesFile>>,
    /// The ids of all series that have files: what an id may have been meant to be depends on no
    /// other article.
    pub all_series: BTreeMap<&'a str, ()>,
    /// The terms that they name and that no file declares.
    pub named: Vec<Named>,
}

impl<'a> Files<'a> {
    /// Reads the declarations; what only withheld articles speak of is passed over, lest its
    /// terms give it away.
    pub fn read(
        content: &'a Content,
        spoken: &Spoken<'_>,
        trees: &Trees<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        use TaxonomyKind::{Regions, Topics};
        let mut terms = Finder::new(trees);
        let events = content.events.iter().map(|file| &**file);
        let events = events.filter(|file| spoken.events.contains(&*file.id));
        let events = events.map(|file| {
            let topics = terms.ids(Topics, &file.topics);
            let regions = terms.ids(Regions, &file.regions);
            (
                file.id.as_str(),
                Declared {
                    file,
                    topics,
                    regions,
                },
            )
        });
        let events = events.collect();
        let series = content.series.iter().map(|file| &**file);
        let series = series.filter(|file| spoken.series.contains(&*file.id));
        let series = series.map(|file| {
            let topics = terms.ids(Topics, &file.topics);
            let regions = terms.ids(Regions, file.region.as_slice());
            (
                file.id.as_str(),
                Declared {
                    file,
                    topics,
                    regions,
                },
            )
        });
        let series = series.collect();
        diagnostics.append(&mut terms.noticed);
        let all = content.series.iter().map(|file| (&*file.id, ()));
        Files {
            events,
            series,
            all_series: all.collect(),
            named: terms.named,
        }
    }
}
