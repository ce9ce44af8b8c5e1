//! What a place holds of a site, written down there: so that only what changed is sent, and only what
//! is Dateline's own is ever removed.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::failed;
use super::files::{File, Files};
use super::store::{Failure, Sent, Store, When};
use crate::diagnostic::Diagnostic;
use crate::publish::output::is_a_file_of_a_site;

/// Where it is: a dot-file, which belongs to no site.
pub const PATH: &str = ".dateline-deploy.json";

/// What stands for the sum of a file that is being sent for the first time.
pub const COMING: &str = "coming";

/// What stands for the sum of a file that is being replaced or removed.
pub const EITHER: &str = "either";

/// The files of a site in a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The sum of each file by its path; [`COMING`] or [`EITHER`] while a deploy is at it.
    pub files: BTreeMap<String, String>,
    /// Files that are no longer part of the site, each with the second since 1970 in which it ceased
    /// to be: readers may have a page that still needs them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub obsolete: BTreeMap<String, u64>,
    /// What has changed since the last deploy that came to its end.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub changed: BTreeSet<String>,
}

impl Manifest {
    /// Reads the manifest of a place; none there is an empty one.
    ///
    /// # Errors
    ///
    /// That it cannot be had, or is none.
    pub fn read(store: &dyn Store) -> Result<Manifest, Diagnostic> {
        let found = store.get(PATH).map_err(|why| failed("read", PATH, &why))?;
        match found {
            None => Ok(Manifest::default()),
            Some((bytes, _)) => Manifest::parse(&bytes),
        }
    }

    /// Reads the bytes of a manifest.
    ///
    /// # Errors
    ///
    /// That they are none.
    pub fn parse(bytes: &[u8]) -> Result<Manifest, Diagnostic> {
        let read = serde_json::from_slice(bytes);
        let mut manifest: Manifest = read.map_err(|error| {
            let message = format!("{PATH} in the place to deploy to cannot be read: {error}");
            Diagnostic::outside("deploy/manifest", message).help(
                "if a newer Dateline wrote it, deploy by that; else remove it, and deploy with `--adopt`",
            )
        })?;
        // No deploy writes another kind of entry; what such a one names is left alone.
        manifest.files.retain(|path, _| is_a_file_of_a_site(path));
        manifest
            .obsolete
            .retain(|path, _| is_a_file_of_a_site(path));
        Ok(manifest)
    }

    /// Writes it.
    ///
    /// # Errors
    ///
    /// What the store says.
    pub fn write(&self, store: &dyn Store) -> Result<(), Diagnostic> {
        let sent = Sent {
            media: "application/json".to_string(),
            caching: "no-store",
        };
        let written = store.put(PATH, self.text().into_bytes(), &sent, &When::Always);
        written
            .map(drop)
            .map_err(|why: Failure| failed("write", PATH, &why))
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// What is there of the files that are to be: whatever somebody has removed or changed since counts as
    /// in doubt, so that it is sent again. `lacks` says it of those that are as they were sent by this.
    #[must_use]
    pub fn without(
        mut self,
        files: &Files,
        lacks: impl Fn(&String, &File) -> bool + Sync,
    ) -> Manifest {
        self.files.par_iter_mut().for_each(|(path, sum)| {
            let file = files.get(path).filter(|file| file.sum == *sum);
            if file.is_some_and(|file| lacks(path, file)) {
                *sum = EITHER.to_string();
            }
        });
        self
    }

    /// Whether a path is one of Dateline's own.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.obsolete.contains_key(path)
    }
}
