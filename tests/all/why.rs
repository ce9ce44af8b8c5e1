//! Why a page says what it says: every sentence that a page makes up has its rule and its facts.

use std::path::Path;

use crate::support::{self, Site, noon_of, site_with};
use dateline::content::source::SourceTree;
use dateline::edition::evaluate;
use dateline::edition::sentences::Sentence;
use dateline::pages::derived::{Fact, rule};

const STORY: [(&str, &str); 3] = [
    (
        "content/articles/first.md",
        "+++\ntitle = \"First\"\ndate = 2026-02-02\n[[events]]\nid = \"bridge\"\ntitle = \"The bridge opens\"\ndate = \"[..2026-06]\"\nstatus = \"announced\"\nby = \"Council\"\n+++\n",
    ),
    (
        "content/articles/second.md",
        "+++\ntitle = \"Second\"\ndate = 2026-05-20\n[[events]]\nid = \"bridge\"\ntitle = \"The bridge opens\"\ndate = \"[..2026-07]\"\nstatus = \"announced\"\nby = \"Council\"\n+++\n",
    ),
    ("content/topics/t.md", "+++\nname = \"T\"\n+++\n"),
];

#[test]
fn a_sentence_names_its_rule_and_the_claims_it_follows_from() {
    let site = site_with(STORY, &noon_of("2026-05-21"));
    let told = site.sentences("/events/bridge/");
    let put_off = told
        .iter()
        .find(|told| told.made.words.contains("put it off"))
        .unwrap();
    assert_eq!(put_off.made.kind, "put-off");
    let files: Vec<String> = put_off
        .facts
        .iter()
        .map(|fact| match fact {
            Fact::Claim(article, _) => site.edition.newsroom.article(*article).path.to_string(),
            Fact::Figure(..) => String::new(),
        })
        .collect();
    assert_eq!(
        files,
        ["content/articles/first.md", "content/articles/second.md"]
    );
}

/// Every mark in every page of a site has a sentence that was noted with its facts, and a rule.
fn assert_all_are_known(site: &Site) {
    for (url, page) in site
        .edition
        .plan
        .pages
        .iter()
        .filter(|(_, page)| page.is_html())
    {
        let told = site.edition.sentences(url, page);
        let html = site.page(url.as_str());
        for rest in html.split("data-derived=\"").skip(1) {
            let (kind, rest) = rest.split_once('"').unwrap();
            let words = support::words(&format!("<i{}", rest.split("</span>").next().unwrap()));
            let found = told.iter().any(|told| told.made.kind == kind);
            assert!(found, "{url}: nobody noted {kind}: {words}");
            assert_ne!(rule(kind), "", "{url}: no rule for {kind}: {words}");
        }
        let marks = html.matches("data-derived=").count();
        assert!(told.len() <= marks, "{url}");
        let bare = |told: &&Sentence| {
            let from_elsewhere = ["changed", "due", "corrected", "map"].contains(&told.made.kind);
            told.facts.is_empty() && !from_elsewhere
        };
        let bare: Vec<&Sentence> = told.iter().filter(bare).collect();
        assert!(bare.is_empty(), "{url}: without facts: {bare:?}");
    }
}

/// Holds it for the site in a folder of the repository on a day.
fn assert_all_are_known_in(folder: &str, day: &str) {
    let tree = SourceTree::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).value;
    let evaluated = evaluate(&tree, &noon_of(day));
    let site = Site {
        tree,
        edition: evaluated.value,
        diagnostics: evaluated.diagnostics,
    };
    assert!(site.edition.plan.pages.len() > 50, "{folder}: few pages");
    assert_all_are_known(&site);
}

#[test]
fn every_sentence_of_the_demonstration_has_its_facts() {
    assert_all_are_known_in("", "2026-01-25");
}

#[test]
fn every_sentence_of_a_story_of_displacement_has_its_facts() {
    assert_all_are_known_in("tests/stories/displacement", "2024-07-01");
}

#[test]
fn every_sentence_of_a_story_of_an_economy_has_its_facts() {
    assert_all_are_known_in("tests/stories/economy", "2025-07-01");
}
