//! The commands `import`, `review` and `check` on a disk.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

const TEXT: &str = "Ferry line to close for a year\n\nBy Ada Hale\n\nPublished 12 March 2025\n\nHARROW - The ferry line will close by October 2025, the owner said, because both boats need new engines. The old pier was closed on Tuesday.\n\nSome 1,400 passengers use it in Harrow on a working day, the owner said, and a bus will run in its place.\n";

/// A site with a raw article beside it.
pub fn site() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("dateline.toml"), "title = \"Desk\"\n").unwrap();
    fs::write(dir.path().join("raw.txt"), TEXT).unwrap();
    dir
}

/// Runs the program in a folder; whether it went well, and all it said.
pub fn run(dir: &Path, args: &[&str], input: &str) -> (bool, String) {
    let mut command = Command::cargo_bin("dateline").unwrap();
    let done = command
        .current_dir(dir)
        .env("SOURCE_DATE_EPOCH", "1760000000")
        .args(args)
        .write_stdin(input)
        .output()
        .unwrap();
    let text =
        String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    (done.status.success(), text)
}

const ARTICLE: &str = "content/articles/2025/ferry-line-to-close-for-a-year.md";

#[test]
fn an_import_is_reviewed_and_only_then_published() {
    let dir = site();
    let (ok, said) = run(dir.path(), &["import", "--front-matter", "raw.txt"], "");
    assert!(
        ok && said.contains("2 events and 1 figure to review"),
        "{said}"
    );
    let draft = fs::read_to_string(dir.path().join(ARTICLE)).unwrap();
    let (ok, said) = run(dir.path(), &["check"], "");
    assert!(
        ok && said.contains("0 events, 0 figures")
            && said.contains("3 facts not reviewed, left out"),
        "{said}"
    );
    let (ok, said) = run(
        dir.path(),
        &["build", "--out", "all", "--include-unreviewed", "--drafts"],
        "",
    );
    assert!(ok && said.contains("2 events, 1 figure"), "{said}");
    let (_, said) = run(dir.path(), &["review", "--list"], "");
    assert!(
        said.contains("[..2025-10]") && said.contains("about 1400 passengers"),
        "{said}"
    );
    // Accept the first, give the second another date, stop before the third.
    let (ok, said) = run(
        dir.path(),
        &["review"],
        "a\ne\n\nlater\n2025-03-10\n\n\nq\n",
    );
    assert!(
        ok && said.contains("not a date") && said.contains(">>"),
        "{said}"
    );
    let reviewed = fs::read_to_string(dir.path().join(ARTICLE)).unwrap();
    assert_eq!(reviewed.matches("review = true").count(), 1);
    assert!(reviewed.contains("2025-03-10"), "{reviewed}");
    assert_eq!(reviewed.split("+++").nth(2), draft.split("+++").nth(2));
    let (ok, said) = run(dir.path(), &["review", ARTICLE], "d\n");
    assert!(ok && said.contains("nothing left to review"), "{said}");
    let done = fs::read_to_string(dir.path().join(ARTICLE)).unwrap();
    assert!(!done.contains("[[figures]]") && !done.contains("draft"));
    assert!(draft.contains("draft = true"));
    let (ok, said) = run(dir.path(), &["check"], "");
    assert!(ok && said.contains("1 article, 2 events"), "{said}");
}

#[test]
fn a_draft_says_its_language_where_that_is_not_the_sites() {
    for (site_language, says) in [("en", false), ("en-GB", false), ("de", true)] {
        let dir = site();
        let config = format!("title = \"Desk\"\nlanguage = \"{site_language}\"\n");
        fs::write(dir.path().join("dateline.toml"), config).unwrap();
        run(dir.path(), &["import", "raw.txt"], "");
        let draft = fs::read_to_string(dir.path().join(ARTICLE)).unwrap();
        assert_eq!(
            draft.contains("lang = \"en\""),
            says,
            "{site_language}: {draft}"
        );
    }
}

#[test]
fn importing_twice_changes_nothing_and_nothing_is_overwritten() {
    let dir = site();
    run(dir.path(), &["import", "raw.txt"], "");
    let first = fs::read_to_string(dir.path().join(ARTICLE)).unwrap();
    let (ok, said) = run(dir.path(), &["import", "raw.txt"], "");
    assert!(ok && said.contains("unchanged"), "{said}");
    fs::write(
        dir.path().join(ARTICLE),
        "+++\ntitle = \"Mine\"\ndate = 2025-03-12\n+++\n",
    )
    .unwrap();
    let (ok, said) = run(dir.path(), &["import", "raw.txt"], "");
    assert!(!ok && said.contains("--force"), "{said}");
    assert!(
        fs::read_to_string(dir.path().join(ARTICLE))
            .unwrap()
            .contains("Mine")
    );
    let (ok, _) = run(dir.path(), &["import", "--force", "raw.txt"], "");
    assert!(ok);
    assert_eq!(fs::read_to_string(dir.path().join(ARTICLE)).unwrap(), first);
}

