//! Files that others have put where this site's are to go.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::files::{self, Files};
use super::manifest::Manifest;
use super::plan::is_in_the_way;
use super::store::Store;
use super::{Options, failed, send};
use crate::diagnostic::Diagnostic;

/// Refuses to go on where files that Dateline has not put there stand in the way of this site's: in
/// their very places, unless they are the same or may be taken over; or one where the other has a folder.
/// `listed` is all that is there. Whatever else is there does not matter.
///
/// # Errors
///
/// Which files are in the way.
pub fn check(
    store: &dyn Store,
    listed: &BTreeMap<String, u64>,
    files: &Files,
    there: &Manifest,
    options: &Options<'_>,
) -> Result<(), Diagnostic> {
    // Where there are no folders, an empty file by the name of one stands for it.
    let is_mark = |length: u64| length == 0 && !store.has_folders();
    let theirs = listed.iter().filter(|(path, _)| !there.has(path));
    let shapes = theirs.clone().filter(|(_, length)| !is_mark(**length));
    refuse_shapes(shapes.map(|(path, _)| path), files)?;
    let met: Vec<(&String, &files::File)> = theirs
        .filter_map(|(path, _)| Some((path, files.get(path)?)))
        .collect();
    if options.adopt || met.is_empty() {
        return Ok(());
    }
    let differ = send::with_jobs(options.jobs, || {
        let differ = |(path, file): &(&String, &files::File)| {
            let found = store.get(path).map_err(|why| failed("read", path, &why))?;
            let own = files::bytes(&file.source)?;
            let differs = found.is_some_and(|(bytes, _)| bytes != own);
            Ok(differs.then(|| (*path).clone()))
        };
        let all: Result<Vec<Option<String>>, Diagnostic> = met.par_iter().map(differ).collect();
        all
    })?;
    refuse(&differ?.into_iter().flatten().collect::<Vec<_>>())
}

/// Refuses to go on where something of others is a file and the site needs a folder there, or the other
/// way round: no file takes the place of either, so that this is for a person to put right.
///
/// # Errors
///
/// What is in the way.
pub fn refuse_shapes<'p>(
    theirs: impl Iterator<Item = &'p String>,
    files: &Files,
) -> Result<(), Diagnostic> {
    let met: Vec<String> = theirs
        .filter(|path| is_in_the_way(path, files))
        .cloned()
        .collect();
    told(
        &met,
        "where the site needs a folder there is a file that Dateline has not put there, or the other way round",
        "name another place in dateline.toml, or move or remove what is there",
    )
}

/// Refuses to go on where these files are in the way.
///
/// # Errors
///
/// That they are, if there is one.
pub fn refuse(paths: &[String]) -> Result<(), Diagnostic> {
    told(
        paths,
        "there are files in the way that Dateline has not put there",
        "name another place in dateline.toml, or replace them for good with `--adopt`",
    )
}

fn told(paths: &[String], what: &str, help: &str) -> Result<(), Diagnostic> {
    let (first, rest) = paths.split_at(paths.len().min(3));
    if first.is_empty() {
        return Ok(());
    }
    let more = match rest.len() {
        0 => String::new(),
        number => format!(" and {number} more"),
    };
    let message = format!("{what}: {}{more}", first.join(", "));
    Err(Diagnostic::outside("deploy/foreign-file", message).help(help))
}
