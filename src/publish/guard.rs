//! Which folders are never written to.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::Folders;
use super::manifest;
use crate::diagnostic::Diagnostic;

/// Refuses an output folder where a build could destroy what is not its own.
///
/// # Errors
///
/// Why the folder is refused.
pub fn check(folders: Folders<'_>) -> Result<(), Diagnostic> {
    place(folders)?;
    let out = real(folders.out);
    match fs::metadata(&out) {
        Err(_) => Ok(()),
        Ok(_) => foreign_files(&out),
    }
}

/// Refuses a folder that no site is put into, whatever it holds.
///
/// # Errors
///
/// Why the folder is refused.
pub fn place(folders: Folders<'_>) -> Result<(), Diagnostic> {
    let out = real(folders.out);
    let site = real(folders.site);
    is_some_place(&out)?;
    if out == site {
        return Err(refuse(&out, "it is the site's own folder"));
    }
    if site.starts_with(&out) {
        return Err(refuse(&out, "the site lies in it"));
    }
    for sources in ["content", "themes"] {
        if out.starts_with(real(&site.join(sources))) {
            return Err(refuse(&out, "it holds the site's sources"));
        }
    }
    check_out(&out)
}

/// Refuses what no output may ever be written into.
///
/// # Errors
///
/// Why the folder is refused.
pub fn check_out(out: &Path) -> Result<(), Diagnostic> {
    let out = real(out);
    is_some_place(&out)?;
    if out.join(".git").exists() {
        return Err(refuse(&out, "it is the top of a repository"));
    }
    match fs::metadata(&out) {
        Ok(there) if !there.is_dir() => Err(refuse(&out, "it is a file")),
        _ => Ok(()),
    }
}

fn is_some_place(out: &Path) -> Result<(), Diagnostic> {
    if out.parent().is_none() {
        return Err(refuse(out, "it is the root of the disk"));
    }
    match std::env::home_dir().is_some_and(|home| real(&home) == out) {
        true => Err(refuse(out, "it is your home folder")),
        false => Ok(()),
    }
}

fn foreign_files(out: &Path) -> Result<(), Diagnostic> {
    if manifest::path(out).is_file() {
        return Ok(());
    }
    let entries = fs::read_dir(out).map_err(|error| unreadable(out, &error))?;
    for entry in entries {
        let name = entry.map_err(|error| unreadable(out, &error))?.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with('.') {
            return Err(refuse(
                out,
                &format!("it holds files that Dateline did not write, such as `{name}`"),
            ));
        }
    }
    Ok(())
}

fn unreadable(out: &Path, error: &std::io::Error) -> Diagnostic {
    let message = format!("cannot read the output folder {}: {error}", out.display());
    Diagnostic::outside("output/unreadable", message)
}

/// Says why a folder is refused.
pub fn refuse(out: &Path, reason: &str) -> Diagnostic {
    let message = format!("refusing to write into {}: {reason}", out.display());
    Diagnostic::outside("output/refused", message)
        .help("choose an empty or a new folder with `--out DIR`")
}

/// Whether a folder is another, or lies in it.
pub fn is_within(folder: &Path, other: &Path) -> bool {
    real(folder).starts_with(real(other))
}

/// The path with links followed as far as it exists, and without `.` and `..`.
pub fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut real = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            Component::CurDir => {}
            part => real.push(part),
        }
        if let Ok(resolved) = real.canonicalize() {
            real = resolved;
        }
    }
    real
}
