//! What is held back stays back, and no text runs a script, however it is written.

use std::fs;

use crate::support::{self, Site, as_of, everything, site, site_with, today};
use assert_cmd::Command;
use dateline::diagnostic::text::{Style, render_gathered};
use dateline::edition::{AllTexts, Options};
use dateline::newsroom::next_change::next_change;
use scraper::Html;

/// Front matter that says the word in every place it can, in YAML; `gate` stands at the top.
fn yaml(gate: &str) -> String {
    format!(
        "---\ntitle: quetzal title\nsummary: quetzal summary\n{gate}\nauthors: [quetzal author]\ntopics: [quetzal-topic]\n\
         regions: [quetzal-region]\nsources: [quetzal-source]\naliases: [/quetzal-alias/]\nextra:\n  hero: quetzal-extra.svg\n\
         events:\n  - id: quetzal-event\n    title: quetzal event\n    date: \"2026\"\n    by: quetzal speaker\n\
         figures:\n  - series: quetzal-series\n    label: quetzal figure\n    value: 7\n    as_of: \"2024\"\n\
         corrections:\n  - date: 2024-09-10\n    text: quetzal correction\n---\n{BODY}"
    )
}

const BODY: &str = "quetzal body ![quetzal](quetzal-markdown.svg)\n\n<IMG SRC = 'quetzal-upper.svg'> <img srcset=\"quetzal-1x.svg 1x, quetzal-2x.svg 2x\"> <video poster=quetzal-poster.svg></video>\n\n{{< figure src=\"quetzal-tag.svg\" >}}\n";

const PICTURES: [&str; 7] = [
    "quetzal-extra.svg",
    "quetzal-markdown.svg",
    "quetzal-upper.svg",
    "quetzal-1x.svg",
    "quetzal-2x.svg",
    "quetzal-poster.svg",
    "quetzal-tag.svg",
];

/// A site with one text at a path, its pictures beside it, and another text that is public.
fn with_pictures(path: &str, text: &str, config: &str) -> Site {
    let folder = path.rsplit_once('/').unwrap().0;
    let pictures: Vec<String> = PICTURES
        .iter()
        .map(|name| format!("{folder}/{name}"))
        .collect();
    let mut files = vec![
        ("dateline.toml", config),
        (path, text),
        (
            "content/articles/open.md",
            "---\ntitle: Open\ndate: 2024-09-09\n---\nIn the open.\n",
        ),
        (
            "content/sources.toml",
            "[quetzal-source]\nname = \"quetzal source\"\n",
        ),
    ];
    files.extend(
        pictures
            .iter()
            .map(|path| (path.as_str(), "<svg>quetzal</svg>")),
    );
    site(files)
}

#[track_caller]
fn assert_nothing_of(site: &Site, what: &str) {
    let all = everything(&site.edition);
    let found = all
        .lines()
        .find(|line| line.to_lowercase().contains("quetzal"));
    assert_eq!(found, None, "{what}");
    assert!(all.contains("In the open."), "{what}");
}

const NATIVE: &str = "title = \"Desk\"\nbase_url = \"https://desk.example/\"\n";
const FOREIGN: &str = "title = \"Desk\"\nbase_url = \"https://desk.example/\"\n[foreign]\n";

#[test]
fn whatever_may_hold_an_article_back_does_or_stops_the_build() {
    let dated = |gate: &str| format!("date: 2024-09-09\n{gate}");
    for (gate, stops) in [
        (dated("draft: true"), false),
        (dated("published: false"), false),
        (dated("embargo: 2030-01-01"), false),
        (dated("publishDate: 2030-01-01"), false),
        (dated("embargo: 2020-01-01\npublishDate: 2030-01-01"), false),
        (dated("expires: 2025-01-01"), false),
        (dated("expires: 2030-01-01\nexpiryDate: 2025-01-01"), false),
        ("date: 2030-01-01".to_string(), false),
        (dated("draft: yes"), true),
        (dated("draft:"), true),
        (dated("Draft: true"), true),
        (dated("draft: true\ndraft: false"), true),
        (dated("embargo: next year"), true),
        (dated("embargo: \"\""), true),
        (dated("hidden: true"), true),
        (dated("status: draft"), true),
        (dated("isPrivate: true"), true),
        (dated("expiry-day: 2025-01-01"), true),
        (dated("params:\n  draft: true"), true),
        (dated("cover:\n  - publish_date: 2030-01-01"), true),
    ] {
        let site = with_pictures("content/articles/secret.md", &yaml(&gate), NATIVE);
        assert_nothing_of(&site, &gate);
        let stopped = site.complaints().contains("error[");
        assert_eq!(stopped, stops, "{gate}\n{}", site.complaints());
    }
}

