//! An article: what it says of itself, and the facts it states.

use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::Serialize;
use serde_json::Value as Json;

use super::address::{self, Tongue};
use super::allowed::{self, Allowed};
use super::citation::{self, Listed};
use super::claim::{Claim, Importance};
use super::document::{Body, Document};
use super::in_text::{self, Leaning};
use super::moment::Moment;
use super::observation::Observation;
use super::order;
use super::reading::{self, TermRef};
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, Place};
use crate::language;
use crate::path::{SourcePath, UrlPath};
use crate::reads::{self, Node, Noted};
use crate::value::{self, Fields, Value};

/// An article as its author wrote it.
#[derive(Clone, Debug)]
pub struct Article {
    /// The file it stands in.
    pub path: SourcePath,
    /// Where it is published.
    pub url: UrlPath,
    /// Where it would be, if no other file wanted to be there.
    pub wanted: UrlPath,
    /// Whether its front matter names its whole address, as another generator's can.
    pub own_url: bool,
    /// Its headline.
    pub title: String,
    /// When it is published.
    pub date: Moment,
    /// When its substance last changed.
    pub updated: Option<Moment>,
    /// What it says, in a sentence or two.
    pub summary: String,
    /// Which kind of text it is.
    pub kind: Kind,
    /// How much it matters.
    pub importance: Importance,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its language, if not the site's.
    pub lang: Option<String>,
    /// What it has in common with itself in other languages.
    pub version_of: String,
    /// The picture that stands for it.
    pub image: Option<LeadImage>,
    /// The place reported from.
    pub dateline: Option<String>,
    /// Former addresses, which redirect.
    pub aliases: Vec<TermRef>,
    /// Its topics, primary first; where it says nothing of them, those of its versions in other
    /// languages hold.
    pub topics: Option<Vec<TermRef>>,
    /// Its regions, likewise.
    pub regions: Option<Vec<TermRef>>,
    /// Not to be published yet.
    pub draft: bool,
    /// Nobody knows whether it is to be published: an error leaves it open.
    pub unclear: bool,
    /// Not to be published before.
    pub embargo: Option<Moment>,
    /// Not to be published from then on.
    pub expires: Option<Moment>,
    /// What it draws on.
    pub sources: Vec<Listed>,
    /// What it says of events.
    pub claims: Vec<Arc<Claim>>,
    /// What it says of figures.
    pub observations: Vec<Arc<Observation>>,
    /// Dates of its text that were read beside its own.
    pub leaning: Vec<Leaning>,
    /// What was wrong in it, and is mended.
    pub corrections: Vec<Correction>,
    /// The lints it allows.
    pub allowed: Vec<Allowed>,
    /// Anything a theme wants to know.
    pub extra: Json,
    /// Its Markdown.
    pub body: Noted<Body>,
    /// Where its title stands.
    pub place: Place,
    /// Where its date stands.
    pub date_place: Place,
}

/// Which kind of text an article is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// What happened.
    #[default]
    News,
    /// What it means.
    Analysis,
    /// What went before.
    Background,
    /// How something works.
    Explainer,
    /// What somebody thinks of it.
    Opinion,
}

impl Kind {
    /// Every kind with the word authors write.
    pub const ALL: [(&'static str, Kind); 5] = [
        ("news", Kind::News),
        ("analysis", Kind::Analysis),
        ("background", Kind::Background),
        ("explainer", Kind::Explainer),
        ("opinion", Kind::Opinion),
    ];
}

/// The picture that stands for an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadImage {
    /// A file beside the article, or an address.
    pub file: TermRef,
    /// What can be seen in it; empty where it says nothing that the text does not.
    pub alt: String,
    /// What stands below it.
    pub caption: Option<String>,
    /// Whose it is.
    pub credit: Option<String>,
}

/// Something that was wrong in an article, and what it says now.
#[derive(Clone, Debug)]
pub struct Correction {
    /// When it was mended.
    pub date: NaiveDate,
    /// What to tell the reader.
    pub text: String,
    /// What it said.
    pub was: Option<String>,
    /// What it says.
    pub now: Option<String>,
}

