//! What holds a text back, wherever and however it is written, and what does not.

use crate::support::{Site, as_of, everything, site, site_with};
use dateline::newsroom::next_change::next_change;

const OPEN: (&str, &str) = (
    "content/articles/open.md",
    "---\ntitle: Open\ndate: 2024-09-09\n---\nIn the open.\n",
);
const NATIVE: (&str, &str) = ("dateline.toml", "title = \"Desk\"\n");
const FOREIGN: (&str, &str) = ("dateline.toml", "title = \"Desk\"\n[foreign]\n");
const TEXT: &str = "---\ntitle: quetzal\ndate: 2024-09-09\n---\nquetzal\n";

#[track_caller]
fn assert_held(site: &Site, what: &str) {
    let all = everything(&site.edition);
    let found = all.lines().find(|line| line.contains("quetzal"));
    assert_eq!(found, None, "{what}");
    assert!(all.contains("In the open.") || site.complaints().contains("error["));
}

fn dated(keys: &str) -> String {
    format!("---\ntitle: quetzal\ndate: 2024-09-09\n{keys}\n---\nquetzal\n")
}

#[test]
fn the_index_of_a_top_folder_holds_back_all_beside_and_below_it() {
    for (index, text) in [
        ("content/_index.md", "content/news/a.md"),
        ("content/articles/_index.md", "content/articles/a.md"),
        ("content/articles/_index.md", "content/articles/x/a.md"),
        ("content/pages/_index.md", "content/pages/a.md"),
    ] {
        for gate in ["draft: true", "embargo: 2030-01-01"] {
            let head = format!("---\ntitle: S\n{gate}\n---\n");
            let files = [NATIVE, (index, head.as_str()), (text, TEXT)];
            let site = site(files);
            assert!(!everything(&site.edition).contains("quetzal"), "{index}");
            let withheld = site.edition.newsroom.withheld.iter();
            assert!(withheld.clone().any(|kept| kept.path.as_str() == text));
        }
    }
}

#[test]
fn a_front_matter_that_is_not_recognised_holds_back_what_it_may_speak_for() {
    for head in [
        " ---\ndraft: true\n---\n",
        "----\ndraft: true\n----\n",
        "--- # x\ndraft: true\n---\n",
        "---js\n{ draft: true }\n---\n",
        "```\n---\ndraft: true\n---\n```\n",
        "<!-- x -->\n---\ndraft: true\n---\n",
        "{ draft: true }\n",
        "draft: true\n",
        "—\ndraft: true\n—\n",
        "\u{200b}---\ndraft: true\n---\n",
    ] {
        for config in [NATIVE, FOREIGN] {
            let folder = site([
                config,
                OPEN,
                ("content/news/_index.md", head),
                ("content/news/a.md", TEXT),
            ]);
            assert_held(&folder, head);
            let text = format!("{head}quetzal\n");
            let own = site([config, OPEN, ("content/news/a.md", text.as_str())]);
            assert_held(&own, head);
            let codes = [folder.codes(), own.codes()].concat();
            let told = codes
                .iter()
                .filter(|code| **code == "front-matter/not-recognised");
            assert_eq!(told.count(), 2, "{head}");
        }
    }
}

