//! The three kinds of path in Dateline: where a text came from ([`SourcePath`]),
//! where a page goes ([`UrlPath`]), and the word a name becomes in a URL ([`slug`]).

mod glob;
mod names;

pub use glob::fits;
pub use names::{folded, seen, slug};

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// A file's path inside the site's folder, with forward slashes on every system.
///
/// Cheap to clone: every diagnostic and every fact carries one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Makes a path from `/`-separated text relative to the site's folder.
    pub fn new(path: &str) -> Self {
        Self(Arc::from(path))
    }

    /// The whole path, such as `content/articles/2024/x.md`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds the file; empty for a file at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The file's name with its extension.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The file's name without its last extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        match name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => name,
        }
    }

    /// The last extension in lower case; empty where there is none.
    pub fn extension(&self) -> String {
        match self.file_name().rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_ascii_lowercase(),
            _ => String::new(),
        }
    }

    /// Whether this is `folder` itself or lies below it.
    pub fn is_within(&self, folder: &SourcePath) -> bool {
        let rest = self.0.strip_prefix(folder.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Resolves `reference` as seen from this file's folder.
    ///
    /// A leading `@/` means `content/`, a leading `/` the site's folder. `None` where `..`
    /// leads out of the site.
    pub fn resolve(&self, reference: &str) -> Option<SourcePath> {
        let (base, rest) = if let Some(rest) = reference.strip_prefix("@/") {
            ("content", rest)
        } else if let Some(rest) = reference.strip_prefix('/') {
            ("", rest)
        } else {
            (self.folder(), reference)
        };
        let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
        for part in rest.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(SourcePath::new(&parts.join("/")))
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for SourcePath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// A page's or file's place in the published site, from its root: `/regions/iraq/`.
///
/// A trailing slash means a page, whose file is `index.html` in that folder.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(Arc<str>);

impl UrlPath {
    /// Makes a path; a missing leading slash is added.
    pub fn new(path: &str) -> Self {
        if path.starts_with('/') {
            Self(Arc::from(path))
        } else {
            Self(Arc::from(format!("/{path}")))
        }
    }

    /// The whole path with its leading slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of a page or file below this page.
    pub fn join(&self, below: &str) -> UrlPath {
        UrlPath(Arc::from(format!("{}{below}", self.0)))
    }

    /// Where the file lies in the output folder: `/a/` is `a/index.html`.
    pub fn file(&self) -> String {
        let path = self.0.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_string()
        }
    }

    /// The way from this page up to the site's root: `../../` from `/a/b/`, `./` from `/`.
    pub fn to_root(&self) -> String {
        match self.0.matches('/').count() {
            0 | 1 => "./".to_string(),
            depth => "../".repeat(depth - 1),
        }
    }

    /// The relative reference from this page to `target`, percent-encoded (RFC 3986).
    ///
    /// A page's reference ends in its folder's slash, so that the reader's address stays
    /// short; see [`UrlPath::reference_to_file`] for the form that also opens from a disk.
    pub fn reference(&self, target: &UrlPath) -> String {
        let mut reference = String::new();
        push_reference(&mut reference, &encode(&self.0), &encode(&target.0));
        reference
    }

    /// Like [`UrlPath::reference`], naming a page's `index.html`, so that it opens from a
    /// folder on disk as well as from a host.
    pub fn reference_to_file(&self, target: &UrlPath) -> String {
        let mut reference = String::new();
        push_reference_to_file(&mut reference, &encode(&self.0), &encode(&target.0));
        reference
    }

    /// Resolves a relative reference against this page's URL (RFC 3986, 5.2).
    pub fn resolve(&self, reference: &str) -> UrlPath {
        let mut parts: Vec<&str> = self.0.split('/').collect();
        parts.pop();
        for part in reference.split('/') {
            match part {
                "." => {}
                ".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        UrlPath::new(&parts.join("/"))
    }

    /// The percent-encoded path (RFC 3986), for absolute addresses.
    pub fn encoded(&self) -> String {
        encode(&self.0)
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for UrlPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Writes the relative reference from one percent-encoded path to another, as
/// [`UrlPath::reference`] has it.
pub fn push_reference(out: &mut String, from: &str, target: &str) {
    let from = folder_of(from);
    let common = common_folder(from, target);
    let ups = from[common..].matches('/').count();
    let rest = &target[common..];
    if ups == 0 && (rest.is_empty() || first_segment(rest).contains(':')) {
        // A first segment with a colon would be read as a scheme (RFC 3986, 4.2).
        out.push_str("./");
    }
    for _ in 0..ups {
        out.push_str("../");
    }
    out.push_str(rest);
}

/// The same as [`UrlPath::reference_to_file`] has it.
pub fn push_reference_to_file(out: &mut String, from: &str, target: &str) {
    let start = out.len();
    push_reference(out, from, target);
    match &out[start..] {
        "./" => out.replace_range(start.., "index.html"),
        folder if folder.ends_with('/') => out.push_str("index.html"),
        _ => {}
    }
}

fn folder_of(path: &str) -> &str {
    path.rfind('/').map_or("/", |slash| &path[..=slash])
}

fn first_segment(path: &str) -> &str {
    path.split('/').next().unwrap_or("")
}

/// The length of the longest common prefix that ends in a slash.
fn common_folder(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y);
    let shared = same.count();
    a.as_bytes()[..shared]
        .iter()
        .rposition(|byte| *byte == b'/')
        .map_or(0, |slash| slash + 1)
}

/// Percent-encodes what RFC 3986 does not allow in a path; slashes stay.
fn encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'/' | b'-' | b'_' | b'.' | b'~' | b'!' | b'$' | b'(' | b')' | b'*' | b'+' | b','
            | b';' | b'=' | b':' | b'@' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Decodes percent-encoding; what is not valid stays as it was written.
pub fn decode(reference: &str) -> String {
    let bytes = reference.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes
            .get(at + 1..at + 3)
            .filter(|_| bytes[at] == b'%')
            .and_then(|two| std::str::from_utf8(two).ok())
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        out.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| reference.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_relative_to_the_page() {
        let reference = |from: &str, to: &str| UrlPath::new(from).reference(&UrlPath::new(to));
        assert_eq!(reference("/", "/"), "./");
        assert_eq!(reference("/a/", "/a/"), "./");
        assert_eq!(reference("/a/b/", "/"), "../../");
        assert_eq!(reference("/a/b/", "/a/c/"), "../c/");
        assert_eq!(reference("/a/b/", "/ab/"), "../../ab/");
        assert_eq!(reference("/404.html", "/a/x.ics"), "a/x.ics");
        assert_eq!(reference("/", "/a:b/"), "./a:b/");
        assert_eq!(reference("/", "/x y/é/"), "x%20y/%C3%A9/");
        let file = |from: &str, to: &str| UrlPath::new(from).reference_to_file(&UrlPath::new(to));
        assert_eq!(file("/a/", "/a/"), "index.html");
        assert_eq!(file("/a/", "/b/"), "../b/index.html");
        assert_eq!(file("/a/", "/site.css"), "../site.css");
    }

    #[test]
    fn a_source_path_resolves_references_and_never_leaves_the_site() {
        let path = SourcePath::new("content/articles/2024/x.md");
        let resolve = |reference: &str| path.resolve(reference).map(|p| p.to_string());
        assert_eq!(
            resolve("y.md").as_deref(),
            Some("content/articles/2024/y.md")
        );
        assert_eq!(
            resolve("../../topics/a.md").as_deref(),
            Some("content/topics/a.md")
        );
        assert_eq!(
            resolve("@/pages/about.md").as_deref(),
            Some("content/pages/about.md")
        );
        assert_eq!(resolve("../../../../etc/passwd"), None);
    }

    #[test]
    fn percent_decoding_keeps_what_is_not_valid() {
        assert_eq!(decode("a%20b"), "a b");
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%C3%A9"), "%zzé");
    }
}
