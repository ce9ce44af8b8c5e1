//! The only door to the disk: a site's folder as a [`SourceTree`] of texts and assets.
//!
//! Everything behind this door sees files in memory, so that stages stay pure and a test is a
//! tree written in a line.
#![allow(
    clippy::disallowed_methods,
    reason = "this module is the one that reads the site from disk"
)]

mod asset;
mod garbled;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Checked, Diagnostic, Place, Texts, normal};
use crate::path::SourcePath;
pub use asset::Asset;

/// Every file of a site that Dateline may read, by its path.
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    /// Configuration, Markdown, data and templates, as text.
    pub texts: BTreeMap<SourcePath, Arc<str>>,
    /// Every other file, read only when it is published.
    pub assets: BTreeMap<SourcePath, Asset>,
    /// Files that are there but could not be read; a link to one is not reported again.
    pub unreadable: Vec<SourcePath>,
    /// Those of them that are no UTF-8, as far as they can be shown.
    pub garbled: BTreeMap<SourcePath, Arc<str>>,
}

impl Texts for SourceTree {
    fn text(&self, file: &SourcePath) -> Option<&str> {
        let text = self.texts.get(file).or_else(|| self.garbled.get(file));
        text.map(|text| &**text)
    }
}

impl SourceTree {
    /// A tree from paths and texts, for tests and for sites that live in memory.
    pub fn from_texts<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut tree = SourceTree::default();
        for (path, text) in files {
            let path = SourcePath::new(path);
            if is_text(&path) {
                tree.texts.insert(path, Arc::from(&*normal(text)));
            } else {
                tree.assets
                    .insert(path, Asset::Memory(Arc::from(text.as_bytes())));
            }
        }
        tree
    }

    /// Reads a site's folder: `dateline.toml`, `content/` and `themes/`.
    ///
    /// Hidden files and editors' backups are passed over; every file that cannot be read is
    /// reported. Links to folders are not followed.
    pub fn read(folder: &Path) -> Checked<SourceTree> {
        let mut diagnostics = Vec::new();
        let mut tree = SourceTree::default();
        for top in TOPS {
            let part = SourceTree::read_at(folder, &SourcePath::new(top));
            tree.add(part.drain_into(&mut diagnostics));
        }
        Checked::new(tree, diagnostics)
    }

    /// Reads what lies at or below a path of a site's folder, as [`SourceTree::read`] would.
    pub fn read_at(folder: &Path, at: &SourcePath) -> Checked<SourceTree> {
        let mut diagnostics = Vec::new();
        let read: Vec<_> = files(folder, at, &mut diagnostics)
            .into_par_iter()
            .map(read_file)
            .collect();
        let mut tree = SourceTree::default();
        for (path, file) in read {
            match file {
                Ok(File::Text(text)) => {
                    tree.texts.insert(path, text);
                }
                Ok(File::Asset(asset)) => {
                    tree.assets.insert(path, asset);
                }
                Err(Unread { told, shown }) => {
                    diagnostics.push(*told);
                    tree.garbled.extend(shown.map(|text| (path.clone(), text)));
                    tree.unreadable.push(path);
                }
            }
        }
        Checked::new(tree, diagnostics)
    }

    /// The paths of all its files.
    pub fn paths(&self) -> Vec<SourcePath> {
        let files = self.texts.keys().chain(self.assets.keys());
        files.chain(&self.unreadable).cloned().collect()
    }

    /// Takes out what lies at or below a path.
    pub fn remove(&mut self, at: &SourcePath) -> SourceTree {
        let mut unreadable = Vec::new();
        self.unreadable.retain(|path| match path.is_within(at) {
            true => {
                unreadable.push(path.clone());
                false
            }
            false => true,
        });
        SourceTree {
            texts: take_within(&mut self.texts, at),
            assets: take_within(&mut self.assets, at),
            garbled: take_within(&mut self.garbled, at),
            unreadable,
        }
    }

    /// Takes in the files of another part of the folder.
    pub fn add(&mut self, mut part: SourceTree) {
        self.texts.append(&mut part.texts);
        self.assets.append(&mut part.assets);
        self.garbled.append(&mut part.garbled);
        self.unreadable.append(&mut part.unreadable);
        self.unreadable.sort();
    }
}

