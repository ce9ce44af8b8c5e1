//! What the commands take, as their help tells it.

mod edit;

use std::net::IpAddr;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::ci::Ci;
use super::{deploy, theme, why};
use crate::publish::parts::Shard;
use edit::{NEW_EXAMPLES, RENAME_EXAMPLES};
pub(super) use edit::{NewArgs, NewKind, RenameArgs, RenameKind};

/// A static briefing-site generator: articles in, topics and regions with timelines and key
/// figures out.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, after_help = EXAMPLES, disable_help_subcommand = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
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
pub(super) enum Command {
    /// Publish a site into its output folder.
    #[command(after_help = BUILD_EXAMPLES)]
    Build(BuildArgs),
    /// Send what was built to where readers get it: only what changed, in a safe order.
    #[command(after_help = deploy::EXAMPLES)]
    Deploy(deploy::DeployArgs),
    /// Make a site of the parts that `build --shard` wrote.
    #[command(after_help = JOIN_EXAMPLES)]
    Join(JoinArgs),
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
    /// Say what the code of a message means and what to do, with a wrong and a right example.
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain {
        /// The code, such as `event/bad-date`, or its last part; without one, all are listed.
        code: Option<String>,
    },
    /// Make a small working site with explanatory sample content, or what a code host runs for a
    /// site.
    #[command(after_help = INIT_EXAMPLES)]
    Init(InitArgs),
    /// Make a new file in the content folder, or a new claim or figure in an article, ready to be
    /// filled in.
    #[command(after_help = NEW_EXAMPLES)]
    New(NewArgs),
    /// Give an event, a series, a source or a term another id, in all files; what has a file keeps the former one.
    #[command(after_help = RENAME_EXAMPLES)]
    Rename(RenameArgs),
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
    /// Write the manual pages, one a command.
    #[command(
        after_help = "Example:\n  dateline man ~/.local/share/man/man1 && man dateline-build"
    )]
    Man {
        /// The folder to write them into.
        dir: PathBuf,
    },
}

const INIT_EXAMPLES: &str = "\
Examples:
  dateline init desk && dateline build desk
  dateline init desk --ci github        with the workflow that checks and publishes it
  dateline init --ci gitlab             the workflow for the site around the current folder";

const BUILD_EXAMPLES: &str = "\
Examples:
  dateline build                        the site around the current folder
  dateline build desk --out /srv/www    somewhere else
  dateline build --strict               warnings fail the build too
  dateline build --format github        annotate the lines of a pull request";

