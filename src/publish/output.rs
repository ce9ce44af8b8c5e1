//! The output folder as the next step reads it: whole, and held against builds meanwhile.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

pub use super::manifest::is_a_file_of_a_site;

use super::disk::System;
use super::manifest::{self, Manifest};
use super::{Folders, failure, guard, lock, parts, staging};
use crate::diagnostic::Diagnostic;

/// The files of a site that was published.
#[derive(Debug)]
pub struct Output {
    /// Where each lies on disk, by its path in the site.
    pub files: BTreeMap<String, PathBuf>,
    /// No build writes into the folder as long as this lives.
    pub lock: Option<File>,
}

/// Reads what an output folder holds of a site.
///
/// # Errors
///
/// That no site was published there, that one is being published, or that this broke off.
pub fn read(out: &Path) -> Result<Output, Diagnostic> {
    let out_shown = out.display();
    let no_site = || {
        let message = format!("no site was published in {out_shown}");
        Diagnostic::outside("output/none", message)
            .help("run `dateline build` first, or name another folder with `--out DIR`")
    };
    if !manifest::path(out).is_file() {
        return Err(no_site());
    }
    if parts::is_part(out) {
        let message = format!("{out_shown} holds a part of a site");
        return Err(Diagnostic::outside("output/part", message)
            .help("make one site of all its parts first, with `dateline join`"));
    }
    let lock = lock::take(&System, out, out)?;
    let manifest = Manifest::read(out).map_err(|error| failure::unreadable(out, &error))?;
    let files: BTreeMap<String, PathBuf> = manifest
        .files
        .into_iter()
        .map(|path| (path.clone(), out.join(path)))
        .collect();
    if files.is_empty() {
        return Err(no_site());
    }
    let broken = fs::symlink_metadata(out.join(staging::FOLDER)).is_ok();
    let gone = files.values().find(|file| !file.is_file());
    // A build writes no links: what one leads to was never published.
    let linked = link_within(out, files.values().map(PathBuf::as_path));
    let fault = match (broken, gone, linked) {
        (true, ..) => Some(format!("a build of {out_shown} broke off")),
        (false, Some(file), _) => Some(format!("{} is gone", file.display())),
        (false, None, Some(link)) => Some(format!(
            "{} is a link, in place of what was built",
            link.display()
        )),
        (false, None, None) => None,
    };
    match fault {
        None => Ok(Output { files, lock }),
        Some(message) => Err(Diagnostic::outside("output/incomplete", message)
            .help("run `dateline build` again, and then this")),
    }
}

/// The first link on the ways from a folder to files below it, these included.
pub fn link_within<'p>(
    folder: &Path,
    files: impl IntoIterator<Item = &'p Path>,
) -> Option<&'p Path> {
    let below = |file| Path::ancestors(file).take_while(|above| *above != folder);
    let places: BTreeSet<&Path> = files.into_iter().flat_map(below).collect();
    places.into_iter().find(|place| place.is_symlink())
}

/// Refuses a folder to deploy to where a site is made or kept: the root, a home, a site, its sources,
/// its output, the top of a repository.
///
/// # Errors
///
/// Why the folder is refused.
pub fn may_receive(folders: Folders<'_>, folder: &Path) -> Result<(), Diagnostic> {
    let site = folders.site;
    guard::place(Folders { site, out: folder })?;
    match guard::real(folder).starts_with(guard::real(folders.out)) {
        true => Err(guard::refuse(folder, "it is the output folder")),
        false => Ok(()),
    }
}
