//! Pictures of articles in lists.

use std::io::Cursor;
use std::sync::Arc;

use crate::support::{CONFIG, assert_in_order, noon_of};
use dateline::content::source::{Asset, SourceTree};
use dateline::edition::{Edition, evaluate};
use dateline::path::{SourcePath, UrlPath};
use image::{DynamicImage, ImageFormat};

const DRAWING: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 480\"/>";

fn photo() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let blank = DynamicImage::new_rgb8(600, 400);
    blank.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn article(name: &str, day: u32, front_matter: &str) -> (String, String) {
    let path = format!("content/articles/2024/{name}/index.md");
    let text = format!(
        "+++\ntitle = \"The {name}\"\ndate = 2024-09-{day:02}\nsummary = \"About it.\"\nregions = [\"iraq\"]\nsources = [{{ id = \"mayor\", name = \"The mayor\", url = \"https://mayor.example/\" }}]\n{front_matter}+++\nText.\n"
    );
    (path, text)
}

/// A site of four articles, the latest first: a bridge with a photograph, a plan with a drawing, a
/// visit whose picture lies elsewhere, and a vote without any.
fn desk(output: &str) -> Edition {
    let articles = [
        article(
            "bridge",
            9,
            "[image]\nfile = \"b, 1.png\"\nalt = \"A bridge at night\"\ncredit = \"Jo Doe\"\n",
        ),
        article("plan", 8, "image = \"plan.svg\"\n"),
        article("visit", 7, "image = \"https://example.org/e.png\"\n"),
        article("vote", 6, ""),
    ];
    let config = format!("{}{output}", CONFIG.1);
    let texts = articles
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    let mut tree = SourceTree::from_texts(texts.chain([(CONFIG.0, config.as_str())]));
    for (path, bytes) in [
        ("bridge/b, 1.png", photo()),
        ("plan/plan.svg", DRAWING.into()),
    ] {
        let path = SourcePath::new(&format!("content/articles/2024/{path}"));
        tree.assets.insert(path, Asset::Memory(Arc::from(bytes)));
    }
    let evaluated = evaluate(&tree, &noon_of("2024-09-20"));
    assert_eq!(evaluated.diagnostics, []);
    evaluated.value
}

fn page(edition: &Edition, url: &str) -> String {
    let url = UrlPath::new(url);
    let rendered = edition.renderer().render(&url, &edition.plan.pages[&url]);
    assert_eq!(rendered.diagnostics, []);
    String::from_utf8(rendered.value.unwrap()).unwrap()
}

/// The part of a page that shows an article in a list.
fn item<'h>(html: &'h str, name: &str) -> &'h str {
    let mut items = html.split("<article class=\"article-item");
    let title = format!(">The {name}</a>");
    let item = items.find(|item| item.contains(&title)).unwrap();
    item.split("</article>").next().unwrap()
}

#[test]
fn a_list_shows_an_articles_picture_small_with_links_from_its_own_page() {
    let desk = desk("");
    for (url, way) in [
        ("/articles/", "2024/bridge/"),
        ("/articles/2024/", "bridge/"),
        ("/sources/mayor/", "../../articles/2024/bridge/"),
    ] {
        let html = page(&desk, url);
        assert_in_order(
            item(&html, "bridge"),
            &[
                &format!(
                    "srcset=\"{way}b%2C%201.png.480.webp 480w, {way}b%2C%201.png.600.webp 600w\" sizes=\"(min-width: 40rem) 11rem, 6rem\""
                ),
                "<img src=\"",
                "b,%201.png\" alt=\"\" width=\"600\" height=\"400\" loading=\"lazy\" decoding=\"async\">",
            ],
        );
        assert!(!item(&html, "bridge").contains("Jo Doe"));
    }
}

#[test]
fn the_front_page_shows_its_leading_articles_picture_large_and_at_once() {
    let html = page(&desk(""), "/");
    let leading = item(&html, "bridge");
    assert!(leading.contains("fetchpriority=\"high\""), "{leading}");
    assert!(leading.contains("42rem, 100vw"), "{leading}");
    assert!(!leading.contains("lazy"), "{leading}");
    let next = item(&html, "plan");
    assert!(
        next.contains("lazy") && !next.contains("fetchpriority"),
        "{next}"
    );
}

#[test]
fn a_drawing_is_shown_whole_and_as_it_is() {
    let html = page(&desk(""), "/articles/");
    assert_in_order(
        item(&html, "plan"),
        &[
            "<picture class=\"thumbnail drawn\">",
            "<img src=\"2024/plan/plan.svg\" alt=\"\" width=\"720\" height=\"480\" loading=\"lazy\"",
        ],
    );
    assert!(!item(&html, "plan").contains("<source"));
}

#[test]
fn no_list_asks_another_host_for_a_picture() {
    let desk = desk("");
    assert!(page(&desk, "/articles/2024/visit/").contains("https://example.org/e.png"));
    for url in ["/", "/articles/", "/sources/mayor/"] {
        assert!(!page(&desk, url).contains("example.org/e.png"), "{url}");
    }
}

#[test]
fn an_article_without_a_picture_leaves_no_room_for_one() {
    let html = page(&desk(""), "/articles/");
    let vote = item(&html, "vote");
    assert!(
        !vote.contains("pictured") && !vote.contains("<img"),
        "{vote}"
    );
}

#[test]
fn a_light_list_of_a_briefing_shows_no_pictures() {
    let html = page(&desk(""), "/regions/iraq/");
    assert!(html.contains(">The bridge</a>"), "{html}");
    assert!(!html.contains("<img"), "{html}");
}

#[test]
fn without_smaller_pictures_a_list_shows_the_picture_itself() {
    let html = page(&desk("[output]\nimages = false\n"), "/articles/");
    let bridge = item(&html, "bridge");
    assert!(
        bridge.contains("<img src=\"2024/bridge/b,%201.png\""),
        "{bridge}"
    );
    assert!(!bridge.contains("<source"), "{bridge}");
}
