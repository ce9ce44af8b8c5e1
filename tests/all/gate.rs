//! The gate: what is not public occurs nowhere.

use crate::support::{Site, as_of, everything, site, site_with, today};

/// An article that says its canary word in every place it can.
fn canary(word: &str, gate: &str) -> String {
    format!(
        "+++\ntitle = \"{word} title\"\ndate = 2024-09-09\nsummary = \"{word} summary\"\nauthors = [\"{word} author\"]\n\
         topics = [\"{word}-topic\"]\nregions = [\"{word}-region\"]\nsources = [\"{word}-source\"]\naliases = [\"/{word}-alias/\"]\n{gate}\n\
         [[events]]\nid = \"{word}-event\"\ntitle = \"{word} event\"\ndate = \"2026\"\nsource = \"{word}-source\"\nby = \"{word} speaker\"\n\
         [[figures]]\nseries = \"{word}-series\"\nlabel = \"{word} figure\"\nvalue = 7\nas_of = \"2024\"\n\
         [[corrections]]\ndate = 2024-09-10\ntext = \"{word} correction\"\n+++\n{word} body ![{word}]({word}.svg)\n"
    )
}

const OPEN: (&str, &str) = (
    "content/articles/open.md",
    "+++\ntitle = \"Open\"\ndate = 2024-09-09\n+++\nPublic ![x](shared.svg) ![y](open.svg).\n",
);

fn files() -> Vec<(String, String)> {
    let mut files = vec![
        (
            "content/articles/draft.md".to_string(),
            canary("quetzal", "draft = true"),
        ),
        (
            "content/articles/embargo/index.md".to_string(),
            canary("ibis", "embargo = 2025-12-01T06:00:00Z"),
        ),
        (
            "content/articles/expired.md".to_string(),
            canary("dodo", "expires = 2025-01-01"),
        ),
        (
            "content/articles/future.md".to_string(),
            canary("phoenix", "").replace("date = 2024-09-09", "date = 2026-01-01"),
        ),
        // Assets: beside a withheld article, in a withheld bundle, and beside a public one.
        (
            "content/articles/quetzal.svg".to_string(),
            "quetzal picture".to_string(),
        ),
        (
            "content/articles/dodo.svg".to_string(),
            "dodo picture".to_string(),
        ),
        (
            "content/articles/phoenix.svg".to_string(),
            "phoenix picture".to_string(),
        ),
        (
            "content/articles/embargo/ibis.svg".to_string(),
            "ibis picture".to_string(),
        ),
        (
            "content/articles/embargo/ibis-data.csv".to_string(),
            "ibis data".to_string(),
        ),
        (
            "content/articles/shared.svg".to_string(),
            "a shared picture".to_string(),
        ),
        (
            "content/articles/open.svg".to_string(),
            "a public picture".to_string(),
        ),
        // Declarations that only withheld articles speak of.
        (
            "content/events/ibis-event.md".to_string(),
            "+++\ntitle = \"ibis event\"\nregions = [\"ibis-land\"]\n+++\nibis background"
                .to_string(),
        ),
        (
            "content/series/ibis-series.md".to_string(),
            "+++\nname = \"ibis series\"\n+++\nibis method".to_string(),
        ),
    ];
    let mut sources = String::new();
    for word in WORDS {
        sources.push_str(&format!("[{word}-source]\nname = \"{word} source\"\n"));
    }
    files.push(("content/sources.toml".to_string(), sources));
    files.push((OPEN.0.to_string(), OPEN.1.to_string()));
    files
}

const WORDS: [&str; 4] = ["quetzal", "ibis", "dodo", "phoenix"];

fn canaries(options: &dateline::edition::Options) -> Site {
    let files = files();
    site_with(
        files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
        options,
    )
}

#[test]
fn canary_words_of_what_is_withheld_occur_nowhere() {
    let site = canaries(&today());
    assert_eq!(site.complaints(), "");
    let all = everything(&site.edition);
    for word in WORDS {
        let found = all.lines().find(|line| line.to_lowercase().contains(word));
        assert_eq!(found, None, "{word}");
    }
    assert!(all.contains("a shared picture") && all.contains("a public picture"));
}

#[test]
fn the_same_words_are_there_once_the_gate_opens() {
    let site = canaries(&as_of("2026-02-01"));
    let all = everything(&site.edition);
    for word in ["ibis", "phoenix"] {
        for part in [
            "title",
            "summary",
            "event",
            "figure",
            "correction",
            "source",
            "picture",
            "body",
            "author",
        ] {
            assert!(all.contains(&format!("{word} {part}")), "{word} {part}");
        }
    }
    assert!(!all.contains("quetzal") && !all.contains("dodo"));
}

#[test]
fn what_was_withheld_is_told_with_its_reason_and_until_when() {
    let site = canaries(&today());
    let withheld: Vec<String> = site
        .edition
        .newsroom
        .withheld
        .iter()
        .map(|kept| {
            format!(
                "{} {} {:?}",
                kept.path,
                kept.reason.words(),
                kept.until.map(|until| until.to_rfc3339())
            )
        })
        .collect();
    assert_eq!(
        withheld,
        [
            "content/articles/draft.md draft None",
            "content/articles/embargo/index.md embargo Some(\"2025-12-01T06:00:00+00:00\")",
            "content/articles/expired.md expired None",
            "content/articles/future.md dated in the future Some(\"2026-01-01T00:00:00+00:00\")",
        ]
    );
}

