//! Numbers in digits and words: `2.4 million`, `two hundred and fifty`.

use super::lexicon::{Class, Entry, Mark};
use crate::prose::text::Token;

fn class_value(entry: Option<&Entry>, class: Class) -> Option<f64> {
    entry?.value(class).map(|value| value as f64)
}

/// The number that begins at a token, in digits or words, with its length in tokens.
pub fn numeral(tokens: &[Token], entries: &[Option<&Entry>], at: usize) -> Option<(f64, usize)> {
    let scale = |at: usize| class_value(*entries.get(at)?, Class::Scale);
    if let Some(value) = tokens.get(at)?.number() {
        let (mut value, mut len) = (value, 1);
        while let Some(scale) = scale(at + len) {
            value *= scale;
            len += 1;
        }
        return Some((value, len));
    }
    let cardinal = |at: usize| class_value(*entries.get(at)?, Class::Cardinal);
    let is = |at: usize, mark| {
        let entry = entries.get(at).copied().flatten();
        entry.is_some_and(|entry| entry.is(mark))
    };
    // `a hundred`, `a million`
    let one = |at: usize| class_value(*entries.get(at)?, Class::One);
    let first = cardinal(at).or_else(|| one(at).filter(|_| scale(at + 1).is_some()))?;
    let (mut total, mut group) = if first < 1000.0 {
        (0.0, first)
    } else {
        (first, 0.0)
    };
    let mut len = 1;
    let is_tens = |at: usize, value: f64| (20.0..100.0).contains(&value) || is(at, Mark::Tens);
    let mut tens = is_tens(at, group);
    let mut teens = is(at, Mark::Teens);
    loop {
        let next = at + len;
        let hyphen = tokens
            .get(next)
            .is_some_and(|token| token.is_sign('-') && token.glued);
        let score = || class_value(*entries.get(next + 1)?, Class::Score);
        let most = if teens { 20.0 } else { 10.0 };
        if let Some(scale) = scale(next) {
            if scale == 100.0 {
                group *= 100.0;
            } else {
                total += group * scale;
                group = 0.0;
            }
            tens = false;
            len += 1;
        } else if let (true, 4.0, Some(score)) = (hyphen, group, score()) {
            group *= score;
            (tens, teens) = (true, true);
            len += 2;
        } else if let (true, true, Some(unit)) =
            (tens, hyphen, cardinal(next + 1).filter(|unit| *unit < most))
        {
            group += unit;
            (tens, teens) = (is(next + 1, Mark::Tens), false);
            len += 2;
        } else if let Some(unit) = cardinal(next).filter(|unit| fits(group, tens, total, *unit)) {
            group += unit;
            tens = is_tens(next, unit);
            teens = is(next, Mark::Teens);
            len += 1;
        } else if let (true, Some(unit)) = (is(next, Mark::AddsUnits), cardinal(next + 1)) {
            let hundred = group >= 100.0 && group % 100.0 == 0.0 && unit < 100.0;
            let thousand = group == 0.0 && total > 0.0;
            if !(hundred || thousand) {
                break;
            }
            group += unit;
            tens = is_tens(next + 1, unit);
            len += 2;
        } else if let (true, true, Some(unit)) = (
            tens,
            is(next, Mark::AddsOne),
            one(next + 1).or(cardinal(next + 1)),
        ) && (unit == 1.0 || (teens && unit == 11.0))
        {
            group += unit;
            tens = false;
            len += 2;
        } else {
            break;
        }
    }
    Some((total + group, len))
}

/// Whether a number word goes on the numeral before it: `twenty five`, `two hundred five`.
fn fits(group: f64, tens: bool, total: f64, unit: f64) -> bool {
    let after_tens = tens && unit < 10.0 && unit > 0.0;
    let after_hundred = group >= 100.0 && group % 100.0 == 0.0 && unit < 100.0;
    let after_scale = group == 0.0 && total > 0.0;
    after_tens || after_hundred || after_scale
}
