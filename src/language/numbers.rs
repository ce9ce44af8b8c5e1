//! Numbers as a language writes them.

use rust_decimal::Decimal;
use serde::Deserialize;

/// Digits and marks: the table `numbers` of a language file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// The ten digits, from zero.
    pub digits: String,
    /// What stands between thousands.
    pub group: String,
    /// What stands before a fraction.
    pub decimal: String,
    /// What stands before a number below zero.
    pub minus: String,
}

impl Default for Numbers {
    fn default() -> Self {
        Numbers {
            digits: "0123456789".to_string(),
            group: ",".to_string(),
            decimal: ".".to_string(),
            minus: "−".to_string(),
        }
    }
}

impl Numbers {
    /// A text with its digits 0 to 9 as the language writes them.
    pub fn digits(&self, text: &str) -> String {
        if self.digits.starts_with('0') {
            return text.to_string();
        }
        let digits: Vec<char> = self.digits.chars().collect();
        let written = |c: char| {
            let digit = c.to_digit(10).filter(|_| c.is_ascii_digit());
            let digit = digit.and_then(|digit| digits.get(digit as usize));
            digit.copied().unwrap_or(c)
        };
        text.chars().map(written).collect()
    }

    /// A count with its thousands grouped.
    pub fn whole(&self, number: usize) -> String {
        self.grouped(&number.to_string())
    }

    /// A number with its thousands grouped, and as many digits behind the point as it has.
    pub fn number(&self, number: Decimal) -> String {
        let text = number.abs().to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let mut out = self.grouped(whole);
        if !fraction.is_empty() {
            out.push_str(&self.decimal);
            out.push_str(&self.digits(fraction));
        }
        match number < Decimal::ZERO {
            true => format!("{}{out}", self.minus),
            false => out,
        }
    }

    fn grouped(&self, whole: &str) -> String {
        let mut out = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push_str(&self.group);
            }
            out.push(digit);
        }
        self.digits(&out)
    }
}
