//! The search: what a reader's browser loads to search the site, made from the records of its pages.
//!
//! [`Index::of`] gathers what goes in, and [`Index::files`] makes the files, which takes time and
//! needs nothing else: the preview does it beside its work.

mod pagefind;

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use xxhash_rust::xxh3::xxh3_64;

use crate::config::LinkStyle;
use crate::diagnostic::Diagnostic;
use crate::pages::record::{self, Record};
use crate::pages::site::Site;
use crate::pages::urls;
use crate::path::UrlPath;
use pagefind::Made;

/// How many bytes of text are searched as they stand. Of a larger site it is the beginning of each
/// page, and of the rest each word once: all is found, with half the time and memory.
const WHOLE: usize = 8 << 20;

/// How many bytes of text are searched in all: memory grows with it, fifty times as fast.
const SEARCHED: usize = 32 << 20;

/// How many files the records are divided over at most, as a power of two: hosts count files.
const MOST_FILES: u32 = 9;

/// How many bytes of texts a file of records holds, so that each of the first results costs a
/// reader little. The more records share a file, the less is kept of each to quote from.
const QUOTED: usize = 16 << 10;

/// What an index is made from.
pub struct Index {
    records: Vec<Record>,
    /// What is searched of each.
    words: Vec<String>,
    language: String,
    links: LinkStyle,
}

/// The script that searches. It is told what the others are, so that it is the one to load.
pub const SCRIPT: &str = "search.js";

/// The files of a search, by address.
pub type Files = BTreeMap<UrlPath, Vec<u8>>;

impl Index {
    /// Gathers it; nothing is in it where the site has no search.
    pub fn of(site: Site<'_>) -> Index {
        let language = site.config.language.as_str();
        let primary = language.split(['-', '_']).next().unwrap_or(language);
        let records = record::all(site);
        let count = records.len().max(1);
        let (whole, most) = (WHOLE / count, SEARCHED / count);
        let words = records.par_iter();
        let words = words.map(|record| searched(&record.text, whole, most));
        Index {
            words: words.collect(),
            records,
            language: primary.to_lowercase(),
            links: site.config.output.links,
        }
    }

    /// The records that are in it, in the order in which they stand where nothing else decides.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// What all of it comes to: of indexes with one print the files are the same. What is not searched of
    /// a text is not in it.
    pub fn print(&self) -> u64 {
        let each = self.records.par_iter().zip(&self.words);
        let each = each.map(|(record, words)| {
            let Record {
                url,
                kind,
                title,
                text: _,
                label,
                date,
                day,
                mark,
                speakers,
                lang,
                topics,
                regions,
                years,
            } = record;
            let found = (url, kind, title, label, date, day);
            let filed = (mark, speakers, lang, topics, regions, years);
            xxh3_64(format!("{found:?} {filed:?} {words}").as_bytes())
        });
        let each: Vec<u64> = each.collect();
        xxh3_64(format!("{each:?} {} {:?}", self.language, self.links).as_bytes())
    }

    /// Makes the files.
    ///
    /// # Errors
    ///
    /// What kept Pagefind from it.
    pub fn files(self) -> Result<Files, Diagnostic> {
        if self.records.is_empty() {
            return Ok(Files::new());
        }
        let made = pagefind::index(&self.records, &self.words, &self.language).map_err(failed)?;
        let bits = self.records.len().div_ceil(2).next_power_of_two();
        let bits = bits.trailing_zeros().min(MOST_FILES);
        let mut files = records(&self.records, &made, bits, self.links);
        files.extend(made.files);
        let settings = Settings {
            version: version(&files),
            bits,
            entry: made.entry,
        };
        let settings = serde_json::to_string(&settings).unwrap_or_default();
        let client = include_str!("client.js").replacen("SETTINGS", &settings, 1);
        let named = |(name, script): (String, String)| {
            let url = urls::search_file(&format!("{name}.js"));
            (url, script.into_bytes())
        };
        let mut files: Files = files.into_iter().map(named).collect();
        files.insert(urls::search_file(SCRIPT), client.into_bytes());
        Ok(files)
    }
}

/// What the script is told of the files beside it.
#[derive(Serialize)]
struct Settings {
    /// Another one whenever any of them is another.
    version: String,
    /// How many bits of a record's hash name its file.
    bits: u32,
    /// What Pagefind says of its index.
    entry: Json,
}

