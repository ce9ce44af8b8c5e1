//! A file that `import` made and that is no draft any more once its review is done.

use super::{ASKED, UNTIL_REVIEWED};

/// What stands in a file that `import` made until its review is done.
fn mark() -> String {
    format!("{UNTIL_REVIEWED}draft = true\n")
}

/// Whether a file is a draft only until its review is done.
pub fn waits(text: &str) -> bool {
    text.contains(&mark())
}

/// The question of `import` that keeps a file from being released, with what it is about.
pub fn asked(text: &str) -> Option<String> {
    let (before, _) = text.split_once(&mark())?;
    let comments = before
        .lines()
        .rev()
        .take_while(|line| line.starts_with('#'));
    let mut comments: Vec<&str> = comments.collect();
    comments.reverse();
    let asks = comments.iter().any(|line| line.starts_with(ASKED));
    asks.then(|| comments.join("\n"))
}

/// The file as no draft any more, if it was one only until its review is done and nothing is asked in it.
pub fn released(text: &str) -> String {
    match asked(text) {
        Some(_) => text.to_string(),
        None => text.replacen(&mark(), "", 1),
    }
}
