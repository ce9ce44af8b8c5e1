//! Every step of a publication fails once, or is the last before the power goes: then every file
//! is whole, and the next build makes good the rest.
#![allow(
    clippy::unwrap_used,
    reason = "a test works on the disk and fails by a panic"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;
use tempfile::TempDir;

use super::disk::{Disk, System};
use super::staging::{Source, Staging};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// The step fails, and those after it are done.
    Fail,
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

const FAULTS: [Fault; 6] = [
    Fault::Fail,
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
struct Faulty {
    fault: Fault,
    at: usize,
    step: AtomicUsize,
    /// Which steps wrote bytes: only those can be done by half.
    writes: Mutex<Vec<usize>>,
    stopped: AtomicBool,
    unsynced: Mutex<BTreeSet<PathBuf>>,
    changes: Mutex<Vec<Change>>,
}

impl Faulty {
    fn new(fault: Fault, at: usize) -> Faulty {
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

    fn sound() -> Faulty {
        Faulty::new(Fault::Fail, usize::MAX)
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
        let ends = !matches!(self.fault, Fault::Fail | Fault::Short);
        if wrong && ends {
            self.stopped.store(true, Ordering::SeqCst);
        }
        Ok(wrong)
    }

    /// A step that is done or not done, never by half.
    fn whole(&self, step: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        match self.step()? {
            true => Err(io::Error::other("the disk failed")),
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
    fn power_back(&self) {
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
            return Err(io::Error::from(io::ErrorKind::StorageFull));
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

type Site = BTreeMap<String, Vec<u8>>;

/// The bytes of a file tell its path and the site it is of.
fn file(path: &str, site: &str) -> (String, Vec<u8>) {
    let text = format!("{path} of the {site} site\n").repeat(8);
    (path.to_string(), text.into_bytes())
}

fn old_site() -> Site {
    let same = (0..100).map(|at| file(&format!("same/{at}/index.html"), "old"));
    let changed = (0..4).map(|at| file(&format!("changed/{at}/index.html"), "old"));
    let gone = (0..3).map(|at| file(&format!("gone/{at}/index.html"), "old"));
    let others = ["index.html", "was-file", "was/folder/a", "was/folder/b"];
    let mounted = ["mounted/a", "mounted/b"];
    let further = others.into_iter().chain(mounted);
    same.chain(changed)
        .chain(gone)
        .chain(further.map(|path| file(path, "old")))
        .collect()
}

fn new_site() -> Site {
    let same = (0..100).map(|at| file(&format!("same/{at}/index.html"), "old"));
    let changed = (0..4).map(|at| file(&format!("changed/{at}/index.html"), "new"));
    let added = (0..3).map(|at| file(&format!("added/{at}/index.html"), "new"));
    let others = ["index.html", "was-file/is/folder", "was/folder"];
    let mounted = ["mounted/a", "mounted/c"];
    let further = others.into_iter().chain(mounted);
    same.chain(changed)
        .chain(added)
        .chain(further.map(|path| file(path, "new")))
        .collect()
}

/// Whether a site was published.
fn build(disk: &Faulty, out: &Path, site: &Site) -> bool {
    let Ok(staging) = Staging::open(disk, out) else {
        return false;
    };
    let mut put = site.iter();
    match put.all(|(path, bytes)| staging.put(path.clone(), Source::Bytes(bytes)).is_ok()) {
        true => staging.commit().is_ok(),
        false => {
            staging.discard();
            false
        }
    }
}

/// Every file below a folder, and every folder with nothing in it, without the lock.
fn tree(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        let mut empty = true;
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            empty = false;
            if path.is_dir() {
                open.push(path);
            } else if !path.ends_with(".dateline-lock") {
                let below = path.strip_prefix(root).unwrap().to_path_buf();
                found.insert(below, fs::read(&path).unwrap());
            }
        }
        if empty {
            found.insert(folder, Vec::new());
        }
    }
    found
}

fn clean(site: &Site) -> BTreeMap<PathBuf, Vec<u8>> {
    let desk = TempDir::new().unwrap();
    let out = desk.path().join("out");
    // An output folder that is there already: Dateline's own is made as a whole.
    fs::create_dir(&out).unwrap();
    assert!(build(&Faulty::sound(), &out, site));
    tree(&out)
}

/// Every fault at every step that a publication took.
fn faults(taken: &Faulty) -> Vec<(usize, Fault)> {
    let writes = taken.writes.lock().unwrap();
    let runs =
        (0..taken.step.load(Ordering::SeqCst)).flat_map(|at| FAULTS.map(|fault| (at, fault)));
    let by_half = |fault: Fault| matches!(fault, Fault::Short | Fault::KillWithin);
    runs.filter(|(at, fault)| !by_half(*fault) || writes.contains(at))
        .collect()
}

fn assert_whole(out: &Path, old: &Site, new: &Site, what: &str) {
    for (path, bytes) in tree(out) {
        let name = path.to_string_lossy();
        if name.contains(".dateline-") || bytes.is_empty() && out.join(&path).is_dir() {
            continue;
        }
        let whole = [old, new]
            .iter()
            .any(|site| site.get(&*name) == Some(&bytes));
        assert!(whole, "{what}: {name} is torn");
    }
    let both = old.keys().filter(|path| new.contains_key(*path));
    for path in both {
        assert!(out.join(path).is_file(), "{what}: {path} is gone");
    }
}

#[test]
fn after_a_fault_at_any_step_every_file_is_whole_and_the_next_build_is_a_clean_one() {
    let (old, new) = (old_site(), new_site());
    let (clean_old, clean_new) = (clean(&old), clean(&new));
    let desk = || {
        let desk = TempDir::new().unwrap();
        assert!(build(&Faulty::sound(), &desk.path().join("out"), &old));
        desk
    };
    let sound = Faulty::sound();
    let first = desk();
    let out = first.path().join("out");
    assert!(build(&sound, &out, &new));
    assert_eq!(tree(&out), clean_new);
    let steps = sound.step.load(Ordering::SeqCst);
    assert!(steps > 80, "{steps} steps");
    let runs = faults(&sound);
    runs.into_par_iter()
        .for_each_init(desk, |desk, (at, fault)| {
            let what = format!("{fault:?} at step {at} of {steps}");
            let out = desk.path().join("out");
            let disk = Faulty::new(fault, at);
            build(&disk, &out, &new);
            disk.power_back();
            assert_whole(&out, &old, &new, &what);
            // The next build may be of the site as it was: somebody took the change back.
            let (site, clean) = match at % 2 == 0 {
                true => (&new, &clean_new),
                false => (&old, &clean_old),
            };
            assert!(build(&Faulty::sound(), &out, site), "{what}");
            assert_eq!(tree(&out), *clean, "{what}");
            assert!(build(&Faulty::sound(), &out, &old), "{what}");
        });
}

#[test]
fn after_a_fault_at_any_step_of_the_first_build_there_is_a_whole_site_or_none() {
    let site: Site = (0..4)
        .map(|at| file(&format!("{}/{at}/index.html", at % 2), "new"))
        .collect();
    let clean = clean(&site);
    let sound = Faulty::sound();
    let desk = TempDir::new().unwrap();
    assert!(build(&sound, &desk.path().join("out"), &site));
    let steps = sound.step.load(Ordering::SeqCst);
    let runs = faults(&sound);
    runs.into_par_iter().for_each(|(at, fault)| {
        let what = format!("{fault:?} at step {at} of {steps}");
        let desk = TempDir::new().unwrap();
        let out = desk.path().join("out");
        let disk = Faulty::new(fault, at);
        build(&disk, &out, &site);
        disk.power_back();
        if out.exists() {
            assert_eq!(tree(&out), clean, "{what}");
        }
        assert!(build(&Faulty::sound(), &out, &site), "{what}");
        assert_eq!(tree(&out), clean, "{what}");
        let beside = fs::read_dir(desk.path()).unwrap().count();
        assert_eq!(beside, 1, "{what}: something is left beside the output");
    });
}
