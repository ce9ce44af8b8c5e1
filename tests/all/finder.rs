//! What a reader can look for in a timeline, and what the theme's script needs of a page.

use crate::support::site;

const TALKS: (&str, &str) = (
    "content/articles/talks.md",
    r#"+++
title = "Talks"
date = 2025-09-20
topics = ["talks"]
regions = ["anbar"]

[[events]]
title = "The first round opens"
date = "2024-05-02"
regions = ["baghdad"]

[[events]]
id = "signing"
title = "The paper is signed"
date = "[..2025-09]"
status = "announced"
by = "Baghdad"
+++
"#,
);
const MOVED: (&str, &str) = (
    "content/articles/moved.md",
    r#"+++
title = "Later"
date = 2025-09-28
topics = ["talks"]
regions = ["syria"]

[[events]]
id = "signing"
title = "The paper is signed"
date = "[..2025-12]"
status = "announced"
by = "Baghdad"

[[events]]
title = "A convoy leaves"
date = "2025-09-28"
+++
"#,
);
const IRAQ: (&str, &str) = (
    "content/regions/iraq/_index.md",
    "+++\nname = \"Iraq\"\n+++\n",
);
const ANBAR: (&str, &str) = (
    "content/regions/iraq/anbar.md",
    "+++\nname = \"Anbar\"\n+++\n",
);
const BAGHDAD: (&str, &str) = (
    "content/regions/iraq/baghdad.md",
    "+++\nname = \"Baghdad\"\n+++\n",
);
const TOPIC: (&str, &str) = ("content/topics/talks.md", "+++\nname = \"Talks\"\n+++\n");

fn timeline() -> String {
    site([TALKS, MOVED, IRAQ, ANBAR, BAGHDAD, TOPIC]).page("/topics/talks/timeline/")
}

/// The values to choose from in a field of the finder.
fn choices(page: &str, field: &str) -> Vec<String> {
    let select = page.split(&format!("<select name=\"{field}\">")).nth(1);
    let select = select.map_or("", |rest| rest.split("</select>").next().unwrap());
    let values = select.split("<option value=\"").skip(2);
    values
        .map(|option| option.split('"').next().unwrap().to_string())
        .collect()
}

#[test]
fn only_what_tells_events_apart_can_be_chosen() {
    let page = timeline();
    assert_eq!(
        choices(&page, "topics"),
        Vec::<String>::new(),
        "all are of one topic"
    );
    assert_eq!(
        choices(&page, "regions"),
        ["anbar", "baghdad", "iraq", "syria"]
    );
    assert_eq!(
        choices(&page, "status"),
        ["ahead", "moved", "announced", "happened"]
    );
    assert_eq!(choices(&page, "year"), ["2025", "2024"]);
}

#[test]
fn a_region_is_found_by_what_lies_in_it() {
    let page = timeline();
    assert!(
        page.contains(r#"<option value="iraq" data-within="anbar baghdad">Iraq</option>"#),
        "{page}"
    );
    assert!(!page.contains("western-asia"), "{page}");
}

#[test]
fn a_finder_knows_what_each_event_is_found_by() {
    let page = timeline();
    for keys in [
        "talks|baghdad|happened|2024;",
        "|syria anbar|ahead moved announced|2025",
    ] {
        assert!(page.contains(keys), "{keys} is not in {page}");
    }
}

#[test]
fn a_single_event_needs_no_finder() {
    let page = site([MOVED]).page("/regions/syria/timeline/");
    assert!(page.contains("<details class=\"filter"), "{page}");
    let alone = MOVED
        .1
        .split("[[events]]")
        .take(2)
        .collect::<Vec<_>>()
        .join("[[events]]");
    let alone = format!("{alone}\n+++\n");
    let page = site([(MOVED.0, alone.as_str())]).page("/regions/syria/timeline/");
    assert!(!page.contains("<details class=\"filter"), "{page}");
}

#[test]
fn events_elsewhere_do_not_carry_the_weight() {
    let site = site([TALKS, MOVED]);
    for url in ["/", "/topics/talks/"] {
        assert!(!site.page(url).contains("data-events"), "{url}");
    }
}

#[test]
fn a_change_is_dated_by_the_day_it_came() {
    let page = timeline();
    assert!(page.contains(r#"data-changed="2025-09-28""#), "{page}");
    let front = site([TALKS, MOVED]).page("/");
    assert!(
        front.contains(r#"<article class="article-item medium" data-changed="2025-09-28""#),
        "{front}"
    );
}

#[test]
fn every_page_has_the_words_that_the_script_asks_for() {
    let script = include_str!("../../themes/default/static/site.js");
    let asked: Vec<&str> = script
        .split(['"', '#'])
        .filter(|word| word.starts_with("tool-"))
        .collect();
    assert!(asked.len() >= 5, "{asked:?}");
    let site = site([TALKS, MOVED]);
    for url in [
        "/",
        "/articles/talks/",
        "/topics/talks/",
        "/matrix/",
        "/404.html",
    ] {
        let page = site.page(url);
        assert!(page.contains("defer></script>"), "{url}");
        for id in &asked {
            assert!(page.contains(&format!("id=\"{id}\"")), "{url} lacks {id}");
        }
    }
}