#[test]
fn the_same_in_another_generators_words_holds_back_and_stops_nothing() {
    let dated = |gate: &str| format!("date: 2024-09-09\n{gate}");
    let undated = |gate: &str| gate.to_string();
    for gate in [
        dated("draft: true"),
        dated("Draft: TRUE"),
        dated("draft: yes"),
        dated("draft: \"true\""),
        dated("draft: perhaps"),
        dated("draft: [true]"),
        dated("draft: true\ndraft: false"),
        dated("DRAFT: true\ndraft: false"),
        dated("published: off"),
        dated("Published: no"),
        dated("private: 1"),
        dated("hidden: y"),
        dated("status: draft"),
        dated("status: in review"),
        dated("embargo: 2030-01-01"),
        dated("embargo: January 5, 2030"),
        dated("publishdate: 2030-01-01"),
        dated("publish_date: 2030-01-01"),
        dated("PublishDate: 2030-01-01"),
        dated("expirydate: 2025-01-01"),
        dated("ExpiryDate: 2025-01-01"),
        dated("expires: soon"),
        dated("params:\n  publishDate: 2030-01-01"),
        dated("params:\n  draft: true"),
        dated("seo:\n  - private: true"),
        dated("brouillon: oui"),
        dated("entwurf: ja"),
        dated("borrador: sí"),
        dated("stage: [draft]"),
        dated("state: Draft v2"),
        dated("stage: DRAFT!"),
        dated("goes_live: 2030-01-01"),
        dated("liveDate: 2030-01-01"),
        undated("publishDate: 2030-01-01"),
        undated("publishdate: 2030-01-01"),
        undated("draft: on"),
        undated("expiryDate: 2025-01-01"),
        undated("date: 5 January 2030"),
        undated("Date: 2030-01-05"),
    ] {
        let site = with_pictures("content/posts/secret.md", &yaml(&gate), FOREIGN);
        assert_nothing_of(&site, &gate);
        let complaints = site.complaints();
        assert!(!complaints.contains("error["), "{gate}\n{complaints}");
    }
}

#[test]
fn what_nobody_understands_is_counted_once_for_all_files() {
    let text = "---\ntitle: A\ndate: 2024-09-09\ndraft: perhaps\n---\n";
    let site = site([
        ("dateline.toml", FOREIGN),
        ("content/a.md", text),
        ("content/b.md", text),
    ]);
    let all = AllTexts(&site.tree);
    let complaints = render_gathered(&site.diagnostics, &all, Style::Plain);
    assert_eq!(complaints.matches("warning[").count(), 1, "{complaints}");
    let more = "so the text is not published";
    assert!(complaints.contains(more), "{complaints}");
    let more = "there is 1 more of this kind, such as at content/b.md:4";
    assert!(complaints.contains(more), "{complaints}");
}

#[test]
fn what_is_clearly_public_in_another_generators_words_is_published() {
    for gate in [
        "draft: false",
        "draft: no",
        "entwurf: nein",
        "stage: [final]",
        "published: yes",
        "hidden: 0",
        "status: publish",
        "publishDate: 2020-01-01",
        "publishDate:",
        "expiryDate: \"\"",
        "ExpiryDate: 2030-01-01",
        "expires: never",
        "cover:\n  hidden: false",
    ] {
        let text = format!("---\nTitle: Open\ndate: 2024-09-09\n{gate}\n---\nIn the open.\n");
        let site = site([("dateline.toml", FOREIGN), ("content/a.md", text.as_str())]);
        assert!(site.page("/a/").contains("In the open."), "{gate}");
        assert!(!site.complaints().contains("foreign/held-back"), "{gate}");
    }
}

