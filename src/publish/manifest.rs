//! The manifest: which files of the output folder are Dateline's own.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

use serde::{Deserialize, Serialize};

/// The files that the last build wrote, by path from the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The paths, with forward slashes.
    pub files: BTreeSet<String>,
}

/// What the manifest is called: a dot-file, which hosts pass over.
pub const FILE: &str = ".dateline-manifest.json";

/// Where it lies.
pub fn path(out: &Path) -> PathBuf {
    out.join(FILE)
}

impl Manifest {
    /// Reads the manifest of an output folder; none there is an empty one.
    ///
    /// # Errors
    ///
    /// What the system says, or that the file is not a manifest.
    pub fn read(out: &Path) -> io::Result<Manifest> {
        let path = path(out);
        match fs::metadata(&path) {
            Ok(there) if there.is_file() => {}
            Ok(_) => return Err(io::Error::other("it is no file")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Manifest::default()),
            Err(error) => return Err(error),
        }
        let text = fs::read_to_string(&path)?;
        let mut manifest: Manifest = serde_json::from_str(&text).map_err(io::Error::from)?;
        // No build writes another kind of entry; what such a one names is left alone.
        manifest.files.retain(|path| is_a_file_of_a_site(path));
        Ok(manifest)
    }

    /// The manifest as the file has it: one path a line, so that versions compare well.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// Whether a path names a file below the output folder that is not Dateline's own.
pub fn is_a_file_of_a_site(path: &str) -> bool {
    let plain = |part: &str| {
        let mut parts = Path::new(part).components();
        let normal = matches!(parts.next(), Some(Component::Normal(name)) if name == part);
        normal && parts.next().is_none() && !part.contains('\0') && !part.starts_with(".dateline-")
    };
    path.split('/').all(plain)
}
