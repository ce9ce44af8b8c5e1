//! `dateline deploy`: what was built goes to where readers get it.

use std::collections::BTreeMap;
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Done, Format, locate, output, report};
use crate::config::deploy::{Bucket, Target, To};
use crate::config::{self, Config};
use crate::content::source::SourceTree;
use crate::deploy::files;
use crate::deploy::folder::Folder;
use crate::deploy::git::Branch;
use crate::deploy::lock::Patience;
use crate::deploy::plan::Plan;
use crate::deploy::store::Store;
use crate::deploy::{self, Options, Report, purge};
use crate::diagnostic::{Diagnostic, Severity};
use crate::edition;
use crate::path::SourcePath;
use crate::publish::{Folders, output as published, publish_joined};

pub(super) const EXAMPLES: &str = "\
Examples:
  dateline deploy                       to the only place that dateline.toml names
  dateline deploy production            to one of several
  dateline deploy --dry-run             only say what would be sent and removed
  dateline deploy --purge-list purge.txt
                                        the addresses that a CDN must ask for again";

#[derive(Debug, Args)]
pub(super) struct DeployArgs {
    /// The name of a place to deploy to, `production` for `[deploy.production]` in dateline.toml;
    /// not needed where there is one alone.
    pub(super) target: Option<String>,
    /// The site's folder; by default the nearest one upward with a dateline.toml.
    #[arg(long, value_name = "DIR")]
    pub(super) site: Option<PathBuf>,
    /// The folder that the site was built into; by default `public` in the site.
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// First make the site of the parts in these folders, which `build --shard` wrote, in the output
    /// folder.
    #[arg(long, value_name = "PART", num_args = 1..)]
    pub(super) join: Vec<PathBuf>,
    /// Say what would be sent and removed, and change nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// How many files are sent at once.
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u8).range(1..))]
    pub(super) jobs: u8,
    /// Write the addresses of what is changed or removed to a file, for caches to ask for them again.
    #[arg(long, value_name = "FILE")]
    pub(super) purge_list: Option<PathBuf>,
    /// How long style sheets and scripts stay that no page needs any more, as 90s, 30m or 2h.
    #[arg(long, value_name = "TIME", default_value = "1h", value_parser = parse_time)]
    pub(super) grace: Duration,
    /// Replace files where this site's go that Dateline has not put there.
    #[arg(long)]
    pub(super) adopt: bool,
    /// Deploy a site too that was built with --drafts, --reveal, --include-unreviewed or --as-of.
    #[arg(long)]
    pub(super) any_edition: bool,
    /// How many seconds to watch another deploy's lock before that one counts as dead.
    #[arg(long, value_name = "SECONDS", default_value_t = 20, value_parser = clap::value_parser!(u64).range(2..))]
    pub(super) wait: u64,
    /// Take no lock; then nothing notices a second deploy at the same time.
    #[arg(long)]
    pub(super) no_lock: bool,
}

/// Deploys a site; exits with 1 if something is wrong.
pub fn run(args: &DeployArgs) -> Done {
    let started = Instant::now();
    let site = locate::site(args.site.as_deref())?;
    let path = site.join(config::FILE);
    let settings = fs::read_to_string(&path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let mut tree = SourceTree::from_texts([(config::FILE, settings.as_str())]);
    // The words of the theme's language, in which the settings may have a day.
    tree.add(SourceTree::read_at(&site, &SourcePath::new("themes")).value);
    let mut diagnostics = Vec::new();
    let config = edition::settings(&tree).drain_into(&mut diagnostics);
    // What a build warns of it has said.
    diagnostics.retain(|found| found.severity == Severity::Error);
    let deployed = match diagnostics.is_empty() {
        true => target(&config, args.target.as_deref())
            .and_then(|target| Ok((target, deploy_to(&site, &config, target, args)?)))
            .map_err(|error| diagnostics.push(error)),
        false => Err(()),
    };
    report::show(&diagnostics, &tree, Format::Text, &site);
    let Ok((target, report)) = deployed else {
        return Ok(ExitCode::FAILURE);
    };
    let would = if args.dry_run { "would be " } else { "" };
    let waiting = match report.waiting {
        0 => String::new(),
        number => format!(", {number} kept for a while"),
    };
    output::print(&format!(
        "{} {would}sent ({}), {} unchanged, {} {would}removed{waiting} in {}\n{} ms\n",
        report.sent,
        size(report.bytes),
        report.unchanged,
        report.removed,
        target.to,
        started.elapsed().as_millis(),
    ));
    Ok(ExitCode::SUCCESS)
}

/// The target that is meant.
fn target<'c>(config: &'c Config, name: Option<&str>) -> Result<&'c Target, Diagnostic> {
    let targets = &config.deploy;
    let names: Vec<&str> = targets.iter().map(|target| target.name.as_str()).collect();
    let (message, help) = match (targets.as_slice(), name) {
        ([], _) => (
            "dateline.toml names no place to deploy to".to_string(),
            "add a table, such as [deploy.production] with to = \"s3://BUCKET/PREFIX\"".to_string(),
        ),
        ([one], None) => return Ok(one),
        (_, None) => (
            "dateline.toml names several places to deploy to".to_string(),
            format!("say which: {}", names.join(", ")),
        ),
        (_, Some(name)) => match targets.iter().find(|target| target.name == name) {
            Some(target) => return Ok(target),
            None => (
                format!("there is no [deploy.{name}] in dateline.toml"),
                format!("there is {}", names.join(", ")),
            ),
        },
    };
    Err(Diagnostic::outside("deploy/target", message).help(help))
}

