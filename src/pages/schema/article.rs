//! What search engines and reading tools learn of an article: schema.org's `NewsArticle`.

use serde_json::{Map, Value as Json, json};

use super::frame::absolute;
use super::kinds::ArticleView;
use super::legal;
use super::site::{DateView, Here};
use crate::content::article::Kind;
use crate::newsroom::ids::ArticleId;

/// The article as JSON-LD, ready to stand in a `script` element.
pub fn json_ld(here: &Here<'_>, id: ArticleId, view: &ArticleView) -> String {
    let config = here.site.config;
    let article = here.newsroom().article(id);
    let lang = article.lang.as_ref().unwrap_or(&config.language);
    let address = config
        .base_url
        .as_ref()
        .map(|base| absolute(base, here.url));
    let published = view.instant.clone().or_else(|| day(&view.date));
    let mut publisher = Map::new();
    publisher.insert("@type".to_string(), json!("Organization"));
    publisher.insert("name".to_string(), json!(config.publisher_name()));
    put(&mut publisher, "url", config.publisher.url.as_ref());
    let mut found = Map::new();
    found.insert("@context".to_string(), json!("https://schema.org"));
    found.insert("@type".to_string(), kind(view.kind));
    found.insert("headline".to_string(), json!(view.title));
    put(&mut found, "description", some(&view.summary));
    put(&mut found, "url", address.as_ref());
    put(&mut found, "mainEntityOfPage", address.as_ref());
    let image = view.image.as_ref().and_then(|image| image.address.as_ref());
    put(&mut found, "image", image);
    put(&mut found, "datePublished", published.as_ref());
    put(
        &mut found,
        "dateModified",
        view.updated.as_ref().and_then(day).as_ref(),
    );
    put(&mut found, "dateline", view.dateline.as_ref());
    found.insert("inLanguage".to_string(), json!(lang));
    found.insert("publisher".to_string(), Json::Object(publisher));
    list(
        &mut found,
        "author",
        view.authors
            .iter()
            .map(|name| json!({"@type": "Person", "name": name})),
    );
    let terms = view.topics.iter().chain(&view.regions);
    list(&mut found, "keywords", terms.map(|term| json!(term.text)));
    list(
        &mut found,
        "citation",
        view.sources.iter().map(|source| {
            let mut work = Map::new();
            work.insert("@type".to_string(), json!("CreativeWork"));
            work.insert("name".to_string(), json!(source.name));
            put(&mut work, "url", source.url.as_ref());
            Json::Object(work)
        }),
    );
    list(&mut found, "correction", view.corrections.iter().map(|made| {
        json!({"@type": "CorrectionComment", "text": made.text, "datePublished": day(&made.date)})
    }));
    // Nothing in the data may close the element it stands in.
    let legal = legal::json(Json::Object(found));
    legal.to_string().replace('<', "\\u003c")
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

fn some(text: &String) -> Option<&String> {
    (!text.is_empty()).then_some(text)
}

fn put(into: &mut Map<String, Json>, key: &str, value: Option<&String>) {
    if let Some(value) = value {
        into.insert(key.to_string(), json!(value));
    }
}

fn list(into: &mut Map<String, Json>, key: &str, values: impl Iterator<Item = Json>) {
    let values: Vec<Json> = values.collect();
    if !values.is_empty() {
        into.insert(key.to_string(), Json::Array(values));
    }
}
