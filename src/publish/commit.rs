//! Putting the new site in the old one's place, so that every file is whole at any moment, and so
//! that a power cut at any moment leaves what the next build can mend.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Report;
use super::compress::is_beside;
use super::disk::{Disk, clear_empty};
use super::failure::{after_the_first_file, failed, interrupted};
use super::manifest::{self, Manifest};
use super::output::link_within;
use super::parts;
use crate::diagnostic::Diagnostic;
use crate::path::folded;

/// A file of the new site.
pub enum Staged {
    /// The old site has the same bytes.
    Unchanged,
    /// Somebody else's file has the same bytes; it stays theirs.
    Theirs,
    /// The bytes lie in this file of the staging folder.
    New(PathBuf),
}

/// What a file is called while it is carried onto another disk.
const CARRIED: &str = ".dateline-new";

/// Removes what a build that was killed was carrying.
pub fn sweep(disk: &dyn Disk, out: &Path, old: &Manifest) {
    let files = old.files.iter().map(|path| out.join(path));
    let carried: BTreeSet<PathBuf> = files.map(|file| file.with_file_name(CARRIED)).collect();
    for path in carried.iter().filter(|path| path.is_file()) {
        // Should it stay, nothing but a stray file is there.
        let _ = disk.remove_file(path);
    }
}

type Files = BTreeMap<String, Staged>;

/// Where a site is put in place.
pub struct Place<'a> {
    pub disk: &'a dyn Disk,
    pub out: &'a Path,
    pub folder: &'a Path,
    /// What tells of a part, where it is one.
    pub list: Option<&'a str>,
}

impl Place<'_> {
    /// Makes the staging folder the output folder, where there is none.
    pub fn whole(&self, files: &Files, lock: Option<File>) -> Result<(), Diagnostic> {
        let all = files.keys().cloned().collect();
        self.sync_data(files)?;
        self.write_list(self.folder)?;
        self.write_manifest(&Manifest { files: all }, self.folder)?;
        let asides = files.values().filter_map(Staged::aside);
        let folders = asides.flat_map(|aside| {
            let above = aside.ancestors().skip(1);
            above.take_while(|folder| folder.starts_with(self.folder))
        });
        self.sync_folders(folders.collect())?;
        // On some systems a folder with an open file cannot be renamed.
        let lock = lock.filter(|_| cfg!(unix));
        let renamed = self.disk.rename(self.folder, self.out);
        renamed.map_err(|error| failed("create the folder", self.out, &error))?;
        drop(lock);
        if let Some(parent) = self.out.parent() {
            // The folder that a bare name lies in is the current one.
            let parent = match parent.as_os_str().is_empty() {
                true => Path::new("."),
                false => parent,
            };
            let synced = self.disk.sync_folder(parent);
            synced.map_err(|error| interrupted("write", parent, &error))?;
        }
        Ok(())
    }

    /// Puts every file of the new site in its place, and removes those that only the old one has.
    pub fn file_by_file(&self, files: &Files, old: &Manifest) -> Result<(), Diagnostic> {
        let new = manifest_of(files);
        let obsolete: Vec<&String> = old.files.difference(&new.files).collect();
        self.sync_data(files)?;
        self.make_way(files)?;
        // Should the build be killed from here on, the sums in it tell that the part is not whole.
        self.write_list(self.out)?;
        // Should the build be killed from here on, the next one knows all files as its own.
        let either = Manifest {
            files: old.files.union(&new.files).cloned().collect(),
        };
        if either != *old {
            self.write_manifest(&either, self.out)?;
        }
        // A file where a folder must be now, or the reverse, has to go first; so has one whose new
        // name some disks take for the old.
        let names: HashSet<_> = new.files.iter().map(|path| folded(path)).collect();
        let (first, later): (Vec<&String>, Vec<&String>) = obsolete
            .iter()
            .partition(|path| is_in_the_way(path, &new) || names.contains(&*folded(path)));
        self.remove(&first)?;
        for (path, staged) in files {
            if let Some(aside) = staged.aside() {
                self.put(aside, &self.out.join(path))?;
            }
        }
        self.remove(&later)?;
        // The last manifest forgets what is gone, so it may only stand once that is gone for good.
        // A new name that is lost with the power is none the worse: the next build gives it again.
        let left = obsolete.iter().filter_map(|path| self.left(path));
        let left: BTreeSet<PathBuf> = left.collect();
        self.sync_folders(left.iter().map(PathBuf::as_path).collect())
            .map_err(after_the_first_file)?;
        if new != either {
            self.write_manifest(&new, self.out)
                .map_err(after_the_first_file)?;
        }
        Ok(())
    }

    /// A name that outlasts a power cut must not lead to bytes that do not. All are written by
    /// then, so that the disk has the whole in one.
    fn sync_data(&self, files: &Files) -> Result<(), Diagnostic> {
        let new: Vec<&Path> = files.values().filter_map(Staged::aside).collect();
        new.into_par_iter().try_for_each(|aside| {
            let synced = self.disk.sync_file(aside);
            synced.map_err(|error| failed("write", aside, &error))
        })
    }

    fn sync_folders(&self, folders: BTreeSet<&Path>) -> Result<(), Diagnostic> {
        folders.into_par_iter().try_for_each(|folder| {
            let synced = self.disk.sync_folder(folder);
            synced.map_err(|error| failed("write", folder, &error))
        })
    }

    /// Removes folders that hold nothing where files are to be.
    fn make_way(&self, files: &Files) -> Result<(), Diagnostic> {
        for (path, staged) in files {
            let target = self.out.join(path);
            if staged.aside().is_some() && target.is_dir() {
                clear_empty(self.disk, &target)
                    .map_err(|error| failed("clear", &target, &error))?;
            }
        }
        Ok(())
    }

    fn put(&self, aside: &Path, target: &Path) -> Result<(), Diagnostic> {
        if let Some(parent) = target.parent() {
            let made = self.disk.make_folder(parent);
            made.map_err(|error| interrupted("create the folder", parent, &error))?;
        }
        let put = match self.disk.rename(aside, target) {
            // On a disk that is mounted within the output folder, the file must be written there.
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
                self.carry(aside, target)
            }
            put => put,
        };
        put.map_err(|error| interrupted("write", target, &error))
    }

    fn carry(&self, aside: &Path, target: &Path) -> io::Result<()> {
        let near = target.with_file_name(CARRIED);
        let mut from = File::open(aside)?;
        self.disk.write(&near, &mut from)?;
        self.disk.sync_file(&near)?;
        self.disk.rename(&near, target)
    }

    fn folders_above<'t>(&self, target: &'t Path) -> impl Iterator<Item = &'t Path> {
        let above = target.ancestors().skip(1);
        above.take_while(|folder| folder.starts_with(self.out))
    }

    fn leads_outside(&self, target: &Path) -> bool {
        link_within(self.out, target.parent()).is_some()
    }

    /// Removes files and the folders they leave empty.
    fn remove(&self, paths: &[&String]) -> Result<(), Diagnostic> {
        for path in paths {
            let target = self.out.join(path);
            if self.leads_outside(&target) {
                continue;
            }
            match self.remove_file(&target) {
                Err(error) if !is_absent(&error) => {
                    return Err(interrupted("remove", &target, &error));
                }
                _ => {}
            }
            let folders = self
                .folders_above(&target)
                .take_while(|folder| *folder != self.out);
            for folder in folders {
                match self.disk.remove_empty(folder) {
                    Ok(()) => {}
                    Err(error) if is_absent(&error) => {}
                    // A folder that still holds something stays.
                    Err(error) if is_kept(&error) => break,
                    Err(error) => return Err(interrupted("remove", folder, &error)),
                }
            }
        }
        Ok(())
    }

    /// Removes a file; a folder that somebody put in its place stays.
    fn remove_file(&self, target: &Path) -> io::Result<()> {
        match fs::symlink_metadata(target)?.is_dir() {
            true => Ok(()),
            false => self.disk.remove_file(target),
        }
    }

    /// The folder that is left where a path was removed.
    fn left(&self, path: &str) -> Option<PathBuf> {
        let target = self.out.join(path);
        let mut above = self.folders_above(&target);
        above.find(|folder| folder.is_dir()).map(Path::to_path_buf)
    }

    fn write_manifest(&self, manifest: &Manifest, into: &Path) -> Result<(), Diagnostic> {
        self.write_own(manifest::FILE, &manifest.text(), into)
    }

    fn write_list(&self, into: &Path) -> Result<(), Diagnostic> {
        match self.list {
            Some(text) => self.write_own(parts::FILE, text, into),
            None => Ok(()),
        }
    }

    /// Writes a file in which Dateline keeps what it wrote.
    fn write_own(&self, name: &str, text: &str, into: &Path) -> Result<(), Diagnostic> {
        let aside = self.folder.join(".dateline-own.new");
        let target = into.join(name);
        let write = || {
            self.disk.write(&aside, &mut text.as_bytes())?;
            self.disk.sync_file(&aside)?;
            self.disk.rename(&aside, &target)?;
            self.disk.sync_folder(into)
        };
        write().map_err(|error| failed("write", &target, &error))
    }
}

