//! Text as UTF-8, and what to say of a file that is none.

use std::sync::Arc;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Unread;
use crate::diagnostic::{Diagnostic, Place, normal};
use crate::path::SourcePath;

/// Text as UTF-8 without a byte order mark.
pub(super) fn text(path: &SourcePath, bytes: Vec<u8>) -> Result<Arc<str>, Unread> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Arc::from(&*normal(&text))),
        Err(error) => Err(unread(
            path,
            error.as_bytes(),
            error.utf8_error().valid_up_to(),
        )),
    }
}

fn unread(path: &SourcePath, bytes: &[u8], good: usize) -> Unread {
    let (before, rest) = bytes.split_at(good);
    let (encoding, name) = match bytes {
        [0xff, 0xfe, ..] => (UTF_16LE, "UTF-16"),
        [0xfe, 0xff, ..] => (UTF_16BE, "UTF-16"),
        _ => (WINDOWS_1252, "WINDOWS-1252"),
    };
    let whole = encoding.decode(bytes).0;
    let line = before.iter().filter(|byte| **byte == b'\n').count();
    let line = whole.lines().nth(line).unwrap_or("").trim();
    let line: String = line.chars().take(60).collect();
    let help = format!(
        "save the file as UTF-8 in your editor; read as {name}, the line is “{line}”, and then this does \
         it: iconv -f {name} -t UTF-8 {} > new.md",
        path.file_name()
    );
    // What cannot be shown is one sign, three bytes long, in the text that is shown.
    let before = normal(&String::from_utf8_lossy(before)).into_owned();
    let at = before.len();
    let shown = before + &String::from_utf8_lossy(rest);
    let place = Place::span(path, at..at + '\u{fffd}'.len_utf8());
    let told = Diagnostic::error("file/not-utf8", "not UTF-8 text", place).help(help);
    Unread {
        told: Box::new(told),
        shown: Some(Arc::from(&*normal(&shown))),
    }
}
