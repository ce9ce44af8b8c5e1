//! Revising the newsroom: a public article says something else, and all others stand.
//!
//! [`revise`] works out anew only what the article's facts bear on. It does so where nothing
//! comes or goes beside them: no article, term, source, series, declared event or asset. Where
//! it cannot be sure of that it gives `None`, and the newsroom is to be assembled anew. Both come
//! to the same; a property test over random edits holds it.

mod events;
mod figures;
mod resolve;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::content::Content;
use crate::content::article::Article;
use crate::content::citation::{Citation, Listed};
use crate::content::markdown;
use crate::content::reading::TermRef;
use crate::diagnostic::Diagnostic;
use crate::newsroom::Newsroom;
use crate::newsroom::events::Event;
use crate::newsroom::gate::{self, Passes};
use crate::newsroom::ids::{ArticleId, EventId, SourceId};
use crate::newsroom::scope::Known;

/// What a revision changed.
#[derive(Default)]
pub struct Revision {
    /// The events that the article spoke of, as they were.
    pub before: Vec<Event>,
    /// The events that it speaks of now.
    pub after: Vec<EventId>,
    /// Whether events have other numbers than before.
    pub renumbered: bool,
    /// Whether figures changed.
    pub figures: bool,
    /// The sources that its facts rest on or rested on.
    pub sources: BTreeSet<SourceId>,
}

/// An article before and after.
#[derive(Clone, Copy)]
pub struct Edit<'a> {
    /// As it was.
    pub old: &'a Arc<Article>,
    /// As it is.
    pub new: &'a Arc<Article>,
}

/// Puts an article in its own place; `None` where more changes than its facts, and then the
/// newsroom is of no more use.
pub fn revise(
    newsroom: &mut Newsroom,
    content: &Content,
    edit: Edit<'_>,
    passes: Passes,
    noticed: &[Diagnostic],
) -> Option<Revision> {
    let at = place_of(newsroom, edit.old)?;
    let of_file = |found: &Diagnostic| {
        let place = found.place.as_ref();
        place.is_none_or(|place| place.file == edit.old.path)
    };
    let stays = !noticed.iter().any(of_file)
        && stays(edit)
        && gate::article(edit.new, &newsroom.as_of, passes).is_ok()
        && !gate::has_withheld_facts(edit.new, passes)
        && same_assets(content, edit)
        && resolve::declared(newsroom, edit.old)
        && resolve::declared(newsroom, edit.new);
    if !stays {
        return None;
    }
    let mut revision = Revision {
        sources: sources_used(newsroom, at),
        ..Revision::default()
    };
    newsroom.known = Known::default();
    newsroom.entries[at.index()].article = edit.new.clone();
    cite(newsroom, at, edit.new);
    if edit.old.claims != edit.new.claims {
        events::revise(newsroom, content, at, &mut revision)?;
    }
    if edit.old.observations != edit.new.observations {
        figures::revise(newsroom, content, at)?;
        revision.figures = true;
    }
    revision.sources.extend(sources_used(newsroom, at));
    let used = |id: &SourceId| {
        let source = newsroom.source(*id);
        source.longest_list() > 0
    };
    revision.sources.iter().all(used).then_some(revision)
}

/// Where the article stands among all: newer ones come first, those of one instant by path.
fn place_of(newsroom: &Newsroom, article: &Arc<Article>) -> Option<ArticleId> {
    let at = newsroom.entries.binary_search_by(|entry| {
        let entry = &entry.article;
        (article.date.instant, &entry.path).cmp(&(entry.date.instant, &article.path))
    });
    let at = at.ok()?;
    Arc::ptr_eq(&newsroom.entries[at].article, article).then(|| ArticleId::new(at))
}

/// Whether everything that others see of the article, beside its facts, stays as it is.
fn stays(Edit { old, new }: Edit<'_>) -> bool {
    old.path == new.path
        && old.url == new.url
        && old.date == new.date
        && old.lang == new.lang
        && old.version_of == new.version_of
        && old.embargo == new.embargo
        && (old.title == new.title || !has_own_sources(new))
        && texts(&old.topics).eq(texts(&new.topics))
        && texts(&old.regions).eq(texts(&new.regions))
        && old.sources.len() == new.sources.len()
        && old.sources.iter().zip(&new.sources).all(same_source)
}

/// Whether it has sources of its own: one may take its id from the article's title.
fn has_own_sources(article: &Article) -> bool {
    let mut sources = article.sources.iter();
    sources.any(|source| matches!(source, Listed::Own(_)))
}

fn texts(references: &[TermRef]) -> impl Iterator<Item = &str> {
    references.iter().map(|reference| reference.text.as_str())
}

/// Whether two sources are listed alike, wherever in the file.
fn same_source((a, b): (&Listed, &Listed)) -> bool {
    match (a, b) {
        (Listed::Reference(a), Listed::Reference(b)) => a.text == b.text,
        (Listed::Own(a), Listed::Own(b)) => {
            let place = b.place.clone();
            Citation {
                place,
                ..(**a).clone()
            } == **b
        }
        _ => false,
    }
}

/// Whether the article refers to the same assets: what only withheld texts refer to is withheld
/// too.
fn same_assets(content: &Content, Edit { old, new }: Edit<'_>) -> bool {
    let image = |article: &Article| article.image.as_ref().map(|image| image.file.text.clone());
    content.assets.is_empty()
        || (image(old) == image(new)
            && markdown::references(old.body.markdown())
                == markdown::references(new.body.markdown()))
}

/// Notes where the article's own citations stand now, if it is the one that gave them.
fn cite(newsroom: &mut Newsroom, at: ArticleId, article: &Article) {
    let listed = newsroom.entry(at).sources.clone();
    // Of two alike, the first one counts.
    for (source, id) in article.sources.iter().zip(listed).rev() {
        if let Listed::Own(citation) = source {
            let known = &mut newsroom.sources[id.index()].citation;
            if known.place.file == article.path {
                known.place = citation.place.clone();
            }
        }
    }
}

/// The sources that an article's facts rest on or speak through.
fn sources_used(newsroom: &Newsroom, at: ArticleId) -> BTreeSet<SourceId> {
    let entry = newsroom.entry(at);
    let claims = entry
        .claims
        .iter()
        .flat_map(|(event, place)| newsroom.event(*event).history[*place].voice.sources());
    let figures = (0..entry.figures.len()).flat_map(|figure| {
        let (_, observed) = newsroom.figure(at, figure);
        observed.voice.sources()
    });
    claims.chain(figures).collect()
}

/// Puts an item into a sorted list or takes it out.
fn set<T: Ord + Copy>(list: &mut Vec<T>, item: T, wanted: bool) {
    match (list.binary_search(&item), wanted) {
        (Ok(at), false) => {
            list.remove(at);
        }
        (Err(at), true) => list.insert(at, item),
        _ => {}
    }
}
