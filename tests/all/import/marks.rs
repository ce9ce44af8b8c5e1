//! Proposals that stand in the text, where whoever reads their words alone reads the same.

use std::fs;

use dateline::import::draft::{Facts, draft};
use dateline::import::source::Kind;

use super::command::{run, site};
use super::imported;

/// The body of the draft that is made of some paragraphs of 5 March 2024, and its front matter.
fn drafted(text: &str) -> (String, String) {
    let text = format!("Council to rebuild the mill bridge\n\nBy Ann Example\n\n{text}\n");
    let imported = imported(Kind::Text, &text, Some("2024-03-05"));
    let draft = draft(&imported, Facts::InText).unwrap().text;
    let mut parts = draft.splitn(3, "+++\n");
    let front_matter = parts.nth(1).unwrap().to_string();
    (parts.next().unwrap().to_string(), front_matter)
}

#[test]
fn the_words_that_state_a_fact_become_its_mark() {
    let (body, front_matter) = drafted(
        "The mill bridge of Harrowmere will be closed on Monday, the mayor said. The work is expected to be finished by June 2025, and 14 people were moved out of their homes for it.",
    );
    for mark in [
        "closed [on Monday](event: \"The mill bridge of Harrowmere will be closed: announced, by the mayor, review 0.9\")",
        "finished [by June 2025](event: \"The work is expected to be finished: expected, review 0.9\")",
        "and [14 people](figure: \"People moved out of their homes: review 0.8\") were",
    ] {
        assert!(body.contains(mark), "{mark}: {body}");
    }
    assert!(!front_matter.contains("[["), "{front_matter}");
}

#[test]
fn what_words_alone_do_not_say_stays_in_front_matter() {
    let (body, front_matter) = drafted(
        "The mill bridge of Harrowmere was closed in March 2022. Two years later the council sold the mill to a brewer. Half a million people cross the bridge each year, the council said.",
    );
    assert!(
        front_matter.contains("date = \"2024\""),
        "{front_matter}{body}"
    );
    assert!(
        front_matter.contains("value = 500000"),
        "{front_matter}{body}"
    );
    assert!(
        !body.contains("[Two years later]") && !body.contains("[Half a million"),
        "{body}"
    );
}

#[test]
fn a_mark_is_reviewed_like_any_other_proposal() {
    let dir = site();
    let article = dir
        .path()
        .join("content/articles/2025/ferry-line-to-close-for-a-year.md");
    let (ok, said) = run(dir.path(), &["import", "raw.txt"], "");
    assert!(
        ok && said.contains("2 events and 1 figure to review"),
        "{said}"
    );
    let draft = fs::read_to_string(&article).unwrap();
    assert!(
        draft.contains("(event: \"") && !draft.contains("[[events]]"),
        "{draft}"
    );
    let (_, said) = run(dir.path(), &["check"], "");
    assert!(said.contains("3 facts not reviewed, left out"), "{said}");
    let (ok, said) = run(
        dir.path(),
        &["review"],
        "condition = it rains\nby = The owner\nstatus = confirmed\na\nd\nb\na\nq\n",
    );
    assert!(
        ok && said.contains("a fact in the text has no `condition`") && said.contains(">>"),
        "{said}"
    );
    let reviewed = fs::read_to_string(&article).unwrap();
    assert_eq!(reviewed.matches("review 0").count(), 1, "{reviewed}");
    assert!(
        reviewed.contains(": by The owner, confirmed\")"),
        "{reviewed}"
    );
    run(dir.path(), &["review"], "d\n");
    let done = fs::read_to_string(&article).unwrap();
    assert!(
        !done.contains("draft") && !done.contains("figure:"),
        "{done}"
    );
    let (ok, said) = run(dir.path(), &["check"], "");
    assert!(ok && said.contains("2 events, 0 figures"), "{said}");
}

#[test]
fn the_words_of_a_mark_that_waits_are_printed_without_it() {
    let dir = site();
    for (path, text) in [
        (
            "events/ferry-closes.md",
            "+++\ntitle = \"The ferry line closes\"\n+++\n",
        ),
        (
            "articles/old.md",
            "+++\ntitle = \"Old\"\ndate = 2025-03-01\n[[events]]\nid = \"ferry-closes\"\ndate = \"2025-11\"\nstatus = \"planned\"\nby = \"The owner\"\n+++\nText.\n",
        ),
        (
            "articles/new.md",
            "+++\ntitle = \"New\"\ndate = 2025-03-12\n+++\n\nThe line will close [by October 2025](event:ferry-closes \"planned, by The owner, review 0.9\"), and [about 1,400 passengers](figure: \"Passengers: review\") use it. It opened [in 1990](event: \"The line opened: happened\").\n",
        ),
    ] {
        let path = dir.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let page = |more: &[&str]| {
        let args = [&["build", "--out", "out"], more].concat();
        let (ok, said) = run(dir.path(), &args, "");
        assert!(ok, "{said}");
        fs::read_to_string(dir.path().join("out/articles/new/index.html")).unwrap()
    };
    let text = page(&[]);
    assert!(
        text.contains("close by October 2025, and about 1,400 passengers use it"),
        "{text}"
    );
    assert!(text.contains("href=\"#event-1\">in 1990</a>"), "{text}");
    let text = page(&["--include-unreviewed"]);
    assert!(text.contains("events/ferry-closes/") && text.contains("#figure-1"));
}

#[test]
fn a_table_in_a_pasted_text_stays_one_with_what_stands_around_it() {
    let [before, behind] = [
        "The mill bridge of Harrowmere will be closed on Monday, and the ferry will run instead, the mayor said.",
        "The council said that it would wait for the report of its engineers before it decides on anything.",
    ];
    for (table, shown) in [
        (
            "| Month | Boats |\n|:--|--:|\n| January | 1,200 |\n| | a\\*b |",
            "| Month | Boats |\n| --- | --- |\n| January | 1,200 |\n|   | a\\\\\\*b |",
        ),
        (
            "Month\tBoats\nJanuary\t1,200\nMarch\t",
            "|   |   |\n| --- | --- |\n| Month | Boats |\n| January | 1,200 |\n| March |   |",
        ),
    ] {
        let (body, _) = drafted(&format!("{before}\n\n{table}\n\n{behind}"));
        assert!(body.contains(&format!("\n\n{shown}\n\n{behind}")), "{body}");
    }
    // Two things beside each other are no table.
    let (body, _) = drafted(&format!("{before}\n{behind}\tPage 1\n"));
    assert!(!body.contains("---"), "{body}");
}
