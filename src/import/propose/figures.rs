//! Numbers that count or measure something worth keeping.

use std::ops::Range;

use rust_decimal::Decimal;

use super::clause::Clauses;
use super::terms::Place;
use super::{
    Evidence, MOST, Story, confidence, elided, label, places_in, region_near, speaker, when,
};
use crate::content::observation::Firmness;
use crate::content::quantity::Hedge;
use crate::import::quantities::Found;
use crate::prose::language::Joint;
use crate::prose::text::{Token, capitalised};

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
    /// How firm it is.
    pub firmness: Firmness,
    /// Who says so.
    pub by: Option<String>,
    /// Where it was true.
    pub region: Option<String>,
    /// The sentence.
    pub quote: String,
    /// The sentence's bytes in the searched text.
    pub span: Range<usize>,
    /// The bytes of the words that say how many.
    pub words: Range<usize>,
    /// From 0 to 1, how likely it is one.
    pub confidence: f64,
}

/// Every figure of an article's own text.
pub(super) fn figures(evidence: &Evidence<'_>, story: &Story, places: &[Place]) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    let mut before: Option<Counted> = None;
    for found in evidence.quantities {
        if !evidence.in_body(&found.tokens) {
            continue;
        }
        let number = evidence.prose.tokens[found.tokens.start].sentence;
        let Some(clauses) = &story.sentences[number] else {
            continue;
        };
        let sentence = evidence.prose.sentences.tokens[number].clone();
        let counted = counted(evidence, story, clauses, found, before.as_ref());
        let figure = Some(&counted)
            .filter(|counted| is_figure(evidence, &counted.found, counted.told))
            .and_then(|counted| figure(evidence, places, clauses, counted, &sentence));
        if let Some(figure) = figure {
            let known = figures.iter().any(|known| {
                known.label == figure.label && known.min == figure.min && known.max == figure.max
            });
            if !known {
                figures.push(figure);
            }
        }
        // `312,000 people in four provinces, up from 268,000`
        let small = |counted: &Counted| counted.found.max < Decimal::TEN && !counted.found.measure;
        let kept = before.as_ref().is_some_and(|before| {
            sentence.contains(&before.found.tokens.start) && !small(before) && small(&counted)
        });
        if !kept {
            before = Some(counted);
        }
        if figures.len() == MOST {
            break;
        }
    }
    figures
}

/// A quantity with what it counts.
struct Counted {
    found: Found,
    label: String,
    /// Whether the label says more than the unit.
    told: bool,
    /// Whether it is what the number before it grew from.
    earlier: bool,
}

/// What a number counts; `40 nurses in Harrow and 12 in Leyton`, `rose to 64 deaths from 41`: the second
/// counts what the first does.
fn counted(
    evidence: &Evidence<'_>,
    story: &Story,
    clauses: &Clauses,
    found: &Found,
    before: Option<&Counted>,
) -> Counted {
    let sentence = &evidence.sentence(found.tokens.start);
    let mut found = found.clone();
    let before = before.filter(|before| {
        sentence.contains(&before.found.tokens.start)
            && !before.found.unit.is_empty()
            && !before.found.time
    });
    let tokens = &evidence.prose.tokens;
    let from = |at: usize| {
        let word = at.checked_sub(1).map_or("", |at| tokens[at].lower.as_str());
        let quantities = &evidence.language.quantities;
        word == quantities.range_start || quantities.compares.contains(word)
    };
    if let Some(before) = before {
        let bare = found.unit.is_empty()
            && !before.found.measure
            && !found.time
            && !from(found.tokens.start);
        let does = clauses
            .verbs
            .iter()
            .any(|verb| verb.tokens.start == found.tokens.end);
        let ends = tokens
            .get(found.tokens.end)
            .is_none_or(|next| !next.is_word() && !next.is_sign('%'));
        let elided =
            elided::elided(evidence, &before.found, &found, sentence) || (bare && (does || ends));
        let same = found.unit.is_empty() || found.unit == before.found.unit;
        // `compared with 6.1 percent in January and 6.4 percent in May`
        let joins = &evidence.language.verbs.joins;
        let again = before.earlier
            && found.tokens.start > 0
            && joins.contains(&tokens[found.tokens.start - 1].lower);
        let step = same && (from(found.tokens.start) || again) && !found.time;
        if elided || step {
            found.unit.clone_from(&before.found.unit);
            found.measure = before.found.measure;
            found.word = found.word && found.max < Decimal::TEN;
            if elided {
                found.concept.clone_from(&before.found.concept);
                let about = before.found.hedge.filter(|hedge| *hedge == Hedge::About);
                // `about 15,000 marched; police put it at 12,000`
                let between = before.found.tokens.end..found.tokens.start;
                let parted = between.clone().any(|at| tokens[at].is_sign(';'));
                found.hedge = found.hedge.or(about.filter(|_| !parted));
            }
        }
        if step {
            let (label, told) = (before.label.clone(), before.told);
            return Counted {
                found,
                label,
                told,
                earlier: true,
            };
        }
    }
    if found.unit.is_empty()
        && let Some(unit) = elided::level(evidence, clauses, &found)
    {
        found.unit = unit;
        let subject = clauses
            .verbs
            .iter()
            .rposition(|verb| verb.tokens.end <= found.tokens.start);
        let subject = subject
            .map(|at| evidence.words(&clauses.subjects[at].tokens))
            .unwrap_or_default();
        return Counted {
            found,
            label: capitalised(&subject),
            told: true,
            earlier: false,
        };
    }
    let (label, told) = label::of(evidence, story, clauses, &found);
    Counted {
        earlier: starts(evidence, &found),
        found,
        label,
        told,
    }
}

