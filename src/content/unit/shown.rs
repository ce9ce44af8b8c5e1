//! A number with its unit in the words of a language.

use rust_decimal::Decimal;

use super::{behind_share, currency_before, scale};
use crate::content::quantity::{Quantity, Range};
use crate::language::Language;

/// A number and its unit as people write them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The number with what belongs to it without a space: `US$1.2`, `2.2%`.
    pub number: String,
    /// What stands behind it: `billion`, `people`.
    pub unit: Option<String>,
}

impl Shown {
    /// A number with its unit as people write them, without its hedge.
    pub fn of(quantity: &Quantity, unit: Option<&str>, language: &Language, range: Range) -> Shown {
        let numbers = |currency: &str| quantity.numbers(language, range, currency);
        let Some(unit) = unit else {
            let number = numbers("");
            return Shown { number, unit: None };
        };
        let rest = |rest: &str| (!rest.is_empty()).then(|| said(rest, language));
        if let Some(behind) = behind_share(unit) {
            return Shown {
                number: language.say("percent", &[("number", &numbers(""))]),
                unit: rest(behind),
            };
        }
        if let Some((currency, behind)) = currency_before(unit) {
            return Shown {
                number: numbers(&currency),
                unit: rest(&behind),
            };
        }
        let one = quantity.min == quantity.max && quantity.min.abs() == Decimal::ONE;
        let unit = match one {
            true => singular(unit, language),
            false => unit.to_string(),
        };
        Shown {
            number: numbers(""),
            unit: rest(&unit),
        }
    }
}

/// A unit with its scale in the words of a language: `million people` in Arabic begins with مليون.
fn said(unit: &str, language: &Language) -> String {
    let (first, behind) = unit.split_at(unit.find(' ').unwrap_or(unit.len()));
    match NAMED_SCALES.iter().find(|scale| **scale == first) {
        Some(scale) => format!("{}{behind}", scale_word(scale, language)),
        None => unit.to_string(),
    }
}

/// Scales that languages have a word for, as units have them.
const NAMED_SCALES: [&str; 3] = ["million", "billion", "trillion"];

/// The word of a language for a scale.
fn scale_word(scale: &str, language: &Language) -> String {
    language
        .form(scale, None)
        .replace("{number}", "")
        .trim()
        .to_string()
}

/// A unit as units are kept, with the scale at its beginning in English where a language has its own word.
pub fn in_english(unit: &str, language: &Language) -> String {
    let found = NAMED_SCALES.iter().find_map(|scale| {
        let behind = unit.strip_prefix(&*scale_word(scale, language))?;
        (behind.is_empty() || behind.starts_with(' ')).then(|| format!("{scale}{behind}"))
    });
    found.unwrap_or_else(|| unit.to_string())
}

/// A unit for many, where the language's list has the word for one: what `singular` undoes.
pub fn plural(unit: &str, language: &Language) -> String {
    let pairs = language.text("singulars");
    let many = |word: &str| {
        let mut pairs = pairs.split(' ').filter_map(|pair| pair.split_once('/'));
        let known = pairs.find(|(_, one)| *one == word);
        known.map_or(word.to_string(), |(many, _)| many.to_string())
    };
    let (first, rest) = unit.split_once(' ').unwrap_or((unit, ""));
    format!("{} {rest}", many(first)).trim_end().to_string()
}

/// A unit for one, where the language has its word: `person a day` of `people a day`.
fn singular(unit: &str, language: &Language) -> String {
    let pairs = language.text("singulars");
    let pairs = pairs.split(' ').filter_map(|pair| pair.split_once('/'));
    let words: Vec<&str> = unit.split(' ').collect();
    // Of `1 million people` there are many.
    if words.first().is_some_and(|word| scale(word).is_some()) {
        return unit.to_string();
    }
    // And of `1 per 100,000 people`.
    let number = |word: &&&str| word.contains(|c: char| c.is_numeric());
    let counted = words.iter().take_while(|word| !number(word)).enumerate();
    let named = |word: &str| pairs.clone().find(|(many, _)| *many == word);
    let mut known = counted.filter_map(|(at, word)| Some((at, named(word)?.1.to_string())));
    // Which of several words is the one for what is counted, only the pairs tell.
    let formed = || match words.as_slice() {
        [.., last] if words.len() <= 2 => Some((words.len() - 1, formed(last, pairs.clone())?)),
        _ => None,
    };
    match known.next().or_else(formed) {
        Some((at, one)) => [&words[..at], &[&*one], &words[at + 1..]]
            .concat()
            .join(" "),
        None => unit.to_string(),
    }
}

/// A word for one, by pairs of endings: `-ies/-y`, the longest first. Two that are alike, `-ss/-ss`, say
/// that the word is none for many. Short or written with capitals, it may be a symbol.
fn formed<'p>(word: &str, pairs: impl Iterator<Item = (&'p str, &'p str)>) -> Option<String> {
    let is_word = word.chars().count() > 3 && word.chars().all(char::is_lowercase);
    let endings = pairs.filter_map(|(many, one)| {
        let (many, one) = many.strip_prefix('-').zip(one.strip_prefix('-'))?;
        Some((word.strip_suffix(many)?, many.len(), one))
    });
    let (stem, _, one) = endings.max_by_key(|(_, length, _)| *length)?;
    is_word.then(|| format!("{stem}{one}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    #[test]
    fn what_is_counted_is_one_where_the_number_is_one() {
        for (many, one) in [
            ("people a day", "person a day"),
            ("countries", "country"),
            ("empty houses", "empty house"),
            ("cases per 100,000 people", "case per 100,000 people"),
            ("per 100,000 people", "per 100,000 people"),
            ("million people", "million people"),
            ("sealed bids", "sealed bid"),
            ("sports clubs", "sports club"),
            ("basis points", "basis point"),
            ("gross tonnes", "gross tonne"),
            ("inquiries", "inquiry"),
            ("species", "species"),
            ("Gbps", "Gbps"),
        ] {
            assert_eq!(singular(many, english()), one);
        }
    }
}
