//! What an article lacks to be complete, so that nobody has to look for it.

use crate::newsroom::Newsroom;
use crate::newsroom::ids::ArticleId;
use crate::newsroom::voice::{Speaker, Voice};

/// What is not there, each in a few words.
pub fn of_article(newsroom: &Newsroom, id: ArticleId) -> Vec<String> {
    let entry = newsroom.entry(id);
    let whole = [
        (entry.article.summary.is_empty(), "no summary"),
        (entry.topics.is_empty(), "no topic"),
        (entry.regions.is_empty(), "no region"),
        (entry.sources.is_empty(), "no source"),
    ];
    let whole = whole.iter().filter(|(lacks, _)| *lacks);
    let whole = whole.map(|(_, words)| (*words).to_string());
    let figures = (0..entry.figures.len()).map(|at| &newsroom.figure(id, at).1.voice);
    let claims = entry.claims.iter();
    let claims = claims.map(|(event, at)| &newsroom.event(*event).history[*at].voice);
    let is_bare = |voice: &&Voice| voice.source.is_none() && *voice.speaker() == Speaker::Site;
    let facts = match figures.chain(claims).filter(is_bare).count() {
        0 => None,
        1 => Some("a fact that nobody is named for".to_string()),
        bare => Some(format!("{bare} facts that nobody is named for")),
    };
    whole.chain(facts).collect()
}