/// Whether a number is the one that a change sets out from: `fell from 41,000 to 17,500`.
fn starts(evidence: &Evidence<'_>, found: &Found) -> bool {
    let quantities = &evidence.language.quantities;
    let word = |at: Option<usize>| at.map_or("", |at| evidence.prose.tokens[at].lower.as_str());
    let next = evidence
        .quantities
        .partition_point(|other| other.tokens.start < found.tokens.end);
    let next = evidence.quantities.get(next).filter(|next| {
        evidence
            .sentence(found.tokens.start)
            .contains(&next.tokens.start)
    });
    let to = word(next.and_then(|next| next.tokens.start.checked_sub(1)));
    word(found.tokens.start.checked_sub(1)) == quantities.range_start
        && quantities.joints.get(to) == Some(&Joint::Range)
}

/// Lengths of time, mere words and numbers of nothing are no figures.
fn is_figure(evidence: &Evidence<'_>, found: &Found, told: bool) -> bool {
    let vague = (found.word && found.max < Decimal::ONE_HUNDRED)
        || (found.max < Decimal::TEN && !found.measure && found.hedge.is_none());
    let loose = evidence
        .language
        .quantities
        .loose_units
        .contains(&found.unit)
        || (!told
            && evidence
                .language
                .quantities
                .told_units
                .contains(&found.unit));
    // `870,000 last month`, `47 High Street`: more than one of a thing is a plural.
    let last = found.unit.rsplit(' ').next().unwrap_or_default();
    let plural = evidence.language.quantities.is_plural(&last.to_lowercase());
    let single = !found.measure && !plural && found.max > Decimal::ONE;
    let none = found.time || vague || loose || single;
    !none
}

