//! What each page of the last build was made from, so that the next makes those anew of which something
//! has changed, and no others; in which articles the lints found nothing; and what the search was made from.
//!
//! A page stands where all that it was made from comes to the same as then, and each of its files lies in
//! the output as it was written. Whatever had something wrong with it is made again, to be told again.

mod places;

use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::sums::Sums;
use crate::edition::prints::Prints;
use crate::lints::Clean;
use crate::path::{SourcePath, UrlPath};
use crate::reads::{Node, hash};
use places::{Places, Things};

/// The pages of a build, by address, the articles in which nothing was found, by path, and its search.
#[derive(Default, Serialize, Deserialize)]
pub struct Pages {
    ground: u64,
    /// What they were made from: what each thing goes by, and what it came to.
    things: Vec<(u64, u64)>,
    pages: Vec<(String, Made)>,
    clean: Vec<(String, Places)>,
    search: Option<Searched>,
}

/// Files by path in the output, with what each holds.
pub type Files = Vec<(String, String)>;

/// The files of a search, and what that which they were made from comes to.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Searched {
    print: u64,
    files: Files,
}

/// A page that was made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Made {
    /// The day on which it last changed, as it tells itself.
    pub changed: Option<String>,
    /// Its files.
    pub files: Files,
    /// What it was made from.
    from: Places,
}

impl Pages {
    /// Reads what an earlier build kept; nothing of what is not whole any more.
    pub fn read(bytes: &[u8]) -> Pages {
        let whole = bytes
            .split_last_chunk()
            .filter(|(kept, sum)| xxh3_64(kept).to_le_bytes() == **sum);
        let pages = whole.and_then(|(kept, _)| postcard::from_bytes(kept).ok());
        pages.unwrap_or_default()
    }

    /// Writes them down, with a sum of all behind them.
    pub fn written(&self) -> Option<Vec<u8>> {
        let places = self.pages.iter().map(|(_, made)| made.from.length());
        let room = self.things.len() * 16 + places.sum::<usize>() + self.pages.len() * 256;
        let mut bytes = postcard::to_extend(self, Vec::with_capacity(room)).ok()?;
        let sum = xxh3_64(&bytes);
        bytes.extend(sum.to_le_bytes());
        Some(bytes)
    }

    /// What would be made just so again.
    pub fn standing(self, prints: &Prints) -> Standing {
        if self.ground != prints.ground {
            return Standing::default();
        }
        let is_same = |(key, print): &(u64, u64)| prints.print(*key) == *print;
        let same: Vec<bool> = self.things.iter().map(is_same).collect();
        let stands = |from: &Places| from.iter().all(|at| same.get(at) == Some(&true));
        let pages = self.pages.into_par_iter();
        let clean = self.clean.into_par_iter();
        Standing {
            pages: pages.filter(|(_, made)| stands(&made.from)).collect(),
            clean: clean.filter(|(_, from)| stands(from)).collect(),
            search: self.search,
            things: self.things,
            same,
        }
    }
}

/// What a build need not make.
#[derive(Default)]
pub struct Standing {
    pages: HashMap<String, Made>,
    clean: HashMap<String, Places>,
    search: Option<Searched>,
    things: Vec<(u64, u64)>,
    /// Which of the things are what they were.
    same: Vec<bool>,
}

impl Standing {
    /// A file that stands though it should hold something else, as these sums say.
    pub fn false_to(&self, sums: &Sums) -> Option<&str> {
        let files = self.pages.values().flat_map(|made| &made.files);
        let mut wrong = files.filter(|(path, sum)| sums.get(path) != Some(sum));
        wrong.next().map(|(path, _)| &**path)
    }

    /// An article that is known to be clean though something is found in it, or a file of a search that
    /// should be the same and is not, as a build tells that made all anew.
    pub fn false_beside(&self, anew: &Pages) -> Option<&str> {
        let clean: HashSet<&String> = anew.clean.iter().map(|(path, _)| path).collect();
        let mut wrong = self.clean.keys().filter(|path| !clean.contains(path));
        let wrong = wrong.next().map(|path| &**path);
        let searches = self.search.as_ref().zip(anew.search.as_ref());
        let searches = searches.filter(|(before, anew)| before.print == anew.print);
        let differing = searches.and_then(|(before, anew)| {
            let mut files = before.files.iter();
            let differs = files.find(|file| !anew.files.contains(file));
            differs.map(|(path, _)| &**path)
        });
        wrong.or(differing)
    }
}

