//! A number as the news gives it: exact, a range, or hedged.

use serde::Serialize;

use crate::language::{self, Language};

/// An amount between two numbers, both included; an exact amount has both alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// The least it can be, as stated.
    pub min: f64,
    /// The most it can be, as stated.
    pub max: f64,
    /// The word that loosens it.
    pub hedge: Option<Hedge>,
}

/// A word that says how a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hedge {
    /// Near the number.
    About,
    /// The number or more.
    AtLeast,
    /// More than the number, not the number itself.
    MoreThan,
    /// The number or less.
    UpTo,
    /// Less than the number, not the number itself.
    FewerThan,
}

impl Hedge {
    /// Every hedge with the word authors write.
    pub const ALL: [(&'static str, Hedge); 5] = [
        ("about", Hedge::About),
        ("at-least", Hedge::AtLeast),
        ("more-than", Hedge::MoreThan),
        ("up-to", Hedge::UpTo),
        ("fewer-than", Hedge::FewerThan),
    ];

    /// The key of the hedge's words in a language file: the word authors write.
    pub fn key(self) -> &'static str {
        let known = Hedge::ALL.iter().find(|(_, hedge)| *hedge == self);
        known.map_or("", |(word, _)| word)
    }
}

impl Quantity {
    /// The number or range without its hedge: `2,500`, `250–350`.
    pub fn number(&self, language: &Language) -> String {
        self.written(language, "dash_range")
    }

    /// The amount in words and numbers: `about 2,500`, `250 to 350`, `up to 7,000`.
    pub fn words_in(&self, language: &Language) -> String {
        let number = self.written(language, "range");
        match self.hedge {
            Some(hedge) => {
                let hedge = language.text(hedge.key());
                language.say("hedged", &[("hedge", &hedge), ("number", &number)])
            }
            None => number,
        }
    }

    /// The amount in English, as messages to authors have it.
    pub fn words(&self) -> String {
        self.words_in(language::english())
    }

    fn written(&self, language: &Language, range: &str) -> String {
        let number = |value: f64| language.numbers.number(value);
        if self.min == self.max {
            return number(self.min);
        }
        // A dash after a minus sign would read as one sign.
        let range = if self.min < 0.0 { "range" } else { range };
        let (min, max) = (number(self.min), number(self.max));
        language.say(range, &[("min", &min), ("max", &max)])
    }

    /// The amount for machines, as HTML's `data` element takes it: `2500` or `250/350`.
    pub fn machine(&self) -> String {
        if self.min == self.max {
            self.min.to_string()
        } else {
            format!("{}/{}", self.min, self.max)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(min: f64, max: f64, hedge: Option<Hedge>) -> String {
        Quantity { min, max, hedge }.words()
    }

    #[test]
    fn amounts_read_as_in_a_newspaper() {
        assert_eq!(words(2500.0, 2500.0, Some(Hedge::About)), "about 2,500");
        assert_eq!(words(250.0, 350.0, None), "250 to 350");
        assert_eq!(
            words(1.2e12, 1.2e12, Some(Hedge::MoreThan)),
            "more than 1,200,000,000,000"
        );
        assert_eq!(words(-3.5, -3.5, None), "−3.5");
        assert_eq!(words(999.0, 999.0, None), "999");
        assert_eq!(words(0.0, 0.0, None), "0");
    }
}
