//! The commands, as people type them.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

fn dateline(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("dateline").unwrap();
    command.current_dir(folder);
    command
}

/// A folder in which `init` has made the site `x`.
fn with_site() -> TempDir {
    let folder = TempDir::new().unwrap();
    dateline(folder.path())
        .args(["init", "x"])
        .assert()
        .success();
    folder
}

fn said(assert: &assert_cmd::assert::Assert) -> String {
    let output = assert.get_output();
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn init_makes_a_site_that_builds_without_a_warning_and_without_a_theme() {
    let folder = with_site();
    let built = dateline(folder.path())
        .args(["build", "x", "--strict"])
        .assert()
        .success();
    assert!(said(&built).contains("0 warnings"), "{}", said(&built));
    assert!(folder.path().join("x/public/index.html").is_file());
    assert!(!folder.path().join("x/themes").exists());
}

#[test]
fn init_touches_no_folder_that_holds_something() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    let refused = dateline(folder.path()).args(["init", "."]).assert().code(1);
    assert!(said(&refused).contains("not empty"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn what_new_makes_builds_once_it_is_filled_in() {
    let folder = with_site();
    let site = folder.path().join("x");
    for (kind, title) in [
        ("article", "Talks \"resume\" in Genève"),
        ("topic", "Harbours"),
        ("region", "Upper Valley"),
        ("series", "Boats"),
        ("event", "The harbour opens"),
    ] {
        let made = dateline(&site)
            .args(["new", kind, title])
            .assert()
            .success();
        assert!(said(&made).contains("content/"), "{}", said(&made));
        let again = dateline(&site).args(["new", kind, title]).assert().code(1);
        assert!(said(&again).contains("exists already"));
    }
    let built = dateline(&site)
        .args(["build", "--strict"])
        .assert()
        .success();
    assert!(
        said(&built).contains("talks-resume-in-geneve.md (draft)"),
        "{}",
        said(&built)
    );
    dateline(&site)
        .args(["build", "--strict", "--drafts"])
        .assert()
        .success();
}

#[test]
fn a_new_region_lies_where_it_is_put() {
    let folder = with_site();
    let site = folder.path().join("x");
    dateline(&site)
        .args(["new", "region", "Kurdistan Region", "--in", "iraq"])
        .assert()
        .success();
    assert!(
        site.join("content/regions/iraq/kurdistan-region.md")
            .is_file()
    );
    dateline(&site)
        .args(["new", "article", "X", "--in", "iraq"])
        .assert()
        .code(1);
    let made = |words: &[&str]| {
        let output = dateline(&site).args(words).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let cork = made(&["new", "region", "Cork", "--in", "IE"]);
    assert!(
        cork.ends_with("content/regions/ireland/cork.md\n"),
        "{cork}"
    );
    fs::create_dir_all(site.join("content/topics/transport")).unwrap();
    let text = "+++\nname = \"Footbridge\"\naliases = [\"mill-bridge\"]\n+++\n";
    fs::write(site.join("content/topics/transport/footbridge.md"), text).unwrap();
    let lamps = made(&["new", "topic", "Lamps", "--in", "mill-bridge"]);
    assert!(
        lamps.ends_with("content/topics/transport/footbridge/lamps.md\n"),
        "{lamps}"
    );
    for refused in [
        &["new", "region", "Cork", "--in", "iraq"][..],
        &["new", "article", "Index"],
    ] {
        dateline(&site).args(refused).assert().code(1);
    }
}

/// An article on the topic, the regions and the event that the test below makes files for.
const HARBOUR: &str = r#"+++
title = "The harbour"
date = 2026-07-01
topics = ["Harbours"]
regions = ["Upper Valley", "IE"]
[[events]]
id = "harbour-opens"
title = "Harbour opens"
date = "[..2027-06]"
status = "planned"
+++
"#;

/// Two numbers of the series, which lie close.
const BOATS: &str = r#"+++
title = "Boats"
date = 2026-07-02
sources = [{ id = "office", name = "Harbour office" }]
[[figures]]
series = "boats"
label = "Boats"
value = 1000
as_of = 2020
source = "office"
[[figures]]
series = "boats"
label = "Boats"
value = 1030
as_of = 2026
source = "office"
+++
"#;

/// The published files, by path, with their texts; without what tells of the build itself.
fn published(public: &Path) -> Vec<(String, Vec<u8>)> {
    let files = walkdir::WalkDir::new(public).sort_by_file_name();
    let files = files.into_iter().map(Result::unwrap);
    let files = files.filter(|file| file.file_type().is_file());
    let named = files.map(|file| {
        let path = file.path().strip_prefix(public).unwrap();
        (path.display().to_string(), fs::read(file.path()).unwrap())
    });
    let own = |path: &str| path == "build.json" || path.starts_with(".dateline");
    named.filter(|(path, _)| !own(path)).collect()
}

#[test]
fn what_new_makes_changes_nothing_that_the_site_says() {
    let folder = with_site();
    let site = folder.path().join("x");
    fs::write(site.join("content/articles/harbour.md"), HARBOUR).unwrap();
    fs::write(site.join("content/articles/boats.md"), BOATS).unwrap();
    let build = |arguments: &[&str]| {
        let mut command = dateline(&site);
        command.arg("build").args(arguments).assert().success();
    };
    build(&["--out", "before"]);
    for (kind, title, path) in [
        ("article", "Harbour opens", "articles/"),
        ("topic", "Harbours", "topics/harbours.md"),
        ("region", "Upper Valley", "regions/upper-valley.md"),
        ("region", "IE", "regions/ireland.md"),
        ("series", "Boats", "series/boats.md"),
        ("event", "Harbour opens", "events/harbour-opens.md"),
    ] {
        let mut command = dateline(&site);
        let made = command.args(["new", kind, title]).assert().success();
        assert!(said(&made).contains(path), "{}", said(&made));
    }
    build(&["--out", "after", "--strict"]);
    let (before, after) = (
        published(&site.join("before")),
        published(&site.join("after")),
    );
    for (before, after) in before.iter().zip(&after) {
        assert!(before == after, "{} is another, or {}", before.0, after.0);
    }
    assert_eq!(before.len(), after.len());
    assert!(before.len() > 30, "the site has pages");
}

#[test]
fn the_site_is_found_from_any_folder_within_it() {
    let folder = with_site();
    dateline(&folder.path().join("x/content"))
        .arg("build")
        .assert()
        .success();
    let lost = dateline(folder.path()).arg("build").assert().code(1);
    assert!(said(&lost).contains("dateline init"), "{}", said(&lost));
    let wrong = dateline(folder.path())
        .args(["build", "nowhere"])
        .assert()
        .code(1);
    assert!(said(&wrong).contains("there is no folder nowhere"));
}

#[test]
fn strict_builds_fail_on_a_warning_and_others_do_not() {
    let folder = with_site();
    let article =
        "+++\ntitle = \"X\"\ndate = 2024-01-01\ntopics = [\"nobody-declared-this\"]\n+++\n";
    fs::write(folder.path().join("x/content/articles/x.md"), article).unwrap();
    dateline(folder.path())
        .args(["build", "x", "--strict"])
        .assert()
        .code(1);
    dateline(folder.path())
        .args(["build", "x"])
        .assert()
        .success();
}

#[test]
fn the_summary_names_what_is_withheld_and_until_when() {
    let folder = with_site();
    let article = "+++\ntitle = \"X\"\ndate = 2024-01-01\nembargo = 2999-12-01T06:00:00Z\n+++\n";
    fs::write(folder.path().join("x/content/articles/x.md"), article).unwrap();
    let built = dateline(folder.path())
        .args(["build", "x"])
        .assert()
        .success();
    assert!(
        said(&built).contains("content/articles/x.md (embargo until 2999-12-01"),
        "{}",
        said(&built)
    );
}

#[test]
fn a_new_theme_changes_nothing_until_a_file_is_taken_over_into_it() {
    let folder = with_site();
    let site = folder.path().join("x");
    let front = || {
        dateline(&site)
            .args(["build", "--strict"])
            .assert()
            .success();
        fs::read_to_string(site.join("public/index.html")).unwrap()
    };
    let before = front();
    let made = dateline(&site)
        .args(["theme", "new", "desk"])
        .assert()
        .success();
    assert!(said(&made).contains("theme = \"desk\""), "{}", said(&made));
    let settings = fs::read_to_string(site.join("dateline.toml")).unwrap();
    let settings = settings.replace("theme = \"default\"", "theme = \"desk\"");
    fs::write(site.join("dateline.toml"), settings).unwrap();
    assert_eq!(front(), before);

    dateline(&site)
        .args(["theme", "copy", "front.html"])
        .assert()
        .success();
    let copied = site.join("themes/desk/templates/front.html");
    assert_eq!(front(), before, "a copy is the same");
    let text = fs::read_to_string(&copied).unwrap();
    fs::write(
        &copied,
        text.replacen("{% block main %}", "{% block main %}<p>Ours.</p>", 1),
    )
    .unwrap();
    assert!(front().contains("<p>Ours.</p>"));
}

#[test]
fn every_file_of_the_built_in_theme_can_be_taken_over_once() {
    let folder = with_site();
    let site = folder.path().join("x");
    let before = {
        dateline(&site).arg("build").assert().success();
        fs::read_to_string(site.join("public/index.html")).unwrap()
    };
    let list = said(&dateline(&site).args(["theme", "copy"]).assert().success());
    assert!(list.contains("templates/components/brief.html\n"), "{list}");
    for file in list.lines() {
        dateline(&site)
            .args(["theme", "copy", file])
            .assert()
            .success();
        let again = dateline(&site)
            .args(["theme", "copy", file])
            .assert()
            .code(1);
        assert!(said(&again).contains("exists already"));
    }
    dateline(&site)
        .args(["build", "--strict"])
        .assert()
        .success();
    let after = fs::read_to_string(site.join("public/index.html")).unwrap();
    assert_eq!(after, before, "a theme of copies is the built-in one");
}

#[test]
fn themes_have_plain_names_and_known_files() {
    let folder = with_site();
    let site = folder.path().join("x");
    for (words, told) in [
        (["theme", "new", "../up"], "call it `up`"),
        (["theme", "new", "My Desk"], "call it `my-desk`"),
        (
            ["theme", "copy", "breif.html"],
            "did you mean `briefing.html`?",
        ),
        (
            ["theme", "copy", "components/breif.html"],
            "did you mean `components/brief.html`?",
        ),
        (
            ["theme", "copy", "../../dateline.toml"],
            "`dateline theme copy`",
        ),
    ] {
        let refused = dateline(&site).args(words).assert().code(1);
        assert!(said(&refused).contains(told), "{}", said(&refused));
    }
    assert!(!site.join("themes").exists());
}

#[test]
fn help_has_examples_and_wrong_words_exit_with_two() {
    let folder = TempDir::new().unwrap();
    for command in [
        vec!["--help"],
        vec!["build", "--help"],
        vec!["new", "--help"],
        vec!["init", "--help"],
        vec!["explain", "--help"],
        vec!["rename", "--help"],
        vec!["theme", "new", "--help"],
        vec!["theme", "copy", "--help"],
    ] {
        let help = dateline(folder.path()).args(&command).assert().success();
        assert!(said(&help).contains("Example"), "{command:?}");
    }
    dateline(folder.path())
        .args(["build", "--as-of", "soon"])
        .assert()
        .code(2);
    dateline(folder.path())
        .args(["build", "--base-url", "example"])
        .assert()
        .code(2);
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = dateline(folder.path())
            .args(["completions", shell])
            .assert()
            .success();
        assert!(said(&script).contains("dateline"));
    }
}
