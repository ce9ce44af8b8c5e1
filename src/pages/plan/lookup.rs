//! What is asked where a reference leads nowhere, put in order once: each question must cost
//! little, since a site moved from elsewhere asks by the thousand.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::{Page, Target};
use crate::content::Content;
use crate::content::source::is_markdown;
use crate::diagnostic::{did_you_mean, nearest};
use crate::newsroom::former::Former;
use crate::path::{SourcePath, UrlPath, folded, slug};

/// The names of a site's files, and what only withheld articles have.
#[derive(Clone, Debug, Default)]
pub struct Lookup {
    texts: Names,
    assets: Names,
    /// The files by what their paths are without capitals and the forms of accents.
    files: HashMap<String, SourcePath>,
    /// The addresses likewise.
    addresses: HashMap<String, UrlPath>,
    articles: HashSet<UrlPath>,
    claims: HashSet<String>,
    series: HashSet<String>,
}

/// Files by their names.
#[derive(Clone, Debug, Default)]
struct Names {
    /// The paths of each name, in order.
    paths: BTreeMap<String, Vec<SourcePath>>,
    /// The names from their ends, for those that are mistyped at the beginning.
    reversed: BTreeMap<String, String>,
}

impl Lookup {
    /// Puts in order what a site has.
    pub fn of(
        content: &Content,
        targets: &HashMap<SourcePath, Target>,
        pages: &BTreeMap<UrlPath, Page>,
    ) -> Lookup {
        let (texts, assets) = targets.keys().partition(|path| is_markdown(path));
        let former = Former::of(content);
        let articles = || content.articles.iter();
        let claims = articles().flat_map(|article| &article.claims);
        let figures = articles().flat_map(|article| &article.observations);
        let series = figures.filter_map(|figure| figure.series.as_ref());
        Lookup {
            texts: Names::of(texts),
            assets: Names::of(assets),
            files: by_fold(targets.keys(), SourcePath::as_str),
            addresses: by_fold(pages.keys(), UrlPath::as_str),
            articles: articles().map(|article| article.url.clone()).collect(),
            claims: claims
                .filter_map(|claim| claim.id.as_deref())
                .flat_map(|id| [id.to_string(), former.event(id).to_string()])
                .collect(),
            series: series
                .map(|series| slug(&series.text))
                .flat_map(|id| [former.series(&id).to_string(), id])
                .collect(),
        }
    }

    /// The file that somebody may have meant by a path.
    pub fn meant(&self, path: &str) -> Option<&SourcePath> {
        let (names, name) = self.names(path);
        names.find(name)
    }

    /// The only file that has the name of a path.
    pub fn only(&self, path: &str) -> Option<&SourcePath> {
        let (names, name) = self.names(path);
        match names.paths.get(name)?.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    fn names<'a>(&self, path: &'a str) -> (&Names, &'a str) {
        let names = match is_markdown(&SourcePath::new(path)) {
            true => &self.texts,
            false => &self.assets,
        };
        (names, called(path))
    }

    /// The file whose path is this one but for capitals and the forms of accents.
    pub fn file(&self, path: &SourcePath) -> Option<&SourcePath> {
        self.files.get(&*folded(path.as_str()))
    }

    /// The page whose address is this one but for capitals and the forms of accents.
    pub fn address(&self, url: &UrlPath) -> Option<&UrlPath> {
        self.addresses.get(&*folded(url.as_str()))
    }

    /// Whether an article, public or not, has an address.
    pub fn is_article(&self, url: &UrlPath) -> bool {
        self.articles.contains(url)
    }

    /// Whether an article, public or not, speaks of an event.
    pub fn is_event(&self, id: &str) -> bool {
        self.claims.contains(id)
    }

    /// Whether an article, public or not, has a figure of a series.
    pub fn is_series(&self, id: &str) -> bool {
        self.series.contains(id)
    }
}

/// Each by its name folded; of two that are one so, the first in order.
fn by_fold<'a, T: Clone + Ord + 'a>(
    all: impl Iterator<Item = &'a T>,
    name: fn(&T) -> &str,
) -> HashMap<String, T> {
    let mut all: Vec<&T> = all.collect();
    all.sort();
    let names = all.into_iter().rev();
    names
        .map(|one| (folded(name(one)).into_owned(), one.clone()))
        .collect()
}

impl Names {
    fn of(files: Vec<&SourcePath>) -> Names {
        let mut names = Names::default();
        for file in files {
            let name = called(file.as_str());
            let paths = names.paths.entry(name.to_string()).or_default();
            paths.push(file.clone());
            names.reversed.insert(reversed(name), name.to_string());
        }
        for paths in names.paths.values_mut() {
            paths.sort();
        }
        names
    }

    /// The file of a name, or of the name most like it.
    fn find(&self, name: &str) -> Option<&SourcePath> {
        let first = |name: &str| self.paths.get(name)?.first();
        if let Some(path) = first(name) {
            return Some(path);
        }
        let back = nearest(&reversed(name), &self.reversed);
        let back = back.and_then(|back| self.reversed.get(back));
        let near = [nearest(name, &self.paths), back.map(String::as_str)];
        first(did_you_mean(name, near.into_iter().flatten())?)
    }
}

/// What a file is called: its name, behind its folder's where many folders have a file of that name.
fn called(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    let stem = path[name..].split('.').next().unwrap_or("");
    let everywhere = ["index", "_index", "readme"];
    if !everywhere
        .iter()
        .any(|known| stem.eq_ignore_ascii_case(known))
    {
        return &path[name..];
    }
    let above = path[..name.saturating_sub(1)].rfind('/');
    &path[above.map_or(0, |slash| slash + 1)..]
}

fn reversed(name: &str) -> String {
    name.chars().rev().collect()
}
