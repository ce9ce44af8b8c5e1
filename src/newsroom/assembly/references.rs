//! What articles refer to, before terms and sources have their numbers.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::content::Content;
use crate::content::article::Article;
use crate::content::attribution::Attribution;
use crate::content::claim::Claim;
use crate::content::declaration::{EventFile, SeriesFile};
use crate::content::observation::Observation;
use crate::content::reading::TermRef;
use crate::content::term::TaxonomyKind;
use crate::diagnostic::Diagnostic;
use crate::newsroom::ids::ArticleId;
use crate::newsroom::sources::Desk;
use crate::newsroom::taxonomy::{Builder, Taxonomy};
use crate::newsroom::voice::Voice;
use crate::path::slug;

/// The two taxonomies while they grow.
pub struct Trees<'a> {
    topics: Builder<'a>,
    regions: Builder<'a>,
}

impl<'a> Trees<'a> {
    /// The trees with every term that has a file.
    pub fn new(content: &'a Content) -> Self {
        Trees {
            topics: Builder::new(TaxonomyKind::Topics, &content.terms),
            regions: Builder::new(TaxonomyKind::Regions, &content.terms),
        }
    }

    fn topics(&mut self, references: &[TermRef]) -> Vec<String> {
        resolve(&mut self.topics, references)
    }

    fn regions(&mut self, references: &[TermRef]) -> Vec<String> {
        resolve(&mut self.regions, references)
    }

    /// The finished trees.
    pub fn finish(self, diagnostics: &mut Vec<Diagnostic>) -> (Taxonomy, Taxonomy) {
        (
            self.topics.finish(diagnostics),
            self.regions.finish(diagnostics),
        )
    }
}

/// The ids of terms, each once, in the order they are written.
fn resolve(builder: &mut Builder<'_>, references: &[TermRef]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for reference in references {
        ids.extend(builder.resolve(reference).filter(|id| !ids.contains(id)));
    }
    ids
}

/// What one article refers to, before terms and sources have their numbers.
pub struct Facts {
    /// The ids of its topics.
    pub topics: Vec<String>,
    /// The ids of its regions.
    pub regions: Vec<String>,
    /// What each of its claims refers to.
    pub claims: Vec<FactRefs>,
    /// What each of its figures refers to.
    pub observations: Vec<FactRefs>,
}

/// What one fact refers to.
pub struct FactRefs {
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
        id: ArticleId,
        article: &Article,
        trees: &mut Trees<'_>,
        desk: &mut Desk,
        speakers: &Speakers<'_>,
    ) -> Facts {
        let topics = trees.topics(&article.topics);
        let regions = trees.regions(&article.regions);
        let mut refs = |said: &Attribution,
                        declared: Option<&TermRef>,
                        own_topics: Option<&[TermRef]>,
                        own_regions: Option<&[TermRef]>| {
            let source = said.source.as_ref();
            let source = source.and_then(|source| desk.named(id, article, source));
            FactRefs {
                voice: desk.voice(said, source, declared),
                topics: own_topics.map(|own| trees.topics(own)),
                regions: own_regions.map(|own| trees.regions(own)),
            }
        };
        let claims = article
            .claims
            .iter()
            .map(|claim| {
                refs(
                    &claim.attribution,
                    speakers.of_claim(claim),
                    claim.topics.as_deref(),
                    claim.regions.as_deref(),
                )
            })
            .collect();
        let observations = article
            .observations
            .iter()
            .map(|observation| {
                let region = observation.region.as_ref().map(std::slice::from_ref);
                refs(
                    &observation.attribution,
                    speakers.of_observation(observation),
                    None,
                    region,
                )
            })
            .collect();
        Facts {
            topics,
            regions,
            claims,
            observations,
        }
    }

    /// Every source its facts rest on or speak through.
    pub fn sources(&self) -> impl Iterator<Item = usize> {
        self.claims
            .iter()
            .chain(&self.observations)
            .flat_map(|fact| fact.voice.sources())
    }
}

/// Who speaks where a fact names nobody: what the files of events and series say.
pub struct Speakers<'a> {
    events: HashMap<&'a str, &'a TermRef>,
    series: HashMap<&'a str, &'a TermRef>,
}

impl<'a> Speakers<'a> {
    /// Gathers them.
    pub fn of(content: &'a Content) -> Self {
        let events = content.events.iter();
        let series = content.series.iter();
        Speakers {
            events: events
                .filter_map(|file| Some((file.id.as_str(), file.speaker.as_ref()?)))
                .collect(),
            series: series
                .filter_map(|file| Some((file.id.as_str(), file.speaker.as_ref()?)))
                .collect(),
        }
    }

    /// Who makes a claim that names nobody.
    pub fn of_claim(&self, claim: &Claim) -> Option<&'a TermRef> {
        self.events.get(claim.id.as_deref()?).copied()
    }

    /// Who gives a number that names nobody.
    pub fn of_observation(&self, observation: &Observation) -> Option<&'a TermRef> {
        if self.series.is_empty() {
            return None;
        }
        let series = slug(&observation.series.as_ref()?.text);
        self.series.get(series.as_str()).copied()
    }
}

/// The events and series that public articles speak of.
pub struct Spoken<'a> {
    /// Ids of events.
    pub events: BTreeSet<&'a str>,
    /// Ids of series.
    pub series: BTreeSet<String>,
}

impl<'a> Spoken<'a> {
    /// Gathers what these articles speak of.
    pub fn of(articles: &'a [Arc<Article>]) -> Self {
        let claims = articles.iter().flat_map(|article| &article.claims);
        let observations = articles.iter().flat_map(|article| &article.observations);
        let series = observations.filter_map(|observation| observation.series.as_ref());
        // Thousands of numbers are of a few series: each name is looked at once.
        let names: HashSet<&str> = series.map(|series| series.text.as_str()).collect();
        Spoken {
            events: claims.filter_map(|claim| claim.id.as_deref()).collect(),
            series: names.into_iter().map(slug).collect(),
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
}

impl<'a> Files<'a> {
    /// Reads the declarations; what only withheld articles speak of is passed over, lest its
    /// terms give it away.
    pub fn read(content: &'a Content, articles: &[Arc<Article>], trees: &mut Trees<'_>) -> Self {
        let spoken = Spoken::of(articles);
        let events = content
            .events
            .iter()
            .filter(|file| spoken.events.contains(file.id.as_str()));
        let series = content
            .series
            .iter()
            .filter(|file| spoken.series.contains(&file.id));
        Files {
            events: events
                .map(|file| {
                    let topics = trees.topics(&file.topics);
                    let regions = trees.regions(&file.regions);
                    (
                        file.id.as_str(),
                        Declared {
                            file,
                            topics,
                            regions,
                        },
                    )
                })
                .collect(),
            series: series
                .map(|file| {
                    let topics = trees.topics(&file.topics);
                    let regions = trees.regions(file.region.as_slice());
                    (
                        file.id.as_str(),
                        Declared {
                            file,
                            topics,
                            regions,
                        },
                    )
                })
                .collect(),
        }
    }
}