#[test]
fn what_cannot_be_read_of_another_generators_front_matter_is_withheld_and_listed() {
    for (code, head) in [
        ("yaml", "---\ntitle: quetzal: late\ndate: 2024-09-09\n---\n"),
        ("yaml", "---\n- quetzal\n- 2024-09-09\n---\n"),
        ("yaml", "---\nquetzal\n---\n"),
        ("toml", "+++\ntitle = quetzal\ndate = 2024-09-09\n+++\n"),
        ("toml", "---toml\ntitle = quetzal\n---\n"),
        ("toml", "+++\ntitle = \"a\"\ntitle = \"quetzal\"\n+++\n"),
        ("json", "{ \"title\": \"quetzal\", }\n"),
        ("unclosed", "---\ntitle: quetzal\ndate: 2024-09-09\n"),
        ("unclosed", "+++\ntitle = \"quetzal\"\n"),
        ("not-recognised", "----\ntitle: quetzal\n----\n"),
        (
            "not-recognised",
            "{\n“title”: “quetzal”,\n“draft”: true\n}\n",
        ),
        (
            "not-recognised",
            "// c\n{\n\"title\": \"quetzal\",\n\"draft\": true\n}\n",
        ),
    ] {
        let text = format!("{head}quetzal\n");
        for path in [
            "content/posts/a.md",
            "content/pages/a.md",
            "content/a/index.md",
        ] {
            let site = site([FOREIGN, OPEN, (path, text.as_str())]);
            assert_held(&site, head);
            let told = site.complaints();
            assert!(!told.contains("error["), "{told}");
            assert!(
                told.contains(&format!("warning[front-matter/{code}]")),
                "{head}\n{told}"
            );
            assert!(told.contains("so the text is not published"), "{told}");
            let withheld = site.edition.newsroom.withheld.iter();
            let withheld: Vec<&str> = withheld.map(|kept| kept.path.as_str()).collect();
            assert_eq!(withheld, [path], "{head}");
        }
        let own = site([NATIVE, OPEN, ("content/posts/a.md", text.as_str())]);
        assert!(own.complaints().contains("error["), "{head}");
    }
    // The text of a folder holds back what lies in it; that of a term is held back alone.
    let broken = "---\ntitle: a: quetzal\n---\nquetzal\n";
    let folder = [
        FOREIGN,
        OPEN,
        ("content/news/_index.md", broken),
        ("content/news/a.md", TEXT),
    ];
    assert_held(&site(folder), broken);
    let term = site([FOREIGN, OPEN, ("content/topics/x/_index.md", broken)]);
    assert_held(&term, broken);
    assert_eq!(term.edition.newsroom.withheld.len(), 1);
    assert!(
        !term.complaints().contains("error["),
        "{}",
        term.complaints()
    );
}

#[test]
fn a_front_matter_that_names_its_form_is_read_in_the_content_of_another_generator() {
    for head in [
        "---json\n{\"title\": \"S\", \"date\": \"2024-01-01\"DRAFT}\n---\n",
        "---toml\ntitle = \"S\"\ndate = 2024-01-01DRAFT\n---\n",
    ] {
        for (draft, held) in [("", false), ("yes", true)] {
            let key = match (draft, head.contains("json")) {
                ("", _) => "",
                (_, true) => ", \"draft\": true",
                (_, false) => "\ndraft = true",
            };
            let text = format!("{}quetzal\n", head.replace("DRAFT", key));
            let site = site([FOREIGN, OPEN, ("content/news/a.md", text.as_str())]);
            assert_eq!(site.complaints(), "", "{text}");
            assert_eq!(site.has_page("/news/a/"), !held, "{text}");
        }
    }
}

#[test]
fn a_key_that_may_hold_a_text_back_does_in_any_spelling_and_dialect() {
    for key in [
        "drafts: true",
        "isdraft: true",
        "darft: true",
        "embrago: 2030-01-01",
        "publised: false",
        "expirs: 2020-01-01",
        "dr\u{200b}aft: true",
        "dr\u{430}ft: true",
        "\u{ff44}raft: true",
        "pubdate: 2030-01-01",
        "unpublishdate: 2020-01-01",
        "EMBARGOUNTIL: 2030-01-01",
        "draftstatus: draft",
        "hiden: true",
        "post_status: draft",
        "visibility: private",
        "expirationDate: 2020-01-01",
        "public: false",
        "visible: false",
        "state: draft",
        "stage: draft",
        "build:\n  render: never",
        "headless: true",
        "render: false",
        "permalink: false",
        "params:\n  isdraft: true",
        "noPublish: true",
        "not_published: true",
        "valid_until: 2020-01-01",
        "show_from: 2030-01-01",
        "scheduled: 2030-01-01",
        "withdrawn: true",
        "archived: yes",
        "review_status: pending",
        "approval: unapproved",
        "needs_review: true",
        "not_before: 2030-01-01",
        "audience: internal",
        "stage: embargo",
        "sperrfrist: 2030-01-01",
    ] {
        let text = dated(key);
        for config in [NATIVE, FOREIGN] {
            let site = site([config, OPEN, ("content/articles/a.md", text.as_str())]);
            assert_held(&site, key);
            let stopped = site.complaints().contains("error[");
            assert_eq!(stopped, config == NATIVE, "{key}\n{}", site.complaints());
            let unused = site.codes().contains(&"foreign/unused-key");
            assert!(!unused || key.starts_with("params"), "{key}");
        }
    }
}

