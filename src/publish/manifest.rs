//! The manifest: which files of the output folder are Dateline's own.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::{Deserialize, Serialize};

/// The files that the last build wrote, by path from the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The paths, with forward slashes.
    pub files: BTreeSet<String>,
}

/// Where the manifest lies: a dot-file, which hosts pass over.
pub fn path(out: &Path) -> PathBuf {
    out.join(".dateline-manifest.json")
}

impl Manifest {
    /// Reads the manifest of an output folder; none there is an empty one.
    ///
    /// # Errors
    ///
    /// What the system says, or that the file is not a manifest.
    pub fn read(out: &Path) -> io::Result<Manifest> {
        let text = match fs::read_to_string(path(out)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Manifest::default()),
            Err(error) => return Err(error),
        };
        let manifest: Manifest = serde_json::from_str(&text).map_err(io::Error::from)?;
        let inside = |path: &String| {
            Path::new(path)
                .components()
                .all(|part| matches!(part, std::path::Component::Normal(_)))
        };
        match manifest.files.iter().find(|path| !inside(path)) {
            Some(path) => Err(io::Error::other(format!(
                "it lists `{path}`, which is not in the folder"
            ))),
            None => Ok(manifest),
        }
    }

    /// The manifest as the file has it: one path a line, so that versions compare well.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}