#[test]
fn front_matter_counts_in_toml_in_json_and_below_an_empty_line() {
    for text in [
        "+++\ntitle = \"quetzal\"\ndate = 2024-09-09\ndraft = true\n+++\nquetzal\n",
        "{\n\t\"title\": \"quetzal \\u00e9 \\/\",\n\t\"date\": \"2024-09-09\",\n\t\"draft\": true\n}\n\nquetzal\n",
        "\n\n---\ntitle: quetzal\ndate: 2024-09-09\ndraft: true\n---\nquetzal\n",
        "\u{feff}\n---\ntitle: quetzal\ndate: 2024-09-09\ndraft: true\n---\nquetzal\n",
    ] {
        for config in [NATIVE, FOREIGN] {
            let open = (
                "content/articles/open.md",
                "---\ntitle: Open\ndate: 2024-09-09\n---\nIn the open.\n",
            );
            let secret = ("content/articles/secret.md", text);
            let site = site([("dateline.toml", config), open, secret]);
            assert_nothing_of(&site, text);
            assert_eq!(site.edition.newsroom.withheld.len(), 1, "{text}");
        }
    }
}

#[test]
fn a_key_that_slipped_below_a_table_is_an_error_that_says_where_it_belongs() {
    let site = site([(
        "content/articles/a.md",
        "+++\ntitle = \"A\"\ndate = 2024-01-01\n\n[[events]]\ntitle = \"E\"\ndate = 2023-01-01\n\n[extra]\nhero = \"wide\"\nembargo = 2099-01-01\n+++\n",
    )]);
    let complaints = site.complaints();
    assert!(
        complaints.contains("content/articles/a.md:11:1"),
        "{complaints}"
    );
    assert!(
        complaints.contains("write `embargo = 2099-01-01` above the first table"),
        "{complaints}"
    );
}

#[test]
fn keys_of_facts_and_sources_are_no_keys_of_the_gate() {
    let site = site([(
        "content/articles/a.md",
        "+++\ntitle = \"A\"\ndate = 2024-01-01\nsources = [{ name = \"AFP\", published = 2023-12-31 }]\n\
         [[events]]\ntitle = \"E\"\ndate = 2023-01-01\nstatus = \"happened\"\n\
         [[figures]]\nlabel = \"Boats\"\nvalue = 3\nas_of = \"2023\"\nstatus = \"normal\"\n\
         [[corrections]]\ndate = 2024-01-02\ntext = \"x\"\n+++\n",
    )]);
    assert_eq!(site.complaints(), "");
    assert!(site.has_page("/articles/a/"));
}

#[test]
fn a_folder_of_drafts_is_one_in_every_site() {
    for (path, config) in [
        ("content/_drafts/quetzal.md", FOREIGN),
        ("content/posts/_Drafts/quetzal.md", NATIVE),
    ] {
        let site = with_pictures(path, &yaml("date: 2024-09-09"), config);
        assert_nothing_of(&site, path);
    }
}

#[test]
fn a_withheld_bundle_withholds_all_that_lies_in_and_below_it() {
    let site = site([
        (
            "content/pages/secret/index.md",
            "+++\ntitle = \"S\"\nembargo = 2030-01-01\n+++\n",
        ),
        (
            "content/pages/secret/more.md",
            "+++\ntitle = \"quetzal\"\n+++\nquetzal\n",
        ),
        (
            "content/pages/secret/deep/index.md",
            "+++\ntitle = \"quetzal\"\n+++\n",
        ),
        ("content/pages/secret/deep/quetzal.csv", "quetzal"),
        (
            "content/articles/open.md",
            "+++\ntitle = \"Open\"\ndate = 2024-09-09\n+++\nIn the open.\n",
        ),
    ]);
    assert_nothing_of(&site, "a bundle");
    assert_eq!(site.edition.newsroom.withheld.len(), 3);
}

#[test]
fn a_section_that_is_held_back_holds_back_all_below_it() {
    for gate in [
        "draft: true",
        "publishDate: 2030-01-01",
        "cascade:\n  draft: true",
    ] {
        let section = format!("---\ntitle: S\n{gate}\n---\n");
        let site = site([
            ("dateline.toml", FOREIGN),
            ("content/quetzal/_index.md", section.as_str()),
            (
                "content/quetzal/deep/quetzal.md",
                "---\ntitle: quetzal\ndate: 2024-09-09\n---\nquetzal\n",
            ),
            ("content/quetzal/deep/quetzal.csv", "quetzal"),
            (
                "content/articles/open.md",
                "---\ntitle: Open\ndate: 2024-09-09\n---\nIn the open.\n",
            ),
        ]);
        assert_nothing_of(&site, gate);
    }
}

#[test]
fn a_text_that_is_to_have_no_page_elsewhere_has_none_here() {
    for gate in [
        "headless: true",
        "build:\n  render: never",
        "_build:\n  render: false",
        "render: false",
        "permalink: false",
    ] {
        let text = yaml(&format!("date: 2024-09-09\n{gate}"));
        assert_nothing_of(
            &with_pictures("content/posts/secret.md", &text, FOREIGN),
            gate,
        );
    }
}

