//! `dateline build`: the whole site into its output folder.

use std::io::IsTerminal;
use std::mem::ManuallyDrop;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::remember::{Key, Memory, Remembered};
use super::{BuildArgs, Done, Format, locate, memory, now, output, report, summary};
use crate::cache;
use crate::content::source::SourceTree;
use crate::diagnostic::{Diagnostic, Severity, sorted};
use crate::edition::{AllTexts, Edition, Options, evaluate};
use crate::lints::Clean;
use crate::newsroom::as_of::Reason;
use crate::newsroom::gate::Passes;
use crate::profile::{Profile, stage};
use crate::publish::pages::{Notes, Pages, Standing};
use crate::publish::parts::{Part, Shard};
use crate::publish::sums::Sums;
use crate::publish::{self, Folders, How};

/// Builds a site; exits with 1 if something is wrong, and then the old output stays.
pub fn run(args: &BuildArgs) -> Done {
    let started = Instant::now();
    let site = locate::site(args.site.as_deref())?;
    let out = args.out.clone().unwrap_or_else(|| site.join("public"));
    let mut diagnostics = Vec::new();
    let profile = args.profile.then(|| Arc::new(Profile::new(Instant::now)));
    let timed = profile.as_deref();
    let tree = stage(timed, "reading", || SourceTree::read(&site)).drain_into(&mut diagnostics);
    // The program ends with the build: to take a large site apart piece by piece would be for nothing.
    let tree = ManuallyDrop::new(tree);
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
    let cache = cache::Folder::of(&site);
    let remembers = diagnostics.is_empty() && !args.no_cache;
    let key = (remembers || args.shard.is_some()).then(|| Key::of(&tree, &options).ok());
    let key = key.flatten();
    let remembered = key.as_ref().filter(|_| remembers);
    let remembered =
        remembered.and_then(|key| Remembered::of(&cache, &site, &out, key, args, options.now));
    let asked = args.profile || args.verify_cache;
    let stands = remembered.as_ref().filter(|_| !asked);
    if let Some(memory) = stands.and_then(Remembered::stands) {
        return Ok(repeat(&memory, args, &out, started));
    }
    let edition = evaluate(&tree, &options).drain_into(&mut diagnostics);
    let mut edition = ManuallyDrop::new(edition);
    if !args.no_cache {
        edition.cache = Box::new(cache::Folder::of(&site));
    }
    let prints = remembered.as_ref();
    let prints = prints.map(|remembered| (remembered, remembered.prints(&edition, &tree)));
    let standing = prints
        .as_ref()
        .map(|(remembered, prints)| remembered.standing(prints));
    // To see whether the memory is right, everything is made, and then compared.
    let (known, to_compare) = match args.verify_cache {
        true => (None, standing),
        false => (standing, None),
    };
    let notes = prints.as_ref();
    let notes = notes.map(|(_, prints)| Notes::new(prints, known.unwrap_or_default()));
    if args.shard.is_none_or(Shard::is_first) {
        // What `check` only asks for keeps nobody from publishing.
        let clean = notes.as_ref().map(|notes| notes as &dyn Clean);
        let warnings = || edition.warnings(clean);
        diagnostics.extend(stage(timed, "lints", warnings));
    }
    let part = args
        .shard
        .map(|shard| part(shard, &edition, &options, key.as_ref()));
    let part = part.transpose()?;
    let before = remembered.as_ref().filter(|_| !args.verify_cache);
    let before = before.filter(|_| edition.config.output.precompress);
    let before = before.and_then(Remembered::before);
    let how = How {
        strict: args.strict,
        part: part.as_ref(),
        before: before.as_ref(),
        notes: notes.as_ref(),
    };
    let folders = Folders {
        site: &site,
        out: &out,
    };
    let bar = progress(&edition, args.shard);
    let show = |done: usize| bar.set_position(done as u64);
    let published = stage(timed, "pages and writing", || {
        publish::publish(&edition, folders, &diagnostics, how, &show)
    });
    bar.finish_and_clear();
    let done = published.drain_into(&mut diagnostics);
    let diagnostics = sorted(diagnostics);
    let said = report::said(&diagnostics, &AllTexts(&tree), args.format, &site);
    said.print();
    if let Some(profile) = timed {
        output::note(&format!("{profile}\n{}", memory::peak()));
    }
    let Some(published) = done else {
        print(&summary::failed(&diagnostics, &display(&out)), args.format);
        return Ok(ExitCode::FAILURE);
    };
    let (state, warnings) = (summary::state(&edition), warnings(&diagnostics));
    let done = summary::published(&published, args.shard, &display(&out));
    let ended = summary::ended(warnings, started.elapsed());
    print(&format!("{state}{done}{ended}"), args.format);
    let sums = published.sums;
    let pages = notes.map(|notes| ManuallyDrop::new(notes.all(&sums)));
    let Some(remembered) = remembered else {
        return Ok(ExitCode::SUCCESS);
    };
    let differs =
        args.verify_cache && differs(&remembered, to_compare.zip(pages.as_deref()), &sums);
    remembered.keep(&edition, said, (state, warnings), sums, pages.as_deref());
    Ok(match differs {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    })
}