#[test]
fn json_and_diff_write_nothing() {
    let dir = site();
    let (ok, said) = run(
        dir.path(),
        &["import", "--json", "--date", "2025-03-12"],
        TEXT,
    );
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert!(ok);
    assert_eq!(json["article"]["authors"][0], "Ada Hale");
    assert_eq!(json["article"]["dateline"], "HARROW");
    assert_eq!(json["events"][0]["date"], "[..2025-10]");
    let kinds: Vec<&str> = json["mentions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mention| mention["kind"].as_str().unwrap())
        .collect();
    assert!(kinds.contains(&"date") && kinds.contains(&"quantity"));
    let (_, said) = run(dir.path(), &["import", "--diff", "raw.txt"], "");
    assert!(
        said.contains("- By Ada Hale") && said.contains("2 paragraphs kept"),
        "{said}"
    );
    assert!(!dir.path().join("content").exists());
}

#[test]
fn a_whole_site_comes_over_with_its_addresses() {
    let dir = site();
    let old = dir.path().join("old");
    for (path, text) in [
        ("config.toml", "[permalinks]\nposts = \"/:year/:slug/\"\n"),
        (
            "content/posts/a.md",
            "---\ntitle: A day\ndate: 2020-05-06\ntags: [Energy]\nweight: 3\n---\nSee {{< ref \"b\" >}} and {{< odd >}}.\n",
        ),
        (
            "content/posts/b.md",
            "+++\ntitle = \"B\"\ndate = 2021-01-02\ndraft = true\nurl = \"/posts/b/\"\n+++\nText.\n",
        ),
        ("content/posts/_index.md", "---\ntitle: Posts\n---\n"),
        ("content/about.md", "---\ntitle: About\n---\nUs.\n"),
        ("static/logo.txt", "logo"),
    ] {
        let file = old.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let (ok, said) = run(dir.path(), &["import", "--from", "hugo", "old"], "");
    assert!(ok, "{said}");
    for part in [
        "3 texts (1 draft), 1 other file",
        "addresses: 1 kept, 2 redirected, 1 missing",
        "missing /posts/",
        "1  {{< ref >}}",
        "1  {{< odd >}}",
        "tags (1)",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    let a = fs::read_to_string(dir.path().join("content/posts/a.md")).unwrap();
    assert!(
        a.contains("aliases = [\"/2020/a-day/\"]")
            && a.contains("topics = [\"Energy\"]")
            && a.contains("@/posts/b.md"),
        "{a}"
    );
    assert!(dir.path().join("content/logo.txt").exists());
    let (ok, said) = run(dir.path(), &["check"], "");
    assert!(ok, "{said}");
}

#[test]
fn a_foreign_content_folder_builds_through_a_field_map() {
    let dir = site();
    let map = "title = \"Desk\"\n[foreign]\ntitle = [\"title\", \"name\"]\ndate = [\"date\", \"path\"]\nurl = [\"path\"]\nexpires = [\"expirydate\"]\n";
    fs::write(dir.path().join("dateline.toml"), map).unwrap();
    for (path, text) in [
        (
            "events/2015/x.md",
            "---\ntitle: X\ndate: 2015-05-04 9:00:00 -0400\nexpirydate: null\nhost: a\nhost: b\nauthors:\n  - \n---\n[gone](nowhere.md)\n",
        ),
        (
            "z.md",
            "+++\ntitle = \"Z\"\npath = \"2016/01/02/Zed\"\n+++\nText.\n",
        ),
        ("people.md", "---\nname: People\n---\nText.\n"),
        ("_index.md", "---\ntitle: All\n---\n"),
    ] {
        let file = dir.path().join("content").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let (ok, said) = run(dir.path(), &["build"], "");
    assert!(
        ok && said.contains("foreign/unused-key") && said.contains("link/missing"),
        "{said}"
    );
    let (_, said) = run(dir.path(), &["check", "--files"], "");
    let files: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(files["content/z.md"]["url"], "/2016/01/02/Zed/");
    assert_eq!(
        files["content/z.md"]["date"],
        "2016/01/02/Zed".get(..10).map(|_| "2016-01-02").unwrap()
    );
    assert_eq!(files["content/events/2015/x.md"]["title"], "X");
    assert_eq!(files.as_object().unwrap().len(), 4);
}

#[test]
fn what_is_larger_than_any_article_is_refused() {
    let dir = site();
    let large = TEXT.repeat(5_000_000 / TEXT.len());
    fs::write(dir.path().join("large.txt"), &large).unwrap();
    let (ok, said) = run(dir.path(), &["import", "large.txt", "raw.txt"], "");
    assert!(
        !ok && said.contains("large.txt is larger than 4 MB"),
        "{said}"
    );
    assert!(dir.path().join(ARTICLE).is_file(), "the other is imported");
    let (ok, said) = run(dir.path(), &["import"], &large);
    assert!(
        !ok && said.contains("standard input is larger than 4 MB"),
        "{said}"
    );
    let (ok, said) = run(dir.path(), &["import"], &"1,".repeat(200_001));
    assert!(
        !ok && said.contains("a table rather than an article"),
        "{said}"
    );
}
