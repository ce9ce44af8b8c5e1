//! The picture that other sites show of a link to a page: the page's own, or one that is drawn of
//! words.

use serde::Serialize;

use super::frame::{Frame, absolute};
use super::pictures::PictureView;
use super::plan::{File, Page};
use super::site::Here;
use super::urls;
use crate::config::Config;
use crate::content::article::Article;

/// How large a drawn picture is, in pixels: what sites that show it ask for.
pub const WIDTH: u32 = 1200;
/// See [`WIDTH`].
pub const HEIGHT: u32 = 630;

/// The picture that other sites show of a link to a page.
#[derive(Clone, Debug, Serialize)]
pub struct PreviewItem {
    /// Its whole address.
    pub address: String,
    /// Its width in pixels, where it is known.
    pub width: Option<u32>,
    /// Its height in pixels, where its width is known.
    pub height: Option<u32>,
    /// What can be seen in it.
    pub alt: String,
}

/// What a drawn picture says.
#[derive(Clone, Debug)]
pub struct SocialView {
    /// What the site is called.
    pub site: String,
    /// What the page is called.
    pub title: String,
    /// What comes first of it: a date, a number.
    pub highlight: Option<String>,
    /// What it says, in a sentence or two.
    pub words: String,
    /// Whether it is written from right to left.
    pub rtl: bool,
    /// The colour of the site, where its settings name one that can be drawn: `#0b4f6c`.
    pub accent: Option<String>,
}

/// The picture of a page: its own, or one that is drawn of it. A drawing (SVG) comes last: few sites
/// show one.
pub fn picture(here: &Here<'_>, own: Option<&PictureView>, frame: &Frame) -> Option<PreviewItem> {
    let whole = |picture: &PictureView| {
        Some(PreviewItem {
            address: picture.address.clone()?,
            width: picture.width,
            height: picture.height,
            alt: picture.alt.clone(),
        })
    };
    let photograph = own.filter(|picture| !picture.drawn).and_then(whole);
    let drawn = || drawn(here, frame);
    photograph.or_else(drawn).or_else(|| own.and_then(whole))
}

fn drawn(here: &Here<'_>, frame: &Frame) -> Option<PreviewItem> {
    let base = here.site.config.base_url.as_deref()?;
    let url = urls::social(here.url);
    let page = here.site.plan.page(&url)?;
    matches!(page, Page::File(File::Social(_))).then(|| PreviewItem {
        address: absolute(base, &url),
        width: Some(WIDTH),
        height: Some(HEIGHT),
        alt: frame.title.clone(),
    })
}

/// What an article is called, if a picture may be drawn of it: it has none, or a drawing that few
/// sites show.
pub fn title_of(article: &Article) -> Option<&str> {
    let image = article.image.as_ref();
    let shown = image.is_some_and(|image| !image.file.text.ends_with(".svg"));
    (!shown).then_some(&*article.title)
}

/// What the drawn picture of a page says.
pub fn view(config: &Config, frame: &Frame) -> SocialView {
    let accents = config.tokens.iter();
    let mut accents = accents.filter(|token| token.name == "accent-light");
    let plain = |value: &&str| {
        let digits = value.strip_prefix('#').unwrap_or("");
        [3, 6].contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_hexdigit())
    };
    let accent = accents.next_back().map(|token| &*token.value);
    SocialView {
        site: config.title.clone(),
        title: frame.title.clone(),
        highlight: frame.highlight.clone(),
        words: frame.description.clone(),
        rtl: frame.dir == "rtl",
        accent: accent.filter(plain).map(str::to_string),
    }
}

/// Whether there are letters for all of a text: Latin, Greek, Cyrillic and Arabic ones.
pub fn can_be_drawn(text: &str) -> bool {
    let known = |c: char| matches!(c, '\0'..='\u{52f}' | '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{1e00}'..='\u{218f}');
    text.chars().filter(|c| c.is_alphabetic()).all(known)
}
