//! Proposals that stand in the text, as links whose words are the fact.

use std::ops::Range;

use chrono_tz::Tz;

use super::Decision;
use crate::content::document::Document;
use crate::content::in_text::{self, Written};
use crate::content::markdown::{self, FactLink};
use crate::content::moment::Moment;
use crate::value::{Table, Value};

/// The marks that wait for a yes, in the order of the text.
pub(super) fn waiting(document: &Document) -> Vec<(FactLink, Table)> {
    let date = document.front_matter.get("date");
    let written = date.and_then(|entry| match &entry.node.value {
        Value::Scalar(scalar) => Moment::parse(&scalar.text, Tz::UTC),
        _ => None,
    });
    // Without a day the words are shown as they stand.
    let day = written.unwrap_or_else(|| Moment::day(chrono::NaiveDate::default(), Tz::UTC));
    in_text::proposed(&document.body, day)
}

/// What a decision makes of one of them: the mark stays without saying that it waits, or its words stay alone.
///
/// # Errors
///
/// That a value cannot stand in the text.
pub(super) fn decided(
    document: &Document,
    at: usize,
    decision: &Decision,
) -> Result<Option<(Range<usize>, String)>, String> {
    let Some((link, _)) = waiting(document).into_iter().nth(at) else {
        return Ok(None);
    };
    let words = in_text::inner(document.body.markdown(), &link);
    let new = match decision {
        Decision::Later => return Ok(None),
        Decision::Drop => words.to_string(),
        Decision::Accept(changes) => {
            let mut written = Written::accepted(&link);
            for (key, value) in changes {
                written.set(key, value)?;
            }
            written.link(words)
        }
    };
    let span = document.body.place(link.span.clone()).span;
    Ok(span.map(|span| (span, new)))
}

/// A text with the words of its facts alone.
pub(super) fn without(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for link in markdown::facts(text).links {
        out.push_str(text.get(at..link.span.start).unwrap_or(""));
        out.push_str(in_text::inner(text, &link));
        at = link.span.end.max(at);
    }
    out.push_str(&text[at..]);
    out
}
