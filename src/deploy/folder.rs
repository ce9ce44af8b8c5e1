//! A folder as a place to send a site to: a server's own disk, or a network drive.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;
use xxhash_rust::xxh3::xxh3_128;

use super::files;
use super::store::{Failure, Sent, Store, Version, When};
use crate::publish::output::link_within;

/// Where files are written before they are put in place.
const ASIDE: &str = ".dateline-deploy.new";

/// A folder.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder at a path; it is made when something is put there.
    pub fn at(root: &Path) -> Self {
        Folder {
            root: root.to_path_buf(),
        }
    }

    /// Where a path is on disk. Nothing is read, written or removed through a link that lies there:
    /// what it leads to is not this site's.
    fn place(&self, path: &str) -> io::Result<PathBuf> {
        let target = self.root.join(path);
        match link_within(&self.root, [target.as_path()]) {
            Some(link) => Err(io::Error::other(format!(
                "{} is a link, and nothing is changed through one; remove it, or put there what it leads to",
                link.display()
            ))),
            None => Ok(target),
        }
    }

    fn replace(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let target = self.place(path)?;
        let aside = self.root.join(ASIDE);
        fs::create_dir_all(&aside)?;
        // Of a path's own, since several are written at once.
        let aside = aside.join(format!("{:032x}", xxh3_128(path.as_bytes())));
        let mut file = File::create(&aside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::rename(&aside, &target)
    }

    /// Changes a file if it is as it should be. The system keeps all others away meanwhile. An empty
    /// file is as good as none: a program that was killed here may leave one.
    fn replace_if(&self, path: &str, bytes: &[u8], is: Option<&Version>) -> Result<(), Failure> {
        let open = || {
            fs::create_dir_all(&self.root)?;
            let mut options = OpenOptions::new();
            let options = options.create(true).truncate(false).read(true).write(true);
            options.open(self.place(path)?)
        };
        let mut file = open().map_err(|error| said(&error))?;
        // Some network disks know no locks.
        file.lock().map_err(|_| Failure::Unable)?;
        let mut change = || {
            let mut found = Vec::new();
            file.read_to_end(&mut found)?;
            let met = match is {
                None => found.is_empty(),
                Some(is) => *is == version(&found),
            };
            if !met {
                return Ok(false);
            }
            file.rewind()?;
            file.set_len(0)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            Ok(true)
        };
        match change() {
            Ok(true) => Ok(()),
            Ok(false) => Err(Failure::Unmet),
            Err(error) => Err(said(&error)),
        }
    }
}

impl Store for Folder {
    fn get(&self, path: &str) -> Result<Option<(Vec<u8>, Version)>, Failure> {
        match self.place(path).and_then(fs::read) {
            Ok(bytes) => {
                let version = version(&bytes);
                Ok(Some((bytes, version)))
            }
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(said(&error)),
        }
    }

    fn put(&self, path: &str, bytes: Vec<u8>, _: &Sent, when: &When) -> Result<Version, Failure> {
        match when {
            When::Always => self.replace(path, &bytes).map_err(|error| said(&error)),
            When::Absent => self.replace_if(path, &bytes, None),
            When::Is(version) => self.replace_if(path, &bytes, Some(version)),
        }?;
        Ok(version(&bytes))
    }

    fn delete(&self, path: &str) -> Result<(), Failure> {
        let target = self.place(path).map_err(|error| said(&error))?;
        match fs::remove_file(&target) {
            Err(error) if !is_absent(&error) => return Err(said(&error)),
            _ => {}
        }
        // Folders that hold nothing go too; one that still holds something says so.
        let above = target.ancestors().skip(1);
        for folder in above.take_while(|folder| *folder != self.root) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn list(&self) -> Result<BTreeMap<String, u64>, Failure> {
        let mut found = BTreeMap::new();
        if !self.root.is_dir() {
            return Ok(found);
        }
        for entry in WalkDir::new(&self.root) {
            let entry = entry.map_err(|error| Failure::Failed(error.to_string()))?;
            let below = entry
                .path()
                .strip_prefix(&self.root)
                .unwrap_or(entry.path());
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            let path = parts.join("/");
            if !entry.file_type().is_dir() {
                let length = entry.metadata().map_or(0, |there| there.len());
                found.insert(path, length);
            } else if !path.is_empty() && is_empty(entry.path()) {
                found.insert(path + "/", 0);
            }
        }
        Ok(found)
    }

    fn holds(&self, path: &str, file: &files::File) -> bool {
        let bytes = self.place(path).and_then(fs::read);
        bytes.is_ok_and(|bytes| files::sum(path, &bytes) == file.sum)
    }

    fn has_folders(&self) -> bool {
        true
    }

    fn is_open(&self, path: &str) -> Result<(), Failure> {
        self.place(path).map(drop).map_err(|error| said(&error))
    }

    fn tidy(&self) -> Result<(), Failure> {
        match fs::remove_dir_all(self.root.join(ASIDE)) {
            Err(error) if !is_absent(&error) => Err(said(&error)),
            _ => Ok(()),
        }
    }
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

fn version(bytes: &[u8]) -> Version {
    Version {
        tag: Some(format!("{:032x}", xxh3_128(bytes))),
        number: None,
    }
}

fn is_absent(error: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory)
}

fn said(error: &io::Error) -> Failure {
    Failure::Failed(error.to_string())
}
