//! The hosts that a site can be written for: `[output] host` in dateline.toml.
//!
//! Each is one file here: which files it reads beside the site, what these say, and how much of a site
//! it takes. What they say is the same for all ([`Rules`]), in the host's own words. A new host is its
//! file and its two lines below. This module knows nothing of articles and pages.

mod apache;
mod azure;
mod caddy;
mod cloudflare;
mod firebase;
mod github;
mod gitlab;
mod limits;
mod lines;
mod netlify;
mod nginx;
mod pattern;
mod rules;
mod s3;
mod vercel;

pub use limits::{Count, Limit, Measure, exceeded};
pub use rules::{HeaderRule, LONG, Moved, Of, Policy, Rules, TYPES, is_lasting};

/// A host.
pub struct Host {
    /// What dateline.toml calls it.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Whether it is a server of one's own, which can hand over what was compressed beforehand.
    pub own: bool,
    /// The files that it reads.
    pub files: &'static [File],
    /// How many of the former addresses its files name, in their order; what is behind them leads on
    /// by its page alone.
    pub takes: fn(&Rules<'_>) -> usize,
    /// How much it takes of the site itself.
    pub limits: &'static [Limit],
}

/// A file that a host reads.
pub struct File {
    /// Its path in the output folder.
    pub path: &'static str,
    /// What it says; nothing where this site needs no such file.
    pub text: fn(&Rules<'_>) -> Option<String>,
}

impl Host {
    /// The paths of the files that it reads of a site.
    pub fn paths(&self, rules: &Rules<'_>) -> Vec<&'static str> {
        let wanted = self.files.iter();
        let wanted = wanted.filter(|file| (file.text)(rules).is_some());
        wanted.map(|file| file.path).collect()
    }

    /// What the file at a path says.
    pub fn text(&self, path: &str, rules: &Rules<'_>) -> Option<String> {
        let file = self.files.iter().find(|file| file.path == path)?;
        (file.text)(rules)
    }
}

impl PartialEq for Host {
    fn eq(&self, other: &Host) -> bool {
        self.name == other.name
    }
}

impl Eq for Host {}

impl std::fmt::Debug for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// Every host by the name that dateline.toml has for it.
pub const HOSTS: &[(&str, &Host)] = &[
    (cloudflare::HOST.name, &cloudflare::HOST),
    (netlify::HOST.name, &netlify::HOST),
    (vercel::HOST.name, &vercel::HOST),
    (github::HOST.name, &github::HOST),
    (gitlab::HOST.name, &gitlab::HOST),
    (azure::HOST.name, &azure::HOST),
    (firebase::HOST.name, &firebase::HOST),
    (s3::HOST.name, &s3::HOST),
    (nginx::HOST.name, &nginx::HOST),
    (apache::HOST.name, &apache::HOST),
    (caddy::HOST.name, &caddy::HOST),
];

/// For hosts that take any number of former addresses.
fn all(rules: &Rules<'_>) -> usize {
    rules.moved.len()
}

/// For hosts that take none.
fn none(_: &Rules<'_>) -> usize {
    0
}
