//! Text as tokens, sentences and paragraphs, each with its place in the text.

mod sentences;
mod spelling;
mod tokens;

pub use sentences::{Sentences, is_wrapped, split};
pub use spelling::Spelling;
pub use tokens::{Kind, Token, tokenize};

/// Words with a capital at their beginning.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// Turns byte offsets into character offsets, in any order.
pub struct Characters {
    /// Every 256th byte's count of characters before it; empty where all is ASCII.
    counts: Vec<usize>,
}

impl Characters {
    /// Counts the characters of a text.
    pub fn of(text: &str) -> Characters {
        if text.is_ascii() {
            return Characters { counts: Vec::new() };
        }
        let mut counts = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % STEP == 0 {
                counts.push(count);
            }
            count += usize::from(!is_continuation(byte));
        }
        Characters { counts }
    }

    /// How many characters of the text stand before a byte.
    pub fn before(&self, text: &str, byte: usize) -> usize {
        let Some(count) = self.counts.get(byte / STEP) else {
            // The very end of a text whose length is a multiple of the step, or ASCII.
            return match self.counts.last() {
                None => byte,
                Some(last) => last + starts(text, (self.counts.len() - 1) * STEP, byte),
            };
        };
        count + starts(text, byte / STEP * STEP, byte)
    }
}

const STEP: usize = 256;

fn starts(text: &str, from: usize, to: usize) -> usize {
    let bytes = text.as_bytes().get(from..to).unwrap_or_default();
    bytes.iter().filter(|byte| !is_continuation(**byte)).count()
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_count_as_the_characters_before_them() {
        for text in ["plain", "Côte d’Ivoire", &"ä€😀x".repeat(200), ""] {
            let characters = Characters::of(text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                assert_eq!(characters.before(text, at), count, "{text} at {at}");
            }
            let all = text.chars().count();
            assert_eq!(characters.before(text, text.len()), all);
        }
    }
}
