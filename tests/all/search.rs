//! What a search finds, and what it must not.

use dateline::pages::record::Record;
use dateline::path::UrlPath;
use dateline::search::Index;

use crate::support::{Site, everything, searched, site};

const FILES: [(&str, &str); 6] = [
    (
        "content/articles/2024/talks.md",
        r#"+++
title = "Talks about the bridge"
date = 2024-09-20
kind = "analysis"
summary = "The council and the guild talked."
topics = ["footbridge"]
regions = ["harbour"]
sources = ["council"]

[[events]]
id = "opening"
title = "The bridge opens"
date = "[..2025-12]"
status = "announced"
quote = "Nobody will swim any more."

[[events]]
title = "The guild walks out"
date = 2024-09-19

[[figures]]
series = "crossings"
value = 250
hedge = "about"
as_of = "2024-09"
+++
## The sandbanks

Fishermen fear for the [sandbanks](https://example.org). <!-- unsaid -->

```timeline
topics = ["footbridge"]
```
"#,
    ),
    (
        "content/articles/2024/held.md",
        "+++\ntitle = \"Quagmire\"\ndate = 2024-09-21\nembargo = 2030-01-01\ntopics = [\"quaggy\"]\n\n[[events]]\nid = \"quake\"\ntitle = \"Quakeday\"\ndate = \"2030\"\nby = \"Quill\"\n+++\nQuicksand.\n",
    ),
    (
        "content/articles/2024/draft.md",
        "+++\ntitle = \"Quagmire\"\ndate = 2024-09-21\ndraft = true\n+++\nQuicksand.\n",
    ),
    (
        "content/topics/works/footbridge.md",
        "+++\nname = \"The footbridge\"\nsummary = \"Planks and piers.\"\naliases = [\"gangway\"]\n+++\n",
    ),
    (
        "content/series/crossings.md",
        "+++\nname = \"Crossings a day\"\nunit = \"people\"\nmeasure = \"level\"\ntopics = [\"footbridge\"]\n+++\nCounted at the turnstile.\n",
    ),
    (
        "content/sources.toml",
        "[council]\nname = \"The council\"\nkind = \"organisation\"\n",
    ),
];

fn small() -> Site {
    site(FILES)
}

fn with(config: &str, file: Option<(&str, &str)>) -> Site {
    let config = format!("title = \"Desk\"\n{config}");
    let config = ("dateline.toml", config.as_str());
    site(FILES.into_iter().chain([config]).chain(file))
}

fn record<'a>(index: &'a Index, url: &str) -> &'a Record {
    let mut found = index.records().iter();
    let found = found.find(|record| record.url == UrlPath::new(url));
    found.unwrap_or_else(|| panic!("there is no record of {url}"))
}

#[test]
fn there_is_a_record_of_each_page_that_readers_look_for_and_of_no_other() {
    let site = small();
    let index = site.edition.search();
    let mut urls: Vec<&str> = index
        .records()
        .iter()
        .map(|record| record.url.as_str())
        .collect();
    urls.sort_unstable();
    assert_eq!(
        urls,
        [
            "/articles/2024/talks/",
            "/events/opening/",
            "/figures/crossings/",
            "/regions/harbour/",
            "/topics/footbridge/",
            "/topics/works/",
        ]
    );
}

#[test]
fn an_index_is_another_where_what_is_found_is_another() {
    let print = |from: &str, to: &str| {
        let files = FILES.map(|(path, text)| (path, text.replace(from, to)));
        let files = files.iter().map(|(path, text)| (*path, text.as_str()));
        site(files).edition.search().print()
    };
    let before = print("", "");
    assert_eq!(print("unsaid", "untold"), before, "no record has a comment");
    assert_ne!(print("Fishermen", "Fisherwomen"), before);
    assert_ne!(print("kind = \"analysis\"", "kind = \"news\""), before);
    assert_ne!(print("date = 2024-09-20", "date = 2024-09-18"), before);
}

