//! Units: what one of a figure is, which units are one, and how a number stands with its unit.

mod shown;

use rust_decimal::Decimal;

use super::quantity::Quantity;

pub use shown::{Shown, in_english, plural};

/// What a unit's text comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What it measures in the end, in one spelling.
    base: String,
    /// How many of the base one of it is: a power of ten.
    factor: Decimal,
}

/// Words that multiply what follows them.
const SCALES: [(&str, i64); 9] = [
    ("thousand", 1_000),
    ("lakh", 100_000),
    ("crore", 10_000_000),
    ("million", 1_000_000),
    ("mn", 1_000_000),
    ("billion", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
    ("tn", 1_000_000_000_000),
];

/// Spellings of one unit: the spelling, the unit, and how many of it one is, as a decimal's digits
/// and its digits behind the point.
const SPELLINGS: [(&str, &str, i64, u32); 41] = [
    ("hectare", "km2", 1, 2),
    ("hectares", "km2", 1, 2),
    ("ha", "km2", 1, 2),
    ("km²", "km2", 1, 0),
    ("sq km", "km2", 1, 0),
    ("square km", "km2", 1, 0),
    ("square kilometre", "km2", 1, 0),
    ("square kilometres", "km2", 1, 0),
    ("square kilometer", "km2", 1, 0),
    ("square kilometers", "km2", 1, 0),
    ("m²", "km2", 1, 6),
    ("square metre", "km2", 1, 6),
    ("square metres", "km2", 1, 6),
    ("square meter", "km2", 1, 6),
    ("square meters", "km2", 1, 6),
    ("kilogram", "kg", 1, 0),
    ("kilograms", "kg", 1, 0),
    ("gram", "kg", 1, 3),
    ("grams", "kg", 1, 3),
    ("tonne", "kg", 1_000, 0),
    ("tonnes", "kg", 1_000, 0),
    ("metric ton", "kg", 1_000, 0),
    ("metric tons", "kg", 1_000, 0),
    ("kilometre", "km", 1, 0),
    ("kilometres", "km", 1, 0),
    ("kilometer", "km", 1, 0),
    ("kilometers", "km", 1, 0),
    ("metre", "km", 1, 3),
    ("metres", "km", 1, 3),
    ("meter", "km", 1, 3),
    ("meters", "km", 1, 3),
    ("us$", "usd", 1, 0),
    ("us dollar", "usd", 1, 0),
    ("us dollars", "usd", 1, 0),
    ("€", "eur", 1, 0),
    ("euro", "eur", 1, 0),
    ("euros", "eur", 1, 0),
    ("£", "gbp", 1, 0),
    ("pound sterling", "gbp", 1, 0),
    ("pounds sterling", "gbp", 1, 0),
    ("person", "people", 1, 0),
];

/// Codes of currencies that stand before a number with a scale: `USD 1.2 billion`.
const CODES: [&str; 12] = [
    "USD", "EUR", "GBP", "CHF", "JPY", "CNY", "RUB", "INR", "SDG", "IQD", "UAH", "AUD",
];

/// Ways to write that a number is a share of a hundred, the longest first.
const SHARES: [&str; 4] = ["per cent", "percent", "pct", "%"];

impl Unit {
    /// Reads a unit as it is written: `million US dollars`, `hectares`, `%`.
    pub fn read(text: &str) -> Unit {
        let lower = text.replace('-', " ").to_lowercase();
        let mut words: Vec<&str> = lower.split_whitespace().collect();
        let mut factor = Decimal::ONE;
        // A scale stands first, or behind the sign or code of a currency.
        let at = usize::from(words.first().is_some_and(|word| is_currency(word)));
        let scale = words.get(at).and_then(|word| scale(word));
        if let Some(scale) = scale.filter(|_| words.len() > 1) {
            words.remove(at);
            factor = scale;
        }
        // A scale alone multiplies what nobody names.
        if let (None, [only]) = (scale.filter(|_| factor != Decimal::ONE), words.as_slice())
            && let Some(scale) = self::scale(only)
        {
            factor = scale;
            words.clear();
        }
        let base = words.join(" ");
        let base = match behind_share(&base) {
            Some(behind) => format!("% {behind}").trim_end().to_string(),
            None => base,
        };
        match SPELLINGS.iter().find(|(spelling, ..)| *spelling == base) {
            Some((_, base, digits, places)) => Unit {
                base: (*base).to_string(),
                factor: factor * Decimal::new(*digits, *places),
            },
            // One case and two cases are counted in one unit.
            None => Unit {
                base: match base.strip_suffix('s') {
                    Some(one) if !one.ends_with('s') && one.chars().count() > 2 => one.to_string(),
                    _ => base,
                },
                factor,
            },
        }
    }

    /// The same, with bare dollars as those that another unit names.
    #[must_use]
    pub fn in_dollars_of(self, named: &Unit) -> Unit {
        let is_dollar =
            named.base == "usd" || named.base.ends_with('$') || named.base.ends_with("dollar");
        match self.base.as_str() {
            "$" | "dollar" if is_dollar => Unit {
                base: named.base.clone(),
                ..self
            },
            _ => self,
        }
    }

    /// Whether numbers of both can be told in one.
    pub fn converts_to(&self, other: &Unit) -> bool {
        self.base == other.base
    }

    /// An amount of this unit in another one; `None` where they do not convert.
    pub fn convert(&self, quantity: &Quantity, to: &Unit) -> Option<Quantity> {
        if !self.converts_to(to) {
            return None;
        }
        if self.factor == to.factor {
            return Some(*quantity);
        }
        // Both are powers of ten, so that nothing is rounded.
        let factor = self.factor.checked_div(to.factor)?;
        // Room is left for sums and shares of it.
        let most = Decimal::from(10_i64.pow(18)) * Decimal::from(1_000_000);
        let number = |number: Decimal| {
            let number = number.checked_mul(factor)?.normalize();
            (number.abs() < most).then_some(number)
        };
        Some(Quantity {
            min: number(quantity.min)?,
            max: number(quantity.max)?,
            hedge: quantity.hedge,
        })
    }
}

/// Whether a unit is a share of a hundred, whose changes are told in points.
pub fn is_share(unit: &str) -> bool {
    behind_share(unit).is_some()
}

/// Whether a number is an amount and counts no things: a share, a rate, or money.
pub fn is_amount(unit: &str) -> bool {
    is_share(unit) || is_money_before(unit) || unit.trim_start().starts_with("per ")
}

/// Whether a unit's sign or code stands before its number.
pub fn is_money_before(unit: &str) -> bool {
    currency_before(unit).is_some()
}

/// What stands behind a share's own word: nothing, or `of households`.
fn behind_share(unit: &str) -> Option<&str> {
    let unit = unit.trim();
    let rest = SHARES.iter().find_map(|share| {
        let head = unit.get(..share.len())?;
        head.eq_ignore_ascii_case(share)
            .then(|| &unit[share.len()..])
    })?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim())
}

