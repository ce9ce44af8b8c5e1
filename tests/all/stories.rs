//! Whole stories: a site of each kind, and what its pages must and must not say on several days.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::{self, Site, noon_of};
use dateline::content::source::SourceTree;
use dateline::edition::evaluate;
use serde::Deserialize;

#[derive(Deserialize)]
struct Expected {
    say: Vec<Say>,
}

/// What one page says on one day.
#[derive(Deserialize)]
struct Say {
    as_of: String,
    page: String,
    #[serde(default)]
    has: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
    why: String,
}

fn story(name: &str) -> (SourceTree, Vec<Say>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/stories")
        .join(name);
    let tree = SourceTree::read(&folder);
    assert_eq!(tree.diagnostics, []);
    let expected = tree
        .value
        .texts
        .get(&dateline::path::SourcePath::new("expected.toml"));
    let expected = expected.map(|text| text.to_string());
    let expected = expected.unwrap_or_else(|| {
        String::from_utf8(support::bytes_of(&folder.join("expected.toml"))).unwrap()
    });
    (
        tree.value,
        toml::from_str::<Expected>(&expected).unwrap().say,
    )
}

fn on(tree: &SourceTree, day: &str) -> Site {
    let evaluated = evaluate(tree, &noon_of(day));
    Site {
        tree: tree.clone(),
        edition: evaluated.value,
        diagnostics: evaluated.diagnostics,
    }
}

/// A page's words as they are compared: in lower case, no space before a mark.
fn compared(words: &str) -> String {
    let words = words.to_lowercase().replace(['\u{a0}', '\u{202f}'], " ");
    let words = words.replace("&#x27;", "'").replace("&nbsp;", " ");
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut words = words.join(" ");
    for mark in [".", ",", ";", ":", ")"] {
        words = words.replace(&format!(" {mark}"), mark);
    }
    words
}

/// Holds a story's pages against what is expected of them.
fn assert_holds(name: &str) {
    let (tree, says) = story(name);
    let mut days: BTreeMap<&str, Vec<&Say>> = BTreeMap::new();
    for say in &says {
        days.entry(&say.as_of).or_default().push(say);
    }
    let mut wrong = Vec::new();
    for (day, says) in days {
        let site = on(&tree, day);
        let errors = site.complaints();
        assert!(!errors.contains("error["), "{day}: {errors}");
        for say in says {
            if !site.has_page(&say.page) {
                wrong.push(format!(
                    "{day} {}: there is no such page ({})",
                    say.page, say.why
                ));
                continue;
            }
            let page = compared(&site.words(&say.page));
            let missing = say
                .has
                .iter()
                .filter(|part| !page.contains(&compared(part)));
            let unwanted = say.not.iter().filter(|part| page.contains(&compared(part)));
            let (missing, unwanted): (Vec<_>, Vec<_>) = (missing.collect(), unwanted.collect());
            if !missing.is_empty() || !unwanted.is_empty() {
                wrong.push(format!(
                    "{day} {}: missing {missing:?}, unwanted {unwanted:?} ({})",
                    say.page, say.why
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        says.len(),
        wrong.join("\n")
    );
}

#[test]
fn a_story_of_displacement_and_disease_is_told_truly() {
    assert_holds("displacement");
}

#[test]
fn a_story_of_an_economy_with_an_election_is_told_truly() {
    assert_holds("economy");
}

#[test]
fn what_a_status_left_out_would_only_guess_stops_the_build() {
    let (tree, _) = story("economy");
    for (name, code) in [
        ("row-19d", "event/no-status"),
        ("row-19e", "event/promised-when-over"),
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories/economy/refused");
        let text =
            String::from_utf8(support::bytes_of(&folder.join(format!("{name}.md")))).unwrap();
        let mut tree = tree.clone();
        let path = dateline::path::SourcePath::new(&format!("content/articles/2024/{name}.md"));
        tree.texts.insert(path, text.into());
        let codes = on(&tree, "2024-03-31").codes();
        assert!(codes.contains(&code), "{name}: {codes:?}");
    }
}
