//! Events that rest on one source alone, and events that are one and were not joined.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap as HashMap;

use super::Finding;
use super::alike::{FEWEST, first_alike};
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
            let words = words.flat_map(|dispute| [dispute.earlier.at, dispute.later.at]);
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
    let titles: Vec<Vec<String>> = newsroom
        .events
        .iter()
        .map(|event| telling_words(event))
        .collect();
    let mut counts: HashMap<&str, usize> = HashMap::default();
    for word in titles.iter().flatten() {
        *counts.entry(word).or_default() += 1;
    }
    let mut words: Vec<(usize, &str)> =
        counts.iter().map(|(word, count)| (*count, *word)).collect();
    words.sort_unstable();
    let ranks = words.iter().enumerate();
    let ranks: HashMap<&str, usize> = ranks.map(|(rank, (_, word))| (*word, rank)).collect();
    let mut by_time: BTreeMap<(Bound, Bound), Vec<Titled<'_>>> = BTreeMap::new();
    for (event, title) in newsroom.events.iter().zip(&titles) {
        let date = &event.place;
        let mut words: Vec<usize> = title.iter().map(|word| ranks[word.as_str()]).collect();
        words.sort_unstable();
        if words.len() >= FEWEST {
            let window = (date.earliest(), date.latest());
            let titled = Titled { event, words };
            by_time.entry(window).or_default().push(titled);
        }
    }
    by_time
        .values()
        .flat_map(|events| pairs(newsroom, events))
        .collect()
}

/// The words of an event's title that tell something, each once.
fn telling_words(event: &Event) -> Vec<String> {
    let title = slug(&event.title);
    let words = title.split('-').filter(|word| word.len() > 3);
    let words: BTreeSet<&str> = words.collect();
    words.into_iter().map(str::to_string).collect()
}

/// An event with the words of its title, as numbers: the rarest word of the site first.
struct Titled<'a> {
    event: &'a Event,
    words: Vec<usize>,
}

/// For each event, the first before it that looks like it.
fn pairs(newsroom: &Newsroom, events: &[Titled<'_>]) -> Vec<Finding> {
    let words: Vec<&[usize]> = events.iter().map(|titled| &*titled.words).collect();
    let firsts = first_alike(&words, |one, other| {
        may_be_of_one_place(events[one].event, events[other].event)
    });
    let likenesses = firsts.iter().zip(events);
    let likenesses =
        likenesses.filter_map(|(first, later)| Some((events[(*first)?].event, later.event)));
    likenesses
        .filter(|(one, other)| !same_article(one, other))
        .map(|(one, other)| finding(newsroom, one, other))
        .collect()
}

/// Whether two events have a region in common, where both have one.
fn may_be_of_one_place(one: &Event, other: &Event) -> bool {
    let (here, there) = (&one.regions, &other.regions);
    here.is_empty() || there.is_empty() || here.iter().any(|id| there.contains(id))
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
