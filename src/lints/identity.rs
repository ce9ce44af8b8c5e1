//! One id for two things: claims of one event whose titles have nothing in common.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use crate::config::Config;
use crate::content::Content;
use crate::content::claim::{Act, Status};
use crate::content::declaration::EventFile;
use crate::date::Timing;
use crate::diagnostic::Diagnostic;
use crate::newsroom::Newsroom;
use crate::newsroom::events::{Event, Said};
use crate::newsroom::ids::ArticleId;
use crate::path::slug;

/// An event of which claims tell two things.
pub const TWO_THINGS: &str = "lint/two-things-one-id";

/// A text's words that tell something, each by its first letters: `opens` and `opening` are one.
type Words = BTreeSet<String>;

/// Events with a claim whose title shares no telling word with the others, with their id and
/// with their file, while neither's article speaks of what the other's title says.
pub fn two_things(newsroom: &Newsroom, content: &Content, config: &Config) -> Vec<Finding> {
    let files = content
        .events
        .iter()
        .map(|file| (file.id.as_str(), &**file));
    let files: BTreeMap<&str, &EventFile> = files.collect();
    let events = newsroom.events.iter().filter_map(|event| {
        let id = event.id.as_deref()?;
        let titles = titles(newsroom, event, &config.language);
        // One claim tells one thing.
        if titles.len() < 2 {
            return None;
        }
        let file = files.get(id);
        let title = file.and_then(|file| file.title.as_deref());
        let summary = file.map(|file| file.summary.as_str());
        let told = [title, summary].into_iter().flatten();
        let told: Words = told.flat_map(words).collect();
        let own = words(id).union(&told).cloned().collect();
        let (first, other) =
            apart(newsroom, titles.clone(), own).or_else(|| after_the_end(&titles, told))?;
        Some(finding(newsroom, id, first, other))
    });
    events.collect()
}

/// The first claim and one that tells something else, where there is one.
fn apart<'a>(
    newsroom: &Newsroom,
    mut rest: Vec<(&'a Said, Words)>,
    own: Words,
) -> Option<(&'a Said, &'a Said)> {
    let mut joined = vec![rest.remove(0)];
    let mut common: Words = own;
    common.extend(joined[0].1.iter().cloned());
    while let Some(at) = rest
        .iter()
        .position(|(_, words)| !words.is_disjoint(&common))
    {
        let (said, words) = rest.remove(at);
        common.extend(words.iter().cloned());
        joined.push((said, words));
    }
    let speaks_of = |article: ArticleId, title: &Words| {
        let article = newsroom.article(article);
        let texts = [&article.title, &article.summary, article.body.markdown()];
        let text: Words = texts.into_iter().flat_map(words).collect();
        title.intersection(&text).count() * 2 >= title.len()
    };
    let other = rest.iter().find(|(said, words)| {
        !joined.iter().any(|(known, title)| {
            // What one article gives one id and two titles is not joined by its text.
            said.article != known.article
                && (speaks_of(said.article, title) || speaks_of(known.article, words))
        })
    })?;
    Some((joined[0].0, other.0))
}

/// The claim that something happened, and one that promises it for later in other words: where what
/// the id says is done, the id joins nothing.
fn after_the_end<'a>(titles: &[(&'a Said, Words)], told: Words) -> Option<(&'a Said, &'a Said)> {
    let (end, _) = titles
        .iter()
        .find(|(said, _)| said.claim.status == Status::Happened)?;
    let later = |said: &Said| {
        let dates = said.claim.date.as_ref().zip(end.claim.date.as_ref());
        let after = dates.is_some_and(|(date, end)| date.compared_to(end) == Timing::After);
        let reported = said.claim.attribution.reported.day;
        said.act == Act::Promise && after && reported > end.claim.attribution.reported.day
    };
    let (again, before): (Vec<_>, Vec<_>) = titles.iter().partition(|(said, _)| later(said));
    let mut common = told;
    common.extend(before.into_iter().flat_map(|(_, words)| words).cloned());
    let other = again
        .into_iter()
        .find(|(_, words)| words.is_disjoint(&common))?;
    Some((end, other.0))
}

/// The claims in the site's language, each with the words of its title.
fn titles<'a>(newsroom: &Newsroom, event: &'a Event, language: &str) -> Vec<(&'a Said, Words)> {
    // A translation shares no words with what it translates.
    let in_language = |said: &Said| {
        let lang = newsroom.article(said.article).lang.as_deref();
        lang.is_none_or(|lang| lang == language)
    };
    let said = event.history.iter().filter(|said| in_language(said));
    let told = said.map(|said| (said, words(&said.title)));
    // The words of other scripts are not told apart well enough.
    let plain = |words: &Words| !words.is_empty() && words.iter().all(|word| word.is_ascii());
    told.filter(|(_, words)| plain(words)).collect()
}

/// The first letters of each word that is long enough, or is an abbreviation.
fn words(text: &str) -> Words {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let telling = words.filter(|word| {
        let letters = word.chars().count();
        letters > 3 || letters > 1 && word.chars().all(char::is_uppercase)
    });
    telling
        .map(|word| slug(word).chars().take(4).collect())
        .collect()
}

fn finding(newsroom: &Newsroom, id: &str, first: &Said, other: &Said) -> Finding {
    let message = format!(
        "`{id}` is the id of two things: “{}”, and “{}” in {}",
        other.title,
        first.title,
        newsroom.article(first.article).path
    );
    let help = format!(
        "give this claim an id of its own, such as id = \"{}\"; if the two are one, let their titles share a word",
        slug(&other.title)
    );
    Finding {
        articles: vec![other.article, first.article],
        diagnostic: Diagnostic::warning(TWO_THINGS, message, other.claim.place.clone()).help(help),
    }
}