/// Notes what a build makes, and what it keeps.
pub struct Notes<'a> {
    prints: &'a Prints,
    before: Standing,
    things: Mutex<Things>,
    /// The addresses of the pages that are kept.
    kept: Mutex<HashSet<String>>,
    made: Mutex<Vec<(String, Noted)>>,
    clean: Mutex<Vec<(String, Places)>>,
    search: Mutex<Option<(u64, Vec<String>)>>,
}

struct Noted {
    changed: Option<String>,
    files: Vec<String>,
    /// What it was made from.
    from: Places,
}

impl<'a> Notes<'a> {
    /// Nothing noted yet; `before` is what stands.
    pub fn new(prints: &'a Prints, mut before: Standing) -> Self {
        let things = std::mem::take(&mut before.things);
        Notes {
            prints,
            things: Mutex::new(Things::of(things, &before.same)),
            before,
            kept: Mutex::default(),
            made: Mutex::default(),
            clean: Mutex::default(),
            search: Mutex::default(),
        }
    }

    /// What stands.
    pub fn before(&self) -> &Standing {
        &self.before
    }

    /// The page of an address, if it stands.
    pub fn standing(&self, url: &UrlPath) -> Option<&Made> {
        self.before.pages.get(url.as_str())
    }

    /// Notes that a page that stands is kept.
    pub fn kept(&self, url: &UrlPath) {
        locked(&self.kept).insert(url.as_str().to_string());
    }

    /// Notes a page that was made of these.
    pub fn made(&self, url: &UrlPath, changed: Option<String>, files: Vec<String>, from: &[Node]) {
        let own = Node::Address(hash(url.as_str()));
        let noted = Noted {
            changed,
            files,
            from: self.places(from.iter().chain([&own])),
        };
        locked(&self.made).push((url.as_str().to_string(), noted));
    }

    /// The files of the last build's search, if it was made of what comes to this.
    pub fn search(&self, print: u64) -> Option<&Files> {
        let search = self.before.search.as_ref();
        let same = search.filter(|search| search.print == print);
        same.map(|search| &search.files)
    }

    /// Notes the search, made or kept: what that which it is made from comes to, and its files.
    pub fn searched(&self, print: u64, files: Vec<String>) {
        *locked(&self.search) = Some((print, files));
    }

    fn places<'n>(&self, nodes: impl Iterator<Item = &'n Node>) -> Places {
        let keys: Vec<u64> = nodes.map(|node| self.prints.key(*node)).collect();
        locked(&self.things).places(&keys, self.prints)
    }

    /// What was made and what is kept; the files hold this.
    pub fn all(self, sums: &Sums) -> Pages {
        let Standing { pages, clean, .. } = self.before;
        let with_sums = |files: Vec<String>| -> Option<Files> {
            let with_sum = |path: String| {
                let sum = sums.get(&path)?.clone();
                Some((path, sum))
            };
            files.into_iter().map(with_sum).collect()
        };
        let kept = inner(self.kept);
        let pages = pages.into_iter().filter(|(url, _)| kept.contains(url));
        let mut pages: Vec<(String, Made)> = pages.collect();
        for (url, noted) in inner(self.made) {
            if let Some(files) = with_sums(noted.files) {
                let made = Made {
                    changed: noted.changed,
                    files,
                    from: noted.from,
                };
                pages.push((url, made));
            }
        }
        pages.par_sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let mut clean: Vec<(String, Places)> = clean.into_iter().collect();
        clean.extend(inner(self.clean));
        clean.par_sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let search = inner(self.search).and_then(|(print, files)| {
            let files = with_sums(files)?;
            Some(Searched { print, files })
        });
        Pages {
            ground: self.prints.ground,
            things: inner(self.things).list,
            pages,
            clean,
            search,
        }
    }
}

impl Clean for Notes<'_> {
    fn stands(&self, article: &SourcePath) -> bool {
        self.before.clean.contains_key(article.as_str())
    }

    fn note(&self, article: &SourcePath, from: &[Node]) {
        let from = self.places(from.iter());
        locked(&self.clean).push((article.as_str().to_string(), from));
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn inner<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().unwrap_or_else(PoisonError::into_inner)
}
