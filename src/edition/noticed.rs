//! What each stage noticed, so that a stage that runs again takes back what it said.

use std::collections::BTreeMap;

use super::Edition;
use crate::content::FileDiagnostics;
use crate::diagnostic::{Diagnostic, sorted};
use crate::newsroom::histories;
use crate::path::SourcePath;

/// What was noticed, by stage.
#[derive(Default)]
pub struct Noticed {
    pub tree: Vec<Diagnostic>,
    pub config: Vec<Diagnostic>,
    pub content: BTreeMap<SourcePath, Vec<Diagnostic>>,
    pub newsroom: Vec<Diagnostic>,
    pub theme: Vec<Diagnostic>,
    pub plan: Vec<Diagnostic>,
}

impl Noticed {
    /// Takes in what was noticed in files of the content, in place of what was before.
    pub fn in_content(&mut self, noticed: FileDiagnostics) {
        self.content.extend(noticed);
        self.content.retain(|_, found| !found.is_empty());
    }

    /// Everything that was noticed before rendering, in the order of files.
    pub fn all(&self, edition: &Edition) -> Vec<Diagnostic> {
        let stages = [&self.tree, &self.config].into_iter();
        let later = [&self.newsroom, &self.theme, &self.plan];
        let all = stages.chain(self.content.values()).chain(later);
        let mut all: Vec<Diagnostic> = all.flatten().cloned().collect();
        all.extend(histories::impossible(&edition.newsroom));
        sorted(all)
    }
}
