//! Changes to the files of a site that leave all around them as it is, byte for byte.
//!
//! What is to change is worked out in memory, and tried there: whoever writes it knows beforehand that
//! the site still stands. Nothing here touches the disk.

mod former;
pub mod insert;
mod links;
mod places;
pub mod rename;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::source::SourceTree;
use crate::diagnostic::{Fix, mend};
use crate::path::SourcePath;

/// What is to change in a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    /// Changes within texts, by the path that a text has before anything is moved.
    pub fixes: BTreeMap<SourcePath, Vec<Fix>>,
    /// Files and folders that get another path.
    pub moves: Vec<(SourcePath, SourcePath)>,
}

impl Edits {
    /// The text of a file with its changes.
    ///
    /// # Errors
    ///
    /// That something does not stand where it was read.
    pub fn text(&self, path: &SourcePath, raw: &str) -> Result<String, String> {
        let fixes: Vec<&Fix> = self.fixes.get(path).into_iter().flatten().collect();
        let (text, made) = mend(raw, &fixes);
        match made.iter().all(|made| *made) {
            true => Ok(text),
            false => Err(format!("{path} is not as it was read: nothing is changed")),
        }
    }

    /// The path of a file once all is moved.
    pub fn path(&self, path: &SourcePath) -> SourcePath {
        let moved = self.moves.iter().find_map(|(from, to)| {
            let rest = path.as_str().strip_prefix(from.as_str())?;
            let within = rest.is_empty() || rest.starts_with('/');
            within.then(|| SourcePath::new(&format!("{to}{rest}")))
        });
        moved.unwrap_or_else(|| path.clone())
    }

    /// The site as it will be.
    ///
    /// # Errors
    ///
    /// That a file would take another's place, or is not as it was read.
    pub fn made(&self, tree: &SourceTree) -> Result<SourceTree, String> {
        let mut made = SourceTree {
            unreadable: tree.unreadable.clone(),
            garbled: tree.garbled.clone(),
            ..SourceTree::default()
        };
        let taken = |path: &SourcePath| format!("there is a file {path} already");
        for (path, text) in &tree.texts {
            let text = match self.fixes.contains_key(path) {
                true => Arc::from(self.text(path, text)?),
                false => text.clone(),
            };
            let path = self.path(path);
            if made.texts.insert(path.clone(), text).is_some() {
                return Err(taken(&path));
            }
        }
        for (path, asset) in &tree.assets {
            let path = self.path(path);
            if made.assets.insert(path.clone(), asset.clone()).is_some() {
                return Err(taken(&path));
            }
        }
        Ok(made)
    }

    fn fix(&mut self, path: &SourcePath, fix: Fix) {
        self.fixes.entry(path.clone()).or_default().push(fix);
    }
}
