//! Who speaks: worked out from what an article says of a fact and from the sources it names.

use super::ids::SourceId;
use crate::content::attribution::Attribution;
use crate::content::citation::Role;
use crate::content::reading::TermRef;

/// Who says something. The same speaker's later word replaces the earlier one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Speaker<S = SourceId> {
    /// A source of the site.
    Source(S),
    /// Somebody known by name alone. Who is so called by one publisher need not be the one that
    /// another so calls.
    Name(String, Option<S>),
    /// The site itself.
    Site,
}

impl<S> Speaker<S> {
    /// Whether two speakers may or may not be one: of one name, told by two publishers.
    pub fn may_be(&self, other: &Speaker<S>) -> bool
    where
        S: PartialEq,
    {
        matches!((self, other), (Speaker::Name(a, here), Speaker::Name(b, there)) if a == b && here != there)
    }
}

/// Who says a fact, for whom, through whom, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice<S = SourceId> {
    /// Whose word it is, each for itself.
    pub speakers: Vec<Speaker<S>>,
    /// Who spoke for the speaker, where that is somebody else.
    pub persons: Vec<Speaker<S>>,
    /// Who carried it.
    pub via: Option<Speaker<S>>,
    /// Where it is said.
    pub source: Option<S>,
}

impl<S: Copy> Voice<S> {
    /// The first of the speakers.
    pub fn speaker(&self) -> &Speaker<S> {
        self.speakers.first().unwrap_or(&Speaker::Site)
    }

    /// The same voice where sources have other ids; a source that has none there is nobody.
    pub fn map<T>(&self, id: impl Fn(S) -> Option<T>) -> Voice<T> {
        let speaker = |speaker: &Speaker<S>| match speaker {
            Speaker::Source(at) => id(*at).map_or(Speaker::Site, Speaker::Source),
            Speaker::Name(name, within) => Speaker::Name(name.clone(), within.and_then(&id)),
            Speaker::Site => Speaker::Site,
        };
        Voice {
            speakers: self.speakers.iter().map(speaker).collect(),
            persons: self.persons.iter().map(speaker).collect(),
            via: self.via.as_ref().map(speaker),
            source: self.source.and_then(&id),
        }
    }

    /// Every source that it names, each once: where it is said, then who says it.
    pub fn sources(&self) -> Vec<S>
    where
        S: PartialEq,
    {
        let named = self.persons.iter().chain(&self.via);
        let speakers = self
            .speakers
            .iter()
            .chain(named)
            .filter_map(|speaker| match speaker {
                Speaker::Source(at) => Some(*at),
                Speaker::Name(..) | Speaker::Site => None,
            });
        let mut sources: Vec<S> = Vec::new();
        for source in self.source.into_iter().chain(speakers) {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources
    }
}

/// Whether some speaker is among both.
pub fn have_one_in_common(one: &[Speaker], other: &[Speaker]) -> bool {
    one.iter().any(|speaker| other.contains(speaker))
}

/// The sources, wherever they are listed.
pub trait Sources {
    /// What stands for a source.
    type Id: Copy + PartialEq;
    /// The source that somebody's id, former id or name stands for: `None` if there is none.
    fn person(&self, name: &str) -> Option<Self::Id>;
    /// Who published a source, where that is a source too.
    fn publisher(&self, source: Self::Id) -> Option<Self::Id>;
    /// What part a source can play.
    fn role(&self, source: Self::Id) -> Role;
}

/// Who says a fact: `by` (a person speaking `for` a body is that body), else the source where it
/// speaks for itself, else the speaker that the event's or series' file gives, else the source,
/// else the site.
pub fn voice<D: Sources>(
    sources: &D,
    said: &Attribution,
    source: Option<D::Id>,
    declared: Option<&TermRef>,
) -> Voice<D::Id> {
    let carrier = said.via.as_ref().and_then(|via| sources.person(&via.text));
    // Only who carries others' words can call two people by one name.
    let carrier = carrier.or(source);
    let carrier = carrier.map(|at| sources.publisher(at).unwrap_or(at));
    let within = carrier.filter(|at| sources.role(*at) == Role::Publisher);
    let named = |reference: &TermRef| match sources.person(&reference.text) {
        Some(at) => Speaker::Source(at),
        None => Speaker::Name(reference.text.clone(), within),
    };
    let mut speakers: Vec<Speaker<D::Id>> = Vec::new();
    for by in &said.by {
        let speaker = named(by);
        if !speakers.contains(&speaker) {
            speakers.push(speaker);
        }
    }
    let mut persons = Vec::new();
    if let Some(body) = &said.on_behalf {
        persons = std::mem::replace(&mut speakers, vec![named(body)]);
    }
    if speakers.is_empty() {
        let itself = source
            .and_then(|at| speaks_itself(sources, at))
            .map(Speaker::Source);
        let declared = || declared.map(named);
        let carried = || source.map(|at| Speaker::Source(sources.publisher(at).unwrap_or(at)));
        speakers.push(
            itself
                .or_else(declared)
                .or_else(carried)
                .unwrap_or(Speaker::Site),
        );
    }
    Voice {
        speakers,
        persons,
        via: said.via.as_ref().map(named),
        source,
    }
}

/// The source that speaks for itself through this one: itself, or a document's publisher.
fn speaks_itself<D: Sources>(sources: &D, at: D::Id) -> Option<D::Id> {
    let has_voice = |at: D::Id| matches!(sources.role(at), Role::Organisation | Role::Person);
    match sources.role(at) {
        Role::Document => sources
            .publisher(at)
            .filter(|publisher| has_voice(*publisher)),
        _ => Some(at).filter(|at| has_voice(*at)),
    }
}
