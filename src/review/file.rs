//! The door through which decisions reach the disk.
#![allow(
    clippy::disallowed_methods,
    reason = "a review writes the file that it was asked about"
)]

use std::path::Path;

/// Writes a file anew, whole or not at all.
///
/// # Errors
///
/// That it cannot be written.
pub fn replace(file: &Path, new: &str) -> Result<(), String> {
    let aside = file.with_extension("md.review");
    let failed = |error: std::io::Error| format!("cannot write {}: {error}", file.display());
    std::fs::write(&aside, new).map_err(failed)?;
    std::fs::rename(&aside, file).map_err(failed)
}
