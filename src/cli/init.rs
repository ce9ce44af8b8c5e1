//! `dateline init`: a small working site that explains itself.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use rust_embed::RustEmbed;

use super::{Done, output};

/// The sample site.
#[derive(RustEmbed)]
#[folder = "src/cli/sample"]
struct Sample;

/// A site without content.
#[derive(RustEmbed)]
#[folder = "src/cli/bare"]
struct Bare;

/// Writes the sample site, or a bare one, into a new or empty folder.
pub fn run(dir: &Path, bare: bool) -> Done {
    if dir.is_file() {
        return Err(format!("{} is a file", dir.display()));
    }
    let occupied = fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some());
    if occupied {
        return Err(format!(
            "{} is not empty\nhelp: name a new folder; an existing site only needs a dateline.toml",
            dir.display()
        ));
    }
    match bare {
        true => write_all::<Bare>(dir)?,
        false => write_all::<Sample>(dir)?,
    }
    let dir = dir.display();
    output::print(&match bare {
        true => format!(
            "a site in {dir}\n  dateline new article \"…\" --site {dir}\n  dateline serve {dir} --open\n"
        ),
        false => format!(
            "a site in {dir}\n  dateline build {dir}\n  then open {dir}/public/index.html\n"
        ),
    });
    Ok(ExitCode::SUCCESS)
}

fn write_all<Files: RustEmbed>(dir: &Path) -> Result<(), String> {
    for name in Files::iter() {
        if let Some(file) = Files::get(&name) {
            write(&dir.join(&*name), &file.data)?;
        }
    }
    Ok(())
}

/// Writes a file that is not there yet, with the folders above it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)
            .map_err(|error| format!("cannot create {}: {error}", parent.display()))?;
    }
    if path.exists() {
        return Err(format!("{} exists already", path.display()));
    }
    fs::write(path, bytes).map_err(|error| format!("cannot write {}: {error}", path.display()))
}
