//! A whole site of another generator as the content of a Dateline site.
//!
//! Every file keeps its place below `content/`, so that most addresses stay; where one would not,
//! the old one becomes an alias. Nothing is fatal: what has no counterpart is kept and listed.

mod address;
mod front_matter;
mod jekyll;
mod kept_out;
mod keys;
mod languages;
mod layout;
mod mend;
mod places;
mod references;
mod report;
mod shortcodes;
mod texts;

pub use mend::mend;
pub use report::report;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::content::holding::Held;
use crate::content::moment::Moment;
use places::Places;

/// A generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generator {
    /// Hugo.
    Hugo,
    /// Zola.
    Zola,
    /// Jekyll.
    Jekyll,
    /// Eleventy.
    Eleventy,
    /// Astro.
    Astro,
}

impl Generator {
    /// Whether the generator reads its Markdown, and HTML that has a front matter, by Liquid.
    fn is_liquid(self) -> bool {
        matches!(self, Generator::Jekyll | Generator::Eleventy)
    }
}

/// A file of the old site.
#[derive(Clone, Debug)]
pub struct Old {
    /// Its path from the site's folder on, with `/`.
    pub path: String,
    /// Its text, if it is one that is read.
    pub text: Option<String>,
}

/// The site that the old one goes into.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its language.
    pub language: String,
    /// The present instant, which tells what is to come.
    pub now: DateTime<Utc>,
}

impl Target {
    /// Whether a folder or a setting that says this holds its texts back: for good, until a day, or
    /// from a day on, which the texts themselves do not say.
    fn holds(&self, held: &Held) -> bool {
        held.draft || held.expires.is_some() || self.is_to_come(&held.release)
    }

    /// Whether a day, if there is one, is still to come.
    fn is_to_come(&self, day: &Option<String>) -> bool {
        let moment = day
            .as_deref()
            .and_then(|day| Moment::release(day, chrono_tz::Tz::UTC));
        moment.is_some_and(|moment| moment.instant > self.now)
    }
}

/// What a site becomes.
#[derive(Clone, Debug, Default)]
pub struct Conversion {
    /// Texts to write, by their path in the new site.
    pub texts: BTreeMap<String, String>,
    /// Files to copy: the path in the new site, and in the old one.
    pub copies: BTreeMap<String, String>,
    /// What became of every address.
    pub addresses: Vec<Address>,
    /// Shortcodes and tags that were left as they are, with how often.
    pub kept_tags: BTreeMap<String, usize>,
    /// Shortcodes and tags that became Markdown, with how often.
    pub turned_tags: BTreeMap<String, usize>,
    /// What was taken out of texts, with how often.
    pub taken_out: BTreeMap<String, usize>,
    /// Links that the new site could not have, and that are words now.
    pub unlinked: Vec<String>,
    /// Files that were left out, each with the reason.
    pub left_out: Vec<(String, String)>,
    /// How many of the texts are not public yet: drafts, embargoes, days to come.
    pub drafts: usize,
    /// Keys that may hold a text back and that nobody understands, with how many texts they made
    /// drafts.
    pub held: BTreeMap<String, usize>,
    /// What of the old site's settings might keep texts out and could not be followed.
    pub unclear: Vec<String>,
    /// The keys that held terms, with how many terms in all.
    pub terms: BTreeMap<String, usize>,
    /// The language that the old site says it is in.
    pub language: Option<String>,
}

/// An address of the old site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// The address.
    pub url: String,
    /// The file that had it.
    pub file: String,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of an address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It stays.
    Kept,
    /// It redirects to another.
    Redirected(String),
    /// It is gone, with the reason.
    Missing(String),
}

impl Conversion {
    fn address(&mut self, url: &str, file: &str, fate: Fate) {
        self.addresses.push(Address {
            url: url.to_string(),
            file: file.to_string(),
            fate,
        });
    }

    fn set_fate(&mut self, url: &str, fate: Fate) {
        let mut addresses = self.addresses.iter_mut();
        if let Some(address) = addresses.find(|address| address.url == url) {
            address.fate = fate;
        }
    }
}

/// Converts a site.
pub fn convert(generator: Generator, files: &[Old], target: &Target) -> Conversion {
    let site = Places::read(generator, files, target);
    let mut conversion = Conversion {
        language: site.rules.languages.main().map(str::to_string),
        unclear: site.rules.kept_out.unclear.clone(),
        ..Conversion::default()
    };
    let converted = files
        .iter()
        .filter_map(|file| texts::one(&site, file, target, &mut conversion))
        .collect();
    texts::finish(converted, &mut conversion);
    conversion.addresses.sort();
    conversion
}
