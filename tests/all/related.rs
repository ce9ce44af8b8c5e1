//! What an article's page says beside its text: related articles, how to cite it, what reading
//! tools learn of it. And how events show what became of a promise.

use crate::support::{Site, assert_in_order, site};
use serde_json::Value as Json;

const PROMISE: (&str, &str) = (
    "content/articles/promise.md",
    r#"+++
title = "A bridge by June"
date = 2025-01-10
authors = ["Ann Lee", "Bo Ray"]
dateline = "HARROWMERE"
summary = "The council </script> gives a day."

[[sources]]
name = "Minutes"
url = "https://council.example/minutes"

[[events]]
id = "bridge"
title = "The bridge opens"
date = "[..2025-06]"
status = "confirmed"
by = "Council"

[[figures]]
series = "walkers"
value = 100
as_of = "2025-01-09"

[[corrections]]
date = 2025-01-12
text = "A name was misspelt."
+++
"#,
);
const MOVED: (&str, &str) = (
    "content/articles/moved.md",
    r#"+++
title = "A bridge by August"
date = 2025-03-10
kind = "analysis"

[[events]]
id = "bridge"
title = "The bridge opens"
date = "[..2025-08]"
status = "confirmed"
by = "Council"

[[figures]]
series = "walkers"
value = 120
as_of = "2025-03-09"
+++
"#,
);
const OPENED: (&str, &str) = (
    "content/articles/opened.md",
    r#"+++
title = "The bridge is open"
date = 2025-09-10

[[events]]
id = "bridge"
title = "The bridge opens"
date = "2025-09-09"
status = "happened"
by = "Council"
+++
"#,
);
const OTHER: (&str, &str) = (
    "content/articles/other.md",
    "+++\ntitle = \"Rain\"\ndate = 2025-09-01\n+++\n",
);

fn bridge() -> Site {
    site([PROMISE, MOVED, OPENED, OTHER])
}

fn json_ld(page: &str) -> Json {
    let data = page.split(r#"<script type="application/ld+json">"#).nth(1);
    let data = data.unwrap().split("</script>").next().unwrap();
    serde_json::from_str(data).unwrap()
}

#[test]
fn articles_that_share_most_stand_first() {
    let page = bridge().words("/articles/promise/");
    assert_in_order(
        &page,
        &[
            "On the same events and figures",
            "A bridge by August 10 March 2025",
            "The bridge opens , walkers",
            "The bridge is open 10 September 2025",
            "The bridge opens",
        ],
    );
    assert!(!page.contains("Rain"), "{page}");
}

#[test]
fn an_article_that_shares_nothing_has_no_such_list() {
    let page = bridge().words("/articles/other/");
    assert!(!page.contains("On the same events"), "{page}");
}

#[test]
fn related_articles_are_bounded() {
    let articles: Vec<(String, String)> = (1..=20)
        .map(|day| {
            let text = MOVED.1.replace("2025-03-10", &format!("2025-03-{day:02}"));
            (format!("content/articles/a{day}.md"), text)
        })
        .collect();
    let files = articles
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    let page = site(files).page("/articles/a10/");
    let list = page.split("class=\"list related\"").nth(1).unwrap();
    let list = list.split("</ul>").next().unwrap();
    assert_eq!(list.matches("<li>").count(), 8, "{list}");
}

#[test]
fn an_article_tells_how_to_cite_it() {
    let page = bridge().words("/articles/promise/");
    assert_in_order(
        &page,
        &[
            "How to cite this article",
            "Ann Lee, Bo Ray. “A bridge by June”. Desk , 10 January 2025",
            "https://desk.example/articles/promise/",
        ],
    );
}

#[test]
fn reading_tools_learn_what_an_article_is() {
    let site = bridge();
    let found = json_ld(&site.page("/articles/promise/"));
    assert_eq!(found["@type"], "NewsArticle");
    assert_eq!(found["headline"], "A bridge by June");
    assert_eq!(found["description"], "The council </script> gives a day.");
    assert_eq!(found["datePublished"], "2025-01-10");
    assert_eq!(found["url"], "https://desk.example/articles/promise/");
    assert_eq!(found["dateline"], "HARROWMERE");
    assert_eq!(found["author"][1]["name"], "Bo Ray");
    assert_eq!(found["publisher"]["name"], "Desk");
    assert_eq!(
        found["citation"][0]["url"],
        "https://council.example/minutes"
    );
    assert_eq!(found["correction"][0]["datePublished"], "2025-01-12");
    let analysis = json_ld(&site.page("/articles/moved/"));
    assert_eq!(analysis["@type"][1], "AnalysisNewsArticle");
    assert_eq!(analysis.get("author"), None);
}

#[test]
fn a_late_promise_is_held_against_its_speakers_day() {
    let site = bridge();
    let page = site.words("/timeline/2025/");
    let listed = [
        "9 September 2025",
        "The bridge opens",
        "after a move",
        "Council, 10 September 2025",
    ];
    assert_in_order(&page, &listed);
    let page = site.words("/events/bridge/");
    let late = "9 days after the deadline last named by Council, 31 August 2025; 71 days after the first deadline, 30 June 2025";
    assert!(page.contains(late), "{page}");
}

#[test]
fn a_moved_day_is_told_with_its_speaker() {
    let site = site([PROMISE, MOVED]);
    let page = site.words("/timeline/2025/");
    let overdue = "overdue: by the end of August 2025 (Council)";
    assert!(page.contains(overdue), "{page}");
    let page = site.words("/articles/promise/");
    assert!(page.contains("put off by 62 days (Council)"), "{page}");
}
