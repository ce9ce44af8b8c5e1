//! What is kept in a site's folder from one run to the next: pictures that were made, under hashes of
//! what they are made from, so that none is ever out of date; and what servers answered, with the
//! day. Everything may be deleted at any time.
#![allow(
    clippy::disallowed_methods,
    reason = "this module is the one that keeps files beside the site"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::render::images::Cache;

/// The folder.
pub struct Folder {
    folder: PathBuf,
    count: AtomicUsize,
}

impl Folder {
    /// The folder of a site. It is made when there is something to keep.
    pub fn of(site: &Path) -> Self {
        Folder {
            folder: site.join(".dateline-cache"),
            count: AtomicUsize::new(0),
        }
    }

    /// The bytes of a file that was kept.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(name)).ok()
    }

    /// Writes aside, then puts in place: whoever reads sees a whole file or none.
    fn write(&self, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        if !self.folder.is_dir() {
            fs::create_dir_all(&self.folder)?;
            // What can be made again is nothing for a repository.
            fs::write(self.folder.join(".gitignore"), "*\n")?;
        }
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let aside = self.folder.join(format!("{}-{number}.new", process::id()));
        fs::write(&aside, bytes)?;
        fs::rename(&aside, self.folder.join(name))
    }
}

impl Cache for Folder {
    fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.read(name).filter(|bytes| is_whole(bytes))
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        // Without it, the picture is made again the next time.
        let _ = self.write(name, bytes);
    }
}

/// Whether a file is as long as it says in its head (WebP), or has its end (PNG): a disk that was
/// full, or lost its power, leaves less.
fn is_whole(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\x89PNG") {
        return bytes.ends_with(b"IEND\xaeB`\x82");
    }
    let length = bytes
        .get(4..8)
        .and_then(|length| <[u8; 4]>::try_from(length).ok())
        .map(u32::from_le_bytes);
    bytes.starts_with(b"RIFF") && length.is_some_and(|length| length as usize + 8 == bytes.len())
}
