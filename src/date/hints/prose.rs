//! Dates in words: `9 September 2024`, `circa 2014`, `Q3 2025`, `by September 2025`.

use std::fmt::Write as _;

use super::{Mistake, write};
use crate::prose::language::{Class, Mark, english};

/// Finds the date that words were meant to be.
pub(super) fn find(text: &str) -> Option<Mistake> {
    // Signs mean an attempt at EDTF, of which words alone would lose a part.
    if text.contains("..") || text.contains(['[', ']', '{', '}', '/', '~', '?', '%']) {
        return None;
    }
    let lower = text.to_lowercase();
    let mut heard = Heard::default();
    for word in lower.split(|c: char| !c.is_alphanumeric()) {
        heard.take(word)?;
    }
    Some(Mistake {
        message: super::WORDS,
        help: heard.help()?,
    })
}

/// The date that words say, where nothing makes a range of it.
pub(super) fn date(text: &str) -> Option<String> {
    let mut heard = Heard::default();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        heard.take(word)?;
    }
    let text = heard.text(heard.month).filter(|_| heard.frame.is_none())?;
    write(&text).map(|_| text)
}

/// What the words have said so far.
#[derive(Default)]
struct Heard {
    year: Option<String>,
    /// A month, or a grouping of months, by its code.
    month: Option<u8>,
    day: Option<u8>,
    about: bool,
    frame: Option<Frame>,
}

/// The words that turn a date into a range.
#[derive(Clone, Copy)]
enum Frame {
    By,
    Since,
    Until,
}

impl Heard {
    /// Takes in one word; gives `None` for a word that has no place in a date.
    fn take(&mut self, word: &str) -> Option<()> {
        let entry = english()?.lexicon.get(word);
        if word.is_empty() || entry.is_some_and(|entry| entry.is(Mark::Within)) {
            return Some(());
        }
        if entry.is_some_and(|entry| entry.value(Class::About).is_some()) {
            self.about = true;
            return Some(());
        }
        self.take_frame(word).or_else(|| self.take_number(word))
    }

    fn take_frame(&mut self, word: &str) -> Option<()> {
        let frame = match english()?.events.relations.get(word)?.as_str() {
            "by" => Frame::By,
            "since" | "from" => Frame::Since,
            "until" => Frame::Until,
            _ => return None,
        };
        once(&mut self.frame, frame)
    }

    fn take_number(&mut self, word: &str) -> Option<()> {
        if let Some(code) = month(word).or_else(|| grouping(word)) {
            return once(&mut self.month, code);
        }
        if let Some(year) = year(word) {
            return once(&mut self.year, year);
        }
        once(&mut self.day, day(word)?)
    }

    fn help(self) -> Option<String> {
        let help = write(&self.text(self.month)?)?;
        match self.month {
            Some(code @ 25..=28) => {
                let southern = self.text(Some(code + 4))?;
                Some(format!(
                    "{help} for the northern hemisphere, `{southern}` for the southern"
                ))
            }
            _ => Some(help),
        }
    }

    fn text(&self, month: Option<u8>) -> Option<String> {
        let mut text = self.year.clone()?;
        if self.day.is_some() && month.is_none() {
            return None;
        }
        for part in [month, self.day].into_iter().flatten() {
            // Writing to memory cannot fail.
            let _ = write!(text, "-{part:02}");
        }
        if self.about {
            text.push('~');
        }
        Some(match self.frame {
            None => text,
            Some(Frame::By) => format!("[..{text}]"),
            Some(Frame::Since) => format!("{text}/.."),
            Some(Frame::Until) => format!("../{text}"),
        })
    }
}

/// Fills a place that may be filled only once.
fn once<T>(place: &mut Option<T>, value: T) -> Option<()> {
    if place.is_some() {
        return None;
    }
    *place = Some(value);
    Some(())
}

fn month(word: &str) -> Option<u8> {
    value(word, Class::Month)
}

/// The code of a season of the northern hemisphere, a quarter or a half.
fn grouping(word: &str) -> Option<u8> {
    let from = |class, code: u8| {
        let nth = value(word, class).filter(|nth| *nth > 0)?;
        code.checked_add(nth)
    };
    from(Class::Season, 24)
        .or_else(|| from(Class::Quarter, 32))
        .or_else(|| from(Class::Half, 39))
}

fn value(word: &str, class: Class) -> Option<u8> {
    let value = english()?.lexicon.value(word, class)?;
    u8::try_from(value).ok()
}

/// A year of four digits, or a decade such as `2010s`.
fn year(word: &str) -> Option<String> {
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    match word.strip_suffix("0s") {
        Some(decade) if is_year(&format!("{decade}0")) => Some(format!("{decade}X")),
        _ => is_year(word).then(|| word.to_owned()),
    }
}

fn day(word: &str) -> Option<u8> {
    let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.get(number.len()..)?;
    matches!(ending, "" | "st" | "nd" | "rd" | "th").then(|| number.parse().ok())?
}
