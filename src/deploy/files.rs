//! The files that are to be sent, and with what.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use super::store::Sent;
use crate::diagnostic::Diagnostic;
use crate::host::{LONG, TYPES, is_lasting};
use crate::publish::compress::is_beside;

/// A file to be sent.
#[derive(Clone, Debug)]
pub struct File {
    /// Where it lies on disk.
    pub source: PathBuf,
    /// How many bytes it has.
    pub length: u64,
    /// What it holds and with what it is sent, in a few bytes.
    pub sum: String,
}

/// The files to be sent, by their paths in the site.
pub type Files = BTreeMap<String, File>;

/// Takes the sums of files. Those that are only there for servers that look for packed files beside
/// the others are left out: an object store sends none of them to a reader.
///
/// # Errors
///
/// Which file cannot be read.
pub fn read(files: BTreeMap<String, PathBuf>) -> Result<Files, Diagnostic> {
    let packed = |path: &str| is_beside(path, |original| files.contains_key(original));
    let sent = files.par_iter().filter(|(path, _)| !packed(path));
    sent.map(|(path, source)| {
        let bytes = bytes(source)?;
        let file = File {
            source: source.clone(),
            length: bytes.len() as u64,
            sum: sum(path, &bytes),
        };
        Ok((path.clone(), file))
    })
    .collect()
}

/// The bytes of a file.
///
/// # Errors
///
/// What the system says.
pub fn bytes(source: &Path) -> Result<Vec<u8>, Diagnostic> {
    fs::read(source).map_err(|error| {
        let message = format!("cannot read {}: {error}", source.display());
        Diagnostic::outside("deploy/unreadable", message).help("build again, and then deploy")
    })
}

/// The sum of bytes (XXH3, 128 bits), and of what they are sent with.
pub fn sum(path: &str, bytes: &[u8]) -> String {
    let sent = sent(path);
    let mut hash = Xxh3::new();
    hash.update(format!("{}\n{}\n", sent.media, sent.caching).as_bytes());
    hash.update(bytes);
    format!("{:032x}", hash.digest128())
}

/// With what a file of a site is sent.
pub fn sent(path: &str) -> Sent {
    Sent {
        media: media(path),
        caching: match is_lasting(path) {
            true => LONG,
            false => "public, max-age=60",
        },
    }
}

fn media(path: &str) -> String {
    let place = format!("/{path}");
    let known = TYPES.iter().find(|(ending, _)| place.ends_with(ending));
    let media = known.map_or_else(
        || mime_guess::from_path(path).first_raw(),
        |(_, media)| Some(*media),
    );
    let media = media.unwrap_or("application/octet-stream");
    let is_text = media.starts_with("text/") || media.ends_with("xml") || media.contains("json");
    match is_text && !media.contains("charset") {
        true => format!("{media}; charset=utf-8"),
        false => media.to_string(),
    }
}

/// When a file has its turn: what pages need comes before them, and what tells of pages after them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// What pages need, and whatever else is no page.
    Asset,
    /// A page.
    Page,
    /// A feed, calendar or list of pages, and what is said of the build.
    Told,
}

/// The turn of a path.
pub fn turn(path: &str) -> Turn {
    match name(path).rsplit_once('.') {
        Some((_, "html")) => Turn::Page,
        Some((_, "xml" | "ics")) => Turn::Told,
        _ if matches!(name(path), "feed.json" | "build.json") => Turn::Told,
        _ => Turn::Asset,
    }
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::sent;

    #[test]
    fn a_file_is_sent_as_what_it_is() {
        for (path, media) in [
            ("index.html", "text/html; charset=utf-8"),
            ("a/feed.xml", "application/atom+xml; charset=utf-8"),
            ("feed.json", "application/feed+json; charset=utf-8"),
            ("sitemap.xml", "text/xml; charset=utf-8"),
            ("calendar.ics", "text/calendar; charset=utf-8"),
            ("data.csv", "text/csv; charset=utf-8"),
            ("a.md", "text/markdown; charset=utf-8"),
            ("a.mjs", "text/javascript; charset=utf-8"),
            ("a.webp", "image/webp"),
            ("a.svg", "image/svg+xml; charset=utf-8"),
            ("LICENCE", "application/octet-stream"),
        ] {
            assert_eq!(sent(path).media, media, "{path}");
        }
    }
}
