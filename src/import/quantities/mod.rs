//! Finds the quantities of a text: a number, what it counts, and how loosely it is meant.
//!
//! 1. Numbers are read in digits and words, with fractions and ranges (`numbers`); those that
//!    belong to a date, an ordinal or a name are left alone.
//! 2. The unit is a currency before or behind, a unit of measure, or the noun that follows
//!    (`units`).

mod hedges;
mod numbers;
mod units;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::content::quantity::Hedge;
use crate::prose::language::{Class, Language, numeral};
use crate::prose::tagger::{Prose, Time, TimeKind};
use crate::prose::text::{Kind, Token};
use numbers::Number;

/// A quantity found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The tokens it covers, with its hedge and its unit.
    pub tokens: Range<usize>,
    /// The least it can be.
    pub min: Decimal,
    /// The most it can be.
    pub max: Decimal,
    /// How it is meant.
    pub hedge: Option<Hedge>,
    /// What is counted or measured; empty where nobody says.
    pub unit: String,
    /// Words around it that say of what: `US`, `in Iraq`.
    pub concept: Vec<String>,
    /// Whether it is money, a share, a length or another measure rather than a count of things.
    pub measure: bool,
    /// Whether it is a length of time or an age.
    pub time: bool,
    /// Whether it is a mere word such as `one` or `dozens`.
    pub word: bool,
}

/// Finds every quantity of a text, in its order.
pub fn quantities(prose: &Prose<'_>, language: &Language, times: &[Time]) -> Vec<Found> {
    let taken = taken(prose, times);
    let mut dated = vec![false; prose.tokens.len()];
    let named = |time: &&Time| matches!(time.kind, TimeKind::Date | TimeKind::Time);
    for time in times.iter().filter(named) {
        dated[time.tokens.clone()].fill(true);
    }
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < prose.tokens.len() {
        let number = match taken[at] {
            true => None,
            false => numbers::at(prose, language, at),
        };
        let Some(number) = number.filter(|number| is_quantity(prose, language, number)) else {
            at += 1;
            continue;
        };
        let end = number.tokens.end;
        let quantity = complete(prose, language, number, &dated);
        at = quantity
            .as_ref()
            .map_or(end, |quantity| quantity.tokens.end.max(end));
        found.extend(quantity);
    }
    found
}

/// The tokens that belong to dates; the numbers of lengths of time are free.
fn taken(prose: &Prose<'_>, times: &[Time]) -> Vec<bool> {
    let mut taken = vec![false; prose.tokens.len()];
    for time in times {
        let length = matches!(time.kind, TimeKind::Duration | TimeKind::Set);
        let has = |class| time.tokens.clone().any(|at| has_class(prose, at, class));
        let counted = has(Class::Unit) && !has(Class::Month) && !time.explicit;
        if length || counted {
            continue;
        }
        for at in time.tokens.clone() {
            taken[at] = true;
        }
    }
    taken
}

fn has_class(prose: &Prose<'_>, at: usize, class: Class) -> bool {
    let entry = prose.readings.entries.get(at).copied().flatten();
    entry.is_some_and(|entry| entry.value(class).is_some())
}

/// Whether a number counts or measures something, rather than naming it.
fn is_quantity(prose: &Prose<'_>, language: &Language, number: &Number) -> bool {
    let words = &language.quantities;
    let first = &prose.tokens[number.tokens.start];
    let before = number
        .tokens
        .start
        .checked_sub(1)
        .map(|at| &prose.tokens[at]);
    let same = before.filter(|before| before.sentence == first.sentence);
    if let Some(before) = same {
        let further = number
            .tokens
            .start
            .checked_sub(2)
            .map(|at| &prose.tokens[at]);
        let stop =
            before.is_sign('.') && further.is_some_and(|token| words.labels.contains(&token.lower));
        let label =
            before.is_word() && words.labels.contains(&before.lower) && first.kind != Kind::Word;
        let glued = first.glued
            && (before.is_word()
                || before.is_sign('.')
                || before.is_sign('_')
                || before.is_sign('@')
                || before.is_sign('#'));
        let model = first.glued
            && before.is_sign('-')
            && before.glued
            && further.is_some_and(|token| {
                token.is_word() && !has_class(prose, number.tokens.start - 2, Class::Mod)
            });
        let label = label && !number.unit_follows(prose, language);
        if stop || label || model || follows_number(prose, number.tokens.start) {
            return false;
        }
        if glued && !language.quantities.currencies.contains_key(&before.lower) {
            return false;
        }
    }
    // `the 1,500th house`
    let next = prose.tokens.get(number.tokens.end);
    let ordinal = |next: &Token| next.glued && language.spelling.ordinals.contains(&next.lower);
    if next.is_some_and(ordinal) {
        return false;
    }
    let named = words.names.get(&first.lower);
    if named.is_some_and(|named| next.is_some_and(|next| named.contains(&next.lower))) {
        return false;
    }
    if is_score(prose, number) || is_ratio(prose, language, number) {
        return false;
    }
    if number.one {
        let barred = same.is_some_and(|before| words.no_number.contains(&before.lower));
        let next = prose.tokens.get(number.tokens.end);
        let known = next.is_some_and(|next| {
            words.grammar.of.contains(&next.lower) || words.units.contains_key(&next.lower)
        });
        let bare = next.is_none_or(|next| {
            !next.is_word() && !next.is_sign('-')
                || next.is_possessive()
                || next.lower == words.grammar.another
        });
        return known || (!barred && !bare);
    }
    true
}

