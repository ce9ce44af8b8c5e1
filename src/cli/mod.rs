//! The command line: one file a command; the only printer, the only reader of the clock.
#![allow(
    clippy::disallowed_methods,
    reason = "commands read the clock and the environment, and write what is asked for"
)]

mod build;
mod check;
mod import;
mod init;
mod locate;
mod new;
mod output;
mod report;
mod review;
mod serve;
mod summary;
mod theme;
mod why;

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

/// A static briefing-site generator: articles in, topics and regions with timelines and key
/// figures out.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, after_help = EXAMPLES, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  dateline init desk              make a small working site in the folder desk
  dateline serve desk --open      show it in the browser while you write
  dateline build desk             publish it into desk/public
  dateline new article \"Talks resume\" --site desk
  dateline build --as-of 2024-12-01 --out /tmp/then
                                  the site as it stood on 1 December 2024";

#[derive(Debug, Subcommand)]
enum Command {
    /// Publish a site into its output folder.
    #[command(after_help = BUILD_EXAMPLES)]
    Build(BuildArgs),
    /// Say what is wrong with a site, with every page that would be written, and what it holds.
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// Turn raw articles, or a whole site of another generator, into drafts to review.
    #[command(after_help = IMPORT_EXAMPLES)]
    Import(ImportArgs),
    /// Go through proposed events and figures: accept, edit or drop each.
    #[command(after_help = REVIEW_EXAMPLES)]
    Review(ReviewArgs),
    /// Show a site in the browser, and every change as it is saved.
    #[command(after_help = SERVE_EXAMPLES)]
    Serve(ServeArgs),
    /// Say why a page says what it says: the rule and the facts behind each sentence that
    /// Dateline makes up.
    #[command(after_help = WHY_EXAMPLES)]
    Why(WhyArgs),
    /// Make a small working site with explanatory sample content.
    #[command(after_help = "Example:\n  dateline init desk && dateline build desk")]
    Init {
        /// The folder to make; it must be new or empty.
        dir: PathBuf,
    },
    /// Make a new file in the content folder, ready to be filled in.
    #[command(after_help = NEW_EXAMPLES)]
    New(NewArgs),
    /// Make a theme of the site's own, or take files of the built-in one over into it.
    #[command(subcommand)]
    Theme(theme::ThemeCommand),
    /// Print a shell's completion script.
    #[command(
        after_help = "Example:\n  dateline completions bash > ~/.local/share/bash-completion/completions/dateline"
    )]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

const BUILD_EXAMPLES: &str = "\
Examples:
  dateline build                        the site around the current folder
  dateline build desk --out /srv/www    somewhere else
  dateline build --strict               warnings fail the build too
  dateline build --format github        annotate the lines of a pull request";

const CHECK_EXAMPLES: &str = "\
Examples:
  dateline check                        the site around the current folder
  dateline check desk --strict          warnings fail the check too
  dateline check --fix                  mends what a machine can mend, and says what
  dateline check --external             asks whether links to other sites still lead somewhere";

const IMPORT_EXAMPLES: &str = "\
Examples:
  dateline import pasted.txt saved.html
                                        one draft each below content/articles
  pbpaste | dateline import --date 2024-09-09
                                        from standard input
  dateline import --json pasted.txt     print what was understood, write nothing
  dateline import --diff pasted.txt     show what was left out, write nothing
  dateline import --from hugo ../old    a whole site, with a report on its addresses";

const WHY_EXAMPLES: &str = "\
Examples:
  dateline why bridge-opens             the sentences on the page of an event or a series
  dateline why bridge-opens --as-of 2026-07-01
  dateline why --all --format json      those of all pages, for programs";

const REVIEW_EXAMPLES: &str = "\
Examples:
  dateline review                       every open proposal of the site
  dateline review content/articles/2024/talks-resume.md
  dateline review --list                only say what is open";

const SERVE_EXAMPLES: &str = "\
Examples:
  dateline serve                        the site around the current folder
  dateline serve desk --open            and opens the browser
  dateline serve --public               only what readers may see
  dateline serve --follow               the open page turns to what is edited";

const NEW_EXAMPLES: &str = "\
Examples:
  dateline new article \"A deadline passes\"
  dateline new region \"Kurdistan Region\" --in iraq
  dateline new series \"US troops in Iraq\"";

