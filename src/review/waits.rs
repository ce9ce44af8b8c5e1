//! A file that `import` made and that is no draft any more once its review is done.

use super::change::{self, Edits};
use super::{ASKED, UNTIL_REVIEWED, read};
use crate::diagnostic::normal;

/// What stands in a file that `import` made until its review is done.
fn mark() -> String {
    format!("{UNTIL_REVIEWED}draft = true\n")
}

/// Whether a file is a draft only until its review is done.
pub fn waits(text: &str) -> bool {
    normal(text).contains(&mark())
}

/// Why nobody can say what waits in a file.
pub fn unread(text: &str) -> Option<&'static str> {
    let told = "its front matter cannot be read: `dateline check` says why";
    (!read(text).sound).then_some(told)
}

/// The question of `import` that keeps a file from being released, with what it is about.
pub fn asked(text: &str) -> Option<String> {
    let text = normal(text);
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

/// The file as no draft any more, if it was one only until its review is done, all that waits in it can be seen and
/// nothing is asked in it.
pub fn released(raw: &str) -> String {
    let text = normal(raw);
    let mark = mark();
    match text.find(&mark) {
        Some(at) if asked(raw).is_none() && unread(raw).is_none() => {
            let gone = Edits::from([(at..at + mark.len(), String::new())]);
            change::made(raw, &text, gone)
        }
        _ => raw.to_string(),
    }
}
