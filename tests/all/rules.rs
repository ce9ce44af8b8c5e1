//! Every code has a rule, and every rule's examples do what they say: the wrong one gives the code, the
//! right one does not. docs/diagnostics.md is made of the rules.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use dateline::content::source::SourceTree;
use dateline::diagnostic::rules::{self, Example, Rule};
use dateline::diagnostic::{Diagnostic, Severity};
use dateline::edition::{AllTexts, evaluate};
use dateline::proof;
use rust_embed::RustEmbed;

use crate::fields;
use crate::support::noon_of;

/// The site that `dateline init` makes: what an example stands in, unless it has its own settings.
#[derive(RustEmbed)]
#[folder = "src/cli/sample"]
struct Sample;

/// The day on which the examples are looked at.
const DAY: &str = "2026-09-15";
/// The article that a part of one is put into.
const ARTICLE: &str = "content/articles/2026/example.md";
/// What it says where an example does not.
const KEYS: [(&str, &str); 4] = [
    ("title", "title = \"An example\"\n"),
    ("date", "date = 2026-09-01\n"),
    ("topics", "topics = [\"footbridge\"]\n"),
    ("regions", "regions = [\"harrowmere\"]\n"),
];
/// What only a disk, a network or a broken program can show.
const TOLD: [&str; 54] = [
    "config/missing",
    "config/not-built-in",
    "deploy/busy",
    "deploy/failed",
    "deploy/foreign-file",
    "deploy/git",
    "deploy/jobs",
    "deploy/manifest",
    "deploy/no-lock",
    "deploy/not-public",
    "deploy/purge-list",
    "deploy/stopped",
    "deploy/target",
    "deploy/unreadable",
    "deploy/without-cloud",
    "file/link-to-folder",
    "file/name",
    "file/not-utf8",
    "file/outside-link",
    "file/unreadable",
    "host/file-size",
    "host/files",
    "host/folder",
    "host/header-rules",
    "host/precompress",
    "host/redirects",
    "host/size",
    "image/not-drawn",
    "image/too-large",
    "language/form",
    "language/missing",
    "link/dead",
    "link/moved",
    "link/unclear",
    "markdown/too-deep",
    "output/busy",
    "output/failed",
    "output/foreign-file",
    "output/incomplete",
    "output/interrupted",
    "output/link",
    "output/manifest",
    "output/none",
    "output/part",
    "output/refused",
    "output/unreadable",
    "parts/another-day",
    "parts/broken",
    "parts/differ",
    "parts/missing",
    "parts/none",
    "parts/twice",
    "search/failed",
    "search/taken",
];

/// The files of an example: parts of an article put together, and whole files. Nothing where it can
/// only be told.
fn files(parts: &[Example]) -> Option<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    let mut article: Option<(&str, &str)> = None;
    for part in parts {
        match (part.file, part.syntax) {
            (Some(file), _) => drop(files.insert(file.to_string(), part.text.to_string())),
            (None, "toml") => article.get_or_insert_default().0 = part.text,
            (None, "markdown") => article.get_or_insert_default().1 = part.text,
            (None, _) => return None,
        }
    }
    if let Some((matter, text)) = article {
        let own = |key: &str| {
            let mut above = matter.lines().take_while(|line| !line.starts_with("[["));
            above.any(|line| line.starts_with(&format!("{key} =")))
        };
        let keys = KEYS.iter().filter(|(key, _)| !own(key));
        let keys: String = keys.map(|(_, line)| *line).collect();
        files.insert(ARTICLE.into(), format!("+++\n{keys}{matter}+++\n{text}"));
    }
    Some(files)
}

/// Everything that is said of the site that an example makes.
fn said(example: BTreeMap<String, String>) -> Vec<Diagnostic> {
    let mut files = BTreeMap::new();
    if !example.contains_key("dateline.toml") {
        for name in Sample::iter() {
            let data = Sample::get(&name).unwrap().data.into_owned();
            files.insert(name.into_owned(), String::from_utf8(data).unwrap());
        }
    }
    for (path, text) in example {
        // A declaration of the example's own stands before the sample's.
        let behind = match path.as_str() {
            "content/sources.toml" => files.get(&path).cloned().unwrap_or_default(),
            _ => String::new(),
        };
        files.insert(path, format!("{text}{behind}"));
    }
    let tree = SourceTree::from_texts(files.iter().map(|(path, text)| (&**path, &**text)));
    let evaluated = evaluate(&tree, &noon_of(DAY));
    let mut all = evaluated.diagnostics;
    all.extend(evaluated.value.lints());
    all.extend(proof::read(&evaluated.value, &AllTexts(&tree)));
    all
}

