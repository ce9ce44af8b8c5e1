//! The recipes of docs/themes.md, each as it is written there, on a site that `init` has made.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use tempfile::TempDir;
use walkdir::WalkDir;

const DOCS: &str = include_str!("../../docs/themes.md");

/// A part of the documentation: from its heading to the next of its level.
fn part(heading: &str) -> &'static str {
    let from = DOCS.find(&format!("\n{heading}\n")).unwrap() + 1;
    let rest = &DOCS[from..];
    let level = heading.split(' ').next().unwrap();
    let to = rest.find(&format!("\n{level} ")).unwrap_or(rest.len());
    &rest[..to]
}

/// The first block of code in this language after `mark`.
fn block<'a>(text: &'a str, mark: &str, language: &str) -> &'a str {
    let after = &text[text.find(mark).unwrap() + mark.len()..];
    let fence = format!("```{language}\n");
    let code = &after[after.find(&fence).unwrap() + fence.len()..];
    &code[..=code.find("\n```").unwrap()]
}

/// A site that `init` has made, built once as it is.
struct Fresh {
    folder: TempDir,
    before: PathBuf,
}

fn fresh() -> Fresh {
    let folder = TempDir::new().unwrap();
    let before = folder.path().join("before");
    let fresh = Fresh { folder, before };
    fresh.run(&["init", "site"]);
    fresh.run(&["build", "site", "--strict", "--out", "before"]);
    fresh
}

impl Fresh {
    fn run(&self, arguments: &[&str]) {
        let mut command = Command::cargo_bin("dateline").unwrap();
        command
            .current_dir(self.folder.path())
            .args(arguments)
            .assert()
            .success();
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join("site").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Adds to dateline.toml: a key in place of its former line, a table at the end.
    fn set(&self, lines: &str) {
        let path = self.folder.path().join("site/dateline.toml");
        let text = fs::read_to_string(&path).unwrap();
        let text = if lines.starts_with("theme = ") {
            text.replace("theme = \"default\"\n", lines)
        } else {
            format!("{text}\n{lines}")
        };
        fs::write(path, text).unwrap();
    }

    fn build(&self) {
        self.run(&["build", "site", "--strict"]);
    }

    fn page(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join("site/public").join(path)).unwrap()
    }

    /// The pages that are not what they were.
    fn changed(&self) -> BTreeSet<String> {
        let pages = WalkDir::new(&self.before).into_iter().map(Result::unwrap);
        let pages =
            pages.filter(|entry| entry.path().extension().is_some_and(|kind| kind == "html"));
        let names = pages.map(|entry| {
            let name = entry.path().strip_prefix(&self.before).unwrap();
            name.to_str().unwrap().replace('\\', "/")
        });
        names
            .filter(|name| fs::read_to_string(self.before.join(name)).unwrap() != self.page(name))
            .collect()
    }
}

#[test]
fn colours_are_changed_without_a_theme() {
    let site = fresh();
    site.set(block(part("## Colours, fonts and sizes"), "", "toml"));
    site.build();
    let public = site.folder.path().join("site/public");
    let sheet = fs::read_dir(public).unwrap().map(Result::unwrap);
    let sheet = sheet.map(|entry| entry.path()).find(|path| {
        path.file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with("tokens.")
    });
    let sheet = fs::read_to_string(sheet.unwrap()).unwrap();
    for line in [
        "--accent-light: #7a1f5c;",
        "--accent-dark: #f0a8d8;",
        "Charis SIL",
    ] {
        assert!(sheet.contains(line), "{line}");
    }
}

#[test]
fn a_template_adds_to_the_built_in_one() {
    let site = fresh();
    let code = block(part("### A file"), "", "jinja");
    site.write("themes/desk/templates/standing.html", code);
    site.set(block(part("## A theme's folder"), "Name it", "toml"));
    site.set("[extra]\nmotto = \"Slow news\"\n");
    site.build();
    let changed = site.changed();
    assert!(
        !changed.is_empty() && changed.iter().all(|page| page.starts_with("pages/")),
        "{changed:?}"
    );
    assert!(
        site.page("pages/about/index.html")
            .contains("<p>Slow news</p>")
    );
}

