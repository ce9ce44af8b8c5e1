//! Pictures on a page: their size, and where the smaller ones of them are.

use serde::Serialize;

use super::frame::absolute;
use super::links::BodyLinks;
use super::plan::{File, Page};
use super::site::Here;
use super::urls;
use crate::content::address;
use crate::content::article::{Article, LeadImage};
use crate::content::citation::{Scheme, scheme};
use crate::content::markdown::{Links, Resolved, Shape};
use crate::path::SourcePath;

/// How wide the built-in theme shows a picture: as a column of text, or as the screen.
const SIZES: &str = "(min-width: 44rem) 42rem, 100vw";

/// A picture as templates show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PictureView {
    /// Where it is.
    pub src: String,
    /// Its whole address; none for a picture of the site without `base_url`.
    pub address: Option<String>,
    /// Its width in pixels; none where it is not known, as of a picture from elsewhere.
    pub width: Option<u32>,
    /// Its height in pixels, where its width is known.
    pub height: Option<u32>,
    /// The same picture in WebP, in several widths, as `srcset` has it; none where none are made.
    pub srcset: Option<String>,
    /// How wide the built-in theme shows it, as `sizes` has it.
    pub sizes: &'static str,
    /// What can be seen in it, for those who cannot see it; may be empty.
    pub alt: String,
    /// What stands below it.
    pub caption: Option<String>,
    /// Whose it is.
    pub credit: Option<String>,
    /// Whether it is a drawing (SVG): it is shown whole, since words may stand at its edges.
    pub drawn: bool,
}

/// What is known of a picture of the content, seen from this page.
pub fn shape(here: &Here<'_>, path: &SourcePath) -> Option<Shape> {
    let picture = here.site.content.with(path).pictures.get(path)?;
    let plan = here.site.plan;
    let made = picture.widths().into_iter().filter_map(|width| {
        let url = urls::image(path, width);
        let page = plan.page(&url)?;
        let is_ours = matches!(page, Page::File(File::Image(of, _)) if of == path);
        is_ours.then(|| format!("{} {width}w", candidate(&here.href(&url))))
    });
    let made: Vec<String> = made.collect();
    Some(Shape {
        width: picture.width,
        height: picture.height,
        srcset: (!made.is_empty()).then(|| made.join(", ")),
        sizes: SIZES,
    })
}

/// An address within a list whose parts are told by commas and spaces.
fn candidate(href: &str) -> String {
    href.replace(' ', "%20").replace(',', "%2C")
}

/// An article's picture, which is at `src`.
pub fn view(here: &Here<'_>, links: &BodyLinks<'_>, image: &LeadImage, src: String) -> PictureView {
    let path = links.asset(&image.file.text);
    let shape = path.and_then(|path| shape(here, path));
    let base = here.site.config.base_url.as_ref();
    let whole = path.zip(base);
    PictureView {
        address: match whole {
            Some((path, base)) => Some(absolute(base, &address::asset(path))),
            None => (scheme(&src) != Scheme::None).then(|| src.clone()),
        },
        src,
        width: shape.as_ref().map(|shape| shape.width),
        height: shape.as_ref().map(|shape| shape.height),
        srcset: shape.and_then(|shape| shape.srcset),
        sizes: SIZES,
        alt: image.alt.clone(),
        caption: image.caption.clone(),
        credit: image.credit.clone(),
        drawn: path.is_some_and(is_drawing),
    }
}

/// The whole address of an article's picture, where it has one and that can be told.
pub fn address(here: &Here<'_>, article: &Article) -> Option<String> {
    let image = article.image.as_ref()?;
    let links = BodyLinks {
        here: *here,
        body: &article.body,
    };
    match links.resolve(&image.file.text) {
        Resolved::To(src) => view(here, &links, image, src).address,
        Resolved::Nowhere | Resolved::Wrong(_) => None,
    }
}

fn is_drawing(path: &SourcePath) -> bool {
    path.extension() == "svg"
}

/// An article's picture for lists: one of the site's own, of a known size. A picture from elsewhere
/// stands in its article alone, so that no list asks another host for it.
pub fn listed(here: &Here<'_>, article: &Article) -> Option<PictureView> {
    let image = article.image.as_ref()?;
    let mut at_home = *here;
    at_home.url = &article.url;
    let links = BodyLinks {
        here: at_home,
        body: &article.body,
    };
    let path = links.asset(&image.file.text)?;
    let src = here.href(&address::asset(path));
    let view = view(here, &links, image, src);
    view.width.is_some().then_some(view)
}
