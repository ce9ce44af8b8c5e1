//! Corners that were once wrong.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

mod support;

use support::{site, words};

#[test]
fn a_drafts_picture_stays_in() {
    let site = site([
        (
            "content/articles/draft.md",
            "+++\ntitle = \"Draft\"\ndate = 2024-09-09\ndraft = true\nimage = \"secret.svg\"\n+++\n",
        ),
        (
            "content/articles/open.md",
            "+++\ntitle = \"Open\"\ndate = 2024-09-09\nimage = \"shown.svg\"\n+++\n",
        ),
        (
            "content/articles/draft-too.md",
            "+++\ntitle = \"Draft\"\ndate = 2024-09-09\ndraft = true\n+++\n![x](shown.svg)\n",
        ),
        ("content/articles/secret.svg", "<svg/>"),
        ("content/articles/shown.svg", "<svg/>"),
    ]);
    assert_eq!(site.complaints(), "");
    assert!(!site.has_page("/articles/secret.svg"));
    assert!(site.has_page("/articles/shown.svg"));
}

#[test]
fn an_event_that_one_speaker_missed_and_another_has_yet_to_meet_stands_once_as_overdue() {
    let claim = |date: &str, by: &str| {
        format!("[[events]]\nid = \"e\"\ntitle = \"It ends\"\ndate = \"{date}\"\nby = \"{by}\"\n")
    };
    let text = format!(
        "+++\ntitle = \"A\"\ndate = 2024-09-09\ntopics = [\"t\"]\n{}{}+++\n",
        claim("[..2025-06]", "One"),
        claim("[..2026-06]", "Other")
    );
    let site = site([
        ("content/articles/a.md", text.as_str()),
        ("content/topics/t.md", "+++\nname = \"T\"\n+++\n"),
    ]);
    for url in ["/ahead/", "/topics/t/", "/timeline/"] {
        let page = site.words(url);
        assert_eq!(page.matches("It ends").count(), 1, "{url}: {page}");
        assert!(page.contains("Overdue"), "{url}");
    }
}

#[test]
fn what_is_under_way_is_neither_overdue_nor_ahead() {
    let text = "+++\ntitle = \"A\"\ndate = 2024-09-09\n[[events]]\ntitle = \"Convoys leave\"\ndate = \"2024-08/2024-09\"\nstatus = \"underway\"\n+++\n";
    let site = site([("content/articles/a.md", text)]);
    assert!(
        site.edition.newsroom.overdue.is_empty() && site.edition.newsroom.milestones.is_empty()
    );
}

#[test]
fn an_id_without_a_letter_is_refused_and_an_empty_one_is_none() {
    let text = "+++\ntitle = \"A\"\ndate = 2024-09-09\n\
        [[events]]\nid = \"\"\ntitle = \"One\"\ndate = \"2024\"\n[[events]]\nid = \"!!!\"\ntitle = \"Two\"\ndate = \"2024\"\n\
        [[figures]]\nseries = \"\"\nlabel = \"Boats\"\nvalue = 3\n+++\n";
    let site = site([("content/articles/a.md", text)]);
    assert_eq!(site.codes(), ["event/bad-id"]);
    assert!(!site.has_page("/events//") && !site.has_page("/figures//"));
    assert_eq!(site.edition.newsroom.events.len(), 2);
}

#[test]
fn a_site_brings_its_own_favicon() {
    let site = site([("content/favicon.svg", "<svg>mine</svg>")]);
    assert_eq!(site.complaints(), "");
    let page = site
        .edition
        .plan
        .pages
        .iter()
        .find(|(url, _)| url.as_str() == "/favicon.svg")
        .unwrap();
    assert!(matches!(page.1, dateline::pages::plan::Page::Asset(_)));
}

#[test]
fn a_folder_named_after_a_country_is_that_country() {
    let site = site([(
        "content/regions/iraq/anbar.md",
        "+++\nname = \"Anbar\"\n+++\n",
    )]);
    let iraq = site.words("/regions/iraq/");
    assert!(
        iraq.contains("IQ") && iraq.contains("Western Asia"),
        "{iraq}"
    );
}

