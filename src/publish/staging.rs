//! Writing aside, then putting in place.

use std::collections::{BTreeMap, HashSet};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, io};

use super::Report;
use super::manifest::{self, Manifest};
use crate::diagnostic::Diagnostic;

/// The new site while it is made, beside the old one.
pub struct Staging {
    out: PathBuf,
    folder: PathBuf,
    /// Whether the output folder was made by this build.
    made: bool,
    old: Manifest,
    files: Mutex<BTreeMap<String, Staged>>,
    /// Folders of the output that are known to be safe to write into.
    safe: Mutex<HashSet<PathBuf>>,
    count: AtomicUsize,
    /// Held while the build lasts, so that no other writes into the same folder.
    _lock: Option<File>,
}

enum Staged {
    /// The old site has the same bytes.
    Unchanged,
    /// Somebody else's file has the same bytes; it stays theirs.
    Theirs,
    /// The bytes lie in this file of the staging folder.
    New(PathBuf),
}

impl Staging {
    /// Begins a new site beside the old one in `out`.
    ///
    /// # Errors
    ///
    /// What the system says, or that the old manifest cannot be read.
    pub fn open(out: &Path) -> Result<Staging, Diagnostic> {
        let made = !out.exists();
        fs::create_dir_all(out).map_err(|error| failed("create the folder", out, &error))?;
        let lock = lock(out)?;
        let old = Manifest::read(out).map_err(|error| unreadable(out, &error))?;
        let folder = out.join(".dateline-staging");
        // What a killed build left there is of no use.
        remove_folder(&folder)?;
        fs::create_dir_all(&folder)
            .map_err(|error| failed("create the folder", &folder, &error))?;
        Ok(Staging {
            out: out.to_path_buf(),
            folder,
            made,
            old,
            files: Mutex::default(),
            safe: Mutex::default(),
            count: AtomicUsize::new(0),
            _lock: lock,
        })
    }

    /// Takes a file of the new site; safe to call from many threads.
    ///
    /// # Errors
    ///
    /// What the system says, or that a file of somebody else's lies there.
    pub fn put(&self, path: String, bytes: &[u8]) -> Result<(), Diagnostic> {
        let target = self.out.join(&path);
        let ours = self.old.files.contains(&path);
        let staged = if same(&target, bytes) {
            if ours {
                Staged::Unchanged
            } else {
                Staged::Theirs
            }
        } else {
            // Where a file of ours was, somebody may have put a folder.
            if !ours || target.is_dir() {
                self.must_be_free(&path, &target)?;
            }
            let number = self.count.fetch_add(1, Ordering::Relaxed);
            let aside = self.folder.join(number.to_string());
            fs::write(&aside, bytes).map_err(|error| failed("write", &aside, &error))?;
            Staged::New(aside)
        };
        self.folders_must_be_safe(&target)?;
        locked(&self.files).insert(path, staged);
        Ok(())
    }

    /// A file, link or folder that is there but was not written by a build is somebody's work.
    fn must_be_free(&self, path: &str, target: &Path) -> Result<(), Diagnostic> {
        let Ok(there) = fs::symlink_metadata(target) else {
            return Ok(());
        };
        // A folder that holds nothing but files of the old site goes with them.
        let below = format!("{path}/");
        let goes = there.is_dir() && only_ours(target, &below, &self.old);
        if goes {
            return Ok(());
        }
        Err(foreign(target))
    }

    /// The folders above a file may not be files of somebody's, nor links that lead elsewhere.
    fn folders_must_be_safe(&self, target: &Path) -> Result<(), Diagnostic> {
        for folder in target
            .ancestors()
            .skip(1)
            .take_while(|folder| *folder != self.out)
        {
            if locked(&self.safe).contains(folder) {
                return Ok(());
            }
            match fs::symlink_metadata(folder) {
                Ok(there) if there.is_symlink() => {
                    let message = format!(
                        "{} is a link that leads out of the output folder",
                        folder.display()
                    );
                    return Err(Diagnostic::outside("output/link", message).help("remove the link"));
                }
                Ok(there) if !there.is_dir() && !self.is_old(folder) => {
                    return Err(foreign(folder));
                }
                _ => {}
            }
        }
        if let Some(folder) = target.parent() {
            locked(&self.safe).insert(folder.to_path_buf());
        }
        Ok(())
    }

    fn is_old(&self, path: &Path) -> bool {
        let inside = path.strip_prefix(&self.out).ok();
        let parts: Option<Vec<&str>> =
            inside.map(|path| path.iter().filter_map(|part| part.to_str()).collect());
        parts.is_some_and(|parts| self.old.files.contains(&parts.join("/")))
    }

    /// Throws the new site away.
    pub fn discard(self) {
        // Nothing depends on it: the next build clears the folder first.
        let _ = fs::remove_dir_all(&self.folder);
        if self.made {
            let _ = fs::remove_file(lock_path(&self.out));
            let _ = fs::remove_dir(&self.out);
        }
    }

