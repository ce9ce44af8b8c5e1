//! `dateline deploy`, as people type it.

use std::fs;
use std::path::Path;
use std::process::Command as Process;

use assert_cmd::Command;
use assert_cmd::assert::Assert;
use dateline::config;
use dateline::deploy::git::Branch;
use dateline::deploy::{Options, files};
use dateline::publish::output;
use tempfile::TempDir;

const TARGETS: &str = "title = \"Desk\"\nbase_url = \"https://desk.example/a/\"\n\
                       [deploy.www]\nto = \"../www\"\n";

fn dateline(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("dateline").unwrap();
    command.current_dir(folder).env_remove("SOURCE_DATE_EPOCH");
    command
}

/// A folder with a small site in `site`, built.
fn desk(config: &str) -> TempDir {
    let desk = TempDir::new().unwrap();
    let site = desk.path().join("site");
    fs::create_dir_all(site.join("content/articles")).unwrap();
    fs::write(site.join("dateline.toml"), config).unwrap();
    let article = "+++\ntitle = \"First\"\ndate = 2024-09-09\n+++\nText.\n";
    fs::write(site.join("content/articles/a.md"), article).unwrap();
    build(&desk, &[]);
    desk
}

fn build(desk: &TempDir, arguments: &[&str]) {
    let site = desk.path().join("site");
    dateline(&site)
        .arg("build")
        .args(arguments)
        .assert()
        .success();
}

fn deploy(desk: &TempDir, arguments: &[&str]) -> Assert {
    let site = desk.path().join("site");
    dateline(&site).arg("deploy").args(arguments).assert()
}

fn said(assert: &Assert) -> String {
    let output = assert.get_output();
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn a_site_goes_to_a_folder_and_then_only_what_changed() {
    let desk = desk(TARGETS);
    let www = desk.path().join("www");
    let would = said(&deploy(&desk, &["--dry-run"]).success());
    assert!(
        would.contains("new      articles/a/index.html\n"),
        "{would}"
    );
    assert!(would.contains("would be sent"), "{would}");
    assert!(!www.exists());
    deploy(&desk, &[]).success();
    assert!(www.join("articles/a/index.html").is_file());
    let again = said(&deploy(&desk, &["www"]).success());
    assert!(again.starts_with("0 sent (0 B), "), "{again}");

    let article = desk.path().join("site/content/articles/a.md");
    let text = fs::read_to_string(&article).unwrap();
    fs::write(&article, text.replace("Text.", "Another text.")).unwrap();
    build(&desk, &[]);
    let purge = desk.path().join("purge.txt");
    deploy(&desk, &["--purge-list", purge.to_str().unwrap()]).success();
    let purge = fs::read_to_string(purge).unwrap();
    let page = "https://desk.example/a/articles/a/\nhttps://desk.example/a/articles/a/index.html\n";
    assert!(purge.contains(page), "{purge}");
    assert!(!purge.contains(".css"), "{purge}");
}

#[test]
fn what_is_not_for_readers_is_not_deployed_by_mistake() {
    let desk = desk(TARGETS);
    for options in [
        ["--drafts", ""],
        ["--as-of", "2025-01-01"],
        ["--include-unreviewed", ""],
    ] {
        let options: Vec<_> = options
            .into_iter()
            .filter(|option| !option.is_empty())
            .collect();
        build(&desk, &options);
        let refused = said(&deploy(&desk, &[]).code(1));
        assert!(refused.contains("deploy/not-public"), "{refused}");
        assert!(!desk.path().join("www").exists());
    }
    deploy(&desk, &["--any-edition"]).success();
}

#[test]
fn what_is_no_whole_site_is_refused() {
    let desk = desk(TARGETS);
    let nothing = said(&deploy(&desk, &["--out", "content"]).code(1));
    assert!(nothing.contains("output/none"), "{nothing}");
    fs::remove_file(desk.path().join("site/public/index.html")).unwrap();
    let gone = said(&deploy(&desk, &[]).code(1));
    assert!(gone.contains("output/incomplete"), "{gone}");
    assert!(!desk.path().join("www").exists());
}

#[test]
fn a_place_is_chosen_by_its_name() {
    let two = format!("{TARGETS}[deploy.other]\nto = \"file:///nowhere\"\n");
    let desk = desk(&two);
    let which = said(&deploy(&desk, &[]).code(1));
    assert!(which.contains("say which: www, other"), "{which}");
    let none = said(&deploy(&desk, &["ww"]).code(1));
    assert!(none.contains("there is no [deploy.ww]"), "{none}");
    deploy(&desk, &["www"]).success();
    for place in ["../site", "content", "..", "public/x"] {
        let config = format!("title = \"Desk\"\n[deploy.x]\nto = \"{place}\"\n");
        fs::write(desk.path().join("site/dateline.toml"), config).unwrap();
        let refused = said(&deploy(&desk, &[]).code(1));
        assert!(refused.contains("output/refused"), "{refused}");
    }
}

#[test]
fn a_password_in_the_settings_is_an_error_that_does_not_show_it() {
    for keys in [
        "to = \"s3://x\"\nsecret_access_key = \"hunter2\"",
        "to = \"s3://key:hunter2@x\"",
        "to = \"git:https://me:hunter2@host/x#pages\"",
    ] {
        let config = format!("title = \"Desk\"\n[deploy.x]\n{keys}\n");
        let found = config::read(&config).diagnostics;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].code, "config/credential");
        assert!(!format!("{found:?}").contains("hunter2"));
        assert_eq!(found[0].place.as_ref().unwrap().span, None);
    }
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut git = Process::new("git");
    git.current_dir(folder).args(arguments);
    let ran = git.output().unwrap();
    assert!(
        ran.status.success(),
        "{arguments:?} {}",
        String::from_utf8_lossy(&ran.stderr)
    );
    String::from_utf8(ran.stdout).unwrap()
}

