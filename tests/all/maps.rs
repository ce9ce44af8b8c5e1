//! Maps: what they show, what they say, and that nothing is only on a map.

use crate::support::{Site, site};

const REGIONS: [(&str, &str); 4] = [
    ("content/regions/gulf.md", "+++\nname = \"The Gulf\"\n+++\n"),
    (
        "content/regions/bahrain.md",
        "+++\nalso_in = [\"gulf\"]\n+++\n",
    ),
    (
        "content/regions/iraq/_index.md",
        "+++\nalso_in = [\"gulf\"]\n+++\n",
    ),
    (
        "content/regions/iraq/anbar.md",
        "+++\nname = \"Anbar\"\n+++\n",
    ),
];

fn article(regions: &str, body: &str) -> String {
    format!("+++\ntitle = \"News\"\ndate = 2024-09-09\nregions = [{regions}]\n+++\n{body}\n")
}

fn desk(article: &str) -> Site {
    let mut files = REGIONS.to_vec();
    files.push(("content/articles/a.md", article));
    let site = site(files);
    assert_eq!(site.complaints(), "");
    site
}

/// The map of a page, if it has one.
fn map(site: &Site, url: &str) -> Option<String> {
    let page = site.page(url);
    let (_, rest) = page.split_once("<figure class=\"map")?;
    rest.split_once("</figure>").map(|(map, _)| map.to_string())
}

/// The shapes that a map is about: class and words.
fn shapes(map: &str) -> Vec<(String, String)> {
    let paths = map.split("<path class=\"").skip(1);
    let with_words = paths.filter_map(|path| {
        let (class, rest) = path.split_once('"')?;
        let (_, words) = rest.split_once("/path>")?.0.split_once("<title>")?;
        Some((
            class.to_string(),
            words.strip_suffix("</title><")?.to_string(),
        ))
    });
    with_words.collect()
}

fn pairs(shapes: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = shapes.iter();
    owned
        .map(|(class, words)| ((*class).to_string(), (*words).to_string()))
        .collect()
}

#[test]
fn a_country_is_shown_among_its_neighbours() {
    let site = desk(&article("\"iraq\"", ""));
    let map = map(&site, "/regions/iraq/").unwrap();
    assert_eq!(shapes(&map), pairs(&[("here", "Iraq")]));
    assert!(map.contains("role=\"img\""), "{map}");
    assert!(map.contains(">Map: Iraq</title>"), "{map}");
    assert!(
        map.contains(
            "On this map it borders Iran, Jordan, Kuwait, Saudi Arabia, Syria and Türkiye."
        ),
        "{map}"
    );
    assert!(map.contains(">Saudi Arabia</text>"), "{map}");
    assert!(!map.contains("<a "), "a picture has no links: {map}");
    assert!(map.len() < 8_000, "{} bytes", map.len());
}

#[test]
fn a_region_below_a_country_shows_the_country_and_says_so() {
    let site = desk(&article("\"anbar\"", ""));
    let map = map(&site, "/regions/anbar/").unwrap();
    assert_eq!(shapes(&map), pairs(&[("within", "Iraq")]));
    assert!(
        map.contains(">Map: Iraq, where Anbar lies</title>"),
        "{map}"
    );
    assert!(
        map.contains("<p><span data-derived=\"map\">Anbar lies in Iraq.</span></p>"),
        "{map}"
    );
    assert!(map.contains(">Anbar itself is not drawn.</desc>"), "{map}");
    assert!(
        !map.contains("borders"),
        "a part of a country has neighbours of its own: {map}"
    );
}

#[test]
fn a_region_above_shows_the_countries_in_it() {
    let site = desk(&article("\"iraq\", \"BH\"", ""));
    let gulf = map(&site, "/regions/gulf/").unwrap();
    assert_eq!(
        shapes(&gulf),
        pairs(&[("here", "Bahrain"), ("here", "Iraq")]),
        "those that the site puts in it"
    );
    assert!(
        gulf.contains(
            ">Marked: the countries and areas that this site files under The Gulf.</span></p>"
        ),
        "which may be fewer than lie there: {gulf}"
    );
    let western_asia = map(&site, "/regions/western-asia/").unwrap();
    assert_eq!(
        shapes(&western_asia).len(),
        18,
        "those of the built-in table, whether the site has them or not"
    );
    assert!(
        western_asia.contains("18 countries and areas are marked: Armenia, Azerbaijan,"),
        "{western_asia}"
    );
}

#[test]
fn a_country_too_small_to_see_is_marked_with_a_circle() {
    let site = desk(&article("\"bahrain\", \"united-states\"", ""));
    let bahrain = map(&site, "/regions/bahrain/").unwrap();
    assert!(bahrain.contains("<circle class=\"here\""), "{bahrain}");
    let index = map(&site, "/regions/").unwrap();
    assert_eq!(index.matches("<circle").count(), 1, "not the United States");
}

