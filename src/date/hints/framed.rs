//! A date behind a word that makes a range of it: `until 2025-12-31`, `after 2026`, `end of July
//! 2025`.

use super::super::Edtf;
use super::{Mistake, prose, write};

/// Finds the range that a word and a date were meant to be.
pub(super) fn find(text: &str) -> Option<Mistake> {
    let words = text.to_lowercase();
    let (first, rest) = words.split_once(' ')?;
    let help = match first {
        "by" => write(&format!("[..{}]", date(rest)?)),
        "until" | "till" => until(&date(rest)?),
        "from" | "since" | "starting" => write(&format!("{}/..", date(rest)?)),
        "after" => write(&format!("[{}..]", after(&date(rest)?)?)),
        "before" => write(&format!("[..{}]", before(&date(rest)?)?)),
        _ => write(&end(&words)?),
    };
    Some(Mistake {
        message: super::WORDS,
        help: help?,
    })
}

/// The date in figures, of figures or of words.
fn date(text: &str) -> Option<String> {
    let text = text.strip_prefix("the ").unwrap_or(text).trim();
    if let Some(end) = end(text) {
        return Some(end);
    }
    let is_date = |text: &str| {
        let mut signs = text.bytes();
        signs.all(|sign| sign.is_ascii_digit() || sign == b'-') && write(text).is_some()
    };
    is_date(text)
        .then(|| text.to_owned())
        .or_else(|| prose::date(text))
}

/// The last day of `end of July 2025`.
fn end(text: &str) -> Option<String> {
    let text = text.strip_prefix("the ").unwrap_or(text);
    let whole = date(text.strip_prefix("end of ")?)?;
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
