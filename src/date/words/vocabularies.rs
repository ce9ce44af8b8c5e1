//! The languages that dates are read in.

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use serde::Deserialize;

use super::read::{self, plain};
use super::vocabulary::{Vocabulary, english};
use crate::date::{DateError, Edtf, hints, profile};

/// Holds what dates are read in on a site: the words in which its pages say them, then those that are
/// read on every site, English and Arabic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabularies {
    own: Option<Arc<Own>>,
    /// Whether the site has a language file with a slip in it, which is told of: a date in its words is
    /// none meanwhile, and that is no mistake of whoever wrote the date.
    unread: bool,
    /// Whether numbers are not in the marks of the site's own language.
    other_numbers: bool,
}

/// A language file that is the site's own, as far as what authors write is concerned.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Own {
    dates: Vocabulary,
    numbers: Marks,
}

/// What numbers of a language are written with: the ten digits, from zero, and what stands between
/// thousands and before a fraction.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Marks {
    digits: String,
    group: String,
    decimal: String,
}

impl Vocabularies {
    /// Those of a site that has a language file of its own; those of every site, where nothing can be
    /// read from it.
    #[must_use]
    pub fn with(file: &str) -> Vocabularies {
        match toml::from_str(file) {
            Ok(own) => Vocabularies {
                own: Some(Arc::new(own)),
                ..Vocabularies::default()
            },
            Err(_) => Vocabularies::unread(),
        }
    }

    /// Those of a site whose own language file has something wrong in it.
    #[must_use]
    pub fn unread() -> Vocabularies {
        Vocabularies {
            unread: true,
            ..Vocabularies::default()
        }
    }

    /// The same for a text that is in another language than the site, as its numbers are.
    #[must_use]
    pub fn with_other_numbers(&self) -> Vocabularies {
        Vocabularies {
            other_numbers: true,
            ..self.clone()
        }
    }

    /// What stands between thousands and before a fraction in the site's own language.
    #[must_use]
    pub fn marks(&self) -> Option<(&str, &str)> {
        let own = self.own.as_ref().filter(|_| !self.other_numbers);
        own.map(|own| (&*own.numbers.group, &*own.numbers.decimal))
    }

    /// Whether dates may be written in words that nothing is known of.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.unread
    }

    /// Reads a date as EDTF, or in the words that the site's pages say it in, or in those that are
    /// read on every site: `by September 2025`, `W46 of 2026`.
    ///
    /// # Errors
    ///
    /// As [`Edtf::parse`], and where the words leave open which date is meant.
    pub fn read(&self, text: &str) -> Result<Edtf, DateError> {
        Edtf::parse(text).or_else(|error| self.in_words(text)?.ok_or(error))
    }

    /// Reads a whole day.
    #[must_use]
    pub fn read_day(&self, text: &str) -> Option<NaiveDate> {
        let date = self.read(text).ok()?.to_string();
        NaiveDate::parse_from_str(&date, "%Y-%m-%d").ok()
    }

    /// Reads a date in words: an error where they leave open which is meant.
    pub(in crate::date) fn in_words(&self, text: &str) -> Result<Option<Edtf>, DateError> {
        let text = self.plain(text);
        for words in self.for_text(&text) {
            let mut read = read::read(words, &text);
            if read.len() > 1 {
                return Err(hints::open(read.iter().map(ToString::to_string)));
            }
            if let Some(date) = read.pop() {
                return Ok(Some(Edtf::from(date)));
            }
        }
        let value = hints::said(&text).and_then(|text| profile::value(&text));
        Ok(value.map(Edtf::from))
    }

    /// The vocabularies, those first that a text is likely to be of: what is written in Arabic letters
    /// is looked for in Arabic, once it is not in the site's own words.
    pub(in crate::date) fn for_text(&self, text: &str) -> Vec<&Vocabulary> {
        let mut every: Vec<_> = of_every_site().iter().collect();
        if text.contains(|c| matches!(c, '\u{600}'..='\u{6ff}')) {
            every.reverse();
        }
        let own = self.own.iter().map(|own| &own.dates);
        own.chain(every).collect()
    }

    /// A text with what may be typed in several ways typed in one, and in the digits 0 to 9.
    pub(in crate::date) fn plain(&self, text: &str) -> String {
        plain(&self.digits(text))
    }

    /// A text with the digits of the site's own language as 0 to 9.
    #[must_use]
    pub fn digits(&self, text: &str) -> String {
        let own = self.own.as_ref().map(|own| own.numbers.digits.as_str());
        let own = own.filter(|digits| !digits.starts_with('0'));
        match own {
            Some(digits) => {
                let figure = |c| {
                    char::from_digit(
                        u32::try_from(digits.chars().position(|d| d == c)?).ok()?,
                        10,
                    )
                };
                text.chars().map(|c| figure(c).unwrap_or(c)).collect()
            }
            None => text.to_string(),
        }
    }
}

/// The words of every language that the default theme has.
fn of_every_site() -> &'static [Vocabulary] {
    static ALL: LazyLock<Vec<Vocabulary>> = LazyLock::new(|| {
        let arabic = include_str!("../../../themes/default/languages/ar.toml");
        let arabic = Vocabulary::of_file(arabic);
        std::iter::once(english().clone()).chain(arabic).collect()
    });
    &ALL
}
