//! Which files that are published as they are stay back with the texts they belong to.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap as HashMap;
use serde_json::Value as Json;
use url::Url;

use crate::config::Config;
use crate::content::address;
use crate::content::document::Body;
use crate::content::{Content, markdown};
use crate::path::{SourcePath, UrlPath, decode, folded};

/// A text that may refer to assets.
pub struct Text<'a> {
    /// The file it stands in.
    pub path: &'a SourcePath,
    /// The event or series it is the file of; such a file is as public as what speaks of it.
    pub declares: Option<Declared<'a>>,
    body: &'a Body,
    image: Option<&'a str>,
    extra: &'a Json,
    url: Option<&'a UrlPath>,
}

/// What a file declares.
#[derive(Clone, Copy)]
pub enum Declared<'a> {
    /// The event of this id.
    Event(&'a str),
    /// The series of this id.
    Series(&'a str),
}

/// Every text of the content.
pub fn texts(content: &Content) -> impl Iterator<Item = Text<'_>> {
    let articles = content.articles.iter().map(|article| Text {
        image: article.image.as_ref().map(|image| image.file.text.as_str()),
        url: Some(&article.url),
        ..text(&article.body, &article.extra, None)
    });
    let pages = content.pages.iter().map(|page| Text {
        url: Some(&page.url),
        ..text(&page.body, &page.extra, None)
    });
    let terms = content.terms.iter();
    let terms = terms.map(|term| text(&term.body, &term.extra, None));
    let series = content
        .series
        .iter()
        .map(|file| text(&file.body, &file.extra, Some(Declared::Series(&file.id))));
    let events = content
        .events
        .iter()
        .map(|file| text(&file.body, &file.extra, Some(Declared::Event(&file.id))));
    let unread = content.unread.values();
    let unread = unread.map(|body| text(body, &Json::Null, None));
    articles
        .chain(unread)
        .chain(pages)
        .chain(terms)
        .chain(series)
        .chain(events)
}

fn text<'a>(body: &'a Body, extra: &'a Json, declares: Option<Declared<'a>>) -> Text<'a> {
    Text {
        path: &body.file,
        declares,
        body,
        image: None,
        extra,
        url: None,
    }
}

/// The assets that must not be published because only withheld texts refer to them.
pub fn withheld(
    content: &Content,
    config: &Config,
    withheld: &[Text<'_>],
    public: &[Text<'_>],
) -> BTreeSet<SourcePath> {
    if withheld.is_empty() {
        return BTreeSet::new();
    }
    let resolver = Resolver::new(content, config.base_url.as_deref());
    // A text that is kept back may name a picture in a way that only its theme or its old
    // generator understood, so that every word of it counts; a public one shows what it shows.
    let by_withheld: BTreeSet<&SourcePath> = withheld
        .iter()
        .flat_map(|text| {
            let words = markdown::words(text.body.whole());
            let written = references(text, text.body.references().to_vec());
            let written = written.into_iter().chain(words);
            let mut found = resolver.assets(text, written, Likeness::Any);
            found.extend(resolver.named(text));
            found
        })
        .collect();
    if by_withheld.is_empty() {
        return BTreeSet::new();
    }
    let by_public: BTreeSet<&SourcePath> = public
        .iter()
        .flat_map(|text| {
            let of = |body| {
                let written = references(text, body).into_iter();
                resolver.assets(text, written, Likeness::Best)
            };
            // What a page shows takes longer to tell, and is asked only where it matters.
            let written = of(text.body.references().to_vec());
            match written.iter().any(|asset| by_withheld.contains(*asset)) {
                true => of(markdown::shown(
                    text.body.markdown(),
                    config.output.unsafe_html,
                )),
                false => written,
            }
        })
        .collect();
    by_withheld
        .difference(&by_public)
        .copied()
        .cloned()
        .collect()
}

/// What a text refers to: in its body, as its picture, and in what its theme reads.
fn references(text: &Text<'_>, of_body: Vec<String>) -> Vec<String> {
    let mut found = of_body;
    found.extend(text.image.map(str::to_string));
    strings(text.extra, &mut found);
    found
}

fn strings(json: &Json, found: &mut Vec<String>) {
    match json {
        Json::String(text) => found.push(text.clone()),
        Json::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Json::Object(entries) => entries.values().for_each(|item| strings(item, found)),
        _ => {}
    }
}

/// Which files a reference may mean beside the one that is called just so: names that differ in
/// capitals, or in how an accent is written, are one to many disks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// The file of that name, or where there is none, what is called alike.
    Best,
    /// Whatever is called alike.
    Any,
}

/// Finds the asset that a reference leads to.
struct Resolver<'a> {
    /// By their paths, by their addresses and by their names, all folded.
    by_path: HashMap<String, Vec<&'a SourcePath>>,
    by_url: HashMap<String, Vec<&'a SourcePath>>,
    by_name: HashMap<String, Vec<&'a SourcePath>>,
    /// How long the names are, the longest first.
    lengths: Vec<usize>,
    base: Option<Url>,
}

