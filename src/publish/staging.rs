//! Writing the new site aside.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::Published;
use super::commit::{self, Place, Staged};
use super::disk::{self, Disk};
use super::failure::{failed, foreign, unreadable};
use super::lock;
use super::manifest::Manifest;
use super::sums::{self, Sums};
use crate::content::source::Asset;
use crate::diagnostic::Diagnostic;

/// Where the new site is made, in the output folder.
pub const FOLDER: &str = ".dateline-staging";

/// What a file of the new site holds.
#[derive(Clone, Copy)]
pub enum Source<'a> {
    /// These bytes.
    Bytes(&'a [u8]),
    /// What an asset holds; it may be larger than memory.
    Asset(&'a Asset),
}

impl<'a> Source<'a> {
    fn open(self) -> io::Result<Box<dyn Read + 'a>> {
        match self {
            Source::Bytes(bytes) => Ok(Box::new(bytes)),
            Source::Asset(asset) => asset.open(),
        }
    }

    fn length(self) -> io::Result<u64> {
        match self {
            Source::Bytes(bytes) => Ok(bytes.len() as u64),
            Source::Asset(asset) => asset.length(),
        }
    }

    /// Whether a file holds the same.
    fn is_in(self, target: &Path) -> io::Result<bool> {
        let Ok(there) = fs::metadata(target) else {
            return Ok(false);
        };
        // Only of a file is it sure that reading it comes to an end.
        if !there.is_file() || there.len() != self.length()? {
            return Ok(false);
        }
        match File::open(target) {
            Ok(there) => disk::same(there, self.open()?),
            Err(_) => Ok(false),
        }
    }
}

/// The new site while it is made, beside the old one.
pub struct Staging<'a> {
    disk: &'a dyn Disk,
    out: PathBuf,
    folder: PathBuf,
    /// Whether there was no output folder: then the new one is put in place as a whole.
    fresh: bool,
    old: Manifest,
    files: Mutex<BTreeMap<String, Staged>>,
    sums: Mutex<Sums>,
    /// Folders of the output that are known to be safe to write into, or are made already.
    safe: Mutex<HashSet<PathBuf>>,
    count: AtomicUsize,
    /// Held while the build lasts, so that no other writes into the same folder.
    lock: Option<File>,
}

