//! What an article's facts refer to, looked up in a newsroom that is there already.

use crate::content::article::Article;
use crate::content::citation::Listed;
use crate::content::reading::TermRef;
use crate::newsroom::Newsroom;
use crate::newsroom::ids::{ArticleId, SourceId, TermId};
use crate::newsroom::sources::Speaker;
use crate::newsroom::taxonomy::Taxonomy;
use crate::path::slug;

/// Whether every term that the article's facts name beside its own has a file, so that it
/// exists whoever names it.
pub fn declared(newsroom: &Newsroom, article: &Article) -> bool {
    let claims = article.claims.iter().all(|claim| {
        own_terms(
            &newsroom.topics,
            claim.topics.as_deref().unwrap_or_default(),
        )
        .is_some()
            && own_terms(
                &newsroom.regions,
                claim.regions.as_deref().unwrap_or_default(),
            )
            .is_some()
    });
    let observations = article
        .observations
        .iter()
        .all(|observation| own_terms(&newsroom.regions, observation.region.as_slice()).is_some());
    claims && observations
}

/// The terms that a fact names, each once; `None` if one has no file.
pub fn own_terms(taxonomy: &Taxonomy, references: &[TermRef]) -> Option<Vec<TermId>> {
    let mut terms = Vec::new();
    for reference in references {
        let id = taxonomy.find(&reference.text)?;
        taxonomy.term(id).path.as_ref()?;
        if !terms.contains(&id) {
            terms.push(id);
        }
    }
    Some(terms)
}

/// Who says something, and where: looked up as the desk would.
pub struct Voice {
    /// Who speaks.
    pub speaker: Speaker,
    /// Where it is said.
    pub source: Option<SourceId>,
}

/// The voice of a fact of an article; `None` where it cannot be told without the desk.
pub fn voice(
    newsroom: &Newsroom,
    at: ArticleId,
    by: Option<&TermRef>,
    source: Option<&TermRef>,
) -> Option<Voice> {
    let source = match source {
        Some(source) => Some(named(newsroom, at, source)?),
        None => None,
    };
    let speaker = match (by, source) {
        (Some(by), _) => person(newsroom, &by.text)?,
        (None, None) => Speaker::Site,
        (None, Some(at)) => Speaker::Source(newsroom.source(at).publisher.unwrap_or(at)),
    };
    Some(Voice { speaker, source })
}

fn named(newsroom: &Newsroom, at: ArticleId, reference: &TermRef) -> Option<SourceId> {
    let entry = newsroom.entry(at);
    let listed = entry.article.sources.iter().zip(&entry.sources);
    let mut own = listed.filter_map(|(source, id)| match source {
        Listed::Own(citation) if citation.id == reference.text => Some(*id),
        _ => None,
    });
    own.next()
        .or_else(|| newsroom.directory.id(&reference.text)?)
}

fn person(newsroom: &Newsroom, name: &str) -> Option<Speaker> {
    match newsroom.directory.person(name) {
        Some(known) => known.map(Speaker::Source),
        // What looks like an id may be misspelt, and the desk says so.
        None if slug(name) == name => None,
        None => Some(Speaker::Name(name.to_string())),
    }
}
