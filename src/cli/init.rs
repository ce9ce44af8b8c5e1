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

/// Writes the sample site into a new or empty folder.
pub fn run(dir: &Path) -> Done {
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
    for name in Sample::iter() {
        let Some(file) = Sample::get(&name) else {
            continue;
        };
        write(&dir.join(&*name), &file.data)?;
    }
    output::print(&format!(
        "a site in {0}\n  dateline build {0}\n  then open {0}/public/index.html\n",
        dir.display()
    ));
    Ok(ExitCode::SUCCESS)
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
