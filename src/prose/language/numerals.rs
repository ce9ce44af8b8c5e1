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
    // The scale that the numbers before `group` are multiplied by.
    let mut last = 0.0;
    let mut tens = is_tens(at, group);
    let mut teens = is(at, Mark::Teens);
    loop {
        let next = at + len;
        let hyphen = tokens
            .get(next)
            .is_some_and(|token| token.is_sign('-') && token.glued);
        let score = || class_value(*entries.get(next + 1)?, Class::Score);
        let most = if teens { 20.0 } else { 10.0 };
        // There is no hundred of nothing: it is a number of its own, as in `mille cent`.
        if let Some(scale) = scale(next).filter(|scale| *scale != 100.0 || group > 0.0) {
            match scale == 100.0 {
                true => group *= 100.0,
                // Of `ten thousand million` there are ten thousand millions.
                false if total > 0.0 && (group == 0.0 || scale > last) => {
                    (total, group) = ((total + group) * scale, 0.0);
                }
                false => (total, group) = (total + group * scale, 0.0),
            }
            if scale != 100.0 {
                last = scale;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::language::of;
    use crate::prose::tagger::Prose;

    fn read(code: &str, text: &str) -> Option<f64> {
        let prose = Prose::read(text, of(code)?);
        let (value, len) = numeral(&prose.tokens, &prose.readings.entries, 0)?;
        (len == prose.tokens.len()).then_some(value)
    }

    #[test]
    fn every_scale_of_a_numeral_counts() {
        for (code, text, value) in [
            ("en", "two hundred and fifty", 250.0),
            ("en", "a thousand million", 1e9),
            ("en", "five hundred thousand million", 5e11),
            ("en", "two million three hundred thousand", 2_300_000.0),
            ("en", "two thousand five million", 2.005e9),
            ("fr", "mille cent", 1100.0),
            ("fr", "vingt mille millions", 2e10),
        ] {
            assert_eq!(read(code, text), Some(value), "{text}");
        }
    }
}
