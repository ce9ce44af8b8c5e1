//! Tables of words: every word of a text is looked up in many of them, and nobody from outside fills them.

use rustc_hash::FxBuildHasher;

/// What is known of words.
pub type HashMap<K, V> = std::collections::HashMap<K, V, FxBuildHasher>;

/// A class of words.
pub type HashSet<T> = std::collections::HashSet<T, FxBuildHasher>;
