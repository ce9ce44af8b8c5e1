//! One deploy at a time in a place, without a look at anybody's clock.
//!
//! The lock is a file that is put on conditions: if none is there, or if the one that was read is
//! still there. Whoever holds it puts it anew every few seconds. So one that stays the same for longer
//! than that is a dead deploy's, and is taken over.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::failed;
use super::store::{Failure, Sent, Store, Version, When};
use crate::diagnostic::Diagnostic;

/// Where it is.
pub const PATH: &str = ".dateline-deploy.lock";

/// What the lock says where nobody holds it. It is not removed, since that knows no condition.
const FREE: &[u8] = b"free\n";

/// How long a deploy waits for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// After how long the lock is put anew.
    pub renew: Duration,
    /// How long it has to be the same for its deploy to count as dead.
    pub wait: Duration,
    /// After how long without an answer a deploy gives itself up: well before others do so.
    pub doubt: Duration,
}

impl Patience {
    /// The patience that takes a deploy for dead after this time.
    pub fn of(wait: Duration) -> Self {
        Patience {
            renew: wait / 10,
            wait,
            doubt: wait * 3 / 4,
        }
    }
}

/// The lock of a deploy that is at work.
#[derive(Debug)]
pub struct Held {
    doubt: Duration,
    renewed: Mutex<Instant>,
    taken: AtomicBool,
}

impl Held {
    /// Whether this deploy may still change something.
    ///
    /// # Errors
    ///
    /// That it may not.
    pub fn check(&self) -> Result<(), Diagnostic> {
        let renewed = *self.renewed.lock().unwrap_or_else(PoisonError::into_inner);
        let message = if self.taken.load(Ordering::SeqCst) {
            "another deploy has taken over, so this one stops"
        } else if renewed.elapsed() > self.doubt {
            "the lock could not be renewed, so this deploy stops before another takes over"
        } else {
            return Ok(());
        };
        Err(Diagnostic::outside("deploy/stopped", message)
            .help("the site is partly new, each file whole: deploy again"))
    }
}

/// Does something while it holds the lock of a place.
///
/// # Errors
///
/// That another deploy holds it, that the store cannot have one, or what `work` says.
pub fn hold<T>(
    store: &dyn Store,
    by: &str,
    patience: Patience,
    work: impl FnOnce(&Held) -> Result<T, Diagnostic>,
) -> Result<T, Diagnostic> {
    let (version, since) = take(store, by, patience)?;
    let held = Held {
        doubt: patience.doubt,
        renewed: Mutex::new(since),
        taken: AtomicBool::new(false),
    };
    let (stop, stopped) = channel::<()>();
    thread::scope(|scope| {
        let renewing = scope.spawn(|| renew(store, by, patience.renew, &held, version, stopped));
        let done = work(&held);
        drop(stop);
        if let Ok(Some(version)) = renewing.join() {
            // A lock that stays behind costs the next deploy some seconds, and no more.
            let _ = put(store, FREE, &When::Is(version));
        }
        done
    })
}

/// Puts the lock anew until it is told to stop; gives the last version, if the lock is still its own.
fn renew(
    store: &dyn Store,
    by: &str,
    every: Duration,
    held: &Held,
    mut version: Version,
    stopped: Receiver<()>,
) -> Option<Version> {
    for count in 1.. {
        if stopped.recv_timeout(every) != Err(RecvTimeoutError::Timeout) {
            break;
        }
        let began = Instant::now();
        match put_own(store, &text(by, count), &When::Is(version.clone())) {
            Ok(next) => {
                version = next;
                *held.renewed.lock().unwrap_or_else(PoisonError::into_inner) = began;
            }
            Err(Failure::Unmet) => {
                held.taken.store(true, Ordering::SeqCst);
                return None;
            }
            // The next try may do; `Held::check` knows for how long.
            Err(_) => {}
        }
    }
    Some(version)
}

/// Takes the lock; gives its version, and when it was asked for.
fn take(store: &dyn Store, by: &str, patience: Patience) -> Result<(Version, Instant), Diagnostic> {
    let own = text(by, 0);
    let began = Instant::now();
    match put_own(store, &own, &When::Absent) {
        // A store that passes over conditions would take it again.
        Ok(version) => match put(store, &own, &When::Absent) {
            Err(Failure::Unmet) => return Ok((version, began)),
            Ok(_) | Err(Failure::Unable) => return Err(unable()),
            Err(why) => return Err(failed("write", PATH, &why)),
        },
        Err(Failure::Unmet) => {}
        Err(Failure::Unable) => return Err(unable()),
        Err(why) => return Err(failed("write", PATH, &why)),
    }
    let (found, version) = read(store)?;
    let version = match found == FREE {
        true => version,
        false => outlive(store, version, patience)?,
    };
    let began = Instant::now();
    match put_own(store, &own, &When::Is(version)) {
        Ok(version) => Ok((version, began)),
        Err(Failure::Unmet) => Err(busy()),
        Err(Failure::Unable) => Err(unable()),
        Err(why) => Err(failed("write", PATH, &why)),
    }
}

/// Waits for a lock to show that its deploy is at work.
fn outlive(store: &dyn Store, version: Version, patience: Patience) -> Result<Version, Diagnostic> {
    let step = patience.renew.min(patience.wait);
    let mut waited = Duration::ZERO;
    loop {
        thread::sleep(step);
        waited += step;
        match read(store)? {
            (_, now) if now == version && waited >= patience.wait => return Ok(version),
            (_, now) if now == version => {}
            (found, now) if found == FREE => return Ok(now),
            _ => return Err(busy()),
        }
    }
}

fn read(store: &dyn Store) -> Result<(Vec<u8>, Version), Diagnostic> {
    let found = store.get(PATH).map_err(|why| failed("read", PATH, &why))?;
    found.ok_or_else(busy)
}

fn put(store: &dyn Store, bytes: &[u8], when: &When) -> Result<Version, Failure> {
    let sent = Sent {
        media: "text/plain".to_string(),
        caching: "no-store",
    };
    store.put(PATH, bytes.to_vec(), &sent, when)
}

/// The same for what only this deploy can have put: where an answer was lost and the store asked
/// again, it finds that the condition no longer holds.
fn put_own(store: &dyn Store, bytes: &[u8], when: &When) -> Result<Version, Failure> {
    match put(store, bytes, when) {
        Err(Failure::Unmet) => match store.get(PATH)? {
            Some((found, version)) if found == bytes => Ok(version),
            _ => Err(Failure::Unmet),
        },
        done => done,
    }
}

/// What the lock says: who holds it, and how often it was renewed, so that no two are the same.
fn text(by: &str, count: u64) -> Vec<u8> {
    format!("{by} {count}\n").into_bytes()
}

fn busy() -> Diagnostic {
    Diagnostic::outside("deploy/busy", "another deploy to this place is at work")
        .help("wait until it is done, and deploy again if it was not of this site")
}

fn unable() -> Diagnostic {
    let message = "this store knows no conditional writes, so a second deploy at the same time would not be noticed";
    Diagnostic::outside("deploy/no-lock", message)
        .help("see to it that no two run at a time, and deploy with `--no-lock`")
}
