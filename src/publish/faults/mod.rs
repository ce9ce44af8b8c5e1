//! Every step of a publication fails once, or is the last before the power goes: then every file
//! is whole, and the next build makes good the rest.
#![allow(
    clippy::unwrap_used,
    reason = "a test works on the disk and fails by a panic"
)]

mod faulty;
mod thousand;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use rayon::prelude::*;
use tempfile::TempDir;

use super::staging::{Source, Staging};
use faulty::{FAULTS, Fault, Faulty};

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
    let others = [
        "index.html",
        "Capital/a",
        "was-file",
        "was/folder/a",
        "was/folder/b",
    ];
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
    let others = [
        "index.html",
        "capital/a",
        "was-file/is/folder",
        "was/folder",
    ];
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
        true => staging.commit(None).is_ok(),
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

/// Every one of these faults at every step that a publication took.
fn faults(taken: &Faulty, kinds: &[Fault]) -> Vec<(usize, Fault)> {
    let writes = taken.writes.lock().unwrap();
    let steps = 0..taken.step.load(Ordering::SeqCst);
    let runs = steps.flat_map(|at| kinds.iter().map(move |fault| (at, *fault)));
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
    let runs = faults(&sound, &FAULTS);
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
    let runs = faults(&sound, &FAULTS);
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
