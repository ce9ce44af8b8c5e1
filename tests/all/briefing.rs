//! From articles to briefings: what a reader finds on the pages of a small site.

use crate::support::{assert_in_order, site};

const SOURCES: (&str, &str) = (
    "content/sources.toml",
    "[afp]\nname = \"AFP\"\nurl = \"https://afp.example/\"\n",
);

/// Two countries, a region within one, and an editorial region over both.
const REGIONS: [(&str, &str); 5] = [
    (
        "content/regions/middle-east.md",
        "+++\nname = \"Middle East\"\n+++\n",
    ),
    (
        "content/regions/iraq/_index.md",
        "+++\nalso_in = [\"middle-east\"]\nsummary = \"All of Iraq.\"\n+++\n",
    ),
    (
        "content/regions/iraq/federal-iraq/_index.md",
        "+++\nname = \"Federal Iraq\"\n+++\n",
    ),
    (
        "content/regions/iraq/federal-iraq/anbar.md",
        "+++\nname = \"Anbar\"\n+++\n",
    ),
    (
        "content/regions/syria.md",
        "+++\nalso_in = [\"middle-east\"]\n+++\n",
    ),
];

fn article(title: &str, regions: &str, events: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\ndate = 2024-09-09\ntopics = [\"drawdown\"]\nregions = [{regions}]\nsources = [\"afp\"]\n{events}+++\nText.\n"
    )
}

fn event(title: &str, date: &str) -> String {
    format!("[[events]]\ntitle = \"{title}\"\ndate = \"{date}\"\nsource = \"afp\"\n")
}

#[test]
fn a_region_gathers_what_lies_below_it_each_event_once() {
    let one = article(
        "Anbar and Baghdad",
        "\"anbar\", \"iraq\"",
        &event("A base is handed over", "2024-09-01"),
    );
    let two = article(
        "Damascus",
        "\"SY\"",
        &event("A government falls", "2024-12-08"),
    );
    let mut files = vec![
        SOURCES,
        (
            "content/topics/drawdown.md",
            "+++\nname = \"Drawdown\"\n+++\n",
        ),
    ];
    files.extend(REGIONS);
    files.extend([
        ("content/articles/a.md", one.as_str()),
        ("content/articles/b.md", two.as_str()),
    ]);
    let site = site(files);
    assert_eq!(site.complaints(), "");

    for region in [
        "iraq",
        "federal-iraq",
        "anbar",
        "middle-east",
        "western-asia",
        "asia",
    ] {
        let timeline = site.words(&format!("/regions/{region}/timeline/"));
        assert_eq!(
            timeline.matches("A base is handed over").count(),
            1,
            "{region}: {timeline}"
        );
    }
    let middle_east = site.words("/regions/middle-east/timeline/");
    assert!(middle_east.contains("A government falls"));
    assert!(
        !site
            .words("/regions/iraq/timeline/")
            .contains("A government falls")
    );
}

#[test]
fn where_a_topic_is_names_a_region_with_all_of_it_where_articles_name_that_region_themselves() {
    let where_it_is = |own: &str| {
        let [_, middle_east @ ..] = REGIONS;
        let site = site([SOURCES].into_iter().chain(middle_east).chain([
            ("content/articles/a.md", &*article("A", own, "")),
            ("content/articles/b.md", &*article("B", "\"anbar\"", "")),
            (
                "content/articles/c.md",
                &*article("C", "\"federal-iraq\"", ""),
            ),
        ]));
        let words = site.words("/topics/drawdown/");
        let from = words.find(" Where ").unwrap_or(words.len());
        words[from..].chars().take(45).collect::<String>()
    };
    let named = where_it_is("\"iraq\"");
    assert!(
        named.starts_with(" Where Iraq 3 Federal Iraq 2 Anbar 1"),
        "{named}"
    );
    let idle = where_it_is("\"federal-iraq\"");
    assert!(idle.starts_with(" Where Federal Iraq 3 Anbar 1"), "{idle}");
}

#[test]
fn a_country_is_known_by_its_name_and_by_its_code() {
    let texts: Vec<(String, String)> = ["iraq", "Iraq", "IQ", "IRQ", "368"]
        .iter()
        .map(|name| {
            (
                format!("content/articles/{name}-x.md"),
                article(name, &format!("\"{name}\""), ""),
            )
        })
        .collect();
    let mut files: Vec<(&str, &str)> = texts
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    files.extend([
        SOURCES,
        (
            "content/topics/drawdown.md",
            "+++\nname = \"Drawdown\"\n+++\n",
        ),
    ]);
    let site = site(files);
    // Two of the names make one slug, so only the regions matter here.
    let iraq = site.words("/regions/iraq/articles/");
    for name in ["IRQ", "IQ", "368", "iraq"] {
        assert!(iraq.contains(name), "{name}: {iraq}");
    }
    assert!(site.words("/regions/iraq/").contains("Western Asia"));
}