#[test]
fn other_words_and_plain_states_hold_nothing_back() {
    for key in [
        "publisher: AFP",
        "noPublish: false",
        "valid_from: 2020-01-01",
        "archived: false",
        "review_status: done",
        "project_state: pending",
        "craft: weaving",
        "state: Texas",
        "public: true",
        "render: true",
        "active: home",
        "live: https://example.org/",
        "status: publish",
        "visibility: public",
    ] {
        let text = dated(key);
        let site = site([FOREIGN, ("content/articles/a.md", text.as_str())]);
        assert!(site.has_page("/articles/a/"), "{key}");
    }
}

#[test]
fn a_key_that_asks_whether_a_text_is_public_is_understood_in_many_words() {
    let mut texts = Vec::new();
    for keys in [
        "online: 2030-01-01 | visible: nein | visible: no | public: nei | sichtbar: nein | en_ligne: non",
        "hold: until checked | hold: yes | on hold: since May | archived: ja | hidden: sí | cachée: oui",
        "status: Draft v2 | state: in review | estado: borrador | statut: brouillon | review: pending",
        "Go-Live: 2030-01-01 | goLive: 2030-01-01 | publish-after: 2030-01-01 | golive: 1 May 2030",
        "nicht_veroeffentlichen: true | unveröffentlicht: ja | ne-pas-publier: oui | niet_publiceren: ja",
        "não_publicar: sim | no_publicar: sí | nie_publikować: tak | ikke_publiser: ja | veröffentlicht: nein",
        "veröffentlichen_ab: 2030-01-01 | publicado: no | publié: non | pubblicato: no | gepubliceerd: nee",
        "publicerad: nej | publisert: nei | opublikowany: nie | julkaistu: ei | yayında: hayır | zveřejněno: ne",
        "visible: not yet | public: members only | live: after the vote | ready: no | approved: nein | live: 0",
        "online_from: 2030-01-01 | live_at: 2030-01-01 06:00 | release: 2030-01-01 10:00 | online_date: tba",
        "hide_after: 2020-01-01 | archived: 2020-01-01 | archivado: sí | offline: 2020-01-01 | withdrawn: yes",
        "isVisible: No | VISIBLE: OFF | vi\u{200b}sible: no | NOT_ONLINE: yes | unreviewed: true | unreleased: ja",
        "brouillon: à relire | szkic: tak | oculto: sí | verborgen: ja | skjult: ja | dold: ja | ukryty: tak",
        "publish_until: 2020-01-01 | embargo_note: until Monday | draft_note: draft",
        "releaseDate: 2030-01-01 | release_date: 2030-01-01 | launchDate: 2030-01-01 | not_before: 2030-01-01",
        "publish_end: 2020-01-01 | publishEnd: 2020-01-01 | publish_end_date: 2020-01-01 | gültig_bis: 2020-01-01",
        "hidden_from: 2020-01-01 | hidden_after: 2020-01-01 | private_from: 2020-01-01 | archive_date: 2020-01-01 | embargo: never",
        "goes_live: never | publiceringsdatum: 2030-01-01 | udgivelsesdato: 2030-01-01 | nicht_vor: 2030-01-01",
        "in_bearbeitung: ja | à_relire: oui | pas_avant: 2030-01-01 | مسودة: نعم",
    ] {
        for key in keys.split(" | ") {
            let path = format!("content/articles/{}.md", texts.len());
            texts.push((path, dated(key), key));
        }
    }
    for config in [NATIVE, FOREIGN] {
        let files = texts
            .iter()
            .map(|(path, text, _)| (path.as_str(), text.as_str()));
        let site = site(files.chain([config, OPEN]));
        assert_held(&site, "a key");
        let stopped = site.complaints().matches("error[").count();
        assert_eq!(stopped, if config == NATIVE { texts.len() } else { 0 });
        let withheld = site.edition.newsroom.withheld.iter();
        let withheld: Vec<&str> = withheld.map(|kept| kept.path.as_str()).collect();
        for (path, _, key) in &texts {
            assert!(withheld.contains(&path.as_str()), "{key}");
        }
    }
}