#[test]
fn a_standing_page_has_an_embargo_and_a_last_day_too() {
    let page = |gate: &str| format!("+++\ntitle = \"Page\"\n{gate}\n+++\n");
    for (gate, public) in [
        ("", true),
        ("embargo = 2030-01-01", false),
        ("date = 2030-01-01", false),
        ("expires = 2025-01-01", false),
        ("expires = 2030-01-01", true),
    ] {
        let text = page(gate);
        let site = site([("content/pages/a.md", text.as_str())]);
        assert_eq!(site.complaints(), "", "{gate}");
        assert_eq!(site.has_page("/pages/a/"), public, "{gate}");
    }
}

#[test]
fn a_picture_stays_in_by_whatever_way_a_withheld_text_refers_to_it() {
    for reference in [
        "![x](https://desk.example/articles/quetzal%20one.svg)",
        "<img src=\"//desk.example/articles/quetzal one.svg\">",
        "<img src='..\\articles\\quetzal one.svg'>",
        "<a\nhref =\n\"quetzal&#32;one.svg\">x</a>",
        "<div style=\"background: url('quetzal one.svg')\">x</div>",
        "<svg><image xlink:href=\"quetzal%20one.svg\"/></svg>",
        "<object data=\"quetzal one.svg\"></object>",
        "<custom-gallery images='[\"quetzal one.svg\"]'></custom-gallery>",
        "[never used]: <quetzal one.svg>",
    ] {
        let secret =
            format!("+++\ntitle = \"S\"\ndate = 2024-09-09\ndraft = true\n+++\n{reference}\n");
        let files = [
            ("dateline.toml", NATIVE),
            ("content/articles/secret.md", secret.as_str()),
            ("content/articles/quetzal one.svg", "<svg/>"),
        ];
        let site = site(files);
        assert!(!site.has_page("/articles/quetzal one.svg"), "{reference}");
    }
}

#[test]
fn a_day_to_come_opens_nothing_unless_it_is_to_be_revealed() {
    let files = [
        (
            "content/articles/secret.md",
            "+++\ntitle = \"quetzal\"\ndate = 2024-09-09\nembargo = 2025-12-01\n+++\n",
        ),
        (
            "content/articles/later.md",
            "+++\ntitle = \"ibis\"\ndate = 2025-12-01\n+++\n",
        ),
        (
            "content/articles/open.md",
            "+++\ntitle = \"Open\"\ndate = 2024-09-09\n+++\nIn the open.\n",
        ),
    ];
    let asked = Options {
        reveal: false,
        ..as_of("2026-02-01")
    };
    let site = site_with(files, &asked);
    assert_nothing_of(&site, "an asked day");
    assert!(!everything(&site.edition).contains("ibis"));
    assert_eq!(site.edition.newsroom.as_of.day.to_string(), "2026-02-01");
    let pinned = ("dateline.toml", "title = \"Desk\"\nas_of = 2026-02-01\n");
    let closed = site_with([&files[..], &[pinned]].concat(), &today());
    assert_nothing_of(&closed, "a pinned day");
    let next = next_change(&closed.edition.newsroom, closed.edition.config.timezone);
    let next = next.map(|next| next.instant.to_rfc3339());
    assert_eq!(
        next.as_deref(),
        Some("2025-12-01T00:00:00+00:00"),
        "the embargo ends by itself"
    );
    let shown = site_with(files, &as_of("2026-02-01"));
    let page = shown.page("/articles/open/");
    assert!(page.contains("2 texts here are not public yet:"), "{page}");
    assert!(page.contains("ibis") && page.contains("quetzal") && page.contains("noindex"));
    assert_eq!(shown.edition.newsroom.revealed.len(), 2);
}

