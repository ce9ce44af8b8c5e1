//! Dates in words: `9 September 2024`, `circa 2014`, `Q3 2025`, `by September 2025`.

use std::fmt::Write as _;

use super::{Mistake, write};
use crate::prose::language::{Class, Language, Mark};

/// Finds the date that words were meant to be.
pub(super) fn find(text: &str, language: &Language) -> Option<Mistake> {
    // Signs mean an attempt at EDTF, of which words alone would lose a part.
    if text.contains("..") || text.contains(['[', ']', '{', '}', '/', '~', '?', '%']) {
        return None;
    }
    let lower = text.to_lowercase();
    let mut heard = Heard::in_language(language);
    for word in lower.split(|c: char| !c.is_alphanumeric()) {
        heard.take(word)?;
    }
    Some(Mistake {
        message: super::WORDS,
        help: heard.help()?,
    })
}

/// The date that words say, where nothing makes a range of it.
pub(super) fn date(text: &str, language: &Language) -> Option<String> {
    let mut heard = Heard::in_language(language);
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        heard.take(word)?;
    }
    let text = heard.text(heard.month).filter(|_| heard.frame.is_none())?;
    write(&text).map(|_| text)
}

/// What the words have said so far.
struct Heard<'a> {
    language: &'a Language,
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

impl<'a> Heard<'a> {
    fn in_language(language: &'a Language) -> Heard<'a> {
        Heard {
            language,
            year: None,
            month: None,
            day: None,
            about: false,
            frame: None,
        }
    }

    /// Takes in one word; gives `None` for a word that has no place in a date.
    fn take(&mut self, word: &str) -> Option<()> {
        let entry = self.language.lexicon.get(word);
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
        let frame = match self.language.events.relations.get(word)?.as_str() {
            "by" => Frame::By,
            "since" | "from" => Frame::Since,
            "until" => Frame::Until,
            _ => return None,
        };
        once(&mut self.frame, frame)
    }

    fn take_number(&mut self, word: &str) -> Option<()> {
        let code = self.value(word, Class::Month);
        if let Some(code) = code.or_else(|| self.grouping(word)) {
            return once(&mut self.month, code);
        }
        if let Some(year) = self.year(word) {
            return once(&mut self.year, year);
        }
        let day = self.day(word)?;
        once(&mut self.day, day)
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

    /// The code of a season of the northern hemisphere, a quarter or a half.
    fn grouping(&self, word: &str) -> Option<u8> {
        let from = |class, code: u8| {
            let nth = self.value(word, class).filter(|nth| *nth > 0)?;
            code.checked_add(nth)
        };
        from(Class::Season, 24)
            .or_else(|| from(Class::Quarter, 32))
            .or_else(|| from(Class::Half, 39))
    }

    fn value(&self, word: &str, class: Class) -> Option<u8> {
        let value = self.language.lexicon.value(word, class)?;
        u8::try_from(value).ok()
    }

    /// A year of four digits, or a decade such as `2010s`.
    fn year(&self, word: &str) -> Option<String> {
        let is_year = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        let ending = self.language.spelling.decade.as_deref();
        let decade = ending.and_then(|ending| word.strip_suffix(ending)?.strip_suffix('0'));
        match decade {
            Some(decade) if is_year(&format!("{decade}0")) => Some(format!("{decade}X")),
            _ => is_year(word).then(|| word.to_owned()),
        }
    }

    fn day(&self, word: &str) -> Option<u8> {
        let number = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        let ending = word.get(number.len()..)?;
        let mut endings = self.language.spelling.ordinals.iter();
        let ordinal = ending.is_empty() || endings.any(|known| known == ending);
        ordinal.then(|| number.parse().ok())?
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