    /// Puts the new site in the old one's place.
    ///
    /// # Errors
    ///
    /// What the system says; then every file is whole, old or new, and the next build mends
    /// the rest.
    pub fn commit(self) -> Result<Report, Diagnostic> {
        let files = self
            .files
            .into_inner()
            .unwrap_or_else(|broken| broken.into_inner());
        let ours = files
            .iter()
            .filter(|(_, staged)| !matches!(staged, Staged::Theirs));
        let new = Manifest {
            files: ours.map(|(path, _)| path.clone()).collect(),
        };
        let place = Place {
            out: &self.out,
            folder: &self.folder,
        };
        let obsolete: Vec<&String> = self.old.files.difference(&new.files).collect();
        let mut report = Report {
            removed: obsolete.len(),
            ..Report::default()
        };
        // Should the build be killed from here on, the next one knows all files as its own.
        let either = Manifest {
            files: self.old.files.union(&new.files).cloned().collect(),
        };
        if either != self.old {
            place.write_manifest(&either)?;
        }
        // A file where a folder must be now, or the reverse, has to go first.
        let (first, later): (Vec<&String>, Vec<&String>) = obsolete
            .into_iter()
            .partition(|path| is_in_the_way(path, &new));
        place.remove(&first)?;
        for (path, staged) in &files {
            match staged {
                Staged::Unchanged | Staged::Theirs => report.unchanged += 1,
                Staged::New(aside) => {
                    place.put(aside, path)?;
                    report.written += 1;
                }
            }
        }
        place.remove(&later)?;
        if new != either {
            place.write_manifest(&new).map_err(after_the_first_file)?;
        }
        // What is left of it is cleared by the next build; the site is published.
        let _ = fs::remove_dir_all(&self.folder);
        Ok(report)
    }
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

struct Place<'a> {
    out: &'a Path,
    folder: &'a Path,
}

impl Place<'_> {
    fn put(&self, aside: &Path, path: &str) -> Result<(), Diagnostic> {
        let target = self.out.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)
                .map_err(|error| interrupted("create the folder", parent, &error))?;
        }
        fs::rename(aside, &target).map_err(|error| interrupted("write", &target, &error))
    }

    fn leads_outside(&self, target: &Path) -> bool {
        let mut folders = target
            .ancestors()
            .skip(1)
            .take_while(|folder| *folder != self.out);
        folders.any(Path::is_symlink)
    }

    /// Removes files and the folders they leave empty.
    fn remove(&self, paths: &[&String]) -> Result<(), Diagnostic> {
        for path in paths {
            let target = self.out.join(path);
            if self.leads_outside(&target) {
                continue;
            }
            match fs::remove_file(&target) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(interrupted("remove", &target, &error)),
            }
            let folders = target
                .ancestors()
                .skip(1)
                .take_while(|folder| *folder != self.out);
            for folder in folders {
                // A folder that still holds something stays.
                if fs::remove_dir(folder).is_err() {
                    break;
                }
            }
        }
        Ok(())
    }

    fn write_manifest(&self, manifest: &Manifest) -> Result<(), Diagnostic> {
        let aside = self.folder.join("manifest");
        let target = manifest::path(self.out);
        fs::write(&aside, manifest.text()).map_err(|error| failed("write", &aside, &error))?;
        fs::rename(&aside, &target).map_err(|error| failed("write", &target, &error))
    }
}

fn same(target: &Path, bytes: &[u8]) -> bool {
    let length = fs::metadata(target).map(|there| there.len());
    length.is_ok_and(|length| length == bytes.len() as u64)
        && fs::read(target).is_ok_and(|old| old == bytes)
}

fn remove_folder(folder: &Path) -> Result<(), Diagnostic> {
    match fs::remove_dir_all(folder) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(failed("clear", folder, &error)),
    }
}

fn unreadable(out: &Path, error: &io::Error) -> Diagnostic {
    let path = manifest::path(out);
    let message = format!("cannot read {}: {error}", path.display());
    Diagnostic::outside("output/manifest", message)
        .help("move the output folder away, and build into a new one")
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|broken| broken.into_inner())
}

fn lock_path(out: &Path) -> PathBuf {
    out.join(".dateline-lock")
}

/// Takes the folder for this build alone; the system gives it back however the build ends.
fn lock(out: &Path) -> Result<Option<File>, Diagnostic> {
    let path = lock_path(out);
    // Opened without being changed: a build that changes nothing touches no file.
    let file = OpenOptions::new().create(true).append(true).open(&path);
    let file = file.map_err(|error| failed("write", &path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => {
            let message = format!("another build is writing into {}", out.display());
            Err(Diagnostic::outside("output/busy", message)
                .help("wait until it is done, or choose another folder with `--out DIR`"))
        }
        // Some network disks know no locks; there the builds' own order has to do.
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Whether a folder holds nothing but files of the old site, which lie below `prefix` there.
fn only_ours(folder: &Path, prefix: &str, old: &Manifest) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    entries.flatten().all(|entry| {
        let name = entry.file_name();
        let path = format!("{prefix}{}", name.to_string_lossy());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => only_ours(&entry.path(), &format!("{path}/"), old),
            Ok(_) => old.files.contains(&path),
            Err(_) => false,
        }
    })
}

fn foreign(target: &Path) -> Diagnostic {
    let message = format!(
        "{} is in the way, and Dateline did not write it",
        target.display()
    );
    Diagnostic::outside("output/foreign-file", message)
        .help("move it away, or put it into content/ so that it is part of the site")
}

/// A failure before anything of the old site has changed.
fn failed(what: &str, path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("cannot {what} {}: {error}", path.display());
    Diagnostic::outside("output/failed", message).help(advice(error))
}

/// The same failure, once some files are new.
fn after_the_first_file(failure: Diagnostic) -> Diagnostic {
    Diagnostic {
        code: "output/interrupted",
        ..failure
    }
}

/// A failure after the first file was put in place: some are new, some old, each is whole.
fn interrupted(what: &str, path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("cannot {what} {}: {error}", path.display());
    Diagnostic::outside("output/interrupted", message).help(advice(error))
}

fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full: make room, and build again",
        io::ErrorKind::PermissionDenied => "check that you may write there, and build again",
        _ => "mend the cause, and build again",
    }
}
