//! `--fix`: what a machine can mend is mended, in the files as they lie on disk.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, process};

use super::super::{Format, output};
use super::Look;
use crate::content::source::SourceTree;
use crate::diagnostic::{self, Diagnostic, Fix, position};
use crate::path::SourcePath;

/// How many of these a machine can mend.
pub fn count(tree: &SourceTree, diagnostics: &[Diagnostic]) -> usize {
    let fits = |diagnostic: &&Diagnostic| {
        let file = diagnostic.place.as_ref().map(|place| &place.file);
        let text = file.and_then(|file| tree.texts.get(file));
        let fix = diagnostic.fix.as_ref();
        fix.zip(text).is_some_and(|(fix, text)| fix.fits(text))
    };
    diagnostics.iter().filter(fits).count()
}

/// Makes the changes that were found, and tells of each; whether there was any.
///
/// # Errors
///
/// That a file cannot be read or written. Those before it are mended.
pub fn mend(site: &Path, look: &Look, format: Format) -> Result<bool, String> {
    let mut files: BTreeMap<&SourcePath, Vec<(&Diagnostic, &Fix)>> = BTreeMap::new();
    for diagnostic in &look.diagnostics {
        if let (Some(place), Some(fix)) = (&diagnostic.place, &diagnostic.fix) {
            files
                .entry(&place.file)
                .or_default()
                .push((diagnostic, fix));
        }
    }
    let mut any = false;
    for (file, found) in files {
        let fixes: Vec<&Fix> = found.iter().map(|(_, fix)| *fix).collect();
        let made = mend_file(site, file, &fixes)
            .map_err(|error| format!("cannot mend {file}: {error}"))?;
        let made = found.into_iter().zip(made).filter(|(_, made)| *made);
        let made: Vec<&Diagnostic> = made.map(|((diagnostic, _), _)| diagnostic).collect();
        any |= !made.is_empty();
        tell(&look.tree, file, &made, format);
    }
    Ok(any)
}

/// Mends a file as a whole: whoever reads it meanwhile sees the old one or the new.
fn mend_file(site: &Path, file: &SourcePath, fixes: &[&Fix]) -> std::io::Result<Vec<bool>> {
    // What a link leads to is mended, and the link stays one.
    let path = site.join(file.as_str()).canonicalize()?;
    let is_ours = path.starts_with(site.canonicalize()?);
    let raw = fs::read(&path)?;
    let Some(raw) = String::from_utf8(raw).ok().filter(|_| is_ours) else {
        return Ok(vec![false; fixes.len()]);
    };
    let (mended, made) = diagnostic::mend(&raw, fixes);
    if mended != raw {
        // Hidden, so that nobody takes it for a part of the site.
        let aside = path.with_file_name(format!(".{}.{}.new", file.file_name(), process::id()));
        let put = fs::write(&aside, mended)
            .and_then(|()| fs::set_permissions(&aside, fs::metadata(&path)?.permissions()))
            .and_then(|()| fs::rename(&aside, &path));
        if put.is_err() {
            let _ = fs::remove_file(&aside);
        }
        put?;
    }
    Ok(made)
}

/// Says what was changed in a file: to programs that read JSON in their form, else in a line each.
fn tell(tree: &SourceTree, file: &SourcePath, made: &[&Diagnostic], format: Format) {
    if format == Format::Json {
        let made: Vec<Diagnostic> = made.iter().map(|found| (*found).clone()).collect();
        output::print(&diagnostic::json::render_fixed(&made, tree));
        return;
    }
    let text = tree.texts.get(file).map_or("", |text| text);
    for fix in made.iter().filter_map(|found| found.fix.as_ref()) {
        let (line, column) = position(text, fix.span.start);
        let change = match fix.was.trim() {
            "" => "empty lines taken out".to_string(),
            was => format!("`{was}` is now `{}`", fix.replacement),
        };
        output::note(&format!("mended {file}:{line}:{column}: {change}\n"));
    }
}
