//! Finding the site: the folder that is named, or the nearest upward with a dateline.toml.

use std::path::{Path, PathBuf};

use crate::config;

/// The folder of the site that is meant.
///
/// # Errors
///
/// That there is no such folder, or no site around the current one.
pub fn site(named: Option<&Path>) -> Result<PathBuf, String> {
    if let Some(folder) = named {
        return match folder.join(config::FILE).is_file() {
            true => Ok(folder.to_path_buf()),
            false if folder.is_dir() => Err(format!(
                "{} is no site: it has no {}\nhelp: make one with `dateline init DIR`",
                folder.display(),
                config::FILE
            )),
            false => Err(format!("there is no folder {}", folder.display())),
        };
    }
    let here = std::env::current_dir()
        .map_err(|error| format!("cannot tell the current folder: {error}"))?;
    here.ancestors()
        .find(|folder| folder.join(config::FILE).is_file())
        .map(Path::to_path_buf)
        .ok_or_else(|| {
            format!(
                "there is no {} in {} or above it\nhelp: name the site's folder, or make a site with `dateline init DIR`",
                config::FILE,
                here.display()
            )
        })
}
