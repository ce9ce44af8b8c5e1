//! `dateline init`: a small working site that explains itself, and what a code host runs for a site.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use rust_embed::RustEmbed;

use super::ci::{Ci, Workflow};
use super::{Done, InitArgs, locate, output};
use crate::config;

/// The sample site.
#[derive(RustEmbed)]
#[folder = "src/cli/sample"]
struct Sample;

/// A site without content.
#[derive(RustEmbed)]
#[folder = "src/cli/bare"]
struct Bare;

/// Writes a site into a new or empty folder, or a workflow for a site that is there.
pub fn run(args: &InitArgs) -> Done {
    match (&args.dir, args.ci) {
        (Some(dir), Some(ci)) if !dir.join(config::FILE).is_file() => {
            let workflow = Workflow::of(ci, dir)?;
            site(dir, args.bare)?;
            publish(ci, dir, &workflow)
        }
        (Some(dir), None) => site(dir, args.bare),
        (dir, Some(ci)) => {
            let found = locate::site(dir.as_deref())?;
            publish(ci, &found, &Workflow::of(ci, &found)?)
        }
        // The command line asks for one of them.
        (None, None) => Ok(ExitCode::SUCCESS),
    }
}

/// Writes the sample site, or a bare one.
fn site(dir: &Path, bare: bool) -> Done {
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

/// Writes a workflow, and into the settings of the site what it needs there.
fn publish(ci: Ci, site: &Path, workflow: &Workflow) -> Done {
    workflow.write()?;
    let path = site.join(config::FILE);
    let settings = fs::read_to_string(&path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    if !ci.settings().is_empty() && !settings.contains("[deploy") {
        let settings = format!("{}\n{}", settings.trim_end(), ci.settings());
        fs::write(&path, settings)
            .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    let here = std::env::current_dir().unwrap_or_default();
    let path = workflow.path.strip_prefix(here).unwrap_or(&workflow.path);
    output::print(&format!(
        "{}\n  its first lines say what to set before you push\n",
        path.display()
    ));
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
