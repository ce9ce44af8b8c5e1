//! The door through which decisions reach the disk.
#![allow(
    clippy::disallowed_methods,
    reason = "a review writes the file that it was asked about"
)]

use std::path::Path;

/// Writes a file anew, whole or not at all, and only where it still is what was read: what somebody has
/// written to it meanwhile is nobody's to overwrite. Whether it was.
///
/// # Errors
///
/// That it cannot be read or written.
pub fn replace(file: &Path, read: &str, new: &str) -> Result<bool, String> {
    let is = std::fs::read_to_string(file);
    if is.map_err(|error| format!("cannot read {}: {error}", file.display()))? != read {
        return Ok(false);
    }
    let aside = file.with_extension("md.review");
    let failed = |error: std::io::Error| format!("cannot write {}: {error}", file.display());
    std::fs::write(&aside, new).map_err(failed)?;
    std::fs::rename(&aside, file).map_err(failed)?;
    Ok(true)
}
