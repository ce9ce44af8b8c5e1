//! Sources: everything that public articles cite, and who speaks through it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap as HashMap;

use super::ids::{ArticleId, EventId, SourceId};
use super::voice::{self, Sources as _, Speaker, Voice, voice};
use crate::content::article::Article;
use crate::content::attribution::Attribution;
use crate::content::citation::{Citation, Listed, Role};
use crate::content::claim::Status;
use crate::content::reading::TermRef;
use crate::diagnostic::{Diagnostic, did_you_mean, nearest};
use crate::path::{SourcePath, folded, slug};
use crate::reads::{Node, Noted};

/// A source that something public was taken from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its id, the segment of its URL.
    pub id: String,
    /// What is known of it.
    pub citation: Arc<Citation>,
    /// Who published it, where that is a source too.
    pub publisher: Option<SourceId>,
    /// The documents it published.
    pub documents: Noted<Vec<SourceId>>,
    /// The articles that list it or a document of it, newest first.
    pub articles: Noted<Vec<ArticleId>>,
    /// The claims that rest on it or that it makes, of the latest event first: an event and which of
    /// its claims.
    pub claims: Noted<Vec<(EventId, usize)>>,
    /// The figures that rest on it or that it gives: an article and which of its figures.
    pub figures: Noted<Vec<(ArticleId, usize)>>,
}

impl Source {
    /// How long the longest of its lists is, by which its pages are counted.
    pub fn longest_list(&self) -> usize {
        let facts = self.claims.len().max(self.figures.len());
        facts.max(self.articles.len()).max(self.documents.len())
    }
}

/// Sources with the lists that the same ones had before.
pub fn with_lists(mut sources: Vec<Source>, before: Vec<Source>) -> Vec<Source> {
    for (source, before) in sources.iter_mut().zip(before) {
        (source.articles, source.claims, source.figures) =
            (before.articles, before.claims, before.figures);
    }
    sources
}

/// The sources while articles are still read: ids by what each article calls them.
pub struct Desk {
    sources: Vec<(String, Arc<Citation>)>,
    /// Where sources.toml's entries stand in `sources`.
    global: BTreeMap<String, usize>,
    /// Names of sources.toml's entries as slugs.
    names: HashMap<String, usize>,
    /// Where the sources stand that articles list as their own, by file.
    own: HashMap<SourcePath, Vec<usize>>,
    diagnostics: Vec<Diagnostic>,
}

impl Desk {
    /// Takes in sources.toml and what each public article lists as its own.
    pub fn new(global: &BTreeMap<String, Arc<Citation>>, articles: &[Arc<Article>]) -> Self {
        let mut desk = Desk {
            sources: Vec::new(),
            global: BTreeMap::new(),
            names: HashMap::default(),
            own: HashMap::default(),
            diagnostics: Vec::new(),
        };
        for (id, citation) in global {
            let at = desk.add(slug(id), citation.clone());
            desk.global.insert(id.clone(), at);
            desk.names.entry(slug(&citation.name)).or_insert(at);
        }
        for (id, citation) in global {
            for former in &citation.aliases {
                desk.former(id, former);
            }
        }
        for article in articles {
            let own = article.sources.iter().filter_map(Listed::own);
            let own: Vec<usize> = own.map(|own| desk.own_source(article, own)).collect();
            if !own.is_empty() {
                desk.own.insert(article.path.clone(), own);
            }
        }
        desk
    }

    /// Takes in a former id of a source; one that a source has now stays that source's.
    fn former(&mut self, id: &str, former: &TermRef) {
        let at = self.global[id];
        match self.global.get(&former.text) {
            Some(other) if *other != at => {
                let message = format!("the former id `{}` is another source's", former.text);
                let place = former.place.clone();
                let warning = Diagnostic::warning("source/former-id", message, place);
                self.diagnostics
                    .push(warning.help("leave it out: that source has the id"));
            }
            _ => {
                self.global.insert(former.text.clone(), at);
            }
        }
    }

    fn own_source(&mut self, article: &Article, citation: &Arc<Citation>) -> usize {
        let same = self.sources.iter().position(|(id, known)| {
            *id == citation.id && known.name == citation.name && known.url == citation.url
        });
        same.unwrap_or_else(|| {
            let id = self.free_id(&citation.id, article);
            self.add(id, citation.clone())
        })
    }

    fn add(&mut self, id: String, citation: Arc<Citation>) -> usize {
        self.sources.push((id, citation));
        self.sources.len() - 1
    }

    /// The source's own id, or one told apart by its article's.
    fn free_id(&self, id: &str, article: &Article) -> String {
        let taken = |id: &str| self.sources.iter().any(|(known, _)| known == id);
        let id = slug(id);
        if !id.is_empty() && !taken(&id) {
            return id;
        }
        let stem = format!("{id}-{}", slug(&article.title));
        (1..)
            .map(|count| {
                if count == 1 {
                    stem.clone()
                } else {
                    format!("{stem}-{count}")
                }
            })
            .find(|id| !taken(id))
            .unwrap_or(stem)
    }

