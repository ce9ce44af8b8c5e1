//! What is said when the disk says no.

use std::io;
use std::path::Path;

use super::manifest;
use crate::diagnostic::Diagnostic;

/// A failure before anything of the old site has changed.
pub fn failed(what: &str, path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("cannot {what} {}: {error}", path.display());
    Diagnostic::outside("output/failed", message).help(advice(error))
}

/// A failure after the first file was put in place: some are new, some old, each is whole.
pub fn interrupted(what: &str, path: &Path, error: &io::Error) -> Diagnostic {
    after_the_first_file(failed(what, path, error))
}

/// The same failure, once some files are new.
pub fn after_the_first_file(failure: Diagnostic) -> Diagnostic {
    Diagnostic {
        code: "output/interrupted",
        ..failure
    }
}

/// Something that is in the way and is not Dateline's.
pub fn foreign(target: &Path) -> Diagnostic {
    let message = format!(
        "{} is in the way, and Dateline did not write it",
        target.display()
    );
    Diagnostic::outside("output/foreign-file", message)
        .help("move it away, or put it into content/ so that it is part of the site")
}

/// A manifest that is none.
pub fn unreadable(out: &Path, error: &io::Error) -> Diagnostic {
    let path = manifest::path(out);
    let message = format!("cannot read {}: {error}", path.display());
    Diagnostic::outside("output/manifest", message)
        .help("move the output folder away, and build into a new one")
}

fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full: make room, and build again",
        io::ErrorKind::PermissionDenied => "check that you may write there, and build again",
        io::ErrorKind::ResourceBusy => {
            "something holds it, such as a mounted disk: let it go, and build again"
        }
        _ => "mend the cause, and build again",
    }
}