/// The second number of `3-1`, `747-400` and `555-0199`, which are no ranges.
fn follows_number(prose: &Prose<'_>, at: usize) -> bool {
    let token = |back: usize| at.checked_sub(back).and_then(|at| prose.tokens.get(at));
    let joined = |sign: &Token| matches!(sign.kind, Kind::Sign('-' | ':')) && sign.glued;
    prose.tokens[at].glued
        && token(1).is_some_and(joined)
        && token(2).is_some_and(|token| token.number().is_some())
}

/// The first number of `3-1`, `3:1` and `555-0199`; of `52 to 48` behind which nothing is counted.
fn is_score(prose: &Prose<'_>, number: &Number) -> bool {
    let end = number.tokens.end;
    let (Some(sign), Some(second)) = (prose.tokens.get(end), prose.tokens.get(end + 1)) else {
        return false;
    };
    let joined = matches!(sign.kind, Kind::Sign('-' | ':')) && sign.glued && second.glued;
    joined && second.number().is_some() && number.min == number.max
}

/// `three in four`, `nine out of ten`: neither number counts anything by itself.
fn is_ratio(prose: &Prose<'_>, language: &Language, number: &Number) -> bool {
    const MOST: f64 = 100.0;
    let words = &language.quantities.grammar;
    let value = |at: usize| numeral(&prose.tokens, &prose.readings.entries, at);
    let word = |at: Option<usize>| {
        let token = at.and_then(|at| prose.tokens.get(at));
        token.map_or("", |token| token.lower.as_str())
    };
    let (start, end) = (number.tokens.start, number.tokens.end);
    let small = |value: f64| value.fract() == 0.0 && (1.0..=MOST).contains(&value);
    if !small(number.min) || number.min != number.max {
        return false;
    }
    let second = match (word(Some(end)), word(Some(end + 1))) {
        (joint, _) if joint == words.within => end + 1,
        (joint, of) if joint == words.out && words.of.contains(of) => end + 2,
        _ => usize::MAX,
    };
    let second = prose.tokens.get(second).and_then(|_| value(second));
    if second.is_some_and(|(of, _)| small(of) && number.min < of) {
        return true;
    }
    let in_or_out_of = match word(start.checked_sub(1)) {
        joint if joint == words.within => start.checked_sub(2),
        joint if words.of.contains(joint) && word(start.checked_sub(2)) == words.out => {
            start.checked_sub(3)
        }
        _ => None,
    };
    let first = in_or_out_of.and_then(value);
    first.is_some_and(|(part, _)| small(part) && part < number.min)
}

/// A number with its unit and hedge; `None` where it turns out to count nothing.
fn complete(
    prose: &Prose<'_>,
    language: &Language,
    number: Number,
    dated: &[bool],
) -> Option<Found> {
    let unit = units::find(prose, language, &number, dated);
    let start = unit.start.min(number.tokens.start);
    let end = unit.end.max(number.tokens.end);
    let before = hedges::before(prose, language, start);
    let after = hedges::after(prose, language, end);
    let hedge = before.as_ref().or(after.as_ref()).map(|(hedge, _)| *hedge);
    let loose = number.loose.then_some(Hedge::About);
    if unit.name.is_empty()
        && (number.one || number.word && !number.loose && hedge.is_none())
        && !number.scaled
    {
        return None;
    }
    if unit.name.is_empty() && is_code(prose, language, &number) {
        return None;
    }
    let counts = !unit.name.is_empty() && !unit.measure && !number.scaled;
    if !counts && may_be_decimals(prose, language, &number) {
        return None;
    }
    Some(Found {
        tokens: before.map_or(start, |(_, at)| at)..after.map_or(end, |(_, at)| at),
        min: meant(number.min)?,
        max: meant(number.max)?,
        hedge: hedge.or(loose),
        unit: unit.name,
        concept: unit.concept,
        measure: unit.measure,
        time: unit.time,
        word: number.one || number.loose,
    })
}

/// `1.085`, where decimals have a comma: what is counted is whole, and anything else may be measured as others write it.
fn may_be_decimals(prose: &Prose<'_>, language: &Language, number: &Number) -> bool {
    let mut own = number.tokens.clone();
    language.spelling.decimal != '.'
        && own.any(|at| {
            let text = &prose.text[prose.tokens[at].span.clone()];
            let behind = text.split_once('.').map(|(_, behind)| behind);
            behind.is_some_and(|behind| !behind.contains('.') && behind != "000")
        })
}

/// The decimal that a text means: reading words and scales leaves traces of binary fractions.
fn meant(number: f64) -> Option<Decimal> {
    let number = Decimal::try_from(number).ok()?.round_dp(10).normalize();
    // What is longer is no number that an article can have.
    let most = Decimal::from(10_i64.pow(18));
    (number.abs() < most).then_some(number)
}

/// A bare number of digits that only names something: a telephone number, a model.
fn is_code(prose: &Prose<'_>, language: &Language, number: &Number) -> bool {
    let token = &prose.tokens[number.tokens.start];
    let next = prose.tokens.get(number.tokens.end);
    let grouped = matches!(token.kind, Kind::Number { digits: 0, .. });
    let glued = next.is_some_and(|next| {
        next.glued && (next.is_word() || next.is_sign('-') || next.is_sign('/'))
    });
    let zero = prose.text[token.span.clone()].starts_with('0') && number.min >= 1.0;
    let before = number
        .tokens
        .start
        .checked_sub(1)
        .map(|at| prose.tokens[at].lower.as_str());
    let listed = next.is_some_and(|next| next.is_sign(')')) && before != Some("(");
    !grouped
        && (glued
            || zero
            || listed
            || before.is_some_and(|before| language.quantities.grammar.the.contains(before)))
}