fn figure(
    evidence: &Evidence<'_>,
    places: &[Place],
    clauses: &Clauses,
    counted: &Counted,
    sentence: &Range<usize>,
) -> Option<Figure> {
    let found = &counted.found;
    let verb = when::verb(clauses, found);
    let hedge = when::meant(evidence, clauses, verb, found)?;
    let region = region_near(places, sentence, found.tokens.end);
    let mut named = places_in(places, sentence).iter();
    let named = named.find(|place| Some(&place.id) == region.as_ref());
    let mut label = counted.label.clone();
    if let Some(place) = named.filter(|place| place.located && !counted.told) {
        label = located(evidence, label, &place.tokens);
    }
    // `will rise to 12 euros from 11 euros`: what it rises from is there.
    let own = verb.filter(|_| !counted.earlier);
    let firmness = when::firmness(evidence, own.map(|at| &clauses.verbs[at]));
    let told = when::Told {
        clauses,
        verb,
        counted: firmness.is_counted(),
        earlier: counted.earlier,
    };
    let dated = when::as_of(evidence, found, &told);
    // What is to come is nothing without its time, unless the label tells that it is to come.
    let firmness = match firmness.is_counted() || dated.is_some() {
        true => firmness,
        false if when::looks_ahead(evidence, clauses, verb, &label) => Firmness::Normal,
        false => return None,
    };
    // `a 366-metre ship`, `a 41-page ruling`
    let tokens = &evidence.prose.tokens;
    let inside = found.tokens.clone().skip(1);
    let attributive = !found.time
        && inside.clone().any(|at| {
            let joined =
                tokens[at].is_sign('-') && tokens[at].glued && tokens[at - 1].number().is_some();
            joined && tokens.get(at + 1).is_some_and(Token::is_word)
        });
    // `a 50m pool`, `1.3m barrel cargo`: what is measured so is a thing of that kind.
    let last = found.tokens.end - 1;
    let glued =
        found.measure && last > found.tokens.start && tokens[last].is_word() && tokens[last].glued;
    let kind = tokens.get(found.tokens.end).is_some_and(|next| {
        let stop = &evidence.language.quantities.stop;
        next.is_word() && !next.capital && !stop.contains(&next.lower)
    });
    let attributive = attributive || (glued && tokens[last].lower.len() == 1 && kind);
    // `more than the 180,000 economists had expected`
    let before = |back: usize| {
        found
            .tokens
            .start
            .checked_sub(back)
            .map_or("", |at| tokens[at].lower.as_str())
    };
    let expected = evidence.language.events.comparing.contains(before(2))
        && evidence.language.labels.articles.contains(before(1));
    // `14% higher than a year ago`, `200,000 more than in 2024`
    let next = tokens.get(found.tokens.end);
    // `18,000 more visits`
    let differences = &evidence.language.quantities.differences;
    let more = &evidence.language.quantities.skip;
    let number = found.tokens.clone();
    let number = number.rev().find(|at| tokens[*at].number().is_some());
    let mut behind = number.map_or(0..0, |at| at + 1..found.tokens.end);
    let apart = behind
        .any(|at| differences.contains(&tokens[at].lower) && more.contains(&tokens[at].lower))
        || next.is_some_and(|next| differences.contains(&next.lower));
    // `rose 5 percent`, `rose by 40`: how far it went is not how much it is.
    let quantities = &evidence.language.quantities;
    let between = quantities.moves_by.contains(before(1))
        || before(1) == quantities.pair_start
        // `an increase of 6 percent`
        || quantities.grammar.of.contains(before(1));
    let moves = |word: &str| quantities.moves.contains(word) || quantities.moves_to.contains(word);
    let went = quantities.moves.contains(before(1)) || (between && moves(before(2)));
    // `fell $4.60, or 7.1%`
    let other = evidence
        .quantities
        .partition_point(|other| other.tokens.end + 2 < found.tokens.start);
    let said_twice = evidence.quantities.get(other).is_some_and(|other| {
        let joined = quantities.joints.get(before(1)) == Some(&Joint::Choice) && before(2) == ",";
        let moved = other
            .tokens
            .start
            .checked_sub(1)
            .map_or("", |at| &tokens[at].lower);
        joined && other.tokens.end + 2 == found.tokens.start && quantities.moves.contains(moved)
    });
    let went = went || said_twice;
    let left_out = quantities
        .left_out
        .contains(&format!("{} {}", before(2), before(1)));
    let unknown = firmness.is_counted() && dated.is_none();
    let past = unknown && when::is_long_ago(evidence, clauses, verb, found);
    let labels = &evidence.language.labels;
    // `Of the dam`: what it is of was taken for a verb.
    let first = label.split(' ').next().unwrap_or_default().to_lowercase();
    let headless = quantities.grammar.of.contains(&first);
    // `1.4 million dollars`, of nobody knows what.
    let said = counted.label.to_lowercase();
    let unit = found.measure && said == found.unit;
    let empty = !counted.told && (unit || labels.empty.contains(&said));
    let plain = found.unit.split(' ').count() <= 2;
    let short = label.split_whitespace().count() <= 8;
    let small = found.max < Decimal::TEN && !found.measure;
    let mut confidence: f64 = 0.8;
    for (holds, weight) in [
        (!counted.told, -0.2),
        (!plain, -0.1),
        (!short, -0.1),
        (small, -0.2),
        (found.word, -0.25),
        (attributive, -0.35),
        (expected || empty, -0.35),
        (apart || went || left_out || headless, -0.45),
        (past, -0.45),
        (counted.earlier && dated.is_none(), -0.35),
        (found.measure && !counted.told, -0.1),
    ] {
        confidence += if holds { weight } else { 0.0 };
    }
    Some(Figure {
        label: evidence.language.labels.contracted(label),
        min: found.min,
        max: found.max,
        // `tens of thousands` are more than ten thousand.
        hedge: match found.word && hedge == Some(Hedge::About) {
            true => Some(Hedge::MoreThan),
            false => hedge,
        },
        unit: found.unit.clone(),
        as_of: dated,
        firmness,
        by: speaker::of(evidence, clauses, found.tokens.start, None),
        region,
        quote: evidence.quote(sentence),
        span: evidence.prose.span(sentence),
        words: evidence.prose.span(&counted.found.tokens),
        confidence: confidence::rounded(confidence),
    })
}

/// A label with its place: behind the language's own preposition, or else that of the text.
fn located(evidence: &Evidence<'_>, label: String, place: &Range<usize>) -> String {
    let within = &evidence.language.labels.within;
    if !within.is_empty() {
        return format!("{label} {within} {}", evidence.words(place));
    }
    let places = &evidence.language.quantities.places;
    let before = place.start.checked_sub(1);
    match before.filter(|at| places.contains(&evidence.prose.tokens[*at].lower)) {
        Some(at) => format!("{label} {}", evidence.words(&(at..place.end))),
        None => label,
    }
}
