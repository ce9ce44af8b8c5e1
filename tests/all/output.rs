//! What goes out: only what formats and disks can hold, in a time that grows with what goes in.

use std::time::{Duration, Instant};

use crate::support::{Site, site};

const PASTED: &str = "Relief\\u000bconvoy\\u0008\\uFFFE held\\r\\nup\\rby \\u0085rain";

/// A story whose title, summary, topic and event come from a clipboard with everything in it.
fn pasted() -> Site {
    let article = format!(
        "+++\ntitle = \"{PASTED}\"\ndate = 2025-09-01\nsummary = \"{PASTED}\"\ntopics = [\"{PASTED}\"]\n\
         [[events]]\nid = \"e\"\ntitle = \"{PASTED}\"\ndate = \"2027-01\"\nstatus = \"planned\"\n+++\nA\u{b7}page\u{b}of\u{1}\u{fffe} pages.\n"
    );
    site([("content/articles/a.md", article.as_str())])
}

fn is_legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | ' '..='\u{7e}' | '\u{a0}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..)
}

#[test]
fn a_feed_holds_only_what_xml_allows_whatever_was_pasted() {
    let site = pasted();
    let feeds = site.edition.plan.pages.keys();
    let feeds = feeds.filter(|url| url.as_str().ends_with(".xml"));
    let feeds: Vec<String> = feeds.map(|url| site.page(url.as_str())).collect();
    assert!(feeds.len() >= 3);
    for feed in &feeds {
        assert_eq!(feed.chars().find(|c| !is_legal(*c)), None, "{feed}");
    }
    assert!(
        site.page("/feed.xml")
            .contains("<title>Relief convoy held\nup\nby  rain</title>")
    );
}

#[test]
fn a_calendar_has_whole_lines_whatever_was_pasted() {
    let calendar = pasted().page("/ahead/calendar.ics");
    assert!(
        calendar.contains("SUMMARY:Relief convoy held up by  rain"),
        "{calendar}"
    );
    for line in calendar.split("\r\n").filter(|line| !line.is_empty()) {
        assert_eq!(
            line.chars().find(|c| !is_legal(*c) || *c == '\n'),
            None,
            "{line:?}"
        );
        let begins = line.starts_with(' ') || line.split([':', ';']).next().unwrap().len() > 2;
        assert!(begins, "{line:?}");
    }
}

#[test]
fn the_data_for_search_engines_is_legal_whatever_was_pasted() {
    let page = pasted().page("/articles/a/");
    let data = page
        .split("<script type=\"application/ld+json\">")
        .nth(1)
        .unwrap();
    let data = data.split("</script>").next().unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["headline"], "Relief convoy held\nup\nby  rain");
    assert_eq!(data["description"], data["headline"]);
}

#[test]
fn a_page_holds_only_what_browsers_take_for_text_whatever_was_pasted() {
    let site = pasted();
    let pages = site.edition.plan.pages.iter();
    let pages = pages.filter(|(_, page)| page.kind().is_ok());
    for (url, _) in pages {
        let page = site.page(url.as_str());
        assert_eq!(page.chars().find(|c| !is_legal(*c)), None, "{url}");
    }
    assert!(site.page("/articles/a/").contains("A\u{b7}page of pages"));
}

#[test]
fn names_that_some_disks_cannot_hold_are_told_of() {
    let story = "+++\ntitle = \"A\"\ndate = 2025-09-01\n+++\n";
    let site = site([
        ("content/articles/con/index.md", story),
        ("content/data/aux.csv", "1"),
        ("content/data/a:b.csv", "1"),
        ("content/data/x.csv.", "1"),
        ("content/data/console.csv", "1"),
    ]);
    let told = site.complaints();
    assert_eq!(told.matches("page/fragile-name").count(), 4, "{told}");
    assert!(
        told.contains("/articles/con/ has a name that stands for a device"),
        "{told}"
    );
    assert!(told.contains("ends in a dot"), "{told}");
    assert!(!told.contains("console"), "{told}");
}

#[test]
fn files_of_a_theme_that_want_one_address_are_named() {
    let told = |files: &[(&str, &str)]| {
        let config = ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n");
        site([config].iter().chain(files).copied()).complaints()
    };
    let page = told(&[("themes/mine/static/404.html", "x")]);
    assert!(page.contains("--> themes/mine/static/404.html"), "{page}");
    assert!(
        page.contains("a page that Dateline makes has it too"),
        "{page}"
    );
    let spelt = told(&[
        ("themes/mine/static/Map.png", "x"),
        ("themes/mine/static/map.png", "y"),
    ]);
    assert!(spelt.contains("--> themes/mine/static/map.png"), "{spelt}");
    assert!(
        spelt.contains("themes/mine/static/Map.png has it too"),
        "{spelt}"
    );
    let folder = told(&[
        ("themes/mine/static/pages/about", "x"),
        ("content/pages/about.md", "+++\ntitle = \"About\"\n+++\n"),
    ]);
    let below = "themes/mine/static/pages/about is the file /pages/about, and content/pages/about.md wants /pages/about/ below it";
    assert!(folder.contains(below), "{folder}");
}

