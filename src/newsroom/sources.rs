//! Sources: everything that public articles cite, and who speaks through it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::ids::{ArticleId, EventId, SourceId};
use super::voice::{self, Sources as _, Voice, voice};
use crate::content::article::Article;
use crate::content::attribution::Attribution;
use crate::content::citation::{Citation, Listed, Role};
use crate::content::reading::TermRef;
use crate::diagnostic::{Diagnostic, did_you_mean, nearest};
use crate::path::{folded, slug};

/// A source that something public was taken from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its id, the segment of its URL.
    pub id: String,
    /// What is known of it.
    pub citation: Citation,
    /// Who published it, where that is a source too.
    pub publisher: Option<SourceId>,
    /// The documents it published.
    pub documents: Vec<SourceId>,
    /// The articles that list it, newest first.
    pub articles: Vec<ArticleId>,
    /// The claims that rest on it or that it makes: an event and which of its claims.
    pub claims: Vec<(EventId, usize)>,
    /// The figures that rest on it or that it gives: an article and which of its figures.
    pub figures: Vec<(ArticleId, usize)>,
}

impl Source {
    /// How long the longest of its lists is, by which its pages are counted.
    pub fn longest_list(&self) -> usize {
        let facts = self.claims.len().max(self.figures.len());
        facts.max(self.articles.len()).max(self.documents.len())
    }
}

/// The sources while articles are still read: ids by what each article calls them.
pub struct Desk {
    sources: Vec<(String, Citation)>,
    /// Where sources.toml's entries stand in `sources`.
    global: BTreeMap<String, usize>,
    /// Names of sources.toml's entries as slugs.
    names: HashMap<String, usize>,
    /// Which sources each article lists, in its order.
    listed: Vec<Vec<usize>>,
    diagnostics: Vec<Diagnostic>,
}

