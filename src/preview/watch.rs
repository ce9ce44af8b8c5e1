//! Noticing that files change: told by the system, or by looking where it does not tell.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::desk::Desk;
use super::pending::Pending;
use super::{Setup, Tell};
use crate::content::source::{Stamp, TOPS, stamps, wanted};
use crate::path::SourcePath;

/// How long nothing more must change before a batch is taken in.
const QUIET: Duration = Duration::from_millis(30);

/// How long a batch may go on growing.
const GROWING: Duration = Duration::from_millis(500);

/// How often a sweep makes sure that changes are told of.
const SWEEP: Duration = Duration::from_secs(2);

/// How long a change may stay untold before looking takes over.
const UNTOLD: Duration = Duration::from_secs(1);

/// How often looking looks, where it had to take over.
const LOOK: Duration = Duration::from_millis(300);

/// What a sweep may cost: this part of the time.
const SHARE: u32 = 50;

/// Watches a site's folder.
pub struct Watch {
    folder: PathBuf,
    pending: Arc<Pending>,
    /// When the system last told of a path, since the last sweep.
    told: Arc<Mutex<BTreeMap<SourcePath, Instant>>>,
    /// Whether a whole folder has to be watched anew.
    torn: Arc<AtomicBool>,
    watcher: Option<RecommendedWatcher>,
    poll: Option<Duration>,
    /// The files as they were before the site was read, where nobody tells of changes.
    first: Option<Sweep>,
}

impl Watch {
    /// Begins to gather what changes.
    pub fn begin(setup: &Setup) -> Watch {
        let mut watch = Watch {
            folder: setup.site.clone(),
            pending: Arc::default(),
            told: Arc::default(),
            torn: Arc::default(),
            watcher: None,
            poll: setup.poll,
            first: None,
        };
        if watch.poll.is_none() {
            watch.watcher = watch.listen();
            watch.cover();
            if watch.watcher.is_none() {
                watch.poll = Some(LOOK);
            }
        }
        if watch.poll.is_some() {
            watch.first = Some(Sweep::new(&watch.folder));
        }
        watch
    }

    /// Where changed paths wait.
    pub fn pending(&self) -> Arc<Pending> {
        self.pending.clone()
    }

    fn listen(&self) -> Option<RecommendedWatcher> {
        let folder = self.folder.clone();
        // The content folder may be a link; the system tells of what it leads to.
        let linked: Vec<(PathBuf, PathBuf)> = TOPS
            .iter()
            .filter_map(|top| Some((folder.join(top).canonicalize().ok()?, folder.join(top))))
            .collect();
        let (pending, told, torn) = (self.pending.clone(), self.told.clone(), self.torn.clone());
        let heard = move |event: notify::Result<Event>| {
            let paths = match event {
                Ok(event) if event.need_rescan() => whole(),
                Ok(event) if is_change(&event.kind) => site_paths(&folder, &linked, &event.paths),
                Ok(_) => return,
                Err(_) => whole(),
            };
            if paths.iter().any(|path| TOPS.contains(&path.as_str())) {
                torn.store(true, Ordering::Relaxed);
            }
            if let Ok(mut told) = told.lock() {
                let now = Instant::now();
                told.extend(paths.iter().map(|path| (path.clone(), now)));
            }
            pending.add(paths);
        };
        let config = notify::Config::default().with_follow_symlinks(false);
        RecommendedWatcher::new(heard, config).ok()
    }

    /// Asks to be told of the site's own file and of everything in its folders.
    fn cover(&mut self) {
        let Some(watcher) = &mut self.watcher else {
            return;
        };
        let mut covered = watcher
            .watch(&self.folder, RecursiveMode::NonRecursive)
            .is_ok();
        for top in TOPS {
            let folder = self.folder.join(top).canonicalize();
            if let Some(folder) = folder.ok().filter(|folder| folder.is_dir()) {
                covered &= watcher.watch(&folder, RecursiveMode::Recursive).is_ok();
            }
        }
        if !covered {
            // Too many folders for the system, for one: then it is no use.
            self.watcher = None;
        }
    }