/// A record as the script is given it.
#[derive(Serialize)]
struct Shown<'a> {
    url: String,
    title: &'a str,
    label: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    date: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    mark: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    speakers: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'a str>,
    text: &'a str,
}

impl<'a> Shown<'a> {
    /// A record with so many bytes of its text.
    fn of(record: &'a Record, bytes: usize, links: LinkStyle) -> Shown<'a> {
        let root = urls::front();
        Shown {
            url: match links {
                LinkStyle::Portable => root.reference_to_file(&record.url),
                LinkStyle::Clean => root.reference(&record.url),
            },
            title: &record.title,
            label: &record.label,
            date: &record.date,
            mark: &record.mark,
            speakers: &record.speakers,
            lang: record.lang.as_deref(),
            text: beginning(&record.text, bytes),
        }
    }
}

/// Scripts that hand over the records, by name.
fn records(
    records: &[Record],
    made: &Made,
    bits: u32,
    links: LinkStyle,
) -> BTreeMap<String, String> {
    let mut files: BTreeMap<u32, BTreeMap<&str, &Record>> = BTreeMap::new();
    for (hash, nth) in &made.hashes {
        let digits = hash.rsplit('_').next().and_then(|hash| hash.get(..3));
        let digits = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let file = digits.unwrap_or_default() >> (12 - bits);
        files.entry(file).or_default().insert(hash, &records[*nth]);
    }
    let script = |(number, file): (u32, BTreeMap<&str, &Record>)| {
        // What Pagefind says of places in a text holds for what it has as it stands.
        let share = (QUOTED / file.len()).min(WHOLE / records.len());
        let shown: BTreeMap<&str, Shown<'_>> = file
            .into_iter()
            .map(|(hash, record)| (hash, Shown::of(record, share, links)))
            .collect();
        let name = format!("records/{number}");
        let content = serde_json::to_string(&shown).unwrap_or_default();
        (name.clone(), handing_over(&name, &content))
    };
    files.into_iter().map(script).collect()
}

/// A script that hands over what a name stands for.
fn handing_over(name: &str, content: &str) -> String {
    format!("datelineSearch.give(\"{name}\",{content})\n")
}

/// The whole words at the beginning of a text that are at most so many bytes.
fn beginning(text: &str, bytes: usize) -> &str {
    match text.get(..=bytes) {
        None if text.len() <= bytes => text,
        _ => {
            let mut end = bytes;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            let whole = text[..end].rfind(' ');
            &text[..whole.unwrap_or(end)]
        }
    }
}

/// What is searched of a text: so many bytes as they stand, and of the rest each word that is not
/// there yet, as long as it is not more than `most`.
fn searched(text: &str, whole: usize, most: usize) -> String {
    let start = beginning(text, whole);
    let mut kept = start.to_string();
    let mut seen: HashSet<&str> = start.split(' ').map(bare).collect();
    for word in text[start.len()..].split(' ') {
        if kept.len() + word.len() >= most {
            break;
        }
        let plain = bare(word);
        if !plain.is_empty() && seen.insert(plain) {
            kept.push(' ');
            kept.push_str(word);
        }
    }
    kept
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn version(files: &BTreeMap<String, String>) -> String {
    let mut hash = Sha256::new();
    for (name, script) in files {
        hash.update(name);
        hash.update(script);
    }
    let digest = hash.finalize();
    digest
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn failed(message: String) -> Diagnostic {
    Diagnostic::outside(
        "search/failed",
        format!("the index of the search cannot be made: {message}"),
    )
    .help("please report this; `without = [\"search\"]` under [output] builds the site without it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_words() {
        assert_eq!(beginning("one two", 7), "one two");
        assert_eq!(beginning("one two", 6), "one");
        assert_eq!(beginning("نعم لا", 7), "نعم");
        assert_eq!(beginning("unbroken", 3), "unb");
        assert_eq!(beginning("", 0), "");
    }

    #[test]
    fn behind_the_beginning_each_word_is_searched_once() {
        let text = "The bridge is new. The bridge, they say, is The new bridge.";
        assert_eq!(searched(text, 100, 100), text);
        assert_eq!(searched(text, 19, 100), "The bridge is new. they say,");
        assert_eq!(searched(text, 19, 26), "The bridge is new. they");
    }
}
