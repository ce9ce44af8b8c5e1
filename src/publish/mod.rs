//! Stage 5: bytes become the output folder.
//!
//! [`publish`] renders every page before it changes the first file of the old site. Files are
//! written aside and renamed, so that each is whole at any moment; files that have not changed
//! are not touched; only what Dateline's own manifest lists is ever removed. A first build makes a
//! whole folder aside, and gives it its name.
#![allow(
    clippy::disallowed_methods,
    reason = "this module is the one that writes the output to disk"
)]

mod commit;
pub mod compress;
mod disk;
mod failure;
#[cfg(test)]
mod faults;
mod guard;
pub mod limits;
mod lock;
mod manifest;
pub mod output;
pub mod pages;
pub mod parts;
mod search;
mod staging;
pub mod sums;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use crate::diagnostic::{Checked, Diagnostic, Place, Severity, has_errors};
use crate::edition::Edition;
use crate::pages::plan::Page;
use crate::pages::sitemap::rounds;
use crate::path::UrlPath;
use crate::reads;
use crate::render::Renderer;
use compress::{is_beside, put_beside};
use disk::System;
use pages::{Files, Notes};
use parts::{Held, Part, Shard, join};
use rayon::prelude::*;
use staging::{Source, Staging};
use sums::Sums;

/// Where the site lies and where its output goes.
#[derive(Clone, Copy, Debug)]
pub struct Folders<'a> {
    /// The site's own folder.
    pub site: &'a Path,
    /// The output folder.
    pub out: &'a Path,
}

/// How a site is published.
#[derive(Clone, Copy, Default)]
pub struct How<'a> {
    /// Whether warnings keep it from being published, as errors do.
    pub strict: bool,
    /// The part of it that is wanted; none for the whole.
    pub part: Option<&'a Part>,
    /// What the files of the last build hold, if this very program wrote them.
    pub before: Option<&'a Sums>,
    /// Which pages stand, and where those of this build are noted down.
    pub notes: Option<&'a Notes<'a>>,
}

/// What publishing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that were there already, as they are.
    pub unchanged: usize,
    /// Files that are no longer part of the site.
    pub removed: usize,
}

/// A site that was published.
#[derive(Clone, Debug)]
pub struct Published {
    /// What was done for it.
    pub report: Report,
    /// What was done for the files compressed beforehand.
    pub compressed: Report,
    /// What its files hold.
    pub sums: Sums,
}

/// Renders every page that is wanted and publishes the result, unless something is wrong (`earlier`
/// counts too): then the old site stays as it is and the value is `None`.
///
/// `progress` is told how many pages are done.
pub fn publish(
    edition: &Edition,
    folders: Folders<'_>,
    earlier: &[Diagnostic],
    how: How<'_>,
    progress: &(dyn Fn(usize) + Sync),
) -> Checked<Option<Published>> {
    let renderer = edition.renderer();
    let shard = how.part.map(|part| part.shard);
    let open = || {
        guard::check(folders)?;
        parts::check(folders.out, shard)?;
        Staging::open(&System, folders.out)
    };
    // Where a file would have to be another's folder, no disk can hold the site, and that is told already.
    let is_clash =
        |told: &Diagnostic| told.code == "page/duplicate-url" && told.severity == Severity::Error;
    let staging = match earlier.iter().any(is_clash) {
        true => Err(None),
        false => open().map_err(Some),
    };
    let staging = match staging {
        Ok(staging) => staging,
        Err(refusal) => {
            // What is wrong with the pages is told all the same, in one run.
            let rendering = Rendering {
                edition,
                renderer: &renderer,
                shard,
                notes: None,
                keep: &|_| false,
                put: &|_, _| None,
            };
            let mut diagnostics = rendering.all(progress);
            diagnostics.splice(0..0, refusal);
            return Checked::new(None, diagnostics);
        }
    };
    // A disk that fails once fails again: the first time says it all.
    let failed = AtomicBool::new(false);
    let put = |path: String, source: Source<'_>| {
        if failed.load(Ordering::Relaxed) {
            return None;
        }
        let error = put_one(&staging, edition, path, source, how.before).err()?;
        let again = error.code == "output/failed" && failed.swap(true, Ordering::Relaxed);
        (!again).then_some(error)
    };
    let keep = |files: &Files| {
        let mut files = files.iter();
        files.all(|file| keep_one(&staging, edition, folders.out, file, how.before))
    };
    let rendering = Rendering {
        edition,
        renderer: &renderer,
        shard,
        notes: how.notes,
        keep: &keep,
        put: &put,
    };
    let mut diagnostics = thread::scope(|scope| {
        // The index takes a thread of its own: it waits for those that render.
        let search = scope.spawn(|| rendering.search());
        let mut diagnostics = rendering.all(progress);
        diagnostics.extend(search.join().unwrap_or_default());
        diagnostics
    });
    // A part is not what a host takes.
    if how.part.is_none() && edition.config.output.host.is_some() {
        diagnostics.extend(limits::check(edition, &staging.sums()));
    }
    let stop = |diagnostics: &[Diagnostic]| {
        has_errors(diagnostics) || (how.strict && !diagnostics.is_empty())
    };
    if stop(&diagnostics) || stop(earlier) {
        staging.discard();
        return Checked::new(None, diagnostics);
    }
    let list = |part| parts::list(part, edition, &renderer, staging.sums());
    let list = how.part.map(list);
    match staging.commit(list.as_deref()) {
        Ok(published) => {
            let sums = sums::with_own(published.sums, folders.out);
            Checked::new(Some(Published { sums, ..published }), diagnostics)
        }
        Err(error) => {
            diagnostics.push(error);
            Checked::new(None, diagnostics)
        }
    }
}

