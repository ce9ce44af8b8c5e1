//! What a deploy asks of the place that it sends a site to.

use std::collections::BTreeMap;
use std::fmt;

use super::files::File;

/// A place that keeps whole files by their paths. An answer is given once the step is done for good.
pub trait Store: Sync {
    /// The bytes at a path and their version, if there is something.
    ///
    /// # Errors
    ///
    /// Why it could not be told.
    fn get(&self, path: &str) -> Result<Option<(Vec<u8>, Version)>, Failure>;

    /// Puts bytes at a path, so that whoever asks gets the old ones or the new, each whole.
    ///
    /// # Errors
    ///
    /// Why that was not done.
    fn put(&self, path: &str, bytes: Vec<u8>, sent: &Sent, when: &When)
    -> Result<Version, Failure>;

    /// Removes what is at a path, if there is something.
    ///
    /// # Errors
    ///
    /// Why that was not done.
    fn delete(&self, path: &str) -> Result<(), Failure>;

    /// Every path with the number of its bytes; of a folder with nothing in it, its path and a slash.
    ///
    /// # Errors
    ///
    /// Why it could not be told.
    fn list(&self) -> Result<BTreeMap<String, u64>, Failure>;

    /// Removes what a deploy that was killed has left aside.
    ///
    /// # Errors
    ///
    /// Why that was not done.
    fn tidy(&self) -> Result<(), Failure> {
        Ok(())
    }

    /// Whether a file that the listing has, in its length, is there with its bytes, as far as a store tells
    /// that without sending them.
    fn holds(&self, _path: &str, _file: &File) -> bool {
        true
    }

    /// Whether a path is a file or a folder and never both.
    fn has_folders(&self) -> bool {
        false
    }

    /// Whether a path can be written to or removed, as far as is known before that is tried.
    ///
    /// # Errors
    ///
    /// Why it cannot.
    fn is_open(&self, _path: &str) -> Result<(), Failure> {
        Ok(())
    }
}

/// With what a file is sent, beside its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Its media type.
    pub media: String,
    /// How long it may be kept by those who have asked for it.
    pub caching: &'static str,
}

/// What tells one content of a path from the next, in the store's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// The entity tag.
    pub tag: Option<String>,
    /// The number of the version.
    pub number: Option<String>,
}

/// On what condition a file is put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// Whatever is there.
    Always,
    /// If nothing is there.
    Absent,
    /// If this version is there.
    Is(Version),
}

/// Why a store did not do what it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The condition does not hold.
    Unmet,
    /// The store knows no conditions.
    Unable,
    /// Anything else, in the store's words.
    Failed(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Unmet => f.write_str("it has changed meanwhile"),
            Failure::Unable => f.write_str("the store knows no conditional writes"),
            Failure::Failed(why) => f.write_str(why),
        }
    }
}
