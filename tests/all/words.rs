//! The words of the interface: none in a template, each in every language, and on the pages of an
//! Arabic site only Arabic.

use crate::support;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use dateline::content::source::SourceTree;
use dateline::edition::{Edition, evaluate};
use dateline::pages::kinds::guide::MARKS;
use toml::Value;

/// Names that are the same in every language.
const NAMES: [&str; 9] = [
    "ZIP",
    "Atom",
    "iCalendar",
    "Dateline",
    "CSV on the Web",
    "CSV",
    "JSON Schema",
    "JSON",
    "Data Package",
];

/// What stands in templates for machines alone: names of elements, attributes and kinds.
const MACHINE: [&str; 6] = [
    "article",
    "ArticleLine",
    "FigureRow",
    "Milestone",
    "lang=\"\" dir=\"\"",
    "'wasm-unsafe-eval'",
];

/// Attributes whose values readers see or hear.
const ATTRIBUTES: [&str; 4] = ["aria-label", "alt", "title", "placeholder"];

/// Keys that are put together from a word and what a page shows of a kind.
const FAMILIES: [(&str, &[&str]); 27] = [
    (
        "table_",
        &[
            "events", "claims", "series", "figures", "articles", "sources", "terms",
        ],
    ),
    ("did_", &STATUSES),
    ("did_", &REPORTED),
    ("had_", &STATUSES),
    ("had_", &REPORTED),
    ("list_", &["accepted", "rejected", "denied", "cancelled"]),
    ("did_", &["accepted_for", "postponed_end", "term_ended"]),
    ("had_", &["accepted_for", "postponed_end", "term_ended"]),
    ("late_day_", &JUDGED),
    ("late_last_day_", &JUDGED),
    ("early_day_", &JUDGED),
    ("early_first_day_", &JUDGED),
    ("kept_day_", &JUDGED),
    ("kept_time_", &JUDGED),
    ("kept_unclear_", &JUDGED),
    ("kept_lasted_", &JUDGED),
    (
        "kind_",
        &["news", "analysis", "background", "explainer", "opinion"],
    ),
    ("status_", &STATUSES),
    ("mark_", &STATUSES),
    ("is_", &["announced", "planned", "forecast", "target"]),
    (
        "chart_kind_",
        &["current", "counted", "disputed", "replaced", "forecast"],
    ),
    (
        "role_",
        &["publisher", "organisation", "person", "document"],
    ),
    ("no_", &["topics", "regions"]),
    ("task_", &["done", "open"]),
    (
        "change_",
        &[
            "article",
            "updated",
            "new",
            "said",
            "later",
            "earlier",
            "answered",
            "revived",
            "extended",
            "shortened",
            "contradicted",
            "happened",
            "ended",
            "cancelled",
            "overdue",
            "run_out",
            "number",
            "unchanged",
            "intended",
            "forecast",
            "target",
            "revised",
            "disputed",
            "stale",
            "corrected",
        ],
    ),
    ("policy_", &["about", "contact", "ethics", "corrections"]),
    (
        "alert_",
        &["note", "tip", "important", "warning", "caution"],
    ),
];

const STATUSES: [&str; 14] = [
    "proposed",
    "announced",
    "planned",
    "confirmed",
    "postponed",
    "required",
    "expected",
    "in-force",
    "accepted",
    "rejected",
    "denied",
    "underway",
    "happened",
    "cancelled",
];

/// Words of those who only report what others do, and of those who name no day.
const REPORTED: [&str; 10] = [
    "postponed_no_day",
    "reported_as",
    "reported_postponed",
    "reported_postponed_no_day",
    "reported_in-force",
    "reported_accepted",
    "reported_accepted_for",
    "reported_rejected",
    "reported_denied",
    "reported_cancelled",
];