#[test]
fn an_article_is_found_by_its_words_and_by_events_without_a_page() {
    let site = small();
    let index = site.edition.search();
    let found = record(&index, "/articles/2024/talks/");
    assert_eq!(found.title, "Talks about the bridge");
    assert_eq!(
        found.text,
        "The council and the guild talked. The sandbanks · Fishermen fear for the sandbanks. \
         The guild walks out"
    );
    let told = [&found.label, &found.date, &found.mark, &found.speakers];
    assert_eq!(told, ["Analysis", "20 September 2024", "", ""]);
    assert_eq!(
        found.topics,
        ["footbridge", "works"],
        "the topic above it too"
    );
    assert_eq!(found.regions, ["harbour"]);
    assert_eq!(Vec::from_iter(found.years.clone()), [2024]);
}

#[test]
fn an_event_has_its_date_in_its_own_precision_its_mark_and_its_speaker() {
    let site = small();
    let index = site.edition.search();
    let found = record(&index, "/events/opening/");
    let told = [&found.label, &found.date, &found.mark, &found.speakers];
    let by = "by the end of December 2025";
    assert_eq!(told, ["Event", by, "Announced", "The council"]);
    assert!(
        found.text.contains("Nobody will swim any more."),
        "{found:?}"
    );
    let page = site.words("/events/opening/");
    assert!(
        page.contains(by) && page.contains("Announced"),
        "as its page says"
    );
}

#[test]
fn a_figure_opens_with_its_number_and_a_term_is_found_by_its_former_ids() {
    let site = small();
    let index = site.edition.search();
    let figure = record(&index, "/figures/crossings/");
    assert_eq!(
        figure.text,
        "about 250 people as of September 2024 (The council) · Counted at the turnstile."
    );
    assert_eq!(figure.date, "As of September 2024");
    assert_eq!(
        record(&index, "/topics/footbridge/").text,
        "Planks and piers. gangway"
    );
    // With nothing said of it, its name is all there is.
    assert_eq!(record(&index, "/regions/harbour/").text, "harbour");
}

#[test]
fn nothing_that_is_withheld_or_a_comment_is_in_any_file() {
    let site = small();
    let all = everything(&site.edition).to_lowercase();
    assert!(all.contains("sandbank") && all.contains("turnstil"));
    for word in [
        "quagmire",
        "quicksand",
        "quake",
        "quill",
        "unsaid",
        "quaggy",
    ] {
        assert!(!all.contains(word), "{word}");
    }
}

#[test]
fn the_files_are_the_same_however_often_they_are_made() {
    let site = small();
    let files = searched(&site.edition);
    assert_eq!(files, searched(&small().edition));
    let script = UrlPath::new("/search/search.js");
    assert!(files.contains_key(&script));
    let of = |site: Site| searched(&site.edition)[&script].clone();
    let other = with(
        "",
        Some((
            "content/articles/more.md",
            "+++\ntitle = \"More\"\ndate = 2024-01-01\n+++\n",
        )),
    );
    assert_ne!(
        files[&script],
        of(other),
        "whoever has old files asks for the new ones"
    );
}

#[test]
fn a_site_without_a_search_has_no_file_of_it_and_nothing_leads_there() {
    let site = with("[output]\nwithout = [\"search\"]\n", None);
    assert!(searched(&site.edition).is_empty());
    assert!(!site.page("/").contains("/search/") && !site.page("/").contains("rel=\"search\""));
}

#[test]
fn a_page_that_an_author_calls_search_stands_in_its_place() {
    let own = (
        "content/search.md",
        "+++\ntitle = \"How to search\"\ndate = 2024-01-01\n+++\nAsk us.\n",
    );
    let site = with("", Some(own));
    assert!(site.page("/search/").contains("Ask us."));
    assert!(searched(&site.edition).is_empty());
    assert!(!site.complaints().contains("error"));
}

#[test]
fn only_the_search_may_run_what_is_compiled() {
    let site = small();
    assert!(
        site.page("/search/")
            .contains("script-src 'self' 'wasm-unsafe-eval';")
    );
    for url in ["/", "/articles/2024/talks/", "/404.html"] {
        assert!(!site.page(url).contains("wasm"), "{url}");
    }
}

#[test]
fn without_a_script_the_search_leads_to_the_lists() {
    let site = small();
    let page = site.page("/search/");
    let unscripted = page.split("<noscript>").nth(1).unwrap();
    let unscripted = unscripted.split("</noscript>").next().unwrap();
    assert!(unscripted.contains("The search needs JavaScript"));
    for list in ["topics", "regions", "timeline", "figures", "articles"] {
        assert!(
            unscripted.contains(&format!("../{list}/index.html")),
            "{list}"
        );
    }
}
