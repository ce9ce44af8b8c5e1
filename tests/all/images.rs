//! Pictures: smaller ones for smaller screens, made once.

use std::collections::HashMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::support::{CONFIG, assert_in_order, site, today};
use assert_cmd::Command;
use dateline::content::source::{Asset, SourceTree};
use dateline::edition::{Edition, evaluate};
use dateline::path::{SourcePath, UrlPath};
use dateline::render::images::Cache;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use tempfile::TempDir;

const ARTICLE: &str = "content/articles/bridge/index.md";

/// A picture with a different colour in each place.
fn photo(width: u32, height: u32) -> DynamicImage {
    let colour = |x: u32, y: u32| Rgb([(x % 256) as u8, (y % 256) as u8, ((x * y) % 256) as u8]);
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, colour))
}

fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    file(&photo(width, height), ImageFormat::Jpeg)
}

/// A site of one article with these files beside it.
fn tree(config: &str, article: &str, files: &[(&str, &[u8])]) -> SourceTree {
    let text = format!("+++\ntitle = \"Bridge\"\ndate = 2024-09-09\n{article}");
    let config = format!("{}{config}", CONFIG.1);
    let mut tree = SourceTree::from_texts([(CONFIG.0, config.as_str()), (ARTICLE, text.as_str())]);
    for (name, bytes) in files {
        let path = SourcePath::new(&format!("content/articles/bridge/{name}"));
        tree.assets.insert(path, Asset::Memory(Arc::from(*bytes)));
    }
    tree
}

fn with(article: &str, files: &[(&str, &[u8])]) -> Edition {
    let evaluated = evaluate(&tree("", article, files), &today());
    assert!(
        evaluated.diagnostics.is_empty(),
        "{:?}",
        evaluated.diagnostics
    );
    evaluated.value
}

fn bytes(edition: &Edition, url: &str) -> Vec<u8> {
    let url = UrlPath::new(url);
    let page = edition
        .plan
        .pages
        .get(&url)
        .unwrap_or_else(|| panic!("no page {url}"));
    let rendered = edition.renderer().render(&url, page);
    assert!(
        rendered.diagnostics.is_empty(),
        "{:?}",
        rendered.diagnostics
    );
    rendered.value.unwrap()
}

fn html(edition: &Edition) -> String {
    String::from_utf8(bytes(edition, "/articles/bridge/")).unwrap()
}

/// The addresses of pictures that are made.
fn made(edition: &Edition) -> Vec<String> {
    let urls = edition.plan.pages.keys().map(|url| url.to_string());
    urls.filter(|url| url.ends_with(".webp")).collect()
}

#[test]
fn a_photo_comes_in_the_widths_below_its_own() {
    let edition = with("+++\n![A bridge](b.jpg)\n", &[("b.jpg", &jpeg(1000, 500))]);
    assert_eq!(
        made(&edition),
        [
            "/articles/bridge/b.jpg.1000.webp",
            "/articles/bridge/b.jpg.480.webp",
            "/articles/bridge/b.jpg.800.webp"
        ]
    );
    for (width, height) in [(480, 240), (800, 400), (1000, 500)] {
        let bytes = bytes(&edition, &format!("/articles/bridge/b.jpg.{width}.webp"));
        let image = image::load_from_memory_with_format(&bytes, ImageFormat::WebP).unwrap();
        assert_eq!((image.width(), image.height()), (width, height));
    }
    assert_in_order(
        &html(&edition),
        &[
            "<picture><source type=\"image/webp\" srcset=\"b.jpg.480.webp 480w, b.jpg.800.webp 800w, b.jpg.1000.webp 1000w\" sizes=\"",
            "<img src=\"b.jpg\" alt=\"A bridge\" width=\"1000\" height=\"500\" loading=\"lazy\" decoding=\"async\"></picture>",
        ],
    );
}

