//! A date behind a word that makes a range of it: `until 2025-12-31`, `after 2026`, `end of July
//! 2025`.

use super::super::Edtf;
use super::{Mistake, prose, write};
use crate::prose::language::{Class, Frame, Language, Mark};

/// Finds the range that a word and a date were meant to be.
pub(super) fn find(text: &str, language: &Language) -> Option<Mistake> {
    let words = text.to_lowercase();
    let frames = language.frames.iter().filter_map(|(word, frame)| {
        let rest = words.strip_prefix(&**word)?.strip_prefix(' ')?;
        Some((word.len(), *frame, rest))
    });
    let help = match frames.max_by_key(|(length, ..)| *length) {
        Some((_, frame, rest)) => {
            let date = date(rest, language)?;
            match frame {
                Frame::By => write(&format!("[..{date}]")),
                Frame::Until => until(&date),
                Frame::Since => write(&format!("{date}/..")),
                Frame::After => write(&format!("[{}..]", after(&date)?)),
                Frame::Before => write(&format!("[..{}]", before(&date)?)),
            }
        }
        None => write(&end(&words, language)?),
    };
    Some(Mistake {
        message: super::WORDS,
        help: help?,
    })
}

/// The date in figures, of figures or of words.
fn date(text: &str, language: &Language) -> Option<String> {
    let text = without_article(text, language).trim();
    if let Some(end) = end(text, language) {
        return Some(end);
    }
    let is_date = |text: &str| {
        let mut signs = text.bytes();
        signs.all(|sign| sign.is_ascii_digit() || sign == b'-') && write(text).is_some()
    };
    is_date(text)
        .then(|| text.to_owned())
        .or_else(|| prose::date(text, language))
}

/// Whether a word means the last part of a time: `end`.
pub(super) fn is_end(word: &str, language: &Language) -> bool {
    language.lexicon.value(word, Class::Edge) == Some(LAST_PART)
}

/// The value of the words for the last part of a time.
const LAST_PART: i64 = 3;

/// A text without a word at its head that says nothing within a date: `the`, `of`.
fn without_article<'t>(text: &'t str, language: &Language) -> &'t str {
    let within = |word: &str| {
        let entry = language.lexicon.get(word);
        entry.is_some_and(|entry| entry.is(Mark::Within))
    };
    let rest = text.split_once(' ').filter(|(first, _)| within(first));
    rest.map_or(text, |(_, rest)| rest)
}

/// The last day of `end of July 2025`.
fn end(text: &str, language: &Language) -> Option<String> {
    let (first, rest) = without_article(text, language).split_once(' ')?;
    if !is_end(first, language) {
        return None;
    }
    let whole = date(rest, language)?;
    let last = Edtf::parse(&whole).ok()?.latest().day()?;
    Some(last.to_string())
}

/// What lasts until then, or one day that comes no later: only the author knows.
fn until(date: &str) -> Option<String> {
    let help = write(&format!("[..{date}]"))?;
    Some(format!(
        "{help} for one day no later than that, `../{date}` for all the time until then"
    ))
}

/// The first date of the same length that is later.
fn after(date: &str) -> Option<String> {
    let next = Edtf::parse(date).ok()?.latest().day()?.succ_opt()?;
    next.to_string().get(..date.len()).map(str::to_owned)
}

/// The last date of the same length that is earlier.
fn before(date: &str) -> Option<String> {
    let last = Edtf::parse(date).ok()?.earliest().day()?.pred_opt()?;
    last.to_string().get(..date.len()).map(str::to_owned)
}
