//! Numbers in digits and words, with fractions, scales and ranges.

use std::ops::Range;

use super::has_class;
use crate::prose::language::{Class, Joint, Language, numeral};
use crate::prose::tagger::Prose;
use crate::prose::text::{Kind, Token};

/// A number or a range of numbers.
#[derive(Clone, Debug)]
pub(super) struct Number {
    /// The tokens it covers.
    pub tokens: Range<usize>,
    /// The least it can be.
    pub min: f64,
    /// The most it can be.
    pub max: f64,
    /// Whether it is the word `one`.
    pub one: bool,
    /// Whether it is written in words.
    pub word: bool,
    /// Whether it is a word such as `dozens`, which means about so many.
    pub loose: bool,
    /// Whether it has a scale: `million`.
    pub scaled: bool,
}

impl Number {
    /// Whether a sign for money or a share stands beside it.
    pub fn unit_follows(&self, prose: &Prose<'_>, language: &Language) -> bool {
        let next = prose.tokens.get(self.tokens.end);
        next.is_some_and(|next| language.quantities.units.contains_key(&next.lower))
    }
}

/// The number that begins at a token.
pub(super) fn at(prose: &Prose<'_>, language: &Language, at: usize) -> Option<Number> {
    let first = single(prose, language, at)?;
    Some(range(prose, language, &first).unwrap_or(first))
}

/// One number: `2,500`, `10, 000`, `2.4 billion`, `10 1/2`, `twenty-five`, `dozens`.
fn single(prose: &Prose<'_>, language: &Language, at: usize) -> Option<Number> {
    let token = prose.tokens.get(at)?;
    if let Some(value) = vulgar(token.kind) {
        return Some(number(value, at..at + 1, false));
    }
    if let Some((value, end)) = fraction(prose, at) {
        return Some(number(signed(prose, language, at, value), at..end, false));
    }
    if let Some(number) = loose(prose, language, at) {
        return Some(number);
    }
    let part = part_of_one(prose, language, at).or_else(|| half_a(prose, at));
    if let Some((value, end)) = part {
        let scaled = true;
        return Some(Number {
            scaled,
            ..number(value, at..end, true)
        });
    }
    let (mut value, len) = numeral(&prose.tokens, &prose.readings.entries, at)?;
    let mut end = at + len;
    let part = and_a_part(prose, language, end).filter(|_| value.fract() == 0.0);
    if let Some((part, after)) = part {
        value += part * scale(prose, end - 1).unwrap_or(1.0);
        end = after;
        while let Some(scale) = scale(prose, end) {
            value *= scale;
            end += 1;
        }
    }
    let word = token.is_word();
    if let Some((whole, after)) = apart(prose, at, end) {
        value = whole;
        end = after;
        while let Some(scale) = scale(prose, end) {
            value *= scale;
            end += 1;
        }
    }
    let plain = matches!(token.kind, Kind::Number { .. }) && len == 1;
    if plain {
        // `3-1/2`
        let hyphen = prose.tokens.get(end);
        let hyphen = hyphen.is_some_and(|token| token.is_sign('-') && token.glued);
        if let Some((part, after)) = fraction(prose, end + usize::from(hyphen)) {
            value += part;
            end = after;
        } else if let Some(part) = prose.tokens.get(end).and_then(|token| vulgar(token.kind)) {
            value += part;
            end += 1;
        }
        while let Some(scale) = scale(prose, end) {
            value *= scale;
            end += 1;
        }
        if let Some(scale) = short_scale(prose, language, at, end) {
            value *= scale;
            end += 1;
        }
    }
    let scaled = scale(prose, end.saturating_sub(1)).is_some();
    let one = word && len == 1 && value == 1.0;
    Some(Number {
        one,
        scaled,
        ..number(signed(prose, language, at, value), at..end, word)
    })
}

fn number(value: f64, tokens: Range<usize>, word: bool) -> Number {
    Number {
        tokens,
        min: value,
        max: value,
        one: false,
        word,
        loose: false,
        scaled: false,
    }
}

/// A minus directly before a number, with nothing directly before it; `minus 12`.
fn signed(prose: &Prose<'_>, language: &Language, at: usize, value: f64) -> f64 {
    let minus = at.checked_sub(1).map(|at| &prose.tokens[at]);
    let negative = minus.is_some_and(|minus| {
        let sign = minus.is_sign('-') && !minus.glued && prose.tokens[at].glued;
        sign || language.quantities.minus.contains(&minus.lower)
    });
    if negative { -value } else { value }
}

