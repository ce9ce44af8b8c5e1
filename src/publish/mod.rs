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
mod disk;
mod failure;
#[cfg(test)]
mod faults;
mod guard;
pub mod limits;
mod lock;
mod manifest;
mod staging;
pub mod sums;

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use crate::diagnostic::{Checked, Diagnostic, Place, has_errors};
use crate::edition::Edition;
use crate::pages::plan::Page;
use crate::pages::sitemap::rounds;
use crate::path::UrlPath;
use crate::profile::stage;
use crate::render::Renderer;
use disk::System;
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
    /// What its files hold.
    pub sums: Sums,
}

/// Renders every page and publishes the result, unless something is wrong (`earlier` counts
/// too, and warnings if `strict`): then the old site stays as it is and the value is `None`.
///
/// `progress` is told how many pages are done.
pub fn publish(
    edition: &Edition,
    folders: Folders<'_>,
    earlier: &[Diagnostic],
    strict: bool,
    progress: &(dyn Fn(usize) + Sync),
) -> Checked<Option<Published>> {
    let staging = match guard::check(folders).and_then(|()| Staging::open(&System, folders.out)) {
        Ok(staging) => staging,
        Err(refusal) => {
            // What is wrong with the pages is told all the same, in one run.
            let mut diagnostics = render_all(edition, progress, &|_, _| None);
            diagnostics.insert(0, refusal);
            return Checked::new(None, diagnostics);
        }
    };
    // A disk that fails once fails again: the first time says it all.
    let failed = AtomicBool::new(false);
    let put = |path: String, source: Source<'_>| {
        if failed.load(Ordering::Relaxed) {
            return None;
        }
        let error = staging.put(path, source).err()?;
        let again = error.code == "output/failed" && failed.swap(true, Ordering::Relaxed);
        (!again).then_some(error)
    };
    let mut diagnostics = thread::scope(|scope| {
        // The index takes a thread of its own: it waits for those that render.
        let search = scope.spawn(|| search_files(edition, &put));
        let mut diagnostics = render_all(edition, progress, &put);
        diagnostics.extend(search.join().unwrap_or_default());
        diagnostics
    });
    diagnostics.extend(limits::check(edition, &staging.sums()));
    let stop =
        |diagnostics: &[Diagnostic]| has_errors(diagnostics) || (strict && !diagnostics.is_empty());
    if stop(&diagnostics) || stop(earlier) {
        staging.discard();
        return Checked::new(None, diagnostics);
    }
    match staging.commit() {
        Ok(published) => {
            let sums = sums::with_manifest(published.sums, folders.out);
            Checked::new(Some(Published { sums, ..published }), diagnostics)
        }
        Err(error) => {
            diagnostics.push(error);
            Checked::new(None, diagnostics)
        }
    }
}

/// Takes a file's path in the output folder and what it holds.
type Put<'a> = dyn Fn(String, Source<'_>) -> Option<Diagnostic> + Sync + 'a;

fn render_all(
    edition: &Edition,
    progress: &(dyn Fn(usize) + Sync),
    put: &Put<'_>,
) -> Vec<Diagnostic> {
    let renderer = edition.renderer();
    let done = AtomicUsize::new(0);
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for pages in rounds(&edition.plan.pages) {
        diagnostics.par_extend(pages.par_iter().flat_map_iter(|(url, page)| {
            let found = render_one(edition, &renderer, url, page, put);
            progress(done.fetch_add(1, Ordering::Relaxed) + 1);
            found
        }));
    }
    each_template_once(&mut diagnostics);
    diagnostics
}

/// Puts the files of the search, but not in the place of a page or of another file.
fn search_files(edition: &Edition, put: &Put<'_>) -> Vec<Diagnostic> {
    let files = stage(edition.profile(), "search", || edition.search().files());
    let files = match files {
        Ok(files) => files,
        Err(failed) => return vec![failed],
    };
    let put = |(url, bytes): (&UrlPath, &Vec<u8>)| match edition.plan.pages.contains_key(url) {
        true => Some(taken(url)),
        false => put(url.file(), Source::Bytes(bytes)),
    };
    files.iter().filter_map(put).collect()
}

fn taken(url: &UrlPath) -> Diagnostic {
    let message = format!("the search needs {url} for itself");
    let help = "give the file that is published there another name";
    Diagnostic::outside("search/taken", message).help(help)
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

fn render_one(
    edition: &Edition,
    renderer: &Renderer<'_>,
    url: &UrlPath,
    page: &Page,
    put: &Put<'_>,
) -> Vec<Diagnostic> {
    if let Some(asset) = edition.asset(page) {
        let wrong = put(url.file(), Source::Asset(asset));
        return wrong.into_iter().collect();
    }
    let rendered = renderer.render(url, page);
    let mut diagnostics = rendered.diagnostics;
    if let Some(bytes) = rendered.value {
        diagnostics.extend(put(url.file(), Source::Bytes(&bytes)));
        if let Some((url, bytes)) = renderer.markdown(url, &bytes) {
            diagnostics.extend(put(url.file(), Source::Bytes(&bytes)));
        }
    }
    diagnostics
}
