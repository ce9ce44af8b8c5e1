//! Words around a link that change what its own words say: `about [2,500](figure:troops)`.

use super::super::amount;
use super::super::markdown::{FactKind, FactLink};
use crate::date::Vocabularies;

/// A word beside a link.
pub struct Around {
    /// Whether it stands `before` or `behind`.
    pub side: &'static str,
    /// The word.
    pub word: String,
    /// The words of the link with it.
    pub whole: String,
}

/// The word around a link that changes what its words say.
pub fn of(link: &FactLink, dates: &Vocabularies) -> Option<Around> {
    let before = link.before.trim_end().to_lowercase();
    let after = link.after.trim_start().to_lowercase();
    let word = match link.kind {
        FactKind::Event => dates.changes_before(&before),
        FactKind::Figure => amount::hedge_before(&before),
    };
    if let Some(word) = word {
        return Some(Around {
            side: "before",
            whole: format!("{word} {}", link.words),
            word,
        });
    }
    let word = dates.changes_behind(&after)?;
    Some(Around {
        side: "behind",
        whole: format!("{} {word}", link.words),
        word,
    })
}