/// A currency that stands before the number, and what stands behind it.
fn currency_before(unit: &str) -> Option<(String, String)> {
    let words: Vec<&str> = unit.split_whitespace().collect();
    let sign = words.iter().position(|word| is_one_sign(word));
    if let Some(at) = sign {
        let rest = words.iter().enumerate().filter(|(place, _)| *place != at);
        let rest: Vec<&str> = rest.map(|(_, word)| *word).collect();
        return Some((words[at].to_string(), rest.join(" ")));
    }
    let code = words.first().filter(|word| CODES.contains(word))?;
    scale(&words.get(1)?.to_lowercase())?;
    // A code is set off from its number, and never parted from it.
    Some((format!("{code}\u{a0}"), words[1..].join(" ")))
}

/// Whether a character is the sign of a currency.
pub fn is_sign(c: char) -> bool {
    matches!(
        c,
        '$' | '€' | '£' | '¥' | '₹' | '₽' | '₺' | '₪' | '₴' | '₦' | '₩'
    )
}

/// A scale alone, such as `million`, which says of no unit how many of it are meant.
pub fn is_scale(unit: &str) -> bool {
    scale(unit).is_some()
}

/// A scale and the unit that it is to multiply, whose own scale it replaces.
pub fn scaled(by: &str, unit: &str) -> String {
    let words = unit.split_whitespace();
    let words: Vec<&str> = words
        .filter(|word| !is_scale(&word.to_lowercase()))
        .collect();
    format!("{by} {}", words.join(" "))
}

