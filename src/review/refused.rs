//! Whether what somebody answered can stand: the file is read as `build` would read it.

use super::{Decision, Known, decided, open};
use crate::config::Config;
use crate::content::{self, source::SourceTree};
use crate::diagnostic::{Diagnostic, Severity, advice, normal};

/// What is wrong with a decision for one proposal of a file; nothing if it can be written. Only what
/// the decision brings in counts, and not what was wrong before.
pub fn refused(
    path: &str,
    text: &str,
    proposal: usize,
    decision: &Decision,
    known: &Known,
    config: &Config,
) -> Vec<String> {
    let mut decisions = vec![Decision::Later; proposal];
    decisions.push(decision.clone());
    let after = match decided(text, &decisions) {
        Ok(after) => normal(&after).into_owned(),
        Err(message) => return vec![message],
    };
    let before = told(path, text, config);
    let mut wrong: Vec<String> = told(path, &after, config)
        .into_iter()
        .filter(|found| is_refused(found) && !before.iter().any(|one| is_same(one, found)))
        .map(|found| match advice(&found, Some(&after)) {
            Some(help) => format!("{}\nhelp: {help}", found.message),
            None => found.message.clone(),
        })
        .collect();
    if let Decision::Accept(changes) = decision {
        wrong.extend(
            changes
                .iter()
                .filter_map(|(key, value)| known.refused(key, value)),
        );
    }
    let open_after = open(&after).len();
    if wrong.is_empty() && open_after + 1 != open(text).len() {
        wrong.push("the file would have other proposals after that".to_string());
    }
    wrong
}

fn told(path: &str, text: &str, config: &Config) -> Vec<Diagnostic> {
    let path = match path.starts_with("content/") {
        true => path,
        false => "content/articles/article.md",
    };
    let tree = SourceTree::from_texts([(path, text)]);
    content::load(&tree, config).diagnostics
}

/// A warning may be meant; a key that nobody knows is a slip.
fn is_refused(found: &Diagnostic) -> bool {
    found.severity == Severity::Error || found.code == "front-matter/unknown-key"
}

fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
    one.code == other.code && one.message == other.message
}
