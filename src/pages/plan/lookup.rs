//! What is asked where a reference leads nowhere, put in order once: each question must cost
//! little, since a site moved from elsewhere asks by the thousand.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Target;
use crate::content::Content;
use crate::content::source::is_markdown;
use crate::diagnostic::{did_you_mean, nearest};
use crate::path::{SourcePath, UrlPath, slug};

/// The names of a site's files, and what only withheld articles have.
#[derive(Clone, Debug, Default)]
pub struct Lookup {
    texts: Names,
    assets: Names,
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
    pub fn of(content: &Content, targets: &HashMap<SourcePath, Target>) -> Lookup {
        let (texts, assets) = targets.keys().partition(|path| is_markdown(path));
        let articles = || content.articles.iter();
        let claims = articles().flat_map(|article| &article.claims);
        let figures = articles().flat_map(|article| &article.observations);
        let series = figures.filter_map(|figure| figure.series.as_ref());
        Lookup {
            texts: Names::of(texts),
            assets: Names::of(assets),
            articles: articles().map(|article| article.url.clone()).collect(),
            claims: claims.filter_map(|claim| claim.id.clone()).collect(),
            series: series.map(|series| slug(&series.text)).collect(),
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
        (names, path.rsplit('/').next().unwrap_or(path))
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

impl Names {
    fn of(files: Vec<&SourcePath>) -> Names {
        let mut names = Names::default();
        for file in files {
            let name = file.file_name();
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

fn reversed(name: &str) -> String {
    name.chars().rev().collect()
}