#[test]
fn what_scripts_and_style_sheets_load_from_each_other_keeps_its_name() {
    let site = site([
        ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
        (
            "themes/mine/static/js/a.js",
            "import {b} from './b.js'; // and c.js\n",
        ),
        ("themes/mine/static/js/b.js", "export const b = 1;\n"),
        (
            "themes/mine/static/js/c.js",
            "new Worker(`/js/w.mjs?v=1`);\n",
        ),
        ("themes/mine/static/js/w.mjs", "\n"),
        (
            "themes/mine/static/more.css",
            "@import url(css/base.css);\n",
        ),
        ("themes/mine/static/css/base.css", "p {}\n"),
    ]);
    let assets = &site.edition.theme.assets;
    for name in ["js/b.js", "js/w.mjs", "css/base.css"] {
        assert_eq!(assets[name].as_str(), format!("/{name}"));
    }
    for name in [
        "js/a.js",
        "js/c.js",
        "more.css",
        "site.css",
        "site.js",
        "tokens.css",
    ] {
        assert_ne!(assets[name].as_str(), format!("/{name}"));
    }
}

#[test]
fn two_spellings_of_one_name_are_not_two_files() {
    let site = site([
        ("content/data/caf\u{e9}.csv", "1"),
        ("content/data/cafe\u{301}.csv", "2"),
        ("content/data/other.csv", "1"),
        ("content/data/Other.csv", "2"),
    ]);
    let told = site.complaints();
    assert_eq!(
        site.codes(),
        ["page/duplicate-url", "page/duplicate-url"],
        "{told}"
    );
    assert!(
        told.contains("/data/caf%C3%A9.csv") && told.contains("/data/cafe%CC%81.csv"),
        "{told}"
    );
}

#[test]
fn a_topic_that_is_too_long_is_told_of_once_and_where_it_is_written() {
    let article = format!(
        "+++\ntitle = \"A\"\ndate = 2025-09-01\ntopics = [\"{}\"]\nregions = [\"IQ\"]\n+++\n",
        "very long name ".repeat(20)
    );
    let site = site([("content/articles/a.md", article.as_str())]);
    let told = site.complaints();
    assert_eq!(told.matches("page/bad-url").count(), 1, "{told}");
    assert!(told.contains("content/articles/a.md:4"), "{told}");
}

/// How long it takes to read and render a site of one article with this text.
fn time(front_matter: &str, body: &str) -> (Duration, String) {
    let text = format!("+++\ntitle = \"A\"\ndate = 2025-09-01\n{front_matter}+++\n{body}");
    let started = Instant::now();
    let site = site([("content/articles/a.md", text.as_str())]);
    let told = site.complaints();
    (started.elapsed(), told)
}

/// Four times as much may take four times as long, and something for a busy machine: not sixteen.
fn grows_evenly(what: &str, n: usize, of: impl Fn(usize) -> (String, String)) {
    let run = |n: usize| {
        let (front_matter, body) = of(n);
        time(&front_matter, &body).0
    };
    let (once, four) = (run(n), run(4 * n));
    let most = once * 8 + Duration::from_secs(2);
    assert!(
        four < most,
        "{what}: {once:?} for {n}, {four:?} for four times as many"
    );
}

fn many(n: usize, one: impl Fn(usize) -> String) -> String {
    (0..n).map(one).collect()
}

#[test]
fn what_is_wrong_a_thousand_times_costs_a_thousand_times_as_much() {
    grows_evenly("links on one line", 1_500, |n| {
        (String::new(), many(n, |at| format!("[x](no-{at}.md) ")))
    });
    grows_evenly("headings and links to them", 2_000, |n| {
        (
            String::new(),
            many(n, |at| format!("## h{at}\n\n[x](#h{at})\n\n")),
        )
    });
    grows_evenly("links to headings that are not there", 500, |n| {
        (
            String::new(),
            many(n, |at| format!("## h{at}\n\n[x](#hh{at})\n\n")),
        )
    });
    grows_evenly("unknown sources", 1_500, |n| {
        let sources = many(n, |at| format!("\"src-{at}\","));
        (format!("sources = [{sources}]\n"), String::new())
    });
    grows_evenly("unknown events in a block", 1_500, |n| {
        let events = many(n, |at| format!("\"ev-{at}\","));
        (
            String::new(),
            format!("```timeline\nevents = [{events}]\n```\n"),
        )
    });
}

#[test]
fn many_topics_of_one_article_are_not_repeated_in_every_list() {
    let size = |n: usize| -> usize {
        let topics = many(n, |at| format!("\"topic {at}\","));
        let text = format!("+++\ntitle = \"A\"\ndate = 2025-09-01\ntopics = [{topics}]\n+++\n");
        let site = site([("content/articles/a.md", text.as_str())]);
        let pages = site.edition.plan.pages.keys();
        let lists = pages.filter(|url| url.as_str().starts_with("/topics/topic-"));
        lists.map(|url| site.page(url.as_str()).len()).sum()
    };
    let (once, four) = (size(30), size(120));
    assert!(four < once * 5, "{once} and {four} bytes");
}

#[test]
fn html_that_never_closes_what_it_opens_is_told_of_and_shown_as_it_is_written() {
    let (took, told) = time("", &"<div>".repeat(100_000));
    assert!(told.contains("markdown/too-deep"), "{told}");
    assert!(took < Duration::from_secs(20), "{took:?}");
    let (_, told) = time("", &"<div>\n\n<br>\n\n</div>\n\n".repeat(5_000));
    assert_eq!(told, "");
}
