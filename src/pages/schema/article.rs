//! An article: schema.org's `NewsArticle`.

use serde_json::{Value as Json, json};

use super::{Thing, publisher};
use crate::content::article::Kind;
use crate::newsroom::ids::ArticleId;
use crate::pages::frame::Frame;
use crate::pages::kinds::ArticleView;
use crate::pages::site::{DateView, Here};

/// An article with its sources and its corrections.
pub fn article(here: &Here<'_>, id: ArticleId, view: &ArticleView, frame: &Frame) -> Thing {
    let article = here.newsroom().article(id);
    let lang = article.lang.as_ref().unwrap_or(&here.site.config.language);
    let image = view.image.as_ref().and_then(|image| image.address.clone());
    let person = |name: &String| Thing::of("Person").with("name", &**name);
    let terms = view.topics.iter().chain(&view.regions);
    let source = |source: &crate::pages::items::SourceItem| {
        let work = Thing::of("CreativeWork").with("name", &*source.name);
        work.with("url", source.url.clone())
    };
    let corrections = view.corrections.iter().map(|made| {
        let correction = Thing::of("CorrectionComment").with("text", &*made.text);
        correction.with("datePublished", day(&made.date))
    });
    Thing::of(kind(view.kind))
        .with("headline", &*view.title)
        .with("description", &*view.summary)
        .with("url", frame.canonical.clone())
        .with("mainEntityOfPage", frame.canonical.clone())
        .with("image", image)
        .with("datePublished", &*view.published)
        .with("dateModified", view.modified.clone())
        .with("dateline", view.dateline.clone())
        .with("inLanguage", &**lang)
        .with("publisher", publisher(here))
        .with(
            "author",
            view.authors.iter().map(person).collect::<Vec<_>>(),
        )
        .with(
            "keywords",
            terms.map(|term| &*term.text).collect::<Vec<_>>(),
        )
        .with(
            "citation",
            view.sources.iter().map(source).collect::<Vec<_>>(),
        )
        .with("correction", corrections.collect::<Vec<_>>())
}

fn kind(kind: Kind) -> Json {
    match kind {
        Kind::News => json!("NewsArticle"),
        Kind::Analysis => json!(["NewsArticle", "AnalysisNewsArticle"]),
        Kind::Background | Kind::Explainer => json!(["NewsArticle", "BackgroundNewsArticle"]),
        Kind::Opinion => json!(["NewsArticle", "OpinionNewsArticle"]),
    }
}

fn day(date: &DateView) -> Option<String> {
    date.datetime.clone()
}