#[derive(Debug, Args)]
struct BuildArgs {
    /// The site's folder; by default the nearest one upward with a dateline.toml.
    site: Option<PathBuf>,
    /// The output folder; by default `public` in the site.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Where the site will be published, instead of what dateline.toml says.
    #[arg(long, value_name = "URL", value_parser = crate::config::normal_base_url)]
    base_url: Option<String>,
    /// Judge the site on this day: only what was published by its end.
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    as_of: Option<NaiveDate>,
    /// On a day to come, show what becomes public until then; search engines are told to pass
    /// over the site.
    #[arg(long)]
    reveal: bool,
    /// Publish drafts too; search engines are told to pass over the site.
    #[arg(long)]
    drafts: bool,
    /// Publish facts too that nobody has said yes to yet.
    #[arg(long)]
    include_unreviewed: bool,
    /// Fail on warnings as on errors.
    #[arg(long)]
    strict: bool,
    /// How to print what is wrong.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Args)]
struct CheckArgs {
    /// The site's folder; by default the nearest one upward with a dateline.toml.
    site: Option<PathBuf>,
    /// Judge the site on this day: only what was published by its end.
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    as_of: Option<NaiveDate>,
    /// On a day to come, look at what becomes public until then.
    #[arg(long)]
    reveal: bool,
    /// Look at drafts too.
    #[arg(long)]
    drafts: bool,
    /// Ask every web address of texts, sources and settings whether it still leads somewhere.
    #[arg(long)]
    external: bool,
    /// Mend what a machine can mend without a doubt, then check again.
    #[arg(long)]
    fix: bool,
    /// Print as JSON what was read of each Markdown file: its title, day, address and terms.
    #[arg(long, conflicts_with_all = ["external", "fix"])]
    files: bool,
    /// Fail on warnings as on errors.
    #[arg(long)]
    strict: bool,
    /// How to print what is wrong.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Args)]
struct WhyArgs {
    /// The id of an event or of a series.
    #[arg(required_unless_present = "all")]
    id: Option<String>,
    /// The sentences of all pages.
    #[arg(long, conflicts_with = "id")]
    all: bool,
    /// The site's folder; by default the nearest one upward with a dateline.toml.
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Judge the site on this day: only what was published by its end.
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    as_of: Option<NaiveDate>,
    /// Show what is not public too.
    #[arg(long)]
    reveal: bool,
    /// How to list the sentences.
    #[arg(long, value_enum, default_value_t = why::WhyFormat::Text)]
    format: why::WhyFormat,
}

#[derive(Debug, Args)]
struct ImportArgs {
    /// Texts, saved pages or Markdown files; with `--from`, the folder of a site. Without any,
    /// standard input is read.
    files: Vec<PathBuf>,
    /// The day of publication, where the input does not say it or says it wrongly.
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    date: Option<NaiveDate>,
    /// The site's folder; by default the nearest one upward with a dateline.toml.
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Print what was understood as JSON, one object a file, and write nothing.
    #[arg(long)]
    json: bool,
    /// Print what was kept and what was left out, and write nothing.
    #[arg(long, conflicts_with = "json")]
    diff: bool,
    /// Replace files that exist and differ.
    #[arg(long)]
    force: bool,
    /// Import a whole site of this generator.
    #[arg(long, value_enum, value_name = "GENERATOR", conflicts_with_all = ["json", "diff", "date"])]
    from: Option<Generator>,
}

/// A generator whose sites can be imported whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Generator {
    /// Hugo.
    Hugo,
    /// Zola.
    Zola,
    /// Jekyll.
    Jekyll,
    /// Eleventy.
    Eleventy,
    /// Astro.
    Astro,
}

#[derive(Debug, Args)]
struct ReviewArgs {
    /// The articles to review; by default all of the site that hold open proposals.
    files: Vec<PathBuf>,
    /// The site's folder; by default the nearest one upward with a dateline.toml.
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Only list what is open.
    #[arg(long)]
    list: bool,
}

#[derive(Debug, Args)]
struct ServeArgs {
    /// The site's folder; by default the nearest one upward with a dateline.toml.
    site: Option<PathBuf>,
    /// The address to listen on; 0.0.0.0 lets other machines in.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: IpAddr,
    /// The port to listen on, or the next one that is free; 0 takes any.
    #[arg(long, default_value_t = 1851)]
    port: u16,
    /// Open the site in the browser.
    #[arg(long)]
    open: bool,
    /// The path to serve the site at, as on a host that keeps it below one.
    #[arg(long, value_name = "PATH", default_value = "/")]
    base: String,
    /// Answer to this name too, as behind a proxy; localhost and plain addresses always may.
    #[arg(long, value_name = "NAME")]
    allow_host: Vec<String>,
    /// Hide what readers may not see yet or any more.
    #[arg(long)]
    public: bool,
    /// Turn the open page to what was edited.
    #[arg(long)]
    follow: bool,
    /// Look for changes every so many milliseconds, where the system does not tell of them.
    #[arg(long, value_name = "MS", value_parser = clap::value_parser!(u64).range(10..))]
    poll: Option<u64>,
    /// How links open your editor: vscode, vscodium, cursor, zed, idea, sublime, textmate, or a
    /// link with {file}, {line} and {column}; else as DATELINE_EDITOR says.
    #[arg(long)]
    editor: Option<String>,
}

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, in the style of rustc.
    Text,
    /// One JSON object a line.
    Json,
    /// GitHub Actions' annotations.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

#[derive(Debug, Args)]
struct NewArgs {
    /// What to make.
    #[arg(value_enum)]
    kind: NewKind,
    /// What it is called.
    title: String,
    /// The site's folder; by default the nearest one upward with a dateline.toml.
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// The term a new topic or region lies in.
    #[arg(long = "in", value_name = "TERM")]
    parent: Option<String>,
}

/// What `new` can make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum NewKind {
    /// An article.
    Article,
    /// A topic.
    Topic,
    /// A region.
    Region,
    /// A series of key figures.
    Series,
    /// A long-lived milestone.
    Event,
}

/// Runs the program with the process's own arguments.
pub fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Build(args) => build::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Review(args) => review::run(&args),
        Command::Why(args) => why::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Init { dir } => init::run(&dir),
        Command::New(args) => now().and_then(|now| new::run(&args, now)),
        Command::Theme(command) => theme::run(&command),
        Command::Completions { shell } => completions(shell),
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

fn parse_day(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| "write a day as 2024-12-01".to_string())
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