#[test]
fn a_day_is_judged_at_its_end_in_the_zone_of_the_site() {
    let article = "+++\ntitle = \"Late\"\ndate = 2024-09-09T23:30:00+03:00\n+++\n";
    let public = |zone: &str, day: &str| {
        let config = format!("title = \"Desk\"\ntimezone = \"{zone}\"\n");
        let site = site_with(
            [
                ("dateline.toml", config.as_str()),
                ("content/articles/a.md", article),
            ],
            &as_of(day),
        );
        !site.edition.newsroom.entries.is_empty()
    };
    assert!(public("Asia/Baghdad", "2024-09-09"));
    assert!(!public("Asia/Baghdad", "2024-09-08"));
    assert!(
        !public("Asia/Tokyo", "2024-09-09"),
        "in Tokyo it is the tenth already"
    );
    assert!(public("Asia/Tokyo", "2024-09-10"));
}

#[test]
fn a_link_to_what_is_withheld_keeps_its_words_and_loses_its_address() {
    let files = [
        (
            "content/articles/secret-name.md",
            "+++\ntitle = \"Draft\"\ndate = 2024-09-09\ndraft = true\n+++\n",
        ),
        (
            "content/articles/later.md",
            "+++\ntitle = \"Later\"\ndate = 2024-12-01\n+++\n",
        ),
        (
            "content/articles/open.md",
            "+++\ntitle = \"Open\"\ndate = 2024-09-09\n+++\nRead [the draft](secret-name.md) and [the *sequel*](later.md).\n",
        ),
    ];
    let now = site(files);
    assert_eq!(now.codes(), ["link/withheld"], "a warning, for the draft");
    let page = now.page("/articles/open/");
    assert!(page.contains("the draft") && !page.contains("secret-name"));
    assert!(page.contains("../later/index.html"));
    let then = site_with(files, &as_of("2024-10-01"));
    assert_eq!(
        then.codes(),
        Vec::<&str>::new(),
        "on that day the sequel was simply not there"
    );
    let page = then.page("/articles/open/");
    assert!(
        page.contains("<em>sequel</em>") && !page.contains("later/"),
        "{page}"
    );
}

#[test]
fn a_proposal_is_left_out_or_shown_as_one_wherever_it_stands() {
    let files = [
        (
            "content/articles/a.md",
            "+++\ntitle = \"A\"\ndate = 2025-01-01\ntopics = [\"dam\"]\n\
             [[events]]\nid = \"flood\"\ntitle = \"Flood proposal\"\ndate = \"2026\"\nby = \"Mayor\"\nreview = true\n\
             [[events]]\ntitle = \"Known event\"\ndate = \"2024-05\"\n\
             [[figures]]\nseries = \"level\"\nlabel = \"Level proposal\"\nvalue = 7\nas_of = \"2024\"\nreview = true\n+++\nWords.\n",
        ),
        ("content/topics/dam.md", "+++\nname = \"Dam\"\n+++\n"),
    ];
    let mark = "Proposed, not reviewed yet";
    let public = site(files);
    for url in ["/", "/articles/a/", "/topics/dam/", "/timeline/"] {
        let page = public.page(url);
        assert!(!page.contains("proposal") && !page.contains(mark), "{url}");
    }
    let mut options = today();
    options.passes.unreviewed = true;
    let shown = site_with(files, &options);
    for (url, marks) in [
        // Its event and its figure.
        ("/articles/a/", 2),
        ("/topics/dam/", 2),
        ("/timeline/", 1),
        ("/ahead/", 1),
        ("/figures/level/", 2),
        // Its state, and its history.
        ("/events/flood/", 2),
    ] {
        let page = shown.page(url);
        assert_eq!(page.matches(mark).count(), marks, "{url}: {page}");
    }
}

#[test]
fn what_an_error_keeps_back_is_told_as_that_and_as_no_draft() {
    let article =
        |key: &str| format!("+++\ntitle = \"A\"\ndate = 2025-01-01\n{key}\n+++\nWords.\n");
    let files = [
        ("content/articles/draft.md", article("draft = true")),
        ("content/articles/soon.md", article("embargo = \"soon\"")),
        ("content/articles/key.md", article("is_private = 1")),
        ("content/articles/bundle/index.md", article("title =")),
        ("content/articles/bundle/beside.md", article("")),
    ];
    let site = site(files.iter().map(|(path, text)| (*path, text.as_str())));
    let withheld = site.edition.newsroom.withheld.iter();
    let told: Vec<String> = withheld
        .map(|kept| format!("{} {}", kept.path, kept.reason.words()))
        .collect();
    assert_eq!(
        told,
        [
            "content/articles/bundle/beside.md until the error is mended",
            "content/articles/bundle/index.md until the error is mended",
            "content/articles/draft.md draft",
            "content/articles/key.md until the error is mended",
            "content/articles/soon.md until the error is mended",
        ]
    );
}
