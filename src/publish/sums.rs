//! What each file of a published site holds, in a few bytes: whether a site still stands as it was
//! published can be seen without rendering it again.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use super::disk::System;
use super::lock;
use super::manifest;
use super::parts;
use super::staging::Source;

/// For each file of a site, by path from the output folder, its length and a hash of its bytes
/// (XXH3, 128 bits): enough to see what a broken disk or a hand has changed.
pub type Sums = BTreeMap<String, String>;

/// The sum of what a file is to hold.
pub fn of(source: Source<'_>) -> io::Result<String> {
    match source {
        Source::Bytes(bytes) => read(bytes),
        Source::Asset(asset) => read(asset.open()?),
        Source::File(path) => of_file(path),
    }
}

/// The sum of what a file holds.
///
/// # Errors
///
/// What the system says.
pub fn of_file(path: &Path) -> io::Result<String> {
    read(File::open(path)?)
}

fn read(mut from: impl Read) -> io::Result<String> {
    let mut hash = Xxh3::new();
    let mut length = 0;
    PART.with_borrow_mut(|part| {
        loop {
            match from.read(part)? {
                0 => return Ok(format!("{length}-{:032x}", hash.digest128())),
                some => {
                    length += some;
                    hash.update(&part[..some]);
                }
            }
        }
    })
}

thread_local! {
    /// What a file is read through, piece by piece: a site has many files, and most are smaller.
    static PART: RefCell<Vec<u8>> = RefCell::new(vec![0; 1 << 16]);
}

/// How many bytes a file of this sum has.
pub fn length(sum: &str) -> u64 {
    let length = sum.split('-').next();
    length.and_then(|length| length.parse().ok()).unwrap_or(0)
}

/// Adds the sums of the files in which Dateline keeps what it wrote.
pub fn with_own(mut sums: Sums, out: &Path) -> Sums {
    for name in OWN {
        if let Ok(sum) = of_file(&out.join(name)) {
            sums.insert(name.to_string(), sum);
        }
    }
    sums
}

/// The files of these sums that are the site's.
pub fn of_site(sums: &Sums) -> impl Iterator<Item = &String> {
    sums.keys().filter(|path| !OWN.contains(&path.as_str()))
}

const OWN: [&str; 2] = [manifest::FILE, parts::FILE];

/// Whether an output folder holds these files, each whole; what is somebody else's there does not
/// count.
pub fn stand(out: &Path, sums: &Sums) -> bool {
    if !out.is_dir() {
        return false;
    }
    // What another build is writing does not stand yet.
    let free = lock::take(&System, out, out).is_ok();
    // A publication that broke half-way leaves its folder.
    let broken = fs::symlink_metadata(out.join(super::staging::FOLDER)).is_ok();
    free && !broken && sums.par_iter().all(|entry| stands(out, entry))
}

/// Whether a file is there and whole.
pub fn stands(out: &Path, (path, sum): (&String, &String)) -> bool {
    let file = out.join(path);
    let there = fs::symlink_metadata(&file);
    let is_file = there.is_ok_and(|there| there.is_file() && there.len() == length(sum));
    is_file && of_file(&file).is_ok_and(|found| found == *sum)
}
