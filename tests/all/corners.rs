//! Corners that were once wrong.

use dateline::pages::plan::{File, Page};

use crate::support::{site, words};

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
fn an_event_that_one_speaker_missed_and_another_has_yet_to_meet_stands_once_as_to_come() {
    let claim = |date: &str, by: &str| {
        format!(
            "[[events]]\nid = \"e\"\ntitle = \"It ends\"\ndate = \"{date}\"\nstatus = \"announced\"\nby = \"{by}\"\n"
        )
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
        let cards = site.page(url).matches(">It ends</a></h").count();
        assert_eq!(cards, 1, "{url}: {page}");
        assert!(
            page.contains("Other by the end of June 2026 , announced")
                && page.contains("overdue by One’s word: by the end of June 2025"),
            "{url}: {page}"
        );
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
    assert!(matches!(page.1, Page::File(File::Asset(_))));
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
    for evil in ["<script>", "alert(2)", "onclick", "style=", "<b>bold"] {
        assert!(!page.contains(evil), "{evil}: {page}");
    }
    let scripts = page.matches("<script").count();
    assert_eq!(
        scripts, 3,
        "the theme's own, data about the article, and the way to it"
    );
    for kept in [
        "id=\"head\"",
        "kept",
        "aria-label=\"done\"",
        "class=\"right\"",
        "id=\"fn-1\"",
        "href=\"#fnref-1\"",
    ] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    assert!(!site.page("/feed.xml").contains("<script"));
}

#[test]
fn assets_of_a_draft_stay_in_however_it_refers_to_them() {
    let draft = "+++\ntitle = \"Draft\"\ndate = 2024-09-09\ndraft = true\nimage = \"/data/five.svg\"\n[[events]]\nid = \"ev\"\ntitle = \"E\"\ndate = \"2026\"\n+++\n\
        [a](../data/one.pdf#page=2) [b](../data/two.csv?x=1) [c](/data/three.csv)\n\n<img src=\"../../data/four.svg\">\n";
    let site = site([
        ("content/articles/draft.md", draft),
        (
            "content/articles/open.md",
            "+++\ntitle = \"Open\"\ndate = 2024-09-09\n+++\n[t](../data/open.pdf#page=3)\n",
        ),
        (
            "content/articles/also.md",
            "+++\ntitle = \"Draft\"\ndate = 2024-09-09\ndraft = true\n+++\n[t](../data/open.pdf)\n",
        ),
        (
            "content/events/ev.md",
            "+++\ntitle = \"E\"\n+++\n[s](../data/six.csv)\n",
        ),
        ("content/data/one.pdf", "1"),
        ("content/data/two.csv", "2"),
        ("content/data/three.csv", "3"),
        ("content/data/four.svg", "4"),
        ("content/data/five.svg", "5"),
        ("content/data/six.csv", "6"),
        ("content/data/open.pdf", "7"),
    ]);
    assert_eq!(site.complaints(), "");
    for name in [
        "one.pdf",
        "two.csv",
        "three.csv",
        "four.svg",
        "five.svg",
        "six.csv",
    ] {
        assert!(!site.has_page(&format!("/data/{name}")), "{name}");
    }
    assert!(site.has_page("/data/open.pdf"));
}

#[test]
fn what_lies_beside_a_withheld_bundles_text_is_withheld_with_it() {
    let site = site([
        (
            "content/articles/secret/Index.md",
            "+++\ntitle = \"Draft\"\ndate = 2024-09-09\ndraft = true\n+++\n",
        ),
        (
            "content/articles/secret/note.md",
            "+++\ntitle = \"Note\"\ndate = 2024-09-09\n+++\n",
        ),
        ("content/articles/secret/picture.png", "x"),
    ]);
    assert!(
        site.edition
            .plan
            .pages
            .keys()
            .all(|url| !url.as_str().contains("secret"))
    );
    assert_eq!(site.edition.newsroom.withheld.len(), 2);
}

#[test]
fn the_clock_does_not_stop_a_site_that_links_by_address() {
    let site = site([
        (
            "content/articles/a.md",
            "+++\ntitle = \"A\"\ndate = 2024-09-09\n+++\n[b](/articles/b/) [year](/articles/2023/)\n",
        ),
        (
            "content/articles/b.md",
            "+++\ntitle = \"B\"\ndate = 2023-09-09\nexpires = 2025-01-01\n+++\n",
        ),
    ]);
    assert_eq!(site.codes(), ["link/withheld", "link/missing"]);
    assert!(
        !site.complaints().contains("error["),
        "warnings alone: {}",
        site.complaints()
    );
    assert!(!site.page("/articles/a/").contains("articles/b"));
}

#[test]
fn a_fact_that_an_article_does_not_state_is_no_anchor_of_it() {
    let site = site([
        (
            "content/articles/a.md",
            "+++\ntitle = \"A\"\ndate = 2024-09-09\n+++\n[x](b.md#event-1) [y](b.md#event-2) [z](b.md#corrections)\n",
        ),
        (
            "content/articles/b.md",
            "+++\ntitle = \"B\"\ndate = 2024-09-09\n[[events]]\ntitle = \"E\"\ndate = \"2024\"\n+++\n",
        ),
    ]);
    assert_eq!(
        site.codes(),
        ["link/missing-heading", "link/missing-heading"]
    );
}

#[test]
fn a_cell_holds_an_event_only_if_somebody_speaks_of_it_there() {
    let article = |topic: &str, region: &str, event: bool| {
        let event = if event {
            "[[events]]\nid = \"e\"\ntitle = \"The event\"\ndate = \"2024\"\n"
        } else {
            ""
        };
        format!(
            "+++\ntitle = \"A\"\ndate = 2024-09-09\ntopics = [\"{topic}\"]\nregions = [\"{region}\"]\n{event}+++\n"
        )
    };
    let files = [
        article("t1", "iraq", true),
        article("t2", "syria", true),
        article("t1", "syria", false),
        article("t1", "syria", false),
    ];
    let paths = [
        "content/articles/a.md",
        "content/articles/b.md",
        "content/articles/c.md",
        "content/articles/d.md",
    ];
    let mut all: Vec<(&str, &str)> = paths
        .into_iter()
        .zip(files.iter().map(String::as_str))
        .collect();
    all.extend([
        ("content/topics/t1.md", "+++\nname = \"T1\"\n+++\n"),
        ("content/topics/t2.md", "+++\nname = \"T2\"\n+++\n"),
    ]);
    let site = site(all);
    assert!(!site.words("/topics/t1/syria/").contains("The event"));
    assert!(site.words("/topics/t1/").contains("The event"));
}

#[test]
fn a_key_in_other_capitals_is_an_error_since_it_may_be_what_keeps_an_article_back() {
    let site = site([(
        "content/articles/a.md",
        "+++\ntitle = \"A\"\ndate = 2024-09-09\nEmbargo = 2030-01-01\n+++\n",
    )]);
    assert!(site.complaints().contains("did you mean `embargo`?"));
    assert!(
        site.complaints()
            .contains("error[front-matter/unknown-key]")
    );
}

#[test]
fn windows_line_ends_make_the_same_site() {
    let text = "+++\ntitle = \"A\"\ndate = 2024-09-09\nsummary = \"\"\"one\ntwo\"\"\"\n+++\n## Head\n\nText\nmore.\n";
    let windows = text.replace('\n', "\r\n");
    let here = site([("content/articles/a.md", text)]);
    let there = site([("content/articles/a.md", windows.as_str())]);
    assert_eq!(here.page("/articles/a/"), there.page("/articles/a/"));
    assert_eq!(here.page("/feed.xml"), there.page("/feed.xml"));
}

#[test]
fn an_empty_date_is_a_missing_one() {
    let site = site([(
        "content/articles/a.md",
        "+++\ntitle = \"A\"\ndate = \"\"\n[[corrections]]\ndate = \"\"\ntext = \"x\"\n+++\n",
    )]);
    assert_eq!(site.codes(), ["article/no-date", "correction/no-date"]);
}

#[test]
fn a_folder_within_a_folder_keeps_its_place_without_a_file() {
    let site = site([("content/topics/a/b/c.md", "+++\nname = \"C\"\n+++\n")]);
    assert!(site.page("/topics/c/").contains("../a/index.html"));
    assert!(site.page("/topics/b/").contains("../a/index.html"));
}

#[test]
fn equal_headings_have_ids_of_their_own_however_many_they_are() {
    let body = "## Same\n\n".repeat(20_000);
    let text = format!("+++\ntitle = \"A\"\ndate = 2024-09-09\n+++\n{body}");
    let page = site([("content/articles/a.md", text.as_str())]).page("/articles/a/");
    assert!(page.contains("id=\"same\"") && page.contains("id=\"same-19999\""));
}

#[test]
fn the_foot_leads_to_the_pages_directly_in_their_folder_unless_they_say_no() {
    let page = |title: &str, more: &str| format!("---\ntitle: {title}\n{more}---\n");
    let site = site([
        ("content/pages/about.md", page("About us", "").as_str()),
        (
            "content/pages/thanks.md",
            page("Thanks", "menu: false\n").as_str(),
        ),
        ("content/pages/people/ada.md", page("Ada Hale", "").as_str()),
    ]);
    assert_eq!(site.complaints(), "");
    let front = site.page("/");
    assert!(front.contains("About us"));
    assert!(!front.contains("Thanks") && !front.contains("Ada Hale"));
    assert!(site.has_page("/pages/thanks/") && site.has_page("/pages/people/ada/"));
}

#[test]
fn a_byte_order_mark_says_nothing_wherever_it_stands() {
    let site = site([(
        "content/articles/a.md",
        "\u{feff}---\ntitle: \u{feff}Team meeting\n\u{feff}date: 2024-09-09\n---\n\u{feff}Words\u{feff}.\n",
    )]);
    assert_eq!(site.complaints(), "");
    let page = site.page("/articles/a/");
    assert!(
        page.contains("<p>Words.</p>") && !page.contains('\u{feff}'),
        "{page}"
    );
}

#[test]
fn many_warnings_of_one_kind_are_told_as_one_and_every_error_is_told() {
    use dateline::diagnostic::{gathered, sorted, text};
    use dateline::edition::AllTexts;
    let topics: Vec<String> = (0..9).map(|at| format!("topic {at}")).collect();
    let article = format!(
        "---\ntitle: A\ndate: 2024-09-09\ntopics: [{}]\n---\n[a](a1.md) [b](a2.md) [c](a3.md) [d](a4.md)\n",
        topics.join(", ")
    );
    let site = site([("content/articles/a.md", article.as_str())]);
    let all = sorted(site.diagnostics.clone());
    assert_eq!(gathered(&all).len(), 1);
    let told = text::render_gathered(&all, &AllTexts(&site.tree), text::Style::Plain);
    assert_eq!(told.matches("taxonomy/undeclared").count(), 1, "{told}");
    assert!(
        told.contains("there are 8 more of this kind, such as at content/articles/a.md:4; "),
        "{told}"
    );
    assert_eq!(site.complaints().matches("error[link/missing]").count(), 4);
}

#[test]
fn the_corner_of_a_table_is_a_head_only_where_it_has_words() {
    let article = |head: &str| {
        let text = format!(
            "+++\ntitle = \"Table\"\ndate = 2024-09-09\n+++\n\n| {head} | 2024 |\n|:--|--:|\n| Iraq | 1 |\n"
        );
        site([("content/articles/a.md", text.as_str())]).page("/articles/a/")
    };
    let empty = article(" ");
    assert!(empty.contains("<thead><tr><td class=\"left\"></td><th"));
    assert!(article("Country").contains("<thead><tr><th class=\"left\">Country</th>"));
}

#[test]
fn a_cell_of_the_matrix_without_articles_is_empty() {
    let article = |topic: &str, region: &str| {
        format!(
            "+++\ntitle = \"{topic}\"\ndate = 2024-09-09\ntopics = [\"{topic}\"]\nregions = [\"{region}\"]\n+++\n"
        )
    };
    let (one, other) = (article("water", "iraq"), article("power", "syria"));
    let site = site([
        ("content/articles/a.md", one.as_str()),
        ("content/articles/b.md", other.as_str()),
        ("content/topics/water.md", "+++\nname = \"Water\"\n+++\n"),
        ("content/topics/power.md", "+++\nname = \"Power\"\n+++\n"),
    ]);
    let page = site.page("/matrix/");
    let (_, rows) = page.split_once("<tbody>").unwrap();
    assert!(rows.contains("</th><td></td><td>1</td>"), "{rows}");
    assert!(rows.contains("</th><td>1</td><td></td>"), "{rows}");
}