fn class(prose: &Prose<'_>, at: usize, class: Class) -> Option<f64> {
    let entry = prose.readings.entries.get(at).copied().flatten()?;
    entry.value(class).map(|value| value as f64)
}

fn scale(prose: &Prose<'_>, at: usize) -> Option<f64> {
    class(prose, at, Class::Scale)
}

/// `$4.5m`, `€3bn`: a short scale behind money, or directly behind decimals.
fn short_scale(prose: &Prose<'_>, language: &Language, at: usize, end: usize) -> Option<f64> {
    let scale = class(prose, end, Class::ShortScale)?;
    let token = prose.tokens.get(end)?;
    let before = at.checked_sub(1).map(|at| &prose.tokens[at]);
    let money =
        before.is_some_and(|before| language.quantities.currencies.contains_key(&before.lower));
    let next = prose.tokens.get(end + 1);
    let currency = next.is_some_and(|next| {
        let singular = language.quantities.stem(&next.lower);
        language.quantities.currencies.contains_key(&next.lower)
            || language.quantities.currencies.contains_key(&singular)
    });
    let long = token.lower.len() > 1;
    let k = token.lower == language.quantities.grammar.thousand;
    // `100m users`, `3m vaccine doses`, but `100m race`
    let words = &language.quantities;
    let noun =
        |token: &&Token| token.is_word() && !token.capital && !words.stop.contains(&token.lower);
    let mut nouns = prose.tokens[(end + 1).min(prose.tokens.len())..]
        .iter()
        .take(3)
        .take_while(noun);
    let counts = nouns.any(|token| words.is_plural(&token.lower));
    (money || (token.glued && (currency || long || k || counts))).then_some(scale)
}

/// `½`
fn vulgar(kind: Kind) -> Option<f64> {
    let Kind::Sign(sign) = kind else {
        return None;
    };
    Some(match sign {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅛' => 0.125,
        _ => return None,
    })
}

/// `1/2`
fn fraction(prose: &Prose<'_>, at: usize) -> Option<(f64, usize)> {
    let tokens = prose.tokens.get(at..at + 3)?;
    let (
        Kind::Number {
            value: above,
            digits: 1..=2,
        },
        Kind::Number {
            value: below,
            digits: 1..=3,
        },
    ) = (tokens[0].kind, tokens[2].kind)
    else {
        return None;
    };
    let sound = tokens[1].is_sign('/')
        && tokens[1].glued
        && tokens[2].glued
        && above > 0.0
        && below > above;
    sound.then(|| (above / below, at + 3))
}

/// `two-thirds`, `three quarters`; `a third of`, `half of`
fn part_of_one(prose: &Prose<'_>, language: &Language, at: usize) -> Option<(f64, usize)> {
    let of = |at: usize| language.quantities.grammar.of.contains(word(prose, at));
    if of(at + 1) && class(prose, at, Class::Half).is_some() {
        return Some((0.5, at + 1));
    }
    let article = class(prose, at, Class::One);
    let above = class(prose, at, Class::Cardinal).or(article)?;
    let hyphen = prose.tokens.get(at + 1)?.is_sign('-');
    let name = at + 1 + usize::from(hyphen);
    let below = class(prose, name, Class::Fraction)?;
    let sound = above < below && (article.is_none() || of(name + 1));
    sound.then(|| (above / below, name + 1))
}

/// `two and a half million`, `deux millions et demi`, from the joint on.
fn and_a_part(prose: &Prose<'_>, language: &Language, at: usize) -> Option<(f64, usize)> {
    let joint = language.quantities.joints.get(word(prose, at));
    joint.filter(|joint| **joint == Joint::Pair)?;
    let half = |at: usize| class(prose, at, Class::Half).map(|_| 2.0);
    if class(prose, at + 1, Class::One).is_none() {
        let of_two = class(prose, at + 1, Class::Fraction).filter(|below| *below == 2.0);
        return half(at + 1).or(of_two).map(|below| (1.0 / below, at + 2));
    }
    let below = half(at + 2).or_else(|| class(prose, at + 2, Class::Fraction))?;
    Some((1.0 / below, at + 3))
}

/// `half a million`
fn half_a(prose: &Prose<'_>, at: usize) -> Option<(f64, usize)> {
    class(prose, at, Class::Half)?;
    let one = usize::from(class(prose, at + 1, Class::One).is_some());
    let scale = class(prose, at + 1 + one, Class::Scale);
    let dozen = || class(prose, at + 1 + one, Class::PluralScale).filter(|_| one == 1);
    Some((scale.or_else(dozen)? / 2.0, at + 2 + one))
}

