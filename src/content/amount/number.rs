//! One number: in digits, in words of English, with its sign, its currency and its half.

use rust_decimal::Decimal;

use super::Reader;
use crate::content::unit;
use crate::prose::language::{Class, english, numeral};
use crate::prose::tagger::Prose;
use crate::value;

/// A number, what stands before it and what is left behind it.
pub(super) struct Term<'t> {
    pub number: Decimal,
    pub currency: &'t str,
    /// The scales in it that a lesser number before it may be meant to share, the least first: the hundred of
    /// `three hundred`, the thousand of `4,000`.
    pub shared: Vec<Decimal>,
    /// Whether its last word is a scale, so that a half behind it is half of nobody knows what.
    pub ends_in_scale: bool,
    /// Whether it stands in words.
    pub spelled: bool,
    pub rest: &'t str,
}

/// Fractions that are one character, and what they come to in thousandths. A third is no decimal.
const FRACTIONS: [(char, i64); 11] = [
    ('½', 500),
    ('¼', 250),
    ('¾', 750),
    ('⅕', 200),
    ('⅖', 400),
    ('⅗', 600),
    ('⅘', 800),
    ('⅛', 125),
    ('⅜', 375),
    ('⅝', 625),
    ('⅞', 875),
];

/// A fraction at the beginning of a text, and what is left.
fn fraction(text: &str) -> Option<(Decimal, &str)> {
    let first = text.chars().next()?;
    let (_, thousandths) = FRACTIONS.iter().find(|(known, _)| *known == first)?;
    let fraction = Decimal::new(*thousandths, 3).normalize();
    Some((fraction, &text[first.len_utf8()..]))
}

/// The sign before a number, and what is left.
fn sign(text: &str) -> (bool, &str) {
    let words = english().map(|english| &english.quantities.minus);
    let mut words = words.into_iter().flatten();
    let spelled = words.find_map(|word| {
        let (head, rest) = text.split_at_checked(word.len())?;
        let rest = rest.strip_prefix(' ')?;
        (head.to_lowercase() == *word).then_some(rest)
    });
    match spelled.or_else(|| text.strip_prefix('-')) {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

impl Reader<'_> {
    pub(super) fn term<'t>(&self, text: &'t str) -> Option<Term<'t>> {
        let (minus, text) = sign(text);
        let starts = |c: char| c.is_ascii_digit() || FRACTIONS.iter().any(|(known, _)| *known == c);
        let (before, digits) = text.split_at(text.find(starts).unwrap_or(text.len()));
        let before = before.trim_end();
        // The minus of `€-35` belongs to the number.
        let (within, currency) = match before.strip_suffix('-') {
            Some(currency) => (true, currency.trim_end()),
            None => (false, before),
        };
        let term = match currency.is_empty() || unit::is_currency(currency) {
            true if minus && within => None,
            true => self.digits(digits),
            false if within => None,
            false => in_words(text),
        }?;
        let term = scaled(self.half(term)?)?;
        let below = (minus || within) && !term.number.is_zero();
        Some(Term {
            number: if below { -term.number } else { term.number },
            currency: if term.spelled { "" } else { currency },
            ..term
        })
    }

    /// With the half that stands behind a number of wholes: `and a half`.
    fn half<'t>(&self, term: Term<'t>) -> Option<Term<'t>> {
        let halves = self.language.typed.half.iter();
        let behind = term.rest.trim_start();
        let found = halves
            .filter_map(|half| behind.strip_prefix(&**half))
            .find(|rest| !rest.starts_with(char::is_alphanumeric));
        match found {
            None => Some(term),
            Some(_) if term.ends_in_scale || term.number.scale() > 0 => None,
            Some(rest) => Some(Term {
                number: term.number + Decimal::new(5, 1),
                rest,
                ..term
            }),
        }
    }

    /// A number in digits, its thousands grouped or not.
    fn digits<'t>(&self, text: &'t str) -> Option<Term<'t>> {
        let numbers = self.numbers;
        let run = |text: &str| {
            text.find(|c: char| !c.is_ascii_digit())
                .unwrap_or(text.len())
        };
        let mut end = run(text);
        let mut number = text[..end].to_string();
        // With digits from 0 to 9 come the marks of English, where they are not this language's own.
        let comma = (numbers.decimal != ",").then_some(",");
        let point = (numbers.group != ".").then_some(".");
        let groups = [Some(&*numbers.group), comma];
        let groups = groups.into_iter().flatten().chain([" ", "_", "'", "’"]);
        // `0,500` is a number of another country.
        let short = (1..=3).contains(&end) && !number.starts_with('0');
        let grouped = |at: usize| {
            let mut behind = groups
                .clone()
                .filter_map(|group| text[at..].strip_prefix(group));
            let three = behind.find(|behind| run(behind) == 3);
            three.filter(|_| short)
        };
        while let Some(behind) = grouped(end) {
            number.push_str(&behind[..3]);
            end = text.len() - behind.len() + 3;
        }
        let mut decimals = [Some(&*numbers.decimal), point].into_iter().flatten();
        let decimal = decimals.find_map(|mark| text[end..].strip_prefix(mark));
        let decimal = decimal.filter(|digits| run(digits) > 0 && end > 0);
        if let Some(decimal) = decimal {
            let digits = run(decimal);
            number.push('.');
            number.push_str(&decimal[..digits]);
            end = text.len() - decimal.len() + digits;
        }
        let mut rest = &text[end..];
        let part = fraction(rest.trim_start()).filter(|_| decimal.is_none());
        if let Some((_, behind)) = part {
            rest = behind;
        }
        // `1,20` and `1.200,50` are numbers of other countries, or slips.
        let signs = [",", ".", "٬", "٫", "_", "'", "’"];
        let more = signs.iter().filter_map(|sign| rest.strip_prefix(sign));
        if number.is_empty() && part.is_none() || more.into_iter().any(|rest| run(rest) > 0) {
            return None;
        }
        let whole = match number.is_empty() {
            true => Decimal::ZERO,
            false => value::number(&number)?,
        };
        Some(Term {
            number: whole + part.map_or(Decimal::ZERO, |(part, _)| part),
            currency: "",
            shared: [1_000, 1_000_000, 1_000_000_000]
                .map(Decimal::from)
                .to_vec(),
            ends_in_scale: false,
            spelled: false,
            rest,
        })
    }
}

