//! Whether text in a site's own colours can be read (WCAG 2.2, 1.4.3).

use std::collections::BTreeMap;

use crate::config::Token;
use crate::diagnostic::Diagnostic;

/// The colours that text has, and those that it stands on.
const TEXT: [&str; 6] = ["ink", "soft", "accent", "late", "doubt", "kept"];
const GROUND: [&str; 2] = ["paper", "sheet"];

/// A colour's variants, with the contrast that each must reach: for readers who ask for more, AAA.
const VARIANTS: [(&str, f64); 4] = [
    ("light", 4.5),
    ("dark", 4.5),
    ("light-contrast", 7.0),
    ("dark-contrast", 7.0),
];

/// Warns of colours that a site sets and that are too near to each other, as far as they are
/// written in figures: `#0b4f6c`.
pub(super) fn check(
    known: &BTreeMap<String, String>,
    given: &BTreeMap<&str, &Token>,
) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    for (variant, least) in VARIANTS {
        for text in TEXT.map(|name| format!("{name}-{variant}")) {
            for ground in GROUND.map(|name| format!("{name}-{variant}")) {
                let set = given.get(text.as_str()).or(given.get(ground.as_str()));
                let (Some(token), Some(above), Some(below)) = (
                    set,
                    colour(&text, known, given),
                    colour(&ground, known, given),
                ) else {
                    continue;
                };
                let ratio = ratio(above, below);
                if ratio < least {
                    // Rounded down, lest a ratio that falls short seem to be enough.
                    let ratio = (ratio * 10.0).floor() / 10.0;
                    let message = format!(
                        "`{text}` on `{ground}` is hard to read: a contrast of {ratio:.1} to 1, not {least} to 1"
                    );
                    let help = "take one of them lighter or darker";
                    warnings.push(
                        Diagnostic::warning("theme/contrast", message, token.value_place.clone())
                            .help(help),
                    );
                }
            }
        }
    }
    warnings
}

fn colour(
    name: &str,
    known: &BTreeMap<String, String>,
    given: &BTreeMap<&str, &Token>,
) -> Option<[f64; 3]> {
    let own = given.get(name).map(|token| token.value.as_str());
    hex(own.or(known.get(name).map(String::as_str))?)
}

/// Red, green and blue of `#rgb` or `#rrggbb`, from 0 to 1.
fn hex(text: &str) -> Option<[f64; 3]> {
    let digits: Option<Vec<u32>> = text
        .strip_prefix('#')?
        .chars()
        .map(|c| c.to_digit(16))
        .collect();
    let channels = match *digits?.as_slice() {
        [r, g, b] => [r * 17, g * 17, b * 17],
        [r, s, g, h, b, c] => [r * 16 + s, g * 16 + h, b * 16 + c],
        _ => return None,
    };
    Some(channels.map(|channel| f64::from(channel) / 255.0))
}

/// How far apart two colours are in light, from 1 to 21.
fn ratio(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance([red, green, blue]: [f64; 3]) -> f64 {
    let linear = |channel: f64| match channel {
        channel if channel <= 0.04045 => channel / 12.92,
        channel => ((channel + 0.055) / 1.055).powf(2.4),
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[cfg(test)]
mod tests {
    use super::{hex, ratio};

    #[test]
    fn contrast_is_what_the_guidelines_say() {
        let on_white = |colour| Some(ratio(hex(colour)?, hex("#ffffff")?));
        assert_eq!(on_white("#000"), Some(21.0));
        // The lightest grey that can be read on white.
        assert!(on_white("#767676").is_some_and(|ratio| ratio >= 4.5));
        assert!(on_white("#777777").is_some_and(|ratio| ratio < 4.5));
        assert_eq!(hex("#12345"), None);
        assert_eq!(hex("navy"), None);
    }
}
