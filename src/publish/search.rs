//! The files of the search. They go with the page of the search.

use super::{Rendering, Source};
use crate::diagnostic::Diagnostic;
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
        if let Some((notes, print)) = notes
            && let Some(files) = notes.search(print)
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
        let put = |(url, bytes): (&UrlPath, &Vec<u8>)| {
            let is_taken = self.edition.plan.pages.contains_key(url);
            match is_taken {
                true => Some(taken(url)),
                false => (self.put)(url.file(), Source::Bytes(bytes)),
            }
        };
        let diagnostics: Vec<Diagnostic> = files.iter().filter_map(put).collect();
        if let Some((notes, print)) = notes.filter(|_| diagnostics.is_empty()) {
            notes.searched(print, files.keys().map(UrlPath::file).collect());
        }
        diagnostics
    }
}

fn taken(url: &UrlPath) -> Diagnostic {
    let message = format!("the search needs {url} for itself");
    let help = "give the file that is published there another name";
    Diagnostic::outside("search/taken", message).help(help)
}