/// Whether a word is the sign of a currency and nothing else: `US$`, but not `US$/barrel`, which has no number within.
fn is_one_sign(word: &str) -> bool {
    let sign = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    sign.starts_with(is_sign) && sign.chars().count() == 1
}

/// Whether a word is the sign or the code of a currency: `€`, `US$`, `EUR`.
pub fn is_currency(word: &str) -> bool {
    is_one_sign(word) || CODES.iter().any(|code| code.eq_ignore_ascii_case(word))
}

fn scale(word: &str) -> Option<Decimal> {
    let known = SCALES.iter().find(|(known, _)| *known == word);
    known.map(|(_, factor)| Decimal::from(*factor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    fn exact(number: &str) -> Quantity {
        Quantity::exact(number.parse().unwrap_or_default())
    }

    fn converted(number: &str, from: &str, to: &str) -> Option<String> {
        let converted = Unit::read(from).convert(&exact(number), &Unit::read(to));
        converted.map(|quantity| quantity.words())
    }

    #[test]
    fn units_that_convert_are_converted_exactly() {
        assert_eq!(
            converted("450", "hectares", "square kilometres").as_deref(),
            Some("4.5")
        );
        assert_eq!(
            converted("1.43", "billion US dollars", "million US dollars").as_deref(),
            Some("1,430")
        );
        assert_eq!(
            converted("1.43", "US$ billion", "million US dollars").as_deref(),
            Some("1,430")
        );
        assert_eq!(
            converted("9", "thousand tonnes", "kg").as_deref(),
            Some("9,000,000")
        );
        assert_eq!(converted("5", "percent", "%").as_deref(), Some("5"));
        assert_eq!(converted("1", "case", "Cases").as_deref(), Some("1"));
        assert_eq!(converted("12", "boats", "tonnes"), None);
        assert_eq!(
            converted("12", "$", "US$"),
            None,
            "nobody says which dollars"
        );
        let dollars = |named: &str| Unit::read("$ billion").in_dollars_of(&Unit::read(named));
        assert_eq!(dollars("US$"), Unit::read("US$ billion"));
        assert_eq!(dollars("million US dollars"), Unit::read("US$ billion"));
        assert_eq!(dollars("A$"), Unit::read("A$ billion"));
        assert_eq!(dollars("euros"), Unit::read("$ billion"));
    }

    #[test]
    fn a_number_stands_with_its_unit_as_people_write_it() {
        let words = |number: &str, unit: &str| exact(number).words_with(english(), Some(unit));
        assert_eq!(words("1.2", "US$ billion"), "US$1.2 billion");
        assert_eq!(words("1.2", "million €"), "€1.2 million");
        assert_eq!(words("80", "US$ a barrel"), "US$80 a barrel");
        assert_eq!(words("1.2", "USD billion"), "USD\u{a0}1.2 billion");
        assert_eq!(words("5", "USD"), "5 USD");
        assert_eq!(words("2.2", "%"), "2.2%");
        assert_eq!(words("60", "percent of households"), "60% of households");
        assert_eq!(words("1", "people"), "1 person");
        assert_eq!(words("1", "people a day"), "1 person a day");
        assert_eq!(words("1", "million people"), "1 million people");
        assert_eq!(words("1", "troops"), "1 troops", "nobody says a troop");
        assert_eq!(words("2", "people"), "2 people");
        assert_eq!(words("-5", "€"), "−€5");
        let about = Quantity {
            hedge: Some(crate::content::quantity::Hedge::About),
            ..exact("1.2")
        };
        assert_eq!(
            about.words_with(english(), Some("US$ billion")),
            "about US$1.2 billion"
        );
    }
}
