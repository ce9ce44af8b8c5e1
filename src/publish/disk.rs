//! What publishing does to a disk, one call a step.
//!
//! Publishing changes files through a [`Disk`] alone. So a test can have any step fail, or be the
//! last one before the power goes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Read};
use std::path::Path;

/// How much of a file is held in memory at once.
pub const CHUNK: usize = 64 * 1024;

/// A disk to publish on.
pub trait Disk: Sync {
    /// Writes a file that is not there yet.
    fn write(&self, path: &Path, from: &mut dyn Read) -> io::Result<()>;
    /// Waits until what was written to a file would outlast a power cut.
    fn sync_file(&self, path: &Path) -> io::Result<()>;
    /// Waits until the names in a folder would outlast a power cut.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// Gives a file or folder another name; a file of that name is replaced.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Makes a folder and those above it.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder that holds nothing.
    fn remove_empty(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder with all that it holds.
    fn remove_all(&self, path: &Path) -> io::Result<()>;
}

/// The disks of this machine.
pub struct System;

impl Disk for System {
    fn write(&self, path: &Path, from: &mut dyn Read) -> io::Result<()> {
        let mut file = File::create(path)?;
        io::copy(&mut BufReader::with_capacity(CHUNK, from), &mut file).map(drop)
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        // Some systems sync only what is open for writing.
        OpenOptions::new().write(true).open(path)?.sync_all()
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        // Elsewhere folders cannot be opened, and look after themselves.
        match cfg!(unix) {
            true => File::open(path)?.sync_all(),
            false => Ok(()),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_empty(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn remove_all(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }
}

/// Removes what lies at a path of Dateline's own, whatever it is.
pub fn clear(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    let cleared = match fs::symlink_metadata(path) {
        Ok(there) if there.is_dir() => disk.remove_all(path),
        Ok(_) => disk.remove_file(path),
        Err(error) => Err(error),
    };
    match cleared {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        cleared => cleared,
    }
}

/// Removes the folders in a folder that hold nothing but such folders, and then itself if it is
/// one. No file is touched.
///
/// # Errors
///
/// What the system says of a folder that holds nothing and cannot be removed.
pub fn clear_empty(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    let mut empty = true;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            clear_empty(disk, &entry.path())?;
            empty &= fs::symlink_metadata(entry.path()).is_err();
        } else {
            empty = false;
        }
    }
    match empty {
        true => disk.remove_empty(folder),
        false => Ok(()),
    }
}

/// Whether two streams have the same bytes.
pub fn same(one: impl Read, other: impl Read) -> io::Result<bool> {
    let mut one = BufReader::with_capacity(CHUNK, one);
    let mut other = BufReader::with_capacity(CHUNK, other);
    loop {
        use std::io::BufRead;
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let length = left.len().min(right.len());
        if left[..length] != right[..length] || left.is_empty() != right.is_empty() {
            return Ok(false);
        }
        if length == 0 {
            return Ok(true);
        }
        one.consume(length);
        other.consume(length);
    }
}
