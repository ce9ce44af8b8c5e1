//! The one reader of prose: words, sentences, numbers and dates, by the rules of a language.
//!
//! ```text
//! text      tokens, sentences, character offsets
//! language  what a language has of its own, in data files
//! verbs     verbs with their auxiliaries, and when they say that something is
//! tagger    every expression of time, with its value
//! ```
//!
//! The lints, the hints on mistyped dates and the import all read with it.

pub mod language;
pub mod tagger;
pub mod text;
pub mod verbs;