#[test]
fn one_component_is_replaced_and_nothing_else_changes() {
    let recipe = part("## A worked example: one component");
    let site = fresh();
    let file = "themes/desk/templates/components/brief.html";
    site.write(file, block(recipe, &format!("`{file}`"), "jinja"));
    site.set(block(recipe, "`dateline.toml`", "toml"));
    site.build();
    assert_eq!(
        site.changed(),
        BTreeSet::from(["topics/footbridge/index.html".to_owned()])
    );
    assert!(
        site.page("topics/footbridge/index.html")
            .contains("<dt>Why it matters</dt>")
    );
}

#[test]
fn a_line_is_added_to_the_foot_of_every_page_without_a_copy() {
    let recipe = part("## A worked example: the foot of every page");
    let site = fresh();
    let file = "themes/desk/templates/base.html";
    site.write(file, block(recipe, &format!("`{file}`"), "jinja"));
    let settings = block(recipe, "`dateline.toml`", "toml");
    let (theme, extra) = settings.split_once("\n\n").unwrap();
    site.set(&format!("{theme}\n"));
    site.set(extra);
    site.build();
    let page = site.page("index.html");
    let line = page.find("<p>Printed on recycled electrons</p>").unwrap();
    assert!(line < page.find("<footer class=\"foot\">").unwrap());
    assert!(site.changed().contains("404.html"));
}

#[test]
fn a_part_of_briefings_is_left_out_and_nothing_else_changes() {
    let recipe = part("## A worked example: a part of briefings");
    let site = fresh();
    let file = "themes/desk/templates/briefing.html";
    site.write(file, block(recipe, &format!("`{file}`"), "jinja"));
    site.set(block(recipe, "`dateline.toml`", "toml"));
    site.build();
    let changed = site.changed();
    assert!(changed.contains("topics/footbridge/index.html"));
    for page in changed {
        let of_terms = page.starts_with("topics/") || page.starts_with("regions/");
        assert!(of_terms, "{page}");
        assert!(!site.page(&page).contains("section-figures"), "{page}");
    }
}

#[test]
fn a_theme_from_nothing_owes_the_built_in_one_nothing() {
    let recipe = part("## A worked example: a theme from nothing");
    let site = fresh();
    for (file, language) in [
        ("themes/plain/templates/base.html", "jinja"),
        ("themes/plain/templates/article.html", "jinja"),
        ("themes/plain/static/plain.css", "css"),
    ] {
        site.write(file, block(recipe, &format!("`{file}`"), language));
    }
    site.set(block(recipe, "`dateline.toml`", "toml"));
    site.build();
    let article = site.page("articles/2026/footbridge-opens/index.html");
    assert!(
        article.contains("/plain.") && !article.contains("site."),
        "{article}"
    );
    let briefing = site.page("topics/footbridge/index.html");
    assert!(briefing.contains("/plain.") && briefing.contains("id=\"section-timeline\""));
    // No link leads to a fact that the example leaves out.
    site.run(&["check", "site", "--strict"]);
}

#[test]
fn a_file_is_taken_over_to_begin_from_as_the_documentation_says() {
    let recipe = part("## A worked example: one component");
    let site = fresh();
    let command = "dateline theme copy components/brief.html";
    assert!(recipe.contains(command));
    site.run(&["theme", "new", "desk", "--site", "site"]);
    site.set(block(recipe, "`dateline.toml`", "toml"));
    site.run(&["theme", "copy", "components/brief.html", "--site", "site"]);
    site.build();
    assert_eq!(site.changed(), BTreeSet::new(), "a copy is the same");
}
