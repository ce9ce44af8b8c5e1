//! What a link can lead to within a page: headings, and what a page numbers by itself.

use crate::content::article::Article;
use crate::content::document::Body;
use crate::content::markdown::Problem;
use crate::diagnostic::{Severity, nearest};
use crate::path::{decode, slug};

/// The anchor that is meant: as it is written, or as Dateline writes the same heading.
pub fn anchor_of(body: &Body, article: Option<&Article>, written: &str) -> Result<String, Problem> {
    let anchor = decode(written);
    let anchors = body.anchors();
    if anchor.is_empty() || is_ours(article, &anchor) || anchors.contains_key(&anchor) {
        return Ok(written.to_string());
    }
    let alike = slug(&anchor);
    if anchors.contains_key(&alike) {
        return Ok(alike);
    }
    let (message, help) = match fact(article, &anchor) {
        Some((what, _, count)) => (
            format!("{} has no {what} `#{anchor}`", body.file),
            match count {
                0 => format!("it has no {what}s: link to the file alone"),
                1 => format!("its only {what} is `#{what}-1`"),
                count => format!("its {what}s are `#{what}-1` to `#{what}-{count}`"),
            },
        ),
        None => (
            format!("there is no heading `#{anchor}` in {}", body.file),
            match nearest(&anchor, anchors) {
                Some(near) => format!("did you mean `#{near}`?"),
                None => "use the heading's words in lower case, joined by hyphens".to_string(),
            },
        ),
    };
    Err(Problem {
        code: "link/missing-heading",
        severity: Severity::Error,
        message,
        help: Some(help),
        instead: None,
    })
}

/// What an anchor counts, an event or a figure; its number, and how many of them an article has.
fn fact(article: Option<&Article>, anchor: &str) -> Option<(&'static str, usize, usize)> {
    let (what, number) = anchor.split_once('-')?;
    let number = number.parse().ok()?;
    let count = |of: fn(&Article) -> usize| article.map_or(0, of);
    match what {
        "event" => Some(("event", number, count(|article| article.claims.len()))),
        "figure" => Some((
            "figure",
            number,
            count(|article| article.observations.len()),
        )),
        _ => None,
    }
}

/// Whether a page gives itself an anchor beside the headings of its text.
fn is_ours(article: Option<&Article>, anchor: &str) -> bool {
    let fact =
        fact(article, anchor).is_some_and(|(_, number, count)| (1..=count).contains(&number));
    let corrected = || article.is_some_and(|article| !article.corrections.is_empty());
    let note = || {
        anchor
            .strip_prefix("fn-")
            .is_some_and(|number| number.parse::<usize>().is_ok_and(|number| number > 0))
    };
    anchor == "main" || fact || (anchor == "corrections" && corrected()) || note()
}
