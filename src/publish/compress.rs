//! Files compressed beforehand: a server of one's own hands over `x.gz` or `x.br` in place of `x`, and
//! compresses nothing while a reader waits.

use std::io::{self, Read};

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};

use super::disk::CHUNK;
use super::staging::{Source, Staging, unreadable_source};
use super::sums::Sums;
use crate::diagnostic::Diagnostic;

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// RFC 1952, which every browser reads.
    Gzip,
    /// RFC 7932, which takes a tenth less.
    Brotli,
}

/// Each with what a file's name ends in.
pub const ALL: [(&str, Coding); 2] = [(".gz", Coding::Gzip), (".br", Coding::Brotli)];

/// The files that are worth it, by the ends of their names. Pictures and archives are compressed by
/// themselves.
const KINDS: [&str; 12] = [
    "html",
    "css",
    "js",
    "mjs",
    "json",
    "xml",
    "svg",
    "csv",
    "ics",
    "md",
    "txt",
    "webmanifest",
];

/// A smaller one goes in a packet or two as it is. A larger one would be held in memory.
const SIZES: std::ops::RangeInclusive<u64> = 1024..=1 << 30;

/// Levels above cost much and win little: on the pages of the default theme gzip 9 nothing for half the
/// speed, brotli 9 half a per cent for a fifteenth of it, and brotli 11 a tenth for a fiftieth.
const GZIP: u32 = 6;
const BROTLI: i32 = 6;

/// How far back repetitions are looked for, as a power of two: more than nearly any page has.
const WINDOW: i32 = 22;

/// Whether a file of this name and length is compressed.
pub fn is_wanted(path: &str, length: u64) -> bool {
    let kind = path.rsplit_once('.').map(|(_, kind)| kind);
    SIZES.contains(&length) && kind.is_some_and(|kind| KINDS.contains(&kind))
}

/// Whether a path is that of a file compressed beforehand, where the site has these others.
pub fn is_beside(path: &str, has: impl Fn(&str) -> bool) -> bool {
    let of = ALL.iter().find_map(|(end, _)| path.strip_suffix(end));
    of.is_some_and(has)
}

/// A file compressed, where that makes it smaller by a tenth at least: the same bytes whenever and
/// wherever it is done.
pub fn compressed(coding: Coding, mut from: impl Read, length: u64) -> io::Result<Option<Vec<u8>>> {
    let mut made = Vec::new();
    match coding {
        Coding::Gzip => {
            let mut into = GzBuilder::new().write(&mut made, Compression::new(GZIP));
            io::copy(&mut from, &mut into)?;
            into.finish()?;
        }
        Coding::Brotli => {
            let settings = BrotliEncoderParams {
                quality: BROTLI,
                lgwin: WINDOW,
                size_hint: length as usize,
                ..BrotliEncoderParams::default()
            };
            let mut into = brotli::CompressorWriter::with_params(&mut made, CHUNK, &settings);
            io::copy(&mut from, &mut into)?;
            // Only the end of the stream makes it whole.
            into.into_inner();
        }
    }
    Ok(Some(made).filter(|made| made.len() as u64 <= length / 10 * 9))
}

/// Puts beside a file what it comes to compressed, where a name is `free`. If `before`, what the files
/// of the last build hold, has the file's sum, what stands beside it there is right.
///
/// # Errors
///
/// What the system says.
pub fn put_beside(
    staging: &Staging<'_>,
    (path, source, sum): (&str, Source<'_>, &str),
    before: &Sums,
    free: impl Fn(&str) -> bool,
) -> Result<(), Diagnostic> {
    let unreadable = |error: io::Error| unreadable_source(path, &error);
    let length = source.length().map_err(unreadable)?;
    if !is_wanted(path, length) {
        return Ok(());
    }
    let unchanged = before.get(path).is_some_and(|before| before == sum);
    let names = ALL.map(|(end, coding)| (format!("{path}{end}"), coding));
    for (beside, coding) in names.into_iter().filter(|(name, _)| free(name)) {
        let kept = before.get(&beside).filter(|_| unchanged);
        if kept.is_some_and(|sum| staging.keep(&beside, sum)) {
            continue;
        }
        let from = source.open().map_err(unreadable)?;
        if let Some(made) = compressed(coding, from, length).map_err(unreadable)? {
            staging.put(beside, Source::Bytes(&made))?;
        }
    }
    Ok(())
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    reason = "a test works on the disk and fails by a panic"
)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::super::disk::System;
    use super::*;

    #[test]
    fn a_file_that_has_not_changed_is_not_compressed_anew() {
        let desk = TempDir::new().unwrap();
        let out = desk.path().join("out");
        let publish = |text: &str, before: &Sums| {
            let staging = Staging::open(&System, &out).unwrap();
            let source = Source::Bytes(text.as_bytes());
            let sum = staging.put("a.txt".to_string(), source).unwrap();
            put_beside(&staging, ("a.txt", source, &sum), before, |_| true).unwrap();
            staging.commit(None).unwrap().sums
        };
        let read = || fs::read(out.join("a.txt.gz")).unwrap();
        let text = "The bridge is open. ".repeat(100);
        let mut before = publish(&text, &Sums::new());
        let right = read();
        // Another program's bytes, as it were: they tell whether they were made again.
        fs::write(out.join("a.txt.gz"), "kept").unwrap();
        let kept = super::super::sums::of(Source::Bytes(b"kept")).unwrap();
        before.insert("a.txt.gz".to_string(), kept);
        publish(&text, &before);
        assert_eq!(read(), b"kept");
        publish(&text, &Sums::new());
        assert_eq!(read(), right);
        // A file that is not what the last build wrote is no help.
        fs::write(out.join("a.txt.gz"), "torn").unwrap();
        publish(&text, &before);
        assert_eq!(read(), right);
        publish(&text.replace("open", "shut"), &before);
        assert_ne!(read(), right);
    }
}
