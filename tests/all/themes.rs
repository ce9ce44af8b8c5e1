//! What a theme may count on is documented: the tables of components, blocks and fields in
//! docs/themes.md are made from the templates and the sources, and are what they say.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use dateline::content::article::Kind;
use dateline::content::claim::{Importance, Status};
use dateline::content::observation::Firmness;

use crate::fields::{self, Field, Key};

const HOW: &str = "DATELINE_WRITE_DOCS=1 cargo test --test all -- themes::";
const COMMENT: (&str, &str) = ("<!-- ", " -->");
const END: &str = "<!-- end -->";

fn documentation() -> String {
    fs::read_to_string(fields::root().join("docs/themes.md")).unwrap()
}

/// The templates of the built-in theme by path, in order.
fn templates() -> BTreeMap<String, String> {
    let folder = fields::root().join("themes/default/templates");
    let mut found = BTreeMap::new();
    for below in ["", "components/"] {
        for entry in fs::read_dir(folder.join(below)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.file_name().unwrap().to_str().unwrap();
                let text = fs::read_to_string(&path).unwrap();
                found.insert(format!("{below}{name}"), text);
            }
        }
    }
    found
}

/// A component: its file, how it is declared, and the comment right before it.
struct Component {
    file: String,
    declared: String,
    comment: Option<String>,
}

fn components() -> Vec<Component> {
    let mut found = Vec::new();
    for (file, text) in templates() {
        for (at, _) in text.match_indices("{% component ") {
            let declared = &text[at + "{% component ".len()..];
            let declared = declared.split("%}").next().unwrap();
            let declared = declared.trim_end_matches('-').trim().to_string();
            let before = text[..at].trim_end();
            let comment = before.strip_suffix("#}").and_then(|before| {
                let (_, comment) = before.rsplit_once("{#")?;
                Some(plain(comment))
            });
            found.push(Component {
                file: file.clone(),
                declared,
                comment,
            });
        }
    }
    found
}

/// A block that no template above declares: its template, its name, and the comment it begins with.
fn blocks() -> Vec<(String, String, Option<String>)> {
    let templates = templates();
    let mut found = Vec::new();
    let base = blocks_of(&templates["base.html"]);
    for (file, text) in &templates {
        for (at, _) in text.match_indices(" block ") {
            if !text[..at].trim_end_matches('-').ends_with("{%") {
                continue;
            }
            let after = &text[at + " block ".len()..];
            let name = after.split_whitespace().next().unwrap();
            if file != "base.html" && base.contains(name) {
                continue;
            }
            let body = after.split_once("%}").unwrap().1;
            let comment = body.strip_prefix("{#");
            let comment = comment.and_then(|body| body.split("#}").next()).map(plain);
            found.push((file.clone(), name.to_string(), comment));
        }
    }
    found
}

fn blocks_of(template: &str) -> BTreeSet<&str> {
    let ends = template.split("endblock ").skip(1);
    ends.filter_map(|rest| rest.split_whitespace().next())
        .collect()
}

/// A comment in one line.
fn plain(comment: &str) -> String {
    let words = comment.trim_matches('-').split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

/// A table in Markdown.
fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut lines = vec![
        format!("| {} |\n", head.join(" | ")),
        format!("|{}\n", "---|".repeat(head.len())),
    ];
    lines.extend(rows.into_iter().map(|row| {
        let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
        format!("| {} |\n", cells.join(" | "))
    }));
    lines.concat()
}

/// What the documentation calls each view: the heading above its table.
fn titles(text: &str) -> BTreeMap<Key, String> {
    let mut titles = BTreeMap::new();
    let mut heading = String::new();
    for line in text.lines() {
        if line.starts_with('#') {
            heading = line.trim_start_matches('#').trim().replace('`', "");
        } else if let Some(key) = view_of(line) {
            titles.insert(key, heading.clone());
        }
    }
    titles
}

fn view_of(line: &str) -> Option<Key> {
    let inner = line
        .strip_prefix("<!-- fields: ")?
        .strip_suffix(COMMENT.1)?;
    let (file, name) = inner.split_once(' ')?;
    Some((file.to_string(), name.to_string()))
}

/// The table that stands behind a comment, if it is one that names a table.
fn generated(
    mark: &str,
    views: &BTreeMap<Key, Vec<Field>>,
    titles: &BTreeMap<Key, String>,
) -> Option<String> {
    let name = mark.strip_prefix(COMMENT.0)?.strip_suffix(COMMENT.1)?;
    let code = |text: &str| format!("`{text}`");
    let words = |words: Option<String>| words.unwrap_or_default();
    match name {
        "components" => {
            let rows = components().into_iter();
            let row =
                |one: Component| vec![code(&one.file), code(&one.declared), words(one.comment)];
            Some(table(
                &["file", "component", "what it shows"],
                rows.map(row),
            ))
        }
        "blocks" => {
            let rows = blocks().into_iter();
            let row = |(file, name, comment): (String, String, _)| {
                vec![code(&file), code(&name), words(comment)]
            };
            Some(table(
                &["template", "block", "what it holds"],
                rows.map(row),
            ))
        }
        _ => {
            let key = view_of(mark)?;
            let Some(view) = views.get(&key) else {
                panic!("src/{} has no {} that templates see", key.0, key.1)
            };
            let rows = view.iter().map(|field| {
                let kind = fields::in_words(&key.0, field, titles);
                vec![code(&field.name), kind, field.words.clone()]
            });
            Some(table(&["field", "type", "what it is"], rows))
        }
    }
}

