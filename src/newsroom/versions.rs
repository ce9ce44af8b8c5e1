//! Texts that are there in several languages.

use std::collections::BTreeMap;
use std::hash::Hash;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::{Entry, Newsroom};
use crate::content::article::Article;
use crate::content::declaration::StandingPage;
use crate::language::is_same;
use crate::path::UrlPath;
use crate::reads::{self, Node};
use std::sync::Arc;

/// A text in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The language.
    pub lang: String,
    /// Where it is published.
    pub url: UrlPath,
}

/// The public texts that are there in more than one language, each with its versions: that in the
/// site's own language first, the others by their files.
#[derive(Clone, Debug, Default)]
pub struct Versions(BTreeMap<String, Vec<Version>>);

impl Versions {
    /// Puts together what is public.
    pub fn of(entries: &[Entry], pages: &[Arc<StandingPage>], language: &str) -> Versions {
        let articles = entries.iter().map(|entry| {
            let article = &entry.article;
            let of = (&article.version_of, &article.lang, &article.url);
            (&article.path, of)
        });
        let pages = pages
            .iter()
            .map(|page| (&page.path, (&page.version_of, &page.lang, &page.url)));
        let all = articles.chain(pages);
        // Most texts are there in the site's own language alone.
        let others = all.clone();
        let others = others.filter(|(_, (_, lang, _))| is_other(lang.as_deref(), language));
        let others: HashSet<&String> = others.map(|(_, (of, _, _))| of).collect();
        let mut all: Vec<_> = all.filter(|(_, (of, ..))| others.contains(of)).collect();
        all.sort_by_key(|(path, _)| *path);
        let mut versions: BTreeMap<String, Vec<Version>> = BTreeMap::new();
        for (_, (of, lang, url)) in all {
            let version = Version {
                lang: lang.as_deref().unwrap_or(language).to_string(),
                url: url.clone(),
            };
            versions.entry(of.clone()).or_default().push(version);
        }
        versions.retain(|_, versions| {
            versions.sort_by_key(|version| !is_same(&version.lang, language));
            let first = versions.first().map(|version| version.lang.clone());
            first.is_some_and(|first| versions.iter().any(|other| !is_same(&other.lang, &first)))
        });
        Versions(versions)
    }

    /// Every text that is there in several languages, with its versions.
    pub fn each(&self) -> impl Iterator<Item = (&String, &Vec<Version>)> {
        self.0.iter()
    }

    /// The versions of a text, its own among them; none where it has no other.
    pub fn all(&self, version_of: &str) -> &[Version] {
        reads::note_named(version_of, Node::Versions);
        self.0.get(version_of).map_or(&[], Vec::as_slice)
    }

    /// The place of a version among those of its text, that which lists show first; 0 where there is no other.
    pub fn place(&self, version_of: &str, url: &UrlPath) -> usize {
        let versions = self.0.get(version_of).into_iter().flatten();
        versions.take_while(|version| version.url != *url).count()
    }

    /// Whether lists of the whole site show the text at this address: of its versions they show the first.
    pub fn is_listed(&self, version_of: &str, url: &UrlPath) -> bool {
        self.all(version_of)
            .first()
            .is_none_or(|first| first.url == *url)
    }
}

impl Newsroom {
    /// For each article, under which of these it is listed: of a text's versions the first that is of it is, so
    /// that what a version alone names has that version.
    pub(super) fn first_versions<K: Copy + Eq + Hash>(
        &self,
        mut under: Vec<Vec<K>>,
    ) -> Vec<Vec<K>> {
        let entries = self.entries.iter().enumerate();
        let places =
            entries.filter(|(_, entry)| self.versions.0.contains_key(&entry.article.version_of));
        let places: HashMap<&UrlPath, usize> =
            places.map(|(at, entry)| (&entry.article.url, at)).collect();
        for (_, versions) in self.versions.each() {
            let mut taken = HashSet::default();
            for version in versions {
                // A standing page is in no list.
                if let Some(under) = places.get(&version.url).and_then(|at| under.get_mut(*at)) {
                    under.retain(|one| !taken.contains(one));
                    taken.extend(under.iter().copied());
                }
            }
        }
        under
    }
}

/// Whether a text that names this language, or none, is in another than its site.
pub fn is_other(lang: Option<&str>, language: &str) -> bool {
    lang.is_some_and(|lang| !is_same(lang, language))
}

/// The language of an article on a site of this language.
fn tongue<'a>(article: &'a Article, language: &'a str) -> &'a str {
    article.lang.as_deref().unwrap_or(language)
}

/// Who says for an article what its topics and its regions are, where it leaves that to its versions in other
/// languages.
#[derive(Clone, Debug, Default)]
pub struct NamedBy {
    /// Who says its topics.
    pub topics: Option<Arc<Article>>,
    /// Who says its regions.
    pub regions: Option<Arc<Article>>,
}

impl NamedBy {
    /// For each of these articles. Of several versions that in the site's own language says so, else the
    /// first by its file.
    pub fn of(articles: &[Arc<Article>], language: &str) -> Vec<NamedBy> {
        let is_other = |article: &&Arc<Article>| is_other(article.lang.as_deref(), language);
        let others: HashSet<&str> = articles
            .iter()
            .filter(is_other)
            .map(|article| &*article.version_of)
            .collect();
        let mut versions: HashMap<&str, Vec<&Arc<Article>>> = HashMap::default();
        for article in articles {
            if others.contains(&*article.version_of) {
                versions
                    .entry(&article.version_of)
                    .or_default()
                    .push(article);
            }
        }
        for versions in versions.values_mut() {
            versions.sort_by_key(|version| (is_other(version), &version.path));
        }
        let named_by = |article: &Arc<Article>| {
            let versions = versions.get(&*article.version_of);
            let own = tongue(article, language);
            let first = |says: fn(&Article) -> bool| {
                let mut others = versions.into_iter().flatten().copied();
                let found =
                    others.find(|other| says(other) && !is_same(tongue(other, language), own));
                found.filter(|_| !says(article)).cloned()
            };
            NamedBy {
                topics: first(|article| article.topics.is_some()),
                regions: first(|article| article.regions.is_some()),
            }
        };
        articles.iter().map(named_by).collect()
    }

    /// Whether it is the very same articles.
    pub fn is(&self, other: &NamedBy) -> bool {
        let same = |one: &Option<Arc<Article>>, other: &Option<Arc<Article>>| {
            one.as_ref().map(Arc::as_ptr) == other.as_ref().map(Arc::as_ptr)
        };
        same(&self.topics, &other.topics) && same(&self.regions, &other.regions)
    }
}
