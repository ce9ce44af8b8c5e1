//! `dateline build`: the whole site into its output folder.

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{BuildArgs, Done, Format, locate, memory, now, output, report, summary};
use crate::cache;
use crate::content::source::SourceTree;
use crate::diagnostic::{Severity, sorted};
use crate::edition::{AllTexts, Edition, Options, evaluate};
use crate::newsroom::gate::Passes;
use crate::profile::{Profile, stage};
use crate::publish::{self, Folders};

/// Builds a site; exits with 1 if something is wrong, and then the old output stays.
pub fn run(args: &BuildArgs) -> Done {
    let started = Instant::now();
    let site = locate::site(args.site.as_deref())?;
    let out = args.out.clone().unwrap_or_else(|| site.join("public"));
    let mut diagnostics = Vec::new();
    let profile = args.profile.then(|| Arc::new(Profile::new(Instant::now)));
    let timed = profile.as_deref();
    let tree = stage(timed, "reading", || SourceTree::read(&site)).drain_into(&mut diagnostics);
    let options = Options {
        now: now()?,
        as_of: args.as_of,
        reveal: args.reveal,
        base_url: args.base_url.clone(),
        passes: Passes {
            drafts: args.drafts,
            unreviewed: args.include_unreviewed,
            unpublished: false,
        },
        profile: profile.clone(),
    };
    let mut edition = evaluate(&tree, &options).drain_into(&mut diagnostics);
    edition.cache = Box::new(cache::Folder::of(&site));
    // What `check` only asks for keeps nobody from publishing.
    let lints = stage(timed, "lints", || edition.lints()).into_iter();
    diagnostics.extend(lints.filter(|found| found.severity != Severity::Note));
    let folders = Folders {
        site: &site,
        out: &out,
    };
    let bar = progress(&edition);
    let show = |done: usize| bar.set_position(done as u64);
    let published = stage(timed, "pages and writing", || {
        publish::publish(&edition, folders, &diagnostics, args.strict, &show)
    });
    bar.finish_and_clear();
    let done = published.drain_into(&mut diagnostics);
    let diagnostics = sorted(diagnostics);
    report::show(&diagnostics, &AllTexts(&tree), args.format, &site);
    let text = match done {
        Some(report) => summary::published(
            &edition,
            &report,
            &diagnostics,
            &display(&out),
            started.elapsed(),
        ),
        None => summary::failed(&diagnostics, &display(&out)),
    };
    if let Some(profile) = timed {
        output::note(&format!("{profile}\n{}", memory::peak()));
    }
    match args.format {
        Format::Text => output::print(&text),
        _ => output::note(&text),
    }
    Ok(if done.is_some() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn display(out: &Path) -> String {
    out.display().to_string()
}

/// A bar for long builds, on a terminal alone.
fn progress(edition: &Edition) -> ProgressBar {
    let bar = ProgressBar::new(edition.plan.pages.len() as u64);
    if !std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos} of {len} pages") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