#[test]
fn a_cell_holds_only_what_is_in_both() {
    let files: Vec<(String, String)> = [
        ("a", "\"iraq\"", "drawdown"),
        ("b", "\"iraq\"", "drawdown"),
        ("c", "\"syria\"", "drawdown"),
        ("d", "\"iraq\"", "attacks"),
    ]
    .iter()
    .map(|(name, regions, topic)| {
        let text = article(&format!("Article {name}"), regions, "").replace("drawdown", topic);
        (format!("content/articles/{name}.md"), text)
    })
    .collect();
    let mut all: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    all.extend([
        SOURCES,
        (
            "content/topics/drawdown.md",
            "+++\nname = \"Drawdown\"\n+++\n",
        ),
        (
            "content/topics/attacks.md",
            "+++\nname = \"Attacks\"\n+++\n",
        ),
    ]);
    let site = site(all);
    let cell = site.words("/topics/drawdown/iraq/");
    assert!(
        cell.contains("Article a") && cell.contains("Article b"),
        "{cell}"
    );
    assert!(
        !cell.contains("Article c") && !cell.contains("Article d"),
        "{cell}"
    );
    assert!(
        !site.has_page("/topics/attacks/iraq/"),
        "one article makes no cell"
    );
    assert!(site.words("/matrix/").contains("Attacks"));
}

#[test]
fn dates_stand_in_words_in_their_order_and_never_as_the_first_of_january() {
    let events = [
        event("The coalition is formed", "2014"),
        event("Attacks begin", "2023-10/.."),
        event("The first phase ends", "[..2025-09]"),
        event("The second phase goes on", "[2026-09..]"),
    ]
    .concat();
    let text = article("Dates", "\"iraq\"", &events);
    let site = site([
        SOURCES,
        (
            "content/topics/drawdown.md",
            "+++\nname = \"Drawdown\"\n+++\n",
        ),
        ("content/articles/a.md", text.as_str()),
    ]);
    let timeline = site.words("/topics/drawdown/timeline/");
    assert_in_order(
        &timeline,
        &[
            "2014",
            "The coalition is formed",
            "since October 2023",
            "by the end of September 2025",
            "September 2026 or later",
        ],
    );
    assert!(!timeline.contains("1 January"), "{timeline}");
    assert!(
        timeline.contains("AFP"),
        "the source is at hand: {timeline}"
    );
    let html = site.page("/topics/drawdown/timeline/");
    assert!(
        html.contains("articles/a/index.html#event-1"),
        "the article is at hand"
    );
    assert!(html.contains("data-edtf=\"[..2025-09]\""));
    assert!(
        !html.contains("datetime=\"[..2025-09]\""),
        "HTML allows no such value"
    );
}

#[test]
fn claims_with_one_id_are_one_event_with_a_history() {
    let claim = |date: &str, status: &str, by: &str| {
        format!(
            "[[events]]\nid = \"handover\"\ntitle = \"The base is handed over\"\ndate = \"{date}\"\nstatus = \"{status}\"\nby = \"{by}\"\nsource = \"afp\"\n"
        )
    };
    let first = article(
        "First",
        "\"iraq\"",
        &claim("[..2025-09]", "announced", "Baghdad"),
    );
    let second = article(
        "Second",
        "\"iraq\"",
        &claim("[2026-09..]", "announced", "Washington"),
    )
    .replace("2024-09-09", "2024-09-27");
    let third = article(
        "Third",
        "\"iraq\"",
        &claim("[..2025-12]", "announced", "Baghdad"),
    )
    .replace("2024-09-09", "2024-10-05");
    let site = site([
        SOURCES,
        (
            "content/topics/drawdown.md",
            "+++\nname = \"Drawdown\"\n+++\n",
        ),
        ("content/articles/a.md", first.as_str()),
        ("content/articles/b.md", second.as_str()),
        ("content/articles/c.md", third.as_str()),
    ]);
    let event = &site.edition.newsroom.events[0];
    let standing: Vec<bool> = (0..3).map(|at| event.told.stands(at)).collect();
    assert_eq!(
        standing,
        [false, true, true],
        "Baghdad's later word replaces its first"
    );
    assert_eq!(
        event.place.to_string(),
        "[..2025-12]",
        "the latest standing claim is the state"
    );
    let page = site.words("/events/handover/");
    assert_in_order(&page, &["Baghdad", "Washington"]);
    for part in [
        "by the end of September 2025",
        "September 2026 or later",
        "by the end of December 2025",
    ] {
        assert!(page.contains(part), "every claim stays visible: {page}");
    }
}

