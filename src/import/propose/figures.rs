//! Numbers that count or measure something worth keeping.

use std::ops::Range;

use rust_decimal::Decimal;

use super::terms::Place;
use super::{Evidence, MOST, places_in, region_near, speaker};
use crate::content::quantity::Hedge;
use crate::import::quantities::Found;
use crate::prose::tagger::{Granule, Time, TimeKind};

/// A figure that may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What is counted.
    pub label: String,
    /// The least it can be.
    pub min: Decimal,
    /// The most it can be.
    pub max: Decimal,
    /// How it is meant.
    pub hedge: Option<Hedge>,
    /// What one of them is.
    pub unit: String,
    /// When it was true, where the sentence says so; else the article's day.
    pub as_of: Option<String>,
    /// Who says so.
    pub by: Option<String>,
    /// Where it was true.
    pub region: Option<String>,
    /// The sentence.
    pub quote: String,
    /// The sentence's bytes in the searched text.
    pub span: Range<usize>,
    /// From 0 to 1, how likely it is one.
    pub confidence: f64,
}

/// Every figure of an article's own text.
pub(super) fn figures(evidence: &Evidence<'_>, places: &[Place]) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    let mut before: Option<Found> = None;
    for found in evidence.quantities {
        let mut found = found.clone();
        let sentence = evidence.sentence(found.tokens.start);
        if let Some(before) = before
            .as_ref()
            .filter(|before| elided(evidence, before, &found, &sentence))
        {
            found.unit.clone_from(&before.unit);
            found.concept.clone_from(&before.concept);
            found.hedge = found
                .hedge
                .or(before.hedge.filter(|hedge| *hedge == Hedge::About));
        }
        before = Some(found.clone());
        if !evidence.in_body(&found.tokens) || !is_figure(&found) {
            continue;
        }
        let figure = figure(evidence, places, &found, &sentence);
        let known = figures.iter().any(|known| {
            known.label == figure.label && known.min == figure.min && known.max == figure.max
        });
        if !known {
            figures.push(figure);
        }
        if figures.len() == MOST {
            break;
        }
    }
    figures
}

/// `40 nurses in Harrow and 12 in Leyton`: the second number counts what the first does.
fn elided(evidence: &Evidence<'_>, before: &Found, found: &Found, sentence: &Range<usize>) -> bool {
    let next = evidence.prose.tokens.get(found.tokens.end);
    let placed = next.is_some_and(|next| evidence.language.quantities.places.contains(&next.lower));
    found.unit.is_empty()
        && !before.unit.is_empty()
        && !before.time
        && placed
        && sentence.contains(&before.tokens.start)
}

/// Lengths of time, mere words and numbers of nothing are no figures.
fn is_figure(found: &Found) -> bool {
    let vague = found.word || (found.max < Decimal::TEN && !found.measure && found.hedge.is_none());
    let loose = matches!(found.unit.as_str(), "" | "times" | "degrees" | "points");
    let none = found.time || vague || loose;
    !none
}

fn figure(
    evidence: &Evidence<'_>,
    places: &[Place],
    found: &Found,
    sentence: &Range<usize>,
) -> Figure {
    let region = region_near(places, sentence, found.tokens.end);
    let mut named = places_in(places, sentence).iter();
    let named = named.find(|place| Some(&place.id) == region.as_ref());
    let mut label: Vec<String> = found.concept.clone();
    label.push(found.unit.clone());
    if found.measure
        && let Some(subject) = subject(evidence, sentence, found.tokens.start)
    {
        label = vec![subject, found.unit.clone()];
    }
    let mut label = label.join(" ");
    if let Some(place) = named.filter(|place| place.located) {
        label.push_str(" in ");
        label.push_str(&evidence.words(&place.tokens));
    }
    let plain = found.unit.split(' ').count() <= 2;
    let mut confidence: f64 = 0.55;
    for (holds, weight) in [
        (region.is_some(), 0.15),
        (plain, 0.1),
        (found.max >= Decimal::ONE_HUNDRED, 0.1),
        (found.measure, -0.05),
    ] {
        confidence += if holds { weight } else { 0.0 };
    }
    Figure {
        label: capitalised(&label),
        min: found.min,
        max: found.max,
        hedge: found.hedge,
        unit: found.unit.clone(),
        as_of: as_of(evidence, sentence, found),
        by: speaker::of(evidence, sentence),
        region,
        quote: evidence.quote(sentence),
        span: evidence.prose.span(sentence),
        confidence: (confidence.clamp(0.05, 0.95) * 100.0).round() / 100.0,
    }
}

/// The words a sentence opens with, up to its verb: what a measure measures.
fn subject(evidence: &Evidence<'_>, sentence: &Range<usize>, end: usize) -> Option<String> {
    let tokens = &evidence.prose.tokens;
    let verb =
        (sentence.start..end).find(|at| evidence.language.lexicon.tense(&tokens[*at]).is_some())?;
    let start = sentence.start
        + usize::from(matches!(
            tokens[sentence.start].lower.as_str(),
            "the" | "a" | "an"
        ));
    let dated = start < verb && !evidence.times_in(&(start..verb)).is_empty();
    let signs = (start..verb).any(|at| !tokens[at].is_word());
    (verb > start && verb - start <= 5 && !dated && !signs).then(|| evidence.words(&(start..verb)))
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().collect::<String>() + characters.as_str(),
        None => String::new(),
    }
}

/// The date of the figure's own clause, if it lies in the past.
fn as_of(evidence: &Evidence<'_>, sentence: &Range<usize>, found: &Found) -> Option<String> {
    let near = |time: &&Time| {
        let inside = sentence.contains(&time.tokens.start) && time.kind == TimeKind::Date;
        let gap = time
            .tokens
            .start
            .abs_diff(found.tokens.end)
            .min(found.tokens.start.abs_diff(time.tokens.end));
        inside && gap <= 8
    };
    let granule = evidence
        .times_in(sentence)
        .iter()
        .filter(near)
        .find_map(|time| time.granule)?;
    let begun = granule
        .first()
        .zip(evidence.published)
        .is_some_and(|(first, day)| first <= day);
    let plain = matches!(
        granule,
        Granule::Day(..)
            | Granule::Month(..)
            | Granule::Year(_)
            | Granule::Quarter(..)
            | Granule::Half(..)
    );
    (begun && plain).then(|| granule.to_string())
}