/// A site whose files stand as they are.
pub fn unchanged(sums: &Sums) -> Published {
    let mut reports = [Report::default(); 2];
    for path in sums::of_site(sums) {
        let of = is_beside(path, |of| sums.contains_key(of));
        reports[usize::from(of)].unchanged += 1;
    }
    let [report, compressed] = reports;
    Published {
        report,
        compressed,
        sums: sums.clone(),
    }
}

/// Publishes the site that these parts come to.
///
/// # Errors
///
/// What keeps the parts from being one site, or the site from being published: then the old one stays
/// as it is, but for `output/interrupted`.
pub fn publish_joined(folders: &[PathBuf], out: &Path) -> Result<Published, Diagnostic> {
    guard::check_out(out)?;
    parts::check(out, None)?;
    if let Some(part) = folders.iter().find(|part| guard::is_within(out, part)) {
        let reason = format!("it lies in the part {}", part.display());
        return Err(guard::refuse(out, &reason));
    }
    let joined = join(folders)?;
    let staging = Staging::open(&System, out)?;
    let put = |(path, held): (&String, &Held)| {
        let source = match held {
            Held::In(file) => Source::File(file),
            Held::Here(bytes) => Source::Bytes(bytes),
        };
        let sum = staging.put(path.clone(), source)?;
        if joined.precompressed && matches!(held, Held::Here(_)) {
            let free = |name: &str| !joined.files.contains_key(name);
            put_beside(&staging, (path, source, &sum), &Sums::new(), free)?;
        }
        Ok(())
    };
    if let Err(wrong) = joined.files.par_iter().try_for_each(put) {
        staging.discard();
        return Err(wrong);
    }
    staging.commit(None)
}

/// Puts a file, and beside it what it comes to compressed, if the site wants that.
fn put_one(
    staging: &Staging<'_>,
    edition: &Edition,
    path: String,
    source: Source<'_>,
    before: Option<&Sums>,
) -> Result<(), Diagnostic> {
    let sum = staging.put(path.clone(), source)?;
    put_compressed(staging, edition, (&path, source, &sum), before)
}

