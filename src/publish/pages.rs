//! What each page of the last build was made from, so that the next makes those anew of which something
//! has changed, and no others.
//!
//! A page stands where all that it was made from comes to the same as then, and each of its files lies in
//! the output as it was written. Whatever had something wrong with it is made again, to be told again.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::sums::Sums;
use crate::edition::prints::Prints;
use crate::path::UrlPath;
use crate::reads::{Node, hash};

/// The pages of a build, by address.
#[derive(Default, Serialize, Deserialize)]
pub struct Pages {
    ground: u64,
    /// What the pages were made from: what each thing goes by, and what it came to.
    things: Vec<(u64, u64)>,
    pages: BTreeMap<String, Made>,
}

/// A page that was made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Made {
    /// The day on which it last changed, as it tells itself.
    pub changed: Option<String>,
    /// Its files, by path in the output, with what each holds.
    pub files: Vec<(String, String)>,
    /// What it was made from, by the place in the list of things.
    from: Vec<u32>,
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
        let mut bytes = postcard::to_allocvec(self).ok()?;
        let sum = xxh3_64(&bytes);
        bytes.extend(sum.to_le_bytes());
        Some(bytes)
    }

    /// Those that would be made just so again.
    pub fn standing(self, prints: &Prints) -> Standing {
        if self.ground != prints.ground {
            return Standing::default();
        }
        let is_same = |(key, print): &(u64, u64)| prints.print(*key) == *print;
        let same: Vec<bool> = self.things.iter().map(is_same).collect();
        let stands = |made: &Made| {
            let mut from = made.from.iter();
            from.all(|at| same.get(*at as usize) == Some(&true))
        };
        let pages = self.pages.into_iter();
        Standing {
            pages: pages.filter(|(_, made)| stands(made)).collect(),
            things: self.things,
        }
    }
}

/// The pages that a build need not make.
#[derive(Default)]
pub struct Standing {
    pages: HashMap<String, Made>,
    things: Vec<(u64, u64)>,
}

impl Standing {
    /// The page of an address, if it stands.
    pub fn page(&self, url: &UrlPath) -> Option<&Made> {
        self.pages.get(url.as_str())
    }

    /// A file that stands though it should hold something else, as these sums say.
    pub fn false_to(&self, sums: &Sums) -> Option<&str> {
        let files = self.pages.values().flat_map(|made| &made.files);
        let mut wrong = files.filter(|(path, sum)| sums.get(path) != Some(sum));
        wrong.next().map(|(path, _)| &**path)
    }
}

/// Notes the pages of a build while it makes them.
pub struct Notes<'a> {
    prints: &'a Prints,
    before: &'a Standing,
    noted: Mutex<Vec<(String, Noted)>>,
}

struct Noted {
    changed: Option<String>,
    files: Vec<String>,
    /// The keys of what it was made from.
    from: Vec<u64>,
}

impl<'a> Notes<'a> {
    /// Nothing noted yet; `before` are the pages that stand.
    pub fn new(prints: &'a Prints, before: &'a Standing) -> Self {
        Notes {
            prints,
            before,
            noted: Mutex::default(),
        }
    }

    /// The page of an address, if it stands.
    pub fn standing(&self, url: &UrlPath) -> Option<&'a Made> {
        self.before.page(url)
    }

    /// Notes a page that stands.
    pub fn kept(&self, url: &UrlPath, made: &Made) {
        let things = made.from.iter();
        let things = things.filter_map(|at| self.before.things.get(*at as usize));
        self.note(
            url,
            Noted {
                changed: made.changed.clone(),
                files: made.files.iter().map(|(path, _)| path.clone()).collect(),
                from: things.map(|(key, _)| *key).collect(),
            },
        );
    }

    /// Notes a page that was made of these.
    pub fn made(&self, url: &UrlPath, changed: Option<String>, files: Vec<String>, from: &[Node]) {
        let own = Node::Address(hash(url.as_str()));
        let from = from.iter().chain([&own]);
        self.note(
            url,
            Noted {
                changed,
                files,
                from: from.map(|node| self.prints.key(*node)).collect(),
            },
        );
    }

    fn note(&self, url: &UrlPath, noted: Noted) {
        let mut all = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        all.push((url.as_str().to_string(), noted));
    }

    /// The pages, whose files hold this.
    pub fn all(self, sums: &Sums) -> Pages {
        let noted = self.noted.into_inner();
        let mut noted = noted.unwrap_or_else(PoisonError::into_inner);
        noted.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut things: Vec<(u64, u64)> = Vec::new();
        let mut places: FxHashMap<u64, u32> = FxHashMap::default();
        let mut pages = BTreeMap::new();
        for (url, noted) in noted {
            let mut from = Vec::with_capacity(noted.from.len());
            for key in noted.from {
                let at = *places.entry(key).or_insert_with(|| {
                    things.push((key, self.prints.print(key)));
                    (things.len() - 1) as u32
                });
                from.push(at);
            }
            let with_sum = |path: String| {
                let sum = sums.get(&path)?.clone();
                Some((path, sum))
            };
            let files: Option<Vec<_>> = noted.files.into_iter().map(with_sum).collect();
            if let Some(files) = files {
                let changed = noted.changed;
                pages.insert(
                    url,
                    Made {
                        changed,
                        files,
                        from,
                    },
                );
            }
        }
        Pages {
            ground: self.prints.ground,
            things,
            pages,
        }
    }
}
