//! Inputs that nobody would write: odd encodings, deep nesting, one endless line.

use std::fs;
use std::time::Instant;

use dateline::import::source::Kind;

use super::command::{run, site};
use super::imported;

const TEXT: &str = "Prix du caf\u{e9} en hausse\n\nPublished 12 March 2025\n\nThe caf\u{e9} on the quay will close by October 2025, the owner said on Tuesday, for want of 1,400 guests.\n";

fn utf16(little: bool) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(TEXT.encode_utf16());
    let bytes = units.map(|unit: u16| {
        if little {
            unit.to_le_bytes()
        } else {
            unit.to_be_bytes()
        }
    });
    bytes.flatten().collect()
}

#[test]
fn a_text_is_read_in_the_encoding_it_has() {
    let dir = site();
    let windows: Vec<u8> = TEXT.chars().map(|c| c as u32 as u8).collect();
    let marked = [b"\xEF\xBB\xBF", TEXT.as_bytes()].concat();
    for (name, bytes) in [
        ("utf-8 with a mark", marked),
        ("utf-16, little-endian", utf16(true)),
        ("utf-16, big-endian", utf16(false)),
        ("windows-1252", windows),
    ] {
        fs::write(dir.path().join("odd.txt"), bytes).unwrap();
        let (ok, said) = run(dir.path(), &["import", "--json", "odd.txt"], "");
        assert!(
            ok && said.contains("The caf\u{e9} on the quay"),
            "{name}: {said}"
        );
        assert!(said.contains("[..2025-10]"), "{name}: {said}");
    }
}

#[test]
fn depth_and_length_neither_break_nor_stop_the_import() {
    let said = "The council said on Monday that 2,000 people left in May 2020. ";
    let cases = [
        (Kind::Html, "<div>".repeat(30_000) + said),
        (Kind::Html, "<b><i><table><tr><td>".repeat(10_000) + said),
        (Kind::Html, "<a<".repeat(100_000)),
        (Kind::Markdown, "> ".repeat(20_000) + said),
        (Kind::Text, said.repeat(8_000)),
        (Kind::Text, "1 ".repeat(200_000)),
        (Kind::Text, "a million of the ".repeat(40_000)),
        (Kind::Text, "\0\u{200b}\u{202e}\u{feff}😀".repeat(20_000)),
    ];
    for (kind, text) in cases {
        let begin = Instant::now();
        let imported = imported(kind, &text, Some("2024-09-09"));
        assert!(imported.proposals.events.len() <= 200);
        let took = begin.elapsed().as_secs();
        assert!(took < 30, "{took} s for {}", &text[..20.min(text.len())]);
    }
}

#[test]
fn what_cannot_be_read_or_written_is_said() {
    let dir = site();
    let (ok, said) = run(dir.path(), &["import", "nowhere.txt"], "");
    assert!(!ok && said.contains("cannot read nowhere.txt"), "{said}");
    let (ok, said) = run(dir.path(), &["import", "."], "");
    assert!(!ok && said.contains("cannot read"), "{said}");
    let (ok, said) = run(dir.path(), &["import", "--from", "jekyll", "nowhere"], "");
    assert!(!ok && said.contains("there is no folder nowhere"), "{said}");
    // A file where a folder is to be.
    fs::write(dir.path().join("content"), "").unwrap();
    let (ok, said) = run(dir.path(), &["import", "raw.txt"], "");
    assert!(!ok && said.contains("content"), "{said}");
    let (ok, said) = run(dir.path(), &["review", "nowhere.md"], "");
    assert!(!ok && said.contains("nowhere.md"), "{said}");
}