/// Says again what the last build said, whose site still stands.
fn repeat(memory: &Memory, args: &BuildArgs, out: &Path, started: Instant) -> ExitCode {
    memory.said.print();
    let done = summary::published(&publish::unchanged(&memory.sums), args.shard, &display(out));
    let ended = summary::ended(memory.warnings, started.elapsed());
    print(&format!("{}{done}{ended}", memory.state), args.format);
    ExitCode::SUCCESS
}

/// What a part tells of itself. A day to come is of one instant alone: what may be shown of it depends on
/// the present.
fn part(
    shard: Shard,
    edition: &Edition,
    options: &Options,
    key: Option<&Key>,
) -> Result<Part, String> {
    let as_of = edition.newsroom.as_of;
    let stands = as_of.reason == Reason::Now || as_of.is_closed();
    Ok(Part {
        shard,
        key: key
            .ok_or("cannot read all that goes into the site")?
            .site
            .clone(),
        made: options.now,
        until: match stands {
            true => edition.changes_at(),
            false => Some(options.now),
        },
    })
}

/// Whether what is remembered of a build is not what it comes to; that is told.
fn differs(remembered: &Remembered<'_>, pages: Option<(Standing, &Pages)>, sums: &Sums) -> bool {
    let memory = remembered.recall();
    let whole = memory.as_ref().and_then(|memory| {
        let mut paths = memory.sums.keys().chain(sums.keys());
        paths.find(|path| memory.sums.get(*path) != sums.get(*path))
    });
    let page = || {
        let (before, anew) = pages.as_ref()?;
        let wrong = before.false_to(sums);
        wrong.or_else(|| before.false_beside(anew))
    };
    let Some(path) = whole.map(String::as_str).or_else(page) else {
        return false;
    };
    output::error(&format!(
        "what is kept of the last build is not what the site comes to, {path} for one; the site is \
         as it should be now, so please report this"
    ));
    true
}

fn warnings(diagnostics: &[Diagnostic]) -> usize {
    let warning = |found: &&Diagnostic| found.severity == Severity::Warning;
    diagnostics.iter().filter(warning).count()
}

fn print(text: &str, format: Format) {
    match format {
        Format::Text => output::print(text),
        _ => output::note(text),
    }
}

fn display(out: &Path) -> String {
    out.display().to_string()
}

/// A bar for long builds, on a terminal alone.
fn progress(edition: &Edition, shard: Option<Shard>) -> ProgressBar {
    let pages = edition.plan.pages.iter();
    let pages = pages.filter(|(url, page)| shard.is_none_or(|shard| shard.has(edition, url, page)));
    let bar = ProgressBar::new(pages.count() as u64);
    if !std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos} of {len} pages") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