#[test]
fn the_index_shades_countries_and_lists_all_that_the_map_says() {
    let files = [
        (
            "content/articles/a.md",
            article("\"iraq\", \"somalia\"", ""),
        ),
        ("content/articles/b.md", article("\"iraq\"", "")),
        ("content/articles/c.md", article("\"iraq\", \"jordan\"", "")),
    ];
    let site = site(files.iter().map(|(path, text)| (*path, text.as_str())));
    let map = map(&site, "/regions/").unwrap();
    assert_eq!(
        shapes(&map),
        pairs(&[
            ("level-4", "Iraq: 3 articles"),
            ("level-2", "Jordan: 1 article"),
            ("level-2", "Somalia: 1 article"),
        ])
    );
    assert!(
        map.contains("<li class=\"level-2\">1 article</li>"),
        "{map}"
    );
    assert!(
        map.contains("<li class=\"level-4\">2 or more articles</li>"),
        "{map}"
    );
    let outside = site.page("/regions/").replace(&map, "");
    for link in map.split("href=\"").skip(1) {
        let href = link.split('"').next().unwrap();
        assert!(outside.contains(&format!("href=\"{href}\"")), "{href}");
    }
    assert!(site.words("/regions/").contains("Iraq 3 articles"));
    assert!(!site.page("/topics/").contains("class=\"map"));
}

#[test]
fn a_disputed_line_is_dashed_and_said_to_be() {
    let site = desk(&article("\"cyprus\", \"new-zealand\"", ""));
    let cyprus = map(&site, "/regions/cyprus/").unwrap();
    assert!(cyprus.contains("<path class=\"disputed\""), "{cyprus}");
    assert!(cyprus.contains("dashed where disputed"), "{cyprus}");
    let new_zealand = map(&site, "/regions/new-zealand/").unwrap();
    assert!(!new_zealand.contains("disputed"), "{new_zealand}");
    assert!(new_zealand.contains("takes no position"), "{new_zealand}");
}

#[test]
fn a_territory_without_a_code_has_its_own_map_where_the_site_has_it() {
    let text = article("\"somaliland\", \"somalia\", \"kosovo\"", "");
    let site = site([
        (
            "content/regions/somaliland.md",
            "+++\nname = \"Somaliland\"\n+++\n",
        ),
        ("content/articles/a.md", text.as_str()),
    ]);
    let of = |url: &str| shapes(&map(&site, url).unwrap());
    assert_eq!(of("/regions/somaliland/"), pairs(&[("here", "Somaliland")]));
    assert_eq!(of("/regions/somalia/"), pairs(&[("here", "Somalia")]));
    assert_eq!(of("/regions/kosovo/"), pairs(&[("here", "Kosovo")]));
}

#[test]
fn a_map_in_a_text_stands_above_its_list() {
    let body = "Text.\n\n```map\ntitle = \"Two\"\nregions = [\"iraq\", \"bahrain\"]\n```\n\n```map\nregions = [\"iraq\"]\n```\n";
    let site = desk(&article("\"iraq\"", body));
    let page = site.page("/articles/a/");
    let names: Vec<&str> = page
        .split("<title id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert_ne!(names[0], names[1], "ids are of one place each");
    assert!(page.contains(">Map: Iraq and Bahrain</title>"), "{page}");
    let after = page.split("</figcaption>\n</figure>").nth(1).unwrap();
    assert!(
        after.contains("regions/bahrain/index.html\">Bahrain</a></li>"),
        "{after}"
    );
}

#[test]
fn a_region_that_is_nowhere_has_no_map_and_no_complaint() {
    let text = article("\"harrowmere\"", "");
    let site = site([
        (
            "content/regions/harrowmere.md",
            "+++\nname = \"Harrowmere\"\n+++\n",
        ),
        ("content/articles/a.md", text.as_str()),
    ]);
    assert_eq!(site.complaints(), "");
    assert_eq!(map(&site, "/regions/harrowmere/"), None);
    assert_eq!(map(&site, "/regions/"), None);
}

#[test]
fn a_site_can_do_without_maps() {
    let text = article("\"iraq\"", "```map\nregions = [\"iraq\"]\n```\n");
    let site = site([
        (
            "dateline.toml",
            "title = \"Desk\"\n[output]\nmaps = false\n",
        ),
        ("content/articles/a.md", text.as_str()),
    ]);
    assert_eq!(site.complaints(), "");
    for url in ["/regions/iraq/", "/regions/", "/articles/a/"] {
        assert_eq!(map(&site, url), None, "{url}");
        assert!(site.words(url).contains("Iraq"), "{url}");
    }
}

#[test]
fn every_country_and_area_has_a_map_of_bounded_size_and_whole_numbers() {
    let ids: Vec<String> = dateline::content::world::names()
        .map(str::to_string)
        .collect();
    let regions: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
    let text = article(&regions.join(", "), "");
    let site = site([("content/articles/a.md", text.as_str())]);
    let mut without: Vec<&str> = Vec::new();
    for id in &ids {
        let Some(map) = map(&site, &format!("/regions/{id}/")) else {
            without.push(id);
            continue;
        };
        assert!(map.len() < 30_000, "{id}: {} bytes", map.len());
        for path in map.split(" d=\"").skip(1) {
            let path = path.split('"').next().unwrap();
            let known = |c: char| c.is_ascii_digit() || "Mlz- ".contains(c);
            assert!(
                path.starts_with('M') && path.chars().all(known),
                "{id}: {path}"
            );
        }
    }
    without.sort_unstable();
    assert_eq!(without, ["bouvet-island", "us-outlying-islands"]);
}
