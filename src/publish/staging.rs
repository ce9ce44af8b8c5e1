//! Writing aside, then putting in place.

use std::collections::BTreeMap;
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
    count: AtomicUsize,
}

enum Staged {
    /// The old site has the same bytes.
    Unchanged,
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
        let old = Manifest::read(out).map_err(|error| {
            let path = manifest::path(out);
            Diagnostic::outside(
                "output/manifest",
                format!("cannot read {}: {error}", path.display()),
            )
            .help("remove the whole output folder, and build again")
        })?;
        let made = !out.exists();
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
            count: AtomicUsize::new(0),
        })
    }

    /// Takes a file of the new site; safe to call from many threads.
    ///
    /// # Errors
    ///
    /// What the system says, or that a file of somebody else's lies there.
    pub fn put(&self, path: String, bytes: &[u8]) -> Result<(), Diagnostic> {
        let target = self.out.join(&path);
        let staged = if same(&target, bytes) {
            Staged::Unchanged
        } else {
            self.must_be_ours(&path, &target)?;
            let number = self.count.fetch_add(1, Ordering::Relaxed);
            let aside = self.folder.join(number.to_string());
            fs::write(&aside, bytes).map_err(|error| failed("write", &aside, &error))?;
            Staged::New(aside)
        };
        self.files
            .lock()
            .unwrap_or_else(|broken| broken.into_inner())
            .insert(path, staged);
        Ok(())
    }

    /// A file that is there but was not written by a build is somebody's work.
    fn must_be_ours(&self, path: &str, target: &Path) -> Result<(), Diagnostic> {
        if self.old.files.contains(path) || !target.is_file() {
            return Ok(());
        }
        let message = format!(
            "{} would be overwritten, but Dateline did not write it",
            target.display()
        );
        Err(Diagnostic::outside("output/foreign-file", message)
            .help("move the file away, or put it into content/ so that it is part of the site"))
    }

    /// Throws the new site away.
    pub fn discard(self) {
        // Nothing depends on it: the next build clears the folder first.
        let _ = fs::remove_dir_all(&self.folder);
        if self.made {
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
        let new = Manifest {
            files: files.keys().cloned().collect(),
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
                Staged::Unchanged => report.unchanged += 1,
                Staged::New(aside) => {
                    place.put(aside, path)?;
                    report.written += 1;
                }
            }
        }
        place.remove(&later)?;
        if new != either {
            place.write_manifest(&new)?;
        }
        remove_folder(&self.folder)?;
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
            self.make_folder(parent)?;
        }
        fs::rename(aside, &target).map_err(|error| failed("write", &target, &error))
    }

    /// Makes a folder of the output; a link to elsewhere is not followed.
    fn make_folder(&self, folder: &Path) -> Result<(), Diagnostic> {
        if folder.is_dir() && !self.leads_outside(folder) {
            return Ok(());
        }
        if self.leads_outside(folder) {
            let message = format!(
                "{} is a link that leads out of the output folder",
                folder.display()
            );
            return Err(Diagnostic::outside("output/link", message).help("remove the link"));
        }
        fs::create_dir_all(folder).map_err(|error| failed("create the folder", folder, &error))
    }

    fn leads_outside(&self, folder: &Path) -> bool {
        folder
            .ancestors()
            .take_while(|ancestor| *ancestor != self.out)
            .any(|ancestor| ancestor.is_symlink())
    }

    /// Removes files and the folders they leave empty.
    fn remove(&self, paths: &[&String]) -> Result<(), Diagnostic> {
        for path in paths {
            let target = self.out.join(path);
            match fs::remove_file(&target) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(failed("remove", &target, &error)),
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

fn failed(what: &str, path: &Path, error: &io::Error) -> Diagnostic {
    let help = match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full; the old site is still there",
        io::ErrorKind::PermissionDenied => "check that you may write there",
        _ => "the old site is still there; mend the cause and build again",
    };
    let message = format!("cannot {what} {}: {error}", path.display());
    Diagnostic::outside("output/failed", message).help(help)
}
