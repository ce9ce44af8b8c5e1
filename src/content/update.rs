//! Keeping the content up with its files: only what changed is read anew.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::picture::{self, Picture};
use super::source::{Asset, SourceTree, is_content, is_markdown};
use super::{Content, FileDiagnostics, Read, document, read_file, script, stray};
use crate::config::Config;
use crate::diagnostic::{Checked, has_errors};
use crate::path::SourcePath;

/// What becomes of a file in which something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// What can be read of it counts.
    LeftOut,
    /// It stands as it last stood without a mistake, while somebody mends it.
    Stands,
}

impl Content {
    /// Reads these files of the content folder anew, or takes them out where they are gone; and
    /// tells for each what was noticed in it, or that nothing is wrong in it any more.
    pub fn update(
        &mut self,
        tree: &SourceTree,
        config: &Config,
        paths: &[SourcePath],
        broken: Broken,
    ) -> FileDiagnostics {
        let read: Vec<_> = paths
            .par_iter()
            .filter(|path| is_content(path))
            .map(|path| {
                let asset = tree.assets.get(path);
                let unread = || stray::unread(path, asset?);
                if let Some(what) = stray::what(path).or_else(unread) {
                    let told = Checked::new(Read::Stray, vec![stray::told(path, what)]);
                    return (path, Some(told), Checked::clean(None));
                }
                let text = tree.texts.get(path);
                let file = text.map(|text| read_file(path, text, config));
                let script = asset.and_then(|asset| script::found(path, asset));
                let mut picture = measured(tree, path);
                picture.diagnostics.extend(script);
                (path, file, picture)
            })
            .collect();
        let mut noticed = FileDiagnostics::new();
        for (path, file, picture) in read {
            let Checked {
                value,
                mut diagnostics,
            } = file.unwrap_or(Checked::clean(Read::Nothing));
            let asset = tree.assets.get(path);
            self.put_asset(path, asset.filter(|_| !matches!(value, Read::Stray)));
            // What cannot even be read as text is told of where the files are read.
            let wrong = has_errors(&diagnostics) || tree.unreadable.contains(path);
            let stands = broken == Broken::Stands && wrong && self.has(path);
            if !stands {
                self.put(tree, path, value);
            }
            match picture.drain_into(&mut diagnostics) {
                Some(picture) => self.pictures.insert(path.clone(), picture),
                None => self.pictures.remove(path),
            };
            noticed.push((path.clone(), diagnostics));
        }
        self.settle(config.foreign.is_some());
        noticed
    }

    fn put_asset(&mut self, path: &SourcePath, asset: Option<&Asset>) {
        match asset {
            Some(asset) => self.assets.insert(path.clone(), asset.clone()),
            None => self.assets.remove(path),
        };
    }

    /// Whether a file is part of the content already.
    fn has(&self, path: &SourcePath) -> bool {
        place(&self.articles, path, |article| &article.path).is_ok()
            || place(&self.pages, path, |page| &page.path).is_ok()
            || place(&self.sections, path, |section| &section.path).is_ok()
            || place(&self.terms, path, |term| &term.path).is_ok()
            || place(&self.series, path, |series| &series.body.file).is_ok()
            || place(&self.events, path, |event| &event.body.file).is_ok()
            || (path.as_str() == SOURCES && !self.sources.is_empty())
    }

    fn put(&mut self, tree: &SourceTree, path: &SourcePath, file: Read) {
        let unusable = tree.unreadable.contains(path)
            || matches!(file, Read::Stray)
            || (tree.texts.contains_key(path) && matches!(file, Read::Nothing | Read::Section(_)));
        match unusable {
            true => self.broken.insert(path.clone()),
            false => self.broken.remove(path),
        };
        let text = tree.texts.get(path).filter(|_| is_markdown(path));
        match text.filter(|_| matches!(file, Read::Nothing)) {
            Some(text) => {
                let body = document::parse(path, text).value.body;
                self.unread.insert(path.clone(), body)
            }
            None => self.unread.remove(path),
        };
        let mut article = None;
        let (mut page, mut term, mut series, mut event) = (None, None, None, None);
        let mut section = None;
        let mut sources = BTreeMap::new();
        match file {
            Read::Article(new) => article = Some(Arc::new(*new)),
            Read::Page(new) => page = Some(Arc::new(*new)),
            Read::Section(new) => section = Some(new),
            Read::Term(new) => term = Some(Arc::new(*new)),
            Read::Series(new) => series = Some(Arc::new(*new)),
            Read::Event(new) => event = Some(Arc::new(*new)),
            Read::Sources(new) => sources = new,
            Read::Nothing | Read::Stray => {}
        }
        if path.as_str() == SOURCES {
            self.sources = sources;
        }
        put(&mut self.pages, path, |page| &page.path, page);
        put(&mut self.sections, path, |section| &section.path, section);
        put(&mut self.terms, path, |term| &term.path, term);
        put(&mut self.series, path, |series| &series.body.file, series);
        put(&mut self.events, path, |event| &event.body.file, event);
        put(&mut self.articles, path, |article| &article.path, article);
    }
}

/// What a file is as a picture. One that is broken is told of, and published as it is.
fn measured(tree: &SourceTree, path: &SourcePath) -> Checked<Option<Picture>> {
    let read = tree
        .assets
        .get(path)
        .map(|asset| picture::read(path, asset));
    match read {
        Some(Ok(picture)) => {
            let large = picture.and_then(|picture| picture.too_large(path));
            Checked::new(picture, large.into_iter().collect())
        }
        Some(Err(reason)) => Checked::new(None, vec![picture::broken(path, &reason)]),
        None => Checked::clean(None),
    }
}

const SOURCES: &str = "content/sources.toml";

fn place<T>(list: &[T], path: &SourcePath, of: impl Fn(&T) -> &SourcePath) -> Result<usize, usize> {
    list.binary_search_by(|item| of(item).cmp(path))
}

/// Puts what a file says into a list in the order of paths, in place of what was there.
fn put<T>(list: &mut Vec<T>, path: &SourcePath, of: impl Fn(&T) -> &SourcePath, new: Option<T>) {
    match (place(list, path, of), new) {
        (Ok(at), Some(new)) => list[at] = new,
        (Ok(at), None) => drop(list.remove(at)),
        (Err(at), Some(new)) => list.insert(at, new),
        (Err(_), None) => {}
    }
}