/// A number in words: `twelve`, `two hundred and fifty`. A million is left to the unit.
fn in_words(text: &str) -> Option<Term<'_>> {
    const LEAST: i64 = 1_000_000;
    let language = english()?;
    let prose = Prose::read(text, language);
    let entries = &prose.readings.entries;
    let (mut number, mut length) = numeral(&prose.tokens, entries, 0)?;
    let scale = |at: usize| entries.get(at).copied().flatten()?.value(Class::Scale);
    let last = length.checked_sub(1)?;
    if let Some(scale) = scale(last).filter(|scale| *scale >= LEAST && last > 0) {
        number /= scale as f64;
        length = last;
    }
    let end = prose.tokens.get(length.checked_sub(1)?)?.span.end;
    let rest = text.get(end..)?;
    let mut shared: Vec<Decimal> = (0..length).filter_map(scale).map(Decimal::from).collect();
    shared.sort_unstable();
    // Of `fifty-fifty` and `two-thirds` the first word is no number of its own.
    let is_whole = rest.is_empty() || rest.starts_with(' ');
    is_whole.then_some(Term {
        number: value::number(&number.to_string())?,
        currency: "",
        ends_in_scale: scale(length - 1).is_some(),
        shared,
        spelled: true,
        rest,
    })
}

/// With the scales behind it that no unit has: `12 hundred`, `5 thousand million` but for its last word.
fn scaled(term: Term<'_>) -> Option<Term<'_>> {
    let Some(language) = english() else {
        return Some(term);
    };
    let mut term = term;
    loop {
        let behind = term.rest.trim_start();
        let end = behind.find(' ').unwrap_or(behind.len());
        let (word, rest) = behind.split_at(end);
        let scale = |word: &str| language.lexicon.value(&word.to_lowercase(), Class::Scale);
        let next = rest.split_whitespace().next().unwrap_or("");
        let Some(found) = scale(word) else {
            return Some(term);
        };
        if unit::is_scale(&word.to_lowercase()) && scale(next).is_none() {
            return Some(term);
        }
        let found = Decimal::from(found);
        let number = term.number.checked_mul(found)?.normalize();
        let number = value::number(&number.to_string())?;
        term.shared.push(found);
        term = Term {
            number,
            ends_in_scale: true,
            rest,
            ..term
        };
        term.shared.sort_unstable();
    }
}
