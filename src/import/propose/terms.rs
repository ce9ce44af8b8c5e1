//! The site's own terms and the built-in countries, found in a text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::Evidence;
use crate::content::term::{TaxonomyKind, TermFile};
use crate::content::world;
use crate::path::slug;
use crate::prose::language::{self, HashMap};
use crate::prose::text::Token;

/// How many paragraphs open a text: what is named there, it is about.
const OPENING: usize = 2;

/// How often a text names, further down, what it is about without having opened with it.
const OPENED: usize = 3;

/// How many words a term's name has at most.
const WORDS: usize = 6;

/// Names that texts are searched for.
pub struct Vocabulary {
    /// Topics by the slug of each way to write them.
    topics: HashMap<String, String>,
    /// Regions likewise, those of the site and the built-in ones.
    regions: HashMap<String, String>,
    /// The regions that the site has a file for.
    declared: Vec<String>,
    /// How many words the longest name of a region or its people has, by its first.
    longest: HashMap<String, usize>,
}

impl Vocabulary {
    /// The terms of a site and the built-in regions.
    pub fn new(terms: &[Arc<TermFile>]) -> Vocabulary {
        let mut vocabulary = Vocabulary {
            topics: HashMap::default(),
            regions: world::spellings()
                .map(|(name, id)| (name, id.to_string()))
                .collect(),
            declared: Vec::new(),
            longest: HashMap::default(),
        };
        for term in terms {
            let names = [Some(term.id.clone()), term.name.as_deref().map(slug)];
            let aliases = term.aliases.iter().map(|alias| slug(&alias.text));
            let table = match term.taxonomy {
                TaxonomyKind::Topics => &mut vocabulary.topics,
                TaxonomyKind::Regions => &mut vocabulary.regions,
            };
            for name in names
                .into_iter()
                .flatten()
                .chain(aliases)
                .filter(|name| name.len() > 1)
            {
                table.insert(name, term.id.clone());
            }
            if term.taxonomy == TaxonomyKind::Regions {
                vocabulary.declared.push(term.id.clone());
            }
        }
        for (city, id) in cities() {
            let known = vocabulary.regions.get(id).cloned();
            let id = known.unwrap_or_else(|| id.to_string());
            vocabulary.regions.entry(slug(city)).or_insert(id);
        }
        let of_languages = language::all();
        let of_languages = of_languages
            .flat_map(|language| language.demonyms.keys().chain(language.places.keys()));
        for name in vocabulary.regions.keys().chain(of_languages) {
            let (first, rest) = name.split_once('-').unwrap_or((name, ""));
            let words = 1 + rest.split('-').filter(|word| !word.is_empty()).count();
            let longest = vocabulary.longest.entry(first.to_string()).or_default();
            *longest = words.max(*longest);
        }
        vocabulary
    }
}

/// Large cities, each with the id of its country.
fn cities() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("cities.tsv").lines();
    let rows = lines.filter_map(|line| line.split_once('\t'));
    rows.filter_map(|(country, cities)| Some((world::find(country)?.id, cities)))
        .flat_map(|(id, cities)| cities.split(", ").map(move |city| (city, id)))
}

/// A region named in a text.
pub(super) struct Place {
    /// Its id.
    pub id: String,
    /// The tokens that name it.
    pub tokens: Range<usize>,
    /// Whether something is said to be there: `in Iraq`.
    pub located: bool,
}

/// Every region a text names, in its order.
pub(super) fn places(evidence: &Evidence<'_>, vocabulary: &Vocabulary) -> Vec<Place> {
    let tokens = &evidence.prose.tokens;
    let mut places = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let found = tokens[at]
            .capital
            .then(|| longest(evidence, vocabulary, at))
            .flatten();
        let Some((id, len, noun)) = found else {
            at += 1;
            continue;
        };
        let end = at + len;
        let joined = tokens
            .get(end)
            .is_some_and(|next| next.is_sign('-') && next.glued);
        if is_within_a_name(evidence, at) {
            at = end;
            continue;
        }
        let located = noun && !joined && located(evidence, at);
        places.push(Place {
            id,
            tokens: at..end,
            located,
        });
        at = end;
    }
    places
}

/// Whether a country's name is only a part of another: `New Jersey`, `the Gulf of Mexico`, `the University of Georgia`.
fn is_within_a_name(evidence: &Evidence<'_>, at: usize) -> bool {
    let tokens = &evidence.prose.tokens;
    let words = &evidence.language.quantities;
    let capital = |back: usize| {
        let token = at.checked_sub(back).and_then(|at| tokens.get(at));
        token.filter(|token| {
            token.is_word() && token.capital && token.sentence == tokens[at].sentence
        })
    };
    let new = capital(1).is_some_and(|token| words.within_peoples.contains(&token.lower));
    let of = at
        .checked_sub(1)
        .is_some_and(|of| words.grammar.of.contains(&tokens[of].lower));
    let whole = capital(2).filter(|_| of).is_some_and(|token| {
        let open = evidence.sentence(at).start + 2 == at;
        !open && !words.realms.contains(&token.lower) && !words.stop.contains(&token.lower)
    });
    new || whole
}

