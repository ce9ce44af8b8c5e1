//! An article in a list.

use serde::Serialize;

use super::terms::{self, TERMS};
use crate::content::article::Kind;
use crate::content::claim::Importance;
use crate::language::Direction;
use crate::newsroom::ids::ArticleId;
use crate::pages::pictures::{self, PictureView};
use crate::pages::site::{DateView, Here, Link, at_most};

/// An article as lists show it.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleItem {
    /// Where it is.
    pub href: String,
    /// Its headline.
    pub title: String,
    /// What it says, in a sentence or two.
    pub summary: String,
    /// When it was published.
    pub date: DateView,
    /// When its substance last changed, if since.
    pub updated: Option<DateView>,
    /// Which kind of text it is.
    pub kind: Kind,
    /// How much it matters.
    pub importance: Importance,
    /// The picture that stands for it, if the site has the picture itself.
    pub image: Option<PictureView>,
    /// Its topics.
    pub topics: Vec<Link>,
    /// Its regions.
    pub regions: Vec<Link>,
    /// Its language, if the words around it are of another.
    pub lang: Option<String>,
    /// `rtl` or `ltr`, where it has a language of its own.
    pub dir: Option<&'static str>,
}

/// An article for a list on this page.
pub fn item(here: &Here<'_>, id: ArticleId) -> ArticleItem {
    let entry = here.newsroom().entry(id);
    let article = &entry.article;
    let lang = article.lang.as_deref();
    let lang = lang.unwrap_or(&here.site.config.language);
    let lang = Some(lang).filter(|lang| *lang != here.language().code);
    ArticleItem {
        href: here.href(&article.url),
        title: article.title.clone(),
        summary: article.summary.clone(),
        date: here.on(article.date.day),
        updated: here.newsroom().updated(id).map(|day| here.on(day)),
        kind: article.kind,
        importance: article.importance,
        image: pictures::listed(here, article),
        topics: terms::links(
            here,
            crate::content::term::TaxonomyKind::Topics,
            at_most(&entry.topics, TERMS),
        ),
        regions: terms::links(
            here,
            crate::content::term::TaxonomyKind::Regions,
            at_most(&entry.regions, TERMS),
        ),
        dir: lang.map(|lang| Direction::of(lang).as_str()),
        lang: lang.map(str::to_string),
    }
}

/// What kind of text an article is, in a word.
pub fn kind(here: &Here<'_>, kind: Kind) -> String {
    let mut known = Kind::ALL.iter().filter(|(_, one)| *one == kind);
    let word = known.next().map_or("", |(word, _)| word);
    here.language().text(&format!("kind_{word}"))
}

/// A link to an article.
pub fn link(here: &Here<'_>, id: ArticleId) -> Link {
    let article = here.newsroom().article(id);
    here.link(&article.url, article.title.clone())
}
