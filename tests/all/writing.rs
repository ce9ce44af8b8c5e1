//! Commands that write content: what is put where is shown, and nothing is written by halves.

use std::fs;
use std::path::Path;
use std::process;

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder in which `init` has made the site.
fn site() -> TempDir {
    let folder = TempDir::new().unwrap();
    run(folder.path(), &["init", "."], 0);
    folder
}

/// What a command says, which ends with this code.
#[track_caller]
fn run(site: &Path, arguments: &[&str], code: i32) -> String {
    let mut command = Command::cargo_bin("dateline").unwrap();
    let done = command
        .current_dir(site)
        .args(arguments)
        .assert()
        .code(code);
    let output = done.get_output();
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

const NEWEST: &str = "content/articles/2026/how-many-cross.md";

#[test]
fn a_claim_goes_behind_the_facts_of_the_newest_article() {
    let folder = site();
    let site = folder.path();
    let before = fs::read_to_string(site.join(NEWEST)).unwrap();
    let said = run(
        site,
        &[
            "new",
            "claim",
            "bridge-inspection",
            "--date",
            "2032",
            "--status",
            "planned",
            "--by",
            "council",
        ],
        0,
    );
    let claim = "[[events]]\nid = \"bridge-inspection\"\n# title = \"…\"\ndate = \"2032\"\nstatus = \"planned\"\nby = \"council\"\n";
    let after = fs::read_to_string(site.join(NEWEST)).unwrap();
    assert_eq!(
        after,
        before.replace(
            "\n+++\n\nThe council",
            &format!("\n\n{claim}+++\n\nThe council")
        )
    );
    assert!(said.contains("how-many-cross.md:"), "{said}");
    assert!(said.contains("  id = \"bridge-inspection\"\n"), "{said}");
}

#[test]
fn a_figure_that_is_not_filled_in_is_an_error_and_no_number() {
    let folder = site();
    let site = folder.path();
    run(
        site,
        &[
            "new",
            "figure",
            "bridge-walkers",
            "--in",
            "footbridge-opens",
        ],
        0,
    );
    let text = fs::read_to_string(site.join("content/articles/2026/footbridge-opens.md")).unwrap();
    assert!(
        text.contains("[[figures]]\nseries = \"bridge-walkers\"\n# value = 2500"),
        "{text}"
    );
    let said = run(site, &["check"], 1);
    assert!(said.contains("figure/no-value"), "{said}");
}

#[test]
fn a_command_takes_the_dates_and_amounts_that_front_matter_takes() {
    let folder = site();
    let site = folder.path();
    let claim = [
        "new",
        "claim",
        "bridge-inspection",
        "--title",
        "X",
        "--date",
    ];
    run(
        site,
        &[&claim[..], &["by the end of June 2032"]].concat(),
        0,
    );
    let figure = [
        "new",
        "figure",
        "bridge-walkers",
        "--as-of",
        "early 2026",
        "--value",
    ];
    for value in ["about 2,500", "2,600", "1.90"] {
        run(site, &[&figure[..], &[value]].concat(), 0);
    }
    let text = fs::read_to_string(site.join(NEWEST)).unwrap();
    for line in [
        "date = \"by the end of June 2032\"\n",
        "value = \"about 2,500\"\nas_of = \"early 2026\"\n",
        "value = 2600\n",
        "value = 1.90\n",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    for value in ["1,5", "3-4,000", "two point five"] {
        run(site, &[&figure[..], &[value]].concat(), 1);
    }
    run(
        site,
        &["new", "article", "Lamps", "--date", "9 September 2026"],
        0,
    );
    let lamps = fs::read_to_string(site.join("content/articles/2026/lamps.md")).unwrap();
    assert!(lamps.contains("date = 2026-09-09\n"), "{lamps}");
}

#[test]
fn a_fact_joins_the_list_of_an_article_in_yaml() {
    let folder = site();
    let site = folder.path();
    let path = site.join("content/articles/2026/yaml.md");
    let text = "---\r\ntitle: Lamps\r\ndate: 2026-09-01\r\nevents:\r\n- id: bridge-opens\r\n  date: 2026\r\n# The end.\r\n---\r\nText.\r\n";
    fs::write(&path, text).unwrap();
    run(
        site,
        &[
            "new",
            "claim",
            "bridge-opens",
            "--in",
            "yaml",
            "--date",
            "2027",
            "--status",
            "denied",
            "--by",
            "walkers",
        ],
        0,
    );
    let claim =
        "- id: \"bridge-opens\"\n  date: \"2027\"\n  status: \"denied\"\n  by: \"walkers\"\n";
    let claim = claim.replace('\n', "\r\n");
    let right = text.replace("# The end", &format!("{claim}# The end"));
    assert_eq!(fs::read_to_string(&path).unwrap(), right);
}

#[test]
fn what_is_named_must_be_there() {
    let folder = site();
    let site = folder.path();
    for (arguments, told) in [
        (
            vec!["new", "claim", "bridge-open"],
            "did you mean `bridge-opens`?",
        ),
        (
            vec!["new", "figure", "bridge-walkrs"],
            "did you mean `bridge-walkers`?",
        ),
        (
            vec!["new", "claim", "bridge-opens", "--in", "footbridge-open"],
            "did you mean `footbridge-opens`?",
        ),
        (
            vec!["new", "claim", "bridge-opens", "--status", "plannd"],
            "did you mean `planned`?",
        ),
        (
            vec!["new", "claim", "bridge-opens", "--by", "concil"],
            "did you mean `council`?",
        ),
        (
            vec!["new", "claim", "bridge-opens", "--date", "2026-13"],
            "is not a date",
        ),
        (
            vec!["new", "article", "Lamps", "--topics", "footbrige"],
            "did you mean `footbridge`?",
        ),
        (
            vec!["new", "topic", "Lamps", "--in", "footbrige"],
            "did you mean `footbridge`?",
        ),
        (
            vec!["new", "series", "Lamps", "--id", "The Lamps"],
            "`the-lamps`",
        ),
        (
            vec!["new", "article", "Lamps", "--status", "planned"],
            "`--status` goes with claim",
        ),
    ] {
        let said = run(site, &arguments, 1);
        assert!(said.contains(told), "{arguments:?}: {said}");
    }
}

#[test]
fn a_new_file_says_what_it_belongs_to_and_lies_below_its_parent() {
    let folder = site();
    let site = folder.path();
    let terms = [
        "--topics",
        "footbridge,transport",
        "--regions",
        "harrowmere",
    ];
    let article = [
        &[
            "new",
            "article",
            "Lamps",
            "--id",
            "lamps",
            "--date",
            "2026-09-01",
        ],
        &terms[..],
    ]
    .concat();
    run(site, &article, 0);
    let text = fs::read_to_string(site.join("content/articles/2026/lamps.md")).unwrap();
    assert!(text.contains("date = 2026-09-01\n"), "{text}");
    assert!(
        text.contains("topics = [\"footbridge\", \"transport\"]\nregions = [\"harrowmere\"]\n"),
        "{text}"
    );
    assert_eq!(text.matches("topics =").count(), 1, "{text}");
    run(site, &["new", "topic", "Lamps", "--in", "footbridge"], 0);
    assert!(
        site.join("content/topics/transport/footbridge/lamps.md")
            .is_file()
    );
    run(site, &["build", "--strict", "--drafts"], 0);
}

#[test]
fn a_bare_site_builds_and_takes_its_first_article() {
    let folder = TempDir::new().unwrap();
    let site = folder.path();
    run(site, &["init", ".", "--bare"], 0);
    assert!(!site.join("content/articles").exists());
    run(site, &["build", "--strict"], 0);
    run(site, &["new", "article", "The first"], 0);
    run(site, &["build", "--strict", "--drafts"], 0);
}

#[test]
fn a_rename_changes_all_files_or_none() {
    let folder = site();
    let site = folder.path();
    let said = run(site, &["rename", "event", "bridge-opens", "opening"], 0);
    assert!(
        said.contains("content/events/bridge-opens.md is now content/events/opening.md"),
        "{said}"
    );
    let built = run(site, &["build", "--strict"], 0);
    assert!(built.contains("0 warnings"), "{built}");
    assert!(site.join("public/events/bridge-opens/index.html").is_file());
    // With a file that cannot be read, nothing is changed.
    fs::write(
        site.join("content/articles/odd.md"),
        b"+++\ntitle = \"caf\xe9\"\n+++\n",
    )
    .unwrap();
    let refused = run(site, &["rename", "source", "council", "town"], 1);
    assert!(
        refused.contains("odd.md") && refused.contains("nothing is changed"),
        "{refused}"
    );
    let sources = fs::read_to_string(site.join("content/sources.toml")).unwrap();
    assert!(sources.contains("[council]"));
}

#[test]
fn what_is_not_committed_is_renamed_only_on_demand() {
    let folder = site();
    let site = folder.path();
    let git = |arguments: &[&str]| {
        let mut git = process::Command::new("git");
        git.arg("-C")
            .arg(site)
            .args(["-c", "user.name=x", "-c", "user.email=x@example.org"]);
        git.args(arguments).output().unwrap().status.success()
    };
    assert!(git(&["init", "-q"]) && git(&["add", "."]) && git(&["commit", "-qm", "x"]));
    let events = site.join("content/events/bridge-opens.md");
    let text = fs::read_to_string(&events).unwrap();
    fs::write(&events, text + "More.\n").unwrap();
    let refused = run(site, &["rename", "event", "bridge-opens", "opening"], 1);
    assert!(
        refused.contains("content/events/bridge-opens.md"),
        "{refused}"
    );
    assert!(events.is_file());
    run(
        site,
        &[
            "rename",
            "event",
            "bridge-opens",
            "opening",
            "--allow-dirty",
        ],
        0,
    );
    assert!(!events.exists());
}

#[test]
fn a_code_is_explained_with_a_wrong_and_a_right_example() {
    let folder = TempDir::new().unwrap();
    let said = run(folder.path(), &["explain", "series/max-age"], 0);
    assert!(
        said.contains("Wrong, in `content/series/lamps.md`:"),
        "{said}"
    );
    assert!(said.contains("    max_age = \"1y\"\n"), "{said}");
    let list = run(folder.path(), &["explain"], 0);
    assert!(
        list.lines()
            .any(|line| line.starts_with("error   event/bad-date ")),
        "{list}"
    );
    assert!(
        run(folder.path(), &["explain", "event/bad-dat"], 1)
            .contains("did you mean `event/bad-date`?")
    );
}
