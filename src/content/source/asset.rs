//! A file that is published as it is.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;
use std::{fs, io};

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

    /// The asset as a stream, for one that may be larger than memory.
    ///
    /// # Errors
    ///
    /// What the system says when the file cannot be opened.
    pub fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        match self {
            Asset::Disk(path) => Ok(Box::new(fs::File::open(path)?)),
            Asset::Memory(bytes) => Ok(Box::new(&**bytes)),
        }
    }

    /// The asset's length in bytes.
    ///
    /// # Errors
    ///
    /// What the system says when there is no such file.
    pub fn length(&self) -> io::Result<u64> {
        match self {
            Asset::Disk(path) => Ok(fs::metadata(path)?.len()),
            Asset::Memory(bytes) => Ok(bytes.len() as u64),
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
