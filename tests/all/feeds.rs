//! Feeds: Atom and JSON Feed, of the site, of topics and regions, and of a topic in a region.

use serde_json::Value;

use crate::support::{Site, assert_in_order, site};

const FIRST: (&str, &str) = (
    "content/articles/talks.md",
    r#"+++
title = "Talks & more"
date = 2025-09-01
summary = "They talk."
authors = ["Mara Quill"]
topics = ["talks"]
regions = ["iraq"]
image = { file = "hall.svg", alt = "A hall" }
+++
See [the other](more.md), [below](#so)[^1] and <a href="hall.svg">the hall</a>
<script>alert(1)</script>.

## So

```timeline
title = "How it went"
topics = ["talks"]
```

[^1]: A note.
"#,
);

const SECOND: (&str, &str) = (
    "content/articles/more.md",
    r#"+++
title = "المزيد"
date = 2025-09-02T10:00:00Z
updated = 2025-09-20
lang = "ar"
topics = ["talks"]
regions = ["iraq"]
aliases = ["/first/", "/second/"]
+++
Text.
"#,
);

const HALL: (&str, &str) = ("content/articles/hall.svg", "<svg/>");

fn desk(settings: &str) -> Site {
    let settings =
        format!("title = \"Desk\"\nbase_url = \"http://desk.example/sub\"\n{settings}\n");
    site([FIRST, SECOND, HALL, ("dateline.toml", &settings)])
}

fn json(site: &Site, url: &str) -> Value {
    serde_json::from_str(&site.page(url)).unwrap()
}

const WHERE: [&str; 4] = [
    "/",
    "/topics/talks/",
    "/regions/iraq/",
    "/topics/talks/iraq/",
];

#[test]
fn the_site_its_terms_and_its_cells_have_a_feed_in_two_formats_that_tell_the_same() {
    let site = desk("[output]\nwith = [\"cell-feeds\"]");
    for home in WHERE {
        let atom = site.page(&format!("{home}feed.xml"));
        let json = json(&site, &format!("{home}feed.json"));
        let items = json["items"].as_array().unwrap();
        assert_eq!(items.len(), 2, "{home}");
        assert_eq!(atom.matches("<entry>").count(), 2, "{home}");
        for item in items {
            for key in ["id", "url", "title"] {
                let text = item[key].as_str().unwrap().replace('&', "&amp;");
                assert!(atom.contains(&text), "{text} in {atom}");
            }
        }
    }
}

#[test]
fn a_page_names_the_feed_of_what_it_is_of_in_both_formats() {
    let site = desk("[output]\nwith = [\"cell-feeds\"]");
    for home in WHERE {
        let page = site.page(home);
        let name = match home {
            "/" => "Desk",
            "/topics/talks/" => "talks",
            "/regions/iraq/" => "Iraq",
            _ => "talks in Iraq",
        };
        let link = |media: &str, file: &str| {
            format!("<link rel=\"alternate\" type=\"{media}\" title=\"{name}\" href=\"{file}\">")
        };
        assert_in_order(
            &page,
            &[
                &link("application/atom+xml", "feed.xml"),
                &link("application/feed+json", "feed.json"),
            ],
        );
    }
}

#[test]
fn a_json_feed_tells_who_wrote_in_which_language_when_and_with_which_picture() {
    let feed = json(&desk(""), "/feed.json");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["home_page_url"], "http://desk.example/sub/");
    assert_eq!(feed["feed_url"], "http://desk.example/sub/feed.json");
    let (more, talks) = (&feed["items"][0], &feed["items"][1]);
    assert_eq!(more["language"], "ar");
    assert_eq!(more["date_published"], "2025-09-02T10:00:00Z");
    assert_eq!(more["date_modified"], "2025-09-20T00:00:00Z");
    assert_eq!(more["content_text"], "المزيد");
    assert_eq!(talks["language"], Value::Null);
    assert_eq!(talks["authors"][0]["name"], "Mara Quill");
    assert_eq!(talks["tags"], serde_json::json!(["talks", "Iraq"]));
    assert_eq!(talks["image"], "http://desk.example/sub/articles/hall.svg");
    assert_eq!(talks["content_text"], "They talk.");
}