const JOIN_EXAMPLES: &str = "\
Examples:
  dateline build --shard 1/2 --out part-1
  dateline build --shard 2/2 --out part-2
  dateline join part-1 part-2 --out public";

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

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  dateline explain event/bad-date
  dateline explain weekday              the last part of a code will do
  dateline explain                      all codes, a line each";

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

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The folder to make; it must be new or empty. With `--ci`, it may be a site.
    #[arg(required_unless_present = "ci")]
    pub(super) dir: Option<PathBuf>,
    /// Make a site without sample content.
    #[arg(long)]
    pub(super) bare: bool,
    /// Write what this code host runs to check the site and to publish it.
    #[arg(long, value_enum, value_name = "HOST")]
    pub(super) ci: Option<Ci>,
}

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    /// The site's folder; by default the nearest one upward with a dateline.toml.
    pub(super) site: Option<PathBuf>,
    /// The output folder; by default `public` in the site.
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Where the site will be published, instead of what dateline.toml says.
    #[arg(long, value_name = "URL", value_parser = crate::config::normal_base_url)]
    pub(super) base_url: Option<String>,
    /// Judge the site on this day: only what was published by its end.
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub(super) as_of: Option<NaiveDate>,
    /// On a day to come, show what becomes public until then; search engines are told to pass
    /// over the site.
    #[arg(long)]
    pub(super) reveal: bool,
    /// Publish drafts too; search engines are told to pass over the site.
    #[arg(long)]
    pub(super) drafts: bool,
    /// Publish facts too that nobody has said yes to yet.
    #[arg(long)]
    pub(super) include_unreviewed: bool,
    /// Build one of so many parts of the site, such as 1/4, into a folder of its own; `dateline
    /// join` makes a site of all.
    #[arg(long, value_name = "PART/OF", requires = "out")]
    pub(super) shard: Option<Shard>,
    /// Fail on warnings as on errors.
    #[arg(long)]
    pub(super) strict: bool,
    /// Build without what is kept from one build to the next.
    #[arg(long)]
    pub(super) no_cache: bool,
    /// Build without what is kept, and fail if that would have given another site.
    #[arg(long, conflicts_with = "no_cache")]
    pub(super) verify_cache: bool,
    /// Tell where the time went: by stage, kind of page and card, with the slowest pages.
    #[arg(long)]
    pub(super) profile: bool,
    /// How to print what is wrong.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct JoinArgs {
    /// The folders of all parts, in any order.
    #[arg(required = true)]
    pub(super) parts: Vec<PathBuf>,
    /// The output folder.
    #[arg(long, value_name = "DIR")]
    pub(super) out: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// The site's folder; by default the nearest one upward with a dateline.toml.
    pub(super) site: Option<PathBuf>,
    /// Judge the site on this day: only what was published by its end.
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub(super) as_of: Option<NaiveDate>,
    /// On a day to come, look at what becomes public until then.
    #[arg(long)]
    pub(super) reveal: bool,
    /// Look at drafts too.
    #[arg(long)]
    pub(super) drafts: bool,
    /// Ask every web address of texts, sources and settings whether it still leads somewhere.
    #[arg(long)]
    pub(super) external: bool,
    /// Mend what a machine can mend without a doubt, then check again.
    #[arg(long)]
    pub(super) fix: bool,
    /// Print as JSON what was read of each Markdown file: its title, day, address and terms.
    #[arg(long, conflicts_with_all = ["external", "fix"])]
    pub(super) files: bool,
    /// Fail on warnings as on errors.
    #[arg(long)]
    pub(super) strict: bool,
    /// How to print what is wrong.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct WhyArgs {
    /// The id of an event or of a series.
    #[arg(required_unless_present = "all")]
    pub(super) id: Option<String>,
    /// The sentences of all pages.
    #[arg(long, conflicts_with = "id")]
    pub(super) all: bool,
    /// The site's folder; by default the nearest one upward with a dateline.toml.
    #[arg(long, value_name = "DIR")]
    pub(super) site: Option<PathBuf>,
    /// Judge the site on this day: only what was published by its end.
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub(super) as_of: Option<NaiveDate>,
    /// Show what is not public too.
    #[arg(long)]
    pub(super) reveal: bool,
    /// How to list the sentences.
    #[arg(long, value_enum, default_value_t = why::WhyFormat::Text)]
    pub(super) format: why::WhyFormat,
}

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// Texts, saved pages or Markdown files; with `--from`, the folder of a site. Without any,
    /// standard input is read.
    pub(super) files: Vec<PathBuf>,
    /// The day of publication, where the input does not say it or says it wrongly.
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub(super) date: Option<NaiveDate>,
    /// The site's folder; by default the nearest one upward with a dateline.toml.
    #[arg(long, value_name = "DIR")]
    pub(super) site: Option<PathBuf>,
    /// Print what was understood as JSON, one object a file, and write nothing.
    #[arg(long)]
    pub(super) json: bool,
    /// Print what was kept and what was left out, and write nothing.
    #[arg(long, conflicts_with = "json")]
    pub(super) diff: bool,
    /// Propose what is hardly right too.
    #[arg(long)]
    pub(super) all: bool,
    /// Put every proposal into the front matter, and none into the text.
    #[arg(long)]
    pub(super) front_matter: bool,
    /// Replace files that exist and differ.
    #[arg(long)]
    pub(super) force: bool,
    /// Import a whole site of this generator.
    #[arg(long, value_enum, value_name = "GENERATOR", conflicts_with_all = ["json", "diff", "date", "all", "front_matter"])]
    pub(super) from: Option<Generator>,
}

/// A generator whose sites can be imported whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Generator {
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
pub(super) struct ReviewArgs {
    /// The articles to review; by default all of the site that hold open proposals.
    pub(super) files: Vec<PathBuf>,
    /// The site's folder; by default the nearest one upward with a dateline.toml.
    #[arg(long, value_name = "DIR")]
    pub(super) site: Option<PathBuf>,
    /// Only list what is open.
    #[arg(long)]
    pub(super) list: bool,
}

#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// The site's folder; by default the nearest one upward with a dateline.toml.
    pub(super) site: Option<PathBuf>,
    /// The address to listen on; 0.0.0.0 lets other machines in.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(super) host: IpAddr,
    /// The port to listen on, or the next one that is free; 0 takes any.
    #[arg(long, default_value_t = 1851)]
    pub(super) port: u16,
    /// Open the site in the browser.
    #[arg(long)]
    pub(super) open: bool,
    /// The path to serve the site at, as on a host that keeps it below one.
    #[arg(long, value_name = "PATH", default_value = "/")]
    pub(super) base: String,
    /// Answer to this name too, as behind a proxy; localhost and plain addresses always may.
    #[arg(long, value_name = "NAME")]
    pub(super) allow_host: Vec<String>,
    /// Hide what readers may not see yet or any more.
    #[arg(long)]
    pub(super) public: bool,
    /// Turn the open page to what was edited.
    #[arg(long)]
    pub(super) follow: bool,
    /// Look for changes every so many milliseconds, where the system does not tell of them.
    #[arg(long, value_name = "MS", value_parser = clap::value_parser!(u64).range(10..))]
    pub(super) poll: Option<u64>,
    /// How links open your editor: vscode, vscodium, cursor, zed, idea, sublime, textmate, or a
    /// link with {file}, {line} and {column}; else as DATELINE_EDITOR says.
    #[arg(long)]
    pub(super) editor: Option<String>,
}

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, in the style of rustc.
    Text,
    /// One JSON object a line.
    Json,
    /// GitHub Actions' annotations.
    Github,
    /// GitLab's Code Quality report.
    Gitlab,
    /// SARIF 2.1.0.
    Sarif,
}

fn parse_day(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| "write a day as 2024-12-01".to_string())
}