#[test]
fn a_day_to_come_shows_nothing_that_is_only_to_be_said_by_then() {
    let open = "+++\ntitle = \"Open\"\ndate = 2024-09-09\ntopics = [\"t\"]\nupdated = 2025-11-11\n\
                [[events]]\nid = \"e\"\ntitle = \"quetzal\"\ndate = \"2027-01\"\nstatus = \"announced\"\n\
                by = \"A\"\nreported = 2025-12-01\n\
                [[figures]]\nseries = \"quetzal\"\nlabel = \"Quetzal\"\nvalue = 4\nas_of = 2025-11-30\n\
                by = \"A\"\nreported = 2025-12-01\n\
                [[corrections]]\ndate = 2025-12-02\ntext = \"quetzal\"\n+++\nIn the open.\n";
    let files = [
        ("content/articles/open.md", open),
        (
            "content/topics/t.md",
            "+++\nname = \"T\"\n[brief]\nnew = \"quetzal\"\nas_of = 2025-12-03\n+++\n",
        ),
    ];
    let asked = Options {
        reveal: false,
        ..as_of("2026-02-01")
    };
    let site = site_with(files, &asked);
    assert_nothing_of(&site, "an asked day");
    assert!(!everything(&site.edition).contains("11 November 2025"));
    let pinned = ("dateline.toml", "title = \"Desk\"\nas_of = 2026-02-01\n");
    let closed = site_with([&files[..], &[pinned]].concat(), &today());
    assert_nothing_of(&closed, "a pinned day");
    let next = next_change(&closed.edition.newsroom, closed.edition.config.timezone);
    assert_eq!(
        next.map(|next| next.instant.to_rfc3339()).as_deref(),
        Some("2025-11-11T00:00:00+00:00"),
        "what is to be said by then comes by itself"
    );
    let shown = site_with(files, &as_of("2026-02-01"));
    for url in ["/events/e/", "/corrections/", "/topics/t/"] {
        assert!(shown.page(url).contains("quetzal"), "{url}");
    }
}

#[test]
fn a_key_that_the_field_map_names_holds_a_text_back() {
    let settings = "title = \"Desk\"\nbase_url = \"https://desk.example/\"\n[foreign]\n\
                    draft = [\"nicht_fertig\"]\nembargo = [\"freigabe\"]\nexpires = [\"ende\"]\n";
    for (gate, held) in [
        ("nicht_fertig: true", true),
        ("Nicht_Fertig: vielleicht", true),
        ("params: {nicht_fertig: true}", true),
        ("freigabe: 2030-01-01", true),
        ("params: {ende: 2025-01-01}", true),
        ("nicht_fertig: false", false),
        ("freigabe: 2025-01-01", false),
    ] {
        let text = format!("---\ntitle: quetzal\ndate: 2024-09-09\n{gate}\n---\nText.\n");
        let site = site([("content/a.md", text.as_str()), ("dateline.toml", settings)]);
        assert_eq!(
            !everything(&site.edition).contains("quetzal"),
            held,
            "{gate}"
        );
    }
}

#[test]
fn files_that_are_no_content_are_told_of_and_left_out() {
    let names = [
        "secret.md.orig",
        "secret.md.rej",
        "secret.bak",
        "secret.bak.md",
        "secret.md.tmp",
        "secret.save",
        "secret.md.swp",
        "~$secret.docx",
        "Thumbs.db",
        "secret.LOCAL.md",
        "secret_REMOTE_4711.md",
        "secret.mdx",
        "secret.mkd",
        "secret.mdown",
        "netlify.toml",
        "_config.yml",
        "hugo.toml",
        "package.json",
        "astro.config.mjs",
        "_data/people.csv",
    ];
    let paths: Vec<String> = names
        .iter()
        .map(|name| format!("content/articles/{name}"))
        .collect();
    let text = "---\ntitle: quetzal\ndate: 2024-09-09\n---\nquetzal\n";
    let mut files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), text)).collect();
    files.push(("content/articles/page.html", text));
    files.push((
        "content/articles/open.md",
        "---\ntitle: Open\ndate: 2024-09-09\n---\nIn the open.\n",
    ));
    files.push(("content/_headers", "/*\n  X-Frame-Options: DENY\n"));
    for config in [NATIVE, FOREIGN] {
        let site = site(files.iter().copied().chain([("dateline.toml", config)]));
        assert_nothing_of(&site, config);
        let told = site
            .codes()
            .iter()
            .filter(|code| **code == "file/not-content")
            .count();
        assert_eq!(told, names.len() + 1, "{}", site.complaints());
        assert!(site.has_page("/_headers"));
    }
}

