//! Amounts read from words: `about 2,500`, `250–350`, `US$1.2 billion`, `12%`.
//!
//! Whatever Dateline prints for an amount is read, in every language that it has; and so is what
//! English has besides: `nearly`, `over`, `or more`, numbers in words.

use rust_decimal::Decimal;

use super::quantity::{Hedge, Quantity};
use super::unit;
use crate::language::{self, Language, Typed};
use crate::prose::language::{Class, english, numeral};
use crate::prose::tagger::Prose;
use crate::value;

/// An amount with the unit that its words name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// How many.
    pub quantity: Quantity,
    /// What one of them is; a mere scale, such as `million`, multiplies another unit.
    pub unit: Option<String>,
}

/// How far a text could be read that is no amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The number at its beginning, if there is one.
    pub number: Option<String>,
    /// What is left.
    pub rest: String,
}

/// Reads an amount from words.
///
/// # Errors
///
/// The part that cannot be read.
pub fn read(text: &str) -> Result<Amount, Unread> {
    let languages = language::for_text(text);
    let text = plain(text);
    let mut unread = None;
    for language in languages {
        match (Reader { language }).amount(&text) {
            Ok(amount) => return Ok(amount),
            Err(error) => drop(unread.get_or_insert(error)),
        }
    }
    Err(unread.unwrap_or(Unread {
        number: None,
        rest: text,
    }))
}

/// A text with what may be typed in several ways typed in one: digits, dashes and spaces.
fn plain(text: &str) -> String {
    let fold = |c: char| match c {
        '٠'..='٩' => char::from_digit(u32::from(c) - u32::from('٠'), 10),
        '–' | '—' | '‐' | '‑' | '−' => Some('-'),
        '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}' => None,
        c => Some(c),
    };
    let text: String = text.chars().filter_map(fold).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A number, what stands before it and what is left behind it.
struct Term<'t> {
    number: Decimal,
    currency: &'t str,
    rest: &'t str,
}

struct Reader {
    language: &'static Language,
}

impl Reader {
    fn amount(&self, text: &str) -> Result<Amount, Unread> {
        let (before, rest) = self.hedge(text);
        let (after, rest) = match before {
            None => hedge_after(rest),
            Some(_) => (None, rest),
        };
        let unread = |number, rest: &str| Unread {
            number,
            rest: rest.to_string(),
        };
        let (min, max) = self.range(rest).ok_or_else(|| unread(None, text))?;
        let number = || Some(self.language.numbers.number(max.number));
        let unit = self
            .unit(max.currency, max.rest)
            .ok_or_else(|| unread(number(), max.rest))?;
        if min > max.number {
            return Err(unread(None, text));
        }
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

    /// The hedge before a number, and what is left.
    fn hedge<'t>(&self, text: &'t str) -> (Option<Hedge>, &'t str) {
        let own = Hedge::ALL.map(|(key, hedge)| (self.language.text(key), hedge));
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

    /// The least number, and the greatest with what stands around both.
    fn range<'t>(&self, text: &'t str) -> Option<(Decimal, Term<'t>)> {
        let typed = self.language.typed.ranges.iter().map(String::as_str);
        let said = std::iter::once(self.language.form("range", None));
        let framed = said.chain(typed).filter_map(|form| {
            let (open, joint) = form.split_once("{min}")?;
            let (head, rest) = text.split_at_checked(open.len())?;
            let is = head.to_lowercase() == open;
            is.then_some((!open.is_empty(), rest, joint.strip_suffix("{max}")?))
        });
        let framed: Vec<_> = framed.collect();
        let pair = framed.iter().find(|(opens, ..)| *opens);
        let joints = framed.iter().map(|(.., joint)| *joint);
        let (text, joints): (_, Vec<_>) = match pair {
            Some((_, rest, joint)) => (*rest, vec![*joint]),
            None => (text, joints.chain([" - ", "-"]).collect()),
        };
        let first = self.term(text)?;
        // `1 million to 2 million`, `12% to 15%`: both are in one unit.
        let joined = |joint: &&str| {
            let (unit, second) = first.rest.split_once(joint)?;
            let second = self.term(second)?;
            let currency = second.currency.is_empty() || second.currency == first.currency;
            let behind = second.rest.trim_start();
            (currency && (unit.is_empty() || behind.starts_with(unit.trim()))).then_some(second)
        };
        let second = joints.iter().find_map(joined);
        match second {
            Some(second) => Some((
                first.number,
                Term {
                    currency: first.currency,
                    ..second
                },
            )),
            None if pair.is_some() => None,
            None => Some((first.number, first)),
        }
    }

