//! Changes to a site's files on disk: all of them, or none.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, process};

use crate::content::source::SourceTree;
use crate::diagnostic::normal;
use crate::edit::Edits;
use crate::path::SourcePath;

/// Makes changes that were worked out on a tree.
///
/// # Errors
///
/// Why nothing was changed.
pub fn all(site: &Path, tree: &SourceTree, edits: &Edits) -> Result<(), String> {
    for (_, to) in &edits.moves {
        if site.join(to.as_str()).exists() {
            return Err(format!("there is {to} already: nothing is changed"));
        }
    }
    let mut texts = Vec::new();
    for path in edits.fixes.keys() {
        texts.push(text(site, tree, edits, path)?);
    }
    let mut done = Done::default();
    let made = make(site, edits, &texts, &mut done);
    if made.is_err() {
        done.undo();
    }
    made.map_err(|error| format!("{error}: nothing is changed"))
}

/// A file with its text before and after.
struct Text {
    path: PathBuf,
    before: String,
    after: String,
}

fn text(site: &Path, tree: &SourceTree, edits: &Edits, path: &SourcePath) -> Result<Text, String> {
    let disk = site.join(path.as_str());
    let whole = |error: std::io::Error| format!("cannot read {path}: {error}");
    let real = disk.canonicalize().map_err(whole)?;
    if !real.starts_with(site.canonicalize().map_err(whole)?) {
        return Err(format!(
            "{path} lies outside of the site: nothing is changed"
        ));
    }
    let raw = fs::read(&real).map_err(whole)?;
    let before =
        String::from_utf8(raw).map_err(|_| format!("{path} is not UTF-8: nothing is changed"))?;
    if tree.texts.get(path).map(|text| &**text) != Some(&*normal(&before)) {
        return Err(format!("{path} was changed meanwhile: nothing is changed"));
    }
    let after = edits.text(path, &before)?;
    Ok(Text {
        path: real,
        before,
        after,
    })
}

/// What has been done so far, to be undone.
#[derive(Default)]
struct Done<'a> {
    asides: Vec<PathBuf>,
    replaced: Vec<&'a Text>,
    moved: BTreeMap<PathBuf, PathBuf>,
}

impl Done<'_> {
    fn undo(&self) {
        // What cannot be undone is left as it is: more than one attempt is no use.
        for (from, to) in &self.moved {
            let _ = fs::rename(to, from);
        }
        for text in &self.replaced {
            let _ = fs::write(&text.path, &text.before);
        }
        for aside in &self.asides {
            let _ = fs::remove_file(aside);
        }
    }
}

fn make<'a>(
    site: &Path,
    edits: &Edits,
    texts: &'a [Text],
    done: &mut Done<'a>,
) -> Result<(), String> {
    let told =
        |path: &Path, error: std::io::Error| format!("cannot write {}: {error}", path.display());
    for text in texts {
        let name = text.path.file_name().unwrap_or_default().to_string_lossy();
        // Hidden, so that nobody takes it for a part of the site.
        let aside = text
            .path
            .with_file_name(format!(".{name}.{}.new", process::id()));
        done.asides.push(aside.clone());
        fs::write(&aside, &text.after)
            .and_then(|()| fs::set_permissions(&aside, fs::metadata(&text.path)?.permissions()))
            .map_err(|error| told(&text.path, error))?;
    }
    for (text, aside) in texts.iter().zip(done.asides.clone()) {
        fs::rename(&aside, &text.path).map_err(|error| told(&text.path, error))?;
        done.replaced.push(text);
    }
    for (from, to) in &edits.moves {
        let (from, to) = (site.join(from.as_str()), site.join(to.as_str()));
        fs::rename(&from, &to).map_err(|error| told(&to, error))?;
        done.moved.insert(from, to);
    }
    Ok(())
}

/// The files among these whose changes Git does not have; none where there is no Git.
pub fn dirty(site: &Path, paths: &[&SourcePath]) -> Vec<String> {
    if paths.is_empty() {
        return Vec::new();
    }
    let git = Command::new("git")
        .arg("-C")
        .arg(site)
        .args(["status", "--porcelain", "--"])
        .args(paths.iter().map(|path| path.as_str()))
        .output();
    let Some(git) = git.ok().filter(|git| git.status.success()) else {
        return Vec::new();
    };
    let lines = String::from_utf8_lossy(&git.stdout).into_owned();
    let files = lines.lines().filter_map(|line| line.get(3..));
    files.map(str::to_string).collect()
}