#[test]
fn a_key_that_is_about_something_else_holds_nothing_back() {
    let mut texts = Vec::new();
    for keys in [
        "online: true | visible: ja | public: sí | hold: no | hidden: nein | archived: non | brouillon: non",
        "hold_music: yes | draft_number: 3 | draft_url: /a/ | private_key: abc | hidden_comments: yes",
        "public_comment: no reply | public_health: no | public_transport: none | publish_comments: no",
        "archive: https://example.org/a | archived: https://example.org/a | online: https://example.org/",
        "live: Berlin | live: https://example.org/live | live_blog: no | liveblog: no | active: home",
        "available: in stores | available_in: [en, de] | listed: NYSE | released: 2019 | release: v2.1",
        "released: 2020-05-01 | online: 2020-01-01 | approved: 2020-01-01 | holden: no | holder: nobody",
        "hide_date: true | show_date: false | hide_title: yes | hide: [toc, navigation] | visible_on: [web]",
        "state: Texas | stage: group stage | phase: 3 | access: by rail | review: no | stand: 2024",
        "internal: notes | secret: sauce | protected: species | restricted_area: yes | password: no",
        "permalink: /a/b/ | render: true | headless: false | cache: yes | publication: no 3 of 2024",
        "concept: an open museum | concept: no | data_public: https://example.org/ | public_key: no",
        "publish_end: 2030-01-01 | hidden_from: 2030-01-01 | end_date: 2020-01-01",
        "onstage: no | readiness: no | activity: no | deliverable: no | olive: no | unheld: no | golf: no",
    ] {
        for key in keys.split(" | ") {
            let path = format!("content/articles/{}.md", texts.len());
            texts.push((path, dated(key), key));
        }
    }
    for config in [NATIVE, FOREIGN] {
        // Whose name alone tells it is an error in front matter of Dateline's own.
        let texts = texts.iter();
        let texts: Vec<_> = texts
            .filter(|(.., key)| {
                config == FOREIGN
                    || !["hidden", "publish_end"]
                        .iter()
                        .any(|sure| key.starts_with(sure))
                    || key.contains("comments")
            })
            .collect();
        let files = texts
            .iter()
            .map(|(path, text, _)| (path.as_str(), text.as_str()));
        let site = site(files.chain([config]));
        let told = site.complaints();
        assert!(
            !told.contains("error[") && !told.contains("foreign/held-back"),
            "{told}"
        );
        for (path, _, key) in texts {
            let url = path.trim_start_matches("content").replace(".md", "/");
            assert!(site.has_page(&url), "{key}");
        }
    }
}

#[test]
fn what_is_no_answer_is_told_with_its_line_and_what_to_write() {
    let text = dated("hold: until checked");
    for (config, wanted) in [
        (NATIVE, "write `draft: true` or `embargo: 2030-01-01`"),
        (FOREIGN, "write `draft: true`, `publishDate: 2027-01-01`"),
    ] {
        let told = site([config, ("content/articles/a.md", text.as_str())]).complaints();
        assert!(told.contains("content/articles/a.md:4:1"), "{told}");
        assert!(told.contains(wanted), "{told}");
    }
}

#[test]
fn a_folder_without_a_page_of_its_own_has_public_pages() {
    for head in [
        "+++\ntransparent = true\nrender = false\n+++\n",
        "---\nbuild:\n  render: never\n---\n",
    ] {
        let files = [
            FOREIGN,
            ("content/posts/_index.md", head),
            ("content/posts/a.md", TEXT),
        ];
        assert!(site(files).has_page("/posts/a/"), "{head}");
    }
}

#[test]
fn a_cascade_holds_back_those_below_that_it_means() {
    for (index, cascade, held) in [
        ("content/posts/_index.md", "{build: {render: never}}", true),
        (
            "content/_index.md",
            "[{target: {path: /posts/**}, draft: true}]",
            true,
        ),
        (
            "content/_index.md",
            "[{target: {path: /news/**}, draft: true}]",
            false,
        ),
        (
            "content/_index.md",
            "[{target: {kind: section}, draft: true}]",
            false,
        ),
        (
            "content/_index.md",
            "[{target: {kind: '{page,section}'}, draft: true}]",
            true,
        ),
        (
            "content/_index.md",
            "[{target: {path: '{/posts/x/**,/news/**}'}, draft: true}]",
            true,
        ),
    ] {
        let head = format!("---\ntitle: S\ncascade: {cascade}\n---\n");
        let files = [
            FOREIGN,
            (index, head.as_str()),
            ("content/posts/x/a.md", TEXT),
        ];
        assert_eq!(site(files).has_page("/posts/x/a/"), !held, "{cascade}");
    }
}

