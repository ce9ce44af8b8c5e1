//! Dates in the words of a language, by themselves and within sentences.

use super::Language;
use crate::date::{Edtf, Shape, Vocabulary};

impl Language {
    /// What dates are said and read with.
    pub fn dates(&self) -> &Vocabulary {
        &self.dates
    }

    /// A date by itself, as lists show it: `third quarter of 2025`.
    pub fn date(&self, date: &Edtf) -> String {
        self.numbers.digits(&date.words_in(&self.dates))
    }

    /// A date inside a sentence: `the third quarter of 2025`.
    pub fn date_inside(&self, date: &Edtf) -> String {
        self.numbers.digits(&date.words_inside(&self.dates))
    }

    /// A date behind a verb of fact: `on 5 March`, `in March`, `by the end of June`.
    pub fn at(&self, date: &Edtf) -> String {
        match date.shape() {
            Shape::Extent => self.date_inside(date),
            // "On about 5 March" is what nobody says.
            _ if self.begins_with_one_of(&self.date_inside(date), "at_bare") => {
                self.date_inside(date)
            }
            _ if date.names_days() && !self.is_portion(date) => self.placed(date, "on_day"),
            _ => self.placed(date, "in_time"),
        }
    }

    /// Whether a day of which about the tens are known is told as a part of its month: `late April`.
    fn is_portion(&self, date: &Edtf) -> bool {
        let portions = &self.dates().portions;
        let form = date.tens_of_day().and_then(|tens| portions.get(tens));
        form.is_some_and(|form| !form.is_empty())
    }

    /// A date with the word that goes before it, where it does not begin with one itself.
    pub fn placed(&self, date: &Edtf, key: &str) -> String {
        let words = self.date_inside(date);
        match self.is_bare(&words) {
            true => words,
            false => self.say(key, &[("date", &words)]),
        }
    }

    /// Whether the words of a date have a preposition of their own: `since 2014`, `by 9 September`.
    pub fn is_bare(&self, date: &str) -> bool {
        self.begins_with_one_of(date, "when_bare")
    }

    fn begins_with_one_of(&self, date: &str, key: &str) -> bool {
        let words = self.text(key);
        let first = date.split(' ').next().unwrap_or("");
        words
            .split(' ')
            .any(|word| !word.is_empty() && word == first)
    }
}

#[cfg(test)]
mod tests {
    use crate::date::Edtf;
    use crate::language::english;

    fn said(text: &str, say: impl Fn(&Edtf) -> String) -> Option<String> {
        Some(say(&Edtf::parse(text).ok()?))
    }

    #[test]
    fn a_date_takes_the_preposition_of_how_finely_it_is_known() {
        let at = |text| said(text, |date| english().at(date));
        assert_eq!(at("2026-03-05").as_deref(), Some("on 5 March 2026"));
        assert_eq!(
            at("[2026-02-20,2026-02-21]").as_deref(),
            Some("on 20 February 2026 or 21 February 2026")
        );
        assert_eq!(at("2026-06-XX").as_deref(), Some("on a day in June 2026"));
        assert_eq!(at("2027-04-2X~").as_deref(), Some("in late April 2027"));
        assert_eq!(at("2026-06").as_deref(), Some("in June 2026"));
        assert_eq!(at("2026-07-19~").as_deref(), Some("about 19 July 2026"));
        assert_eq!(
            at("[2026-09-01..]").as_deref(),
            Some("on 1 September 2026 or later")
        );
        assert_eq!(
            at("[..2026-06]").as_deref(),
            Some("by the end of June 2026")
        );
        assert_eq!(
            at("2026-35").as_deref(),
            Some("in the third quarter of 2026")
        );
    }

    #[test]
    fn a_part_of_a_year_has_its_article_inside_a_sentence_alone() {
        let inside = |text| said(text, |date| english().date_inside(date));
        assert_eq!(
            inside("2026-41").as_deref(),
            Some("the second half of 2026")
        );
        assert_eq!(
            inside("[2026-35,2026-36]").as_deref(),
            Some("the third quarter of 2026 or the fourth quarter of 2026")
        );
        assert_eq!(
            inside("2027-33/2027-35").as_deref(),
            Some("the first quarter of 2027 – the third quarter of 2027")
        );
        let alone = said("2026-41", |date| english().date(date));
        assert_eq!(alone.as_deref(), Some("second half of 2026"));
    }
}
