//! What a feed tells of a scope: worked out once, and then written in each format.

use chrono::{DateTime, NaiveDate, Utc};

use super::body;
use super::changes;
use super::data;
use super::frame::absolute;
use super::items::terms::TERMS;
use super::lasting;
use super::pictures;
use super::plan::Scope;
use super::scope;
use super::site::{Here, Site, at_most};
use super::urls;
use crate::config::FeedText;
use crate::content::markdown;
use crate::content::moment::start_of_day;
use crate::content::term::TaxonomyKind;
use crate::newsroom::changes::{Change, Dated, released};
use crate::newsroom::ids::ArticleId;

/// A feed of articles. Nothing in it depends on when it was made: it changes when an article does.
pub struct FeedView {
    /// Its name: the scope's, with the site's.
    pub title: String,
    /// One sentence about the site; may be empty.
    pub description: String,
    /// Its language (BCP 47).
    pub language: String,
    /// What tells it from every other feed, whatever its address.
    pub id: String,
    /// The page it belongs to.
    pub home: String,
    /// Who publishes it.
    pub publisher: String,
    /// The publisher's own site.
    pub publisher_url: Option<String>,
    /// When one of its entries last changed; none where it has no entries.
    pub updated: Option<DateTime<Utc>>,
    /// The articles that its entries are of: what became public last comes first.
    pub articles: Vec<ArticleId>,
}

/// An entry of a feed.
pub struct FeedEntry {
    /// What tells it from every other entry, for good.
    pub id: String,
    /// Where it can be read.
    pub url: String,
    /// Its headline.
    pub title: String,
    /// Its language, if not the feed's.
    pub lang: Option<String>,
    /// What it says, in a sentence or two; may be empty.
    pub summary: String,
    /// Its text as HTML with whole addresses, where feeds carry that.
    pub html: Option<String>,
    /// The address of its picture.
    pub image: Option<String>,
    /// When it was published.
    pub published: DateTime<Utc>,
    /// When its substance last changed.
    pub updated: DateTime<Utc>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The names of its topics and regions.
    pub tags: Vec<String>,
}

/// The feed of a scope.
pub fn feed(site: Site<'_>, of: Scope) -> FeedView {
    let config = site.config;
    let articles = site.newsroom.articles_in(of);
    let articles = site.newsroom.by_release(articles.iter().copied());
    let articles = at_most(&articles, config.limits.feed);
    let home = scope::home(site.newsroom, of);
    FeedView {
        title: match scope::name(site, of) {
            Some(name) => format!("{name} · {}", config.title),
            None => config.title.clone(),
        },
        description: config.description.clone(),
        language: config.language.clone(),
        id: lasting::id(site, &home),
        home: absolute(base(site), &home),
        publisher: config.publisher_name().to_string(),
        publisher_url: config.publisher.url.clone(),
        updated: articles.iter().map(|id| changed(site, *id)).max(),
        articles: articles.to_vec(),
    }
}

/// The feed of what changed in a scope, with these changes.
pub fn changes_feed(site: Site<'_>, of: Scope, shown: &[Dated]) -> FeedView {
    let view = feed(site, of);
    let title = site.language.text("changes_page");
    let last = shown.first().map(|(day, _)| *day);
    FeedView {
        title: format!("{title} · {}", view.title),
        id: lasting::id(site, &scope::changes_feed_url(site.newsroom, of)),
        home: match of {
            Scope::Site => absolute(base(site), &urls::changes()),
            _ => view.home,
        },
        updated: last.map(|day| start_of_day(day, site.config.timezone)),
        articles: Vec::new(),
        ..view
    }
}

/// A change as an entry: what changed of what, where it is told, on the day on which it became public.
pub fn change(site: Site<'_>, day: NaiveDate, change: Change) -> FeedEntry {
    let root = urls::front();
    let here = Here::from_elsewhere(site, &root, base(site));
    let item = changes::item(&here, change);
    let (_, told) = data::place_of_change(site, change);
    let at = start_of_day(day, site.config.timezone);
    FeedEntry {
        id: lasting::change(site, day, change),
        url: told,
        title: format!("{}: {}", item.label, item.about.text),
        lang: None,
        summary: item.words.words,
        html: None,
        image: None,
        published: at,
        updated: at,
        authors: item
            .speakers
            .into_iter()
            .map(|speaker| speaker.name)
            .collect(),
        tags: Vec::new(),
    }
}

fn base<'a>(site: Site<'a>) -> &'a str {
    site.config.base_url.as_deref().unwrap_or("/")
}

/// An article as an entry, the same in every feed.
pub fn entry(site: Site<'_>, id: ArticleId) -> FeedEntry {
    let article = site.newsroom.article(id);
    let here = Here::from_elsewhere(site, &article.url, base(site));
    let name = |kind, id| site.newsroom.taxonomy(kind).term(id).name.clone();
    let tags = TaxonomyKind::ALL.into_iter().flat_map(|kind| {
        let terms = site.newsroom.terms_of(site.newsroom.entry(id), kind);
        at_most(terms, TERMS).iter().map(move |id| name(kind, *id))
    });
    FeedEntry {
        // An article that moved keeps the id of its first address, or readers would get it anew.
        id: lasting::id(site, &lasting::article(site, id)),
        url: absolute(base(site), &article.url),
        title: article.title.clone(),
        lang: article.lang.clone(),
        summary: article.summary.clone(),
        html: (site.config.output.feed_text == FeedText::Full).then(|| text(&here, id)),
        image: pictures::address(&here, article),
        published: released(article).instant,
        updated: changed(site, id),
        authors: article.authors.clone(),
        tags: tags.collect(),
    }
}

/// When an article's substance last changed, to the instant where one is known.
fn changed(site: Site<'_>, id: ArticleId) -> DateTime<Utc> {
    let made = site.newsroom.corrections(id);
    let corrected = made.map(|(_, correction)| start_of_day(correction.date, site.config.timezone));
    let article = site.newsroom.article(id);
    let updated = article.updated.map(|updated| updated.instant);
    let updated = updated.filter(|instant| *instant <= site.newsroom.as_of.gate);
    corrected
        .chain(updated)
        .fold(released(article).instant, DateTime::max)
}

/// An article's text with whole addresses, sanitised whatever its page may hold: it is shown within
/// another program.
fn text(here: &Here<'_>, id: ArticleId) -> String {
    let article = here.newsroom().article(id);
    let html = body::html(here, &article.body, article.lang.as_deref());
    markdown::for_elsewhere(&html, &here.href(&article.url))
}
