//! A number as the news gives it: exact, a range, or hedged.

use rust_decimal::Decimal;
use serde::Serialize;

use super::unit::{Shown, is_amount};
use crate::language::{self, Language};

/// An amount between two numbers, both included; an exact amount has both alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity {
    /// The least it can be, as stated.
    pub min: Decimal,
    /// The most it can be, as stated.
    pub max: Decimal,
    /// The word that loosens it.
    pub hedge: Option<Hedge>,
}

/// A word that says how a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hedge {
    /// Near the number.
    About,
    /// Near the number, and less.
    Nearly,
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
    pub const ALL: [(&'static str, Hedge); 6] = [
        ("about", Hedge::About),
        ("nearly", Hedge::Nearly),
        ("at-least", Hedge::AtLeast),
        ("more-than", Hedge::MoreThan),
        ("up-to", Hedge::UpTo),
        ("fewer-than", Hedge::FewerThan),
    ];

    /// The key of the hedge's words in a language file: the word authors write; of an amount that
    /// counts no things "less than".
    pub fn key_of(self, unit: Option<&str>) -> &'static str {
        match self {
            Hedge::FewerThan if unit.is_some_and(is_amount) => "less-than",
            hedge => hedge.key(),
        }
    }

    /// The word authors write.
    pub fn key(self) -> &'static str {
        let known = Hedge::ALL.iter().find(|(_, hedge)| *hedge == self);
        known.map_or("", |(word, _)| word)
    }
}

/// How a range is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// With a word, as in a sentence: `250 to 350`.
    Word,
    /// With a dash, as by itself: `250–350`.
    Dash,
}

impl Quantity {
    /// One exact number.
    pub fn exact(number: Decimal) -> Quantity {
        Quantity {
            min: number,
            max: number,
            hedge: None,
        }
    }

    /// Whether it is one number, not loosened by a word.
    pub fn is_exact(&self) -> bool {
        self.min == self.max && self.hedge.is_none()
    }

    /// The least it can be, as stated; `None` where its word leaves that open.
    pub fn least(&self) -> Option<Decimal> {
        let open = matches!(self.hedge, Some(Hedge::UpTo | Hedge::FewerThan));
        (!open).then_some(self.min)
    }

    /// The most it can be, as stated; `None` where its word leaves that open.
    pub fn most(&self) -> Option<Decimal> {
        let open = matches!(self.hedge, Some(Hedge::AtLeast | Hedge::MoreThan));
        (!open).then_some(self.max)
    }

    /// The amount in words and numbers, without a unit: `about 2,500`, `250 to 350`.
    pub fn words_in(&self, language: &Language) -> String {
        self.hedged(language, &self.numbers(language, Range::Word, ""), None)
    }

    /// The amount in English, as messages to authors have it.
    pub fn words(&self) -> String {
        self.words_in(language::english())
    }

    /// The amount with its unit, as people write it: `about 2,500 troops`, `US$1.2 billion`.
    pub fn words_with(&self, language: &Language, unit: Option<&str>) -> String {
        self.with_range(language, unit, Range::Word)
    }

    fn with_range(&self, language: &Language, unit: Option<&str>, range: Range) -> String {
        let shown = Shown::of(self, unit, language, range);
        let number = self.hedged(language, &shown.number, unit);
        match shown.unit {
            Some(unit) => language.say("with_unit", &[("number", &number), ("unit", &unit)]),
            None => number,
        }
    }

    /// Whether it is one number, or a range that a dash can tell.
    pub fn takes_dash(&self) -> bool {
        let unclear = may_share(self.min, self.max, Decimal::ONE_THOUSAND);
        self.min == self.max || (self.min >= Decimal::ZERO && !unclear)
    }

    /// The same behind the word "from", where "1.8 to 2.1" would read as a rise: `1.8–2.1%`.
    pub fn words_behind_from(&self, language: &Language, unit: Option<&str>) -> String {
        self.with_range(language, unit, Range::Dash)
    }

    /// A number of a unit that is written already, with the word that loosens it.
    pub fn hedged(&self, language: &Language, number: &str, unit: Option<&str>) -> String {
        match self.hedge {
            Some(hedge) => {
                let hedge = language.text(hedge.key_of(unit));
                language.say("hedged", &[("hedge", &hedge), ("number", number)])
            }
            None => number.to_string(),
        }
    }

    /// The number or the range alone, with a currency before it.
    pub fn numbers(&self, language: &Language, range: Range, currency: &str) -> String {
        let number = |value: Decimal| language.numbers.number(value);
        let minus = language.numbers.minus.as_str();
        let min = number(self.min);
        let min = match min.strip_prefix(minus) {
            Some(min) => format!("{minus}{currency}{min}"),
            None => format!("{currency}{min}"),
        };
        if self.min == self.max {
            return min;
        }
        let key = match range {
            // `3 to 4,000` may be three thousand and more.
            _ if may_share(self.min, self.max, Decimal::ONE_THOUSAND) => "wide_range",
            // A dash after a minus sign would read as one sign.
            Range::Dash if self.min >= Decimal::ZERO => "dash_range",
            _ => "range",
        };
        language.say(key, &[("min", &min), ("max", &number(self.max))])
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

/// Whether the lesser number of a range may be meant to share a scale that only the greater one names: in
/// `3 to 4,000` it may be three thousand.
pub fn may_share(min: Decimal, max: Decimal, scale: Decimal) -> bool {
    let few = min >= Decimal::ONE && min < scale.min(Decimal::ONE_THOUSAND);
    few && min * scale < max
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(min: &str, max: &str, hedge: Option<Hedge>) -> String {
        let number = |text: &str| text.parse().unwrap_or_default();
        let (min, max) = (number(min), number(max));
        Quantity { min, max, hedge }.words()
    }

    #[test]
    fn amounts_read_as_in_a_newspaper() {
        assert_eq!(words("2500", "2500", Some(Hedge::About)), "about 2,500");
        assert_eq!(words("250", "350", None), "250 to 350");
        assert_eq!(
            words("1200000000000", "1200000000000", Some(Hedge::MoreThan)),
            "more than 1,200,000,000,000"
        );
        assert_eq!(words("-3.5", "-3.5", None), "−3.5");
        assert_eq!(words("1.90", "1.90", None), "1.90");
        assert_eq!(
            words("900000", "900000", Some(Hedge::Nearly)),
            "nearly 900,000"
        );
        assert_eq!(words("0", "0", None), "0");
    }
}