    /// Whether every source is what it was at another desk, wherever it is written.
    pub fn knows_the_same(&self, others: &[(String, Arc<Citation>)]) -> bool {
        let same = |one: &Arc<Citation>, other: &Arc<Citation>| {
            let place = other.place.clone();
            Arc::ptr_eq(one, other)
                || Citation {
                    place,
                    ..(**one).clone()
                } == **other
        };
        let mut pairs = self.sources.iter().zip(others);
        self.sources.len() == others.len()
            && pairs.all(|((id, one), (other_id, other))| id == other_id && same(one, other))
    }

    /// Every source that somebody may mean.
    pub fn sources(&self) -> &[(String, Arc<Citation>)] {
        &self.sources
    }

    /// Which sources an article lists, in its order.
    pub fn listed(&self, article: &Article, noticed: &mut Vec<Diagnostic>) -> Vec<usize> {
        let mut own = self.own_of(article).iter().copied();
        let listed = article.sources.iter();
        let listed = listed.filter_map(|listed| match listed {
            Listed::Own(_) => own.next(),
            Listed::Reference(reference) => {
                let known = self.global.get(&reference.text).copied();
                if known.is_none() {
                    noticed.push(self.unknown(reference, &[]));
                }
                known
            }
        });
        listed.collect()
    }

    fn own_of(&self, article: &Article) -> &[usize] {
        self.own.get(&article.path).map_or(&[], Vec::as_slice)
    }

    /// The source a fact of an article names.
    pub fn named(
        &self,
        article: &Article,
        reference: &TermRef,
        noticed: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        let own = || article.sources.iter().filter_map(Listed::own);
        let mut called = own().zip(self.own_of(article));
        let by_own_id = called.find(|(citation, _)| citation.id == reference.text);
        let found = by_own_id
            .map(|(_, at)| *at)
            .or_else(|| self.global.get(&reference.text).copied());
        if found.is_none() {
            let own: Vec<&str> = own().map(|citation| citation.id.as_str()).collect();
            noticed.push(self.unknown(reference, &own));
        }
        found
    }

