//! A disk of which one step goes wrong.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::publish::disk::{Disk, System};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The step fails with this number of the system's, and those after it are done.
    Fail(i32),
    /// The step writes half of its bytes and fails.
    Short,
    /// The program is killed before the step.
    Kill,
    /// The program is killed within the step.
    KillWithin,
    /// The power goes: bytes that were not synced are lost.
    PowerCut,
    /// The power goes: so are names that were not synced.
    PowerCutAndNames,
}

/// What the system says of a disk that is full, of one that is broken, and of one that may not be
/// written to.
pub const FULL: i32 = 28;
pub const BROKEN: i32 = 5;
pub const FORBIDDEN: i32 = 13;

pub const FAULTS: [Fault; 6] = [
    Fault::Fail(BROKEN),
    Fault::Short,
    Fault::Kill,
    Fault::KillWithin,
    Fault::PowerCut,
    Fault::PowerCutAndNames,
];

/// A change of names that a power cut takes back.
struct Change {
    /// The folder to be synced for it to last.
    folder: PathBuf,
    from: Option<PathBuf>,
    to: PathBuf,
    /// What was at `to`.
    before: Option<Vec<u8>>,
}

/// A disk of which one step goes wrong.
pub struct Faulty {
    fault: Fault,
    at: usize,
    pub step: AtomicUsize,
    /// Which steps wrote bytes: only those can be done by half.
    pub writes: Mutex<Vec<usize>>,
    stopped: AtomicBool,
    unsynced: Mutex<BTreeSet<PathBuf>>,
    changes: Mutex<Vec<Change>>,
}

impl Faulty {
    pub fn new(fault: Fault, at: usize) -> Faulty {
        Faulty {
            fault,
            at,
            step: AtomicUsize::new(0),
            writes: Mutex::default(),
            stopped: AtomicBool::new(false),
            unsynced: Mutex::default(),
            changes: Mutex::default(),
        }
    }

    pub fn sound() -> Faulty {
        Faulty::new(Fault::Fail(BROKEN), usize::MAX)
    }

    /// Whether this is the step that goes wrong.
    ///
    /// # Errors
    ///
    /// That the program has ended.
    fn step(&self) -> io::Result<bool> {
        if self.stopped.load(Ordering::SeqCst) {
            return Err(io::Error::other("the program was killed"));
        }
        let wrong = self.step.fetch_add(1, Ordering::SeqCst) == self.at;
        let ends = !matches!(self.fault, Fault::Fail(_) | Fault::Short);
        if wrong && ends {
            self.stopped.store(true, Ordering::SeqCst);
        }
        Ok(wrong)
    }

    fn error(&self) -> io::Error {
        match self.fault {
            Fault::Fail(number) => io::Error::from_raw_os_error(number),
            _ => io::Error::from_raw_os_error(FULL),
        }
    }

    /// A step that is done or not done, never by half.
    fn whole(&self, step: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        match self.step()? {
            true => Err(self.error()),
            false => step(),
        }
    }

    fn change(&self, from: Option<&Path>, to: &Path) {
        self.changes.lock().unwrap().push(Change {
            folder: to.parent().unwrap().to_path_buf(),
            from: from.map(Path::to_path_buf),
            to: to.to_path_buf(),
            before: fs::read(to).ok(),
        });
    }

    /// What the disk is like once the power is back.
    pub fn power_back(&self) {
        if matches!(self.fault, Fault::PowerCut | Fault::PowerCutAndNames) {
            for path in self.unsynced.lock().unwrap().iter() {
                fs::write(path, "").unwrap();
            }
        }
        if self.fault == Fault::PowerCutAndNames {
            while let Some(change) = self.changes.lock().unwrap().pop() {
                match change.from {
                    Some(from) if from.parent().unwrap().is_dir() => {
                        fs::rename(&change.to, from).unwrap();
                    }
                    Some(_) => fs::remove_file(&change.to).unwrap(),
                    None => {}
                }
                if let Some(before) = change.before {
                    fs::create_dir_all(&change.folder).unwrap();
                    // A folder took its place, which is now without a file.
                    let _ = fs::remove_dir_all(&change.to);
                    fs::write(change.to, before).unwrap();
                }
            }
        }
    }
}

/// A folder of the site that is another disk.
const MOUNTED: &str = "mounted";

impl Disk for Faulty {
    fn write(&self, path: &Path, from: &mut dyn Read) -> io::Result<()> {
        let at = self.step.load(Ordering::SeqCst);
        let wrong = self.step()?;
        self.writes.lock().unwrap().push(at);
        let half = matches!(self.fault, Fault::Short | Fault::KillWithin);
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes)?;
        if wrong && half {
            System.write(path, &mut &bytes[..bytes.len() / 2])?;
        }
        if wrong {
            return Err(self.error());
        }
        self.unsynced.lock().unwrap().insert(path.to_path_buf());
        System.write(path, &mut bytes.as_slice())
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        self.whole(|| {
            self.unsynced.lock().unwrap().remove(path);
            Ok(())
        })
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.whole(|| {
            let mut changes = self.changes.lock().unwrap();
            // A folder that is gone went with its name, which stood in the one above it.
            changes.retain(|Change { folder, .. }| {
                folder != path && (folder.is_dir() || !folder.starts_with(path))
            });
            Ok(())
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mounted = |path: &Path| path.parent().unwrap().ends_with(MOUNTED);
        if mounted(from) != mounted(to) {
            return Err(io::Error::from(io::ErrorKind::CrossesDevices));
        }
        self.whole(|| {
            self.change(Some(from), to);
            let mut unsynced = self.unsynced.lock().unwrap();
            let moved = |path: PathBuf| match path.strip_prefix(from) {
                Ok(below) if below == Path::new("") => to.to_path_buf(),
                Ok(below) => to.join(below),
                Err(_) => path,
            };
            *unsynced = std::mem::take(&mut *unsynced)
                .into_iter()
                .filter(|path| path != to)
                .map(moved)
                .collect();
            System.rename(from, to)
        })
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.whole(|| System.make_folder(path))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.whole(|| {
            self.change(None, path);
            self.unsynced.lock().unwrap().remove(path);
            System.remove_file(path)
        })
    }

    fn remove_empty(&self, path: &Path) -> io::Result<()> {
        self.whole(|| System.remove_empty(path))
    }

    fn remove_all(&self, path: &Path) -> io::Result<()> {
        self.whole(|| {
            self.unsynced
                .lock()
                .unwrap()
                .retain(|file| !file.starts_with(path));
            System.remove_all(path)
        })
    }
}