/// Puts beside a file of this sum what it comes to compressed, if the site wants that.
fn put_compressed(
    staging: &Staging<'_>,
    edition: &Edition,
    (path, source, sum): (&str, Source<'_>, &str),
    before: Option<&Sums>,
) -> Result<(), Diagnostic> {
    if !edition.config.output.precompress {
        return Ok(());
    }
    let pages = &edition.plan.pages;
    let free = |name: &str| !pages.contains_key(&UrlPath::new(name));
    let none = Sums::new();
    put_beside(staging, (path, source, sum), before.unwrap_or(&none), free)
}

/// Has a file of the last build in the new site, and beside it what it comes to compressed.
fn keep_one(
    staging: &Staging<'_>,
    edition: &Edition,
    out: &Path,
    (path, sum): &(String, String),
    before: Option<&Sums>,
) -> bool {
    let file = out.join(path);
    staging.keep(path, sum)
        && put_compressed(staging, edition, (path, Source::File(&file), sum), before).is_ok()
}

/// Takes a file's path in the output folder and what it holds.
type Put<'a> = dyn Fn(String, Source<'_>) -> Option<Diagnostic> + Sync + 'a;

/// Has files of the last build in the new site; tells whether they are whole.
type Keep<'a> = dyn Fn(&Files) -> bool + Sync + 'a;

/// How the pages of a site are made.
struct Rendering<'a> {
    edition: &'a Edition,
    renderer: &'a Renderer<'a>,
    shard: Option<Shard>,
    notes: Option<&'a Notes<'a>>,
    keep: &'a Keep<'a>,
    put: &'a Put<'a>,
}

impl Rendering<'_> {
    /// Every page that is wanted.
    fn all(&self, progress: &(dyn Fn(usize) + Sync)) -> Vec<Diagnostic> {
        let (edition, shard) = (self.edition, self.shard);
        let done = AtomicUsize::new(0);
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        for mut pages in rounds(&edition.plan.pages) {
            pages.retain(|(url, page)| shard.is_none_or(|shard| shard.has(edition, url, page)));
            diagnostics.par_extend(pages.par_iter().flat_map_iter(|(url, page)| {
                let found = self.page(url, page);
                progress(done.fetch_add(1, Ordering::Relaxed) + 1);
                found
            }));
        }
        each_template_once(&mut diagnostics);
        diagnostics
    }

    /// A page, unless it stands.
    fn page(&self, url: &UrlPath, page: &Page) -> Vec<Diagnostic> {
        let Some(notes) = self.notes.filter(|_| page.is_kept()) else {
            return self.anew(url, page).0;
        };
        if let Some(made) = notes.standing(url)
            && (self.keep)(&made.files)
        {
            self.renderer.kept(url, made.changed.clone());
            notes.kept(url);
            return Vec::new();
        }
        let ((diagnostics, files), from) = reads::noting(|| self.anew(url, page));
        if diagnostics.is_empty() {
            let changed = page.kind().ok().and_then(|_| self.renderer.changed(url));
            notes.made(url, changed, files, &from);
        }
        diagnostics
    }

    /// Makes a page; what is wrong with it, and its files.
    fn anew(&self, url: &UrlPath, page: &Page) -> (Vec<Diagnostic>, Vec<String>) {
        if let Some(asset) = self.edition.asset(page) {
            let wrong = (self.put)(url.file(), Source::Asset(asset));
            return (wrong.into_iter().collect(), Vec::new());
        }
        let rendered = self.renderer.render(url, page);
        let mut diagnostics = rendered.diagnostics;
        let mut files = Vec::new();
        if let Some(bytes) = rendered.value {
            let beside = self.renderer.markdown(url, &bytes);
            let all = [(url.clone(), bytes)].into_iter().chain(beside);
            for (url, bytes) in all {
                diagnostics.extend((self.put)(url.file(), Source::Bytes(&bytes)));
                files.push(url.file());
            }
        }
        (diagnostics, files)
    }
}

/// A broken template fails on every page that uses it: the first page is enough to tell.
fn each_template_once(diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: Vec<(&'static str, Option<Place>, Option<String>)> = Vec::new();
    diagnostics.retain(|diagnostic| {
        if !diagnostic.code.starts_with("template/") {
            return true;
        }
        // Without a place, only the words before the page's name tell one from another.
        let words = diagnostic
            .message
            .split(", while rendering ")
            .next()
            .map(str::to_string);
        let key = (diagnostic.code, diagnostic.place.clone(), words);
        let new = !seen.contains(&key);
        if new {
            seen.push(key);
        }
        new
    });
}