impl<'a> Staging<'a> {
    /// Begins a new site beside the old one in `out`.
    ///
    /// # Errors
    ///
    /// What the system says, or that the old manifest cannot be read.
    pub fn open(disk: &'a dyn Disk, out: &Path) -> Result<Staging<'a>, Diagnostic> {
        let make = |folder: &Path| {
            let made = disk.make_folder(folder);
            made.map_err(|error| failed("create the folder", folder, &error))
        };
        let staging = |folder: PathBuf, fresh: bool, old: Manifest, lock: Option<File>| Staging {
            disk,
            out: out.to_path_buf(),
            folder,
            fresh,
            old,
            files: Mutex::default(),
            sums: Mutex::default(),
            safe: Mutex::default(),
            count: AtomicUsize::new(0),
            lock,
        };
        if let Some(folder) = beside(out).filter(|_| fs::symlink_metadata(out).is_err()) {
            // What a build that was killed left there is no folder of another's.
            if fs::symlink_metadata(&folder).is_ok_and(|there| !there.is_dir()) {
                disk::clear(disk, &folder).map_err(|error| failed("clear", &folder, &error))?;
            }
            make(&folder)?;
            let lock = lock::take(disk, &folder, out)?;
            // Another build may have put its folder in place in the meantime, and this lock with it.
            if fs::symlink_metadata(out).is_err() {
                clear_but_lock(disk, &folder)?;
                return Ok(staging(folder, true, Manifest::default(), lock));
            }
        }
        make(out)?;
        let lock = lock::take(disk, out, out)?;
        let old = Manifest::read(out).map_err(|error| unreadable(out, &error))?;
        let folder = out.join(FOLDER);
        // What a killed build left there is of no use.
        if fs::symlink_metadata(&folder).is_ok() {
            commit::sweep(disk, out, &old);
        }
        disk::clear(disk, &folder).map_err(|error| failed("clear", &folder, &error))?;
        make(&folder)?;
        Ok(staging(folder, false, old, lock))
    }

    /// Takes a file of the new site; safe to call from many threads.
    ///
    /// # Errors
    ///
    /// What the system says, or that a file of somebody else's lies there.
    pub fn put(&self, path: String, source: Source<'_>) -> Result<(), Diagnostic> {
        let target = self.out.join(&path);
        let unreadable = |error: io::Error| {
            let message = format!("cannot read the asset for /{path}: {error}");
            Diagnostic::outside("file/unreadable", message).help("check that you may read the file")
        };
        let ours = self.old.files.contains(&path);
        let renamed = !ours && !self.fresh && self.is_old_by_another_name(&target);
        let same = || source.is_in(&target).map_err(unreadable);
        let staged = if !self.fresh && !renamed && same()? {
            match ours {
                true => Staged::Unchanged,
                false => Staged::Theirs,
            }
        } else {
            // Where a file of ours was, somebody may have put a folder.
            if !ours && !renamed || target.is_dir() {
                self.must_be_free(&path, &target)?;
            }
            let aside = self.aside(&path)?;
            let mut from = Noting {
                from: source.open().map_err(unreadable)?,
                failed: false,
            };
            if let Err(error) = self.disk.write(&aside, &mut from) {
                return Err(match from.failed {
                    true => unreadable(error),
                    false => failed("write", &aside, &error),
                });
            }
            Staged::New(aside)
        };
        self.folders_must_be_safe(&target)?;
        let sum = sums::of(source).map_err(unreadable)?;
        locked(&self.sums).insert(path.clone(), sum);
        locked(&self.files).insert(path, staged);
        Ok(())
    }

    /// Where a file is written first: in a folder that is put in place as a whole, at its own path.
    fn aside(&self, path: &str) -> Result<PathBuf, Diagnostic> {
        if !self.fresh {
            let number = self.count.fetch_add(1, Ordering::Relaxed);
            return Ok(self.folder.join(number.to_string()));
        }
        let aside = self.folder.join(path);
        if let Some(parent) = aside.parent()
            && !locked(&self.safe).contains(parent)
        {
            let made = self.disk.make_folder(parent);
            made.map_err(|error| failed("create the folder", parent, &error))?;
            locked(&self.safe).insert(parent.to_path_buf());
        }
        Ok(aside)
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

    /// Whether a disk that makes no difference between capitals, or between spellings of an accent,
    /// gives a file of the old site for this name. A link is another matter: somebody made it.
    fn is_old_by_another_name(&self, target: &Path) -> bool {
        if !fs::symlink_metadata(target).is_ok_and(|there| there.is_file()) {
            return false;
        }
        let (Ok(real), Ok(out)) = (target.canonicalize(), self.out.canonicalize()) else {
            return false;
        };
        let inside = real.strip_prefix(out);
        inside.is_ok_and(|inside| self.is_old(&self.out.join(inside)))
    }

    /// What the new site's files hold.
    pub fn sums(&self) -> Sums {
        locked(&self.sums).clone()
    }

    /// Throws the new site away.
    pub fn discard(self) {
        // Nothing depends on it: the next build clears the folder first.
        let _ = disk::clear(self.disk, &self.folder);
    }

    /// Puts the new site in the old one's place.
    ///
    /// # Errors
    ///
    /// What the system says; then every file is whole, old or new, and the next build mends
    /// the rest.
    pub fn commit(self) -> Result<Published, Diagnostic> {
        let sums = self.sums.into_inner();
        let sums = sums.unwrap_or_else(PoisonError::into_inner);
        let files = self.files.into_inner();
        let files = files.unwrap_or_else(|broken| broken.into_inner());
        let place = Place {
            disk: self.disk,
            out: &self.out,
            folder: &self.folder,
        };
        let report = match self.fresh {
            true => place.whole(&files, self.lock),
            false => place.file_by_file(&files, &self.old),
        };
        // A publication that broke half-way keeps its folder: the next build sees by it that there
        // is something to mend.
        if report.is_ok() || self.fresh {
            let _ = disk::clear(self.disk, &self.folder);
        }
        report.map(|report| Published { report, sums })
    }
}

/// Where a whole new output folder is made: beside the one it becomes, so that a name is all that
/// changes. `None` for a path without a name.
fn beside(out: &Path) -> Option<PathBuf> {
    let name = out.file_name()?.to_string_lossy();
    Some(out.with_file_name(format!(".{name}.dateline-staging")))
}

fn clear_but_lock(disk: &dyn Disk, folder: &Path) -> Result<(), Diagnostic> {
    let clear = || -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path != lock::path(folder) {
                disk::clear(disk, &path)?;
            }
        }
        Ok(())
    };
    clear().map_err(|error| failed("clear", folder, &error))
}

/// A stream that notes whether it was itself that failed.
struct Noting<'a> {
    from: Box<dyn Read + 'a>,
    failed: bool,
}

impl Read for Noting<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer);
        self.failed |= read.is_err();
        read
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|broken| broken.into_inner())
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
