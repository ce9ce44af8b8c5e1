//! Languages written from right to left, and words of the other direction in a line.

use std::borrow::Cow;

/// Which way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

/// Begins and ends words whose direction is their own, whatever stands around them: Unicode's
/// first strong isolate and its end.
const ISOLATE: char = '\u{2068}';
const END: char = '\u{2069}';

/// A text without the characters by which [`Direction::isolated`] keeps it in its place.
pub fn without_isolates(text: &str) -> String {
    text.replace([ISOLATE, END], "")
}

impl Direction {
    /// The direction of a language's usual script.
    pub fn of(language: &str) -> Direction {
        let primary = language.split(['-', '_']).next().unwrap_or(language);
        match primary.to_ascii_lowercase().as_str() {
            "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ps" | "sd" | "syr" | "ug" | "ur"
            | "yi" => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }

    /// The value of HTML's attribute `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }

    /// A text to stand in a line of this direction: isolated where it has letters of the other,
    /// so that what follows it stays in its place.
    pub fn isolated(self, text: &str) -> Cow<'_, str> {
        match self.has_foreign_letters(text) {
            true => Cow::Owned(format!("{ISOLATE}{text}{END}")),
            false => Cow::Borrowed(text),
        }
    }

    /// Whether a text has letters of the other direction that are not isolated yet.
    fn has_foreign_letters(self, text: &str) -> bool {
        let mut depth = 0_usize;
        text.chars().any(|c| {
            match c {
                ISOLATE => depth += 1,
                END => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && c.is_alphabetic() && of_letter(c) != self
        })
    }
}

/// The direction of a letter, by the blocks that Unicode keeps for scripts from right to left.
fn of_letter(c: char) -> Direction {
    match c {
        '\u{590}'..='\u{8FF}'
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFF}'
        | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}' => Direction::RightToLeft,
        _ => Direction::LeftToRight,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_other_direction_are_isolated_once() {
        let english = Direction::of("en-GB");
        let arabic = Direction::of("ar_IQ");
        assert_eq!(arabic.as_str(), "rtl");
        assert_eq!(english.isolated("Reuters, 2024"), "Reuters, 2024");
        assert_eq!(arabic.isolated("٢٠٢٤–٢٠٢٥"), "٢٠٢٤–٢٠٢٥");
        let name = arabic.isolated("Reuters");
        assert_eq!(name, "\u{2068}Reuters\u{2069}");
        assert_eq!(arabic.isolated(&name), name);
        assert_eq!(english.isolated("رويترز"), "\u{2068}رويترز\u{2069}");
    }
}