#[test]
fn every_wrong_example_gives_its_code_and_no_right_one_does() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let (right, bad): (Vec<_>, Vec<_>) =
            rule.examples().into_iter().partition(|part| part.right);
        if right.is_empty() || bad.is_empty() {
            wrong.push(format!("{} lacks an example", rule.code));
        }
        let of = |said: &[Diagnostic]| said.iter().any(|one| one.code == rule.code);
        match files(&bad).map(said) {
            Some(said) if !of(&said) => {
                let codes: Vec<_> = said.iter().map(|one| one.code).collect();
                wrong.push(format!("{}: the wrong example gives {codes:?}", rule.code));
            }
            None if !TOLD.contains(&rule.code) => {
                wrong.push(format!("{}: its example is not run", rule.code));
            }
            _ => {}
        }
        let errors = |said: &Vec<Diagnostic>| {
            of(said) || said.iter().any(|one| one.severity == Severity::Error)
        };
        if let Some(said) = files(&right).map(said).filter(errors) {
            let codes: Vec<_> = said.iter().map(|one| one.code).collect();
            wrong.push(format!("{}: the right example gives {codes:?}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The texts of the program's own files.
fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push(
                text.split("\n#[cfg(test)]\nmod tests")
                    .next()
                    .unwrap()
                    .to_string(),
            );
        }
    }
}

/// Every text in the sources that reads as a code: two parts of small letters, of which the first is
/// that of a family.
fn codes_in_sources() -> BTreeSet<String> {
    let families: BTreeSet<&str> = rules::all()
        .filter_map(|rule| rule.code.split_once('/').map(|(family, _)| family))
        .collect();
    let mut texts = Vec::new();
    sources(&fields::root().join("src"), &mut texts);
    let quoted = texts
        .iter()
        .flat_map(|text| text.split('"').skip(1).step_by(1));
    let code = |text: &str| {
        let plain = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        text.split_once('/')
            .is_some_and(|(family, name)| families.contains(family) && plain(name))
    };
    // What is served has types that look alike.
    let types = ["image/webp", "image/png", "image/jpeg", "image/gif"];
    quoted
        .filter(|text| code(text) && !types.contains(text))
        .map(str::to_string)
        .collect()
}

#[test]
fn every_code_in_the_sources_has_a_rule_and_no_rule_is_idle() {
    let ruled: BTreeSet<String> = rules::all().map(|rule| rule.code.to_string()).collect();
    assert_eq!(ruled.len(), rules::all().count(), "a code has two rules");
    assert_eq!(codes_in_sources(), ruled);
}

#[test]
fn a_rule_says_how_much_its_messages_weigh() {
    for rule in rules::all() {
        assert!(!rule.severities().is_empty(), "{}", rule.code);
        let meaning = rule.meaning();
        assert!(meaning.ends_with('.'), "{}: {meaning}", rule.code);
    }
}

/// Holds that messages weigh what their rules say; every site of the tests asks. What another
/// generator let pass is a warning.
#[track_caller]
pub fn assert_hold<'a>(said: impl IntoIterator<Item = &'a Diagnostic>, foreign: bool) {
    for one in said {
        let rule: Option<Rule> = rules::all().find(|rule| rule.code == one.code);
        let weighs = rule.is_some_and(|rule| rule.severities().contains(&one.severity));
        let softened = foreign && one.severity == Severity::Warning;
        assert!(weighs || softened, "{} is {:?}", one.code, one.severity);
    }
}

#[test]
fn the_documentation_is_made_of_the_rules() {
    const BEGIN: &str = "<!-- rules -->\n\n";
    let path = fields::root().join("docs/diagnostics.md");
    let text = fs::read_to_string(&path).unwrap();
    let (above, _) = text.split_once(BEGIN).unwrap();
    let right = format!("{above}{BEGIN}{}", rules::documentation());
    if std::env::var_os("DATELINE_WRITE_DOCS").is_some() {
        fs::write(&path, right).unwrap();
        return;
    }
    assert!(
        text == right,
        "docs/diagnostics.md is not what src/diagnostic/rules says: \
         `DATELINE_WRITE_DOCS=1 cargo test --test all -- rules::` writes it"
    );
}

#[test]
fn a_code_is_found_by_its_last_part_and_a_misspelt_one_by_its_likeness() {
    assert_eq!(rules::find("event/no-date").unwrap().code, "event/no-date");
    assert_eq!(rules::find("weekday").unwrap().code, "lint/weekday");
    let near = rules::find("event/bad-dat").unwrap_err();
    assert!(near.contains("did you mean `event/bad-date`?"), "{near}");
    let near = rules::find("weekdy").unwrap_err();
    assert!(near.contains("did you mean `lint/weekday`?"), "{near}");
    let several = rules::find("bad-date").unwrap_err();
    assert!(several.contains("figure/bad-date"), "{several}");
    assert!(rules::find("weather").is_err());
}