/// What there is to read in a site's folder.
pub const TOPS: [&str; 3] = [crate::config::FILE, "content", "themes"];

fn take_within<T>(map: &mut BTreeMap<SourcePath, T>, at: &SourcePath) -> BTreeMap<SourcePath, T> {
    // What lies below a path need not follow it at once: `a-b` stands between `a` and `a/b`.
    let taken: Vec<SourcePath> = map
        .range(at..)
        .take_while(|(path, _)| path.as_str().starts_with(at.as_str()))
        .filter(|(path, _)| path.is_within(at))
        .map(|(path, _)| path.clone())
        .collect();
    taken
        .into_iter()
        .filter_map(|path| map.remove_entry(&path))
        .collect()
}

/// What tells one state of a file on disk from another without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    modified: Option<std::time::SystemTime>,
    length: u64,
}

/// The stamps of every file of a site's folder that [`SourceTree::read`] would read.
pub fn stamps(folder: &Path) -> BTreeMap<SourcePath, Stamp> {
    let mut stamps = BTreeMap::new();
    for top in TOPS {
        for (path, disk) in files(folder, &SourcePath::new(top), &mut Vec::new()) {
            if let Ok(metadata) = fs::metadata(&disk) {
                let stamp = Stamp {
                    modified: metadata.modified().ok(),
                    length: metadata.len(),
                };
                stamps.insert(path, stamp);
            }
        }
    }
    stamps
}

/// The path in the site of something on disk, if Dateline may read it.
pub fn wanted(folder: &Path, disk: &Path) -> Option<SourcePath> {
    let path = site_path(folder, disk)?;
    let top = path.as_str().split('/').next();
    let top = top.is_some_and(|top| TOPS.contains(&top));
    (top && is_wanted(&path)).then_some(path)
}

enum File {
    Text(Arc<str>),
    Asset(Asset),
}

/// The files at or below a path, each with where it is on disk.
fn files(
    folder: &Path,
    at: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(SourcePath, PathBuf)> {
    let mut files = Vec::new();
    let root = folder.join(at.as_str());
    // A file that is not there is missing; a link that leads to nothing is a loss.
    if fs::symlink_metadata(&root).is_err() {
        return files;
    }
    // The content folder itself may be a link; a link within it is not followed.
    let walker = WalkDir::new(&root).follow_root_links(!at.as_str().contains('/'));
    for entry in walker
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|e| e.depth() == 0 || is_wanted_at(folder, e))
    {
        match entry {
            Ok(entry) if entry.path_is_symlink() && is_refused(folder, entry.path()) => {
                diagnostics.extend(leads_out(folder, &entry));
                // The content folder itself is one: nothing in it is read.
                if entry.depth() == 0 {
                    break;
                }
            }
            Ok(entry) if is_file(&entry) => match site_path(folder, entry.path()) {
                Some(path) => files.push((path, entry.into_path())),
                None => diagnostics.push(bad_name(entry.path())),
            },
            Ok(entry) if entry.path_is_symlink() => diagnostics.extend(bad_link(folder, &entry)),
            Ok(_) => {}
            Err(error) => diagnostics.push(walk_error(folder, &error)),
        }
    }
    files
}

/// Whether a link leads out of the site's folder, where it could publish any file of the disk,
/// and the site does not allow that. Links are few, so that nothing is read beforehand.
fn is_refused(folder: &Path, link: &Path) -> bool {
    let (Ok(to), Ok(site)) = (link.canonicalize(), folder.canonicalize()) else {
        // What leads to nothing is told of as that.
        return false;
    };
    let settings = fs::read_to_string(folder.join(crate::config::FILE));
    let allowed = settings.is_ok_and(|text| crate::config::read(&text).value.outside_links);
    !to.starts_with(site) && !allowed
}

fn leads_out(folder: &Path, entry: &DirEntry) -> Option<Diagnostic> {
    let place = Place::file(&site_path(folder, entry.path())?);
    let message = "a link that leads out of the site's folder is not followed";
    let help = "copy it here, or allow it in dateline.toml: [content] outside_links = true";
    Some(Diagnostic::error("file/outside-link", message, place).help(help))
}