fn deploy_to(
    site: &Path,
    config: &Config,
    target: &Target,
    args: &DeployArgs,
) -> Result<Report, Diagnostic> {
    let out = args.out.clone().unwrap_or_else(|| site.join("public"));
    if !args.join.is_empty() {
        publish_joined(&args.join, &out)?;
    }
    let built = published::read(&out)?;
    if !args.any_edition {
        is_public(&built.files)?;
    }
    let files = files::read(built.files)?;
    let present = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let by = format!("{}-{}", std::process::id(), present.as_nanos());
    let bar = progress();
    let show = |done: usize, all: usize| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    };
    let options = Options {
        by: &by,
        now: present.as_secs(),
        grace: args.grace.as_secs(),
        jobs: usize::from(args.jobs),
        adopt: args.adopt,
        lock: (!args.no_lock).then(|| Patience::of(Duration::from_secs(args.wait))),
        progress: &show,
    };
    let base = config.base_url.as_deref();
    let before = |plan: &Plan| match (&args.purge_list, args.dry_run) {
        (_, true) => {
            output::print(&in_words(plan));
            Ok(())
        }
        (Some(file), false) => write(file, &purge::list(&plan.changed, base)),
        (None, false) => Ok(()),
    };
    let store: Box<dyn Store> = match &target.to {
        To::Git { remote, branch } => {
            let branch = Branch::fetch(site, remote, branch, &by)?;
            return branch.deploy(&files, &options, args.dry_run, &before);
        }
        To::Folder(folder) => {
            let folder = site.join(folder);
            let folders = Folders { site, out: &out };
            published::may_receive(folders, &folder)
                .map_err(|refused| refused.help("name another folder in dateline.toml"))?;
            Box::new(Folder::at(&folder))
        }
        To::Store(bucket) => cloud(target, bucket, options.jobs)?,
    };
    let done = match args.dry_run {
        true => deploy::look(&*store, &files, &options).and_then(|plan| {
            before(&plan)?;
            Ok(plan.report(&files))
        }),
        false => deploy::deploy(&*store, &files, &options, &before),
    };
    bar.finish_and_clear();
    done
}

#[cfg(feature = "cloud")]
fn cloud(target: &Target, bucket: &Bucket, jobs: usize) -> Result<Box<dyn Store>, Diagnostic> {
    match deploy::cloud::Cloud::open(target, bucket, jobs) {
        Ok(cloud) => Ok(Box::new(cloud)),
        Err(why) => Err(Diagnostic::outside("deploy/failed", why.to_string())
            .help("docs/deploy.md lists what dateline.toml and the environment have to say")),
    }
}

#[cfg(not(feature = "cloud"))]
fn cloud(target: &Target, _: &Bucket, _: usize) -> Result<Box<dyn Store>, Diagnostic> {
    let message = format!(
        "this Dateline was built without object stores, such as {}",
        target.to
    );
    Err(Diagnostic::outside("deploy/without-cloud", message)
        .help("install one that has them: cargo install --features cloud"))
}

/// Refuses a site that is not for its readers: one with drafts, or of another day.
fn is_public(files: &BTreeMap<String, PathBuf>) -> Result<(), Diagnostic> {
    let record = files.get("build.json").and_then(|file| fs::read(file).ok());
    let record = record.and_then(|text| serde_json::from_slice(&text).ok());
    let record: serde_json::Value = record.unwrap_or_default();
    match record["public"] == true {
        true => Ok(()),
        false => {
            let message = "this site was not built for its readers: its build.json does not say that it is public";
            Err(Diagnostic::outside("deploy/not-public", message).help(
                "build it without --drafts, --reveal, --include-unreviewed and --as-of; or deploy it all the same with `--any-edition`",
            ))
        }
    }
}

/// What would be done, a file a line.
fn in_words(plan: &Plan) -> String {
    let sent = plan.send.iter().flatten();
    let removed = plan.first.iter().chain(plan.remove.iter().flatten());
    let sent = sent.map(|path| match plan.new.contains(path) {
        true => format!("new      {path}\n"),
        false => format!("changed  {path}\n"),
    });
    sent.chain(removed.map(|path| format!("remove   {path}\n")))
        .collect()
}

fn write(file: &Path, text: &str) -> Result<(), Diagnostic> {
    fs::write(file, text).map_err(|error| {
        let message = format!("cannot write {}: {error}", file.display());
        Diagnostic::outside("deploy/purge-list", message)
            .help("name a file that can be written with `--purge-list FILE`")
    })
}

/// A bar for long deploys, on a terminal alone.
fn progress() -> ProgressBar {
    let bar = ProgressBar::new(0);
    if !std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos} of {len} files") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

fn parse_time(text: &str) -> Result<Duration, String> {
    let (number, unit) = text.split_at(text.trim_end_matches(char::is_alphabetic).len());
    let seconds = match unit {
        "" | "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => 0,
    };
    match number.parse::<u32>() {
        Ok(number) if seconds > 0 => Ok(Duration::from_secs(u64::from(number) * seconds)),
        _ => Err("write a time as 90s, 30m or 2h".to_string()),
    }
}