impl Desk {
    /// Takes in sources.toml and what each public article lists.
    pub fn new(global: &BTreeMap<String, Citation>, articles: &[Arc<Article>]) -> Self {
        let mut desk = Desk {
            sources: Vec::new(),
            global: BTreeMap::new(),
            names: HashMap::new(),
            listed: Vec::new(),
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
            let listed = article
                .sources
                .iter()
                .filter_map(|listed| desk.listed_source(article, listed))
                .collect();
            desk.listed.push(listed);
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

    fn listed_source(&mut self, article: &Article, listed: &Listed) -> Option<usize> {
        match listed {
            Listed::Reference(reference) => match self.global.get(&reference.text) {
                Some(at) => Some(*at),
                None => {
                    self.unknown(reference, &[]);
                    None
                }
            },
            Listed::Own(citation) => {
                let same = self.sources.iter().position(|(id, known)| {
                    *id == citation.id && known.name == citation.name && known.url == citation.url
                });
                Some(same.unwrap_or_else(|| {
                    let id = self.free_id(&citation.id, article);
                    self.add(id, (**citation).clone())
                }))
            }
        }
    }

    fn add(&mut self, id: String, citation: Citation) -> usize {
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

    /// The source a fact of an article names.
    pub fn named(
        &mut self,
        article: ArticleId,
        own: &Article,
        reference: &TermRef,
    ) -> Option<usize> {
        let listed = &self.listed[article.index()];
        let by_own_id = own
            .sources
            .iter()
            .zip(listed)
            .find_map(|(source, at)| match source {
                Listed::Own(citation) if citation.id == reference.text => Some(*at),
                _ => None,
            });
        let found = by_own_id.or_else(|| self.global.get(&reference.text).copied());
        if found.is_none() {
            let own: Vec<&str> = own
                .sources
                .iter()
                .filter_map(|listed| match listed {
                    Listed::Own(citation) => Some(citation.id.as_str()),
                    Listed::Reference(_) => None,
                })
                .collect();
            self.unknown(reference, &own);
        }
        found
    }

    /// The source of an article that lists just one: its facts' source where they name none.
    pub fn only_source(&self, article: ArticleId) -> Option<usize> {
        match self.listed[article.index()].as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// Who says a fact of an article, where the event's or series' file may name a speaker.
    pub fn voice(
        &mut self,
        said: &Attribution,
        source: Option<usize>,
        declared: Option<&TermRef>,
    ) -> Voice<usize> {
        let names = [&said.on_behalf, &said.via, &declared.cloned()];
        for name in said.by.iter().chain(names.into_iter().flatten()) {
            if self.person(&name.text).is_none() {
                self.misspelt(name);
            }
        }
        voice(self, said, source, declared)
    }

    /// A speaker may be anybody; but what looks like an id, and nearly is one, is a slip.
    fn misspelt(&mut self, by: &TermRef) {
        let near = nearest(&by.text, &self.global).or_else(|| self.begins_with(&by.text));
        if let Some(near) = near.filter(|_| slug(&by.text) == by.text) {
            let message = format!("the speaker `{}` is not in sources.toml", by.text);
            let warning = Diagnostic::warning("source/unknown-speaker", message, by.place.clone());
            let help = format!("did you mean `{near}`? A plain name is written as readers know it");
            self.diagnostics.push(warning.help(help));
        }
    }

    /// The only id that goes on where a word ends: `farmers-union` of `farmers`.
    fn begins_with(&self, word: &str) -> Option<&str> {
        let start = format!("{word}-");
        let ids = self.global.range(start.clone()..).map(|(id, _)| &**id);
        let mut ids = ids.take_while(|id| id.starts_with(&start));
        ids.next().filter(|_| ids.next().is_none())
    }

    fn unknown(&mut self, reference: &TermRef, own: &[&str]) {
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
        self.diagnostics.push(error.help(help));
    }

    /// The sources that are used, sorted by name, and where each went.
    pub fn finish(mut self, used: &[usize], diagnostics: &mut Vec<Diagnostic>) -> Sources {
        diagnostics.append(&mut self.diagnostics);
        let mut wanted: Vec<usize> = used.to_vec();
        wanted.extend(self.listed.iter().flatten());
        let publishers: Vec<usize> = wanted.iter().filter_map(|at| self.publisher(*at)).collect();
        wanted.extend(publishers);
        // Thousands of facts rest on a few sources: each name is looked at once.
        wanted.sort_unstable();
        wanted.dedup();
        wanted.sort_by_cached_key(|at| {
            let (id, citation) = &self.sources[*at];
            (folded(&citation.name).into_owned(), id.clone())
        });
        wanted.dedup();
        let places: HashMap<usize, SourceId> = wanted
            .iter()
            .enumerate()
            .map(|(new, old)| (*old, SourceId::new(new)))
            .collect();
        let mut sources: Vec<Source> = wanted.iter().map(|at| self.source(*at, &places)).collect();
        for at in 0..sources.len() {
            if let Some(publisher) = sources[at].publisher {
                sources[publisher.index()].documents.push(SourceId::new(at));
            }
        }
        let listed: Vec<Vec<SourceId>> = self
            .listed
            .iter()
            .map(|listed| {
                listed
                    .iter()
                    .filter_map(|at| places.get(at).copied())
                    .collect()
            })
            .collect();
        for (article, listed) in listed.iter().enumerate() {
            for source in listed {
                let articles = &mut sources[source.index()].articles;
                if articles.last() != Some(&ArticleId::new(article)) {
                    articles.push(ArticleId::new(article));
                }
            }
        }
        let directory = self.directory(&places);
        Sources {
            sources,
            listed,
            places,
            directory,
        }
    }

    fn directory(self, places: &HashMap<usize, SourceId>) -> Directory {
        let placed = |(name, at): (String, usize)| (name, places.get(&at).copied());
        Directory {
            ids: self.global.into_iter().map(placed).collect(),
            names: self.names.into_iter().map(placed).collect(),
        }
    }

    fn source(&self, at: usize, places: &HashMap<usize, SourceId>) -> Source {
        let (id, citation) = &self.sources[at];
        Source {
            id: id.clone(),
            citation: citation.clone(),
            publisher: self.publisher(at).and_then(|at| places.get(&at).copied()),
            documents: Vec::new(),
            articles: Vec::new(),
            claims: Vec::new(),
            figures: Vec::new(),
        }
    }
}

impl voice::Sources for Desk {
    type Id = usize;

    fn person(&self, name: &str) -> Option<usize> {
        let known = self
            .global
            .get(name)
            .or_else(|| self.names.get(&slug(name)));
        known.copied()
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
    /// Which sources each article lists.
    pub listed: Vec<Vec<SourceId>>,
    places: HashMap<usize, SourceId>,
    /// How sources.toml's entries are found.
    pub directory: Directory,
}

/// How the entries of sources.toml are found; one that nothing public uses has no id.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    ids: HashMap<String, Option<SourceId>>,
    names: HashMap<String, Option<SourceId>>,
}

impl Directory {
    /// The entry of an id; the inner `None` is one that nothing public uses.
    pub fn id(&self, id: &str) -> Option<Option<SourceId>> {
        self.ids.get(id).copied()
    }

    /// The entry that somebody's name or id stands for.
    pub fn person(&self, name: &str) -> Option<Option<SourceId>> {
        self.id(name)
            .or_else(|| self.names.get(&slug(name)).copied())
    }
}

impl Sources {
    /// A voice of the desk, with the ids that its sources have for good.
    pub fn voice(&self, voice: &Voice<usize>) -> Voice {
        voice.map(|at| self.places.get(&at).copied())
    }
}
