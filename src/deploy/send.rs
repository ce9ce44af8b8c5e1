//! Sending and removing, in the order of the plan.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::files::{self, Files};
use super::lock::Held;
use super::manifest::Manifest;
use super::plan::Plan;
use super::store::{Store, When};
use super::{Options, Report, failed};
use crate::diagnostic::Diagnostic;

/// After how many files at least what was sent is written down, for the case that the deploy is
/// killed; at most sixteen times in all.
const PART: usize = 256;

/// Does what a plan says.
///
/// # Errors
///
/// What went wrong first; then nothing further is done.
pub fn run(
    store: &dyn Store,
    files: &Files,
    there: &Manifest,
    plan: &Plan,
    options: &Options<'_>,
    held: Option<&Held>,
) -> Result<Report, Diagnostic> {
    let done = plan.done(files);
    let report = plan.report(files);
    if done == *there {
        return Ok(report);
    }
    let steps = Steps {
        store,
        files,
        held,
        options,
        all: report.sent + report.removed,
        part: PART.max(report.sent / 16),
        count: AtomicUsize::new(0),
        record: Mutex::new(Record {
            manifest: plan.under_way(there),
            unwritten: 0,
        }),
    };
    // Should the deploy be killed from here on, the next one knows all files as its own.
    steps.write_down()?;
    with_jobs(options.jobs, || {
        steps.remove(&plan.first)?;
        for group in &plan.send {
            steps.send(group)?;
        }
        steps.write_down()?;
        for group in &plan.remove {
            steps.remove(group)?;
        }
        steps.check()?;
        // The last manifest forgets what is gone, so it may only stand once that is gone.
        done.write(store)
    })??;
    Ok(report)
}

/// Does something with a number of threads.
pub fn with_jobs<T: Send>(jobs: usize, work: impl FnOnce() -> T + Send) -> Result<T, Diagnostic> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.max(1));
    match pool.build() {
        Ok(pool) => Ok(pool.install(work)),
        Err(error) => {
            let message = format!("cannot have {jobs} files sent at once: {error}");
            Err(Diagnostic::outside("deploy/jobs", message).help("ask for fewer with `--jobs`"))
        }
    }
}

struct Record {
    manifest: Manifest,
    /// How many files were sent since it was written.
    unwritten: usize,
}

struct Steps<'a> {
    store: &'a dyn Store,
    files: &'a Files,
    held: Option<&'a Held>,
    options: &'a Options<'a>,
    all: usize,
    part: usize,
    count: AtomicUsize,
    record: Mutex<Record>,
}

impl Steps<'_> {
    fn check(&self) -> Result<(), Diagnostic> {
        self.held.map_or(Ok(()), Held::check)
    }

    fn send(&self, paths: &[String]) -> Result<(), Diagnostic> {
        paths.par_iter().try_for_each(|path| {
            let Some(file) = self.files.get(path) else {
                return Ok(());
            };
            let bytes = files::bytes(&file.source)?;
            if files::sum(path, &bytes) != file.sum {
                let message = format!("{} has changed meanwhile", file.source.display());
                let help = "deploy again once nothing writes there any more";
                return Err(Diagnostic::outside("deploy/unreadable", message).help(help));
            }
            self.check()?;
            let put = self
                .store
                .put(path, bytes, &files::sent(path), &When::Always);
            put.map_err(|why| failed("write", path, &why))?;
            self.done(Some((path, &file.sum)))
        })
    }

    fn remove(&self, paths: &[String]) -> Result<(), Diagnostic> {
        paths.par_iter().try_for_each(|path| {
            self.check()?;
            let removed = self.store.delete(path);
            removed.map_err(|why| failed("remove", path, &why))?;
            self.done(None)
        })
    }

    fn done(&self, sent: Option<(&String, &String)>) -> Result<(), Diagnostic> {
        let done = self.count.fetch_add(1, Ordering::Relaxed) + 1;
        (self.options.progress)(done, self.all);
        let Some((path, sum)) = sent else {
            return Ok(());
        };
        let mut record = self.record.lock().unwrap_or_else(PoisonError::into_inner);
        record.manifest.files.insert(path.clone(), sum.clone());
        record.unwritten += 1;
        match record.unwritten < self.part {
            true => Ok(()),
            false => self.write(&mut record),
        }
    }

    fn write_down(&self) -> Result<(), Diagnostic> {
        self.write(&mut self.record.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn write(&self, record: &mut Record) -> Result<(), Diagnostic> {
        self.check()?;
        record.unwritten = 0;
        record.manifest.write(self.store)
    }
}