/// Whether there is a file to read. Only what a link leads to has to be asked for.
fn is_file(entry: &DirEntry) -> bool {
    match entry.path_is_symlink() {
        true => entry.path().is_file(),
        false => entry.file_type().is_file(),
    }
}

/// A link to a folder could lead anywhere, even back up; a link to nothing is a loss.
fn bad_link(folder: &Path, entry: &DirEntry) -> Option<Diagnostic> {
    let place = Place::file(&site_path(folder, entry.path())?);
    Some(if entry.path().exists() {
        Diagnostic::warning(
            "file/link-to-folder",
            "a link to a folder is not followed",
            place,
        )
        .help("put the files themselves there, or link to each of them")
    } else {
        Diagnostic::error("file/unreadable", "a link that leads to nothing", place)
            .help("mend the link, or remove it")
    })
}

fn is_wanted_at(folder: &Path, entry: &DirEntry) -> bool {
    match site_path(folder, entry.path()) {
        Some(path) => is_wanted(&path),
        // Its name cannot be written, which is told of.
        None => !entry.file_name().to_string_lossy().starts_with('.'),
    }
}

/// Whether nothing on the way to a file is hidden, or an editor's backup. What programs look for in
/// `.well-known/`, at the top of a site, is for readers.
fn is_wanted(path: &SourcePath) -> bool {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    let is_for_readers = |at| matches!(parts[..at], ["themes", _, "static"]);
    parts.iter().enumerate().all(|(at, name)| {
        let is_known = *name == ".well-known" && is_for_readers(at);
        is_known || !(name.starts_with(['.', '#']) || name.ends_with('~'))
    })
}

fn site_path(folder: &Path, path: &Path) -> Option<SourcePath> {
    let parts: Option<Vec<&str>> = path
        .strip_prefix(folder)
        .ok()?
        .iter()
        .map(|part| part.to_str())
        .collect();
    Some(SourcePath::new(&parts?.join("/")))
}

fn bad_name(path: &Path) -> Diagnostic {
    let message = format!("the name of {} is not UTF-8", path.display());
    Diagnostic::outside("file/name", message).help("rename the file")
}

fn walk_error(folder: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().unwrap_or(folder);
    let message = match error.io_error() {
        Some(io) => format!("cannot read: {io}"),
        None => "a link leads back to a folder above it".to_string(),
    };
    match site_path(folder, path) {
        Some(path) => Diagnostic::error("file/unreadable", message, Place::file(&path)),
        None => Diagnostic::outside("file/unreadable", format!("{}: {message}", path.display())),
    }
    .help("check that the file exists and that you may read it")
}

/// A file that could not be read: what is told of it, and its text as far as it can be shown.
struct Unread {
    told: Box<Diagnostic>,
    shown: Option<Arc<str>>,
}

fn read_file((path, disk): (SourcePath, PathBuf)) -> (SourcePath, Result<File, Unread>) {
    if !is_text(&path) {
        return (path, Ok(File::Asset(Asset::Disk(disk))));
    }
    let file = match fs::read(&disk) {
        Ok(bytes) => garbled::text(&path, bytes).map(File::Text),
        Err(error) => {
            let message = format!("cannot read: {error}");
            let told = Diagnostic::error("file/unreadable", message, Place::file(&path))
                .help("check that the file exists and that you may read it");
            Err(Unread {
                told: Box::new(told),
                shown: None,
            })
        }
    };
    (path, file)
}

/// Which files are read as text: the configuration, Markdown and TOML of the content, and a
/// theme's templates, languages and description.
fn is_text(path: &SourcePath) -> bool {
    let extension = path.extension();
    match path.as_str().split('/').next() {
        Some("content") => is_markdown(path) || path.as_str() == "content/sources.toml",
        Some("themes") => {
            let folder = path.as_str().split('/').nth(2);
            matches!(folder, Some("templates" | "languages")) || path.file_name() == "theme.toml"
        }
        _ => extension == "toml",
    }
}

/// Whether a file is part of the content.
pub fn is_content(path: &SourcePath) -> bool {
    path.as_str().starts_with("content/")
}

/// Whether a file is Markdown by its name.
pub fn is_markdown(path: &SourcePath) -> bool {
    matches!(path.extension().as_str(), "md" | "markdown")
}
