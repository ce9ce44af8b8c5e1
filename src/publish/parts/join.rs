//! All parts of a site become the whole.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{List, Part, is_part, path, read};
use crate::diagnostic::Diagnostic;
use crate::path::UrlPath;
use crate::publish::sums;
use crate::render::sitemap;

/// A whole site, made of all its parts.
#[derive(Debug)]
pub struct Joined {
    /// What each file holds, by path from the output folder.
    pub files: BTreeMap<String, Held>,
    /// Whether files were compressed beforehand.
    pub precompressed: bool,
}

/// Where the bytes of a file are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// In this file of a part.
    In(PathBuf),
    /// Here: what only the whole site can tell.
    Here(Vec<u8>),
}

/// Puts the parts in these folders together, in whatever order they are named.
///
/// # Errors
///
/// What keeps them from being one site: a part is missing or there twice, a file is not what the part
/// wrote, or they were built from something else.
pub fn join(folders: &[PathBuf]) -> Result<Joined, Diagnostic> {
    let lists = folders.iter().map(|folder| open(folder));
    let mut lists: Vec<(&Path, List)> = lists.collect::<Result<_, _>>()?;
    lists.sort_by_key(|(_, list)| list.part.shard);
    are_of_one_site(&lists)?;
    are_all(&lists)?;
    lists
        .par_iter()
        .try_for_each(|(folder, list)| is_whole(folder, list))?;
    let precompressed = lists.iter().any(|(_, list)| list.precompressed);
    let mut files = BTreeMap::new();
    for (folder, list) in &lists {
        for path in list.files.keys() {
            let held = Held::In(folder.join(path));
            if files.insert(path.clone(), held).is_some() {
                let message = format!("two parts have a file {path}, {} for one", name(folder));
                return Err(broken(message));
            }
        }
    }
    let made = sitemaps(lists);
    files.extend(made.map(|(url, bytes)| (url.file(), Held::Here(bytes))));
    Ok(Joined {
        files,
        precompressed,
    })
}

fn open(folder: &Path) -> Result<(&Path, List), Diagnostic> {
    if !is_part(folder) {
        let message = format!("{} holds no part of a site", name(folder));
        return Err(Diagnostic::outside("parts/none", message).help(
            "name the folders that `dateline build --shard` wrote; a service that carries them from job \
             to job may leave out files whose names begin with a dot, unless it is told to take them",
        ));
    }
    match read(folder) {
        Ok(list) => Ok((folder, list)),
        Err(error) => Err(broken(format!(
            "cannot read {}: {error}",
            path(folder).display()
        ))),
    }
}

/// The same went into all of them, and no date that changes the site lies between.
fn are_of_one_site(lists: &[(&Path, List)]) -> Result<(), Diagnostic> {
    let Some((first, one)) = lists.first() else {
        let message = "there is no part to join".to_string();
        return Err(Diagnostic::outside("parts/none", message)
            .help("name the folders of all parts, such as `dateline join part-* --out public`"));
    };
    let same = |part: &Part| part.key == one.part.key && part.shard.of == one.part.shard.of;
    if let Some((other, _)) = lists.iter().find(|(_, list)| !same(&list.part)) {
        let message = format!(
            "{} and {} are no parts of one site",
            name(first),
            name(other)
        );
        return Err(Diagnostic::outside("parts/differ", message).help(
            "build all parts from the same files, with the same program, the same options and the same \
             number of parts",
        ));
    }
    let made = || lists.iter().map(|(_, list)| list.part.made);
    let until = lists.iter().filter_map(|(_, list)| list.part.until).min();
    let stands = until.is_none_or(|until| made().all(|made| made < until));
    if !stands && made().any(|made| made != one.part.made) {
        let message = "a date that changes the site came while its parts were built".to_string();
        return Err(Diagnostic::outside("parts/another-day", message).help(
            "build the parts again; with one `SOURCE_DATE_EPOCH` for all of them they are of one instant",
        ));
    }
    Ok(())
}

fn are_all(lists: &[(&Path, List)]) -> Result<(), Diagnostic> {
    let shards = || lists.iter().map(|(_, list)| list.part.shard);
    let twice = lists
        .windows(2)
        .find(|two| two[0].1.part.shard == two[1].1.part.shard);
    if let Some([(one, list), (other, _)]) = twice {
        let message = format!(
            "{} is there twice, in {} and {}",
            list.part.shard,
            name(one),
            name(other)
        );
        return Err(Diagnostic::outside("parts/twice", message).help("name each part once"));
    }
    let of = shards().next().map_or(0, |shard| shard.of);
    let missing: Vec<String> = (1..=of)
        .filter(|part| shards().all(|shard| shard.part != *part))
        .map(|part| part.to_string())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let message = match missing.as_slice() {
        [one] => format!("part {one} of {of} is missing"),
        several => format!("parts {} of {of} are missing", some(several)),
    };
    Err(Diagnostic::outside("parts/missing", message)
        .help("look whether their builds failed, and name the folders of all parts"))
}

/// The first few of many.
fn some(all: &[String]) -> String {
    const NAMED: usize = 10;
    let named = all[..all.len().min(NAMED)].join(", ");
    match all.len().checked_sub(NAMED) {
        None | Some(0) => named,
        Some(more) => format!("{named} and {more} more"),
    }
}

fn is_whole(folder: &Path, list: &List) -> Result<(), Diagnostic> {
    let torn = |(path, sum): &(&String, &String)| !sums::stands(folder, (path, sum));
    match list.files.par_iter().find_first(torn) {
        None => Ok(()),
        Some((path, _)) => {
            let file = folder.join(path);
            let message = format!("{} is not what the build of its part wrote", file.display());
            Err(broken(message))
        }
    }
}

/// The files that tell search engines of the pages of all parts.
fn sitemaps(lists: Vec<(&Path, List)>) -> impl Iterator<Item = (UrlPath, Vec<u8>)> {
    let mut listed = lists.into_iter().filter_map(|(_, list)| list.listed);
    let mut all = listed.next();
    if let Some(all) = &mut all {
        listed.for_each(|part| all.changed.extend(part.changed));
    }
    all.into_iter().flat_map(|all| {
        let pages = all.changed.iter();
        let pages = pages.map(|(url, day)| (UrlPath::new(url), day.clone()));
        let made = sitemap::all(&all.base, &pages.collect());
        made.into_iter()
            .filter(move |(url, _)| all.sitemaps.contains(url.as_str()))
    })
}

fn broken(message: String) -> Diagnostic {
    Diagnostic::outside("parts/broken", message)
        .help("build that part again, and carry it over whole")
}

fn name(folder: &Path) -> String {
    folder.display().to_string()
}
