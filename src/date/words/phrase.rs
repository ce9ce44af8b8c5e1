//! One date in words.

use edtf_core::{Date, DateField, Qualifier};

use super::calendar::calendar;
use super::grouping::{grouping, portion};
use super::vocabulary::{Vocabulary, fill};

/// A date in words, not yet set into a sentence.
pub(super) struct Phrase {
    pub(super) text: String,
    /// Takes an article inside a sentence: "(the) third quarter of 2025".
    pub(super) article: bool,
    /// Begins with "a": "about a day in 2024" would not do.
    pub(super) vague: bool,
    pub(super) notes: Vec<String>,
}

impl Phrase {
    /// Says one date with all that is qualified about it.
    pub(super) fn of(words: &Vocabulary, date: &Date) -> Self {
        let phrase = grouping(words, date)
            .or_else(|| calendar(words, date))
            .unwrap_or_else(|| pattern(words, date));
        match (parts(words, date).as_slice(), date.year.qualifier) {
            (parts, whole) if parts.iter().all(|(_, of)| *of == whole) => {
                match portion(words, date).filter(|_| whole.approximate) {
                    Some(portion) => portion.qualified(words, uncertain(whole)),
                    None => phrase.qualified(words, whole),
                }
            }
            (parts, _) => phrase.qualified_in_parts(words, parts),
        }
    }

    /// The phrase by itself.
    pub(super) fn alone(self, words: &Vocabulary) -> String {
        match self.notes.as_slice() {
            [] => self.text,
            notes => fill(&words.noted, &[&self.text, &notes.join(&words.semicolon)]),
        }
    }

    /// The phrase inside a longer one.
    pub(super) fn inside(mut self, words: &Vocabulary) -> String {
        self.set_article(words);
        self.alone(words)
    }

    pub(super) fn exact(text: String) -> Self {
        Self {
            text,
            article: false,
            vague: false,
            notes: Vec::new(),
        }
    }

    pub(super) fn vague(text: String) -> Self {
        Self {
            vague: true,
            ..Self::exact(text)
        }
    }

    fn set_article(&mut self, words: &Vocabulary) {
        if std::mem::take(&mut self.article) {
            self.text = fill(&words.definite, &[&self.text]);
        }
    }

    fn qualified(mut self, words: &Vocabulary, qualifier: Qualifier) -> Self {
        if qualifier.approximate && self.vague {
            self.notes.push(words.approximate.clone());
        } else if qualifier.approximate {
            self.set_article(words);
            self.text = fill(&words.about, &[&self.text]);
        }
        if qualifier.uncertain {
            self.notes.push(words.uncertain.clone());
        }
        self
    }

    fn qualified_in_parts(mut self, words: &Vocabulary, parts: &[(&str, Qualifier)]) -> Self {
        let uncertain = named(words, parts, |of| of.uncertain);
        let approximate = named(words, parts, |of| of.approximate);
        for (names, said) in [
            (approximate, &words.approximate),
            (uncertain, &words.uncertain),
        ] {
            if let Some(names) = names {
                self.notes.push(fill(&words.of_parts, &[&names, said]));
            }
        }
        self
    }
}

/// Joins the last to those before it: "a, b and c".
pub(super) fn listed(words: &Vocabulary, template: &str, mut items: Vec<String>) -> Option<String> {
    let last = items.pop()?;
    if items.is_empty() {
        return Some(last);
    }
    Some(fill(template, &[&items.join(&words.comma), &last]))
}

/// What is left to say of a date whose words are approximate by themselves.
fn uncertain(whole: Qualifier) -> Qualifier {
    Qualifier {
        approximate: false,
        ..whole
    }
}

fn named(
    words: &Vocabulary,
    parts: &[(&str, Qualifier)],
    is: impl Fn(Qualifier) -> bool,
) -> Option<String> {
    let names = parts.iter().filter(|(_, of)| is(*of));
    listed(
        words,
        &words.and,
        names.map(|(name, _)| (*name).to_owned()).collect(),
    )
}

fn parts<'w>(words: &'w Vocabulary, date: &Date) -> Vec<(&'w str, Qualifier)> {
    let month = match date.month.and_then(DateField::value) {
        Some(21..) => &words.season_part,
        _ => &words.month_part,
    };
    let fields = [(words.day_part.as_str(), date.day), (month, date.month)];
    let year = (words.year_part.as_str(), date.year.qualifier);
    fields
        .into_iter()
        .filter_map(|(name, field)| Some((name, field?.qualifier)))
        .chain([year])
        .collect()
}

/// Shows the digits themselves, where no phrase would be true to them.
fn pattern(words: &Vocabulary, date: &Date) -> Phrase {
    let mut bare = *date;
    bare.year.qualifier = Qualifier::default();
    for field in [&mut bare.month, &mut bare.day].into_iter().flatten() {
        field.qualifier = Qualifier::default();
    }
    Phrase::vague(fill(&words.pattern, &[&bare.to_string()]))
}