    /// Takes changes in as they come, from now on.
    pub fn run(mut self, desk: Arc<Desk>, tell: Arc<Tell>) {
        std::thread::spawn(move || {
            if let Some(every) = self.poll {
                tell(super::Notice::Polling(every));
            }
            let first = self.first.take();
            let mut sweep = first.unwrap_or_else(|| Sweep::new(&self.folder));
            loop {
                let waited = self.pending.wait(self.pause(&sweep));
                if waited {
                    self.pending.settle(QUIET, GROWING);
                }
                if self.torn.swap(false, Ordering::Relaxed) {
                    self.cover();
                    self.pending.add(whole());
                }
                if waited || desk.is_due() {
                    desk.apply();
                } else if sweep.last.elapsed() >= self.pause(&sweep) {
                    self.sweep(&mut sweep, &*tell);
                }
            }
        });
    }

    fn pause(&self, sweep: &Sweep) -> Duration {
        self.poll.unwrap_or(SWEEP.max(sweep.cost * SHARE))
    }

    /// Looks at every file: where polling, to find changes; else to find whether they are told.
    fn sweep(&mut self, sweep: &mut Sweep, tell: &Tell) {
        let started = Instant::now();
        let mut changed = sweep.look(&self.folder);
        if self.poll.is_none() {
            if changed.iter().any(|path| !self.is_told(path)) {
                std::thread::sleep(UNTOLD);
            }
            changed.retain(|path| !self.is_told(path));
            if let Ok(mut told) = self.told.lock() {
                // What was told of since may concern what the look did not see any more.
                told.retain(|_, at| *at >= started);
            }
            if !changed.is_empty() {
                self.poll = Some(LOOK);
                self.watcher = None;
                tell(super::Notice::Polling(LOOK));
            }
        }
        self.pending.add(changed);
    }

    fn is_told(&self, path: &SourcePath) -> bool {
        let told = self.told.lock();
        told.is_ok_and(|told| told.keys().any(|known| path.is_within(known)))
    }
}

/// The state of every file as it was last looked at.
struct Sweep {
    stamps: BTreeMap<SourcePath, Stamp>,
    last: Instant,
    cost: Duration,
}

impl Sweep {
    fn new(folder: &Path) -> Sweep {
        let started = Instant::now();
        let stamps = stamps(folder);
        Sweep {
            stamps,
            last: Instant::now(),
            cost: started.elapsed(),
        }
    }

    /// What differs from the last look.
    fn look(&mut self, folder: &Path) -> Vec<SourcePath> {
        let now = Sweep::new(folder);
        let before = std::mem::replace(self, now);
        let gone = before.stamps.keys();
        let gone = gone.filter(|path| !self.stamps.contains_key(*path));
        let new = self.stamps.iter();
        let new = new.filter(|(path, stamp)| before.stamps.get(*path) != Some(*stamp));
        gone.chain(new.map(|(path, _)| path)).cloned().collect()
    }
}

fn whole() -> Vec<SourcePath> {
    TOPS.map(SourcePath::new).to_vec()
}

/// Whether an event may mean that a file says something else. Reading is no change.
fn is_change(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

fn site_paths(folder: &Path, linked: &[(PathBuf, PathBuf)], paths: &[PathBuf]) -> Vec<SourcePath> {
    let own = |path: &PathBuf| {
        let led = linked.iter().find_map(|(to, from)| {
            let rest = path.strip_prefix(to).ok()?;
            Some(match rest.as_os_str().is_empty() {
                true => from.clone(),
                false => from.join(rest),
            })
        });
        wanted(folder, led.as_ref().unwrap_or(path))
    };
    paths.iter().filter_map(own).collect()
}