/// The files of a new site that are Dateline's own.
fn manifest_of(files: &Files) -> Manifest {
    let ours = files
        .iter()
        .filter(|(_, staged)| !matches!(staged, Staged::Theirs));
    Manifest {
        files: ours.map(|(path, _)| path.clone()).collect(),
    }
}

/// What a new site changes in the old one's place: in its files, and in those compressed beforehand.
pub fn reports(files: &Files, old: &Manifest) -> [Report; 2] {
    let mut reports = [Report::default(); 2];
    for (path, staged) in files {
        let of = is_beside(path, |of| files.contains_key(of));
        match staged.aside() {
            Some(_) => reports[usize::from(of)].written += 1,
            None => reports[usize::from(of)].unchanged += 1,
        }
    }
    for path in old.files.difference(&manifest_of(files).files) {
        let of = is_beside(path, |of| old.files.contains(of));
        reports[usize::from(of)].removed += 1;
    }
    reports
}

impl Staged {
    fn aside(&self) -> Option<&Path> {
        match self {
            Staged::New(aside) => Some(aside),
            Staged::Unchanged | Staged::Theirs => None,
        }
    }
}

/// Whether an error says that there is no such file.
fn is_absent(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidFilename, InvalidInput, NotADirectory, NotFound};
    matches!(
        error.kind(),
        NotFound | NotADirectory | InvalidFilename | InvalidInput
    )
}

/// Whether an error says that a folder is in use, be it that something is in it.
fn is_kept(error: &io::Error) -> bool {
    use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, PermissionDenied, ResourceBusy};
    matches!(
        error.kind(),
        DirectoryNotEmpty | AlreadyExists | ResourceBusy | PermissionDenied
    )
}

/// Whether a path of the old site is a folder of the new one, or lies in what is a file now.
fn is_in_the_way(path: &str, new: &Manifest) -> bool {
    let below = format!("{path}/");
    let has_below = new
        .files
        .range(below.clone()..)
        .next()
        .is_some_and(|next| next.starts_with(&below));
    let above = path
        .match_indices('/')
        .any(|(slash, _)| new.files.contains(&path[..slash]));
    has_below || above
}