impl<'a> Resolver<'a> {
    fn new(content: &'a Content, base: Option<&str>) -> Resolver<'a> {
        let by = |key: &dyn Fn(&'a SourcePath) -> String| {
            let mut found: HashMap<String, Vec<&'a SourcePath>> = HashMap::default();
            for path in content.assets.keys() {
                let key = folded(&key(path)).into_owned();
                found.entry(key).or_default().push(path);
            }
            found
        };
        let by_name = by(&|path| path.file_name().to_string());
        let lengths: BTreeSet<usize> = by_name.keys().map(String::len).collect();
        Resolver {
            by_path: by(&|path| path.to_string()),
            by_url: by(&|path| address::asset(path).to_string()),
            by_name,
            lengths: lengths.into_iter().rev().collect(),
            base: Url::parse(base.unwrap_or("http://site.invalid/")).ok(),
        }
    }

    /// The assets that references of a text lead to, by their files or by their addresses.
    fn assets(
        &self,
        text: &Text<'_>,
        references: impl Iterator<Item = String>,
        likeness: Likeness,
    ) -> Vec<&'a SourcePath> {
        let mut found = Vec::new();
        for reference in references.filter(|reference| self.names_asset(reference)) {
            // Browsers take one slash for the other.
            let reference = reference.replace('\\', "/");
            let path = decode(reference.split(['#', '?']).next().unwrap_or("").trim());
            if let Some(file) = text.path.resolve(&path) {
                let is_it = |asset: &SourcePath| *asset == file;
                found.extend(like(&self.by_path, file.as_str(), likeness, is_it));
            }
            for url in self.addresses(text, &reference, &path) {
                let is_it = |asset: &SourcePath| address::asset(asset) == url;
                found.extend(like(&self.by_url, url.as_str(), likeness, is_it));
            }
        }
        found
    }

    fn names_asset(&self, reference: &str) -> bool {
        let path = reference.split(['#', '?']).next().unwrap_or("").trim();
        let name = path.rsplit(['/', '\\']).next().unwrap_or("");
        let known = |name: &str| self.by_name.contains_key(folded(name).as_ref());
        known(name) || known(&decode(name))
    }

    /// The assets that a text names anywhere: with the folder they lie in, or by the name alone that
    /// lies beside the text or else anywhere, as in the double brackets of some programs.
    fn named(&self, text: &Text<'_>) -> Vec<&'a SourcePath> {
        let whole = text.body.whole();
        let mut found = Vec::new();
        for words in [whole.to_string(), decode(whole)] {
            let words = folded(&words.replace('\\', "/")).into_owned();
            for (point, _) in words.match_indices('.') {
                let ending = words[point + 1..].find(|c: char| !c.is_alphanumeric());
                let end = ending.map_or(words.len(), |length| point + 1 + length);
                for (before, assets) in self.ending_at(&words, end) {
                    let anywhere = before
                        .rfind("[[")
                        .is_some_and(|at| !before[at..].contains("]]"));
                    let is_beside = |asset: &&SourcePath| asset.folder() == text.path.folder();
                    let beside = assets.iter().any(&is_beside);
                    let meant = |asset: &&&SourcePath| {
                        let folder = folded(asset.folder());
                        let last = folder.rsplit('/').next().unwrap_or("");
                        match before.strip_suffix('/') {
                            Some(before) => before.ends_with(last),
                            None => !beside || is_beside(asset),
                        }
                    };
                    found.extend(assets.iter().filter(|asset| anywhere || meant(asset)));
                }
            }
        }
        found
    }

    /// The assets whose name ends at this place of folded words, with what stands before it.
    fn ending_at<'t>(
        &'t self,
        words: &'t str,
        end: usize,
    ) -> impl Iterator<Item = (&'t str, &'t [&'a SourcePath])> {
        let starts = self
            .lengths
            .iter()
            .filter_map(move |length| end.checked_sub(*length));
        starts.filter_map(move |start| {
            let assets = self.by_name.get(words.get(start..end)?)?;
            let before = &words[..start];
            // The end of a longer name is no name.
            let within = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
            (!before.ends_with(within)).then_some((before, assets.as_slice()))
        })
    }

    /// The addresses within the site that a reference may lead to, as browsers read it.
    fn addresses(&self, text: &Text<'_>, reference: &str, path: &str) -> Vec<UrlPath> {
        let mut found = Vec::new();
        if path.starts_with('/') {
            found.push(UrlPath::new(path));
        }
        let Some(base) = &self.base else {
            return found;
        };
        let own = text.url.map_or("/", |url| url.as_str());
        let page = base.join(&format!("./{}", own.trim_start_matches('/')));
        let Ok(to) = page.and_then(|page| page.join(reference)) else {
            return found;
        };
        if to.host() == base.host() {
            let path = to.path();
            let below = path.strip_prefix(base.path()).unwrap_or(path);
            found.push(UrlPath::new(&decode(below)));
        }
        found
    }
}

/// What is filed under a name, however that is spelled.
fn like<'a>(
    filed: &HashMap<String, Vec<&'a SourcePath>>,
    name: &str,
    likeness: Likeness,
    is_it: impl Fn(&SourcePath) -> bool,
) -> Vec<&'a SourcePath> {
    let found = filed
        .get(folded(name).as_ref())
        .cloned()
        .unwrap_or_default();
    match found.iter().find(|asset| is_it(asset)) {
        Some(asset) if likeness == Likeness::Best => vec![*asset],
        _ => found,
    }
}