#[test]
fn a_picture_of_a_withheld_text_stays_in_however_its_name_is_written() {
    for (file, reference) in [
        ("secret.svg", "![x](Secret.svg)"),
        ("cafe\u{301}.svg", "![x](caf\u{e9}.svg)"),
        ("caf\u{e9}.svg", "![x](cafe\u{301}.svg)"),
        ("secret map.svg", "![[secret map.svg|300]]"),
        ("secret(1).svg", "![[secret(1).svg]]"),
        ("secret.svg", "Please see secret.svg."),
        ("img/secret.svg", "![[secret.svg]]"),
        ("img/secret.svg", "Please see secret.svg."),
        ("img/secret.svg", "{{< figure src=\"secret.svg\" >}}"),
        (
            "img/secret one.svg",
            "It is img/secret one.svg, by all means.",
        ),
    ] {
        let draft =
            format!("+++\ntitle = \"S\"\ndate = 2024-09-09\ndraft = true\n+++\n{reference}\n");
        let public = draft.replace("draft = true\n", "");
        let path = format!("content/articles/{file}");
        let address = format!("/articles/{file}");
        let files = |text| {
            site([
                NATIVE,
                ("content/articles/a.md", text),
                (path.as_str(), "<svg/>"),
            ])
        };
        assert!(!files(draft.as_str()).has_page(&address), "{reference}");
        assert!(files(public.as_str()).has_page(&address), "{reference}");
    }
}

#[test]
fn a_picture_that_public_texts_refer_to_in_other_capitals_is_published() {
    let draft = "+++\ntitle = \"S\"\ndate = 2024-09-09\ndraft = true\n+++\n![x](map.svg)\n";
    let public = "+++\ntitle = \"S\"\ndate = 2024-09-09\n+++\n![x](Map.svg) ![x](B.svg)\n";
    let site = site([
        NATIVE,
        ("content/articles/a.md", draft),
        ("content/articles/b.md", public),
        ("content/articles/map.svg", "<svg/>"),
        // Where a disk tells capitals apart, each is a file of its own.
        ("content/articles/B.svg", "<svg/>"),
    ]);
    assert!(site.has_page("/articles/map.svg") && site.has_page("/articles/B.svg"));
}

#[test]
fn what_its_folder_held_back_until_it_was_over_was_never_public() {
    let files = [
        NATIVE,
        OPEN,
        (
            "content/held/_index.md",
            "+++\ntitle = \"S\"\nembargo = 2030-01-01\n+++\n",
        ),
        (
            "content/held/a.md",
            "+++\ntitle = \"quetzal\"\ndate = 2024-02-01\nexpires = 2024-03-01\n[[events]]\nid = \"e\"\ntitle = \"quetzal\"\ndate = 2024-01-02\n+++\n",
        ),
    ];
    let site = site_with(files, &as_of("2025-09-01"));
    assert!(!everything(&site.edition).contains("\"removed\":true"));
    let next = next_change(&site.edition.newsroom, site.edition.config.timezone);
    assert_eq!(next, None);
}

#[test]
fn what_a_folder_holds_back_becomes_public_with_it() {
    let files = [
        NATIVE,
        OPEN,
        (
            "content/held/_index.md",
            "+++\ntitle = \"S\"\nembargo = 2025-01-01\n+++\n",
        ),
        (
            "content/held/a.md",
            "+++\ntitle = \"quetzal\"\ndate = 2024-02-01\n+++\n",
        ),
    ];
    let site = site_with(files, &as_of("2025-09-01"));
    let entry = site.edition.newsroom.entries.iter();
    let mut entry = entry.filter(|entry| entry.article.title == "quetzal");
    let article = &entry.next().unwrap().article;
    let day = dateline::newsroom::changes::published(article);
    assert_eq!(day.to_string(), "2025-01-01");
}

#[test]
fn a_second_front_matter_that_may_hold_its_text_back_does() {
    let first = "---\ntitle: quetzal\ndate: 2024-09-09\n";
    for second in [
        "---\n---\ndraft: true\n---\n",
        "---\n\n+++\ndraft = true\n+++\n",
        "...\n---\ndraft: true\n---\n",
        "---\n{ \"draft\": true }\n",
    ] {
        for config in [NATIVE, FOREIGN] {
            let text = format!("{first}{second}quetzal\n");
            let site = site([config, OPEN, ("content/articles/a.md", text.as_str())]);
            assert_held(&site, second);
        }
    }
    for body in [
        "---\n***\nPublished: the words of a whole long sentence.\n",
        "---\nPublished: 2024\n",
        "---\n---\nIt is a line.\n---\n",
    ] {
        let text = format!("{first}{body}");
        let site = site([NATIVE, ("content/articles/a.md", text.as_str())]);
        assert!(site.has_page("/articles/a/"), "{body}");
    }
}

