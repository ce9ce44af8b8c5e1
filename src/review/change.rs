//! Changes to a file that leave all around them as it lies on disk: its byte order mark, the ends of its lines.

use std::ops::Range;

use crate::diagnostic::{Fix, mend};

/// Stretches of a text as stages read it, and what stands there instead.
pub(super) type Edits = Vec<(Range<usize>, String)>;

/// A file with changes made that were worked out on its text as stages read it.
pub(super) fn made(raw: &str, text: &str, mut edits: Edits) -> String {
    edits.sort_by_key(|(span, _)| span.start);
    let mut apart: Edits = Vec::new();
    for (span, new) in edits {
        match apart.last_mut() {
            Some((last, instead)) if span.start <= last.end => {
                // What goes twice goes once; of two changes to one place the first is made.
                if span.start == last.end || new.is_empty() {
                    last.end = last.end.max(span.end);
                    instead.push_str(&new);
                }
            }
            _ => apart.push((span, new)),
        }
    }
    let fix = |(span, replacement): (Range<usize>, String)| Fix {
        was: text[span.clone()].to_string(),
        span,
        replacement,
    };
    let fixes: Vec<Fix> = apart.into_iter().map(fix).collect();
    mend(raw, &fixes.iter().collect::<Vec<_>>()).0
}
