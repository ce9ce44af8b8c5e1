//! A site built in parts: joined, they are the site itself, and what is no whole is never taken for one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use dateline::edition::Edition;
use dateline::path::UrlPath;
use dateline::publish::parts::{Part, Shard};
use dateline::publish::{Folders, How, publish, publish_joined};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::{self, Site, site, today};

/// Every file of an output with its bytes, but for locks.
fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = support::files(root);
    found.retain(|path, _| !path.ends_with(".dateline-lock"));
    found
}

/// Publishes a site, or a part of it.
fn published(edition: &Edition, out: &Path, part: Option<&Part>) {
    let desk = TempDir::new().unwrap();
    let site = desk.path();
    let how = How {
        part,
        ..How::default()
    };
    let done = publish(edition, Folders { site, out }, &[], how, &|_| ());
    assert_eq!(done.diagnostics, []);
    assert!(done.value.is_some());
}

fn part(nth: usize, of: usize) -> Part {
    Part {
        shard: format!("{nth}/{of}").parse().unwrap(),
        key: "one site".to_string(),
        made: today().now,
        until: None,
    }
}

/// Publishes a site whole, and as so many parts that are joined; the files of both.
fn both_ways(edition: &Edition, of: usize) -> [BTreeMap<PathBuf, Vec<u8>>; 2] {
    let desk = TempDir::new().unwrap();
    let folder = |name: &str| desk.path().join(name);
    published(edition, &folder("whole"), None);
    let parts: Vec<PathBuf> = (1..=of)
        .map(|nth| {
            let out = folder(&format!("part-{nth}"));
            published(edition, &out, Some(&part(nth, of)));
            out
        })
        .collect();
    publish_joined(&parts, &folder("joined")).unwrap();
    [files(&folder("whole")), files(&folder("joined"))]
}

fn is_the_same(edition: &Edition, of: usize) {
    let [whole, joined] = both_ways(edition, of);
    let paths = whole.keys().chain(joined.keys());
    let differ: Vec<&PathBuf> = paths
        .filter(|path| whole.get(*path) != joined.get(*path))
        .collect();
    assert_eq!(differ, Vec::<&PathBuf>::new(), "{of} parts");
}

const EVERYTHING: &str = "title = \"Desk\"\nbase_url = \"https://desk.example/sub/\"\n\
    [output]\nprecompress = true\nwith = [\"markdown\", \"cell-feeds\", \"event-data\"]\n";

fn article(day: u32, topic: &str, says: &str) -> String {
    format!(
        "+++\ntitle = \"A {says} day\"\ndate = 2025-0{}-11\ntopics = [\"{topic}\"]\nregions = [\"FR\"]\n\
         [[events]]\nid = \"{says}\"\ntitle = \"The bridge opens\"\ndate = \"[..2026-0{}]\"\n\
         status = \"announced\"\nby = \"The town\"\n\
         [[figures]]\nseries = \"cost\"\nlabel = \"Cost\"\nvalue = {day}\nas_of = 2025-0{}-10\n+++\n{says}\n",
        day % 8 + 1,
        day % 9 + 1,
        day % 8 + 1
    )
}

fn desk(articles: &[(u32, String, String)], settings: &str) -> Site {
    let texts = articles.iter().enumerate().map(|(at, (day, topic, says))| {
        let path = format!("content/articles/{at}.md");
        (path, article(*day, topic, says))
    });
    let mut texts: Vec<(String, String)> = texts.collect();
    texts.push(("dateline.toml".to_string(), settings.to_string()));
    site(texts.iter().map(|(path, text)| (&**path, &**text)))
}

