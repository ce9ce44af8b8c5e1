//! `dateline check` on a disk: what it mends, and what it asks of other hosts.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::host::{Host, Reply};
use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const SETTINGS: &str = "title = \"Desk\"\n";

/// A site of these files, on a disk.
fn site(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("dateline.toml"), SETTINGS).unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// What a command prints to standard output and to standard error, and whether it succeeds.
fn run(site: &Path, arguments: &[&str]) -> (String, String, bool) {
    let mut command = Command::cargo_bin("dateline").unwrap();
    for proxy in [
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
    ] {
        command.env_remove(proxy);
    }
    let output = command.current_dir(site).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        text(output.stdout),
        text(output.stderr),
        output.status.success(),
    )
}

/// The diagnostics of a check, in JSON.
fn checked(site: &Path, arguments: &[&str]) -> Vec<Value> {
    let (out, _, _) = run(site, &[&["check", "--format", "json"], arguments].concat());
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn article(more: &str, body: &str) -> String {
    format!("+++\ntitle = \"Article\"\ndate = 2024-09-09\n{more}+++\n{body}\n")
}

fn read(site: &TempDir, path: &str) -> String {
    fs::read_to_string(site.path().join(path)).unwrap()
}

const SLIPS: &str = "\u{feff}+++\r\ntitle = \"Article\"\r\ndate = 2024-09-09\r\n\
    sumary = \"What it says\"\r\n\r\n# A remark, with  two spaces\r\n[[events]]\r\ntitle = \"It opens\"\r\n\
    date = '09.09.2024'\r\n+++\r\nSee [the other](../elsewhere/other.md#known \"there\") and\r\n[this](<old.md>).\r\n";

fn with_slips() -> TempDir {
    site(&[
        ("content/articles/x.md", SLIPS),
        ("content/articles/2023/other.md", &article("", "## Known")),
        ("content/articles/2023/old.md", &article("", "")),
    ])
}

#[test]
fn what_a_machine_can_mend_is_mended_and_all_else_stays_byte_for_byte() {
    let site = with_slips();
    let (out, told, well) = run(site.path(), &["check", "--fix"]);
    assert!(well, "{out}{told}");
    assert!(out.contains("0 errors, 0 warnings\n"), "{out}{told}");
    let mended = SLIPS
        .replace("sumary", "summary")
        .replace("'09.09.2024'", "\"2024-09-09\"")
        .replace(
            "../elsewhere/other.md#known",
            "@/articles/2023/other.md#known",
        )
        .replace("old.md", "@/articles/2023/old.md");
    assert_eq!(read(&site, "content/articles/x.md"), mended);
    for line in [
        "mended content/articles/x.md:4:1: `sumary` is now `summary`\n",
        "mended content/articles/x.md:9:8: `09.09.2024` is now `\"2024-09-09\"`\n",
        "`old.md` is now `@/articles/2023/old.md`\n",
    ] {
        assert!(told.contains(line), "{told}");
    }
    let names = fs::read_dir(site.path().join("content/articles")).unwrap();
    assert_eq!(names.count(), 2, "nothing is left lying about");
}

#[test]
fn a_second_time_nothing_is_left_to_mend() {
    let site = with_slips();
    run(site.path(), &["check", "--fix"]);
    let once = read(&site, "content/articles/x.md");
    let (_, told, _) = run(site.path(), &["check", "--fix"]);
    assert!(!told.contains("mended"), "{told}");
    assert_eq!(read(&site, "content/articles/x.md"), once);
}

#[test]
fn without_being_asked_nothing_is_mended_and_the_summary_says_what_could_be() {
    let site = with_slips();
    let (out, _, well) = run(site.path(), &["check"]);
    assert!(
        !well && out.contains("2 can be mended by `dateline check --fix`"),
        "{out}"
    );
    assert_eq!(read(&site, "content/articles/x.md"), SLIPS);
}

#[test]
fn programs_are_told_of_changes_that_could_be_made_and_that_were() {
    let site = with_slips();
    let key = |found: &[Value]| {
        let mut found = found.iter();
        found
            .find(|one| one["code"] == "front-matter/unknown-key")
            .cloned()
    };
    let before = key(&checked(site.path(), &[])).unwrap();
    assert_eq!(before["fix"]["replacement"], "summary");
    assert_eq!(before["fix"]["span"], before["span"]);
    assert_eq!(before["fixed"], false);
    let (log, _, _) = run(site.path(), &["check", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&log).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let result = results
        .iter()
        .find(|one| one["ruleId"] == "front-matter/unknown-key")
        .unwrap();
    let change = &result["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "content/articles/x.md");
    let region =
        serde_json::json!({"startLine": 4, "startColumn": 1, "endLine": 4, "endColumn": 7});
    assert_eq!(change["replacements"][0]["deletedRegion"], region);
    assert_eq!(
        change["replacements"][0]["insertedContent"]["text"],
        "summary"
    );
    let mended = key(&checked(site.path(), &["--fix"])).unwrap();
    assert_eq!(
        (&mended["fixed"], &mended["line"]),
        (&Value::Bool(true), &before["line"])
    );
    assert_eq!(key(&checked(site.path(), &["--fix"])), None);
}

#[test]
fn front_matter_of_every_kind_is_mended_in_its_own_way() {
    let yaml = "---\ntitle: \"A: b\"\ndate: 2024-09-09\nsumary: 'It''s said'   # a remark\nevents:\n  - title: It opens\n    \
        date: 09.09.2025\n  - title: It closes\n    date: '2025-9-1'\n---\n";
    let json = "{\n\t\"title\": \"A\",\n\t\"date\": \"2024-09-09\",\n\t\"events\": [{\"title\": \"It opens\", \"date\":\t\"09.09.2024\"}]\n}\n";
    let late = "\r\n\n+++\ntitle = \"A\"\ndate = 2024-09-09\n+++\n";
    let site = site(&[
        ("content/articles/y.md", yaml),
        ("content/articles/j.md", json),
        ("content/articles/late.md", late),
        (
            "content/sources.toml",
            "[a]\nnmae = \"A\"\npublished = \"2024-9\"\n",
        ),
    ]);
    fs::write(site.path().join("dateline.toml"), "titel = \"Desk\"\n").unwrap();
    let (out, told, well) = run(site.path(), &["check", "--fix"]);
    assert!(
        well && out.contains("0 errors, 0 warnings\n"),
        "{out}{told}"
    );
    let yaml = yaml
        .replace("sumary", "summary")
        .replace("'2025-9-1'", "\"2025-09-01\"");
    let yaml = yaml.replace("09.09.2025", "\"2025-09-09\"");
    assert_eq!(read(&site, "content/articles/y.md"), yaml);
    assert_eq!(
        read(&site, "content/articles/j.md"),
        json.replace("09.09.2024", "2024-09-09")
    );
    assert_eq!(read(&site, "content/articles/late.md"), late.trim_start());
    assert_eq!(
        read(&site, "content/sources.toml"),
        "[a]\nname = \"A\"\npublished = \"2024-09\"\n"
    );
    assert_eq!(read(&site, "dateline.toml"), "title = \"Desk\"\n");
}

#[test]
fn what_is_still_to_come_out_is_read_as_well() {
    let text = article("embargo = 2999-01-01\n", "<a href=\"../nowhere/\">x</a>");
    let site = site(&[("content/articles/x.md", &text)]);
    let found = links(&checked(site.path(), &[]));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((&*found[0].0, found[0].1), ("link/missing", 6));
}

#[test]
fn what_needs_a_person_is_left_to_one() {
    let files = [
        // Which of two files is meant, and whether a text may come out, is no matter of spelling.
        ("content/articles/a.md", article("", "[x](gone/twice.md)")),
        ("content/articles/1/twice.md", article("", "")),
        ("content/articles/2/twice.md", article("", "")),
        // Every folder has an `index.md`; that of another is none that was moved.
        (
            "content/articles/i.md",
            article("", "[x](floods/2019/index.md)"),
        ),
        ("content/articles/recipes/index.md", article("", "")),
        ("content/articles/b.md", article("darft = false\n", "")),
        (
            "content/articles/c.md",
            article("embargos = 2024-09-10\n", ""),
        ),
        // It stands there already.
        (
            "content/articles/d.md",
            article("sumary = \"x\"\nsummary = \"y\"\n", ""),
        ),
        // Which of the two is right?
        (
            "content/articles/h.md",
            article("sumary = \"x\"\nsummery = \"y\"\n", ""),
        ),
        // A list of tables has its name in two places.
        (
            "content/articles/e.md",
            article("[[event]]\ntitle = \"x\"\n[[event]]\ntitle = \"y\"\n", ""),
        ),
        // Either day may be meant.
        (
            "content/articles/f.md",
            article("[[events]]\ntitle = \"x\"\ndate = \"09/10/2024\"\n", ""),
        ),
        // Not as a link's address alone.
        (
            "content/articles/g.md",
            article("", "[x][ref] or `[y](old.md)`\n\n[ref]: lost/old.md"),
        ),
        ("content/articles/1/old.md", article("", "")),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
    let site = site(&files);
    let (out, told, well) = run(site.path(), &["check", "--fix"]);
    assert!(!well && !told.contains("mended"), "{out}{told}");
    for (path, text) in files {
        assert_eq!(read(&site, path), text);
    }
}

#[cfg(unix)]
#[test]
fn a_mended_file_keeps_its_permissions_and_a_link_stays_one() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let site = site(&[("content/articles/x.md", &article("sumary = \"x\"\n", ""))]);
    let path = site.path().join("content/articles/x.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let link = site.path().join("content/articles/y.md");
    symlink("x.md", &link).unwrap();
    let (_, told, _) = run(site.path(), &["check", "--fix"]);
    assert!(told.contains("mended content/articles/x.md:4:1"), "{told}");
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

/// A site whose article names these paths of a host.
fn naming(host: &Host, settings: &str, paths: &[&str]) -> TempDir {
    let links = paths
        .iter()
        .map(|path| format!("[x]({}{path})\n", host.base()));
    let site = site(&[(
        "content/articles/x.md",
        &article("", &links.collect::<String>()),
    )]);
    fs::write(
        site.path().join("dateline.toml"),
        format!("{SETTINGS}{settings}"),
    )
    .unwrap();
    site
}

/// What is said of links, each with its line in the article.
fn links(found: &[Value]) -> Vec<(String, u64, String)> {
    let found = found
        .iter()
        .filter(|one| one["code"].as_str().unwrap().starts_with("link/"));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    found
        .map(|one| {
            let said = format!("{} ({})", text(&one["message"]), text(&one["help"]));
            (text(&one["code"]), one["line"].as_u64().unwrap_or(0), said)
        })
        .collect()
}

#[test]
fn an_address_is_good_gone_moved_or_cannot_be_told() {
    let host = Host::new(|path, asked| match path {
        "/gone" => Reply::status(404),
        "/taken-out" => Reply::status(410),
        "/moved" => Reply::status(301).header("Location", "/good"),
        "/for-now" => Reply::status(302).header("Location", "/moved"),
        "/circle" => Reply::status(302).header("Location", "circle-2"),
        "/circle-2" => Reply::status(302).header("Location", "/circle"),
        "/no-head" if asked.method == "HEAD" => Reply::status(405),
        "/lies-to-head" if asked.method == "HEAD" => Reply::status(404),
        "/refused" => Reply::status(403),
        "/slow" => Reply::status(200).after(Duration::from_secs(12)),
        "/out" => Reply::status(301).header("Location", "ftp://a.example/"),
        _ => Reply::status(200),
    });
    let paths = [
        "/good#part",
        "/gone",
        "/taken-out",
        "/moved",
        "/for-now",
        "/circle",
        "/no-head",
        "/lies-to-head",
        "/refused",
        "/slow",
        "/out",
    ];
    let site = naming(&host, "[check]\ntimeout = 3\n", &paths);
    let found = links(&checked(site.path(), &["--external"]));
    let codes: Vec<(&str, u64)> = found
        .iter()
        .map(|(code, line, _)| (&**code, *line))
        .collect();
    assert_eq!(
        codes,
        [
            ("link/dead", 6),
            ("link/dead", 7),
            ("link/moved", 8),
            ("link/unclear", 10),
            ("link/unclear", 13),
            ("link/unclear", 14),
            ("link/unclear", 15),
        ],
        "{found:#?}"
    );
    for (at, words) in [
        (0, "the server answers 404"),
        (1, "the server answers 410"),
        (2, &*format!("write `{}/good`", host.base())),
        (3, "it leads on in a circle"),
        (4, "the server answers 403"),
        (5, "there is no answer in time"),
        (6, "it leads on to `ftp://a.example/`"),
    ] {
        assert!(found[at].2.contains(words), "{:?}", found[at]);
    }
    let asked = host.asked();
    let agent = concat!("dateline/", env!("CARGO_PKG_VERSION"));
    assert!(asked.iter().all(|one| one.agent == agent), "{asked:?}");
    let of = |path: &str| {
        asked
            .iter()
            .filter(|one| one.path == path)
            .map(|one| &*one.method)
            .collect::<Vec<_>>()
    };
    assert_eq!(of("/no-head"), ["HEAD", "GET"]);
    assert_eq!(
        of("/good")
            .iter()
            .filter(|method| **method == "GET")
            .count(),
        0
    );
}

#[test]
fn a_server_that_asks_to_wait_is_waited_for() {
    let host = Host::new(|path, asked| match (path, asked.before) {
        ("/busy", 0) => Reply::status(429).header("Retry-After", "1"),
        ("/always-busy", _) => Reply::status(503).header("Retry-After", "3600"),
        _ => Reply::status(200),
    });
    let site = naming(&host, "", &["/busy", "/always-busy"]);
    let started = Instant::now();
    let found = links(&checked(site.path(), &["--external"]));
    assert!(started.elapsed() >= Duration::from_secs(1));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].0 == "link/unclear" && found[0].2.contains("503"),
        "{found:#?}"
    );
    let asked = host.asked();
    assert_eq!(asked.iter().filter(|one| one.path == "/busy").count(), 2);
}

#[test]
fn no_host_is_asked_more_than_twice_at_once_and_no_address_more_than_once() {
    let host = Host::new(|_, _| Reply::status(200).after(Duration::from_millis(30)));
    let paths: Vec<String> = (0..40).map(|at| format!("/{}", at / 2)).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let site = naming(&host, "", &paths);
    assert_eq!(links(&checked(site.path(), &["--external"])), []);
    assert_eq!(host.asked().len(), 20);
    assert!(host.most_at_once() <= 2, "{}", host.most_at_once());
}

#[test]
fn a_good_answer_is_believed_for_a_week_and_a_bad_one_never() {
    let host = Host::new(|path, _| match path {
        "/gone" => Reply::status(404),
        "/moved" => Reply::status(308).header("Location", "/good"),
        _ => Reply::status(200),
    });
    let site = naming(&host, "", &["/good", "/gone", "/moved"]);
    let first = links(&checked(site.path(), &["--external"]));
    let before = host.asked().len();
    assert_eq!(links(&checked(site.path(), &["--external"])), first);
    let again = host.asked().split_off(before);
    assert!(
        !again.is_empty() && again.iter().all(|one| one.path == "/gone"),
        "{again:?}"
    );
    let kept = site.path().join(".dateline-cache/external.json");
    let old = fs::read_to_string(&kept).unwrap();
    let day = old
        .split("\"asked\": \"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    fs::write(&kept, old.replace(day, "2020-01-01")).unwrap();
    let before = host.asked().len();
    checked(site.path(), &["--external"]);
    assert!(host.asked()[before..].iter().any(|one| one.path == "/good"));
    fs::write(&kept, "{ not JSON").unwrap();
    assert_eq!(links(&checked(site.path(), &["--external"])), first);
}

#[test]
fn addresses_of_sources_and_of_the_publisher_are_asked_for_where_they_are_typed() {
    let host = Host::new(|path, _| Reply::status(if path == "/copy" { 200 } else { 404 }));
    let base = host.base();
    let own = format!(
        "[[sources]]\nid = \"own\"\nname = \"Own\"\nurl = \"{base}/own\"\narchived = \"{base}/copy\"\n"
    );
    let sources = format!(
        "[one]\nname = \"One\"\nurl = \"{base}/one\"\n\n[idle]\nname = \"Idle\"\nurl = \"{base}/idle\"\n"
    );
    let raw = format!("<a href=\"{base}/raw\">x</a> and <{base}/angle>\n");
    let site = site(&[
        ("content/articles/x.md", &article(&own, &raw)),
        (
            "content/articles/y.md",
            &article("sources = [\"one\"]\n", &format!("[x]({base}/raw)")),
        ),
        (
            "content/articles/z.md",
            &article("draft = true\n", &format!("[x]({base}/draft)")),
        ),
        ("content/sources.toml", &sources),
    ]);
    let publisher = format!("{SETTINGS}[publisher]\nname = \"Desk\"\nurl = \"{base}/desk\"\n");
    fs::write(site.path().join("dateline.toml"), publisher).unwrap();
    let found = checked(site.path(), &["--external"]);
    let dead: Vec<&Value> = found
        .iter()
        .filter(|one| one["code"] == "link/dead")
        .collect();
    let places: Vec<String> = dead
        .iter()
        .map(|one| format!("{}:{}", one["file"].as_str().unwrap(), one["line"]))
        .collect();
    assert_eq!(
        places,
        [
            "content/articles/x.md:7",
            "content/articles/x.md:10",
            "content/articles/x.md:10",
            "content/sources.toml:3",
            "dateline.toml:4",
        ],
        "{dead:#?}"
    );
    assert!(
        dead[0]["help"].as_str().unwrap().contains("/copy`"),
        "{dead:#?}"
    );
    assert!(
        dead[1]["message"]
            .as_str()
            .unwrap()
            .contains("it also stands in `content/articles/y.md`"),
        "{dead:#?}"
    );
    // What nothing public names is nobody's to know.
    assert!(
        host.asked()
            .iter()
            .all(|one| !["/idle", "/draft"].contains(&&*one.path))
    );
}

#[test]
fn what_is_to_be_passed_over_is_not_asked_for_and_nothing_is_without_being_told_to() {
    let host = Host::new(|_, _| Reply::status(404));
    let skip = format!("[check]\nskip = [\"{}/*\"]\n", host.base());
    let site = naming(&host, &skip, &["/a", "/b"]);
    let (out, _, _) = run(site.path(), &["check", "--external"]);
    assert!(
        out.contains("0 web addresses asked for, 0 known to be good, 2 passed over"),
        "{out}"
    );
    fs::write(site.path().join("dateline.toml"), SETTINGS).unwrap();
    run(site.path(), &["check"]);
    run(site.path(), &["build"]);
    assert_eq!(host.asked().len(), 0);
    assert!(!site.path().join(".dateline-cache/external.json").exists());
}