#[test]
fn the_lead_image_is_loaded_at_once_and_has_its_words() {
    let lead = "[image]\nfile = \"b.jpg\"\nalt = \"A bridge at night\"\ncaption = \"On Sunday.\"\ncredit = \"Jo Doe\"\n+++\n";
    let edition = with(lead, &[("b.jpg", &jpeg(600, 300))]);
    let html = html(&edition);
    assert_in_order(
        &html,
        &[
            "<meta property=\"og:image\" content=\"https://desk.example/articles/bridge/b.jpg\">",
            "srcset=\"b.jpg.480.webp 480w, b.jpg.600.webp 600w\"",
            "<img src=\"b.jpg\" alt=\"A bridge at night\" width=\"600\" height=\"300\" fetchpriority=\"high\">",
            "On Sunday.",
            "Jo Doe",
        ],
    );
    let lead = html.split("class=\"picture\"").nth(1).unwrap();
    assert!(!lead.split("</figure>").next().unwrap().contains("lazy"));
}

#[test]
fn small_animated_and_drawn_pictures_are_left_alone_and_have_their_size() {
    let small = jpeg(300, 200);
    let gif = b"GIF89a\x90\x01\xc8\x00\x00\x00\x00;".to_vec();
    let svg =
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 320\"><path d=\"\"/></svg>";
    let article = "+++\n![s](s.jpg) ![g](g.gif) ![d](d.svg) ![e](https://example.org/e.png)\n";
    let edition = with(
        article,
        &[("s.jpg", &small), ("g.gif", &gif), ("d.svg", svg)],
    );
    assert_eq!(made(&edition), Vec::<String>::new());
    assert_in_order(
        &html(&edition),
        &[
            "<img src=\"s.jpg\" alt=\"s\" width=\"300\" height=\"200\" loading",
            "<img src=\"g.gif\" alt=\"g\" width=\"400\" height=\"200\" loading",
            "<img src=\"d.svg\" alt=\"d\" width=\"800\" height=\"320\" loading",
            "<img src=\"https://example.org/e.png\" alt=\"e\" loading",
        ],
    );
    assert!(!html(&edition).contains("<picture><source"));
}

#[test]
fn nothing_is_made_where_the_site_says_so_and_sizes_stay() {
    let photo = jpeg(1000, 500);
    let tree = tree(
        "[output]\nimages = false\n",
        "+++\n![A](b.jpg)\n",
        &[("b.jpg", &photo)],
    );
    let edition = evaluate(&tree, &today()).value;
    assert_eq!(made(&edition), Vec::<String>::new());
    assert!(html(&edition).contains("<img src=\"b.jpg\" alt=\"A\" width=\"1000\" height=\"500\""));
}

#[test]
fn what_is_withheld_has_no_smaller_pictures() {
    let edition = with(
        "draft = true\n+++\n![A](b.jpg)\n",
        &[("b.jpg", &jpeg(1000, 500))],
    );
    assert_eq!(made(&edition), Vec::<String>::new());
}

#[test]
fn transparency_and_a_profile_of_colours_are_kept() {
    let clear = RgbaImage::from_fn(500, 100, |x, _| {
        Rgba([200, 30, 30, if x < 250 { 0 } else { 255 }])
    });
    let png = file(&DynamicImage::ImageRgba8(clear), ImageFormat::Png);
    let edition = with("+++\n![A](c.png)\n", &[("c.png", &png)]);
    let bytes = bytes(&edition, "/articles/bridge/c.png.480.webp");
    let image = image::load_from_memory_with_format(&bytes, ImageFormat::WebP)
        .unwrap()
        .into_rgba8();
    assert_eq!(image.get_pixel(10, 50)[3], 0);
    assert_eq!(image.get_pixel(470, 50)[3], 255);

    // A marker of a JPEG that holds a colour profile.
    let profile = b"a profile of wide colours";
    let mut marker = vec![0xff, 0xe2];
    marker.extend(u16::try_from(2 + 14 + profile.len()).unwrap().to_be_bytes());
    marker.extend(b"ICC_PROFILE\0\x01\x01");
    marker.extend(profile);
    let mut wide = jpeg(500, 100);
    wide.splice(2..2, marker);
    let edition = with("+++\n![A](w.jpg)\n", &[("w.jpg", &wide)]);
    let bytes = self::bytes(&edition, "/articles/bridge/w.jpg.480.webp");
    let mut decoder = image_decoder(&bytes);
    let kept = image::ImageDecoder::icc_profile(&mut decoder).unwrap();
    assert_eq!(kept.as_deref(), Some(profile.as_slice()));
    assert!(image::load_from_memory(&bytes).is_ok());
}