/// Reads an article; `None` if it lacks what an article cannot be without.
pub fn read(path: &SourcePath, document: Document, config: &Config) -> Checked<Option<Article>> {
    if !document.sound {
        return Checked::clean(None);
    }
    let sink = value::Sink::default();
    let fields = Fields::new(&document.front_matter, path, &sink, document.body.dates());
    let article = read_fields(&fields, path, &document.body, config);
    Checked::new(article, sink.into_inner())
}

fn read_fields(
    fields: &Fields<'_>,
    path: &SourcePath,
    body: &Body,
    config: &Config,
) -> Option<Article> {
    let zone = config.timezone;
    if fields.table.entries.is_empty() && address::date_prefix(path).is_none() {
        fields.report(body.without_front_matter());
        return None;
    }
    let title = fields.required_text(
        "title",
        "article/no-title",
        "give it a headline: title = \"…\"",
    );
    let date = date(fields, path, config);
    // Facts are read even where the date is wrong, so that one run reports everything.
    let published = date.unwrap_or(Moment::day(NaiveDate::MIN, Tz::UTC));
    let stated = in_text::of_article(fields, body, published, zone);
    let zola = fields.table("taxonomies");
    let release = reading::when_public(fields, path, zone);
    let lang = language::written(fields, "lang");
    let tongue = Tongue {
        lang: lang.as_deref(),
        site: &config.language,
    };
    let wanted = address::article(path, fields.text("slug").as_deref(), tongue);
    let article = Article {
        path: path.clone(),
        url: wanted.clone(),
        wanted,
        own_url: false,
        title: title.clone().unwrap_or_default(),
        date: published,
        updated: either(fields, "updated", "lastmod", zone),
        summary: fields
            .text("summary")
            .or_else(|| fields.text("description"))
            .unwrap_or_default(),
        kind: fields
            .choice("kind", &Kind::ALL, "article/kind")
            .unwrap_or_default(),
        importance: fields
            .choice("importance", &Importance::ALL, "article/importance")
            .unwrap_or_default(),
        authors: authors(fields),
        version_of: reading::version_of(fields, path, tongue),
        lang: lang.clone(),
        image: image(fields),
        dateline: fields.text("dateline"),
        aliases: reading::references(fields, "aliases"),
        topics: terms(fields, zola.as_ref(), &config.taxonomies.topics),
        regions: terms(fields, zola.as_ref(), &config.taxonomies.regions),
        draft: release.draft,
        unclear: release.unclear,
        embargo: release.embargo,
        expires: release.expires,
        sources: citation::listed(fields),
        claims: shared(stated.claims, |claim| claim.attribution.reported, published),
        observations: shared(
            stated.observations,
            |figure| figure.attribution.reported,
            published,
        ),
        leaning: stated.leaning,
        corrections: corrections(fields),
        allowed: allowed::read(fields),
        extra: fields.node("extra").map_or(Json::Null, value::json),
        body: Noted::new(Node::File(reads::hash(path.as_str())), body.clone()),
        place: fields.place_of("title"),
        date_place: fields.place_of("date"),
    };
    unmapped(fields, zola.as_ref());
    fields.finish();
    order::check(fields, &article);
    (title.is_some() && date.is_some()).then_some(article)
}

/// The facts, each to be shared. To collect them in place would keep all the memory that they took in a row.
/// What was said after the article's own date stands last, so that it takes the place of nothing on the day on
/// which it becomes public.
fn shared<T>(mut facts: Vec<T>, reported: impl Fn(&T) -> Moment, published: Moment) -> Vec<Arc<T>> {
    let later = |said: &Moment| said.instant > published.instant;
    facts.sort_by_key(|fact| Some(reported(fact)).filter(later).map(|said| said.instant));
    let mut all = Vec::with_capacity(facts.len());
    all.extend(facts.into_iter().map(Arc::new));
    all
}

