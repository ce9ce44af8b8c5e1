//! Numbers in digits and words: `2.4 million`, `two hundred and fifty`.

use super::lexicon::{Class, Entry};
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
    let and = |at: usize| tokens.get(at).is_some_and(|token| token.lower == "and");
    // `a hundred`, `a million`
    let one = || class_value(*entries.get(at)?, Class::One).filter(|_| scale(at + 1).is_some());
    let (mut total, mut group, mut len) = (0.0, cardinal(at).or_else(one)?, 1);
    let mut tens = group >= 20.0;
    loop {
        let next = at + len;
        let hyphen = tokens
            .get(next)
            .is_some_and(|token| token.is_sign('-') && token.glued);
        if let Some(scale) = scale(next) {
            if scale == 100.0 {
                group *= 100.0;
            } else {
                total += group * scale;
                group = 0.0;
            }
            tens = false;
            len += 1;
        } else if let (true, true, Some(unit)) =
            (tens, hyphen, cardinal(next + 1).filter(|unit| *unit < 10.0))
        {
            group += unit;
            tens = false;
            len += 2;
        } else if let Some(unit) = cardinal(next).filter(|unit| fits(group, tens, total, *unit)) {
            group += unit;
            tens = unit >= 20.0;
            len += 1;
        } else if let (true, Some(unit)) = (and(next), cardinal(next + 1)) {
            let hundred = group >= 100.0 && group % 100.0 == 0.0 && unit < 100.0;
            let thousand = group == 0.0 && total > 0.0;
            if !(hundred || thousand) {
                break;
            }
            group += unit;
            tens = unit >= 20.0;
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
