//! Numbers in English prose: `2,500`, `1.2 million`, `two thousand`, `a dozen`.

use rust_decimal::Decimal;

use super::tokens::Sentence;
use crate::prose::language::{Class, english};

/// The number that begins at a token, and the token behind it.
pub fn read(sentence: &Sentence<'_>, at: usize) -> Option<(Decimal, usize)> {
    let (mut value, mut next) = digits(sentence.word(at))
        .map(|value| (value, at + 1))
        .or_else(|| words(sentence, at))?;
    while let Some(scale) = scale(sentence.word(next)) {
        value = value.checked_mul(scale)?;
        next += 1;
    }
    Some((value, next))
}

/// `2,500`, `2500`, `2.5`; not `1,2` or `1.2.3`, which are no numbers in English.
fn digits(word: &str) -> Option<Decimal> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (whole, fraction) = word.split_once('.').unwrap_or((word, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let grouped = whole.contains(',');
    let well_grouped = first.len() <= 3 && groups.all(|group| group.len() == 3);
    let sound = (!grouped || well_grouped) && fraction.chars().all(|c| c.is_ascii_digit());
    let number = word.replace(',', "");
    sound
        .then(|| Decimal::from_str_exact(&number).ok())
        .flatten()
}

/// `two`, `twenty-five`, `three hundred`, `a hundred`.
fn words(sentence: &Sentence<'_>, at: usize) -> Option<(Decimal, usize)> {
    let one = value(sentence.word(at), Class::One).is_some();
    if one && scale(sentence.word(at + 1)).is_some() {
        return Some((Decimal::ONE, at + 1));
    }
    let cardinal = |at: usize| value(sentence.word(at), Class::Cardinal);
    let first = cardinal(at)?;
    let hyphen = usize::from(sentence.word(at + 1) == "-");
    let tens = first >= Decimal::from(20);
    let unit = cardinal(at + 1 + hyphen);
    let unit = unit.filter(|unit| tens && (Decimal::ONE..Decimal::TEN).contains(unit));
    Some(match unit {
        Some(unit) => (first + unit, at + 2 + hyphen),
        None => (first, at + 1),
    })
}

fn scale(word: &str) -> Option<Decimal> {
    value(word, Class::Scale)
}

fn value(word: &str, class: Class) -> Option<Decimal> {
    let value = english()?.lexicon.value(word, class)?;
    Some(Decimal::from(value))
}