#[test]
fn an_entry_keeps_the_id_of_its_first_address_and_whether_http_or_https() {
    let entry = |site: Site| json(&site, "/feed.json")["items"][0].clone();
    let moved = entry(desk(""));
    assert_eq!(moved["id"], "https://desk.example/sub/first/");
    assert_eq!(moved["url"], "http://desk.example/sub/articles/more/");
    let before = SECOND.1.replace("[\"/first/\", \"/second/\"]", "[]");
    let files = [
        ("content/first.md", before.as_str()),
        (
            "dateline.toml",
            "title = \"Desk\"\nbase_url = \"https://desk.example/sub\"\n",
        ),
    ];
    assert_eq!(entry(site(files))["id"], moved["id"]);
}

#[test]
fn a_feed_of_full_texts_leads_to_whole_addresses_and_runs_nothing() {
    let site = desk("[output]\nfeed_text = \"full\"\nunsafe_html = true");
    let feed = json(&site, "/feed.json");
    let html = feed["items"][1]["content_html"].as_str().unwrap();
    let base = "http://desk.example/sub/articles";
    assert_in_order(
        html,
        &[
            &format!("<a href=\"{base}/more/\">the other</a>"),
            &format!("<a href=\"{base}/talks/#so\">below</a>"),
            &format!("<a href=\"{base}/talks/#fn-1\">"),
            &format!("<a href=\"{base}/talks/hall.svg\">the hall</a>"),
            "<h2>So</h2>",
            &format!("<a href=\"{base}/talks/\">On the page: How it went</a>"),
            "A note.",
        ],
    );
    assert!(!html.contains("alert"), "{html}");
    let atom = site.page("/feed.xml");
    assert!(
        atom.contains("<content type=\"html\">&lt;p&gt;See"),
        "{atom}"
    );
    assert!(!desk("").page("/feed.xml").contains("<content"));
}

#[test]
fn a_feed_has_no_more_entries_than_the_limit() {
    let feed = json(&desk("[limits]\nfeed = 1"), "/topics/talks/feed.json");
    assert_eq!(feed["items"].as_array().unwrap().len(), 1);
    let told = desk("[output]\nfeed_text = \"ful\"").complaints();
    assert!(told.contains("config/feed-text"), "{told}");
}

#[test]
fn what_was_held_back_is_told_as_of_its_release_and_before_what_came_out_earlier() {
    let article = |day: &str, more: &str| {
        format!("+++\ntitle = \"Of {day}\"\ndate = {day}\ntopics = [\"talks\"]\n{more}+++\n")
    };
    let held = "embargo = 2025-09-20T06:00:00Z\nupdated = 2025-09-10\n";
    let held = article("2025-09-01", held);
    let corrected = article(
        "2025-09-02",
        "[[corrections]]\ndate = 2025-09-05\ntext = \"A name.\"\n",
    );
    let site = site([
        ("content/articles/held.md", held.as_str()),
        ("content/articles/corrected.md", corrected.as_str()),
        (
            "dateline.toml",
            "title = \"Desk\"\nbase_url = \"https://desk.example\"\n[limits]\nfeed = 1\n",
        ),
    ]);
    for url in ["/feed.json", "/topics/talks/feed.json"] {
        let feed = json(&site, url);
        let items = feed["items"].as_array().unwrap();
        assert_eq!(items.len(), 1);
        assert_eq!(items[0]["title"], "Of 2025-09-01");
        for key in ["date_published", "date_modified"] {
            assert_eq!(items[0][key], "2025-09-20T06:00:00Z", "{key}");
        }
    }
    let news = site.page("/news-sitemap.xml");
    let date = "<news:publication_date>2025-09-20T06:00:00+00:00</news:publication_date>";
    assert!(news.contains(date), "{news}");
    assert!(!news.contains("/corrected/"), "{news}");
    let page = site.page("/articles/held/");
    let published = "\"datePublished\":\"2025-09-20T06:00:00+00:00\"";
    assert!(page.contains(published), "{page}");
    // It was brought up to date before anybody could read it.
    assert!(!page.contains("dateModified"), "{page}");
    let page = site.page("/articles/corrected/");
    assert!(page.contains("\"dateModified\":\"2025-09-05\""), "{page}");
}