    /// An attribution with its bare ids told apart: what has a publisher is where it was said,
    /// anything else is who said it.
    pub fn told_apart<'a>(
        &self,
        article: &Article,
        said: &'a Attribution,
        noticed: &mut Vec<Diagnostic>,
    ) -> Cow<'a, Attribution> {
        if said.named.is_empty() {
            return Cow::Borrowed(said);
        }
        let mut said = said.clone();
        for id in std::mem::take(&mut said.named) {
            let mut unknown = Vec::new();
            let Some(at) = self.named(article, &id, &mut unknown) else {
                noticed.push(self.no_part(&id));
                continue;
            };
            // What an article lists of its own is where it was said, too.
            let own = self.global.get(&id.text) != Some(&at);
            let published = own || self.sources[at].1.publisher.is_some();
            if published && said.source.is_none() {
                said.source = Some(id);
            } else if said.by.is_empty() {
                said.by.push(id);
            } else {
                let message = format!("`{}` would be a second speaker", id.text);
                let error = Diagnostic::error("fact/unread", message, id.place);
                noticed.push(error.help(format!("who carried it is `via {}`", id.text)));
            }
        }
        Cow::Owned(said)
    }

    fn no_part(&self, id: &TermRef) -> Diagnostic {
        let message = format!("`{}` is no status, date or source", id.text);
        let statuses = Status::ALL.iter().map(|(word, _)| *word);
        let known = statuses.chain(nearest(&id.text, &self.global));
        let help = match did_you_mean(&id.text, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "declare it in content/sources.toml; a plain name is `by NAME`".to_string(),
        };
        Diagnostic::error("fact/unread", message, id.place.clone()).help(help)
    }

    /// Who says a fact of an article, where the event's or series' file may name a speaker.
    pub fn voice(
        &self,
        said: &Attribution,
        source: Option<usize>,
        declared: Option<&TermRef>,
        noticed: &mut Vec<Diagnostic>,
    ) -> Voice<usize> {
        let named = [&said.on_behalf, &said.via].into_iter().flatten();
        let strangers = said.by.iter().chain(named).chain(declared);
        let strangers = strangers.filter(|name| self.person(&name.text).is_none());
        noticed.extend(strangers.filter_map(|name| self.misspelt(name)));
        voice(self, said, source, declared)
    }

    /// A speaker may be anybody; but what looks like an id, and nearly is one, is a slip.
    fn misspelt(&self, by: &TermRef) -> Option<Diagnostic> {
        if slug(&by.text) != by.text {
            return None;
        }
        let near = nearest(&by.text, &self.global).or_else(|| self.begins_with(&by.text))?;
        let message = format!("the speaker `{}` is not in sources.toml", by.text);
        let warning = Diagnostic::warning("source/unknown-speaker", message, by.place.clone());
        let help = format!("did you mean `{near}`? A plain name is written as readers know it");
        Some(warning.help(help))
    }

    /// The only id that goes on where a word ends: `farmers-union` of `farmers`.
    fn begins_with(&self, word: &str) -> Option<&str> {
        let start = format!("{word}-");
        let ids = self.global.range(start.clone()..).map(|(id, _)| &**id);
        let mut ids = ids.take_while(|id| id.starts_with(&start));
        ids.next().filter(|_| ids.next().is_none())
    }

    fn unknown(&self, reference: &TermRef, own: &[&str]) -> Diagnostic {
        let message = format!("unknown source `{}`", reference.text);
        // An article's own sources are few; where they are not, the first will do.
        let own = own.iter().copied().take(1_000);
        let known = nearest(&reference.text, &self.global).into_iter();
        let help = match did_you_mean(&reference.text, known.chain(own)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                "declare it in content/sources.toml, or list it in the article as {id, name, url}"
                    .to_string()
            }
        };
        let error = Diagnostic::error("source/unknown", message, reference.place.clone());
        error.help(help)
    }

    /// The sources that are used, sorted by name, and where each went.
    pub fn finish(self, used: Vec<usize>, diagnostics: &mut Vec<Diagnostic>) -> Sources {
        // Thousands of facts rest on a few sources: each is looked at once.
        let mut wanted: BTreeSet<usize> = used.into_iter().collect();
        let publishers = wanted.iter().filter_map(|at| self.publisher(*at));
        wanted.extend(publishers.collect::<Vec<_>>());
        let mut wanted: Vec<usize> = wanted.into_iter().collect();
        wanted.sort_by_cached_key(|at| {
            let (id, citation) = &self.sources[*at];
            (folded(&citation.name).into_owned(), id.clone())
        });
        let ids = (0..wanted.len()).map(SourceId::new);
        let places: HashMap<usize, SourceId> = wanted.iter().copied().zip(ids).collect();
        let mut sources: Vec<Source> = wanted.iter().map(|at| self.source(*at, &places)).collect();
        for at in 0..sources.len() {
            if let Some(publisher) = sources[at].publisher {
                sources[publisher.index()].documents.push(SourceId::new(at));
            }
        }
        diagnostics.extend(self.diagnostics);
        Sources {
            sources,
            places,
            global: self.global,
            names: self.names,
        }
    }

    fn source(&self, at: usize, places: &HashMap<usize, SourceId>) -> Source {
        let taken = Node::Taken(places[&at].number());
        let (id, citation) = &self.sources[at];
        Source {
            id: id.clone(),
            citation: citation.clone(),
            publisher: self.publisher(at).and_then(|at| places.get(&at).copied()),
            documents: Noted::new(taken, Vec::new()),
            articles: Noted::new(taken, Vec::new()),
            claims: Noted::new(taken, Vec::new()),
            figures: Noted::new(taken, Vec::new()),
        }
    }
}

impl voice::Sources for Desk {
    type Id = usize;

    fn person(&self, name: &str) -> Option<usize> {
        person(&self.global, &self.names, name)
    }

    fn publisher(&self, at: usize) -> Option<usize> {
        self.person(self.sources[at].1.publisher.as_deref()?)
    }

    fn role(&self, at: usize) -> Role {
        self.sources[at].1.role()
    }
}

/// The finished list of sources.
pub struct Sources {
    /// The sources, by name.
    pub sources: Vec<Source>,
    /// Where each source of the desk went that is used.
    pub places: HashMap<usize, SourceId>,
    global: BTreeMap<String, usize>,
    names: HashMap<String, usize>,
}

impl Sources {
    /// A voice of the desk, with the ids that its sources have for good.
    pub fn voice(&self, voice: &Voice<usize>) -> Voice {
        voice.map(|at| self.places.get(&at).copied())
    }

    /// Who is meant by a name, or by the id of a source that something public uses.
    pub fn speaker(&self, called: &TermRef) -> Speaker {
        let known = person(&self.global, &self.names, &called.text);
        match known.and_then(|at| self.places.get(&at)) {
            Some(source) => Speaker::Source(*source),
            None => Speaker::Name(called.text.clone(), None),
        }
    }
}

/// The entry of sources.toml that somebody's id, former id or name stands for.
fn person(
    ids: &BTreeMap<String, usize>,
    names: &HashMap<String, usize>,
    name: &str,
) -> Option<usize> {
    ids.get(name).or_else(|| names.get(&slug(name))).copied()
}