#[test]
fn the_tables_in_the_documentation_say_what_templates_get() {
    let text = documentation();
    let titles = titles(&text);
    let views = fields::views();
    let mut whole = String::new();
    let mut wrong = Vec::new();
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        whole.push_str(line);
        let Some(right) = generated(line.trim_end(), &views, &titles) else {
            continue;
        };
        let mut there = String::new();
        while let Some(line) = lines.next_if(|line| line.trim_end() != END) {
            there.push_str(line);
        }
        assert!(lines.peek().is_some(), "no {END} behind {line}");
        if there != right {
            wrong.push(format!("{line}{right}{END}\n"));
        }
        whole.push_str(&right);
    }
    if std::env::var_os("DATELINE_WRITE_DOCS").is_some() {
        fs::write(fields::root().join("docs/themes.md"), whole).unwrap();
        return;
    }
    assert!(
        wrong.is_empty(),
        "docs/themes.md is not what it documents. `{HOW}` writes what should stand there:\n\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_view_has_a_table_in_the_documentation() {
    let documented: BTreeSet<Key> = titles(&documentation()).into_keys().collect();
    let there: BTreeSet<Key> = fields::views().into_keys().collect();
    let lacking: Vec<String> = there
        .difference(&documented)
        .map(|(file, name)| format!("<!-- fields: {file} {name} -->\n{END}"))
        .collect();
    assert!(
        lacking.is_empty(),
        "docs/themes.md lacks these, each below a heading; `{HOW}` then fills them:\n\n{}",
        lacking.join("\n")
    );
}

#[test]
fn every_field_component_and_block_says_what_it_is() {
    for ((file, name), view) in fields::views() {
        for field in view {
            assert!(!field.words.is_empty(), "src/{file}: {name}.{}", field.name);
        }
    }
    for one in components() {
        let place = format!("{}: {}", one.file, one.declared);
        assert!(
            one.comment.is_some_and(|words| !words.is_empty()),
            "{place}"
        );
    }
    for (file, name, comment) in blocks() {
        assert!(comment.is_some(), "{file}: block {name}");
    }
}

#[test]
fn no_two_views_share_a_heading() {
    let titles = titles(&documentation());
    let names: BTreeSet<&String> = titles.values().collect();
    assert_eq!(names.len(), titles.len(), "links would lead to one of two");
}

#[test]
fn the_words_in_the_documentation_are_all_there_are() {
    fn words<T, const N: usize>(all: [(&'static str, T); N]) -> Vec<&'static str> {
        all.into_iter().map(|(word, _)| word).collect()
    }
    let text = documentation();
    for (kind, words) in [
        ("kind", words(Kind::ALL)),
        ("importance", words(Importance::ALL)),
        ("status", words(Status::ALL)),
        ("firmness", words(Firmness::ALL)),
    ] {
        let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        let row = format!("| {kind} | {} |", words.join(", "));
        assert!(text.contains(&row), "docs/themes.md lacks: {row}");
    }
}

/// What is drawn as something to press is that: a class for it is no other part's.
#[test]
fn nothing_looks_like_a_button_that_is_none() {
    let css = fs::read_to_string(fields::root().join("themes/default/static/site.css")).unwrap();
    let pressed: BTreeSet<&str> = css
        .split('}')
        .filter_map(|rule| rule.rsplit_once('{'))
        .filter(|(_, declared)| declared.contains("cursor: pointer"))
        .flat_map(|(selectors, _)| selectors.split(','))
        .filter_map(|selector| selector.trim().strip_prefix('.'))
        .filter(|class| class.chars().all(|c| c.is_alphanumeric() || c == '-'))
        .collect();
    assert!(!pressed.is_empty());
    for (file, text) in templates() {
        for (at, _) in text.match_indices(" class=\"") {
            let element = text[..at].rsplit('<').next().unwrap();
            let element = element.split_whitespace().next().unwrap();
            let classes = text[at + 8..].split('"').next().unwrap();
            for class in classes.split_whitespace().filter(|it| pressed.contains(it)) {
                let presses = ["a", "button", "input", "label", "select", "summary"];
                assert!(
                    presses.contains(&element),
                    "{file}: <{element} class=\"{class}\"> is drawn as something to press"
                );
            }
        }
    }
}
