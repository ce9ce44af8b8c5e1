//! Who has which file of the output. Two pages may not have one, and none may have a file that
//! a disk cannot hold.

use rustc_hash::FxHashMap as HashMap;

use crate::diagnostic::{Diagnostic, Place};
use crate::path::{SourcePath, UrlPath, folded};

/// How long a name of a file may be on the disks in use, in bytes.
const NAME: usize = 255;

/// The files that are taken, by a name that is one for what many disks do not tell apart: `A` and
/// `a`, and an accent that is part of a letter or follows it.
#[derive(Default)]
pub struct Ledger {
    files: HashMap<String, Taken>,
    fragile: Vec<Diagnostic>,
}

/// Who has a file.
struct Taken {
    url: UrlPath,
    place: Option<Place>,
}

impl Ledger {
    /// Takes a URL's file for what stands at `place`, or for a page of Dateline's own.
    ///
    /// # Errors
    ///
    /// Who has the file already, or why no disk can hold it.
    pub fn take(&mut self, url: &UrlPath, place: Option<&Place>) -> Result<(), Diagnostic> {
        if let Some(fault) = fault(url) {
            let message = format!("the URL {url} cannot be published: {fault}");
            let error = Diagnostic::error("page/bad-url", message, somewhere(place));
            return Err(error.help("give it another `slug`, id or file name"));
        }
        let key = folded(&url.file()).into_owned();
        if let Some(other) = self.files.get(&key) {
            return Err(taken(url, place, other));
        }
        // What Dateline makes lies below what somebody wrote, and that is told of.
        if let (Some(place), Some(reason)) = (place, fragility(url)) {
            let message = format!("the URL {url} has a name that {reason}");
            let warning = Diagnostic::warning("page/fragile-name", message, place.clone());
            let help = "give it another `slug`, id or file name, so that the site can be kept, built and served everywhere";
            self.fragile.push(warning.help(help));
        }
        let taken = Taken {
            url: url.clone(),
            place: place.cloned(),
        };
        self.files.insert(key, taken);
        Ok(())
    }

    /// Which files' names do not last on every disk, and where one page's file would have to be
    /// another's folder.
    pub fn noticed(mut self) -> Vec<Diagnostic> {
        let clashes = self.clashes();
        self.fragile.extend(clashes);
        self.fragile
    }

    fn clashes(&self) -> Vec<Diagnostic> {
        let mut clashes = Vec::new();
        for (file, taken) in &self.files {
            for (slash, _) in file.match_indices('/') {
                if let Some(other) = self.files.get(&file[..slash]) {
                    clashes.push((file, slash, other, taken));
                }
            }
        }
        // A hash map has no order of its own.
        clashes.sort_by_key(|(file, slash, ..)| (&file[..*slash], *file));
        let told = clashes.chunk_by(|(one, at, ..), (other, end, ..)| one[..*at] == other[..*end]);
        let told = told.filter_map(|all| {
            let (file, slash, other, below) = *all.first()?;
            // What somebody wrote can move; what Dateline makes is named where there is nothing else.
            let written = all.iter().map(|(.., below)| *below);
            let below = { written }.find(|below| below.place.is_some()).unwrap_or(below);
            let more = match all.len() {
                1 => String::new(),
                files => format!(" (in all, {files} files are to be below it)"),
            };
            let blamed = other.place.as_ref().or(below.place.as_ref());
            let message = format!("`{}` would be a file and a folder", &file[..slash]);
            let error = Diagnostic::error("page/duplicate-url", message, somewhere(blamed));
            Some(error.help(format!(
                "{} is the file {}, and {} wants {} below it{more}; give one of them another `slug`, alias or file name",
                owner(other), other.url, owner(below), below.url
            )))
        });
        told.collect()
    }
}

/// Who has what no file of the site stands for.
const OWN: &str = "a page that Dateline makes";

fn owner(taken: &Taken) -> String {
    let place = taken.place.as_ref();
    place.map_or(OWN.to_string(), |place| place.file.to_string())
}

fn taken(url: &UrlPath, place: Option<&Place>, other: &Taken) -> Diagnostic {
    // Where Dateline's own page comes second, the other is the one that can move.
    let (owner, blamed) = match (place, &other.place) {
        (Some(place), Some(_)) => (owner(other), Some(place)),
        (place, other) => (OWN.to_string(), place.or(other.as_ref())),
    };
    let message = match url.file() == other.url.file() {
        true => format!("two pages want the URL {url}"),
        // Two spellings of an accent look alike: their codes do not.
        false => format!(
            "two pages want the URLs {url} and {}, which are one on many disks ({} and {})",
            other.url,
            url.encoded(),
            other.url.encoded()
        ),
    };
    let help = format!("{owner} has it too; give one of them another `slug`, alias or file name");
    Diagnostic::error("page/duplicate-url", message, somewhere(blamed)).help(help)
}

fn somewhere(place: Option<&Place>) -> Place {
    place
        .cloned()
        .unwrap_or_else(|| Place::file(&SourcePath::new(crate::config::FILE)))
}

/// Names that stand for devices on Windows, with any extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Why some disk or system cannot hold a URL's file as it is.
fn fragility(url: &UrlPath) -> Option<&'static str> {
    let file = url.file();
    file.split('/').find_map(|name| {
        let stem = name.split('.').next().unwrap_or("").trim_end();
        let stem = stem.to_ascii_lowercase();
        let numbered = |device: &str| {
            let number = stem.strip_prefix(device);
            number.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
        };
        if DEVICES.contains(&&*stem) || numbered("com") || numbered("lpt") {
            Some("stands for a device on Windows")
        } else if name.ends_with(['.', ' ']) {
            Some("ends in a dot or a space, which Windows drops")
        } else if name.contains(['<', '>', ':', '"', '|', '?', '*']) {
            Some("holds one of the characters `< > : \" | ? *`, which Windows cannot have")
        } else {
            None
        }
    })
}

/// Why a URL's file cannot be published.
pub fn fault(url: &UrlPath) -> Option<&'static str> {
    let file = url.file();
    file.split('/').find_map(|name| match name {
        "" => Some("a part of it is empty"),
        "." | ".." => Some("it leads out of its folder"),
        ".git" => Some("the folder would look like a repository"),
        name if name.starts_with(".dateline") => Some("such names are Dateline's own"),
        name if name.len() > NAME => Some("a part of it is longer than 255 bytes"),
        name if name.contains(|c: char| c.is_control() || c == '\\') => {
            Some("it holds a character that file names cannot")
        }
        _ => None,
    })
}

/// The URL of a former address: a page's ends in a slash. `None` for what is no path.
pub fn former_address(url: &UrlPath) -> Option<UrlPath> {
    let path = url.as_str();
    let wrong = path.starts_with("//") || path.contains("://") || path.contains(['?', '#']);
    let empty = path.trim_matches('/').is_empty();
    if wrong || empty || path.contains("//") {
        return None;
    }
    let is_file = path
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'));
    Some(match path.strip_suffix("/index.html") {
        Some(folder) => UrlPath::new(&format!("{folder}/")),
        None if is_file || path.ends_with('/') => url.clone(),
        None => url.join("/"),
    })
}
