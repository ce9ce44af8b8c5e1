//! The only door to the disk: a site's folder as a [`SourceTree`] of texts and assets.
//!
//! Everything behind this door sees files in memory, so that stages stay pure and a test is a
//! tree written in a line.
#![allow(
    clippy::disallowed_methods,
    reason = "this module is the one that reads the site from disk"
)]

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Checked, Diagnostic, Place, Texts};
use crate::path::SourcePath;

/// Every file of a site that Dateline may read, by its path.
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    /// Configuration, Markdown, data and templates, as text.
    pub texts: BTreeMap<SourcePath, Arc<str>>,
    /// Every other file, read only when it is published.
    pub assets: BTreeMap<SourcePath, Asset>,
    /// Files that are there but could not be read; a link to one is not reported again.
    pub unreadable: Vec<SourcePath>,
}

/// A file that is published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asset {
    /// A file on disk.
    Disk(PathBuf),
    /// Bytes in memory, such as the built-in theme's.
    Memory(Arc<[u8]>),
}

impl Asset {
    /// The asset's bytes.
    ///
    /// # Errors
    ///
    /// What the system says when the file cannot be read.
    pub fn bytes(&self) -> io::Result<Arc<[u8]>> {
        match self {
            Asset::Disk(path) => fs::read(path).map(Arc::from),
            Asset::Memory(bytes) => Ok(bytes.clone()),
        }
    }

    /// The asset's first bytes, at most so many.
    ///
    /// # Errors
    ///
    /// What the system says when the file cannot be read.
    pub fn head(&self, most: u64) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        match self {
            Asset::Disk(path) => fs::File::open(path)?.take(most).read_to_end(&mut head)?,
            Asset::Memory(bytes) => bytes.take(most).read_to_end(&mut head)?,
        };
        Ok(head)
    }
}

impl Texts for SourceTree {
    fn text(&self, file: &SourcePath) -> Option<&str> {
        self.texts.get(file).map(|text| &**text)
    }
}

impl SourceTree {
    /// A tree from paths and texts, for tests and for sites that live in memory.
    pub fn from_texts<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut tree = SourceTree::default();
        for (path, text) in files {
            let path = SourcePath::new(path);
            if is_text(&path) {
                tree.texts.insert(path, normal(text));
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
        let mut files = Vec::new();
        if folder.join("dateline.toml").is_file() {
            files.push((
                SourcePath::new("dateline.toml"),
                folder.join("dateline.toml"),
            ));
        }
        for top in ["content", "themes"] {
            walk(folder, top, &mut files, &mut diagnostics);
        }
        let read: Vec<_> = files.into_par_iter().map(read_file).collect();
        let mut tree = SourceTree::default();
        for (path, file) in read {
            match file {
                Ok(File::Text(text)) => {
                    tree.texts.insert(path, text);
                }
                Ok(File::Asset(asset)) => {
                    tree.assets.insert(path, asset);
                }
                Err(diagnostic) => {
                    diagnostics.push(diagnostic);
                    tree.unreadable.push(path);
                }
            }
        }
        tree.unreadable.sort();
        Checked::new(tree, diagnostics)
    }
}

enum File {
    Text(Arc<str>),
    Asset(Asset),
}

fn walk(
    folder: &Path,
    top: &str,
    files: &mut Vec<(SourcePath, PathBuf)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let root = folder.join(top);
    if !root.exists() {
        return;
    }
    let walker = WalkDir::new(&root).sort_by_file_name();
    for entry in walker
        .into_iter()
        .filter_entry(|e| e.depth() == 0 || is_wanted(e))
    {
        match entry {
            Ok(entry) if entry.path().is_file() => match site_path(folder, entry.path()) {
                Some(path) => files.push((path, entry.into_path())),
                None => diagnostics.push(bad_name(entry.path())),
            },
            Ok(entry) if entry.path_is_symlink() => diagnostics.extend(bad_link(folder, &entry)),
            Ok(_) => {}
            Err(error) => diagnostics.push(walk_error(folder, &error)),
        }
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

fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    !name.starts_with('.') && !name.ends_with('~') && !name.starts_with('#')
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

fn read_file((path, disk): (SourcePath, PathBuf)) -> (SourcePath, Result<File, Diagnostic>) {
    if !is_text(&path) {
        return (path, Ok(File::Asset(Asset::Disk(disk))));
    }
    let file = match fs::read(&disk) {
        Ok(bytes) => text(&path, bytes).map(File::Text),
        Err(error) => {
            let message = format!("cannot read: {error}");
            Err(
                Diagnostic::error("file/unreadable", message, Place::file(&path))
                    .help("check that the file exists and that you may read it"),
            )
        }
    };
    (path, file)
}

/// Text as UTF-8 without a byte order mark.
fn text(path: &SourcePath, bytes: Vec<u8>) -> Result<Arc<str>, Diagnostic> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(normal(&text)),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..good]
                .iter()
                .filter(|b| **b == b'\n')
                .count()
                + 1;
            let message = format!("not UTF-8 text: the first wrong byte is in line {line}");
            Err(
                Diagnostic::error("file/not-utf8", message, Place::file(path))
                    .help("save the file as UTF-8 in your editor"),
            )
        }
    }
}

/// Text without a byte order mark, its lines ended as everywhere, so that a checkout on Windows
/// gives the same site.
fn normal(text: &str) -> Arc<str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.contains('\r') {
        true => Arc::from(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Arc::from(text),
    }
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

/// Whether a file is Markdown by its name.
pub fn is_markdown(path: &SourcePath) -> bool {
    matches!(path.extension().as_str(), "md" | "markdown")
}