/// The key `image`: a file, or a table that also says what can be seen in it.
fn image(fields: &Fields<'_>) -> Option<LeadImage> {
    let entry = fields.table.get("image")?;
    let Value::Table(_) = entry.node.value else {
        return Some(LeadImage {
            file: reading::reference(fields, "image")?,
            alt: String::new(),
            caption: None,
            credit: None,
        });
    };
    let table = fields.table("image")?;
    let image = LeadImage {
        file: TermRef {
            text: table.required_text(
                "file",
                "article/no-image",
                "name the file: image = { file = \"bridge.jpg\", alt = \"…\" }",
            )?,
            place: table.place_of("file"),
        },
        alt: table.text("alt").unwrap_or_default(),
        caption: table.text("caption"),
        credit: table.text("credit"),
    };
    table.finish();
    Some(image)
}

/// A key of ours, or what another generator calls the same thing.
fn either(
    fields: &Fields<'_>,
    key: &'static str,
    foreign: &'static str,
    zone: Tz,
) -> Option<Moment> {
    let own = reading::moment(fields, key, zone);
    let other = reading::moment(fields, foreign, zone);
    own.or(other)
}

fn authors(fields: &Fields<'_>) -> Vec<String> {
    let named = fields
        .texts("authors")
        .into_iter()
        .chain(fields.texts("author"));
    named.map(|(name, _)| name).collect()
}

/// The publication date: the key's, or the file name's prefix.
fn date(fields: &Fields<'_>, path: &SourcePath, config: &Config) -> Option<Moment> {
    if fields.text("date").is_some() {
        return reading::release(fields, "date", config.timezone);
    }
    if let Some(day) = address::date_prefix(path) {
        return Some(Moment::day(day, config.timezone));
    }
    let place = fields.place_of("date");
    let missing = Diagnostic::error("article/no-date", "`date` is missing", place);
    fields.missing(
        "date",
        missing.help("say when it is published: date = 2024-09-09"),
    );
    None
}

/// The terms below every key that feeds a taxonomy, also in Zola's `[taxonomies]`, each once.
fn terms(fields: &Fields<'_>, zola: Option<&Fields<'_>>, keys: &[String]) -> Option<Vec<TermRef>> {
    let mut terms: Option<Vec<TermRef>> = None;
    let both = |key| {
        [Some(fields), zola]
            .into_iter()
            .flatten()
            .map(move |it| (it, key))
    };
    for (fields, key) in keys.iter().flat_map(both) {
        let Some(found) = reading::references_if_given(fields, key) else {
            continue;
        };
        let terms = terms.get_or_insert_default();
        for term in found {
            if !terms.iter().any(|known| known.text == term.text) {
                terms.push(term);
            }
        }
    }
    terms
}

/// Tells of terms that no taxonomy takes, since they would be lost without a word.
fn unmapped(fields: &Fields<'_>, zola: Option<&Fields<'_>>) {
    const FOREIGN: [&str; 2] = ["tags", "categories"];
    let mut entries = fields.unknown();
    entries.retain(|entry| FOREIGN.contains(&entry.key.as_str()));
    entries.extend(zola.map(Fields::unknown).unwrap_or_default());
    fields.ignore(&FOREIGN);
    for entry in entries {
        let message = format!("`{}` feeds no taxonomy", entry.key);
        let help = format!(
            "say in dateline.toml what it holds: [taxonomies] topics = [\"topics\", \"{}\"]",
            entry.key
        );
        let place = fields.place(&entry.key_span);
        fields.report(Diagnostic::warning("taxonomy/unmapped", message, place).help(help));
    }
}

fn corrections(fields: &Fields<'_>) -> Vec<Correction> {
    let tables = fields.tables("corrections");
    tables.iter().filter_map(correction).collect()
}

fn correction(fields: &Fields<'_>) -> Option<Correction> {
    let text = fields.required_text(
        "text",
        "correction/no-text",
        "tell the reader what was wrong: text = \"…\"",
    );
    if fields.text("date").is_none() {
        let place = fields.place_of("date");
        let missing =
            Diagnostic::error("correction/no-date", "a correction without a `date`", place);
        fields.missing(
            "date",
            missing.help("say when it was corrected: date = 2024-12-20"),
        );
    }
    let date = reading::day(fields, "date");
    let (was, now) = (fields.text("was"), fields.text("now"));
    fields.finish();
    Some(Correction {
        date: date?,
        text: text?,
        was,
        now,
    })
}
