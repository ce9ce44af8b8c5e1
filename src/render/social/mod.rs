//! The pictures that other sites show of links, drawn of words (PNG).
//!
//! They are set as SVG and drawn with fonts of our own, so that they are the same on every machine
//! whatever it has installed. What a [`Cache`] keeps is not drawn again.

mod fonts;
mod layout;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use sha2::{Digest, Sha256};

use super::images::Cache;
use crate::pages::social::{HEIGHT, SocialView, WIDTH};

/// Part of what a kept picture is called; to be changed whenever the same words would come out
/// otherwise.
const RECIPE: &str = "social1";

/// The picture of some words; none where it cannot be drawn.
pub fn draw(view: &SocialView, cache: &dyn Cache) -> Option<Vec<u8>> {
    let svg = layout::svg(view);
    let digest = Sha256::digest(&svg);
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let name = format!("{digest}-{RECIPE}.png");
    cache.get(&name).or_else(|| {
        let png = png(&svg)?;
        cache.keep(&name, &png);
        Some(png)
    })
}

fn png(svg: &str) -> Option<Vec<u8>> {
    let options = Options {
        fontdb: fonts::database(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).ok()?;
    let mut picture = Pixmap::new(WIDTH, HEIGHT)?;
    resvg::render(&tree, Transform::identity(), &mut picture.as_mut());
    picture.encode_png().ok()
}