fn run(folder: &std::path::Path, args: &[&str]) -> (bool, String) {
    let mut command = Command::cargo_bin("dateline").unwrap();
    let command = command
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1760000000");
    let done = command.args(args).output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout) + String::from_utf8_lossy(&done.stderr);
    (done.status.success(), said.into_owned())
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_site_is_followed_only_where_the_site_allows_it() {
    let dir = tempfile::tempdir().unwrap();
    let (site, elsewhere) = (dir.path().join("site"), dir.path().join("elsewhere.csv"));
    fs::create_dir_all(site.join("content/data")).unwrap();
    fs::write(&elsewhere, "quetzal").unwrap();
    fs::write(site.join("content/own.csv"), "own").unwrap();
    fs::write(site.join("dateline.toml"), "title = \"Desk\"\n").unwrap();
    std::os::unix::fs::symlink("../own.csv", site.join("content/data/own.csv")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, site.join("content/data/out.csv")).unwrap();
    let (ok, said) = run(&site, &["build"]);
    assert!(!ok && said.contains("error[file/outside-link]"), "{said}");
    let allowed = "title = \"Desk\"\n[content]\noutside_links = true\n";
    fs::write(site.join("dateline.toml"), allowed).unwrap();
    let (ok, said) = run(&site, &["build"]);
    assert!(ok, "{said}");
    for name in ["own.csv", "out.csv"] {
        assert!(site.join("public/data").join(name).exists(), "{name}");
    }
}

#[test]
fn headings_keep_ids_and_classes_and_lose_what_runs_or_paints() {
    let site = site([(
        "content/articles/a.md",
        "+++\ntitle = \"A\"\ndate = 2024-09-09\n+++\n## Hello {#greeting .wide onclick=alert(1) style=color:red lang=ar dir=rtl}\n\nText.\n",
    )]);
    let page = site.page("/articles/a/");
    assert!(
        page.contains("<h2 id=\"greeting\" class=\"wide\" lang=\"ar\" dir=\"rtl\">"),
        "{page}"
    );
    assert!(!page.contains("onclick") && !page.contains("color:red"));
}

#[test]
fn an_element_around_a_block_comes_out_whole() {
    let site = site([(
        "content/articles/a.md",
        "+++\ntitle = \"A\"\ndate = 2024-09-09\n[[events]]\nid = \"e\"\ntitle = \"The event\"\ndate = \"2024-05\"\n+++\nBefore.\n\n<details open onclick=\"x()\">\n<summary>All of it</summary>\n\n```timeline\nevents = [\"e\"]\n```\n\nWithin.\n\n</details>\n\nAfter <time datetime=\"2024-05-01\">May</time>.\n\n```timeline\nevents = [\"e\"]\n```\n\nLast.\n",
    )]);
    assert_eq!(site.complaints(), "");
    let page = site.page("/articles/a/");
    let body = &page[page.find("Before.").unwrap()..page.find("Last.").unwrap()];
    support::assert_in_order(
        body,
        &[
            "<details open=\"\">",
            "All of it",
            "<figure class=\"block\">",
            "The event",
            "</figure>",
            "Within.",
            "</details>",
            "<time datetime=\"2024-05-01\">",
            "</div>",
            "<figure class=\"block\">",
            "The event",
            "</figure>",
        ],
    );
    assert!(!page.contains("x()") && !page.contains('\u{fdd0}') && !page.contains('\u{fdd1}'));
}

#[test]
fn one_list_of_schemes_holds_for_every_address() {
    let site = site([
        (
            "dateline.toml",
            "title = \"Desk\"\n[publisher]\nname = \"P\"\nurl = \"javascript:alert(1)\"\n",
        ),
        (
            "content/articles/a.md",
            "+++\ntitle = \"A\"\ndate = 2024-09-09\nsources = [{ name = \"S\", url = \"javascript:alert(2)\" }]\n+++\n\
             [x](javascript:alert(3)) <a href=\"JaVaScRiPt:alert(4)\">y</a> <a href=\"ssh://alert5\">z</a> <a href=\"geo:1,2\">w</a>\n",
        ),
    ]);
    let page = site.page("/articles/a/");
    assert!(!page.contains("alert"), "{page}");
    assert!(page.contains("href=\"geo:1,2\""));
    assert_eq!(
        site.codes(),
        ["source/bad-url", "link/unsafe-scheme", "config/bad-url"],
        "{}",
        site.complaints()
    );
}

