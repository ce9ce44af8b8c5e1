//! `dateline man`: a manual page for each command.

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::args::Cli;
use super::{Done, output};

/// Writes the manual pages into a folder.
pub fn run(dir: &Path) -> Done {
    let mut program = Cli::command();
    program.build();
    fs::create_dir_all(dir)
        .and_then(|()| write(&program, dir))
        .map_err(|error| format!("cannot write into {}: {error}", dir.display()))?;
    output::print(&format!("{}\n", dir.join("dateline.1").display()));
    Ok(ExitCode::SUCCESS)
}

fn write(command: &Command, dir: &Path) -> io::Result<()> {
    for part in command.get_subcommands() {
        write(part, dir)?;
    }
    let name = command.get_display_name().unwrap_or(command.get_name());
    fs::write(dir.join(format!("{name}.1")), page(command, name)?)
}

/// The page of a command. Its head and its examples are ours: a page has no day, since the same program
/// writes the same page, and the lines of an example stay lines.
fn page(command: &Command, name: &str) -> io::Result<Vec<u8>> {
    let version = env!("CARGO_PKG_VERSION");
    let head = format!(
        ".TH {} 1 \"\" \"Dateline {version}\" Dateline\n",
        name.to_uppercase()
    );
    let man = Man::new(command.clone());
    let mut page = head.into_bytes();
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    if let Some(examples) = command.get_after_help() {
        let examples = examples
            .to_string()
            .replace('\\', "\\e")
            .replace('-', "\\-");
        let lines: Vec<&str> = examples.lines().skip(1).collect();
        page.extend(format!(".SH EXAMPLES\n.nf\n{}\n.fi\n", lines.join("\n")).bytes());
    }
    Ok(page)
}