#[test]
fn a_speakers_number_for_one_place_does_not_replace_that_for_another() {
    let figure = |region: &str, value: u32, day: u32| {
        format!(
            "[[figures]]\nseries = \"troops\"\nlabel = \"Troops\"\nvalue = {value}\nas_of = \"2024-09\"\nregion = \"{region}\"\nby = \"Desk\"\nreported = 2024-09-{day:02}\n"
        )
    };
    let text = format!(
        "+++\ntitle = \"A\"\ndate = 2024-09-20\n{}{}+++\n",
        figure("iraq", 2500, 1),
        figure("syria", 900, 9)
    );
    let site = site([("content/articles/a.md", text.as_str())]);
    assert!(
        site.edition.newsroom.series[0]
            .observations
            .iter()
            .all(|observed| observed.standing)
    );
}

#[test]
fn a_theme_may_be_a_stylesheet_alone() {
    let site = site([
        ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
        ("themes/mine/static/site.css", "body { color: navy }"),
    ]);
    assert_eq!(site.complaints(), "");
    let sheet = site
        .edition
        .theme
        .files
        .iter()
        .find(|(url, _)| url.as_str().ends_with(".css"))
        .unwrap();
    assert_eq!(&*sheet.1.bytes().unwrap(), b"body { color: navy }");
}

#[test]
fn one_component_of_the_default_theme_is_replaced_by_a_sites_own() {
    let site = site([
        ("dateline.toml", "title = \"Desk\"\ntheme = \"mine\"\n"),
        (
            "themes/mine/templates/components/mine.html",
            "{% component Brief(brief) %}<p>Our own brief.</p>{% endcomponent Brief %}",
        ),
        (
            "content/topics/t.md",
            "+++\nname = \"T\"\n[brief]\nnew = \"News\"\n+++\n",
        ),
    ]);
    assert_eq!(site.complaints(), "");
    let page = words(&site.page("/topics/t/"));
    assert!(
        page.contains("Our own brief.") && !page.contains("News"),
        "{page}"
    );
}

#[test]
fn figures_without_a_series_stand_on_their_sources_page() {
    let text = "+++\ntitle = \"A\"\ndate = 2024-09-20\nsources = [\"afp\"]\n[[figures]]\nlabel = \"Soldiers killed\"\nvalue = 3\nsource = \"afp\"\n+++\n";
    let site = site([
        ("content/articles/a.md", text),
        ("content/sources.toml", "[afp]\nname = \"AFP\"\n"),
    ]);
    assert!(site.words("/sources/afp/").contains("Soldiers killed"));
}

#[test]
fn what_other_generators_keep_back_is_kept_back_here() {
    let site = site([
        (
            "content/posts/2024-01-01-jekyll.md",
            "---\ntitle: Jekyll\npublished: false\n---\n",
        ),
        (
            "content/posts/hugo.md",
            "---\ntitle: Hugo\ndate: 2024-01-01\npublishDate: 2026-01-01\n---\n",
        ),
        (
            "content/posts/gone.md",
            "---\ntitle: Gone\ndate: 2024-01-01\nexpiryDate: 2025-01-01\n---\n",
        ),
        (
            "content/posts/zola.md",
            "+++\ntitle = \"Zola\"\ndate = 2024-01-01\ndescription = \"Summary\"\nauthor = \"Somebody\"\n+++\n",
        ),
    ]);
    assert_eq!(site.complaints(), "");
    assert_eq!(site.edition.newsroom.entries.len(), 1);
    assert!(site.words("/posts/zola/").contains("Somebody"));
}

#[test]
fn raw_html_is_made_harmless_and_what_dateline_writes_survives() {
    let text = "+++\ntitle = \"A <b>bold</b> & \\\"quoted\\\" title\"\ndate = 2024-09-20\nsummary = \"<script>alert(1)</script>\"\n+++\n\
        ## Head\n\n<script>alert(2)</script>\n<p onclick=\"alert(3)\" style=\"position:fixed\">kept</p>\n\n- [x] done\n\n| a | b |\n|--:|:--|\n| 1 | 2 |\n\nText[^1].\n\n[^1]: Note.\n";
    let site = site([("content/articles/a.md", text)]);
    assert_eq!(site.complaints(), "");
    let page = site.page("/articles/a/");
    for evil in ["<script", "onclick", "style=", "<b>bold"] {
        assert!(!page.contains(evil), "{evil}: {page}");
    }
    for kept in [
        "id=\"head\"",
        "kept",
        "type=\"checkbox\"",
        "class=\"right\"",
        "id=\"fn-1\"",
        "href=\"#fnref-1\"",
    ] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    assert!(!site.page("/feed.xml").contains("<script"));
}
