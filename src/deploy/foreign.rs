//! Files that others have put where this site's are to go.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::files::{self, Files};
use super::manifest::Manifest;
use super::store::Store;
use super::{Options, failed, send};
use crate::diagnostic::Diagnostic;

/// Refuses to replace files that Dateline has not put there, unless they are the same or may be
/// taken over. Whatever else is there does not matter.
///
/// # Errors
///
/// Which files are in the way.
pub fn check(
    store: &dyn Store,
    files: &Files,
    there: &Manifest,
    options: &Options<'_>,
) -> Result<(), Diagnostic> {
    let mut new = files.iter().filter(|(path, _)| !there.has(path)).peekable();
    if options.adopt || new.peek().is_none() {
        return Ok(());
    }
    let listed = store
        .list()
        .map_err(|why| failed("list", "what is", &why))?;
    let met: BTreeMap<&String, &files::File> =
        new.filter(|(path, _)| listed.contains_key(*path)).collect();
    let differ = send::with_jobs(options.jobs, || {
        let differ = |(path, file): (&&String, &&files::File)| {
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

/// Refuses to go on where these files are in the way.
///
/// # Errors
///
/// That they are, if there is one.
pub fn refuse(paths: &[String]) -> Result<(), Diagnostic> {
    let (first, rest) = paths.split_at(paths.len().min(3));
    if first.is_empty() {
        return Ok(());
    }
    let more = match rest.len() {
        0 => String::new(),
        number => format!(" and {number} more"),
    };
    let message = format!(
        "there are files in the way that Dateline has not put there: {}{more}",
        first.join(", ")
    );
    Err(Diagnostic::outside("deploy/foreign-file", message)
        .help("name another place in dateline.toml, or replace them for good with `--adopt`"))
}
