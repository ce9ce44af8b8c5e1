//! How much a line speaks for being part of an article, in whatever language.

/// The weight of a line: above zero for prose, below for what stands around it.
pub(super) fn of(line: &str) -> f64 {
    let (mut words, mut capitals, mut names) = (0, 0, 0);
    for word in line.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        words += usize::from(!bare.is_empty());
        names += usize::from(bare.starts_with(char::is_uppercase));
        capitals += usize::from(bare.starts_with(|c: char| c.is_uppercase() || c.is_numeric()));
    }
    let sentence = ends_sentence(line);
    // Scripts without spaces put about two characters into a word.
    let unspaced = line
        .chars()
        .filter(|c| ('\u{3040}'..='\u{9fff}').contains(c))
        .count();
    let words = words.max(unspaced / 2);
    let titled = capitals as f64 / words.max(1) as f64;
    // `She was 54.`
    let small = |word: &str| word.starts_with(char::is_lowercase) && word.len() > 1;
    let said = line.split_whitespace().any(small) && names * 2 <= words;
    // An item of a list that gives a number belongs to what the list is in.
    let item = line.starts_with(['•', '▪', '‣', '●', '-', '–', '*']);
    let gives = item && line.contains(|c: char| c.is_ascii_digit());
    match words {
        4..=24 if gives && !sentence && names * 2 <= words => 0.4,
        0 => -0.5,
        1..=5 if sentence && (titled <= 0.6 || said) => 0.2,
        1..=5 if sentence => -0.4,
        1..=12 if !sentence => -0.9,
        13..=24 if !sentence => 0.3,
        _ if !sentence => 1.0,
        _ if titled > 0.7 => -0.3,
        6..=10 => 0.7,
        _ => (words as f64 / 12.0).clamp(1.0, 5.0),
    }
}

/// Whether a line ends as a sentence does.
pub(in crate::import) fn ends_sentence(line: &str) -> bool {
    let end = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*', ' ']);
    let stop = end.ends_with(['.', '!', '?', ':', ';', '。', '！', '？', '।', '؟', '۔']);
    (stop && !end.ends_with("...") && !end.ends_with("..")) || line.ends_with(['”', '"', '」'])
}
