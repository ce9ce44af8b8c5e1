//! Paths that may have changed and are not looked at yet.

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::path::SourcePath;

/// Paths that wait to be looked at, and when something was last added.
#[derive(Default)]
pub struct Pending {
    waiting: Mutex<Waiting>,
    added: Condvar,
}

#[derive(Default)]
struct Waiting {
    paths: BTreeSet<SourcePath>,
    last: Option<Instant>,
}

impl Pending {
    /// Adds paths and wakes who waits for them.
    pub fn add(&self, paths: impl IntoIterator<Item = SourcePath>) {
        let mut waiting = self.lock();
        waiting.paths.extend(paths);
        if !waiting.paths.is_empty() {
            waiting.last = Some(Instant::now());
            self.added.notify_all();
        }
    }

    /// Takes every path, leaving out what lies within another.
    pub fn take(&self) -> BTreeSet<SourcePath> {
        let mut paths = std::mem::take(&mut self.lock().paths);
        let folders = paths.clone();
        paths.retain(|path| {
            let mut above = path.as_str().match_indices('/');
            !above.any(|(end, _)| folders.contains(&SourcePath::new(&path.as_str()[..end])))
        });
        paths
    }

    /// Waits until there is something, at most so long; whether there is.
    pub fn wait(&self, most: Duration) -> bool {
        let waiting = self.lock();
        let waited = self
            .added
            .wait_timeout_while(waiting, most, |waiting| waiting.paths.is_empty());
        let (waiting, _) = waited.unwrap_or_else(PoisonError::into_inner);
        !waiting.paths.is_empty()
    }

    /// Waits until nothing was added for a while (somebody may be in the middle of saving), at
    /// most so long; whether there is something.
    pub fn settle(&self, quiet: Duration, most: Duration) -> bool {
        let started = Instant::now();
        loop {
            let (empty, last) = {
                let waiting = self.lock();
                (waiting.paths.is_empty(), waiting.last)
            };
            if empty {
                return false;
            }
            let since = last.map_or(quiet, |last| last.elapsed());
            if since >= quiet || started.elapsed() >= most {
                return true;
            }
            std::thread::sleep(quiet - since);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