/// A site in a repository, with one beside it to push to that has a branch `pages` and a file there.
fn desk_in_git() -> TempDir {
    let desk = desk("title = \"Desk\"\n[deploy.pages]\nto = \"git:origin#pages\"\n");
    let site = desk.path().join("site");
    git(desk.path(), &["init", "--quiet", "--bare", "remote.git"]);
    git(&site, &["init", "--quiet"]);
    git(&site, &["config", "user.name", "Test"]);
    git(&site, &["config", "user.email", "test@desk.example"]);
    git(&site, &["remote", "add", "origin", "../remote.git"]);
    desk
}

#[test]
fn a_site_goes_to_a_branch_in_one_commit() {
    let desk = desk_in_git();
    let site = desk.path().join("site");
    let remote = desk.path().join("remote.git");
    deploy(&desk, &[]).success();
    let tip = git(&remote, &["rev-parse", "pages"]);
    let listed = git(&remote, &["ls-tree", "-r", "--name-only", "pages"]);
    assert!(
        listed.lines().any(|path| path == "articles/a/index.html"),
        "{listed}"
    );
    let again = said(&deploy(&desk, &[]).success());
    assert!(again.starts_with("0 sent"), "{again}");
    assert_eq!(git(&remote, &["rev-parse", "pages"]), tip);

    // Somebody puts a file of their own there.
    git(
        desk.path(),
        &[
            "clone",
            "--quiet",
            "--branch",
            "pages",
            "remote.git",
            "clone",
        ],
    );
    let clone = desk.path().join("clone");
    fs::write(clone.join("theirs.txt"), "theirs").unwrap();
    git(&clone, &["add", "theirs.txt"]);
    let by = ["-c", "user.name=x", "-c", "user.email=x@x.example"];
    git(
        &clone,
        &[&by[..], &["commit", "--quiet", "-m", "Theirs"]].concat(),
    );
    git(&clone, &["push", "--quiet"]);
    fs::remove_file(site.join("content/articles/a.md")).unwrap();
    fs::write(
        site.join("content/articles/b.md"),
        "+++\ntitle = \"B\"\ndate = 2024-09-09\n+++\nText.\n",
    )
    .unwrap();
    build(&desk, &[]);
    deploy(&desk, &["--dry-run"]).success();
    deploy(&desk, &[]).success();
    let listed = git(&remote, &["ls-tree", "-r", "--name-only", "pages"]);
    assert!(listed.contains("theirs.txt") && listed.contains("articles/b/index.html"));
    assert!(!listed.contains("articles/a/"), "{listed}");
    assert_eq!(git(&remote, &["rev-list", "--count", "pages"]), "3\n");
    assert_eq!(
        git(&site, &["status", "--short", "--untracked-files=no"]),
        ""
    );
}

