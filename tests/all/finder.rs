//! What a reader can look for in a timeline, and what the theme's script needs of a page.

use crate::support::{Site, site};

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

/// The terms of the page that a field of the finder offers, with what they lie in.
fn terms(page: &str, field: &str) -> Vec<String> {
    let list = format!("<select name=\"{field}\" data-terms=\"");
    let ids = page.split(&list).nth(1).map(|rest| rest.split('"').next());
    let ids = ids.flatten().unwrap_or_default().split(' ');
    ids.filter(|id| !id.is_empty())
        .map(str::to_string)
        .collect()
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
        terms(&page, "topics"),
        Vec::<String>::new(),
        "all are of one topic"
    );
    assert_eq!(terms(&page, "regions"), ["anbar", "baghdad", "syria"]);
    assert_eq!(
        choices(&page, "status"),
        ["ahead", "moved", "announced", "happened"]
    );
    assert_eq!(choices(&page, "year"), ["2025", "2024"]);
}

#[test]
fn what_regions_lie_in_is_told_once_for_all_pages() {
    let names = site([TALKS, MOVED, IRAQ, ANBAR, BAGHDAD, TOPIC]).page("/terms.js");
    let regions = r#""regions":[["anbar","Anbar",[2]],["baghdad","Baghdad",[2]],["iraq","Iraq",[]],["syria","Syria",[]]]"#;
    assert!(names.starts_with("var datelineTerms = {"), "{names}");
    assert!(names.contains(regions), "{names}");
    assert!(!names.contains("western-asia"), "{names}");
}

#[test]
fn what_is_withheld_names_no_term() {
    let draft = TALKS
        .1
        .replace("date = 2025-09-20", "date = 2025-09-20\ndraft = true");
    let site = site([
        (TALKS.0, draft.as_str()),
        MOVED,
        IRAQ,
        ANBAR,
        BAGHDAD,
        TOPIC,
    ]);
    let names = site.page("/terms.js");
    for hidden in ["anbar", "baghdad", "iraq"] {
        assert!(!names.contains(hidden), "{names}");
    }
}

#[test]
fn a_finder_knows_what_each_event_is_found_by() {
    let page = timeline();
    assert_eq!(
        choices(&page, "status"),
        ["ahead", "moved", "announced", "happened"]
    );
    for keys in ["\"|1|3|1;", "|2 0|0 1 2|0"] {
        assert!(page.contains(keys), "{keys} is not in {page}");
    }
}

#[test]
fn a_topic_that_all_events_have_is_told_for_those_above_it() {
    let more = MOVED
        .1
        .replace("topics = [\"talks\"]", "topics = [\"talks\", \"borders\"]");
    let site = site([TALKS, ("content/articles/moved.md", more.as_str()), TOPIC]);
    let page = site.page("/topics/talks/timeline/");
    assert_eq!(terms(&page, "topics"), ["borders", "talks"]);
    assert!(page.contains("data-events=\"1|"), "{page}");
    assert!(page.contains(";0 1|") || page.contains(";1 0|"), "{page}");
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

/// The theme's script as it is published.
fn script(site: &Site) -> String {
    let mut files = site.edition.theme.files.iter();
    let (_, script) = files
        .find(|(url, _)| url.as_str().starts_with("/site.") && url.as_str().ends_with(".js"))
        .unwrap();
    String::from_utf8(script.bytes().unwrap().to_vec()).unwrap()
}

#[test]
fn the_script_brings_the_words_that_it_asks_for() {
    let asked: Vec<&str> = include_str!("../../themes/default/static/site.js")
        .split(['"', '#'])
        .filter(|word| word.starts_with("tool-"))
        .collect();
    assert!(asked.len() >= 5, "{asked:?}");
    let site = site([TALKS, MOVED]);
    let page = site.page("/articles/talks/");
    assert!(!page.contains("tool-"), "{page}");
    let script = script(&site);
    for id in &asked {
        let named = format!(r#"id=\"{id}\""#);
        assert!(script.contains(&named), "it lacks {id}");
    }
}

#[test]
fn a_theme_has_its_own_words_for_the_script() {
    let site = site([
        TALKS,
        ("dateline.toml", "title = \"Desk\"\ntheme = \"own\"\n"),
        (
            "themes/own/templates/components/own.html",
            "{% component Tools() -%}<b>{{ \"<&>\" }} {{ \"keys\" | t }}</b>{%- endcomponent Tools %}",
        ),
    ]);
    let script = script(&site);
    let begins = r#"document.body.insertAdjacentHTML("beforeend", "<b>&lt;&amp;&gt; Keys</b>");"#;
    assert!(script.starts_with(begins), "{script}");
}
