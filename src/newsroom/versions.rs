//! Texts that are there in several languages.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet as HashSet;

use super::Entry;
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
        let is_other = |lang: &Option<String>| {
            let lang = lang.as_deref();
            lang.is_some_and(|lang| !is_same(lang, language))
        };
        let others = all.clone().filter(|(_, (_, lang, _))| is_other(lang));
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

    /// Whether lists show the text at this address: of its versions they show the first.
    pub fn is_listed(&self, version_of: &str, url: &UrlPath) -> bool {
        self.all(version_of)
            .first()
            .is_none_or(|first| first.url == *url)
    }
}
