//! What search engines are told: every page with the day on which it last changed, and the latest
//! articles.

use dateline::edition::Options;

use crate::support::{Site, as_of, assert_in_order, noon_of, site, site_with};

const BRIDGE: (&str, &str) = (
    "content/articles/bridge.md",
    r#"+++
title = "Bridge <b> & more]]>"
date = 2025-05-01
topics = ["bridge"]

[[events]]
id = "opens"
title = "The bridge opens"
date = "[..2025-08]"
status = "announced"
by = "Ministry"
+++
"#,
);

const RAIN: (&str, &str) = (
    "content/articles/rain.md",
    "+++\ntitle = \"Rain\"\ndate = 2025-09-01T08:00:00Z\nlang = \"ar-IQ\"\n+++\n",
);

const EVE: (&str, &str) = (
    "content/articles/eve.md",
    "+++\ntitle = \"Eve\"\ndate = 2025-08-31\n+++\n",
);

const ABOUT: (&str, &str) = (
    "content/pages/about.md",
    "+++\ntitle = \"About\"\naliases = [\"/who/\"]\n+++\n",
);

fn desk() -> Site {
    site([BRIDGE, RAIN, EVE, ABOUT])
}

/// What a sitemap says of a page.
fn told(site: &Site, path: &str) -> Option<String> {
    let all = site.page("/sitemap.xml");
    let begins = format!("<loc>https://desk.example{path}</loc>");
    let mut entries = all.lines().filter(|line| line.contains(&begins));
    let entry = entries.next()?.split(&begins).nth(1)?;
    Some(entry.replace("</url>", ""))
}

#[test]
fn a_page_has_the_day_on_which_it_says_that_it_changed() {
    let site = desk();
    let on = |day: &str| Some(format!("<lastmod>{day}</lastmod>"));
    assert_eq!(told(&site, "/articles/rain/"), on("2025-09-01"));
    // The deadline passed.
    assert_eq!(told(&site, "/events/opens/"), on("2025-09-01"));
    assert_eq!(told(&site, "/topics/bridge/"), on("2025-09-01"));
    assert_eq!(told(&site, "/"), on("2025-09-01"));
    assert!(
        site.page("/topics/bridge/")
            .contains("datetime=\"2025-09-01\"")
    );
}

#[test]
fn a_page_without_a_known_day_has_none_and_what_is_no_page_is_not_there() {
    let site = desk();
    assert_eq!(told(&site, "/pages/about/"), Some(String::new()));
    for path in ["/who/", "/404.html", "/feed.xml", "/build.json"] {
        assert_eq!(told(&site, path), None, "{path}");
    }
}

#[test]
fn the_latest_articles_are_those_of_the_latest_day_and_the_day_before() {
    let news = desk().page("/news-sitemap.xml");
    let entry = |path: &str, language: &str, date: &str, title: &str| {
        format!(
            "<url><loc>https://desk.example{path}</loc><news:news><news:publication><news:name>Desk</news:name>\
             <news:language>{language}</news:language></news:publication><news:publication_date>{date}</news:publication_date>\
             <news:title>{title}</news:title></news:news></url>"
        )
    };
    assert_in_order(
        &news,
        &[
            &entry("/articles/rain/", "ar", "2025-09-01T08:00:00+00:00", "Rain"),
            &entry("/articles/eve/", "en", "2025-08-31", "Eve"),
            "</urlset>",
        ],
    );
    assert!(!news.contains("bridge"), "{news}");
    let bridge = site([BRIDGE]).page("/news-sitemap.xml");
    assert!(
        bridge.contains("<news:title>Bridge &lt;b&gt; &amp; more]]&gt;</news:title>"),
        "{bridge}"
    );
    assert!(!site([ABOUT]).has_page("/news-sitemap.xml"));
}

#[test]
fn robots_learn_of_the_sitemaps_at_the_root_of_a_host_unless_the_site_tells_them_itself() {
    let robots = "User-agent: *\nDisallow:\n\nSitemap: https://desk.example/sitemap.xml\nSitemap: https://desk.example/news-sitemap.xml\n";
    assert_eq!(desk().page("/robots.txt"), robots);
    let own = site([RAIN, ("content/robots.txt", "User-agent: *\n")]);
    assert_eq!(own.complaints(), "");
    let page = &own.edition.plan.pages[&dateline::path::UrlPath::new("/robots.txt")];
    assert!(own.edition.asset(page).is_some());
    let settings = |base: &str| format!("title = \"Desk\"\n{base}\n");
    for base in ["", "base_url = \"https://desk.example/sub/\""] {
        let site = site([RAIN, ("dateline.toml", &settings(base))]);
        assert!(!site.has_page("/robots.txt"), "{base}");
    }
}

#[test]
fn of_a_site_that_search_engines_are_to_pass_over_they_are_told_of_no_page() {
    let drafts = dateline::newsroom::gate::Passes {
        drafts: true,
        ..Default::default()
    };
    let drafts = Options {
        passes: drafts,
        ..noon_of("2025-10-01")
    };
    for options in [as_of("2025-09-15"), drafts] {
        let site = site_with([BRIDGE, RAIN], &options);
        assert!(site.page("/").contains("noindex"));
        assert!(!site.has_page("/sitemap.xml") && !site.has_page("/news-sitemap.xml"));
        assert_eq!(site.page("/robots.txt"), "User-agent: *\nDisallow:\n\n");
    }
}

#[test]
fn a_former_address_tells_search_engines_the_whole_new_one() {
    let canonical = "<link rel=\"canonical\" href=\"https://desk.example/pages/about/\">";
    let page = desk().page("/who/");
    assert!(page.contains(canonical), "{page}");
    let nowhere = site([ABOUT, ("dateline.toml", "title = \"Desk\"\n")]);
    assert!(!nowhere.page("/who/").contains("canonical"));
}

#[test]
fn a_day_on_which_nothing_is_due_changes_none_of_what_leaves_the_site() {
    let on = |day: &str| {
        let site = site_with([BRIDGE, RAIN, EVE, ABOUT], &noon_of(day));
        let urls = site.edition.plan.pages.iter();
        let urls = urls.filter(|(url, page)| page.kind().is_err() && url.as_str() != "/build.json");
        let files = urls.filter(|(_, page)| site.edition.asset(page).is_none());
        let renderer = site.edition.renderer();
        files
            .map(|(url, page)| (url.clone(), renderer.render(url, page).value.unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(on("2025-10-02"), on("2025-12-24"));
}