fn image_decoder(bytes: &[u8]) -> image::codecs::webp::WebPDecoder<Cursor<&[u8]>> {
    image::codecs::webp::WebPDecoder::new(Cursor::new(bytes)).unwrap()
}

#[test]
fn a_photo_taken_on_its_side_stands_upright() {
    // A marker that says: turn it a quarter clockwise (orientation 6).
    let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let mut marker = vec![0xff, 0xe1];
    marker.extend(u16::try_from(2 + exif.len()).unwrap().to_be_bytes());
    marker.extend(exif);
    let mut photo = jpeg(1000, 600);
    photo.splice(2..2, marker);
    let edition = with("+++\n![A](b.jpg)\n", &[("b.jpg", &photo)]);
    assert!(html(&edition).contains("width=\"600\" height=\"1000\""));
    let image =
        image::load_from_memory(&bytes(&edition, "/articles/bridge/b.jpg.480.webp")).unwrap();
    assert_eq!((image.width(), image.height()), (480, 800));
}

#[test]
fn a_broken_image_is_told_of_and_published_as_it_is() {
    let mut cut = jpeg(1000, 500);
    cut.truncate(300);
    let mut torn = file(&photo(600, 300), ImageFormat::Png);
    torn.truncate(torn.len() / 2);
    let tree = tree(
        "",
        "+++\n![A](cut.jpg) ![B](torn.png)\n",
        &[("cut.jpg", &cut), ("torn.png", &torn)],
    );
    let evaluated = evaluate(&tree, &today());
    let renderer = evaluated.value.renderer();
    let rendered = evaluated.value.plan.pages.iter();
    let rendered = rendered.flat_map(|(url, page)| renderer.render(url, page).diagnostics);
    let told: Vec<_> = evaluated
        .diagnostics
        .iter()
        .cloned()
        .chain(rendered)
        .collect();
    let files: Vec<&str> = told
        .iter()
        .map(|told| told.place.as_ref().unwrap().file.as_str())
        .collect();
    assert_eq!(
        files,
        [
            "content/articles/bridge/cut.jpg",
            "content/articles/bridge/torn.png"
        ]
    );
    assert!(told.iter().all(|told| told.code == "image/broken"));
    assert!(!dateline::diagnostic::has_errors(&told));
}

/// A cache in memory that counts what is put into it.
#[derive(Default)]
struct Kept(Arc<Mutex<HashMap<String, Vec<u8>>>>);

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
        assert!(before.is_none(), "{name} was made twice");
    }
}

#[test]
fn a_picture_is_made_once_whatever_it_is_called() {
    let photo = jpeg(1000, 500);
    let kept = Arc::default();
    for name in ["b.jpg", "c.jpg"] {
        let mut edition = with(&format!("+++\n![A]({name})\n"), &[(name, &photo)]);
        edition.cache = Box::new(Kept(Arc::clone(&kept)));
        for url in made(&edition) {
            bytes(&edition, &url);
        }
        assert_eq!(kept.lock().unwrap().len(), 3);
    }
}

