//! What other sites show of a link: words, and a picture, the page's own or one drawn of words.

use std::collections::BTreeMap;
use std::sync::Mutex;

use dateline::path::UrlPath;
use dateline::render::images::Cache;

use crate::support::{Site, site};

const PIXEL: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"2\"/>";

const BRIDGE: (&str, &str) = (
    "content/articles/bridge.md",
    r#"+++
title = "The bridge opens late"
date = 2025-05-01
summary = "It was to open in June."
topics = ["bridge"]
regions = ["iraq"]

[[events]]
id = "opens"
title = "The bridge opens"
date = 2026-06-01
status = "announced"
by = "Ministry"

[[figures]]
series = "cost"
label = "Cost of the bridge"
value = 12
+++
"#,
);

const PHOTO: (&str, &str) = (
    "content/articles/photo.md",
    "+++\ntitle = \"A photo\"\ndate = 2025-05-01\nlang = \"en-GB\"\nimage = { file = \"https://pictures.example/a.jpg\", alt = \"A bridge\" }\n+++\n",
);

const DRAWING: (&str, &str) = (
    "content/articles/drawing.md",
    "+++\ntitle = \"A drawing\"\ndate = 2025-05-01\nimage = { file = \"a.svg\", alt = \"A plan\" }\n+++\n",
);

const CHINESE: (&str, &str) = (
    "content/articles/chinese.md",
    "+++\ntitle = \"桥\"\ndate = 2025-05-01\n+++\n",
);

fn desk(settings: &str) -> Site {
    let settings = format!("title = \"Desk\"\nbase_url = \"https://desk.example\"\n{settings}\n");
    site([
        BRIDGE,
        PHOTO,
        DRAWING,
        CHINESE,
        ("content/articles/a.svg", PIXEL),
        ("dateline.toml", &settings),
    ])
}

const DRAWN: &str = "[output]\nsocial_images = true";

/// What a page says in its head under a name.
fn meta(site: &Site, url: &str, name: &str) -> Option<String> {
    let page = site.page(url);
    let begins = format!("=\"{name}\" content=\"");
    let value = page.split_once(&begins)?.1;
    Some(value.split('"').next().unwrap().to_string())
}

fn picture(site: &Site, url: &str) -> Vec<u8> {
    let url = UrlPath::new(url);
    let page = &site.edition.plan.pages[&url];
    site.edition.renderer().render(&url, page).value.unwrap()
}

#[test]
fn a_link_has_words_whether_or_not_pictures_are_drawn() {
    for settings in ["", DRAWN] {
        let site = desk(settings);
        let url = "/articles/bridge/";
        let says = |name: &str| meta(&site, url, name).unwrap();
        assert_eq!(says("og:title"), "The bridge opens late");
        assert_eq!(says("og:description"), "It was to open in June.");
        assert_eq!(says("og:type"), "article");
        assert_eq!(says("og:url"), "https://desk.example/articles/bridge/");
        assert_eq!(says("og:site_name"), "Desk");
        assert_eq!(meta(&site, url, "og:locale"), None);
        assert_eq!(
            meta(&site, "/articles/photo/", "og:locale").as_deref(),
            Some("en_GB")
        );
    }
}

#[test]
fn pictures_are_drawn_where_a_page_has_none_of_its_own() {
    let site = desk(DRAWN);
    for page in [
        "/articles/bridge/",
        "/events/opens/",
        "/figures/cost/",
        "/topics/bridge/",
        "/regions/iraq/",
        "/articles/drawing/",
    ] {
        let address = format!("https://desk.example{page}social.png");
        assert_eq!(meta(&site, page, "og:image"), Some(address), "{page}");
        let card = meta(&site, page, "twitter:card");
        assert_eq!(card.as_deref(), Some("summary_large_image"));
        let png = picture(&site, &format!("{page}social.png"));
        let size = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert!(png.starts_with(b"\x89PNG"));
        assert_eq!((size(16), size(20)), (1200, 630));
    }
}

#[test]
fn a_page_with_a_photo_shows_that_and_a_text_without_letters_for_it_none() {
    for settings in ["", DRAWN] {
        let site = desk(settings);
        let photo = meta(&site, "/articles/photo/", "og:image");
        assert_eq!(photo.as_deref(), Some("https://pictures.example/a.jpg"));
        let alt = meta(&site, "/articles/photo/", "og:image:alt");
        assert_eq!(alt.as_deref(), Some("A bridge"));
        assert_eq!(meta(&site, "/articles/chinese/", "og:image"), None);
        assert!(!site.has_page("/articles/photo/social.png"));
    }
    let plain = desk("");
    assert_eq!(meta(&plain, "/articles/bridge/", "og:image"), None);
    assert!(!plain.has_page("/articles/bridge/social.png"));
}

#[derive(Default)]
struct Kept(Mutex<BTreeMap<String, Vec<u8>>>);

impl Cache for Kept {
    fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.0.lock().unwrap().get(name).cloned()
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        let before = self
            .0
            .lock()
            .unwrap()
            .insert(name.to_string(), bytes.to_vec());
        assert_eq!(before, None, "{name} is drawn twice");
    }
}

#[test]
fn a_picture_is_the_same_each_time_and_drawn_once() {
    let (one, mut other) = (desk(DRAWN), desk(DRAWN));
    other.edition.cache = Box::new(Kept::default());
    let url = "/events/opens/social.png";
    let first = picture(&one, url);
    assert_eq!(first, picture(&other, url));
    assert_eq!(first, picture(&other, url));
    let moved = BRIDGE.1.replace("2026-06-01", "2026-07-01");
    let settings = format!("title = \"Desk\"\nbase_url = \"https://desk.example\"\n{DRAWN}\n");
    let moved = site([(BRIDGE.0, moved.as_str()), ("dateline.toml", &settings)]);
    assert_ne!(first, picture(&moved, url));
}
