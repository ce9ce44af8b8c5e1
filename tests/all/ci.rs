//! `init --ci`: what a code host runs for a site. tests/ci/ runs the steps of the workflows.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

fn dateline(folder: &Path, arguments: &[&str]) -> assert_cmd::assert::Assert {
    let mut command = Command::cargo_bin("dateline").unwrap();
    command.current_dir(folder).args(arguments).assert()
}

#[test]
fn a_new_site_comes_with_the_workflow_of_its_host() {
    for (host, file) in [
        ("github", ".github/workflows/site.yml"),
        ("gitlab", ".gitlab-ci.yml"),
        ("forgejo", ".forgejo/workflows/site.yml"),
    ] {
        let folder = TempDir::new().unwrap();
        dateline(folder.path(), &["init", "desk", "--ci", host]).success();
        let workflow = fs::read_to_string(folder.path().join("desk").join(file)).unwrap();
        assert!(workflow.contains(&format!("`dateline init --ci {host}`")));
        assert!(workflow.contains("SITE: \".\"\n"), "{workflow}");
    }
}

#[test]
fn a_workflow_is_added_to_a_site_and_never_replaced() {
    let folder = TempDir::new().unwrap();
    dateline(folder.path(), &["init", "desk"]).success();
    let desk = folder.path().join("desk");
    let settings = fs::read_to_string(desk.join("dateline.toml")).unwrap();
    dateline(&desk, &["init", "--ci", "github"]).success();
    let file = desk.join(".github/workflows/site.yml");
    fs::write(&file, "mine").unwrap();
    dateline(folder.path(), &["init", "desk", "--ci", "github"]).code(1);
    assert_eq!(fs::read_to_string(file).unwrap(), "mine");
    let after = fs::read_to_string(desk.join("dateline.toml")).unwrap();
    assert_eq!(after, settings);
}

#[test]
fn a_site_within_a_repository_has_its_workflow_at_the_top() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    dateline(folder.path(), &["init", "sites/the desk", "--ci", "gitlab"]).success();
    let workflow = fs::read_to_string(folder.path().join(".gitlab-ci.yml")).unwrap();
    assert!(
        workflow.contains("SITE: \"sites/the desk\"\n"),
        "{workflow}"
    );
    // The folder is made only where its workflow can be.
    dateline(folder.path(), &["init", "other", "--ci", "gitlab"]).code(1);
    assert!(!folder.path().join("other").exists());
}

#[test]
fn forgejo_is_told_where_to_publish_once() {
    let folder = TempDir::new().unwrap();
    dateline(folder.path(), &["init", "desk", "--ci", "forgejo"]).success();
    let desk = folder.path().join("desk");
    let settings = || fs::read_to_string(desk.join("dateline.toml")).unwrap();
    let first = settings();
    assert!(
        first.ends_with("[deploy.pages]\nto = \"git:origin#pages\"\n"),
        "{first}"
    );
    fs::remove_dir_all(desk.join(".forgejo")).unwrap();
    dateline(&desk, &["init", "--ci", "forgejo"]).success();
    assert_eq!(settings(), first);
}
