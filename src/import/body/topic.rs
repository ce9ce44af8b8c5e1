//! What a line is about, as far as its long words tell, in whatever language: lines of one article share
//! words, lines of a page's offers do not.

use std::collections::HashSet;

/// The long words of a text, each by its beginning, so that its forms are one.
pub(super) fn words(text: &str) -> HashSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let long = words.filter(|word| word.chars().nth(4).is_some());
    long.map(|word| word.chars().take(6).collect::<String>().to_lowercase())
        .collect()
}

/// The share of a line's long words that other lines have too; `None` where it has too few to tell.
pub(super) fn shared(line: &HashSet<String>, others: &HashSet<String>) -> Option<f64> {
    let common = line.intersection(others).count();
    (line.len() > 3).then(|| common as f64 / line.len() as f64)
}