/// The longest name that begins at a token, and whether it names the place itself.
fn longest(
    evidence: &Evidence<'_>,
    vocabulary: &Vocabulary,
    at: usize,
) -> Option<(String, usize, bool)> {
    let tokens = &evidence.prose.tokens;
    let sentence = tokens[at].sentence;
    let first = slug(&tokens[at].lower);
    let first = first.split('-').next().unwrap_or("");
    let most = vocabulary.longest.get(first).copied().unwrap_or(0);
    (1..=most.min(WORDS)).rev().find_map(|len| {
        let run = tokens.get(at..at + len)?;
        let names = run
            .iter()
            .all(|token| token.sentence == sentence && !token.is_possessive());
        let joined = |token: &Token| token.is_sign('-') && token.glued;
        let names = names && run.iter().all(|token| token.is_word() || joined(token));
        if !names || !run.last()?.is_word() {
            return None;
        }
        let words: Vec<&str> = run.iter().map(|token| token.lower.as_str()).collect();
        let name = slug(&words.join(" "));
        let written = &evidence.prose.text[run[0].span.clone()];
        let code = name.len() <= 3 && written != written.to_uppercase();
        if name.is_empty() || code {
            return None;
        }
        let known = |words: &HashMap<String, String>| vocabulary.regions.get(words.get(&name)?);
        let own = known(&evidence.language.places);
        if let Some(id) = vocabulary.regions.get(&name).or(own) {
            return Some((id.clone(), len, true));
        }
        let id = known(&evidence.language.demonyms)?;
        // Names such as `Gaza` or `US` stand for the place too.
        let noun = name.len() <= 3 || evidence.language.quantities.places_too.contains(&name);
        let next = tokens.get(at + len);
        let adjective = next.is_some_and(|next| {
            next.is_word()
                && !next.is_possessive()
                && !evidence.language.quantities.stop.contains(&next.lower)
        });
        Some((id.clone(), len, noun && !adjective))
    })
}

/// Whether a place follows a preposition, a few describing words between.
fn located(evidence: &Evidence<'_>, at: usize) -> bool {
    let places = &evidence.language.quantities.places;
    let tokens = &evidence.prose.tokens;
    let sentence = tokens[at].sentence;
    let before = (at.saturating_sub(6)..at).rev();
    for before in before {
        let token = &tokens[before];
        if token.sentence != sentence || !(token.is_word() || token.is_sign(',')) {
            return false;
        }
        if places.contains(&token.lower) {
            return true;
        }
        // `in both Iraq and Syria`, `from the northern Kurdistan region`
        let tense = evidence.language.lexicon.tense(token).is_some();
        if tense {
            return false;
        }
    }
    false
}

/// The regions of the article, the one that weighs most first.
pub(super) fn regions(
    evidence: &Evidence<'_>,
    vocabulary: &Vocabulary,
    places: &[Place],
) -> Vec<String> {
    let mut weights: BTreeMap<&str, (f64, usize, usize)> = BTreeMap::new();
    let title = slug(evidence.title);
    for place in places
        .iter()
        .filter(|place| evidence.in_body(&place.tokens))
    {
        let entry = weights
            .entry(&place.id)
            .or_insert((0.0, 0, place.tokens.start));
        entry.0 += if place.located { 2.0 } else { 0.7 };
        entry.1 += usize::from(place.located);
    }
    let mut chosen: Vec<(&str, f64, usize)> = Vec::new();
    for (id, (weight, located, first)) in weights {
        let named = format!("-{title}-").contains(&format!("-{id}-"));
        let declared = vocabulary.declared.iter().any(|known| known == id);
        let weight = weight + if named { 3.0 } else { 0.0 };
        let enough = match declared {
            true => located > 0 || weight >= 2.0,
            false => located > 0 && (named || weight >= 3.0),
        };
        if enough {
            chosen.push((id, weight, first));
        }
    }
    chosen.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.2.cmp(&b.2)));
    chosen
        .into_iter()
        .take(8)
        .map(|(id, ..)| id.to_string())
        .collect()
}

/// The site's topics that the text is about, the most often named first: those it opens with, or comes back to.
pub(super) fn topics(evidence: &Evidence<'_>, vocabulary: &Vocabulary) -> Vec<String> {
    if vocabulary.topics.is_empty() {
        return Vec::new();
    }
    let (opening, rest) = evidence.body.split_at(OPENING.min(evidence.body.len()));
    let joined = |parts: &[Range<usize>], mut text: String| {
        for part in parts {
            text.push_str(&slug(&evidence.prose.text[part.clone()]));
            text.push('-');
        }
        text
    };
    let opening = joined(opening, format!("-{}-", slug(evidence.title)));
    let rest = joined(rest, "-".to_string());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, id) in &vocabulary.topics {
        let name = format!("-{name}-");
        let named = |text: &str| text.matches(&name).count();
        *counts.entry(id).or_default() += OPENED * named(&opening) + named(&rest);
    }
    let about = |(_, count): &(&str, usize)| *count >= OPENED;
    let mut named: Vec<(&str, usize)> = counts.into_iter().filter(about).collect();
    named.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    named
        .into_iter()
        .take(5)
        .map(|(id, _)| id.to_string())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_city_is_in_a_country_that_is_known() {
        let lines = include_str!("cities.tsv").lines();
        for (country, _) in lines.filter_map(|line| line.split_once('\t')) {
            assert!(world::find(country).is_some(), "{country}");
        }
    }
}
