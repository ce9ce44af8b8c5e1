//! Events that rest on one source alone, and events that are one and were not joined.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use crate::date::Bound;
use crate::diagnostic::Diagnostic;
use crate::newsroom::Newsroom;
use crate::newsroom::events::Event;
use crate::path::slug;

/// A dispute of which one source tells both sides.
pub const ONE_SOURCE: &str = "lint/one-source-dispute";
/// Two events that look like one and have no common id.
pub const SIMILAR: &str = "lint/similar-events";

/// Disputes whose standing claims all rest on one source.
pub fn disputed_by_one_source(newsroom: &Newsroom) -> Vec<Finding> {
    let disputed = newsroom.events.iter().filter(|event| event.is_disputed());
    disputed
        .filter_map(|event| {
            let words = event.judgement.disputes.iter();
            let words = words.flat_map(|dispute| [dispute.earlier, dispute.later]);
            let sides: BTreeSet<usize> = words
                .chain(event.told.settled)
                .chain(event.told.denials.iter().copied())
                .collect();
            let standing: Vec<_> = sides.into_iter().map(|at| &event.history[at]).collect();
            let sources: Option<BTreeSet<_>> =
                standing.iter().map(|said| said.voice.source).collect();
            let source = sources.filter(|sources| sources.len() == 1)?.pop_first()?;
            let name = &newsroom.source(source).citation.name;
            let message = format!(
                "`{}` is disputed on the word of one source: {name}",
                event.title
            );
            let help = "look for a second source, or name the sources of both sides";
            let state = event.state();
            let place = state.claim.place.clone();
            let warning = Diagnostic::warning(ONE_SOURCE, message, place).help(help);
            Some(Finding {
                articles: standing.iter().map(|said| said.article).collect(),
                diagnostic: warning,
            })
        })
        .collect()
}

/// Events of one time and place whose titles share most of their words.
pub fn similar(newsroom: &Newsroom) -> Vec<Finding> {
    let mut by_time: BTreeMap<(Bound, Bound), Vec<Titled<'_>>> = BTreeMap::new();
    for event in &newsroom.events {
        let date = &event.place;
        let window = (date.earliest(), date.latest());
        if let Some(titled) = Titled::of(event) {
            by_time.entry(window).or_default().push(titled);
        }
    }
    by_time
        .values()
        .flat_map(|events| pairs(newsroom, events))
        .collect()
}

/// An event with the words of its title that tell something.
struct Titled<'a> {
    event: &'a Event,
    words: BTreeSet<String>,
}

impl<'a> Titled<'a> {
    /// `None` where the title has too few words to tell it from others.
    fn of(event: &'a Event) -> Option<Titled<'a>> {
        let words = slug(&event.title);
        let words: BTreeSet<String> = words
            .split('-')
            .filter(|word| word.len() > 3)
            .map(str::to_string)
            .collect();
        (words.len() >= 3).then_some(Titled { event, words })
    }

    /// Whether the two share three words in four, and a region where both have one.
    fn is_like(&self, other: &Titled<'_>) -> bool {
        let shared = self.words.intersection(&other.words).count();
        let all = self.words.len() + other.words.len() - shared;
        let (here, there) = (&self.event.regions, &other.event.regions);
        let apart =
            !here.is_empty() && !there.is_empty() && !here.iter().any(|id| there.contains(id));
        shared * 4 >= all * 3 && !apart
    }
}

/// For each event, the first before it that looks like it.
fn pairs(newsroom: &Newsroom, events: &[Titled<'_>]) -> Vec<Finding> {
    let likenesses = events.iter().enumerate().filter_map(|(at, event)| {
        let earlier = events[..at].iter().find(|earlier| earlier.is_like(event))?;
        Some((earlier.event, event.event))
    });
    likenesses
        .filter(|(one, other)| !same_article(one, other))
        .map(|(one, other)| finding(newsroom, one, other))
        .collect()
}

/// What one article lists twice it means to tell apart.
fn same_article(one: &Event, other: &Event) -> bool {
    let in_other = |article| other.history.iter().any(|said| said.article == article);
    one.history.iter().any(|said| in_other(said.article))
}

fn finding(newsroom: &Newsroom, one: &Event, other: &Event) -> Finding {
    // The one reported later is where an author would add the id of the earlier.
    let (first, later) = match one.history[0].claim.attribution.reported.day
        <= other.history[0].claim.attribution.reported.day
    {
        true => (one, other),
        false => (other, one),
    };
    let article = newsroom.article(first.history[0].article);
    let message = format!(
        "looks like `{}` in {}, but is another event",
        first.title, article.path
    );
    let id = first.id.clone().or_else(|| later.id.clone());
    let help = match id {
        Some(id) => format!("if the two are one, give both the same id: id = \"{id}\""),
        None => format!(
            "if the two are one, give both an id: id = \"{}\"",
            offer(first)
        ),
    };
    let said = &later.history[0];
    Finding {
        articles: vec![said.article, first.history[0].article],
        diagnostic: Diagnostic::warning(SIMILAR, message, said.claim.place.clone()).help(help),
    }
}

/// An id for an event: the first words of its title.
fn offer(event: &Event) -> String {
    let title = slug(&event.title);
    let words: Vec<&str> = title.split('-').take(6).collect();
    words.join("-")
}
