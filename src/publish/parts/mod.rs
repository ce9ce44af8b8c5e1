//! A site built in parts, by so many machines: each evaluates the same site and renders its share of the
//! pages, with a list of what it made. [`join()`] makes a whole of all of them.

mod join;

pub use join::{Held, Joined, join};

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::guard::refuse;
use super::manifest::{self, is_a_file_of_a_site};
use super::sums::Sums;
use crate::diagnostic::Diagnostic;
use crate::edition::Edition;
use crate::pages::plan::Page;
use crate::pages::{division, sitemap};
use crate::path::UrlPath;
use crate::render::Renderer;

/// Which part of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shard {
    /// From 1.
    part: u64,
    of: u64,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let numbers = text.split_once('/');
        let numbers = numbers.and_then(|(part, of)| Some((part.parse().ok()?, of.parse().ok()?)));
        let shard = numbers.map(|(part, of)| Shard { part, of });
        shard
            .filter(|shard| shard.is_one())
            .ok_or_else(|| "write the first of four parts as 1/4, the last as 4/4".to_string())
    }
}

impl std::fmt::Display for Shard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "part {} of {}", self.part, self.of)
    }
}

/// How many parts there may be.
const MOST: u64 = 1_000_000;

impl Shard {
    fn is_one(self) -> bool {
        (1..=self.of).contains(&self.part) && self.of <= MOST
    }

    /// Whether it is the one that tells what is wrong with the site as a whole.
    pub fn is_first(self) -> bool {
        self.part == 1
    }

    /// Whether a page is in this part. What tells of all pages is in none: [`join()`] makes it.
    pub fn has(self, edition: &Edition, url: &UrlPath, page: &Page) -> bool {
        let address = || division::address(&edition.newsroom, &edition.plan, url, page);
        !page.lists_pages() && xxh3_64(address().as_bytes()) % self.of == self.part - 1
    }
}

/// A part, and the site that it is of.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Part {
    /// Which part of how many.
    pub shard: Shard,
    /// The hash of all that went into the site.
    pub key: String,
    /// The instant at which it was judged.
    pub made: DateTime<Utc>,
    /// From when on it may be another with no edit.
    pub until: Option<DateTime<Utc>>,
}

/// What a part's own file tells of it.
#[derive(Debug, Serialize, Deserialize)]
struct List {
    #[serde(flatten)]
    part: Part,
    /// What is needed of it for the sitemaps; none where the site has none.
    listed: Option<Listed>,
    /// Whether files were compressed beforehand.
    precompressed: bool,
    /// What its files hold.
    files: Sums,
}

/// The pages of a part that search engines are told of.
#[derive(Debug, Serialize, Deserialize)]
struct Listed {
    base: String,
    /// The addresses of the sitemaps.
    sitemaps: BTreeSet<String>,
    /// For each page the day on which it last changed.
    changed: BTreeMap<String, Option<String>>,
}

impl Listed {
    fn of(edition: &Edition, renderer: &Renderer<'_>, shard: Shard) -> Option<Listed> {
        let pages = &edition.plan.pages;
        let lists = pages.iter().filter(|(_, page)| page.lists_pages());
        let ours = pages
            .iter()
            .filter(|(url, page)| sitemap::is_listed(page) && shard.has(edition, url, page));
        Some(Listed {
            base: edition.config.base_url.clone()?,
            sitemaps: lists.map(|(url, _)| url.to_string()).collect(),
            changed: ours
                .map(|(url, _)| (url.to_string(), renderer.changed(url)))
                .collect(),
        })
    }
}

/// The text of the file that tells of a part, whose files hold this.
pub fn list(part: &Part, edition: &Edition, renderer: &Renderer<'_>, files: Sums) -> String {
    let list = List {
        part: part.clone(),
        listed: Listed::of(edition, renderer, part.shard),
        precompressed: edition.config.output.precompress,
        files,
    };
    serde_json::to_string_pretty(&list).unwrap_or_default() + "\n"
}

/// What the file that tells of a part is called.
pub const FILE: &str = ".dateline-part.json";

/// Where it lies.
fn path(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

fn read(folder: &Path) -> io::Result<List> {
    let text = fs::read_to_string(path(folder))?;
    let list: List = serde_json::from_str(&text).map_err(io::Error::from)?;
    let sound = list.part.shard.is_one() && list.files.keys().all(|path| is_a_file_of_a_site(path));
    // No build writes another kind of entry, and nothing outside of the folders may be touched.
    match sound {
        true => Ok(list),
        false => Err(io::Error::other("no build wrote it")),
    }
}

/// Whether a folder holds a part of a site, and not a whole one.
pub fn is_part(folder: &Path) -> bool {
    path(folder).is_file()
}

/// Refuses to put a part in the place of a whole site or of another part, and the reverse.
///
/// # Errors
///
/// Why the folder is refused.
pub fn check(out: &Path, shard: Option<Shard>) -> Result<(), Diagnostic> {
    let whole = manifest::path(out).is_file() && !is_part(out);
    let there = is_part(out).then(|| read(out).ok().map(|list| list.part.shard));
    let (reason, help) = match (shard, there) {
        (Some(_), None) if whole => (
            "it holds a whole site, of which a part would leave little".to_string(),
            "give each part a folder of its own with `--out DIR`",
        ),
        (Some(wanted), Some(Some(there))) if there != wanted => (
            format!("it holds {there} of a site"),
            "give each part a folder of its own with `--out DIR`",
        ),
        (None, Some(there)) => (
            match there {
                Some(there) => format!("it holds {there} of a site"),
                None => "it holds a part of a site".to_string(),
            },
            "choose another folder with `--out DIR`, or remove this one",
        ),
        _ => return Ok(()),
    };
    Err(refuse(out, &reason).help(help))
}
