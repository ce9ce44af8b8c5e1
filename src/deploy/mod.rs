//! Stage 6: the output folder becomes what readers are served, wherever that is.
//!
//! [`deploy`] sends what changed, in an order in which every page that is served has what it needs at
//! any moment, and removes what only Dateline's own manifest in that place lists. After a kill the
//! next deploy does the rest. [`git`] does the same in one step.
#![allow(
    clippy::disallowed_methods,
    reason = "this module reads the output and writes elsewhere, and watches how long that takes"
)]

#[cfg(feature = "cloud")]
pub mod cloud;
pub mod files;
pub mod folder;
mod foreign;
pub mod git;
#[cfg(feature = "cloud")]
mod http;
pub mod lock;
pub mod manifest;
pub mod plan;
pub mod purge;
mod send;
pub mod store;

use crate::diagnostic::Diagnostic;
use files::Files;
use lock::{Held, Patience};
use manifest::Manifest;
use plan::Plan;
use store::{Failure, Store};

/// How a site is to be deployed.
pub struct Options<'a> {
    /// What tells this deploy from every other.
    pub by: &'a str,
    /// The present, in seconds since 1970.
    pub now: u64,
    /// For how many seconds files stay that pages no longer need.
    pub grace: u64,
    /// How many files are sent at once.
    pub jobs: usize,
    /// Whether files of others are replaced where this site's go.
    pub adopt: bool,
    /// How long to wait for a lock; `None` for none.
    pub lock: Option<Patience>,
    /// Is told how many steps of how many are done.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// What a deploy did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that were sent.
    pub sent: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Files that stand as they are.
    pub unchanged: usize,
    /// Files that were removed.
    pub removed: usize,
    /// Files that will be removed once nobody needs them any more.
    pub waiting: usize,
}

/// Makes the site in a place into this one. `before` sees the plan before anything is changed.
///
/// # Errors
///
/// Why it is not done. Then the site there is the old one or, after the first step, partly new, and
/// every page has what it needs.
pub fn deploy(
    store: &dyn Store,
    files: &Files,
    options: &Options<'_>,
    before: &dyn Fn(&Plan) -> Result<(), Diagnostic>,
) -> Result<Report, Diagnostic> {
    let tidy = || {
        store
            .tidy()
            .map_err(|why| failed("clear", "what is left", &why))
    };
    let work = |held: Option<&Held>| {
        tidy()?;
        let (there, plan) = planned(store, files, options)?;
        before(&plan)?;
        let report = send::run(store, files, &there, &plan, options, held)?;
        tidy().map(|()| report)
    };
    match options.lock {
        Some(patience) => lock::hold(store, options.by, patience, |held| work(Some(held))),
        None => work(None),
    }
}

/// What [`deploy`] would do.
///
/// # Errors
///
/// Why it would not.
pub fn look(store: &dyn Store, files: &Files, options: &Options<'_>) -> Result<Plan, Diagnostic> {
    Ok(planned(store, files, options)?.1)
}

/// What is there, and what is to be done; refused where it cannot be done as a whole.
fn planned(
    store: &dyn Store,
    files: &Files,
    options: &Options<'_>,
) -> Result<(Manifest, Plan), Diagnostic> {
    let listed = store
        .list()
        .map_err(|why| failed("list", "what is", &why))?;
    let there = Manifest::read(store)?;
    let there = send::with_jobs(options.jobs, || {
        there.without(files, |path, file| {
            listed.get(path) != Some(&file.length) || !store.holds(path, file)
        })
    })?;
    let plan = Plan::new(files, &there, options.now, options.grace);
    let gone = plan.first.iter().chain(plan.remove.iter().flatten());
    for path in plan.send.iter().flatten().chain(gone) {
        let open = store.is_open(path);
        open.map_err(|why| failed("write", path, &why))?;
    }
    foreign::check(store, &listed, files, &there, options)?;
    Ok((there, plan))
}

/// What is said where a store does not do what it is asked for.
fn failed(what: &str, path: &str, why: &Failure) -> Diagnostic {
    let message = format!("cannot {what} {path} there: {why}");
    Diagnostic::outside("deploy/failed", message).help(
        "see that the place, the credentials and the way there are right, and deploy again: what was sent is not sent anew",
    )
}
