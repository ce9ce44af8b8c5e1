//! One date in words.

use edtf_core::{Date, DateField, Qualifier};

use super::calendar::calendar;
use super::grouping::grouping;
use super::vocabulary::{ENGLISH, fill};

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
    pub(super) fn of(date: &Date) -> Self {
        let phrase = grouping(date)
            .or_else(|| calendar(date))
            .unwrap_or_else(|| pattern(date));
        match (parts(date).as_slice(), date.year.qualifier) {
            (parts, whole) if parts.iter().all(|(_, of)| *of == whole) => phrase.qualified(whole),
            (parts, _) => phrase.qualified_in_parts(parts),
        }
    }

    /// The phrase by itself.
    pub(super) fn alone(self) -> String {
        match self.notes.as_slice() {
            [] => self.text,
            notes => fill(ENGLISH.noted, &[&self.text, &notes.join("; ")]),
        }
    }

    /// The phrase inside a longer one.
    pub(super) fn inside(mut self) -> String {
        self.set_article();
        self.alone()
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

    fn set_article(&mut self) {
        if std::mem::take(&mut self.article) {
            self.text = fill(ENGLISH.definite, &[&self.text]);
        }
    }

    fn qualified(mut self, qualifier: Qualifier) -> Self {
        if qualifier.approximate && self.vague {
            self.notes.push(ENGLISH.approximate.to_owned());
        } else if qualifier.approximate {
            self.set_article();
            self.text = fill(ENGLISH.about, &[&self.text]);
        }
        if qualifier.uncertain {
            self.notes.push(ENGLISH.uncertain.to_owned());
        }
        self
    }

    fn qualified_in_parts(mut self, parts: &[(&str, Qualifier)]) -> Self {
        let uncertain = named(parts, |of| of.uncertain);
        let approximate = named(parts, |of| of.approximate);
        for (names, said) in [
            (approximate, ENGLISH.approximate),
            (uncertain, ENGLISH.uncertain),
        ] {
            if let Some(names) = names {
                self.notes.push(fill(ENGLISH.of_parts, &[&names, said]));
            }
        }
        self
    }
}

/// Joins the last to those before it: "a, b and c".
pub(super) fn listed(template: &str, mut items: Vec<String>) -> Option<String> {
    let last = items.pop()?;
    if items.is_empty() {
        return Some(last);
    }
    Some(fill(template, &[&items.join(", "), &last]))
}

fn named(parts: &[(&str, Qualifier)], is: impl Fn(Qualifier) -> bool) -> Option<String> {
    let names = parts.iter().filter(|(_, of)| is(*of));
    listed(
        ENGLISH.and,
        names.map(|(name, _)| (*name).to_owned()).collect(),
    )
}

fn parts(date: &Date) -> Vec<(&'static str, Qualifier)> {
    let month = match date.month.and_then(DateField::value) {
        Some(21..) => ENGLISH.season_part,
        _ => ENGLISH.month_part,
    };
    let fields = [(ENGLISH.day_part, date.day), (month, date.month)];
    let year = (ENGLISH.year_part, date.year.qualifier);
    fields
        .into_iter()
        .filter_map(|(name, field)| Some((name, field?.qualifier)))
        .chain([year])
        .collect()
}

/// Shows the digits themselves, where no phrase would be true to them.
fn pattern(date: &Date) -> Phrase {
    let mut bare = *date;
    bare.year.qualifier = Qualifier::default();
    for field in [&mut bare.month, &mut bare.day].into_iter().flatten() {
        field.qualifier = Qualifier::default();
    }
    Phrase::vague(fill(ENGLISH.pattern, &[&bare.to_string()]))
}