fn word<'a>(prose: &'a Prose<'_>, at: usize) -> &'a str {
    let token = prose.tokens.get(at);
    token.map_or("", |token| token.lower.as_str())
}

/// `dozens of`, `hundreds of thousands of`; `a dozen`
fn loose(prose: &Prose<'_>, language: &Language, at: usize) -> Option<Number> {
    let mut value = class(prose, at, Class::PluralScale)?;
    let mut end = at + 1;
    let grammar = &language.quantities.grammar;
    while grammar.of.contains(word(prose, end))
        && let Some(more) = class(prose, end + 1, Class::PluralScale)
    {
        value *= more;
        end += 2;
    }
    let dozen = grammar.exact.contains(word(prose, at));
    let of = grammar.of.contains(word(prose, end));
    (dozen || of || end > at + 1).then(|| Number {
        loose: !dozen,
        ..number(value, at..end, true)
    })
}

/// `10, 000`: thousands that some texts set apart.
fn apart(prose: &Prose<'_>, at: usize, end: usize) -> Option<(f64, usize)> {
    if end != at + 1 {
        return None;
    }
    let Kind::Number {
        value,
        digits: 1..=3,
    } = prose.tokens[at].kind
    else {
        return None;
    };
    let (mut value, mut end) = (value, end);
    let start = end;
    while let (Some(comma), Some(token)) = (prose.tokens.get(end), prose.tokens.get(end + 1)) {
        let Kind::Number {
            value: more,
            digits: 3,
        } = token.kind
        else {
            break;
        };
        let set_apart =
            comma.is_sign(',') && comma.glued && !token.glued || comma.is_sign(',') && !comma.glued;
        if !set_apart {
            break;
        }
        value = value * 1000.0 + more;
        end += 2;
    }
    (end > start).then_some((value, end))
}

/// `8-10`, `eight to 10`, `between 250 and 350`
fn range(prose: &Prose<'_>, language: &Language, first: &Number) -> Option<Number> {
    let words = &language.quantities;
    // `between 5% and 6%`
    let percent = |at: usize| prose.tokens.get(at).is_some_and(|token| token.is_sign('%'));
    let shared = usize::from(percent(first.tokens.end));
    let joint = prose.tokens.get(first.tokens.end + shared)?;
    let money = |at: usize| {
        let token = prose.tokens.get(at);
        token.is_some_and(|token| {
            matches!(token.kind, Kind::Sign(_)) && words.currencies.contains_key(&token.lower)
        })
    };
    let mut before = first.tokens.start.checked_sub(1);
    if before.is_some_and(money) {
        before = before.and_then(|at| at.checked_sub(1));
    }
    let moved = before.is_some_and(|at| {
        let before = at.checked_sub(1).map_or("", |at| word(prose, at));
        words.moves_by.contains(word(prose, at)) && words.moves.contains(before)
    });
    let before = before.map_or("", |at| word(prose, at));
    let joined = match words.joints.get(joint.lower.as_str()) {
        // `rose by 40 to 300`
        Some(Joint::Range) => {
            before != words.range_start && !words.changes.contains(before) && !moved
        }
        Some(Joint::Pair) => before == words.pair_start,
        Some(Joint::Choice) => !first.one,
        None => joint.is_sign('-'),
    };
    if !joined || first.loose || (joint.is_sign('-') && first.word) {
        return None;
    }
    let next = first.tokens.end + shared + 1;
    let next = if money(next) { next + 1 } else { next };
    let second = single(prose, language, next)?;
    let alike = shared == 0 || percent(second.tokens.end);
    if has_class(prose, second.tokens.end, Class::Month) || !alike {
        return None;
    }
    // `$5 to 10 million`: the scale is that of both.
    let scale = match second.max >= 1000.0 && first.max < 1000.0 && second.scaled {
        true => 1000f64.powi((second.max.log10() / 3.0).floor() as i32),
        false => 1.0,
    };
    let min = first.min * scale;
    let year_like = |number: &Number| {
        matches!(
            prose.tokens[number.tokens.start].kind,
            Kind::Number { digits: 4, .. }
        )
    };
    let sound = min < second.max && !(joint.is_sign('-') && year_like(first) && year_like(&second));
    sound.then_some(Number {
        tokens: first.tokens.start..second.tokens.end,
        min,
        max: second.max,
        one: false,
        loose: false,
        ..second
    })
}