#[test]
fn a_folder_dated_to_come_holds_back_what_lies_in_it() {
    for config in [NATIVE, FOREIGN] {
        let head = "---\ntitle: S\ndate: 2030-01-01\n---\n";
        let files = [config, OPEN, ("content/news/_index.md", head)];
        assert_held(
            &site([files[0], files[1], files[2], ("content/news/a.md", TEXT)]),
            head,
        );
    }
}

#[test]
fn what_cannot_be_held_back_stops_the_build_where_it_should_be() {
    let event = "+++\ntitle = \"Bridge\"\n+++\nWords.\n";
    let speaks =
        "+++\ntitle = \"A\"\ndate = 2024-09-09\n[[events]]\nid = \"e\"\ndate = 2024-09-08\n+++\n";
    let drafts = site([
        NATIVE,
        ("content/events/_drafts/e.md", event),
        ("content/articles/a.md", speaks),
    ]);
    assert!(
        drafts.codes().contains(&"front-matter/misplaced-key"),
        "{}",
        drafts.complaints()
    );
    let block = "+++\ntitle = \"A\"\ndate = 2024-09-09\n+++\n```timeline\ntitle = \"T\"\ndraft = true\n```\n";
    let block = site([NATIVE, ("content/articles/a.md", block)]);
    assert!(
        block.complaints().contains("error["),
        "{}",
        block.complaints()
    );
    let fact = speaks.replace("id = \"e\"", "id = \"e\"\napproved = false");
    let fact = site([NATIVE, ("content/articles/a.md", fact.as_str())]);
    assert!(
        fact.complaints().contains("error["),
        "{}",
        fact.complaints()
    );
}

#[test]
fn a_picture_of_a_withheld_text_stays_in_where_a_public_page_does_not_show_it() {
    let draft = "+++\ntitle = \"S\"\ndate = 2024-09-09\ndraft = true\n+++\n![](m.csv)\n";
    for (body, shown) in [
        ("<!-- later: ![](m.csv) -->", false),
        ("<script>\"m.csv\"</script>", false),
        ("<p onclick=\"m.csv\" title=\"m.csv\">Text</p>", false),
        ("<object data=m.csv></object>", false),
        ("Text.\n\n[^1]: ![](m.csv)", false),
        ("Text.[^1]\n\n[^1]: ![](m.csv)", true),
        ("<a href=\"m.csv\">data</a>", true),
        ("[data](m.csv)", true),
    ] {
        let public = format!("+++\ntitle = \"P\"\ndate = 2024-09-09\n+++\n{body}\n");
        let site = site([
            NATIVE,
            ("content/articles/a.md", draft),
            ("content/articles/b.md", public.as_str()),
            ("content/articles/m.csv", "a,b\n"),
        ]);
        assert_eq!(site.has_page("/articles/m.csv"), shown, "{body}");
    }
}

#[test]
fn a_mapped_key_holds_back_as_one_that_is_known_does() {
    let mapped =
        "title = \"Desk\"\n[foreign]\nembargo = [\"goes_live\", \"x1\"]\ndraft = [\"x2\"]\n";
    for key in [
        "goes_live: never",
        "goes_live: no",
        "goes_live: 2030-01-01",
        "x1: never",
        "x1: 2030-01-01",
        "x2: yes",
    ] {
        let text = dated(key);
        let site = site([
            ("dateline.toml", mapped),
            OPEN,
            ("content/articles/a.md", text.as_str()),
        ]);
        assert_held(&site, key);
    }
    for key in [
        "goes_live: yes",
        "goes_live: 2020-01-01",
        "x1: no",
        "x2: no",
    ] {
        let text = dated(key);
        let site = site([
            ("dateline.toml", mapped),
            ("content/articles/a.md", text.as_str()),
        ]);
        assert!(
            site.has_page("/articles/a/"),
            "{key}: {}",
            site.complaints()
        );
    }
}

#[test]
fn a_slip_in_the_field_map_stops_the_build() {
    for (line, help) in [
        ("drafts = [\"x1\"]", "did you mean `draft`?"),
        ("Draft = [\"x1\"]", "did you mean `draft`?"),
        ("embargoes = [\"x1\"]", "did you mean `embargo`?"),
        ("draft = true", "expected a list of names"),
    ] {
        let config = format!("title = \"Desk\"\n[foreign]\n{line}\n");
        let told = site([("dateline.toml", config.as_str()), OPEN]).complaints();
        assert!(
            told.contains("error[") && told.contains(help),
            "{line}\n{told}"
        );
    }
}