#[test]
fn what_feeds_cannot_hold_hides_no_script_from_them() {
    let hidden = ["&#1;", "&#8;", "&#x7f;", "&#xfffe;", "&#xfdd0;"];
    let links = hidden.map(|sign| format!("<a href=\"java{sign}script:alert(1)\">x</a>"));
    let text = format!(
        "+++\ntitle = \"A\"\ndate = 2024-09-09\n+++\n{}\n",
        links.join("\n\n")
    );
    let site = site([
        (
            "dateline.toml",
            "title = \"Desk\"\nbase_url = \"https://desk.example\"\n",
        ),
        ("content/articles/a.md", text.as_str()),
    ]);
    let all = everything(&site.edition);
    assert!(all.contains("<feed"), "{all}");
    assert!(!all.contains("script:alert"), "{all}");
}

/// Ways to hide something from readers, each around a text with a word of its own.
const HIDDEN: [(&str, &str); 14] = [
    ("## ", " {hidden=until-found}"),
    ("<span hidden>", "</span>"),
    ("<div hidden>\n\n", "\n\n</div>"),
    ("<p hidden=\"until-found\">", "</p>"),
    ("<span style=\"color: red; DISPLAY:none\">", "</span>"),
    (
        "<div style=\"visibility: hidden !important\">\n\n",
        "\n\n</div>",
    ),
    ("<my-own hidden>", "</my-own>"),
    ("<dialog>", "</dialog>"),
    ("<template>", "</template>"),
    ("<div><template>\n\n## ", "\n\nMore.\n\n</template></div>"),
    ("<noscript>*so*, ", "</noscript>"),
    ("<noscript>\n\n**so**, ", "\n\n</noscript>"),
    ("<div><script>\n\nvar ", "\n\n</script></div>"),
    ("<datalist><option>", "</option></datalist>"),
];

#[test]
fn what_an_author_hid_is_in_nothing_that_is_made_of_a_text() {
    let words: Vec<String> = (0..HIDDEN.len())
        .map(|nth| format!("unseen{nth}x"))
        .collect();
    let parts = HIDDEN.iter().zip(&words);
    let body: String = parts
        .map(|((open, close), word)| format!("{open}{word}{close}\n\n"))
        .collect();
    let text = format!(
        "+++\ntitle = \"A\"\ndate = 2024-09-09\n+++\nIt is seen. [2,500 troops](figure: \"Troops\") <i hidden>unseen0x</i> left.\n\n{body}It is seen too.\n"
    );
    for unsafe_html in [false, true] {
        let config = format!(
            "title = \"Desk\"\nbase_url = \"https://desk.example\"\n[output]\nunsafe_html = {unsafe_html}\nfeed_text = \"full\"\nwith = [\"markdown\"]\n"
        );
        let site = site([
            ("dateline.toml", config.as_str()),
            ("content/articles/a.md", text.as_str()),
        ]);
        let page = site.page("/articles/a/");
        let mut rest = everything(&site.edition).replace(&page, "");
        rest = rest.replace("It is seen too.", "");
        for word in &words {
            let at = rest.find(word.as_str());
            let near = at.map(|at| &rest[at.saturating_sub(80)..at + 20]);
            assert_eq!(near, None, "unsafe_html = {unsafe_html}");
        }
        if unsafe_html {
            continue;
        }
        // On the page it is where browsers hide it, or not at all; and no tag is shown as text.
        let hidden = Html::parse_document(&page);
        for node in hidden.tree.nodes() {
            let text = node
                .value()
                .as_text()
                .filter(|text| text.contains("unseen"));
            let above = || {
                node.ancestors()
                    .filter_map(|node| node.value().as_element())
            };
            if let Some(text) = text {
                assert!(
                    above().any(|it| it.attr("hidden").is_some()),
                    "{:?}",
                    &**text
                );
            }
        }
        assert!(!page.contains("&lt;"), "{page}");
        assert!(page.contains("until-found"), "{page}");
    }
}

#[test]
fn files_that_hold_scripts_are_told_of() {
    let scripted = [
        (
            "content/a.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x()</script></svg>",
        ),
        ("content/b.svg", "<svg><rect OnLoad=\"x()\"/></svg>"),
        (
            "content/c.svg",
            "<svg><a xlink:href=\"java&#x73;cript:x()\"><text>x</text></a></svg>",
        ),
        (
            "content/d.svg",
            "<svg><set attributeName=\"href\" to=\" javascript:x()\"/></svg>",
        ),
        (
            "content/e.svg",
            "<!DOCTYPE svg [<!ENTITY x '<script/>'>]><svg>&x;</svg>",
        ),
        ("content/f.html", "<p onclick=x()>x</p>"),
        ("content/g.html", "<iframe src=x></iframe>"),
    ];
    let harmless = [
        (
            "content/h.svg",
            "<svg><style>a{}</style><text>javascript: a language</text></svg>",
        ),
        ("content/i.html", "<p>on and on</p>"),
    ];
    let site = site(scripted.into_iter().chain(harmless));
    assert_eq!(site.codes(), ["file/script"; 7], "{}", site.complaints());
}

