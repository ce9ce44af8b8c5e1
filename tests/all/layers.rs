//! The architecture, held by a test: a stage imports only what stands above it, and files
//! stay small.

use std::path::{Path, PathBuf};

/// The modules in the order of the flow. Those that share a place know nothing of each other.
const LAYERS: [&[&str]; 17] = [
    &["path", "profile", "reads"],
    &["host"],
    &["prose"],
    &["date"],
    &["diagnostic"],
    &["value"],
    &["language"],
    &["config"],
    &["content"],
    &["newsroom"],
    &["lints", "pages"],
    &["render"],
    &["search"],
    &["edition"],
    &["review"],
    &["proof", "publish", "cache", "preview", "import", "edit"],
    &["deploy"],
];

/// What a file may be long at most. A longer one holds two ideas.
const LINES: usize = 400;

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut open = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(&root).unwrap().to_path_buf(), text));
            }
        }
    }
    found
}

/// The top module a file belongs to.
fn module(path: &Path) -> String {
    let first = path.iter().next().unwrap().to_string_lossy();
    first.trim_end_matches(".rs").to_string()
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|modules| modules.contains(&module))
}

/// Every `crate::module` that a text names outside of comments.
fn imports(text: &str) -> Vec<String> {
    let code: Vec<&str> = text
        .lines()
        .map(|line| line.split("//").next().unwrap())
        .collect();
    code.join("\n")
        .split("crate::")
        .skip(1)
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        })
        .collect()
}

fn breaches(files: &[(PathBuf, String)]) -> Vec<String> {
    let mut breaches = Vec::new();
    for (path, text) in files {
        let own = module(path);
        let Some(place) = layer(&own) else { continue };
        for import in imports(text) {
            let known = layer(&import);
            let allowed = import == own || known.is_some_and(|other| other < place);
            if !allowed {
                breaches.push(format!("src/{} imports crate::{import}", path.display()));
            }
        }
    }
    breaches
}

#[test]
fn a_stage_imports_only_what_stands_above_it() {
    assert_eq!(breaches(&sources()), Vec::<String>::new());
}

#[test]
fn every_module_has_its_place() {
    for (path, _) in sources() {
        let module = module(&path);
        let known = layer(&module).is_some() || ["lib", "main", "cli"].contains(&module.as_str());
        assert!(
            known,
            "src/{} has no place in the order of the flow",
            path.display()
        );
    }
}

#[test]
fn a_breach_would_be_noticed() {
    let upward = "use crate::pages::plan;\n// use crate::publish;\n".to_string();
    let files = [(PathBuf::from("newsroom/x.rs"), upward)];
    assert_eq!(breaches(&files), ["src/newsroom/x.rs imports crate::pages"]);
}

#[test]
fn files_stay_small() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= LINES, "src/{} has {lines} lines", path.display());
    }
}

/// A file that is no module of the program is not run, and nobody would notice.
#[test]
fn every_test_is_part_of_the_one_program() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let names = |folder: &Path| -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.collect()
    };
    let stray: Vec<_> = names(&tests)
        .into_iter()
        .filter(|name| name.ends_with(".rs"))
        .collect();
    assert_eq!(stray, Vec::<String>::new(), "these belong in tests/all");
    for folder in ["all", "all/dates", "all/import"] {
        let folder = tests.join(folder);
        let root = ["main.rs", "mod.rs"].map(|name| folder.join(name));
        let root = root.iter().find(|root| root.exists()).unwrap();
        let text = std::fs::read_to_string(root).unwrap();
        for name in names(&folder) {
            let module = name.trim_end_matches(".rs");
            let known =
                ["main", "mod"].contains(&module) || text.contains(&format!("\nmod {module};"));
            assert!(known, "{name} is no module of {}", root.display());
        }
    }
}
