//! `dateline man`: a manual page for each command.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory;

use super::args::Cli;
use super::{Done, output};

/// Writes the manual pages into a folder.
pub fn run(dir: &Path) -> Done {
    let failed = |error| format!("cannot write into {}: {error}", dir.display());
    fs::create_dir_all(dir).map_err(failed)?;
    clap_mangen::generate_to(Cli::command(), dir).map_err(failed)?;
    output::print(&format!("{}\n", dir.join("dateline.1").display()));
    Ok(ExitCode::SUCCESS)
}