#[test]
fn the_cache_lies_in_the_site_and_mends_itself() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    let put = |path: &str, bytes: &[u8]| {
        fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        fs::write(root.join(path), bytes).unwrap();
    };
    put("dateline.toml", b"title = \"Desk\"\n");
    put(
        ARTICLE,
        b"+++\ntitle = \"B\"\ndate = 2024-09-09\n+++\n![A](b.jpg)\n",
    );
    put("content/articles/bridge/b.jpg", &jpeg(600, 300));
    let build = || {
        let mut command = Command::cargo_bin("dateline").unwrap();
        command
            .args(["build", "--strict"])
            .current_dir(root)
            .assert()
            .success();
        fs::read(root.join("public/articles/bridge/b.jpg.480.webp")).unwrap()
    };
    let first = build();
    let cache = root.join(".dateline-cache");
    assert_eq!(fs::read_to_string(cache.join(".gitignore")).unwrap(), "*\n");
    let kept = pictures(&cache);
    assert_eq!(kept.len(), 2);
    // A disk that was full left half of it.
    fs::write(&kept[0], &first[..40]).unwrap();
    fs::remove_dir_all(root.join("public")).unwrap();
    assert_eq!(build(), first);
    assert!(fs::read(&kept[0]).unwrap().len() > 40);
    fs::remove_dir_all(&cache).unwrap();
    assert_eq!(build(), first);
}

fn pictures(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut found: Vec<_> = entries
        .filter(|path| path.extension().is_some_and(|end| end == "webp"))
        .collect();
    found.sort();
    found
}

#[test]
fn an_image_within_raw_html_of_an_author_keeps_its_smaller_ones() {
    let edition = with(
        "+++\n![A](b.jpg)\n\n<p onclick=\"x()\">raw</p>\n",
        &[("b.jpg", &jpeg(600, 300))],
    );
    let html = html(&edition);
    assert!(
        html.contains("srcset=\"b.jpg.480.webp 480w, b.jpg.600.webp 600w\""),
        "{html}"
    );
    assert!(html.contains("loading=\"lazy\"") && !html.contains("onclick"));
}

#[test]
fn words_of_an_image_cannot_leave_their_place() {
    let site = site([(
        "content/articles/x.md",
        "+++\ntitle = \"X\"\ndate = 2024-09-09\n+++\n![\"><script>*a* `b`](https://e.example/x.png '\"><b>')\n",
    )]);
    let html = site.page("/articles/x/");
    assert!(
        html.contains("alt=\"“&gt;&lt;script&gt;a b\" title=\"&quot;&gt;&lt;b&gt;\""),
        "{html}"
    );
    assert!(!html.contains("<script>*") && !html.contains("\"><b>"));
}

#[test]
fn a_small_file_that_claims_billions_of_pixels_is_told_of_and_published_as_it_is() {
    const BOMB: [u8; 69] = [
        0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44,
        0x52, 0x00, 0x00, 0xff, 0xff, 0x00, 0x00, 0xff, 0xff, 0x08, 0x06, 0x00, 0x00, 0x00, 0xb6,
        0x05, 0xd9, 0x50, 0x00, 0x00, 0x00, 0x0c, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x60,
        0xa0, 0x3d, 0x00, 0x00, 0x00, 0x64, 0x00, 0x01, 0x86, 0x64, 0x3c, 0x35, 0x00, 0x00, 0x00,
        0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
    ];
    let files: [(&str, &[u8]); 2] = [("bomb.png", &BOMB), ("b.jpg", &jpeg(600, 300))];
    let tree = tree("", "+++\n![x](bomb.png) ![y](b.jpg)\n", &files);
    let evaluated = evaluate(&tree, &today());
    let told: Vec<(&str, String)> = evaluated
        .diagnostics
        .iter()
        .map(|told| (told.code, told.place.as_ref().unwrap().file.to_string()))
        .collect();
    let file = "content/articles/bridge/bomb.png".to_string();
    assert_eq!(told, [("image/too-large", file)]);
    let edition = evaluated.value;
    assert_eq!(
        made(&edition),
        [
            "/articles/bridge/b.jpg.480.webp",
            "/articles/bridge/b.jpg.600.webp"
        ]
    );
    assert!(html(&edition).contains("<img src=\"bomb.png\" alt=\"x\" width=\"65535\""));
}
