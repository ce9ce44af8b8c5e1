//! What an article may state: events and figures with their evidence, topics and regions.
//!
//! Everything here is a proposal. It says no more than its sentence does, and waits for a yes.

mod attached;
mod belongs;
mod bodies;
mod clause;
mod confidence;
mod dates;
mod elided;
mod events;
mod figures;
mod first_person;
mod label;
mod participle;
mod pronoun;
mod speaker;
mod stated;
mod status;
mod terms;
mod title;
mod when;

use std::ops::Range;

pub use confidence::FLOOR;
pub use events::Event;
pub use figures::Figure;
pub use terms::Vocabulary;

use chrono::NaiveDate;

use super::quantities::Found;
use crate::prose::language::Language;
use crate::prose::tagger::{Granule, Prose, Time};
use clause::Clauses;
use terms::Place;

/// Everything proposed for an article.
#[derive(Clone, Debug, Default)]
pub struct Proposals {
    /// Events, in the order of the text.
    pub events: Vec<Event>,
    /// Figures, in the order of the text.
    pub figures: Vec<Figure>,
    /// Ids of topics of the site.
    pub topics: Vec<String>,
    /// Ids of regions of the site or of the built-in list.
    pub regions: Vec<String>,
}

impl Proposals {
    /// Leaves out the events and figures that are less likely than a floor.
    pub fn keep(&mut self, floor: f64) {
        self.events.retain(|event| event.confidence >= floor);
        self.figures.retain(|figure| figure.confidence >= floor);
    }
}

/// How many events, and how many figures, are proposed at most: nobody reviews more of one text.
const MOST: usize = 200;

/// What proposals are made from.
pub struct Evidence<'a> {
    /// The text.
    pub prose: &'a Prose<'a>,
    /// The rules of its language.
    pub language: &'a Language,
    /// Its expressions of time.
    pub times: &'a [Time],
    /// Its quantities.
    pub quantities: &'a [Found],
    /// The bytes that are the article's own text.
    pub body: &'a [Range<usize>],
    /// Its headline.
    pub title: &'a str,
    /// Its day.
    pub published: Option<NaiveDate>,
}

/// An article's own sentences.
struct Story {
    /// Each as its clauses; `None` for what is not the article's own text.
    sentences: Vec<Option<Clauses>>,
    /// Whom and what they speak of.
    named: pronoun::Named,
}

impl Story {
    fn read(evidence: &Evidence<'_>) -> Story {
        let mut named = pronoun::Named::default();
        let all = evidence.prose.sentences.tokens.iter().enumerate();
        let sentences = all.map(|(number, sentence)| {
            let clauses = evidence
                .in_body(sentence)
                .then(|| clause::clauses(evidence, sentence))?;
            named.read(evidence, &clauses, number);
            Some(clauses)
        });
        Story {
            sentences: sentences.collect(),
            named,
        }
    }
}

/// The expressions of time that name a place in the calendar: no `fiscal 2027`, no `2027/28`, no `July delivery`.
pub fn of_calendar(prose: &Prose<'_>, language: &Language, times: &[Time]) -> Vec<Time> {
    let fiscal = |at: usize| language.events.fiscal.contains(&prose.tokens[at].lower);
    let slash = |at: Option<usize>| {
        let token = at.and_then(|at| prose.tokens.get(at));
        token.is_some_and(|token| token.is_sign('/') && token.glued)
    };
    let calendar = |time: &&Time| {
        let near = time.tokens.start.saturating_sub(2)..time.tokens.end;
        let odd = near.clone().any(fiscal)
            || slash(Some(time.tokens.end))
            || slash(time.tokens.start.checked_sub(1));
        let next = prose.tokens.get(time.tokens.end);
        let traded = matches!(time.granule, Some(Granule::Month(..)))
            && next.is_some_and(|next| language.events.traded.contains(&next.lower));
        !((odd || traded) && time.granule.is_some())
    };
    times.iter().filter(calendar).cloned().collect()
}

/// Makes all proposals for an article.
pub fn propose(evidence: &Evidence<'_>, vocabulary: &Vocabulary) -> Proposals {
    let places = terms::places(evidence, vocabulary);
    let story = Story::read(evidence);
    let mut events = events::events(evidence, &story, &places);
    let mut figures = figures::figures(evidence, &story, &places);
    bodies::unite(evidence, &mut events, &mut figures);
    Proposals {
        topics: terms::topics(evidence, vocabulary),
        regions: terms::regions(evidence, vocabulary, &places),
        events,
        figures,
    }
}

impl Evidence<'_> {
    /// Whether some tokens belong to the article's own text.
    fn in_body(&self, tokens: &Range<usize>) -> bool {
        let span = self.prose.span(tokens);
        let at = self.body.partition_point(|part| part.end <= span.start);
        self.body
            .get(at)
            .is_some_and(|part| part.start <= span.start && span.end <= part.end)
    }

    /// The expressions of time that have some of these tokens. They stand in the order of the
    /// text, so that even one without end is not gone through again for each word.
    fn times_in(&self, tokens: &Range<usize>) -> &[Time] {
        let first = self
            .times
            .partition_point(|time| time.tokens.end <= tokens.start);
        let rest = &self.times[first..];
        &rest[..rest.partition_point(|time| time.tokens.start < tokens.end)]
    }

    /// The words of some tokens, as written, on one line.
    fn words(&self, tokens: &Range<usize>) -> String {
        super::body::mended(&self.prose.text[self.prose.span(tokens)])
    }

    /// The tokens of the sentence a token belongs to.
    fn sentence(&self, at: usize) -> Range<usize> {
        self.prose.sentences.tokens[self.prose.tokens[at].sentence].clone()
    }

    /// The words of a sentence as evidence.
    fn quote(&self, sentence: &Range<usize>) -> String {
        self.words(sentence)
    }
}

/// The places that begin within some tokens. They stand in the order of the text.
fn places_in<'a>(places: &'a [Place], tokens: &Range<usize>) -> &'a [Place] {
    let first = places.partition_point(|place| place.tokens.start < tokens.start);
    let rest = &places[first..];
    &rest[..rest.partition_point(|place| place.tokens.start < tokens.end)]
}

/// The one region that something is said to be in between some tokens; none if there are several.
fn only_region(places: &[Place], tokens: &Range<usize>) -> Option<String> {
    let inside = places_in(places, tokens).iter();
    let mut inside = inside.filter(|place| place.located);
    let first = inside.next()?;
    inside
        .all(|place| place.id == first.id)
        .then(|| first.id.clone())
}

/// The region named first behind a token in its sentence, or else last before it.
fn region_near(places: &[Place], sentence: &Range<usize>, at: usize) -> Option<String> {
    let inside = places_in(places, sentence).iter();
    let inside: Vec<&Place> = inside.filter(|place| place.located).collect();
    let after = inside.iter().find(|place| place.tokens.start >= at);
    after.or(inside.last()).map(|place| place.id.clone())
}
