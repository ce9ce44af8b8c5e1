//! What is kept from one build to the next: with it and without it, the same site.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::files;

/// A day after everything in the site.
const NOON: &str = "1767268800";

fn dateline(now: &str) -> Command {
    let mut command = Command::cargo_bin("dateline").unwrap();
    command.env("SOURCE_DATE_EPOCH", now);
    command
}

/// A small site with a promise, a number and a picture.
fn desk() -> TempDir {
    let desk = TempDir::new().unwrap();
    for (path, text) in FILES {
        write(desk.path(), path, text);
    }
    desk
}

const SETTINGS: &str = "title = \"Desk\"\n[output]\nprecompress = true\n";

const FILES: [(&str, &str); 4] = [
    ("dateline.toml", SETTINGS),
    ("content/articles/bridge.md", BRIDGE),
    (
        "content/articles/ferry/index.md",
        "+++\ntitle = \"The ferry\"\ndate = 2025-03-02\n+++\n![A ferry](ferry.svg)\n",
    ),
    (
        "content/articles/ferry/ferry.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    ),
];

const BRIDGE: &str = r#"+++
title = "A bridge is promised"
date = 2025-03-01
topics = ["bridges"]

[[events]]
id = "bridge"
title = "The bridge opens"
date = "[..2026-01]"
status = "announced"
by = "The town"

[[figures]]
series = "cost"
label = "Cost"
value = 3
unit = "million"
as_of = 2025-03-01
+++
Text.
"#;

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Builds into a folder of the site; what is said.
fn build(desk: &TempDir, out: &str, now: &str, args: &[&str]) -> String {
    let built = dateline(now)
        .arg("build")
        .arg(desk.path())
        .arg("--out")
        .arg(desk.path().join(out))
        .args(args)
        .output()
        .unwrap();
    assert!(built.status.success(), "{built:?}");
    String::from_utf8_lossy(&built.stdout).into_owned()
}

fn the_same(desk: &TempDir, now: &str) {
    build(desk, "with", now, &[]);
    build(desk, "without", now, &["--no-cache"]);
    let [with, without] = ["with", "without"].map(|out| files(&desk.path().join(out)));
    let differ: Vec<_> = with
        .iter()
        .filter(|(path, bytes)| without.get(*path) != Some(bytes))
        .map(|(path, _)| path)
        .collect();
    assert!(
        differ.is_empty() && with.len() == without.len(),
        "{differ:?}"
    );
    build(desk, "with", now, &["--verify-cache"]);
}

#[test]
fn where_nothing_has_changed_nothing_is_done_and_the_same_is_said() {
    let desk = desk();
    let first = build(&desk, "with", NOON, &[]);
    let again = build(&desk, "with", NOON, &[]);
    let written = first.split(" written").next().unwrap();
    let written = written.rsplit('\n').next().unwrap();
    assert!(
        again.contains(&format!("0 written, {written} unchanged, 0 removed")),
        "{again}"
    );
    let state = |said: &str| said.split("changes next").next().map(str::to_string);
    assert_eq!(state(&first), state(&again));
    let warnings = |args: &[&str]| {
        let mut command = dateline(NOON);
        command.arg("build").arg(desk.path()).args(args);
        String::from_utf8_lossy(&command.output().unwrap().stderr).into_owned()
    };
    assert_eq!(warnings(&[]), warnings(&[]), "warnings are told every time");
    assert!(warnings(&[]).contains("taxonomy/undeclared"));
}

#[test]
fn a_file_that_was_lost_or_changed_by_hand_is_written_again() {
    let desk = desk();
    build(&desk, "with", NOON, &[]);
    let good = files(&desk.path().join("with"));
    let front = desk.path().join("with/index.html");
    fs::write(&front, "broken").unwrap();
    build(&desk, "with", NOON, &[]);
    assert_eq!(files(&desk.path().join("with")), good);
    fs::remove_file(&front).unwrap();
    build(&desk, "with", NOON, &[]);
    assert_eq!(files(&desk.path().join("with")), good);
}

#[test]
fn the_search_stays_while_its_words_do_and_is_mended_where_it_was_spoilt() {
    let desk = desk();
    let path = "content/articles/bridge.md";
    build(&desk, "with", NOON, &[]);
    // No record of the search has a comment.
    let comment = |words: &str| BRIDGE.replace("Text.", &format!("Text. <!-- {words} -->"));
    write(desk.path(), path, &comment("once"));
    the_same(&desk, NOON);
    fs::write(desk.path().join("with/search/search.js"), "broken").unwrap();
    write(desk.path(), path, &comment("twice"));
    the_same(&desk, NOON);
    write(desk.path(), path, &BRIDGE.replace("Text.", "Quagmire."));
    the_same(&desk, NOON);
}

#[test]
fn a_folder_whose_list_of_files_is_gone_is_nobodys() {
    let desk = desk();
    build(&desk, "with", NOON, &[]);
    fs::remove_file(desk.path().join("with/.dateline-manifest.json")).unwrap();
    let built = dateline(NOON)
        .arg("build")
        .arg(desk.path())
        .arg("--out")
        .arg(desk.path().join("with"))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&built.stderr).into_owned();
    assert!(told.contains("output/refused"), "{told}");
}

