//! The files of the search. They go with the page of the search.

use std::collections::BTreeSet;

use super::{Rendering, Source};
use crate::diagnostic::Diagnostic;
use crate::pages::plan::Plan;
use crate::pages::urls;
use crate::path::UrlPath;
use crate::profile::stage;

impl Rendering<'_> {
    /// Puts the files of the search, but not in the place of a page or of another file; or keeps those of
    /// the last build, if all they are made from is the same.
    pub fn search(&self) -> Vec<Diagnostic> {
        let edition = self.edition;
        let page = edition.plan.pages.get_key_value(&urls::search());
        let here = |(url, page)| self.shard.is_none_or(|shard| shard.has(edition, url, page));
        if !page.is_some_and(here) {
            return Vec::new();
        }
        stage(edition.profile(), "search", || self.search_files())
    }

    fn search_files(&self) -> Vec<Diagnostic> {
        let index = self.edition.search();
        let notes = self.notes.map(|notes| (notes, index.print()));
        let taken = |files: &mut dyn Iterator<Item = String>| {
            let taken: BTreeSet<&UrlPath> = files
                .filter_map(|file| in_the_way(&self.edition.plan, &file))
                .collect();
            taken.into_iter().map(told).collect::<Vec<_>>()
        };
        if let Some((notes, print)) = notes
            && let Some(files) = notes.search(print)
            && taken(&mut files.iter().map(|(path, _)| path.clone())).is_empty()
            && (self.keep)(files)
        {
            let paths = files.iter().map(|(path, _)| path.clone());
            notes.searched(print, paths.collect());
            return Vec::new();
        }
        let files = match index.files() {
            Ok(files) => files,
            Err(failed) => return vec![failed],
        };
        let taken = taken(&mut files.keys().map(UrlPath::file));
        if !taken.is_empty() {
            return taken;
        }
        let put = |(url, bytes): (&UrlPath, &Vec<u8>)| (self.put)(url.file(), Source::Bytes(bytes));
        let diagnostics: Vec<Diagnostic> = files.iter().filter_map(put).collect();
        if let Some((notes, print)) = notes.filter(|_| diagnostics.is_empty()) {
            notes.searched(print, files.keys().map(UrlPath::file).collect());
        }
        diagnostics
    }
}

/// The file of the site that is where a file of the search would be: at its address, in place of a folder
/// that it lies in, or below it.
fn in_the_way<'a>(plan: &'a Plan, file: &str) -> Option<&'a UrlPath> {
    let at = |path: &str| plan.pages.get_key_value(&UrlPath::new(path));
    let folders = file.match_indices('/').map(|(slash, _)| &file[..slash]);
    let found = folders.chain([file]).find_map(at).map(|(url, _)| url);
    found.or_else(|| {
        let folder = UrlPath::new(&format!("{file}/"));
        let (url, _) = plan.pages.range(&folder..).next()?;
        url.as_str().starts_with(folder.as_str()).then_some(url)
    })
}

fn told(url: &UrlPath) -> Diagnostic {
    let message = format!("the search needs {url} for itself");
    let help = "give the file that is published there another name";
    Diagnostic::outside("search/taken", message).help(help)
}
