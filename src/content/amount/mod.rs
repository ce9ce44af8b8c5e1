//! Amounts read from words: `about 2,500`, `250–350`, `US$1.2 billion`, `12%`.
//!
//! Whatever Dateline prints for an amount is read, in every language that it has; and so is what
//! English has besides: `nearly`, `over`, `or more`, numbers in words. Of a theme's own language the
//! digits and marks are read, and before all others: there `1.234` is no fraction. A text is read wholly or not at all, and what
//! can be meant in two ways is not read.

mod behind;
mod number;
mod range;

use rust_decimal::Decimal;

use super::quantity::{Hedge, Quantity};
use super::unit;
use crate::date::Vocabularies;
use crate::language::{self, Language, Numbers, Typed};
use crate::prose::language::english;
use range::Span;

/// An amount with the unit that its words name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// How many.
    pub quantity: Quantity,
    /// What one of them is; a mere scale, such as `million`, multiplies another unit.
    pub unit: Option<String>,
}

/// Why a text is no amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// No number stands where one has to be.
    NoNumber,
    /// What stands behind the number is no unit.
    Rest {
        /// The number.
        number: String,
        /// What is left.
        rest: String,
    },
    /// A range that ends before it begins, or where it begins.
    Order,
    /// A range that can be meant in two ways, each as it is written to be meant alone.
    Either([String; 2]),
}

impl Unread {
    /// What is wrong with a text that is no amount, and what to write.
    pub fn told(&self, text: &str) -> (String, String) {
        let no_number = format!("`{text}` is not a number");
        let (message, help) = match self {
            Unread::Rest { number, rest } => (
                format!("{number} was read, and `{}` was not", rest.trim()),
                "write the number, the word that loosens it and its unit: \"about 2,500 troops\"",
            ),
            Unread::Order => (
                format!("`{text}` does not lead from a number to a greater one"),
                "the lesser number comes first, and what stands behind the second belongs to both: \
                 \"0.9 to 1.2 million\"",
            ),
            Unread::Either([one, other]) => {
                let message = format!("`{text}` may be meant in two ways");
                let help = format!("write `{one}` or `{other}`, whichever is meant");
                return (message, help);
            }
            Unread::NoNumber if is_inexact(text) => (
                no_number,
                "nobody can draw its bounds: give what the source stands by, such as \
                 \"at least 20,000\" or \"about 33 percent\" (in a text behind `=`), or leave the \
                 words without a mark",
            ),
            Unread::NoNumber => (
                no_number,
                "write value = 2500, or words such as \"about 2,500\", \"250-350\", \
                 \"US$1.2 billion\", \"12%\"",
            ),
        };
        (message, help.to_string())
    }
}

/// Reads an amount from words, its numbers as the site's own language writes them or else as those of
/// every site do.
///
/// # Errors
///
/// The part that cannot be read.
pub fn read(text: &str, dates: &Vocabularies) -> Result<Amount, Unread> {
    let languages = language::for_text(text);
    let own = dates.marks().map(|(group, decimal)| Numbers {
        group: group.to_string(),
        decimal: decimal.to_string(),
        ..Numbers::default()
    });
    let text = plain(&dates.digits(text));
    let readers = languages.map(|language| Reader {
        language,
        numbers: &language.numbers,
    });
    let own = own.iter().flat_map(|numbers| {
        let languages = languages.into_iter();
        languages.map(move |language| Reader { language, numbers })
    });
    let mut unread = None;
    for reader in own.chain(readers) {
        match reader.amount(&text) {
            Ok(amount) => return Ok(amount),
            Err(error) => drop(unread.get_or_insert(error)),
        }
    }
    Err(unread.unwrap_or(Unread::NoNumber))
}

/// A text with what may be typed in several ways typed in one: digits, dashes and spaces.
fn plain(text: &str) -> String {
    let fold = |c: char| match c {
        '٠'..='٩' => char::from_digit(u32::from(c) - u32::from('٠'), 10),
        '۰'..='۹' => char::from_digit(u32::from(c) - u32::from('۰'), 10),
        '–' | '—' | '‐' | '‑' | '−' => Some('-'),
        '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}' => None,
        c => Some(c),
    };
    let text: String = text.chars().filter_map(fold).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Reader<'n> {
    /// The language of the words.
    language: &'static Language,
    /// How the numbers are written.
    numbers: &'n Numbers,
}