    fn term<'t>(&self, text: &'t str) -> Option<Term<'t>> {
        let (minus, text) = match text.strip_prefix('-') {
            Some(text) => (true, text),
            None => (false, text),
        };
        let digits = text.find(|c: char| c.is_ascii_digit());
        let (before, behind) = text.split_at(digits.unwrap_or(text.len()));
        let currency = before.trim_end();
        let one = !currency.contains(' ');
        let known = currency.is_empty() || one && unit::is_currency(currency);
        let in_digits = || {
            self.digits(behind)
                .map(|(number, rest)| (currency, number, rest))
        };
        let in_words = || in_words(text).map(|(number, rest)| ("", number, rest));
        let read = if known { in_digits() } else { in_words() };
        let (currency, number, rest) = read?;
        let (half, rest) = self.half(rest);
        let number = number + half;
        Some(Term {
            number: if minus { -number } else { number },
            currency,
            rest,
        })
    }

    /// The half that stands behind a number of wholes: `and a half`.
    fn half<'t>(&self, rest: &'t str) -> (Decimal, &'t str) {
        let halves = self.language.typed.half.iter();
        let behind = rest.trim_start();
        let found = halves
            .filter_map(|half| behind.strip_prefix(&**half))
            .find(|rest| !rest.starts_with(char::is_alphanumeric));
        match found {
            Some(rest) => (Decimal::new(5, 1), rest),
            None => (Decimal::ZERO, rest),
        }
    }

    /// A number in digits, its thousands grouped or not.
    fn digits<'t>(&self, text: &'t str) -> Option<(Decimal, &'t str)> {
        let numbers = &self.language.numbers;
        let run = |text: &str| {
            text.find(|c: char| !c.is_ascii_digit())
                .unwrap_or(text.len())
        };
        let mut end = run(text);
        let mut number = text[..end].to_string();
        // With digits from 0 to 9 come the marks of English, where they are not this language's own.
        let comma = (numbers.decimal != ",").then_some(",");
        let point = (numbers.group != ".").then_some(".");
        let groups = [Some(&*numbers.group), comma, Some(" "), Some("_")];
        let short = end <= 3;
        let grouped = |at: usize| {
            let groups = groups.iter().flatten();
            let mut behind = groups.filter_map(|group| text[at..].strip_prefix(group));
            let three = behind.find(|behind| run(behind) == 3);
            three.filter(|_| short)
        };
        while let Some(behind) = grouped(end) {
            number.push_str(&behind[..3]);
            end = text.len() - behind.len() + 3;
        }
        let mut decimals = [Some(&*numbers.decimal), point].into_iter().flatten();
        let fraction = decimals.find_map(|mark| text[end..].strip_prefix(mark));
        if let Some(fraction) = fraction.filter(|fraction| run(fraction) > 0) {
            let digits = run(fraction);
            number.push('.');
            number.push_str(&fraction[..digits]);
            end = text.len() - fraction.len() + digits;
        }
        // `1,20` and `1.200,50` are numbers of other countries, or slips.
        let signs = [",", ".", "٬", "٫"];
        let rest = &text[end..];
        let more = signs.iter().filter_map(|sign| rest.strip_prefix(sign));
        if number.is_empty() || more.into_iter().any(|rest| run(rest) > 0) {
            return None;
        }
        Some((value::number(&number)?, rest))
    }

    /// The unit of a number: the currency before it and what stands behind. `None` where that is
    /// no unit.
    fn unit(&self, currency: &str, rest: &str) -> Option<Option<String>> {
        let percent = self.language.form("percent", None).replace("{number}", "");
        let rest = rest.trim();
        let share = ["%", &*percent]
            .iter()
            .find_map(|sign| rest.strip_prefix(sign));
        let mut unit = match share {
            Some(behind) => format!("% {}", behind.trim()),
            None => format!("{currency} {}", self.in_english(rest)),
        };
        unit = unit.trim().to_string();
        let digits = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let first = rest.split(' ').next().unwrap_or("");
        let odd = rest.starts_with('-')
            || typed(|typed| &typed.no_unit).any(|word| word == first)
            || unit.split(' ').any(digits)
            || typed(|typed| &typed.half).any(|half| rest.contains(&**half))
            || rest.contains([',', ';', '.']);
        (!odd).then(|| Some(unit).filter(|unit| !unit.is_empty()))
    }

    /// What stands behind a number, with its scale as units have it: `مليون` is a million.
    fn in_english(&self, rest: &str) -> String {
        let scales = ["million", "billion", "trillion"];
        let found = scales.iter().find_map(|scale| {
            let own = self.language.form(scale, None).replace("{number} ", "");
            let behind = rest.strip_prefix(&*own)?;
            (behind.is_empty() || behind.starts_with(' ')).then(|| format!("{scale}{behind}"))
        });
        found.unwrap_or_else(|| rest.to_string())
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
        let (_, counted) = Reader { language }.hedge(&text);
        let mut words = language.typed.inexact.iter();
        words.any(|word| {
            let rest = counted.strip_prefix(&**word);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    })
}

/// `or more` behind a number.
fn hedge_after(text: &str) -> (Option<Hedge>, &str) {
    let hedges = english().map(|english| &english.quantities.hedges_after);
    let found = hedges.into_iter().flatten().find_map(|(words, key)| {
        let rest = text.strip_suffix(&**words)?.strip_suffix(' ')?;
        let known = Hedge::ALL.iter().find(|(known, _)| known == key)?;
        Some((Some(known.1), rest))
    });
    found.unwrap_or((None, text))
}

/// A number in words of English: `twelve`, `two hundred and fifty`. A million is left to the unit.
fn in_words(text: &str) -> Option<(Decimal, &str)> {
    const LEAST: i64 = 1_000_000;
    let language = english()?;
    let prose = Prose::read(text, language);
    let entries = &prose.readings.entries;
    let (mut number, mut length) = numeral(&prose.tokens, entries, 0)?;
    let last = length.checked_sub(1)?;
    let scale = entries
        .get(last)?
        .and_then(|entry| entry.value(Class::Scale));
    if let Some(scale) = scale.filter(|scale| *scale >= LEAST && last > 0) {
        number /= scale as f64;
        length = last;
    }
    let end = prose.tokens.get(length.checked_sub(1)?)?.span.end;
    let number = value::number(&number.to_string())?;
    Some((number, text.get(end..)?))
}