#[test]
fn a_theme_cannot_lose_the_policy_without_knowing() {
    let theme = |toml: &str| {
        let files = [
            ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
            ("themes/mine/theme.toml", toml),
            (
                "themes/mine/templates/front.html",
                "<!doctype html><html><head><title>x</title></head><body></body></html>",
            ),
        ];
        site(files).page("/")
    };
    assert!(theme("").contains("<head><meta http-equiv=\"Content-Security-Policy\""));
    assert!(!theme("policy = false\n").contains("Content-Security-Policy"));
}

#[test]
fn the_earliest_dated_of_several_files_keeps_the_address_for_good() {
    let article = |day: &str, gate: &str| {
        format!("---\ntitle: Of {day}\ndate: {day}\n{gate}\n---\nText of {day}.\n")
    };
    let (first, second, third) = (
        article("2025-01-05", ""),
        article("2025-02-05", "draft: true"),
        article("2025-03-05", ""),
    );
    let files = [
        ("content/news/2025-03-05-letter.md", third.as_str()),
        ("content/news/2025-02-05-letter.md", second.as_str()),
        ("content/news/2025-01-05-letter.md", first.as_str()),
    ];
    for config in [NATIVE, FOREIGN] {
        let site = site(files.iter().copied().chain([("dateline.toml", config)]));
        assert_eq!(site.complaints(), "");
        assert!(site.page("/news/letter/").contains("Text of 2025-01-05."));
        assert!(
            site.page("/news/2025-03-05-letter/")
                .contains("Text of 2025-03-05.")
        );
        assert!(!site.has_page("/news/2025-02-05-letter/"));
    }
    // The draft alone has a later day than the first: whether it is there moves nothing.
    let without = site([files[0], files[2]]);
    assert!(without.has_page("/news/2025-03-05-letter/") && without.has_page("/news/letter/"));
}

#[test]
fn a_clash_with_what_is_withheld_is_told_today() {
    let article = |gate: &str| format!("+++\ntitle = \"A\"\ndate = 2024-09-09\n{gate}\n+++\n");
    let (open, held) = (article(""), article("embargo = 2030-01-01"));
    let alias = article("embargo = 2030-01-01\naliases = [\"/articles/a/\"]");
    for (path, text) in [
        ("content/articles/a/index.md", &held),
        ("content/articles/b.md", &alias),
        ("content/index.md", &held),
    ] {
        let site = site([
            ("content/articles/a.md", open.as_str()),
            (path, text.as_str()),
        ]);
        assert_eq!(site.codes(), ["page/duplicate-url"], "{path}");
        assert!(
            site.has_page("/articles/a/") && site.has_page("/"),
            "{path}"
        );
    }
}

#[test]
fn a_check_sees_the_pages_of_what_has_a_day() {
    let dir = tempfile::tempdir().unwrap();
    let articles = dir.path().join("content/articles");
    fs::create_dir_all(&articles).unwrap();
    fs::write(dir.path().join("dateline.toml"), "title = \"Desk\"\n").unwrap();
    let text =
        |gate: &str| format!("+++\ntitle = \"A\"\ndate = 2024-09-09\n{gate}\n+++\n[x](gone.md)\n");
    fs::write(articles.join("draft.md"), text("draft = true")).unwrap();
    let (ok, said) = run(dir.path(), &["check"]);
    assert!(ok, "a draft may be unfinished: {said}");
    fs::write(articles.join("a.md"), text("embargo = 2030-01-01")).unwrap();
    let (ok, said) = run(dir.path(), &["check"]);
    assert!(!ok && said.contains("content/articles/a.md:6:1"), "{said}");
}

#[test]
fn a_day_that_a_site_is_pinned_to_is_never_taken_for_none() {
    for as_of in ["\"\"", "\" \"", "2026-09", "\"2026-09\"", "\"soon\""] {
        let config = format!("title = \"Desk\"\nas_of = {as_of}\n");
        let site = site([("dateline.toml", config.as_str())]);
        assert_eq!(site.codes(), ["config/as-of"], "{}", site.complaints());
    }
}