impl Reader<'_> {
    fn amount(&self, text: &str) -> Result<Amount, Unread> {
        let (before, rest) = hedge(self.language, text);
        let (after, rest) = match before {
            None => hedge_after(rest),
            Some(_) => (None, rest),
        };
        let Span { min, max } = self.span(rest)?;
        let unit = self.unit(&max).ok_or_else(|| Unread::Rest {
            number: self.numbers.number(max.number),
            rest: max.rest.to_string(),
        })?;
        let quantity = Quantity {
            min,
            max: max.number,
            hedge: before.or(after),
        };
        let one = min == max.number && min.abs() == Decimal::ONE;
        let unit = unit.map(|unit| match one {
            true => unit::plural(&unit, self.language),
            false => unit,
        });
        Ok(Amount { quantity, unit })
    }
}

/// The hedge before a number, and what is left.
fn hedge<'t>(language: &Language, text: &'t str) -> (Option<Hedge>, &'t str) {
    let own = Hedge::ALL.map(|(key, hedge)| (language.text(key), hedge));
    let besides = english().into_iter().flat_map(|english| {
        let hedges = english.quantities.hedges.iter();
        // Who reports and who estimates is no matter of the number.
        let loose = |word: &str| word.contains("report") || word.contains("estimate");
        hedges.filter_map(move |(words, key)| {
            let known = Hedge::ALL.iter().find(|(known, _)| known == key)?;
            (!loose(words)).then(|| (words.clone(), known.1))
        })
    });
    let found = own.into_iter().chain(besides).filter_map(|(words, hedge)| {
        let head = text.get(..words.len())?;
        let rest = text.get(words.len()..)?.strip_prefix(' ')?;
        (head.to_lowercase() == words.to_lowercase()).then_some((words.len(), hedge, rest))
    });
    match found.max_by_key(|(length, ..)| *length) {
        Some((_, hedge, rest)) => (Some(hedge), rest),
        None => (None, text),
    }
}

/// Words that are read in some language.
fn typed(words: fn(&Typed) -> &Vec<String>) -> impl Iterator<Item = &'static String> {
    let languages = language::built_in().into_iter();
    languages.flat_map(move |language| words(&language.typed))
}

/// The words at the end of a text that would loosen a number behind them.
pub fn hedge_before(text: &str) -> Option<String> {
    let english = english()
        .into_iter()
        .flat_map(|english| english.quantities.hedges.keys().cloned());
    let said = language::for_text(text).into_iter();
    let said = said.flat_map(|language| Hedge::ALL.map(|(key, _)| language.text(key)));
    let ends = english.chain(said).filter(|words| {
        let rest = text.strip_suffix(&**words);
        rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    });
    ends.max_by_key(String::len)
}

/// Whether words count something and give no number: `tens of thousands`, `a third`.
pub fn is_inexact(text: &str) -> bool {
    let text = plain(text).to_lowercase();
    language::for_text(&text).into_iter().any(|language| {
        let (_, counted) = hedge(language, &text);
        let mut words = language.typed.inexact.iter();
        words.any(|word| {
            let rest = counted.strip_prefix(&**word);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    })
}

/// What loosens a number from behind, in any language that is read: `or more`, `at least`.
fn hedges_behind() -> impl Iterator<Item = (&'static str, Hedge)> {
    let english = english().map(|english| &english.quantities.hedges_after);
    let english = english.into_iter().flatten();
    let others = language::built_in().into_iter();
    let others = others.flat_map(|language| &language.typed.hedges_behind);
    let all = english.chain(others);
    all.filter_map(|(words, key)| {
        let known = Hedge::ALL.iter().find(|(known, _)| known == key)?;
        Some((words.as_str(), known.1))
    })
}

fn hedge_after(text: &str) -> (Option<Hedge>, &str) {
    let found = hedges_behind().filter_map(|(words, hedge)| {
        let rest = text.strip_suffix(words)?.strip_suffix(' ')?;
        Some((Some(hedge), rest))
    });
    found
        .min_by_key(|(_, rest)| rest.len())
        .unwrap_or((None, text))
}