fn articles() -> impl Strategy<Value = Vec<(u32, String, String)>> {
    proptest::collection::vec((1..60_u32, "[abc]", "[d-h]{1,2}"), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_parts_of_any_site_joined_are_the_site_itself(
        articles in articles(),
        of in 1..9_usize,
        everything in any::<bool>(),
    ) {
        let settings = match everything {
            true => EVERYTHING,
            false => "title = \"Desk\"\n",
        };
        is_the_same(&desk(&articles, settings).edition, of);
    }
}

#[test]
fn more_parts_than_pages_are_parts_too() {
    let settings = "title = \"Desk\"\nbase_url = \"https://desk.example\"\n";
    is_the_same(&desk(&[], settings).edition, 200);
}

#[test]
fn a_page_stays_in_its_part_whatever_else_the_site_has() {
    let few = desk(&[(1, "a".to_string(), "d".to_string())], EVERYTHING);
    let more = [(2, "b", "e"), (1, "a", "d")];
    let more = more.map(|(day, topic, says)| (day, topic.to_string(), says.to_string()));
    let more = desk(&more, EVERYTHING);
    let shard: Shard = "2/3".parse().unwrap();
    for (url, page) in &few.edition.plan.pages {
        let there = &more.edition.plan.pages[url];
        assert_eq!(
            shard.has(&few.edition, url, page),
            shard.has(&more.edition, url, there),
            "{url}"
        );
    }
}

#[test]
fn a_page_has_its_markdown_and_its_picture_in_its_own_part() {
    let settings = format!("{EVERYTHING}social_images = true\n");
    let desk = desk(&[(1, "a".to_string(), "d".to_string())], &settings);
    let pages = &desk.edition.plan.pages;
    let [page, text, picture] = ["", "index.md", "social.png"].map(|name| {
        let url = UrlPath::new(&format!("/articles/0/{name}"));
        let page = &pages[&url];
        let has = |nth: usize| part(nth, 50).shard.has(&desk.edition, &url, page);
        (1..=50).find(|nth| has(*nth)).unwrap()
    });
    assert_eq!([text, picture], [page, page]);
}

/// Noon on 1 January 2026, as `SOURCE_DATE_EPOCH` has it.
const NOON: i64 = 1_767_268_800;

/// A folder with a small site in `site`: an article, and one that appears at 18:00 that day.
fn on_disk() -> TempDir {
    let desk = TempDir::new().unwrap();
    for (path, text) in [
        (
            "dateline.toml",
            "title = \"Desk\"\nbase_url = \"https://desk.example\"\n",
        ),
        (
            "content/articles/a.md",
            "+++\ntitle = \"First\"\ndate = 2025-09-09\n+++\nText.\n",
        ),
        (
            "content/articles/b.md",
            "+++\ntitle = \"Second\"\ndate = 2026-01-01T18:00:00Z\n+++\nText.\n",
        ),
    ] {
        write(&desk, path, text);
    }
    desk
}

fn write(desk: &TempDir, path: &str, text: &str) {
    let path = desk.path().join("site").join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn run(desk: &TempDir, now: i64, args: &[&str]) -> Output {
    let mut command = Command::cargo_bin("dateline").unwrap();
    let command = command.env("SOURCE_DATE_EPOCH", now.to_string());
    command
        .current_dir(desk.path())
        .args(args)
        .output()
        .unwrap()
}

/// Builds a part, or the whole where none is named.
fn build(desk: &TempDir, now: i64, shard: Option<&str>, out: &str) -> Output {
    let shard = shard.map(|shard| ["--shard", shard]);
    let shard = shard.iter().flatten().copied();
    let args = ["build", "site", "--out", out].into_iter().chain(shard);
    run(desk, now, &args.collect::<Vec<_>>())
}

fn built(desk: &TempDir, now: i64, shard: &str, out: &str) {
    let done = build(desk, now, Some(shard), out);
    assert!(done.status.success(), "{done:?}");
}

fn halves() -> TempDir {
    let desk = on_disk();
    built(&desk, NOON, "1/2", "one");
    built(&desk, NOON, "2/2", "two");
    desk
}

/// What is said where something must not be done.
fn refused(done: &Output) -> String {
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    String::from_utf8_lossy(&done.stderr).into_owned()
}

fn refused_to_join(desk: &TempDir, parts: &[&str], code: &str) -> String {
    let args = ["join"].iter().chain(parts).chain(&["--out", "public"]);
    let done = run(desk, NOON, &args.copied().collect::<Vec<_>>());
    let said = refused(&done);
    assert!(said.contains(code), "{said}");
    assert!(!desk.path().join("public").exists());
    said
}

#[test]
fn the_parts_of_the_demonstration_joined_are_the_site_itself() {
    let root = env!("CARGO_MANIFEST_DIR");
    let desk = TempDir::new().unwrap();
    let build = |shard: &[&str], out: &str| {
        let args = ["build", "--no-cache", root, "--out", out];
        let done = run(
            &desk,
            NOON,
            &args.iter().chain(shard).copied().collect::<Vec<_>>(),
        );
        assert!(done.status.success(), "{done:?}");
    };
    build(&[], "whole");
    for part in 1..=4 {
        build(&["--shard", &format!("{part}/4")], &format!("part-{part}"));
    }
    let join = [
        "join", "part-3", "part-1", "part-4", "part-2", "--out", "joined",
    ];
    let said = run(&desk, NOON, &join);
    assert!(said.status.success(), "{said:?}");
    let [whole, joined] = ["whole", "joined"].map(|out| files(&desk.path().join(out)));
    assert!(whole == joined);
    let again = String::from_utf8_lossy(&run(&desk, NOON, &join).stdout).into_owned();
    assert!(again.starts_with("0 written, "), "{again}");
}

#[test]
fn a_site_in_parts_is_deployed_as_one_and_a_part_by_itself_is_not() {
    let desk = halves();
    let settings =
        "title = \"Desk\"\nbase_url = \"https://desk.example\"\n[deploy.www]\nto = \"../www\"\n";
    write(&desk, "dateline.toml", settings);
    let deploy = ["deploy", "--site", "site", "--out"];
    let deploy = |rest: &[&str]| {
        let args = deploy.iter().chain(rest).copied();
        run(&desk, NOON, &args.collect::<Vec<_>>())
    };
    assert!(refused(&deploy(&["one"])).contains("output/part"));
    let done = deploy(&["public", "--join", "one", "two"]);
    assert!(done.status.success(), "{done:?}");
    let mut sent = files(&desk.path().join("www"));
    sent.retain(|path, _| !path.to_string_lossy().starts_with(".dateline"));
    let mut whole = files(&desk.path().join("public"));
    whole.retain(|path, _| !path.to_string_lossy().starts_with(".dateline"));
    assert_eq!(sent, whole);
    assert!(sent.contains_key(Path::new("sitemap.xml")));
}

#[test]
fn parts_that_are_not_one_site_are_not_joined() {
    let desk = halves();
    let said = refused_to_join(&desk, &["one"], "parts/missing");
    assert!(said.contains("part 2 of 2 is missing"), "{said}");
    refused_to_join(&desk, &["one", "one", "two"], "parts/twice");
    refused_to_join(&desk, &["one", "site"], "parts/none");
    built(&desk, NOON, "2/3", "third");
    refused_to_join(&desk, &["one", "third"], "parts/differ");
    write(
        &desk,
        "content/articles/a.md",
        "+++\ntitle = \"Else\"\ndate = 2025-09-09\n+++\n",
    );
    built(&desk, NOON, "2/2", "two");
    refused_to_join(&desk, &["one", "two"], "parts/differ");
}

#[test]
fn a_part_that_was_not_carried_over_whole_is_not_joined() {
    let desk = halves();
    let build = desk.path().join("one/build.json");
    let build = match build.exists() {
        true => build,
        false => desk.path().join("two/build.json"),
    };
    fs::write(&build, "{}").unwrap();
    refused_to_join(&desk, &["one", "two"], "parts/broken");
    fs::remove_file(&build).unwrap();
    refused_to_join(&desk, &["one", "two"], "parts/broken");
    let list = desk.path().join("one/.dateline-part.json");
    let right = fs::read_to_string(&list).unwrap();
    let outside = right.replacen("\"files\": {", "\"files\": {\n    \"../x\": \"0-0\",", 1);
    let huge = right.replacen("\"of\": 2", "\"of\": 18446744073709551615", 1);
    for wrong in ["{", &outside, &huge] {
        assert_ne!(wrong, right);
        fs::write(&list, wrong).unwrap();
        let said = refused_to_join(&desk, &["one", "two"], "parts/broken");
        assert!(said.contains("cannot read"), "{said}");
    }
    fs::remove_file(desk.path().join("one/.dateline-part.json")).unwrap();
    let said = refused_to_join(&desk, &["one", "two"], "parts/none");
    assert!(said.contains("begin with a dot"), "{said}");
}

#[test]
fn parts_of_two_instants_are_joined_where_no_date_that_changes_the_site_lies_between() {
    let desk = on_disk();
    built(&desk, NOON, "1/2", "one");
    built(&desk, NOON + 5 * 3600, "2/2", "two");
    let join = ["join", "one", "two", "--out", "joined"];
    let done = run(&desk, NOON, &join);
    assert!(done.status.success(), "{done:?}");
    // The second article has appeared.
    fs::remove_dir_all(desk.path().join("two")).unwrap();
    built(&desk, NOON + 7 * 3600, "2/2", "two");
    refused_to_join(&desk, &["one", "two"], "parts/another-day");
    built(&desk, NOON + 7 * 3600, "1/2", "one");
    let done = run(&desk, NOON, &join);
    assert!(done.status.success(), "{done:?}");
    assert!(desk.path().join("joined/articles/b/index.html").is_file());
}

#[test]
fn parts_of_a_day_to_come_are_of_one_instant() {
    let desk = on_disk();
    let build = |now: i64, shard: &str, out: &str| {
        let args = [
            "build",
            "site",
            "--as-of",
            "2027-01-01",
            "--shard",
            shard,
            "--out",
            out,
        ];
        assert!(run(&desk, now, &args).status.success());
    };
    build(NOON, "1/2", "one");
    build(NOON + 60, "2/2", "two");
    refused_to_join(&desk, &["one", "two"], "parts/another-day");
    build(NOON, "2/2", "two");
    let done = run(&desk, NOON, &["join", "one", "two", "--out", "public"]);
    assert!(done.status.success(), "{done:?}");
}

#[test]
fn no_part_takes_the_place_of_a_whole_site_nor_the_reverse() {
    let desk = halves();
    assert!(build(&desk, NOON, None, "whole").status.success());
    let whole = files(&desk.path().join("whole"));
    let said = refused(&build(&desk, NOON, Some("1/2"), "whole"));
    assert!(said.contains("it holds a whole site"), "{said}");
    assert!(files(&desk.path().join("whole")) == whole);
    for shard in [None, Some("2/2"), Some("1/3")] {
        let said = refused(&build(&desk, NOON, shard, "one"));
        assert!(said.contains("it holds part 1 of 2 of a site"), "{said}");
    }
    let said = refused(&run(&desk, NOON, &["join", "one", "two", "--out", "one"]));
    assert!(said.contains("it holds part 1 of 2 of a site"), "{said}");
    let said = refused(&run(&desk, NOON, &["join", "one", "two", "--out", "two/x"]));
    assert!(said.contains("it lies in the part two"), "{said}");
    let out = run(&desk, NOON, &["build", "site", "--shard", "1/2"]);
    assert_eq!(
        out.status.code(),
        Some(2),
        "a part has no folder by default"
    );
}

#[test]
fn what_is_wrong_in_one_part_keeps_the_whole_from_being_made() {
    let desk = on_disk();
    write(
        &desk,
        "content/articles/a.md",
        "+++\ntitle = \"First\"\ndate = 2025-09-09\n+++\n[Gone](gone.md)\n",
    );
    let parts = ["1/2", "2/2"].map(|shard| build(&desk, NOON, Some(shard), &shard[..1]));
    let failed = parts.iter().filter(|done| !done.status.success());
    assert!(failed.count() >= 1);
    let present = ["1", "2"].map(|out| desk.path().join(out).join(".dateline-part.json").exists());
    assert!(present.contains(&false));
    refused_to_join(&desk, &["1", "2"], "parts/none");
}

#[test]
fn a_part_that_stands_is_not_built_again() {
    let desk = halves();
    let list = |out: &str| fs::read_to_string(desk.path().join(out).join(".dateline-part.json"));
    let before = list("one").unwrap();
    let done = build(&desk, NOON + 60, Some("1/2"), "one");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(said.contains("part 1 of 2: 0 written, "), "{said}");
    assert_eq!(list("one").unwrap(), before);
}

#[test]
fn a_shard_is_one_of_so_many() {
    for wrong in ["", "1", "0/4", "5/4", "1/0", "-1/4", "1/4/4", "a/b"] {
        assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
    }
    assert_eq!(part(3, 4).shard.to_string(), "part 3 of 4");
}