#[test]
fn a_day_that_comes_changes_the_site_whatever_is_remembered() {
    let desk = desk();
    build(&desk, "with", NOON, &[]);
    let event = desk.path().join("with/events/bridge/index.html");
    assert!(!fs::read_to_string(&event).unwrap().contains("Overdue"));
    // The third of February 2026: the promised month is over.
    the_same(&desk, "1770120000");
    assert!(fs::read_to_string(&event).unwrap().contains("Overdue"));
    // A clock that goes back tells of another present.
    the_same(&desk, NOON);
    assert!(!fs::read_to_string(&event).unwrap().contains("Overdue"));
}

#[test]
fn a_memory_that_cannot_be_read_is_none() {
    let desk = desk();
    build(&desk, "with", NOON, &[]);
    let cache = desk.path().join(".dateline-cache");
    for entry in fs::read_dir(&cache).unwrap() {
        fs::write(entry.unwrap().path(), "{\"key\":").unwrap();
    }
    the_same(&desk, NOON);
}

/// What a hand may do to a site or to what is published of it.
#[derive(Clone, Debug)]
enum Edit {
    Write(&'static str, String),
    Remove(&'static str),
    Spoil(&'static str),
    Nothing,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let value = (1..5_u32).prop_map(|value| {
        let text = BRIDGE.replace("value = 3", &format!("value = {value}"));
        Edit::Write("content/articles/bridge.md", text)
    });
    let title = "[a-z]{1,4}".prop_map(|title| {
        let text = format!("+++\ntitle = \"{title}\"\ndate = 2025-03-03\n+++\nText.\n");
        Edit::Write("content/articles/third.md", text)
    });
    let settings = "[A-Z][a-z]{0,2}"
        .prop_map(|title| Edit::Write("dateline.toml", SETTINGS.replace("Desk", &title)));
    let plain = Just(Edit::Write(
        "dateline.toml",
        "title = \"Plain\"\n".to_string(),
    ));
    let style = "[a-z]{1,3}".prop_map(|name| {
        Edit::Write(
            "themes/default/static/site.css",
            format!("{name} {{ top: 0 }}\n"),
        )
    });
    let picture = "[a-z]{1,3}".prop_map(|id| {
        let text = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{id}\"/>");
        Edit::Write("content/articles/ferry/ferry.svg", text)
    });
    let remove = prop_oneof![
        Just(Edit::Remove("content/articles/third.md")),
        Just(Edit::Remove("themes/default/static/site.css")),
    ];
    let spoil = prop_oneof![
        Just(Edit::Spoil("with/index.html")),
        Just(Edit::Spoil("with/index.html.gz")),
        Just(Edit::Spoil("with/articles/bridge/index.html")),
        Just(Edit::Spoil("with/.dateline-manifest.json")),
    ];
    let edit = prop_oneof![
        value,
        title,
        settings,
        plain,
        style,
        picture,
        remove,
        spoil,
        Just(Edit::Nothing)
    ];
    proptest::collection::vec(edit, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn with_a_memory_and_without_one_the_site_is_the_same(edits in edits()) {
        let desk = desk();
        the_same(&desk, NOON);
        for edit in edits {
            match edit {
                Edit::Write(path, text) => write(desk.path(), path, &text),
                Edit::Remove(path) => drop(fs::remove_file(desk.path().join(path))),
                // A manifest that lists nothing leaves the files to nobody; they go with it.
                Edit::Spoil(path) if path.ends_with(".json") => {
                    fs::remove_dir_all(desk.path().join("with")).unwrap();
                }
                // What no build wrote would be somebody's own.
                Edit::Spoil(path) => {
                    let path = desk.path().join(path);
                    if path.is_file() {
                        fs::write(path, "spoilt").unwrap();
                    }
                }
                Edit::Nothing => {}
            }
            the_same(&desk, NOON);
        }
    }
}
