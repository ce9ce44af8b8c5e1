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

/// Writes the sample site into a new or empty folder, or a workflow for a site that is there.
pub fn run(args: &InitArgs) -> Done {
    match (&args.dir, args.ci) {
        (Some(dir), Some(ci)) if !dir.join(config::FILE).is_file() => {
            let workflow = Workflow::of(ci, dir)?;
            sample(dir)?;
            publish(ci, dir, &workflow)
        }
        (Some(dir), None) => sample(dir),
        (dir, Some(ci)) => {
            let site = locate::site(dir.as_deref())?;
            publish(ci, &site, &Workflow::of(ci, &site)?)
        }
        // The command line asks for one of them.
        (None, None) => Ok(ExitCode::SUCCESS),
    }
}

fn sample(dir: &Path) -> Done {
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
