//! The command line: one file a command; the only printer, the only reader of the clock.
#![allow(
    clippy::disallowed_methods,
    reason = "commands read the clock and the environment, and write what is asked for"
)]

mod args;
mod build;
mod check;
mod ci;
mod deploy;
mod explain;
mod fact;
mod import;
mod init;
mod join;
mod locate;
mod man;
mod memory;
mod new;
mod output;
mod remember;
mod rename;
mod report;
mod review;
mod serve;
mod summary;
mod theme;
mod why;
mod write;

use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::{CommandFactory, Parser};

use args::{
    BuildArgs, CheckArgs, Cli, Command, Format, Generator, ImportArgs, InitArgs, JoinArgs, NewArgs,
    NewKind, RenameArgs, RenameKind, ReviewArgs, ServeArgs, WhyArgs,
};

/// Runs the program with the process's own arguments.
pub fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Build(args) => build::run(&args),
        Command::Deploy(args) => deploy::run(&args),
        Command::Join(args) => join::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Review(args) => review::run(&args),
        Command::Why(args) => why::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Init(args) => init::run(&args),
        Command::New(args) => now().and_then(|now| new::run(&args, now)),
        Command::Rename(args) => now().and_then(|now| rename::run(&args, now)),
        Command::Theme(command) => theme::run(&command),
        Command::Explain { code } => explain::run(code.as_deref()),
        Command::Completions { shell } => completions(shell),
        Command::Man { dir } => man::run(&dir),
    };
    match done {
        Ok(code) => code,
        Err(message) => {
            output::error(&message);
            ExitCode::FAILURE
        }
    }
}

/// What a command comes to: an exit code, or what to tell the user.
type Done = Result<ExitCode, String>;

fn completions(shell: clap_complete::Shell) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "dateline", &mut script);
    output::print(&String::from_utf8_lossy(&script));
    Ok(ExitCode::SUCCESS)
}

/// The present instant, or the one that `SOURCE_DATE_EPOCH` fixes for reproducible builds.
///
/// # Errors
///
/// That the variable is set to something else than seconds since 1970.
fn now() -> Result<DateTime<Utc>, String> {
    let Ok(fixed) = std::env::var("SOURCE_DATE_EPOCH") else {
        return Ok(Utc::now());
    };
    let seconds = fixed.trim().parse().ok();
    seconds
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .ok_or_else(|| {
            format!("SOURCE_DATE_EPOCH is `{fixed}`, not a number of seconds since 1970")
        })
}
