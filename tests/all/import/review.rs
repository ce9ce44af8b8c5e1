//! `dateline review` as a person meets it: answers typed one after the other.

use std::fs;
use std::sync::Arc;

use dateline::content::document;
use dateline::path::SourcePath;
use dateline::review::{Decision, decided, open};

use super::command::{run, site};

const ARTICLE: &str = "content/articles/ferry.md";

const DRAFT: &str = "+++\ntitle = \"Ferry line to close\"\ndate = 2025-03-12\n# Imported: not published until its review is done.\ndraft = true\n\n[[events]]\ntitle = \"The ferry line will close\"\ndate = \"[..2025-10]\"\nstatus = \"planned\"\nquote = \"The line will close by October 2025, the owner said.\"\nconfidence = 0.8\nreview = true\n\n[[figures]]\nlabel = \"Passengers a day\"\nvalue = 1400\nunit = \"passengers\"\nreview = true\n+++\n\nThe line will close by October 2025, the owner said. A bus *will* run in its place.\n";

const SERIES: &str = "+++\nname = \"Passengers of the ferry a day\"\nunit = \"passengers\"\n+++\n";

const EVENT: &str = "+++\ntitle = \"The ferry line closes\"\n+++\n";

/// Answers typed one after the other; what was said, and what the article is then.
fn reviewed(answers: &[&str]) -> (String, String) {
    let dir = site();
    for (path, text) in [
        (ARTICLE, DRAFT),
        ("content/series/ferry-passengers.md", SERIES),
        ("content/events/ferry-closes.md", EVENT),
    ] {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let (ok, said) = run(dir.path(), &["review"], &(answers.join("\n") + "\n"));
    assert!(ok, "{said}");
    (said, fs::read_to_string(dir.path().join(ARTICLE)).unwrap())
}

#[test]
fn the_last_answer_takes_the_draft_away_and_says_so() {
    let (said, text) = reviewed(&["a", "d"]);
    assert!(
        said.contains("every proposal is answered, and it is no draft any more"),
        "{said}"
    );
    assert!(!text.contains("draft") && !text.contains("review") && !text.contains("figures"));
    let (said, text) = reviewed(&["a", "l"]);
    assert!(
        text.contains("draft = true") && said.contains("1 proposal left"),
        "{said}"
    );
}

#[test]
fn a_proposal_is_shown_in_its_paragraph() {
    let (said, _) = reviewed(&["q"]);
    let paragraph =
        ">>The line will close by October 2025, the owner said.<< A bus *will* run in its place.";
    assert!(said.contains(paragraph), "{said}");
}

#[test]
fn going_back_and_undoing_take_an_answer_back() {
    for answers in [&["a", "b", "q"], &["d", "u", "q"], &["l", "b", "q"]] {
        let (said, text) = reviewed(answers);
        assert_eq!(text, DRAFT, "{answers:?}: {said}");
        assert_eq!(said.matches("1/2").count(), 2, "{said}");
    }
    // Undoing goes back over what was left for later.
    let (_, text) = reviewed(&["d", "l", "u", "q"]);
    assert_eq!(text, DRAFT);
    let (said, _) = reviewed(&["b", "q"]);
    assert!(said.contains("this is the first one"), "{said}");
}

#[test]
fn any_key_is_added_and_a_wrong_value_is_refused_at_once() {
    let (said, text) = reviewed(&[
        "by = the owner",
        "date = soon",
        "colour = blue",
        "statsu = planned",
        "condition = the new bridge is open",
        "status =",
        "a",
        "q",
    ]);
    assert!(
        text.contains("by = \"the owner\"\ncondition = \"the new bridge is open\"\n"),
        "{text}"
    );
    assert!(
        !text.contains("soon") && !text.contains("colour") && !text.contains("status"),
        "{text}"
    );
    assert!(said.contains("did you mean `status`"), "{said}");
}

#[test]
fn what_only_the_whole_site_shows_to_be_wrong_is_refused_too() {
    let (said, text) = reviewed(&["source = nobody", "a", "q"]);
    assert!(said.contains("unknown source `nobody`"), "{said}");
    assert!(
        !text.contains("nobody") && !text.contains("confidence"),
        "{text}"
    );
    let dir = site();
    let series = SERIES.replace("unit", "aliases = [\"old-count\"]\nunit");
    let sources = "[gazette]\nname = \"The Gazette\"\nkind = \"organisation\"\n";
    for (path, text) in [
        (ARTICLE, DRAFT),
        ("content/series/ferry-passengers.md", &series),
        ("content/sources.toml", sources),
    ] {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let answers = "source = gazette\na\nseries = old-count\na\n";
    let (ok, said) = run(dir.path(), &["review"], answers);
    assert!(ok && said.contains("nothing left"), "{said}");
    let (ok, said) = run(dir.path(), &["build"], "");
    assert!(ok, "{said}");
}

#[test]
fn a_proposal_is_linked_to_an_event_or_a_series_of_the_site() {
    let (said, text) = reviewed(&["i", "1", "a", "i", "ferry-pasengers", "i", "1", "a"]);
    assert!(
        said.contains("1  ferry-closes  The ferry line closes"),
        "{said}"
    );
    assert!(said.contains("did you mean `ferry-passengers`?"), "{said}");
    assert!(
        text.contains("id = \"ferry-closes\"") && text.contains("series = \"ferry-passengers\""),
        "{text}"
    );
}

#[test]
fn what_was_written_while_a_question_was_open_stays() {
    use std::io::{Read, Write};
    use std::process::{Command, Stdio};
    let dir = site();
    let article = dir.path().join(ARTICLE);
    fs::create_dir_all(article.parent().unwrap()).unwrap();
    fs::write(&article, DRAFT).unwrap();
    let mut program = Command::new(assert_cmd::cargo::cargo_bin("dateline"))
        .current_dir(dir.path())
        .arg("review")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = program.stdout.take().unwrap();
    let mut said = String::new();
    while !said.contains("[a/e/d/l/i/b/u/q/?]") {
        let mut some = [0; 512];
        let number = out.read(&mut some).unwrap();
        assert!(number > 0, "{said}");
        said += std::str::from_utf8(&some[..number]).unwrap();
    }
    let meanwhile = DRAFT.replace("date = 2025", "embargo = 2026-06-01\ndate = 2025");
    fs::write(&article, &meanwhile).unwrap();
    program.stdin.take().unwrap().write_all(b"a\n").unwrap();
    out.read_to_string(&mut said).unwrap();
    program.wait().unwrap();
    assert!(said.contains("has changed since it was shown"), "{said}");
    assert_eq!(said.matches("1/2").count(), 2, "{said}");
    assert_eq!(fs::read_to_string(&article).unwrap(), meanwhile);
}

#[test]
fn a_fact_is_dropped_in_whatever_form_it_stands_and_the_others_stay() {
    let fact = |title: &str| format!("{{title: {title}, date: 2026-12-05, review: true}}");
    let (one, two) = (fact("One"), fact("Two"));
    let toml = |title: &str| format!("{{ title = \"{title}\", date = 2026, review = true }}");
    let json =
        |title: &str| format!("  {{\n    \"title\": \"{title}\",\n    \"review\": true\n  }}");
    let yaml = |events: &str| format!("---\ntitle: A\ndate: 2026-10-01\n{events}---\nText.\n");
    let forms = [
        (
            yaml(&format!("events:\n  - {one}\n  - {two}\n")),
            yaml(&format!("events:\n  - {two}\n")),
        ),
        (
            yaml(&format!("events: [{one}, {two}]\n")),
            yaml(&format!("events: [{two}]\n")),
        ),
        (
            yaml(
                "events:\n- title: One\n  date: 2026\n  review: true\n# c\n- title: Two\n  date: 2026\n  review: true\n",
            ),
            yaml("events:\n# c\n- title: Two\n  date: 2026\n  review: true\n"),
        ),
        (
            yaml(&format!(
                "events:\n  - {{title: One, date: 2026,\n     review: true, # mine\n    }}\n  - {two}\n"
            )),
            yaml(&format!("events:\n  - {two}\n")),
        ),
        (
            yaml(&format!(
                "events:\n  -\n    title: One\n    review: true\n  - {two}\n"
            )),
            yaml(&format!("events:\n  - {two}\n")),
        ),
        (
            format!(
                "+++\ntitle = \"A\"\ndate = 2026-10-01\nevents = [{}, {}]\n+++\nText.\n",
                toml("One"),
                toml("Two")
            ),
            format!(
                "+++\ntitle = \"A\"\ndate = 2026-10-01\nevents = [{}]\n+++\nText.\n",
                toml("Two")
            ),
        ),
        (
            format!(
                "{{\n\"title\": \"A\", \"date\": \"2026-10-01\",\n\"events\": [\n{},\n{}\n]}}\n\nText.\n",
                json("One"),
                json("Two")
            ),
            format!(
                "{{\n\"title\": \"A\", \"date\": \"2026-10-01\",\n\"events\": [\n{}\n]}}\n\nText.\n",
                json("Two")
            ),
        ),
    ];
    for (before, after) in forms {
        let dir = site();
        let article = dir.path().join("content/articles/a.md");
        fs::create_dir_all(article.parent().unwrap()).unwrap();
        fs::write(&article, &before).unwrap();
        let (ok, said) = run(dir.path(), &["review"], "d\n");
        let is = fs::read_to_string(&article).unwrap();
        assert!(
            ok && is
                .replace("[\n  {", "[\n{")
                .split_whitespace()
                .eq(after.split_whitespace()),
            "{before}\n{said}\n{is}"
        );
        // The last of them goes too, and what is left is an article still.
        let (ok, said) = run(dir.path(), &["review"], "d\n");
        assert!(ok && said.contains("nothing left"), "{before}\n{said}");
        let (_, said) = run(dir.path(), &["check"], "");
        assert!(said.contains("0 errors"), "{before}\n{said}");
    }
}

#[test]
fn a_byte_order_mark_and_the_ends_of_lines_hide_nothing_and_stay() {
    let yaml = "---\ntitle: A\ndate: 2026-10-01\n# Imported: not published until its review is done.\ndraft: true\nevents:\n  - title: One\n    date: 2026\n    review: true\n---\nText.\n\n[in 2027](event: \"Two: review\") more.\n";
    let json = "{\n  \"title\": \"A\",\n  \"events\": [\n    {\n      \"title\": \"One\",\n      \"review\": true\n    }\n  ]\n}\nText.\n";
    let add = Decision::Accept(vec![("by".to_string(), "the owner".to_string())]);
    let ends = |text: &str| text.replace('\n', "\r\n");
    let mark = |text: &str| format!("\u{feff}{text}");
    let both = |text: &str| mark(&ends(text));
    let saved: [&dyn Fn(&str) -> String; 3] = [&ends, &mark, &both];
    for text in [DRAFT, yaml, json] {
        assert!(!open(text).is_empty(), "{text}");
        for saved in saved {
            assert_eq!(open(&saved(text)), open(text));
            for answers in [[add.clone(), add.clone()], [Decision::Drop, Decision::Drop]] {
                let out = decided(&saved(text), &answers).unwrap();
                assert_eq!(out, saved(&decided(text, &answers).unwrap()));
            }
        }
    }
    let both = [Decision::Drop, Decision::Drop];
    assert!(!decided(&mark(DRAFT), &both).unwrap().contains("draft"));
}

#[test]
fn a_file_that_cannot_be_read_stays_a_draft() {
    let dir = site();
    let article = dir.path().join(ARTICLE);
    fs::create_dir_all(article.parent().unwrap()).unwrap();
    let broken = DRAFT.replace("title = \"Ferry", "title = Ferry\nlabel = \"");
    fs::write(&article, &broken).unwrap();
    let (_, said) = run(dir.path(), &["review", ARTICLE], "d\nd\n");
    assert!(said.contains("front matter cannot be read"), "{said}");
    assert!(!said.contains("nothing left"), "{said}");
    assert_eq!(fs::read_to_string(&article).unwrap(), broken);
}

#[test]
fn what_cannot_be_dropped_is_told_and_the_session_goes_on() {
    let dir = site();
    let article = dir.path().join("content/articles/a.md");
    fs::create_dir_all(article.parent().unwrap()).unwrap();
    let text = "---\ntitle: A\ndate: 2026-10-01\nevents:\n  - # mine\n    title: One\n    review: true\n  - title: Two\n    review: true\n---\nText.\n";
    fs::write(&article, text).unwrap();
    let (ok, said) = run(dir.path(), &["review"], "d\nl\nd\n");
    assert!(ok && said.contains("drop it in an editor"), "{said}");
    assert!(said.contains("1 proposal left"), "{said}");
}

#[test]
fn facts_in_braces_are_decided_like_any_others() {
    let json = "{\n  \"title\": \"A\",\n  \"events\": [\n    {\n      \"title\": \"One\",\n      \"regions\": [\"x\"],\n      \"confidence\": 0.8,\n      \"review\": true\n    },\n    {\"review\": true, \"title\": \"Two\"}\n  ]\n}\nText.\n";
    let yaml = "---\ntitle: it's A\nevents: [{title: 'One', regions: [x], confidence: 0.8, review: true}, {review: true, title: Two}]\n---\nText.\n";
    let toml = "+++\ntitle = \"A\"\nevents = [{title = \"One\", regions = [\"x\"], confidence = 0.8, review = true}, {review = true, title = \"Two\"}]\n+++\nText.\n";
    let whole = "---\n{title: A, events: [{title: 'One', regions: [x], confidence: 0.8, review: true}, {review: true, title: Two}]}\n---\nText.\n";
    let change = |key: &str, value: &str| (key.to_string(), value.to_string());
    for text in [json, yaml, toml, whole] {
        assert_eq!(open(text).len(), 2, "{text}");
        let accept = Decision::Accept(Vec::new());
        let change = Decision::Accept(vec![
            change("id", "one"),
            change("title", "1"),
            change("regions", "x, y"),
        ]);
        let empty = Decision::Accept(vec![("regions".to_string(), String::new())]);
        for first in [&accept, &change, &empty, &Decision::Drop, &Decision::Later] {
            for second in [&accept, &change, &Decision::Drop, &Decision::Later] {
                let out = decided(text, &[first.clone(), second.clone()]).unwrap();
                let file = SourcePath::new("content/a.md");
                let read = document::parse(&file, &Arc::from(out.as_str())).value;
                let facts = read
                    .front_matter
                    .get("events")
                    .unwrap()
                    .node
                    .tables()
                    .count();
                assert!(read.sound, "{out}");
                let stay = [first, second]
                    .into_iter()
                    .filter(|one| **one != Decision::Drop);
                assert_eq!(facts, stay.count(), "{out}");
                let later = [first, second]
                    .into_iter()
                    .filter(|one| **one == Decision::Later);
                assert_eq!(open(&out).len(), later.count(), "{out}");
                assert_eq!(
                    out.contains("one\""),
                    first == &change || second == &change,
                    "{out}"
                );
                assert!(
                    out.ends_with("Text.\n") && !out.contains("confidence")
                        || first == &Decision::Later
                );
            }
        }
    }
    let out = decided(
        json,
        &[Decision::Accept(vec![change("id", "one")]), Decision::Later],
    );
    let wanted = json.replace(
        ",\n      \"confidence\": 0.8,\n      \"review\": true",
        ",\n      \"id\": \"one\"",
    );
    assert_eq!(out.unwrap(), wanted);
}
