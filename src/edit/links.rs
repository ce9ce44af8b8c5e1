//! What is moved with another id, and the links that lead there.

use std::sync::Arc;

use super::Edits;
use super::places;
use super::rename::{content_texts, sound};
use crate::config::FILE;
use crate::content::markdown;
use crate::content::source::SourceTree;
use crate::diagnostic::Fix;
use crate::path::SourcePath;
use crate::value::toml;

/// Where the file of an id goes, with the folder of the same name that lies beside it.
pub fn moves(tree: &SourceTree, file: &SourcePath, new: &str) -> Vec<(SourcePath, SourcePath)> {
    let sibling = |path: &str, name: String| {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        SourcePath::new(&format!("{folder}/{name}"))
    };
    if matches!(file.stem(), "index" | "_index") {
        let folder = file.folder();
        return vec![(SourcePath::new(folder), sibling(folder, new.to_string()))];
    }
    let to = sibling(file.as_str(), format!("{new}.{}", file.extension()));
    let mut moves = vec![(file.clone(), to)];
    let folder = format!("{}/{}", file.folder(), file.stem());
    let below = format!("{folder}/");
    let mut paths = tree.texts.keys().chain(tree.assets.keys());
    if paths.any(|path| path.as_str().starts_with(&below)) {
        moves.push((SourcePath::new(&folder), sibling(&folder, new.to_string())));
    }
    moves
}

/// Follows what is moved in the links of texts, to it and out of it.
///
/// # Errors
///
/// That a file cannot be read.
pub fn of_texts(tree: &SourceTree, edits: &mut Edits) -> Result<(), String> {
    for (path, text) in content_texts(tree) {
        let body = sound(path, text)?.body;
        for address in markdown::addresses(body.markdown()) {
            let reference = &address.text;
            let end = reference.find(['#', '?']).unwrap_or(reference.len());
            let Some(was) = path.resolve(&reference[..end]).filter(|_| end > 0) else {
                continue;
            };
            // Within one depth, only the name of what was moved is another.
            let new = renamed(&reference[..end], &was, &edits.path(&was));
            if new == reference[..end] {
                continue;
            }
            let Some(span) = body.place(address.at.clone()).span else {
                continue;
            };
            edits.fix(
                path,
                Fix {
                    span,
                    was: reference.clone(),
                    replacement: format!("{new}{}", &reference[end..]),
                },
            );
        }
    }
    Ok(())
}

/// Follows what is moved in the values of settings and of front matters that name a file, or hold a link
/// to one.
///
/// # Errors
///
/// That a file cannot be read.
pub fn of_tables(tree: &SourceTree, edits: &mut Edits) -> Result<(), String> {
    let settings = SourcePath::new(FILE);
    let read = tree.texts.get(&settings).map(|text| {
        let table = toml::parse(text, 0, &settings, "config/syntax").value;
        (&settings, text, Arc::new(table))
    });
    let mut tables: Vec<_> = read.into_iter().collect();
    for (path, text) in content_texts(tree) {
        tables.push((path, text, sound(path, text)?.front_matter));
    }
    for (path, text, table) in tables {
        let mut fixes = Vec::new();
        places::scalars(&table, &mut |node, said| {
            let written = text.get(node.span.clone()).unwrap_or_default();
            let links = markdown::addresses(said).into_iter();
            let links = links.map(|address| address.text);
            let mut replacement = written.to_string();
            for reference in links.chain([said.to_string()]) {
                let end = reference.find(['#', '?']).unwrap_or(reference.len());
                let reference = &reference[..end];
                let file = path
                    .resolve(reference)
                    .filter(|file| tree.texts.contains_key(file) || tree.assets.contains_key(file));
                if let Some(was) = file {
                    let new = renamed(reference, &was, &edits.path(&was));
                    replacement = replacement.replace(reference, &new);
                }
            }
            if replacement != written {
                fixes.push(Fix {
                    span: node.span.clone(),
                    was: written.to_string(),
                    replacement,
                });
            }
        });
        for fix in fixes {
            edits.fix(path, fix);
        }
    }
    Ok(())
}

/// A reference with the parts of its end that differ between two paths of one depth.
fn renamed(reference: &str, was: &SourcePath, to: &SourcePath) -> String {
    let mut parts: Vec<&str> = reference.split('/').collect();
    let ends = was
        .as_str()
        .split('/')
        .rev()
        .zip(to.as_str().split('/').rev());
    for (part, (was, to)) in parts.iter_mut().rev().zip(ends) {
        if *part == was {
            *part = to;
        }
    }
    parts.join("/")
}