/// How what happened lies to what was named or expected.
const JUDGED: [&str; 2] = ["named", "expected"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder with this extension, and their texts.
fn texts(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    let mut open = vec![root().join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

/// The words of each built-in language, by its code.
fn languages() -> BTreeMap<String, toml::Table> {
    let files = texts("themes/default/languages", "toml").into_iter();
    files
        .map(|(path, text)| {
            let mut file: toml::Table = text.parse().unwrap();
            let code = path.file_stem().unwrap().to_str().unwrap().to_string();
            let Some(Value::Table(words)) = file.remove("words") else {
                unreachable!("{code} has no words");
            };
            (code, words)
        })
        .collect()
}

/// A template as what stands in it for readers, and its expressions.
fn split(template: &str) -> (String, Vec<&str>) {
    let (mut html, mut expressions) = (String::new(), Vec::new());
    let mut rest = template;
    while let Some(at) = rest.find(['{']) {
        let end = match rest[at..].chars().nth(1) {
            Some('#') => "#}",
            Some('{') => "}}",
            Some('%') => "%}",
            // A style.
            _ => {
                html.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
                continue;
            }
        };
        let length = rest[at..].find(end).unwrap();
        if end != "#}" {
            expressions.push(&rest[at + 2..at + length]);
        }
        html.push_str(&rest[..at]);
        rest = &rest[at + length + 2..];
    }
    html.push_str(rest);
    (html, expressions)
}

/// Text and readers' attributes of HTML, without keys to press and data in scripts.
fn readable(html: &str) -> Vec<String> {
    let (mut found, mut text) = (Vec::new(), String::new());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').unwrap();
        for attribute in ATTRIBUTES {
            for (_, value) in tag.match_indices(&format!(" {attribute}=\"")) {
                let at = tag.find(value).unwrap() + value.len();
                found.push(tag[at..].split('"').next().unwrap().to_string());
            }
        }
        let told = [
            "name=\"description",
            "property=\"og:title",
            "property=\"og:description",
        ];
        if told
            .iter()
            .any(|name| tag.starts_with(&format!("meta {name}")))
        {
            let content = tag.split("content=\"").nth(1).unwrap();
            found.push(content.split('"').next().unwrap().to_string());
        }
        let skipped = ["kbd", "script", "style"].into_iter().find(|name| {
            let inside = tag.strip_prefix(name);
            inside.is_some_and(|inside| inside.is_empty() || inside.starts_with(' '))
        });
        rest = match skipped.and_then(|name| after.split_once(&format!("</{name}>"))) {
            Some((_, after)) => after,
            None => after,
        };
        text.push('\n');
    }
    text.push_str(rest);
    found.extend(text.lines().map(str::to_string));
    found
}

/// The string literals of a source, each with what stands behind it.
fn literals(source: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some((_, after)) = rest.split_once('"') {
        let Some((literal, after)) = after.split_once('"') else {
            break;
        };
        found.push((literal, after.trim_start()));
        rest = after;
    }
    found
}

#[test]
fn no_template_has_words_of_its_own() {
    let mut wrong = Vec::new();
    for (path, template) in texts("themes/default/templates", "html") {
        let (html, expressions) = split(&template);
        for text in readable(&html) {
            let mut words = text.replace("&nbsp;", " ");
            for name in NAMES {
                words = words.replace(name, "");
            }
            if words.chars().any(char::is_alphabetic) && !MACHINE.contains(&words.trim()) {
                wrong.push(format!("{}: {}", path.display(), text.trim()));
            }
        }
        for (literal, _) in expressions.into_iter().flat_map(literals) {
            let sentence = literal.contains(' ') && literal.chars().any(char::is_alphabetic);
            let named = MACHINE.contains(&literal);
            if sentence || (literal.chars().any(char::is_uppercase) && !named) {
                wrong.push(format!("{}: \"{literal}\"", path.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_language_has_every_word_in_all_its_forms() {
    let languages = languages();
    let english = &languages["en"];
    for (code, words) in &languages {
        let categories: &[&str] = match code.as_str() {
            "ar" => &["few", "many", "one", "other", "two", "zero"],
            _ => &["one", "other"],
        };
        assert!(
            words.keys().eq(english.keys()),
            "{code} has other keys than English"
        );
        for (key, form) in words {
            let places = places(&english[key]);
            assert!(
                self::places(form).is_subset(&places) && !is_blank(form, key),
                "{code}: {key}: {form}"
            );
            if let Value::Table(forms) = form {
                let mut given: Vec<&str> = forms.keys().map(String::as_str).collect();
                given.sort_unstable();
                assert_eq!(given, categories, "{code}: {key}");
            }
        }
    }
}

/// Words with a number that no plural follows, as in `And 3 more`, or that is never one: a chart
/// has two numbers at least.
const NO_PLURAL: [&str; 3] = ["and_more", "chart_description", "chart_of_numbers"];

#[test]
fn every_count_has_a_form_for_one() {
    for (code, words) in languages() {
        let plain = words.iter().filter(|(_, word)| word.is_str());
        let counts = plain.filter(|(_, word)| places(word).contains("n"));
        let wrong = counts.map(|(key, _)| key.as_str());
        let wrong: Vec<&str> = wrong.filter(|key| !NO_PLURAL.contains(key)).collect();
        assert_eq!(wrong, [""; 0], "{code}");
    }
}

/// The names of values in a word, whatever its forms.
fn places(word: &Value) -> BTreeSet<String> {
    let places = |form: &str| -> Vec<String> {
        let parts = form.split('{').skip(1);
        parts
            .map(|part| part.split('}').next().unwrap().to_string())
            .collect()
    };
    match word {
        Value::Table(forms) => forms
            .values()
            .flat_map(|form| places(form.as_str().unwrap()))
            .collect(),
        word => places(word.as_str().unwrap()).into_iter().collect(),
    }
}

/// What is said of nothing may be nothing; all else has letters or marks.
fn is_blank(word: &Value, key: &str) -> bool {
    word.as_str().is_some_and(|word| word.trim().is_empty()) && key != "zero"
}

#[test]
fn every_word_that_is_asked_for_is_there_and_none_is_left_over() {
    let words = &languages()["en"];
    let mut asked: BTreeSet<String> = BTreeSet::new();
    let mut named: BTreeSet<String> = BTreeSet::new();
    for (_, template) in texts("themes/default/templates", "html") {
        for (literal, behind) in split(&template).1.into_iter().flat_map(literals) {
            if behind.starts_with("| t") && !behind.starts_with("| to") {
                asked.insert(literal.to_string());
            }
            named.insert(literal.to_string());
        }
    }
    for folder in ["src/pages", "src/render", "src/content", "src/language"] {
        for (_, source) in texts(folder, "rs") {
            let source: String = source.split_whitespace().collect();
            for call in ["text(\"", "say(\"", "count(\""] {
                for language in ["language().", "language."] {
                    for (at, found) in source.match_indices(&format!("{language}{call}")) {
                        let key = source[at + found.len()..].split('"').next().unwrap();
                        asked.insert(key.to_string());
                    }
                }
            }
            named.extend(
                literals(&source)
                    .into_iter()
                    .map(|(literal, _)| literal.to_string()),
            );
        }
    }
    named.extend(["and".to_string(), "comma".to_string()]);
    for (prefix, of) in FAMILIES {
        asked.extend(of.iter().map(|of| format!("{prefix}{of}")));
    }
    for mark in MARKS {
        asked.extend([format!("guide_{mark}"), format!("guide_{mark}_text")]);
    }
    for list in ["articles_page", "timeline"] {
        asked.extend([format!("{list}_of"), format!("{list}_of_year")]);
    }
    let missing: Vec<&String> = asked
        .iter()
        .filter(|key| !words.contains_key(*key))
        .collect();
    assert_eq!(missing, Vec::<&String>::new(), "asked for, and not there");
    let unused: Vec<&String> = words
        .keys()
        .filter(|key| !asked.contains(*key) && !named.contains(*key))
        .collect();
    assert_eq!(unused, Vec::<&String>::new(), "there, and not asked for");
}

/// What the Arabic site says in English on purpose, the longest first.
const FOREIGN: [&str; 16] = [
    "The council said in 2024 that the bridge would open by September 2025.",
    "A short guide for visitors: what is built, by whom, and when it opens.",
    "The deck will not be open to the public before July 2026.",
    "The deck will not be open to the public before May 2026.",
    "The bridge over the Euphrates, explained in 1 minute",
    "The footbridge opens (phase 1).",
    "Progress Report No. 7",
    "Brightwater Bridges",
    "What is built",
    "A footbridge.",
    "Brightwater",
    "John Smith",
    // What countries are called by ISO 3166-1.
    "\u{2068}IQ\u{2069}",
    "\u{2068}JO\u{2069}",
    "\u{2068}SY\u{2069}",
    "Dateline",
];

fn arabic() -> Edition {
    let tree = SourceTree::read(&root().join("tests/browser/arabic"));
    assert_eq!(tree.diagnostics, Vec::new());
    let evaluated = evaluate(&tree.value, &support::today());
    assert_eq!(evaluated.diagnostics, Vec::new());
    evaluated.value
}

#[test]
fn an_arabic_site_has_no_english_word_on_any_kind_of_page() {
    let edition = arabic();
    let renderer = edition.renderer();
    let (mut kinds, mut wrong) = (BTreeSet::new(), BTreeSet::new());
    for (url, page) in &edition.plan.pages {
        if page.template().is_empty() {
            continue;
        }
        kinds.insert(page.template());
        let rendered = renderer.render(url, page);
        assert_eq!(rendered.diagnostics, Vec::new(), "{url}");
        let html = String::from_utf8(rendered.value.unwrap()).unwrap();
        assert!(html.contains("<html lang=\"ar\" dir=\"rtl\">"), "{url}");
        for text in readable(&html) {
            let mut words = text.replace("&nbsp;", " ");
            for foreign in FOREIGN.into_iter().chain(NAMES) {
                words = words.replace(foreign, "");
            }
            let latin = words.split_whitespace().filter(|word| {
                let address = word.contains(['@', '/', '&']);
                !address && word.chars().any(|c| c.is_ascii_alphabetic())
            });
            for word in latin {
                wrong.insert(format!("{}: {word}: {}", page.template(), text.trim()));
            }
        }
    }
    let templates = texts("themes/default/templates", "html").into_iter();
    let templates = templates.filter_map(|(path, _)| {
        let name = path.strip_prefix(root().join("themes/default/templates"));
        let name = name
            .unwrap()
            .to_str()
            .unwrap()
            .strip_suffix(".html")
            .unwrap();
        let shown = !name.contains('/') && !["base", "briefing", "chart"].contains(&name);
        shown.then(|| name.to_string())
    });
    for kind in templates {
        assert!(
            kinds.contains(kind.as_str()),
            "the site has no page of {kind}"
        );
    }
    assert_eq!(wrong, BTreeSet::new());
}
