//! One build or deploy at a time in an output folder.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::disk::{Disk, clear};
use super::failure::failed;
use crate::diagnostic::Diagnostic;

/// Where the lock of a folder lies.
pub fn path(folder: &Path) -> PathBuf {
    folder.join(".dateline-lock")
}

/// Takes a folder for this build alone; the system gives it back however the build ends. `None`
/// where the disk knows no locks.
///
/// # Errors
///
/// That another build has it, or what the system says.
pub fn take(disk: &dyn Disk, folder: &Path, out: &Path) -> Result<Option<File>, Diagnostic> {
    let path = path(folder);
    // The name is Dateline's own. A pipe there would have the build wait without end, and a link
    // would have it write elsewhere.
    if fs::symlink_metadata(&path).is_ok_and(|there| !there.is_file()) {
        clear(disk, &path).map_err(|error| failed("clear", &path, &error))?;
    }
    // Opened without being changed: a build that changes nothing touches no file.
    let file = OpenOptions::new().create(true).append(true).open(&path);
    let file = file.map_err(|error| failed("write", &path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => {
            let message = format!("another build or a deploy is at work in {}", out.display());
            Err(Diagnostic::outside("output/busy", message)
                .help("wait until it is done, or choose another folder with `--out DIR`"))
        }
        // Some network disks know no locks; there the builds' own order has to do.
        Err(TryLockError::Error(_)) => Ok(None),
    }
}