#[test]
fn on_a_branch_a_file_of_others_is_no_folder_and_what_they_took_away_is_sent_again() {
    let desk = desk_in_git();
    let site = desk.path().join("site");
    let remote = desk.path().join("remote.git");
    let clone = desk.path().join("clone");
    deploy(&desk, &[]).success();
    let branch = [
        "clone",
        "--quiet",
        "--branch",
        "pages",
        "remote.git",
        "clone",
    ];
    git(desk.path(), &branch);
    let push = |message: &str| {
        let by = ["-c", "user.name=x", "-c", "user.email=x@x.example"];
        git(&clone, &["add", "--all"]);
        git(
            &clone,
            &[&by[..], &["commit", "--quiet", "-m", message]].concat(),
        );
        git(&clone, &["push", "--quiet"]);
    };
    fs::remove_file(clone.join("articles/a/index.html")).unwrap();
    fs::write(clone.join("index.html"), "mine").unwrap();
    push("Take something away");
    let again = said(&deploy(&desk, &[]).success());
    assert!(again.starts_with("2 sent"), "{again}");
    let listed = git(&remote, &["ls-tree", "-r", "--name-only", "pages"]);
    assert!(listed.contains("articles/a/index.html"), "{listed}");

    git(&clone, &["pull", "--quiet"]);
    fs::write(clone.join("notes"), "mine").unwrap();
    push("Put a file there");
    fs::write(
        site.join("content/articles/b.md"),
        "+++\ntitle = \"B\"\ndate = 2024-09-09\nslug = \"b\"\naliases = [\"/notes/b/\"]\n+++\nText.\n",
    )
    .unwrap();
    build(&desk, &[]);
    let tip = git(&remote, &["rev-parse", "pages"]);
    for arguments in [&[][..], &["--adopt"], &["--dry-run"]] {
        let refused = said(&deploy(&desk, arguments).code(1));
        assert!(refused.contains("deploy/foreign-file"), "{refused}");
    }
    assert_eq!(git(&remote, &["rev-parse", "pages"]), tip);
    // Whatever a deploy that was killed has left in the repository is the next one's.
    fs::write(site.join(".git/dateline-deploy.index"), "half").unwrap();
    fs::write(site.join(".git/dateline-deploy.index.lock"), "").unwrap();
    fs::remove_file(clone.join("notes")).unwrap();
    push("Take it away");
    deploy(&desk, &[]).success();
    assert!(!site.join(".git/dateline-deploy.index").exists());
}

#[test]
fn of_two_deploys_to_a_branch_the_second_is_refused() {
    let desk = desk_in_git();
    let site = desk.path().join("site");
    deploy(&desk, &[]).success();
    let built = files::read(output::read(&site.join("public")).unwrap().files).unwrap();
    let mut fewer = built.clone();
    fewer.remove("articles/a/index.html").unwrap();
    let options = Options {
        by: "test",
        now: 0,
        grace: 0,
        jobs: 1,
        adopt: false,
        lock: None,
        progress: &|_, _| {},
    };
    let slow = Branch::fetch(&site, "origin", "pages", "slow").unwrap();
    let quick = Branch::fetch(&site, "origin", "pages", "quick").unwrap();
    quick.deploy(&fewer, &options, false, &|_| Ok(())).unwrap();
    fewer.remove("index.html").unwrap();
    let refused = slow
        .deploy(&fewer, &options, false, &|_| Ok(()))
        .unwrap_err();
    assert_eq!(refused.code, "deploy/busy", "{}", refused.message);
}

#[cfg(unix)]
#[test]
fn nothing_is_read_or_changed_through_a_link() {
    use std::os::unix::fs::symlink;
    let desk = desk(TARGETS);
    let at = |path: &str| desk.path().join(path);
    fs::create_dir_all(at("elsewhere")).unwrap();
    fs::write(at("elsewhere/index.html"), "private").unwrap();
    // In the output, in place of what was built.
    fs::rename(at("site/public/articles"), at("aside")).unwrap();
    symlink(at("aside"), at("site/public/articles")).unwrap();
    let linked = said(&deploy(&desk, &[]).code(1));
    assert!(linked.contains("output/incomplete"), "{linked}");
    assert!(!at("www").exists());
    fs::remove_file(at("site/public/articles")).unwrap();
    fs::rename(at("aside"), at("site/public/articles")).unwrap();
    // Where the site is to go.
    fs::create_dir_all(at("www")).unwrap();
    for (link, to) in [
        ("articles", "elsewhere"),
        ("index.html", "elsewhere/index.html"),
    ] {
        symlink(at(to), at("www").join(link)).unwrap();
        let refused = said(&deploy(&desk, &["--adopt"]).code(1));
        assert!(refused.contains("is a link"), "{refused}");
        fs::remove_file(at("www").join(link)).unwrap();
        // Nothing is sent of a site that cannot be sent as a whole.
        assert!(!at("www/favicon.svg").exists());
    }
    assert_eq!(fs::read(at("elsewhere/index.html")).unwrap(), b"private");
    assert_eq!(fs::read_dir(at("elsewhere")).unwrap().count(), 1);
    // The place itself may be one.
    fs::rename(at("www"), at("disk")).unwrap();
    symlink(at("disk"), at("www")).unwrap();
    deploy(&desk, &[]).success();
    assert!(at("disk/index.html").is_file());
}
