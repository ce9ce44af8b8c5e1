//! The program on a real disk: what a build writes, keeps, refuses and survives.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use assert_cmd::Command;
use tempfile::TempDir;

use crate::support::files;

fn dateline() -> Command {
    let mut command = Command::cargo_bin("dateline").unwrap();
    command.env_remove("SOURCE_DATE_EPOCH");
    command
}

/// A folder with a small site in `site`.
fn desk() -> TempDir {
    let desk = TempDir::new().unwrap();
    write(
        desk.path(),
        "site/dateline.toml",
        "title = \"Desk\"\nbase_url = \"https://desk.example\"\n",
    );
    write(
        desk.path(),
        "site/content/articles/a.md",
        "+++\ntitle = \"First\"\ndate = 2024-09-09\n+++\nText.\n",
    );
    write(
        desk.path(),
        "site/content/articles/b/index.md",
        "+++\ntitle = \"Second\"\ndate = 2024-09-10\n+++\n![x](x.svg)\n",
    );
    write(
        desk.path(),
        "site/content/articles/b/x.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    desk
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn build(desk: &TempDir) -> assert_cmd::assert::Assert {
    dateline()
        .arg("build")
        .arg(desk.path().join("site"))
        .assert()
}

#[test]
fn of_hidden_files_only_what_is_well_known_is_published() {
    let desk = desk();
    let config = "title = \"Desk\"\ntheme = \"mine\"\n";
    write(desk.path(), "site/dateline.toml", config);
    let below = "site/themes/mine/static";
    for name in [
        ".well-known/security.txt",
        ".well-known/.env",
        ".env",
        "a/.well-known/x",
        "b.txt",
    ] {
        write(desk.path(), &format!("{below}/{name}"), "x");
    }
    write(desk.path(), "site/content/.well-known/y.txt", "x");
    build(&desk).success();
    let out = desk.path().join("site/public");
    assert!(out.join(".well-known/security.txt").is_file());
    for hidden in [".well-known/.env", ".env", "a", ".well-known/y.txt"] {
        assert!(!out.join(hidden).exists(), "{hidden}");
    }
    build(&desk).success();
    fs::remove_dir_all(desk.path().join(below).join(".well-known")).unwrap();
    build(&desk).success();
    assert!(!out.join(".well-known/security.txt").exists());
}

#[test]
fn a_theme_of_one_file_that_cannot_be_read_is_there() {
    let desk = desk();
    let config = "title = \"Desk\"\ntheme = \"mine\"\n";
    write(desk.path(), "site/dateline.toml", config);
    write(desk.path(), "site/themes/mine/templates/article.html", "");
    let template = desk.path().join("site/themes/mine/templates/article.html");
    fs::write(template, b"<p>\xff</p>").unwrap();
    let told = build(&desk).failure();
    let told = String::from_utf8_lossy(&told.get_output().stderr).into_owned();
    assert!(told.contains("error[file/not-utf8]"), "{told}");
    assert_eq!(told.matches("error[").count(), 1, "{told}");
}

fn times(root: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let modified = |path: &PathBuf| fs::metadata(root.join(path)).unwrap().modified().unwrap();
    files(root)
        .into_keys()
        .map(|path| (path.clone(), modified(&path)))
        .collect()
}

#[test]
fn a_build_publishes_pages_assets_and_fingerprinted_styles() {
    let desk = desk();
    let out = build(&desk).success();
    let summary = String::from_utf8(out.get_output().stdout.clone()).unwrap();
    assert!(summary.contains("2 articles"), "{summary}");
    let files = files(&desk.path().join("site/public"));
    for path in [
        "index.html",
        "404.html",
        "feed.xml",
        "sitemap.xml",
        "build.json",
        "articles/b/x.svg",
        ".dateline-manifest.json",
    ] {
        assert!(files.contains_key(Path::new(path)), "{path}");
    }
    let styles: Vec<String> = files
        .keys()
        .map(|path| path.display().to_string())
        .filter(|path| path.ends_with(".css"))
        .collect();
    assert_eq!(styles.len(), 2);
    let front = String::from_utf8(files[Path::new("index.html")].clone()).unwrap();
    for style in styles {
        assert!(style.len() > "site..css".len() + 8, "{style}");
        assert!(front.contains(&style));
    }
}

#[test]
fn a_second_build_touches_no_file() {
    let desk = desk();
    build(&desk).success();
    let before = times(&desk.path().join("site/public"));
    std::thread::sleep(std::time::Duration::from_millis(20));
    build(&desk).success();
    assert_eq!(times(&desk.path().join("site/public")), before);
}

#[test]
fn a_build_that_fails_leaves_the_old_site_as_it_is() {
    let desk = desk();
    build(&desk).success();
    let before = times(&desk.path().join("site/public"));
    let broken = [
        ("site/content/articles/c.md", "+++\ntitle = \"x\n+++\n"),
        (
            "site/content/articles/c.md",
            "+++\ntitle = \"C\"\ndate = 2024-09-09\n+++\n[x](nowhere.md)\n",
        ),
        (
            "site/themes/default/templates/front.html",
            "{{ view.nothing }}",
        ),
        ("site/themes/default/templates/front.html", "{% if"),
    ];
    for (path, text) in broken {
        write(desk.path(), path, text);
        // What is new must not get out either.
        write(
            desk.path(),
            "site/content/articles/d.md",
            "+++\ntitle = \"D\"\ndate = 2024-09-11\n+++\n",
        );
        build(&desk).code(1);
        assert_eq!(
            times(&desk.path().join("site/public")),
            before,
            "{path}: {text}"
        );
        fs::remove_file(desk.path().join(path)).unwrap();
    }
}

#[test]
fn what_is_gone_from_the_site_goes_from_the_output_and_what_a_user_put_there_stays() {
    let desk = desk();
    build(&desk).success();
    let public = desk.path().join("site/public");
    write(&public, "articles/b/mine.txt", "mine");
    write(&public, ".gitignore", "*\n");
    fs::remove_dir_all(desk.path().join("site/content/articles/b")).unwrap();
    build(&desk).success();
    assert!(!public.join("articles/b/index.html").exists());
    assert!(!public.join("articles/b/x.svg").exists());
    assert_eq!(
        fs::read_to_string(public.join("articles/b/mine.txt")).unwrap(),
        "mine"
    );
    assert_eq!(
        fs::read_to_string(public.join(".gitignore")).unwrap(),
        "*\n"
    );
}

#[test]
fn a_users_file_is_never_overwritten() {
    let desk = desk();
    build(&desk).success();
    let public = desk.path().join("site/public");
    write(&public, "articles/c/index.html", "mine");
    write(
        desk.path(),
        "site/content/articles/c.md",
        "+++\ntitle = \"C\"\ndate = 2024-09-11\n+++\n",
    );
    let refused = build(&desk).code(1);
    let said = String::from_utf8(refused.get_output().stderr.clone()).unwrap();
    assert!(said.contains("output/foreign-file"), "{said}");
    assert_eq!(
        fs::read_to_string(public.join("articles/c/index.html")).unwrap(),
        "mine"
    );
}

#[test]
fn dangerous_output_folders_are_refused_with_a_reason() {
    let desk = desk();
    let site = desk.path().join("site");
    write(desk.path(), "foreign/notes.txt", "mine");
    write(desk.path(), "repository/.git/config", "");
    write(desk.path(), "file", "");
    let home = desk.path().join("home");
    fs::create_dir_all(&home).unwrap();
    let refusals = [
        ("/".to_string(), "the root of the disk"),
        (home.display().to_string(), "your home folder"),
        (site.display().to_string(), "the site's own folder"),
        (
            format!("{}/public/..", site.display()),
            "the site's own folder",
        ),
        (desk.path().display().to_string(), "the site lies in it"),
        (
            site.join("content").display().to_string(),
            "the site's sources",
        ),
        (
            site.join("content/articles/out").display().to_string(),
            "the site's sources",
        ),
        (
            site.join("themes/x").display().to_string(),
            "the site's sources",
        ),
        (
            desk.path().join("foreign").display().to_string(),
            "did not write",
        ),
        (
            desk.path().join("repository").display().to_string(),
            "top of a repository",
        ),
        (
            desk.path().join("file").display().to_string(),
            "it is a file",
        ),
    ];
    let before = files(desk.path());
    for (out, reason) in refusals {
        let refused = dateline()
            .env("HOME", &home)
            .args(["build", "--out", &out])
            .arg(&site)
            .assert()
            .code(1);
        let said = String::from_utf8(refused.get_output().stderr.clone()).unwrap();
        assert!(
            said.contains("output/refused") && said.contains(reason),
            "{out}: {said}"
        );
    }
    assert_eq!(files(desk.path()), before);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_output_folder_is_not_followed() {
    let desk = desk();
    build(&desk).success();
    let public = desk.path().join("site/public");
    let elsewhere = desk.path().join("elsewhere");
    fs::create_dir_all(&elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, public.join("pages")).unwrap();
    write(
        desk.path(),
        "site/content/pages/about.md",
        "+++\ntitle = \"About\"\n+++\n",
    );
    build(&desk).code(1);
    assert!(files(&elsewhere).is_empty());
}

#[test]
fn a_page_may_take_a_folders_place_and_the_reverse() {
    let desk = desk();
    write(desk.path(), "site/content/data/x", "a file");
    build(&desk).success();
    let public = desk.path().join("site/public");
    assert!(public.join("data/x").is_file());
    fs::remove_dir_all(desk.path().join("site/content/data")).unwrap();
    write(
        desk.path(),
        "site/content/data/x/y.txt",
        "a file in a folder",
    );
    build(&desk).success();
    assert!(public.join("data/x/y.txt").is_file());
    fs::remove_dir_all(desk.path().join("site/content/data")).unwrap();
    write(desk.path(), "site/content/data/x", "a file again");
    build(&desk).success();
    assert!(public.join("data/x").is_file());
}

#[test]
fn a_killed_build_is_mended_by_the_next() {
    let desk = desk();
    build(&desk).success();
    let public = desk.path().join("site/public");
    let whole = files(&public);
    // What a kill in the middle leaves: a staging folder, a new file known to the manifest
    // only as one of either site, and an old one that is missing.
    write(&public, ".dateline-staging/0", "half");
    write(&public, "articles/new/index.html", "new");
    let manifest = fs::read_to_string(public.join(".dateline-manifest.json")).unwrap();
    let manifest = manifest.replacen(
        "\"404.html\",",
        "\"404.html\",\n    \"articles/new/index.html\",",
        1,
    );
    fs::write(public.join(".dateline-manifest.json"), manifest).unwrap();
    fs::remove_file(public.join("articles/a/index.html")).unwrap();
    build(&desk).success();
    assert_eq!(files(&public), whole);
}

#[test]
fn the_same_site_gives_the_same_bytes_wherever_and_however_it_is_built() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let desk = TempDir::new().unwrap();
    let copy = desk.path().join("a copy of the site");
    for top in ["dateline.toml", "content", "themes"] {
        copy_all(&root.join(top), &copy.join(top));
    }
    let outputs: Vec<BTreeMap<PathBuf, Vec<u8>>> = [
        (root, "UTC", "C", "1", "1800000000"),
        (
            copy.as_path(),
            "Pacific/Kiritimati",
            "de_DE.UTF-8",
            "2",
            "1900000000",
        ),
        (
            copy.as_path(),
            "America/Anchorage",
            "tr_TR.UTF-8",
            "7",
            "4000000000",
        ),
    ]
    .into_iter()
    .enumerate()
    .map(|(at, (site, zone, locale, threads, clock))| {
        let out = desk.path().join(format!("out-{at}"));
        dateline()
            .envs([
                ("TZ", zone),
                ("LC_ALL", locale),
                ("LANG", locale),
                ("RAYON_NUM_THREADS", threads),
                ("SOURCE_DATE_EPOCH", clock),
            ])
            .current_dir(if at == 2 { desk.path() } else { site })
            .args(["build", "--as-of", "2026-01-25", "--out"])
            .args([&out, site])
            .assert()
            .success();
        files(&out)
    })
    .collect();
    assert!(outputs[0].len() > 100);
    assert_eq!(outputs[0], outputs[1]);
    assert_eq!(outputs[0], outputs[2]);
}

fn copy_all(from: &Path, to: &Path) {
    if from.is_file() {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
        return;
    }
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        copy_all(&path, &to.join(path.file_name().unwrap()));
    }
}

#[cfg(unix)]
#[test]
fn files_that_cannot_be_read_are_named_with_all_else_that_is_wrong() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    let articles = desk.path().join("site/content/articles");
    fs::write(
        articles.join("latin.md"),
        b"+++\ntitle = \"Caf\xe9\"\n+++\n",
    )
    .unwrap();
    fs::write(articles.join("secret.md"), "+++\n+++\n").unwrap();
    fs::set_permissions(
        articles.join("secret.md"),
        fs::Permissions::from_mode(0o000),
    )
    .unwrap();
    // The superuser reads everything; a link to nothing is unreadable for all.
    std::os::unix::fs::symlink("nowhere", articles.join("dangling.md")).unwrap();
    write(
        desk.path(),
        "site/content/articles/wrong.md",
        "+++\ntitle = x\n+++\n",
    );
    let failed = build(&desk).code(1);
    let said = String::from_utf8(failed.get_output().stderr.clone()).unwrap();
    for part in [
        "latin.md",
        "file/not-utf8",
        "latin.md:2:13",
        "dangling.md",
        "file/unreadable",
        "wrong.md:2:9",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(
        !desk.path().join("site/public").exists(),
        "nothing is written"
    );
}

#[test]
fn what_no_disk_can_hold_is_refused_before_anything_changes() {
    let desk = desk();
    build(&desk).success();
    let public = desk.path().join("site/public");
    let before = times(&public);
    let alias =
        |alias: &str| format!("+++\ntitle = \"C\"\ndate = 2024-09-11\naliases = [{alias}]\n+++\n");
    let long = "x".repeat(300);
    let wrong = [
        (alias("\"/index.html\""), "page/"),
        (alias("\"/articles/a/index.html\""), "page/duplicate-url"),
        (alias("\"/404.html/\""), "page/duplicate-url"),
        (alias("\"/old.x\", \"/old.x/y/\""), "page/duplicate-url"),
        (alias("\"/a\\u0000b/\""), "page/bad-url"),
        (alias("\"/../x/\""), "page/bad-url"),
        (alias("\"//evil.example/\""), "page/bad-alias"),
        (alias("\"https://evil.example/x/\""), "page/bad-alias"),
        (alias("\"/?p=12\""), "page/bad-alias"),
        (alias("\"../x\""), "page/bad-alias"),
        (alias("\"/.git/\""), "page/bad-url"),
        (alias("\"/.dateline-staging/0\""), "page/bad-url"),
        (alias(&format!("\"/{long}/\"")), "page/bad-url"),
        (
            format!("+++\ntitle = \"C\"\ndate = 2024-09-11\nslug = \"{long}\"\n+++\n"),
            "page/bad-url",
        ),
    ];
    for (text, code) in wrong {
        write(desk.path(), "site/content/articles/c.md", &text);
        let refused = build(&desk).code(1);
        let said = String::from_utf8(refused.get_output().stderr.clone()).unwrap();
        assert!(said.contains(code), "{text}: {said}");
        assert_eq!(times(&public), before, "{text}");
    }
    fs::remove_file(desk.path().join("site/content/articles/c.md")).unwrap();
    write(desk.path(), "site/content/index.html", "mine");
    build(&desk).code(1);
    assert_eq!(times(&public), before);
}

#[test]
fn a_file_where_another_needs_a_folder_is_told_with_both_and_nothing_else_is() {
    let desk = desk();
    let config = "title = \"Desk\"\nbase_url = \"https://desk.example\"\ntheme = \"mine\"\n";
    write(desk.path(), "site/dateline.toml", config);
    write(desk.path(), "site/content/zone/map.txt", "x");
    write(desk.path(), "site/themes/mine/static/mine.css", "");
    build(&desk).success();
    let public = desk.path().join("site/public");
    let before = times(&public);
    for (file, code, both) in [
        (
            "articles",
            "page/duplicate-url",
            ["static/articles", "articles/a.md"],
        ),
        (
            "zone",
            "page/duplicate-url",
            ["static/zone", "content/zone/map.txt"],
        ),
        (
            "feed.xml/x",
            "page/duplicate-url",
            ["static/feed.xml/x", "/feed.xml"],
        ),
        // No plan names what the search loads.
        (
            "search/index",
            "search/taken",
            ["the search", "/search/index"],
        ),
        (
            "search/pagefind.js/x",
            "search/taken",
            ["the search", "/search/pagefind.js/x"],
        ),
    ] {
        let path = format!("site/themes/mine/static/{file}");
        write(desk.path(), &path, "x");
        let refused = build(&desk).code(1);
        let said = String::from_utf8(refused.get_output().stderr.clone()).unwrap();
        assert_eq!(said.matches("error[").count(), 1, "{said}");
        assert!(said.contains(&format!("error[{code}]")), "{said}");
        assert!(both.iter().all(|one| said.contains(one)), "{said}");
        assert!(!said.contains("staging"), "{said}");
        assert_eq!(times(&public), before, "{file}");
        let top = file.split('/').next().unwrap();
        let top = desk.path().join("site/themes/mine/static").join(top);
        if top.is_dir() {
            fs::remove_dir_all(top).unwrap();
        } else {
            fs::remove_file(top).unwrap();
        }
    }
}

#[test]
fn what_stands_in_the_way_is_found_before_anything_changes() {
    let desk = desk();
    build(&desk).success();
    let public = desk.path().join("site/public");
    write(&public, "tables", "a file of the user's");
    write(
        &public,
        "articles/c/index.html/notes.txt",
        "a folder of the user's",
    );
    let before = times(&public);
    write(desk.path(), "site/content/tables/x.csv", "1");
    build(&desk).code(1);
    assert_eq!(times(&public), before);
    fs::remove_dir_all(desk.path().join("site/content/tables")).unwrap();
    write(
        desk.path(),
        "site/content/articles/c.md",
        "+++\ntitle = \"C\"\ndate = 2024-09-11\n+++\n",
    );
    build(&desk).code(1);
    assert_eq!(times(&public), before);
}

#[test]
fn a_folder_that_a_user_put_in_a_pages_place_is_found_before_anything_changes() {
    let desk = desk();
    build(&desk).success();
    let public = desk.path().join("site/public");
    fs::remove_file(public.join("articles/a/index.html")).unwrap();
    write(&public, "articles/a/index.html/notes.txt", "mine");
    let before = times(&public);
    write(
        desk.path(),
        "site/content/articles/a.md",
        "+++\ntitle = \"Changed\"\ndate = 2024-09-09\n+++\n",
    );
    build(&desk).code(1);
    assert_eq!(times(&public), before);
}

#[test]
fn a_users_file_with_the_same_bytes_stays_the_users() {
    let desk = desk();
    build(&desk).success();
    let public = desk.path().join("site/public");
    write(&public, "data/x.csv", "1");
    write(desk.path(), "site/content/data/x.csv", "1");
    build(&desk).success();
    fs::remove_dir_all(desk.path().join("site/content/data")).unwrap();
    build(&desk).success();
    assert_eq!(fs::read_to_string(public.join("data/x.csv")).unwrap(), "1");
}

#[cfg(unix)]
#[test]
fn removing_does_not_follow_a_link_out_of_the_output_folder() {
    let desk = desk();
    build(&desk).success();
    let public = desk.path().join("site/public");
    let elsewhere = desk.path().join("elsewhere");
    fs::rename(public.join("articles/b"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, public.join("articles/b")).unwrap();
    fs::remove_dir_all(desk.path().join("site/content/articles/b")).unwrap();
    build(&desk).success();
    assert!(elsewhere.join("index.html").is_file());
}

#[test]
fn two_builds_do_not_write_into_one_folder_at_once() {
    let desk = desk();
    build(&desk).success();
    let lock = fs::File::create(desk.path().join("site/public/.dateline-lock")).unwrap();
    lock.lock().unwrap();
    let refused = build(&desk).code(1);
    let said = String::from_utf8(refused.get_output().stderr.clone()).unwrap();
    assert!(said.contains("output/busy"), "{said}");
    lock.unlock().unwrap();
    build(&desk).success();
}

#[test]
fn a_first_build_leaves_nothing_beside_the_folder_it_makes() {
    let desk = desk();
    // What a first build that was killed left.
    write(
        desk.path(),
        "site/.public.dateline-staging/articles/x",
        "half",
    );
    build(&desk).success();
    let site = fs::read_dir(desk.path().join("site")).unwrap();
    let mut names: Vec<String> = site
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [".dateline-cache", "content", "dateline.toml", "public"]
    );
    assert!(!desk.path().join("site/public/articles/x").exists());
}

#[test]
fn empty_folders_where_pages_are_to_be_are_no_obstacle() {
    let desk = desk();
    build(&desk).success();
    let public = desk.path().join("site/public");
    fs::create_dir_all(public.join("articles/c/index.html/empty/empty")).unwrap();
    fs::remove_file(public.join("articles/a/index.html")).unwrap();
    fs::create_dir_all(public.join("articles/a/index.html/empty")).unwrap();
    write(
        desk.path(),
        "site/content/articles/c.md",
        "+++\ntitle = \"C\"\ndate = 2024-09-11\n+++\n",
    );
    build(&desk).success();
    assert!(public.join("articles/a/index.html").is_file());
    assert!(public.join("articles/c/index.html").is_file());
}

#[test]
fn what_a_manifest_cannot_have_from_a_build_harms_nothing() {
    let desk = desk();
    build(&desk).success();
    let public = desk.path().join("site/public");
    let whole = files(&public);
    write(desk.path(), "site/mine.txt", "mine");
    write(&public, "folder/mine.txt", "mine");
    let manifest = fs::read_to_string(public.join(".dateline-manifest.json")).unwrap();
    let odd = [
        "",
        ".",
        "../mine.txt",
        "/etc/hosts",
        "folder",
        "folder/",
        "folder//mine.txt",
        "index.html/below",
        ".dateline-manifest.json",
        "a\\u0000b",
    ];
    let odd = odd.map(|path| format!("\"{path}\","));
    let long = format!("\"{}\",", "x".repeat(5000));
    let odd = manifest.replacen('[', &format!("[{}{long}", odd.concat()), 1);
    fs::write(public.join(".dateline-manifest.json"), odd).unwrap();
    build(&desk).success();
    fs::remove_file(desk.path().join("site/mine.txt")).unwrap();
    fs::remove_file(public.join("folder/mine.txt")).unwrap();
    assert_eq!(files(&public), whole);
}

#[cfg(unix)]
#[test]
fn pipes_links_and_folders_under_datelines_own_names_do_not_stop_a_build() {
    let desk = desk();
    build(&desk).success();
    let public = desk.path().join("site/public");
    let whole = files(&public);
    let lock = public.join(".dateline-lock");
    let pipe = |path: &Path| {
        let made = std::process::Command::new("mkfifo").arg(path).status();
        made.unwrap().success()
    };
    fs::remove_file(&lock).unwrap();
    assert!(pipe(&lock));
    assert!(pipe(&public.join(".dateline-staging")));
    build(&desk).success();
    assert_eq!(files(&public), whole);
    fs::remove_file(&lock).unwrap();
    std::os::unix::fs::symlink("../elsewhere", &lock).unwrap();
    fs::create_dir(public.join(".dateline-staging")).unwrap();
    build(&desk).success();
    assert_eq!(files(&public), whole);
    assert!(!desk.path().join("site/elsewhere").exists());
    fs::remove_file(public.join(".dateline-manifest.json")).unwrap();
    assert!(pipe(&public.join(".dateline-manifest.json")));
    build(&desk).code(1);
}

#[test]
fn a_first_build_takes_a_bare_name_for_a_folder_of_the_current_one() {
    let desk = desk();
    for _ in 0..2 {
        dateline()
            .current_dir(desk.path())
            .args(["build", "site", "--out", "out"])
            .assert()
            .success();
    }
    assert!(desk.path().join("out/index.html").is_file());
}
