//! What every host is told, in no host's words: which addresses lead on, and what stands above files.

use crate::path::{UrlPath, decode};

/// What a host is told of a site.
pub struct Rules<'a> {
    /// Where the site is published, with a final slash.
    pub base_url: Option<&'a str>,
    /// The path of that, with a slash at both ends: `/`, `/briefings/`.
    pub base: &'a str,
    /// The former addresses in order.
    pub moved: Vec<Moved<'a>>,
    /// The theme's files whose names change with their content.
    pub lasting: Vec<&'a UrlPath>,
    /// Pages and drawings that are files of authors: they bring what they need, styles and scripts of
    /// their own among it.
    pub own: Vec<&'a UrlPath>,
    /// What pages may load.
    pub policy: Policy<'a>,
}

/// A former address and the one that it leads to.
#[derive(Clone, Copy, Debug)]
pub struct Moved<'a> {
    /// The former one.
    pub from: &'a UrlPath,
    /// The present one.
    pub to: &'a UrlPath,
}

/// The Content-Security-Policy as pages themselves have it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Policy<'a> {
    /// That of all pages; none where a theme brings its own, which the host must not contradict.
    pub pages: Option<&'a str>,
    /// That of the pages below an address.
    pub below: Option<(&'a str, &'a str)>,
}

/// What stands above some files. Of two that say the same of a file, the later counts.
pub struct HeaderRule<'a> {
    /// Above which.
    pub of: Of<'a>,
    /// Names and values.
    pub headers: Vec<(&'static str, String)>,
}

/// Which files a rule is of.
#[derive(Clone, Copy, Debug)]
pub enum Of<'a> {
    /// All.
    All,
    /// Those below an address, which ends in a slash.
    Below(&'a str),
    /// Those whose address ends so: with a slash, by name.
    Ending(&'static str),
    /// One.
    One(&'a UrlPath),
    /// Those whose names change with their content.
    Lasting,
}

/// What changes with each edit is asked for again after five minutes.
const SHORT: &str = "public, max-age=300";

/// What never changes under its name need not be asked for again.
pub const LONG: &str = "public, max-age=31536000, immutable";

/// No other site shows a page within its own. A page cannot say so itself.
const FRAMES: &str = "frame-ancestors 'self'";

const CACHE: &str = "Cache-Control";
const POLICY: &str = "Content-Security-Policy";

/// The name of the header that says what a file is.
pub const TYPE: &str = "Content-Type";

/// The media types that hosts do not know or know without the characters' code, by how addresses end.
/// An ending that begins with a dot is one of names, the others are names.
pub const TYPES: [(&str, &str); 7] = [
    (".csv", "text/csv; charset=utf-8"),
    (".ics", "text/calendar; charset=utf-8"),
    (".md", "text/markdown; charset=utf-8"),
    (".mjs", "text/javascript; charset=utf-8"),
    ("/changes.xml", "application/atom+xml"),
    ("/feed.json", "application/feed+json"),
    ("/feed.xml", "application/atom+xml"),
];

/// What is read by itself and has styles of its own: the charts as pictures, and papers.
const ALONE: [&str; 2] = [".pdf", ".svg"];

impl<'a> Rules<'a> {
    /// A site of which nothing is to be said but where it is.
    pub fn at(base_url: Option<&'a str>, base: &'a str) -> Rules<'a> {
        Rules {
            base_url,
            base,
            moved: Vec::new(),
            lasting: Vec::new(),
            own: Vec::new(),
            policy: Policy::default(),
        }
    }

    /// The path of an address on its host, percent-encoded.
    pub fn encoded(&self, url: &UrlPath) -> String {
        let path = UrlPath::new(&self.plain(url.as_str())).encoded();
        // For some hosts these begin a part, or stand for one.
        path.replace('$', "%24")
            .replace('*', "%2A")
            .replace(':', "%3A")
    }

    /// The path of an address on its host.
    pub fn plain(&self, url: &str) -> String {
        format!("{}{}", decode(self.base), url.trim_start_matches('/'))
    }

    /// The path of the site on its host, percent-encoded.
    pub fn top(&self) -> String {
        self.encoded(&UrlPath::new("/"))
    }

    /// The path of the page for what is not found.
    pub fn not_found(&self) -> String {
        self.encoded(&UrlPath::new("/404.html"))
    }

    /// What stands above files, the general before the particular.
    pub fn headers(&self) -> Vec<HeaderRule<'a>> {
        let rule = |of, name, value: &str| HeaderRule {
            of,
            headers: vec![(name, value.to_string())],
        };
        let framed = |policy: &str| format!("{policy}; {FRAMES}");
        let policy = self.policy.pages;
        let mut all = rule(Of::All, CACHE, SHORT);
        all.headers.extend([
            (POLICY, policy.map_or(FRAMES.to_string(), framed)),
            ("Referrer-Policy", "strict-origin-when-cross-origin".into()),
            ("X-Content-Type-Options", "nosniff".into()),
        ]);
        let mut rules = vec![all];
        if policy.is_some() {
            let below = self.policy.below.iter();
            rules.extend(below.map(|(at, policy)| rule(Of::Below(at), POLICY, &framed(policy))));
            rules.extend(ALONE.map(|ending| rule(Of::Ending(ending), POLICY, FRAMES)));
            let own = self.own.iter();
            rules.extend(own.map(|url| rule(Of::One(url), POLICY, FRAMES)));
        }
        rules.extend(TYPES.map(|(ending, media)| rule(Of::Ending(ending), TYPE, media)));
        if !self.lasting.is_empty() {
            rules.push(rule(Of::Lasting, CACHE, LONG));
        }
        rules
    }
}

/// Whether a file's name changes with its content, as those of a theme's style sheets and scripts do.
pub fn is_lasting(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_digest = |part: &str| {
        part.len() == 12 && part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    };
    let parts: Vec<&str> = name.split('.').collect();
    matches!(parts.as_slice(), [_, .., digest, "css" | "js" | "mjs"] if is_digest(digest))
}

#[cfg(test)]
mod tests {
    use super::is_lasting;

    #[test]
    fn only_a_name_that_changes_with_its_bytes_is_kept_for_a_year() {
        assert!(is_lasting("theme/site.0123456789ab.css"));
        for path in [
            "0123456789ab.css",
            "site.css",
            "a/x.0123456789AB.css",
            "x.0123456789ab.svg",
        ] {
            assert!(!is_lasting(path), "{path}");
        }
    }
}
