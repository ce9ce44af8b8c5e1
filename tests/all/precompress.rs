//! Files compressed beforehand: what a server of one's own hands over in place of the files.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use flate2::read::GzDecoder;
use tempfile::TempDir;

use crate::support::files;

const SETTINGS: &str =
    "title = \"Desk\"\nbase_url = \"https://desk.example\"\n[output]\nprecompress = true\n";

fn desk() -> TempDir {
    let desk = TempDir::new().unwrap();
    write(&desk, "dateline.toml", SETTINGS);
    let text = "The bridge is open again. ".repeat(80);
    for name in ["a", "b"] {
        write(
            &desk,
            &format!("content/articles/{name}.md"),
            &format!("+++\ntitle = \"The bridge\"\ndate = 2025-03-01\n+++\n{text}\n"),
        );
    }
    write(
        &desk,
        "content/articles/large.csv",
        &"day,number\n".repeat(400),
    );
    write(&desk, "content/articles/small.csv", "day,number\n");
    write(
        &desk,
        "content/articles/own.csv",
        &"own,number\n".repeat(400),
    );
    write(&desk, "content/articles/own.csv.gz", "the author's own");
    desk
}

fn write(desk: &TempDir, path: &str, text: &str) {
    let path = desk.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Builds into a folder of the site; what is said.
fn build(desk: &TempDir, out: &str, args: &[&str]) -> String {
    let mut command = Command::cargo_bin("dateline").unwrap();
    command.env("SOURCE_DATE_EPOCH", "1767268800");
    command.arg("build").arg(desk.path());
    command.arg("--out").arg(desk.path().join(out)).args(args);
    let built = command.output().unwrap();
    assert!(built.status.success(), "{built:?}");
    String::from_utf8_lossy(&built.stdout).into_owned()
}

fn unpacked(path: &Path, bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    let read = match path.extension().and_then(|end| end.to_str()) {
        Some("gz") => GzDecoder::new(bytes).read_to_end(&mut whole),
        _ => brotli::Decompressor::new(bytes, 4096).read_to_end(&mut whole),
    };
    read.unwrap();
    whole
}

#[test]
fn what_lies_beside_a_file_unpacks_to_it_and_is_the_same_in_every_build() {
    let desk = desk();
    build(&desk, "one", &[]);
    build(&desk, "two", &["--no-cache"]);
    let [one, two] = ["one", "two"].map(|out| files(&desk.path().join(out)));
    assert!(one == two);
    let has = |path: &str| one.contains_key(Path::new(path));
    let beside = one.iter().filter(|(path, _)| {
        let of = path.with_extension("");
        let end = path
            .extension()
            .is_some_and(|end| end == "gz" || end == "br");
        end && one.contains_key(&of) && !path.ends_with("own.csv.gz")
    });
    let mut count = 0;
    for (path, bytes) in beside {
        let of = &one[&path.with_extension("")];
        assert_eq!(unpacked(path, bytes), *of, "{}", path.display());
        assert!(bytes.len() * 10 <= of.len() * 9, "{}", path.display());
        count += 1;
    }
    assert!(count > 20, "{count}");
    for path in [
        "index.html",
        "sitemap.xml",
        "data/schema.json",
        "articles/large.csv",
        "search/search.js",
    ] {
        assert!(
            has(path) && has(&format!("{path}.gz")) && has(&format!("{path}.br")),
            "{path}"
        );
    }
    assert!(!has("articles/small.csv.gz"));
    assert!(has("articles/own.csv.br"));
    let own = &one[Path::new("articles/own.csv.gz")];
    assert_eq!(own, b"the author's own");
    // A head without a time, a name or a system.
    assert_eq!(
        one[Path::new("index.html.gz")][..10],
        [31, 139, 8, 0, 0, 0, 0, 0, 0, 255]
    );
}

#[test]
fn what_lies_beside_a_file_goes_with_it_and_with_the_setting() {
    let desk = desk();
    build(&desk, "out", &[]);
    let there = |path: &str| desk.path().join("out").join(path).exists();
    assert!(there("articles/b/index.html.gz"));
    fs::remove_file(desk.path().join("content/articles/b.md")).unwrap();
    build(&desk, "out", &[]);
    assert!(!there("articles/b/index.html.gz") && !there("articles/b"));
    write(&desk, "dateline.toml", "title = \"Desk\"\n");
    build(&desk, "out", &[]);
    let left = files(&desk.path().join("out"));
    let packed = |path: &&PathBuf| {
        path.extension()
            .is_some_and(|end| end == "gz" || end == "br")
    };
    let left: Vec<&PathBuf> = left.keys().filter(packed).collect();
    assert_eq!(left, [Path::new("articles/own.csv.gz")]);
}

#[test]
fn files_compressed_beforehand_are_counted_by_themselves() {
    let desk = desk();
    let line = |said: &str, with: &str| {
        let line = said.lines().find(|line| line.contains(with));
        line.unwrap_or_else(|| panic!("{said}")).to_string()
    };
    let first = build(&desk, "out", &[]);
    let beside = line(&first, "beside them, compressed: ");
    let count = beside.split(' ').nth(3).unwrap().to_string();
    assert!(
        beside.ends_with(" written, 0 unchanged, 0 removed"),
        "{beside}"
    );
    let again = build(&desk, "out", &[]);
    let unchanged = format!("beside them, compressed: 0 written, {count} unchanged, 0 removed");
    assert_eq!(line(&again, "beside them"), unchanged);
    let site = |said: &str| line(said, " in /").split(' ').next().unwrap().to_string();
    let files: usize = site(&first).parse().unwrap();
    assert!(
        again.contains(&format!("0 written, {files} unchanged, 0 removed in ")),
        "{again}"
    );
    // Another article, and with it some pages.
    write(
        &desk,
        "content/articles/c.md",
        "+++\ntitle = \"Another\"\ndate = 2025-03-02\n+++\nText.\n",
    );
    let more = line(&build(&desk, "out", &[]), "beside them");
    assert!(
        !more.contains(" 0 written") && !more.contains(" 0 unchanged"),
        "{more}"
    );
}
