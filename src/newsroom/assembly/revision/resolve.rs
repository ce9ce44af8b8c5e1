//! What an article's facts refer to, looked up in a newsroom that is there already.

use crate::content::article::Article;
use crate::content::attribution::Attribution;
use crate::content::citation::{Listed, Role};
use crate::content::reading::TermRef;
use crate::newsroom::Newsroom;
use crate::newsroom::ids::{ArticleId, SourceId, TermId};
use crate::newsroom::taxonomy::Taxonomy;
use crate::newsroom::voice::{self, Voice};
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

/// The voice of a fact of an article; `None` where it cannot be told without the desk.
pub fn voice(
    newsroom: &Newsroom,
    at: ArticleId,
    said: &Attribution,
    declared: Option<&TermRef>,
) -> Option<Voice> {
    let source = match &said.source {
        Some(source) => Some(named(newsroom, at, source)?),
        None => None,
    };
    let mut names = said
        .by
        .iter()
        .chain(&said.on_behalf)
        .chain(&said.via)
        .chain(declared);
    names
        .all(|name| is_known(newsroom, &name.text))
        .then(|| voice::voice(newsroom, said, source, declared))
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

/// Whether it is known who is meant: a source that is used, or a name that is nobody's id. What
/// looks like an id may be misspelt, and the desk says so.
pub fn is_known(newsroom: &Newsroom, name: &str) -> bool {
    match newsroom.directory.person(name) {
        Some(known) => known.is_some(),
        None => slug(name) != name,
    }
}

impl voice::Sources for Newsroom {
    type Id = SourceId;

    fn person(&self, name: &str) -> Option<SourceId> {
        self.directory.person(name).flatten()
    }

    fn publisher(&self, source: SourceId) -> Option<SourceId> {
        self.source(source).publisher
    }

    fn role(&self, source: SourceId) -> Role {
        self.source(source).citation.role()
    }
}