#[test]
fn a_settled_event_is_no_milestone_and_never_overdue() {
    let claim = |date: &str, status: &str| {
        format!(
            "[[events]]\nid = \"mandate\"\ntitle = \"The mandate ends\"\ndate = \"{date}\"\nstatus = \"{status}\"\nby = \"Council\"\n"
        )
    };
    let promise = article("Promise", "\"iraq\"", &claim("2025-08-31", "confirmed"));
    let topic = (
        "content/topics/drawdown.md",
        "+++\nname = \"Drawdown\"\n+++\n",
    );
    let open = site([SOURCES, topic, ("content/articles/a.md", promise.as_str())]);
    assert_eq!(open.edition.newsroom.overdue.len(), 1);
    assert!(open.words("/ahead/").contains("The mandate ends"));

    let kept = article("Kept", "\"iraq\"", &claim("2025-08-31", "happened"))
        .replace("2024-09-09", "2025-09-01");
    let settled = site([
        SOURCES,
        topic,
        ("content/articles/a.md", promise.as_str()),
        ("content/articles/b.md", kept.as_str()),
    ]);
    assert!(settled.edition.newsroom.overdue.is_empty());
    assert!(!settled.words("/ahead/").contains("The mandate ends"));
}

#[test]
fn a_series_shows_its_latest_value_and_never_a_forecast_as_such() {
    let figures = "[[figures]]\nseries = \"troops\"\nlabel = \"Troops\"\nvalue = 2500\nhedge = \"about\"\nas_of = \"2024-09\"\nsource = \"afp\"\n\
        [[figures]]\nseries = \"troops\"\nlabel = \"Troops\"\nvalue = 1000\nhedge = \"fewer-than\"\nas_of = \"2025-06\"\nstatus = \"forecast\"\nsource = \"afp\"\n";
    let text = article("Troops", "\"iraq\"", figures);
    let site = site([
        SOURCES,
        (
            "content/topics/drawdown.md",
            "+++\nname = \"Drawdown\"\n+++\n",
        ),
        ("content/articles/a.md", text.as_str()),
    ]);
    let series = &site.edition.newsroom.series[0];
    assert_eq!(
        series.value().unwrap().observation.quantity.words(),
        "about 2,500"
    );
    let to_come = series.lines[0].head.to_come[0];
    assert_eq!(
        series.observations[to_come].quantity.words(),
        "fewer than 1,000"
    );
    let page = site.words("/figures/troops/");
    assert!(
        page.contains("about 2,500") && page.contains("fewer than 1,000"),
        "{page}"
    );
    assert!(page.contains("orecast"), "a forecast is called one: {page}");
}

#[test]
fn a_former_id_and_a_former_address_redirect() {
    let text = article("Moved", "\"iraq\"", "aliases = [\"/old/address\"]\n");
    let site = site([
        SOURCES,
        (
            "content/topics/drawdown.md",
            "+++\nname = \"Drawdown\"\naliases = [\"withdrawal\"]\n+++\n",
        ),
        ("content/articles/a.md", text.as_str()),
    ]);
    assert!(
        site.page("/topics/withdrawal/")
            .contains("../drawdown/index.html")
    );
    assert!(
        site.page("/old/address/")
            .contains("../../articles/a/index.html")
    );
}

#[test]
fn a_reader_gets_from_every_page_to_every_other_by_relative_links_that_lead_somewhere() {
    let text = article("Only", "\"iraq\"", &event("Something", "2024-09-01"));
    let site = site([
        SOURCES,
        (
            "content/topics/drawdown.md",
            "+++\nname = \"Drawdown\"\n+++\n",
        ),
        ("content/articles/a.md", text.as_str()),
        (
            "content/pages/about.md",
            "+++\ntitle = \"About\"\n+++\nWords.\n",
        ),
    ]);
    let mut checked = 0;
    for url in site
        .edition
        .plan
        .pages
        .keys()
        .filter(|url| url.as_str().ends_with('/'))
    {
        let page = site.page(url.as_str());
        for href in page
            .split("href=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
        {
            assert!(!href.starts_with('/'), "{url} has the absolute link {href}");
            if href.starts_with("http") || href.starts_with('#') {
                continue;
            }
            let target = resolve(url.as_str(), href.split('#').next().unwrap());
            let known = site
                .edition
                .plan
                .pages
                .keys()
                .any(|url| format!("/{}", url.file()) == target)
                || site
                    .edition
                    .theme
                    .files
                    .keys()
                    .any(|url| url.as_str() == target);
            assert!(
                known,
                "{url} links to {href}, which is {target}, and there is no such file"
            );
            checked += 1;
        }
    }
    assert!(checked > 100, "only {checked} links were checked");
}

fn resolve(base: &str, href: &str) -> String {
    let mut parts: Vec<&str> = base.trim_end_matches('/').split('/').collect();
    for part in href.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}
